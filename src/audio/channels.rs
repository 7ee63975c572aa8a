//! From any number of channels to two, from two to one, and whether two are really one.

use super::decode::Layout;
use super::loudness::{Db, Dbfs};
use super::{Block, Spec, Stage};

/// What lies further below the mid than this, nobody hears from the side.
const SIDE_UNHEARD: Db = Db(-40.0);
/// A stretch quieter than this says nothing about mono or stereo: what differs there is noise.
const SILENT: Dbfs = Dbfs(-70.0);
/// No sample is let in that is higher than this, 96 dB above full scale.
const HIGHEST: f32 = 65_536.0;

/// Brings any recording to one or two channels of finite samples.
///
/// More than two channels are mixed down by what each of them is for, with the
/// [coefficients](Layout::shares) of ITU-R BS.775. A sample that is not a number becomes silence.
#[derive(Debug, Clone, Default)]
pub struct Mixdown {
    /// How much of each channel goes to the left and to the right.
    shares: Vec<[f32; 2]>,
}

impl Mixdown {
    /// Returns the mixdown of sound with channels for these places.
    pub fn of(layout: &Layout) -> Mixdown {
        Mixdown { shares: layout.shares() }
    }
}

impl Stage for Mixdown {
    fn output(&self, input: Spec) -> Spec {
        Spec { channels: input.channels.clamp(1, 2), ..input }
    }

    fn process(&mut self, input: &Block, out: &mut Block) {
        let channels = input.channels();
        for (side, to) in out.planes_mut().iter_mut().enumerate() {
            if channels <= 2 {
                to.extend(input.planes()[side].iter().map(|&sample| finite(sample)));
                continue;
            }
            to.resize(input.frames(), 0.0);
            for (from, shares) in input.planes().iter().zip(&self.shares) {
                let share = shares[side];
                if share != 0.0 {
                    for (sum, &sample) in to.iter_mut().zip(from) {
                        *sum += share * finite(sample);
                    }
                }
            }
        }
    }

    fn finish(&mut self, _: &mut Block) {}
}

/// Returns the sample, within reason; silence for what is not a number.
fn finite(sample: f32) -> f32 {
    if sample.is_nan() { 0.0 } else { sample.clamp(-HIGHEST, HIGHEST) }
}

/// The mean square of what two channels have in common and of what sets them apart, over a while.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct MidSide {
    /// Of half the sum.
    pub mid: f32,
    /// Of half the difference.
    pub side: f32,
}

impl MidSide {
    /// Weighs a stretch of two channels.
    pub fn of(left: &[f32], right: &[f32]) -> MidSide {
        // Eight sums side by side; a stretch is 100 ms, short enough for single precision.
        let (mut mids, mut sides) = ([0.0_f32; 8], [0.0_f32; 8]);
        let mut add = |left: &[f32], right: &[f32]| {
            for (n, (l, r)) in left.iter().zip(right).enumerate() {
                let (mid, side) = (0.5 * (l + r), 0.5 * (l - r));
                mids[n] += mid * mid;
                sides[n] += side * side;
            }
        };
        let ((lefts, left_rest), (rights, right_rest)) = (left.as_chunks::<8>(), right.as_chunks::<8>());
        lefts.iter().zip(rights).for_each(|(l, r)| add(l, r));
        add(left_rest, right_rest);
        let frames = left.len().max(1) as f32;
        MidSide { mid: mids.iter().sum::<f32>() / frames, side: sides.iter().sum::<f32>() / frames }
    }
}

/// Returns whether two channels carry one programme: whether in every second that is not silent the
/// side lies 40 dB below the mid. `stretches` are of 100 ms each.
pub fn is_mono(stretches: &[MidSide]) -> bool {
    let silent = SILENT.peak().powi(2) as f32;
    let unheard = SIDE_UNHEARD.factor().powi(2) as f32;
    stretches.chunks(10).all(|second| {
        let frames = second.len() as f32;
        let mid = second.iter().map(|stretch| stretch.mid).sum::<f32>() / frames;
        let side = second.iter().map(|stretch| stretch.side).sum::<f32>() / frames;
        mid + side < silent || side <= mid * unheard
    })
}

/// Returns the mean of two channels in the place of the first.
pub fn to_mono(mut left: Vec<f32>, right: &[f32]) -> Vec<f32> {
    for (l, r) in left.iter_mut().zip(right) {
        *l = 0.5 * (*l + r);
    }
    left
}

#[cfg(test)]
mod tests {
    use std::f32::consts::FRAC_1_SQRT_2;

    use super::*;

    fn mix(planes: Vec<Vec<f32>>) -> Vec<Vec<f32>> {
        let input = Block::from_planes(planes);
        let mut mixdown = Mixdown::of(&Layout::usual(input.channels()));
        let mut out = Block::new(mixdown.output(Spec { rate: 48_000, channels: input.channels() }).channels);
        mixdown.process(&input, &mut out);
        out.into_planes()
    }

    #[test]
    fn one_and_two_channels_pass_and_more_are_mixed() {
        assert_eq!(mix(vec![vec![0.5]]), [[0.5]]);
        assert_eq!(mix(vec![vec![0.5], vec![0.25]]), [[0.5], [0.25]]);
        let centre_only = mix(vec![vec![0.0], vec![0.0], vec![1.0], vec![0.0], vec![0.0], vec![0.0]]);
        assert_eq!(centre_only, [[FRAC_1_SQRT_2], [FRAC_1_SQRT_2]]);
        let left_behind = mix(vec![vec![0.0], vec![0.0], vec![1.0], vec![0.0]]);
        assert_eq!(left_behind, [[FRAC_1_SQRT_2], [0.0]]);
        let mean = mix(vec![vec![1.0]; 12]);
        assert!((mean[0][0] - 1.0).abs() < 1e-6 && mean[0] == mean[1]);
    }

    #[test]
    fn what_is_no_number_is_silence() {
        assert_eq!(mix(vec![vec![f32::NAN, f32::INFINITY, -0.5]]), [[0.0, HIGHEST, -0.5]]);
    }

    #[test]
    fn mono_is_decided_second_by_second() {
        let same = MidSide { mid: 0.01, side: 0.0 };
        let unheard = MidSide { mid: 0.01, side: 0.9e-6 };
        let heard = MidSide { mid: 0.01, side: 1.1e-6 };
        let noise = MidSide { mid: 1e-9, side: 1e-9 };
        let opposite = MidSide { mid: 0.0, side: 0.01 };
        let cases: [(&[MidSide], bool); 7] = [
            (&[], true),
            (&[same; 20], true),
            (&[unheard; 20], true),
            (&[heard; 20], false),
            (&[noise; 20], true),
            (&[opposite; 20], false),
            (&[[same; 10], [noise; 10], [heard; 10]].concat(), false),
        ];
        for (stretches, expected) in cases {
            assert_eq!(is_mono(stretches), expected, "{stretches:?}");
        }
    }

    #[test]
    fn mid_and_side_are_mean_squares() {
        let (left, right) = (vec![0.5; 19], vec![0.3; 19]);
        let MidSide { mid, side } = MidSide::of(&left, &right);
        assert!((mid - 0.16).abs() < 1e-6 && (side - 0.01).abs() < 1e-6);
        assert_eq!(to_mono(left, &right), [0.4; 19]);
    }
}
