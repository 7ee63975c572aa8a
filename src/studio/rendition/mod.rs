//! Renditions: an episode's sound in the form that a profile wants, made once and kept in `episodes/.cache/`.
//!
//! Where the master serves as it is, nothing is made. Otherwise the sound is pressed anew: from the recordings that
//! are kept, where they still give the same sound to the frame, so that nothing is encoded twice; else from the
//! master. Long episodes are split where the profile asks for it.
//!
//! **Invariants:** what is in the cache is whole, and may be deleted at any time. It is known by what it was made
//! of, not by when. The same master and profile give the same bytes, on any number of threads.

mod cache;
mod making;
mod music;

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::time::Duration;

pub use cache::Piece;
use cache::{Cache, Key, short};
pub use music::{music, tidy_music};

use super::soundfile::{cover as cover_of, words};
use super::tag::Labels;
use super::{AddError, artwork};
use crate::audio::mp3::{Bitrate, Effort, Mp3Form};
use crate::catalogue::{Profile, Shelf, Shelved, Show, profile};
use crate::episode::{FileType, Sound, Tagged};
use crate::picture::{Cover, from_bytes};
use crate::world::World;

/// Changes whenever the same master and profile would give other bytes.
const METHOD: &str = "1";
/// The longest text about an episode in the tags of a rendition, in bytes: old players keep all text of a file
/// in less than two kilobytes, and lose what comes later.
const LONGEST_NOTES: usize = 500;

/// The sound of an episode for a profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rendered {
    /// The master as it is.
    AsItIs,
    /// One file, or the parts of it in their order.
    Made(Vec<Piece>),
}

/// What a part of an episode is called: the title of the episode, which part, of how many.
pub type Titles<'t> = &'t dyn Fn(&str, usize, usize) -> String;

/// The renditions of a show for one profile.
pub struct Renditions<'r> {
    world: &'r World,
    show: &'r Show,
    profile: &'r Profile,
    titles: Titles<'r>,
    /// By what the show's own cover is known.
    cover: String,
    /// The cover as tags have it, once one is made with it: an episode that is there needs none.
    picture: OnceCell<Vec<u8>>,
}

impl<'r> Renditions<'r> {
    /// Returns the renditions of a show for a profile; none is made yet.
    pub fn new(world: &'r World, show: &'r Show, profile: &'r Profile, titles: Titles<'r>) -> Renditions<'r> {
        let (cover, _) = Cover::of(show.artwork().as_deref(), &show.info().title);
        Renditions { world, show, profile, titles, cover: cover.feed_name(), picture: OnceCell::new() }
    }

    /// Returns the sound of an episode in the form that the profile wants, made if it is not there yet.
    pub fn of(&self, shelved: &Shelved) -> Result<Rendered, AddError> {
        let Renditions { world, show, profile, titles, .. } = *self;
        let sound = &shelved.episode.sound;
        let form = form(sound, profile);
        let mut words = words(show, &shelved.episode);
        if form.is_none() {
            // What moved in as something else than MP3 has no tags of ours.
            if sound.file_type != FileType::Mp3 || Tagged::from(&words) == sound.tagged {
                return Ok(Rendered::AsItIs);
            }
        } else {
            cut(&mut words.notes, LONGEST_NOTES);
        }
        let key = Key { audio: audio_key(shelved, profile), tags: self.tags_key(&words) };
        let cache = Cache::open(world, show, cache::EPISODES)?;
        if let Some(pieces) = cache.find(&key) {
            return Ok(Rendered::Made(pieces));
        }
        let labels = Labels { artwork: self.artwork(shelved)?, ..words };
        let tagged =
            |nth: usize, of: usize, from: Duration, to: Duration| part(&labels, titles, nth, of, from, to);
        let pieces = match (form, cache.of_other_tags(&key)) {
            (_, Some(before)) => making::retag(world, &cache, &before, &key, &tagged)?,
            (None, None) => making::copy(world, &cache, shelved, &key, &labels)?,
            (Some(form), None) => {
                making::make(world, show, &cache, shelved, (form, profile.split), &key, &tagged)?
            }
        };
        Ok(Rendered::Made(pieces))
    }

    /// Returns by what the tags of a rendition are known. The picture in them is known by that of which it is made.
    fn tags_key(&self, words: &Labels) -> String {
        let mut bytes = words.front(None).unwrap_or_default();
        bytes.extend(words.back());
        bytes.extend((self.titles)("", 1, 2).bytes());
        let picture = words.pictured.map_or_else(|| self.cover.clone(), |own| own.to_string());
        bytes.extend(format!("{picture} {}", self.profile.artwork).bytes());
        short(&bytes)
    }

    /// Returns the picture for the tags of an episode: its own, or that of the show.
    fn artwork(&self, shelved: &Shelved) -> Result<Vec<u8>, AddError> {
        if let Some(own) = artwork::for_tags(&shelved.folder, &shelved.episode) {
            return Ok(shrunk(own, self.profile.artwork));
        }
        if let Some(picture) = self.picture.get() {
            return Ok(picture.clone());
        }
        let picture = shrunk(cover_of(self.show)?, self.profile.artwork);
        Ok(self.picture.get_or_init(|| picture).clone())
    }
}

/// Removes from the cache what no episode on the shelf needs for any profile.
pub fn tidy(world: &World, show: &Show, shelf: &Shelf) -> Result<(), AddError> {
    let profiles: Vec<Profile> = show.info().all_profiles().collect();
    let of = |shelved| profiles.iter().map(move |profile| audio_key(shelved, profile));
    let wanted: BTreeSet<String> = shelf.episodes.iter().flat_map(of).collect();
    Cache::open(world, show, cache::EPISODES)?.retain(&|audio| wanted.contains(audio))
}

/// Returns the form in which a sound is to be made anew; none where the master serves.
fn form(sound: &Sound, profile: &Profile) -> Option<Mp3Form> {
    let wish = profile.sound;
    let is_mp3 = sound.file_type == FileType::Mp3;
    let channels = wish.channels.unwrap_or(if sound.channels == 1 { 1 } else { 2 });
    let rate = wish.rate.unwrap_or(usual_rate(sound.rate));
    let usual = if channels == 1 { 64 } else { 128 };
    let own = u16::try_from(sound.kbps).ok().and_then(Bitrate::new).filter(|_| is_mp3).map(Bitrate::kbps);
    let bitrate = wish.kbps.map(Bitrate::kbps).or(own.filter(|_| wish.channels.is_none())).unwrap_or(usual);
    let form = Mp3Form { rate, channels, bitrate, effort: Effort::Usual };
    let nothing = wish == profile::Sounding::default();
    let same = (rate, channels, Some(bitrate)) == (sound.rate, sound.channels as usize, own);
    let long = profile.split.is_some_and(|split| sound.duration() > split);
    // A profile of its own is for players, and few of them know anything but MP3.
    let foreign = !is_mp3 && profile.name != profile::UNIVERSAL;
    (foreign || long || is_mp3 && !nothing && !same).then_some(form)
}

/// Returns the rate at which a sound is pressed where nobody asks for another: its own, if every player takes that
/// (MPEG-1, ISO/IEC 11172-3).
fn usual_rate(own: u32) -> u32 {
    if matches!(own, 32_000 | 44_100 | 48_000) { own } else { 44_100 }
}

/// Returns by what the sound of a rendition is known.
fn audio_key(shelved: &Shelved, profile: &Profile) -> String {
    let sound = &shelved.episode.sound;
    let form = form(sound, profile).map(|form| (form.rate, form.channels, form.bitrate));
    let split = profile.split.filter(|_| form.is_some());
    let chapters: Vec<Duration> = match split {
        Some(_) => shelved.episode.chapters().iter().map(|chapter| chapter.start).collect(),
        None => Vec::new(),
    };
    let text = format!("{METHOD} {} {form:?} {split:?} {chapters:?}", sound.sha256);
    short(text.as_bytes())
}

/// Returns the tags of a part.
fn part(labels: &Labels, titles: Titles<'_>, nth: usize, of: usize, from: Duration, to: Duration) -> Labels {
    if of == 1 {
        return labels.clone();
    }
    let within = labels.chapters.iter().filter(|chapter| (from..to).contains(&chapter.start));
    let moved = within.map(|chapter| {
        let mut chapter = chapter.clone();
        chapter.start -= from;
        chapter
    });
    Labels {
        title: titles(&labels.title, nth, of),
        chapters: moved.collect(),
        length: to.saturating_sub(from),
        ..labels.clone()
    }
}

/// Cuts a text between two characters, before so many bytes.
fn cut(text: &mut String, most: usize) {
    if text.len() > most {
        text.truncate(text.floor_char_boundary(most));
    }
}

/// Returns a picture of at most so many pixels; as it is, if it cannot be made smaller.
fn shrunk(picture: Vec<u8>, side: u32) -> Vec<u8> {
    // The sides of copies are divided by four.
    let side = side / 4 * 4;
    let smaller = from_bytes(picture.clone()).ok().filter(|own| own.shape().width > side);
    let copy = smaller.and_then(|own| Cover::Own(own).copies([side]).ok());
    copy.map_or(picture, |[copy]| copy)
}

/// Returns the cover of a show for a profile.
pub fn cover(show: &Show, profile: &Profile) -> Option<Vec<u8>> {
    let (cover, _) = Cover::of(show.artwork().as_deref(), &show.info().title);
    Some(shrunk(cover.for_tags().ok()?, profile.artwork))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::profile::built_in;

    fn sound() -> Sound {
        Sound { rate: 48_000, channels: 2, kbps: 96, frames: 48_000 * 60, ..Sound::nothing_yet() }
    }

    #[test]
    fn the_master_serves_unless_something_else_is_wanted() {
        let universal = built_in("universal").unwrap();
        assert_eq!(form(&sound(), &universal), None);
        assert_eq!(form(&sound(), &built_in("car").unwrap()), None);
        let tiny = form(&sound(), &built_in("tiny").unwrap()).unwrap();
        assert_eq!((tiny.rate, tiny.channels, tiny.bitrate), (44_100, 1, 48));
        let as_it_is = Sound { rate: 44_100, channels: 1, kbps: 48, ..sound() };
        assert_eq!(form(&as_it_is, &built_in("tiny").unwrap()), None, "it is short, and of that form");
        let long = Sound { frames: 44_100 * 3_600, ..as_it_is };
        assert_eq!(form(&long, &built_in("tiny").unwrap()).map(|form| form.bitrate), Some(48));
        let split = Profile { split: Some(Duration::from_mins(10)), ..universal.clone() };
        let long = Sound { frames: 48_000 * 3_600, ..sound() };
        let form = form(&long, &split).unwrap();
        assert_eq!(
            (form.rate, form.channels, form.bitrate),
            (48_000, 2, 96),
            "parts sound as the master does"
        );
    }

    #[test]
    fn what_is_no_mp3_becomes_one_for_players() {
        let foreign = Sound { file_type: FileType::M4a, kbps: 70, rate: 22_050, ..sound() };
        assert_eq!(form(&foreign, &built_in("universal").unwrap()), None);
        let car = form(&foreign, &built_in("car").unwrap()).unwrap();
        assert_eq!((car.rate, car.channels, car.bitrate), (44_100, 2, 128));
    }

    #[test]
    fn notes_are_cut_between_letters() {
        let mut notes = "æ".repeat(300);
        cut(&mut notes, 499);
        assert_eq!(notes.len(), 498);
        cut(&mut notes, 4_000);
        assert_eq!(notes.len(), 498);
    }
}
