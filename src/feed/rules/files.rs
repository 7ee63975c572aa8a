//! Rules about files: those that a record names, and those that nobody put there.

use std::fs::{self, DirEntry};
use std::io;
use std::path::Path;

use super::{About, Finding, Rule, Seen, Weight, of_episode, show};
use crate::catalogue::Shelved;
use crate::feed::{MEDIA, pictures};
use crate::world::ordered;

pub(super) fn findings(seen: &Seen<'_>) -> Vec<Finding> {
    let each = ordered::each(seen.jobs, &seen.shelf.episodes, |shelved| {
        let mut found = named(seen, shelved);
        // What cannot be listed has been named by the rules above.
        if let Ok(entries) = fs::read_dir(&shelved.folder) {
            let link = |entry: &DirEntry| entry.file_type().is_ok_and(|kind| kind.is_symlink());
            let entries = entries.filter_map(Result::ok);
            found.extend(entries.filter_map(|entry| unnamed(seen, &entry.path(), link(&entry))));
        }
        found
    });
    let mut found: Vec<Finding> = each.into_iter().flatten().collect();
    for stranger in &seen.shelf.strangers {
        let link = stranger.symlink_metadata().is_ok_and(|metadata| metadata.file_type().is_symlink());
        found.push(unnamed(seen, stranger, link).unwrap_or_else(|| about(seen, stranger, Rule::Stranger)));
    }
    // A link among what is derived would be replaced, never followed; what people meant by it is lost.
    let feed = seen.show.feed_dir();
    for folder in [&feed, &feed.join(MEDIA)] {
        let Ok(entries) = fs::read_dir(folder) else { continue };
        let links = entries
            .filter_map(Result::ok)
            .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_symlink()));
        found.extend(links.map(|entry| about(seen, &entry.path(), Rule::Symlink)));
    }
    found
}

/// The files that the record names.
fn named(seen: &Seen<'_>, shelved: &Shelved) -> Vec<Finding> {
    let episode = &shelved.episode;
    let mut found = Vec::new();
    let path = shelved.sound();
    let (file, expected) = (seen.shown(&path), episode.sound.bytes);
    let rule = match length(&path) {
        Some(bytes) if bytes == expected => None,
        Some(bytes) => Some(Rule::MediaLength { file, bytes, expected }),
        None => Some(Rule::MediaMissing { file }),
    };
    found.extend(rule.map(|rule| of_episode(seen.weight(shelved), episode.handle, rule)));
    if let Some(kept) = &episode.transcript {
        let path = shelved.folder.join(&kept.file);
        let file = seen.shown(&path);
        let rule = match length(&path) {
            Some(bytes) if bytes == kept.bytes => None,
            Some(_) => Some(Rule::TranscriptDamaged { file }),
            None => Some(Rule::TranscriptMissing { file }),
        };
        found.extend(rule.map(|rule| of_episode(seen.weight(shelved), episode.handle, rule)));
    }
    found.extend(
        picture(seen, shelved).into_iter().map(|rule| of_episode(Weight::Warning, episode.handle, rule)),
    );
    let lasting = duration(shelved).map(|rule| of_episode(rule.weight(), episode.handle, rule));
    found.extend(lasting);
    for kept in episode.recordings().filter_map(|recording| recording.kept.as_ref()) {
        let path = shelved.folder.join(&kept.file);
        let (file, expected) = (seen.shown(&path), kept.bytes);
        let rule = match length(&path) {
            Some(bytes) if bytes == expected => None,
            Some(bytes) => Some(Rule::RecordingLength { file, bytes, expected }),
            None => Some(Rule::RecordingMissing { file }),
        };
        found.extend(rule.map(|rule| of_episode(Weight::Warning, episode.handle, rule)));
    }
    found
}

/// The picture of the episode: whether it is there, and what directories would rather have otherwise of it.
fn picture(seen: &Seen<'_>, shelved: &Shelved) -> Vec<Rule> {
    let Some(kept) = &shelved.episode.artwork else { return Vec::new() };
    if let Some(rule) = pictures::fault(seen.show, shelved) {
        return vec![rule];
    }
    let filed = pictures::filed(&shelved.folder, kept);
    let mut rules = show::shape(&seen.shown(filed.path()), filed.shape(), kept.bytes);
    // A photograph is seldom square, and margins become it: nobody is told of each one for ever.
    rules.retain(|rule| !matches!(rule, Rule::ArtworkNotSquare { .. } | Rule::ArtworkNotRgb { .. }));
    rules
}

/// What the file can play, at its bit rate, is what the record says it plays: else the feed would tell
/// apps something untrue. Tags and pictures take some of the file, so a little more is none of it.
fn duration(shelved: &Shelved) -> Option<Rule> {
    const TAGS: u64 = 512 * 1024;
    const SLACK: u64 = 2;
    let sound = &shelved.episode.sound;
    let per_second = u64::from(sound.kbps) * 1000 / 8;
    let expected = sound.duration().as_secs();
    let (most, least) = (sound.bytes.checked_div(per_second)?, sound.bytes.saturating_sub(TAGS) / per_second);
    let fits = expected <= most + SLACK && expected + SLACK >= least;
    (!fits).then_some(Rule::DurationDiffers { seconds: most, expected })
}

/// Returns the length of a file, if it is one.
pub(super) fn length(path: &Path) -> Option<u64> {
    let metadata: io::Result<fs::Metadata> = path.symlink_metadata();
    metadata.ok().filter(fs::Metadata::is_file).map(|metadata| metadata.len())
}

/// Something that no program of ours puts there.
fn unnamed(seen: &Seen<'_>, path: &Path, link: bool) -> Option<Finding> {
    let name = path.file_name()?.to_string_lossy();
    if is_conflict_copy(&name) {
        return Some(about(seen, path, Rule::ConflictCopy));
    }
    link.then(|| about(seen, path, Rule::Symlink))
}

/// Returns whether a cloud folder has put the file there because two people changed one at once. All of
/// them keep the beginning and the ending of the name, and write something in between.
fn is_conflict_copy(name: &str) -> bool {
    let lower = name.to_lowercase();
    let ours = ["episode", "show"].iter().any(|stem| {
        lower
            .strip_prefix(stem)
            .and_then(|rest| rest.strip_suffix(".toml"))
            .is_some_and(|rest| !rest.is_empty())
    });
    ours || ["conflicted copy", "sync-conflict", "conflict", "i konflikt"].iter().any(|said| {
        lower.find(said).is_some_and(|at| at > 0 && lower[..at].ends_with(['(', '.', ' ', '_', '-', '\'']))
    })
}

fn about(seen: &Seen<'_>, path: &Path, rule: Rule) -> Finding {
    Finding { weight: Weight::Warning, about: About::File(seen.shown(path)), rule }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conflict_copies_are_told_from_what_belongs_there() {
        for copy in [
            "episode (1).toml",
            "episode-DESKTOP-7.toml",
            "episode (Annas conflicted copy 2026-10-03).toml",
            "episode.sync-conflict-20261003-101010-ABC.toml",
            "show 2.toml",
            "audio-1 (Bo's conflicted copy).mp3",
        ] {
            assert!(is_conflict_copy(copy), "{copy}");
        }
        for ours in
            ["episode.toml", "show.toml", "audio-1.mp3", "recording.wav", "007-konflikt", "episode.md"]
        {
            assert!(!is_conflict_copy(ours), "{ours}");
        }
    }
}
