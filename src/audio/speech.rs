//! Where somebody speaks, where music plays, and where there is a pause.

/// What is going on in 100 ms of sound.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Activity {
    /// Nobody speaks, and no music plays: breath, room, silence.
    #[default]
    Pause,
    /// Somebody speaks.
    Speech,
    /// Music plays, or another steady sound that is not a pause.
    Music,
}

/// stub
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tones;
impl Tones {
    /// stub
    pub fn of(_: &crate::audio::segment::Segment) -> Tones {
        Tones
    }
    /// stub
    pub fn extend(&mut self, _: &Tones) {}
}
/// stub
pub fn activity(ticks: &crate::audio::ticks::Ticks, _: &Tones) -> Vec<Activity> {
    (0..ticks.len() / 10)
        .map(|hop| if ticks.power(hop * 10) > 1e-6 { Activity::Speech } else { Activity::Pause })
        .collect()
}
/// stub
pub fn loudness(hops: &[f64], _: &[Activity]) -> Option<crate::audio::loudness::Lufs> {
    crate::audio::loudness::gate::integrated(hops)
}
