//! Brings loud syllables a little closer to the others, so that a voice whose peaks stand far above its
//! loudness need not be pressed against the limiter.
//!
//! It looks at the peaks of every 10 ms, not at samples: what it does is known before a sample is
//! touched, can be tried with other settings in a moment, and is the same wherever the sound is cut.
//! The gain follows a soft knee (Giannoulis, Massberg and Reiss, "Digital Dynamic Range Compressor
//! Design", JAES 2012, equation 4), comes down within [`ATTACK`] and back within [`RELEASE`], each the time
//! to 1/e of the way. It sees one tick ahead, so that the beginning of a syllable is not missed.

use std::sync::LazyLock;
use std::time::Duration;

use crate::audio::loudness::{Db, Dbfs};
use crate::audio::ticks::Ticks;

/// What remains of every dB above the threshold is 1 / 2.5.
const RATIO: f64 = 2.5;
/// The width of the knee: speech slides into compression unheard.
const KNEE: Db = Db(6.0);
/// The most that is taken away. More than this, a voice sounds held.
pub const MOST: Db = Db(6.0);
/// The time in which the gain comes down by 63 % of the way.
pub const ATTACK: Duration = Duration::from_millis(15);
/// The time in which it comes back by 63 % of the way.
pub const RELEASE: Duration = Duration::from_millis(220);
/// A tick, in milliseconds.
const TICK: f64 = 10.0;

/// A speech compressor.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Compressor {
    threshold: Dbfs,
}

impl Compressor {
    /// Returns the compressor that takes about so much from a peak of that height, and less from lower ones.
    pub fn taking(by: Db, from: Dbfs) -> Compressor {
        let above = Db(by.value() / (1.0 - 1.0 / RATIO));
        Compressor { threshold: from - above }
    }

    /// Returns what is taken from a peak of that height if it stays so, in dB.
    fn wanted(self, peak: Dbfs) -> f64 {
        let over = (peak - self.threshold).value();
        let slope = 1.0 - 1.0 / RATIO;
        let knee = KNEE.value();
        let by = if over <= -knee / 2.0 {
            0.0
        } else if over < knee / 2.0 {
            slope * (over + knee / 2.0).powi(2) / (2.0 * knee)
        } else {
            slope * over
        };
        by.min(MOST.value())
    }

    /// Returns what is taken from each tick of the sound.
    pub fn ride(self, ticks: &Ticks) -> Ride {
        let part = |time: Duration| 1.0 - (-TICK / (time.as_secs_f64() * 1_000.0)).exp();
        let (attack, release) = (part(ATTACK), part(RELEASE));
        let mut by = 0.0;
        let wanted = |tick: usize| if tick < ticks.len() { self.wanted(ticks.peak(tick)) } else { 0.0 };
        let mut next = wanted(0);
        let taken = (0..ticks.len()).map(|tick| {
            let this = next;
            next = wanted(tick + 1);
            let goal = this.max(next);
            by += (goal - by) * if goal > by { attack } else { release };
            (by * STEPS).round() as u8
        });
        Ride { taken: taken.collect() }
    }
}

/// Steps in a dB.
const STEPS: f64 = 32.0;

/// The factors of all steps, down to twice of [`MOST`].
static FACTORS: LazyLock<Vec<f32>> = LazyLock::new(|| {
    let steps = (2.0 * MOST.value() * STEPS) as usize;
    (0..=steps).map(|step| Db(-(step as f64) / STEPS).factor() as f32).collect()
});

/// What the compressor takes from each tick of a sound: 0.36 MB an hour.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ride {
    /// In 32nds of a dB: a step that small is not heard, and 6 dB fit a byte.
    taken: Vec<u8>,
}

impl Ride {
    /// Returns the factor of a tick; behind the last one, the last one's.
    pub(crate) fn factor(&self, tick: usize) -> f32 {
        let step = self.taken.get(tick).or(self.taken.last()).copied().unwrap_or(0);
        FACTORS.get(usize::from(step)).copied().unwrap_or(1.0)
    }

    /// Returns whether a tick takes as much as the one before it.
    fn is_still(&self, tick: usize) -> bool {
        let taken = |tick: usize| self.taken.get(tick).or(self.taken.last());
        taken(tick.saturating_sub(1)) == taken(tick)
    }

    /// Returns the gain of a tick.
    pub fn gain(&self, tick: usize) -> Db {
        Db(-f64::from(self.taken.get(tick).copied().unwrap_or(0)) / STEPS)
    }

    /// Returns the most that is taken anywhere.
    pub fn most(&self) -> Db {
        Db(f64::from(self.taken.iter().copied().max().unwrap_or(0)) / STEPS)
    }

    /// Returns whether nothing is taken anywhere.
    pub fn is_idle(&self) -> bool {
        self.taken.iter().all(|&taken| taken == 0)
    }

    /// Multiplies a plane whose first sample is the frame `from`, at so many frames a tick. Between the
    /// middles of two ticks the factor moves in a straight line.
    pub fn apply(&self, from: u64, frames: usize, plane: &mut [f32]) {
        if self.taken.is_empty() || frames == 0 {
            return;
        }
        // The middles of the ticks lie on odd multiples of half a tick. A run goes from one to the next.
        let (run, half) = (frames as u64, frames as u64 / 2);
        let mut rest = plane;
        let mut at = from + (run - half);
        while !rest.is_empty() {
            let (before, within) = ((at / run) as usize, at % run);
            let (line, behind) = rest.split_at_mut(((run - within) as usize).min(rest.len()));
            let (start, end) = (self.factor(before.saturating_sub(1)), self.factor(before));
            if self.is_still(before) {
                for sample in line.iter_mut() {
                    *sample *= start;
                }
            } else {
                let step = (end - start) / run as f32;
                for (n, sample) in line.iter_mut().enumerate() {
                    *sample *= start + step * (within + n as u64) as f32;
                }
            }
            at += line.len() as u64;
            rest = behind;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ticks(levels: &[(f64, usize)]) -> Ticks {
        let mut ticks = Ticks::default();
        for &(level, count) in levels {
            let sample = Dbfs(level).peak() as f32;
            ticks.extend(&Ticks::of(&[&vec![sample; 480 * count]], 480));
        }
        ticks
    }

    #[test]
    fn a_peak_of_that_height_loses_that_much_and_never_more_than_the_most() {
        for by in [1.0, 3.0, 5.0] {
            let ride = Compressor::taking(Db(by), Dbfs(-6.0)).ride(&ticks(&[(-6.0, 200)]));
            assert!((ride.most().value() - by).abs() < 0.35, "{by}: {:?}", ride.most());
            let far = Compressor::taking(Db(by), Dbfs(-30.0)).ride(&ticks(&[(-0.1, 200)]));
            assert_eq!(far.most(), MOST);
        }
        assert!(Compressor::taking(Db(6.0), Dbfs(-6.0)).ride(&ticks(&[(-20.0, 100)])).is_idle());
    }

    #[test]
    fn every_decibel_above_the_knee_leaves_two_fifths() {
        let compressor = Compressor::taking(Db(0.0), Dbfs(-20.0));
        let slope = compressor.wanted(Dbfs(-14.0)) - compressor.wanted(Dbfs(-16.0));
        assert!((slope - 2.0 * (1.0 - 1.0 / RATIO)).abs() < 1e-9);
        let below = compressor.wanted(Dbfs(-23.0));
        assert!(below.abs() < 1e-9 && compressor.wanted(Dbfs(-22.0)) > 0.0, "the knee begins at -23");
    }

    #[test]
    fn it_comes_down_fast_and_goes_back_slowly() {
        let ride =
            Compressor::taking(Db(5.0), Dbfs(-6.0)).ride(&ticks(&[(-60.0, 50), (-6.0, 50), (-60.0, 150)]));
        let gain = |tick: usize| ride.gain(tick).value();
        assert!(gain(48).abs() < 1e-9);
        assert!(gain(50) < -3.0 && gain(53) < -4.5, "{} {}", gain(50), gain(53));
        assert!(gain(100) < -4.5 && gain(122) > -2.5 && gain(122) < -1.2, "{}", gain(122));
        assert!(gain(220) > -0.05);
    }

    #[test]
    fn wherever_the_sound_is_cut_it_gets_the_same_bits() {
        let ride =
            Compressor::taking(Db(5.0), Dbfs(-6.0)).ride(&ticks(&[(-60.0, 5), (-6.0, 5), (-60.0, 15)]));
        let mut whole = vec![0.7_f32; 480 * 25];
        ride.apply(0, 480, &mut whole);
        for cut in [1, 239, 240, 241, 5_000, 11_999] {
            let mut parts = vec![0.7_f32; 480 * 25];
            let (left, right) = parts.split_at_mut(cut);
            ride.apply(0, 480, left);
            ride.apply(cut as u64, 480, right);
            assert!(whole == parts, "{cut}");
        }
        let step = whole.windows(2).map(|pair| (pair[1] - pair[0]).abs()).fold(0.0, f32::max);
        assert!(step < 0.7 * 0.002, "no step is heard: {step}");
    }
}
