//! Long pauses, made shorter.

use std::ops::Range;

use crate::audio::loudness::hop_frames;
use crate::audio::speech::Activity;

/// A pause of up to so many hops of 100 ms stays: one and a half seconds is how speakers breathe and
/// think, and part of what they say.
const LONG: usize = 15;
/// Hops that are left of a longer one.
const LEFT: usize = 8;
/// Hops that stay at both ends of a pause: the last consonant that dies away, the breath before the
/// next word.
const AT_ENDS: usize = 3;

/// Returns what is to be cut out of a recording, so that no pause in it is longer than
/// one and a half seconds. `energies` and `activity` are those of its whole hops.
///
/// Of each longer pause, its quietest stretch goes, such that 0.8 s are left. Speech and music are
/// never touched, nor are the pauses at both ends of the recording, which
/// [`trim`](super::trim()) knows better.
pub fn shorten(activity: &[Activity], energies: &[f64], rate: u32) -> Vec<Range<u64>> {
    let hop = hop_frames(rate) as u64;
    let hops = activity.len().min(energies.len());
    let mut cuts = Vec::new();
    let mut from = 0;
    for run in activity[..hops].chunk_by(|a, b| (*a == Activity::Pause) == (*b == Activity::Pause)) {
        let to = from + run.len();
        if run[0] == Activity::Pause && from > 0 && to < hops && run.len() > LONG {
            let cut = quietest(&energies[from..to], run.len() - LEFT);
            cuts.push((from + cut.start) as u64 * hop..(from + cut.end) as u64 * hop);
        }
        from = to;
    }
    cuts
}

/// Returns the quietest so many hops of a pause that leave its ends alone; of equals the middle one.
fn quietest(pause: &[f64], length: usize) -> Range<usize> {
    let last = pause.len() - AT_ENDS - length;
    let middle = (pause.len() - length) / 2;
    let energy = |from: usize| pause[from..from + length].iter().sum::<f64>();
    let better = |&a: &usize, &b: &usize| {
        energy(a).total_cmp(&energy(b)).then(a.abs_diff(middle).cmp(&b.abs_diff(middle)))
    };
    let from = (AT_ENDS..=last).min_by(better).unwrap_or(middle);
    from..from + length
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audio::repair::Edits;
    use Activity::{Music, Pause, Speech};

    const RATE: u32 = 48_000;
    const HOP: u64 = 4_800;

    fn cuts(parts: &[(Activity, usize)], energies: impl Fn(usize) -> f64) -> Vec<(u64, u64)> {
        let activity: Vec<_> = parts.iter().flat_map(|&(activity, hops)| vec![activity; hops]).collect();
        let energies: Vec<f64> = (0..activity.len()).map(energies).collect();
        let cuts = shorten(&activity, &energies, RATE);
        for hop in cuts.iter().flat_map(|cut| cut.start / HOP..cut.end / HOP) {
            assert_eq!(activity[hop as usize], Pause, "hop {hop}");
        }
        cuts.iter().map(|cut| (cut.start / HOP, cut.end / HOP)).collect()
    }

    #[test]
    fn long_pauses_become_short_ones_and_short_ones_stay() {
        let parts =
            [(Speech, 10), (Pause, 15), (Speech, 10), (Pause, 16), (Music, 10), (Pause, 48), (Speech, 1)];
        assert_eq!(cuts(&parts, |_| 0.0), [(39, 47), (65, 105)]);
        let edits = Edits::none(110 * HOP).cut(&[39 * HOP..47 * HOP, 65 * HOP..105 * HOP]);
        assert_eq!(edits.frames_after(), (10 + 15 + 10 + 8 + 10 + 8 + 1) * HOP);
    }

    #[test]
    fn the_quietest_part_goes() {
        let parts = [(Speech, 10), (Pause, 20), (Speech, 10)];
        assert_eq!(cuts(&parts, |hop| if hop < 14 { 1.0 } else { 0.1 }), [(14, 26)], "somebody breathes out");
        assert_eq!(cuts(&parts, |hop| if hop > 24 { 1.0 } else { 0.1 }), [(13, 25)], "somebody breathes in");
    }

    #[test]
    fn the_ends_of_a_recording_are_not_ours() {
        assert_eq!(cuts(&[(Pause, 100), (Speech, 10), (Pause, 100)], |_| 0.0), []);
        assert_eq!(cuts(&[(Pause, 100)], |_| 0.0), []);
        assert_eq!(cuts(&[], |_| 0.0), []);
        assert_eq!(shorten(&[Speech], &[], RATE), []);
    }
}
