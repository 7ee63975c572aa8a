//! Why there is no bundle.

use std::path::PathBuf;

use crate::catalogue::CatalogueError;
use crate::feed::FeedError;
use crate::world::Cancelled;
use crate::world::disk::FileError;

/// A bundle could not be made.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// Something stands in its place that is not ours, or to which somebody has added something.
    #[error("{} is not a bundle of ours", path.display())]
    Taken {
        /// What stands there.
        path: PathBuf,
        /// A file in it that we did not put there, where the rest is ours.
        stranger: Option<String>,
    },
    /// The place is a whole volume; a bundle is a folder on it.
    #[error("{} is a whole volume", path.display())]
    Volume {
        /// Where it is mounted.
        path: PathBuf,
    },
    /// The place is inside the show, whose folders are made by other commands.
    #[error("{} is inside the show", path.display())]
    Within {
        /// The place.
        path: PathBuf,
    },
    /// The folder in which the bundle is to stand is not there.
    #[error("{} is not there", path.display())]
    NoFolder {
        /// The folder.
        path: PathBuf,
    },
    /// There is too little room.
    #[error("{} bytes are needed, {} are free", needed, free)]
    NoRoom {
        /// Where.
        path: PathBuf,
        /// Bytes that are needed.
        needed: u64,
        /// Bytes that are free.
        free: u64,
    },
    /// A file of the show is not what its record says.
    #[error("{} is not what its record says", path.display())]
    Altered {
        /// The file.
        path: PathBuf,
    },
    /// The page that plays it could not be made.
    #[error(transparent)]
    Page(#[from] FeedError),
    /// A transcript could not be read.
    #[error(transparent)]
    Catalogue(#[from] CatalogueError),
    /// Somebody asked to stop.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
    /// The disk refused.
    #[error(transparent)]
    Io(#[from] FileError),
}
