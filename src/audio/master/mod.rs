//! The master: from a recording to sound of the right level and format, in three steps.
//!
//! [`analyse`] hears the recording, keeps its figures, and decides what is to be [mended](Mending).
//! [`settle`] compares the figures with the target and decides about gain, compressor and limiter; it is
//! arithmetic, nothing is written yet, and the plan can be shown. [`render`] does what the plan says,
//! encodes, decodes what it has encoded, and encodes again what came out too loud. The recording is
//! decoded twice, which is cheaper than keeping it. Both times the work is done on
//! [segments](super::segment) on as many threads as there are, in memory that does not grow with the
//! recording but for its figures, about 4 MB an hour.
//!
//! **Invariant:** the same recording, target and build give the same bytes, on any number of threads
//! and in whatever blocks the recording arrives.

mod analyse;
mod clipping;
mod figures;
mod finished;
mod listen;
mod mend;
mod press;
pub mod programme;
mod render;
mod sequence;
mod settle;
#[cfg(test)]
mod tests;
mod together;
mod trace;
mod treatment;

use std::time::Duration;

pub use analyse::{Analysis, analyse};
pub use figures::Figures;
pub use finished::{Finished, Repress};
pub use mend::Mending;
pub use programme::{Parts, Programme};
pub use render::{Mastered, render};
pub use settle::{MasterPlan, Reason, Shortfall, settle};
pub use trace::{Second, Trace};
pub use treatment::{Channels, Levelling, Treatment};

use super::Source;
use super::channels::Mixdown;
use super::loudness::{Db, Dbtp, Lufs};
use super::mp3::{Effort, Mp3Settings};
use super::resample::Resample;
use super::wav::Depth;

/// What a show asks of its episodes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Target {
    /// How loud an episode shall be, as it is played.
    pub loudness: Lufs,
    /// What no peak of the published sound shall exceed, once it is decoded.
    pub ceiling: Dbtp,
    /// The most that a quiet recording is turned up; above that it is mostly noise that gets louder.
    pub max_gain: Db,
    /// What is made of it.
    pub form: Form,
}

impl Default for Target {
    fn default() -> Target {
        Target {
            loudness: Lufs(-16.0),
            ceiling: Dbtp(-1.0),
            max_gain: Db(20.0),
            form: Form::Mp3(Mp3Settings::default()),
        }
    }
}

/// What is made of a recording.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// An MP3, to publish.
    Mp3(Mp3Settings),
    /// A WAV file, to work on.
    Wav(Depth),
}

/// The format of a master.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OutputFormat {
    /// Frames per second.
    pub rate: u32,
    /// How the programme lies in the channels.
    pub layout: Layout,
    /// How it is written.
    pub encoding: Encoding,
}

/// How a programme lies in the channels of its file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// A stereo programme.
    Stereo,
    /// A mono programme in two equal channels, so that every meter and every player agrees on its loudness.
    MonoAsStereo,
    /// A mono programme in one channel. A plain meter shows 3 LU less than a listener hears.
    MonoFile,
}

impl Layout {
    /// Returns the number of channels in the file.
    pub fn channels(self) -> usize {
        if self == Layout::MonoFile { 1 } else { 2 }
    }

    /// Returns whether one programme is in all channels.
    pub fn is_mono(self) -> bool {
        self != Layout::Stereo
    }
}

/// How a master is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// As MP3.
    Mp3 {
        /// kbit/s, constant.
        bitrate: u16,
        /// How hard LAME tries.
        effort: Effort,
    },
    /// As WAV.
    Wav(Depth),
}

/// Brings a recording into the form in which it is measured and mastered, at that rate.
pub(crate) fn prepared<'a>(source: impl Source + 'a, rate: u32) -> Box<dyn Source + 'a> {
    let mixdown = Mixdown::of(&source.layout());
    let mixed = source.through(mixdown);
    let spec = mixed.spec();
    if spec.rate == rate { Box::new(mixed) } else { Box::new(mixed.through(Resample::new(spec, rate))) }
}

/// Returns the time that so many frames take.
fn duration(frames: u64, rate: u32) -> Duration {
    let (rate, frames) = (u64::from(rate.max(1)), frames);
    Duration::from_secs(frames / rate) + Duration::from_nanos(frames % rate * 1_000_000_000 / rate)
}
