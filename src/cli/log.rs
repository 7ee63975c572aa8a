//! `podcast log`: who did what, when.

use serde_json::{Value, json};

use super::desk::{Desk, Done};
use super::failure::Failure;
use super::notices::time;
use super::{report, value, view};
use crate::catalogue::{Change, What, history};
use crate::words::{Phrase, phrase};

/// As many changes as fit on a screen.
const A_SCREEN: usize = 20;

/// Show who changed what, and when
#[derive(Debug, clap::Args)]
pub(super) struct LogArgs {
    #[arg(value_name = "N")]
    episode: Option<String>,
    #[arg(long)]
    all: bool,
}

pub(super) fn run(desk: &mut Desk<'_>, args: &LogArgs) -> Result<Done, Failure> {
    let handle = args.episode.as_deref().map(value::handle).transpose()?;
    let show = desk.show()?;
    let shelf = show.shelf()?;
    let mut entries = history::log(&shelf)?;
    if let Some(handle) = handle {
        entries.retain(|entry| entry.handle == handle);
        if entries.is_empty() {
            shelf.get(handle)?; // an episode that never was has not merely an empty log
        }
    }
    if show.info().practice {
        desk.say(&phrase("practice-mark"));
    }
    if entries.is_empty() {
        desk.say(&phrase("log-empty"));
    }
    let shown = if args.all || desk.asked.json { entries.len() } else { A_SCREEN };
    for entry in entries.iter().take(shown) {
        desk.say(&line(entry));
    }
    if entries.len() > shown {
        desk.say(&phrase("log-more").with("count", entries.len() - shown));
    }
    let one = |entry: &history::Entry| {
        let mut json = view::change(&entry.change);
        json["handle"] = entry.handle.to_string().into();
        json["title"] = entry.title.as_str().into();
        json
    };
    Ok(Done::with(json!({
        "show": show.info().title,
        "practice": show.info().practice,
        "changes": entries.iter().map(one).collect::<Vec<Value>>(),
    })))
}

/// Returns a change as a line: when, who, which episode, what. One that is gone for good has no title left.
fn line(entry: &history::Entry) -> Phrase {
    let Change { when, who, .. } = &entry.change;
    let done = what(&entry.change);
    if entry.title.is_empty() {
        return report::about("log-line-untitled", entry.handle)
            .with("when", time(*when))
            .with("who", who)
            .with("what", done);
    }
    report::about("log-line-episode", entry.handle)
        .with("title", &entry.title)
        .with("when", time(*when))
        .with("who", who)
        .with("what", done)
}

/// Returns a change of an episode that is known to the reader as a line: when, who, what.
pub(super) fn change_line(change: &Change) -> Phrase {
    phrase("log-line").with("when", time(change.when)).with("who", &change.who).with("what", what(change))
}

/// Returns what was done.
fn what(change: &Change) -> Phrase {
    match change.what {
        What::Add => phrase("log-add"),
        What::Edit => phrase("log-edit"),
        What::Retag => phrase("log-retag"),
        What::Replace => phrase("log-replace"),
        What::Remaster => phrase("log-remaster"),
        What::Release => phrase("log-release"),
        What::Remove => phrase("log-remove"),
        What::Bury => phrase("log-bury"),
        What::Restore => phrase("log-restore"),
        What::Undo => phrase("log-undo"),
    }
}
