//! An episode as plain text: what is told of it, its chapters, and what is said in it.
//!
//! Lines end as on Windows, and a mark in front says that it is UTF-8: editors of ten years ago, which are not
//! rare on the computers of libraries, go by both.

use std::fmt::Write as _;

use crate::catalogue::{CatalogueError, Shelved, ShowInfo};
use crate::episode::clock;
use crate::site::model::name;
use crate::words::{Arg, Words};

/// Returns the text about an episode, in the language of these words.
pub(super) fn text(info: &ShowInfo, shelved: &Shelved, words: &Words) -> Result<Vec<u8>, CatalogueError> {
    let episode = &shelved.episode;
    let mut text = String::new();
    let mut line = |said: &str| {
        writeln!(text, "{said}").ok();
    };
    line(&info.title);
    line(&format!("{}: {}", name(episode.handle, words), episode.title));
    let (date, length) = (Arg::Date(episode.published.zoned().date()), Arg::Length(episode.sound.duration()));
    line(&format!("{}, {}", words.shown(&date), words.shown(&length)));
    if !episode.notes.trim().is_empty() {
        line("");
        line(episode.notes.trim());
    }
    let chapters = episode.chapters();
    if chapters.iter().any(|chapter| !chapter.hidden) {
        line("");
        line(&heading(&words.word("site-chapters")));
        for chapter in chapters.iter().filter(|chapter| !chapter.hidden) {
            let link = chapter.link.as_ref().map(|link| format!(" <{link}>")).unwrap_or_default();
            line(&format!("{} {}{link}", clock::shown(chapter.start), chapter.title));
        }
    }
    if let Some(transcript) = shelved.transcript()? {
        line("");
        line(&heading(&words.word("site-transcript")));
        for cue in transcript.cues {
            let at = if transcript.timed { format!("[{}] ", clock::shown(cue.start)) } else { String::new() };
            let speaker = cue.speaker.map(|speaker| format!("{speaker}: ")).unwrap_or_default();
            line(&format!("{at}{speaker}{}", cue.text));
        }
    }
    let lines = text.lines().flat_map(|line| [line, "\r\n"]);
    Ok(std::iter::once("\u{feff}").chain(lines).collect::<String>().into_bytes())
}

/// Returns a heading, underlined as in a typescript.
fn heading(said: &str) -> String {
    format!("{said}\n{}", "-".repeat(said.chars().count()))
}
