//! `fatmount IMAGE FOLDER [ro]`: mounts a FAT12, FAT16 or FAT32 image through FUSE, without the kernel's vfat.
//!
//! A test aid on one thread, on the crates `fatfs` and `fuser`. It adds what Linux does and `fatfs` does not:
//! names that are not legal are refused, and points at their end are dropped. The order of names in a folder,
//! short names, `statfs`, a full disk and times of two seconds come from the image. `FATMOUNT_BPS` is the speed
//! at which it writes, in bytes a second, so that it takes its time as a stick does.
//!
//! What it does not do: names beyond the basic plane, and pulling the plug (`tests/player/vfat.sh` has the kernel's
//! own vfat for that). `fatfs` gives `.` and `..` long names, of which `fsck.vfat` complains.

use std::collections::HashMap;
use std::ffi::OsStr;
use std::io::{Error, ErrorKind, Read as _, Seek as _, SeekFrom, Write as _};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use fatfs::{Date, DateTime, Dir, FileSystem, FsOptions, Time};
use fuser::{
    FileAttr, FileType, Filesystem, MountOption, ReplyAttr, ReplyCreate, ReplyData, ReplyDirectory,
    ReplyEmpty, ReplyEntry, ReplyOpen, ReplyStatfs, ReplyWrite, Request, TimeOrNow, consts,
};
use libc::{EEXIST, EFBIG, EINVAL, EIO, ENAMETOOLONG, ENOENT, ENOSPC, ENOTEMPTY, O_TRUNC, c_int};

type Stream = fscommon::BufStream<std::fs::File>;
/// The kernel keeps nothing in mind: every question comes here.
const TTL: Duration = Duration::ZERO;
/// The day 1970-01-01 in days since 0000-03-01.
const EPOCH: i64 = 719_468;

struct Fat {
    fs: FileSystem<Stream>,
    paths: HashMap<u64, String>,
    numbers: HashMap<String, u64>,
    next: u64,
    owner: (u32, u32),
    /// How long a byte takes to write, in nanoseconds.
    pace: u64,
}

fn errno(err: &Error) -> c_int {
    if let Some(number) = err.raw_os_error() {
        return number;
    }
    let said = err.to_string();
    match err.kind() {
        _ if said.contains("space") || said.contains("full") => ENOSPC,
        ErrorKind::NotFound => ENOENT,
        ErrorKind::AlreadyExists => EEXIST,
        ErrorKind::InvalidInput => EINVAL,
        ErrorKind::WriteZero => ENOSPC,
        _ if said.contains("not empty") => ENOTEMPTY,
        _ => EIO,
    }
}

fn number<T>(done: Result<T, Error>) -> Result<T, c_int> {
    done.map_err(|err| errno(&err))
}

/// Returns the name as Linux takes it.
fn clean(name: &OsStr) -> Result<String, c_int> {
    let name = name.to_str().ok_or(EINVAL)?;
    if name.chars().any(|c| (c as u32) < 32 || "\"*/:<>?\\|".contains(c)) || name.ends_with(' ') {
        return Err(EINVAL);
    }
    match name.trim_end_matches('.') {
        "" => Err(EINVAL),
        name if name.encode_utf16().count() > 255 => Err(ENAMETOOLONG),
        name => Ok(name.to_owned()),
    }
}

/// Returns a time of the image; its local time is taken for UTC.
fn moment(at: DateTime) -> SystemTime {
    let (year, month, day) = (i64::from(at.date.year), i64::from(at.date.month), i64::from(at.date.day));
    let (year, month) = if month <= 2 { (year - 1, month + 9) } else { (year, month - 3) };
    let days = 365 * year + year / 4 - year / 100 + year / 400 + (month * 306 + 5) / 10 + day - 1 - EPOCH;
    let (hour, min, sec) = (i64::from(at.time.hour), i64::from(at.time.min), i64::from(at.time.sec));
    UNIX_EPOCH + Duration::from_secs(u64::try_from(days * 86_400 + hour * 3600 + min * 60 + sec).unwrap_or(0))
}

fn written(time: SystemTime) -> DateTime {
    // No image knows a day before 1980.
    let seconds = time.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs()).max(315_532_800);
    let of_day = seconds % 86_400;
    let day = i64::try_from(seconds / 86_400).unwrap_or(0) + EPOCH;
    let era = day / 146_097;
    let of_era = day - era * 146_097;
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let of_month = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year + era * 400 + i64::from(month <= 2);
    let small = |value: i64| u16::try_from(value).unwrap_or(0);
    let clock = |value: u64| u16::try_from(value).unwrap_or(0);
    DateTime {
        date: Date { year: small(year), month: small(month), day: small(of_month) },
        time: Time {
            hour: clock(of_day / 3600),
            min: clock(of_day / 60 % 60),
            sec: clock(of_day % 60),
            millis: 0,
        },
    }
}

/// Names are told apart as FAT does.
fn key(path: &str) -> String {
    path.to_lowercase()
}

fn join(folder: &str, name: &str) -> String {
    if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") }
}

impl Fat {
    fn number_of(&mut self, path: &str) -> u64 {
        if path.is_empty() {
            return 1;
        }
        let number = *self.numbers.entry(key(path)).or_insert_with(|| {
            self.next += 1;
            self.next
        });
        self.paths.insert(number, path.to_owned());
        number
    }

    fn path(&self, number: u64) -> Result<String, c_int> {
        if number == 1 { Ok(String::new()) } else { self.paths.get(&number).cloned().ok_or(ENOENT) }
    }

    fn path_in(&self, parent: u64, name: &OsStr) -> Result<String, c_int> {
        Ok(join(&self.path(parent)?, &clean(name)?))
    }

    fn folder(&self, path: &str) -> Result<Dir<'_, Stream>, c_int> {
        let root = self.fs.root_dir();
        if path.is_empty() { Ok(root) } else { number(root.open_dir(path)) }
    }

    fn stat(&mut self, path: &str) -> Result<FileAttr, c_int> {
        let mut found = path.is_empty().then(|| (true, 0, UNIX_EPOCH, String::new()));
        if found.is_none() {
            let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
            for entry in self.folder(folder)?.iter() {
                let entry = number(entry)?;
                if key(&entry.file_name()) == key(name) || entry.short_file_name().eq_ignore_ascii_case(name)
                {
                    let path = join(folder, &entry.file_name());
                    found = Some((entry.is_dir(), entry.len(), moment(entry.modified()), path));
                    break;
                }
            }
        }
        let (is_folder, size, time, path) = found.ok_or(ENOENT)?;
        Ok(FileAttr {
            ino: self.number_of(&path),
            size,
            blocks: size.div_ceil(512),
            atime: time,
            mtime: time,
            ctime: time,
            crtime: time,
            kind: if is_folder { FileType::Directory } else { FileType::RegularFile },
            perm: 0o755,
            nlink: 1,
            uid: self.owner.0,
            gid: self.owner.1,
            rdev: 0,
            blksize: 4096,
            flags: 0,
        })
    }

    fn set_size(&mut self, path: &str, size: u64) -> Result<(), c_int> {
        let now = self.stat(path)?.size;
        let mut file = number(self.fs.root_dir().open_file(path))?;
        if size < now {
            number(file.seek(SeekFrom::Start(size)))?;
            number(file.truncate())?;
        } else {
            number(file.seek(SeekFrom::End(0)))?;
            number(file.write_all(&vec![0; usize::try_from(size - now).map_err(|_| EFBIG)?]))?;
        }
        number(file.flush())
    }

    fn make(&mut self, path: &str) -> Result<FileAttr, c_int> {
        if self.stat(path).is_ok() {
            return Err(EEXIST);
        }
        number(self.fs.root_dir().create_dir(path)).map(drop)?;
        self.stat(path)
    }

    fn create_file(&mut self, path: &str, truncated: bool) -> Result<FileAttr, c_int> {
        {
            let mut file = number(self.fs.root_dir().create_file(path))?;
            if truncated {
                number(file.truncate())?;
            }
        }
        self.stat(path)
    }

    fn remove(&mut self, path: &str) -> Result<(), c_int> {
        number(self.fs.root_dir().remove(path))?;
        if let Some(number) = self.numbers.remove(&key(path)) {
            self.paths.remove(&number);
        }
        Ok(())
    }

    fn move_to(&mut self, from: &str, to: &str, only_new: bool) -> Result<(), c_int> {
        let same = key(from) == key(to);
        let root = self.fs.root_dir();
        if !same && root.open_file(to).is_ok() {
            if only_new {
                return Err(EEXIST);
            }
            number(root.remove(to))?;
        }
        if same && from != to {
            // Where only the case changes, `fatfs` needs two steps.
            let between = format!("{from}.$$$");
            number(root.rename(from, &root, &between))?;
            number(root.rename(&between, &root, to))?;
        } else {
            number(root.rename(from, &root, to))?;
        }
        drop(root);
        if let Some(number) = self.numbers.remove(&key(from)) {
            self.paths.insert(number, to.to_owned());
            self.numbers.insert(key(to), number);
        }
        Ok(())
    }

    fn read_at(&mut self, ino: u64, offset: i64, size: u32) -> Result<Vec<u8>, c_int> {
        let path = self.path(ino)?;
        let mut file = number(self.fs.root_dir().open_file(&path))?;
        number(file.seek(SeekFrom::Start(u64::try_from(offset).map_err(|_| EINVAL)?)))?;
        let mut bytes = Vec::new();
        number(file.take(u64::from(size)).read_to_end(&mut bytes))?;
        Ok(bytes)
    }

    fn write_at(&mut self, ino: u64, offset: i64, bytes: &[u8]) -> Result<u32, c_int> {
        let path = self.path(ino)?;
        let offset = u64::try_from(offset).map_err(|_| EINVAL)?;
        if offset + bytes.len() as u64 > u64::from(u32::MAX) {
            return Err(EFBIG);
        }
        std::thread::sleep(Duration::from_nanos(self.pace * bytes.len() as u64));
        let mut file = number(self.fs.root_dir().open_file(&path))?;
        let end = number(file.seek(SeekFrom::End(0)))?;
        if offset > end {
            number(file.write_all(&vec![0; usize::try_from(offset - end).map_err(|_| EFBIG)?]))?;
        }
        number(file.seek(SeekFrom::Start(offset)))?;
        number(file.write_all(bytes))?;
        number(file.flush())?;
        u32::try_from(bytes.len()).map_err(|_| EFBIG)
    }

    fn names(&mut self, ino: u64) -> Result<Vec<(u64, bool, String)>, c_int> {
        let path = self.path(ino)?;
        let mut names = vec![(true, ".".to_owned()), (true, "..".to_owned())];
        for entry in self.folder(&path)?.iter() {
            let entry = number(entry)?;
            if !matches!(entry.file_name().as_str(), "." | "..") {
                names.push((entry.is_dir(), entry.file_name()));
            }
        }
        let numbered = names.into_iter().map(|(is_folder, name)| {
            let here = name == "." || name == "..";
            let number = if here { ino } else { self.number_of(&join(&path, &name)) };
            (number, is_folder, name)
        });
        Ok(numbered.collect())
    }
}

/// Answers with what was done, or with why not.
macro_rules! answer {
    ($reply:expr, $done:expr, |$value:ident| $said:expr) => {
        match $done {
            Ok($value) => $said,
            Err(number) => $reply.error(number),
        }
    };
}

impl Filesystem for Fat {
    fn lookup(&mut self, _: &Request<'_>, parent: u64, name: &OsStr, reply: ReplyEntry) {
        // A name that cannot be is not there.
        let path =
            self.path_in(parent, name).map_err(|number| if number == EINVAL { ENOENT } else { number });
        answer!(reply, path.and_then(|path| self.stat(&path)), |attr| reply.entry(&TTL, &attr, 0));
    }

    fn getattr(&mut self, _: &Request<'_>, ino: u64, reply: ReplyAttr) {
        answer!(reply, self.path(ino).and_then(|path| self.stat(&path)), |attr| reply.attr(&TTL, &attr));
    }

    fn setattr(
        &mut self,
        _: &Request<'_>,
        ino: u64,
        _: Option<u32>,
        _: Option<u32>,
        _: Option<u32>,
        size: Option<u64>,
        _: Option<TimeOrNow>,
        modified: Option<TimeOrNow>,
        _: Option<SystemTime>,
        _: Option<u64>,
        _: Option<SystemTime>,
        _: Option<SystemTime>,
        _: Option<SystemTime>,
        _: Option<u32>,
        reply: ReplyAttr,
    ) {
        let done = self.path(ino).and_then(|path| {
            if let Some(size) = size {
                self.set_size(&path, size)?;
            }
            if let (Some(time), Ok(mut file)) = (modified, self.fs.root_dir().open_file(&path)) {
                let time = match time {
                    TimeOrNow::SpecificTime(time) => time,
                    TimeOrNow::Now => SystemTime::now(),
                };
                #[expect(deprecated, reason = "there is no other way to set a time")]
                file.set_modified(written(time));
                number(file.flush())?;
            }
            self.stat(&path)
        });
        answer!(reply, done, |attr| reply.attr(&TTL, &attr));
    }

    fn mkdir(&mut self, _: &Request<'_>, parent: u64, name: &OsStr, _: u32, _: u32, reply: ReplyEntry) {
        let made = self.path_in(parent, name).and_then(|path| self.make(&path));
        answer!(reply, made, |attr| reply.entry(&TTL, &attr, 0));
    }

    fn create(
        &mut self,
        _: &Request<'_>,
        parent: u64,
        name: &OsStr,
        _: u32,
        _: u32,
        flags: i32,
        reply: ReplyCreate,
    ) {
        let truncated = flags & O_TRUNC != 0;
        let made = self.path_in(parent, name).and_then(|path| self.create_file(&path, truncated));
        answer!(reply, made, |attr| reply.created(&TTL, &attr, 0, 0, 0));
    }

    fn unlink(&mut self, _: &Request<'_>, parent: u64, name: &OsStr, reply: ReplyEmpty) {
        let done = self.path_in(parent, name).and_then(|path| self.remove(&path));
        answer!(reply, done, |_done| reply.ok());
    }

    fn rmdir(&mut self, request: &Request<'_>, parent: u64, name: &OsStr, reply: ReplyEmpty) {
        self.unlink(request, parent, name, reply);
    }

    fn rename(
        &mut self,
        _: &Request<'_>,
        parent: u64,
        name: &OsStr,
        new_parent: u64,
        new_name: &OsStr,
        flags: u32,
        reply: ReplyEmpty,
    ) {
        let done = self.path_in(parent, name).and_then(|from| {
            let to = self.path_in(new_parent, new_name)?;
            self.move_to(&from, &to, flags & 1 != 0)
        });
        answer!(reply, done, |_done| reply.ok());
    }

    fn open(&mut self, _: &Request<'_>, _: u64, _: i32, reply: ReplyOpen) {
        reply.opened(0, consts::FOPEN_DIRECT_IO);
    }

    fn read(
        &mut self,
        _: &Request<'_>,
        ino: u64,
        _: u64,
        offset: i64,
        size: u32,
        _: i32,
        _: Option<u64>,
        reply: ReplyData,
    ) {
        answer!(reply, self.read_at(ino, offset, size), |bytes| reply.data(&bytes));
    }

    fn write(
        &mut self,
        _: &Request<'_>,
        ino: u64,
        _: u64,
        offset: i64,
        bytes: &[u8],
        _: u32,
        _: i32,
        _: Option<u64>,
        reply: ReplyWrite,
    ) {
        answer!(reply, self.write_at(ino, offset, bytes), |count| reply.written(count));
    }

    fn readdir(&mut self, _: &Request<'_>, ino: u64, _: u64, offset: i64, mut reply: ReplyDirectory) {
        answer!(reply, self.names(ino), |names| {
            let from = usize::try_from(offset).unwrap_or(0);
            for (nth, (number, is_folder, name)) in (1..).zip(names).skip(from) {
                let kind = if is_folder { FileType::Directory } else { FileType::RegularFile };
                if reply.add(number, nth, kind, &name) {
                    break;
                }
            }
            reply.ok();
        });
    }

    fn fsync(&mut self, _: &Request<'_>, _: u64, _: u64, _: bool, reply: ReplyEmpty) {
        reply.ok();
    }

    fn fsyncdir(&mut self, _: &Request<'_>, _: u64, _: u64, _: bool, reply: ReplyEmpty) {
        reply.ok();
    }

    fn statfs(&mut self, _: &Request<'_>, _: u64, reply: ReplyStatfs) {
        answer!(reply, number(self.fs.stats()), |stats| {
            let free = u64::from(stats.free_clusters());
            let (whole, size) = (u64::from(stats.total_clusters()), stats.cluster_size());
            reply.statfs(whole, free, free, 0, 0, size, 255, size);
        });
    }
}

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let (image, folder, read_only) = match words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [image, folder] => (image, folder, false),
        [image, folder, "ro"] => (image, folder, true),
        _ => {
            eprintln!("fatmount IMAGE FOLDER [ro]");
            std::process::exit(2);
        }
    };
    let file = std::fs::OpenOptions::new().read(true).write(true).open(image).expect("the image");
    let options = FsOptions::new().update_accessed_date(false);
    let fs = FileSystem::new(fscommon::BufStream::new(file), options).expect("a FAT image");
    let owner = unsafe { (libc::getuid(), libc::getgid()) };
    let speed = std::env::var("FATMOUNT_BPS").ok().and_then(|speed| speed.parse::<u64>().ok()).unwrap_or(0);
    let pace = 1_000_000_000_u64.checked_div(speed).unwrap_or(0);
    let fat = Fat { fs, paths: HashMap::new(), numbers: HashMap::new(), next: 1, owner, pace };
    let mut options = vec![MountOption::FSName("fatmount".into()), MountOption::Subtype("vfat".into())];
    options.extend(read_only.then_some(MountOption::RO));
    fuser::mount2(fat, folder, &options).expect("a folder to mount it in");
}
