//! Markers and regions as REAPER's manager exports them: a table with commas, `#,Name,Start,…`.
//!
//! Where there are markers, they are the chapters; otherwise the regions are.

use super::Chapter;
use super::read::{Entry, Order, finished};
use crate::episode::clock;
use crate::episode::fault::{Fault, Refused};

/// How a time is written. REAPER writes whatever its ruler shows, and a ruler of bars and beats tells no time.
const TIME: &str = "0:12:34.500";
/// How a line is written.
const WANTED: &str = "M1,Title,0:12:34.500";

/// Returns whether a line is the head of such a table.
pub(super) fn is_head(line: &str) -> bool {
    let names = columns(line);
    names.first().is_some_and(|first| first.trim() == "#") && place_of(&names, "Start").is_some()
}

fn place_of(names: &[String], wanted: &str) -> Option<usize> {
    names.iter().position(|name| name.trim().eq_ignore_ascii_case(wanted))
}

pub(super) fn read(text: &str) -> Result<Vec<Chapter>, Refused> {
    let mut rows = (1..).zip(text.lines()).filter(|(_, row)| !row.trim().is_empty());
    let head = rows.next().map(|(_, head)| columns(head)).unwrap_or_default();
    let (name, start) = (place_of(&head, "Name"), place_of(&head, "Start"));
    let (mut markers, mut regions) = (Vec::new(), Vec::new());
    for (line, row) in rows {
        let columns = columns(row);
        let column =
            |place: Option<usize>| place.and_then(|place| columns.get(place)).map(|text| text.trim());
        let kind = columns.first().map_or("", |first| first.trim());
        let Some(time) = column(start).filter(|_| kind.starts_with(['M', 'R'])) else {
            return Err(Fault::form(row, WANTED).in_line(line));
        };
        let at = clock::read_either(time).ok_or_else(|| Fault::time(time, TIME).in_line(line))?;
        let entry = Entry::new(line, at, column(name).unwrap_or_default());
        if kind.starts_with('M') { markers.push(entry) } else { regions.push(entry) }
    }
    finished(if markers.is_empty() { regions } else { markers }, Order::Sorted)
}

/// Cuts a line at its commas, but for those in quotation marks; two such marks stand for one.
fn columns(line: &str) -> Vec<String> {
    let mut columns = vec![String::new()];
    let mut quoted = false;
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        let Some(column) = columns.last_mut() else { break };
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                column.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => columns.push(String::new()),
            c => column.push(c),
        }
    }
    columns
}
