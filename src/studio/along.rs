//! Music and course files that go along to players: what lies in a folder of this computer, and what its tags say.
//!
//! Nothing is written but what is known of them. Links are not followed, and what has a hidden name is nobody's
//! business.

use std::fs;
use std::io::{self, BufReader, Read as _};
use std::path::{Path, PathBuf};

use super::brought::ending;
use super::known::{Facts, Known, Stamp};
use super::rendition::Making;
use super::tag;
use crate::audio::{Source as _, decode};
use crate::catalogue::Show;
use crate::episode::edits::time_of;
use crate::episode::{FileType, clock};
use crate::world::disk::{FileError, open_without_waiting};
use crate::world::{Cancelled, Digest, Event, Step, World, walk};

/// So much of a file is read at once.
const PIECE: usize = 256 << 10;
/// By so much of a file its type is known.
const HEAD: u64 = 4 << 10;
/// Tags are read that are no longer; the title stands in front, and a picture may be as large as it likes.
const LONGEST_TAG: usize = 16 << 20;
/// The endings of sounds, whether we know their form or not.
const SOUNDS: [&str; 18] = [
    "mp3", "mp2", "m4a", "m4b", "aac", "ogg", "oga", "opus", "flac", "wav", "wma", "aif", "aiff", "ape",
    "mka", "amr", "ac3", "caf",
];

/// What lies in a folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Along {
    /// Its sounds, in the order of the names, folder by folder.
    pub sounds: Vec<AlongSound>,
    /// How many names in it are of something else: pictures, texts, links.
    pub others: usize,
}

/// A sound that may go along.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AlongSound {
    /// The file.
    pub file: PathBuf,
    /// The names of the folders that lead to it, below the one that was given.
    pub folders: Vec<String>,
    /// Its own name, without the ending.
    pub name: String,
    /// What it is; none where it is called a sound, and is none that we know.
    pub file_type: Option<FileType>,
    /// What its tags say: who plays, and what.
    pub title: Option<String>,
    /// How long it plays, in seconds, if that can be told without hearing it.
    pub seconds: u64,
    /// Whether it can be heard here, as far as its beginning tells.
    pub is_heard: bool,
    /// Its length.
    pub bytes: u64,
    /// Its fingerprint.
    pub sha256: Digest,
}

/// Why a folder cannot go along.
#[derive(Debug, thiserror::Error)]
pub enum AlongError {
    /// A file or a folder in it could not be read.
    #[error(transparent)]
    File(#[from] FileError),
    /// Somebody asked to stop.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
}

/// Looks through a folder, and reads every sound in it that is not known from the last time.
pub fn along(world: &World, show: &Show, folder: &Path, making: Making) -> Result<Along, AlongError> {
    let mut known = Known::of(show);
    let (paths, others) = look(world, folder)?;
    let unknown = paths.iter().filter(|path| known.facts(path).is_none());
    let bytes = unknown.filter_map(|path| Some(fs::metadata(path).ok()?.len())).sum();
    let step = Step::Verifying;
    world.progress.event(Event::Began { step, total: Some(bytes), rate: None });
    let sounds: Result<Vec<_>, AlongError> =
        paths.iter().map(|path| sound_of(world, &mut known, folder, path)).collect();
    world.progress.event(Event::Ended { step });
    if making == Making::Real {
        known.remember(world);
    }
    Ok(Along { sounds: sounds?, others })
}

/// Returns the sounds in a folder, and how many names are of something else.
fn look(world: &World, folder: &Path) -> Result<(Vec<PathBuf>, usize), AlongError> {
    fs::read_dir(folder).map_err(FileError::when(folder, "read"))?;
    let (mut sounds, mut others) = (Vec::new(), 0);
    for seen in walk::open_to_view(folder) {
        world.cancel.check()?;
        let seen = seen.map_err(FileError::when(folder, "read"))?;
        match seen.kind {
            walk::Kind::Folder if !is_hidden(&seen.path) => {}
            walk::Kind::File if !is_hidden(&seen.path) && is_sound(&seen.path) => sounds.push(seen.path),
            _ => others += 1,
        }
    }
    Ok((sounds, others))
}

fn text(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn is_hidden(path: &Path) -> bool {
    text(path).starts_with('.')
}

fn is_sound(path: &Path) -> bool {
    SOUNDS.contains(&ending(path).as_str())
}

fn sound_of(world: &World, known: &mut Known, folder: &Path, path: &Path) -> Result<AlongSound, AlongError> {
    let facts = if let Some(facts) = known.facts(path) {
        facts.clone()
    } else {
        // What it was before it is read: should somebody write to it meanwhile, it will be another then.
        let before = Stamp::of(path);
        let read = read(world, path);
        world.cancel.check()?;
        let facts = read.map_err(FileError::when(path, "read"))?;
        known.learn(path, before, facts.clone());
        facts
    };
    let above = path.parent().and_then(|above| above.strip_prefix(folder).ok());
    let folders = above.into_iter().flatten().map(|name| name.to_string_lossy().into_owned()).collect();
    let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let Facts { file_type, title, seconds, bytes, sha256 } = facts;
    let (is_heard, seconds) = (seconds.is_some(), seconds.unwrap_or(0));
    Ok(AlongSound {
        file: path.to_owned(),
        folders,
        name,
        file_type,
        title,
        seconds,
        is_heard,
        bytes,
        sha256,
    })
}

/// Reads a file once.
fn read(world: &World, path: &Path) -> io::Result<Facts> {
    let file = BufReader::with_capacity(PIECE, open_without_waiting(path)?);
    let (sha256, bytes) = Digest::of_reader(Passing { inner: file, world })?;
    let head = first(path, HEAD)?;
    let file_type = FileType::of_content(&head, &ending(path));
    let title = if file_type == Some(FileType::Mp3) { title(path, &head) } else { None };
    Ok(Facts { file_type, title, seconds: seconds(path), bytes, sha256 })
}

fn first(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    open_without_waiting(path)?.take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Returns what the tags in front say. What cannot be read says nothing: it is only for the display.
fn title(path: &Path, head: &[u8]) -> Option<String> {
    let length = tag::front_length(head);
    if length == 0 || length > LONGEST_TAG {
        return None;
    }
    tag::says(&first(path, length as u64).ok()?)
}

/// Returns how long a sound plays, as far as its beginning tells; none where it cannot be heard.
fn seconds(path: &Path) -> Option<u64> {
    let recording = decode::open(path).ok()?;
    let rate = recording.spec().rate;
    Some(recording.frames().map_or(0, |frames| clock::whole_seconds(time_of(frames, rate))))
}

/// A file on its way: how much of it has passed is said, and it ends when somebody asks for that.
struct Passing<'w, R> {
    inner: R,
    world: &'w World,
}

impl<R: io::Read> io::Read for Passing<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.world.cancel.check().map_err(io::Error::other)?;
        let read = self.inner.read(buffer)?;
        self.world.progress.event(Event::Advanced { step: Step::Verifying, by: read as u64 });
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::studio::tests::show_at;

    #[test]
    fn sounds_are_told_from_the_rest_and_their_tags_are_read() {
        let dir = tempfile::tempdir().unwrap();
        let at = |name: &str| dir.path().join(name);
        fs::create_dir_all(at("CD 1/.hidden")).unwrap();
        let labels = tag::Labels {
            title: "Åbningsdag".into(),
            show: "Vi læser".into(),
            author: "Biblioteket".into(),
            handle: "9".parse().unwrap(),
            year: 2026,
            notes: String::new(),
            language: "da".into(),
            artwork: vec![1, 2, 3],
            pictured: None,
            chapters: Vec::new(),
            length: std::time::Duration::from_mins(1),
        };
        let mut tagged = labels.front(None).unwrap();
        tagged.extend(b"\xff\xfb\x90\x00");
        for (name, bytes) in [
            ("CD 1/01 å.MP3", &tagged[..]),
            ("b.flac", b"fLaC\0"),
            ("c.wma", b"\x30\x26\xb2\x75"),
            ("cover.jpg", b"\xff\xd8"),
            ("._b.mp3", b"\xff\xfb"),
            ("CD 1/.hidden/d.mp3", b"\xff\xfb"),
        ] {
            fs::write(at(name), bytes).unwrap();
        }
        #[cfg(unix)]
        std::os::unix::fs::symlink(at("b.flac"), at("z.mp3")).unwrap();
        let world = World::real();
        let home = tempfile::tempdir().unwrap();
        let show = show_at(&world, home.path());
        let along = along(&world, &show, dir.path(), Making::Real).unwrap();
        let told: Vec<_> = along
            .sounds
            .iter()
            .map(|one| (one.folders.join("/"), one.name.as_str(), one.file_type, one.title.as_deref()))
            .collect();
        assert_eq!(
            told,
            [
                ("CD 1".to_owned(), "01 å", Some(FileType::Mp3), Some("Biblioteket - Åbningsdag")),
                (String::new(), "b", Some(FileType::Flac), None),
                (String::new(), "c", None, None),
            ]
        );
        assert_eq!(
            (along.sounds[0].bytes, along.sounds[0].sha256),
            (tagged.len() as u64, Digest::of(&tagged))
        );
        assert_eq!(along.others, if cfg!(unix) { 4 } else { 3 });
    }

    #[test]
    fn a_folder_that_is_not_there_is_named() {
        let dir = tempfile::tempdir().unwrap();
        let missing = dir.path().join("væk");
        match look(&World::real(), &missing) {
            Err(AlongError::File(err)) => assert_eq!(err.path, missing),
            other => panic!("{other:?}"),
        }
    }
}
