//! What an episode is: values, and the rules by which they are made.
//!
//! **Invariant:** nothing here does I/O, and nothing here derives `Serialize`. The written form of an
//! episode is the record, in [`catalogue`](crate::catalogue); the two are translated by hand, so that
//! neither can change the other unseen.

pub mod chapter;
pub mod clock;
pub mod date;
pub mod details;
pub mod edits;
pub mod fault;
pub mod file_type;
pub mod guid;
mod json;
pub mod number;
pub mod parts;
pub mod person;
pub mod slug;
pub mod spot;
pub mod text;
pub mod transcript;
mod vtt;

use std::time::Duration;

pub use chapter::{Chapter, Mark};
pub use date::Moment;
pub use details::{Details, Licence, Location, Soundbite};
pub use edits::Edits;
pub use file_type::FileType;
pub use guid::Guid;
pub use number::{EpisodeNumber, Handle, SeasonNumber};
pub use person::{Person, Role};
pub use slug::Slug;
pub use spot::{Spot, Timeline};
pub use transcript::Transcript;

use crate::audio::loudness::{Dbtp, Lu, Lufs};
use crate::world::Digest;

/// What kind of episode it is, in the words of the feed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum EpisodeType {
    /// A programme of the show, with a number.
    #[default]
    Full,
    /// A short word about the show or a season.
    Trailer,
    /// Something extra.
    Bonus,
}

impl EpisodeType {
    /// Returns the word that feeds and records use.
    pub fn as_str(self) -> &'static str {
        match self {
            EpisodeType::Full => "full",
            EpisodeType::Trailer => "trailer",
            EpisodeType::Bonus => "bonus",
        }
    }
}

/// Not `full`, `trailer` or `bonus`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no kind of episode: full, trailer or bonus")]
pub struct NotAType(pub String);

impl std::str::FromStr for EpisodeType {
    type Err = NotAType;

    fn from_str(text: &str) -> Result<EpisodeType, NotAType> {
        match text {
            "full" => Ok(EpisodeType::Full),
            "trailer" => Ok(EpisodeType::Trailer),
            "bonus" => Ok(EpisodeType::Bonus),
            _ => Err(NotAType(text.to_owned())),
        }
    }
}

/// One published programme of the show, or one about to be.
#[derive(Debug, Clone, PartialEq)]
pub struct Episode {
    /// The name by which staff call it: a number, or `trailer-1`.
    pub handle: Handle,
    /// The season it belongs to.
    pub season: Option<SeasonNumber>,
    /// Its title, as apps show it.
    pub title: String,
    /// The text about it, Markdown; may be empty.
    pub notes: String,
    /// Its name in folders and addresses. Stays when the title changes.
    pub slug: Slug,
    /// The identity by which apps know it.
    pub guid: Guid,
    /// The date that listeners see.
    pub published: Moment,
    /// Whether staff chose that date; otherwise it is the moment of adding, kept rising with the number.
    pub dated_by_hand: bool,
    /// Whether it waits for `podcast release`.
    pub draft: bool,
    /// Whether it is explicit; unsaid, the show decides.
    pub explicit: Option<bool>,
    /// What else is told of it.
    pub details: Details,
    /// The finished sound.
    pub sound: Sound,
    /// What the sound was made from.
    pub recording: Recorded,
    /// The recordings that were joined to it, in the order in which they are heard.
    pub joined: Vec<Recorded>,
    /// Its chapters, by the clock of what they mark.
    pub marks: Vec<Mark>,
    /// The transcript that is kept with it.
    pub transcript: Option<Transcribed>,
    /// Its picture, if it has another than the show.
    pub artwork: Option<Pictured>,
}

impl Episode {
    /// Returns what kind of episode it is.
    pub fn kind(&self) -> EpisodeType {
        self.handle.kind()
    }

    /// Returns all recordings that the sound was made from, in the order in which they are heard.
    pub fn recordings(&self) -> impl Iterator<Item = &Recorded> {
        std::iter::once(&self.recording).chain(&self.joined)
    }

    /// Returns its chapters, by the clock of the episode.
    pub fn chapters(&self) -> Vec<Chapter> {
        chapter::placed(&self.marks, &self.sound.timeline()).chapters
    }

    /// Returns the fingerprint of its picture, if it has one.
    pub fn picture(&self) -> Option<Digest> {
        self.artwork.as_ref().map(|kept| kept.sha256)
    }

    /// Returns whether listeners may have it at that moment: released, and a date that staff chose
    /// has come. A date that we gave never holds an episode back, even if a clock was wrong that day.
    pub fn is_due(&self, now: jiff::Timestamp) -> bool {
        !self.draft && (!self.dated_by_hand || self.published.timestamp() <= now)
    }

    /// Returns the name that the sound has in `feed/media/` and so in its address.
    ///
    /// A later sound gets a name of its own: a published address never changes its bytes.
    pub fn media_name(&self) -> String {
        let (place, ending) = (self.handle.place(), self.sound.file_type);
        match self.sound.version {
            1 => format!("{place}-{}.{ending}", self.slug),
            version => format!("{place}-{}-v{version}.{ending}", self.slug),
        }
    }
}

/// The finished sound of an episode.
#[derive(Debug, Clone, PartialEq)]
pub struct Sound {
    /// Counts the sounds this episode has had, from 1.
    pub version: u32,
    /// The type of the file: MP3, unless the show moved in with another.
    pub file_type: FileType,
    /// Length of the file, tags included.
    pub bytes: u64,
    /// Fingerprint of the file, tags included.
    pub sha256: Digest,
    /// How long it plays, in frames.
    pub frames: u64,
    /// Frames per second.
    pub rate: u32,
    /// Channels in the file.
    pub channels: u32,
    /// Bit rate, in kbit/s: constant where we made it, the average of what moved in.
    pub kbps: u32,
    /// Programme loudness as a listener hears it, after decoding; none for silence.
    pub loudness: Option<Lufs>,
    /// Loudness range.
    pub range: Option<Lu>,
    /// True peak as a listener's player makes it, after decoding; none for silence.
    pub true_peak: Option<Dbtp>,
    /// Loudness of the voices alone, music and pauses aside; none where nobody speaks or nobody listened.
    pub speech_loudness: Option<Lufs>,
    /// How far the voices were brought together; none where nobody listened for that.
    pub level: Option<Levelled>,
    /// What of the recording is in it, if not simply all.
    pub edits: Option<Edits>,
    /// What the tags in the file say.
    pub tagged: Tagged,
}

impl Sound {
    /// Returns the sound of an episode that has none yet: nothing was heard, and nothing measured.
    pub fn nothing_yet() -> Sound {
        Sound {
            version: 1,
            file_type: FileType::Mp3,
            bytes: 0,
            sha256: Digest::of(&[]),
            frames: 0,
            rate: 1,
            channels: 0,
            kbps: 0,
            loudness: None,
            range: None,
            true_peak: None,
            speech_loudness: None,
            level: None,
            edits: None,
            tagged: Tagged::default(),
        }
    }

    /// Returns how long it plays.
    pub fn duration(&self) -> Duration {
        edits::time_of(self.frames, self.rate)
    }

    /// Returns how its clock runs beside that of the recording.
    pub fn timeline(&self) -> Timeline<'_> {
        Timeline { edits: self.edits.as_ref(), rate: self.rate, frames: self.frames }
    }
}

/// How far the voices of a recording were brought together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Levelled {
    /// Not at all: they lay close together, or nobody wanted it.
    Off,
    /// A little.
    Gentle,
    /// As far as it took.
    Strong,
}

impl Levelled {
    /// Returns the word that records use.
    pub fn as_str(self) -> &'static str {
        match self {
            Levelled::Off => "off",
            Levelled::Gentle => "gentle",
            Levelled::Strong => "strong",
        }
    }
}

/// Not `off`, `gentle` or `strong`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?}: \"off\", \"gentle\" or \"strong\" is wanted")]
pub struct NotALevel(pub String);

impl std::str::FromStr for Levelled {
    type Err = NotALevel;

    fn from_str(text: &str) -> Result<Levelled, NotALevel> {
        let all = [Levelled::Off, Levelled::Gentle, Levelled::Strong];
        all.into_iter().find(|level| level.as_str() == text).ok_or_else(|| NotALevel(text.to_owned()))
    }
}

/// What the tags in a sound file say, as far as an edit can make it untrue.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tagged {
    /// Title of the episode.
    pub title: String,
    /// Title of the show.
    pub show: String,
    /// Author of the show.
    pub author: String,
    /// Fingerprint of the chapters, as [`chapter::json`] writes them; none if there are none.
    pub chapters: Option<Digest>,
    /// Fingerprint of the episode's picture, of which they hold a copy; none if they hold that of the show.
    pub artwork: Option<Digest>,
}

/// What the sound of an episode was made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// The file's name as it came in, without its folder.
    pub name: String,
    /// Length of the file as it came in.
    pub bytes: u64,
    /// Fingerprint of the file as it came in.
    pub sha256: Digest,
    /// How it is kept in the episode's folder.
    pub kept: Option<Kept>,
}

/// A recording that is kept beside the episode.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// The file's name in the episode's folder.
    pub file: String,
    /// Length of that file. Of a video only the sound is kept, so it may not be the recording's.
    pub bytes: u64,
    /// Fingerprint of that file.
    pub sha256: Digest,
}

/// A transcript that is kept beside the episode.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transcribed {
    /// The file's name in the episode's folder.
    pub file: String,
    /// Length of that file.
    pub bytes: u64,
    /// Fingerprint of that file.
    pub sha256: Digest,
    /// Whether it is known when each of its words is heard.
    pub timed: bool,
}

/// A picture that is kept beside the episode, with the bytes in which it was brought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pictured {
    /// The file's name in the episode's folder.
    pub file: String,
    /// Length of that file.
    pub bytes: u64,
    /// Fingerprint of that file.
    pub sha256: Digest,
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
    /// Whether it is RGB of eight bits, upright, and nothing shows through.
    pub plain: bool,
}
