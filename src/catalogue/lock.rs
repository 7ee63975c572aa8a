//! Taking turns: the lock under which a show changes, and the steps that change it.

use std::fs::{self, File, TryLockError};
use std::io::{self, Read as _, Seek as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::history::{self, Change, What};
use super::record::{self, EpisodeRecord};
use super::shelf::{self, Away, Shelf, Shelved, Tombstone};
use super::{CatalogueError, Show, layout};
use crate::episode::{Episode, Moment};
use crate::world::disk::{folder_of, make_folder, open_lock, replace_file};
use crate::world::{Event, Staging, World, staging};

/// How long to wait for another process.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wait {
    /// At most so long.
    Upto(Duration),
    /// Until it is our turn, or somebody asks to stop.
    Forever,
}

impl Default for Wait {
    fn default() -> Wait {
        Wait::Upto(Duration::from_mins(1))
    }
}

/// The show is ours to change for as long as this lives.
///
/// Making one also tidies up: the staging folders of dead runs go, and a move that was cut off is finished.
#[derive(Debug)]
pub struct ShowLock<'s> {
    show: &'s Show,
    shelf: Shelf,
    _held: Held,
}

/// The feed is ours to build for as long as this lives.
#[derive(Debug)]
pub struct BuildLock {
    _held: Held,
}

impl Show {
    /// Waits until the show is ours to change.
    pub fn lock(&self, world: &World, wait: Wait) -> Result<ShowLock<'_>, CatalogueError> {
        self.writable()?;
        let held = Held::take(world, &self.episodes_dir().join(".lock"), wait)?;
        let disk = world.disk.as_ref();
        let episodes = self.episodes_dir();
        staging::sweep(disk, &episodes).map_err(CatalogueError::io(&episodes, "tidied"))?;
        let mut lock = ShowLock { show: self, shelf: self.shelf()?, _held: held };
        if lock.finish_moves(world)? {
            lock.shelf = self.shelf()?;
        }
        Ok(lock)
    }

    /// Waits until the feed is ours to build: from reading the catalogue to the last file.
    pub fn lock_build(&self, world: &World, wait: Wait) -> Result<BuildLock, CatalogueError> {
        self.writable()?;
        let held = Held::take(world, &self.episodes_dir().join(".build.lock"), wait)?;
        Ok(BuildLock { _held: held })
    }
}

impl ShowLock<'_> {
    /// Returns all that `episodes/` holds. Nobody else changes it now.
    pub fn shelf(&self) -> &Shelf {
        &self.shelf
    }

    /// Returns a change that happens now, the next of the show and the first of its episode.
    pub fn change(&self, world: &World, what: What) -> Change {
        Change {
            count: 1,
            order: self.shelf.next_order(),
            what,
            who: world.who.clone(),
            when: Moment::new(world.clock.now(), &world.clock.zone()),
            undoes: None,
        }
    }

    /// Shelves a staged episode: its record is written into the folder, all is synced, and the folder
    /// gets its name.
    ///
    /// The rename is the commit point: before it the episode does not exist, after it it is whole.
    pub fn shelve(
        &self,
        world: &World,
        staging: Staging,
        episode: &Episode,
        change: Change,
    ) -> Result<PathBuf, CatalogueError> {
        let format = record::format_of(episode);
        let record = EpisodeRecord { format, episode: episode.clone(), away: None, change };
        let path = staging.join(layout::RECORD);
        write_new(world, &path, record::written(&record).as_bytes())?;
        let folder = self.show.episodes_dir().join(layout::folder_name(episode));
        staging.shelve(world.disk.as_ref(), &folder).map_err(CatalogueError::io(&folder, "shelved"))?;
        Ok(folder)
    }

    /// Counts an episode that was just shelved among those on the shelf, for whoever shelves many under one lock.
    pub fn remember(&mut self, shelved: Shelved) {
        self.shelf.episodes.push(shelved);
        self.shelf.episodes.sort_by_key(|shelved| shelved.episode.handle);
    }

    /// Puts a file that was made in staging into an episode's folder, where a record will soon name it.
    /// What lies there under that name without any record knowing it is of a run that was cut off.
    pub fn bring(
        &self,
        world: &World,
        staged: &Path,
        shelved: &Shelved,
        name: &str,
    ) -> Result<(), CatalogueError> {
        shelved.writable()?;
        let disk = world.disk.as_ref();
        let to = shelved.folder.join(name);
        let file = File::open(staged).map_err(CatalogueError::io(staged, "read"))?;
        disk.sync(&file).map_err(CatalogueError::io(staged, "written"))?;
        drop(file);
        match disk.remove_file(&to) {
            Err(err) if err.kind() != io::ErrorKind::NotFound => {
                return Err(CatalogueError::io(&to, "replaced")(err));
            }
            _ => {}
        }
        disk.rename_new(staged, &to).map_err(CatalogueError::io(&to, "written"))?;
        disk.sync_dir(&shelved.folder).map_err(CatalogueError::io(&shelved.folder, "written"))
    }

    /// Returns the number for the next sound of an episode: no sound it ever had has it.
    pub fn next_version(&self, shelved: &Shelved) -> Result<u32, CatalogueError> {
        Self::next(shelved, |episode| Some(episode.sound.version), layout::version_of)
    }

    /// Returns the number for the next transcript of an episode: none it ever had has it.
    pub fn next_transcript(&self, shelved: &Shelved) -> Result<u32, CatalogueError> {
        let number = |episode: &Episode| layout::transcript_number(&episode.transcript.as_ref()?.file);
        Self::next(shelved, number, layout::transcript_number)
    }

    /// Returns the number for the next picture of an episode: none it ever had has it.
    pub fn next_artwork(&self, shelved: &Shelved) -> Result<u32, CatalogueError> {
        let number = |episode: &Episode| layout::artwork_number(&episode.artwork.as_ref()?.file);
        Self::next(shelved, number, layout::artwork_number)
    }

    /// Returns the number after the highest that an episode has or had, as its records and its files tell it.
    fn next(
        shelved: &Shelved,
        recorded: impl Fn(&Episode) -> Option<u32>,
        named: fn(&str) -> Option<u32>,
    ) -> Result<u32, CatalogueError> {
        let older = history::older(shelved)?;
        let episodes = older.iter().map(|record| &record.episode).chain([&shelved.episode]);
        let recorded = episodes.filter_map(recorded).max().unwrap_or(0);
        // A file that no record knows is of a run that was cut off. But if the history has gaps, its
        // record may be one of those that are gone.
        let is_whole = older.len() + 1 == shelved.change.count as usize;
        let lying = if is_whole { 0 } else { highest_in(&shelved.folder, named)? };
        Ok(recorded.max(lying) + 1)
    }

    /// Changes an episode: the old record goes to its history, the new one takes its place.
    ///
    /// Replacing the record is the commit point. Where the change means that the episode moves, its new
    /// place must be free.
    pub fn rewrite(
        &self,
        world: &World,
        shelved: &Shelved,
        episode: Episode,
        away: Option<Away>,
        change: Change,
    ) -> Result<Shelved, CatalogueError> {
        shelved.writable()?;
        let change = Change { count: shelved.change.count + 1, ..change };
        let folder = shelved.folder.clone();
        let format = record::format_of(&episode);
        let after = Shelved { episode, change, away, folder, format };
        let to = self.place_of(&after);
        if to != after.folder && to.symlink_metadata().is_ok() {
            return Err(CatalogueError::io(&to, "moved")(io::ErrorKind::AlreadyExists.into()));
        }

        let path = shelved.record();
        let disk = world.disk.as_ref();
        let history = shelved.folder.join(layout::HISTORY);
        make_folder(disk, &history).map_err(CatalogueError::io(&history, "made"))?;
        if away.is_some() {
            let trash = layout::trash(self.show.root());
            make_folder(disk, &trash).map_err(CatalogueError::io(&trash, "made"))?;
        }
        let old = history.join(format!("{}.toml", shelved.change.count));
        let text = fs::read(&path).map_err(CatalogueError::io(&path, "read"))?;
        replace_file(disk, &old, &text).map_err(CatalogueError::io(&old, "written"))?;

        let text = record::rewritten(&path, &after.clone().into())?;
        replace_file(disk, &path, text.as_bytes()).map_err(CatalogueError::io(&path, "written"))?;
        Ok(after)
    }

    /// Puts an episode where its record says it belongs, and returns its folder there.
    pub fn settle(&self, world: &World, shelved: &Shelved) -> Result<PathBuf, CatalogueError> {
        let to = self.place_of(shelved);
        if to == shelved.folder {
            return Ok(to);
        }
        let disk = world.disk.as_ref();
        let trash = layout::trash(self.show.root());
        make_folder(disk, &trash).map_err(CatalogueError::io(&trash, "made"))?;
        disk.rename_new(&shelved.folder, &to).map_err(CatalogueError::io(&to, "moved"))?;
        // Where it is now first: if the plug is pulled in between, it may lie in both, never in neither.
        for folder in [folder_of(&to), folder_of(&shelved.folder)] {
            disk.sync_dir(folder).map_err(CatalogueError::io(folder, "written"))?;
        }
        Ok(to)
    }

    /// Leaves a tombstone in place of an episode and takes all else away.
    ///
    /// The tombstone is the commit point; a folder that outlived it is taken away by the next lock.
    pub fn bury(
        &self,
        world: &World,
        shelved: &Shelved,
        reason: &str,
        change: &Change,
    ) -> Result<(), CatalogueError> {
        shelved.writable()?;
        let tombstone = Tombstone {
            handle: shelved.episode.handle,
            taken_back: shelved.away == Some(Away::TakenBack),
            guid: shelved.episode.guid.clone(),
            reason: reason.to_owned(),
            who: change.who.clone(),
            when: change.when,
            order: change.order,
        };
        let disk = world.disk.as_ref();
        let folder = layout::tombstones(self.show.root());
        make_folder(disk, &folder).map_err(CatalogueError::io(&folder, "made"))?;
        let path = folder.join(tombstone.file_name());
        let text = shelf::written_tombstone(&tombstone);
        replace_file(disk, &path, text.as_bytes()).map_err(CatalogueError::io(&path, "written"))?;
        self.take_away(world, &shelved.folder)
    }

    /// Takes a folder away: under a hidden name first, so that nobody sees half an episode.
    fn take_away(&self, world: &World, folder: &Path) -> Result<(), CatalogueError> {
        let disk = world.disk.as_ref();
        let mut dice = [0; 8];
        world.entropy.fill(&mut dice);
        let episodes = self.show.episodes_dir();
        // A staging folder without a lock is a dead run's, so that the next lock sweeps what is left.
        let hidden = episodes.join(format!(".staging-{:016x}", u64::from_be_bytes(dice)));
        disk.rename_new(folder, &hidden).map_err(CatalogueError::io(folder, "removed"))?;
        disk.remove_dir_all(&hidden).map_err(CatalogueError::io(folder, "removed"))?;
        disk.sync_dir(&episodes).map_err(CatalogueError::io(&episodes, "written"))
    }

    /// Finishes what a pulled plug cut off: records are the truth, and folders follow. Returns whether
    /// anything had to be done.
    fn finish_moves(&self, world: &World) -> Result<bool, CatalogueError> {
        let mut moved = false;
        for shelved in self.shelf.episodes.iter().chain(&self.shelf.away) {
            if shelved.writable().is_err() {
                continue; // a newer program's, which has its own ways
            }
            let Episode { guid, handle, .. } = &shelved.episode;
            let buried =
                self.shelf.tombstones.iter().any(|stone| stone.guid == *guid && stone.handle == *handle);
            if buried {
                self.take_away(world, &shelved.folder)?;
                moved = true;
            } else if self.is_in_trash(shelved) != shelved.away.is_some() {
                let to = self.place_of(shelved);
                // A copy made by hand may stand in the way; then `check` has something to say.
                if to.symlink_metadata().is_err() {
                    self.settle(world, shelved)?;
                    moved = true;
                }
            }
        }
        Ok(moved)
    }

    fn is_in_trash(&self, shelved: &Shelved) -> bool {
        shelved.folder.parent() == Some(&layout::trash(self.show.root()))
    }

    /// Returns the folder in which an episode belongs. The name of a folder on the shelf that staff
    /// have chosen otherwise is left to them.
    fn place_of(&self, shelved: &Shelved) -> PathBuf {
        let trash = layout::trash(self.show.root());
        match shelved.away {
            None if self.is_in_trash(shelved) => {
                self.show.episodes_dir().join(layout::folder_name(&shelved.episode))
            }
            None => shelved.folder.clone(),
            Some(_) if self.is_in_trash(shelved) => shelved.folder.clone(),
            Some(Away::Removed) => trash.join(layout::folder_name(&shelved.episode)),
            Some(Away::TakenBack) => {
                trash.join(layout::taken_back_name(shelved.change.order, &shelved.episode))
            }
        }
    }
}

/// Returns the highest number among the files in an episode's folder, as their names tell it.
fn highest_in(folder: &Path, number: fn(&str) -> Option<u32>) -> Result<u32, CatalogueError> {
    let entries = fs::read_dir(folder).map_err(CatalogueError::io(folder, "read"))?;
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    Ok(names.filter_map(|name| number(&name)).max().unwrap_or(0))
}

/// Writes a file that must not exist yet. Whoever gives it its place syncs it.
fn write_new(world: &World, path: &Path, bytes: &[u8]) -> Result<(), CatalogueError> {
    let mut file = world.disk.create_new(path).map_err(CatalogueError::io(path, "written"))?;
    file.write_all(bytes).map_err(CatalogueError::io(path, "written"))
}

/// A lock file that this process holds. The kernel frees it when the process ends, however it ends, so
/// nobody ever has to unlock anything.
#[derive(Debug)]
struct Held {
    file: File,
}

impl Held {
    fn take(world: &World, path: &Path, wait: Wait) -> Result<Held, CatalogueError> {
        const PAUSE: Duration = Duration::from_millis(25);
        let mut file = open_lock(path).map_err(CatalogueError::io(path, "written"))?;
        let mut waited = Duration::ZERO;
        loop {
            match file.try_lock() {
                Ok(()) => break,
                Err(TryLockError::Error(err)) => return Err(CatalogueError::io(path, "locked")(err)),
                Err(TryLockError::WouldBlock) => {}
            }
            world.cancel.check()?;
            let holder = || holder_in(&mut &file);
            if waited.is_zero() {
                world.progress.event(Event::Waiting { holder: holder() });
            }
            if matches!(wait, Wait::Upto(limit) if waited >= limit) {
                return Err(CatalogueError::InUse { path: path.to_owned(), holder: holder() });
            }
            world.clock.sleep(PAUSE);
            waited += PAUSE;
        }
        // For whoever waits; nothing depends on it, so nothing is lost if it cannot be written.
        file.set_len(0).and_then(|()| file.rewind()).and_then(|()| writeln!(file, "{}", world.who)).ok();
        Ok(Held { file })
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        self.file.set_len(0).ok();
    }
}

/// Returns who wrote themselves into the lock file.
fn holder_in(file: &mut &File) -> String {
    let mut text = String::new();
    if file.rewind().is_ok() {
        file.take(200).read_to_string(&mut text).ok();
    }
    text.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::settings;

    fn show(dir: &Path) -> Show {
        settings::create(&World::real(), dir, "title = \"a\"\n", None).unwrap()
    }

    #[test]
    fn a_second_process_waits_and_is_told_for_whom() {
        let dir = tempfile::tempdir().unwrap();
        let show = show(dir.path());
        let world = World { who: "desk 3".into(), ..World::real() };
        let first = show.lock(&world, Wait::default()).unwrap();
        match show.lock(&world, Wait::Upto(Duration::from_millis(50))) {
            Err(CatalogueError::InUse { holder, .. }) => assert_eq!(holder, "desk 3"),
            other => panic!("{other:?}"),
        }
        drop(first);
        show.lock(&world, Wait::Upto(Duration::ZERO)).unwrap();
    }

    #[test]
    fn a_newer_show_is_not_written() {
        let dir = tempfile::tempdir().unwrap();
        let show = settings::create(&World::real(), dir.path(), "title = \"a\"\nformat = 2\n", None).unwrap();
        assert!(matches!(
            show.lock(&World::real(), Wait::default()),
            Err(CatalogueError::Newer { format: 2, .. })
        ));
    }

    #[test]
    fn a_move_that_was_cut_off_is_finished() {
        let dir = tempfile::tempdir().unwrap();
        let show = show(dir.path());
        let world = World::real();
        let record = record::tests::sample(); // its record says that it was removed
        let on_shelf = show.episodes_dir().join("007-aabningsdag");
        fs::create_dir(&on_shelf).unwrap();
        fs::write(on_shelf.join(layout::RECORD), record::written(&record)).unwrap();
        let lock = show.lock(&world, Wait::default()).unwrap();
        assert!(!on_shelf.exists());
        let shelved = lock.shelf().get_away("7").unwrap();
        assert_eq!(shelved.folder, layout::trash(dir.path()).join("007-aabningsdag"));

        lock.bury(&world, shelved, "", &lock.change(&world, What::Remove)).unwrap();
        let shelf = show.shelf().unwrap();
        assert_eq!((shelf.away.len(), shelf.tombstones.len()), (0, 1));
        drop(lock);
        fs::create_dir(&on_shelf).unwrap();
        fs::write(on_shelf.join(layout::RECORD), record::written(&record)).unwrap();
        show.lock(&world, Wait::default()).unwrap();
        assert!(!on_shelf.exists(), "its tombstone stands");
    }
}
