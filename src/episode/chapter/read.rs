//! A file of chapters in whichever form it is, known by what is in it.

use std::time::Duration;

use super::{Chapter, MOST, cue, ffmetadata, json, labels, reaper, simple};
use crate::episode::fault::{Fault, Refused, Whereabouts, decoded};
use crate::episode::vtt;

/// The forms that are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// Labels as Audacity exports them.
    Labels,
    /// A time and a title on each line, as mp4chaps and Podlove have it, and as people write it.
    Simple,
    /// JSON, as Podcasting 2.0 has it.
    Json,
    /// `WebVTT`.
    Vtt,
    /// A cue sheet.
    Cue,
    /// The metadata of ffmpeg.
    Ffmetadata,
    /// Markers and regions as REAPER exports them.
    Reaper,
}

/// Returns the chapters in a file.
pub fn read(bytes: &[u8]) -> Result<Vec<Chapter>, Refused> {
    let text = decoded(bytes)?;
    if text.trim().is_empty() {
        return Err(Fault::Nothing.of_all());
    }
    let Some(form) = Form::of(&text) else { return Err(Fault::Unknown.of_all()) };
    match form {
        Form::Labels => labels::read(&text),
        Form::Simple => simple::read(&text),
        Form::Json => json::read(&text),
        Form::Vtt => of_vtt(&text),
        Form::Cue => cue::read(&text),
        Form::Ffmetadata => ffmetadata::read(&text),
        Form::Reaper => reaper::read(&text),
    }
}

/// Returns whether a text is a list of chapters from its first line to its last, so that nobody can have
/// meant it as anything else: notes may begin with a time, too.
pub fn is_list(bytes: &[u8]) -> bool {
    let form = decoded(bytes).ok().and_then(|text| Form::of(&text));
    matches!(form, Some(Form::Labels | Form::Simple)) && read(bytes).is_ok_and(|chapters| chapters.len() > 1)
}

impl Form {
    fn of(text: &str) -> Option<Form> {
        let first = text.lines().find(|line| !line.trim().is_empty())?;
        Some(match first.trim_start() {
            start if start.starts_with(['{', '[']) => Form::Json,
            start if start.starts_with("WEBVTT") => Form::Vtt,
            start if start.starts_with(";FFMETADATA") => Form::Ffmetadata,
            start if reaper::is_head(start) => Form::Reaper,
            _ if cue::is_sheet(text) => Form::Cue,
            _ if labels::is_label(first) => Form::Labels,
            _ if text.lines().any(simple::is_chapter) => Form::Simple,
            _ => return None,
        })
    }
}

fn of_vtt(text: &str) -> Result<Vec<Chapter>, Refused> {
    let cues = vtt::read(text)?;
    let entry = |cue: vtt::Cue| Entry::new(cue.line, cue.start, vtt::plain(&cue.payload.join(" ")));
    finished(cues.into_iter().map(entry).collect(), Order::Sorted)
}

/// An entry of a file, not checked yet.
pub(super) struct Entry {
    pub(super) place: Whereabouts,
    pub(super) start: Duration,
    pub(super) title: String,
    pub(super) link: Option<String>,
    pub(super) hidden: bool,
}

impl Entry {
    /// Returns the entry in a line, from 1.
    pub(super) fn new(line: usize, start: Duration, title: impl Into<String>) -> Entry {
        Entry { place: Whereabouts::Line(line), start, title: title.into(), link: None, hidden: false }
    }
}

/// How the entries of a file stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    /// As people wrote them: what stands in the wrong order is a slip of the pen.
    AsWritten,
    /// As a program wrote them, which need not be the order in which they are heard.
    Sorted,
}

/// Checks entries, and makes chapters of them.
pub(super) fn finished(mut entries: Vec<Entry>, order: Order) -> Result<Vec<Chapter>, Refused> {
    if entries.is_empty() {
        return Err(Fault::Nothing.of_all());
    }
    if entries.len() > MOST {
        return Err(Fault::TooMany { most: MOST }.of_all());
    }
    if order == Order::Sorted {
        entries.sort_by_key(|entry| entry.start);
    }
    let mut chapters: Vec<Chapter> = Vec::with_capacity(entries.len());
    for Entry { place, start, title, link, hidden } in entries {
        let refused = |fault: Fault| Refused { place, fault };
        let title = super::title(&title).ok_or_else(|| refused(Fault::NoTitle))?;
        let link = match link {
            Some(given) => {
                let link = super::link(&given).map(str::to_owned);
                Some(link.ok_or_else(|| {
                    refused(Fault::Link { found: super::title(&given).unwrap_or_default() })
                })?)
            }
            None => None,
        };
        if order == Order::AsWritten && chapters.last().is_some_and(|last| last.start >= start) {
            return Err(refused(Fault::NotAfter));
        }
        chapters.push(Chapter { start, title, link, hidden });
    }
    Ok(chapters)
}
