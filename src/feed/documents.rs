//! What apps fetch besides the sound: chapters as JSON, and the transcript.
//!
//! Their names are told from what they are made of, so that a published address never changes its bytes:
//! other chapters, another transcript or another trim give another name. They are small, and are made anew
//! whenever they are wanted; what an earlier feed has named stays. A transcript that was taken away goes with all
//! that there were: there may be somebody who did not want it read.

use std::collections::HashSet;
use std::fs;
use std::path::Path;

use super::rules::{About, Finding, Rule, Weight};
use super::{FeedError, MEDIA, media};
use crate::catalogue::{Shelved, Show, transcript};
use crate::episode::{Episode, chapter};
use crate::world::disk::replace_file;
use crate::world::{Digest, World};

/// Goes into the names of transcripts, whose bytes depend on how this program writes them. To be counted up
/// when that changes.
const FORM: u32 = 1;

/// Returns the name that the chapters of an episode have in `feed/media/`; nothing if it has none.
pub fn chapters_name(episode: &Episode) -> Option<String> {
    let sha256 = chapter::fingerprint(&episode.chapters())?;
    Some(format!("{}.chapters-{}.json", stem(episode), in_short(&sha256)))
}

/// Returns the name that the transcript of an episode has in `feed/media/`; nothing if it has none.
pub fn transcript_name(episode: &Episode) -> Option<String> {
    let kept = episode.transcript.as_ref()?;
    let line = episode.sound.timeline();
    let clock = line.edits.map(|edits| (edits.kept(), edits.begins()));
    let clock = if kept.timed { format!("{clock:?} {} {}", line.rate, line.frames) } else { String::new() };
    let sha256 = Digest::of(format!("{FORM} {} {clock}", kept.sha256).as_bytes());
    let ending = if kept.timed { "vtt" } else { "txt" };
    Some(format!("{}.transcript-{}.{ending}", stem(episode), in_short(&sha256)))
}

/// Returns the media type of a transcript.
pub(super) fn transcript_type(timed: bool) -> &'static str {
    if timed { "text/vtt" } else { "text/plain" }
}

fn stem(episode: &Episode) -> String {
    format!("{}-{}", episode.handle.place(), episode.slug)
}

/// Eight digits tell the few documents of one episode apart.
fn in_short(sha256: &Digest) -> String {
    sha256.to_string().chars().take(8).collect()
}

/// Returns whether a file in `feed/media/` is a document of the episode whose files have that stem.
pub(super) fn is_of(name: &str, stem: &str) -> bool {
    let Some(rest) = name.strip_prefix(stem) else { return false };
    let marked = rest.strip_prefix(".chapters-").and_then(|rest| rest.strip_suffix(".json"));
    let marked = marked.or_else(|| {
        let rest = rest.strip_prefix(".transcript-")?;
        rest.strip_suffix(".vtt").or_else(|| rest.strip_suffix(".txt"))
    });
    marked.is_some_and(|digits| digits.len() == 8 && digits.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// Puts the documents of these episodes into the feed's folder, the older ones too that a feed has named.
pub(super) fn bring(world: &World, show: &Show, due: &[&Shelved]) -> Result<(), FeedError> {
    let folder = show.feed_dir().join(MEDIA);
    for shelved in due {
        let mut there = HashSet::new();
        bring_of(world, show, shelved, &shelved.episode, &folder, &mut there)?;
        for mut record in media::public_before(shelved, has_documents) {
            if shelved.episode.transcript.is_none() {
                record.episode.transcript = None;
            }
            match bring_of(world, show, shelved, &record.episode, &folder, &mut there) {
                // An older transcript that is gone or damaged: no feed names it any more.
                Err(FeedError::Refused { .. }) => {}
                other => other?,
            }
        }
    }
    Ok(())
}

/// Takes away the transcripts of these episodes that have none any more. The caller has put the new feed in
/// place, which names none.
pub(super) fn sweep(world: &World, show: &Show, due: &[&Shelved]) -> Result<(), FeedError> {
    let without: HashSet<String> = due
        .iter()
        .filter(|shelved| shelved.episode.transcript.is_none())
        .map(|shelved| stem(&shelved.episode))
        .collect();
    let folder = show.feed_dir().join(MEDIA);
    for name in media::names_in(&folder)? {
        let gone = name
            .rsplit_once(".transcript-")
            .is_some_and(|(stem, _)| without.contains(stem) && is_of(&name, stem));
        if gone {
            media::remove(world.disk.as_ref(), &folder.join(name))?;
        }
    }
    Ok(())
}

/// Returns whether a record, by its text, may tell of documents: most do not, and need not be read.
fn has_documents(text: &str) -> bool {
    text.contains("chapter") || text.contains("transcript")
}

/// Puts the documents of an episode, as it is or was, into the feed's folder.
fn bring_of(
    world: &World,
    show: &Show,
    shelved: &Shelved,
    episode: &Episode,
    folder: &Path,
    there: &mut HashSet<String>,
) -> Result<(), FeedError> {
    if let Some(name) = chapters_name(episode).filter(|name| there.insert(name.clone())) {
        put(world, &folder.join(name), chapter::json::written(&episode.chapters()).as_bytes())?;
    }
    if let Some(name) = transcript_name(episode).filter(|name| there.insert(name.clone())) {
        let said =
            whole(shelved, episode).and_then(|()| transcript::of(&shelved.folder, episode).ok().flatten());
        let Some(said) = said else {
            // Somebody may have removed the episode, or put it elsewhere, since the shelf was read.
            if !shelved.folder.exists() {
                return Err(FeedError::Vanished { path: shelved.folder.clone() });
            }
            return Err(FeedError::Refused { findings: vec![damaged(show, shelved, episode)] });
        };
        put(world, &folder.join(name), said.written().as_bytes())?;
    }
    Ok(())
}

/// Returns whether the kept transcript is what its record says.
fn whole(shelved: &Shelved, episode: &Episode) -> Option<()> {
    let kept = episode.transcript.as_ref()?;
    let bytes = fs::read(shelved.folder.join(&kept.file)).ok()?;
    (Digest::of(&bytes) == kept.sha256).then_some(())
}

fn put(world: &World, path: &Path, bytes: &[u8]) -> Result<(), FeedError> {
    if path.symlink_metadata().is_ok_and(|meta| meta.is_file())
        && fs::read(path).is_ok_and(|old| old == bytes)
    {
        return Ok(());
    }
    replace_file(world.disk.as_ref(), path, bytes).map_err(FeedError::io(path, "written"))
}

fn damaged(show: &Show, shelved: &Shelved, episode: &Episode) -> Finding {
    let name = episode.transcript.as_ref().map_or("", |kept| kept.file.as_str());
    let rule = Rule::TranscriptDamaged { file: show.shown(&shelved.folder.join(name)) };
    Finding { weight: Weight::Error, about: About::Episode(episode.handle), rule }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_are_told_from_sounds_and_from_those_of_others() {
        for name in [
            "007-hej.chapters-0123abcd.json",
            "007-hej.transcript-0123abcd.vtt",
            "007-hej.transcript-00000000.txt",
        ] {
            assert!(is_of(name, "007-hej"), "{name}");
            assert!(!is_of(name, "007-he") && !is_of(name, "007-hej.chapters"), "{name}");
        }
        for name in ["007-hej.mp3", "007-hej.chapters.json", "007-hej.chapters-0123.json", "007-hej-v2.mp3"] {
            assert!(!is_of(name, "007-hej"), "{name}");
        }
    }
}
