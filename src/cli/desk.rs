//! The service desk: what was asked for, and how to answer.

use std::env;
use std::ffi::OsString;
use std::io::{self, IsTerminal as _, Write};
use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};

use super::code::Code;
use super::failure::Failure;
use super::{Globals, shell};
use crate::catalogue::{CatalogueError, Show, layout};
use crate::words::{Phrase, Words, phrase};
use crate::world::World;

/// The version of the shape of `--json`. It rises when something that was there goes or changes.
pub(super) const FORMAT: u32 = 1;

/// What a command hands back when it did not fail: how it ended, and what `--json` says of it.
pub(super) struct Done {
    pub(super) code: Code,
    pub(super) json: Map<String, Value>,
}

impl Done {
    /// Returns the end of a command that did all it was asked for. `json` is an object.
    pub(super) fn with(json: Value) -> Done {
        Done::ending(Code::Done, json)
    }

    /// Returns the end of a command, with its code. `json` is an object.
    pub(super) fn ending(code: Code, json: Value) -> Done {
        let Value::Object(json) = json else {
            return Done { code, json: Map::new() };
        };
        Done { code, json }
    }
}

impl Done {
    /// Returns whether the feed was built, where the command built one.
    pub(super) fn feed_stands(&self) -> bool {
        self.json.get("feed").is_none_or(|feed| feed["built"] == true)
    }
}

/// What was asked for, what the world is like, and where answers go.
pub(super) struct Desk<'o> {
    pub(super) world: World,
    pub(super) words: Words,
    pub(super) asked: Globals,
    /// The command line as it was typed, without the name of the program.
    pub(super) line: Vec<OsString>,
    out: &'o mut dyn Write,
    err: &'o mut dyn Write,
    /// The first thing that went wrong with writing an answer.
    unwritten: Option<io::Error>,
}

impl<'o> Desk<'o> {
    pub(super) fn new(
        world: World,
        words: Words,
        asked: Globals,
        line: Vec<OsString>,
        out: &'o mut dyn Write,
        err: &'o mut dyn Write,
    ) -> Desk<'o> {
        Desk { world, words, asked, line, out, err, unwritten: None }
    }

    /// Says a line of the result.
    pub(super) fn say(&mut self, phrase: &Phrase) {
        let text = self.words.say(phrase);
        self.print(&text);
    }

    /// Says a line that belongs to the one before.
    pub(super) fn say_below(&mut self, phrase: &Phrase) {
        let text = self.words.say(phrase);
        self.print(&indented(&text));
    }

    /// Says a line only if somebody asked for figures.
    pub(super) fn detail(&mut self, phrase: &Phrase) {
        if self.asked.details {
            self.say_below(phrase);
        }
    }

    /// Prints text that is ready, such as a table, as part of the result.
    pub(super) fn print(&mut self, text: &str) {
        if !self.asked.quiet && !self.asked.json {
            let written = writeln!(self.out, "{text}").and_then(|()| self.out.flush());
            self.note_unwritten(written);
        }
    }

    /// Prints a document that must not be left out or changed: completions, help.
    pub(super) fn print_raw(&mut self, text: &str) {
        let written = write!(self.out, "{text}").and_then(|()| self.out.flush());
        self.note_unwritten(written);
    }

    /// Says what went wrong and how to go on. With `--json` that is part of the one document.
    pub(super) fn complain(&mut self, failure: &Failure) {
        if self.asked.json {
            return;
        }
        let mut text = self.words.say(&failure.message);
        for hint in &failure.hints {
            text.push('\n');
            text.push_str(&indented(&self.words.say(hint)));
        }
        if let Some(cause) = failure.cause.as_ref().filter(|_| self.asked.details) {
            let cause = phrase("failure-cause").with("cause", cause);
            text.push('\n');
            text.push_str(&indented(&self.words.say(&cause)));
        }
        // Nobody is left to hear that the place for complaints is closed.
        writeln!(self.err, "{text}").ok();
    }

    /// Returns a failure as `--json` says it.
    pub(super) fn json_of(&self, failure: &Failure) -> Value {
        json!({
            "kind": failure.code.as_str(),
            "id": failure.message.id(),
            "message": self.words.say(&failure.message),
            "file": failure.file.as_ref().map(|file| file.to_string_lossy()),
            "line": failure.line,
            "hints": failure.hints.iter().map(|hint| self.words.say(hint)).collect::<Vec<_>>(),
            "cause": failure.cause,
        })
    }

    /// Closes the desk: writes the one document that `--json` asks for, and returns the code.
    pub(super) fn close(mut self, command: &str, end: Result<Done, Failure>) -> Code {
        let (code, json) = match end {
            Ok(done) => (done.code, done.json),
            Err(failure) => {
                self.complain(&failure);
                let mut json = Map::new();
                json.insert("error".to_owned(), self.json_of(&failure));
                (failure.code, json)
            }
        };
        if self.asked.json {
            let mut document = Map::new();
            document.insert("format".to_owned(), FORMAT.into());
            document.insert("command".to_owned(), command.into());
            document.insert("ok".to_owned(), (code == Code::Done).into());
            document.extend(json);
            let text = format!("{:#}\n", Value::Object(document));
            self.print_raw(&text);
        }
        match self.unwritten.take() {
            Some(err) if code == Code::Done => {
                self.asked.json = false; // the document could not be written; the reason still can
                self.complain(&Failure::unwritten(&err));
                Code::Failed
            }
            _ => code,
        }
    }

    /// Finds the show: the one that was named, else the one to which this folder belongs.
    pub(super) fn show(&self) -> Result<Show, Failure> {
        if let Some(folder) = self.asked.show.as_ref().filter(|folder| !folder.as_os_str().is_empty()) {
            // Looking further up would quietly take another show for a misspelt one.
            if !layout::settings(folder).is_file() {
                return Err(Failure::no_show_at(folder));
            }
            return Ok(Show::open(folder)?);
        }
        let here = Desk::here()?;
        match Show::find(&here) {
            Err(CatalogueError::NoShow { .. }) => {
                let mut words = vec![OsString::from("podcast"), "--show".into()];
                words.push(self.words.word("value-folder").into());
                words.extend(self.line_again());
                Err(Failure::no_show_here(&here, shell::line(words)))
            }
            other => Ok(other?),
        }
    }

    /// Returns the command line without what the next one need not repeat.
    pub(super) fn line_again(&self) -> Vec<OsString> {
        let mut words = self.line.iter();
        let mut again = Vec::new();
        while let Some(word) = words.next() {
            match word.to_str() {
                Some("--lang") => drop(words.next()),
                Some(word) if word.starts_with("--lang=") => {}
                _ => again.push(word.clone()),
            }
        }
        again
    }

    /// Returns the current folder.
    pub(super) fn here() -> Result<PathBuf, Failure> {
        env::current_dir().map_err(|err| Failure::io(Path::new("."), "read", &err))
    }

    /// Returns the title of a show as people see it: a practice show is marked wherever it appears.
    pub(super) fn title_of(show: &Show) -> Phrase {
        let title = show.info().title.as_str();
        if show.info().practice {
            phrase("show-title-practice").with("title", title)
        } else {
            phrase("show-title").with("title", title)
        }
    }

    /// Returns whether somebody sits there who can answer a question.
    pub(super) fn can_ask(&self) -> bool {
        !self.asked.json && !self.asked.quiet && io::stdin().is_terminal() && io::stderr().is_terminal()
    }

    fn note_unwritten(&mut self, written: io::Result<()>) {
        match written {
            // Whoever closes the pipe has read enough.
            Err(err) if err.kind() != io::ErrorKind::BrokenPipe => {
                self.unwritten.get_or_insert(err);
            }
            _ => {}
        }
    }
}

fn indented(text: &str) -> String {
    text.lines().map(|line| format!("  {line}")).collect::<Vec<_>>().join("\n")
}
