//! How long words take to die away in the room.
//!
//! In a bare room a word goes on after it has ended. The measure of a room is the time in which sound
//! falls by 60 dB. It is usually had from a bang; here it is guessed from the ends of words, with
//! nothing else to go by: wherever the level falls freely by 20 dB, a straight line is laid through the
//! fall, as ISO 3382-1 does for T20. A voice that fades falls more slowly than its room, but nothing
//! falls faster; so of all falls the faster ones tell (after J. Vieira, Automatic Estimation of
//! Reverberation Time, AES 116th Convention, 2004).

use std::time::Duration;

use crate::audio::loudness::Db;
use crate::audio::speech::Activity;
use crate::audio::ticks::{self, FLOOR, Ticks};

/// Levels are counted in steps of so many to a dB,
const PER_DB: f64 = 10.0;
/// from the floor up to above full scale.
const STEPS: usize = 1_400;
/// A fall counts from so far below where it began, since the first decibels are the mouth's,
const FROM: Db = Db(5.0);
/// down to here, or to where noise takes over,
const TO: Db = Db(25.0);
/// but not if that leaves less than this.
const LEAST: Db = Db(12.0);
/// Noise takes over so far above it.
const ABOVE_NOISE: Db = Db(6.0);
/// A fall begins within so much of the loudest: what is quieter is breath and paper.
const LOUD: Db = Db(25.0);
/// A level that rises by more than this falls no longer.
const RISE: Db = Db(3.0);
/// A fall that takes more ticks than this, 2 s, is not that of a room.
const LONGEST: usize = 200;
/// A straight line explains so much of a free fall (the coefficient of determination).
const STRAIGHT: f64 = 0.9;
/// So many falls have to be seen before one can tell,
const ENOUGH: usize = 8;
/// and this part of them is faster than what counts.
const FASTER: (usize, usize) = (1, 4);
/// From here on a room is heard behind the voice. Rooms of 0.6 s come out as 0.51 to 0.66 s here.
const ROOMY: Duration = Duration::from_millis(550);

/// What the ends of words say about a room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Room {
    /// How long a word takes to fall by 60 dB.
    pub dies_in: Duration,
    /// From how many words this is known.
    pub falls: usize,
}

impl Room {
    /// Listens to how words end, given the levels and what goes on in every hop; nothing if there are
    /// too few that end freely.
    pub fn of(ticks: &Ticks, activity: &[Activity]) -> Option<Room> {
        let levels = Levels(ticks);
        let (noise, loud) = (levels.percentile(1)?, levels.percentile(95)?);
        let mut times = Vec::new();
        let mut from = 0;
        while from + 1 < ticks.len() {
            let end = levels.end_of_fall(from);
            let spoken = activity.get(from / ticks::PER_HOP) == Some(&Activity::Speech);
            if spoken && levels.at(from) > loud - LOUD.value() {
                let fall: Vec<f64> = (from..=end).map(|tick| levels.at(tick)).collect();
                times.extend(time_of_fall(&fall, noise + ABOVE_NOISE.value()));
            }
            from = end.max(from + 1);
        }
        if times.len() < ENOUGH {
            return None;
        }
        times.sort_by(f64::total_cmp);
        let seconds = times[times.len() * FASTER.0 / FASTER.1];
        Some(Room { dies_in: Duration::try_from_secs_f64(seconds).ok()?, falls: times.len() })
    }

    /// Returns whether the room is heard behind the voices.
    pub fn is_heard(&self) -> bool {
        self.dies_in >= ROOMY
    }
}

/// The level of every tick in dB, as the mean over itself and its neighbours: pulses of a deep voice
/// come less than twice a tick.
struct Levels<'a>(&'a Ticks);

impl Levels<'_> {
    fn at(&self, tick: usize) -> f64 {
        let around = tick.saturating_sub(1)..(tick + 2).min(self.0.len());
        let count = around.len() as f64;
        let mean = around.map(|tick| self.0.power(tick)).sum::<f64>() / count;
        (10.0 * mean.log10()).max(FLOOR.value())
    }

    /// Returns the level that so many per cent lie below, to a tenth of a dB; none where there is nothing.
    fn percentile(&self, percent: usize) -> Option<f64> {
        // Counted, not sorted: of ten hours there are millions.
        let mut counts = vec![0_usize; STEPS];
        for tick in 0..self.0.len() {
            let step = (self.at(tick) - FLOOR.value()) * PER_DB;
            counts[(step.round() as usize).min(STEPS - 1)] += 1;
        }
        let wanted = self.0.len().checked_sub(1)? * percent / 100;
        let mut passed = 0;
        let found = counts.iter().position(|&count| {
            passed += count;
            passed > wanted
        });
        found.map(|step| FLOOR.value() + step as f64 / PER_DB)
    }

    /// Returns the lowest tick of the fall that begins there; the same one if the level rises.
    fn end_of_fall(&self, from: usize) -> usize {
        let (mut lowest, mut level) = (from, self.at(from));
        for tick in from + 1..self.0.len().min(from + LONGEST) {
            let next = self.at(tick);
            if next > level + if lowest == from { 0.0 } else { RISE.value() } {
                break;
            }
            if next <= level {
                (lowest, level) = (tick, next);
            }
        }
        lowest
    }
}

/// Returns in how many seconds the level would fall by 60 dB, if it falls freely and far enough.
fn time_of_fall(levels: &[f64], lowest: f64) -> Option<f64> {
    let top = *levels.first()?;
    let (upper, lower) = (top - FROM.value(), (top - TO.value()).max(lowest));
    if upper - lower < LEAST.value() {
        return None;
    }
    let first = levels.iter().position(|&level| level <= upper)?;
    let last = levels.iter().position(|&level| level <= lower)?;
    let fall = &levels[first..=last];
    let count = fall.len() as f64;
    if fall.len() < 4 {
        // Faster than any room in which people speak: as fast as can be told.
        let ticks = (last - first).max(1) as f64 / (fall[0] - fall[fall.len() - 1]).max(1.0);
        return Some(60.0 * ticks / ticks::PER_SECOND as f64);
    }
    let (mean_x, mean_y) = ((count - 1.0) / 2.0, fall.iter().sum::<f64>() / count);
    let (mut xx, mut xy, mut yy) = (0.0, 0.0, 0.0);
    for (n, &level) in fall.iter().enumerate() {
        let (x, y) = (n as f64 - mean_x, level - mean_y);
        xx += x * x;
        xy += x * y;
        yy += y * y;
    }
    let straight = xy < 0.0 && xy * xy >= STRAIGHT * xx * yy;
    straight.then(|| 60.0 * xx / -xy / ticks::PER_SECOND as f64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audio::loudness::Dbfs;
    use crate::audio::synth::Synth;
    use crate::audio::{Block, Source as _};

    const RATE: usize = 8_000;

    /// Noise of ±1.0, the same in every run.
    fn noise(state: &mut u64) -> f64 {
        *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (*state >> 40) as f64 / 8_388_608.0 - 1.0
    }

    /// Forty words in a room where sound falls by 60 dB in that time. What a room adds to a sound is
    /// noise whose power is that of the sound, spread by an exponential fall (J. D. Polack's model). A
    /// word of `fades` seconds is not cut off but fades.
    fn words_in_a_room(seconds: f64, fades: f64, floor: f64) -> Ticks {
        let mut state = 1;
        let keep = 10_f64.powf(-6.0 / (seconds * RATE as f64));
        let mut lingers = 0.0;
        let plane: Vec<f32> = (0..40 * RATE)
            .map(|n| {
                // Between a fifth and half a second of word, and the rest of the second nothing.
                let (word, since) = (n / RATE, (n % RATE) as f64 / RATE as f64);
                let length = 0.2 + 0.3 * (word * 7 % 10) as f64 / 10.0;
                let level = (1.0 - (since - length).max(0.0) / fades.max(1e-9)).clamp(0.0, 1.0);
                let direct = 0.1 * level * level;
                lingers = lingers * keep + direct * direct * (1.0 - keep);
                let lingering = lingers.sqrt() * noise(&mut state);
                (direct * noise(&mut state) + lingering + floor * noise(&mut state)) as f32
            })
            .collect();
        Ticks::of(&[&plane], RATE / ticks::PER_SECOND)
    }

    fn room(ticks: &Ticks, now: Activity) -> Option<Room> {
        Room::of(ticks, &vec![now; ticks.len() / ticks::PER_HOP])
    }

    fn dies_in(ticks: &Ticks) -> f64 {
        room(ticks, Activity::Speech).unwrap().dies_in.as_secs_f64()
    }

    #[test]
    fn the_fall_of_a_room_is_read_from_the_ends_of_words() {
        for seconds in [0.2, 0.4, 0.8, 1.2] {
            let found = dies_in(&words_in_a_room(seconds, 0.0, 1e-5));
            assert!(found > 0.75 * seconds && found < 1.2 * seconds, "{found} in a room of {seconds} s");
            let heard = room(&words_in_a_room(seconds, 0.0, 1e-4), Activity::Speech).unwrap().is_heard();
            assert_eq!(heard, seconds > 0.6, "{seconds} s, with some noise");
        }
    }

    #[test]
    fn a_dry_voice_is_in_no_room_even_when_it_fades() {
        assert!(dies_in(&words_in_a_room(0.05, 0.0, 1e-5)) < 0.1);
        assert!(dies_in(&words_in_a_room(0.05, 0.2, 1e-5)) < 0.4, "words that fade");
        let mut voice = Synth::voice(8_000, Dbfs(-6.0), Duration::from_secs(30));
        let (mut plane, mut block) = (Vec::new(), Block::default());
        while voice.read(&mut block).is_ok() && block.frames() > 0 {
            plane.extend_from_slice(&block.planes()[0]);
        }
        let ticks = Ticks::of(&[&plane], RATE / ticks::PER_SECOND);
        assert!(room(&ticks, Activity::Speech).is_none_or(|room| !room.is_heard()));
    }

    #[test]
    fn without_words_there_is_no_room() {
        let ticks = words_in_a_room(0.8, 0.0, 1e-5);
        assert_eq!(room(&ticks, Activity::Music), None);
        assert_eq!(room(&Ticks::default(), Activity::Speech), None);
        assert_eq!(room(&Ticks::of(&[&vec![0.0; 8_000]], 80), Activity::Speech), None);
        assert_eq!(room(&words_in_a_room(0.8, 0.0, 0.02), Activity::Speech), None, "lost in noise");
    }
}
