//! Cue sheets: `TRACK`, `TITLE` and `INDEX 01` in minutes, seconds and frames, of which a second has 75.

use std::time::Duration;

use super::Chapter;
use super::read::{Entry, Order, finished};
use crate::episode::fault::{Fault, Refused};

/// Frames in a second (Red Book).
const FRAMES: u64 = 75;
/// How an index is written.
const WANTED: &str = "INDEX 01 12:34:56";
/// How its time is written.
const TIME: &str = "12:34:56";

/// Returns whether a text is a cue sheet.
pub(super) fn is_sheet(text: &str) -> bool {
    let has = |wanted: &str| text.lines().any(|line| command(line).is_some_and(|(name, _)| name == wanted));
    has("TRACK") && has("INDEX")
}

pub(super) fn read(text: &str) -> Result<Vec<Chapter>, Refused> {
    let mut entries: Vec<Entry> = Vec::new();
    // What is said before the first track is said of the disc.
    let mut track: Option<String> = None;
    let mut files = 0;
    for (line, row) in (1..).zip(text.lines()) {
        match command(row) {
            Some(("FILE", _)) => {
                files += 1;
                if files > 1 {
                    return Err(Fault::SeveralFiles.in_line(line));
                }
            }
            Some(("TRACK", _)) => track = Some(String::new()),
            Some(("TITLE", rest)) => {
                if let Some(title) = &mut track {
                    unquoted(rest).clone_into(title);
                }
            }
            Some(("INDEX", rest)) => {
                let (number, time) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
                // Index 0 is the pause before a track, those above 1 are places within it.
                match number.parse() {
                    Ok(1_u32) => {}
                    Ok(_) => continue,
                    Err(_) => return Err(Fault::form(row, WANTED).in_line(line)),
                }
                let start = time_of(time.trim()).ok_or_else(|| Fault::time(time, TIME).in_line(line))?;
                entries.push(Entry::new(line, start, track.clone().unwrap_or_default()));
            }
            _ => {}
        }
    }
    finished(entries, Order::AsWritten)
}

/// Returns the command of a line, and what follows it.
fn command(line: &str) -> Option<(&str, &str)> {
    let line = line.trim();
    let (name, rest) = line.split_once(char::is_whitespace)?;
    ["FILE", "TRACK", "TITLE", "INDEX"].contains(&name).then(|| (name, rest.trim()))
}

fn unquoted(text: &str) -> &str {
    text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or(text)
}

/// Reads minutes, seconds and frames.
fn time_of(text: &str) -> Option<Duration> {
    let mut parts = text.split(':').map(|part| {
        let fits = (1..=6).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        fits.then(|| part.parse::<u64>().ok())?
    });
    let (minutes, seconds, frames) = (parts.next()??, parts.next()??, parts.next()??);
    let fits = seconds < 60 && frames < FRAMES && parts.next().is_none();
    fits.then(|| Duration::from_millis((minutes * 60 + seconds) * 1000 + frames * 1000 / FRAMES))
}
