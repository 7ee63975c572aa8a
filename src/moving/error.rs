//! Why an import could not be done, or one of its episodes could not be had.

use std::io;
use std::path::{Path, PathBuf};

use super::fetch::FetchError;
use super::read::ReadError;
use super::sound::SoundError;
use crate::catalogue::CatalogueError;
use crate::world::Cancelled;
use crate::world::disk::FileError;

/// Why an episode could not be had.
#[derive(Debug, thiserror::Error)]
pub enum ItemError {
    /// Its sound could not be fetched.
    #[error(transparent)]
    Fetch(#[from] FetchError),
    /// What was fetched is no sound.
    #[error(transparent)]
    Sound(#[from] SoundError),
    /// Too many before it could not be reached, so it was not tried.
    #[error("it was not tried: those before it could not be reached")]
    NotTried,
}

/// The import could not be done.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The feed could not be fetched.
    #[error(transparent)]
    Fetch(#[from] FetchError),
    /// An older page of the feed could not be fetched.
    #[error("an older page of the feed could not be fetched")]
    OlderPage(#[source] FetchError),
    /// The feed cannot be read.
    #[error("{place} cannot be read as a feed")]
    Unreadable {
        /// Its address or its file.
        place: String,
        /// Why.
        source: ReadError,
    },
    /// There is nothing in the feed that could come.
    #[error("there is no episode in the feed that could come")]
    NoEpisodes,
    /// The show has episodes already.
    #[error("the show in {} has episodes already", folder.display())]
    NotEmpty {
        /// Its folder.
        folder: PathBuf,
    },
    /// There is no room for it.
    #[error("{} has room for {free} bytes, {needed} are needed", path.display())]
    NoRoom {
        /// Where.
        path: PathBuf,
        /// How many bytes are needed.
        needed: u64,
        /// How many there is room for.
        free: u64,
    },
    /// Something in `episodes/` could not be read or written.
    #[error(transparent)]
    Catalogue(#[from] CatalogueError),
    /// Somebody asked to stop.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
    /// The disk refused.
    #[error(transparent)]
    Io(#[from] FileError),
}

impl ImportError {
    pub(super) fn io(path: &Path, doing: &'static str) -> impl FnOnce(io::Error) -> ImportError {
        let failed = FileError::when(path, doing);
        move |source| failed(source).into()
    }
}
