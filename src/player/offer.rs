//! What a show has for a player: the episodes that listeners may have, in the order in which they are heard.

use std::ops::RangeInclusive;
use std::path::PathBuf;

use jiff::Timestamp;

use crate::catalogue::{Shelf, Shelved};
use crate::episode::{FileType, Handle, clock};
use crate::world::Digest;

/// A sound in the form that a player wants, ready to be copied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendition {
    /// What it is, whatever it is called: the GUID of its episode.
    pub id: String,
    /// How staff call the episode.
    pub handle: Handle,
    /// Its place in the order of play, which its name begins with: `007`.
    pub place: String,
    /// The title of the episode.
    pub title: String,
    /// How long it plays, in seconds.
    pub seconds: u64,
    /// The ending of its name, which players go by: `mp3`, unless the show moved in with another.
    pub ending: &'static str,
    /// The file.
    pub file: PathBuf,
    /// Its length; about, where it is not made yet.
    pub bytes: u64,
    /// Its fingerprint; none where it is not made yet, as in a trial.
    pub sha256: Option<Digest>,
    /// By what its sound is known, whatever its tags say: files of which this is the same sound the same.
    pub sound: String,
    /// What its tags call the episode, also where they say which part of it this is.
    pub titled: String,
}

/// What stands between the identity of an episode and the number of a part of it.
const PART: &str = "#part-";

/// Returns what the `nth` part of an episode is, whatever it is called. The first stands for the episode.
pub fn part_of(id: &str, nth: usize) -> String {
    if nth > 1 { format!("{id}{PART}{nth}") } else { id.to_owned() }
}

/// Returns the identity of the episode of which something is a part.
pub fn whole(id: &str) -> &str {
    id.rsplit_once(PART).map_or(id, |(whole, _)| whole)
}

/// Returns whether an episode of that identity is one of the show, or ever was; so are the parts of one.
pub fn knows(shelf: &Shelf, id: &str) -> bool {
    whole(id).parse().is_ok_and(|guid| shelf.knows(&guid))
}

/// A folder of music or of course files that goes along.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Album {
    /// The names of the folders that lead to it on this computer, from the one that was given down to its own.
    pub folders: Vec<String>,
    /// The sounds in it.
    pub tracks: Vec<Track>,
}

/// A sound that goes along.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Track {
    /// The name of its file on this computer, which no other in its folder has.
    pub own: String,
    /// What its file is to be called, without the ending.
    pub name: String,
    /// The ending.
    pub ending: &'static str,
    /// What the display shows: what its tags say, or its name.
    pub title: String,
    /// How long it plays, in seconds.
    pub seconds: u64,
    /// The file.
    pub file: PathBuf,
    /// Its length; about, where it is not made yet.
    pub bytes: u64,
    /// Its fingerprint; none where it is not made yet, as in a trial.
    pub sha256: Option<Digest>,
    /// By what its sound is known.
    pub sound: String,
}

/// All that a player may get.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Offer {
    /// The title of the show.
    pub show: String,
    /// The sounds, in the order of play.
    pub sounds: Vec<Rendition>,
    /// The cover, a baseline JPEG.
    pub picture: Option<Vec<u8>>,
    /// Episodes that are on the shelf and not for listeners yet.
    pub waiting: Vec<Handle>,
    /// What goes along.
    pub along: Vec<Album>,
    /// The most files that one folder may have, if somebody says so.
    pub files: Option<usize>,
}

impl Offer {
    /// Returns whether something of it is not made yet, so that nobody knows to the byte how long it will be.
    pub fn is_estimated(&self) -> bool {
        let mut tracks = self.along.iter().flat_map(|album| &album.tracks);
        self.sounds.iter().any(|sound| sound.sha256.is_none()) || tracks.any(|track| track.sha256.is_none())
    }
}

/// Returns whether all players play such a file as it is. What they do not is made into another form before it is
/// offered, or left out and named.
pub fn plays(file_type: Option<FileType>) -> bool {
    // Every player there is plays MP3. Many play more, and none tells which.
    file_type == Some(FileType::Mp3)
}

/// Which episodes are wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Selection {
    /// All there are.
    #[default]
    All,
    /// Those with the highest numbers, so many.
    Latest(usize),
    /// Those whose numbers lie in these ranges.
    Only(Vec<RangeInclusive<u32>>),
}

impl Selection {
    fn takes(&self, handle: Handle, from: u32) -> bool {
        match (self, handle.number()) {
            (Selection::All, _) => true,
            (Selection::Latest(_), Some(number)) => number.get() >= from,
            (Selection::Only(ranges), Some(number)) => {
                ranges.iter().any(|range| range.contains(&number.get()))
            }
            (_, None) => false,
        }
    }
}

/// Returns what of a shelf a player may get: the masters as they are.
///
/// Trailers and bonuses have no number, so players that go by numbers play them first; here they stand first
/// as well.
pub fn offer(title: &str, shelf: &Shelf, selection: &Selection, now: Timestamp) -> Offer {
    let (due, waiting): (Vec<_>, Vec<_>) = shelf.episodes.iter().partition(|one| one.episode.is_due(now));
    let numbers = || due.iter().filter_map(|one| Some(one.episode.handle.number()?.get()));
    let from = match selection {
        Selection::Latest(n) => {
            let mut numbers: Vec<u32> = numbers().collect();
            numbers.sort_unstable();
            numbers.len().checked_sub(*n).and_then(|at| numbers.get(at).copied()).unwrap_or(if *n == 0 {
                u32::MAX
            } else {
                0
            })
        }
        _ => 0,
    };
    let digits = numbers().max().unwrap_or(0).to_string().len().max(3);
    let mut taken: Vec<&Shelved> =
        due.into_iter().filter(|one| selection.takes(one.episode.handle, from)).collect();
    taken.sort_by_key(|one| (one.episode.handle.number().is_some(), one.episode.handle));
    let mut extras = 0;
    let sounds = taken.into_iter().map(|one| {
        let place = if let Some(number) = one.episode.handle.number() {
            format!("{:0digits$}", number.get())
        } else {
            extras += 1;
            format!("{:0digits$}-{extras:02}", 0)
        };
        rendition(one, place)
    });
    Offer {
        show: title.to_owned(),
        sounds: sounds.collect(),
        picture: None,
        along: Vec::new(),
        files: None,
        waiting: waiting.iter().map(|one| one.episode.handle).collect(),
    }
}

fn rendition(one: &Shelved, place: String) -> Rendition {
    let (episode, sound) = (&one.episode, &one.episode.sound);
    Rendition {
        id: episode.guid.as_str().to_owned(),
        handle: episode.handle,
        place,
        title: episode.title.clone(),
        seconds: clock::whole_seconds(sound.duration()),
        ending: sound.file_type.ending(),
        file: one.sound(),
        bytes: sound.bytes,
        sha256: Some(sound.sha256),
        sound: sound.sha256.to_string(),
        titled: sound.tagged.title.clone(),
    }
}
