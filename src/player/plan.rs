//! What is to be done to a player: decided before anything is, by arithmetic alone.
//!
//! A second plan after the first was carried out has nothing in it.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use super::fit::{Fit, fit};
use super::layout::holdings;
use super::manifest::{Aside, Item, Kind, is_parked};
use super::names::{key, mark};
use super::offer::{Offer, Rendition};
use super::state::{Condition, OnIt, Place};
use super::volume::{Room, folder_of, join, name_of};
use super::wanted::{File, Wanted};
use crate::episode::Handle;
use crate::world::Digest;

/// Where the bytes of a file come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// A file of the show.
    File(PathBuf),
    /// These.
    Bytes(Vec<u8>),
    /// A file that is not made yet. Only a trial plans with one, and its length is about what it will be.
    Unmade,
}

/// A file to be put on the player.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copy {
    /// What it will be.
    pub item: Item,
    /// The episode, if it is one.
    pub handle: Option<Handle>,
    /// Where its bytes come from.
    pub source: Source,
    /// The file that goes when this one is there, and its fingerprint as we left it.
    pub replaces: Option<(String, Digest)>,
}

impl Copy {
    /// Returns whether it is not made yet, so that nobody knows to the byte how long it is.
    pub fn is_estimated(&self) -> bool {
        self.source == Source::Unmade
    }
}

/// A file to be given another place, by its name alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    /// Where it is.
    pub from: String,
    /// Where it will be.
    pub to: String,
}

/// An episode that stays on the player as the same sound, with tags that call it otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stale {
    /// The episode.
    pub handle: Handle,
    /// What its tags call it.
    pub title: String,
}

/// A file of ours that is left as it is, since it is no longer as we left it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    /// Where it is.
    pub path: String,
    /// Whether an episode of the show would be there.
    pub wanted: bool,
}

/// A folder of ours, and the order in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folder {
    /// What it holds, as manifests say it.
    pub what: String,
    /// Where our files of it will be.
    pub path: String,
    /// A folder that is not there yet, for putting the order right.
    pub aside: String,
    /// The names of our sounds in the order of play, as they will be. Where one that somebody has changed lies
    /// is not ours to say.
    pub order: Vec<String>,
    /// Whether names must be put in order before anything is copied.
    pub reorder: bool,
    /// Whether the order will have to be put right after copying.
    pub reorder_after: bool,
}

/// What is to be done to a player.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// The folders in which our files will be, that of the show first.
    pub folders: Vec<Folder>,
    /// How many episodes stay as they are; the parts of an episode are one.
    pub kept: usize,
    /// Episodes that are offered and left out, since there is no room for them.
    pub left_out: Vec<Handle>,
    /// Episodes that stay with tags that call them otherwise.
    pub stale: Vec<Stale>,
    /// What is left since somebody else changed it.
    pub left: Vec<Left>,
    /// What goes: the paths.
    pub remove: Vec<String>,
    /// What gets another place.
    pub moves: Vec<Move>,
    /// What comes, in the order of play.
    pub copies: Vec<Copy>,
    /// Whether a run that was cut off has left something to tidy.
    pub tidy: bool,
    /// The room.
    pub fit: Fit,
    /// Episodes that count as heard, and are not sent again.
    pub heard: BTreeSet<String>,
    /// Whether other episodes count as heard than the manifest says.
    pub hears: bool,
    /// All files of ours, as they will be: the sounds in the order of play.
    pub(super) items: Vec<Item>,
    /// Files that are ours until they are removed.
    pub(super) going: Vec<Item>,
    /// Folders that are ours until they are empty: those of a run that was cut off, and those that hold nothing
    /// any more.
    pub(super) asides: Vec<Aside>,
    /// What of our files somebody has changed: it stays where it is, also when the others move.
    pub(super) staying: BTreeSet<String>,
}

impl Plan {
    /// Returns whether there is nothing to do.
    pub fn is_empty(&self) -> bool {
        self.remove.is_empty()
            && self.moves.is_empty()
            && self.copies.is_empty()
            && !self.reorders()
            && !self.tidy
            && !self.hears
    }

    /// Returns whether names must be put in order.
    pub fn reorders(&self) -> bool {
        self.folders.iter().any(|folder| folder.reorder || folder.reorder_after)
    }

    /// Returns the folder of the show.
    pub fn folder(&self) -> &str {
        self.folders.first().map_or("", |folder| &folder.path)
    }

    /// Returns how many files of that kind go; the parts of an episode are one.
    pub fn removed(&self, kind: Kind) -> usize {
        self.going.iter().filter(|item| item.counts_as(kind)).count()
    }

    /// Returns how many files of that kind come; the parts of an episode are one.
    pub fn copied(&self, kind: Kind) -> usize {
        self.copies.iter().filter(|copy| copy.item.counts_as(kind)).count()
    }

    /// Returns the files on the player that will be gone when all is done.
    pub fn going(&self) -> impl Iterator<Item = &str> {
        let replaced = self.copies.iter().filter_map(|copy| copy.replaces.as_ref());
        self.remove.iter().chain(replaced.map(|(path, _)| path)).map(String::as_str)
    }

    /// Returns how many bytes are to be copied.
    pub fn bytes(&self) -> u64 {
        self.copies.iter().map(|copy| copy.item.bytes).sum()
    }

    /// Returns whether something is to come that is not made yet, so that nobody knows to the byte how long it is.
    pub fn is_estimated(&self) -> bool {
        self.copies.iter().any(Copy::is_estimated)
    }

    /// Returns all files of ours as they will be.
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// Returns the files that will lie in a folder, those that somebody has changed left out.
    pub fn items_in<'p>(&'p self, folder: &'p Folder) -> impl Iterator<Item = &'p Item> {
        let stays = |item: &&Item| self.staying.contains(&item.id);
        self.items.iter().filter(move |item| folder_of(&item.path) == folder.path && !stays(item))
    }

    /// Returns the folders that are ours until they are empty.
    pub fn asides(&self) -> &[Aside] {
        &self.asides
    }
}

/// Returns a folder of nearly that name that is not there yet.
pub fn free_beside<'n>(folder: &str, there: impl Iterator<Item = &'n str>) -> String {
    let there: BTreeSet<String> = there.map(key).collect();
    let names = (2..).map(|nth| name_of(folder).to_owned() + &mark(nth));
    names
        .into_iter()
        .find(|name| !there.contains(&key(name)))
        .map(|name| join(folder_of(folder), &name))
        .unwrap_or_default()
}

/// Decides what is to be done, so that the player holds what is offered and nothing else of ours.
pub fn plan(offer: &Offer, on_it: &OnIt, room: &Room) -> Plan {
    let plan = listing(offer, on_it, room, true);
    // Where the others move, one that somebody has changed stays behind, and no list leads to it.
    if plan.reorders() && !plan.staying.is_empty() { listing(offer, on_it, room, false) } else { plan }
}

/// Decides the same, with those in the lists that somebody has changed, or without them.
fn listing(offer: &Offer, on_it: &OnIt, room: &Room, altered: bool) -> Plan {
    let mut wanted = Wanted::new(on_it);
    let mut folders = Vec::new();
    for holding in holdings(offer, &on_it.heard) {
        let Some(place) = on_it.places.get(&holding.what) else { continue };
        let first = wanted.files.len();
        wanted.folder(&holding, place, offer.picture.as_deref().filter(|_| holding.is_of_show()), altered);
        let played = |file: &&File<'_>| file.item.kind.is_played() && !file.is_altered();
        let order = wanted.files[first..].iter().filter(played);
        folders.push(Folder {
            what: place.what.clone(),
            path: place.path.clone(),
            aside: aside(place, on_it),
            order: order.map(|file| name_of(&file.item.path).to_owned()).collect(),
            reorder: false,
            reorder_after: false,
        });
    }
    let files = wanted.files;
    let mut asides = on_it.written.manifest.aside.clone();
    let is_left = |place: &&Place| !folders.iter().any(|folder| folder.what == place.what);
    let left = on_it.places.values().filter(is_left).filter(|place| !place.entries.is_empty());
    asides.extend(left.map(|place| Aside { what: place.what.clone(), path: place.path.clone() }));
    let moved = folders.iter().filter_map(|folder| {
        let was = on_it.written.manifest.folders.get(&folder.what).filter(|was| **was != folder.path)?;
        Some(Aside { what: folder.what.clone(), path: was.clone() })
    });
    asides.extend(moved);
    let mut plan = Plan {
        folders,
        kept: 0,
        left_out: Vec::new(),
        stale: Vec::new(),
        left: Vec::new(),
        remove: Vec::new(),
        moves: Vec::new(),
        copies: Vec::new(),
        tidy: on_it.cut
            || !on_it.written.manifest.aside.is_empty()
            || on_it.leftovers.iter().any(|one| !is_parked(&one.name)),
        fit: Fit::Enough,
        heard: on_it.heard.clone(),
        hears: on_it.heard != on_it.written.manifest.heard,
        items: files.iter().map(|file| file.item.clone()).collect(),
        going: Vec::new(),
        asides,
        staying: files.iter().filter(|file| file.is_altered()).map(|file| file.item.id.clone()).collect(),
    };
    for file in files {
        plan.take(file);
    }
    plan.leave(on_it);
    plan.put_in_order(on_it, room);
    plan.fit = fit(&plan, on_it, room);
    plan
}

/// Returns a folder beside that one which is not there yet.
fn aside(place: &Place, on_it: &OnIt) -> String {
    let above = folder_of(&place.path);
    let there = on_it.beside.get(above).into_iter().flatten().map(String::as_str);
    let asides = on_it.written.manifest.aside.iter().map(|aside| aside.path.as_str());
    let places = on_it.places.values().map(|place| place.path.as_str());
    let ours = asides.chain(places).filter(|path| folder_of(path) == above).map(name_of);
    free_beside(&place.path, there.chain(ours))
}

/// Decides the same for as many episodes as there is room for, the newest first. Older ones that are there
/// already make way for them.
pub fn fitting(offer: &Offer, on_it: &OnIt, room: &Room) -> Plan {
    let newest = |count: usize| {
        let mut sounds: Vec<&Rendition> = offer.sounds.iter().collect();
        sounds.sort_by_key(|sound| Reverse(sound.handle.number()));
        let out = sounds.split_off(count.min(sounds.len()));
        let left_out = out.into_iter().map(|sound| sound.handle).collect::<Vec<_>>();
        let sounds = offer.sounds.iter().filter(|sound| !left_out.contains(&sound.handle)).cloned().collect();
        Plan { left_out, ..plan(&Offer { sounds, ..offer.clone() }, on_it, room) }
    };
    // Where all are there already, nothing is written, and no room needed.
    let all = newest(offer.sounds.len());
    if !matches!(all.fit, Fit::TooLittle { .. }) {
        return all;
    }
    // The most that fit, between some that do and some that do not.
    let (mut fits, mut too_many) = (0, offer.sounds.len());
    while too_many - fits > 1 {
        let count = usize::midpoint(fits, too_many);
        match newest(count).fit {
            Fit::TooLittle { .. } => too_many = count,
            Fit::Enough | Fit::Tight => fits = count,
        }
    }
    newest(fits)
}

impl Plan {
    /// Decides what is to be done for a file that is wanted.
    fn take(&mut self, file: File<'_>) {
        let File { item, handle, source, found, titled, .. } = file;
        let present = found.filter(|found| found.condition != Condition::Missing);
        match present {
            Some(found) if found.condition == Condition::Altered => {
                self.left.push(Left { path: found.at.clone(), wanted: true });
            }
            Some(found) if found.condition == Condition::Whole && found.item.sha256 == item.sha256 => {
                self.kept += usize::from(item.counts_as(Kind::Sound));
                let says = item.titled.as_deref().filter(|says| titled.is_some_and(|now| now != *says));
                if let (Some(handle), Some(title), true) = (handle, says, item.counts_as(Kind::Sound)) {
                    self.stale.push(Stale { handle, title: title.to_owned() });
                }
                if found.at != item.path {
                    self.moves.push(Move { from: found.at.clone(), to: item.path });
                }
            }
            present => {
                let replaces =
                    present.map(|found| (found.at.clone(), found.item.was.unwrap_or(found.item.sha256)));
                self.copies.push(Copy { item, handle, source, replaces });
            }
        }
    }

    /// Decides what becomes of our files that are not wanted.
    fn leave(&mut self, on_it: &OnIt) {
        let wanted: BTreeSet<String> = self.items.iter().map(|item| item.id.clone()).collect();
        let (kept, going): (Vec<_>, Vec<_>) =
            on_it.found.iter().partition(|found| wanted.contains(&found.item.id));
        // A manifest comes from a stick that anybody had: one file may stand in it twice.
        let mut places: BTreeSet<String> = kept.iter().map(|found| key(&found.at)).collect();
        for found in going {
            if found.condition != Condition::Missing && !places.insert(key(&found.at)) {
                continue;
            }
            match found.condition {
                Condition::Whole | Condition::Torn => {
                    self.remove.push(found.at.clone());
                    let (path, item) = (found.at.clone(), found.item.clone());
                    self.going.push(Item { path, from: None, pending: false, was: None, ..item });
                }
                Condition::Altered => self.left.push(Left { path: found.at.clone(), wanted: false }),
                Condition::Missing => {}
            }
        }
    }

    /// Decides whether the names must be put in order: before copying, where they lie wrong already; after it,
    /// where what is copied belongs in between.
    fn put_in_order(&mut self, on_it: &OnIt, room: &Room) {
        let moved: BTreeSet<&str> = self.moves.iter().map(|one| folder_of(&one.to)).collect();
        for folder in &mut self.folders {
            folder.reorder = moved.contains(folder.path.as_str());
            let Some(place) = on_it.places.get(&folder.what).filter(|_| room.keeps_order) else { continue };
            if folder.reorder {
                continue;
            }
            let copies = || self.copies.iter().filter(|copy| folder_of(&copy.item.path) == folder.path);
            let places = places(&folder.order);
            let at = |name: &str| places.get(&key(name)).copied();
            let coming: BTreeSet<usize> = copies().filter_map(|copy| at(name_of(&copy.item.path))).collect();
            let lying = place.entries.iter().filter_map(|entry| at(&entry.name));
            let lying: Vec<usize> = lying.filter(|at| !coming.contains(at)).collect();
            folder.reorder = !lying.is_sorted();
            let last = lying.iter().max();
            // What replaces a file may find the slots of that one, or not; it is looked at when it is there.
            let between = |copy: &Copy| {
                copy.replaces.is_none() && at(name_of(&copy.item.path)).is_some_and(|at| Some(&at) < last)
            };
            folder.reorder_after = copies().any(between);
        }
    }
}

/// Returns the place of each name in the order of play.
pub(super) fn places(order: &[String]) -> BTreeMap<String, usize> {
    order.iter().enumerate().map(|(at, name)| (key(name), at)).collect()
}
