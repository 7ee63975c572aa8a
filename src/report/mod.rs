//! The report on an episode's sound: one page to look at, to print and to keep.
//!
//! Everything on it comes from the analysis that lies beside the sound; nothing is heard again. The page is a
//! file that needs no other: no script, no font, nothing from the network. It reads well aloud: every plot has
//! a sentence that says what is to be seen in it, and a table of its figures. Its colours are those of the
//! reader's choice, light or dark, and on paper it is white.
//!
//! **Invariant:** a page is a pure function of the episode, its analysis and the language; text that somebody
//! else wrote stands in it as text.

mod columns;
mod facts;
mod figures;
mod remarks;
mod tables;
#[cfg(test)]
mod tests;

pub use remarks::{remedy, said};

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use minijinja::{Environment, context};
use serde::Serialize;

use crate::catalogue::analysis::Analysis;
use crate::episode::{Episode, clock};
use crate::words::{Arg, Words, phrase};
use crate::world::World;
use crate::world::disk::{head, replace_file};

/// How a page of ours makes itself known.
const MARK: &str = "<meta name=\"generator\" content=\"podcast report\">";
/// Within so many bytes.
const MARK_WITHIN: u64 = 1024;

/// What a report is about.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// The title of the show.
    pub show: &'a str,
    /// What the episode is called: `Episode 7`.
    pub name: &'a str,
    /// The episode.
    pub episode: &'a Episode,
    /// How its sound ran.
    pub analysis: &'a Analysis,
}

/// Returns the page, in the language of the words.
pub fn page(subject: &Subject<'_>, words: &Words) -> String {
    let Subject { show, name, episode, analysis } = *subject;
    let title = phrase("report-title").with("name", name).with("title", &episode.title);
    let made = phrase("report-lead")
        .with("length", Arg::Length(analysis.duration()))
        .with("date", Arg::Date(episode.published.zoned().date()))
        .with("recording", &episode.recording.name);
    let mut pages = Environment::new();
    pages.set_trim_blocks(true);
    pages.set_lstrip_blocks(true);
    // Names that end in .html have everything escaped that is put into them.
    pages.add_template("page.html", include_str!("page.html")).expect("our own template is in order");
    let filled = pages.get_template("page.html").and_then(|page| {
        page.render(context! {
            lang => words.language().as_str(),
            mark => MARK,
            style => include_str!("style.css"),
            show => show,
            title => words.say(&title),
            lead => words.say(&made),
            verdict => facts::verdict(analysis, words),
            facts => facts::facts(analysis, words),
            headings => Headings::of(words),
            remarks => remarks::all(&analysis.remarks, words),
            figures => figures::figures(analysis, words),
        })
    });
    filled.expect("our own template is in order")
}

/// The headings that the page itself has.
#[derive(Serialize)]
struct Headings {
    figures: String,
    remarks: String,
    nothing: String,
    plots: String,
    table: String,
    foot: String,
}

impl Headings {
    fn of(words: &Words) -> Headings {
        Headings {
            figures: words.word("report-figures"),
            remarks: words.word("report-remarks"),
            nothing: words.word("report-remarks-none"),
            plots: words.word("report-plots"),
            table: words.word("report-table"),
            foot: words.word("report-foot"),
        }
    }
}

/// A report could not be put down.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// There is a file of that name, and it is no report.
    #[error("{} is no report of ours", path.display())]
    Taken {
        /// The file.
        path: PathBuf,
    },
    /// The disk refused.
    #[error("{} could not be written", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

/// Writes a page, whole or not at all. An older report may be in its place; another file may not.
pub fn write(world: &World, path: &Path, page: &str) -> Result<(), ReportError> {
    let failed = |source| ReportError::Io { path: path.to_owned(), source };
    if head(path, MARK_WITHIN).map_err(failed)?.is_some_and(|head| !head.contains(MARK)) {
        return Err(ReportError::Taken { path: path.to_owned() });
    }
    replace_file(world.disk.as_ref(), path, page.as_bytes()).map_err(failed)
}

/// Returns a number with one decimal and a true minus, which is read aloud where a hyphen is not.
fn number(words: &Words, number: f64) -> String {
    words.shown(&Arg::Decimal(number)).replace('-', "−")
}

/// Returns a gain with its sign.
fn signed(words: &Words, gain: f64) -> String {
    let text = number(words, gain);
    if text.starts_with('−') || gain < 0.05 { text } else { format!("+{text}") }
}

/// Returns a level, or a dash where there is none.
fn level(words: &Words, level: Option<f64>) -> String {
    level.map_or_else(|| "–".to_owned(), |level| number(words, level))
}

/// Returns a number without decimals.
#[expect(clippy::cast_sign_loss, reason = "a cast keeps what is below zero, or no number, at zero")]
fn whole(number: f64) -> u64 {
    number.round() as u64
}

/// Returns a moment of the episode.
fn moment(second: usize) -> String {
    clock::shown(Duration::from_secs(second as u64))
}
