//! The work: from a recording to a shelved episode, and every later change of one.
//!
//! Each command has a request (values of the domain, no command line), a function that does the work,
//! and an outcome that says what was done and what was noticed. Nothing here prints, and nothing here
//! knows the feed: whoever changes the show builds the feed afterwards.
//!
//! **Invariants:** what can be refused is refused before the slow work starts. The recording given is
//! never written to. The number is drawn at the end, under the lock.

mod add;
mod along;
pub mod artwork;
mod bare;
mod belongings;
mod brought;
mod dating;
mod edit;
mod error;
mod fallen;
pub mod figures;
mod keeping;
mod known;
mod make;
mod notice;
mod noting;
mod removal;
pub mod rendition;
mod repair;
mod repairs;
mod resound;
mod soundfile;
mod sources;
mod tag;
#[cfg(test)]
mod tests;
mod transcribe;
mod undo;
mod wanted;

pub use add::{add, plan_add};
pub use along::{Along, AlongError, AlongSound, along};
pub use bare::{MasterRequest, master};
pub use belongings::{Belongings, Clock, Give};
pub use edit::{edit, release};
pub use error::{AddError, Belonging, EditError, NotTaken, Unfit};
pub use known::forget;
pub use notice::{Notice, TitleFrom};
pub use removal::{bury, remove, restore};
pub use repair::{Levelling, Repair};
pub use resound::{ResoundRequest, Resounded, replace};
pub use transcribe::{TranscribeError, Transcription, transcribe};
pub use undo::undo;
pub use wanted::{Jingles, Wishes};

use std::path::PathBuf;
use std::time::Duration;

use crate::audio::loudness::{Db, Dbtp, Lu, Lufs};
use crate::catalogue::{Shelved, Wait, What};
use crate::episode::{Details, EpisodeType, Handle, Licence, Moment, Person, SeasonNumber, Soundbite};

/// What to add, and how.
#[derive(Debug, Clone)]
pub struct AddRequest {
    /// The recording.
    pub recording: PathBuf,
    /// Recordings that are joined to it, to be heard after it in this order.
    pub joined: Vec<PathBuf>,
    /// Its title; without one, the recording's own tag or its file name decides.
    pub title: Option<String>,
    /// The text about it, Markdown.
    pub notes: String,
    /// The date that listeners see; without one, now.
    pub date: Option<Moment>,
    /// What kind of episode.
    pub kind: EpisodeType,
    /// The season it belongs to.
    pub season: Option<SeasonNumber>,
    /// Whether it is explicit; without a word, the show decides.
    pub explicit: Option<bool>,
    /// What else is told of it.
    pub details: Details,
    /// Whether it waits for `release`; the show may want that for all.
    pub draft: bool,
    /// Whether the same recording may become a second episode.
    pub again: bool,
    /// Whether a silent recording is wanted all the same.
    pub force: bool,
    /// What is wanted of the sound otherwise than the show has it.
    pub wishes: Wishes,
    /// Chapters, transcript and picture.
    pub belongings: Belongings,
    /// How long to wait for another desk, and whether to wait for a file that is still growing.
    pub wait: Wait,
}

/// What `add` would do, found out without doing it.
#[derive(Debug, Clone)]
pub struct Planned {
    /// The handle it would get, unless another desk is faster.
    pub handle: Handle,
    /// The title it would get.
    pub title: String,
    /// How long it would play.
    pub duration: Duration,
    /// How the sound would be made.
    pub sound: SoundPlan,
    /// The size of the MP3, about.
    pub bytes: u64,
    /// What was noticed.
    pub noticed: Vec<Notice>,
}

/// How a sound is or would be made, in figures.
#[derive(Debug, Clone, PartialEq)]
pub struct SoundPlan {
    /// Loudness of the recording; none for silence.
    pub before: Option<Lufs>,
    /// True peak of the recording; none for silence.
    pub peak_before: Option<Dbtp>,
    /// What the leveller finds and does; none where nobody listened for that.
    pub levelling: Option<Levelling>,
    /// What is put right in it, and what is left out.
    pub repaired: Vec<Repair>,
    /// The most that the compressor turns down; 0 dB where it does not work.
    pub compressed: Db,
    /// The gain that it gets.
    pub gain: Db,
    /// Whether the limiter works on it.
    pub limited: bool,
    /// The most that the limiter holds down.
    pub reduction: Db,
    /// How many places came out too loud and were encoded again; none where nothing was made yet.
    pub again: Option<usize>,
    /// Loudness of the master before encoding; none for silence.
    pub after: Option<Lufs>,
    /// Frames per second of the master.
    pub rate: u32,
    /// Channels of the master.
    pub channels: usize,
    /// Bit rate, in kbit/s.
    pub kbps: u32,
}

/// An episode that was made.
#[derive(Debug, Clone)]
pub struct Added {
    /// The episode on its shelf.
    pub shelved: Shelved,
    /// How the sound was made.
    pub sound: SoundPlan,
    /// What was noticed.
    pub noticed: Vec<Notice>,
    /// The highest number on the shelf then.
    pub highest: u32,
}

/// A sound that was made without a show.
#[derive(Debug, Clone)]
pub struct MadeMaster {
    /// The file.
    pub path: PathBuf,
    /// How long it plays.
    pub duration: Duration,
    /// Its length.
    pub bytes: u64,
    /// How it was made.
    pub sound: SoundPlan,
    /// Loudness as a listener hears it; none for silence.
    pub loudness: Option<Lufs>,
    /// Loudness range.
    pub range: Option<Lu>,
    /// True peak as a listener's player makes it; none for silence.
    pub true_peak: Option<Dbtp>,
    /// How loud the voices in it are; none if nobody speaks.
    pub speech: Option<Lufs>,
    /// What was noticed.
    pub noticed: Vec<Notice>,
}

/// What to change about an episode. What is not named stays.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct EditRequest {
    /// A new title.
    pub title: Option<String>,
    /// New notes.
    pub notes: Option<String>,
    /// A new date.
    pub date: Option<Moment>,
    /// A new season, or none.
    pub season: Option<Option<SeasonNumber>>,
    /// Whether it is explicit, or whether the show decides.
    pub explicit: Option<Option<bool>>,
    /// New chapters, another transcript or another picture.
    pub belongings: Belongings,
    /// Others who are heard in it; nobody but those of the show, if there is none in the list.
    pub persons: Option<Vec<Person>>,
    /// Other moments to hear before the rest.
    pub soundbites: Option<Vec<Soundbite>>,
    /// Another licence, or that of the show.
    pub licence: Option<Option<Licence>>,
    /// Other words about the consent of those who are heard; none, if they are empty.
    pub consent: Option<String>,
    /// Other words about rights; none, if they are empty.
    pub rights: Option<String>,
    /// Whether to make a new version of the sound file whose tags say what the record says.
    pub retag: bool,
}

/// A change that was made to an episode that was there.
#[derive(Debug, Clone)]
pub struct Changed {
    /// The episode as it was.
    pub before: Shelved,
    /// The episode as it is.
    pub after: Shelved,
    /// What was noticed.
    pub noticed: Vec<Notice>,
}

/// A change that was taken back.
#[derive(Debug, Clone)]
pub struct Undone {
    /// What it was.
    pub what: What,
    /// The episode as it is now; away, if its adding was taken back.
    pub shelved: Shelved,
    /// The handle that the next episode gets, where an adding was taken back and its number is free again.
    pub free_again: Option<Handle>,
}
