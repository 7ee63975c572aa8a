//! Chapters in JSON, as Podcasting 2.0 has them (version 1.2), and as Podlove's player does.

use super::Chapter;
use super::read::{Entry, Order, finished};
use crate::episode::clock;
use crate::episode::fault::{Fault, Refused, Whereabouts};
use crate::episode::json::{Value, list};

/// How an entry is written.
const WANTED: &str = r#"{"chapters": [{"startTime": 754.5, "title": "…"}]}"#;
/// How a time is written.
const TIME: &str = "754.5";

pub(super) fn read(text: &str) -> Result<Vec<Chapter>, Refused> {
    let mut entries = Vec::new();
    for (nth, chapter) in (1..).zip(list(text, &["chapters"], WANTED)?) {
        let text = |key: &str| chapter.get(key).and_then(Value::as_str);
        let time = chapter.get("startTime").or_else(|| chapter.get("start"));
        let Some(time) = time else { return Err(Fault::form(&chapter.to_string(), WANTED).in_entry(nth)) };
        let start = match time {
            Value::Number(seconds) => seconds.as_f64().and_then(clock::of_seconds),
            Value::String(text) => clock::read_either(text),
            _ => None,
        };
        let start = start.ok_or_else(|| Fault::time(&time.to_string(), TIME).in_entry(nth))?;
        let hidden = chapter.get("toc") == Some(&Value::Bool(false));
        let title = text("title").unwrap_or_default();
        if hidden && title.trim().is_empty() {
            continue; // it only changes the picture
        }
        let link = text("url").or_else(|| text("href")).filter(|link| !link.trim().is_empty());
        entries.push(Entry {
            place: Whereabouts::Entry(nth),
            start,
            title: title.to_owned(),
            link: link.map(str::to_owned),
            hidden,
        });
    }
    finished(entries, Order::Sorted)
}

/// Returns the file that apps fetch.
pub fn written(chapters: &[Chapter]) -> String {
    let quoted = |text: &str| Value::from(text).to_string();
    let one = |chapter: &Chapter| {
        let millis = chapter.start.as_millis();
        let start = match millis % 1000 {
            0 => (millis / 1000).to_string(),
            rest => format!("{}.{rest:03}", millis / 1000),
        };
        let link = chapter.link.as_deref().map(|link| format!(", \"url\": {}", quoted(link)));
        let toc = if chapter.hidden { ", \"toc\": false" } else { "" };
        let link = link.unwrap_or_default();
        format!("    {{\"startTime\": {start}, \"title\": {}{link}{toc}}}", quoted(&chapter.title))
    };
    let lines: Vec<String> = chapters.iter().map(one).collect();
    format!("{{\n  \"version\": \"1.2.0\",\n  \"chapters\": [\n{}\n  ]\n}}\n", lines.join(",\n"))
}
