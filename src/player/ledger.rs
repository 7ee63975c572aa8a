//! What this computer remembers of each player: who it is, what it last received, and when.
//!
//! It lies in `episodes/.players/`, one file for each. Nothing depends on it: the player itself is the truth.
//! Beside it lies a file that serves as a lock, so that two programs are never busy with one player.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use super::form;
use super::manifest::{Identity, Manifest};
use crate::catalogue::{CatalogueError, Show, layout};
use crate::world::World;
use crate::world::disk::{make_folder, open_lock, replace_file};

/// What this computer remembers of a player.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remembered {
    /// Who it is.
    pub identity: Identity,
    /// What it last received.
    pub manifest: Manifest,
    /// When it was last here and in order, RFC 3339.
    pub when: String,
}

/// A player that nobody else on this computer is busy with, for as long as this lives.
#[derive(Debug)]
pub struct Held(#[expect(dead_code, reason = "held, not read")] File);

/// Holds a player; none where another program does.
pub fn hold(world: &World, show: &Show, id: &str) -> Result<Option<Held>, CatalogueError> {
    let folder = folder(world, show)?;
    let path = folder.join(format!("{id}.lock"));
    let file = open_lock(&path).map_err(CatalogueError::io(&path, "written"))?;
    match file.try_lock() {
        Ok(()) => Ok(Some(Held(file))),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(err)) => Err(CatalogueError::io(&path, "locked")(err)),
    }
}

/// Remembers a player as it is now.
pub fn remember(world: &World, show: &Show, seen: &Remembered) -> Result<(), CatalogueError> {
    let path = folder(world, show)?.join(format!("{}.json", seen.identity.id));
    let bytes = form::written_remembered(seen);
    replace_file(world.disk.as_ref(), &path, &bytes).map_err(CatalogueError::io(&path, "written"))
}

/// Returns what is remembered of a player. What cannot be read is forgotten.
pub fn recall(show: &Show, id: &str) -> Option<Remembered> {
    read(&layout::players(show.root()).join(format!("{id}.json")))
}

/// Returns all players that are remembered. What cannot be read is forgotten.
pub fn all(show: &Show) -> Vec<Remembered> {
    let entries = fs::read_dir(layout::players(show.root())).into_iter().flatten().flatten();
    let files = entries.map(|entry| entry.path());
    files
        .filter(|path| path.extension().is_some_and(|ending| ending == "json"))
        .filter_map(|path| read(&path))
        .collect()
}

/// Forgets a player. The lock file stays: somebody may be waiting for it.
pub fn forget(world: &World, show: &Show, id: &str) -> Result<(), CatalogueError> {
    let path = layout::players(show.root()).join(format!("{id}.json"));
    match world.disk.remove_file(&path) {
        Err(err) if err.kind() != io::ErrorKind::NotFound => Err(CatalogueError::io(&path, "removed")(err)),
        _ => Ok(()),
    }
}

fn read(path: &Path) -> Option<Remembered> {
    form::read_remembered(&fs::read(path).ok()?).ok()
}

fn folder(world: &World, show: &Show) -> Result<PathBuf, CatalogueError> {
    let folder = layout::players(show.root());
    make_folder(world.disk.as_ref(), &folder).map_err(CatalogueError::io(&folder, "made"))?;
    Ok(folder)
}
