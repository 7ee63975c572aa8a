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
        let Some(dips) = self.dips(gain, rate, &self.listen(gain, planes)) else {
            return super::gain::apply(gain, planes);
        };
        let factor = gain.factor() as f32;
        for plane in planes {
            for (sample, &dip) in plane.iter_mut().zip(&dips) {
                *sample *= factor * open(dip);
            }
        }
    }

    /// Returns the true peak at every frame that may need a dip with this gain or a lower one; zero
    /// at all others.
    pub fn listen(&self, gain: Db, planes: &[Vec<f32>]) -> Vec<f32> {
        let threshold = self.threshold(gain);
        let frames = planes.first().map_or(0, Vec::len);
        let mut peaks = vec![0.0; frames];
        for at in true_peak::blocks(0..frames) {
            let highest = planes.iter().map(|plane| true_peak::reach(plane, &at)).fold(0.0, f32::max);
            if highest * true_peak::bound() > threshold {
                for plane in planes {
                    true_peak::raise_at(plane, at.clone(), &mut peaks[at.clone()]);
                }
            }
        }
        peaks
    }

    /// Returns how deep the gain dips at every frame, given the peaks there; none if it never does.
    pub fn dips(&self, gain: Db, rate: u32, peaks: &[f32]) -> Option<Vec<i32>> {
        let threshold = self.threshold(gain);
        let times = Times::at(rate);
        let mut dips = vec![0; peaks.len()];
        let mut any = false;
        for (n, &peak) in peaks.iter().enumerate().filter(|&(_, &peak)| peak > threshold) {
            // Rounded up: rather a hair too deep than a hair too loud.
            let dip = (f64::from(1.0 - threshold / peak) * f64::from(WHOLE)).ceil() as i32;
            for made_by in &mut dips[near(n, peaks.len())] {
                *made_by = dip.max(*made_by);
            }
            any = true;
        }
        any.then(|| {
            begin_early(&mut dips, times.ahead());
            fade_late(&mut dips, times.keep);
            smooth(&mut dips, times.half);
            smooth(&mut dips, times.half);
            dips
        })
    }

    /// Returns the highest true peak before the gain that needs no dip.
    fn threshold(self, gain: Db) -> f32 {
        (self.ceiling - MARGIN - gain).peak() as f32
    }
}

/// Returns the factor that a dip leaves of the gain.
pub fn open(dip: i32) -> f32 {
    (WHOLE - dip) as f32 / WHOLE as f32
}

/// Returns how many frames that time has, less than a second.
fn frames_in(time: Duration, rate: u32) -> usize {
    time.subsec_millis() as usize * rate as usize / 1_000
}

/// Returns the frames that weigh most in the points behind a frame.
fn near(n: usize, frames: usize) -> Range<usize> {
    n.saturating_sub(2)..(n + 4).min(frames)
}

/// Makes each dip as deep as the deepest of itself and so many ahead.
///
/// In runs as long as the window, the deepest of a window is the deeper of two: of the rest of the
/// run in which it begins, and of the beginning of the next (van Herk 1992; Gil and Werman 1993).
fn begin_early(dips: &mut [i32], ahead: usize) {
    let run = ahead + 1;
    let mut next_begins = vec![0; run];
    for from in (0..dips.len()).step_by(run).rev() {
        let rest = &mut dips[from..];
        let this = rest.len().min(run);
        let this = &mut rest[..this];
        // What the run before this one will need of it, before it is written over.
        let mut begins = vec![0; run];
        let mut deepest = 0;
        for n in 0..run {
            deepest = this.get(n).map_or(deepest, |&dip| deepest.max(dip));
            begins[n] = deepest;
        }
        let mut deepest = 0;
        for n in (0..this.len()).rev() {
            deepest = deepest.max(this[n]);
            this[n] = if n == 0 { deepest } else { deepest.max(next_begins[n - 1]) };
        }
        next_begins = begins;
    }
}

/// Lets each dip fade, not end.
fn fade_late(dips: &mut [i32], keep: i64) {
    let mut fading = 0;
    for dip in dips {
        fading = (((i64::from(fading) * keep) >> 32) as i32).max(*dip);
        *dip = fading;
    }
}

/// Replaces each dip by the mean of itself and `length` before it, rounded up.
fn smooth(dips: &mut [i32], length: usize) {
    // Division by multiplication: the reciprocal is rounded up, and so never gives too little.
    let width = i64::try_from(length + 1).unwrap_or(i64::MAX);
    let reciprocal = (1 << 32) / width + 1;
    let before = dips.to_vec();
    let leaving = std::iter::repeat_n(&0, length + 1).chain(&before);
    let mut sum = 0_i64;
    for ((dip, &entering), &leaving) in dips.iter_mut().zip(&before).zip(leaving) {
        sum += i64::from(entering) - i64::from(leaving);
        *dip = (((sum * reciprocal + i64::from(u32::MAX)) >> 32) as i32).min(WHOLE);
    }
}
