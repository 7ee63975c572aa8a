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
