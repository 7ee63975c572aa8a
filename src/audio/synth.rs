//! Sound by formula: the tones that meters are tested with, noise, and something like a voice.

use std::f64::consts::TAU;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use super::loudness::Dbfs;
use super::{Block, Source, SourceError, Spec};

/// A sample of a channel at a frame, by formula.
type Formula = Arc<dyn Fn(u64, usize) -> f32 + Send + Sync>;

/// Sound by formula, as a source. Cloning it begins again at the start.
#[derive(Clone)]
pub struct Synth {
    spec: Spec,
    parts: Vec<(u64, Formula)>,
    block: usize,
    at: u64,
}

impl Synth {
    /// Returns sound whose samples are given by a formula of the frame and the channel.
    pub fn new(
        rate: u32,
        channels: usize,
        frames: u64,
        formula: impl Fn(u64, usize) -> f32 + Send + Sync + 'static,
    ) -> Synth {
        Synth {
            spec: Spec { rate, channels },
            parts: vec![(frames, Arc::new(formula))],
            block: Block::FRAMES,
            at: 0,
        }
    }

    /// Returns a sine of that frequency and peak, the same in both channels.
    pub fn tone(rate: u32, hz: f64, peak: Dbfs, length: Duration) -> Synth {
        let (step, peak) = (hz / f64::from(rate), peak.peak());
        Synth::new(rate, 2, frames_in(length, rate), move |n, _| {
            // The whole periods are dropped first: a sine of a large number is an inexact one.
            (peak * ((n as f64 * step).fract() * TAU).sin()) as f32
        })
    }

    /// Returns silence, digital to the last bit.
    pub fn silence(rate: u32, length: Duration) -> Synth {
        Synth::new(rate, 2, frames_in(length, rate), |_, _| 0.0)
    }

    /// Returns white noise of that peak, different in every channel, the same in every run.
    pub fn noise(rate: u32, peak: Dbfs, length: Duration) -> Synth {
        let peak = peak.peak() as f32;
        Synth::new(rate, 2, frames_in(length, rate), move |n, channel| {
            peak * noise_at(n.wrapping_mul(8).wrapping_add(channel as u64))
        })
    }

    /// Returns something with the shape of speech, the same in both channels: pulses of a throat at
    /// 120 Hz through a resonance, syllables, and pauses. Its peaks stand 18 dB above its loudness.
    pub fn voice(rate: u32, peak: Dbfs, length: Duration) -> Synth {
        let peak = peak.peak();
        Synth::new(rate, 2, frames_in(length, rate), move |n, _| {
            let t = n as f64 / f64::from(rate);
            let since_pulse = (t * 120.0).fract() / 120.0;
            let ring = (TAU * 650.0 * since_pulse).sin() * (-since_pulse * 420.0).exp()
                + 0.4 * (TAU * 2_300.0 * since_pulse).sin() * (-since_pulse * 600.0).exp();
            // No two syllables are equally loud, and every fourth second is a pause for breath.
            let syllable = 0.25 + 0.75 * f64::from(noise_at(n * 4 / u64::from(rate))).abs();
            let envelope = (t * 4.0 * TAU / 2.0).sin().powi(2) * syllable;
            let speaking = if (t / 4.0).fract() < 0.75 { 1.0 } else { 0.0 };
            (peak * 0.9 * ring * envelope * speaking) as f32 + 1e-4 * noise_at(n)
        })
    }

    /// Returns the sample of a channel at a frame; silence behind the end.
    pub fn sample(&self, frame: u64, channel: usize) -> f32 {
        self.part(frame).map_or(0.0, |(formula, n)| formula(n, channel))
    }

    /// Returns pink noise of that root mean square, different in every channel: as strong in every
    /// octave, like that of rooms and fans.
    pub fn pink(rate: u32, rms: Dbfs, length: Duration) -> Synth {
        // White noises, each held twice as long as the one before it (Voss and McCartney).
        const ROWS: u32 = 14;
        let factor = (rms.peak() * (3.0 / f64::from(ROWS)).sqrt()) as f32;
        Synth::new(rate, 2, frames_in(length, rate), move |n, channel| {
            let place =
                |row: u32| (n >> row).wrapping_mul(32).wrapping_add(u64::from(row) * 2 + channel as u64);
            factor * (0..ROWS).map(|row| noise_at(place(row).wrapping_mul(0x9e37_79b9))).sum::<f32>()
        })
    }

    /// Returns something like [`Synth::voice`] whose pitch moves about that frequency, as it does
    /// when somebody speaks: no harmonic of it stays in one place.
    pub fn speaker(rate: u32, hz: f64, peak: Dbfs, length: Duration) -> Synth {
        let peak = peak.peak();
        // The melody: how far the pitch moves, and how often a second.
        let melody = [(0.12, 0.7), (0.08, 2.3)];
        Synth::new(rate, 2, frames_in(length, rate), move |n, _| {
            let t = n as f64 / f64::from(rate);
            let bend: f64 = melody.iter().map(|(far, often)| far * (TAU * often * t).sin()).sum();
            let ahead: f64 =
                melody.iter().map(|(far, often)| far / (TAU * often) * (TAU * often * t).cos()).sum();
            let since_pulse = (hz * (t - ahead)).rem_euclid(1.0) / (hz * (1.0 + bend));
            let ring = (TAU * 650.0 * since_pulse).sin() * (-since_pulse * 420.0).exp()
                + 0.4 * (TAU * 2_300.0 * since_pulse).sin() * (-since_pulse * 600.0).exp();
            let syllable = 0.25 + 0.75 * f64::from(noise_at(n * 4 / u64::from(rate))).abs();
            let envelope = (t * 2.0 * TAU).sin().powi(2) * syllable;
            let speaking = if (t / 4.0).fract() < 0.75 { 1.0 } else { 0.0 };
            (peak * 0.9 * ring * envelope * speaking) as f32
        })
    }

    /// Returns this sound with another added to it, frame by frame.
    #[must_use]
    pub fn plus(self, other: Synth) -> Synth {
        let (spec, block, frames) = (self.spec, self.block, self.frames().unwrap_or(0));
        let at = move |synth: &Synth, n: u64, channel: usize| {
            synth.part(n).map_or(0.0, |(formula, n)| formula(n, channel))
        };
        let formula: Formula = Arc::new(move |n, channel| at(&self, n, channel) + at(&other, n, channel));
        Synth { spec, parts: vec![(frames, formula)], block, at: 0 }
    }

    /// Returns this sound with another behind it, in the form of this one.
    #[must_use]
    pub fn then(mut self, next: Synth) -> Synth {
        self.parts.extend(next.parts);
        self
    }

    /// Returns this sound with so many channels.
    #[must_use]
    pub fn with_channels(mut self, channels: usize) -> Synth {
        self.spec.channels = channels;
        self
    }

    /// Returns this sound with each channel scaled by its factor; a channel without one is silent.
    #[must_use]
    pub fn scaled(mut self, factors: &[f32]) -> Synth {
        for (_, formula) in &mut self.parts {
            let (inner, factors) = (Arc::clone(formula), factors.to_vec());
            *formula = Arc::new(move |n, channel| {
                factors.get(channel).map_or(0.0, |factor| factor * inner(n, channel))
            });
        }
        self
    }

    /// Returns this sound read at most so many frames at a time.
    #[must_use]
    pub fn in_blocks_of(mut self, frames: usize) -> Synth {
        self.block = frames.clamp(1, Block::FRAMES);
        self
    }

    /// Returns the formula for a frame of the whole, and the frame within its part.
    fn part(&self, frame: u64) -> Option<(&Formula, u64)> {
        let mut from = 0;
        for (frames, formula) in &self.parts {
            if frame - from < *frames {
                return Some((formula, frame - from));
            }
            from += frames;
        }
        None
    }
}

impl fmt::Debug for Synth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Synth").field("spec", &self.spec).field("at", &self.at).finish_non_exhaustive()
    }
}

impl Source for Synth {
    fn spec(&self) -> Spec {
        self.spec
    }

    fn frames(&self) -> Option<u64> {
        Some(self.parts.iter().map(|(frames, _)| frames).sum())
    }

    fn read(&mut self, block: &mut Block) -> Result<(), SourceError> {
        block.clear(self.spec.channels);
        for _ in 0..self.block {
            let Some((formula, n)) = self.part(self.at) else { break };
            for (channel, plane) in block.planes_mut().iter_mut().enumerate() {
                plane.push(formula(n, channel));
            }
            self.at += 1;
        }
        Ok(())
    }
}

/// Returns how many frames that time has.
fn frames_in(length: Duration, rate: u32) -> u64 {
    let rate = u64::from(rate);
    length.as_secs() * rate + (u64::from(length.subsec_nanos()) * rate + 500_000_000) / 1_000_000_000
}

/// Returns white noise of ±1.0 at that place, by mixing the bits of its number (`SplitMix64`).
fn noise_at(n: u64) -> f32 {
    let mut z = n.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    (z >> 40) as f32 / 8_388_608.0 - 1.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audio::first_plane;

    #[test]
    fn parts_follow_each_other_whatever_the_block() {
        let second = Duration::from_secs(1);
        let synth = Synth::tone(8_000, 100.0, Dbfs(-6.0), second).then(Synth::silence(8_000, second));
        let whole = first_plane(synth.clone());
        assert_eq!(whole.len(), 16_000);
        assert!(whole[8_000..].iter().all(|&sample| sample == 0.0));
        assert!((whole[20] - 0.501).abs() < 1e-3, "a quarter of a period in, the tone is at its peak");
        assert_eq!(whole, first_plane(synth.in_blocks_of(77)));
    }

    #[test]
    fn pink_noise_has_its_level_and_as_much_below_as_above() {
        let pink = first_plane(Synth::pink(8_000, Dbfs(-20.0), Duration::from_secs(20)));
        let power = |samples: &[f32]| samples.iter().map(|&x| f64::from(x).powi(2)).sum::<f64>();
        let level = 10.0 * (power(&pink) / pink.len() as f64).log10();
        assert!((level + 20.0).abs() < 1.0, "{level}");
        // The mean of two neighbours loses most of the highest octave, and little of those below it.
        let smooth: Vec<f32> = pink.windows(2).map(|pair| 0.5 * (pair[0] + pair[1])).collect();
        let lost = 10.0 * (power(&smooth) / power(&pink)).log10();
        assert!((-1.0..-0.1).contains(&lost), "{lost}, where white noise loses 3");
    }

    #[test]
    fn two_sounds_add_up() {
        let second = Duration::from_secs(1);
        let tone = Synth::tone(8_000, 100.0, Dbfs(-6.0), second);
        let both = first_plane(tone.clone().plus(Synth::noise(8_000, Dbfs(-20.0), second)));
        let noise = first_plane(Synth::noise(8_000, Dbfs(-20.0), second));
        assert!(
            first_plane(tone).iter().zip(&noise).zip(&both).all(|((a, b), sum)| (a + b - sum).abs() < 1e-9)
        );
    }

    #[test]
    fn noise_fills_its_range_evenly() {
        let noise = first_plane(Synth::noise(48_000, Dbfs(0.0), Duration::from_secs(1)));
        let mean = noise.iter().map(|&x| f64::from(x)).sum::<f64>() / 48_000.0;
        let power = noise.iter().map(|&x| f64::from(x * x)).sum::<f64>() / 48_000.0;
        assert!(mean.abs() < 0.01 && (power - 1.0 / 3.0).abs() < 0.01, "{mean}, {power}");
    }
}
