//! A command line that cannot be read: what is wrong with it, in the language of whoever typed it.

use std::ffi::OsString;
use std::path::Path;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Command, Error};

use super::code::Code;
use super::desk::Desk;
use super::failure::Failure;
use super::sound_args::SWITCHES;
use super::{Globals, shell, value};
use crate::words::{Phrase, phrase};

/// The options whose numbers have an end that somebody may meet, and that end.
const MOST: [(&str, u32); 2] = [("--port", u16::MAX as u32), ("--goal", u32::MAX)];

/// Reads the few things that decide how to answer, from a line that may not be readable as a whole.
pub(super) fn hasty(line: &[OsString]) -> Globals {
    let mut globals = Globals::default();
    let mut words = line.iter().map(|word| word.to_string_lossy()).take_while(|word| word != "--");
    while let Some(word) = words.next() {
        match word.as_ref() {
            "--json" => globals.json = true,
            "--details" => globals.details = true,
            "--lang" => globals.lang = words.next().map(Into::into),
            other => {
                if let Some(lang) = other.strip_prefix("--lang=") {
                    globals.lang = Some(lang.to_owned());
                }
            }
        }
    }
    globals
}

/// Returns the line as clap wants it: `--explicit yes` is one thing, as `--explicit=yes` is. clap cannot
/// tell the answer from a recording that follows a bare `--explicit`; we know the few answers there are.
pub(super) fn joined(line: Vec<OsString>) -> Vec<OsString> {
    let mut joined: Vec<OsString> = Vec::with_capacity(line.len());
    let mut literal = false;
    for word in line {
        let option = joined.last().and_then(|last| last.to_str()).filter(|_| !literal);
        match (option, word.to_str()) {
            (Some(option), Some(answer)) if answers(option, answer) => {
                let both = format!("{option}={answer}");
                joined.pop();
                joined.push(both.into());
            }
            _ => {
                literal |= word == "--";
                joined.push(word);
            }
        }
    }
    joined
}

/// Returns whether a word answers an option that may stand without an answer.
fn answers(option: &str, word: &str) -> bool {
    match option {
        "--explicit" => value::is_explicit(word),
        option => SWITCHES.contains(&option) && value::is_switch(word),
    }
}

/// Returns the name of the command that the line asks for.
pub(super) fn command_in<'t>(tree: &'t Command, line: &[OsString]) -> Option<&'t str> {
    let named = |word: &OsString| tree.find_subcommand(word).map(Command::get_name);
    line.iter().find_map(named)
}

/// Returns what is wrong with the line.
pub(super) fn failure(problem: &Error, tree: &Command, desk: &Desk<'_>) -> Failure {
    let texts = |kind| texts(problem, kind);
    let text = |kind| texts(kind).into_iter().next().unwrap_or_default();
    // clap writes `--season <N>`; what people typed is the first word of it.
    let bare = |text: String| text.split([' ', '=']).next().unwrap_or_default().to_owned();
    let arg = text(ContextKind::InvalidArg);
    let value = text(ContextKind::InvalidValue);
    let command = command_in(tree, &desk.line);

    let failure = match problem.kind() {
        ErrorKind::InvalidSubcommand => {
            let suggested = texts(ContextKind::SuggestedSubcommand).into_iter().next();
            return unknown_command(&text(ContextKind::InvalidSubcommand), suggested.as_deref());
        }
        ErrorKind::UnknownArgument if arg.starts_with('-') => {
            let failure = wrong(phrase("asked-unknown-option").with("option", bare(arg.clone())));
            match texts(ContextKind::SuggestedArg).into_iter().next() {
                Some(suggested) => {
                    failure.hint(phrase("asked-did-you-mean").with("suggestion", bare(suggested)))
                }
                None => match file_like_option(&arg, &desk.line) {
                    Some(file) => failure.hint(phrase("asked-file-like-option").with("file", file)),
                    None => failure,
                },
            }
        }
        ErrorKind::UnknownArgument | ErrorKind::TooManyValues => {
            wrong(phrase("asked-too-much").with("value", if value.is_empty() { arg } else { value }))
        }
        ErrorKind::MissingRequiredArgument => {
            let missing = texts(ContextKind::InvalidArg).join(" ").replace(['<', '>'], "").replace("...", "");
            wrong(phrase("asked-missing").with("missing", missing))
        }
        ErrorKind::InvalidValue if value.is_empty() => {
            wrong(phrase("asked-no-value").with("option", bare(arg)))
        }
        ErrorKind::InvalidValue => {
            let valid = texts(ContextKind::ValidValue).join(", ");
            wrong(phrase("asked-wrong-value").with("option", bare(arg)).with("value", value))
                .hint(phrase("asked-valid-values").with("values", valid))
        }
        ErrorKind::ValueValidation => {
            let option = bare(arg);
            let most = MOST.iter().find(|(name, _)| *name == option).map(|(_, most)| most.to_string());
            wrong(phrase("asked-wrong-value").with("option", option).with("value", value)).hint(match most {
                Some(most) => phrase("asked-number-between").with("least", "1").with("most", most),
                None => phrase("asked-number"),
            })
        }
        ErrorKind::NoEquals | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            wrong(phrase("asked-no-value").with("option", bare(arg)))
        }
        ErrorKind::ArgumentConflict => {
            let prior = bare(text(ContextKind::PriorArg));
            let option = bare(arg);
            if prior == option {
                wrong(phrase("asked-twice").with("option", option))
            } else {
                wrong(phrase("asked-conflict").with("option", option).with("other", prior))
            }
        }
        ErrorKind::InvalidUtf8 => wrong(phrase("asked-not-text")),
        _ => wrong(phrase("asked-unreadable")),
    };
    let help = match command {
        Some(command) => format!("podcast {command} --help"),
        None => "podcast --help".to_owned(),
    };
    failure.hint(phrase("asked-see-help").with("command", help))
}

/// Returns how to write the name of a file that was taken for an option. clap knows but the first letter
/// of it, as `-m` of `-min.wav`.
fn file_like_option(option: &str, line: &[OsString]) -> Option<String> {
    let words = line.iter().filter_map(|word| word.to_str());
    let file = words.filter(|word| word.starts_with(option)).find(|word| Path::new(word).is_file())?;
    Some(shell::quoted(&format!("./{file}")))
}

/// Returns what is wrong with a command that does not exist.
pub(super) fn unknown_command(name: &str, suggested: Option<&str>) -> Failure {
    let failure = wrong(phrase("asked-unknown-command").with("command", name));
    let failure = match suggested {
        Some(suggested) => failure.hint(phrase("asked-did-you-mean").with("suggestion", suggested)),
        // Whoever drops a recording on the program wants it added.
        None if Path::new(name).is_file() => {
            let line = shell::line(["podcast", "add", name]);
            failure.hint(phrase("asked-add-file").with("command", line))
        }
        None => failure,
    };
    failure.hint(phrase("asked-see-help").with("command", "podcast --help"))
}

fn wrong(message: Phrase) -> Failure {
    Failure::new(Code::AskedWrongly, message)
}

/// Returns what clap knows of that kind, as texts.
fn texts(problem: &Error, kind: ContextKind) -> Vec<String> {
    match problem.get(kind) {
        Some(ContextValue::String(text)) => vec![text.clone()],
        Some(ContextValue::Strings(texts)) => texts.clone(),
        Some(other) => vec![other.to_string()],
        None => Vec::new(),
    }
}
