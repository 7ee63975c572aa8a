//! What is to be done to a player: decided before anything is, by arithmetic alone.
//!
//! A second plan after the first was carried out has nothing in it.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use super::fit::{Fit, fit};
use super::manifest::{Item, Kind, Manifest, SHELF, is_parked};
use super::names::{key, safe};
use super::offer::{Offer, Rendition};
use super::state::{Condition, OnIt};
use super::volume::{Room, join, name_of};
use super::wanted::{File, Wanted};
use crate::episode::Handle;
use crate::world::Digest;

/// The longest name of a show's folder and of its list.
const LONGEST_SHOW: usize = 48;
/// What a show is called whose title has nothing in it that a name could have.
const NAMELESS: &str = "Podcast";

/// Where the bytes of a file come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// A file of the show.
    File(PathBuf),
    /// These.
    Bytes(Vec<u8>),
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

/// A file to be given another place, by its name alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    /// Where it is.
    pub from: String,
    /// Where it will be.
    pub to: String,
}

/// A file of ours that is left as it is, since it is no longer as we left it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    /// Where it is.
    pub path: String,
    /// Whether an episode of the show would be there.
    pub wanted: bool,
}

/// What is to be done to a player.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// The folder in which our files will be.
    pub folder: String,
    /// A folder that is not there yet, for putting the order right.
    pub aside: String,
    /// How many episodes stay as they are.
    pub kept: usize,
    /// Episodes that are offered and left out, since there is no room for them.
    pub left_out: Vec<Handle>,
    /// What is left since somebody else changed it.
    pub left: Vec<Left>,
    /// What goes: the paths.
    pub remove: Vec<String>,
    /// What gets another place.
    pub moves: Vec<Move>,
    /// What comes, in the order of play.
    pub copies: Vec<Copy>,
    /// The names of our sounds in the order of play, as they will be. Where one that somebody has changed lies
    /// is not ours to say.
    pub order: Vec<String>,
    /// Whether names must be put in order before anything is copied.
    pub reorder: bool,
    /// Whether the order will have to be put right after copying.
    pub reorder_after: bool,
    /// Whether a run that was cut off has left something to tidy.
    pub tidy: bool,
    /// The room.
    pub fit: Fit,
    /// All files of ours, as they will be: the sounds in the order of play.
    items: Vec<Item>,
    /// Files that are ours until they are removed.
    going: Vec<Item>,
    /// Folders that are ours until they are empty.
    asides: Vec<String>,
    /// What of our files somebody has changed: it stays where it is, also when the others move.
    staying: BTreeSet<String>,
}

impl Plan {
    /// Returns whether there is nothing to do.
    pub fn is_empty(&self) -> bool {
        self.remove.is_empty()
            && self.moves.is_empty()
            && self.copies.is_empty()
            && !self.reorder
            && !self.reorder_after
            && !self.tidy
    }

    /// Returns how many episodes go.
    pub fn episodes_removed(&self) -> usize {
        self.going.iter().filter(|item| item.kind == Kind::Sound).count()
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

    /// Returns the manifest to be written before anything is done: what is there, and what may be there if
    /// the cable is pulled.
    pub fn before(&self, when: &str) -> Manifest {
        let mut items = self.items.clone();
        let moves: BTreeMap<&str, &Move> = self.moves.iter().map(|one| (one.to.as_str(), one)).collect();
        let copies = self.copies.iter().map(|copy| (copy.item.path.as_str(), copy));
        let copies: BTreeMap<&str, &Copy> = copies.collect();
        for item in &mut items {
            let moved = moves.get(item.path.as_str()).map(|one| one.from.clone());
            let copy = copies.get(item.path.as_str());
            let (replaced, was) = copy.and_then(|copy| copy.replaces.clone()).unzip();
            item.pending = moved.is_some() || copy.is_some();
            item.from = moved.or(replaced).filter(|from| *from != item.path);
            item.was = was;
        }
        items.extend(self.going.iter().cloned());
        let mut aside = self.asides.clone();
        aside.push(self.aside.clone());
        Manifest { folder: self.folder.clone(), aside, items, when: when.to_owned() }
    }

    /// Returns the manifest to be written when all is done, our files in that folder.
    pub fn after(&self, folder: &str, when: &str) -> Manifest {
        let item = |item: &Item| match self.staying.contains(&item.id) {
            true => item.clone(),
            false => Item { path: join(folder, name_of(&item.path)), ..item.clone() },
        };
        let items = self.items.iter().map(item).collect();
        Manifest { folder: folder.to_owned(), aside: Vec::new(), items, when: when.to_owned() }
    }

    /// Returns the manifest to be written when our files are in that folder, and are about to be put in order
    /// in another.
    pub fn midway(&self, folder: &str, aside: &str, when: &str) -> Manifest {
        let after = self.after(folder, when);
        // What this run has written may be torn; the rest has only moved.
        let copied: BTreeSet<&str> = self.copies.iter().map(|copy| copy.item.id.as_str()).collect();
        let pending = |item: Item| Item { pending: copied.contains(item.id.as_str()), ..item };
        let items = after.items.into_iter().map(pending).collect();
        Manifest { aside: vec![self.folder.clone(), aside.to_owned()], items, ..after }
    }

    /// Returns all files of ours as they will be.
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// Returns the folders, other than the show's own, that are ours until they are empty.
    pub fn asides(&self) -> &[String] {
        &self.asides
    }
}

/// Returns the folder of a show on a player: the one that it has there, else one of its title.
pub fn place(manifest: &Manifest, show: &str) -> String {
    match manifest.folder.as_str() {
        "" => join(SHELF, &title(show)),
        folder => folder.to_owned(),
    }
}

/// Returns a folder of nearly that name that is not there yet.
pub fn free_beside(folder: &str, there: impl Iterator<Item = String>) -> String {
    let there: BTreeSet<String> = there.map(|name| key(&name)).collect();
    let names = (2_u32..).map(|n| format!("{} ({n})", name_of(folder)));
    names
        .into_iter()
        .find(|name| !there.contains(&key(name)))
        .map(|name| join(SHELF, &name))
        .unwrap_or_default()
}

fn title(show: &str) -> String {
    safe(show, LONGEST_SHOW, NAMELESS)
}

/// Decides what is to be done, so that the player holds what is offered and nothing else of ours.
pub fn plan(offer: &Offer, on_it: &OnIt, room: &Room) -> Plan {
    let plan = listing(offer, on_it, room, true);
    // Where the others move, one that somebody has changed stays behind, and no list leads to it.
    let moves = plan.reorder || plan.reorder_after;
    if moves && !plan.staying.is_empty() { listing(offer, on_it, room, false) } else { plan }
}

/// Decides the same, with those in the lists that somebody has changed, or without them.
fn listing(offer: &Offer, on_it: &OnIt, room: &Room, altered: bool) -> Plan {
    let manifest = &on_it.written.manifest;
    let title = title(&offer.show);
    let folder = on_it.place.clone();
    let beside =
        on_it.beside.iter().cloned().chain(manifest.aside.iter().map(|path| name_of(path).to_owned()));
    let aside = free_beside(&folder, beside);

    let mut wanted = Wanted::new(on_it);
    for sound in &offer.sounds {
        wanted.sound(sound);
    }
    wanted.lists(&title, &offer.sounds, altered);
    if let Some(picture) = &offer.picture {
        wanted.picture(picture);
    }
    let files = wanted.files;
    let staying: BTreeSet<String> =
        files.iter().filter(|file| file.is_altered()).map(|file| file.item.id.clone()).collect();

    let mut plan = Plan {
        aside,
        kept: 0,
        left_out: Vec::new(),
        left: Vec::new(),
        remove: Vec::new(),
        moves: Vec::new(),
        copies: Vec::new(),
        order: files
            .iter()
            .filter(|file| file.item.kind == Kind::Sound && !file.is_altered())
            .map(|file| name_of(&file.item.path).to_owned())
            .collect(),
        reorder: false,
        reorder_after: false,
        tidy: on_it.cut
            || !manifest.aside.is_empty()
            || on_it.leftovers.iter().any(|one| !is_parked(&one.name)),
        fit: Fit::Enough,
        items: files.iter().map(|file| file.item.clone()).collect(),
        going: Vec::new(),
        asides: manifest.aside.clone(),
        staying,
        folder,
    };
    for file in files {
        plan.take(file);
    }
    let wanted: BTreeSet<String> = plan.items.iter().map(|item| item.id.clone()).collect();
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
                plan.remove.push(found.at.clone());
                plan.going.push(Item {
                    path: found.at.clone(),
                    from: None,
                    pending: false,
                    was: None,
                    ..found.item.clone()
                });
            }
            Condition::Altered => plan.left.push(Left { path: found.at.clone(), wanted: false }),
            Condition::Missing => {}
        }
    }
    plan.put_in_order(on_it, room);
    plan.fit = fit(&plan, on_it, room);
    plan
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
        let File { item, handle, source, found } = file;
        let is_sound = item.kind == Kind::Sound;
        let present = found.filter(|found| found.condition != Condition::Missing);
        match present {
            Some(found) if found.condition == Condition::Altered => {
                self.left.push(Left { path: found.at.clone(), wanted: true });
            }
            Some(found) if found.condition == Condition::Whole && found.item.sha256 == item.sha256 => {
                self.kept += usize::from(is_sound);
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

    /// Decides whether the names must be put in order: before copying, where they lie wrong already; after it,
    /// where what is copied belongs in between.
    fn put_in_order(&mut self, on_it: &OnIt, room: &Room) {
        self.reorder = !self.moves.is_empty();
        if self.reorder || !room.keeps_order {
            return;
        }
        let places = places(&self.order);
        let place = |name: &str| places.get(&key(name)).copied();
        let coming: BTreeSet<usize> =
            self.copies.iter().filter_map(|copy| place(name_of(&copy.item.path))).collect();
        let lying: Vec<usize> = on_it
            .folder
            .iter()
            .filter_map(|entry| place(&entry.name))
            .filter(|at| !coming.contains(at))
            .collect();
        self.reorder = !lying.is_sorted();
        let last = lying.iter().max();
        // What replaces a file may find the slots of that one, or not; it is looked at when it is there.
        let between = |copy: &&Copy| {
            copy.replaces.is_none() && place(name_of(&copy.item.path)).is_some_and(|at| Some(&at) < last)
        };
        self.reorder_after = self.copies.iter().any(|copy| between(&copy));
    }
}

/// Returns the place of each name in the order of play.
pub(super) fn places(order: &[String]) -> BTreeMap<String, usize> {
    order.iter().enumerate().map(|(at, name)| (key(name), at)).collect()
}
