//! Bundles: a folder, or one file, with everything that is needed to hear a show and nothing else.
//!
//! ```text
//! index.html                               a page that plays all of it, from a stick and without a network
//! PODCASTS/Vi læser/001 - Åbningsdag.mp3   the sounds, in the order of play, as on a lending player
//! PODCASTS/Vi læser/Vi læser.m3u, .m3u8    the same as a list, in two encodings
//! PODCASTS/Vi læser/folder.jpg             the cover
//! Tekster/001 - Åbningsdag.txt             what is told of an episode, and what is said in it
//! SHA256SUMS                               the fingerprint of every other file: sha256sum -c SHA256SUMS
//! ```
//!
//! What goes into a bundle is gathered first ([`gather`]), as names and where their bytes come from. Then it is
//! written ([`write()`]) under a hidden name beside its place, synced, and put there in one step.
//!
//! **Invariants:** a bundle is there whole or not at all. The same episodes give the same bytes: no file of it
//! knows the day on which it was made. What stands in its place is replaced only if it is a bundle of ours to
//! which nobody has added anything. A sound that is not what its record says is in no bundle.

mod archive;
mod error;
mod folder;
mod gather;
mod place;
mod text;
mod write;

use std::path::PathBuf;

use jiff::civil;

pub use error::ExportError;
pub use gather::gather;
pub use place::Place;
pub use write::write;

use crate::world::Digest;

/// The file that names the fingerprint of every other, in the form that `sha256sum -c` reads.
pub const SUMS: &str = "SHA256SUMS";
/// The page that plays all of it.
pub const PAGE: &str = "index.html";

/// What goes into a bundle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bundle {
    /// The title of the show, as a folder may be called.
    pub name: String,
    /// The files, in the order in which they are written: sounds in the order of play, then what goes with them.
    pub files: Vec<Entry>,
}

impl Bundle {
    /// Returns how many bytes all of it has.
    pub fn bytes(&self) -> u64 {
        self.files.iter().map(Entry::bytes).sum()
    }

    /// Returns whether something of it is not made yet, so that nobody knows to the byte how large it will be.
    pub fn is_estimated(&self) -> bool {
        self.files.iter().any(Entry::is_estimated)
    }
}

/// A file of a bundle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Where it stands, as a path below the bundle, with slashes.
    pub path: String,
    /// Where its bytes come from.
    pub source: Source,
    /// The time that it bears: that of its episode.
    pub when: civil::DateTime,
}

/// Where the bytes of a file come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// A file of the show, of which it is known what is in it.
    File {
        /// The file.
        path: PathBuf,
        /// Its length.
        bytes: u64,
        /// Its fingerprint.
        sha256: Digest,
    },
    /// These.
    Bytes(Vec<u8>),
    /// A file that is not made yet, or tells of one. Only a trial has any.
    Unmade {
        /// About how many bytes it will have.
        bytes: u64,
    },
}

impl Entry {
    /// Returns how many bytes it has.
    pub fn bytes(&self) -> u64 {
        match &self.source {
            Source::File { bytes, .. } | Source::Unmade { bytes } => *bytes,
            Source::Bytes(bytes) => bytes.len() as u64,
        }
    }

    /// Returns whether it is not made yet, or tells of what is not, so that nobody knows to the byte how long it is.
    pub fn is_estimated(&self) -> bool {
        matches!(self.source, Source::Unmade { .. })
    }

    /// Returns its fingerprint; none where it is not made yet.
    pub fn sha256(&self) -> Option<Digest> {
        match &self.source {
            Source::File { sha256, .. } => Some(*sha256),
            Source::Bytes(bytes) => Some(Digest::of(bytes)),
            Source::Unmade { .. } => None,
        }
    }
}
