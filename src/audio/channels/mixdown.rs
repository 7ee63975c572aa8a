//! From any number of channels to two.

use crate::audio::decode::Layout;
use crate::audio::{Block, Spec, Stage};

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
}
