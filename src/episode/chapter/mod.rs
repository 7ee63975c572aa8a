//! Chapters: the places in an episode that have a name, for those who want to go there at once.
//!
//! People bring them in whatever form their program writes ([`read()`] knows it by what is in it). They are
//! kept as [`Mark`]s, by the clock of what they mark, and come to listeners as [`Chapter`]s, by the clock of
//! the episode: so trimming, an intro, pauses taken out and recordings joined move them where they belong.

mod cue;
mod ffmetadata;
pub mod json;
mod labels;
mod read;
mod reaper;
mod simple;
#[cfg(test)]
mod tests;

use std::time::Duration;

pub use read::{is_list, read};

use super::clock;
use super::spot::{Spot, Timeline};
use super::text;
use crate::world::Digest;

/// The most chapters of an episode: the table of contents in an MP3 counts them in one byte (ID3v2 Chapter
/// Frame Addendum, 3.2).
pub const MOST: usize = 255;
/// The longest address that is kept with a chapter, in bytes: all of them must fit a record.
const LONGEST_LINK: usize = 1_000;

/// A place with a name, by the clock of the sound that it is in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chapter {
    /// Where it begins.
    pub start: Duration,
    /// What it is called.
    pub title: String,
    /// A page about it.
    pub link: Option<String>,
    /// Whether it is left out of lists of chapters.
    pub hidden: bool,
}

/// A chapter as it is kept: by the clock of what is heard there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Where it begins.
    pub at: Spot,
    /// What it is called.
    pub title: String,
    /// A page about it.
    pub link: Option<String>,
    /// Whether it is left out of lists of chapters.
    pub hidden: bool,
}

/// Chapters as listeners get them, and what became of the others.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Placed {
    /// The chapters, in the order in which they are heard, each at a place of its own.
    pub chapters: Vec<Chapter>,
    /// How many fell to the place of another, for what lay between was cut out.
    pub met: usize,
    /// How many lie behind the end.
    pub behind: usize,
}

impl Mark {
    /// Returns the chapter as it is kept, whose time is that of the recording.
    pub fn in_recording(chapter: Chapter) -> Mark {
        let at = Spot::Recording(chapter.start);
        Mark { at, title: chapter.title, link: chapter.link, hidden: chapter.hidden }
    }

    /// Returns the chapter as it is kept, whose time is that of the episode.
    pub fn in_episode(chapter: Chapter, line: &Timeline<'_>) -> Mark {
        Mark { at: line.spot(chapter.start), ..Mark::in_recording(chapter) }
    }
}

/// Returns where marks are in the episode.
///
/// Of several at one place the last stays: what the others named was cut out. The music before the
/// recording belongs to the first chapter, if that begins with the recording.
pub fn placed(marks: &[Mark], line: &Timeline<'_>) -> Placed {
    let mut marks: Vec<&Mark> = marks.iter().collect();
    marks.sort_by_key(|mark| mark.at);
    let mut placed = Placed::default();
    for mark in marks {
        let Some(start) = line.time(mark.at).map(clock::in_milliseconds) else {
            placed.behind += 1;
            continue;
        };
        if placed.chapters.last().is_some_and(|last| last.start == start) {
            placed.chapters.pop();
            placed.met += 1;
        }
        let Mark { title, link, hidden, .. } = mark.clone();
        placed.chapters.push(Chapter { start, title, link, hidden });
    }
    let begins = clock::in_milliseconds(line.begins());
    if let Some(first) = placed.chapters.first_mut().filter(|first| first.start == begins) {
        first.start = Duration::ZERO;
    }
    placed
}

/// Returns what tells these chapters from any others; nothing if there are none.
pub fn fingerprint(chapters: &[Chapter]) -> Option<Digest> {
    (!chapters.is_empty()).then(|| Digest::of(json::written(chapters).as_bytes()))
}

/// Returns the chapters that lists show.
pub fn listed(chapters: &[Chapter]) -> impl Iterator<Item = &Chapter> {
    chapters.iter().filter(|chapter| !chapter.hidden)
}

/// Returns the title as it is kept; nothing if nothing is left of it.
pub fn title(given: &str) -> Option<String> {
    Some(text::title(given)).filter(|title| !title.is_empty())
}

/// Returns the address as it is kept, if it is one of the web.
pub fn link(given: &str) -> Option<&str> {
    let given = given.trim();
    let rest = given.strip_prefix("https://").or_else(|| given.strip_prefix("http://"))?;
    let plain = |c: char| !(c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"'));
    (!rest.is_empty() && given.len() <= LONGEST_LINK && given.chars().all(plain)).then_some(given)
}
