//! Why a recording could not be heard: data for whoever writes the sentence that staff read.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// A recording could not be opened, or could not be heard to its end.
#[derive(Debug, thiserror::Error)]
pub enum DecodeError {
    /// There is nothing of that name.
    #[error("there is no file {}", path.display())]
    Missing {
        /// The path as it was given.
        path: PathBuf,
    },
    /// It is there, but cannot be read from its beginning to its end.
    #[error("{} is {kind}, not a file", path.display())]
    NotAFile {
        /// The path as it was given.
        path: PathBuf,
        /// What it is.
        kind: Kind,
    },
    /// The operating system would not let us read it.
    #[error("{} could not be read", path.display())]
    Unreadable {
        /// The recording.
        path: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
    /// It has no bytes.
    #[error("{} is empty", path.display())]
    Empty {
        /// The recording.
        path: PathBuf,
    },
    /// It is something else than a recording.
    #[error("{} is not a recording; it seems to be {seems}", path.display())]
    NotSound {
        /// The file.
        path: PathBuf,
        /// What it seems to be.
        seems: Seems,
    },
    /// It could hold sound, and holds none: a picture without a sound track, a header without a frame.
    #[error("there is no sound in {}", path.display())]
    NoSoundInside {
        /// The recording.
        path: PathBuf,
    },
    /// It is sound in a form that we cannot decode.
    #[error("the sound of {} is {name}, which cannot be decoded here", path.display())]
    Codec {
        /// The recording.
        path: PathBuf,
        /// The form, as its makers call it.
        name: String,
    },
    /// It claims a form that no recording has.
    #[error("{} claims {claim}", path.display())]
    BadClaim {
        /// The recording.
        path: PathBuf,
        /// What it claims.
        claim: Claim,
    },
    /// It cannot be understood from there on.
    #[error("{} is damaged after {:.1} s", path.display(), at.as_secs_f64())]
    Damaged {
        /// The recording.
        path: PathBuf,
        /// How much of it could be heard.
        at: Duration,
        /// What the decoder said.
        source: Why,
    },
    /// The index that is written last is missing: the recorder lost its power, is still at work, or the
    /// copying broke off.
    #[error("{} was never finished: its index is missing", path.display())]
    NotFinished {
        /// The recording.
        path: PathBuf,
    },
    /// No sound came for too long, from the disk or from the decoder.
    #[error("no more sound came from {} after {:.1} s", path.display(), at.as_secs_f64())]
    Stalled {
        /// The recording.
        path: PathBuf,
        /// How much of it could be heard.
        at: Duration,
    },
    /// Not one of its samples is a number.
    #[error("not one sample of {} is a number", path.display())]
    NotANumber {
        /// The recording.
        path: PathBuf,
    },
}

impl DecodeError {
    /// Returns the recording as it was named to [`open`](super::open).
    pub fn path(&self) -> &Path {
        match self {
            DecodeError::Missing { path }
            | DecodeError::NotAFile { path, .. }
            | DecodeError::Unreadable { path, .. }
            | DecodeError::Empty { path }
            | DecodeError::NotSound { path, .. }
            | DecodeError::NoSoundInside { path }
            | DecodeError::Codec { path, .. }
            | DecodeError::BadClaim { path, .. }
            | DecodeError::Damaged { path, .. }
            | DecodeError::NotFinished { path }
            | DecodeError::Stalled { path, .. }
            | DecodeError::NotANumber { path } => path,
        }
    }
}

/// What the decoder said of the damage. For the log: it means nothing at a desk.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Why(pub String);

/// What a path names when it names no file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A folder.
    Folder,
    /// A pipe, a socket or a device: reading it might never end.
    Stream,
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Kind::Folder => "a folder",
            Kind::Stream => "a pipe or a device",
        })
    }
}

/// A form of sound that is refused before any memory is taken for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Claim {
    /// So many frames a second; [`RATES`](super::RATES) are taken.
    Rate(u64),
    /// So many channels; [`CHANNELS`](super::CHANNELS) are taken.
    Channels(u64),
    /// So many bits a sample, in a file that says how its samples are written.
    Bits(u64),
    /// The form changes on the way, as in files of two recorders that were joined.
    Change,
}

impl fmt::Display for Claim {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Claim::Rate(rate) => write!(f, "{rate} frames a second"),
            Claim::Channels(channels) => write!(f, "{channels} channels"),
            Claim::Bits(bits) => write!(f, "{bits} bits a sample"),
            Claim::Change => f.write_str("another number of frames a second on the way"),
        }
    }
}

/// What a file that is no recording seems to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seems {
    /// A project of Audacity: the sound must be exported from it first.
    AudacityProject,
    /// A project of Reaper: the sound must be exported from it first.
    ReaperProject,
    /// A project of another program in which sound is edited.
    Project,
    /// A list of recordings.
    Playlist,
    /// Notes for instruments, without the sound.
    Midi,
    /// A web page.
    WebPage,
    /// A PDF.
    Pdf,
    /// A document of a word processor or the like.
    Document,
    /// A picture.
    Picture,
    /// Many files in one.
    Archive,
    /// A program.
    Program,
    /// Plain text.
    Text,
    /// Nothing that we know.
    Unknown,
}

impl fmt::Display for Seems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Seems::AudacityProject => "an Audacity project",
            Seems::ReaperProject => "a Reaper project",
            Seems::Project => "a project of an audio editor",
            Seems::Playlist => "a playlist",
            Seems::Midi => "MIDI notes",
            Seems::WebPage => "a web page",
            Seems::Pdf => "a PDF",
            Seems::Document => "a document",
            Seems::Picture => "a picture",
            Seems::Archive => "an archive",
            Seems::Program => "a program",
            Seems::Text => "text",
            Seems::Unknown => "nothing known",
        })
    }
}

/// What went wrong, before it is known to which recording and when.
#[derive(Debug)]
pub(super) enum Fault {
    Io(io::Error),
    NotSound(Seems),
    NoSound,
    Codec(String),
    Claim(Claim),
    Damaged(String),
    NotFinished,
    NotANumber,
}

impl Fault {
    /// Returns the fault with the recording, and how much of it was heard.
    pub(super) fn of(self, path: &Path, at: Duration) -> DecodeError {
        let path = path.to_path_buf();
        match self {
            Fault::Io(source) => DecodeError::Unreadable { path, source },
            Fault::NotSound(seems) => DecodeError::NotSound { path, seems },
            Fault::NoSound => DecodeError::NoSoundInside { path },
            Fault::Codec(name) => DecodeError::Codec { path, name },
            Fault::Claim(claim) => DecodeError::BadClaim { path, claim },
            Fault::Damaged(why) => DecodeError::Damaged { path, at, source: Why(why) },
            Fault::NotFinished => DecodeError::NotFinished { path },
            Fault::NotANumber => DecodeError::NotANumber { path },
        }
    }
}

impl From<io::Error> for Fault {
    fn from(err: io::Error) -> Fault {
        Fault::Io(err)
    }
}

impl From<Claim> for Fault {
    fn from(claim: Claim) -> Fault {
        Fault::Claim(claim)
    }
}
