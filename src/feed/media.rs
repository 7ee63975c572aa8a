//! The sounds in the feed's folder: brought there before a feed names them, taken away after none does.
//!
//! **Invariants:** under a published name the bytes never change. What a feed names is there, whole,
//! before the feed is. Nothing is taken away that an earlier feed of ours did not name.

use std::collections::{HashMap, HashSet};
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use super::rules::{About, Finding, Rule, Weight};
use super::{FeedError, MEDIA, documents};
use crate::catalogue::baseline::{Baseline, Published};
use crate::catalogue::record::EpisodeRecord;
use crate::catalogue::{Shelved, Show, history, layout};
use crate::episode::{FileType, Guid, Handle, Sound};
use crate::world::disk::make_folder;
use crate::world::{Digest, Disk, Event, Step, World};

/// What the names of files begin with that are not whole yet.
const UNFINISHED: &str = ".new-";

/// A sound that belongs into the feed's folder.
#[derive(Debug, Clone)]
pub(super) struct Wanted {
    /// Its name there.
    pub(super) name: String,
    handle: Handle,
    source: PathBuf,
    bytes: u64,
    sha256: Digest,
    /// Whether we are known to have put it there, so that its length is proof enough.
    known: bool,
    /// Whether this feed names it; otherwise an earlier one did.
    current: bool,
}

/// Returns the sounds of these episodes, the older ones too that a feed has named: somebody may have
/// half of one, and a folder that was deleted must come back whole.
pub(super) fn wanted(due: &[&Shelved], last: &Baseline) -> Vec<Wanted> {
    let before: HashMap<&Guid, &Published> = last.items.iter().map(|item| (&item.guid, item)).collect();
    let mut wanted = Vec::with_capacity(due.len());
    for shelved in due {
        let episode = &shelved.episode;
        let name = episode.media_name();
        let before = before.get(&episode.guid);
        let same = before.is_some_and(|item| item.media == name && item.bytes == episode.sound.bytes);
        let one = |name: String, sound: &Sound, known: bool, current: bool| Wanted {
            name,
            handle: episode.handle,
            source: shelved.folder.join(layout::sound_file(sound)),
            bytes: sound.bytes,
            sha256: sound.sha256,
            known,
            current,
        };
        wanted.extend(
            published_before(shelved).iter().map(|record| {
                one(record.episode.media_name(), &record.episode.sound, before.is_some(), false)
            }),
        );
        wanted.push(one(name, &episode.sound, same, true));
    }
    // A number that was given back may come again, and the name of a sound with it. The name is then
    // that of the sound which the feed has.
    let current: HashSet<String> =
        wanted.iter().filter(|one| one.current).map(|one| one.name.clone()).collect();
    wanted.retain(|one| one.current || !current.contains(&one.name));
    wanted
}

/// Returns the older records of an episode that were in a feed and had another sound than it has now,
/// one for each sound. What was replaced while the episode was a draft was never public, and stays so.
fn published_before(shelved: &Shelved) -> Vec<EpisodeRecord> {
    let now = layout::sound_file(&shelved.episode.sound);
    // Compared as we write them: what has another case is none of ours.
    let sound = |name: &str| name.starts_with("audio-") && FileType::of_name(name).is_some() && name != now;
    let has_others = fs::read_dir(&shelved.folder).is_ok_and(|mut entries| {
        entries.any(|entry| entry.is_ok_and(|entry| entry.file_name().to_str().is_some_and(sound)))
    });
    if !has_others {
        return Vec::new(); // nearly every episode, and its history need not be read
    }
    let mut seen = HashSet::from([shelved.episode.sound.version]);
    let mut before = public_before(shelved, |_| true);
    before.retain(|record| seen.insert(record.episode.sound.version));
    before
}

/// Returns the older records of an episode that were in a feed. They are read only if the text of one of
/// them is `promising`.
pub(super) fn public_before(shelved: &Shelved, promising: impl Fn(&str) -> bool) -> Vec<EpisodeRecord> {
    if !history::any_older(shelved, promising) {
        return Vec::new();
    }
    // A history that cannot be read takes only the courtesy away.
    let records = history::older(shelved).unwrap_or_default();
    let ends: Vec<_> =
        records.iter().skip(1).map(|next| next.change.when).chain([shelved.change.when]).collect();
    let public = records
        .into_iter()
        .zip(ends)
        .filter(|(record, end)| record.away.is_none() && record.episode.is_due(end.timestamp()));
    public.map(|(record, _)| record).collect()
}

/// Puts every sound that is not there into the feed's folder.
pub(super) fn bring(world: &World, show: &Show, wanted: &[Wanted]) -> Result<(), FeedError> {
    let folder = show.feed_dir().join(MEDIA);
    for folder in [&show.feed_dir(), &folder] {
        make_folder(world.disk.as_ref(), folder).map_err(FeedError::io(folder, "made"))?;
    }
    sweep_unfinished(world, &folder)?;
    let mut missing = Vec::new();
    for one in wanted {
        if !one.stands(&folder.join(&one.name))? {
            missing.push(one);
        }
    }
    if missing.is_empty() {
        // What a run that was cut off has put there may have a name that has not reached the disk.
        if wanted.iter().any(|one| !one.known) {
            world.disk.sync_dir(&folder).map_err(FeedError::io(&folder, "written"))?;
        }
        return Ok(());
    }
    let total = missing.iter().map(|one| one.bytes).sum();
    world.progress.event(Event::Began { step: Step::Copying, total: Some(total), rate: None });
    for one in missing {
        world.cancel.check()?;
        match one.bring(world, show, &folder) {
            // An older sound that is gone or damaged: no feed names it any more.
            Err(FeedError::Vanished { .. } | FeedError::Refused { .. }) if !one.current => {}
            other => other?,
        }
        world.progress.event(Event::Advanced { step: Step::Copying, by: one.bytes });
    }
    world.disk.sync_dir(&folder).map_err(FeedError::io(&folder, "written"))?;
    world.progress.event(Event::Ended { step: Step::Copying });
    Ok(())
}

impl Wanted {
    /// Returns whether it is there, whole. One that we do not remember is heard to the end.
    fn stands(&self, path: &Path) -> Result<bool, FeedError> {
        let there = path.symlink_metadata().ok().filter(fs::Metadata::is_file);
        if there.is_none_or(|metadata| metadata.len() != self.bytes) {
            return Ok(false);
        }
        Ok(self.known || digest(path).map_err(FeedError::io(path, "read"))? == self.sha256)
    }

    /// Puts it there: under a hidden name, checked and synced, before it gets its own.
    fn bring(&self, world: &World, show: &Show, folder: &Path) -> Result<(), FeedError> {
        let disk = world.disk.as_ref();
        let (path, unfinished) = (folder.join(&self.name), folder.join(format!("{UNFINISHED}{}", self.name)));
        let linked = show.info().hard_links && disk.link(&self.source, &unfinished).is_ok();
        if !linked {
            match disk.copy_new(&self.source, &unfinished) {
                // Somebody removed the episode, or put it elsewhere, since the shelf was read.
                Err(_) if !self.source.exists() => {
                    disk.remove_file(&unfinished).ok();
                    return Err(FeedError::Vanished { path: self.source.clone() });
                }
                other => other.map_err(FeedError::io(&path, "written"))?,
            }
        }
        if digest(&unfinished).map_err(FeedError::io(&path, "read"))? != self.sha256 {
            disk.remove_file(&unfinished).ok();
            return Err(FeedError::Refused { findings: vec![self.damaged(show)] });
        }
        if !linked {
            // A link needs no sync: it is the shelved sound itself, which was synced when it was shelved.
            let file = File::open(&unfinished).map_err(FeedError::io(&path, "written"))?;
            disk.sync(&file).map_err(FeedError::io(&path, "written"))?;
        }
        let given = if path.symlink_metadata().is_ok() {
            // What lies there is damaged, or no file at all: never the sound that a feed has named.
            disk.replace(&unfinished, &path)
        } else {
            disk.rename_new(&unfinished, &path)
        };
        given.map_err(FeedError::io(&path, "written"))
    }

    fn damaged(&self, show: &Show) -> Finding {
        Finding {
            weight: Weight::Error,
            about: About::Episode(self.handle),
            rule: Rule::MediaDamaged { file: show.shown(&self.source) },
        }
    }
}

/// Takes away the sounds and documents of episodes that were in the last feed and are not in this one. The older
/// sounds of those that still are stay: somebody may be hearing them. The caller has put the new feed
/// in place.
pub(super) fn sweep(
    world: &World,
    show: &Show,
    last: &Baseline,
    wanted: &[Wanted],
    gone: impl Fn(&Published) -> bool,
) -> Result<(), FeedError> {
    let stems: Vec<&str> =
        last.items.iter().filter(|item| gone(item)).flat_map(|item| stems(&item.media)).collect();
    if stems.is_empty() {
        return Ok(());
    }
    let keep: HashSet<&str> = wanted.iter().map(|one| one.name.as_str()).collect();
    let folder = show.feed_dir().join(MEDIA);
    for name in names_in(&folder)? {
        let theirs = stems.iter().any(|stem| is_sound_of(&name, stem) || documents::is_of(&name, stem));
        if theirs && !keep.contains(name.as_str()) {
            remove(world.disk.as_ref(), &folder.join(name))?;
        }
    }
    world.disk.sync_dir(&folder).map_err(FeedError::io(&folder, "written"))
}

/// Returns what the names of an episode's sounds begin with, from one of them. A slug may end like a
/// version does, so there may be two readings.
fn stems(media: &str) -> Vec<&str> {
    let Some((stem, _)) = FileType::of_name(media) else {
        return Vec::new();
    };
    let shorter = stem.rsplit_once("-v").filter(|(_, version)| is_version(version)).map(|(stem, _)| stem);
    std::iter::once(stem).chain(shorter).collect()
}

fn is_sound_of(name: &str, stem: &str) -> bool {
    let rest = FileType::of_name(name).and_then(|(whole, _)| whole.strip_prefix(stem));
    rest.is_some_and(|rest| rest.is_empty() || rest.strip_prefix("-v").is_some_and(is_version))
}

fn is_version(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// Removes what a run that was cut off has left. The caller holds the build lock.
fn sweep_unfinished(world: &World, folder: &Path) -> Result<(), FeedError> {
    for name in names_in(folder)?.iter().filter(|name| name.starts_with(UNFINISHED)) {
        remove(world.disk.as_ref(), &folder.join(name))?;
    }
    Ok(())
}

pub(super) fn remove(disk: &dyn Disk, path: &Path) -> Result<(), FeedError> {
    match disk.remove_file(path) {
        Err(err) if err.kind() != io::ErrorKind::NotFound => Err(FeedError::io(path, "removed")(err)),
        _ => Ok(()),
    }
}

pub(super) fn names_in(folder: &Path) -> Result<Vec<String>, FeedError> {
    let entries = fs::read_dir(folder).map_err(FeedError::io(folder, "read"))?;
    let mut names: Vec<String> =
        entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect();
    names.sort();
    Ok(names)
}

fn digest(path: &Path) -> io::Result<Digest> {
    Ok(Digest::of_reader(File::open(path)?)?.0)
}
