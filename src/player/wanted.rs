//! The files that a player is to have, each with a name that is free there.

use std::collections::{BTreeMap, BTreeSet};

use super::manifest::{Item, Kind};
use super::names::{key, of_sound};
use super::offer::Rendition;
use super::plan::Source;
use super::playlist;
use super::state::{Condition, Found, OnIt};
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
    folder: &'a str,
    /// What no file of ours may be called any more.
    taken: BTreeSet<String>,
    pub(super) files: Vec<File<'a>>,
}

/// Returns what no file of ours may be called: names of others, and of ours that others have changed.
fn taken(on_it: &OnIt) -> BTreeSet<String> {
    let altered = on_it.found.iter().filter(|found| found.condition == Condition::Altered);
    let altered = altered.map(|found| key(name_of(&found.at)));
    on_it.strangers().map(|entry| key(&entry.name)).chain(altered).collect()
}

impl<'a> Wanted<'a> {
    /// Returns nothing yet, to be named in the folder of the show.
    pub(super) fn new(on_it: &'a OnIt) -> Wanted<'a> {
        let there = on_it.found.iter().map(|found| (found.item.id.as_str(), found)).collect();
        Wanted { there, folder: &on_it.place, taken: taken(on_it), files: Vec::new() }
    }

    /// Takes a file under the first of the names that is free. One that somebody has changed keeps its name.
    fn take(
        &mut self,
        id: &str,
        kind: Kind,
        sum: (u64, Digest),
        handle: Option<Handle>,
        source: Source,
        names: impl Fn(u32) -> String,
    ) {
        let found = self.there.get(id).copied();
        let item = if let Some(found) = found.filter(|found| found.condition == Condition::Altered) {
            Item { path: found.at.clone(), from: None, pending: false, was: None, ..found.item.clone() }
        } else {
            // A name that was given stays, also when the one it had to make way for is gone.
            let there = found.filter(|found| found.condition != Condition::Missing);
            let has = there.map(|found| name_of(&found.at));
            let has = has.filter(|has| (1..10).any(|nth| names(nth) == **has)).map(str::to_owned);
            let mut tried = has.into_iter().chain((1..).map(&names));
            let name = tried.find(|name| self.taken.insert(key(name))).unwrap_or_default();
            let (bytes, sha256) = sum;
            let path = join(self.folder, &name);
            Item { id: id.to_owned(), kind, path, from: None, bytes, sha256, pending: false, was: None }
        };
        self.files.push(File { item, handle, source, found });
    }

    pub(super) fn sound(&mut self, sound: &Rendition) {
        let source = Source::File(sound.file.clone());
        let names = |nth| of_sound(&sound.place, &sound.title, nth, sound.ending);
        self.take(&sound.id, Kind::Sound, (sound.bytes, sound.sha256), Some(sound.handle), source, names);
    }

    /// Adds the list of the sounds that were named: in the code page of Windows, and in UTF-8 where that is
    /// not the same. A list leads to what lies beside it, so to one that somebody has changed only where that
    /// is, and only if `altered` says that it will be.
    pub(super) fn lists(&mut self, title: &str, sounds: &[Rendition], altered: bool) {
        let beside = |file: &File<'_>| match file.is_altered() {
            true => altered && folder_of(&file.item.path) == self.folder,
            false => true,
        };
        let named = self.files.iter().zip(sounds).filter(|(file, _)| beside(file));
        let named =
            named.map(|(file, sound)| (name_of(&file.item.path).to_owned(), sound)).collect::<Vec<_>>();
        let lines: Vec<_> = named
            .iter()
            .map(|(file, sound)| playlist::Line { file, title: &sound.title, seconds: sound.seconds })
            .collect();
        let plain = playlist::windows(&lines);
        let wide = (plain.is_none() || !playlist::is_plain(&lines)).then(|| playlist::utf8(&lines));
        for (bytes, ending) in [(plain, "m3u"), (wide, "m3u8")] {
            let Some(bytes) = bytes.filter(|_| !lines.is_empty()) else { continue };
            let names = |nth| match nth {
                1 => format!("{title}.{ending}"),
                nth => format!("{title} ({nth}).{ending}"),
            };
            self.take(
                ending,
                Kind::List,
                (bytes.len() as u64, Digest::of(&bytes)),
                None,
                Source::Bytes(bytes),
                names,
            );
        }
    }

    /// Adds the cover, under the first name of those that players look for, or one beside it.
    pub(super) fn picture(&mut self, picture: &[u8]) {
        let sum = (picture.len() as u64, Digest::of(picture));
        let names = |nth: u32| match nth {
            1 => "folder.jpg".to_owned(),
            2 => "cover.jpg".to_owned(),
            nth => format!("cover ({nth}).jpg"),
        };
        self.take(PICTURE, Kind::Picture, sum, None, Source::Bytes(picture.to_vec()), names);
    }
}
