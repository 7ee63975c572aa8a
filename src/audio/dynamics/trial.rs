//! Tries a gain, with the compressor and the limiter behind it, on the figures of a sound.
//!
//! The limiter works on samples, but what it does to loudness can be foretold from the peak and the level
//! of every 10 ms: it dips where a peak is above the ceiling, begins [`ATTACK`](super::limiter::ATTACK)
//! early and fades by [`RELEASE`], much slower than a tick. So a gain is tried in
//! milliseconds an hour, and the sound need not be heard again for each.

use super::Ride;
use super::limiter::{MARGIN, RELEASE};
use crate::audio::loudness::{Db, Dbtp, Lufs, gate};
use crate::audio::ticks::{PER_HOP, Ticks};

/// By so much the peak between the samples stands above the highest sample, of voices in the mean.
const BETWEEN: Db = Db(0.2);
/// What of a tick lies within the attack of a peak in the next, in the mean.
const EARLY: f64 = 0.35;
/// Where the limiter holds down more than this, one may begin to hear it.
pub const HEARD: Db = Db(3.0);
/// Where it holds down more than this, one does hear it, unless it is a bang.
pub const PRESSED: Db = Db(8.0);

/// What a gain would come to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Trial {
    /// How loud the sound becomes; none for silence and very short sound.
    pub loudness: Option<Lufs>,
    /// The most that the limiter holds down.
    pub deepest: Db,
    /// The share of the time in which it holds down more than [`HEARD`].
    pub heard: f64,
    /// The share of the time in which it holds down more than [`PRESSED`].
    pub pressed: f64,
}

/// The figures on which gains are tried.
#[derive(Debug)]
pub struct Trials<'a> {
    hops: &'a [f64],
    ticks: &'a Ticks,
    ceiling: Dbtp,
}

impl<'a> Trials<'a> {
    /// Returns the figures of a sound, its K-weighted energies by hop and its ticks, and the ceiling.
    pub fn new(hops: &'a [f64], ticks: &'a Ticks, ceiling: Dbtp) -> Trials<'a> {
        Trials { hops, ticks, ceiling }
    }

    /// Returns the ceiling.
    pub fn ceiling(&self) -> Dbtp {
        self.ceiling
    }

    /// Tries a gain behind what the compressor takes.
    pub fn with(&self, ride: &Ride, gain: Db) -> Trial {
        let keep = (-10.0 / (RELEASE.as_secs_f64() * 1_000.0)).exp();
        let threshold = (self.ceiling - MARGIN - gain - BETWEEN).peak();
        let (heard, pressed) = (1.0 - (-HEARD).factor(), 1.0 - (-PRESSED).factor());
        let dip_of = |tick: usize| {
            let peak = self.ticks.peak_factor(tick) * f64::from(ride.factor(tick));
            if peak > threshold { 1.0 - threshold / peak } else { 0.0 }
        };
        let (mut fading, mut deepest) = (0.0_f64, 0.0_f64);
        let (mut above_heard, mut above_pressed) = (0_u64, 0_u64);
        let mut next = if self.ticks.is_empty() { 0.0 } else { dip_of(0) };
        let mut energies = Vec::with_capacity(self.hops.len());
        let (mut weight, mut weighted) = (0.0, 0.0);
        for tick in 0..self.ticks.len() {
            let this = next;
            next = if tick + 1 < self.ticks.len() { dip_of(tick + 1) } else { 0.0 };
            fading = this.max(fading * keep);
            let dip = fading.max(EARLY * next);
            deepest = deepest.max(dip);
            above_heard += u64::from(dip > heard);
            above_pressed += u64::from(dip > pressed);
            let power = self.ticks.power(tick);
            let left = f64::from(ride.factor(tick)) * (1.0 - dip);
            weight += power;
            weighted += power * left * left;
            if (tick + 1).is_multiple_of(PER_HOP)
                && let Some(&energy) = self.hops.get(energies.len())
            {
                energies.push(if weight > 0.0 { energy * weighted / weight } else { energy });
                (weight, weighted) = (0.0, 0.0);
            }
        }
        let share = |ticks: u64| ticks as f64 / self.ticks.len().max(1) as f64;
        Trial {
            loudness: gate::integrated(&energies).map(|loudness| loudness + gain),
            deepest: -Db::of_factor(1.0 - deepest),
            heard: share(above_heard),
            pressed: share(above_pressed),
        }
    }
}
