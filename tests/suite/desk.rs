//! A desk: a temporary show, recordings by formula, and the real binary in a cleared environment with a
//! settled clock and settled dice. When an assertion fails, the whole transcript is printed.

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

use podcast::catalogue::Show;

/// The moment at which every desk works: Saturday 3 October 2026, eight in the morning in UTC.
pub(crate) const NOW: &str = "1791014400";

/// A place to work, with a show in its folder `show`.
pub(crate) struct Desk {
    dir: tempfile::TempDir,
    language: &'static str,
    now: &'static str,
    /// Counts the commands: each throws dice of its own, the same in every run of the test.
    commands: AtomicU32,
}

impl Desk {
    /// Returns a desk with an empty show, speaking English.
    pub(crate) fn new() -> Desk {
        let desk = Desk::bare();
        desk.at("")
            .run([
                "init",
                "show",
                "--title",
                "Vi læser",
                "--author",
                "Biblioteket",
                "--language",
                "da",
                "--goal",
                "50",
            ])
            .succeeds();
        desk
    }

    /// Returns a desk without a show.
    pub(crate) fn bare() -> Desk {
        Desk { dir: tempfile::tempdir().unwrap(), language: "en", now: NOW, commands: AtomicU32::new(0) }
    }

    /// Has the program speak that language.
    pub(crate) fn speaking(self, language: &'static str) -> Desk {
        Desk { language, ..self }
    }

    /// Sets the clock, in seconds since 1970.
    pub(crate) fn on(self, now: &'static str) -> Desk {
        Desk { now, ..self }
    }

    /// Returns the folder of the desk, in which recordings lie.
    pub(crate) fn path(&self, name: impl AsRef<Path>) -> PathBuf {
        self.dir.path().join(name)
    }

    /// Returns the folder of the show.
    pub(crate) fn root(&self) -> PathBuf {
        self.path("show")
    }

    /// Opens the show through the library, to look at it.
    pub(crate) fn show(&self) -> Show {
        Show::open(&self.root()).unwrap()
    }

    /// Returns the text of a file in the show.
    pub(crate) fn text(&self, name: &str) -> String {
        fs::read_to_string(self.root().join(name)).unwrap_or_else(|err| panic!("{name}: {err}"))
    }

    /// Returns the names in a folder of the show, sorted, dot files too.
    pub(crate) fn names(&self, folder: &str) -> Vec<String> {
        let entries = fs::read_dir(self.root().join(folder)).unwrap_or_else(|err| panic!("{folder}: {err}"));
        let mut names: Vec<_> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    /// Writes half a second of a tone of that frequency; each frequency is another recording.
    pub(crate) fn tone(&self, name: &str, hertz: f64) -> PathBuf {
        let path = self.path(name);
        crate::sound::tone(&path, hertz, 0.5);
        path
    }

    /// Returns the desk with its chair in that folder, from which commands are run.
    pub(crate) fn at(&self, folder: impl AsRef<Path>) -> Chair<'_> {
        Chair { desk: self, folder: self.path(folder), env: Vec::new() }
    }

    /// Runs a command in the folder of the show.
    #[must_use = "say what was expected of it"]
    pub(crate) fn run<S: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = S>) -> Run {
        self.at("show").run(args)
    }

    /// Adds a tone under a title.
    pub(crate) fn add(&self, hertz: f64, title: &str) -> Run {
        let path = self.tone(&format!("{hertz}.wav"), hertz);
        self.run([OsStr::new("add"), path.as_os_str(), OsStr::new("--title"), OsStr::new(title)]).succeeds()
    }
}

/// A desk and the folder from which its commands are run.
pub(crate) struct Chair<'d> {
    desk: &'d Desk,
    folder: PathBuf,
    env: Vec<(OsString, OsString)>,
}

impl Chair<'_> {
    /// Sets a variable of the environment.
    pub(crate) fn with(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.env.push((name.into(), value.as_ref().into()));
        self
    }

    fn command<S: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = S>) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_podcast"));
        command
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("SOURCE_DATE_EPOCH", self.desk.now)
            .env("PODCAST_SEED", self.desk.commands.fetch_add(1, Ordering::Relaxed).to_string())
            .env("PODCAST_VOLUMES", self.desk.path("volumes"))
            .env("LANG", "C")
            .env("USER", "desk")
            .envs(self.env.iter().map(|(name, value)| (name, value)))
            .current_dir(&self.folder)
            .args(["--lang", self.desk.language])
            .args(args);
        command
    }

    /// Runs a command to its end, without a terminal.
    #[must_use = "say what was expected of it"]
    pub(crate) fn run<S: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = S>) -> Run {
        let mut command = self.command(args);
        let output = command.stdin(Stdio::null()).output().unwrap();
        Run::new(&command, output)
    }

    /// Starts a command and leaves it running.
    pub(crate) fn start<S: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = S>) -> Child {
        let mut command = self.command(args);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
    }
}

/// A command that has run.
pub(crate) struct Run {
    line: String,
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Run {
    fn new(command: &Command, output: Output) -> Run {
        let args: Vec<_> = command.get_args().map(|arg| arg.to_string_lossy()).collect();
        Run {
            line: format!("podcast {}", args.join(" ")),
            code: output.status.code(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }

    fn transcript(&self) -> String {
        format!("$ {}\n{}--- stderr\n{}--- code {:?}", self.line, self.stdout, self.stderr, self.code)
    }

    pub(crate) fn succeeds(self) -> Run {
        self.exits(0)
    }

    pub(crate) fn exits(self, code: i32) -> Run {
        assert!(self.code == Some(code), "code {code} was expected\n{}", self.transcript());
        self
    }

    /// Asserts that the words stand in what was printed, whatever the line breaks.
    pub(crate) fn says(self, words: &str) -> Run {
        let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let printed = flat(&format!("{} {}", self.stdout, self.stderr));
        assert!(printed.contains(&flat(words)), "{words:?} was expected\n{}", self.transcript());
        self
    }

    /// Asserts that the words stand in one place of what was printed.
    pub(crate) fn says_once(self, words: &str) -> Run {
        let places = format!("{}{}", self.stdout, self.stderr).matches(words).count();
        assert!(places == 1, "{words:?} was expected once, not {places} times\n{}", self.transcript());
        self
    }

    /// Asserts that the words stand nowhere in what was printed.
    pub(crate) fn never_says(self, words: &str) -> Run {
        let printed = format!("{}{}", self.stdout, self.stderr);
        assert!(!printed.contains(words), "{words:?} was not expected\n{}", self.transcript());
        self
    }

    /// Returns what was printed as JSON.
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|err| panic!("{err}\n{}", self.transcript()))
    }
}

/// Returns whether a name has that ending.
pub(crate) fn has_ending(name: &str, ending: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, own)| own == ending)
}

/// Returns every file below a folder, hidden ones too, by its path there.
pub(crate) fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap);
    let entries = entries.filter(|entry| entry.file_type().is_file());
    entries
        .map(|entry| {
            let name = entry.path().strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
            (name, fs::read(entry.path()).unwrap())
        })
        .collect()
}
