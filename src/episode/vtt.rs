//! Cues with times, as `WebVTT` and `SubRip` have them: what both are read by, whatever the cues hold.

use std::time::Duration;

use super::clock;
use super::fault::{Fault, Refused};

/// How the times of a cue are written.
const WANTED: &str = "00:12:34.500 --> 00:12:38.000";
/// How a time is written.
const TIME: &str = "00:12:34.500";

/// A cue, not checked but for its times.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cue {
    /// The line of its times, from 1.
    pub(super) line: usize,
    /// The name or number that stands above its times.
    pub(super) id: String,
    /// Where it begins.
    pub(super) start: Duration,
    /// Where it ends.
    pub(super) end: Duration,
    /// Its lines.
    pub(super) payload: Vec<String>,
}

/// Returns the cues of a file. What is no cue (notes, styles, the head) is passed over.
pub(super) fn read(text: &str) -> Result<Vec<Cue>, Refused> {
    let mut cues: Vec<Cue> = Vec::new();
    let mut rows = (1_usize..).zip(text.lines()).peekable();
    let mut before: Option<(usize, &str)> = None;
    while let Some((line, row)) = rows.next() {
        if !row.contains("-->") {
            // A block that is no cue ends at an empty line, as cues do.
            let is_aside = before.is_none()
                && ["NOTE", "STYLE", "REGION", "WEBVTT"].iter().any(|name| begins(row, name));
            if is_aside {
                while rows.next_if(|(_, row)| !row.trim().is_empty() && !row.contains("-->")).is_some() {}
            } else if row.trim().is_empty() {
                before = None;
            } else if let Some((line, stray)) = before.replace((line, row)) {
                return Err(Fault::form(stray, WANTED).in_line(line));
            }
            continue;
        }
        let (start, end) = times(row, line)?;
        let id = before.take().map_or("", |(_, id)| id.trim());
        let mut payload = Vec::new();
        while let Some((_, row)) = rows.next_if(|(_, row)| !row.trim().is_empty() && !row.contains("-->")) {
            payload.push(row.trim().to_owned());
        }
        // Where the empty line between two cues is missing, the number of the next was taken for text.
        if rows.peek().is_some_and(|(_, row)| row.contains("-->"))
            && payload.last().is_some_and(|last| last.bytes().all(|byte| byte.is_ascii_digit()))
        {
            payload.pop();
        }
        cues.push(Cue { line, id: id.to_owned(), start, end, payload });
    }
    match before {
        Some((line, stray)) if cues.is_empty() => Err(Fault::form(stray, WANTED).in_line(line)),
        _ => Ok(cues),
    }
}

fn begins(row: &str, name: &str) -> bool {
    row.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t', ':']))
}

fn times(row: &str, line: usize) -> Result<(Duration, Duration), Refused> {
    let (start, rest) = row.split_once("-->").unwrap_or((row, ""));
    // Behind the times may stand where on the screen it is to be shown.
    let end = rest.split_whitespace().next().unwrap_or_default();
    let time = |text: &str| {
        clock::read(text.trim())
            .map(clock::in_milliseconds)
            .ok_or_else(|| Fault::time(text, TIME).in_line(line))
    };
    let (start, end) = (time(start)?, time(end)?);
    if end < start {
        return Err(Fault::EndsEarly.in_line(line));
    }
    Ok((start, end))
}

/// Returns the words of a cue: without its tags, and what is written as an entity as what it stands for.
pub(super) fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        plain.push_str(&rest[..at]);
        rest = match rest[at..].find('>') {
            Some(end) if is_tag(&rest[at + 1..at + end]) => &rest[at + end + 1..],
            _ => {
                plain.push('<');
                &rest[at + 1..]
            }
        };
    }
    plain.push_str(rest);
    for (entity, meant) in [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&nbsp;", " "),
        ("&lrm;", ""),
        ("&rlm;", ""),
        ("&quot;", "\""),
        ("&amp;", "&"),
    ] {
        plain = plain.replace(entity, meant);
    }
    plain
}

/// Returns whether what stands in angle brackets is a tag: `v Anna`, `/v`, `b`, `font color=…`, a time.
fn is_tag(inside: &str) -> bool {
    let inside = inside.strip_prefix('/').unwrap_or(inside);
    let name = inside.split([' ', '.', '\t']).next().unwrap_or_default();
    matches!(
        name,
        "" | "v" | "c" | "b" | "i" | "u" | "s" | "em" | "strong" | "ruby" | "rt" | "lang" | "font" | "span"
    ) || clock::read(inside).is_some()
}
