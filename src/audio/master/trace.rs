//! How the level of an episode ran, second by second: what a report draws.

use super::figures::Figures;
use super::settle::MasterPlan;
use crate::audio::dynamics::Held;
use crate::audio::loudness::{Db, Dbtp, Loudness, Lufs, hop_frames};
use crate::audio::speech::Activity;
use crate::audio::ticks::PER_SECOND;

/// Hops of 100 ms in a second.
const HOPS: usize = 10;

/// How the level ran, from the beginning of the finished episode to its end.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Trace {
    /// One entry for every second begun.
    pub seconds: Vec<Second>,
    /// The highest sample of every 100 ms of the finished sound, full scale 1.0; close to the ceiling, the
    /// highest true peak.
    pub peaks: Vec<f32>,
}

/// One second of the episode.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Second {
    /// How loud the recording is here, channels put right and faults repaired; none for silence.
    pub before: Option<Lufs>,
    /// How loud a listener hears it; none for silence.
    pub after: Option<Lufs>,
    /// The highest peak that a listener's player makes: the true peak where it is close to the ceiling, and
    /// below, the highest sample; none for silence.
    pub peak: Option<Dbtp>,
    /// The leveller's gain in the middle of it.
    pub leveller: Db,
    /// The compressor's lowest gain.
    pub compressor: Db,
    /// The limiter's lowest gain.
    pub limiter: Db,
    /// What is going on here.
    pub activity: Activity,
}

/// What the segments tell of the finished sound, in their order.
#[derive(Debug, Clone)]
pub(super) struct Told {
    rate: u32,
    pub(super) hops: Vec<f64>,
    peaks: Vec<f32>,
    true_peak: f32,
    held: Vec<f32>,
    /// Frames in which the limiter may be heard.
    pub(super) heard: u64,
}

impl Told {
    /// Returns nothing yet, with room for so many frames: growing would take twice the memory for a while.
    pub(super) fn new(rate: u32, frames: u64) -> Told {
        let hops = (frames / hop_frames(rate).max(1) as u64) as usize + 2;
        Told {
            rate,
            hops: Vec::with_capacity(hops),
            peaks: Vec::with_capacity(hops),
            true_peak: 0.0,
            held: Vec::with_capacity(hops),
            heard: 0,
        }
    }

    /// Adds what the next segment tells: its hops, their peaks, its true peak, and how it was limited.
    pub(super) fn add(&mut self, hops: &[f64], peaks: &[f32], true_peak: f32, held: &Held) {
        self.hops.extend_from_slice(hops);
        self.peaks.extend_from_slice(peaks);
        self.true_peak = self.true_peak.max(true_peak);
        self.held.extend_from_slice(&held.by_hop);
        self.heard += held.heard;
    }

    /// Returns what it amounts to.
    pub(super) fn finish(&mut self, figures: &Figures, plan: &MasterPlan) -> (Loudness, Trace) {
        let sample_peak = self.peaks.iter().copied().fold(0.0, f32::max);
        let loudness = Loudness::of(&self.hops, self.true_peak, sample_peak);
        let seconds = (0..self.peaks.len().div_ceil(HOPS)).map(|second| self.second(second, figures, plan));
        let seconds = seconds.collect();
        (loudness, Trace { seconds, peaks: std::mem::take(&mut self.peaks) })
    }

    fn second(&self, second: usize, figures: &Figures, plan: &MasterPlan) -> Second {
        let hops = second * HOPS..(second + 1) * HOPS;
        let slice = |of: &[f64]| -> Vec<f64> { of.iter().skip(hops.start).take(HOPS).copied().collect() };
        let leveller = figures.levelled.at(((second * HOPS + HOPS / 2) * hop_frames(self.rate)) as u64);
        let peak = self.peaks.iter().skip(hops.start).take(HOPS).copied().fold(0.0, f32::max);
        let held = self.held.iter().skip(hops.start).take(HOPS).copied().fold(1.0, f32::min);
        let ticks = second * PER_SECOND..(second + 1) * PER_SECOND;
        Second {
            before: loudness(&slice(&figures.hops)).map(|loudness| loudness + -leveller),
            after: loudness(&slice(&self.hops)),
            peak: (peak > 0.0).then(|| Dbtp::of_peak(f64::from(peak))),
            leveller,
            compressor: ticks.map(|tick| plan.ride.gain(tick)).fold(Db(0.0), Db::min),
            limiter: Db::of_factor(f64::from(held)),
            activity: most_of(figures.activity.iter().skip(hops.start).take(HOPS).copied()),
        }
    }
}

fn loudness(hops: &[f64]) -> Option<Lufs> {
    let mean = hops.iter().sum::<f64>() / hops.len().max(1) as f64;
    (mean > 0.0).then(|| Lufs::of_energy(mean))
}

/// Returns what goes on for most of the time; speech and music before a pause.
fn most_of(activities: impl Iterator<Item = Activity>) -> Activity {
    let (mut speech, mut music, mut all) = (0, 0, 0);
    for activity in activities {
        all += 1;
        speech += usize::from(activity == Activity::Speech);
        music += usize::from(activity == Activity::Music);
    }
    match (speech, music) {
        (speech, music) if speech * 2 >= all && speech >= music && speech > 0 => Activity::Speech,
        (_, music) if music * 2 >= all && music > 0 => Activity::Music,
        _ => Activity::Pause,
    }
}
