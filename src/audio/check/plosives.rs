//! Puffs of breath that hit the microphone: the p and b of somebody who sits too close in front of it.
//!
//! A puff is a burst of air, not of sound: for 20 to 100 ms nearly all of it lies below 100 Hz, where
//! a voice has little. It is told by three things: it is louder down there than the voice above, it
//! comes and goes within a tenth of a second, and the rest of the word follows at once.

use std::f64::consts::{FRAC_1_SQRT_2, PI};
use std::time::Duration;

use crate::audio::loudness::{Db, Dbfs};
use crate::audio::segment::Segment;
use crate::audio::speech::Activity;
use crate::audio::ticks::{self, PER_HOP};

/// Samples are added up by so many before anything else: what is looked for is slow, and the rest of
/// the work becomes a sixteenth. What folds down to where it is looked for lies 28 dB lower.
const RUN: usize = 16;
/// Below this lies a puff, above it the voice.
const LOW: f64 = 80.0;
/// Below this lie only constants and the weather.
const LOWEST: f64 = 12.0;
/// A puff is so much louder than the voice at the same time,
const OVER_VOICE: Db = Db(6.0);
/// and than what is there so many ticks before it and after it.
const OVER_REST: Db = Db(10.0);
const REST: usize = 8;
/// Within so many ticks the word goes on,
const FOLLOWS: usize = 10;
/// and is no further below the puff than this.
const WORD_BELOW: Db = Db(25.0);
/// Two puffs are so many ticks apart.
const APART: usize = 5;
/// A puff is no quieter than this against the level of speech: what is quieter is not heard as one.
const UNDER_SPEECH: Db = Db(6.0);
/// From so many in a minute of speech on, listeners notice.
const MANY: f64 = 4.0;
/// So many ticks are heard before the body, where there are so many: the filter has to settle, and what
/// comes late in a body is looked at with the next one.
const BEFORE: usize = 20;
/// No sample is taken for higher than this.
const HIGHEST: f32 = 1e6;

/// What may be a puff.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Puff {
    /// The tick, counted from the beginning of what was heard.
    at: usize,
    /// Its mean square over 30 ms, below 100 Hz.
    power: f32,
}

/// The puffs that were seen: 16 bytes each, at most ten in a second.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Plosives {
    puffs: Vec<Puff>,
    /// How many ticks are counted.
    ticks: usize,
    /// How many were heard before those.
    before: usize,
}

impl Plosives {
    /// Looks for puffs in a segment of one or two channels, which nothing has been filtered from. Up to
    /// 200 ms of lead-in are listened to.
    pub fn of(segment: &Segment) -> Plosives {
        let tick = ticks::frames(segment.spec().rate).max(1);
        let body = segment.body();
        let before = (body.start / tick).min(BEFORE);
        let planes: Vec<&[f32]> =
            segment.planes().iter().map(|plane| &plane[body.start - before * tick..body.end]).collect();
        let levels = levels(&planes, segment.spec().rate, tick);
        // The last ticks are looked at with the next segment, which hears what follows them.
        let from = before.saturating_sub(FOLLOWS);
        let to = levels.len().saturating_sub(FOLLOWS);
        let mut puffs: Vec<Puff> = Vec::new();
        for n in from..to {
            if is_puff(&levels, n) && puffs.last().is_none_or(|last| n - last.at >= APART) {
                puffs.push(Puff { at: n, power: levels[n].low });
            }
        }
        Plosives { puffs, ticks: body.len() / tick, before }
    }

    /// Adds what was found in the segment that follows.
    pub fn add(&mut self, next: &Plosives) {
        let at = |puff: &Puff| (self.ticks + puff.at).saturating_sub(next.before);
        self.puffs.extend(next.puffs.iter().map(|puff| Puff { at: at(puff), ..*puff }));
        self.ticks += next.ticks;
    }

    /// Returns how often breath hits the microphone, given how loud speech is (the root mean square, or
    /// its loudness: they hardly differ) and what goes on in every hop; nothing if it never does.
    pub fn at_speech_level(&self, speech: Dbfs, activity: &[Activity]) -> Option<Puffs> {
        let threshold = (speech - UNDER_SPEECH).peak().powi(2);
        // The word that a puff begins may be heard only in the hop behind it.
        let spoken = |puff: &&Puff| {
            let hop = puff.at / PER_HOP;
            activity.iter().skip(hop).take(2).any(|&now| now == Activity::Speech)
        };
        let heard = || self.puffs.iter().filter(|puff| f64::from(puff.power) >= threshold).filter(spoken);
        let first = heard().next()?;
        let minutes = activity.iter().filter(|&&now| now == Activity::Speech).count() as f64 / 600.0;
        let count = heard().count();
        Some(Puffs {
            count,
            per_minute: count as f64 / minutes,
            first: Duration::from_millis(first.at as u64 * 10),
        })
    }
}

/// How loud it is in a tick and its neighbours.
#[derive(Debug, Clone, Copy, Default)]
struct Level {
    /// The mean square below [`LOW`].
    low: f32,
    /// The mean square above, up to about 1 kHz.
    voice: f32,
}

/// Returns the levels of every tick, summed over the channels.
fn levels(planes: &[&[f32]], rate: u32, tick: usize) -> Vec<Level> {
    let frames = planes.first().map_or(0, |plane| plane.len());
    let mut sums = vec![(Level::default(), 0_u32); frames / tick];
    let mut filters = [Filter::new(f64::from(rate) / RUN as f64); 2];
    let mut current = 0;
    for from in (0..frames - frames % RUN).step_by(RUN) {
        let n = from / tick;
        if n != current {
            current = n;
            filters.iter_mut().for_each(Filter::settle);
        }
        let Some((level, count)) = sums.get_mut(n) else { break };
        for (filter, plane) in filters.iter_mut().zip(planes) {
            let [low, all] = filter.next(mean(&plane[from..from + RUN]));
            level.low += low * low;
            level.voice += all * all;
        }
        *count += 1;
    }
    let alone: Vec<Level> = sums
        .iter()
        .map(|(sum, count)| {
            let runs = (*count).max(1) as f32;
            Level { low: sum.low / runs, voice: (sum.voice - sum.low).max(0.0) / runs }
        })
        .collect();
    (0..alone.len())
        .map(|n| {
            let around = &alone[n.saturating_sub(1)..(n + 2).min(alone.len())];
            let mean = |of: fn(&Level) -> f32| around.iter().map(of).sum::<f32>() / around.len() as f32;
            Level { low: mean(|level| level.low), voice: mean(|level| level.voice) }
        })
        .collect()
}

fn mean(run: &[f32]) -> f32 {
    // Four sums side by side.
    let mut sums = [0.0_f32; 4];
    for four in run.as_chunks::<4>().0 {
        for (sum, sample) in sums.iter_mut().zip(four) {
            *sum += sample;
        }
    }
    (sums.iter().sum::<f32>() / RUN as f32).clamp(-HIGHEST, HIGHEST)
}

/// Returns whether a puff is at its highest in that tick.
fn is_puff(levels: &[Level], n: usize) -> bool {
    let power = |gain: Db| gain.factor().powi(2) as f32;
    let Level { low, voice } = levels[n];
    let highest = |range: &[Level]| range.iter().all(|other| other.low <= low);
    let rest = |n: Option<usize>| {
        n.and_then(|n| levels.get(n)).is_none_or(|rest| rest.low * power(OVER_REST) <= low)
    };
    low > 0.0
        && low >= voice * power(OVER_VOICE)
        && highest(&levels[n.saturating_sub(APART)..(n + APART).min(levels.len())])
        && rest(n.checked_sub(REST))
        && rest(Some(n + REST))
        && levels[n + 1..]
            .iter()
            .take(FOLLOWS)
            .any(|word| word.voice >= word.low && word.voice * power(WORD_BELOW) >= low)
}

/// What lies below [`LOW`]: two Butterworth low-passes of second order, one after the other, behind a
/// high-pass of first order (bilinear transforms).
#[derive(Debug, Clone, Copy)]
struct Filter {
    /// How much of itself the high-pass keeps.
    keep: f32,
    last: [f32; 2],
    b: f32,
    a: [f32; 2],
    states: [[f32; 2]; 2],
}

impl Filter {
    fn new(rate: f64) -> Filter {
        let k = (PI * LOW / rate).tan();
        let norm = 1.0 / (1.0 + k / FRAC_1_SQRT_2 + k * k);
        Filter {
            keep: (-2.0 * PI * LOWEST / rate).exp() as f32,
            last: [0.0; 2],
            b: (k * k * norm) as f32,
            a: [(2.0 * (k * k - 1.0) * norm) as f32, ((1.0 - k / FRAC_1_SQRT_2 + k * k) * norm) as f32],
            states: [[0.0; 2]; 2],
        }
    }

    /// Returns what is low of the next sample, and all of it but for what stands still.
    fn next(&mut self, sample: f32) -> [f32; 2] {
        let moving = sample - self.last[0] + self.keep * self.last[1];
        self.last = [sample, moving];
        let mut low = moving;
        for state in &mut self.states {
            let fed = self.b * low;
            let out = fed + state[0];
            state[0] = 2.0 * fed - self.a[0] * out + state[1];
            state[1] = fed - self.a[1] * out;
            low = out;
        }
        [low, moving]
    }

    /// Forgets what is too small to matter, and would be slow to reckon with.
    fn settle(&mut self) {
        for state in self.states.iter_mut().flatten().chain(&mut self.last) {
            if state.abs() < 1e-15 {
                *state = 0.0;
            }
        }
    }
}

/// How often breath hits the microphone.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Puffs {
    /// How often in all.
    pub count: usize,
    /// How often in a minute of speech.
    pub per_minute: f64,
    /// Where first.
    pub first: Duration,
}

impl Puffs {
    /// Returns whether listeners notice.
    pub fn are_heard(&self) -> bool {
        self.per_minute >= MANY
    }
}

#[cfg(test)]
mod tests {
    use std::f32::consts::TAU;

    use super::*;
    use crate::audio::segment;
    use crate::audio::synth::Synth;

    const RATE: u32 = 44_100;

    /// A voice, and over it in each channel what the formula adds, given the seconds since the last
    /// syllable began; every second syllable.
    fn voice_with(adds: impl Fn(f32) -> f32 + Send + Sync + 'static) -> Synth {
        let mut voice = Vec::new();
        let synth = Synth::voice(RATE, Dbfs(-6.0), Duration::from_secs(8)).with_channels(1);
        for segment in segment::cut(synth, 1 << 20, 0, 0) {
            voice.extend_from_slice(&segment.unwrap().planes()[0]);
        }
        Synth::new(RATE, 2, voice.len() as u64, move |n, _| {
            let t = n as f32 / RATE as f32;
            // Every fourth second is a pause.
            let since = (t % 0.5) - 0.02;
            let speaking = t % 4.0 < 2.9;
            voice[n as usize] + if speaking && since >= 0.0 { adds(since) } else { 0.0 }
        })
    }

    fn puffs_in(synth: &Synth, length: usize) -> Option<Puffs> {
        let mut plosives = Plosives::default();
        for segment in segment::cut(synth.clone(), length, 8_820, 10) {
            plosives.add(&Plosives::of(&segment.unwrap()));
        }
        plosives.at_speech_level(Dbfs(-26.0), &[Activity::Speech; 80])
    }

    /// A gust of 50 ms: twice up and down, at 40 Hz.
    fn gust(since: f32) -> f32 {
        if since < 0.05 { 0.3 * (TAU * 40.0 * since).sin() * (TAU * 10.0 * since).sin() } else { 0.0 }
    }

    #[test]
    fn puffs_are_counted_wherever_the_segments_are_cut() {
        let gusty = voice_with(gust);
        let whole = puffs_in(&gusty, 1 << 20).unwrap();
        assert_eq!(whole.count, 12);
        assert!(whole.are_heard() && (whole.per_minute - 90.0).abs() < 0.1);
        assert!(whole.first < Duration::from_millis(90), "{:?}", whole.first);
        for hops in [7, 40] {
            let cut = puffs_in(&gusty, hops * 4_410).map(|puffs| puffs.count);
            // In the first hops of a short segment the filter has heard little, and at the very end of
            // the recording nothing follows.
            assert!(cut.is_some_and(|count| count.abs_diff(12) <= 1), "{cut:?}");
        }
    }

    #[test]
    fn a_voice_a_rumble_and_a_hum_are_no_puffs() {
        assert_eq!(puffs_in(&voice_with(|_| 0.0), 1 << 20), None);
        assert_eq!(puffs_in(&voice_with(|t| 0.2 * (TAU * 40.0 * t).sin()), 1 << 20), None, "a lorry");
        let hum = Synth::tone(RATE, 50.0, Dbfs(-20.0), Duration::from_secs(5));
        assert_eq!(puffs_in(&hum, 1 << 20), None);
        let deep = voice_with(|t| if t < 0.2 { 0.2 * (TAU * 110.0 * t).sin() } else { 0.0 });
        assert_eq!(puffs_in(&deep, 1 << 20), None, "a deep voice");
        assert_eq!(puffs_in(&Synth::silence(RATE, Duration::from_secs(1)), 1 << 20), None);
    }

    #[test]
    fn a_puff_that_no_word_follows_and_one_that_is_not_heard_do_not_count() {
        let soft = voice_with(|t| 0.05 * gust(t));
        assert_eq!(puffs_in(&soft, 1 << 20), None);
        let knock = Synth::new(RATE, 1, 88_200, |n, _| {
            let t = (n % 22_050) as f32 / RATE as f32;
            if n >= 22_050 { gust(t) } else { 0.0 }
        });
        assert_eq!(puffs_in(&knock, 1 << 20), None);
    }
}
