//! A recording without what was cut away.
//!
//! Where something was cut between two kept ranges, the last 20 ms before the cut pass over into
//! the 20 ms that the cut took away before what follows. So the number of frames is exactly that of
//! the kept ranges, and all of an episode but these few milliseconds is the recording, bit for bit.

use std::f64::consts::{FRAC_PI_2, PI};
use std::ops::Range;

use super::Edits;
use crate::audio::{Block, Source, SourceError, Spec};

/// How long a fade at a cut is, in milliseconds: too short to hear as a fade, too long to click.
const FADE_MS: u64 = 20;

/// A source without what an edit leaves out.
#[derive(Debug)]
pub struct Edited<S> {
    source: S,
    edits: Edits,
    fade: u64,
    /// What was read last.
    input: Block,
    /// The frame of the recording that comes next, and the kept range in or before which it lies.
    at: u64,
    range: usize,
    /// The end of a range, waiting for what it passes over into.
    tail: Vec<Vec<f32>>,
    /// How many frames of the tail have passed over.
    blended: usize,
}

/// What becomes of a run of frames.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    Dropped,
    Kept,
    /// The beginning of an episode whose recording began earlier, and the end likewise. With the
    /// frame at which the fade begins, and its length.
    FadesIn(u64, u64),
    FadesOut(u64, u64),
    /// The end of a range with a cut behind it, and the end of that cut.
    Held(u64, u64),
    Blends(u64, u64),
}

impl<S: Source> Edited<S> {
    /// Returns the source without what the edit leaves out.
    pub fn new(source: S, edits: Edits) -> Edited<S> {
        let Spec { rate, channels } = source.spec();
        let fade = FADE_MS * u64::from(rate) / 1_000;
        let tail = vec![Vec::with_capacity(usize::try_from(fade).unwrap_or(0)); channels];
        Edited { source, edits, fade, input: Block::new(channels), at: 0, range: 0, tail, blended: 0 }
    }

    /// Returns how long the join behind a range is: no longer than half of what is on each side.
    fn join(&self, range: usize) -> u64 {
        let [this, next] = self.edits.kept().get(range..range + 2).unwrap_or_default() else { return 0 };
        self.fade.min((this.end - this.start) / 2).min(next.start - this.end)
    }

    /// Returns what becomes of the next frames, and of how many.
    fn fate(&self) -> (Fate, u64) {
        let kept = self.edits.kept();
        let Some(range) = kept.get(self.range) else { return (Fate::Dropped, u64::MAX) };
        let until = |frame: u64| frame - self.at;
        if self.at < range.start {
            let join = if self.range == 0 { 0 } else { self.join(self.range - 1) };
            let from = range.start - join;
            return if self.at < from {
                (Fate::Dropped, until(from))
            } else {
                (Fate::Blends(from, join), until(range.start))
            };
        }
        let half = self.fade.min((range.end - range.start) / 2);
        let fade_in = if self.range == 0 && range.start > 0 { half } else { 0 };
        if self.at < range.start + fade_in {
            return (Fate::FadesIn(range.start, half), until(range.start + fade_in));
        }
        let is_last = self.range + 1 == kept.len();
        let end = match is_last {
            true if range.end == self.edits.frames_before() => 0,
            true => half,
            false => self.join(self.range),
        };
        let from = range.end - end;
        if self.at < from {
            (Fate::Kept, until(from))
        } else if is_last {
            (Fate::FadesOut(from, end), until(range.end))
        } else {
            (Fate::Held(from, end), until(range.end))
        }
    }

    /// Gives what was read last its fate.
    fn edit(&mut self, out: &mut Block) {
        let mut from = 0;
        while from < self.input.frames() {
            let (fate, frames) = self.fate();
            let to = usize::try_from(frames)
                .map_or(self.input.frames(), |frames| self.input.frames().min(from.saturating_add(frames)));
            self.take(fate, from..to, out);
            self.at += (to - from) as u64;
            from = to;
            if let Some(range) = self.edits.kept().get(self.range) {
                if self.at == range.start {
                    self.release(out);
                } else if self.at == range.end {
                    self.range += 1;
                }
            }
        }
    }

    fn take(&mut self, fate: Fate, run: Range<usize>, out: &mut Block) {
        // How far a fade has come at a frame of this run, from 0 to 1.
        let at = self.at;
        let progress =
            move |n: usize, from: u64, length: u64| ((at - from + n as u64) as f64 + 0.5) / length as f64;
        for (channel, plane) in self.input.planes().iter().enumerate() {
            let samples = plane[run.clone()].iter().enumerate();
            let out = &mut out.planes_mut()[channel];
            let tail = &mut self.tail[channel];
            match fate {
                Fate::Dropped => {}
                Fate::Kept => out.extend_from_slice(&plane[run.clone()]),
                Fate::FadesIn(from, length) => {
                    out.extend(samples.map(|(n, &x)| x * raised(progress(n, from, length))));
                }
                Fate::FadesOut(from, length) => {
                    out.extend(samples.map(|(n, &x)| x * raised(1.0 - progress(n, from, length))));
                }
                // What lies in pauses is noise, which has no phase: equal power keeps its level.
                Fate::Held(from, length) => tail
                    .extend(samples.map(|(n, &x)| x * (FRAC_PI_2 * progress(n, from, length)).cos() as f32)),
                Fate::Blends(from, length) => {
                    for ((n, &x), sum) in samples.zip(&mut tail[self.blended..]) {
                        *sum += x * (FRAC_PI_2 * progress(n, from, length)).sin() as f32;
                    }
                }
            }
        }
        if matches!(fate, Fate::Blends(..)) {
            self.blended += run.len();
        }
    }

    /// Lets the tail go.
    fn release(&mut self, out: &mut Block) {
        for (plane, tail) in out.planes_mut().iter_mut().zip(&mut self.tail) {
            plane.append(tail);
        }
        self.blended = 0;
    }
}

/// Returns the raised cosine from 0 to 1.
fn raised(progress: f64) -> f32 {
    (0.5 - 0.5 * (PI * progress).cos()) as f32
}

impl<S: Source> Source for Edited<S> {
    fn spec(&self) -> Spec {
        self.source.spec()
    }

    fn frames(&self) -> Option<u64> {
        Some(self.edits.frames_after())
    }

    fn read(&mut self, block: &mut Block) -> Result<(), SourceError> {
        block.clear(self.spec().channels);
        while block.frames() == 0 {
            self.source.read(&mut self.input)?;
            if self.input.frames() == 0 {
                // A recording shorter than it was said to be.
                self.release(block);
                break;
            }
            self.edit(block);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::audio::loudness::Dbfs;
    use crate::audio::repair::testing::{all, level};
    use crate::audio::synth::Synth;
    use std::time::Duration;

    const RATE: u32 = 8_000;
    /// A hop of 100 ms, and a fade.
    const HOP: u64 = 800;
    const SHORT: usize = 160;

    fn edited(synth: &Synth, edits: &Edits, block: usize) -> Vec<Vec<f32>> {
        all(Edited::new(synth.clone().in_blocks_of(block), edits.clone()))
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn the_result_is_the_kept_ranges_but_for_the_fades_in_whatever_blocks(
            frames in 0_u64..12_000,
            cuts in prop::collection::vec((0_u64..14, 1_u64..5), 0..5),
            block in 1_usize..3_000,
        ) {
            // No sample equals another, and none changes by what lies around it.
            let synth = Synth::new(RATE, 2, frames, |n, channel| n as f32 + channel as f32 * 0.5);
            let cuts: Vec<_> =
                cuts.into_iter().map(|(from, hops)| from * HOP..(from + hops) * HOP).collect();
            let edits = Edits::none(frames).cut(&cuts);
            let heard = edited(&synth, &edits, block);
            prop_assert_eq!(&heard, &edited(&synth, &edits, 4_096));
            prop_assert_eq!(heard[0].len() as u64, edits.frames_after());
            let mut at = 0;
            for range in edits.kept() {
                let (from, length) = (range.start as usize, (range.end - range.start) as usize);
                let fades_in = if at == 0 && from > 0 { SHORT } else { 0 };
                let fades_out = if range.end < frames { SHORT } else { 0 };
                for n in fades_in..length.saturating_sub(fades_out) {
                    prop_assert_eq!(heard[1][at + n].to_bits(), ((from + n) as f32 + 0.5).to_bits());
                }
                at += length;
            }
        }
    }

    #[test]
    fn without_an_edit_nothing_changes() {
        let voice = Synth::voice(RATE, Dbfs(-3.0), Duration::from_secs(1));
        assert_eq!(edited(&voice, &Edits::none(8_000), 333), all(voice));
    }

    #[test]
    fn no_cut_clicks_and_noise_keeps_its_level_across_it() {
        let tone = Synth::tone(RATE, 100.0, Dbfs(0.0), Duration::from_secs(3));
        let edits = Edits::none(24_000).cut(&[0..800, 8_030..12_000, 20_000..24_000]);
        let heard = edited(&tone, &edits, 999);
        let (first, last) = (heard[0][0], heard[0][heard[0].len() - 1]);
        assert!(first.abs() < 1e-3 && last.abs() < 1e-3, "{first}, {last}");
        // A tone of 100 Hz moves by 0.0785 a frame at most, a join of two by √2 as much and the fades.
        for pair in heard[0].windows(2) {
            assert!((pair[1] - pair[0]).abs() < 0.13, "{pair:?}");
        }
        let noise = Synth::noise(RATE, Dbfs(-6.0), Duration::from_mins(1));
        let cuts: Vec<_> = (1..59).map(|second| second * 8_000..second * 8_000 + 4_000).collect();
        let edits = Edits::none(480_000).cut(&cuts);
        let heard = edited(&noise, &edits, 4_096);
        let joins = (0..58).flat_map(|join| {
            let end = 8_000 + join * 4_000;
            heard[0][end - SHORT..end].to_vec()
        });
        let joins: Vec<f32> = joins.collect();
        let change = level(&joins) - level(&heard[0]);
        assert!(change.abs() < 0.5, "{change} dB at the joins");
    }

    #[test]
    fn a_recording_shorter_than_it_was_said_to_be_ends() {
        let short = Synth::noise(RATE, Dbfs(-6.0), Duration::from_secs(1));
        let edits = Edits::none(24_000).cut(std::slice::from_ref(&(7_900..9_000)));
        assert_eq!(edited(&short, &edits, 512)[0].len(), 7_900);
    }
}
