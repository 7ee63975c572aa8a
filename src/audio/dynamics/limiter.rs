//! Holds true peaks below a ceiling, by turning the gain down before they come.
//!
//! It works offline, with the whole of a segment and its surroundings before it, so it needs no
//! delay and has no phase. In three steps:
//!
//! 1. **How deep.** Where a peak between or at the samples rises above the ceiling, the samples that
//!    make it must come down to it: a *dip*, 1 less the wanted gain. All channels dip together, so
//!    that the stereo picture stands still.
//! 2. **How long.** A dip begins [`ATTACK`] early, stays, and then fades by [`RELEASE`], as a
//!    fraction of itself per frame.
//! 3. **How smooth.** The dips are averaged over the attack by two boxes in a row. The average over
//!    a stretch that is as deep everywhere as the peak asks is as deep as the peak asks: smoothing
//!    never lets a peak through.
//!
//! Dips are whole numbers of 2⁻²⁴. Sums of them are exact and do not depend on where the summing
//! began, and a fading dip reaches zero instead of going on for ever: within [`MEMORY`] of any
//! moment, all that went before is forgotten to the last bit. That is why segments can be limited
//! alone and fit together without a seam.

use std::collections::VecDeque;
use std::ops::Range;
use std::time::Duration;

use crate::audio::loudness::{Db, Dbtp, true_peak};

/// How long before a peak the gain begins to come down.
pub const ATTACK: Duration = Duration::from_millis(5);
/// The time in which a dip fades to 1/e of itself, once it is over. To a tenth it takes 140 ms.
pub const RELEASE: Duration = Duration::from_millis(60);
/// The time after which a dip of any depth is forgotten. A full dip fades for 9.8 times the release.
pub const MEMORY: Duration = Duration::from_millis(700);
/// The gain moves between the samples too, which lets a trace of a peak through; so much lower we aim.
const MARGIN: Db = Db(0.05);
/// The whole of a dip: the gain is zero.
const WHOLE: i32 = 1 << 24;

/// A limiter for a ceiling.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limiter {
    ceiling: Dbtp,
}

/// The limiter's times in frames of a rate.
struct Times {
    /// Length of each of the two boxes.
    half: usize,
    /// What a dip keeps of itself per frame, in units of 2⁻³².
    keep: i64,
}

impl Times {
    fn at(rate: u32) -> Times {
        let keep = (-1.0 / (RELEASE.as_secs_f64() * f64::from(rate))).exp();
        Times { half: (frames_in(ATTACK, rate) / 2).max(1), keep: (keep * 4_294_967_296.0) as i64 }
    }

    /// Returns how far ahead of a frame a peak is felt.
    fn ahead(&self) -> usize {
        2 * self.half
    }
}

impl Limiter {
    /// Returns the limiter for that ceiling.
    pub fn new(ceiling: Dbtp) -> Limiter {
        Limiter { ceiling }
    }

    /// Returns the ceiling.
    pub fn ceiling(&self) -> Dbtp {
        self.ceiling
    }

    /// Returns how many frames before a segment it must hear.
    pub fn lead_in(rate: u32) -> usize {
        frames_in(MEMORY, rate) + Limiter::lead_out(rate)
    }

    /// Returns how many frames after a segment it must hear.
    pub fn lead_out(rate: u32) -> usize {
        // The second term covers what the interpolation hears, and the frames that share its dip.
        Times::at(rate).ahead() + 2 * (true_peak::BEFORE + true_peak::AFTER)
    }

    /// Multiplies by the gain, and dips where that would break the ceiling.
    pub fn apply(&self, gain: Db, rate: u32, planes: &mut [Vec<f32>]) {
        let factor = gain.factor() as f32;
        let frames = planes.first().map_or(0, Vec::len);
        let times = Times::at(rate);
        let mut dips = self.wanted(gain, planes);
        if dips.iter().all(|&dip| dip == 0) {
            super::gain::apply(gain, planes);
            return;
        }
        stretch(&mut dips, &times);
        smooth(&mut dips, times.half);
        smooth(&mut dips, times.half);
        for plane in planes {
            for (sample, dip) in plane[..frames].iter_mut().zip(&dips) {
                let open = (WHOLE - dip) as f32 / WHOLE as f32;
                *sample *= factor * open;
            }
        }
    }

    /// Returns the highest true peak before the gain that needs no dip.
    fn threshold(self, gain: Db) -> f32 {
        (self.ceiling - MARGIN - gain).peak() as f32
    }

    /// Returns the dip that each frame needs for the peaks that it helps to make.
    fn wanted(self, gain: Db, planes: &[Vec<f32>]) -> Vec<i32> {
        let threshold = self.threshold(gain);
        let frames = planes.first().map_or(0, Vec::len);
        let mut dips = vec![0_i32; frames];
        for at in true_peak::blocks(0..frames) {
            let highest = planes.iter().map(|plane| true_peak::reach(plane, &at)).fold(0.0, f32::max);
            if highest * true_peak::bound() <= threshold {
                continue;
            }
            let mut peaks = [0.0_f32; true_peak::BLOCK];
            let peaks = &mut peaks[..at.len()];
            for plane in planes {
                true_peak::raise_at(plane, at.clone(), peaks);
            }
            for (n, &peak) in at.zip(&*peaks).filter(|&(_, &peak)| peak > threshold) {
                // Rounded up: rather a hair too deep than a hair too loud.
                let dip = (f64::from(1.0 - threshold / peak) * f64::from(WHOLE)).ceil() as i32;
                for made_by in near(n, frames) {
                    dips[made_by] = dips[made_by].max(dip);
                }
            }
        }
        dips
    }
}

/// Returns how many frames that time has, less than a second.
fn frames_in(time: Duration, rate: u32) -> usize {
    time.subsec_millis() as usize * rate as usize / 1_000
}

/// Returns the frames that weigh most in the points behind a frame.
fn near(n: usize, frames: usize) -> Range<usize> {
    n.saturating_sub(2)..(n + 4).min(frames)
}

/// Lets each dip begin early and fade late.
fn stretch(dips: &mut [i32], times: &Times) {
    // Early: the deepest of the frames ahead, by a queue of candidates, each deeper than the next.
    let ahead = times.ahead();
    let mut queue: VecDeque<(usize, i32)> = VecDeque::new();
    let mut read = 0;
    let mut fading = 0_i32;
    for n in 0..dips.len() {
        while read < dips.len() && read <= n + ahead {
            let dip = dips[read];
            while queue.back().is_some_and(|&(_, last)| last <= dip) {
                queue.pop_back();
            }
            queue.push_back((read, dip));
            read += 1;
        }
        while queue.front().is_some_and(|&(at, _)| at < n) {
            queue.pop_front();
        }
        let deepest = queue.front().map_or(0, |&(_, dip)| dip);
        // Late: what the last frame had, a little less.
        fading = ((i64::from(fading) * times.keep) >> 32) as i32;
        fading = fading.max(deepest);
        dips[n] = fading;
    }
}

/// Replaces each dip by the mean of itself and those before it, `length + 1` in all, rounded up.
fn smooth(dips: &mut [i32], length: usize) {
    let width = length as i64 + 1;
    let mut past = VecDeque::from(vec![0_i32; length]);
    let mut sum = 0_i64;
    for dip in dips {
        sum += i64::from(*dip);
        past.push_back(*dip);
        let first = past.pop_front().unwrap_or(0);
        *dip = ((sum + width - 1) / width) as i32;
        sum -= i64::from(first);
    }
}
