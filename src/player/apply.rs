//! Doing what was planned, so that a cable pulled at any moment costs nothing but time.
//!
//! ```text
//! the manifest says what is about to come → busy appears
//!   → what a cut run left is tidied → what goes, goes
//!   → each file: a temporary in .podcast/, synced, through the barrier, read back,
//!     then its own name in the folder, and the barrier again
//!   → names in the order of play → the manifest says what is there → busy goes
//! ```
//!
//! On FAT nothing less is safe: a rename that is not behind a barrier may reach the flash before the bytes it
//! names do. Nor is a rename over a name that is taken, so a file that replaces another comes when that one
//! has gone. Removing is in two steps as well: see [`Volume::remove`].

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, Read, Write as _};

use super::error::{SyncError, on};
use super::fit::Fit;
use super::manifest::{BUSY, HOME, Item, Kind, SHELF, Written, is_parked, parked, stem_of, temporary};
use super::names::key;
use super::plan::{Copy, Plan, Source, free_beside, places};
use super::state::{Condition, Found, OnIt};
use super::volume::{Volume, are_one, are_one_folder, folder_of, join, name_of};
use crate::world::digest::Hashing;
use crate::world::{Cancelled, Digest, Event, Step, World};

/// What was done to a player.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    /// The manifest that stands on it now.
    pub written: Written,
    /// Whether the folder of the show lies in the order of play; so does one on a volume that has no order.
    pub in_order: bool,
    /// Whether the names in the folder were put in order.
    pub reordered: bool,
    /// Whether the volume is in need of mending by the computer: two names lead to the same bytes.
    pub needs_mending: bool,
}

/// Does what was planned. `read_back` has every copy read once more from the volume before it gets its name.
pub fn apply(
    world: &World,
    volume: &dyn Volume,
    on_it: &OnIt,
    plan: &Plan,
    read_back: bool,
) -> Result<Applied, SyncError> {
    if matches!(plan.fit, Fit::TooLittle { .. }) {
        return Err(SyncError::NoRoom { fit: plan.fit.clone() });
    }
    let when = crate::episode::Moment::new(world.clock.now(), &world.clock.zone()).to_string();
    let mut work = Work::new(world, volume, on_it, plan, read_back);
    let before = on_it.written.follow(volume, plan.before(&when));
    let before = before.map_err(on(volume, HOME, "written"))?;
    work.begin()?;
    work.tidy()?;
    work.remove(&plan.remove)?;
    work.make_folders()?;
    if plan.reorder || plan.fit == Fit::Tight {
        let replaced: Vec<String> = plan.copies.iter().filter_map(|copy| work.forget(copy)).collect();
        work.remove(&replaced)?;
    }
    if plan.reorder {
        work.rebuild(&plan.aside)?;
    }
    world.progress.event(Event::Began { step: Step::Copying, total: Some(plan.bytes()), rate: None });
    let copied = plan.copies.iter().try_for_each(|copy| work.copy(copy));
    world.progress.event(Event::Ended { step: Step::Copying });
    copied?;
    let mut before = before;
    if !work.is_in_order()? {
        let mut aside = plan.aside.clone();
        if work.folder != plan.folder {
            // Files of somebody else keep the folder; what is said of ours must be true before they move again.
            let there = volume.list(SHELF).map_err(on(volume, SHELF, "read"))?;
            aside = free_beside(&plan.folder, there.into_iter().map(|entry| entry.name));
            let midway = before.follow(volume, plan.midway(&work.folder, &aside, &when));
            before = midway.map_err(on(volume, HOME, "written"))?;
        }
        work.rebuild(&aside)?;
    }
    let in_order = work.is_in_order()?;
    let written = before.follow(volume, plan.after(&work.folder, &when));
    let written = written.map_err(on(volume, HOME, "written"))?;
    work.end()?;
    Ok(Applied { written, in_order, reordered: work.reordered, needs_mending: work.needs_mending })
}

#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own, found out at another moment")]
struct Work<'a> {
    world: &'a World,
    volume: &'a dyn Volume,
    on_it: &'a OnIt,
    plan: &'a Plan,
    read_back: bool,
    /// Where our files are by now, those that are not there yet left out.
    at: BTreeMap<&'a str, String>,
    /// The folder that they are in.
    folder: String,
    keeps_order: bool,
    reordered: bool,
    needs_mending: bool,
}

impl<'a> Work<'a> {
    fn new(
        world: &'a World,
        volume: &'a dyn Volume,
        on_it: &'a OnIt,
        plan: &'a Plan,
        read_back: bool,
    ) -> Work<'a> {
        // What somebody has changed is theirs: it is nowhere as far as we are concerned.
        let ours = |found: &&Found| matches!(found.condition, Condition::Whole | Condition::Torn);
        let present = on_it.found.iter().filter(ours);
        Work {
            world,
            volume,
            on_it,
            plan,
            read_back,
            at: present.map(|found| (found.item.id.as_str(), found.at.clone())).collect(),
            folder: plan.folder.clone(),
            keeps_order: volume.room().is_ok_and(|room| room.keeps_order),
            reordered: false,
            needs_mending: false,
        }
    }

    fn barrier(&self, folder: &str) -> Result<(), SyncError> {
        self.volume.barrier(folder).map_err(on(self.volume, folder, "written"))
    }

    fn begin(&self) -> Result<(), SyncError> {
        match self.volume.create(BUSY, &mut io::empty()) {
            Err(err) if err.kind() == io::ErrorKind::AlreadyExists => {}
            made => made.map_err(on(self.volume, BUSY, "written"))?,
        }
        self.barrier(HOME)
    }

    fn end(&self) -> Result<(), SyncError> {
        self.volume.remove(&[BUSY.to_owned()]).map_err(on(self.volume, BUSY, "removed"))
    }

    /// Takes away what a run that was cut off left. A name that leads to the bytes of a file that stays is
    /// kept out of sight: to remove it would free the bytes of both.
    fn tidy(&mut self) -> Result<(), SyncError> {
        let mut gone = Vec::new();
        let hidden = self.tidy_folders()?;
        for found in &self.on_it.found {
            let twin = found.twin.as_ref().filter(|twin| !hidden.contains(&folder_of(twin)));
            let Some(twin) = twin else { continue };
            if self.are_one(twin, &found.at)? {
                self.park(twin, &parked(&found.item.sha256))?;
            } else {
                gone.push(twin.clone());
            }
        }
        let stems = self.on_it.found.iter().map(|found| (stem_of(&found.item.sha256), found));
        let stems: BTreeMap<String, &Found> = stems.rev().collect();
        for entry in &self.on_it.leftovers {
            let path = join(HOME, &entry.name);
            let named = stems.get(&entry.name.to_ascii_uppercase()[..8]);
            let other = named.filter(|found| found.condition == Condition::Whole && entry.bytes > 0);
            match other {
                Some(found) if self.are_one(&path, &found.at)? => {
                    self.park(&path, &parked(&found.item.sha256))?;
                }
                // The other name of it is gone, and with it the bytes.
                None if is_parked(&entry.name) && entry.bytes > 0 => self.needs_mending = true,
                _ => gone.push(path),
            }
        }
        self.remove(&gone)
    }

    /// Puts out of sight a second name of the show's folder, and returns those that were.
    fn tidy_folders(&mut self) -> Result<Vec<&'a str>, SyncError> {
        let (volume, place) = (self.volume, &self.on_it.place);
        let mut hidden = Vec::new();
        for aside in self.plan.asides() {
            if are_one_folder(volume, aside, place).map_err(on(volume, aside, "read"))? {
                self.park(aside, &parked(&Digest::of(aside.as_bytes())))?;
                hidden.push(aside.as_str());
            }
        }
        Ok(hidden)
    }

    fn are_one(&self, one: &str, other: &str) -> Result<bool, SyncError> {
        are_one(self.volume, one, other).map_err(on(self.volume, one, "read"))
    }

    fn park(&mut self, path: &str, to: &str) -> Result<(), SyncError> {
        self.needs_mending = true;
        if key(path) == key(to)
            || self
                .volume
                .list(HOME)
                .is_ok_and(|all| all.iter().any(|one| key(&one.name) == key(name_of(to))))
        {
            return Ok(());
        }
        self.volume.rename(path, to).map_err(on(self.volume, path, "moved"))?;
        self.barrier(HOME)
    }

    fn remove(&mut self, paths: &[String]) -> Result<(), SyncError> {
        if paths.is_empty() {
            return Ok(());
        }
        let gone: BTreeSet<&String> = paths.iter().collect();
        self.at.retain(|_, at| !gone.contains(at));
        self.volume.remove(paths).map_err(on(self.volume, &paths[0], "removed"))
    }

    fn make_folders(&self) -> Result<(), SyncError> {
        for (parent, folder) in [("", SHELF), (SHELF, self.plan.folder.as_str())] {
            let there = self.volume.is_folder(folder).map_err(on(self.volume, folder, "read"))?;
            if there.is_none() {
                self.volume.make_folder(folder).map_err(on(self.volume, folder, "made"))?;
                self.barrier(parent)?;
            }
        }
        Ok(())
    }

    /// Returns the file that a copy replaces, unless it has gone already.
    fn forget(&self, copy: &Copy) -> Option<String> {
        let (path, _) = copy.replaces.clone()?;
        (self.at.get(copy.item.id.as_str()) == Some(&path)).then_some(path)
    }

    fn copy(&mut self, copy: &'a Copy) -> Result<(), SyncError> {
        self.world.cancel.check()?;
        let (volume, item) = (self.volume, &copy.item);
        let temporary = temporary(&item.sha256);
        let brought = self.bring(copy, &temporary);
        if let Err(err) = brought {
            // Where even this fails, the next run finds it.
            volume.remove(&[temporary]).ok();
            return Err(err);
        }
        if let Some(replaced) = self.forget(copy) {
            self.remove(&[replaced])?;
        }
        let path = join(&self.folder, name_of(&item.path));
        volume.rename(&temporary, &path).map_err(on(volume, &path, "written"))?;
        self.barrier(&self.folder)?;
        self.at.insert(&item.id, path);
        Ok(())
    }

    /// Writes the bytes of a copy under another name, and makes sure that they are there.
    fn bring(&self, copy: &Copy, temporary: &str) -> Result<(), SyncError> {
        let (volume, item) = (self.volume, &copy.item);
        let mut passing = Passing {
            world: self.world,
            inner: open(&copy.source)?,
            sum: Hashing::new(io::sink()),
            end: None,
        };
        let written = volume.create(temporary, &mut passing);
        match passing.end {
            Some(End::Cancelled(cancelled)) => return Err(cancelled.into()),
            Some(End::Unreadable(source)) => return Err(unreadable(&copy.source, source)),
            None => written.map_err(on(volume, &item.path, "written"))?,
        }
        if (passing.sum.digest(), passing.sum.bytes()) != (item.sha256, item.bytes) {
            return Err(unfit(&copy.source));
        }
        self.barrier(HOME)?;
        if self.read_back {
            let read = volume.digest(temporary, &mut |_| self.world.cancel.check());
            self.world.cancel.check()?;
            let read = read.map_err(on(volume, &item.path, "read"))?;
            if read != (item.sha256, item.bytes) {
                return Err(SyncError::Unfaithful { path: item.path.clone() });
            }
        }
        Ok(())
    }

    /// Returns whether the sounds lie in their folder in the order of play.
    fn is_in_order(&self) -> Result<bool, SyncError> {
        if !self.keeps_order {
            return Ok(true);
        }
        let entries = self.volume.list(&self.folder).map_err(on(self.volume, &self.folder, "read"))?;
        let places = places(&self.plan.order);
        Ok(entries.iter().filter_map(|entry| places.get(&key(&entry.name))).is_sorted())
    }

    /// Puts the names in order: all of them move to a new folder, one after another, and that one takes the
    /// place of the old. Nothing but names is written. If there is a file of somebody else in the old folder,
    /// or one of ours that somebody has changed, both folders stay, since those are not ours to move: should the
    /// cable be pulled, a name that moves may be lost, and only of what is ours is there another copy.
    fn rebuild(&mut self, aside: &str) -> Result<(), SyncError> {
        let volume = self.volume;
        volume.make_folder(aside).map_err(on(volume, aside, "made"))?;
        self.barrier(SHELF)?;
        // Sounds first: nothing else has a place in the order.
        let mut items: Vec<&Item> = self.plan.items().iter().collect();
        items.sort_by_key(|item| item.kind != Kind::Sound);
        for item in items {
            let Some(at) = self.at.get_mut(item.id.as_str()) else { continue };
            let to = join(aside, name_of(&item.path));
            volume.rename(at, &to).map_err(on(volume, at, "moved"))?;
            // One by one: a cut costs one name at most.
            volume.barrier(aside).map_err(on(volume, aside, "written"))?;
            *at = to;
        }
        let last = self.folder.clone();
        for folder in self.plan.asides().iter().chain([&self.plan.folder, &last]) {
            let is_there = volume.is_folder(folder).map_err(on(volume, folder, "read"))? == Some(true);
            if is_there && volume.list(folder).map_err(on(volume, folder, "read"))?.is_empty() {
                volume.remove(std::slice::from_ref(folder)).map_err(on(volume, folder, "removed"))?;
            }
        }
        aside.clone_into(&mut self.folder);
        self.reordered = true;
        match volume.rename(aside, &self.plan.folder) {
            Err(err) if err.kind() == io::ErrorKind::AlreadyExists => return Ok(()),
            renamed => renamed.map_err(on(volume, aside, "moved"))?,
        }
        self.barrier(SHELF)?;
        self.folder.clone_from(&self.plan.folder);
        for at in self.at.values_mut() {
            *at = join(&self.folder, name_of(at));
        }
        Ok(())
    }
}

fn open(source: &Source) -> Result<Box<dyn Read + '_>, SyncError> {
    match source {
        Source::Bytes(bytes) => Ok(Box::new(&bytes[..])),
        Source::File(file) => {
            let opened =
                File::open(file).map_err(|err| SyncError::Unreadable { file: file.clone(), source: err })?;
            Ok(Box::new(opened))
        }
    }
}

fn unreadable(source: &Source, err: io::Error) -> SyncError {
    match source {
        Source::File(file) => SyncError::Unreadable { file: file.clone(), source: err },
        Source::Bytes(_) => SyncError::Io { path: String::new(), doing: "read", source: err },
    }
}

fn unfit(source: &Source) -> SyncError {
    match source {
        Source::File(file) => SyncError::Unfit { file: file.clone() },
        Source::Bytes(_) => SyncError::Unfit { file: std::path::PathBuf::new() },
    }
}

/// What ended the reading of a source before its end.
enum End {
    Cancelled(Cancelled),
    Unreadable(io::Error),
}

/// A source on its way to the player: hashed, counted, and stopped when somebody asks for that.
struct Passing<'a, R> {
    world: &'a World,
    inner: R,
    sum: Hashing<io::Sink>,
    /// Kept aside, since the volume cannot tell an error of its own from one of the source.
    end: Option<End>,
}

impl<R: Read> Read for Passing<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if let Err(cancelled) = self.world.cancel.check() {
            self.end = Some(End::Cancelled(cancelled));
            return Err(io::Error::other(cancelled));
        }
        match self.inner.read(buffer) {
            Ok(read) => {
                self.sum.write_all(&buffer[..read])?;
                self.world.progress.event(Event::Advanced { step: Step::Copying, by: read as u64 });
                Ok(read)
            }
            Err(err) => {
                let kind = err.kind();
                self.end = Some(End::Unreadable(err));
                Err(kind.into())
            }
        }
    }
}
