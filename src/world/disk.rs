//! The durable steps: what must have reached the disk before success may be said.
//!
//! Ordinary reading and writing needs no door. What does is everything that a pulled plug could
//! undo or tear: a new name, a sync, a rename, a removal. A test hands in a [`Disk`] that fails at
//! the n-th of them.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Write};
use std::path::{Path, PathBuf};

/// Something could not be done to a file or a folder.
#[derive(Debug, thiserror::Error)]
#[error("{} could not be {doing}", path.display())]
pub struct FileError {
    /// The file or folder.
    pub path: PathBuf,
    /// What was being done to it, as a participle: "read", "written".
    pub doing: &'static str,
    /// Why.
    pub source: io::Error,
}

impl FileError {
    /// Returns a function that says of an I/O error what was being done to which file.
    pub fn when(path: &Path, doing: &'static str) -> impl FnOnce(io::Error) -> FileError {
        let path = path.to_owned();
        move |source| FileError { path, doing, source }
    }
}

/// Takes the durable steps.
pub trait Disk: Send + Sync {
    /// Makes a file that must not exist yet, open for writing.
    fn create_new(&self, path: &Path) -> io::Result<File>;

    /// Makes a folder that must not exist yet.
    fn create_dir(&self, path: &Path) -> io::Result<()>;

    /// Returns once the contents of the file are on the disk.
    fn sync(&self, file: &File) -> io::Result<()>;

    /// Returns once the names in the folder are on the disk.
    fn sync_dir(&self, path: &Path) -> io::Result<()>;

    /// Returns once the contents of these files are on the disk, and the names in these folders. All of them
    /// lie on one disk.
    fn sync_all(&self, files: &[PathBuf], folders: &[PathBuf]) -> io::Result<()> {
        for file in files.iter().rev() {
            self.sync(&OpenOptions::new().read(true).write(true).open(file)?)?;
        }
        folders.iter().try_for_each(|folder| self.sync_dir(folder))
    }

    /// Removes a folder, if nothing is in it.
    fn remove_empty_dir(&self, path: &Path) -> io::Result<()> {
        fs::remove_dir(path)
    }

    /// Gives a file or folder a new name. Fails with `AlreadyExists` where that name is taken.
    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Gives two files or folders each other's names, in one step where the disk can. Where it cannot, a plug
    /// pulled in the middle leaves both, one of them beside its place.
    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        exchange_by_turns(|from, to| self.rename_new(from, to), one, other)
    }

    /// Puts a file in the place of another, in one step.
    fn replace(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Copies a file to a name that must not exist yet, sharing blocks where the disk can.
    fn copy_new(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Gives a file a second name.
    fn link(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Removes a file.
    fn remove_file(&self, path: &Path) -> io::Result<()>;

    /// Removes a folder with all that is in it; a symbolic link in it is removed, never followed.
    fn remove_dir_all(&self, path: &Path) -> io::Result<()>;

    /// Returns how many bytes may still be written to the disk on which `path` lies, if it can be known.
    fn free(&self, path: &Path) -> Option<u64>;
}

/// Writes a file whole or not at all: a temporary beside it, sync, rename over it, sync of the folder.
///
/// A reader sees the old bytes or the new ones, and after `Ok` the new ones are durable.
pub fn replace_file(disk: &dyn Disk, path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = folder_of(path);
    // The name says nothing of chance, so that the leftover of a crash is overwritten, not collected.
    // Whoever writes a file holds the lock that goes with it.
    let mut name = std::ffi::OsString::from(".new-");
    name.push(path.file_name().unwrap_or_default());
    let temporary = folder.join(name);
    match disk.remove_file(&temporary) {
        Err(err) if err.kind() != io::ErrorKind::NotFound => return Err(err),
        _ => {}
    }
    let written = (|| {
        let mut file = disk.create_new(&temporary)?;
        file.write_all(bytes)?;
        disk.sync(&file)?;
        drop(file); // close, then rename: Windows wants it in this order
        disk.replace(&temporary, path)
    })();
    if let Err(err) = written {
        disk.remove_file(&temporary).ok();
        return Err(err);
    }
    disk.sync_dir(folder)
}

/// Makes a folder, unless it is there, and returns once its name is on the disk.
///
/// A link in its place is refused: through it, we would write and remove who knows where.
pub fn make_folder(disk: &dyn Disk, path: &Path) -> io::Result<()> {
    match path.symlink_metadata() {
        Ok(metadata) if metadata.is_dir() => return Ok(()),
        Ok(_) => return Err(io::ErrorKind::NotADirectory.into()),
        Err(_) => {}
    }
    match disk.create_dir(path) {
        // Somebody else was faster: of several players at once, all keep what they remember in one folder.
        Err(err) if err.kind() == io::ErrorKind::AlreadyExists && is_folder(path) => {}
        made => made?,
    }
    disk.sync_dir(folder_of(path))
}

fn is_folder(path: &Path) -> bool {
    path.symlink_metadata().is_ok_and(|metadata| metadata.is_dir())
}

/// More files and folders than this are synced by syncing their whole disk, which takes less time.
#[cfg(target_os = "linux")]
const ONE_BY_ONE: usize = 24;

/// Opens a file for reading. Should it be a pipe, this does not wait for its other end.
pub fn open_without_waiting(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.custom_flags(rustix::fs::OFlags::NONBLOCK.bits().cast_signed());
    }
    options.open(path)
}

/// Returns the first bytes of a file as text, no more than `most`; nothing where no file is.
pub fn head(path: &Path, most: u64) -> io::Result<Option<String>> {
    let mut head = Vec::new();
    match open_without_waiting(path).and_then(|file| file.take(most).read_to_end(&mut head)) {
        Err(err) if err.kind() == io::ErrorKind::NotFound => Ok(None),
        read => read.map(|_| Some(String::from_utf8_lossy(&head).into_owned())),
    }
}

/// Opens a file that serves as a lock, made if it is not there. A link in its place is refused.
pub fn open_lock(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.custom_flags(rustix::fs::OFlags::NOFOLLOW.bits().cast_signed());
    }
    options.open(path)
}

/// Returns the folder in which the path lies, `.` for a bare name.
pub fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

/// The disks of this computer.
#[derive(Debug, Clone, Copy, Default)]
pub struct RealDisk;

impl Disk for RealDisk {
    fn create_new(&self, path: &Path) -> io::Result<File> {
        OpenOptions::new().write(true).create_new(true).open(path)
    }

    fn create_dir(&self, path: &Path) -> io::Result<()> {
        fs::create_dir(path)
    }

    fn sync(&self, file: &File) -> io::Result<()> {
        file.sync_all()
    }

    #[cfg(unix)]
    fn sync_dir(&self, path: &Path) -> io::Result<()> {
        match File::open(path)?.sync_all() {
            // Some network and FUSE file systems cannot sync a folder and say so. There is nothing
            // better to do there than what has been done.
            Err(err) if err.raw_os_error() == Some(22) || err.kind() == io::ErrorKind::Unsupported => Ok(()),
            other => other,
        }
    }

    #[cfg(not(unix))]
    fn sync_dir(&self, _: &Path) -> io::Result<()> {
        Ok(()) // Windows has no call for it; its rename is journalled
    }

    #[cfg(target_os = "linux")]
    fn sync_all(&self, files: &[PathBuf], folders: &[PathBuf]) -> io::Result<()> {
        if files.len() + folders.len() > ONE_BY_ONE {
            // The disk as a whole: what others have written to it meanwhile goes along.
            let Some(one) = files.first().or(folders.first()) else { return Ok(()) };
            return Ok(rustix::fs::syncfs(File::open(one)?)?);
        }
        files.iter().try_for_each(|file| File::open(file)?.sync_all())?;
        folders.iter().try_for_each(|folder| self.sync_dir(folder))
    }

    #[cfg(target_os = "linux")]
    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        match renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE) {
            // A file system that does not know the flag.
            Err(rustix::io::Errno::INVAL | rustix::io::Errno::NOSYS) => rename_checked(from, to),
            other => Ok(other?),
        }
    }

    #[cfg(target_os = "linux")]
    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        match renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE) {
            // A file system that does not know the flag.
            Err(rustix::io::Errno::INVAL | rustix::io::Errno::NOSYS | rustix::io::Errno::OPNOTSUPP) => {
                exchange_by_turns(|from, to| self.rename_new(from, to), one, other)
            }
            other => Ok(other?),
        }
    }

    #[cfg(not(target_os = "linux"))]
    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        rename_checked(from, to)
    }

    #[expect(clippy::disallowed_methods, reason = "this is the door")]
    fn replace(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn copy_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        if reflink_copy::reflink(from, to).is_ok() {
            return Ok(());
        }
        let mut reader = File::open(from)?;
        let mut writer = self.create_new(to)?;
        io::copy(&mut reader, &mut writer)?;
        Ok(())
    }

    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::hard_link(from, to)
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn remove_dir_all(&self, path: &Path) -> io::Result<()> {
        fs::remove_dir_all(path)
    }

    #[cfg(unix)]
    fn free(&self, path: &Path) -> Option<u64> {
        let stat = rustix::fs::statvfs(path).ok()?;
        Some(stat.f_bavail.saturating_mul(stat.f_frsize))
    }

    #[cfg(not(unix))]
    fn free(&self, _: &Path) -> Option<u64> {
        None
    }
}

/// The next best thing where no two names can be exchanged at once.
fn exchange_by_turns(
    rename: impl Fn(&Path, &Path) -> io::Result<()>,
    one: &Path,
    other: &Path,
) -> io::Result<()> {
    let mut aside = one.as_os_str().to_owned();
    aside.push(".old");
    let aside = PathBuf::from(aside);
    rename(other, &aside)?;
    if let Err(err) = rename(one, other) {
        rename(&aside, other).ok();
        return Err(err);
    }
    rename(&aside, one)
}

/// The next best thing where no rename refuses to replace: everybody who renames here holds a lock.
#[expect(clippy::disallowed_methods, reason = "this is the door")]
fn rename_checked(from: &Path, to: &Path) -> io::Result<()> {
    if to.symlink_metadata().is_ok() {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    fs::rename(from, to)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rename_to_a_taken_name_is_refused() {
        let dir = tempfile::tempdir().unwrap();
        let (a, b) = (dir.path().join("a"), dir.path().join("b"));
        fs::create_dir(&a).unwrap();
        fs::create_dir(&b).unwrap();
        assert_eq!(RealDisk.rename_new(&a, &b).unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(rename_checked(&a, &b).unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        assert!(a.exists());
        RealDisk.rename_new(&a, &dir.path().join("c")).unwrap();
        assert!(!a.exists());
    }

    #[test]
    fn a_folder_that_several_make_at_once_is_made_for_all_of_them() {
        let dir = tempfile::tempdir().unwrap();
        for round in 0..50 {
            let path = dir.path().join(round.to_string());
            let start = std::sync::Barrier::new(4);
            std::thread::scope(|scope| {
                for _ in 0..4 {
                    scope.spawn(|| {
                        start.wait();
                        make_folder(&RealDisk, &path).unwrap();
                    });
                }
            });
        }
        fs::write(dir.path().join("file"), "").unwrap();
        assert!(make_folder(&RealDisk, &dir.path().join("file")).is_err());
    }

    #[test]
    fn two_folders_change_names_at_once_or_by_turns() {
        let dir = tempfile::tempdir().unwrap();
        let (a, b) = (dir.path().join("a"), dir.path().join("b"));
        for folder in [&a, &b] {
            fs::create_dir(folder).unwrap();
        }
        fs::write(a.join("of a"), "").unwrap();
        RealDisk.exchange(&a, &b).unwrap();
        assert!(b.join("of a").exists() && !a.join("of a").exists());
        exchange_by_turns(|from, to| RealDisk.rename_new(from, to), &a, &b).unwrap();
        assert!(a.join("of a").exists() && fs::read_dir(dir.path()).unwrap().count() == 2);
    }

    #[test]
    fn the_head_of_a_file_is_read_and_no_more() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a");
        assert_eq!(head(&path, 3).unwrap(), None);
        fs::write(&path, "abcdef").unwrap();
        assert_eq!(head(&path, 3).unwrap().as_deref(), Some("abc"));
        assert!(head(dir.path(), 3).is_err());
        #[cfg(unix)]
        {
            let pipe = dir.path().join("pipe");
            assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
            assert_eq!(head(&pipe, 3).unwrap().as_deref(), Some(""), "nobody waits for its other end");
        }
    }

    #[test]
    #[cfg(unix)]
    fn a_link_is_no_folder_of_ours() {
        let dir = tempfile::tempdir().unwrap();
        let (ours, link) = (dir.path().join("ours"), dir.path().join("link"));
        make_folder(&RealDisk, &ours).unwrap();
        make_folder(&RealDisk, &ours).unwrap();
        std::os::unix::fs::symlink(&ours, &link).unwrap();
        assert_eq!(make_folder(&RealDisk, &link).unwrap_err().kind(), io::ErrorKind::NotADirectory);
        let (theirs, lock) = (dir.path().join("theirs"), dir.path().join(".lock"));
        fs::write(&theirs, "theirs").unwrap();
        std::os::unix::fs::symlink(&theirs, &lock).unwrap();
        open_lock(&lock).unwrap_err();
    }

    #[test]
    fn a_file_is_replaced_even_over_the_leftover_of_a_crash() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("feed.xml");
        fs::write(dir.path().join(".new-feed.xml"), "half").unwrap();
        replace_file(&RealDisk, &path, b"one").unwrap();
        replace_file(&RealDisk, &path, b"two").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
    }
}
