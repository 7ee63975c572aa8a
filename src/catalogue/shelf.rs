//! All that `episodes/` holds: what stands on the shelf, what lies in the trash, and what is left of the rest.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use serde::Deserialize;
use toml_edit::{Datetime, DocumentMut, Value};

use super::form::{self, Form};
use super::history::Change;
use super::problem::Problem;
use super::record::EpisodeRecord;
use super::{CatalogueError, FORMAT, FormError, layout, record};
use crate::episode::{Episode, EpisodeNumber, EpisodeType, Guid, Handle, Moment, Recorded};
use crate::world::Digest;

/// Why an episode does not stand on the shelf.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Away {
    /// Removed. Its number stays used.
    Removed,
    /// Its adding was undone. Its number is free again.
    TakenBack,
}

impl Away {
    /// Returns the words that records use.
    pub fn as_str(self) -> &'static str {
        match self {
            Away::Removed => "removed",
            Away::TakenBack => "taken back",
        }
    }
}

/// Neither "removed" nor "taken back".
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?}: \"removed\" or \"taken back\" is wanted")]
pub struct NotAway(pub String);

impl FromStr for Away {
    type Err = NotAway;

    fn from_str(text: &str) -> Result<Away, NotAway> {
        match text {
            "removed" => Ok(Away::Removed),
            "taken back" => Ok(Away::TakenBack),
            _ => Err(NotAway(text.to_owned())),
        }
    }
}

/// An episode, and where it lies.
#[derive(Debug, Clone, PartialEq)]
pub struct Shelved {
    /// The episode.
    pub episode: Episode,
    /// What made it what it is.
    pub change: Change,
    /// Set when it does not stand on the shelf.
    pub away: Option<Away>,
    /// Its folder.
    pub folder: PathBuf,
    /// The form of its record.
    pub format: i64,
}

impl Shelved {
    /// Returns the path of its record.
    pub fn record(&self) -> PathBuf {
        self.folder.join(layout::RECORD)
    }

    /// Returns an error if its record was written by a newer program: then it is read, never written.
    pub fn writable(&self) -> Result<(), CatalogueError> {
        if self.format > record::NEWEST {
            return Err(CatalogueError::Newer { path: self.record(), format: self.format });
        }
        Ok(())
    }

    /// Returns the path of its sound.
    pub fn sound(&self) -> PathBuf {
        self.folder.join(layout::sound_file(&self.episode.sound))
    }

    /// Returns the path of the recording kept with it, the first if there were several.
    pub fn recording(&self) -> Option<PathBuf> {
        self.kept(&self.episode.recording)
    }

    /// Returns the path of one of its recordings, if that is kept with it.
    pub fn kept(&self, recording: &Recorded) -> Option<PathBuf> {
        recording.kept.as_ref().map(|kept| self.folder.join(&kept.file))
    }

    /// Returns the name by which `restore` finds it while it is away.
    pub fn trash_name(&self) -> String {
        match self.away {
            Some(Away::TakenBack) => format!("{}{}", layout::TAKEN_BACK, self.change.order),
            _ => self.episode.handle.to_string(),
        }
    }
}

impl From<Shelved> for EpisodeRecord {
    fn from(Shelved { episode, change, away, format, .. }: Shelved) -> EpisodeRecord {
        EpisodeRecord { format, episode, away, change }
    }
}

/// A folder on the shelf whose record cannot be read.
#[derive(Debug)]
pub struct Broken {
    /// The folder.
    pub folder: PathBuf,
    /// The handle that the folder's name gives it: the number is taken all the same.
    pub handle: Handle,
    /// What is wrong.
    pub error: FormError,
}

/// What is left of an episode that was removed everywhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tombstone {
    /// The handle, which stays used unless its adding was undone.
    pub handle: Handle,
    /// Whether its adding had been undone, so that its number is free.
    pub taken_back: bool,
    /// The identity by which apps knew it.
    pub guid: Guid,
    /// Why it was removed, in the words of who did it; may be empty.
    pub reason: String,
    /// Who removed it.
    pub who: String,
    /// When.
    pub when: Moment,
    /// The place of the removal among the show's changes.
    pub order: u64,
}

impl Tombstone {
    /// Returns the name of its file. A number that is free may get another tombstone one day.
    pub(super) fn file_name(&self) -> String {
        if self.taken_back {
            format!("{}{}.toml", layout::TAKEN_BACK, self.order)
        } else {
            format!("{}.toml", self.handle.place())
        }
    }
}

/// All that `episodes/` holds.
#[derive(Debug, Default)]
pub struct Shelf {
    /// What stands on the shelf, in the order of handles.
    pub episodes: Vec<Shelved>,
    /// What lies in the trash.
    pub away: Vec<Shelved>,
    /// What is left of those removed everywhere.
    pub tombstones: Vec<Tombstone>,
    /// What should be an episode, and cannot be read.
    pub broken: Vec<Broken>,
    /// Folders and files that are no episode and none of ours.
    pub strangers: Vec<PathBuf>,
}

impl Shelf {
    /// Reads the whole of `episodes/`. What cannot be read is part of the answer.
    pub(super) fn read(root: &Path) -> Result<Shelf, CatalogueError> {
        let mut shelf = Shelf::default();
        let episodes = layout::episodes(root);
        for entry in fs::read_dir(&episodes).map_err(CatalogueError::io(&episodes, "read"))? {
            shelf.read_entry(&entry.map_err(CatalogueError::io(&episodes, "read"))?);
        }
        for entry in entries_if_there(&layout::trash(root))? {
            shelf.read_entry(&entry);
        }
        for entry in entries_if_there(&layout::tombstones(root))? {
            if entry.path().extension().is_some_and(|ending| ending == "toml") {
                shelf.tombstones.push(read_tombstone(&entry.path())?);
            }
        }
        shelf.episodes.sort_by(|a, b| (a.episode.handle, &a.folder).cmp(&(b.episode.handle, &b.folder)));
        shelf.away.sort_by_key(|shelved| shelved.change.order);
        shelf.tombstones.sort_by_key(|tombstone| tombstone.order);
        shelf.broken.sort_by(|a, b| a.folder.cmp(&b.folder));
        shelf.strangers.sort();
        Ok(shelf)
    }

    fn read_entry(&mut self, entry: &fs::DirEntry) {
        let (folder, name) = (entry.path(), entry.file_name());
        let name = name.to_string_lossy();
        // A link could lead anywhere, and is no episode of ours.
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        let place = Handle::of_place(&name);
        let taken_back = name.starts_with(layout::TAKEN_BACK);
        if !is_folder || (place.is_none() && !taken_back) {
            if !name.starts_with('.') && is_strange(&name, is_folder) {
                self.strangers.push(folder);
            }
            return;
        }
        match record::read(&folder.join(layout::RECORD)) {
            Ok(record) => {
                let shelved = Shelved {
                    episode: record.episode,
                    change: record.change,
                    away: record.away,
                    folder,
                    format: record.format,
                };
                if shelved.away.is_some() { self.away.push(shelved) } else { self.episodes.push(shelved) }
            }
            // Moved away between the listing and the reading: a reader holds no lock.
            Err(_) if !folder.exists() => {}
            Err(error) => {
                if let Some((handle, _)) = place {
                    self.broken.push(Broken { folder, handle, error });
                }
            }
        }
    }

    /// Returns the first fault, for those who cannot do with less than everything.
    pub fn whole(mut self) -> Result<Shelf, CatalogueError> {
        if self.broken.is_empty() {
            return Ok(self);
        }
        Err(self.broken.swap_remove(0).error.into())
    }

    /// Returns the episode with that handle.
    ///
    /// One whose record cannot be read is there, too: then the answer is what is wrong with it.
    pub fn get(&self, handle: Handle) -> Result<&Shelved, CatalogueError> {
        self.episodes.iter().find(|shelved| shelved.episode.handle == handle).ok_or_else(|| {
            let broken = self.broken.iter().find(|broken| broken.handle == handle);
            // An error cannot be had twice; the record can.
            if let Some(Err(fault)) = broken.map(|broken| record::read(&broken.folder.join(layout::RECORD))) {
                return fault.into();
            }
            CatalogueError::NoEpisode {
                handle: handle.to_string(),
                highest: self
                    .episodes
                    .iter()
                    .map(|shelved| shelved.episode.handle)
                    .filter(|other| other.kind() == handle.kind())
                    .max(),
                in_trash: self
                    .away
                    .iter()
                    .any(|shelved| shelved.away == Some(Away::Removed) && shelved.episode.handle == handle),
            }
        })
    }

    /// Returns what lies in the trash under that name: a handle, or the name of one taken back.
    pub fn get_away(&self, name: &str) -> Result<&Shelved, CatalogueError> {
        let handle = name.parse::<Handle>().map_or_else(|_| name.to_owned(), |handle| handle.to_string());
        self.away
            .iter()
            .rev()
            .find(|shelved| shelved.trash_name() == handle)
            .ok_or(CatalogueError::NoEpisode { handle, highest: None, in_trash: false })
    }

    /// Returns every handle that is used up, now or ever.
    pub fn taken(&self) -> impl Iterator<Item = Handle> {
        let on_shelf = self.episodes.iter().map(|shelved| shelved.episode.handle);
        // A folder and its record may disagree, after a copy by hand: then both are taken.
        let by_name = self.episodes.iter().filter_map(|shelved| {
            Handle::of_place(shelved.folder.file_name()?.to_str()?).map(|(handle, _)| handle)
        });
        let removed = self.away.iter().filter(|shelved| shelved.away == Some(Away::Removed));
        on_shelf
            .chain(by_name)
            .chain(removed.map(|shelved| shelved.episode.handle))
            .chain(self.tombstones.iter().filter(|stone| !stone.taken_back).map(|stone| stone.handle))
            .chain(self.broken.iter().map(|broken| broken.handle))
    }

    /// Returns the handle that the next episode of this kind gets.
    pub fn next_handle(&self, kind: EpisodeType) -> Handle {
        Handle::next_after(kind, self.taken())
    }

    /// Returns the place of the next change among the show's changes.
    pub fn next_order(&self) -> u64 {
        let changes = self.episodes.iter().chain(&self.away).map(|shelved| shelved.change.order);
        changes.chain(self.tombstones.iter().map(|tombstone| tombstone.order)).max().unwrap_or(0) + 1
    }

    /// Returns whether that identity belongs to an episode, now or ever.
    pub fn knows(&self, guid: &Guid) -> bool {
        self.episodes.iter().chain(&self.away).any(|shelved| shelved.episode.guid == *guid)
            || self.tombstones.iter().any(|tombstone| tombstone.guid == *guid)
    }

    /// Returns the highest number on the shelf, 0 where nothing has one.
    pub fn highest_number(&self) -> u32 {
        let numbers = self.episodes.iter().filter_map(|shelved| shelved.episode.handle.number());
        numbers.map(EpisodeNumber::get).max().unwrap_or(0)
    }

    /// Returns the episode on the shelf that was made of that recording, `but` one aside.
    pub fn made_of(&self, recording: Digest, but: Option<&Guid>) -> Option<&Shelved> {
        self.episodes
            .iter()
            .filter(|shelved| Some(&shelved.episode.guid) != but)
            .find(|shelved| shelved.episode.recordings().any(|one| one.sha256 == recording))
    }

    /// Returns whether an episode was made of a recording of that length, so that hashing it is worth the time.
    pub fn has_recording_of(&self, bytes: u64) -> bool {
        let mut recordings = self.episodes.iter().flat_map(|shelved| shelved.episode.recordings());
        recordings.any(|recording| recording.bytes == bytes)
    }
}

/// Returns whether people should be told of a file or folder: what belongs there, and what systems
/// leave lying about, is nobody's fault.
fn is_strange(name: &str, is_folder: bool) -> bool {
    let ours = name == "show.toml" || is_folder && name == layout::TEMPLATES;
    // An editor's copy of the version before.
    let debris = layout::is_debris(name) || name.ends_with('~');
    let picture = !is_folder
        && [".jpg", ".jpeg", ".png", ".webp"].iter().any(|ending| name.to_lowercase().ends_with(ending));
    !(ours || debris || picture)
}

fn entries_if_there(folder: &Path) -> Result<Vec<fs::DirEntry>, CatalogueError> {
    match fs::read_dir(folder) {
        Err(err) if err.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(err) => Err(CatalogueError::io(folder, "read")(err)),
        Ok(entries) => entries.collect::<Result<_, _>>().map_err(CatalogueError::io(folder, "read")),
    }
}

/// What stands in the file.
#[derive(Deserialize)]
struct TombstoneForm {
    handle: String,
    #[serde(default)]
    taken_back: bool,
    guid: String,
    reason: Option<String>,
    who: Option<String>,
    when: Datetime,
    order: u64,
}

fn read_tombstone(path: &Path) -> Result<Tombstone, FormError> {
    let file = Form::read(path)?;
    let form: TombstoneForm = file.values()?;
    Ok(Tombstone {
        handle: form.handle.parse().map_err(|err| file.fault("handle", Problem::not_ours(err)))?,
        taken_back: form.taken_back,
        guid: form.guid.parse().map_err(|err| file.fault("guid", Problem::not_ours(err)))?,
        reason: form.reason.unwrap_or_default(),
        who: form.who.unwrap_or_default(),
        when: form.when.to_string().parse().map_err(|_| file.fault("when", Problem::Date))?,
        order: form.order,
    })
}

/// Returns the text of a tombstone.
pub(super) fn written_tombstone(tombstone: &Tombstone) -> String {
    let mut doc = DocumentMut::new();
    let table = doc.as_table_mut();
    form::put(table, "format", Some(Value::from(FORMAT)));
    form::put(table, "handle", Some(tombstone.handle.to_string().into()));
    form::put(table, "taken_back", tombstone.taken_back.then(|| true.into()));
    form::put(table, "guid", Some(tombstone.guid.as_str().into()));
    form::put(table, "reason", Some(tombstone.reason.as_str().into()));
    form::put(table, "who", Some(tombstone.who.as_str().into()));
    form::put(table, "when", tombstone.when.to_string().parse::<Datetime>().ok().map(Value::from));
    form::put(table, "order", Some(form::integer(tombstone.order)));
    doc.to_string()
}

#[cfg(test)]
mod tests {
    use super::super::record::tests::sample;
    use super::*;

    fn shelf_with(folders: &[(&str, &str)]) -> (tempfile::TempDir, Shelf) {
        let dir = tempfile::tempdir().unwrap();
        for (folder, record) in folders {
            let folder = layout::episodes(dir.path()).join(folder);
            fs::create_dir_all(&folder).unwrap();
            fs::write(folder.join(layout::RECORD), record).unwrap();
        }
        let shelf = Shelf::read(dir.path()).unwrap();
        (dir, shelf)
    }

    #[test]
    fn every_number_ever_used_is_taken() {
        let mut removed = sample();
        removed.episode.handle = "9".parse().unwrap();
        let mut taken_back = sample();
        taken_back.episode.handle = "12".parse().unwrap();
        taken_back.away = Some(Away::TakenBack);
        let (_dir, shelf) = shelf_with(&[
            ("003-broken", "number = "),
            (".trash/009-gone", &record::written(&removed)),
            (".trash/taken-back-4-test", &record::written(&taken_back)),
            ("notes", ""),
        ]);
        assert_eq!(shelf.next_handle(EpisodeType::Full).to_string(), "10");
        assert_eq!(shelf.next_handle(EpisodeType::Trailer).to_string(), "trailer-1");
        assert_eq!((shelf.broken.len(), shelf.away.len(), shelf.strangers.len()), (1, 2, 1));
        assert_eq!(shelf.next_order(), 18);
        assert!(shelf.get_away("9").is_ok() && shelf.get_away("taken-back-17").is_ok());
        assert!(shelf.whole().is_err());
    }

    #[test]
    fn a_tombstone_reads_back_as_it_is_written() {
        let dir = tempfile::tempdir().unwrap();
        let tombstone = Tombstone {
            handle: "7".parse().unwrap(),
            taken_back: true,
            guid: "g".parse().unwrap(),
            reason: "Gæsten fortrød".into(),
            who: "desk 3".into(),
            when: "2026-10-03T10:00:00+02:00".parse().unwrap(),
            order: 3,
        };
        let path = dir.path().join("007.toml");
        fs::write(&path, written_tombstone(&tombstone)).unwrap();
        assert_eq!(read_tombstone(&path).unwrap(), tombstone);
    }
}
