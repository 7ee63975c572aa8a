//! Marked moments in a recording, where it carries any: chapters of MP4 and Matroska, those in the tags of
//! MP3, Ogg and FLAC, labels of a WAV file.
//!
//! What symphonia finds of them in tags it tells. Of MP4 it tells nothing, so the two lists that are in use
//! there are read by `mp4_chapters`; those of Matroska are read by `matroska`, labels by `riff`.

use std::time::Duration;

use symphonia::core::meta::{Chapter, ChapterGroup, ChapterGroupItem, StandardTag};
use symphonia::core::units::Time;

use super::first;

/// The most that are read of one recording.
pub(super) const MOST: usize = 1_000;
/// How deep chapters lie in chapters. Beyond that they are nobody's.
const DEEPEST: usize = 4;

/// A marked moment, by the clock of the recording. A stranger wrote its title, which is cut at 1000 characters
/// and has no control characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cue {
    /// When.
    pub at: Duration,
    /// What it is called; never empty.
    pub title: String,
}

impl Cue {
    /// Returns a marked moment, if there is anything to its title.
    pub(super) fn new(at: Duration, title: &str) -> Option<Cue> {
        let mut clean = None;
        first(&mut clean, title);
        clean.map(|title| Cue { at, title })
    }
}

/// Returns the chapters that symphonia has found.
pub(super) fn of_group(group: &ChapterGroup) -> Vec<Cue> {
    let mut cues = Vec::new();
    collect(group, 0, &mut cues);
    cues.sort_by_key(|cue| cue.at);
    cues
}

fn collect(group: &ChapterGroup, depth: usize, cues: &mut Vec<Cue>) {
    for item in &group.items {
        match item {
            ChapterGroupItem::Chapter(chapter) if cues.len() < MOST => cues.extend(of(chapter)),
            ChapterGroupItem::Group(group) if depth < DEEPEST => collect(group, depth + 1, cues),
            ChapterGroupItem::Chapter(_) | ChapterGroupItem::Group(_) => {}
        }
    }
}

fn of(chapter: &Chapter) -> Option<Cue> {
    let title = chapter.tags.iter().find_map(|tag| match &tag.std {
        Some(StandardTag::ChapterTitle(title) | StandardTag::TrackTitle(title)) => Some(title),
        _ => None,
    });
    Cue::new(time(chapter.start_time)?, title?)
}

/// Returns a time that is not before the beginning.
fn time(time: Time) -> Option<Duration> {
    let (seconds, nanos) = time.parts();
    Some(Duration::new(u64::try_from(seconds).ok()?, nanos))
}
