//! Long stretches in the middle of a recording in which nobody speaks and nothing plays.

use std::time::Duration;

use crate::audio::speech::Activity;

/// So many hops are long: 10 s. Nobody pauses for that long on purpose.
const LONG: usize = 100;
/// What interrupts it for no longer than this is no end of it: a chair, a door, a cough.
const INTERRUPTION: usize = 3;

/// Long silences in the middle of a recording.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Silences {
    /// How many there are.
    pub places: usize,
    /// Where the first one begins.
    pub first: Duration,
    /// How long the longest one is.
    pub longest: Duration,
}

impl Silences {
    /// Finds them, given what goes on in every 100 ms; none where there is none. What lies before the
    /// first sound and after the last one is not the middle.
    pub fn of(activity: &[Activity]) -> Option<Silences> {
        let mut found: Option<Silences> = None;
        // Where the silence that goes on began, once something has been heard.
        let mut since = None;
        let mut sound = 0;
        for (n, &now) in activity.iter().enumerate() {
            if now == Activity::Pause {
                sound = 0;
                continue;
            }
            sound += 1;
            if sound <= INTERRUPTION && since.is_some() {
                continue;
            }
            let begins = n + 1 - sound;
            if let Some(from) = since.filter(|&from| begins >= from + LONG) {
                let (first, length) = (time(from), time(begins - from));
                let known = found.unwrap_or(Silences { places: 0, first, longest: length });
                found =
                    Some(Silences { places: known.places + 1, longest: known.longest.max(length), ..known });
            }
            since = Some(n + 1);
        }
        found
    }
}

fn time(hops: usize) -> Duration {
    Duration::from_millis(hops as u64 * 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(runs: &[(Activity, usize)]) -> Option<Silences> {
        let activity: Vec<Activity> =
            runs.iter().flat_map(|&(activity, hops)| vec![activity; hops]).collect();
        Silences::of(&activity)
    }

    const SPEECH: Activity = Activity::Speech;
    const PAUSE: Activity = Activity::Pause;

    #[test]
    fn ten_seconds_in_the_middle_are_found() {
        let twice = [(SPEECH, 50), (PAUSE, 100), (SPEECH, 9), (PAUSE, 150), (Activity::Music, 9)];
        let silences = found(&twice).unwrap();
        assert_eq!((silences.places, silences.first.as_secs()), (2, 5));
        assert_eq!(silences.longest.as_secs(), 15);
        assert_eq!(found(&[(SPEECH, 50), (PAUSE, 99), (SPEECH, 50)]), None);
    }

    #[test]
    fn a_cough_does_not_end_it_and_the_ends_of_a_recording_do_not_count() {
        let cough = [(SPEECH, 50), (PAUSE, 60), (SPEECH, 3), (PAUSE, 60), (SPEECH, 50)];
        assert_eq!(found(&cough).map(|silences| silences.longest.as_millis()), Some(12_300));
        let word = [(SPEECH, 50), (PAUSE, 60), (SPEECH, 4), (PAUSE, 60), (SPEECH, 50)];
        assert_eq!(found(&word), None);
        assert_eq!(found(&[(PAUSE, 500), (SPEECH, 50), (PAUSE, 500)]), None);
        assert_eq!(found(&[(PAUSE, 500)]), None);
        assert_eq!(found(&[]), None);
    }
}
