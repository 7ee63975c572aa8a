//! Why a player could not be brought up to date: data, for which the desk has the sentences.

use std::io;
use std::path::PathBuf;

use super::fit::Fit;
use super::manifest::Unreliable;
use super::volume::Volume;
use crate::catalogue::CatalogueError;
use crate::world::Cancelled;

/// Why a player could not be brought up to date. Nothing on it is lost by any of these.
#[derive(Debug, thiserror::Error)]
pub enum SyncError {
    /// There is no such folder.
    #[error("{} could not be opened", path.display())]
    NotThere {
        /// What was asked for.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// It has no mark of ours.
    #[error("this is no player of ours yet")]
    NotOurs,
    /// It is not to be made ours without a word: a disk of this computer, or with files of others on it.
    #[error("not made a player without a word: removable {removable}, {strangers} names on it")]
    Unasked {
        /// Whether it is a volume that people carry about.
        removable: bool,
        /// How many names are in it.
        strangers: usize,
    },
    /// The show lies in it, or it lies in the show.
    #[error("the show and the player lie in one another")]
    Within,
    /// It belongs to another show.
    #[error("the player belongs to another show, {show:?}")]
    Foreign {
        /// The title of that show.
        show: String,
    },
    /// A volume of the same mark is here as well.
    #[error("another volume has the same mark")]
    Twin {
        /// Where the other one is; none if it is only known that this one is a copy.
        other: Option<PathBuf>,
    },
    /// It is set to a profile that the show does not have.
    #[error("the show has no profile {profile:?}")]
    NoProfile {
        /// What it is set to.
        profile: String,
        /// Those that there are.
        known: Vec<String>,
    },
    /// A newer program wrote on it.
    #[error("a newer program wrote on it, in form {0}")]
    Newer(u64),
    /// What we wrote on it cannot be read.
    #[error("what is written on it is not whole")]
    Corrupt,
    /// What is written on it names more files than any player takes.
    #[error("what is written on it has no end")]
    Endless,
    /// More files are meant for it than any player takes.
    #[error("{files} files are more than any player takes")]
    TooMany {
        /// How many there are.
        files: usize,
    },
    /// Where a folder of ours should be, something else is.
    #[error("{0} is no folder")]
    NoFolder(String),
    /// Another program is busy with this player.
    #[error("the player is in use")]
    InUse,
    /// Nothing can be written to it.
    #[error("the player cannot be written to")]
    ReadOnly,
    /// It has too little room. Nothing was changed.
    #[error("too little room: {fit:?}")]
    NoRoom {
        /// How much is missing, and what would fit.
        fit: Fit,
        /// Whether that is about so much, since something is not made yet.
        is_estimated: bool,
    },
    /// It is full, though it had seemed not to be.
    #[error("the player is full")]
    Full,
    /// Its first folder takes no more names, as that of FAT16 does after 512.
    #[error("the first folder takes no more names")]
    RootFull,
    /// It is no longer there.
    #[error("the player has gone")]
    Gone,
    /// A file reads otherwise than it was written.
    #[error("{path} reads otherwise than it was written")]
    Unfaithful {
        /// The file.
        path: String,
    },
    /// The sound of an episode is not as its record says.
    #[error("{} is not as its record says", file.display())]
    Unfit {
        /// The file.
        file: PathBuf,
    },
    /// A file that goes along, or was made for players, is no longer what it was taken for.
    #[error("{} was changed meanwhile", file.display())]
    Changing {
        /// The file.
        file: PathBuf,
    },
    /// A file of the show could not be read.
    #[error("{} could not be read", file.display())]
    Unreadable {
        /// The file.
        file: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The player would not do what it was asked.
    #[error("{path} on the player could not be {doing}")]
    Io {
        /// The file or folder on it; empty for the volume itself.
        path: String,
        /// What was being done, as a participle: "read", "written".
        doing: &'static str,
        /// Why.
        source: io::Error,
    },
    /// What this computer remembers of players could not be read or written.
    #[error(transparent)]
    Catalogue(#[from] CatalogueError),
    /// Somebody asked to stop.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
}

impl SyncError {
    /// Returns whether it may be over in a moment, as what a loose cable does or a hub that is short of current.
    /// What a player is, how much lies on it, and what somebody decided does not pass by itself.
    pub fn may_pass(&self) -> bool {
        use io::ErrorKind as Kind;
        match self {
            SyncError::Gone | SyncError::Unfaithful { .. } => true,
            SyncError::Io { source, .. } => !matches!(
                source.kind(),
                Kind::PermissionDenied
                    | Kind::InvalidInput
                    | Kind::InvalidFilename
                    | Kind::NotADirectory
                    | Kind::IsADirectory
                    | Kind::FileTooLarge
                    | Kind::Unsupported
            ),
            _ => false,
        }
    }
}

impl From<Unreliable> for SyncError {
    fn from(err: Unreliable) -> SyncError {
        match err {
            Unreliable::Newer(format) => SyncError::Newer(format),
            Unreliable::Corrupt => SyncError::Corrupt,
            Unreliable::Endless => SyncError::Endless,
            Unreliable::Io(source) => {
                SyncError::Io { path: super::manifest::HOME.to_owned(), doing: "read", source }
            }
        }
    }
}

/// Returns a function that tells what an error of the volume means.
pub(super) fn on<'a>(
    volume: &'a dyn Volume,
    path: &'a str,
    doing: &'static str,
) -> impl FnOnce(io::Error) -> SyncError + 'a {
    move |source| {
        if !volume.is_there() {
            return SyncError::Gone;
        }
        match source.kind() {
            io::ErrorKind::ReadOnlyFilesystem => SyncError::ReadOnly,
            // A folder at the top takes no more names, though there is room.
            io::ErrorKind::StorageFull if !path.contains('/') && has_room(volume) => SyncError::RootFull,
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => SyncError::Full,
            _ => SyncError::Io { path: path.to_owned(), doing, source },
        }
    }
}

fn has_room(volume: &dyn Volume) -> bool {
    volume.room().is_ok_and(|room| room.free >= 4 * room.cluster)
}
