//! From any number of channels to two.

use std::f32::consts::FRAC_1_SQRT_2;

use crate::audio::{Block, Spec, Stage};

/// No sample is let in that is higher than this, 96 dB above full scale.
const HIGHEST: f32 = 65_536.0;

/// Brings any recording to one or two channels of finite samples.
///
/// More than two channels are taken to stand in the order of WAV files, and are mixed down with the
/// coefficients of ITU-R BS.775: the centre and each surround 3 dB down, the low-frequency channel
/// left out. From nine channels on nobody knows what they are: then all go equally into both sides.
/// A sample that is not a number becomes silence.
#[derive(Debug, Clone, Copy, Default)]
pub struct Mixdown;

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
            for (channel, from) in input.planes().iter().enumerate() {
                let share = share(channels, channel)[side];
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

/// Returns how much of a channel goes to the left and to the right, by WAV's order of so many.
fn share(channels: usize, channel: usize) -> [f32; 2] {
    const LEFT: [f32; 2] = [1.0, 0.0];
    const RIGHT: [f32; 2] = [0.0, 1.0];
    const CENTRE: [f32; 2] = [FRAC_1_SQRT_2, FRAC_1_SQRT_2];
    const SURROUND_LEFT: [f32; 2] = [FRAC_1_SQRT_2, 0.0];
    const SURROUND_RIGHT: [f32; 2] = [0.0, FRAC_1_SQRT_2];
    const SURROUND: [f32; 2] = [0.5, 0.5];
    const LOW: [f32; 2] = [0.0, 0.0];
    let order: &[[f32; 2]] = match channels {
        3 => &[LEFT, RIGHT, CENTRE],
        4 => &[LEFT, RIGHT, SURROUND_LEFT, SURROUND_RIGHT],
        5 => &[LEFT, RIGHT, CENTRE, SURROUND_LEFT, SURROUND_RIGHT],
        6 => &[LEFT, RIGHT, CENTRE, LOW, SURROUND_LEFT, SURROUND_RIGHT],
        7 => &[LEFT, RIGHT, CENTRE, LOW, SURROUND, SURROUND_LEFT, SURROUND_RIGHT],
        8 => &[LEFT, RIGHT, CENTRE, LOW, SURROUND_LEFT, SURROUND_RIGHT, SURROUND_LEFT, SURROUND_RIGHT],
        _ => return [1.0 / channels as f32; 2],
    };
    order[channel]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mix(planes: Vec<Vec<f32>>) -> Vec<Vec<f32>> {
        let input = Block::from_planes(planes);
        let mut out = Block::new(Mixdown.output(Spec { rate: 48_000, channels: input.channels() }).channels);
        Mixdown.process(&input, &mut out);
        out.into_planes()
    }

    #[test]
    fn one_and_two_channels_pass_and_more_are_mixed() {
        assert_eq!(mix(vec![vec![0.5]]), [[0.5]]);
        assert_eq!(mix(vec![vec![0.5], vec![0.25]]), [[0.5], [0.25]]);
        let centre_only = mix(vec![vec![0.0], vec![0.0], vec![1.0], vec![1.0], vec![0.0], vec![0.0]]);
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
