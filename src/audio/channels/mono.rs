//! Whether two channels are really one, and from two to one.

use crate::audio::loudness::{Db, Dbfs};
use crate::audio::{Block, Spec, Stage};

/// What lies further below the mid than this, nobody hears from the side.
const SIDE_UNHEARD: Db = Db(-40.0);
/// A stretch quieter than this says nothing about mono or stereo: what differs there is noise.
pub(super) const SILENT: Dbfs = Dbfs(-70.0);

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

/// Makes one channel of all: their mean.
#[derive(Debug, Clone, Copy, Default)]
pub struct Mono;

impl Stage for Mono {
    fn output(&self, input: Spec) -> Spec {
        Spec { channels: 1, ..input }
    }

    fn process(&mut self, input: &Block, out: &mut Block) {
        let share = 1.0 / input.channels().max(1) as f32;
        for to in out.planes_mut() {
            to.resize(input.frames(), 0.0);
            for plane in input.planes() {
                to.iter_mut().zip(plane).for_each(|(sum, sample)| *sum += share * sample);
            }
        }
    }

    fn finish(&mut self, _: &mut Block) {}
}

#[cfg(test)]
mod tests {
    use super::*;

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

    #[test]
    fn one_channel_is_the_mean_of_any_number() {
        for (planes, mean) in [(vec![], 0.0), (vec![0.5], 0.5), (vec![0.5, -0.25], 0.125)] {
            let spec = Spec { rate: 44_100, channels: planes.len() };
            let input = Block::from_planes(planes.iter().map(|sample| vec![*sample; 19]).collect());
            let frames = input.frames();
            let mut out = Block::new(Mono.output(spec).channels);
            Mono.process(&input, &mut out);
            assert_eq!(out.planes(), [vec![mean; frames]], "{planes:?}");
        }
    }
}
