//! Chapters, transcripts and pictures on the command line: what `add`, `replace` and `edit` have in common.

use std::path::PathBuf;

use super::failure::{Failure, last_name};
use super::value::{is_none, unread};
use crate::episode::fault::{Fault, Refused, Whereabouts};
use crate::episode::{Chapter, clock};
use crate::picture::PictureError;
use crate::studio::{Belonging, Belongings, Clock, Give, NotTaken, Unfit};
use crate::words::{Arg, Phrase, phrase};

/// Chapters, transcript and picture of an episode
#[derive(Debug, Clone, Default, clap::Args)]
pub(super) struct BelongArgs {
    #[arg(long, value_name = "FILE")]
    chapters: Option<PathBuf>,
    #[arg(long, conflicts_with = "chapters")]
    no_chapters: bool,
    #[arg(long, value_name = "FILE")]
    transcript: Option<PathBuf>,
    #[arg(long, conflicts_with = "transcript")]
    no_transcript: bool,
    #[arg(long, value_name = "FILE")]
    artwork: Option<PathBuf>,
    #[arg(long, value_name = "CLOCK", value_parser = ["recording", "episode"])]
    times: Option<String>,
}

impl BelongArgs {
    /// Returns what is asked for.
    pub(super) fn belongings(&self) -> Belongings {
        let give = |file: &Option<PathBuf>, none: bool| {
            file.clone().map(Give::File).or_else(|| none.then_some(Give::Nothing))
        };
        Belongings {
            chapters: give(&self.chapters, self.no_chapters),
            transcript: give(&self.transcript, self.no_transcript),
            artwork: self.artwork.as_ref().map(|file| {
                if file.to_str().is_some_and(is_none) { Give::Nothing } else { Give::File(file.clone()) }
            }),
            clock: self.times.as_deref().map(|clock| match clock {
                "episode" => Clock::Episode,
                _ => Clock::Recording,
            }),
        }
    }

    /// Returns whether a file is named that can belong to one episode only. A picture may be that of several.
    pub(super) fn names_a_file(&self) -> bool {
        self.chapters.is_some() || self.transcript.is_some()
    }
}

/// Returns the failure of a file that was not taken.
pub(super) fn failure(err: &NotTaken) -> Failure {
    let NotTaken { path, what, why } = err;
    let option = match what {
        Belonging::Chapters => "--no-chapters",
        Belonging::Transcript => "--no-transcript",
        Belonging::Artwork => "--artwork none",
    };
    let file = last_name(path);
    let failure = match why {
        Unfit::Unreadable(source) | Unfit::Picture(PictureError::Unreadable { source, .. }) => {
            return unread(path, source);
        }
        Unfit::Picture(err) => {
            let failure = Failure::from(err);
            let message = phrase("belong-artwork").with("file", file).and(*failure.message);
            Failure { message: Box::new(message), ..failure }
        }
        Unfit::TooLarge { most } => {
            Failure::plain(phrase("belong-too-large").with("file", file).with("size", Arg::Bytes(*most)))
        }
        Unfit::Behind { title, at, ends } => Failure::plain(
            phrase("belong-behind")
                .with("file", file)
                .with("title", title)
                .with("at", clock::shown(*at))
                .with("ends", clock::shown(*ends)),
        )
        .hint(phrase("belong-behind-which")),
        Unfit::Late { at, ends } => Failure::plain(
            phrase("belong-late")
                .with("file", file)
                .with("at", clock::shown(*at))
                .with("ends", clock::shown(*ends)),
        )
        .hint(phrase("belong-behind-which")),
        Unfit::Refused(refused) => of_line(refused, *what, file),
    };
    failure.file(path).hint(phrase("belong-without").with("option", option))
}

/// Returns the failure of a file in which something is wrong.
pub(super) fn of_line(Refused { place, fault }: &Refused, what: Belonging, file: Arg) -> Failure {
    let problem = problem(fault, what);
    match place {
        Whereabouts::File => {
            Failure::plain(phrase("belong-wrong").with("file", file).with("problem", problem))
        }
        Whereabouts::Line(line) => {
            let message =
                phrase("belong-wrong-line").with("file", file).with("line", *line).with("problem", problem);
            Failure { line: Some(*line), ..Failure::plain(message) }
        }
        Whereabouts::Entry(entry) => Failure::plain(
            phrase("belong-wrong-entry").with("file", file).with("entry", *entry).with("problem", problem),
        ),
    }
}

/// Returns what is wrong, as the end of a sentence.
pub(super) fn problem(fault: &Fault, what: Belonging) -> Phrase {
    match fault {
        Fault::Unknown if what == Belonging::Chapters => phrase("belong-unknown-chapters"),
        Fault::Unknown => phrase("belong-unknown-transcript"),
        Fault::NotText => phrase("belong-not-text"),
        Fault::Nothing if what == Belonging::Chapters => phrase("belong-no-chapters"),
        Fault::Nothing => phrase("belong-no-words"),
        Fault::TooMany { most } => phrase("belong-too-many").with("most", *most),
        Fault::Time { found, wanted } => phrase("belong-time").with("found", found).with("wanted", *wanted),
        Fault::Form { found, wanted } => phrase("belong-form").with("found", found).with("wanted", *wanted),
        Fault::NoTitle => phrase("belong-no-title"),
        Fault::NotAfter => phrase("belong-not-after"),
        Fault::EndsEarly => phrase("belong-ends-early"),
        Fault::Link { found } => phrase("belong-link").with("found", found),
        Fault::SeveralFiles => phrase("belong-several-files"),
        // What the reader of JSON says is English; the line tells enough.
        Fault::Json { cut_off: true, .. } => phrase("belong-json-cut-off"),
        Fault::Json { cut_off: false, .. } => phrase("belong-json"),
    }
}

/// Returns chapters as `--json` has them.
pub(super) fn chapters_json(chapters: &[Chapter]) -> serde_json::Value {
    let one = |chapter: &Chapter| {
        serde_json::json!({
            "seconds": super::value::seconds(chapter.start),
            "title": chapter.title,
            "link": chapter.link,
            "hidden": chapter.hidden,
        })
    };
    chapters.iter().map(one).collect()
}
