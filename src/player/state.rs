//! What really lies on a player, beside what its manifest says.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use super::layout::above;
use super::manifest::{BUSY, HOME, Item, Kind, SHELF, Written, leftovers};
use super::names::key;
use super::volume::{Entry, Passed, Volume, folder_of, join, name_of};
use crate::world::Digest;

/// How a file of ours was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Condition {
    /// As we left it.
    Whole,
    /// Not as it was meant, and a run that was cut off is to blame: it is to be made anew.
    Torn,
    /// Not as we left it, and no run of ours can have done that: the player or a person changed it, and it is
    /// theirs now.
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
    /// Whether all of it was read, and not its name and length alone.
    pub is_read: bool,
}

/// A folder of ours, there or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// What it holds, as manifests say it.
    pub what: String,
    /// Where it is.
    pub path: String,
    /// The names in it, in the order in which they lie there.
    pub entries: Vec<Entry>,
    /// Those of them that are none of ours.
    pub strangers: Vec<String>,
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
    /// Our folders, by what they hold.
    pub places: BTreeMap<String, Place>,
    /// What stands beside them, by the folder above.
    pub beside: BTreeMap<String, Vec<String>>,
    /// What a run that was cut off left in `.podcast/`.
    pub leftovers: Vec<Entry>,
    /// Episodes that count as heard: they are not wanted.
    pub heard: BTreeSet<String>,
}

/// Where names of ours should be, something else is.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0} is no folder")]
pub struct NoFolder(pub String);

/// Makes sure that where folders of ours are, or will be, nothing else is.
pub fn folders_are_free(volume: &dyn Volume, folders: &[&str]) -> io::Result<()> {
    for folder in folders {
        if volume.is_folder(folder)? == Some(false) {
            return Err(io::Error::new(io::ErrorKind::NotADirectory, NoFolder((*folder).to_owned())));
        }
    }
    Ok(())
}

/// Looks at a player. Every file of ours is verified by its contents where `verify` asks for that, or where
/// the last run was cut off; otherwise its name and length are enough. `passed` hears how many bytes are read,
/// and may stop it. `places` says where our folders are or will be, by what they hold.
pub fn look(
    volume: &dyn Volume,
    written: Written,
    places: BTreeMap<String, String>,
    verify: bool,
    passed: &mut Passed<'_>,
) -> io::Result<OnIt> {
    let busy = volume.list(HOME)?.iter().any(|entry| entry.name.eq_ignore_ascii_case(name_of(BUSY)));
    let cut = written.is_torn || busy;
    folders_are_free(volume, &[HOME, SHELF])?;
    for path in places.values() {
        folders_are_free(volume, &above(path))?;
        folders_are_free(volume, &[path])?;
    }
    let mut folders =
        Folders { volume, known: BTreeMap::new(), sums: BTreeMap::new(), short: BTreeMap::new() };
    let asides = asides(&written);
    let mut found = Vec::new();
    for item in &written.manifest.items {
        passed(0).map_err(io::Error::other)?;
        let aside = asides.get(folder_of(&item.path)).map_or(&[][..], Vec::as_slice);
        let how = How { aside, all: verify || cut, cut, busy };
        found.push(find(&mut folders, item, how, passed)?);
    }
    let ours = ours(&found);
    let mut beside = BTreeMap::new();
    let mut known = BTreeMap::new();
    for (what, path) in places {
        let entries = folders.list(&path)?.entries.clone();
        let is_ours = |entry: &Entry| !entry.is_folder && ours.contains(&key(&join(&path, &entry.name)));
        let strangers =
            entries.iter().filter(|entry| !is_ours(entry)).map(|entry| entry.name.clone()).collect();
        if !beside.contains_key(folder_of(&path)) {
            let above = folders.list(folder_of(&path))?.entries.iter().map(|entry| entry.name.clone());
            beside.insert(folder_of(&path).to_owned(), above.collect());
        }
        known.insert(what.clone(), Place { what, path, entries, strangers });
    }
    let (leftovers, heard) = (leftovers(volume)?, BTreeSet::new());
    Ok(OnIt { cut, found, places: known, beside, leftovers, written, heard })
}

/// Returns what is aside for each of our folders: a file may be in none but those of its own.
fn asides(written: &Written) -> BTreeMap<&str, Vec<&str>> {
    let manifest = &written.manifest;
    let mut by_what: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for aside in &manifest.aside {
        by_what.entry(&aside.what).or_default().push(&aside.path);
    }
    let folders = manifest.folders.iter().map(|(what, path)| (what.as_str(), path.as_str()));
    let places = folders.chain(manifest.aside.iter().map(|aside| (aside.what.as_str(), aside.path.as_str())));
    let mut by_path = BTreeMap::new();
    for (what, path) in places {
        by_path.entry(path).or_insert_with(|| by_what.get(what).cloned().unwrap_or_default());
    }
    by_path
}

/// Returns the files of ours that are there, as FAT compares names.
fn ours(found: &[Found]) -> BTreeSet<String> {
    let there = found.iter().filter(|found| found.condition != Condition::Missing);
    there.flat_map(|found| [Some(&found.at), found.twin.as_ref()]).flatten().map(|at| key(at)).collect()
}

/// How a file is looked for.
#[derive(Clone, Copy)]
struct How<'a> {
    /// Folders that are ours while the order in its own is put right.
    aside: &'a [&'a str],
    /// Whether all of it is read.
    all: bool,
    /// Whether the last run was cut off.
    cut: bool,
    /// Whether it may have changed something by then.
    busy: bool,
}

/// Looks for a file in all places where a run that was cut off may have left it.
fn find(folders: &mut Folders<'_>, item: &Item, how: How<'_>, passed: &mut Passed<'_>) -> io::Result<Found> {
    let is_read = how.all || item.pending;
    let mut whole: Vec<String> = Vec::new();
    let mut other = None;
    for place in places(folders, item, how)? {
        let Some(bytes) = folders.length(&place)? else { continue };
        let telling = is_read && (bytes == item.bytes || item.was.is_some());
        let sum = if telling { folders.sum(&place, passed)? } else { Sum::Unasked };
        if bytes == item.bytes && (!is_read || sum == Sum::Read(item.sha256)) {
            if !whole.iter().any(|one| key(one) == key(&place)) {
                whole.push(place);
            }
        } else if other.is_none() && !is_alias(name_of(&place)) {
            other = Some((place, not_whole(item, bytes, sum, how.busy)));
        }
    }
    let mut old = replaced(folders, item, how, passed)?;
    let mut whole = whole.into_iter();
    let (at, condition) = match (whole.next(), other) {
        (Some(at), _) => (at, Condition::Whole),
        (None, Some(other)) => other,
        (None, None) => match old.take() {
            Some(old) => (old, Condition::Torn),
            None => (item.path.clone(), Condition::Missing),
        },
    };
    Ok(Found { item: item.clone(), at, condition, twin: whole.next().or(old), is_read })
}

/// Returns what is left of the file that one was about to replace, where that was being removed: a short name.
fn replaced(
    folders: &mut Folders<'_>,
    item: &Item,
    how: How<'_>,
    passed: &mut Passed<'_>,
) -> io::Result<Option<String>> {
    let Some(was) = item.was.filter(|_| how.cut) else { return Ok(None) };
    let from = item.from.as_deref().map(folder_of);
    for folder in [Some(folder_of(&item.path)), from].into_iter().flatten().chain(how.aside.iter().copied()) {
        if let Some(name) = folders.short(folder, passed)?.get(&was) {
            return Ok(Some(join(folder, name)));
        }
    }
    Ok(None)
}

/// Returns where a file may be: where it should be, and where a run that was cut off may have left it.
fn places(folders: &mut Folders<'_>, item: &Item, how: How<'_>) -> io::Result<Vec<String>> {
    let mut places = vec![item.path.clone()];
    if how.cut || item.pending {
        places.extend(item.from.clone());
        for folder in how.aside {
            places.push(join(folder, name_of(&item.path)));
            places.extend(item.from.as_ref().map(|from| join(folder, name_of(from))));
        }
    }
    if how.cut {
        for folder in [folder_of(&item.path)].into_iter().chain(how.aside.iter().copied()) {
            let aliases = folders.list(folder)?.aliases.get(&item.bytes);
            places.extend(aliases.into_iter().flatten().map(|name| join(folder, name)));
        }
    }
    places.dedup();
    Ok(places)
}

/// Returns what a file is that lies where one of ours should, and is not that one.
///
/// What was about to be written may be torn in its full length; names that were about to move tear nothing in
/// a file, but may lead nowhere. What else is different was not made so by us.
fn not_whole(item: &Item, bytes: u64, sum: Sum, busy: bool) -> Condition {
    let is_written = item.pending && (item.was.is_some() || item.from.is_none());
    let is_old = item.pending && item.was.is_some_and(|was| sum == Sum::Read(was));
    let is_torn = busy && (bytes == 0 || sum == Sum::Unreadable || is_written && bytes == item.bytes);
    if is_old || is_torn { Condition::Torn } else { Condition::Altered }
}

/// Returns whether that is the short name which FAT gives to a long one, and all that is left of it where the
/// long one was torn away. It is ours only if what is in it is.
fn is_alias(name: &str) -> bool {
    name.len() <= 12
        && name.is_ascii()
        && name.contains('~')
        && !name.bytes().any(|byte| byte.is_ascii_lowercase())
}

/// What came of reading a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sum {
    /// Nobody needed to.
    Unasked,
    /// It cannot be read to its end. The volume may still be whole.
    Unreadable,
    /// Its fingerprint.
    Read(Digest),
}

/// Folders that were listed, and files that were read, each once.
struct Folders<'v> {
    volume: &'v dyn Volume,
    known: BTreeMap<String, Names>,
    sums: BTreeMap<String, Sum>,
    /// Short names by what is in their files, folder by folder.
    short: BTreeMap<String, BTreeMap<Digest, String>>,
}

/// The names in a folder, so that each is found without looking at all of them.
#[derive(Default)]
struct Names {
    entries: Vec<Entry>,
    /// The lengths of its files, by their names as they are.
    exact: BTreeMap<String, u64>,
    /// The same by what FAT takes for one name.
    alike: BTreeMap<String, u64>,
    /// The short names that may be all that is left of a long one, by the lengths of their files.
    aliases: BTreeMap<u64, Vec<String>>,
}

impl Names {
    fn of(entries: Vec<Entry>) -> Names {
        let mut names = Names::default();
        for entry in entries.iter().filter(|entry| !entry.is_folder) {
            names.exact.insert(entry.name.clone(), entry.bytes);
            names.alike.entry(key(&entry.name)).or_insert(entry.bytes);
            if is_alias(&entry.name) {
                names.aliases.entry(entry.bytes).or_default().push(entry.name.clone());
            }
        }
        Names { entries, ..names }
    }
}

impl Folders<'_> {
    fn list(&mut self, folder: &str) -> io::Result<&Names> {
        if !self.known.contains_key(folder) {
            self.known.insert(folder.to_owned(), Names::of(self.volume.list(folder)?));
        }
        Ok(&self.known[folder])
    }

    /// Returns the length of a file, if it is there.
    fn length(&mut self, path: &str) -> io::Result<Option<u64>> {
        let name = name_of(path);
        let names = self.list(folder_of(path))?;
        Ok(names.exact.get(name).or_else(|| names.alike.get(&key(name))).copied())
    }

    /// Returns the names in a folder that may be all that is left of long ones, by what is in their files.
    fn short(&mut self, folder: &str, passed: &mut Passed<'_>) -> io::Result<&BTreeMap<Digest, String>> {
        if !self.short.contains_key(folder) {
            let names: Vec<String> = self.list(folder)?.aliases.values().flatten().cloned().collect();
            let mut short = BTreeMap::new();
            for name in names {
                if let Sum::Read(sum) = self.sum(&join(folder, &name), passed)? {
                    short.insert(sum, name);
                }
            }
            self.short.insert(folder.to_owned(), short);
        }
        Ok(&self.short[folder])
    }

    /// Reads a file. Somebody who asked to stop gets that for an answer; what cannot be read is told from it.
    fn sum(&mut self, path: &str, passed: &mut Passed<'_>) -> io::Result<Sum> {
        if let Some(sum) = self.sums.get(path) {
            return Ok(*sum);
        }
        let sum = read(self.volume, path, passed)?;
        self.sums.insert(path.to_owned(), sum);
        Ok(sum)
    }
}

fn read(volume: &dyn Volume, path: &str, passed: &mut Passed<'_>) -> io::Result<Sum> {
    let sum = volume.digest(path, passed).map_or(Sum::Unreadable, |(sha256, _)| Sum::Read(sha256));
    passed(0).map_err(io::Error::other)?;
    Ok(sum)
}

impl OnIt {
    /// Reads those of these files that only their name and length spoke for, before they are removed or
    /// replaced: one that somebody has changed without making it longer is theirs. Returns whether there is
    /// one.
    pub fn confirm(
        &mut self,
        volume: &dyn Volume,
        paths: &BTreeSet<String>,
        passed: &mut Passed<'_>,
    ) -> io::Result<bool> {
        let mut altered = false;
        let unread = |found: &&mut Found| found.condition == Condition::Whole && !found.is_read;
        for found in self.found.iter_mut().filter(unread).filter(|found| paths.contains(&found.at)) {
            found.is_read = true;
            if read(volume, &found.at, passed)? != Sum::Read(found.item.sha256) {
                found.condition = Condition::Altered;
                altered = true;
            }
        }
        Ok(altered)
    }

    /// Returns the episodes that count as heard: those that did before, and those that somebody has taken off
    /// since. After a run that was cut off nobody can tell who took what.
    pub fn gone(&self) -> BTreeSet<String> {
        let is_gone = |found: &&Found| {
            found.item.kind == Kind::Sound
                && found.condition == Condition::Missing
                && !found.item.pending
                && !self.cut
        };
        let gone = self.found.iter().filter(is_gone).map(|found| found.item.id.clone());
        let there = self.found.iter().filter(|found| found.condition != Condition::Missing);
        let there: BTreeSet<&str> = there.map(|found| found.item.id.as_str()).collect();
        let before = self.written.manifest.heard.iter().filter(|id| !there.contains(id.as_str())).cloned();
        before.chain(gone).collect()
    }
}
