//! A time and a title on each line, as mp4chaps and Podlove write them: `00:01:02.500 Title <https://…>`.
//!
//! People write the same by hand, with shorter times, and with brackets or a dash around them.

use std::time::Duration;

use super::Chapter;
use super::read::{Entry, Order, finished};
use crate::episode::clock;
use crate::episode::fault::{Fault, Refused};

/// How a time is written.
const TIME: &str = "00:12:34";
/// How a line is written.
const WANTED: &str = "00:12:34 Title";

/// Returns whether a line is a chapter.
pub(super) fn is_chapter(line: &str) -> bool {
    parts(line).is_some()
}

pub(super) fn read(text: &str) -> Result<Vec<Chapter>, Refused> {
    let mut entries = Vec::new();
    for (line, row) in (1..).zip(text.lines()) {
        let row = row.trim();
        if row.is_empty() || row.starts_with('#') {
            continue;
        }
        let Some((start, rest)) = parts(row) else {
            let first = row.split_whitespace().next().unwrap_or_default();
            // What has digits and colons was meant as a time.
            let fault = if first.contains(':') && first.starts_with(|c: char| c.is_ascii_digit()) {
                Fault::time(first, TIME)
            } else {
                Fault::form(row, WANTED)
            };
            return Err(fault.in_line(line));
        };
        let (title, link) = split_link(rest);
        entries.push(Entry { link: link.map(str::to_owned), ..Entry::new(line, start, title) });
    }
    finished(entries, Order::AsWritten)
}

/// Returns the time with which a line begins, and what follows it.
fn parts(line: &str) -> Option<(Duration, &str)> {
    let line = line.trim();
    let (first, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    let bare = first.strip_prefix(['(', '[']).and_then(|bare| bare.strip_suffix([')', ']'])).unwrap_or(first);
    let rest = rest.trim_start();
    let dash = ["- ", "– ", "— "].iter().find_map(|dash| rest.strip_prefix(dash));
    Some((clock::read(bare)?, dash.unwrap_or(rest)))
}

/// Cuts the address of a page off the end of a title: in angle brackets, as the form has it, or bare, as people
/// write it. A title that is nothing else stays one.
fn split_link(text: &str) -> (&str, Option<&str>) {
    let text = text.trim_end();
    let framed = text.strip_suffix('>').and_then(|text| text.rsplit_once('<'));
    let bare = || text.rsplit_once(char::is_whitespace).filter(|(title, _)| !title.trim().is_empty());
    match framed.or_else(bare).and_then(|(title, link)| Some((title, super::link(link)?))) {
        Some((title, link)) => (title, Some(link)),
        None => (text, None),
    }
}
