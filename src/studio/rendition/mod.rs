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

use std::cell::{OnceCell, RefCell};
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::time::Duration;

use cache::{Cache, Key, Piece, short};
pub use music::{music, tidy_music};

use super::soundfile::{cover as cover_of, digest, is_tagged, words};
use super::tag::{Labels, V1};
use super::{AddError, artwork};
use crate::audio::mp3::{Bitrate, Effort, Mp3Form};
use crate::catalogue::{Profile, Shelf, Shelved, Show, profile};
use crate::episode::{Episode, FileType, Sound, Tagged, parts};
use crate::picture::{Cover, from_bytes};
use crate::world::{Digest, World};

/// Changes whenever the same master and profile would give other bytes.
const METHOD: &str = "1";
/// The longest text about an episode in the tags of a rendition, in bytes: old players keep all text of a file
/// in less than two kilobytes, and lose what comes later.
const LONGEST_NOTES: usize = 500;

/// Whether what is not there yet is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Making {
    /// It is.
    Real,
    /// It is not: a trial only wants to know what it would be, more or less. Nothing is written.
    Trial,
}

/// A sound in the form that a profile wants: a file of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// The file; none where it is not made yet.
    pub file: PathBuf,
    /// Its length; about, where it is not made yet.
    pub bytes: u64,
    /// Its fingerprint; none where it is not made yet.
    pub sha256: Option<Digest>,
    /// How long it plays.
    pub duration: Duration,
    /// By what its sound is known, whatever its tags say.
    pub sound: String,
}

impl Rendered {
    fn of(piece: Piece, sound: String) -> Rendered {
        let duration = piece.duration();
        let Piece { file, bytes, sha256, .. } = piece;
        Rendered { file, bytes, sha256: Some(sha256), duration, sound }
    }

    /// Returns what it would be, if it were made.
    fn about(bytes: u64, duration: Duration, sound: String) -> Rendered {
        Rendered { file: PathBuf::new(), bytes, sha256: None, duration, sound }
    }
}

/// What is wanted of an episode for which its master does not serve as it is.
struct Wanted {
    /// The form in which its sound is to be pressed; none where only other tags are wanted.
    form: Option<Mp3Form>,
    words: Labels,
    key: Key,
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
    /// The cover as players get it, once somebody asks for it.
    picture: OnceCell<Vec<u8>>,
    /// Under what names somebody asked for renditions.
    asked: RefCell<BTreeSet<String>>,
}

impl<'r> Renditions<'r> {
    /// Returns the renditions of a show for a profile; none is made yet.
    pub fn new(world: &'r World, show: &'r Show, profile: &'r Profile, titles: Titles<'r>) -> Renditions<'r> {
        let (cover, _) = Cover::of(show.artwork().as_deref(), &show.info().title);
        Renditions {
            world,
            show,
            profile,
            titles,
            cover: cover.feed_name(),
            picture: OnceCell::new(),
            asked: RefCell::default(),
        }
    }

    /// Returns the sound of an episode in the form that the profile wants: one file, or the parts of it in their order.
    /// What is not there yet is made, unless this is a trial. Returns nothing where the master serves as it is.
    pub fn of(&self, shelved: &Shelved, making: Making) -> Result<Option<Vec<Rendered>>, AddError> {
        let Renditions { world, show, profile, titles, .. } = *self;
        let Some(Wanted { form, words, key }) = self.wanted(shelved) else { return Ok(None) };
        self.asked.borrow_mut().insert(key.name());
        let cache = Cache::at(world, show, cache::EPISODES);
        if let Some(pieces) = cache.find(&key) {
            return Ok(Some(known(shelved, form, &key, pieces)));
        }
        let before = cache.of_other_tags(&key);
        if making == Making::Trial {
            return Ok(Some(self.about(shelved, &Wanted { form, words, key }, before)));
        }
        let labels = Labels { artwork: self.artwork(shelved)?, ..words };
        let tagged =
            |nth: usize, of: usize, from: Duration, to: Duration| part(&labels, titles, nth, of, from, to);
        // What is no longer what was made, or what was shelved, gets no tags that vouch for it.
        let before = before.filter(|pieces| pieces.iter().all(Piece::is_as_made));
        let pieces = match (form, before) {
            (_, Some(before)) => making::retag(world, &cache, &before, &key, &tagged)?,
            // Whoever copies it finds out.
            (None, None) if !is_as_shelved(shelved) => return Ok(None),
            (None, None) => making::copy(world, &cache, shelved, &key, &labels)?,
            (Some(form), None) => {
                making::make(world, show, &cache, shelved, (form, profile.split), &key, &tagged)?
            }
        };
        Ok(Some(known(shelved, form, &key, pieces)))
    }

    /// Returns what is wanted of an episode; nothing where its master serves as it is.
    fn wanted(&self, shelved: &Shelved) -> Option<Wanted> {
        let sound = &shelved.episode.sound;
        let form = form(sound, self.profile);
        let mut words = words(self.show, &shelved.episode);
        if form.is_some() {
            cut(&mut words.notes, LONGEST_NOTES);
        } else if sound.file_type != FileType::Mp3
            || Tagged::from(&words) == sound.tagged && is_tagged(&shelved.sound(), &words)
        {
            // What moved in as something else than MP3 has no tags of ours. Of an MP3 that moved in, the record says
            // what its feed said, and the file may say anything.
            return None;
        }
        let key = Key { audio: audio_key(shelved, self.profile), tags: self.tags_key(&words) };
        Some(Wanted { form, words, key })
    }

    /// Returns what would be made: as large as the same with other tags, if that is there, otherwise by arithmetic.
    fn about(&self, shelved: &Shelved, wanted: &Wanted, before: Option<Vec<Piece>>) -> Vec<Rendered> {
        let Wanted { form, words, key } = wanted;
        let (episode, sound) = (&shelved.episode, &shelved.episode.sound);
        let whole = sound.duration();
        let lengths: Vec<(u64, Duration)> = match (before, form) {
            (Some(before), _) => before.iter().map(|piece| (piece.bytes, piece.duration())).collect(),
            (None, None) => vec![(sound.bytes, whole)],
            (None, Some(form)) => {
                let chapters = chapter_starts(episode);
                // Where nobody has heard it yet, it is cut at its chapters, or into equal parts.
                let cut = |split| parts::cuts(whole, split, &chapters, &[]);
                let mut ends = self.profile.split.map(cut).unwrap_or_default();
                ends.push(whole);
                let picture = self.picture_of_show().map_or(0, <[u8]>::len);
                let tags = words.front(None).map_or(0, |front| front.len()) + picture + V1;
                let starts = std::iter::once(Duration::ZERO).chain(ends.iter().copied());
                let lengths = starts.zip(&ends).map(|(from, to)| to.saturating_sub(from));
                lengths.map(|length| (pressed_bytes(*form, length) + tags as u64, length)).collect()
            }
        };
        let of = lengths.len();
        let part =
            |(n, (bytes, length))| Rendered::about(bytes, length, sound_of(shelved, *form, key, n + 1, of));
        lengths.into_iter().enumerate().map(part).collect()
    }

    /// Returns by what the tags of a rendition are known. The picture in them is known by that of which it is made.
    fn tags_key(&self, words: &Labels) -> String {
        let mut bytes = words.front(None).unwrap_or_default();
        bytes.extend(words.back());
        bytes.extend((self.titles)("", 1, 2).bytes());
        let picture = words.pictured.map_or_else(|| self.cover.clone(), |own| own.to_string());
        bytes.extend(picture.bytes());
        cache::tags(&bytes, self.profile.artwork)
    }

    /// Returns the picture for the tags of an episode: its own, or that of the show.
    fn artwork(&self, shelved: &Shelved) -> Result<Vec<u8>, AddError> {
        if let Some(own) = artwork::for_tags(&shelved.folder, &shelved.episode) {
            return Ok(shrunk(own, self.profile.artwork));
        }
        self.cover()
    }

    /// Returns the cover of the show, as small as the profile wants it.
    pub fn cover(&self) -> Result<Vec<u8>, AddError> {
        self.picture_of_show().map(<[u8]>::to_vec)
    }

    /// Removes from the cache what no episode on the shelf needs for any profile, and what has the same sound as
    /// something that was asked for here, and other tags: nobody will ask for it any more. All that is wanted was asked
    /// for before: two episodes may have one sound.
    pub fn tidy(&self, shelf: &Shelf) -> Result<(), AddError> {
        let profiles: Vec<Profile> = self.show.info().all_profiles().collect();
        let of = |shelved| profiles.iter().map(move |profile| (audio_key(shelved, profile), profile.artwork));
        let wanted: BTreeSet<(String, u32)> = shelf.episodes.iter().flat_map(of).collect();
        let asked = self.asked.borrow();
        let answered: BTreeSet<_> = asked.iter().filter_map(|name| cache::kind_of(name)).collect();
        Cache::at(self.world, self.show, cache::EPISODES).retain(&|name| {
            let is_wanted = |(audio, side): (&str, u32)| {
                wanted.contains(&(audio.to_owned(), side)) && !answered.contains(&(audio, side))
            };
            asked.contains(name) || cache::kind_of(name).is_some_and(is_wanted)
        })
    }

    fn picture_of_show(&self) -> Result<&[u8], AddError> {
        if let Some(picture) = self.picture.get() {
            return Ok(picture);
        }
        let picture = shrunk(cover_of(self.show)?, self.profile.artwork);
        Ok(self.picture.get_or_init(|| picture))
    }
}

/// Returns what is in the cache as players get it.
fn known(shelved: &Shelved, form: Option<Mp3Form>, key: &Key, pieces: Vec<Piece>) -> Vec<Rendered> {
    let of = pieces.len();
    let part = |(n, piece)| Rendered::of(piece, sound_of(shelved, form, key, n + 1, of));
    pieces.into_iter().enumerate().map(part).collect()
}

/// Returns by what the sound of a part is known: that of the master by the fingerprint of the master, one that was
/// pressed by what it was pressed of.
fn sound_of(shelved: &Shelved, form: Option<Mp3Form>, key: &Key, nth: usize, of: usize) -> String {
    match form {
        None => shelved.episode.sound.sha256.to_string(),
        Some(_) if of == 1 => key.audio.clone(),
        Some(_) => format!("{}/{nth}", key.audio),
    }
}

/// Returns whether a master is what its record says.
fn is_as_shelved(shelved: &Shelved) -> bool {
    let Sound { sha256, bytes, .. } = shelved.episode.sound;
    digest(&shelved.sound()).is_ok_and(|there| there == (sha256, bytes))
}

/// Frames of MP3 besides the sound: that of the header, and those that an encoder begins and ends with.
const AROUND: f64 = 3.0;

/// Returns how many bytes so much sound takes in that form, at its constant bit rate.
fn pressed_bytes(form: Mp3Form, length: Duration) -> u64 {
    let around = AROUND * form.samples() as f64 / f64::from(form.rate);
    // A kilobit is 125 bytes.
    ((length.as_secs_f64() + around) * f64::from(form.bitrate) * 125.0).ceil() as u64
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
    // They change nothing in the sound of one that is not cut.
    let is_cut = |split| !parts::cuts(sound.duration(), split, &[], &[]).is_empty();
    let chapters = if split.is_some_and(is_cut) { chapter_starts(&shelved.episode) } else { Vec::new() };
    let text = format!("{METHOD} {} {form:?} {split:?} {chapters:?}", sound.sha256);
    short(text.as_bytes())
}

/// Returns where the chapters begin at which an episode may be cut: those that listeners see.
fn chapter_starts(episode: &Episode) -> Vec<Duration> {
    let chapters = episode.chapters();
    chapters.iter().filter(|chapter| !chapter.hidden).map(|chapter| chapter.start).collect()
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
