//! Where a long sound is cut into parts, for players that remember no place and have no other way back into an
//! hour than its beginning.
//!
//! The parts are of about the same length. Each cut lies where a chapter begins, if one begins near by, otherwise
//! in the deepest pause near by. This is a decision, by arithmetic alone: nothing is heard here.

use std::time::Duration;

/// How long the stretches are of whose loudness the cuts are told.
pub const HOP: Duration = Duration::from_millis(100);
/// Sound is cut only if it is longer than so many times a part.
const LONG: f64 = 1.5;
/// How far from its place a cut may be, as a part of the length that is wanted.
const REACH: f64 = 0.25;
/// As many hops as a pause must have in which nothing is cut off: half a second is the breath between two
/// sentences.
const PAUSE: usize = 5;

/// Returns where a sound of that length is cut so that its parts are about as long as is wanted, in ascending
/// order. `energies` are its mean squares, hop by hop; without them, cuts lie at chapters or at their places.
pub fn cuts(length: Duration, wanted: Duration, chapters: &[Duration], energies: &[f32]) -> Vec<Duration> {
    let (whole, part) = (length.as_secs_f64(), wanted.as_secs_f64());
    if part <= 0.0 || whole <= LONG * part {
        return Vec::new();
    }
    let count = (whole / part).round().max(2.0);
    let reach = REACH * part;
    // Between two places lie at least three quarters of a part, so no two cuts come near each other.
    let place = |nth: u32| whole * f64::from(nth) / count;
    let near = |place: f64| {
        let distance = |at: &Duration| (at.as_secs_f64() - place).abs();
        let chapter = chapters.iter().filter(|at| distance(at) <= reach);
        let chapter = chapter.min_by(|a, b| distance(a).total_cmp(&distance(b))).copied();
        chapter.or_else(|| pause(energies, place, reach)).unwrap_or_else(|| Duration::from_secs_f64(place))
    };
    (1..count as u32).map(|nth| near(place(nth))).collect()
}

/// Returns the middle of the quietest half second around a place; of equals the nearest.
fn pause(energies: &[f32], place: f64, reach: f64) -> Option<Duration> {
    let hop = HOP.as_secs_f64();
    let at = |seconds: f64| (seconds / hop).max(0.0) as usize;
    let from = at(place - reach).min(energies.len());
    let within = energies.get(from..at(place + reach).min(energies.len()))?;
    let middle = |n: usize| (from + n) as f64 * hop + PAUSE as f64 * hop / 2.0;
    let sum = |pause: &[f32]| pause.iter().map(|energy| f64::from(*energy)).sum::<f64>();
    let found = within.windows(PAUSE).map(sum).enumerate().min_by(|(a, one), (b, other)| {
        let distance = |n: usize| (middle(n) - place).abs();
        one.total_cmp(other).then(distance(*a).total_cmp(&distance(*b)))
    });
    found.map(|(n, _)| Duration::from_secs_f64(middle(n)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const fn secs(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    #[test]
    fn what_is_not_long_stays_whole() {
        assert_eq!(cuts(secs(900), secs(600), &[secs(450)], &[]), []);
        assert_eq!(cuts(secs(0), secs(600), &[], &[]), []);
        assert_eq!(cuts(secs(3_600), secs(0), &[], &[]), []);
        assert_eq!(cuts(secs(901), secs(600), &[], &[]), [Duration::from_secs_f64(450.5)]);
    }

    #[test]
    fn a_chapter_near_by_goes_before_a_pause_and_a_pause_before_the_place() {
        let mut energies = vec![1.0; 36_000];
        energies[12_305..12_310].fill(0.001);
        let cuts = |chapters: &[Duration]| cuts(secs(3_600), secs(1_200), chapters, &energies);
        // At 1,200 s and 2,400 s, give or take 300 s.
        assert_eq!(cuts(&[secs(20), secs(1_499), secs(1_150), secs(2_050)])[0], secs(1_150));
        assert_eq!(cuts(&[secs(20), secs(899), secs(1_501)])[0], Duration::from_millis(1_230_750));
        // Where nothing is quieter than the rest, the nearest.
        assert!(cuts(&[])[1].abs_diff(secs(2_400)) < Duration::from_millis(51));
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn parts_are_in_order_and_none_is_far_from_what_is_wanted(
            length in 1_u64..40_000, wanted in 60_u64..3_600,
            chapters in proptest::collection::vec(0_u64..40_000, 0..30),
            energies in proptest::collection::vec(0.0_f32..1.0, 0..3_000),
        ) {
            let chapters: Vec<Duration> = chapters.into_iter().map(secs).collect();
            let cuts = cuts(secs(length), secs(wanted), &chapters, &energies);
            let ends: Vec<Duration> = std::iter::once(Duration::ZERO).chain(cuts.iter().copied()).chain([secs(length)]).collect();
            for pair in ends.windows(2) {
                prop_assert!(pair[0] < pair[1], "{ends:?}");
                let part = pair[1].saturating_sub(pair[0]).as_secs_f64();
                prop_assert!(cuts.is_empty() || part >= 0.2 * wanted as f64, "{ends:?}");
                prop_assert!(part <= 1.81 * wanted as f64, "{ends:?}");
            }
        }
    }
}
