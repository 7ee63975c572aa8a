//! What may be asked of a player's volume, and the calls that keep it whole.
//!
//! Players are FAT, and FAT has no journal: after a pulled cable it may hold any part of what was written
//! since the last time that everything was pushed through. So the calls here are few, and each says what is
//! on the flash when it returns. Paths are relative to the volume, with slashes.
//!
//! [`Mounted`] is a volume of this computer, the only place in this room that knows the operating system;
//! the tests have one that is a FAT image in memory and loses what FAT loses.

mod eject;
mod mounted;
pub mod mounts;

use std::io::{self, Read};

pub use eject::Stays;
pub use mounted::Mounted;

use crate::world::{Cancelled, Digest};

/// A name in a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The name.
    pub name: String,
    /// The length of the file.
    pub bytes: u64,
    /// Whether it is a folder.
    pub is_folder: bool,
}

/// How much room there is, and how it is counted out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Room {
    /// Bytes that are free.
    pub free: u64,
    /// Bytes that the volume has in all.
    pub whole: u64,
    /// The least that a file takes: files are counted out in pieces of this.
    pub cluster: u64,
    /// Whether nothing can be written.
    pub read_only: bool,
    /// Whether a folder keeps its names in the order in which they came, as FAT does, and players play them
    /// in that order.
    pub keeps_order: bool,
}

impl Room {
    /// Returns what a file of that length takes.
    pub fn taken_by(&self, bytes: u64) -> u64 {
        bytes.div_ceil(self.cluster.max(1)).saturating_mul(self.cluster.max(1))
    }
}

/// Hears how many bytes have passed, and may stop what is going on.
pub type Passed<'p> = dyn FnMut(u64) -> Result<(), Cancelled> + 'p;

/// A volume, or what a test takes for one.
pub trait Volume {
    /// Returns the names in a folder, in the order in which they lie there. A folder that is not there has
    /// none; what is there under its name and is no folder is an error.
    fn list(&self, folder: &str) -> io::Result<Vec<Entry>>;

    /// Returns the contents of a small file, no more than `most` of it, as the volume has it; none where there
    /// is no such file.
    fn read(&self, path: &str, most: u64) -> io::Result<Option<Vec<u8>>>;

    /// Returns the fingerprint and the length of a file as the volume has it, not as this computer
    /// remembers having written it, as far as the system can tell the two apart. `passed` hears how many bytes
    /// have passed, piece by piece, and may stop it.
    fn digest(&self, path: &str, passed: &mut Passed<'_>) -> io::Result<(Digest, u64)>;

    /// Returns whether that is a folder, as the volume compares names; none where nothing is.
    fn is_folder(&self, path: &str) -> io::Result<Option<bool>>;

    /// Makes a folder that must not be there yet.
    fn make_folder(&self, path: &str) -> io::Result<()>;

    /// Makes a file that must not be there yet, of all that comes. Returns once its contents are written.
    fn create(&self, path: &str, contents: &mut dyn Read) -> io::Result<()>;

    /// Writes over the beginning of a file in its place, and never makes it shorter; makes it where it is not
    /// there. So only what is in the file changes, and neither its name nor its room.
    fn overwrite(&self, path: &str, bytes: &[u8]) -> io::Result<()>;

    /// Gives a file or a folder a name that nothing has yet. The old name is gone from the volume before the
    /// new one is there, as far as the system lets itself be told.
    fn rename(&self, from: &str, to: &str) -> io::Result<()>;

    /// Removes files and empty folders: their names first, and their room only when the names are gone from
    /// the volume. The other way round a pulled cable leaves names that lead into nothing, which the next
    /// removal trips over.
    fn remove(&self, paths: &[String]) -> io::Result<()>;

    /// Returns once all that was written to the volume lies on it, its own cache included, and the names in
    /// that folder.
    fn barrier(&self, folder: &str) -> io::Result<()>;

    /// Returns how much room there is.
    fn room(&self) -> io::Result<Room>;

    /// Returns whether the volume still is where it was.
    fn is_there(&self) -> bool;
}

/// Returns whether two names lead to the same bytes on the volume: what is left of a rename that a pulled
/// cable tore. Removing one of them would take the bytes from the other.
///
/// There is no call that tells. So a byte of one is changed, and looked for in the other; then it is put
/// back. Both must be files that are verified afterwards, should the cable be pulled here as well.
pub fn are_one(volume: &dyn Volume, one: &str, other: &str) -> io::Result<bool> {
    let first =
        |path: &str| Ok::<_, io::Error>(volume.read(path, 1)?.and_then(|bytes| bytes.first().copied()));
    let (Some(byte), Some(before)) = (first(one)?, first(other)?) else { return Ok(false) };
    if byte != before {
        return Ok(false);
    }
    let write = |byte: u8| {
        volume.overwrite(one, &[byte])?;
        volume.barrier(folder_of(one))
    };
    write(!byte)?;
    let after = first(other);
    write(byte)?;
    Ok(after? != Some(before))
}

/// Returns whether two names lead to the same folder on the volume, likewise.
pub fn are_one_folder(volume: &dyn Volume, one: &str, other: &str) -> io::Result<bool> {
    const MARK: &str = "POD00000.TMP";
    let names = |folder: &str| {
        let names = volume.list(folder)?.into_iter().map(|entry| entry.name);
        Ok::<_, io::Error>(names.filter(|name| name != MARK).collect::<Vec<_>>())
    };
    let before = names(one)?;
    if before.is_empty() || before != names(other)? {
        return Ok(false);
    }
    let mark = join(one, MARK);
    match volume.create(&mark, &mut io::empty()) {
        Err(err) if err.kind() == io::ErrorKind::AlreadyExists => {}
        made => made?,
    }
    let is_seen = volume.list(other)?.iter().any(|entry| entry.name == MARK);
    volume.remove(&[mark])?;
    Ok(is_seen)
}

/// Returns the folder in which a path lies; the volume itself has an empty name.
pub fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// Returns the last name in a path.
pub fn name_of(path: &str) -> &str {
    path.rsplit_once('/').map_or(path, |(_, name)| name)
}

/// Returns the path of a name in a folder.
pub fn join(folder: &str, name: &str) -> String {
    if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") }
}
