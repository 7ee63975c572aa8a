//! What came without its chapters, its transcript or its picture, noted in the folder of the import.
//!
//! An import may be cut off between an episode and the end, where all that is missing is told. So each is noted
//! before its episode is shelved, in the words in which it will be told, and told by the run that ends it.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use super::belongings::{Lacking, Missing};
use super::bring::name_of;
use super::error::ImportError;
use crate::catalogue::Shelf;
use crate::world::World;
use crate::world::disk::replace_file;

/// The kinds of what can be missing, as [`Extra::kind`](super::read::Extra::kind) calls them.
const KINDS: [&str; 3] = ["chapters", "transcript", "artwork"];

/// What is noted.
pub(super) struct Notes<'n> {
    path: PathBuf,
    /// What staff are told of something that is missing.
    told: &'n dyn Fn(&Missing) -> String,
    all: Vec<Note>,
}

struct Note {
    /// Of the episode, by its identity.
    name: String,
    kind: &'static str,
    address: String,
    told: String,
}

impl<'n> Notes<'n> {
    /// Reads what earlier runs have noted.
    pub(super) fn read(folder: &Path, told: &'n dyn Fn(&Missing) -> String) -> Notes<'n> {
        let path = folder.join("missing");
        // What cannot be read is a file that somebody else has put there.
        let text = fs::read_to_string(&path).unwrap_or_default();
        Notes { all: text.lines().filter_map(note).collect(), path, told }
    }

    /// Returns what is noted of the episodes on the shelf.
    pub(super) fn so_far(&self, shelf: &Shelf) -> Vec<Missing> {
        let mut missing = Vec::new();
        if self.all.is_empty() {
            return missing;
        }
        for episode in shelf.episodes.iter().map(|shelved| &shelved.episode) {
            let name = name_of(&episode.guid);
            missing.extend(self.all.iter().filter(|note| note.name == name).map(|note| Missing {
                handle: episode.handle,
                kind: note.kind,
                address: note.address.clone(),
                why: Lacking::Noted(note.told.clone()),
            }));
        }
        missing
    }

    /// Notes what an episode will come without, and that only.
    pub(super) fn put(&mut self, world: &World, name: &str, missing: &[Missing]) -> Result<(), ImportError> {
        let before = self.all.len();
        self.all.retain(|note| note.name != name);
        if missing.is_empty() && self.all.len() == before {
            return Ok(());
        }
        self.all.extend(missing.iter().map(|missing| Note {
            name: name.to_owned(),
            kind: missing.kind,
            address: missing.address.clone(),
            told: (self.told)(missing),
        }));
        let mut text = String::new();
        for Note { name, kind, address, told } in &self.all {
            let [address, told] = [address, told].map(|text| on_one_line(text));
            writeln!(text, "{name}\t{kind}\t{address}\t{told}").ok();
        }
        replace_file(world.disk.as_ref(), &self.path, text.as_bytes())
            .map_err(ImportError::io(&self.path, "written"))
    }
}

fn on_one_line(text: &str) -> String {
    text.split(|c: char| c.is_whitespace() || c.is_control()).collect::<Vec<_>>().join(" ")
}

fn note(line: &str) -> Option<Note> {
    let [name, kind, address, told] = line.split('\t').collect::<Vec<_>>()[..] else { return None };
    let kind = KINDS.into_iter().find(|known| *known == kind)?;
    Some(Note { name: name.to_owned(), kind, address: address.to_owned(), told: told.to_owned() })
}
