//! `episodes/` on disk: the truth about a show.
//!
//! ```text
//! episodes/show.toml                    the settings
//! episodes/007-opening-day/             one folder for each episode
//!     episode.toml                      the record
//!     audio-1.mp3, audio-2.mp3          its sounds, the older ones too
//!     recording.wav                     what it was made from
//!     analysis.json, waveform.svg       how the sound ran, to look at; analysis-2.json of the second
//!     transcript-1.vtt                  what is said in it; .txt where nobody knows when
//!     recording-part-2.wav              what was joined to that, if anything was
//!     .history/3.toml                   the record as it was before each change
//! episodes/.trash/                      episodes that were removed or taken back
//! episodes/.tombstones/                 what is left of those that were removed everywhere
//! episodes/.published.toml              what the last feed held
//! episodes/.players/                    what each lending player last received
//! episodes/.cache/                      sounds in the form of a profile, safe to delete at any time
//! episodes/.lock, .build.lock           held for a moment by whoever changes something
//! episodes/.import/                     a show that is moving in: what has been fetched so far
//! episodes/.staging-…                   work in progress, swept when its process is gone
//! ```
//!
//! Flat files, no database: staff can read, copy and mend a show.
//!
//! **Invariants:** an episode's folder is there whole or not at all. A shelved sound is never opened for
//! writing. The record is the commit point of every change; where a folder lies follows from what its
//! record says, and [`Show::lock`] finishes a move that was cut off. A format newer than ours is read
//! and never written.

pub mod analysis;
pub mod baseline;
pub mod course;
mod details;
mod form;
pub mod history;
pub mod layout;
pub mod lock;
mod problem;
pub mod profile;
pub mod record;
pub mod settings;
pub mod shelf;
pub mod transcript;

use std::io;
use std::path::{Path, PathBuf};

pub use course::Course;
pub use form::FormError;
pub use history::{Change, What};
pub use lock::{BuildLock, ShowLock, Wait};
pub use problem::{Found, Problem};
pub use profile::Profile;
pub use settings::ShowInfo;
pub use shelf::{Away, Shelf, Shelved, Tombstone};

use crate::episode::Handle;
use crate::world::disk::FileError;

/// The newest form of files on disk that we write, records aside, which have [their own](record::NEWEST).
pub const FORMAT: i64 = 1;

/// A show: the folder, and what its settings say.
#[derive(Debug, Clone)]
pub struct Show {
    root: PathBuf,
    info: ShowInfo,
    unknown: Vec<String>,
}

impl Show {
    /// Opens the show in this folder.
    pub fn open(root: &Path) -> Result<Show, CatalogueError> {
        let path = layout::settings(root);
        let (info, unknown) = settings::read(&path)?;
        Ok(Show { root: root.to_owned(), info, unknown })
    }

    /// Finds the show to which a folder belongs: its own, or the nearest above it.
    pub fn find(from: &Path) -> Result<Show, CatalogueError> {
        let from = std::path::absolute(from).unwrap_or_else(|_| from.to_owned());
        match from.ancestors().find(|folder| layout::settings(folder).is_file()) {
            Some(root) => Show::open(root),
            None => Err(CatalogueError::NoShow { folder: from }),
        }
    }

    /// Returns the folder of the show.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Returns `episodes/`.
    pub fn episodes_dir(&self) -> PathBuf {
        layout::episodes(&self.root)
    }

    /// Returns a path as it is below the show's folder, with slashes on every system.
    pub fn shown(&self, path: &Path) -> String {
        let below = path.strip_prefix(&self.root).unwrap_or(path);
        let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
        parts.join("/")
    }

    /// Returns `feed/`.
    pub fn feed_dir(&self) -> PathBuf {
        layout::feed(&self.root)
    }

    /// Returns the settings.
    pub fn info(&self) -> &ShowInfo {
        &self.info
    }

    /// Returns the file of the cover picture that the settings name. It lies in `episodes/`, whatever
    /// folders were written before its name.
    pub fn artwork(&self) -> Option<PathBuf> {
        self.beside_settings(self.info.artwork.as_deref())
    }

    /// Returns the file that is heard before every episode, if the settings name one. It lies in
    /// `episodes/`, as the cover does.
    pub fn intro(&self) -> Option<PathBuf> {
        self.beside_settings(self.info.intro.as_deref())
    }

    /// Returns the file that is heard after every episode, likewise.
    pub fn outro(&self) -> Option<PathBuf> {
        self.beside_settings(self.info.outro.as_deref())
    }

    fn beside_settings(&self, name: Option<&str>) -> Option<PathBuf> {
        let name = Path::new(name?).file_name()?;
        Some(self.episodes_dir().join(name))
    }

    /// Returns the keys in the settings that we do not know: misspelt, or of a newer program.
    pub fn unknown_keys(&self) -> &[String] {
        &self.unknown
    }

    /// Reads all that is on the shelf, in the trash, and what tombstones there are.
    pub fn shelf(&self) -> Result<Shelf, CatalogueError> {
        let mut shelf = Shelf::read(&self.root)?;
        // What the settings name lies there rightly.
        let named = [self.intro(), self.outro()];
        shelf.strangers.retain(|stranger| !named.iter().flatten().any(|path| path == stranger));
        Ok(shelf)
    }

    /// Returns whether the show has begun to move in and is not all here yet. Then no feed is built.
    pub fn is_moving_in(&self) -> bool {
        layout::import(&self.root).symlink_metadata().is_ok()
    }

    /// Returns an error if the show was written by a newer program: then it is read, never written.
    pub fn writable(&self) -> Result<(), CatalogueError> {
        if self.info.format > FORMAT {
            return Err(CatalogueError::Newer {
                path: layout::settings(&self.root),
                format: self.info.format,
            });
        }
        Ok(())
    }
}

/// Something in `episodes/` could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum CatalogueError {
    /// There is no show here nor above.
    #[error("there is no show in {} nor in a folder above it", folder.display())]
    NoShow {
        /// Where the search began.
        folder: PathBuf,
    },
    /// There is a show where none was expected.
    #[error("there is a show in {} already", folder.display())]
    ShowExists {
        /// The folder of that show.
        folder: PathBuf,
    },
    /// No such episode.
    #[error("there is no episode {handle}")]
    NoEpisode {
        /// What was asked for.
        handle: String,
        /// The highest number there is, to help a typing mistake.
        highest: Option<Handle>,
        /// Whether it lies in the trash.
        in_trash: bool,
    },
    /// A settings file or a record is not in order.
    #[error(transparent)]
    Form(#[from] FormError),
    /// The file was written by a newer program.
    #[error("{} has format {format}, newer than this program knows", path.display())]
    Newer {
        /// The file.
        path: PathBuf,
        /// The format it says it has.
        format: i64,
    },
    /// Another process holds the lock, and we waited long enough.
    #[error("{} is in use by {holder}", path.display())]
    InUse {
        /// The lock file.
        path: PathBuf,
        /// Who holds it, as they wrote themselves down.
        holder: String,
    },
    /// Somebody asked to stop.
    #[error(transparent)]
    Cancelled(#[from] crate::world::Cancelled),
    /// The disk refused.
    #[error(transparent)]
    Io(#[from] FileError),
}

impl CatalogueError {
    /// Returns a function that says of an I/O error what was being done to which file.
    pub fn io(path: &Path, doing: &'static str) -> impl FnOnce(io::Error) -> CatalogueError {
        let failed = FileError::when(path, doing);
        move |source| failed(source).into()
    }
}
