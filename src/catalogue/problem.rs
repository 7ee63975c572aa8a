//! What is wrong with a file of ours that people may have changed by hand: data, with its values. What is
//! written for staff stands in [`crate::words`]; the English here is for logs.
//!
//! Readers of TOML and JSON say what they found in words alone, and so does `serde`. Those few words are
//! known here and nowhere else, and the tests hear them from the readers themselves: one that spoke
//! otherwise one day would be noticed.

use std::error::Error;
use std::io;

use crate::episode::fault::Fault;

/// What is wrong with a file of ours.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// The disk did not have it read.
    #[error("{said}")]
    Unreadable {
        /// Of what kind the error is.
        kind: io::ErrorKind,
        /// What the system said.
        said: String,
    },
    /// What the reader of its form found.
    #[error("{said}")]
    Reader {
        /// What that is.
        found: Found,
        /// What the reader said.
        said: String,
    },
    /// It is larger than any that we write.
    #[error("larger than {megabytes} MB")]
    TooLarge {
        /// The largest that we read.
        megabytes: u64,
    },
    /// It is not text.
    #[error("not UTF-8 text")]
    NotText,
    /// Nothing stands where something must.
    #[error("it is empty")]
    Empty,
    /// It is no number.
    #[error("a number is wanted")]
    Number,
    /// The number is too small.
    #[error("a number from {0} is wanted")]
    From(i64),
    /// The number is too small or too large.
    #[error("a number from {least} to {most} is wanted")]
    Between {
        /// The smallest that is taken.
        least: i64,
        /// The largest.
        most: i64,
    },
    /// It is none of the few values that are taken, each as it is written: `320`, `"stereo"`.
    #[error("{} is wanted", either(.0))]
    OneOf(Vec<String>),
    /// An episode has both a number and a handle, or neither.
    #[error("either a number or a handle is wanted")]
    NumberOrHandle,
    /// It is no handle.
    #[error("trailer-1 or bonus-1 is wanted")]
    Handle,
    /// It is no date.
    #[error("a date such as 2026-12-24T08:00:00+01:00 is wanted")]
    Date,
    /// It is no time.
    #[error("a time such as 0:12:34.500 is wanted")]
    Time,
    /// It cannot stand in an address.
    #[error("lower-case letters a-z, digits and single hyphens are wanted")]
    Slug,
    /// It is no address of the web.
    #[error("an address of the web is wanted")]
    Link,
    /// It is no name of a file in the same folder.
    #[error("the name of a file in this folder is wanted")]
    File,
    /// What is said of a recording that was kept is not all there.
    #[error("the name of a file in this folder, kept_bytes and kept_sha256 go together")]
    Kept,
    /// We wrote it ourselves, and it is not as we write it.
    #[error("{0}")]
    NotOurs(String),
    /// There are more chapters than an episode can have.
    #[error("no more than {0} chapters are possible")]
    Chapters(usize),
    /// Something is wrong in a transcript.
    #[error("{0}")]
    Transcript(Fault),
    /// The times of a soundbite are none.
    #[error("start and length are times: 75, or \"1:15\"")]
    Soundbites,
    /// A season has no number.
    #[error("numbers of seasons with their names are wanted")]
    Seasons,
    /// An app has no name or no address.
    #[error("a name and an address are wanted")]
    Apps,
    /// The program that writes transcripts is none, or nowhere gets the sound.
    #[error("a program and its arguments are wanted, {{audio}} among them")]
    Transcribe,
    /// A profile has no name.
    #[error("a profile has a name")]
    ProfileName,
    /// The bit rate is more than goes with the rate.
    #[error("at that rate, no more than {most} is possible")]
    KbpsAtRate {
        /// The highest that does.
        most: u16,
    },
    /// A course has no players, or too many.
    #[error("1 to {most} players are wanted")]
    Players {
        /// How many there may be.
        most: usize,
    },
    /// Two players have one name, or one has none.
    #[error("each player needs a name of its own")]
    PlayerNames,
    /// Both are there, and contradict each other.
    #[error("either latest or only is wanted")]
    LatestOrOnly,
}

/// What a reader of TOML or JSON found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// A key that means nothing there.
    Unknown(String),
    /// A key that must be there is not.
    Missing(String),
    /// A number that is not whole, or below nought.
    Fraction,
    /// A key stands there twice.
    Twice,
    /// A value of another kind.
    Kind,
    /// Text without its quotation marks.
    Unquoted,
    /// The file ends in the middle.
    CutOff,
    /// Something else.
    Other,
}

impl Problem {
    /// Returns that one of these numbers is wanted.
    pub(super) fn numbers<N: ToString>(all: impl IntoIterator<Item = N>) -> Problem {
        Problem::OneOf(all.into_iter().map(|number| number.to_string()).collect())
    }

    /// Returns that one of these words is wanted.
    pub(super) fn words<'w>(all: impl IntoIterator<Item = &'w str>) -> Problem {
        Problem::OneOf(all.into_iter().map(|word| format!("\"{word}\"")).collect())
    }

    /// Returns that a value which we wrote is no longer as we wrote it.
    pub(super) fn not_ours(err: impl Error) -> Problem {
        Problem::NotOurs(err.to_string())
    }

    /// Returns what a reader of TOML or JSON means.
    pub(super) fn of_reader(said: &str) -> Problem {
        let said = said.lines().next().unwrap_or_default().to_owned();
        Problem::Reader { found: Found::meant(&said), said }
    }
}

impl Found {
    /// Returns what the words of `serde` and of the reader of TOML mean.
    fn meant(said: &str) -> Found {
        let key = || said.split('`').nth(1).unwrap_or_default().to_owned();
        let begins = |words: &[&str]| words.iter().any(|word| said.starts_with(word));
        if begins(&["unknown field `"]) {
            Found::Unknown(key())
        } else if begins(&["missing field `"]) {
            Found::Missing(key())
        } else if begins(&["invalid value: integer", "invalid type: floating"]) {
            // As TOML has it these are numbers, and the file wants others.
            Found::Fraction
        } else if begins(&["invalid type: ", "invalid value: ", "data did not match any variant"]) {
            Found::Kind
        } else if said.contains("duplicate key") {
            Found::Twice
        } else if said.contains("must be quoted") {
            Found::Unquoted
        } else {
            Found::Other
        }
    }
}

/// Returns a list with "or" before the last.
fn either(all: &[String]) -> String {
    match all.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only what is said of it counts")]
    struct Sample {
        title: String,
        count: Option<u32>,
        either: Option<Either>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(untagged)]
    #[expect(dead_code, reason = "only what is said of it counts")]
    enum Either {
        Count(u32),
        Names(Vec<String>),
    }

    #[track_caller]
    fn found(problem: Problem) -> Found {
        match problem {
            Problem::Reader { found, .. } => found,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn the_readers_still_speak_as_they_are_understood() {
        for (text, expected) in [
            ("title = \"a\"\ntilte = \"b\"", Found::Unknown("tilte".into())),
            ("count = 1", Found::Missing("title".into())),
            ("title = \"a\"\ncount = 1.5", Found::Fraction),
            ("title = \"a\"\ncount = -1", Found::Fraction),
            ("title = \"a\"\ntitle = \"b\"", Found::Twice),
            ("title = 1", Found::Kind),
            ("title = \"a\"\neither = \"many\"", Found::Kind),
            ("title = a", Found::Unquoted),
            ("title = \"a", Found::Other),
        ] {
            let err = toml_edit::de::from_str::<Sample>(text).unwrap_err();
            assert_eq!(found(Problem::of_reader(err.message())), expected, "{text}: {}", err.message());
        }
    }

    #[test]
    fn what_is_wanted_is_told_for_logs_as_a_list() {
        assert_eq!(Problem::numbers([4, 5, 6]).to_string(), "4, 5 or 6 is wanted");
        assert_eq!(Problem::words(["mono", "stereo"]).to_string(), "\"mono\" or \"stereo\" is wanted");
        assert_eq!(Problem::words(["a"]).to_string(), "\"a\" is wanted");
    }
}
