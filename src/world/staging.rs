//! A folder being filled, invisible to readers, that appears whole under its final name or not at all.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use super::walk::{self, Kind};
use super::{Disk, World};

/// What every staging folder's name begins with.
const PREFIX: &str = ".staging-";
/// What the name of the lock beside it ends with.
const LOCK: &str = ".lock";

/// A folder being filled. Dropped before it is shelved, it takes all that was in it away.
///
/// Beside the folder lies a file whose lock this process holds for as long as it lives: that is how
/// the next run tells work in progress from the leftovers of a crash.
#[derive(Debug)]
pub struct Staging {
    path: PathBuf,
    lock_path: PathBuf,
    /// Held, not read: the kernel frees the lock when the process ends, however it ends.
    _lock: File,
    done: bool,
}

impl Staging {
    /// Makes an empty staging folder inside `shelf`, on the same disk as what it will become.
    pub fn open(world: &World, shelf: &Path) -> io::Result<Staging> {
        loop {
            let mut dice = [0; 8];
            world.entropy.fill(&mut dice);
            let name = format!("{PREFIX}{:016x}", u64::from_be_bytes(dice));
            let lock_path = shelf.join(format!("{name}{LOCK}"));
            let lock = match world.disk.create_new(&lock_path) {
                Err(err) if err.kind() == io::ErrorKind::AlreadyExists => continue,
                other => other?,
            };
            match lock.try_lock() {
                // Between creating and locking, a sweeper may have taken the file for a dead one's. It
                // holds the lock until it has removed the file, so another try is due.
                Err(TryLockError::WouldBlock) => continue,
                Err(TryLockError::Error(err)) => {
                    // No locks here, as on some network drives.
                    fs::remove_file(&lock_path).ok();
                    return Err(err);
                }
                Ok(()) if !lock_path.exists() => continue,
                Ok(()) => {}
            }
            let mut staging = Staging { path: shelf.join(name), lock_path, _lock: lock, done: true };
            match world.disk.create_dir(&staging.path) {
                Err(err) if err.kind() == io::ErrorKind::AlreadyExists => {
                    fs::remove_file(&staging.lock_path).ok();
                }
                Err(err) => {
                    fs::remove_file(&staging.lock_path).ok();
                    return Err(err);
                }
                Ok(()) => {
                    staging.done = false;
                    return Ok(staging);
                }
            }
        }
    }

    /// Returns the folder.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Returns the path of a file in the folder.
    pub fn join(&self, name: impl AsRef<Path>) -> PathBuf {
        self.path.join(name)
    }

    /// Shelves the folder as `to`. The rename is the commit point: before it the folder does not
    /// exist for anybody else, after it it is whole. Every file in it is synced first, then the
    /// folder itself, and the shelf last.
    pub fn shelve(mut self, disk: &dyn Disk, to: &Path) -> io::Result<()> {
        sync_tree(disk, &self.path)?;
        disk.rename_new(&self.path, to)?;
        self.done = true;
        fs::remove_file(&self.lock_path).ok();
        disk.sync_dir(super::disk::folder_of(to))
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        if !self.done {
            // What cannot be removed now is swept by the next run.
            fs::remove_dir_all(&self.path).ok();
            fs::remove_file(&self.lock_path).ok();
        }
    }
}

/// Removes the staging folders of runs that are no longer alive, and returns how many there were.
///
/// The caller holds the lock under which folders are shelved. What cannot be removed, since somebody
/// else's rights are on it, stands in nobody's way and stays.
pub fn sweep(disk: &dyn Disk, shelf: &Path) -> io::Result<usize> {
    let mut swept = 0;
    let mut names: Vec<String> = fs::read_dir(shelf)?
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| name.starts_with(PREFIX))
        .collect();
    names.sort();
    for name in names {
        let path = shelf.join(&name);
        if name.ends_with(LOCK) {
            // A lock without its folder: of a run that died between the two, or one just beginning,
            // whose lock is held.
            let folder = shelf.join(name.trim_end_matches(LOCK));
            if !folder.exists()
                && let Some(_held) = of_the_dead(&path)?
            {
                unless_barred(disk.remove_file(&path))?;
            }
            continue;
        }
        let lock = shelf.join(format!("{name}{LOCK}"));
        if let Some(_held) = of_the_dead(&lock)? {
            unless_barred(disk.remove_dir_all(&path))?;
            unless_barred(disk.remove_file(&lock))?;
            swept += 1;
        }
    }
    Ok(swept)
}

/// Removes what [`sweep`] removes, in a folder that is not ours alone: only staging folders beside which their
/// lock lies, held by nobody. What they held when their process died was never seen by anybody.
pub fn sweep_locked(disk: &dyn Disk, folder: &Path) -> io::Result<()> {
    let names = fs::read_dir(folder)?.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    for name in names.filter(|name| name.starts_with(PREFIX) && name.ends_with(LOCK)) {
        let path = folder.join(name.trim_end_matches(LOCK));
        let lock = folder.join(&name);
        let digits = name.trim_start_matches(PREFIX).trim_end_matches(LOCK);
        let is_ours = digits.len() == 16 && digits.bytes().all(|b| b.is_ascii_hexdigit());
        if is_ours && let Some(_held) = of_the_dead(&lock)? {
            unless_barred(disk.remove_dir_all(&path))?;
            // What it was to take the place of, where the disk gives no two names at once.
            unless_barred(disk.remove_dir_all(&path.with_extension("old")))?;
            unless_barred(disk.remove_file(&lock))?;
        }
    }
    Ok(())
}

/// Lets a removal pass that came too late, since its owner may be tidying up at the same moment, or that
/// we have no right to.
fn unless_barred(removed: io::Result<()>) -> io::Result<()> {
    match removed {
        Err(err) if matches!(err.kind(), io::ErrorKind::NotFound | io::ErrorKind::PermissionDenied) => Ok(()),
        other => other,
    }
}

/// A lock file that nobody alive holds: held by us, so that nobody begins to use it while it is removed;
/// or none at all, where it was missing.
struct OfTheDead(#[expect(dead_code, reason = "held, not read")] Option<File>);

/// Returns the lock file if nobody alive holds it.
fn of_the_dead(lock: &Path) -> io::Result<Option<OfTheDead>> {
    match File::open(lock) {
        Err(err) if err.kind() == io::ErrorKind::NotFound => Ok(Some(OfTheDead(None))),
        // Somebody else's, and none of our business.
        Err(err) if err.kind() == io::ErrorKind::PermissionDenied => Ok(None),
        Err(err) => Err(err),
        Ok(file) => match file.try_lock() {
            Ok(()) => Ok(Some(OfTheDead(Some(file)))),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(err)) => Err(err),
        },
    }
}

/// Syncs every file below the folder, every folder in it, and the folder itself, innermost first. Links are
/// not followed.
pub fn sync_tree(disk: &dyn Disk, folder: &Path) -> io::Result<()> {
    for seen in walk::inside_out(folder) {
        let seen = seen?;
        match seen.kind {
            Kind::Folder => disk.sync_dir(&seen.path)?,
            Kind::File => disk.sync(&File::open(&seen.path)?)?,
            Kind::Other => {}
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_staging_folder_that_is_dropped_leaves_nothing() {
        let shelf = tempfile::tempdir().unwrap();
        let world = World::real();
        let staging = Staging::open(&world, shelf.path()).unwrap();
        fs::write(staging.join("audio.mp3"), "x").unwrap();
        drop(staging);
        assert_eq!(fs::read_dir(shelf.path()).unwrap().count(), 0);
    }

    /// A disk without locks, as some network drives are: its files are open, and no more than that.
    #[cfg(target_os = "linux")]
    struct WithoutLocks;

    #[cfg(target_os = "linux")]
    impl Disk for WithoutLocks {
        fn create_new(&self, path: &Path) -> io::Result<File> {
            use std::os::unix::fs::OpenOptionsExt as _;
            const O_PATH: i32 = 0o10_000_000;
            File::create_new(path)?;
            fs::OpenOptions::new().read(true).custom_flags(O_PATH).open(path)
        }
        fn create_dir(&self, path: &Path) -> io::Result<()> {
            fs::create_dir(path)
        }
        fn sync(&self, _: &File) -> io::Result<()> {
            Ok(())
        }
        fn sync_dir(&self, _: &Path) -> io::Result<()> {
            Ok(())
        }
        fn rename_new(&self, _: &Path, _: &Path) -> io::Result<()> {
            Ok(())
        }
        fn replace(&self, _: &Path, _: &Path) -> io::Result<()> {
            Ok(())
        }
        fn copy_new(&self, _: &Path, _: &Path) -> io::Result<()> {
            Ok(())
        }
        fn link(&self, _: &Path, _: &Path) -> io::Result<()> {
            Ok(())
        }
        fn remove_file(&self, path: &Path) -> io::Result<()> {
            fs::remove_file(path)
        }
        fn remove_dir_all(&self, path: &Path) -> io::Result<()> {
            fs::remove_dir_all(path)
        }
        fn free(&self, _: &Path) -> Option<u64> {
            None
        }
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn where_there_are_no_locks_nobody_waits_for_ever() {
        let shelf = tempfile::tempdir().unwrap();
        let world = World { disk: std::sync::Arc::new(WithoutLocks), ..World::real() };
        Staging::open(&world, shelf.path()).unwrap_err();
        assert_eq!(fs::read_dir(shelf.path()).unwrap().count(), 0);
    }

    #[test]
    fn sweeping_takes_the_dead_and_leaves_the_living() {
        let shelf = tempfile::tempdir().unwrap();
        let world = World::real();
        let living = Staging::open(&world, shelf.path()).unwrap();
        fs::create_dir(shelf.path().join(".staging-dead")).unwrap();
        fs::write(shelf.path().join(".staging-dead.lock"), "").unwrap();
        fs::write(shelf.path().join(".staging-gone.lock"), "").unwrap();
        assert_eq!(sweep(world.disk.as_ref(), shelf.path()).unwrap(), 1);
        assert!(living.path().exists());
        assert_eq!(fs::read_dir(shelf.path()).unwrap().count(), 2);
    }

    #[test]
    fn in_somebody_elses_folder_only_what_is_surely_ours_is_swept() {
        let shelf = tempfile::tempdir().unwrap();
        let world = World::real();
        let living = Staging::open(&world, shelf.path()).unwrap();
        for name in [".staging-theirs", ".staging-0123456789abcdef", ".staging-00000000000000aa"] {
            fs::create_dir(shelf.path().join(name)).unwrap();
        }
        for name in [".staging-theirs", ".staging-0123456789abcdef"] {
            fs::write(shelf.path().join(format!("{name}.lock")), "").unwrap();
        }
        sweep_locked(world.disk.as_ref(), shelf.path()).unwrap();
        assert!(living.path().exists() && shelf.path().join(".staging-theirs").exists());
        assert!(shelf.path().join(".staging-00000000000000aa").exists(), "nobody says whose it is");
        assert!(!shelf.path().join(".staging-0123456789abcdef").exists());
        assert_eq!(fs::read_dir(shelf.path()).unwrap().count(), 5);
    }

    #[test]
    fn a_shelved_folder_is_whole_and_leaves_no_lock() {
        let shelf = tempfile::tempdir().unwrap();
        let world = World::real();
        let staging = Staging::open(&world, shelf.path()).unwrap();
        fs::write(staging.join("audio.mp3"), "x").unwrap();
        staging.shelve(world.disk.as_ref(), &shelf.path().join("001-a")).unwrap();
        assert_eq!(fs::read(shelf.path().join("001-a/audio.mp3")).unwrap(), b"x");
        assert_eq!(fs::read_dir(shelf.path()).unwrap().count(), 1);
    }
}
