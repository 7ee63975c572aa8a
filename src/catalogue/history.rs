//! Who did what, and when; and which change an `undo` takes back.

use std::fs;
use std::str::FromStr;

use super::record::{self, EpisodeRecord};
use super::{FormError, Shelf, Shelved, layout};
use crate::episode::{Episode, Guid, Handle, Moment};

/// What happened to an episode last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Counts the changes of this episode, from 1.
    pub count: u32,
    /// Counts the changes of the whole show, from 1. Clocks may lie; this does not.
    pub order: u64,
    /// What was done.
    pub what: What,
    /// Who was at the desk.
    pub who: String,
    /// When.
    pub when: Moment,
    /// The order of the change that this one takes back.
    pub undoes: Option<u64>,
}

/// What can be done to an episode.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum What {
    /// Made of a recording.
    Add,
    /// Its words or its date changed.
    Edit,
    /// New tags in the sound.
    Retag,
    /// New sound of another recording.
    Replace,
    /// New sound of the kept recording.
    Remaster,
    /// Put in the feed.
    Release,
    /// Put in the trash.
    Remove,
    /// Taken away for good, with a tombstone left. Stands in the log only: there is no record left for it.
    Bury,
    /// Taken out of the trash.
    Restore,
    /// An earlier change taken back.
    Undo,
}

impl What {
    const ALL: [(What, &'static str); 10] = [
        (What::Add, "add"),
        (What::Edit, "edit"),
        (What::Retag, "retag"),
        (What::Replace, "replace"),
        (What::Remaster, "remaster"),
        (What::Release, "release"),
        (What::Remove, "remove"),
        (What::Bury, "bury"),
        (What::Restore, "restore"),
        (What::Undo, "undo"),
    ];

    /// Returns the word that records use.
    pub fn as_str(self) -> &'static str {
        What::ALL.iter().find(|(what, _)| *what == self).map_or("", |(_, word)| word)
    }
}

/// No kind of change that we know.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no kind of change")]
pub struct NotAChange(pub String);

impl FromStr for What {
    type Err = NotAChange;

    fn from_str(text: &str) -> Result<What, NotAChange> {
        let found = What::ALL.iter().find(|(_, word)| *word == text);
        found.map(|(what, _)| *what).ok_or_else(|| NotAChange(text.to_owned()))
    }
}

/// A line of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What was done, by whom, when.
    pub change: Change,
    /// The identity of the episode to which it was done.
    pub guid: Guid,
    /// What that episode was called by then.
    pub handle: Handle,
    /// What it was called after the change; empty for one that is gone for good.
    pub title: String,
}

/// Returns every change ever made to what is on the shelf or in the trash, and what else was taken away
/// for good; newest first.
pub fn log(shelf: &Shelf) -> Result<Vec<Entry>, FormError> {
    let mut entries = Vec::new();
    for shelved in shelf.episodes.iter().chain(&shelf.away) {
        let entry = |change: &Change, episode: &Episode| Entry {
            change: change.clone(),
            guid: episode.guid.clone(),
            handle: episode.handle,
            title: episode.title.clone(),
        };
        entries.extend(older(shelved)?.iter().map(|record| entry(&record.change, &record.episode)));
        entries.push(entry(&shelved.change, &shelved.episode));
    }
    entries.extend(shelf.tombstones.iter().map(|stone| Entry {
        change: Change {
            count: 1,
            order: stone.order,
            what: What::Bury,
            who: stone.who.clone(),
            when: stone.when,
            undoes: None,
        },
        guid: stone.guid.clone(),
        handle: stone.handle,
        title: String::new(),
    }));
    entries.sort_by_key(|entry| std::cmp::Reverse(entry.change.order));
    Ok(entries)
}

/// Returns the older records of an episode, oldest first.
pub fn older(shelved: &Shelved) -> Result<Vec<EpisodeRecord>, FormError> {
    let history = shelved.folder.join(layout::HISTORY);
    let Ok(entries) = fs::read_dir(&history) else {
        return Ok(Vec::new()); // never changed
    };
    let mut counts: Vec<u32> = entries
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.strip_suffix(".toml")?.parse().ok())
        .collect();
    // A change that was cut off has left a copy of the record that still stands.
    counts.retain(|count| *count < shelved.change.count);
    counts.sort_unstable();
    counts.into_iter().map(|count| record::read(&history.join(format!("{count}.toml")))).collect()
}

/// Returns whether the text of any older record of an episode is such. Nothing is parsed for it.
pub fn any_older(shelved: &Shelved, is_such: impl Fn(&str) -> bool) -> bool {
    let Ok(entries) = fs::read_dir(shelved.folder.join(layout::HISTORY)) else { return false };
    let mut paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
    paths.any(|path| fs::read_to_string(path).is_ok_and(|text| is_such(&text)))
}

/// Returns the change that an undo would take back: the newest that is not itself an undo and has not
/// been taken back yet. `again` asks for the newest undo instead, so that what it took back returns.
///
/// `log` is in the order of [`log`], newest first.
pub fn to_undo(log: &[Entry], again: bool) -> Option<&Entry> {
    let is_undo =
        |order: u64| log.iter().any(|other| other.change.order == order && other.change.undoes.is_some());
    // What has been taken back no longer counts, be it a change or an undo.
    let mut void: Vec<u64> = Vec::new();
    for entry in log {
        if void.contains(&entry.change.order) {
            continue;
        }
        match entry.change.undoes {
            // Of the undos, the newest that still stands. One that took back an undo is none of them.
            Some(order) if again && !is_undo(order) => return Some(entry),
            Some(order) => void.push(order),
            None if again => return None,
            None => return Some(entry),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A log of changes, oldest first as they happened: each with the order it undoes.
    fn log_of(undoes: &[Option<u64>]) -> Vec<Entry> {
        let entry = |(n, undoes): (usize, &Option<u64>)| Entry {
            change: Change {
                count: 1,
                order: n as u64 + 1,
                what: if undoes.is_some() { What::Undo } else { What::Edit },
                who: String::new(),
                when: "2026-10-03T10:00:00+02:00".parse().unwrap(),
                undoes: *undoes,
            },
            guid: "g".parse().unwrap(),
            handle: "1".parse().unwrap(),
            title: String::new(),
        };
        undoes.iter().enumerate().map(entry).rev().collect()
    }

    fn undone(undoes: &[Option<u64>], again: bool) -> Option<u64> {
        to_undo(&log_of(undoes), again).map(|entry| entry.change.order)
    }

    #[test]
    fn an_undo_takes_back_the_newest_change_and_the_next_one_the_change_before() {
        assert_eq!(undone(&[], false), None);
        assert_eq!(undone(&[None, None], false), Some(2));
        assert_eq!(undone(&[None, None, Some(2)], false), Some(1));
        assert_eq!(undone(&[None, None, Some(2), Some(1)], false), None);
        assert_eq!(undone(&[None, None, Some(2), None], false), Some(4));
    }

    #[test]
    fn what_an_undo_took_back_can_return() {
        assert_eq!(undone(&[None, None], true), None);
        assert_eq!(undone(&[None, None, Some(2)], true), Some(3));
        // After the redo (4 takes back 3), change 2 stands again and can be undone once more.
        assert_eq!(undone(&[None, None, Some(2), Some(3)], false), Some(2));
        assert_eq!(undone(&[None, None, Some(2), Some(3)], true), None);
        assert_eq!(undone(&[None, None, Some(2), None], true), None);
        // Two steps back, then two forth.
        assert_eq!(undone(&[None, None, Some(2), Some(1)], true), Some(4));
        assert_eq!(undone(&[None, None, Some(2), Some(1), Some(4)], true), Some(3));
        assert_eq!(undone(&[None, None, Some(2), Some(1), Some(4), Some(3)], true), None);
        assert_eq!(undone(&[None, None, Some(2), Some(1), Some(4), Some(3)], false), Some(2));
    }

    #[test]
    fn words_for_changes_read_back() {
        for (what, word) in What::ALL {
            assert_eq!((what.as_str(), word.parse()), (word, Ok(what)));
        }
    }
}
