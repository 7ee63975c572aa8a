//! The level of every 10 ms of sound, small enough to keep of ten hours.
//!
//! What rides the gain (the speech compressor, the leveller, the search for the right gain) looks at
//! levels, not at samples. Levels are kept as whole hundredths of a dB: 4 bytes a tick and channel,
//! 1.4 MB an hour of one programme.

use std::ops::Range;
use std::sync::LazyLock;

use super::loudness::Dbfs;

/// Ticks in a second.
pub const PER_SECOND: usize = 100;
/// Ticks in a hop of 100 ms.
pub const PER_HOP: usize = 10;

/// The lowest level that is kept; everything below counts as it.
pub const FLOOR: Dbfs = Dbfs(-120.0);

/// Returns how many frames a tick has at a rate that is published (44.1 or 48 kHz).
pub fn frames(rate: u32) -> usize {
    super::loudness::hop_frames(rate) / PER_HOP
}

/// The levels of every 10 ms, of one or two channels.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ticks {
    channels: usize,
    /// By tick and channel, in hundredths of a dB above [`FLOOR`].
    levels: Vec<u16>,
    /// By tick, the highest sample of any channel.
    peaks: Vec<u16>,
}

impl Ticks {
    /// Returns no ticks yet, of so many channels.
    pub fn new(channels: usize) -> Ticks {
        Ticks { channels, levels: Vec::new(), peaks: Vec::new() }
    }

    /// Returns the ticks of these planes, the last one of what is left.
    pub fn of(planes: &[&[f32]], frames: usize) -> Ticks {
        let mut ticks = Ticks::new(planes.len());
        let length = planes.first().map_or(0, |plane| plane.len());
        for from in (0..length).step_by(frames.max(1)) {
            let to = (from + frames).min(length);
            let mut peak = 0.0_f32;
            for plane in planes {
                let samples = &plane[from..to];
                ticks.levels.push(code(10.0 * mean_square(samples).log10()));
                peak = peak.max(super::loudness::true_peak::sample_peak(samples));
            }
            ticks.peaks.push(code(20.0 * peak.log10()));
        }
        ticks
    }

    /// Returns no ticks yet, with room for so many: growing would take twice the memory for a while.
    pub(crate) fn with_room(channels: usize, ticks: usize) -> Ticks {
        Ticks { channels, levels: Vec::with_capacity(ticks * channels), peaks: Vec::with_capacity(ticks) }
    }

    /// Adds the ticks that follow.
    pub fn extend(&mut self, next: &Ticks) {
        debug_assert!(self.channels == next.channels || next.is_empty());
        self.levels.extend_from_slice(&next.levels);
        self.peaks.extend_from_slice(&next.peaks);
    }

    /// Returns how many ticks there are.
    pub fn len(&self) -> usize {
        self.peaks.len()
    }

    /// Returns whether there are none.
    pub fn is_empty(&self) -> bool {
        self.peaks.is_empty()
    }

    /// Returns the number of channels.
    pub fn channels(&self) -> usize {
        self.channels
    }

    /// Returns the root mean square of a channel over a tick.
    pub fn level(&self, tick: usize, channel: usize) -> Dbfs {
        level(self.levels[tick * self.channels + channel])
    }

    /// Returns the mean square of a tick, summed over the channels.
    pub fn power(&self, tick: usize) -> f64 {
        (0..self.channels).map(|channel| self.level(tick, channel).peak().powi(2)).sum()
    }

    /// Returns the same as [`Ticks::power`], quickly, and of one channel only to a hundredth of a dB.
    pub(crate) fn power_factor(&self, tick: usize) -> f64 {
        let codes = &self.levels[tick * self.channels..(tick + 1) * self.channels];
        codes.iter().map(|&code| FACTORS[usize::from(code)].powi(2)).sum()
    }

    /// Returns the height of the highest sample of a tick.
    pub(crate) fn peak_factor(&self, tick: usize) -> f64 {
        FACTORS[usize::from(self.peaks[tick])]
    }

    /// Returns the ticks as they are after a gain for each of them: `gain` is asked for every tick. Several
    /// channels become one of the same power.
    #[must_use]
    pub fn after(&self, gain: impl Fn(usize) -> f64) -> Ticks {
        let move_by = |db: f64, code: u16| level_code(level(code).value() + db);
        let mut after = Ticks::with_room(1, self.len());
        for tick in 0..self.len() {
            let by = gain(tick);
            let power = if self.channels == 1 {
                move_by(by, self.levels[tick])
            } else {
                level_code(10.0 * self.power_factor(tick).log10() + by)
            };
            after.levels.push(power);
            after.peaks.push(move_by(by, self.peaks[tick]));
        }
        after
    }

    /// Returns the ticks of these ranges, one behind the other.
    #[must_use]
    pub fn kept(&self, ranges: &[Range<usize>]) -> Ticks {
        let mut kept = Ticks::with_room(self.channels, ranges.iter().map(Range::len).sum());
        for range in ranges {
            let range = range.start.min(self.len())..range.end.min(self.len());
            kept.levels
                .extend_from_slice(&self.levels[range.start * self.channels..range.end * self.channels]);
            kept.peaks.extend_from_slice(&self.peaks[range]);
        }
        kept
    }

    /// Returns the highest sample of a tick in any channel.
    pub fn peak(&self, tick: usize) -> Dbfs {
        level(self.peaks[tick])
    }
}

fn mean_square(samples: &[f32]) -> f32 {
    let mut sums = [0.0_f32; 8];
    let (tiles, rest) = samples.as_chunks::<8>();
    for tile in tiles {
        for (sum, sample) in sums.iter_mut().zip(tile) {
            *sum += sample * sample;
        }
    }
    let rest: f32 = rest.iter().map(|sample| sample * sample).sum();
    (sums.iter().sum::<f32>() + rest) / samples.len().max(1) as f32
}

fn code(db: f32) -> u16 {
    level_code(f64::from(db))
}

fn level_code(db: f64) -> u16 {
    // Silence is minus infinity, and the conversion takes it to zero; so it does what is no number.
    ((db - FLOOR.value()) * 100.0).round() as u16
}

/// The factors of all codes; of the lowest, zero.
static FACTORS: LazyLock<Vec<f64>> =
    LazyLock::new(|| (0..=u16::MAX).map(|code| if code == 0 { 0.0 } else { level(code).peak() }).collect());

fn level(code: u16) -> Dbfs {
    Dbfs(f64::from(code) / 100.0 + FLOOR.value())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_kept_to_a_hundredth_of_a_decibel() {
        let loud: Vec<f32> = (0..882).map(|n| if n < 441 { 0.5 } else { -0.001 }).collect();
        let quiet = vec![0.0; 882];
        let ticks = Ticks::of(&[&loud, &quiet], 441);
        assert_eq!((ticks.len(), ticks.channels()), (2, 2));
        assert!((ticks.level(0, 0) - Dbfs(-6.02)).value().abs() < 0.006);
        assert!((ticks.level(1, 0) - Dbfs(-60.0)).value().abs() < 0.006);
        assert_eq!(ticks.level(0, 1), FLOOR);
        assert!((ticks.peak(0) - Dbfs(-6.02)).value().abs() < 0.006);
        assert!((ticks.power(0) - 0.25).abs() < 0.001);
    }

    #[test]
    fn ticks_of_pieces_are_ticks_of_the_whole() {
        let sound: Vec<f32> = (0..4_800).map(|n| (n as f32 * 0.37).sin() * (n as f32 * 1e-4)).collect();
        let whole = Ticks::of(&[&sound], 480);
        let mut pieces = Ticks::new(1);
        pieces.extend(&Ticks::of(&[&sound[..2_400]], 480));
        pieces.extend(&Ticks::of(&[&sound[2_400..]], 480));
        assert_eq!(pieces, whole);
        assert_eq!(Ticks::of(&[&sound[..481]], 480).len(), 2, "what is left is a tick too");
        assert!(Ticks::of(&[&[]], 480).is_empty());
    }

    #[test]
    fn what_is_no_number_is_the_floor() {
        assert_eq!(Ticks::of(&[&[f32::NAN; 480]], 480).level(0, 0), FLOOR);
    }
}
