//! The files that a player is to have, each with a name that is free there.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::layout::{ALONG, Holding, Sound};
use super::manifest::{Item, Kind};
use super::names::{kept, key, mark, of_sound};
use super::plan::Source;
use super::playlist;
use super::state::{Condition, Found, OnIt, Place};
use super::volume::{folder_of, join, name_of};
use crate::episode::Handle;
use crate::world::Digest;

/// What the cover is, whatever it is called.
const PICTURE: &str = "cover";

/// A file that is wanted, and what there is of it.
pub(super) struct File<'a> {
    pub(super) item: Item,
    pub(super) handle: Option<Handle>,
    pub(super) source: Source,
    pub(super) found: Option<&'a Found>,
    /// The title that the tags of a fresh copy would say.
    pub(super) titled: Option<&'a str>,
    /// What a list says of it: its title, and how long it plays.
    line: Option<(&'a str, u64)>,
}

/// What is to be in a file.
struct Contents<'a> {
    bytes: u64,
    sha256: Digest,
    /// By what its sound is known; none where it is no sound.
    sound: Option<&'a str>,
    /// The title that its tags say.
    titled: Option<&'a str>,
    source: Source,
}

impl<'a> Contents<'a> {
    fn of(bytes: Vec<u8>) -> Contents<'a> {
        let (length, sha256) = (bytes.len() as u64, Digest::of(&bytes));
        Contents { bytes: length, sha256, sound: None, titled: None, source: Source::Bytes(bytes) }
    }

    /// Returns what is in a sound; what is not made yet has no fingerprint, and that of the name of its sound, which
    /// no file has, stands in for it.
    fn of_sound(file: &Path, bytes: u64, sha256: Option<Digest>, sound: &'a str) -> Contents<'a> {
        let source = if sha256.is_some() { Source::File(file.to_owned()) } else { Source::Unmade };
        let sha256 = sha256.unwrap_or_else(|| Digest::of(sound.as_bytes()));
        Contents { bytes, sha256, sound: Some(sound), titled: None, source }
    }

    /// Returns whether a file that is there serves: it is the same to the byte, or the same sound with other tags,
    /// for which nothing is copied.
    fn is_in(&self, found: &Found) -> bool {
        found.condition == Condition::Whole
            && (found.item.sha256 == self.sha256
                || self.sound.is_some_and(|sound| found.item.sounds_as(sound)))
    }

    /// Returns what is to be on the player: what is in the file that is there, where it serves.
    fn item(&self, found: Option<&Found>, id: String, kind: Kind, path: String) -> Item {
        let there = found.filter(|found| self.is_in(found)).map(|found| &found.item);
        let other = there.filter(|item| item.sha256 != self.sha256);
        let (bytes, sha256) = other.map_or((self.bytes, self.sha256), |item| (item.bytes, item.sha256));
        let titled = match other {
            Some(item) => item.titled.clone(),
            None => self.titled.map(str::to_owned),
        };
        let sound = self.sound.filter(|sound| **sound != sha256.to_string()).map(str::to_owned);
        Item { id, kind, path, from: None, bytes, sha256, pending: false, was: None, sound, titled }
    }
}

impl File<'_> {
    /// Returns whether somebody has changed it.
    pub(super) fn is_altered(&self) -> bool {
        self.found.is_some_and(|found| found.condition == Condition::Altered)
    }
}

/// The files that are wanted, as they are named one after another.
pub(super) struct Wanted<'a> {
    /// Our files on the player, by what they are.
    there: BTreeMap<&'a str, &'a Found>,
    /// Of our files, those that others have changed: what no file of ours may be called, by folder.
    altered: BTreeMap<&'a str, Vec<&'a str>>,
    pub(super) files: Vec<File<'a>>,
}

/// The files in one folder, as they are named.
struct Naming<'w, 'a> {
    there: &'w BTreeMap<&'a str, &'a Found>,
    folder: &'a str,
    /// What no file of ours may be called any more: names of others, and of ours that others have changed.
    taken: BTreeSet<String>,
    files: Vec<File<'a>>,
}

impl<'a> Wanted<'a> {
    /// Returns nothing yet.
    pub(super) fn new(on_it: &'a OnIt) -> Wanted<'a> {
        let there = on_it.found.iter().map(|found| (found.item.id.as_str(), found)).collect();
        let mut altered: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for found in on_it.found.iter().filter(|found| found.condition == Condition::Altered) {
            altered.entry(folder_of(&found.at)).or_default().push(name_of(&found.at));
        }
        Wanted { there, altered, files: Vec::new() }
    }

    /// Adds the files of a folder: its sounds, the list of them, and the cover if it has one. A list leads to
    /// what lies beside it, so to one that somebody has changed only where that is, and only if `altered` says
    /// that it will be.
    pub(super) fn folder(
        &mut self,
        holding: &Holding<'a>,
        place: &'a Place,
        picture: Option<&[u8]>,
        altered: bool,
    ) {
        let strangers = place.strangers.iter().map(String::as_str);
        let theirs = self.altered.get(place.path.as_str()).into_iter().flatten().copied();
        let taken = strangers.chain(theirs).map(key).collect();
        let mut naming = Naming { there: &self.there, folder: &place.path, taken, files: Vec::new() };
        for sound in &holding.sounds {
            naming.sound(*sound);
        }
        if !holding.is_of_show() {
            // Where a name had to make way for another, its place is that of the new one.
            naming.files.sort_by_cached_key(|file| key(name_of(&file.item.path)));
        }
        naming.lists(holding, altered);
        if let Some(picture) = picture {
            naming.picture(holding, picture);
        }
        self.files.extend(naming.files);
    }
}

impl<'a> Naming<'_, 'a> {
    /// Takes a file under the first of the names that is free. One that somebody has changed keeps its name.
    fn take(
        &mut self,
        id: String,
        kind: Kind,
        contents: Contents<'a>,
        names: impl Fn(u32) -> String,
    ) -> &mut File<'a> {
        let found = self.there.get(id.as_str()).copied();
        let item = if let Some(found) = found.filter(|found| found.condition == Condition::Altered) {
            Item { path: found.at.clone(), from: None, pending: false, was: None, ..found.item.clone() }
        } else {
            // A name that was given stays, also when the one it had to make way for is gone.
            let there = found.filter(|found| found.condition != Condition::Missing);
            let has = there.map(|found| name_of(&found.at));
            let has = has.filter(|has| (1..10).any(|nth| names(nth) == **has)).map(str::to_owned);
            let mut tried = has.into_iter().chain((1..).map(&names));
            let name = tried.find(|name| self.taken.insert(key(name))).unwrap_or_default();
            contents.item(found, id, kind, join(self.folder, &name))
        };
        let at = self.files.len();
        let Contents { titled, source, .. } = contents;
        self.files.push(File { item, handle: None, source, found, titled, line: None });
        &mut self.files[at]
    }

    fn sound(&mut self, sound: Sound<'a>) {
        match sound {
            Sound::Episode(sound) => {
                let names = |nth| of_sound(&sound.place, &sound.title, nth, sound.ending);
                let contents = Contents::of_sound(&sound.file, sound.bytes, sound.sha256, &sound.sound);
                let contents = Contents { titled: Some(&sound.titled), ..contents };
                let file = self.take(sound.id.clone(), Kind::Sound, contents, names);
                file.handle = Some(sound.handle);
                file.line = Some((&sound.title, sound.seconds));
            }
            Sound::Along(album, track) => {
                let id = format!("{ALONG}{}/{}", album.folders.join("/"), track.own);
                let names = |nth| kept(&track.name, nth, track.ending);
                let contents = Contents::of_sound(&track.file, track.bytes, track.sha256, &track.sound);
                let file = self.take(id, Kind::Along, contents, names);
                file.line = Some((&track.title, track.seconds));
            }
        }
    }

    /// Adds the list of the sounds that were named: in the code page of Windows, and in UTF-8 where that is
    /// not the same.
    fn lists(&mut self, holding: &Holding<'_>, altered: bool) {
        let is_there = |file: &File<'_>| altered && folder_of(&file.item.path) == self.folder;
        let beside = |file: &File<'_>| !file.is_altered() || is_there(file);
        let named = self.files.iter().filter(|file| beside(file));
        let lines: Vec<_> = named
            .filter_map(|file| Some((name_of(&file.item.path), file.line?)))
            .map(|(file, (title, seconds))| playlist::Line { file, title, seconds })
            .collect();
        let title = holding.title();
        for (bytes, ending) in playlist::files(&lines).collect::<Vec<_>>() {
            let names = |nth| format!("{title}{}.{ending}", mark(nth));
            self.take(of_folder(ending, holding), Kind::List, Contents::of(bytes), names);
        }
    }

    /// Adds the cover, under the first name of those that players look for, or one beside it.
    fn picture(&mut self, holding: &Holding<'_>, picture: &[u8]) {
        let names = |nth: u32| match nth {
            1 => "folder.jpg".to_owned(),
            2 => "cover.jpg".to_owned(),
            nth => format!("cover ({nth}).jpg"),
        };
        self.take(of_folder(PICTURE, holding), Kind::Picture, Contents::of(picture.to_vec()), names);
    }
}

/// Returns what a file is of which every folder has one.
fn of_folder(kind: &str, holding: &Holding<'_>) -> String {
    if holding.what.is_empty() { kind.to_owned() } else { format!("{kind}:{}", holding.what) }
}
