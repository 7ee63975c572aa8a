//! Taking episodes away, and back.

use super::edit::retag_under;
use super::{Changed, EditError};
use crate::catalogue::{Away, Shelved, Show, ShowLock, Wait, What};
use crate::episode::{Episode, Handle};
use crate::world::World;

/// Puts an episode in the trash. Its number stays used.
pub fn remove(world: &World, show: &Show, handle: Handle, wait: Wait) -> Result<Changed, EditError> {
    let lock = show.lock(world, wait)?;
    let before = lock.shelf().get(handle)?.clone();
    let change = lock.change(world, What::Remove);
    let mut after = lock.rewrite(world, &before, before.episode.clone(), Some(Away::Removed), change)?;
    after.folder = lock.settle(world, &after)?;
    Ok(Changed { before, after, noticed: Vec::new() })
}

/// Takes an episode out of the trash: by its number or handle, or by the name that `undo` gave one
/// whose adding was taken back. That one gets the next number if its own has been used meanwhile.
pub fn restore(world: &World, show: &Show, name: &str, wait: Wait) -> Result<Changed, EditError> {
    let lock = show.lock(world, wait)?;
    let before = lock.shelf().get_away(name)?.clone();
    let episode = for_the_shelf(world, &lock, show, &before, before.episode.clone())?;
    let change = lock.change(world, What::Restore);
    let mut after = lock.rewrite(world, &before, episode, None, change)?;
    after.folder = lock.settle(world, &after)?;
    Ok(Changed { before, after, noticed: Vec::new() })
}

/// Takes an episode away for good, on the shelf or in the trash: sound, recording and words. What
/// stays is a tombstone with its number, its GUID and the reason.
pub fn bury(world: &World, show: &Show, name: &str, reason: &str, wait: Wait) -> Result<Shelved, EditError> {
    let lock = show.lock(world, wait)?;
    let shelved = match name.parse::<Handle>() {
        Ok(handle) => match lock.shelf().get(handle) {
            Ok(shelved) => shelved,
            Err(missing) => lock.shelf().get_away(name).map_err(|_| missing)?,
        },
        Err(_) => lock.shelf().get_away(name)?,
    };
    lock.bury(world, shelved, reason.trim(), &lock.change(world, What::Remove))?;
    Ok(shelved.clone())
}

/// Returns the episode as it may stand on the shelf again: with its own number, unless that was free
/// and has been given to another. Then it gets the next one, and a sound whose tags say so. A number
/// that stayed used is its own: whoever has it now was put there by hand.
pub(super) fn for_the_shelf(
    world: &World,
    lock: &ShowLock<'_>,
    show: &Show,
    away: &Shelved,
    mut episode: Episode,
) -> Result<Episode, EditError> {
    if away.away == Some(Away::Removed) && lock.shelf().get(episode.handle).is_ok() {
        return Err(EditError::PlaceTaken { handle: episode.handle });
    }
    if away.away == Some(Away::TakenBack) && lock.shelf().taken().any(|handle| handle == episode.handle) {
        episode.handle = lock.shelf().next_handle(episode.kind());
        episode.sound = retag_under(world, lock, show, away, &episode)?;
    }
    Ok(episode)
}
