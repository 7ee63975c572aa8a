//! A sentence that is yet to be said.

use std::borrow::Cow;
use std::path::Path;
use std::time::Duration;

use jiff::civil;

/// The name of a sentence, and the values that go into it.
#[derive(Debug, Clone, PartialEq)]
pub struct Phrase {
    pub(super) id: Cow<'static, str>,
    pub(super) args: Vec<(Cow<'static, str>, Arg)>,
    pub(super) next: Option<Box<Phrase>>,
}

/// Returns the sentence of that name.
pub fn phrase(id: impl Into<Cow<'static, str>>) -> Phrase {
    Phrase { id: id.into(), args: Vec::new(), next: None }
}

impl Phrase {
    /// Gives it a value.
    #[must_use]
    pub fn with(mut self, name: impl Into<Cow<'static, str>>, value: impl Into<Arg>) -> Phrase {
        self.args.push((name.into(), value.into()));
        self
    }

    /// Adds a sentence that follows on the same line.
    #[must_use]
    pub fn and(mut self, next: Phrase) -> Phrase {
        self.next = Some(Box::new(match self.next.take() {
            Some(between) => between.and(next),
            None => next,
        }));
        self
    }

    /// Returns its name.
    pub fn id(&self) -> &str {
        &self.id
    }
}

/// A value that goes into a sentence.
#[derive(Debug, Clone, PartialEq)]
pub enum Arg {
    /// Text on one line, whoever wrote it.
    Text(String),
    /// Text that may have several lines.
    Lines(String),
    /// How many; the sentence may depend on it.
    Count(u64),
    /// A measured number, said with one decimal.
    Decimal(f64),
    /// How long: `31 minutes`.
    Length(Duration),
    /// How long, in brackets and tables: `31 min`.
    ShortLength(Duration),
    /// How large: `58 MB`.
    Bytes(u64),
    /// A day: `3 November 2026`.
    Date(civil::Date),
    /// A time of a day.
    Time(civil::DateTime),
    /// Another sentence, or a part of one.
    Phrase(Phrase),
}

impl From<&str> for Arg {
    fn from(text: &str) -> Arg {
        Arg::Text(text.to_owned())
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Arg {
        Arg::Text(text)
    }
}

impl From<&String> for Arg {
    fn from(text: &String) -> Arg {
        Arg::Text(text.clone())
    }
}

impl From<&Path> for Arg {
    fn from(path: &Path) -> Arg {
        Arg::Text(path.to_string_lossy().into_owned())
    }
}

impl From<u64> for Arg {
    fn from(count: u64) -> Arg {
        Arg::Count(count)
    }
}

impl From<u32> for Arg {
    fn from(count: u32) -> Arg {
        Arg::Count(count.into())
    }
}

impl From<usize> for Arg {
    fn from(count: usize) -> Arg {
        Arg::Count(count as u64)
    }
}

impl From<Phrase> for Arg {
    fn from(phrase: Phrase) -> Arg {
        Arg::Phrase(phrase)
    }
}
