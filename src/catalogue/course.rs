//! A course: a small file of which players there are and what goes on them, written by whoever leads it.
//!
//! ```toml
//! title = "Lyt dig klogere"
//! players = 13                   # or their names: ["Anna", "Bo"]
//! name = "Kursus"                # Kursus 1, Kursus 2, …; otherwise the title
//! date = "fra 3. februar 2027"
//! room = "Lokale 2"
//! latest = 10                    # or only = "1-10,12"; otherwise all
//! profile = "tiny"               # in what form its players get their files
//! with = ["opgaver", "musik"]     # folders that go along, seen from the folder of this file
//! fit = true
//! ```
//!
//! The names are what holds it together: next year's course, from the same file with another date, finds its
//! players by them. What the file says of a room or a profile is what its players are set to.

use std::collections::HashSet;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use toml_edit::Datetime;

use super::form::{Form, FormError};
use super::problem::Problem;
use crate::episode::text;

/// More players than any course has.
const MOST: usize = 200;

/// A course.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Course {
    /// What it is called.
    pub title: String,
    /// What its players are called, each once.
    pub players: Vec<String>,
    /// When it is, in the words of who leads it.
    pub date: Option<String>,
    /// Where it is.
    pub room: Option<String>,
    /// Only so many episodes go on the players, those with the highest numbers.
    pub latest: Option<NonZeroUsize>,
    /// Only the episodes of these numbers go on the players: `1-10,12`.
    pub only: Option<String>,
    /// In what form its players get their files.
    pub profile: Option<String>,
    /// Folders that go along.
    pub with: Vec<PathBuf>,
    /// As many episodes as there is room for.
    pub fit: bool,
}

/// What stands in the file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CourseForm {
    title: String,
    players: Players,
    name: Option<String>,
    date: Option<Day>,
    room: Option<String>,
    latest: Option<usize>,
    only: Option<String>,
    profile: Option<String>,
    #[serde(default)]
    with: Vec<String>,
    #[serde(default)]
    fit: bool,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Players {
    Count(usize),
    Names(Vec<String>),
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Day {
    Date(Datetime),
    Words(String),
}

impl Course {
    /// Reads the file.
    pub fn read(path: &Path) -> Result<Course, FormError> {
        let file = Form::read(path)?;
        let form: CourseForm = file.values()?;
        let words =
            |words: Option<String>| words.map(|words| text::title(&words)).filter(|words| !words.is_empty());
        let title = text::title(&form.title);
        if title.is_empty() {
            return Err(file.fault("title", Problem::Empty));
        }
        let name = words(form.name).unwrap_or_else(|| title.clone());
        let players: Vec<String> = match form.players {
            Players::Count(count) => (1..=count.min(MOST + 1)).map(|n| format!("{name} {n}")).collect(),
            Players::Names(names) => names.iter().map(|name| text::title(name)).collect(),
        };
        if players.is_empty() || players.len() > MOST {
            return Err(file.fault("players", Problem::Players { most: MOST }));
        }
        let mut seen = HashSet::new();
        if players.iter().any(|name| name.is_empty() || !seen.insert(name.to_lowercase())) {
            return Err(file.fault("players", Problem::PlayerNames));
        }
        let only = words(form.only);
        if only.is_some() && form.latest.is_some() {
            return Err(file.fault("only", Problem::LatestOrOnly));
        }
        // None at all would take everything off, and is a slip of the finger.
        let latest = form
            .latest
            .map(|latest| NonZeroUsize::new(latest).ok_or_else(|| file.fault("latest", Problem::From(1))));
        let latest = latest.transpose()?;
        let date = words(form.date.map(|day| match day {
            Day::Date(date) => date.to_string(),
            Day::Words(words) => words,
        }));
        let room = words(form.room);
        // As the file means them, from wherever the command is run.
        let here = path.parent().unwrap_or(Path::new(""));
        let with = form.with.iter().filter(|folder| !folder.trim().is_empty());
        let with = with.map(|folder| here.join(folder.trim())).collect();
        Ok(Course { title, players, date, room, latest, only, profile: form.profile, with, fit: form.fit })
    }

    /// Returns the name of the course that a player with this name has, however it is written.
    pub fn player(&self, name: &str) -> Option<&str> {
        let wanted = name.to_lowercase();
        self.players.iter().find(|name| name.to_lowercase() == wanted).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::super::problem::Found;
    use super::*;

    fn read(text: &str) -> Result<Course, FormError> {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("kursus.toml");
        std::fs::write(&path, text).unwrap();
        Course::read(&path)
    }

    #[test]
    fn a_course_has_numbered_names_or_its_own() {
        let course =
            read("title = \" Lyt  med \"\nplayers = 3\nname = \"Kursus\"\ndate = 2027-02-03\n").unwrap();
        assert_eq!(course.players, ["Kursus 1", "Kursus 2", "Kursus 3"]);
        assert_eq!((course.title.as_str(), course.date.as_deref()), ("Lyt med", Some("2027-02-03")));
        assert_eq!(course.player("kursus 2"), Some("Kursus 2"));
        assert_eq!(course.player("Kursus 4"), None);
        let course =
            read("title = \"Lyt\"\nplayers = [\"Anna\", \"Bo\"]\nonly = \"1-3\"\nfit = true\n").unwrap();
        assert_eq!((course.players.len(), course.only.as_deref(), course.fit), (2, Some("1-3"), true));
        assert_eq!(read("title = \"Lyt\"\nplayers = 1").unwrap().players, ["Lyt 1"]);
        let course = read("title = \"Lyt\"\nplayers = 1\nwith = [\"musik\", \" \"]").unwrap();
        assert!(course.with.len() == 1 && course.with[0].is_absolute() && course.with[0].ends_with("musik"));
    }

    #[test]
    fn what_is_wrong_is_named_with_its_line() {
        for (text, at, what) in [
            ("title = \"\"\nplayers = 1", 1, Problem::Empty),
            ("title = \"A\"\nplayers = 0", 2, Problem::Players { most: 200 }),
            ("title = \"A\"\nplayers = 99999999", 2, Problem::Players { most: 200 }),
            ("title = \"A\"\nplayers = [\"x\", \"X\"]", 2, Problem::PlayerNames),
            ("title = \"A\"\nplayers = 1\nlatest = 0", 3, Problem::From(1)),
            ("title = \"A\"\nplayers = 1\nlatest = 1\nonly = \"2\"", 4, Problem::LatestOrOnly),
        ] {
            match read(text) {
                Err(FormError::Wrong { line, problem, .. }) => {
                    assert_eq!((line, problem), (Some(at), what), "{text}");
                }
                other => panic!("{other:?}"),
            }
        }
        match read("title = \"A\"\nplayers = 1\nlastest = 1") {
            Err(FormError::Wrong { line: Some(3), problem: Problem::Reader { found, .. }, .. }) => {
                assert_eq!(found, Found::Unknown("lastest".into()));
            }
            other => panic!("{other:?}"),
        }
        assert!(read("players = 1").is_err() && read("title = \"A\"\nplayers = \"mange\"").is_err());
    }
}
