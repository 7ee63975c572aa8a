//! Takes away what lies below every voice: rumble, wind, a knocked table, an offset.
//!
//! A Butterworth high-pass of the fourth order: flat above its corner, 24 dB an octave below. In
//! each of its two sections the numerator is a plain second difference. Differences of samples are
//! exact in double precision, so no multiplication is spent on them, and the poles that follow are
//! the only place where anything is rounded.

use std::f64::consts::{FRAC_PI_8, PI};

use crate::audio::loudness::hop_frames;
use crate::audio::{Block, Spec, Stage};

/// Where the gain is 3 dB down. The lowest voices begin at 75 Hz, where this takes 0.7 dB; at 90 Hz
/// it takes 0.2 dB. Rumble at 30 Hz goes down 24 dB, at 20 Hz 38 dB. A bass in music at 50 Hz loses
/// 7 dB, at 41 Hz (the lowest string) 13 dB, while their overtones, by which loudspeakers of phones
/// and kitchens play a bass at all, stay. With a corner of 70 Hz the 50 Hz would lose 12 dB.
const CORNER_HZ: f64 = 60.0;
/// Memory that is smaller than this is forgotten: in digital silence it would otherwise fall to
/// numbers that processors handle a hundred times more slowly.
const NOTHING: f64 = 1e-30;
/// How many frames lie between two looks at whether to forget. Counted from the start of the
/// recording, so that the blocks in which it arrives change nothing.
const SETTLE: usize = 1_024;

/// A high-pass at 60 Hz, for sound of one form.
///
/// A recording with an offset must not begin with a thump: the first 100 ms are held back, and the
/// filter begins as if their mean had been there for ever.
#[derive(Debug, Clone)]
pub struct HighPass {
    gain: f64,
    sections: [Poles; 2],
    pairs: Vec<Pair>,
    /// The beginning, until there is enough of it.
    held: Block,
    /// How many frames are to be held; none once it has begun.
    wanted: Option<usize>,
    /// Frames until the next look.
    until_settled: usize,
}

/// The recursive part of a section: what the output takes from its last and last but one.
#[derive(Debug, Clone, Copy)]
struct Poles {
    last: f64,
    before: f64,
}

/// Two channels side by side, and what both sections remember of each. A single channel runs twice.
#[derive(Debug, Clone, Copy, Default)]
struct Pair {
    /// The last two of what came in, of what left the first section, and of what left the second.
    memory: [[[f64; 2]; 2]; 3],
}

impl HighPass {
    /// Returns the filter for sound of that form.
    pub fn new(spec: Spec) -> HighPass {
        let rate = f64::from(spec.rate.max(1));
        // At rates that nobody uses the corner would lie where there is no sound.
        let k = (PI * CORNER_HZ.min(0.4 * rate) / rate).tan();
        // The poles of the fourth order lie on a circle, 22.5° and 67.5° from the real axis.
        let angles = [FRAC_PI_8, 3.0 * FRAC_PI_8];
        let a0 = angles.map(|angle| 1.0 + 2.0 * angle.cos() * k + k * k);
        let sections = [0, 1].map(|section| {
            let damping = 2.0 * angles[section].cos() * k;
            Poles { last: 2.0 * (1.0 - k * k) / a0[section], before: -(1.0 - damping + k * k) / a0[section] }
        });
        HighPass {
            gain: 1.0 / (a0[0] * a0[1]),
            sections,
            pairs: vec![Pair::default(); spec.channels.div_ceil(2)],
            held: Block::new(spec.channels),
            wanted: Some(hop_frames(spec.rate)),
            until_settled: SETTLE,
        }
    }

    /// Begins with what was held back.
    fn begin(&mut self, out: &mut Block) {
        self.wanted = None;
        let held = std::mem::take(&mut self.held);
        let frames = held.frames().max(1) as f64;
        for (channel, plane) in held.planes().iter().enumerate() {
            let mean = plane.iter().map(|&sample| f64::from(sample)).sum::<f64>() / frames;
            let pair = &mut self.pairs[channel / 2];
            // Of something constant nothing leaves the first section.
            pair.memory[0].iter_mut().for_each(|frame| frame[channel % 2] = mean);
        }
        self.run(&held, 0, out);
    }

    /// Filters the block from that frame on.
    fn run(&mut self, input: &Block, mut from: usize, out: &mut Block) {
        while from < input.frames() {
            let to = input.frames().min(from + self.until_settled);
            let planes = input.planes().chunks(2).zip(out.planes_mut().chunks_mut(2));
            for (pair, (input, out)) in self.pairs.iter_mut().zip(planes) {
                let run = |channel: usize| &input[channel.min(input.len() - 1)][from..to];
                pair.run(&self.sections, self.gain, [run(0), run(1)], out);
            }
            self.until_settled -= to - from;
            if self.until_settled == 0 {
                self.until_settled = SETTLE;
                self.pairs.iter_mut().for_each(Pair::settle);
            }
            from = to;
        }
    }
}

impl Pair {
    /// Filters two runs of equal length, one of each channel, and appends what comes out.
    fn run(&mut self, poles: &[Poles; 2], gain: f64, input: [&[f32]; 2], out: &mut [Vec<f32>]) {
        let start = out[0].len();
        for plane in &mut *out {
            plane.resize(start + input[0].len(), 0.0);
        }
        match out {
            [left, right] => {
                let out = left[start..].iter_mut().zip(&mut right[start..]);
                for ((&l, &r), (left, right)) in input[0].iter().zip(input[1]).zip(out) {
                    [*left, *right] = self.next(poles, gain, [l, r]);
                }
            }
            [only] => {
                for (&sample, only) in input[0].iter().zip(&mut only[start..]) {
                    [*only, _] = self.next(poles, gain, [sample; 2]);
                }
            }
            _ => {}
        }
    }

    #[inline]
    fn next(&mut self, [one, two]: &[Poles; 2], gain: f64, new: [f32; 2]) -> [f32; 2] {
        let [x, y, z] = &mut self.memory;
        let mut out = [0.0; 2];
        for lane in 0..2 {
            let new = f64::from(new[lane]);
            // What is known longest comes first: the last output is what everything waits for.
            let rise = new - 2.0 * x[0][lane] + x[1][lane];
            let first = (rise + one.before * y[1][lane]) + one.last * y[0][lane];
            let rise = first - 2.0 * y[0][lane] + y[1][lane];
            let second = (rise + two.before * z[1][lane]) + two.last * z[0][lane];
            (x[1][lane], x[0][lane]) = (x[0][lane], new);
            (y[1][lane], y[0][lane]) = (y[0][lane], first);
            (z[1][lane], z[0][lane]) = (z[0][lane], second);
            out[lane] = (second * gain) as f32;
        }
        out
    }

    fn settle(&mut self) {
        for value in self.memory[1..].as_flattened_mut().as_flattened_mut() {
            if value.abs() < NOTHING {
                *value = 0.0;
            }
        }
    }
}

impl Stage for HighPass {
    fn output(&self, input: Spec) -> Spec {
        input
    }

    fn process(&mut self, input: &Block, out: &mut Block) {
        let mut from = 0;
        if let Some(wanted) = self.wanted {
            from = (wanted - self.held.frames()).min(input.frames());
            for (held, plane) in self.held.planes_mut().iter_mut().zip(input.planes()) {
                held.extend_from_slice(&plane[..from]);
            }
            if self.held.frames() < wanted {
                return;
            }
            self.begin(out);
        }
        self.run(input, from, out);
    }

    fn finish(&mut self, out: &mut Block) {
        if self.wanted.is_some() {
            self.begin(out);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::audio::Source;
    use crate::audio::loudness::Dbfs;
    use crate::audio::repair::testing::{all, level};
    use crate::audio::synth::Synth;

    fn filtered(synth: Synth) -> Vec<Vec<f32>> {
        let stage = HighPass::new(synth.spec());
        all(synth.through(stage))
    }

    fn gain_at(rate: u32, hz: f64) -> f64 {
        let heard = filtered(Synth::tone(rate, hz, Dbfs(-6.0), Duration::from_secs(3)));
        level(&heard[0][rate as usize..]) + 6.0 + 3.01
    }

    #[test]
    fn voices_pass_and_rumble_does_not() {
        for rate in [44_100, 48_000, 192_000] {
            for (hz, lowest, highest) in [
                (20.0, -40.0, -36.0),
                (30.0, -25.0, -24.0),
                (50.0, -7.5, -7.0),
                (60.0, -3.1, -2.9),
                (75.0, -0.8, 0.0),
                (90.0, -0.25, 0.0),
                (150.0, -0.01, 0.01),
                (1_000.0, -0.01, 0.01),
                (10_000.0, -0.01, 0.01),
            ] {
                let gain = gain_at(rate, hz);
                assert!((lowest..=highest).contains(&gain), "{gain} dB at {hz} Hz of {rate}");
            }
        }
    }

    #[test]
    fn an_offset_is_gone_from_the_first_frame_on() {
        let offset = Synth::new(44_100, 2, 44_100, |_, channel| [0.25, -0.1][channel]);
        for plane in filtered(offset) {
            assert!(plane.iter().all(|sample| sample.abs() < 1e-6));
        }
        let tone = Synth::new(44_100, 1, 44_100, |n, _| 0.3 + 0.1 * (n as f32 * 0.05).sin());
        let heard = filtered(tone);
        let (start, rest) = heard[0].split_at(4_410);
        assert!(start.iter().all(|sample| sample.abs() < 0.15), "no thump");
        let mean = rest.iter().sum::<f32>() / rest.len() as f32;
        assert!(mean.abs() < 1e-4, "{mean}");
    }

    #[test]
    fn blocks_change_nothing_and_the_shortest_recordings_come_through() {
        let voice = Synth::voice(8_000, Dbfs(-3.0), Duration::from_secs(2))
            .then(Synth::silence(8_000, Duration::from_secs(2)));
        for channels in [1, 2] {
            let voice = voice.clone().with_channels(channels);
            let whole = filtered(voice.clone());
            assert_eq!((whole.len(), whole[0].len()), (channels, 32_000));
            assert_eq!(whole, filtered(voice.in_blocks_of(77)));
        }
        for frames in [0, 1, 799, 800, 801] {
            let short = filtered(Synth::new(8_000, 2, frames, |_, _| 0.5));
            assert!(short.iter().all(|plane| plane.len() as u64 == frames));
        }
    }

    #[test]
    fn digital_silence_stays_and_becomes_digital_again() {
        let burst = Synth::tone(48_000, 100.0, Dbfs(0.0), Duration::from_millis(500));
        let heard = filtered(burst.then(Synth::silence(48_000, Duration::from_secs(2))));
        let end = heard[0].len() - 4_800;
        assert!(heard[0][end..].iter().all(|&sample| sample == 0.0));
        assert!(heard[0].iter().all(|sample| sample.is_normal() || *sample == 0.0), "none is denormal");
    }
}
