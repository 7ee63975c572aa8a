//! What really lies on a player, beside what its manifest says.

use std::collections::BTreeMap;
use std::io;

use super::manifest::{BUSY, HOME, Item, Kind, SHELF, Written, leftovers};
use super::names::key;
use super::volume::{Entry, Volume, folder_of, join, name_of};
use crate::world::Cancel;

/// How a file of ours was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Condition {
    /// As we left it.
    Whole,
    /// Not as it was meant, after a run that was cut off: it is to be made anew.
    Torn,
    /// Not as we left it, and nobody was cut off: the player or a person changed it, and it is theirs now.
    Altered,
    /// Gone.
    Missing,
}

/// A file of ours, and how it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// What the manifest says of it.
    pub item: Item,
    /// Where it is; where it should be, if it is missing.
    pub at: String,
    /// How it was found.
    pub condition: Condition,
    /// Where the same file is once more, as a rename leaves it that was torn.
    pub twin: Option<String>,
}

/// All that lies on a player, as far as we need to know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OnIt {
    /// What is written there.
    pub written: Written,
    /// Whether the last run was cut off.
    pub cut: bool,
    /// Our files.
    pub found: Vec<Found>,
    /// The folder of the show, there or not.
    pub place: String,
    /// Its names in the order in which they lie there.
    pub folder: Vec<Entry>,
    /// The folders beside it.
    pub beside: Vec<String>,
    /// What a run that was cut off left in `.podcast/`.
    pub leftovers: Vec<Entry>,
}

/// Where names of ours should be, something else is.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0} is no folder")]
pub struct NoFolder(pub String);

/// Looks at a player. Every file of ours is verified by its contents where `verify` asks for that, or where
/// the last run was cut off; otherwise its name and length are enough. Says how many bytes it has read. `place`
/// is the folder of the show.
pub fn look(
    volume: &dyn Volume,
    written: Written,
    place: String,
    verify: bool,
    cancel: &Cancel,
    mut read: impl FnMut(u64),
) -> io::Result<OnIt> {
    let cut = written.is_torn
        || volume.list(HOME)?.iter().any(|entry| entry.name.eq_ignore_ascii_case(name_of(BUSY)));
    for (folder, name) in [("", HOME), ("", SHELF), (SHELF, name_of(&place))] {
        let is_none = |entry: &Entry| key(&entry.name) == key(name) && !entry.is_folder;
        if volume.list(folder)?.iter().any(is_none) {
            return Err(io::Error::new(io::ErrorKind::NotADirectory, NoFolder(join(folder, name))));
        }
    }
    let mut folders = Folders { volume, known: BTreeMap::new() };
    let mut found = Vec::new();
    for item in &written.manifest.items {
        cancel.check().map_err(io::Error::other)?;
        let hash = verify || cut || item.pending;
        found.push(find(&mut folders, item, &written.manifest.aside, hash, cut, &mut read)?);
    }
    let folder = folders.list(&place)?.clone();
    let beside = folders.list(SHELF)?.iter().map(|entry| entry.name.clone()).collect();
    Ok(OnIt { cut, found, place, folder, beside, leftovers: leftovers(volume)?, written })
}

/// Looks for a file in all places where a run that was cut off may have left it.
fn find(
    folders: &mut Folders<'_>,
    item: &Item,
    aside: &[String],
    hash: bool,
    cut: bool,
    read: &mut impl FnMut(u64),
) -> io::Result<Found> {
    let mut places = vec![item.path.clone()];
    if cut || item.pending {
        places.extend(item.from.clone());
        for folder in aside {
            places.push(join(folder, name_of(&item.path)));
            places.extend(item.from.as_ref().map(|from| join(folder, name_of(from))));
        }
    }
    if cut {
        for folder in [folder_of(&item.path)].into_iter().chain(aside.iter().map(String::as_str)) {
            let aliases = folders
                .list(folder)?
                .iter()
                .filter(|entry| entry.bytes == item.bytes && is_alias(&entry.name));
            places.extend(aliases.map(|entry| join(folder, &entry.name)));
        }
    }
    places.dedup();
    let mut whole: Vec<String> = Vec::new();
    let mut other = None;
    for place in places {
        let Some(bytes) = folders.length(&place)? else { continue };
        // What cannot be read to its end is not whole; the volume may still be.
        let mut sum = || {
            read(bytes);
            folders.volume.digest(&place).ok().map(|(sha256, _)| sha256)
        };
        let sum = if hash && (bytes == item.bytes || item.was.is_some()) { sum() } else { None };
        if bytes == item.bytes && (!hash || sum == Some(item.sha256)) {
            if !whole.iter().any(|one| key(one) == key(&place)) {
                whole.push(place);
            }
        } else if other.is_none() && !is_alias(name_of(&place)) {
            // What was about to come is ours if it has the right length, or is what it was about to replace. A
            // file of somebody else may have come under its name since.
            let ours =
                if item.pending { bytes == item.bytes || sum.is_some() && sum == item.was } else { cut };
            other = Some((place, if ours { Condition::Torn } else { Condition::Altered }));
        }
    }
    let mut whole = whole.into_iter();
    let (at, condition) = match (whole.next(), other) {
        (Some(at), _) => (at, Condition::Whole),
        (None, Some(other)) => other,
        (None, None) => (item.path.clone(), Condition::Missing),
    };
    Ok(Found { item: item.clone(), at, condition, twin: whole.next() })
}

/// Returns whether that is the short name which FAT gives to a long one, and all that is left of it where the
/// long one was torn away. It is ours only if what is in it is.
fn is_alias(name: &str) -> bool {
    name.len() <= 12
        && name.is_ascii()
        && name.contains('~')
        && !name.bytes().any(|byte| byte.is_ascii_lowercase())
}

/// Folders that were listed, each once.
struct Folders<'v> {
    volume: &'v dyn Volume,
    known: BTreeMap<String, Vec<Entry>>,
}

impl Folders<'_> {
    fn list(&mut self, folder: &str) -> io::Result<&Vec<Entry>> {
        if !self.known.contains_key(folder) {
            self.known.insert(folder.to_owned(), self.volume.list(folder)?);
        }
        Ok(&self.known[folder])
    }

    /// Returns the length of a file, if it is there.
    fn length(&mut self, path: &str) -> io::Result<Option<u64>> {
        let name = key(name_of(path));
        let entries = self.list(folder_of(path))?;
        Ok(entries.iter().find(|entry| !entry.is_folder && key(&entry.name) == name).map(|entry| entry.bytes))
    }
}

impl OnIt {
    /// Returns the names in the folder of the show that are none of ours.
    pub fn strangers(&self) -> impl Iterator<Item = &Entry> {
        let ours = |entry: &Entry| {
            let path = key(&join(&self.place, &entry.name));
            self.found.iter().any(|found| {
                found.condition != Condition::Missing
                    && (key(&found.at) == path || found.twin.as_ref().is_some_and(|twin| key(twin) == path))
            })
        };
        self.folder.iter().filter(move |entry| entry.is_folder || !ours(entry))
    }

    /// Returns the sounds among our files that are there.
    pub fn sounds(&self) -> impl Iterator<Item = &Found> {
        self.found
            .iter()
            .filter(|found| found.item.kind == Kind::Sound && found.condition != Condition::Missing)
    }
}
