//! Putting names in the order of play: nothing but names is written.
//!
//! All names of a folder move to a new one, one after another, and that one takes the place of the old. If there
//! is a file of somebody else in the old folder, or one of ours that somebody has changed, both folders stay, since
//! those are not ours to move: should the cable be pulled, a name that moves may be lost, and only of what is ours
//! is there another copy.

use std::collections::BTreeSet;
use std::io;

use super::apply::Work;
use super::error::{SyncError, on};
use super::layout::above;
use super::manifest::{Item, SHELF};
use super::names::key;
use super::plan::{Folder, free_beside, places};
use super::volume::{Volume, folder_of, join, name_of};

impl Work<'_> {
    /// Returns which folders are to be put in order, each with a new one that is not there yet.
    pub(super) fn to_reorder(
        &self,
        is_due: impl Fn(usize, &Folder) -> Result<bool, SyncError>,
    ) -> Result<Vec<(usize, String)>, SyncError> {
        let mut due = Vec::new();
        for (nth, folder) in self.plan.folders.iter().enumerate() {
            if !is_due(nth, folder)? {
                continue;
            }
            let mut aside = folder.aside.clone();
            if self.folders[nth] != folder.path {
                let above = folder_of(&folder.path);
                let there = self.volume.list(above).map_err(on(self.volume, above, "read"))?;
                aside = free_beside(&folder.path, there.iter().map(|entry| entry.name.as_str()));
            }
            due.push((nth, aside));
        }
        Ok(due)
    }

    /// Returns whether the sounds lie in their folder in the order of play.
    pub(super) fn is_in_order(&self, nth: usize) -> Result<bool, SyncError> {
        if !self.keeps_order {
            return Ok(true);
        }
        let folder = &self.folders[nth];
        let entries = self.volume.list(folder).map_err(on(self.volume, folder, "read"))?;
        let places = places(&self.plan.folders[nth].order);
        Ok(entries.iter().filter_map(|entry| places.get(&key(&entry.name))).is_sorted())
    }

    /// Puts the names in some folders in order, each by way of a new one. A file may come from another of them.
    pub(super) fn rebuild(&mut self, due: &[(usize, String)]) -> Result<(), SyncError> {
        let (plan, volume) = (self.plan, self.volume);
        for (nth, aside) in due {
            volume.make_folder(aside).map_err(on(volume, aside, "made"))?;
            self.barrier(folder_of(aside))?;
            // Sounds first: nothing else has a place in the order.
            let mut items: Vec<&Item> = plan.items_in(&plan.folders[*nth]).collect();
            items.sort_by_key(|item| !item.kind.is_played());
            for item in items {
                let Some(at) = self.at.get_mut(item.id.as_str()) else { continue };
                let to = join(aside, name_of(&item.path));
                volume.rename(at, &to).map_err(on(volume, at, "moved"))?;
                // One by one: a cut costs one name at most.
                volume.barrier(aside).map_err(on(volume, aside, "written"))?;
                *at = to;
            }
        }
        // What was emptied may lie in a folder that is to go.
        self.clear()?;
        for (nth, aside) in due {
            let folder = &plan.folders[*nth];
            let now = std::mem::replace(&mut self.folders[*nth], aside.clone());
            let left =
                plan.asides().iter().filter(|one| one.what == folder.what).map(|one| one.path.as_str());
            for old in left.chain([folder.path.as_str(), &now]) {
                remove_empty(volume, old)?;
            }
            self.reordered = true;
            match volume.rename(aside, &folder.path) {
                Err(err) if err.kind() == io::ErrorKind::AlreadyExists => continue,
                renamed => renamed.map_err(on(volume, aside, "moved"))?,
            }
            self.barrier(folder_of(aside))?;
            self.folders[*nth].clone_from(&folder.path);
            let there = self.at.values_mut().filter(|at| folder_of(at) == *aside);
            for at in there {
                *at = join(&folder.path, name_of(at));
            }
        }
        Ok(())
    }

    /// Removes the folders that were ours until they are empty, and those above them in which nothing else is.
    pub(super) fn clear(&self) -> Result<(), SyncError> {
        let ours: BTreeSet<&str> = self.folders.iter().map(String::as_str).collect();
        for aside in self.plan.asides() {
            let path = aside.path.as_str();
            for folder in [path].into_iter().chain(above(path).into_iter().rev()) {
                if folder != SHELF && !ours.contains(folder) {
                    remove_empty(self.volume, folder)?;
                }
            }
        }
        Ok(())
    }
}

/// Removes a folder, if it is there and nothing is in it.
pub(super) fn remove_empty(volume: &dyn Volume, folder: &str) -> Result<(), SyncError> {
    let is_there = volume.is_folder(folder).map_err(on(volume, folder, "read"))? == Some(true);
    if is_there && volume.list(folder).map_err(on(volume, folder, "read"))?.is_empty() {
        volume.remove(&[folder.to_owned()]).map_err(on(volume, folder, "removed"))?;
    }
    Ok(())
}
