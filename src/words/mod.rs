//! Every sentence that staff or listeners read, in Danish and English, and the way to say one.
//!
//! A sentence is written once per language, in `en.ftl` and `da.ftl` (Fluent). The rest of the program
//! handles [`Phrase`]s: the name of a sentence and the values that go into it. Only [`Words`] turns one
//! into text, and only there do numbers, lengths, sizes and dates get the form of a language.
//!
//! **Invariants:** a value that somebody else wrote (a title, a file's name) cannot steer the terminal
//! it is shown on. A sentence that is missing is said by its name: nothing here panics.

mod language;
mod measure;
mod phrase;
pub mod plain;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::langid;

pub use language::Language;
pub use phrase::{Arg, Phrase, phrase};

/// The sentences of one language.
pub struct Words {
    language: Language,
    bundle: FluentBundle<FluentResource>,
}

impl Words {
    /// Reads the sentences of that language, and of no other: starting up must not take long.
    pub fn new(language: Language) -> Words {
        let (id, source) = match language {
            Language::En => (langid!("en"), include_str!("en.ftl")),
            Language::Da => (langid!("da"), include_str!("da.ftl")),
        };
        let mut bundle = FluentBundle::new_concurrent(vec![id]);
        // The marks would end up in files and in commands that people copy; `plain` does their work.
        bundle.set_use_isolating(false);
        let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(rest, _)| rest);
        // A name that is there twice keeps its first sentence. A test finds both kinds of mistake.
        bundle.add_resource(resource).ok();
        Words { language, bundle }
    }

    /// Returns the language.
    pub fn language(&self) -> Language {
        self.language
    }

    /// Returns the sentence, with its values in place.
    pub fn say(&self, phrase: &Phrase) -> String {
        let mut said = self.say_alone(phrase);
        if let Some(next) = &phrase.next {
            said.push(' ');
            said.push_str(&self.say(next));
        }
        said
    }

    fn say_alone(&self, phrase: &Phrase) -> String {
        let mut args = FluentArgs::with_capacity(phrase.args.len());
        for (name, arg) in &phrase.args {
            args.set(name.as_ref(), self.value(arg));
        }
        self.format(&phrase.id, &args).unwrap_or_else(|| phrase.id.to_string())
    }

    /// Returns whether there is a sentence of that name.
    pub fn has(&self, id: &str) -> bool {
        self.format(id, &FluentArgs::new()).is_some()
    }

    /// Fills in a sentence, or one that belongs to it: `help-add`, `help-add.title`.
    fn format(&self, id: &str, args: &FluentArgs<'_>) -> Option<String> {
        let (id, part) = id.split_once('.').map_or((id, None), |(id, part)| (id, Some(part)));
        let message = self.bundle.get_message(id)?;
        let pattern = match part {
            None => message.value()?,
            Some(part) => message.get_attribute(part)?.value(),
        };
        Some(self.bundle.format_pattern(pattern, Some(args), &mut Vec::new()).into_owned())
    }

    /// Returns the sentence that needs no values.
    pub fn word(&self, id: &'static str) -> String {
        self.say(&phrase(id))
    }

    /// Returns a value that stands alone, as in a table.
    pub fn shown(&self, arg: &Arg) -> String {
        match self.value(arg) {
            FluentValue::String(text) => text.into_owned(),
            FluentValue::Number(number) => number.as_string().into_owned(),
            _ => String::new(),
        }
    }

    /// Returns the value in the form of this language, safe to show.
    fn value(&self, arg: &Arg) -> FluentValue<'static> {
        match arg {
            Arg::Text(text) => plain::line(text).into(),
            Arg::Lines(text) => plain::lines(text).into(),
            Arg::Count(count) => (*count).into(),
            Arg::Decimal(number) => measure::decimal(self.language, *number).into(),
            Arg::Length(length) => measure::length(self, *length).into(),
            Arg::ShortLength(length) => measure::short_length(self, *length).into(),
            Arg::Bytes(bytes) => measure::bytes(self, *bytes).into(),
            Arg::Date(date) => measure::date(self, *date).into(),
            Arg::Time(time) => measure::time(self, *time).into(),
            Arg::Phrase(phrase) => self.say(phrase).into(),
        }
    }
}

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Words").field("language", &self.language).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
