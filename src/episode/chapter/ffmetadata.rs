//! The metadata of ffmpeg: `[CHAPTER]`, `TIMEBASE=1/1000`, `START=62500`, `title=…`.

use std::time::Duration;

use super::Chapter;
use super::read::{Entry, Order, finished};
use crate::episode::fault::{Fault, Refused};

/// How a time is written.
const TIME: &str = "START=62500";
/// How its unit is written.
const UNIT: &str = "TIMEBASE=1/1000";

pub(super) fn read(text: &str) -> Result<Vec<Chapter>, Refused> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut open: Option<Open> = None;
    for (line, row) in (1..).zip(text.lines()) {
        let trimmed = row.trim_end_matches('\r');
        if trimmed.starts_with('[') {
            entries.extend(open.take().map(Open::entry).transpose()?);
            open = (trimmed.trim() == "[CHAPTER]").then(|| Open::new(line));
            continue;
        }
        let (Some(chapter), Some((key, value))) = (&mut open, trimmed.split_once('=')) else { continue };
        match key {
            "TIMEBASE" => {
                let unit = value.split_once('/').and_then(|(a, b)| Some((whole(a)?, whole(b)?)));
                let unit = unit.filter(|(_, part)| *part > 0);
                chapter.unit = unit.ok_or_else(|| Fault::form(row, UNIT).in_line(line))?;
            }
            "START" => {
                let ticks = whole(value).ok_or_else(|| Fault::time(row, TIME).in_line(line))?;
                chapter.start = Some((line, ticks));
            }
            key if key.eq_ignore_ascii_case("title") => chapter.title = unescaped(value),
            _ => {}
        }
    }
    entries.extend(open.map(Open::entry).transpose()?);
    finished(entries, Order::Sorted)
}

/// A chapter that is being read.
struct Open {
    line: usize,
    /// Seconds in a tick, as a fraction.
    unit: (u64, u64),
    start: Option<(usize, u64)>,
    title: String,
}

impl Open {
    fn new(line: usize) -> Open {
        Open { line, unit: (1, 1_000_000_000), start: None, title: String::new() }
    }

    fn entry(self) -> Result<Entry, Refused> {
        let Some((line, ticks)) = self.start else { return Err(Fault::time("", TIME).in_line(self.line)) };
        let (of, parts) = self.unit;
        let nanos = u128::from(ticks) * u128::from(of) * 1_000_000_000 / u128::from(parts);
        let start = u64::try_from(nanos).map(Duration::from_nanos);
        let start = start.map_err(|_| Fault::time(&ticks.to_string(), TIME).in_line(line))?;
        Ok(Entry::new(self.line, start, self.title))
    }
}

/// Reads a whole number of few enough digits that the product of two of them fits.
fn whole(text: &str) -> Option<u64> {
    let text = text.trim();
    let fits = (1..=18).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    fits.then(|| text.parse().ok())?
}

/// Takes away the backslashes before `=`, `;`, `#` and the backslash itself.
fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        plain.extend(if c == '\\' { chars.next() } else { Some(c) });
    }
    plain
}
