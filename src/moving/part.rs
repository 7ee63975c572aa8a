//! A sound on its way: the part of it that is here, and what is known of the rest.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::fetch::Rest;
use crate::world::World;

/// A sound on its way.
pub(super) struct Part {
    /// The file that grows.
    pub(super) path: PathBuf,
    version: PathBuf,
}

impl Part {
    pub(super) fn new(folder: &Path, name: &str) -> Part {
        Part { path: folder.join(format!("{name}.part")), version: folder.join(format!("{name}.version")) }
    }

    /// Returns what to ask for the rest, only where the server said which version it was; and how long the
    /// whole is, if it said that.
    pub(super) fn rest(&self, address: &str) -> Option<(Rest, Option<u64>)> {
        let noted = fs::read_to_string(&self.version).unwrap_or_default();
        let there = fs::metadata(&self.path).map_or(0, |metadata| metadata.len());
        let lines: Vec<&str> = noted.lines().collect();
        let [noted_address, version, from, length] = lines[..] else { return None };
        let from = from.parse().unwrap_or(0);
        if noted_address != address || version.is_empty() || from == 0 || from > there {
            return None;
        }
        Some((Rest { from, version: version.to_owned() }, length.parse().ok()))
    }

    /// Notes how much is surely there.
    pub(super) fn note(
        &self,
        address: &str,
        version: Option<&str>,
        bytes: u64,
        length: Option<u64>,
    ) -> io::Result<()> {
        let length = length.map_or_else(String::new, |length| length.to_string());
        match version {
            Some(version) => fs::write(&self.version, format!("{address}\n{version}\n{bytes}\n{length}\n")),
            None => match fs::remove_file(&self.version) {
                Err(err) if err.kind() != io::ErrorKind::NotFound => Err(err),
                _ => Ok(()),
            },
        }
    }

    /// Takes away what is left of it. What cannot be is taken away with the folder.
    pub(super) fn forget(&self, world: &World) {
        world.disk.remove_file(&self.path).ok();
        world.disk.remove_file(&self.version).ok();
    }
}
