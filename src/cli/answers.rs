//! Where the settings of a new show come from: the line, whoever sits there, or what is usual.

use std::{fmt, io};

use dialoguer::Input;
use dialoguer::theme::Theme;

use super::code::Code;
use super::desk::Desk;
use super::failure::{self, Failure};
use crate::words::{Phrase, phrase};

/// Asks for what nobody said, if there is somebody to ask.
pub(super) struct Answers {
    asking: bool,
    taken: Vec<(&'static str, String)>,
}

impl Answers {
    /// Returns answers that come from people only if `asking`.
    pub(super) fn of(asking: bool) -> Answers {
        Answers { asking, taken: Vec::new() }
    }

    /// Returns what nobody was asked for, and what it was set to.
    pub(super) fn taken(&self) -> &[(&'static str, String)] {
        &self.taken
    }

    /// Returns a text that every show needs.
    pub(super) fn text(
        &mut self,
        desk: &Desk<'_>,
        key: &'static str,
        question: &Phrase,
        given: Option<String>,
        usual: &str,
    ) -> Result<String, Failure> {
        if let Some(given) = given.filter(|given| !given.trim().is_empty()) {
            return Ok(given);
        }
        if !self.asking {
            return Ok(self.quietly(key, None, usual));
        }
        let input = Input::<String>::with_theme(&Plainly)
            .with_prompt(desk.words.say(question))
            .default(usual.to_owned());
        input.interact_text().map_err(unanswered)
    }

    /// Returns a text that a show may do without.
    pub(super) fn optional(
        &self,
        desk: &Desk<'_>,
        question: &Phrase,
        given: Option<String>,
        read: impl Fn(&str) -> Result<String, Failure>,
    ) -> Result<Option<String>, Failure> {
        if given.is_some() || !self.asking {
            return Ok(given);
        }
        let input = Input::<String>::with_theme(&Plainly)
            .with_prompt(desk.words.say(question))
            .allow_empty(true)
            .validate_with(|answer: &String| match read(answer) {
                Err(failure) if !answer.trim().is_empty() => Err(desk.words.say(&failure.message)),
                _ => Ok(()),
            });
        let answer = input.interact_text().map_err(unanswered)?;
        if answer.trim().is_empty() { Ok(None) } else { read(&answer).map(Some) }
    }

    /// Returns what was given, else what is usual, which is then named.
    pub(super) fn quietly(&mut self, key: &'static str, given: Option<String>, usual: &str) -> String {
        given.filter(|given| !given.trim().is_empty()).unwrap_or_else(|| {
            self.taken.push((key, usual.to_owned()));
            usual.to_owned()
        })
    }
}

/// Puts a question as it stands: the sentence has its mark already, and a wrong answer gets our words
/// alone, without an English one before them.
struct Plainly;

impl Theme for Plainly {
    fn format_error(&self, f: &mut dyn fmt::Write, err: &str) -> fmt::Result {
        f.write_str(err)
    }

    fn format_input_prompt(&self, f: &mut dyn fmt::Write, prompt: &str, usual: Option<&str>) -> fmt::Result {
        match usual {
            Some(usual) => write!(f, "{prompt} [{usual}] "),
            None => write!(f, "{prompt} "),
        }
    }

    fn format_input_prompt_selection(
        &self,
        f: &mut dyn fmt::Write,
        prompt: &str,
        answer: &str,
    ) -> fmt::Result {
        write!(f, "{prompt} {answer}")
    }
}

/// Asks whether something is wanted. Anything but a yes is a no.
pub(super) fn consent(desk: &Desk<'_>, question: &Phrase) -> Result<bool, Failure> {
    let input = Input::<String>::with_theme(&Plainly).with_prompt(desk.words.say(question)).allow_empty(true);
    let answer = input.interact_text().map_err(unanswered)?.trim().to_lowercase();
    Ok(["j", "ja", "y", "yes"].contains(&answer.as_str()))
}

fn unanswered(err: dialoguer::Error) -> Failure {
    let dialoguer::Error::IO(err) = err;
    match err.kind() {
        io::ErrorKind::Interrupted => Failure::new(Code::Interrupted, phrase("stopped")),
        _ => Failure::plain(phrase("init-unanswered")).because(failure::chain(&err)),
    }
}
