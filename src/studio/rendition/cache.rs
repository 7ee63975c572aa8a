//! Where renditions are kept: each in a folder of its own, which is renamed to its place when it is whole.
//!
//! ```text
//! episodes/.cache/renditions/0123456789abcdef-0123456789ab0258/    of what sound, with what tags, for what pictures
//!     1.mp3, 2.mp3                                                 the parts
//!     parts                                                        what is known of each, a line for one
//! ```

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use crate::catalogue::{Show, layout};
use crate::episode::edits::time_of;
use crate::studio::AddError;
use crate::studio::soundfile::digest;
use crate::world::disk::{folder_of, make_folder};
use crate::world::staging::{self, Staging};
use crate::world::{Digest, World};

/// The folder of renditions of episodes.
pub(super) const EPISODES: &str = "renditions";
/// The folder of music.
pub(super) const MUSIC: &str = "music";
/// What must be left on the disk besides what is made.
const SPARE: u64 = 16 << 20;
/// The file that tells of the parts.
const PARTS: &str = "parts";
/// So many digits of a fingerprint stand in a name.
const SHORT: usize = 16;
/// The last of those of the tags say how large the pictures in them are.
const SIDE: usize = 4;

/// Returns the fingerprint of what something is made of, as short as names have it.
pub(super) fn short(of: &[u8]) -> String {
    Digest::of(of).to_string()[..SHORT].to_owned()
}

/// Returns by what tags are known: their fingerprint, and how many pixels wide their pictures are at most. Profiles
/// that want the same sound may want other pictures, and what one has made is no older than what the other has.
pub(super) fn tags(of: &[u8], side: u32) -> String {
    format!("{}{side:0SIDE$x}", &short(of)[..SHORT - SIDE])
}

/// By what a rendition is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Key {
    /// Of what sound, in what form.
    pub(super) audio: String,
    /// With what tags.
    pub(super) tags: String,
}

impl Key {
    /// Returns the name of its folder.
    pub(super) fn name(&self) -> String {
        format!("{}-{}", self.audio, self.tags)
    }
}

/// A file of a rendition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    /// The file.
    pub(super) file: PathBuf,
    /// Its length.
    pub(super) bytes: u64,
    /// Its fingerprint.
    pub(super) sha256: Digest,
    /// Frames of sound in it.
    pub(super) frames: u64,
    /// Frames per second.
    pub(super) rate: u32,
}

impl Piece {
    /// Returns how long it plays.
    pub(super) fn duration(&self) -> Duration {
        time_of(self.frames, self.rate)
    }

    /// Returns whether it is still what was made, to the byte.
    pub(super) fn is_as_made(&self) -> bool {
        digest(&self.file).is_ok_and(|there| there == (self.sha256, self.bytes))
    }
}

/// Returns one of the folders of the cache.
fn folder(show: &Show, kind: &str) -> PathBuf {
    layout::cache(show.root()).join(kind)
}

/// The renditions of a show.
pub(super) struct Cache<'w> {
    world: &'w World,
    folder: PathBuf,
}

impl<'w> Cache<'w> {
    /// Returns the cache as it is, there or not.
    pub(super) fn at(world: &'w World, show: &Show, kind: &str) -> Cache<'w> {
        Cache { world, folder: folder(show, kind) }
    }

    /// Returns a rendition, if it is there and whole.
    pub(super) fn find(&self, key: &Key) -> Option<Vec<Piece>> {
        read(&self.folder.join(key.name()))
    }

    /// Returns the same sound with other tags, if it is there.
    pub(super) fn of_other_tags(&self, key: &Key) -> Option<Vec<Piece>> {
        self.names()
            .into_iter()
            .filter(|name| kind_of(name).is_some_and(|(audio, _)| audio == key.audio))
            .find_map(|name| read(&self.folder.join(name)))
    }

    /// Returns a folder to be filled with so many bytes, if there is room for them.
    pub(super) fn stage(&self, bytes: u64) -> Result<Staging, AddError> {
        for path in [folder_of(&self.folder), &self.folder] {
            make_folder(self.world.disk.as_ref(), path).map_err(AddError::io(path, "made"))?;
        }
        let needed = bytes + SPARE;
        if let Some(free) = self.world.disk.free(&self.folder).filter(|free| *free < needed) {
            return Err(AddError::NoRoom { path: self.folder.clone(), needed, free });
        }
        let written = |err| AddError::io(&self.folder, "written")(err);
        staging::sweep(self.world.disk.as_ref(), &self.folder).map_err(written)?;
        Staging::open(self.world, &self.folder).map_err(|err| AddError::io(&self.folder, "written")(err))
    }

    /// Puts a folder that was filled to its place, and returns what is there then.
    pub(super) fn keep(&self, staging: Staging, key: &Key, pieces: &[Piece]) -> Result<Vec<Piece>, AddError> {
        let disk = self.world.disk.as_ref();
        let place = self.folder.join(key.name());
        let list = staging.join(PARTS);
        let mut text = String::new();
        for Piece { file, bytes, sha256, frames, rate } in pieces {
            let name = file.file_name().unwrap_or_default().to_string_lossy();
            writeln!(text, "{name} {bytes} {sha256} {frames} {rate}").ok();
        }
        disk.create_new(&list)
            .and_then(|mut file| io::Write::write_all(&mut file, text.as_bytes()))
            .map_err(AddError::io(&list, "written"))?;
        if place.symlink_metadata().is_ok() && read(&place).is_none() {
            // Somebody has been at it.
            disk.remove_dir_all(&place).map_err(AddError::io(&place, "removed"))?;
        }
        match staging.shelve(disk, &place) {
            // Another desk has made the same meanwhile.
            Err(err) if err.kind() == io::ErrorKind::AlreadyExists => {}
            shelved => shelved.map_err(AddError::io(&place, "written"))?,
        }
        read(&place).ok_or_else(|| {
            AddError::io(&place, "read")(io::Error::new(io::ErrorKind::InvalidData, "it is not whole"))
        })
    }

    /// Remembers that a rendition is still asked for.
    pub(super) fn touch(&self, key: &Key) {
        let now = SystemTime::try_from(self.world.clock.now()).unwrap_or(SystemTime::UNIX_EPOCH);
        let list = self.folder.join(key.name()).join(PARTS);
        // Whoever cannot write here makes nothing here either, and it is made anew if it must.
        fs::OpenOptions::new().append(true).open(list).and_then(|list| list.set_modified(now)).ok();
    }

    /// Removes those that nobody has asked for in so long a time.
    pub(super) fn retain_since(&self, longest: Duration) -> Result<(), AddError> {
        let now = SystemTime::try_from(self.world.clock.now()).unwrap_or(SystemTime::UNIX_EPOCH);
        let is_old = |name: &str| {
            let asked = fs::metadata(self.folder.join(name).join(PARTS)).and_then(|list| list.modified());
            asked.is_ok_and(|asked| now.duration_since(asked).is_ok_and(|since| since > longest))
        };
        self.remove(|name| kind_of(name).is_some() && is_old(name))
    }

    /// Removes those that nobody wants, by their names.
    pub(super) fn retain(&self, wanted: &dyn Fn(&str) -> bool) -> Result<(), AddError> {
        self.remove(|name| kind_of(name).is_some() && !wanted(name))
    }

    fn remove(&self, is_old: impl Fn(&str) -> bool) -> Result<(), AddError> {
        for name in self.names().into_iter().filter(|name| is_old(name)) {
            let path = self.folder.join(name);
            match self.world.disk.remove_dir_all(&path) {
                Err(err) if err.kind() == io::ErrorKind::NotFound => {}
                removed => removed.map_err(AddError::io(&path, "removed"))?,
            }
        }
        Ok(())
    }

    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.folder).into_iter().flatten();
        let mut names: Vec<String> =
            entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect();
        names.sort();
        names
    }
}

/// Returns of what sound the rendition of that name is, and how wide the pictures in its tags may be; none where it is
/// no name of ours.
pub(super) fn kind_of(name: &str) -> Option<(&str, u32)> {
    let (audio, tags) = name.split_once('-')?;
    let is_key = |key: &str| key.len() == SHORT && key.bytes().all(|b| b.is_ascii_hexdigit());
    let side = tags.get(SHORT - SIDE..).filter(|_| is_key(audio) && is_key(tags))?;
    Some((audio, u32::from_str_radix(side, 16).ok()?))
}

/// Reads what is known of the parts in a folder. Each must be there and as long as it was.
fn read(folder: &Path) -> Option<Vec<Piece>> {
    let text = fs::read_to_string(folder.join(PARTS)).ok()?;
    let pieces: Option<Vec<Piece>> = text
        .lines()
        .map(|line| {
            let mut words = line.split(' ');
            let mut word = || words.next();
            let file = folder.join(Path::new(word()?).file_name()?);
            let (bytes, sha256) = (word()?.parse().ok()?, word()?.parse().ok()?);
            let (frames, rate) = (word()?.parse().ok()?, word()?.parse().ok()?);
            let is_there = fs::metadata(&file).is_ok_and(|there| there.is_file() && there.len() == bytes);
            is_there.then_some(Piece { file, bytes, sha256, frames, rate })
        })
        .collect();
    pieces.filter(|pieces| !pieces.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_whole_is_not_there() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("1.mp3"), "abc").unwrap();
        assert_eq!(read(dir.path()), None);
        let line = format!("1.mp3 3 {} 44100 44100\n", Digest::of(b"abc"));
        fs::write(dir.path().join(PARTS), &line).unwrap();
        let pieces = read(dir.path()).unwrap();
        assert_eq!((pieces.len(), pieces[0].duration()), (1, Duration::from_secs(1)));
        for broken in ["", "1.mp3 3", "2.mp3 3", "../1.mp3 x"] {
            fs::write(
                dir.path().join(PARTS),
                format!("{line}{broken}{}", if broken.is_empty() { "x" } else { "" }),
            )
            .unwrap();
            assert_eq!(read(dir.path()), None, "{broken}");
        }
        fs::write(dir.path().join(PARTS), &line).unwrap();
        fs::write(dir.path().join("1.mp3"), "abcd").unwrap();
        assert_eq!(read(dir.path()), None);
    }

    #[test]
    fn only_names_of_ours_are_renditions() {
        assert_eq!(kind_of("0123456789abcdef-fedcba9876540258"), Some(("0123456789abcdef", 600)));
        assert!(tags(b"a", 600).ends_with("0258") && tags(b"a", 3_000).len() == SHORT);
        for other in ["0123456789abcdef", "notes-2024", ".staging-0123456789abcdef"] {
            assert_eq!(kind_of(other), None, "{other}");
        }
    }
}
