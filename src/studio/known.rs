//! What is known of files that go along, so that one which has not changed is not read again at every sync.
//!
//! ```text
//! episodes/.cache/along    which program found it out, and the fingerprint of what follows; then of each file, on a
//!                          line: its fingerprint and length, when it was changed, what it is, how long it plays,
//!                          where it lies, and its title
//! ```
//!
//! **Invariants:** that a file has not changed is told by its length and by the times that its disk keeps, and by
//! nothing that it is called. One that was changed shortly before this was written could have changed again in the
//! same tick of that clock; it is read once more, as Git does with its index, and what was known of it is not written
//! down again later, when nobody could tell any more. What is torn here says nothing at all, nor does what another
//! version of the program found out: it may have known fewer forms of sound. All of it may be deleted at any time.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::catalogue::{Show, layout};
use crate::episode::FileType;
use crate::world::disk::{folder_of, make_folder, replace_file};
use crate::world::{Digest, World};

/// The name of the file.
const NAME: &str = "along";
/// Who writes it.
const VERSION: &str = env!("CARGO_PKG_VERSION");
/// The coarsest clock of a disk that we know: that of FAT counts in twos.
const TICK: Duration = Duration::from_secs(2);
/// The coarsest clock of a system by which a disk notes things: that of Linux ticks a hundred times a second or more
/// often, and this is ten times as long.
const MOMENT: Duration = Duration::from_millis(100);
/// What stands for a kind that is not known, and for a length that nobody can tell.
const NOTHING: &str = "-";

/// What was found out about a file by reading it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Facts {
    /// What it is, if it is a sound that we know.
    pub(super) file_type: Option<FileType>,
    /// What its tags say.
    pub(super) title: Option<String>,
    /// How long it plays, as far as its beginning tells; none where it cannot be heard.
    pub(super) seconds: Option<u64>,
    /// Its length.
    pub(super) bytes: u64,
    /// Its fingerprint.
    pub(super) sha256: Digest,
}

/// By what it is told that a file has not changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stamp {
    bytes: u64,
    /// When it was written to, and when the disk last noted anything about it, in nanoseconds since 1970.
    times: [u128; 2],
}

impl Stamp {
    /// Returns by what it will be told that a file has not changed since.
    pub(super) fn of(path: &Path) -> Option<Stamp> {
        let there = &fs::metadata(path).ok()?;
        let written = there.modified().ok()?.duration_since(UNIX_EPOCH).ok()?.as_nanos();
        Some(Stamp { bytes: there.len(), times: [written, noted(there)] })
    }

    /// Returns whether a change after that time, in nanoseconds since 1970, would have given the file another stamp.
    fn is_settled(self, by: u128) -> bool {
        let [written, noted] = self.times;
        written + TICK.as_nanos() < by && noted + MOMENT.as_nanos() < by
    }
}

/// Returns when the disk last noted anything about a file, which no program can set.
#[cfg(unix)]
fn noted(there: &Metadata) -> u128 {
    use std::os::unix::fs::MetadataExt as _;
    let seconds = u128::try_from(there.ctime()).unwrap_or(0);
    seconds * 1_000_000_000 + u128::try_from(there.ctime_nsec()).unwrap_or(0)
}

/// Returns nothing: this system does not tell.
#[cfg(not(unix))]
fn noted(_: &Metadata) -> u128 {
    0
}

/// What is known of files.
pub(super) struct Known {
    path: PathBuf,
    files: BTreeMap<String, (Stamp, Facts)>,
    has_learnt: bool,
}

impl Known {
    /// Reads what is known for certain; what is torn says nothing.
    pub(super) fn of(show: &Show) -> Known {
        let path = layout::cache(show.root()).join(NAME);
        let written = fs::metadata(&path).and_then(|there| there.modified()).ok();
        let written = written.and_then(|time: SystemTime| time.duration_since(UNIX_EPOCH).ok());
        let written = written.map_or(0, |time| time.as_nanos());
        let mut files = fs::read_to_string(&path).ok().and_then(|text| read(&text)).unwrap_or_default();
        files.retain(|_, (stamp, _)| stamp.is_settled(written));
        Known { path, files, has_learnt: false }
    }

    /// Returns what is known of a file, if it has not changed since.
    pub(super) fn facts(&self, path: &Path) -> Option<&Facts> {
        let (then, facts) = self.files.get(path.to_str()?)?;
        (Stamp::of(path) == Some(*then)).then_some(facts)
    }

    /// Takes note of what was found in a file that had that stamp before it was read.
    pub(super) fn learn(&mut self, path: &Path, stamp: Option<Stamp>, facts: Facts) {
        let (Some(name), Some(stamp)) = (path.to_str(), stamp) else { return };
        let plain = |text: &str| !text.chars().any(char::is_control);
        // What does not fit a line is read again.
        if stamp.bytes == facts.bytes && plain(name) && facts.title.as_deref().is_none_or(plain) {
            self.files.insert(name.to_owned(), (stamp, facts));
            self.has_learnt = true;
        }
    }

    /// Writes down what is known now of files that are still there. Whoever cannot write here reads them again.
    pub(super) fn remember(&mut self, world: &World) {
        if !self.has_learnt {
            return;
        }
        self.files.retain(|name, _| Path::new(name).is_file());
        let disk = world.disk.as_ref();
        make_folder(disk, folder_of(&self.path))
            .and_then(|()| replace_file(disk, &self.path, written(&self.files).as_bytes()))
            .ok();
    }
}

/// Forgets what a file was taken for that turned out to be another, so that it is right the next time: what was made
/// for players is made anew, and what goes along is read again.
pub fn forget(world: &World, show: &Show, file: &Path) {
    let (disk, cache) = (&world.disk, layout::cache(show.root()));
    if file.starts_with(&cache) {
        // With the other parts of it, and with what is known of them.
        disk.remove_dir_all(folder_of(file)).ok();
    } else {
        disk.remove_file(&cache.join(NAME)).ok();
    }
}

fn written(files: &BTreeMap<String, (Stamp, Facts)>) -> String {
    let mut body = String::new();
    for (name, (stamp, facts)) in files {
        let Facts { file_type, title, seconds, bytes, sha256 } = facts;
        let kind = file_type.map_or(NOTHING, FileType::ending);
        let seconds = seconds.map_or(NOTHING.to_owned(), |seconds| seconds.to_string());
        let [written, noted] = stamp.times;
        let title = title.as_deref().unwrap_or_default();
        writeln!(body, "{sha256}\t{bytes}\t{written}\t{noted}\t{kind}\t{seconds}\t{name}\t{title}").ok();
    }
    format!("{}\n{body}", head(&body))
}

/// Returns the first line, which vouches for the rest.
fn head(body: &str) -> String {
    format!("{VERSION} {}", Digest::of(body.as_bytes()))
}

/// Reads what is written; nothing where it is not all there.
fn read(text: &str) -> Option<BTreeMap<String, (Stamp, Facts)>> {
    let (first, body) = text.split_once('\n')?;
    if first != head(body) {
        return None;
    }
    body.lines().map(read_line).collect()
}

fn read_line(line: &str) -> Option<(String, (Stamp, Facts))> {
    let mut words = line.split('\t');
    let mut word = || words.next();
    let sha256 = word()?.parse().ok()?;
    let bytes = word()?.parse().ok()?;
    let times = [word()?.parse().ok()?, word()?.parse().ok()?];
    let file_type = word()?.parse().ok();
    let seconds = word()?.parse().ok();
    let name = word()?.to_owned();
    let title = Some(word()?.to_owned()).filter(|title| !title.is_empty());
    Some((name, (Stamp { bytes, times }, Facts { file_type, title, seconds, bytes, sha256 })))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU64, Ordering};

    use super::*;
    use crate::studio::along;
    use crate::studio::rendition::Making;
    use crate::studio::tests::show_at;
    use crate::world::{Event, Progress};

    /// Counts the bytes that are read.
    #[derive(Default)]
    struct Counting(AtomicU64);

    impl Progress for Counting {
        fn event(&self, event: Event) {
            if let Event::Advanced { by, .. } = event {
                self.0.fetch_add(by, Ordering::Relaxed);
            }
        }
    }

    #[test]
    fn a_file_is_read_once_and_again_when_it_has_changed_or_nobody_can_tell() {
        let dir = tempfile::tempdir().unwrap();
        let counting = Arc::new(Counting::default());
        let world = World { progress: counting.clone(), ..World::real() };
        let show = show_at(&world, dir.path());
        let songs = dir.path().join("Sange");
        fs::create_dir(&songs).unwrap();
        let file = songs.join("å.mp3");
        let long_ago = UNIX_EPOCH + Duration::from_hours(1_000);
        let put = |contents: &[u8]| {
            fs::write(&file, contents).unwrap();
            fs::File::options().append(true).open(&file).unwrap().set_modified(long_ago).unwrap();
            world.clock.sleep(MOMENT * 2);
        };
        let looked = |making| {
            counting.0.store(0, Ordering::Relaxed);
            let sounds = along(&world, &show, &songs, making).unwrap().sounds;
            assert_eq!(sounds[0].sha256, Digest::of(&fs::read(&file).unwrap()));
            (counting.0.load(Ordering::Relaxed), sounds)
        };
        let at = layout::cache(show.root()).join(NAME);
        put(b"\xff\xfb\x90\x00 en sang");
        assert_eq!(looked(Making::Trial).0, 12);
        assert!(!at.exists(), "a trial writes nothing");
        let (read, first) = looked(Making::Real);
        assert_eq!((read, looked(Making::Real)), (12, (0, first)));
        // Of the same length and as old: the disk has noted that somebody was at it.
        if cfg!(unix) {
            put(b"\xff\xfb\x90\x00 to sang");
            assert_eq!(looked(Making::Real).0, 12);
        }
        put(b"\xff\xfb\x90\x00 tre sange");
        assert_eq!([looked(Making::Real).0, looked(Making::Real).0], [14, 0]);
        // Torn, it says nothing, and is written anew.
        let whole = fs::read(&at).unwrap();
        // So does what another program wrote.
        let other = [b"0.0.0", &whole[VERSION.len()..]].concat();
        for torn in [&whole[..whole.len() - 3], b"", &other[..]] {
            fs::write(&at, torn).unwrap();
            assert_eq!([looked(Making::Real).0, looked(Making::Real).0], [14, 0]);
        }
        forget(&world, &show, &file);
        assert_eq!(looked(Making::Real).0, 14);
        // Written to in the moment in which this is written, it may be written to again without a trace.
        fs::write(&file, b"\xff\xfb\x90\x00 nu").unwrap();
        assert_eq!([looked(Making::Real).0, looked(Making::Real).0], [7, 7]);
        // That is not forgotten when something else is learnt long after.
        let others = dir.path().join("Andet");
        fs::create_dir(&others).unwrap();
        fs::write(others.join("b.mp3"), b"\xff\xfb\x90\x00 b").unwrap();
        along(&world, &show, &others, Making::Real).unwrap();
        let later = fs::metadata(&at).unwrap().modified().unwrap() + Duration::from_mins(1);
        fs::File::options().append(true).open(&at).unwrap().set_modified(later).unwrap();
        assert_eq!(looked(Making::Real).0, 7);
    }
}
