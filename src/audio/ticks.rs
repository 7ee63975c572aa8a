//! The level of every 10 ms of sound, small enough to keep of ten hours.
//!
//! What rides the gain (the speech compressor, the leveller, the search for the right gain) looks at
//! levels, not at samples. Levels are kept as whole hundredths of a dB: 4 bytes a tick, 1.4 MB an hour.

use std::ops::Range;
use std::sync::LazyLock;

use super::loudness::{Db, Dbfs};

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

/// The levels of every 10 ms, of all channels together.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ticks {
    /// By tick, the power of all channels, in hundredths of a dB above [`FLOOR`].
    levels: Vec<u16>,
    /// By tick, the highest sample of any channel.
    peaks: Vec<u16>,
}

impl Ticks {
    /// Returns the ticks of these planes, the last one of what is left.
    pub fn of(planes: &[&[f32]], frames: usize) -> Ticks {
        let mut ticks = Ticks::default();
        let length = planes.first().map_or(0, |plane| plane.len());
        for from in (0..length).step_by(frames.max(1)) {
            let to = (from + frames).min(length);
            let (mut power, mut peak) = (0.0_f32, 0.0_f32);
            for plane in planes {
                let samples = &plane[from..to];
                power += mean_square(samples);
                peak = peak.max(super::loudness::true_peak::sample_peak(samples));
            }
            ticks.levels.push(code(10.0 * power.log10()));
            ticks.peaks.push(code(20.0 * peak.log10()));
        }
        ticks
    }

    /// Returns no ticks yet, with room for so many: growing would take twice the memory for a while.
    pub(crate) fn with_room(ticks: usize) -> Ticks {
        Ticks { levels: Vec::with_capacity(ticks), peaks: Vec::with_capacity(ticks) }
    }

    /// Adds the ticks that follow.
    pub fn extend(&mut self, next: &Ticks) {
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

    /// Returns the mean square of a tick, summed over the channels; of the lowest, zero.
    pub fn power(&self, tick: usize) -> f64 {
        FACTORS[usize::from(self.levels[tick])].powi(2)
    }

    /// Returns the height of the highest sample of a tick.
    pub(crate) fn peak_factor(&self, tick: usize) -> f64 {
        FACTORS[usize::from(self.peaks[tick])]
    }

    /// Turns the ticks of every hop up by the gain that is asked for.
    pub(crate) fn turn_up(&mut self, gain: impl Fn(usize) -> Db) {
        let move_by = |code: &mut u16, db: f64| {
            if *code > 0 {
                *code = level_code(level(*code).value() + db);
            }
        };
        let hops = self.levels.chunks_mut(PER_HOP).zip(self.peaks.chunks_mut(PER_HOP));
        for (hop, (powers, peaks)) in hops.enumerate() {
            let by = gain(hop).value();
            powers.iter_mut().chain(peaks).for_each(|code| move_by(code, by));
        }
    }

    /// Keeps the ticks of these ranges, which rise, one behind the other.
    pub(crate) fn keep(&mut self, ranges: &[Range<usize>]) {
        for all in [&mut self.levels, &mut self.peaks] {
            let mut to = 0;
            for range in ranges {
                let range = range.start.min(all.len())..range.end.min(all.len());
                let count = range.len();
                all.copy_within(range, to);
                to += count;
            }
            all.truncate(to);
        }
    }

    /// Returns the height that all but a share of the ticks stay below, those below `above` not counted;
    /// `above`, if there are no others.
    pub(crate) fn peak_above(&self, share: f64, above: Dbfs) -> Dbfs {
        let mut counts = vec![0_u32; usize::from(u16::MAX) + 1];
        let lowest = level_code(above.value());
        for &peak in self.peaks.iter().filter(|&&peak| peak > lowest) {
            counts[usize::from(peak)] += 1;
        }
        let counted: u32 = counts.iter().sum();
        let below = (f64::from(counted.saturating_sub(1)) * (1.0 - share)) as u32;
        let mut passed = 0;
        let found = counts.iter().position(|&count| {
            passed += count;
            passed > below
        });
        found.map_or(above, |code| level(code as u16))
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
        assert_eq!(ticks.len(), 2);
        let level = |tick: usize| Dbfs(10.0 * ticks.power(tick).log10());
        assert!((level(0) - Dbfs(-6.02)).value().abs() < 0.006);
        assert!((level(1) - Dbfs(-60.0)).value().abs() < 0.006);
        assert!((ticks.peak(0) - Dbfs(-6.02)).value().abs() < 0.006);
        let both = Ticks::of(&[&loud, &loud], 441);
        assert!((both.power(0) - 0.5).abs() < 0.001, "two channels have twice the power of one");
    }

    #[test]
    fn ticks_are_turned_up_and_cut_out_where_they_lie() {
        let steps: Vec<f32> = (0..12).flat_map(|n| [10_f32.powf(-(n as f32) / 4.0); 4]).collect();
        let mut ticks = Ticks::of(&[&steps], 4);
        ticks.turn_up(|hop| if hop == 0 { Db(6.0) } else { Db(-6.0) });
        let levels = |ticks: &Ticks| -> Vec<f64> {
            (0..ticks.len()).map(|tick| ticks.peak(tick).value().round()).collect()
        };
        assert_eq!(levels(&ticks)[..3], [6.0, 1.0, -4.0]);
        assert_eq!(levels(&ticks)[9..], [-39.0, -56.0, -61.0]);
        ticks.keep(&[1..2, 8..10, 11..99]);
        assert_eq!(levels(&ticks), [1.0, -34.0, -39.0, -61.0]);
        ticks.keep(&[]);
        assert!(ticks.is_empty());
    }

    #[test]
    fn silence_stays_silence_whatever_the_gain() {
        let mut ticks = Ticks::of(&[&[0.0; 8]], 4);
        ticks.turn_up(|_| Db(40.0));
        assert_eq!((ticks.peak(0), ticks.power(1)), (FLOOR, 0.0));
    }

    #[test]
    fn the_rare_peaks_are_told_from_the_others() {
        let planes: Vec<f32> = (0..1_000).flat_map(|n| [if n < 10 { 1.0 } else { 0.1_f32 }; 4]).collect();
        let ticks = Ticks::of(&[&planes], 4);
        let above = |share: f64| ticks.peak_above(share, Dbfs(-60.0)).value().round();
        assert_eq!((above(0.005), above(0.02)), (0.0, -20.0));
        assert_eq!(Ticks::default().peak_above(0.5, Dbfs(-60.0)), Dbfs(-60.0));
    }

    #[test]
    fn ticks_of_pieces_are_ticks_of_the_whole() {
        let sound: Vec<f32> = (0..4_800).map(|n| (n as f32 * 0.37).sin() * (n as f32 * 1e-4)).collect();
        let whole = Ticks::of(&[&sound], 480);
        let mut pieces = Ticks::default();
        pieces.extend(&Ticks::of(&[&sound[..2_400]], 480));
        pieces.extend(&Ticks::of(&[&sound[2_400..]], 480));
        assert_eq!(pieces, whole);
        assert_eq!(Ticks::of(&[&sound[..481]], 480).len(), 2, "what is left is a tick too");
        assert!(Ticks::of(&[&[]], 480).is_empty());
    }

    #[test]
    fn what_is_no_number_is_the_floor() {
        let ticks = Ticks::of(&[&[f32::NAN; 480]], 480);
        assert_eq!((ticks.power(0), ticks.peak(0)), (0.0, FLOOR));
    }
}
