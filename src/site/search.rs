//! What a browser searches in: the words of all episodes, in a file that assigns them.
//!
//! A page that lies on a disk may not fetch anything, but it may run a script of its own folder.

use serde_json::{Value, json};

use super::json;
use super::look::asset;
use super::model::{EpisodeFacts, Told};
use super::pages::Page;
use crate::feed::notes;

/// Returns the file. Each episode is a list: page, number, title, date and length, notes, and what is said in
/// it as pairs of a second and a text.
pub(super) fn index(episodes: &[EpisodeFacts], told: &[Told<'_>]) -> Page {
    let rows: Vec<Value> = episodes.iter().zip(told).map(|(facts, told)| row(facts, told)).collect();
    let text = format!("podcastIndex={};\n", json::written(&Value::Array(rows)));
    asset("index", "js", text.into_bytes())
}

fn row(facts: &EpisodeFacts, told: &Told<'_>) -> Value {
    let notes = notes::plain(&told.shelved.episode.notes);
    let chapters = told.chapters.iter().map(|chapter| (chapter.seconds, chapter.title.as_str()));
    let lines = told.transcript.iter().map(|line| (line.seconds.unwrap_or(0), line.text.as_str()));
    let said: Vec<Value> = chapters.chain(lines).map(|(seconds, text)| json!([seconds, text])).collect();
    json!([facts.page, facts.name, facts.title, format!("{} · {}", facts.date, facts.length), notes, said])
}
