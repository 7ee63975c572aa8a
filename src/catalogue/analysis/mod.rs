//! `analysis.json`: how a sound ran and what was done to it, kept beside the sound for those who look later.
//!
//! Everything a report draws lies here, so that neither the recording nor the sound needs to be heard again.
//! An hour takes about 200 kB: levels are written to a tenth of a decibel, peaks to a percent. Like a
//! sound, an analysis is never opened for writing once it is shelved; the next sound brings its own
//! (`analysis-2.json`). It is no part of the record: without one, or with a broken one, an episode is whole
//! all the same, and only a report has nothing to say.

mod form;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::{CatalogueError, FormError, Problem, Shelved, layout};
use crate::audio::loudness::{Db, Dbtp, Lu, Lufs};
use crate::audio::master::Trace;
use crate::episode::Sound;
use crate::world::World;

/// The newest form that we write.
pub const FORMAT: u32 = 1;
/// The largest file that we read: a day of sound has five megabytes.
const LARGEST: u64 = MEGABYTES << 20;
/// The same in megabytes.
const MEGABYTES: u64 = 16;

/// How a sound ran, and what was done to it.
#[derive(Debug, Clone, PartialEq)]
pub struct Analysis {
    /// Length of the finished sound in frames.
    pub frames: u64,
    /// Its frames per second.
    pub rate: u32,
    /// How loud it was to be.
    pub target: Lufs,
    /// What is as good as on target.
    pub tolerance: Lu,
    /// What no peak was to exceed.
    pub ceiling: Dbtp,
    /// What the recording measured.
    pub before: Measured,
    /// What the finished sound measures.
    pub after: Measured,
    /// The gain for the whole of it.
    pub gain: Db,
    /// What is missing to the target, where it was not reached.
    pub missed: Option<Missed>,
    /// What was noticed and repaired, in the order in which it is told.
    pub remarks: Vec<Remark>,
    /// How the level ran.
    pub trace: Trace,
}

/// What a meter says of a sound as a whole. None of it can be said of silence.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Measured {
    /// Programme loudness.
    pub loudness: Option<Lufs>,
    /// The loudness of what is spoken.
    pub speech: Option<Lufs>,
    /// Loudness range.
    pub range: Option<Lu>,
    /// The highest true peak.
    pub true_peak: Option<Dbtp>,
}

/// A target that was not reached.
#[derive(Debug, Clone, PartialEq)]
pub struct Missed {
    /// By how much.
    pub by: Lu,
    /// Why, by the name of its sentence: `quiet`, `peaks`.
    pub reason: String,
}

/// Something that was noticed or repaired.
#[derive(Debug, Clone, PartialEq)]
pub struct Remark {
    /// The name of its sentence: `sound-check-clipped`.
    pub id: String,
    /// Its values, each with its unit at the end of its name: `places`, `first_seconds`, `gain_db`.
    pub figures: BTreeMap<String, Figure>,
}

impl Remark {
    /// Returns whether it tells of something that was noticed; otherwise it tells of a repair.
    pub fn is_noticed(&self) -> bool {
        ["noticed-", "sound-check-"].iter().any(|noticed| self.id.starts_with(noticed))
    }

    /// Returns where in the recording it is, or is first, if it has a place.
    pub fn first(&self) -> Option<Duration> {
        match self.figures.get("first_seconds")? {
            Figure::Number(seconds) => Duration::try_from_secs_f64(*seconds).ok(),
            Figure::Word(_) => None,
        }
    }
}

/// A value that belongs to a remark.
#[derive(Debug, Clone, PartialEq)]
pub enum Figure {
    /// A number.
    Number(f64),
    /// A word.
    Word(String),
}

impl Analysis {
    /// Returns how long the finished sound is.
    pub fn duration(&self) -> Duration {
        Duration::from_secs_f64(self.frames as f64 / f64::from(self.rate.max(1)))
    }

    /// Returns whether it is about this sound. Other tags make another file of the same sound; a sound
    /// that was made anew differs in its length or in what it measures.
    pub fn is_about(&self, sound: &Sound) -> bool {
        let same = |a: Option<f64>, b: Option<f64>| match (a, b) {
            // What is written is rounded to a hundredth.
            (Some(a), Some(b)) => (a - b).abs() < 0.02,
            (a, b) => a.is_some() == b.is_some(),
        };
        self.frames == sound.frames
            && self.rate == sound.rate
            && same(self.after.loudness.map(Lufs::value), sound.loudness.map(Lufs::value))
            && same(self.after.true_peak.map(Dbtp::value), sound.true_peak.map(Dbtp::value))
    }

    /// Returns its written form.
    pub fn written(&self) -> String {
        form::written(self)
    }

    /// Reads one.
    pub fn read(path: &Path) -> Result<Analysis, CatalogueError> {
        let unreadable = |source| FormError::Unreadable { path: path.to_owned(), source };
        let mut bytes = Vec::new();
        File::open(path)
            .and_then(|file| file.take(LARGEST + 1).read_to_end(&mut bytes))
            .map_err(unreadable)?;
        let wrong = |line, problem| FormError::Wrong { path: path.to_owned(), line, problem };
        if bytes.len() as u64 > LARGEST {
            return Err(wrong(None, Problem::TooLarge { megabytes: MEGABYTES }).into());
        }
        match form::read(&bytes) {
            Ok(analysis) => Ok(analysis),
            Err(form::Fault::Newer(format)) => {
                Err(CatalogueError::Newer { path: path.to_owned(), format: format.into() })
            }
            Err(form::Fault::Wrong { line, problem }) => Err(wrong(line, problem).into()),
        }
    }

    /// Writes it into a folder that is being filled, for the sound of that version, and returns where.
    /// Whoever shelves the folder syncs it.
    pub fn stage(&self, world: &World, folder: &Path, version: u32) -> Result<PathBuf, CatalogueError> {
        let path = folder.join(layout::analysis_name(version));
        stage(world, &path, self.written().as_bytes())?;
        Ok(path)
    }
}

/// Writes a file that belongs to an analysis, such as its waveform, into a folder that is being filled.
pub fn stage(world: &World, path: &Path, bytes: &[u8]) -> Result<(), CatalogueError> {
    let mut file = world.disk.create_new(path).map_err(CatalogueError::io(path, "written"))?;
    file.write_all(bytes).map_err(CatalogueError::io(path, "written"))
}

impl Shelved {
    /// Returns the drawing of its sound; none if the sound was made before there were any.
    ///
    /// A sound that only got other tags has the drawing of the one before it.
    pub fn waveform(&self) -> Option<PathBuf> {
        let drawing = |version| self.folder.join(layout::waveform_name(version));
        let version = self.episode.sound.version;
        let is_same = |version: &u32| {
            let analysis = Analysis::read(&self.folder.join(layout::analysis_name(*version)));
            analysis.is_ok_and(|analysis| analysis.is_about(&self.episode.sound))
        };
        // Nearly always that of its own version is there, and no other need be asked.
        Some(drawing(version))
            .filter(|drawing| drawing.exists())
            .or_else(|| (1..version).rev().find(is_same).map(drawing).filter(|drawing| drawing.exists()))
    }

    /// Returns the analysis of its sound; none if the sound was made before there were any.
    ///
    /// A sound that only got other tags has the analysis of the one before it.
    pub fn analysis(&self) -> Result<Option<Analysis>, CatalogueError> {
        for version in (1..=self.episode.sound.version).rev() {
            match Analysis::read(&self.folder.join(layout::analysis_name(version))) {
                Ok(analysis) if analysis.is_about(&self.episode.sound) => return Ok(Some(analysis)),
                // Of a run that was cut off, or of a sound before this one.
                Ok(_) => {}
                Err(CatalogueError::Form(FormError::Unreadable { source, .. }))
                    if source.kind() == io::ErrorKind::NotFound => {}
                Err(err) => return Err(err),
            }
        }
        Ok(None)
    }
}
