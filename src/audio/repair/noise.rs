//! Turns down the steady noise behind voices: fans, rooms, preamplifiers.
//!
//! What is noise and what is voice, a small neural network tells (`RNNoise`, Valin 2018, as the
//! crate `nnnoiseless`, the only file that names it). It was taught at 48 kHz and knows one channel.
//! So it hears the middle of all channels, brought to its rate, and we look at what it did: how far
//! each band came down, a hundred times a second. These gains, and nothing else of it, are laid on
//! the recording at its own rate: on all channels alike, so that the stereo picture stands still, and
//! never deeper than 18 dB, so that pauses keep a trace of the room they were recorded in.

use std::f64::consts::PI;

use nnnoiseless::DenoiseState;

use super::fft::Fft;
use super::whole;
use crate::audio::loudness::Db;
use crate::audio::segment::Segment;

/// The most that noise is turned down.
const DEEPEST: Db = Db(-18.0);
/// The rate at which the network was taught.
const TAUGHT: f64 = 48_000.0;
/// Full scale as the network knows it.
const FULL_SCALE: f32 = 32_768.0;
/// Frames of a window in which gains are laid on, of which two overlap at any time: 11 ms. Segments
/// are a whole number of steps, so the moments of one go on in the next.
const WINDOW: usize = 512;
const STEP: usize = WINDOW / 2;
/// Frames of a window in which is looked at what the network does, at its rate: 21 ms.
const LOOK: usize = 1_024;
/// Moments in which the gains of a segment pass over into those of the next, 90 ms.
const PASSES_OVER: usize = 16;
/// Where the network's bands lie, in steps of 200 Hz. Each reaches from the one before to the next.
const BANDS: [u16; 22] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 16, 20, 24, 28, 34, 40, 48, 60, 78, 100];
const BAND_HZ: f64 = 200.0;
/// What lies below this power per bin is digital silence, and has no gain.
const SILENT: f32 = 1e-9;
/// How long the network listens before it knows a noise, in seconds.
const LISTENS: u32 = 2;

/// The gain of every band.
type Gains = [f32; BANDS.len()];

/// Returns how many frames before a segment must be there. What lies further back is not quite
/// forgotten, but moves the gains by less than can be heard.
pub fn lead_in(rate: u32) -> usize {
    (LISTENS * rate) as usize
}

/// Returns how many frames after a segment must be there.
pub fn lead_out(_rate: u32) -> usize {
    // The last window of the body, that of the network, and what each looks ahead.
    3 * LOOK
}

/// Turns the noise in a segment down, lead-in and lead-out included.
///
/// Towards its end the gains pass over into those with which the next segment will begin, heard anew
/// as that will hear them. So two segments meet without a seam, though neither knows the other.
pub fn reduce(segment: &mut Segment) {
    let rate = segment.spec().rate;
    let (body, frames) = (segment.body(), segment.planes().first().map_or(0, Vec::len));
    if frames == 0 {
        return;
    }
    let middle = middle(segment.planes());
    let grid = Grid { first: body.start % STEP, moments: (frames - body.start % STEP).div_ceil(STEP) + 2 };
    let mut gains = gains(&middle, rate, body.start, &grid);
    if body.end < frames && body.len().is_multiple_of(STEP) {
        let seam = grid.at(body.end);
        let from = seam - PASSES_OVER.min(seam);
        let rest = Grid { first: grid.first + from * STEP, moments: gains.len() - from };
        let next = self::gains(&middle, rate, body.end, &rest);
        for (n, (gains, next)) in gains[from..].iter_mut().zip(next).enumerate() {
            let share = ((n + 1) as f32 / PASSES_OVER as f32).min(1.0);
            gains.iter_mut().zip(next).for_each(|(gain, next)| *gain += share * (next - *gain));
            if share >= 1.0 {
                *gains = next;
            }
        }
    }
    lay_on(&gains, grid.first, f64::from(rate), segment.planes_mut());
}

/// The moments at which there are gains: one step before the first frame of the grid, and then on.
struct Grid {
    first: usize,
    moments: usize,
}

impl Grid {
    /// Returns the moment that lies at a frame.
    fn at(&self, frame: usize) -> usize {
        (frame - self.first) / STEP + 1
    }
}

/// Returns the mean of all channels.
fn middle(planes: &[Vec<f32>]) -> Vec<f32> {
    let Some((first, others)) = planes.split_first() else { return Vec::new() };
    let mut middle = first.clone();
    for plane in others {
        middle.iter_mut().zip(plane).for_each(|(sum, &sample)| *sum += sample);
    }
    let share = 1.0 / planes.len() as f32;
    for sample in &mut middle {
        *sample *= share;
    }
    middle
}

/// Returns the sound at so many times its rate, by cubic interpolation (Catmull and Rom): good enough
/// for what is only looked at.
fn resampled(sound: &[f32], factor: f64) -> Vec<f32> {
    if (factor - 1.0).abs() < 1e-9 {
        return sound.to_vec();
    }
    let frames = whole(sound.len() as f64 * factor);
    let sample = |n: usize| {
        let place = n as f64 / factor;
        let at = |off: isize| sound[whole(place).saturating_add_signed(off).min(sound.len() - 1)];
        let [before, this, next, after] = [-1, 0, 1, 2].map(at);
        let t = place.fract() as f32;
        let bend =
            2.0 * before - 5.0 * this + 4.0 * next - after + t * (3.0 * (this - next) + after - before);
        this + 0.5 * t * (next - before + t * bend)
    };
    (0..frames).map(sample).collect()
}

/// Returns what the network does to each band at the moments of a grid, when it begins to listen
/// [`lead_in`] before that frame.
fn gains(middle: &[f32], rate: u32, frame: usize, grid: &Grid) -> Vec<Gains> {
    let start = frame.saturating_sub(lead_in(rate));
    let factor = TAUGHT / f64::from(rate.max(1));
    let heard = resampled(&middle[start..], factor);
    // At the start of a recording nothing comes before. There it listens to the beginning backwards.
    let missing = lead_in(rate) - (frame - start);
    let before = whole(missing as f64 * factor).min(heard.len());
    let cleaned = cleaned(&heard, before);
    let fft = Fft::new(LOOK);
    let shape = sine_window(LOOK);
    let bands: Vec<_> = (0..=LOOK / 2).map(|bin| band_of(bin as f64 * TAUGHT / LOOK as f64)).collect();
    let (mut re, mut im) = (vec![0.0; LOOK], vec![0.0; LOOK]);
    let mut look = |moment: usize| {
        // The window lies about the moment; outside the sound is silence.
        let frame = (grid.first + moment * STEP).saturating_sub(STEP + start);
        let centre = whole(frame as f64 * factor);
        for (n, &weight) in shape.iter().enumerate() {
            let place = (centre + n).checked_sub(LOOK / 2);
            let sample = |sound: &[f32]| place.and_then(|at| sound.get(at)).copied().unwrap_or(0.0);
            re[n] = weight * sample(&heard);
            im[n] = weight * sample(&cleaned);
        }
        let mut sums = [[0.0_f32; 2]; BANDS.len()];
        fft.powers(&mut re, &mut im, |bin, powers| {
            let (band, share) = bands[bin];
            for (side, power) in powers.into_iter().enumerate() {
                sums[band][side] += (1.0 - share) * power;
                sums[(band + 1).min(BANDS.len() - 1)][side] += share * power;
            }
        });
        let deepest = DEEPEST.factor() as f32;
        sums.map(
            |[before, after]| {
                if before > SILENT { (after / before).sqrt().clamp(deepest, 1.0) } else { 1.0 }
            },
        )
    };
    (0..grid.moments).map(&mut look).collect()
}

/// Returns what the network makes of the sound.
fn cleaned(heard: &[f32], before: usize) -> Vec<f32> {
    const FRAME: usize = DenoiseState::FRAME_SIZE;
    let mut network = DenoiseState::new();
    let sound = heard[..before].iter().rev().chain(heard).copied();
    // What comes out is a frame late.
    let mut sound = sound.chain(std::iter::repeat_n(0.0, 2 * FRAME));
    let mut cleaned = Vec::with_capacity(before + heard.len() + 2 * FRAME);
    let (mut input, mut output) = ([0.0; FRAME], [0.0; FRAME]);
    for _ in 0..=(before + heard.len()).div_ceil(FRAME) {
        input.iter_mut().zip(&mut sound).for_each(|(to, sample)| *to = sample * FULL_SCALE);
        network.process_frame(&mut output, &input);
        cleaned.extend(output.iter().map(|sample| sample / FULL_SCALE));
    }
    cleaned.drain(..FRAME + before);
    cleaned
}

/// Returns the band below a frequency, and how far that lies towards the next.
fn band_of(hz: f64) -> (usize, f32) {
    let place = hz / BAND_HZ;
    let band = BANDS.iter().rposition(|&band| f64::from(band) <= place).unwrap_or(0);
    match BANDS.get(band + 1) {
        Some(&next) => {
            let from = f64::from(BANDS[band]);
            (band, ((place - from) / (f64::from(next) - from)) as f32)
        }
        None => (band, 0.0),
    }
}

/// Returns the window whose squares, half a window apart, sum up to one.
fn sine_window(length: usize) -> Vec<f32> {
    (0..length).map(|n| (PI * (n as f64 + 0.5) / length as f64).sin() as f32).collect()
}

/// Multiplies the bands of all channels by the gains, window by window; two channels in one
/// transform, which a gain that is the same on both sides of the spectrum leaves apart.
fn lay_on(gains: &[Gains], first: usize, rate: f64, planes: &mut [Vec<f32>]) {
    let fft = Fft::new(WINDOW);
    let shape = sine_window(WINDOW);
    let bands: Vec<_> = (0..=STEP).map(|bin| band_of(bin as f64 * rate / WINDOW as f64)).collect();
    let (mut re, mut im) = (vec![0.0; WINDOW], vec![0.0; WINDOW]);
    for pair in planes.chunks_mut(2) {
        let frames = pair[0].len();
        let mut sums = vec![vec![0.0; frames]; pair.len()];
        for (moment, gains) in gains.iter().enumerate() {
            let place = |n: usize| (first + moment * STEP + n).checked_sub(WINDOW).filter(|&at| at < frames);
            for (n, &weight) in shape.iter().enumerate() {
                let sample = |plane: &[f32]| place(n).map_or(0.0, |at| weight * plane[at]);
                re[n] = sample(&pair[0]);
                im[n] = pair.get(1).map_or(0.0, |plane| sample(plane));
            }
            fft.forward(&mut re, &mut im);
            for (bin, &(band, share)) in bands.iter().enumerate() {
                let next = gains[(band + 1).min(BANDS.len() - 1)];
                let gain = (gains[band] + share * (next - gains[band])) / WINDOW as f32;
                re[bin] *= gain;
                im[bin] *= gain;
                if bin > 0 && bin < STEP {
                    re[WINDOW - bin] *= gain;
                    im[WINDOW - bin] *= gain;
                }
            }
            fft.forward(&mut im, &mut re);
            for (sum, part) in sums.iter_mut().zip([&re, &im]) {
                for (n, &weight) in shape.iter().enumerate() {
                    if let Some(at) = place(n) {
                        sum[at] += weight * part[n];
                    }
                }
            }
        }
        for (plane, sum) in pair.iter_mut().zip(sums) {
            *plane = sum;
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
    use crate::audio::segment;
    use crate::audio::synth::Synth;

    fn reduced(synth: &Synth) -> Vec<Vec<f32>> {
        let rate = synth.spec().rate;
        let mut planes = vec![Vec::new(); synth.spec().channels];
        for segment in segment::cut(synth.clone(), segment::length(rate), lead_in(rate), lead_out(rate)) {
            let mut segment = segment.unwrap();
            reduce(&mut segment);
            for (plane, body) in planes.iter_mut().zip(segment.into_body()) {
                plane.extend(body);
            }
        }
        planes
    }

    /// Returns the samples of the seconds in which nobody speaks, or of those in which somebody does.
    fn seconds(sound: &[f32], rate: u32, speaking: bool) -> Vec<f32> {
        let second = rate as usize;
        // The voice pauses in every fourth second. Its edges are left out.
        let part = |(n, part): (usize, &[f32])| {
            let wanted = (n % 4 != 3) == speaking && n > 0;
            if wanted { part[second / 4..second * 9 / 10].to_vec() } else { Vec::new() }
        };
        sound.chunks_exact(second).enumerate().flat_map(part).collect()
    }

    #[test]
    fn segments_meet_without_a_seam() {
        let rate = 48_000;
        let length = Duration::from_secs(14);
        let both =
            Synth::speaker(rate, 120.0, Dbfs(-3.0), length).plus(Synth::pink(rate, Dbfs(-50.0), length));
        let segments = segment::cut(both, segment::length(rate), lead_in(rate), lead_out(rate));
        let mut segments: Vec<_> = segments.map(Result::unwrap).collect();
        segments.iter_mut().for_each(reduce);
        let (first, second) = (&segments[0], &segments[1]);
        for (before, after) in first.planes().iter().zip(second.planes()) {
            let (before, after) = (&before[first.body().end..], &after[second.body().start..]);
            assert_eq!(before[..STEP], after[..STEP], "what the first hears behind its end");
        }
    }

    #[test]
    fn silence_stays_and_no_recording_is_too_short() {
        for frames in [0, 1, 255, 256, 30_000] {
            for channels in [1, 2] {
                let short = Synth::new(44_100, channels, frames, |_, _| 0.0);
                let heard = reduced(&short);
                assert!(heard.iter().all(|plane| plane.len() as u64 == frames));
                assert!(heard.iter().flatten().all(|&sample| sample == 0.0));
            }
        }
    }

    #[test]
    fn noise_in_pauses_comes_down_and_the_voice_stays() {
        for (rate, noise) in [(44_100, 20.0), (48_000, 30.0)] {
            let length = Duration::from_secs(16);
            let voice = Synth::speaker(rate, 120.0, Dbfs(-3.0), length).with_channels(1);
            let spoken = all(voice.clone());
            let speech = level(&seconds(&spoken[0], rate, true));
            let noise = Synth::pink(rate, Dbfs(speech - noise), length).with_channels(1);
            let both = voice.plus(noise);
            let (before, after) = (all(both.clone()), reduced(&both));
            let change = |speaking: bool| {
                level(&seconds(&after[0], rate, speaking)) - level(&seconds(&before[0], rate, speaking))
            };
            assert!(change(false) < -10.0, "{} dB in pauses at {rate}", change(false));
            assert!(change(true).abs() < 1.0, "{} dB in speech at {rate}", change(true));
        }
    }
}
