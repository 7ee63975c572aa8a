//! Rules about the shelf as a whole: nothing twice, and nothing lost.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use super::{Finding, Rule, Seen, Weight, of_episode};
use crate::catalogue::baseline::Published;
use crate::catalogue::{FormError, Problem, Shelved};
use crate::episode::{Guid, Handle};

pub(super) fn findings(seen: &Seen<'_>) -> Vec<Finding> {
    let mut found = broken(seen);
    found.extend(folders(seen));
    found.extend(twice(seen));
    found.extend(lost(seen));
    found
}

/// A record that cannot be read keeps the old feed in place, unless that feed did not have the episode.
fn broken(seen: &Seen<'_>) -> Vec<Finding> {
    let last = &seen.baseline.items;
    let broken = seen.shelf.broken.iter().map(|broken| {
        // Without a baseline nobody knows what the last feed had.
        let missed = last.is_empty() || last.iter().any(|item| item.handle == broken.handle);
        let weight = if missed && !seen.allow_removal { Weight::Error } else { Weight::Warning };
        let (path, line, problem) = match &broken.error {
            FormError::Wrong { path, line, problem } => (path, *line, problem.clone()),
            FormError::Unreadable { path, source } => {
                (path, None, Problem::Unreadable { kind: source.kind(), said: source.to_string() })
            }
        };
        let line = line.map(|line| line.to_string()).unwrap_or_default();
        of_episode(weight, broken.handle, Rule::RecordBroken { file: seen.shown(path), line, problem })
    });
    broken.collect()
}

fn folders(seen: &Seen<'_>) -> Vec<Finding> {
    let differing = seen.shelf.episodes.iter().filter_map(|shelved| {
        let folder = shelved.folder.file_name()?.to_str()?;
        let (handle, _) = Handle::of_place(folder)?;
        let episode = &shelved.episode;
        let rule = Rule::FolderDiffers {
            folder: folder.to_owned(),
            expected: crate::catalogue::layout::folder_name(episode),
        };
        (handle != episode.handle).then(|| of_episode(Weight::Warning, episode.handle, rule))
    });
    differing.collect()
}

/// Two folders with one identity are one fault, not three: their number and address are not named again.
fn twice(seen: &Seen<'_>) -> Vec<Finding> {
    let episodes = &seen.shelf.episodes;
    let shown = |shelved: &Shelved| seen.shown(&shelved.folder);
    let guids = pairs(episodes, |shelved| shelved.episode.guid.clone()).into_iter().map(|(first, second)| {
        (first, second, Rule::GuidTwice { first: shown(first), second: shown(second) })
    });
    let numbers = pairs(episodes, |shelved| shelved.episode.handle).into_iter().map(|(first, second)| {
        let number = second.episode.handle.to_string();
        (first, second, Rule::NumberTwice { number, first: shown(first), second: shown(second) })
    });
    let media = pairs(episodes, |shelved| shelved.episode.media_name()).into_iter().map(|(first, second)| {
        let rule = Rule::EnclosureTwice {
            media: second.episode.media_name(),
            other: first.episode.handle.to_string(),
        };
        (first, second, rule)
    });
    let mut told = HashSet::new();
    guids
        .chain(numbers)
        .chain(media)
        .filter(|(_, second, _)| told.insert(&second.folder))
        .map(|(first, second, rule)| of_episode(both(seen, first, second), second.episode.handle, rule))
        .collect()
}

/// Returns what it weighs that two episodes have something which only one can have. If one of the two is not due
/// yet, only that one waits; and a feed that had them both already is none the worse.
fn both(seen: &Seen<'_>, first: &Shelved, second: &Shelved) -> Weight {
    let had = |shelved: &Shelved| {
        seen.baseline.items.iter().filter(|item| item.guid == shelved.episode.guid).count()
    };
    let had_both = if first.episode.guid == second.episode.guid {
        had(first) > 1
    } else {
        had(first) > 0 && had(second) > 0
    };
    let due = [first, second].iter().all(|shelved| shelved.episode.is_due(seen.now));
    if due && !had_both { Weight::Error } else { Weight::Warning }
}

/// Returns each with the first that has the same key.
fn pairs<K: Hash + Eq>(episodes: &[Shelved], key: impl Fn(&Shelved) -> K) -> Vec<(&Shelved, &Shelved)> {
    let mut first: HashMap<K, &Shelved> = HashMap::new();
    let mut pairs = Vec::new();
    for shelved in episodes {
        match first.entry(key(shelved)) {
            Entry::Occupied(known) => pairs.push((*known.get(), shelved)),
            Entry::Vacant(free) => {
                free.insert(shelved);
            }
        }
    }
    pairs
}

/// The loss guard: what the last feed held must still be somewhere. In the trash or under a tombstone
/// it is by somebody's decision; nowhere, it is by accident.
fn lost(seen: &Seen<'_>) -> Vec<Finding> {
    let shelf = seen.shelf;
    let known: HashSet<&Guid> = shelf
        .episodes
        .iter()
        .chain(&shelf.away)
        .map(|shelved| &shelved.episode.guid)
        .chain(shelf.tombstones.iter().map(|tombstone| &tombstone.guid))
        .collect();
    let last: HashSet<&Guid> = seen.baseline.items.iter().map(|item| &item.guid).collect();
    let weight = if seen.allow_removal { Weight::Warning } else { Weight::Error };
    let missing = seen.baseline.items.iter().filter(|item| !known.contains(&item.guid));
    // One whose record cannot be read is there, and named already.
    let missing = missing.filter(|item| !shelf.broken.iter().any(|broken| broken.handle == item.handle));
    let tell = |item: &Published| {
        let other = shelf
            .episodes
            .iter()
            .find(|shelved| shelved.episode.handle == item.handle && !last.contains(&shelved.episode.guid));
        let rule = match other {
            Some(other) => Rule::GuidChanged { was: item.guid.clone(), now: other.episode.guid.clone() },
            None => Rule::PublishedLost { guid: item.guid.clone() },
        };
        of_episode(weight, item.handle, rule)
    };
    missing.map(tell).collect()
}
