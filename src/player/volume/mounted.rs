//! A volume that is mounted on this computer.
//!
//! `syncfs` pushes what vfat has written, but asks the device to empty no cache of its own; `fsync` of a
//! folder does that. So a barrier is both, in this order. What is pushed at once may arrive in any order, though
//! (Linux 6.1 writes a batch backwards), so where the order matters it is asked for: `fsync` of a folder on vfat
//! writes the names in it and the table of clusters, and no other name. Linux is what was measured; on other systems each
//! call does what the standard library has for it, and nobody has tried them with a pulled cable.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek as _, Write as _};
use std::path::{Path, PathBuf};

use super::super::manifest::HOME;
use super::mounts::{self, Mount};
use super::{Entry, Passed, Room, Stays, Volume};
use crate::world::digest::Hashing;
use crate::world::disk::{folder_of, open_without_waiting};
use crate::world::{Digest, Disk, World};

/// How much is read and written at once: what a stick writes in a breath.
const PIECE: usize = 1 << 20;

/// After so many pieces what is known of a file is written down.
const PIECES: usize = 16;

/// So many removed files are held open at once; systems allow a thousand or so to one process.
const HELD: usize = 64;

/// A volume, by the folder in which it is mounted.
pub struct Mounted<'d> {
    disk: &'d dyn Disk,
    root: PathBuf,
    mount: Option<Mount>,
}

impl<'d> Mounted<'d> {
    /// Takes a folder as a volume. It may be one in truth, or stand for one.
    pub fn at(disk: &'d dyn Disk, root: &Path) -> io::Result<Mounted<'d>> {
        let root = fs::canonicalize(root)?;
        if !root.is_dir() {
            return Err(io::ErrorKind::NotADirectory.into());
        }
        let mount = mounts::of(&mounts::all(), &root).cloned();
        Ok(Mounted { disk, root, mount })
    }

    /// Returns the folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Returns whether the folder is all of a volume, and not a folder on one.
    pub fn is_whole_volume(&self) -> bool {
        self.mount.as_ref().is_some_and(|mount| mount.point == self.root)
    }

    /// Returns whether it is a volume that people carry about.
    pub fn is_removable(&self) -> bool {
        self.is_whole_volume() && self.mount.as_ref().is_some_and(mounts::is_removable)
    }

    /// Hands it back to whoever wants to pull it out. A disk that stays in this computer is not.
    pub fn eject(&self, world: &World) -> Result<(), Stays> {
        let mount = self.mount.as_ref().filter(|_| self.is_removable());
        super::eject::eject(world, &self.root, mount)
    }

    /// Returns the serial number of the volume, where there is one and the system tells it.
    pub fn serial(&self) -> Option<String> {
        self.mount.as_ref().filter(|_| self.is_whole_volume()).and_then(mounts::serial)
    }

    /// Returns a path as the system has it. Names are made here, and those of a manifest are looked at when it
    /// is read; what a name cannot tell is whether a link leads out of the volume. FAT has none, other volumes
    /// may: behind one, nothing is ours.
    fn path(&self, path: &str) -> io::Result<PathBuf> {
        let mut whole = self.root.clone();
        for part in path.split('/').filter(|part| !part.is_empty()) {
            whole.push(part);
            if whole.symlink_metadata().is_ok_and(|metadata| metadata.is_symlink()) {
                return Err(io::Error::new(io::ErrorKind::InvalidInput, format!("{path} leads elsewhere")));
            }
        }
        Ok(whole)
    }

    /// Removes a few: their names first, their room after that.
    fn remove_some(&self, paths: &[String]) -> io::Result<()> {
        // Whoever holds a file open keeps its room taken after its name has gone.
        let mut held = Vec::with_capacity(paths.len());
        for path in paths {
            let path = self.path(path)?;
            held.push(open_without_waiting(&path).ok());
            if path.symlink_metadata()?.is_dir() {
                self.disk.remove_empty_dir(&path)?;
            } else {
                self.disk.remove_file(&path)?;
            }
        }
        let mut folders: Vec<&str> = paths.iter().map(|path| super::folder_of(path)).collect();
        folders.dedup();
        folders.retain(|folder| self.path(folder).is_ok_and(|folder| folder.is_dir()));
        folders.iter().try_for_each(|folder| self.barrier(folder))?;
        drop(held);
        folders.iter().try_for_each(|folder| self.barrier(folder))
    }
}

impl Volume for Mounted<'_> {
    fn list(&self, folder: &str) -> io::Result<Vec<Entry>> {
        let entries = match fs::read_dir(self.path(folder)?) {
            Err(err) if err.kind() == io::ErrorKind::NotFound && !folder.is_empty() => return Ok(Vec::new()),
            entries => entries?,
        };
        let mut listed = Vec::new();
        for entry in entries {
            let entry = entry?;
            // A link is neither followed nor ours: FAT has none, and what lies behind one is not the player's.
            let metadata = entry.metadata()?;
            let name = entry.file_name().to_string_lossy().into_owned();
            listed.push(Entry { name, bytes: metadata.len(), is_folder: metadata.is_dir() });
        }
        Ok(listed)
    }

    fn read(&self, path: &str, most: u64) -> io::Result<Option<Vec<u8>>> {
        let file = match open_without_waiting(&self.path(path)?) {
            Err(err) if err.kind() == io::ErrorKind::NotFound => return Ok(None),
            file => file?,
        };
        forget(&file);
        let mut bytes = Vec::new();
        file.take(most).read_to_end(&mut bytes)?;
        Ok(Some(bytes))
    }

    fn digest(&self, path: &str, passed: &mut Passed<'_>) -> io::Result<(Digest, u64)> {
        let mut file = open_without_waiting(&self.path(path)?)?;
        forget(&file);
        let mut sum = Hashing::new(io::sink());
        let mut piece = vec![0; PIECE];
        loop {
            let read = match file.read(&mut piece) {
                Err(err) if err.kind() == io::ErrorKind::Interrupted => continue,
                read => read?,
            };
            if read == 0 {
                return Ok((sum.digest(), sum.bytes()));
            }
            sum.write_all(&piece[..read])?;
            passed(read as u64).map_err(io::Error::other)?;
        }
    }

    fn is_folder(&self, path: &str) -> io::Result<Option<bool>> {
        match self.path(path)?.symlink_metadata() {
            Err(err) if err.kind() == io::ErrorKind::NotFound => Ok(None),
            metadata => Ok(Some(metadata?.is_dir())),
        }
    }

    fn make_folder(&self, path: &str) -> io::Result<()> {
        self.disk.create_dir(&self.path(path)?)?;
        // The cluster of the new folder is taken in the table before any name leads to it.
        let elsewhere = self.path(HOME)?;
        if path != HOME && elsewhere.is_dir() { self.disk.sync_dir(&elsewhere) } else { Ok(()) }
    }

    fn create(&self, path: &str, contents: &mut dyn Read) -> io::Result<()> {
        let path = self.path(path)?;
        let mut file = self.disk.create_new(&path)?;
        let mut piece = vec![0; PIECE];
        for nth in 1.. {
            match contents.read(&mut piece)? {
                0 => break,
                read => file.write_all(&piece[..read])?,
            }
            // Before the system gets round to writing the name by itself.
            if nth % PIECES == 0 {
                self.disk.sync_dir(folder_of(&path))?;
            }
        }
        // `fsync` of a file on vfat writes its name with length and first cluster, and the chain of clusters
        // after that. A name that leads into no chain cannot even be removed any more; so the table goes first.
        self.disk.sync_dir(folder_of(&path))?;
        self.disk.sync(&file)
    }

    fn overwrite(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        let path = self.path(path)?;
        let mut file = match OpenOptions::new().read(true).write(true).open(&path) {
            Err(err) if err.kind() == io::ErrorKind::NotFound => self.disk.create_new(&path)?,
            file => file?,
        };
        file.rewind()?;
        file.write_all(bytes)?;
        self.disk.sync_dir(folder_of(&path))?; // before the file, for the reason that `create` has
        self.disk.sync(&file)
    }

    fn rename(&self, from: &str, to: &str) -> io::Result<()> {
        self.disk.rename_new(&self.path(from)?, &self.path(to)?)?;
        // The old name goes first. Cut here, the file has none, and is copied again; the other way round it
        // would have two, and to remove one would take its bytes from the other.
        let (old, new) = (super::folder_of(from), super::folder_of(to));
        if old == new { Ok(()) } else { self.disk.sync_dir(&self.path(old)?) }
    }

    fn remove(&self, paths: &[String]) -> io::Result<()> {
        // Each is held open for a while, and there is an end to how many may be.
        paths.chunks(HELD).try_for_each(|paths| self.remove_some(paths))
    }

    fn barrier(&self, folder: &str) -> io::Result<()> {
        let folder = self.path(folder)?;
        push(&folder)?;
        self.disk.sync_dir(&folder)
    }

    #[cfg(unix)]
    fn room(&self) -> io::Result<Room> {
        let stat = rustix::fs::statvfs(&self.root)?;
        Ok(Room {
            free: stat.f_bavail.saturating_mul(stat.f_frsize),
            whole: stat.f_blocks.saturating_mul(stat.f_frsize),
            cluster: stat.f_frsize.max(1),
            read_only: stat.f_flag.contains(rustix::fs::StatVfsMountFlags::RDONLY),
            keeps_order: self.mount.as_ref().is_some_and(Mount::keeps_order),
        })
    }

    /// The room of a volume is not asked here: a copy that does not fit says so itself, and its temporary goes.
    #[cfg(not(unix))]
    fn room(&self) -> io::Result<Room> {
        let free = u64::MAX / 4;
        Ok(Room { free, whole: free, cluster: 32 * 1024, read_only: false, keeps_order: false })
    }

    fn is_there(&self) -> bool {
        let Some(mount) = &self.mount else { return self.root.is_dir() };
        let device = Path::new(&mount.source);
        // The folder outlives a device that was pulled out; the device's own name does not.
        mounts::of(&mounts::all(), &self.root).is_some_and(|now| now == mount)
            && (!device.starts_with("/dev") || device.exists())
            && fs::read_dir(&self.root).is_ok()
    }
}

/// Pushes everything that was written to the volume out of this computer's memory.
#[cfg(target_os = "linux")]
fn push(folder: &Path) -> io::Result<()> {
    Ok(rustix::fs::syncfs(File::open(folder)?)?)
}

#[cfg(not(target_os = "linux"))]
fn push(_: &Path) -> io::Result<()> {
    Ok(()) // what is written is synced file by file, and the folder is by `sync_dir`
}

/// Has this computer forget what it remembers of a file that is synced, so that the volume is read. Only
/// advice: what the stick itself remembers is out of reach.
#[cfg(target_os = "linux")]
fn forget(file: &File) {
    rustix::fs::fadvise(file, 0, None, rustix::fs::Advice::DontNeed).ok();
}

#[cfg(not(target_os = "linux"))]
fn forget(_: &File) {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::Cancelled;
    use crate::world::disk::RealDisk;

    #[test]
    fn a_folder_can_stand_for_a_volume() {
        let dir = tempfile::tempdir().unwrap();
        let volume = Mounted::at(&RealDisk, dir.path()).unwrap();
        assert!(!volume.is_removable() && volume.is_there());
        assert!(volume.list("PODCASTS").unwrap().is_empty());
        volume.make_folder("PODCASTS").unwrap();
        volume.create("PODCASTS/a", &mut &b"abc"[..]).unwrap();
        assert_eq!(
            volume.create("PODCASTS/a", &mut &b"x"[..]).unwrap_err().kind(),
            io::ErrorKind::AlreadyExists
        );
        volume.overwrite("PODCASTS/a", b"X").unwrap();
        let mut passed = 0;
        let digest = volume.digest("PODCASTS/a", &mut |bytes| {
            passed += bytes;
            Ok(())
        });
        assert_eq!((digest.unwrap(), passed), ((Digest::of(b"Xbc"), 3), 3));
        let stopped = volume.digest("PODCASTS/a", &mut |_| Err(Cancelled { signal: 2 }));
        assert!(stopped.unwrap_err().get_ref().unwrap().is::<Cancelled>());
        let kinds = ["PODCASTS", "PODCASTS/a", "nobody"].map(|path| volume.is_folder(path).unwrap());
        assert_eq!(kinds, [Some(true), Some(false), None]);
        volume.create("b", &mut &b""[..]).unwrap();
        assert_eq!(volume.rename("b", "PODCASTS/a").unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        volume.remove(&["PODCASTS/a".into(), "PODCASTS".into(), "b".into()]).unwrap();
        assert!(volume.list("").unwrap().is_empty());
        let room = volume.room().unwrap();
        assert!(room.free > 0 && room.whole >= room.free && room.taken_by(1) == room.cluster);
    }

    #[test]
    fn a_folder_that_goes_is_missed() {
        let dir = tempfile::tempdir().unwrap();
        let volume = Mounted::at(&RealDisk, dir.path()).unwrap();
        drop(dir);
        assert!(!volume.is_there());
        volume.list("").unwrap_err();
    }
}
