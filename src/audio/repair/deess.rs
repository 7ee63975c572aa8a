//! Turns sharp s sounds down, and nothing else.
//!
//! An s is noise above 5 kHz. Every voice has them, 15 dB or more below its vowels; an s is sharp
//! where it comes closer. So the level between 5 and 9 kHz is held against that of the voice over the last
//! seconds, and what exceeds its due comes down by as much, 6 dB at most, from 4 kHz upwards.
//!
//! The sound is split by a low-pass: what it leaves out is the upper part, and taking some of that
//! away is a shelf. With nothing to take away the samples pass as they are, to the bit.

use std::f64::consts::{FRAC_1_SQRT_2, FRAC_PI_8, PI};

use super::pair;
use crate::audio::loudness::{Db, Dbfs};
use crate::audio::{Block, Spec, Stage};

/// Where the upper part begins.
const SPLIT_HZ: f64 = 4_000.0;
/// Between these frequencies an s is.
const SHARP_HZ: [f64; 2] = [5_000.0, 9_000.0];
/// How far below the louder syllables an s may come.
const DUE: Db = Db(-15.0);
/// The most that is taken away: more makes a voice lisp.
const DEEPEST: f64 = 6.0;
/// What the low-pass leaves out is up to so much louder than the sound itself, where both turn
/// against each other in phase: less is taken, so that nowhere more than [`DEEPEST`] is gone.
const OVERLAP: f64 = 1.26;
/// Over how long an s is weighed, and how fast the gain comes down and goes back, in seconds. An s
/// begins in some 10 ms and lasts 80.
const WEIGHED: f64 = 0.002;
const ATTACK: f64 = 0.0015;
const RELEASE: f64 = 0.040;
/// How fast the level of the voice follows a louder one, and how slowly a quieter: pauses do not
/// count, or their noise would pass for an s.
const VOICE_UP: f64 = 0.05;
const VOICE_DOWN: f64 = 3.0;
/// What is fainter than this is no voice, but the room before anybody speaks.
const FAINTEST: Dbfs = Dbfs(-40.0);
/// Frames that share a look at the levels, 0.7 ms.
const TILE: usize = 32;
/// Memory that is smaller than this is forgotten.
const NOTHING: f64 = 1e-30;

/// A de-esser for sound of one form.
#[derive(Debug, Clone)]
pub struct DeEss {
    split: Biquad,
    sharp: [Biquad; 3],
    /// Frames that wait for their tile to be full.
    held: Vec<[f64; 2]>,
    /// The power of what is sharp and of the voice.
    levels: [f64; 2],
    times: Times,
    /// By how many dB the last tile came down.
    reduction: f64,
    /// What of the upper part is left, at the end of the last tile.
    factor: f64,
}

/// What of the old a tile leaves.
#[derive(Debug, Clone, Copy)]
struct Times {
    weighed: f64,
    attack: f64,
    release: f64,
    voice_up: f64,
    voice_down: f64,
}

/// A second-order filter in transposed direct form II, for two channels side by side.
#[derive(Debug, Clone, Copy)]
struct Biquad {
    b: [f64; 3],
    a: [f64; 2],
    memory: [[f64; 2]; 2],
}

impl Biquad {
    /// Returns a low-pass or high-pass, by bilinear transform.
    fn new(rate: f64, hz: f64, q: f64, high: bool) -> Biquad {
        let k = (PI * hz.min(0.45 * rate) / rate).tan();
        let a0 = 1.0 + k / q + k * k;
        let b = if high { [1.0, -2.0, 1.0] } else { [k * k, 2.0 * k * k, k * k] };
        Biquad {
            b: b.map(|b| b / a0),
            a: [2.0 * (k * k - 1.0) / a0, (1.0 - k / q + k * k) / a0],
            memory: [[0.0; 2]; 2],
        }
    }

    #[inline]
    fn next(&mut self, input: [f64; 2]) -> [f64; 2] {
        let [first, second] = &mut self.memory;
        let mut out = [0.0; 2];
        for lane in 0..2 {
            let (x, y) = (input[lane], self.b[0] * input[lane] + first[lane]);
            first[lane] = self.b[1] * x - self.a[0] * y + second[lane];
            second[lane] = self.b[2] * x - self.a[1] * y;
            out[lane] = y;
        }
        out
    }

    fn settle(&mut self) {
        for value in self.memory.as_flattened_mut() {
            if value.abs() < NOTHING {
                *value = 0.0;
            }
        }
    }
}

impl DeEss {
    /// Returns the de-esser for sound of that form, of one or two channels.
    pub fn new(spec: Spec) -> DeEss {
        let rate = f64::from(spec.rate.max(1));
        let [from, to] = SHARP_HZ;
        let q = |angle: f64| 0.5 / angle.cos();
        let keep = |seconds: f64| (-(TILE as f64) / (seconds * rate)).exp();
        DeEss {
            split: Biquad::new(rate, SPLIT_HZ, FRAC_1_SQRT_2, false),
            sharp: [
                // Together the first two are a high-pass of Butterworth, of the fourth order.
                Biquad::new(rate, from, q(FRAC_PI_8), true),
                Biquad::new(rate, from, q(3.0 * FRAC_PI_8), true),
                Biquad::new(rate, to, FRAC_1_SQRT_2, false),
            ],
            held: Vec::with_capacity(TILE),
            levels: [0.0; 2],
            times: Times {
                weighed: keep(WEIGHED),
                attack: keep(ATTACK),
                release: keep(RELEASE),
                voice_up: keep(VOICE_UP),
                voice_down: keep(VOICE_DOWN),
            },
            reduction: 0.0,
            factor: 1.0,
        }
    }

    /// Works on the frames that are held, and appends them.
    fn tile(&mut self, out: &mut Block) {
        let mut uppers = [[0.0; 2]; TILE];
        let (mut sharp, mut voice) = (0.0, 0.0);
        for (&frame, upper) in self.held.iter().zip(&mut uppers) {
            let lower = self.split.next(frame);
            let band = self.sharp.iter_mut().fold(frame, |sound, filter| filter.next(sound));
            *upper = [frame[0] - lower[0], frame[1] - lower[1]];
            sharp += band[0] * band[0] + band[1] * band[1];
            voice += lower[0] * lower[0] + lower[1] * lower[1];
        }
        self.split.settle();
        self.sharp.iter_mut().for_each(Biquad::settle);
        let frames = self.held.len().max(1) as f64;
        self.weigh(sharp / frames, voice / frames);

        let (before, after) = (self.factor, factor(self.reduction));
        self.factor = after;
        let nothing_to_do = before >= 1.0 && after >= 1.0;
        for (n, (frame, upper)) in self.held.drain(..).zip(&uppers).enumerate() {
            let factor = before + (after - before) * (n as f64 + 1.0) / TILE as f64;
            let take = if nothing_to_do { 0.0 } else { 1.0 - factor };
            for (plane, (sample, upper)) in out.planes_mut().iter_mut().zip(frame.iter().zip(upper)) {
                plane.push((sample - take * upper) as f32);
            }
        }
    }

    /// Moves the levels and the reduction on by a tile of these powers.
    fn weigh(&mut self, sharp: f64, voice: f64) {
        let Times { weighed, attack, release, voice_up, voice_down } = self.times;
        let towards = |old: f64, new: f64, keep: f64| new + (old - new) * keep;
        let [old_sharp, old_voice] = self.levels;
        let keep = if voice > old_voice { voice_up } else { voice_down };
        self.levels = [towards(old_sharp, sharp, weighed), towards(old_voice, voice, keep)];
        let due = self.levels[1].max(FAINTEST.peak().powi(2)) * DUE.factor().powi(2);
        let over = if self.levels[0] > due { 10.0 * (self.levels[0] / due).log10() } else { 0.0 };
        let wanted = over.min(DEEPEST);
        let keep = if wanted > self.reduction { attack } else { release };
        self.reduction = towards(self.reduction, wanted, keep);
        if self.reduction < 0.001 {
            self.reduction = 0.0;
        }
    }
}

/// Returns what of the upper part is left when it comes down by so many dB.
fn factor(reduction: f64) -> f64 {
    1.0 - (1.0 - Db(-reduction).factor()) / OVERLAP
}

impl Stage for DeEss {
    fn output(&self, input: Spec) -> Spec {
        input
    }

    fn process(&mut self, input: &Block, out: &mut Block) {
        let [left, right] = pair(input.planes());
        for (&left, &right) in left.iter().zip(right) {
            self.held.push([left, right].map(f64::from));
            if self.held.len() == TILE {
                self.tile(out);
            }
        }
    }

    fn finish(&mut self, out: &mut Block) {
        self.tile(out);
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::audio::Source;
    use crate::audio::repair::testing::{all, level};
    use crate::audio::synth::Synth;

    const RATE: u32 = 44_100;

    fn deessed(synth: &Synth) -> Vec<Vec<f32>> {
        all(synth.clone().through(DeEss::new(synth.spec())))
    }

    /// Returns noise from 6 to 9 kHz of that level: 80 ms in every half second.
    fn bursts(seconds: u64, rms: Dbfs) -> Synth {
        let rate = f64::from(RATE);
        let noise = all(Synth::noise(RATE, Dbfs(0.0), Duration::from_secs(seconds)));
        let mut filters = [
            Biquad::new(rate, 6_000.0, 0.54, true),
            Biquad::new(rate, 6_000.0, 1.31, true),
            Biquad::new(rate, 9_000.0, 0.54, false),
            Biquad::new(rate, 9_000.0, 1.31, false),
        ];
        let filter = |&sample: &f32| filters.iter_mut().fold([f64::from(sample); 2], |x, f| f.next(x))[0];
        let band: Vec<f64> = noise[0].iter().map(filter).collect();
        let power = band.iter().map(|x| x * x).sum::<f64>() / band.len() as f64;
        let scale = rms.peak() / power.sqrt();
        Synth::new(RATE, 1, u64::from(RATE) * seconds, move |n, _| {
            let t = (n % u64::from(RATE / 2)) as f64 / rate;
            // Ten milliseconds up and down.
            let envelope = (t / 0.01).min((0.08 - t) / 0.01).clamp(0.0, 1.0);
            (scale * envelope * band[n as usize]) as f32
        })
    }

    fn speaker(seconds: u64) -> Synth {
        let length = Duration::from_secs(seconds);
        Synth::speaker(RATE, 140.0, Dbfs(-6.0), length).with_channels(1)
    }

    /// Returns the level while the bursts last, above the split.
    fn in_bursts(sound: &[f32]) -> f64 {
        let mut high = Biquad::new(f64::from(RATE), 6_000.0, 0.7, true);
        let heard: Vec<f32> = sound.iter().map(|&x| high.next([f64::from(x); 2])[0] as f32).collect();
        let rate = RATE as usize;
        // The first second, before anything is known of the voice, is another matter.
        let bursts = (2..heard.len() / (rate / 2)).flat_map(|burst| {
            let from = burst * (rate / 2);
            heard[from..from + rate * 80 / 1_000].to_vec()
        });
        level(&bursts.collect::<Vec<f32>>())
    }

    #[test]
    fn sharp_s_sounds_come_down_and_usual_ones_stay() {
        let voice = speaker(8);
        let loud = level(&all(voice.clone())[0]);
        for (below, least, most) in [(-4.0, 4.0, 6.0), (0.0, 2.5, 6.0), (18.0, -0.1, 0.1)] {
            let both = voice.clone().plus(bursts(8, Dbfs(loud - below)));
            let down = in_bursts(&all(both.clone())[0]) - in_bursts(&deessed(&both)[0]);
            assert!((least..=most).contains(&down), "{down} dB for an s {below} dB below the voice");
        }
    }

    #[test]
    fn a_voice_without_them_stays_as_it_is() {
        for voice in [speaker(8), Synth::voice(RATE, Dbfs(-20.0), Duration::from_secs(8))] {
            let change = level(&deessed(&voice)[0]) - level(&all(voice)[0]);
            assert!(change.abs() < 0.01, "{change} dB");
        }
        let hiss = speaker(8).plus(Synth::noise(RATE, Dbfs(-50.0), Duration::from_secs(8)));
        assert_eq!(deessed(&hiss), all(hiss), "noise in pauses is no s");
    }

    #[test]
    fn the_gain_moves_without_a_click() {
        // The s is on the left; the tone on the right dips with it.
        let (s, rate) = (all(bursts(4, Dbfs(-20.0))), f64::from(RATE));
        let stereo = Synth::new(RATE, 2, u64::from(RATE) * 4, move |n, channel| match channel {
            0 => s[0][n as usize],
            _ => (0.1 * (2.0 * PI * 3_000.0 * n as f64 / rate).sin()) as f32,
        });
        let heard = deessed(&stereo);
        let before = all(stereo);
        let differences =
            |sound: &[f32]| -> Vec<f32> { sound.windows(3).map(|w| w[0] - 2.0 * w[1] + w[2]).collect() };
        let (old, new) = (differences(&before[1]), differences(&heard[1]));
        let peak = |values: &[f32]| values.iter().fold(0.0_f32, |peak, x| peak.max(x.abs()));
        assert!(peak(&new) <= peak(&old) * 1.01, "{} after {}", peak(&new), peak(&old));
        assert!(level(&heard[1]) < level(&before[1]) - 0.3, "it does dip");
    }

    #[test]
    fn blocks_change_nothing_and_no_frame_is_lost() {
        let both = speaker(2).plus(bursts(2, Dbfs(-25.0)));
        let whole = deessed(&both);
        assert_eq!(whole[0].len(), 2 * RATE as usize);
        assert_eq!(whole, deessed(&both.in_blocks_of(77)));
        for frames in [0, 1, 31, 32, 33] {
            let short = Synth::new(RATE, 2, frames, |_, _| 0.001);
            assert_eq!(deessed(&short), all(short));
        }
    }
}
