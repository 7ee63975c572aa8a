//! How far the voices stand above the noise of the room.

use crate::audio::loudness::{Lu, Lufs};
use crate::audio::speech::Activity;

/// Less than this between voices and noise is heard as a hiss or a drone behind them. A quiet room and
/// a microphone at a hand's width give 40 and more.
const POOR: Lu = Lu(30.0);
/// Noise as quiet as this is heard by nobody, even if the voices are quiet too.
const UNHEARD: Lufs = Lufs(-70.0);
/// What is as quiet as this is no sound of a room but numbers that are zero.
const ZERO: Lufs = Lufs(-120.0);
/// So many hops after speech and before it are not the room's noise: words die away, people breathe in.
const AFTER: usize = 4;
const BEFORE: usize = 3;
/// It takes so many hops of pause to tell, 1 s,
const ENOUGH_PAUSE: usize = 10;
/// and so many of speech.
const ENOUGH_SPEECH: usize = 30;

/// The noise behind the voices of a recording.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Noise {
    /// How loud it is where nobody speaks.
    pub floor: Lufs,
    /// How loud it is where somebody does.
    pub speech: Lufs,
}

impl Noise {
    /// Weighs the noise, given the energy of every hop and what goes on in it; nothing where there is
    /// no speech, or no pause in it.
    pub fn of(hops: &[f64], activity: &[Activity]) -> Option<Noise> {
        let mut speech: Vec<f64> = Vec::new();
        let mut pause: Vec<f64> = Vec::new();
        for (n, (&energy, &now)) in hops.iter().zip(activity).enumerate() {
            let around = &activity[n.saturating_sub(AFTER)..(n + BEFORE + 1).min(activity.len())];
            if now == Activity::Speech {
                speech.push(energy);
            } else if around.iter().all(|&other| other == Activity::Pause) {
                pause.push(energy.max(ZERO.energy()));
            }
        }
        if pause.len() < ENOUGH_PAUSE || speech.len() < ENOUGH_SPEECH {
            return None;
        }
        // The lower third: in the rest somebody may cough, turn a page or push a chair.
        pause.sort_by(f64::total_cmp);
        let speech = speech.iter().sum::<f64>() / speech.len() as f64;
        (speech > 0.0).then(|| Noise {
            floor: Lufs::of_energy(pause[pause.len() / 3]),
            speech: Lufs::of_energy(speech),
        })
    }

    /// Returns how far the voices stand above it.
    pub fn distance(&self) -> Lu {
        self.speech - self.floor
    }

    /// Returns whether it is heard behind the voices.
    pub fn is_heard(&self) -> bool {
        self.distance() < POOR && self.floor > UNHEARD
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Speech and pauses of five seconds in turn, with the word's end between them.
    fn recording(speech: f64, floor: f64) -> Option<Noise> {
        let speaks = |n: usize| (n / 50).is_multiple_of(2);
        let level = |n: usize| match n {
            n if speaks(n) => speech,
            n if speaks(n - 2) => speech - 12.0,
            _ => floor,
        };
        let hops: Vec<f64> = (0..600).map(|n| Lufs(level(n)).energy()).collect();
        let activity: Vec<Activity> =
            (0..600).map(|n| if speaks(n) { Activity::Speech } else { Activity::Pause }).collect();
        Noise::of(&hops, &activity)
    }

    #[test]
    fn noise_is_weighed_where_nobody_speaks() {
        let noise = recording(-20.0, -45.0).unwrap();
        assert!(
            (noise.floor - Lufs(-45.0)).value().abs() < 0.1 && (noise.distance().value() - 25.0).abs() < 0.1
        );
        assert!(noise.is_heard());
        assert!(!recording(-20.0, -55.0).unwrap().is_heard());
        assert!(!recording(-45.0, -72.0).unwrap().is_heard(), "too quiet to be heard");
        assert!(!recording(-20.0, f64::NEG_INFINITY).unwrap().is_heard(), "cut out by a gate");
    }

    #[test]
    fn without_speech_or_without_pauses_there_is_nothing_to_compare() {
        let hops = vec![Lufs(-20.0).energy(); 600];
        for activity in [Activity::Speech, Activity::Music, Activity::Pause] {
            assert_eq!(Noise::of(&hops, &vec![activity; 600]), None);
        }
        assert_eq!(Noise::of(&[], &[]), None);
    }
}
