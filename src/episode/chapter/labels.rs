//! Label tracks of Audacity: beginning, end and label on each line, with tabs between, times in seconds.
//!
//! A label that spans frequencies has a second line, which begins with a backslash. Where the computer's
//! language has a decimal comma, so has the file.

use super::Chapter;
use super::read::{Entry, Order, finished};
use crate::episode::clock;
use crate::episode::fault::{Fault, Refused};

/// How a line is written.
const WANTED: &str = "12.5⇥12.5⇥Title";

/// Returns whether a line is a label.
pub(super) fn is_label(line: &str) -> bool {
    let mut columns = line.trim_start().split('\t');
    columns.next().zip(columns.next()).is_some_and(|(start, end)| {
        clock::read_seconds(start.trim()).is_some() && clock::read_seconds(end.trim()).is_some()
    })
}

pub(super) fn read(text: &str) -> Result<Vec<Chapter>, Refused> {
    let mut entries = Vec::new();
    for (line, row) in (1..).zip(text.lines()) {
        if row.trim().is_empty() || row.trim_start().starts_with('\\') {
            continue;
        }
        if !is_label(row) {
            return Err(Fault::form(row, WANTED).in_line(line));
        }
        let mut columns = row.trim_start().splitn(3, '\t');
        let start = columns.next().and_then(|start| clock::read_seconds(start.trim())).unwrap_or_default();
        entries.push(Entry::new(line, start, columns.nth(1).unwrap_or_default()));
    }
    finished(entries, Order::Sorted)
}
