//! Presses a segment: encodes it, hears what a listener will hear, and encodes again what came out too loud.
//!
//! Encoding moves peaks, most of them up, by how much nobody can tell beforehand. So each segment is
//! decoded as soon as it is encoded. Where a peak is above the ceiling, the sound is held down there by
//! as much and a little more, a short run of the encoder makes the MP3 frames around it anew, and they
//! are joined into the others before and behind: a tenth of a segment is encoded twice, not all of it.

use std::ops::Range;

use super::listen::{Listened, Listener};
use crate::audio::SinkError;
use crate::audio::dynamics::Limiter;
use crate::audio::loudness::{Db, Dbtp, true_peak};
use crate::audio::mp3::{DELAY, LEAD, LOOK_AHEAD, Mp3Form, Piece, Run, WARM_UP, WINDOW};

/// How often a place is encoded again.
const ROUNDS: usize = 6;
/// So much lower than it must be a peak is aimed: what is encoded again comes out a little different.
const SAFETY: Db = Db(0.1);
/// MP3 frames behind the border that every run encodes at once: the earliest joint is at the end of the
/// next run's warm-up, and most are there.
const BEYOND: u64 = WARM_UP + 3;

/// Presses segments of one form.
#[derive(Debug, Clone, Copy)]
pub(super) struct Press {
    pub(super) form: Mp3Form,
    /// What no peak shall exceed once it is decoded.
    pub(super) ceiling: Dbtp,
}

/// A segment, encoded and heard.
pub(super) struct Pressed {
    pub(super) piece: Piece,
    /// What a listener will hear of it, and of some hops beyond it: the next run's first frames are not kept.
    pub(super) heard: Listened,
    /// How many hops lie beyond it.
    pub(super) beyond: usize,
    /// How many places were encoded again.
    pub(super) again: usize,
}

impl Press {
    /// Presses a segment whose MP3 frames begin with that number. `sound` begins with the segment, so many
    /// frames of it, and goes on behind it.
    pub(super) fn press(
        &self,
        sound: &mut [&mut [f32]],
        length: usize,
        first: u64,
        last: bool,
    ) -> Result<Pressed, SinkError> {
        let samples = self.form.samples();
        let listener =
            Listener { form: self.form, ceiling: self.ceiling, length, is_first: first == 0, is_last: last };
        let mut work = Work::begin(self, sound, length, first, last)?;
        let mut heard = listener.listen(work.run.stream());
        let mut again = 0;
        for _ in 0..ROUNDS {
            if heard.places.is_empty() {
                break;
            }
            let before = again;
            for (place, peak) in std::mem::take(&mut heard.places) {
                let at = place.start.saturating_sub(DELAY)..place.end.saturating_sub(DELAY);
                if let Some(changed) = self.hold_down(sound, at, peak) {
                    work.repair(sound, &changed)?;
                    again += 1;
                }
            }
            // What lies behind the end of the sound cannot be held down.
            if again == before {
                break;
            }
            heard = listener.listen(work.run.stream());
        }

        let window = WINDOW as usize * samples;
        let cut = |range: Range<usize>| -> Vec<Vec<f32>> {
            let within = |plane: &[f32]| range.start.min(plane.len())..range.end.min(plane.len());
            sound.iter().map(|plane| plane[within(plane)].to_vec()).collect()
        };
        let (head, overlap) = (cut(0..window), cut(length..length + window));
        let end = (!last).then_some(first + (length / samples) as u64);
        let piece =
            Piece { fed: work.fed - length, run: work.run, end, frames: length as u64, head, overlap };
        Ok(Pressed { piece, heard, beyond: listener.beyond(), again })
    }

    /// Holds the sound down at a place that came out with that peak. Returns what was changed.
    fn hold_down(&self, sound: &mut [&mut [f32]], at: Range<usize>, came_out: f32) -> Option<Range<usize>> {
        let rate = self.form.rate;
        let around = rate as usize / 100;
        let frames = sound.first().map_or(0, |plane| plane.len());
        let at = at.start.saturating_sub(around).min(frames)..(at.end + around).min(frames);
        let peak = sound.iter().map(|plane| true_peak::true_peak(plane, at.clone())).fold(0.0, f32::max);
        let excess = Dbtp::of_peak(f64::from(came_out)) - self.ceiling;
        let wanted = Dbtp::of_peak(f64::from(peak)) - excess - SAFETY;
        Limiter::new(wanted).apply_at(at, rate, sound)
    }
}

/// A segment on the press.
struct Work<'p> {
    press: &'p Press,
    run: Run,
    /// Frames of the sound that the run has encoded.
    fed: usize,
    /// Frames of sound in the segment.
    length: usize,
    first: u64,
    last: bool,
}

impl<'p> Work<'p> {
    fn begin(
        press: &'p Press,
        sound: &[&mut [f32]],
        length: usize,
        first: u64,
        last: bool,
    ) -> Result<Work<'p>, SinkError> {
        let run = Run::begin(&press.form, first)?;
        let mut work = Work { press, run, fed: 0, length, first, last };
        work.fed = work.least(sound);
        feed(&mut work.run, sound, 0..work.fed)?;
        if last {
            work.run.finish()?;
        }
        Ok(work)
    }

    fn samples(&self) -> usize {
        self.press.form.samples()
    }

    /// Returns how much of the sound must be encoded at least.
    fn least(&self, sound: &[&mut [f32]]) -> usize {
        let frames = sound.first().map_or(0, |plane| plane.len());
        if self.last {
            self.length
        } else {
            (self.length + (BEYOND + LOOK_AHEAD) as usize * self.samples()).min(frames)
        }
    }

    /// Encodes the MP3 frames around a change of the sound anew.
    fn repair(&mut self, sound: &[&mut [f32]], changed: &Range<usize>) -> Result<(), SinkError> {
        let samples = self.samples();
        let period = self.press.form.padding_period();
        // A whole number of periods, and as long as it takes to warm up.
        let step = period * (WARM_UP + LEAD).div_ceil(period);
        // The joint must lie before the change is heard, and the run must be warm by then.
        let latest = (changed.start / samples).saturating_sub(2) as u64;
        let mut from = latest.saturating_sub(WARM_UP + 8) / period * period;
        loop {
            let mut patch = Run::begin(&self.press.form, self.first + from)?;
            let start = from as usize * samples;
            let upto = (changed.end + (LOOK_AHEAD as usize + 6) * samples).clamp(start, self.most(sound));
            feed(&mut patch, sound, start..upto)?;
            let mut fed = upto;
            if self.last && fed == self.length {
                patch.finish()?;
            }
            let into = if from == 0 {
                Some(self.first)
            } else {
                let candidates = (self.first + from + WARM_UP..=self.first + latest).rev();
                { candidates }.find(|&at| self.run.stream().joins(patch.stream(), at))
            };
            let Some(into) = into else {
                from = from.saturating_sub(step);
                continue;
            };
            let back = self.way_back(&mut patch, &mut fed, sound, changed)?;
            return self.put_in(patch, fed, sound, into, back);
        }
    }

    /// Returns how much of the sound may be encoded.
    fn most(&self, sound: &[&mut [f32]]) -> usize {
        if self.last { self.length } else { sound.first().map_or(0, |plane| plane.len()) }
    }

    /// Finds the MP3 frame behind the change where the patch can go back into the frames that are there.
    fn way_back(
        &self,
        patch: &mut Run,
        fed: &mut usize,
        sound: &[&mut [f32]],
        changed: &Range<usize>,
    ) -> Result<Option<u64>, SinkError> {
        let samples = self.samples();
        let most = self.most(sound);
        let mut at = self.first + (changed.end.div_ceil(samples) + 3) as u64;
        while at + 1 < self.run.stream().end() {
            while patch.stream().end() <= at && *fed < most {
                let upto = (*fed + 8 * samples).min(most);
                feed(patch, sound, *fed..upto)?;
                *fed = upto;
                if self.last && *fed == self.length {
                    patch.finish()?;
                }
            }
            if patch.stream().end() <= at {
                return Ok(None);
            }
            if patch.stream().joins(self.run.stream(), at) {
                return Ok(Some(at));
            }
            at += 1;
        }
        Ok(None)
    }

    /// Puts the patch in.
    fn put_in(
        &mut self,
        mut patch: Run,
        fed: usize,
        sound: &[&mut [f32]],
        into: u64,
        back: Option<u64>,
    ) -> Result<(), SinkError> {
        if let Some(back) = back {
            self.run.detour(patch.stream(), into, back);
            return Ok(());
        }
        // It goes on to the end, and its encoder is the one that may be asked for more.
        let least = self.least(sound);
        if fed < least {
            feed(&mut patch, sound, fed..least)?;
            if self.last {
                patch.finish()?;
            }
        }
        self.fed = fed.max(least);
        if into == self.first {
            self.run = patch;
        } else {
            self.run.join(patch, into);
        }
        Ok(())
    }
}

fn feed(run: &mut Run, sound: &[&mut [f32]], range: Range<usize>) -> Result<(), SinkError> {
    let planes: Vec<&[f32]> = sound.iter().map(|plane| &plane[range.clone()]).collect();
    run.feed(&planes)
}
