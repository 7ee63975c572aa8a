//! What was found in several recordings, told as of one.

use std::time::Duration;

use super::Finding;

/// Returns what was found in recordings that are heard one after the other, each subject once and in the
/// order of importance. Each comes with the time at which it begins; a place is told on the time of all.
///
/// What is a state of a recording is told as it is found first. That one of several is silent is no
/// silence.
pub fn together<'a>(recordings: impl IntoIterator<Item = (Duration, &'a [Finding])>) -> Vec<Finding> {
    let recordings: Vec<_> = recordings.into_iter().collect();
    let all_silent = recordings.iter().all(|(_, findings)| findings.contains(&Finding::Silent));
    let mut together: Vec<Finding> = Vec::new();
    for (begins, findings) in recordings {
        for finding in findings.iter().filter(|finding| all_silent || **finding != Finding::Silent) {
            let next = later(*finding, begins);
            match together.iter_mut().find(|found| rank(found) == rank(&next)) {
                Some(found) => *found = both(*found, next),
                None => together.push(next),
            }
        }
    }
    together.sort_by_key(rank);
    together
}

/// Returns the place of a subject among all, the most important first.
fn rank(finding: &Finding) -> usize {
    match finding {
        Finding::Silent => 0,
        Finding::DeadChannel { .. } => 1,
        Finding::Antiphase => 2,
        Finding::SidesApart { .. } => 3,
        Finding::Clipped { .. } => 4,
        Finding::TooQuiet { .. } => 5,
        Finding::LongSilence { .. } => 6,
        Finding::Noisy { .. } => 7,
        Finding::Hum { .. } => 8,
        Finding::Offset => 9,
        Finding::Echo { .. } => 10,
        Finding::VoicesApart { .. } => 11,
        Finding::Plosives { .. } => 12,
    }
}

/// Returns a finding of a recording that begins at that time.
fn later(finding: Finding, begins: Duration) -> Finding {
    match finding {
        Finding::Clipped { places, first } => Finding::Clipped { places, first: begins + first },
        Finding::LongSilence { places, first, longest } => {
            Finding::LongSilence { places, first: begins + first, longest }
        }
        Finding::Plosives { count, per_minute, first } => {
            Finding::Plosives { count, per_minute, first: begins + first }
        }
        other => other,
    }
}

/// Returns two findings of one subject as one; the first comes first in time, too.
fn both(one: Finding, next: Finding) -> Finding {
    use Finding::{Clipped, LongSilence, Plosives};
    match (one, next) {
        (Clipped { places, first }, Clipped { places: more, .. }) => Clipped { places: places + more, first },
        (LongSilence { places, first, longest }, LongSilence { places: more, longest: other, .. }) => {
            LongSilence { places: places + more, first, longest: longest.max(other) }
        }
        (
            Plosives { count, per_minute, first },
            Plosives { count: more, per_minute: others_per_minute, .. },
        ) => {
            let minutes = |count: usize, per_minute: f64| count as f64 / per_minute;
            let spoken = minutes(count, per_minute) + minutes(more, others_per_minute);
            let count = count + more;
            Plosives { count, per_minute: count as f64 / spoken, first }
        }
        (one, _) => one,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_subject_is_told_once_on_the_time_of_all() {
        let seconds = Duration::from_secs;
        let first = [
            Finding::LongSilence { places: 1, first: seconds(20), longest: seconds(9) },
            Finding::Hum { mains: 50 },
            Finding::Plosives { count: 20, per_minute: 10.0, first: seconds(3) },
        ];
        let second = [
            Finding::Clipped { places: 2, first: seconds(5) },
            Finding::LongSilence { places: 2, first: seconds(1), longest: seconds(12) },
            Finding::Plosives { count: 40, per_minute: 40.0, first: seconds(1) },
        ];
        let third = [Finding::Clipped { places: 1, first: seconds(1) }];
        let all = together([
            (seconds(0), &first[..]),
            (seconds(60), &second),
            (seconds(90), &third),
            (seconds(99), &[Finding::Silent]),
        ]);
        let expected = [
            Finding::Clipped { places: 3, first: seconds(65) },
            Finding::LongSilence { places: 3, first: seconds(20), longest: seconds(12) },
            Finding::Hum { mains: 50 },
            Finding::Plosives { count: 60, per_minute: 20.0, first: seconds(3) },
        ];
        assert_eq!(all, expected);
        let silence = [(seconds(0), &[Finding::Silent][..]), (seconds(9), &[Finding::Silent])];
        assert_eq!(together(silence), [Finding::Silent]);
        assert_eq!(together([]), []);
    }
}
