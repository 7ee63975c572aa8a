//! Where a recording begins and ends: silence at both ends is trimmed to half a second.

use std::ops::Range;

use super::Edits;
use crate::audio::loudness::{Db, Lufs, hop_frames};

/// What is trimmed is quieter than this: nobody would miss it at any volume.
const INAUDIBLE: Lufs = Lufs(-60.0);
/// And no louder than so much above the noise of the recording itself. Where the noise lies far below
/// −60 LUFS, something that fades in or out may lie between.
const ABOVE_NOISE: Db = Db(6.0);
/// The noise of a recording is what a tenth of it does not exceed, digital silence aside.
const NOISE_PERCENT: usize = 10;
/// Hops of 100 ms that are left of a silence.
const LEFT: usize = 5;

/// Returns the edit that trims both ends of a recording of so many frames. `energies` are those of
/// its whole hops, K-weighted. A recording in which nothing rises above silence stays as it is.
pub fn trim(energies: &[f64], rate: u32, frames: u64) -> Edits {
    let quiet = quiet_below(energies);
    let loud = |&energy: &f64| energy > quiet;
    let edits = Edits::none(frames);
    let (Some(first), Some(last)) = (energies.iter().position(loud), energies.iter().rposition(loud)) else {
        return edits;
    };
    let frame = |hop: usize| (hop * hop_frames(rate)) as u64;
    let mut cuts: Vec<Range<u64>> = Vec::new();
    if first > LEFT {
        cuts.push(0..frame(first - LEFT));
    }
    let end = last + 1 + LEFT;
    if end < energies.len() {
        cuts.push(frame(end)..frames);
    }
    edits.cut(&cuts)
}

/// Returns the energy up to which a hop is silence.
fn quiet_below(energies: &[f64]) -> f64 {
    let mut sounding: Vec<f64> = energies.iter().copied().filter(|&energy| energy > 0.0).collect();
    if sounding.is_empty() {
        return 0.0;
    }
    let at = sounding.len() * NOISE_PERCENT / 100;
    let (_, &mut noise, _) = sounding.select_nth_unstable_by(at, f64::total_cmp);
    (noise * ABOVE_NOISE.factor().powi(2)).min(INAUDIBLE.energy())
}

#[cfg(test)]
mod tests {
    use super::*;

    const RATE: u32 = 48_000;
    const HOP: u64 = 4_800;

    /// Returns hops of these levels in LUFS, each for so many hops.
    fn hops(parts: &[(f64, usize)]) -> Vec<f64> {
        parts.iter().flat_map(|&(lufs, hops)| vec![Lufs(lufs).energy(); hops]).collect()
    }

    fn kept(parts: &[(f64, usize)]) -> Option<(u64, u64)> {
        let energies = hops(parts);
        let frames = energies.len() as u64 * HOP;
        let edits = trim(&energies, RATE, frames);
        let [range] = edits.kept() else { panic!("{edits:?}") };
        (!edits.is_none()).then_some((range.start / HOP, range.end / HOP))
    }

    #[test]
    fn half_a_second_of_silence_is_left_at_both_ends() {
        let digital = f64::NEG_INFINITY;
        for silence in [-70.0, -61.0, digital] {
            assert_eq!(kept(&[(silence, 40), (-20.0, 100), (silence, 30)]), Some((35, 145)), "{silence}");
            assert_eq!(kept(&[(silence, 5), (-20.0, 100), (silence, 6)]), Some((0, 110)));
            assert_eq!(kept(&[(silence, 5), (-20.0, 100), (silence, 5)]), None);
        }
    }

    #[test]
    fn what_may_be_heard_stays() {
        assert_eq!(kept(&[(-59.0, 40), (-20.0, 100), (-59.0, 40)]), None, "noise that is audible");
        assert_eq!(
            kept(&[(-90.0, 40), (-70.0, 10), (-20.0, 100), (-70.0, 10), (-90.0, 40)]),
            Some((35, 165)),
            "a fade far above the noise"
        );
        assert_eq!(
            kept(&[(-70.0, 10), (-20.0, 5), (-70.0, 200), (-20.0, 5), (-70.0, 10)]),
            Some((5, 225)),
            "a pause inside"
        );
    }

    #[test]
    fn silence_and_nothing_stay_as_they_are() {
        assert_eq!(kept(&[(f64::NEG_INFINITY, 100)]), None);
        assert_eq!(kept(&[(-75.0, 100)]), None);
        assert!(trim(&[], RATE, 0).is_none() && trim(&[], RATE, 17).is_none());
    }

    #[test]
    fn what_is_left_over_of_a_hop_goes_with_the_silence_and_stays_with_the_sound() {
        let energies = hops(&[(-80.0, 20), (-20.0, 20), (-80.0, 20)]);
        let edits = trim(&energies, RATE, 60 * HOP + 99);
        assert_eq!(edits.kept(), [15 * HOP..45 * HOP]);
        let energies = hops(&[(-80.0, 20), (-20.0, 20)]);
        let edits = trim(&energies, RATE, 40 * HOP + 99);
        assert_eq!(edits.kept(), [15 * HOP..40 * HOP + 99]);
    }
}
