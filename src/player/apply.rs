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
use super::layout::above;
use super::manifest::{BUSY, HOME, Kind, SHELF, Written, is_parked, parked, stem_of, temporary};
use super::names::key;
use super::plan::{Copy, Plan, Source};
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
        return Err(SyncError::NoRoom { fit: plan.fit.clone(), is_estimated: plan.is_estimated() });
    }
    let when = crate::episode::Moment::new(world.clock.now(), &world.clock.zone()).to_string();
    let mut work = Work::new(world, volume, on_it, plan, read_back);
    let mut said = on_it.written.follow(volume, plan.before(&when)).map_err(on(volume, HOME, "written"))?;
    work.begin()?;
    work.tidy()?;
    work.remove(&plan.remove)?;
    work.make_folders()?;
    let first: Vec<_> = work.to_reorder(|_, folder| Ok(folder.reorder))?;
    if !first.is_empty() || plan.fit == Fit::Tight {
        let replaced: Vec<String> = plan.copies.iter().filter_map(|copy| work.forget(copy)).collect();
        work.remove(&replaced)?;
    }
    work.rebuild(&first)?;
    world.progress.event(Event::Began { step: Step::Copying, total: Some(plan.bytes()), rate: None });
    let copied = plan.copies.iter().try_for_each(|copy| work.copy(copy));
    world.progress.event(Event::Ended { step: Step::Copying });
    copied?;
    let then = work.to_reorder(|nth, _| Ok(!work.is_in_order(nth)?))?;
    if then.iter().any(|(nth, _)| work.folders[*nth] != plan.folders[*nth].path) {
        // Files of somebody else keep a folder; what is said of ours must be true before they move again.
        let midway = said.follow(volume, plan.midway(&work.folders, &then, &when));
        said = midway.map_err(on(volume, HOME, "written"))?;
    }
    work.rebuild(&then)?;
    work.clear()?;
    let mut in_order = true;
    for nth in 0..plan.folders.len() {
        in_order &= work.is_in_order(nth)?;
    }
    let written = said.follow(volume, plan.after(&work.folders, &when));
    let written = written.map_err(on(volume, HOME, "written"))?;
    work.end()?;
    Ok(Applied { written, in_order, reordered: work.reordered, needs_mending: work.needs_mending })
}

#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own, found out at another moment")]
pub(super) struct Work<'a> {
    world: &'a World,
    pub(super) volume: &'a dyn Volume,
    on_it: &'a OnIt,
    pub(super) plan: &'a Plan,
    read_back: bool,
    /// Where our files are by now, those that are not there yet left out.
    pub(super) at: BTreeMap<&'a str, String>,
    /// The folders that they are in, one for each of the plan.
    pub(super) folders: Vec<String>,
    pub(super) keeps_order: bool,
    pub(super) reordered: bool,
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
            folders: plan.folders.iter().map(|folder| folder.path.clone()).collect(),
            keeps_order: volume.room().is_ok_and(|room| room.keeps_order),
            reordered: false,
            needs_mending: false,
        }
    }

    pub(super) fn barrier(&self, folder: &str) -> Result<(), SyncError> {
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

    /// Puts out of sight second names of our folders, and returns those that were.
    fn tidy_folders(&mut self) -> Result<Vec<&'a str>, SyncError> {
        let volume = self.volume;
        let mut hidden = Vec::new();
        for aside in self.plan.asides() {
            let Some(place) = self.on_it.places.get(&aside.what) else { continue };
            let (aside, place) = (aside.path.as_str(), place.path.as_str());
            if aside != place && are_one_folder(volume, aside, place).map_err(on(volume, aside, "read"))? {
                self.park(aside, &parked(&Digest::of(aside.as_bytes())))?;
                hidden.push(aside);
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
        let folders = self.plan.folders.iter().map(|folder| folder.path.as_str());
        let folders = folders.flat_map(|folder| above(folder).into_iter().chain([folder]));
        for folder in [SHELF].into_iter().chain(folders) {
            let there = self.volume.is_folder(folder).map_err(on(self.volume, folder, "read"))?;
            if there.is_none() {
                self.volume.make_folder(folder).map_err(on(self.volume, folder, "made"))?;
                self.barrier(folder_of(folder))?;
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
        let of_plan = folder_of(&item.path);
        let nth = self.plan.folders.iter().position(|folder| folder.path == of_plan);
        let folder = nth.map_or(of_plan, |nth| self.folders[nth].as_str());
        let path = join(folder, name_of(&item.path));
        volume.rename(&temporary, &path).map_err(on(volume, &path, "written"))?;
        self.barrier(folder)?;
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
            return Err(unfit(copy));
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
}

fn open(source: &Source) -> Result<Box<dyn Read + '_>, SyncError> {
    match source {
        Source::Bytes(bytes) => Ok(Box::new(&bytes[..])),
        Source::File(file) => {
            let opened =
                File::open(file).map_err(|err| SyncError::Unreadable { file: file.clone(), source: err })?;
            Ok(Box::new(opened))
        }
        // What a trial plans is never done.
        Source::Unmade => Err(unreadable(source, io::ErrorKind::NotFound.into())),
    }
}

fn unreadable(source: &Source, err: io::Error) -> SyncError {
    match source {
        Source::File(file) => SyncError::Unreadable { file: file.clone(), source: err },
        Source::Bytes(_) | Source::Unmade => {
            SyncError::Io { path: String::new(), doing: "read", source: err }
        }
    }
}

fn unfit(copy: &Copy) -> SyncError {
    let file = match &copy.source {
        Source::File(file) => file.clone(),
        Source::Bytes(_) | Source::Unmade => std::path::PathBuf::new(),
    };
    // What goes along was read a moment ago, and what was made for players can be made again; a master cannot.
    let is_made = copy.item.sound.is_some();
    if copy.item.kind == Kind::Along || is_made {
        SyncError::Changing { file }
    } else {
        SyncError::Unfit { file }
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
