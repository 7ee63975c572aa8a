//! Whether there is room for what is planned: counted in clusters, before anything is written.

use std::collections::{BTreeMap, BTreeSet};

use super::layout::above;
use super::manifest::SHELF;
use super::names::slots;
use super::plan::{Copy, Plan};
use super::state::OnIt;
use super::volume::{Room, folder_of, name_of};
use crate::episode::Handle;

/// The bytes of a slot in a folder of FAT.
const SLOT: u64 = 32;
/// Room that is left free, at least: players write lists and bookmarks of their own.
const LEAST_FREE: u64 = 1_000_000;

/// How the room is that the plan needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fit {
    /// There is enough.
    Enough,
    /// There is enough if files go before those that replace them come.
    Tight,
    /// There is too little.
    TooLittle {
        /// How many bytes are missing.
        missing: u64,
        /// Of the episodes to be copied, those that would fit, newest first.
        would_fit: Vec<Handle>,
    },
}

/// Weighs the room that a plan takes against what there is.
pub(super) fn fit(plan: &Plan, on_it: &OnIt, room: &Room) -> Fit {
    let there: BTreeMap<&str, u64> =
        on_it.found.iter().map(|found| (found.at.as_str(), found.item.bytes)).collect();
    let freed = |path: &String| there.get(path.as_str()).map_or(0, |bytes| room.taken_by(*bytes));
    let gone: u64 = plan.remove.iter().map(freed).sum();
    let replaced: u64 =
        plan.copies.iter().filter_map(|copy| copy.replaces.as_ref()).map(|(path, _)| freed(path)).sum();
    let copied: u64 = plan.copies.iter().map(|copy| room.taken_by(copy.item.bytes)).sum();
    let around = around(plan, on_it, room);
    let reserve = if plan.copies.is_empty() { 0 } else { LEAST_FREE.max(room.whole / 100) };
    let needed = copied.saturating_add(around).saturating_add(reserve);
    let have = room.free.saturating_add(gone);
    if needed <= have || plan.is_empty() {
        return Fit::Enough;
    }
    if needed <= have.saturating_add(replaced) {
        return Fit::Tight;
    }
    // Pictures and lists come with any number of episodes.
    let with_them = plan.copies.iter().filter(|copy| copy.handle.is_none());
    let with_them: u64 = with_them.map(|copy| room.taken_by(copy.item.bytes)).sum();
    let mut left = have.saturating_sub(around).saturating_sub(reserve).saturating_sub(with_them);
    let mut sounds: Vec<&Copy> = plan.copies.iter().filter(|copy| copy.handle.is_some()).collect();
    sounds.sort_by_key(|copy| std::cmp::Reverse(copy.handle.and_then(Handle::number)));
    let would_fit = sounds.into_iter().map_while(|copy| {
        left = left.checked_sub(room.taken_by(copy.item.bytes))?;
        copy.handle
    });
    Fit::TooLittle { would_fit: would_fit.collect(), missing: needed - have - replaced }
}

/// Returns what folders and manifests will take in addition.
fn around(plan: &Plan, on_it: &OnIt, room: &Room) -> u64 {
    let mut shelf = if on_it.beside.get(SHELF).is_none_or(Vec::is_empty) { room.taken_by(SLOT) } else { 0 };
    let (mut grown, mut rebuilt) = (0, 0);
    let coming: BTreeSet<&str> = plan.copies.iter().map(|copy| folder_of(&copy.item.path)).collect();
    for folder in &plan.folders {
        let place = on_it.places.get(&folder.what);
        let strangers = place.into_iter().flat_map(|place| &place.strangers).map(|name| slots(name));
        let names = plan.items_in(folder).map(|item| slots(name_of(&item.path)));
        // Two names that every folder has.
        let taken = room.taken_by((names.sum::<u64>() + strangers.sum::<u64>() + 2) * SLOT);
        let is_new = place.is_none_or(|place| place.entries.is_empty());
        // A folder grows by whole clusters, and holes in it may be of no use.
        grown += match is_new {
            true => taken,
            false if !coming.contains(folder.path.as_str()) => 0,
            false => room.taken_by(SLOT),
        };
        if folder.reorder || folder.reorder_after {
            rebuilt += taken;
        }
        if is_new {
            // Its own name may need another cluster above it, and folders on the way to it are new as well.
            shelf += room.taken_by(SLOT) * above(&folder.path).len() as u64;
        }
    }
    let manifests = on_it.written.room_for(&plan.before("")).map(|bytes| room.taken_by(bytes));
    let manifests_now = on_it.written.room().map(|bytes| room.taken_by(bytes));
    let manifests = manifests.iter().sum::<u64>().saturating_sub(manifests_now.iter().sum());
    shelf + grown + rebuilt + manifests
}
