//! A player in memory: a FAT image, a cache before it as the system and the stick have them, and a plug.
//!
//! What was written since the last barrier lies in the cache, sector by sector. When the plug is pulled, some
//! of that has reached the image and some has not.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::rc::Rc;

use fatfs::{FatType, FileSystem, FormatVolumeOptions, FsOptions};

use super::super::volume::{Entry, Passed, Room, Volume};
use super::fat::{self, Layout};
use crate::world::{Cancel, Digest};

const SECTOR: usize = 512;

/// Which sectors of the cache have reached the image when the plug is pulled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pull {
    /// As Linux writes them back: in the order of their places, as far as it came.
    Ascending,
    /// Any of them, whatever their order: a stick has a mind of its own.
    Any(u64),
}

/// The flash of a stick, and the cache before it.
struct Flash {
    image: Vec<u8>,
    cache: BTreeMap<u64, Vec<u8>>,
    /// The cache as it was between two operations: a sector that is being filled is not written back.
    settled: BTreeMap<u64, Vec<u8>>,
    layout: Option<Layout>,
    /// Steps until the plug is pulled.
    left: usize,
    taken: usize,
    pull: Pull,
    is_pulled: bool,
    /// While names are removed, the table keeps its clusters.
    holds_table: bool,
    /// Bytes that reached the image.
    written: u64,
}

impl Flash {
    fn step(&mut self) -> io::Result<()> {
        if self.is_pulled {
            return Err(io::Error::other("the plug was pulled"));
        }
        self.taken += 1;
        if self.left == 0 {
            self.is_pulled = true;
            if let Pull::Any(seed) = self.pull {
                let mut dice = seed ^ 0x9e37_79b9_7f4a_7c15 ^ self.taken as u64;
                for sector in self.ready() {
                    dice =
                        dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                    if dice >> 63 == 1 {
                        self.evict(sector);
                    }
                }
            }
            return Err(io::Error::other("the plug was pulled"));
        }
        self.left -= 1;
        Ok(())
    }

    /// Returns the sectors that may be written back now, in order.
    fn ready(&self) -> Vec<u64> {
        let held = |sector: &u64| {
            self.holds_table
                && self.layout.as_ref().is_some_and(|layout| layout.is_table(sector * SECTOR as u64))
        };
        self.cache.keys().filter(|sector| !held(sector)).copied().collect()
    }

    fn keep(&mut self, sector: u64) {
        if let Some(bytes) = self.cache.remove(&sector) {
            let at = usize::try_from(sector).unwrap() * SECTOR;
            self.image[at..at + SECTOR].copy_from_slice(&bytes);
            self.written += SECTOR as u64;
        }
    }

    fn evict(&mut self, sector: u64) {
        if let Some(bytes) = self.settled.get(&sector) {
            let at = usize::try_from(sector).unwrap() * SECTOR;
            self.image[at..at + SECTOR].copy_from_slice(bytes);
        }
    }

    fn settle(&mut self) {
        self.settled = self.cache.clone();
    }

    fn barrier(&mut self) -> io::Result<()> {
        self.settle();
        for sector in self.ready() {
            self.step()?;
            self.keep(sector);
            self.settled.remove(&sector);
        }
        Ok(())
    }

    fn sector(&mut self, sector: u64) -> &mut Vec<u8> {
        let at = usize::try_from(sector).unwrap() * SECTOR;
        let image = &self.image;
        self.cache.entry(sector).or_insert_with(|| image[at..at + SECTOR].to_vec())
    }

    fn now(&self) -> Vec<u8> {
        let mut image = self.image.clone();
        for (sector, bytes) in &self.cache {
            let at = usize::try_from(*sector).unwrap() * SECTOR;
            image[at..at + SECTOR].copy_from_slice(bytes);
        }
        image
    }
}

/// A hand on the flash, as the file system wants it.
struct Port {
    flash: Rc<RefCell<Flash>>,
    at: u64,
}

impl Read for Port {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let flash = self.flash.borrow();
        if flash.is_pulled {
            return Err(io::Error::other("the plug was pulled"));
        }
        let (sector, within) = (self.at / SECTOR as u64, usize::try_from(self.at).unwrap() % SECTOR);
        let count =
            buffer.len().min(SECTOR - within).min(flash.image.len() - usize::try_from(self.at).unwrap());
        let at = usize::try_from(self.at).unwrap();
        let part = match flash.cache.get(&sector) {
            Some(bytes) => &bytes[within..within + count],
            None => &flash.image[at..at + count],
        };
        buffer[..count].copy_from_slice(part);
        drop(flash);
        self.at += count as u64;
        Ok(count)
    }
}

impl Write for Port {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut flash = self.flash.borrow_mut();
        flash.step()?;
        let (sector, within) = (self.at / SECTOR as u64, usize::try_from(self.at).unwrap() % SECTOR);
        let count = bytes.len().min(SECTOR - within);
        flash.sector(sector)[within..within + count].copy_from_slice(&bytes[..count]);
        self.at += count as u64;
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Seek for Port {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let end = self.flash.borrow().image.len() as u64;
        self.at = match to {
            SeekFrom::Start(at) => at,
            SeekFrom::Current(by) => self.at.checked_add_signed(by).unwrap(),
            SeekFrom::End(by) => end.checked_add_signed(by).unwrap(),
        };
        Ok(self.at)
    }
}

/// A player in memory.
pub(super) struct Stick {
    flash: Rc<RefCell<Flash>>,
    system: FileSystem<Port>,
    pub(super) read_only: bool,
    /// Whether it keeps something else than it was given, as worn flash does, and says so when it is read.
    pub(super) is_worn: bool,
    /// Asked to stop as soon as a file is read.
    pub(super) stops_reading: Option<Cancel>,
}

impl Stick {
    /// Returns the image of an empty stick: FAT16 with the smallest clusters.
    pub(super) fn blank(sectors: u32) -> Vec<u8> {
        let mut image = io::Cursor::new(vec![0; sectors as usize * SECTOR]);
        let options = FormatVolumeOptions::new().fat_type(FatType::Fat16).bytes_per_cluster(512);
        fatfs::format_volume(&mut image, options.total_sectors(sectors)).unwrap();
        image.into_inner()
    }

    /// Plugs a stick in, with a plug that stays in.
    pub(super) fn of(image: Vec<u8>) -> Stick {
        Stick::pulled_after(image, usize::MAX, Pull::Ascending)
    }

    /// Plugs a stick in, and pulls it out after so many steps.
    pub(super) fn pulled_after(image: Vec<u8>, steps: usize, pull: Pull) -> Stick {
        let layout = Some(Layout::of(&image));
        let flash = Flash {
            image,
            cache: BTreeMap::new(),
            settled: BTreeMap::new(),
            layout,
            left: usize::MAX,
            taken: 0,
            pull,
            is_pulled: false,
            holds_table: false,
            written: 0,
        };
        let flash = Rc::new(RefCell::new(flash));
        let port = Port { flash: flash.clone(), at: 0 };
        let system = FileSystem::new(port, FsOptions::new()).unwrap();
        flash.borrow_mut().left = steps;
        Stick { flash, system, read_only: false, is_worn: false, stops_reading: None }
    }

    /// Returns what lies on the flash now, and nothing of what lies in the cache.
    pub(super) fn image(&self) -> Vec<u8> {
        self.flash.borrow().image.clone()
    }

    /// Returns how many steps were taken.
    pub(super) fn steps(&self) -> usize {
        self.flash.borrow().taken
    }

    /// Returns how many bytes reached the flash.
    pub(super) fn written(&self) -> u64 {
        self.flash.borrow().written
    }

    /// Has somebody put a file there, as people do.
    pub(super) fn put(&self, path: &str, bytes: &[u8]) {
        let mut folder = String::new();
        let mut parts: Vec<&str> = path.split('/').collect();
        parts.pop();
        for part in parts {
            folder = format!("{folder}/{part}");
            self.system.root_dir().create_dir(folder.trim_start_matches('/')).unwrap();
        }
        let mut file = self.system.root_dir().create_file(path).unwrap();
        file.truncate().unwrap();
        file.write_all(bytes).unwrap();
        drop(file);
        self.flash.borrow_mut().barrier().unwrap();
    }

    /// Has somebody take a file away.
    pub(super) fn take(&self, path: &str) {
        self.system.root_dir().remove(path).unwrap();
        self.flash.borrow_mut().barrier().unwrap();
    }

    fn settle(&self) {
        self.flash.borrow_mut().settle();
    }

    fn whole(&self, path: &str) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.system.root_dir().open_file(path)?.read_to_end(&mut bytes)?;
        Ok(bytes)
    }
}

/// Says in the words of the system what the crate says in its own.
fn told(err: io::Error) -> io::Error {
    match err.to_string().as_str() {
        // The second where a folder of the root's kind has no slot left; the kernel has one word for both.
        "No space left on device" | "failed to write whole buffer" => io::ErrorKind::StorageFull.into(),
        _ => err,
    }
}

impl Volume for Stick {
    fn list(&self, folder: &str) -> io::Result<Vec<Entry>> {
        let root = self.system.root_dir();
        let folder = match folder {
            "" => root,
            folder => match root.open_dir(folder) {
                Err(err) if err.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
                opened => opened?,
            },
        };
        let mut entries = Vec::new();
        for entry in folder.iter() {
            let entry = entry?;
            let name = entry.file_name();
            if name != "." && name != ".." {
                entries.push(Entry { name, bytes: entry.len(), is_folder: entry.is_dir() });
            }
        }
        Ok(entries)
    }

    fn read(&self, path: &str, most: u64) -> io::Result<Option<Vec<u8>>> {
        match self.whole(path) {
            Err(err) if err.kind() == io::ErrorKind::NotFound => Ok(None),
            read => read.map(|bytes| Some(bytes.into_iter().take(usize::try_from(most).unwrap()).collect())),
        }
    }

    fn digest(&self, path: &str, passed: &mut Passed<'_>) -> io::Result<(Digest, u64)> {
        let mut bytes = self.whole(path)?;
        bytes.last_mut().filter(|_| self.is_worn).into_iter().for_each(|last| *last ^= 1);
        self.stops_reading.iter().for_each(|cancel| cancel.ask(2));
        passed(bytes.len() as u64).map_err(io::Error::other)?;
        Ok((Digest::of(&bytes), bytes.len() as u64))
    }

    fn is_folder(&self, path: &str) -> io::Result<Option<bool>> {
        let root = self.system.root_dir();
        if root.open_dir(path).is_ok() {
            return Ok(Some(true));
        }
        Ok(root.open_file(path).is_ok().then_some(false))
    }

    fn make_folder(&self, path: &str) -> io::Result<()> {
        self.system.root_dir().create_dir(path).map(drop).map_err(told)?;
        self.settle();
        Ok(())
    }

    fn create(&self, path: &str, contents: &mut dyn Read) -> io::Result<()> {
        if self.read_only {
            return Err(io::ErrorKind::ReadOnlyFilesystem.into());
        }
        let root = self.system.root_dir();
        if root.open_file(path).is_ok() {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        let mut file = root.create_file(path).map_err(told)?;
        let mut piece = [0; 1024];
        loop {
            match contents.read(&mut piece)? {
                0 => break,
                read => file.write_all(&piece[..read]).map_err(told)?,
            }
            file.flush()?;
            self.settle();
        }
        file.flush()?;
        drop(file);
        self.settle();
        Ok(())
    }

    fn overwrite(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        if self.read_only {
            return Err(io::ErrorKind::ReadOnlyFilesystem.into());
        }
        let mut file = self.system.root_dir().create_file(path).map_err(told)?;
        file.write_all(bytes).map_err(told)?;
        file.flush()?;
        drop(file);
        self.settle();
        Ok(())
    }

    fn rename(&self, from: &str, to: &str) -> io::Result<()> {
        let root = self.system.root_dir();
        root.rename(from, &root, to).map_err(told)?;
        self.settle();
        Ok(())
    }

    fn remove(&self, paths: &[String]) -> io::Result<()> {
        let image = self.flash.borrow().now();
        let names = fat::names(&image);
        for path in paths {
            // As the kernel does, which then lets nobody write any more.
            let broken = names.iter().find(|name| name.path[1..].eq_ignore_ascii_case(path) && !name.ends);
            if let Some(broken) = broken.filter(|_| self.flash.borrow().pull == Pull::Ascending) {
                return Err(io::Error::other(format!("{} leads into nothing", broken.path)));
            }
        }
        self.flash.borrow_mut().holds_table = true;
        for path in paths {
            self.system.root_dir().remove(path)?;
        }
        self.flash.borrow_mut().barrier()?;
        self.flash.borrow_mut().holds_table = false;
        self.flash.borrow_mut().barrier()
    }

    fn barrier(&self, _: &str) -> io::Result<()> {
        self.flash.borrow_mut().barrier()
    }

    fn room(&self) -> io::Result<Room> {
        let stats = self.system.stats()?;
        let cluster = u64::from(stats.cluster_size());
        Ok(Room {
            free: u64::from(stats.free_clusters()) * cluster,
            whole: u64::from(stats.total_clusters()) * cluster,
            cluster,
            read_only: self.read_only,
            keeps_order: true,
        })
    }

    fn is_there(&self) -> bool {
        !self.flash.borrow().is_pulled
    }
}
