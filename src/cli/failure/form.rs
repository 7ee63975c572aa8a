//! A settings file or a record that is not in order: the file, the line, and what is wrong there.

use super::super::belong_args;
use super::{Failure, chain, place, why_of};
use crate::catalogue::{FormError, Found, Problem};
use crate::studio::Belonging;
use crate::words::{Arg, Phrase, phrase};

/// Returns the failure of a file that people may have changed by hand.
pub(super) fn failure(err: &FormError) -> Failure {
    let failure = match err {
        FormError::Unreadable { path, source } => Failure::io(path, "read", source),
        FormError::Wrong { path, line, problem: said } => {
            let message = match line {
                Some(line) => phrase("form-wrong-line").with("line", *line),
                None => phrase("form-wrong"),
            };
            let message = message.with("file", place(path)).with("problem", problem(said));
            Failure { line: *line, ..Failure::plain(message) }.file(path).hint(phrase("form-mend"))
        }
    };
    failure.because(chain(err))
}

/// Returns what the catalogue found wrong, as a part of a sentence.
pub(in crate::cli) fn problem(problem: &Problem) -> Phrase {
    // As the file has them: without the dots and commas that numbers of a language have.
    let number = |number: i64| Arg::Text(number.to_string());
    match problem {
        Problem::Unreadable { kind, said } => phrase("form-closed").with("why", why_of(*kind, said)),
        Problem::Reader { found, .. } => reader(found),
        Problem::TooLarge { .. } => phrase("form-too-large"),
        Problem::NotText => phrase("form-not-text"),
        Problem::Empty => phrase("form-empty"),
        Problem::Number => phrase("form-number"),
        Problem::From(least) => phrase("form-from").with("least", number(*least)),
        Problem::Between { least, most } => {
            phrase("form-between").with("least", number(*least)).with("most", number(*most))
        }
        Problem::OneOf(all) => {
            let (last, rest) = all.split_last().map_or(("", &all[..]), |(last, rest)| (last, rest));
            phrase("form-one-of").with("rest", rest.join(", ")).with("last", last)
        }
        Problem::NumberOrHandle => phrase("form-number-or-handle"),
        Problem::Handle => phrase("form-handle"),
        Problem::Date => phrase("form-date"),
        Problem::Time => phrase("form-time"),
        Problem::Slug => phrase("form-slug"),
        Problem::Link => phrase("form-link"),
        Problem::File => phrase("form-file"),
        Problem::Kept => phrase("form-kept"),
        Problem::NotOurs(_) => phrase("form-not-ours"),
        Problem::Chapters(most) => phrase("form-chapters").with("most", *most),
        Problem::Transcript(fault) => belong_args::problem(fault, Belonging::Transcript),
        Problem::Soundbites => phrase("form-soundbites"),
        Problem::Seasons => phrase("form-seasons"),
        Problem::Apps => phrase("form-apps"),
        Problem::Transcribe => phrase("form-transcribe"),
        Problem::ProfileName => phrase("form-profile-name"),
        Problem::KbpsAtRate { most } => phrase("form-profile-rate").with("most", usize::from(*most)),
        Problem::Players { most } => phrase("form-players").with("most", *most),
        Problem::PlayerNames => phrase("form-player-names"),
        Problem::LatestOrOnly => phrase("form-latest-or-only"),
    }
}

/// Returns what the reader of a form found.
fn reader(found: &Found) -> Phrase {
    match found {
        Found::Unknown(key) => phrase("form-unknown").with("key", key),
        Found::Missing(key) => phrase("form-missing").with("key", key),
        Found::Fraction => phrase("form-whole-number"),
        Found::Twice => phrase("form-twice"),
        Found::Kind => phrase("form-wrong-type"),
        Found::Unquoted => phrase("form-quotes"),
        Found::CutOff => phrase("form-cut-off"),
        // What the reader says is English, and stands in the cause; the line tells enough.
        Found::Other => phrase("form-unreadable"),
    }
}
