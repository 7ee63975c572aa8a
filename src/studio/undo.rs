//! One step back.

use super::removal::for_the_shelf;
use super::{EditError, Undone};
use crate::catalogue::history::{self, Entry};
use crate::catalogue::record::{EpisodeRecord, NEWEST};
use crate::catalogue::{Away, CatalogueError, Change, Shelf, Shelved, Show, Wait, What, baseline, layout};
use crate::world::World;

/// Takes back the last change of the show; with `again`, what the last undo took back returns.
///
/// An episode whose adding is taken back gives its number back, unless it has left this computer:
/// then somebody may have cited the number, and the episode is removed instead.
pub fn undo(world: &World, show: &Show, again: bool, wait: Wait) -> Result<Undone, EditError> {
    let lock = show.lock(world, wait)?;
    // The last change may be one that cannot be read. Rather none is taken back than another.
    show.shelf()?.whole()?;
    let log = history::log(lock.shelf()).map_err(CatalogueError::from)?;
    let entry = history::to_undo(&log, again).ok_or(EditError::NothingToUndo)?;
    if entry.change.what == What::Bury {
        return Err(EditError::GoneForGood { handle: entry.handle });
    }
    let now = owner(lock.shelf(), entry).ok_or(EditError::NothingToUndo)?.clone();
    let older = history::older(&now).map_err(CatalogueError::from)?;
    let before = |record: &EpisodeRecord| record.change.count + 1 == entry.change.count;
    let (episode, away) = match older.into_iter().find(before) {
        Some(record) if record.format > NEWEST => {
            let path = now.folder.join(layout::HISTORY).join(format!("{}.toml", record.change.count));
            return Err(CatalogueError::Newer { path, format: record.format }.into());
        }
        Some(record) => (record.episode, record.away),
        None if entry.change.what == What::Add => (now.episode.clone(), Some(Away::TakenBack)),
        // Somebody has thrown the history away, and with it what was before.
        None => return Err(EditError::NothingToUndo),
    };
    // What was out in the world has its number for good.
    let (episode, away) = match away {
        Some(Away::TakenBack) if baseline::read(show.root())?.is_out(&now.episode.guid) => {
            (now.episode.clone(), Some(Away::Removed))
        }
        other => (episode, other),
    };
    let episode = if away.is_none() { for_the_shelf(world, &lock, show, &now, episode)? } else { episode };
    let change = Change { undoes: Some(entry.change.order), ..lock.change(world, What::Undo) };
    let mut after = lock.rewrite(world, &now, episode, away, change)?;
    after.folder = lock.settle(world, &after)?;
    drop(lock);

    let free_again = match away {
        Some(Away::TakenBack) => Some(show.shelf()?.next_handle(after.episode.kind())),
        _ => None,
    };
    Ok(Undone { what: entry.change.what, shelved: after, free_again })
}

/// Returns the episode to which a line of the log belongs.
fn owner<'s>(shelf: &'s Shelf, entry: &Entry) -> Option<&'s Shelved> {
    shelf.episodes.iter().chain(&shelf.away).find(|shelved| shelved.episode.guid == entry.guid)
}
