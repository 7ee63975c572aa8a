//! Sound that is mastered, once more: as a source, and pressed into another MP3, whole or in parts.
//!
//! A small player wants fewer bits, one channel, or an hour in six pieces. What it gets is the sound that the
//! master has, not a master of its own: nothing here decides about level or repairs.
//!
//! Each part is encoded by runs of its own and begins with an empty bit reservoir, so that it needs nothing of
//! the part before it; its Info frame says how many frames of sound are in it. A player that knows the Info
//! frame gives out exactly the sound, part by part.

use std::io::{Seek, SeekFrom, Write};

use super::MasterPlan;
use super::press::{Press, Pressed};
use super::render::{ATTEMPTS, Stopped, laid_out, lengths};
use crate::audio::decode::DecodeError;
use crate::audio::dynamics::Chain;
use crate::audio::loudness::Dbtp;
use crate::audio::mp3::{Joiner, Mp3Form, WARM_UP, WINDOW, Written};
use crate::audio::segment::{self, Cut};
use crate::audio::{Block, PumpError, SinkError, Source, SourceError, Spec};
use crate::world::{World, ordered};

/// The sound of a master before it is encoded: a programme, with its plan carried out.
pub struct Finished<'p, S> {
    cut: Cut<S>,
    plan: &'p MasterPlan,
    planes: Vec<Vec<f32>>,
    used: usize,
}

impl<'p, S: Source> Finished<'p, S> {
    /// Returns the sound that [`render`](super::render()) would encode.
    pub fn new(programme: S, plan: &'p MasterPlan) -> Finished<'p, S> {
        let rate = programme.spec().rate;
        let cut = segment::cut(programme, segment::length(rate), Chain::lead_in(rate), Chain::lead_out(rate));
        Finished { cut, plan, planes: Vec::new(), used: 0 }
    }
}

impl<S: Source> Source for Finished<'_, S> {
    fn spec(&self) -> Spec {
        let layout = self.plan.format.layout;
        // One programme in two channels is laid out as one, as it is where the master is encoded.
        Spec { rate: self.plan.format.rate, channels: if layout.is_mono() { 1 } else { 2 } }
    }

    fn frames(&self) -> Option<u64> {
        None
    }

    fn read(&mut self, block: &mut Block) -> Result<(), SourceError> {
        block.clear(self.spec().channels);
        if self.used == self.planes.first().map_or(0, Vec::len) {
            let Some(segment) = self.cut.next() else { return Ok(()) };
            let mut segment = laid_out(segment?, self.plan);
            self.plan.chain().apply(&mut segment);
            (self.planes, self.used) = (segment.into_body(), 0);
        }
        let end = (self.used + Block::FRAMES).min(self.planes.first().map_or(0, Vec::len));
        for (to, from) in block.planes_mut().iter_mut().zip(&self.planes) {
            to.extend_from_slice(&from[self.used..end]);
        }
        self.used = end;
        Ok(())
    }
}

/// A source from which sound is taken piece by piece.
struct Pieces<S> {
    source: S,
    block: Block,
    used: usize,
}

impl<S: Source> Pieces<S> {
    fn new(source: S) -> Pieces<S> {
        Pieces { source, block: Block::default(), used: 0 }
    }

    /// Takes the next frames, no more than `most`; none at the end.
    fn take(&mut self, most: u64, block: &mut Block) -> Result<(), SourceError> {
        block.clear(self.source.spec().channels);
        if most == 0 {
            return Ok(());
        }
        if self.used == self.block.frames() {
            self.source.read(&mut self.block)?;
            self.used = 0;
        }
        let end =
            self.used + (self.block.frames() - self.used).min(usize::try_from(most).unwrap_or(usize::MAX));
        for (to, from) in block.planes_mut().iter_mut().zip(self.block.planes()) {
            to.extend_from_slice(&from[self.used..end]);
        }
        self.used = end;
        Ok(())
    }

    /// Passes over so many frames.
    fn skip(&mut self, mut frames: u64) -> Result<(), SourceError> {
        let mut block = Block::default();
        while frames > 0 {
            self.take(frames.min(Block::FRAMES as u64), &mut block)?;
            match block.frames() {
                0 => return Ok(()),
                passed => frames -= passed as u64,
            }
        }
        Ok(())
    }
}

/// The next so many frames of a source.
struct Piece<'p, S> {
    pieces: &'p mut Pieces<S>,
    left: u64,
}

impl<S: Source> Source for Piece<'_, S> {
    fn spec(&self) -> Spec {
        self.pieces.source.spec()
    }

    fn frames(&self) -> Option<u64> {
        None
    }

    fn read(&mut self, block: &mut Block) -> Result<(), SourceError> {
        self.pieces.take(self.left.min(Block::FRAMES as u64), block)?;
        self.left -= block.frames() as u64;
        Ok(())
    }
}

/// Presses finished sound into MP3s, part after part.
pub struct Repress<'w, O, S> {
    world: &'w World,
    open: O,
    pieces: Pieces<S>,
    at: u64,
    form: Mp3Form,
    ceiling: Dbtp,
    /// Frames of all of it, about: how it is cut for the threads depends on that, and on nothing else.
    about: u64,
}

impl<'w, O: Fn() -> Result<S, DecodeError>, S: Source> Repress<'w, O, S> {
    /// Opens the sound, which comes at the rate of the form. `about` is how many frames of it there are, more
    /// or less; `ceiling` what no peak should exceed once it is decoded.
    pub fn open(
        world: &'w World,
        open: O,
        form: Mp3Form,
        ceiling: Dbtp,
        about: u64,
    ) -> Result<Repress<'w, O, S>, PumpError> {
        let pieces = Pieces::new(open()?);
        debug_assert_eq!(pieces.source.spec().rate, form.rate);
        Ok(Repress { world, open, pieces, at: 0, form, ceiling, about })
    }

    /// Presses the next frames, no more than `frames`, from where `to` stands.
    pub fn press(&mut self, frames: u64, mut to: impl Write + Seek) -> Result<Written, PumpError> {
        let start = to.stream_position().map_err(SinkError::from)?;
        for (attempt, length) in lengths(&self.form, self.about).into_iter().enumerate() {
            if attempt > 0 {
                // Should two segments ever not be joined, others will: the borders lie elsewhere.
                self.pieces = Pieces::new((self.open)()?);
                self.pieces.skip(self.at)?;
                to.seek(SeekFrom::Start(start)).map_err(SinkError::from)?;
            }
            match self.press_once(frames, length, attempt + 1 < ATTEMPTS, &mut to) {
                Err(Stopped::NoJoint) => {}
                Err(Stopped::By(err)) => return Err(err),
                Ok(written) => {
                    self.at += written.frames;
                    return Ok(written);
                }
            }
        }
        Err(SinkError::Encoder("its parts cannot be joined".to_owned()).into())
    }

    fn press_once(
        &mut self,
        frames: u64,
        length: u64,
        strict: bool,
        to: impl Write + Seek,
    ) -> Result<Written, Stopped> {
        let (form, samples) = (self.form, self.form.samples());
        let press = Press { form, ceiling: self.ceiling };
        let window = WINDOW as usize * samples;
        let mut joiner = Joiner::new(form, self.ceiling.peak() as f32, strict, to)?;
        let piece = Piece { pieces: &mut self.pieces, left: frames };
        let least = (2 * WARM_UP as usize + 12) * samples;
        let segments = segment::cut_whole(piece, length as usize * samples, 0, window, least);
        ordered::map(
            self.world.jobs,
            segments.map(|segment| segment.map_err(Stopped::from)),
            |segment| {
                let segment = if form.channels == 1 { segment.into_mono() } else { segment };
                let (length, first) = (segment.body().len(), segment.from() / samples as u64);
                let last = segment.is_last();
                let mut planes = segment.into_planes();
                let mut sound: Vec<&mut [f32]> = planes.iter_mut().map(Vec::as_mut_slice).collect();
                Ok(press.press(&mut sound, length, first, last)?)
            },
            |Pressed { piece, .. }| {
                joiner.push(piece)?;
                Ok(())
            },
        )?;
        if joiner.is_empty() {
            // Of no sound at all, too, a whole file is made.
            let mut none: Vec<&mut [f32]> = (0..form.channels).map(|_| &mut [][..]).collect();
            joiner.push(press.press(&mut none, 0, 0, true)?.piece)?;
        }
        Ok(joiner.finish()?)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;
    use std::num::NonZeroUsize;
    use std::time::Duration;

    use super::*;
    use crate::audio::decode;
    use crate::audio::first_plane;
    use crate::audio::loudness::Dbfs;
    use crate::audio::mp3::Effort;
    use crate::audio::mp3::frames::walk;
    use crate::audio::synth::Synth;

    const FORM: Mp3Form = Mp3Form { rate: 44_100, channels: 1, bitrate: 48, effort: Effort::Usual };

    fn voice() -> Synth {
        Synth::voice(44_100, Dbfs(-3.0), Duration::from_secs(50))
    }

    /// Presses the voice into parts that end at these frames.
    fn pressed(jobs: usize, ends: &[u64]) -> Vec<Vec<u8>> {
        let world = World { jobs: NonZeroUsize::new(jobs).unwrap(), ..World::real() };
        let open = || Ok(voice());
        let mut repress = Repress::open(&world, open, FORM, Dbtp(-1.0), 50 * 44_100).unwrap();
        let mut from = 0;
        let mut parts = Vec::new();
        for end in ends.iter().copied().chain([u64::MAX]) {
            let mut bytes = Vec::new();
            repress.press(end - from, Cursor::new(&mut bytes)).unwrap();
            parts.push(bytes);
            from = end;
        }
        parts
    }

    /// Returns what a decoder gives out that knows the Info frame.
    fn heard(bytes: &[u8]) -> Vec<f32> {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("part.mp3");
        std::fs::write(&path, bytes).unwrap();
        first_plane(decode::open(&path).unwrap())
    }

    #[test]
    fn any_number_of_threads_presses_the_same_bytes() {
        let one = pressed(1, &[20 * 44_100]);
        assert_eq!(one, pressed(3, &[20 * 44_100]));
        assert!(one.iter().all(|part| walk(&part[..]).unwrap().info_is_right()));
    }

    #[test]
    fn the_decoded_parts_are_the_whole_to_the_frame() {
        let whole = heard(&pressed(2, &[])[0]);
        let ends = [700 * 1_152, 1_400 * 1_152];
        let parts = pressed(2, &ends);
        let decoded: Vec<Vec<f32>> = parts.iter().map(|part| heard(part)).collect();
        assert_eq!(
            decoded.iter().map(Vec::len).collect::<Vec<_>>(),
            [700 * 1_152, 700 * 1_152, 50 * 44_100 - 1_400 * 1_152]
        );
        let joined: Vec<f32> = decoded.concat();
        assert_eq!(joined.len(), whole.len());
        // Around each cut the parts are as near to the voice as the whole is.
        let samples = first_plane(voice());
        let error = |heard: &[f32], range: std::ops::Range<usize>| {
            range.clone().map(|n| f64::from(heard[n] - samples[n]).powi(2)).sum::<f64>() / range.len() as f64
        };
        for end in ends {
            let around = end as usize - 2_304..end as usize + 2_304;
            let (part, whole) = (error(&joined, around.clone()), error(&whole, around));
            assert!(10.0 * (part / whole).log10() < 6.0, "{part} against {whole}");
        }
    }

    #[test]
    fn of_nothing_a_whole_file_is_made() {
        let world = World::real();
        let open = || Ok(Synth::silence(44_100, Duration::ZERO));
        let mut bytes = Vec::new();
        let mut repress = Repress::open(&world, open, FORM, Dbtp(-1.0), 0).unwrap();
        assert_eq!(repress.press(u64::MAX, Cursor::new(&mut bytes)).unwrap().frames, 0);
        assert!(walk(&bytes[..]).unwrap().info_is_right());
    }
}
