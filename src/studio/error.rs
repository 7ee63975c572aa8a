//! Why no sound was made, or no change.

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::audio::decode::DecodeError;
use crate::audio::{PumpError, SinkError, SourceError};
use crate::catalogue::CatalogueError;
use crate::episode::Handle;
use crate::episode::fault::Refused;
use crate::episode::text::TitleTooLong;
use crate::picture::PictureError;
use crate::world::Cancelled;
use crate::world::disk::FileError;

/// No sound was made of the recording. The show is as it was, and no number was used.
#[derive(Debug, thiserror::Error)]
pub enum AddError {
    /// The recording cannot be heard.
    #[error(transparent)]
    Recording(#[from] DecodeError),
    /// What is heard before or after every episode cannot be heard.
    #[error("the {key} cannot be heard")]
    Jingle {
        /// The setting that names it.
        key: &'static str,
        /// Why.
        source: DecodeError,
    },
    /// The title that was given is too long to be kept whole.
    #[error(transparent)]
    Title(#[from] TitleTooLong),
    /// A moment to hear before the rest lies behind the end of the episode.
    #[error("the soundbite at {start:?} goes on behind the end at {ends:?}")]
    Soundbite {
        /// Where it begins.
        start: Duration,
        /// Where the episode ends.
        ends: Duration,
    },
    /// The same recording was to be joined to itself.
    #[error("{} is named twice", path.display())]
    JoinedTwice {
        /// The recording.
        path: PathBuf,
    },
    /// Somebody is still writing to it.
    #[error("{} is still growing", path.display())]
    Growing {
        /// The recording.
        path: PathBuf,
    },
    /// Somebody wrote to it while it was read.
    #[error("{} changed while it was read", path.display())]
    ChangedMeanwhile {
        /// The recording.
        path: PathBuf,
    },
    /// An episode was made of it before.
    #[error("{} is episode {handle} already", path.display())]
    SameRecording {
        /// The recording.
        path: PathBuf,
        /// The episode.
        handle: Handle,
        /// What it is called.
        title: String,
    },
    /// There is no sound in it.
    #[error("{} is silent throughout", path.display())]
    Silent {
        /// The recording.
        path: PathBuf,
        /// How long it is.
        duration: Duration,
    },
    /// The disk has too little room.
    #[error("{} needs {needed} bytes, and there are {free}", path.display())]
    NoRoom {
        /// Where the room is wanted.
        path: PathBuf,
        /// How much is wanted.
        needed: u64,
        /// How much there is.
        free: u64,
    },
    /// The folder cannot be written to.
    #[error("{} cannot be written to", path.display())]
    NotWritable {
        /// The folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The output has an ending that we cannot make.
    #[error("{} should end in .mp3 or .wav", path.display())]
    NoSuchFormat {
        /// The output.
        path: PathBuf,
    },
    /// There is a file where the output should go.
    #[error("{} is there already", path.display())]
    OutputExists {
        /// The output.
        path: PathBuf,
    },
    /// No recording was kept with the episode, or not all of several.
    #[error("no recording is kept with episode {handle}")]
    NothingKept {
        /// The episode.
        handle: Handle,
        /// The names of the recordings it was made of.
        names: Vec<String>,
    },
    /// The finished MP3 is not what was meant: the program is at fault.
    #[error("the finished sound of {} is not in order: {why}", path.display())]
    NotInOrder {
        /// The recording.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// The encoder gave up: the program is at fault.
    #[error("the MP3 encoder gave up on {}: {why}", path.display())]
    Encoder {
        /// The recording.
        path: PathBuf,
        /// What it said.
        why: String,
    },
    /// Chapters, a transcript or a picture cannot be taken.
    #[error(transparent)]
    NotTaken(#[from] NotTaken),
    /// The show's artwork cannot be used for the tags.
    #[error(transparent)]
    Picture(#[from] PictureError),
    /// The catalogue could not be read or written.
    #[error(transparent)]
    Catalogue(#[from] CatalogueError),
    /// Somebody asked to stop.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
    /// The disk refused.
    #[error(transparent)]
    Io(#[from] FileError),
}

impl AddError {
    /// Returns a function that says of an I/O error what was being done to which file.
    pub(crate) fn io(path: &Path, doing: &'static str) -> impl FnOnce(io::Error) -> AddError {
        let failed = FileError::when(path, doing);
        move |source| failed(source).into()
    }

    /// Returns a function that says of a broken-off pump which recording and which output it was.
    pub(super) fn pump(recording: &Path, output: &Path) -> impl FnOnce(PumpError) -> AddError {
        let (recording, output) = (recording.to_owned(), output.to_owned());
        move |err| match err {
            PumpError::Source(SourceError::Cancelled(cancelled)) => AddError::Cancelled(cancelled),
            PumpError::Source(SourceError::Decode(err)) => AddError::Recording(err),
            PumpError::Sink(SinkError::Io(source)) => {
                FileError { path: output, doing: "written", source }.into()
            }
            PumpError::Sink(SinkError::Encoder(why) | SinkError::Form(why)) => {
                AddError::Encoder { path: recording, why }
            }
        }
    }
}

/// What belongs to an episode besides its sound and its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Belonging {
    /// The places that have a name.
    Chapters,
    /// What is said.
    Transcript,
    /// How it looks.
    Artwork,
}

/// A file of chapters, a transcript or a picture was not taken.
#[derive(Debug, thiserror::Error)]
#[error("{} was not taken", path.display())]
pub struct NotTaken {
    /// The file.
    pub path: PathBuf,
    /// As what it was not taken.
    pub what: Belonging,
    /// Why.
    #[source]
    pub why: Unfit,
}

/// Why a file of chapters, a transcript or a picture was not taken.
#[derive(Debug, thiserror::Error)]
pub enum Unfit {
    /// It cannot be read.
    #[error("it cannot be read")]
    Unreadable(#[source] io::Error),
    /// It is larger than any such file.
    #[error("larger than {most} bytes")]
    TooLarge {
        /// How large it may be.
        most: u64,
    },
    /// Something in it is wrong.
    #[error(transparent)]
    Refused(Refused),
    /// It is no picture that can be used.
    #[error(transparent)]
    Picture(PictureError),
    /// A chapter begins behind the end of the sound.
    #[error("{title:?} begins at {at:?}, behind the end at {ends:?}")]
    Behind {
        /// What it is called.
        title: String,
        /// Where it begins.
        at: Duration,
        /// Where the sound ends.
        ends: Duration,
    },
    /// Nothing of a transcript is said before the end of the sound.
    #[error("all of it is said from {at:?} on, behind the end at {ends:?}")]
    Late {
        /// Where it begins.
        at: Duration,
        /// Where the sound ends.
        ends: Duration,
    },
}

/// The episode was not changed.
#[derive(Debug, thiserror::Error)]
pub enum EditError {
    /// Nothing was asked for.
    #[error("nothing to change was named")]
    Nothing,
    /// All that was asked for is so already.
    #[error("episode {handle} is like that already")]
    AlreadySo {
        /// The episode.
        handle: Handle,
    },
    /// The title is empty.
    #[error("the title is empty")]
    NoTitle,
    /// It is in the feed already.
    #[error("episode {handle} is released already")]
    AlreadyReleased {
        /// The episode.
        handle: Handle,
    },
    /// There is nothing that could be taken back.
    #[error("there is nothing to take back")]
    NothingToUndo,
    /// The last change took an episode away for good.
    #[error("episode {handle} is gone for good")]
    GoneForGood {
        /// The episode.
        handle: Handle,
    },
    /// The place to which it would return is taken.
    #[error("there is another episode {handle} by now")]
    PlaceTaken {
        /// The handle.
        handle: Handle,
    },
    /// No sound could be made.
    #[error(transparent)]
    Sound(#[from] AddError),
}

impl From<CatalogueError> for EditError {
    fn from(err: CatalogueError) -> EditError {
        EditError::Sound(err.into())
    }
}

impl From<Cancelled> for EditError {
    fn from(err: Cancelled) -> EditError {
        EditError::Sound(err.into())
    }
}
