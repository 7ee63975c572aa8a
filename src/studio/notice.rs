//! What was noticed on the way: worth a line to staff, no reason to stop.

use std::time::Duration;

use super::Clock;
use crate::audio::check::Finding;
use crate::audio::loudness::{Db, Lu};
use crate::episode::{Handle, Moment};

/// Where a title came from that nobody gave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TitleFrom {
    /// The recording's own tag.
    Tag,
    /// The name of the file, made readable.
    FileName,
}

/// Something worth a line to staff.
#[derive(Debug, Clone, PartialEq)]
pub enum Notice {
    /// Nobody gave a title, so one was found.
    TitleFound {
        /// Where.
        from: TitleFrom,
        /// Which.
        title: String,
    },
    /// The title carries the number, which apps show themselves.
    NumberInTitle {
        /// The episode.
        handle: Handle,
        /// The title without it; empty if nothing is left.
        better: String,
    },
    /// Another episode has that title.
    TitleTaken {
        /// Which.
        by: Handle,
    },
    /// The same recording is another episode too, as was asked for.
    SameRecording {
        /// Which.
        handle: Handle,
    },
    /// Something is wrong with the recording's sound.
    Found {
        /// What.
        finding: Finding,
        /// Whether it was put right, as far as that can be.
        put_right: bool,
    },
    /// The gain was not enough: the recording is very quiet.
    VeryQuiet {
        /// The gain that it got.
        gain: Db,
        /// What is missing to the loudness wanted.
        short_by: Lu,
    },
    /// Peaks stand so far above the rest that the loudness wanted was not reached.
    TooPeaky {
        /// What is missing.
        short_by: Lu,
    },
    /// A peak of the finished sound stands above the highest that was wanted, whatever was tried.
    PeakOver {
        /// By how much.
        by: Db,
    },
    /// The finished sound did not come out as loud as wanted.
    LoudnessOff {
        /// By how much: more than 0 for too loud.
        by: Lu,
    },
    /// More than two channels were mixed to two.
    MixedDown {
        /// How many there were.
        channels: usize,
    },
    /// It is a video; only its sound was used.
    Video,
    /// There are more sound tracks; the first was used.
    OtherTracks {
        /// How many more.
        count: usize,
    },
    /// Parts of the file are damaged and were left out.
    Damaged {
        /// In how many places.
        places: u64,
    },
    /// The file says it is of another length than it is.
    LengthDiffers {
        /// What it says.
        claimed: Duration,
        /// What there is.
        found: Duration,
    },
    /// The file ends where more was to come, and does not say how much; what is there was used.
    CutOff {
        /// What there is.
        found: Duration,
    },
    /// Samples that were no numbers were made silent.
    NotNumbers {
        /// How many.
        samples: u64,
    },
    /// It is shorter than anything that loudness can be measured of.
    VeryShort,
    /// The clock of this computer is behind the newest episode.
    ClockBehind {
        /// The date of that episode.
        newest: Moment,
    },
    /// Its date lies ahead, so it comes into the feed only then.
    Scheduled {
        /// When.
        date: Moment,
    },
    /// Chapters were taken from a file.
    ChaptersTaken {
        /// The file's name.
        file: String,
        /// How many.
        count: usize,
        /// By which clock they were read.
        clock: Clock,
    },
    /// Chapters begin behind the end of their recording, and were left out.
    ChaptersBehind {
        /// How many.
        count: usize,
    },
    /// Chapters are not in the episode, since what they named was cut out.
    ChaptersCut {
        /// How many.
        count: usize,
    },
    /// The episode has another recording now, and still the chapters or the transcript of the last one.
    BelongingsStay,
    /// Chapters that the episode had lie behind the end of its new sound.
    ChaptersFallen {
        /// What they are called.
        titles: Vec<String>,
        /// Where the episode ends now.
        ends: Duration,
    },
    /// Moments to hear before the rest lie behind the end of the new sound, or go on behind it.
    SoundbitesFallen {
        /// Where they begin.
        starts: Vec<Duration>,
        /// Where the episode ends now.
        ends: Duration,
    },
    /// Lines of the transcript lie behind the end of the new sound.
    WordsFallen {
        /// How many.
        count: usize,
        /// When the first of them was heard.
        from: Duration,
        /// Where the episode ends now.
        ends: Duration,
    },
    /// A transcript was taken from a file.
    TranscriptTaken {
        /// The file's name.
        file: String,
        /// Whether it is known when each word is heard.
        timed: bool,
        /// By which clock it was read.
        clock: Clock,
    },
    /// Lines of a transcript are not heard in the episode.
    WordsUnheard {
        /// How many.
        count: usize,
    },
    /// A picture was taken from a file.
    ArtworkTaken {
        /// The file's name.
        file: String,
    },
    /// That picture is smaller than directories take, and is enlarged.
    ArtworkSmall {
        /// Its width in pixels.
        width: u32,
        /// Its height in pixels.
        height: u32,
    },
    /// The picture changed, and the MP3 still has the old one.
    ArtworkDiffers,
    /// The chapters changed, and the MP3 still has the old ones.
    ChaptersDiffer,
    /// The words changed, and the tags in the MP3 still say the old ones.
    TagsDiffer {
        /// The title that the MP3 says.
        title: String,
    },
}
