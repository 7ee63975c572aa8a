//! Another number of frames a second. The only room that knows `rubato`.

use std::fmt;

use rubato::audioadapter_buffers::direct::SequentialSliceOfVecs;
use rubato::{Fft, FixedSync, Resampler as _, WindowFunction};

use super::{Block, Spec, Stage};

/// Frames that the transform takes and gives at a time, at least. Its filter is as long: the longer,
/// the closer the pass band comes to half the lower rate.
const CHUNK: u64 = 1_024;

/// The highest rate that a recording may have. The transform is as long as the two rates are strange
/// to each other, so beyond any converter there must be an end.
pub const HIGHEST_RATE: u32 = 768_000;

/// Returns the rate in which a recording of that rate is published: the family of 44.1 kHz stays
/// there, all else goes to 48 kHz.
pub fn published_rate(rate: u32) -> u32 {
    if rate.is_multiple_of(11_025) { 44_100 } else { 48_000 }
}

impl fmt::Debug for Resample {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Resample").field("from", &self.from).field("to", &self.to).finish_non_exhaustive()
    }
}

/// Resamples. As many frames come out as the time they take, and none of them is late.
pub struct Resample {
    from: u32,
    to: u32,
    fft: Fft<f32>,
    /// Input that does not fill a chunk yet.
    input: Vec<Vec<f32>>,
    output: Vec<Vec<f32>>,
    /// Frames at the front of the output that are the filter's delay, still to be dropped.
    delay: usize,
    taken: u64,
    given: u64,
}

impl Resample {
    /// Returns the stage that makes sound of the form `from` into sound of the rate `to`.
    pub fn new(from: Spec, to: u32) -> Resample {
        let (rate_in, rate_out) = (u64::from(from.rate.max(1)), u64::from(to.max(1)));
        let fft = Fft::new_custom(
            rate_in as usize,
            rate_out as usize,
            chunk_in(rate_in, rate_out) as usize,
            1,
            from.channels,
            WindowFunction::BlackmanHarris2,
            FixedSync::Both,
        )
        .expect("no rate is zero");
        Resample {
            from: from.rate.max(1),
            to,
            input: vec![Vec::with_capacity(fft.input_frames_max() + Block::FRAMES); from.channels],
            output: vec![vec![0.0; fft.output_frames_max()]; from.channels],
            delay: fft.output_delay(),
            fft,
            taken: 0,
            given: 0,
        }
    }

    /// Resamples all whole chunks that are there.
    fn drain(&mut self, out: &mut Block) {
        let needed = self.fft.input_frames_next();
        let held = self.input.first().map_or(0, Vec::len);
        let mut used = 0;
        while held - used >= needed {
            self.chunk(used, needed, out);
            used += needed;
        }
        for plane in &mut self.input {
            plane.drain(..used);
        }
    }

    fn chunk(&mut self, from: usize, needed: usize, out: &mut Block) {
        let channels = self.input.len();
        let made = self.output.first().map_or(0, Vec::len);
        let input = SequentialSliceOfVecs::new(&self.input, channels, from + needed);
        let output = SequentialSliceOfVecs::new_mut(&mut self.output, channels, made);
        let (Ok(input), Ok(mut output)) = (input, output) else {
            unreachable!("the planes are as long as they are said to be");
        };
        let indexing = rubato::Indexing::new().input_offset(from);
        let (_, made) = self
            .fft
            .process_into_buffer(&input, &mut output, Some(&indexing))
            .expect("the buffers are as large as the resampler asked");
        let late = self.delay.min(made);
        self.delay -= late;
        // What the input is long, in output frames; more than that is the filter running out.
        let due = (self.taken * u64::from(self.to)).div_ceil(u64::from(self.from)) - self.given;
        let keep = (made - late).min(usize::try_from(due).unwrap_or(usize::MAX));
        for (plane, from) in out.planes_mut().iter_mut().zip(&self.output) {
            plane.extend_from_slice(&from[late..late + keep]);
        }
        self.given += keep as u64;
    }
}

/// Returns how many frames the transform takes at a time: a whole number of the smallest steps in
/// which both rates meet. An even number, or the middle of its filter would lie between two frames
/// and the sound come half a frame late.
fn chunk_in(from: u64, to: u64) -> u64 {
    let (mut a, mut b) = (from, to);
    while b > 0 {
        (a, b) = (b, a % b);
    }
    let (step_in, step_out) = (from / a, to / a);
    step_in * CHUNK.div_ceil(step_in.min(step_out)).next_multiple_of(2)
}

impl Stage for Resample {
    fn output(&self, input: Spec) -> Spec {
        Spec { rate: self.to, ..input }
    }

    fn process(&mut self, input: &Block, out: &mut Block) {
        self.taken += input.frames() as u64;
        for (held, plane) in self.input.iter_mut().zip(input.planes()) {
            held.extend_from_slice(plane);
        }
        self.drain(out);
    }

    fn finish(&mut self, out: &mut Block) {
        let needed = self.fft.input_frames_next();
        while self.given < (self.taken * u64::from(self.to)).div_ceil(u64::from(self.from)) {
            for plane in &mut self.input {
                let held = plane.len();
                plane.resize(held.next_multiple_of(needed).max(needed), 0.0);
            }
            self.drain(out);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::audio::loudness::Dbfs;
    use crate::audio::synth::Synth;
    use crate::audio::{Source as _, first_plane};

    fn resampled(source: Synth, to: u32) -> Vec<f32> {
        let stage = Resample::new(source.spec(), to);
        first_plane(source.through(stage))
    }

    #[test]
    fn a_tone_stays_where_it_was_at_any_rate() {
        for from in [8_000, 11_025, 16_007, 22_050, 32_000, 44_100, 96_000, 192_000] {
            let to = if from == 44_100 { 48_000 } else { published_rate(from) };
            let tone = |rate| Synth::tone(rate, 997.0, Dbfs(-3.0), Duration::from_millis(1_500));
            let expected = resampled(tone(to), to);
            let made = resampled(tone(from), to);
            let frames = (u64::from(from) * 3).div_ceil(2);
            assert_eq!(made.len() as u64, (frames * u64::from(to)).div_ceil(u64::from(from)));
            // Its abrupt beginning and end ring; between them nothing may differ.
            let inner = to as usize / 5..to as usize;
            let worst = inner.map(|n| (made[n] - expected[n]).abs()).fold(0.0, f32::max);
            assert!(worst < 1e-4, "{worst} from {from} to {to}");
        }
    }

    #[test]
    fn blocks_of_any_size_give_the_same_samples() {
        let noise = Synth::noise(16_000, Dbfs(-6.0), Duration::from_millis(700));
        let whole = resampled(noise.clone(), 48_000);
        assert_eq!(whole, resampled(noise.in_blocks_of(61), 48_000));
    }

    #[test]
    fn next_to_nothing_and_nothing_keep_their_length() {
        for frames in [0, 1, 2] {
            let source = Synth::new(8_000, 1, frames, |_, _| 0.5);
            assert_eq!(resampled(source, 48_000).len() as u64, frames * 6);
        }
    }
}
