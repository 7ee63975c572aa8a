//! Why something could not be done, sorted into a few kinds, with the way out.
//!
//! The errors of the rooms are data; here each gets its code, its sentence and its hints. A room's
//! own English text is the cause, shown with `--details` and in `--json`.

pub(super) mod export;
mod form;
pub(super) mod player;
pub(super) mod recogniser;
mod recording;

use std::error::Error;
use std::io;
use std::path::{Path, PathBuf};

pub(super) use form::problem;

use super::code::Code;
use super::{report, shell};
use crate::catalogue::{CatalogueError, FormError};
use crate::episode::Handle;
use crate::picture::PictureError;
use crate::studio::{AddError, EditError};
use crate::words::{Arg, Phrase, phrase};
use crate::world::Cancelled;
use crate::world::disk::FileError;

/// Why something could not be done, and the way out.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Failure {
    pub(super) code: Code,
    /// In a box, since every answer of the desk may be one of these.
    pub(super) message: Box<Phrase>,
    pub(super) hints: Vec<Phrase>,
    pub(super) file: Option<PathBuf>,
    pub(super) line: Option<usize>,
    pub(super) cause: Option<String>,
}

impl Failure {
    pub(super) fn new(code: Code, message: Phrase) -> Failure {
        Failure { code, message: Box::new(message), hints: Vec::new(), file: None, line: None, cause: None }
    }

    /// Returns a failure of which nothing else needs to be known.
    pub(super) fn plain(message: Phrase) -> Failure {
        Failure::new(Code::Failed, message)
    }

    /// Returns a failure of whoever asked.
    pub(super) fn asked(message: Phrase) -> Failure {
        Failure::new(Code::AskedWrongly, message)
    }

    /// Returns a failure of the disk. `doing` is a participle: "read", "written".
    pub(super) fn io(path: &Path, doing: &'static str, source: &io::Error) -> Failure {
        let message = phrase("io").with("file", place(path)).with("doing", doing).with("why", why(source));
        match source.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
                Failure::new(Code::NoRoom, message).hint(phrase("no-room-make"))
            }
            _ => Failure::plain(message),
        }
        .file(path)
        .because(chain(source))
    }

    /// Returns the failure of an answer that could not be written.
    pub(super) fn unwritten(source: &io::Error) -> Failure {
        Failure::plain(phrase("output-unwritten").with("why", why(source))).because(chain(source))
    }

    /// Returns the failure of a search for a show that began in this folder; `line` says the same
    /// command once more, with the place of the show in it.
    pub(super) fn no_show_here(folder: &Path, line: String) -> Failure {
        Failure::new(Code::NoShow, phrase("no-show").with("folder", last_name(folder)))
            .file(folder)
            .hint(phrase("no-show-make-one"))
            .hint(phrase("no-show-say-where").with("command", line))
    }

    /// Returns the failure of a search in the trash.
    pub(super) fn not_in_trash(name: &str) -> Failure {
        Failure::plain(phrase("not-in-trash").with("name", name)).hint(phrase("not-in-trash-see"))
    }

    /// Returns the failure of a folder that was said to be a show's.
    pub(super) fn no_show_at(folder: &Path) -> Failure {
        let make = shell::line(["podcast".as_ref(), "init".as_ref(), folder.as_os_str()]);
        Failure::new(Code::NoShow, phrase("no-show").with("folder", folder))
            .file(folder)
            .hint(phrase("no-show-make-there").with("command", make))
    }

    #[must_use]
    pub(super) fn hint(mut self, hint: Phrase) -> Failure {
        self.hints.push(hint);
        self
    }

    #[must_use]
    pub(super) fn file(mut self, file: &Path) -> Failure {
        self.file = Some(file.to_owned());
        self
    }

    /// Returns the failure of a settings file or a record.
    pub(super) fn from_form(err: &FormError) -> Failure {
        form::failure(err)
    }

    /// Returns with which code a signal has stopped it, if one has.
    pub(super) fn stopped(&self) -> Option<Code> {
        matches!(self.code, Code::HungUp | Code::Interrupted | Code::Terminated).then_some(self.code)
    }

    /// Adds a sentence to the message.
    #[must_use]
    pub(super) fn closing(mut self, closing: &Phrase) -> Failure {
        self.message = Box::new(self.message.and(closing.clone()));
        self
    }

    /// Says in a room's own words what was the cause.
    #[must_use]
    pub(super) fn because(mut self, cause: String) -> Failure {
        self.cause = Some(cause);
        self
    }
}

/// Returns what an error says, and what its sources say.
pub(super) fn chain(err: &dyn Error) -> String {
    let mut text = err.to_string();
    let mut next = err.source();
    while let Some(source) = next {
        text.push_str(": ");
        text.push_str(&source.to_string());
        next = source.source();
    }
    text
}

/// Returns a path as staff know it: inside a show from `episodes/` or `feed/` on, else as it is.
pub(super) fn place(path: &Path) -> Arg {
    let parts: Vec<_> = path.components().collect();
    let at = parts.iter().rposition(|part| matches!(part.as_os_str().to_str(), Some("episodes" | "feed")));
    match at {
        Some(at) if path.is_absolute() => Arg::from(parts[at..].iter().collect::<PathBuf>().as_path()),
        _ => Arg::from(path),
    }
}

/// Returns the last name in a path, or all of it where there is none.
pub(super) fn last_name(path: &Path) -> Arg {
    path.file_name().map_or_else(|| Arg::from(path), |name| Arg::Text(name.to_string_lossy().into_owned()))
}

/// Returns the last name in a path as text.
pub(super) fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

/// Returns what the operating system has against something, where people can do something about it.
fn why(source: &io::Error) -> Phrase {
    why_of(source.kind(), &source.to_string())
}

/// Returns the same of an error of which only the kind is left, and what the system said.
fn why_of(kind: io::ErrorKind, said: &str) -> Phrase {
    use io::ErrorKind as Kind;
    match kind {
        Kind::PermissionDenied => phrase("why-denied"),
        Kind::NotFound => phrase("why-missing"),
        Kind::AlreadyExists => phrase("why-exists"),
        Kind::StorageFull => phrase("why-full"),
        Kind::QuotaExceeded => phrase("why-quota"),
        Kind::FileTooLarge => phrase("why-too-large"),
        Kind::ReadOnlyFilesystem => phrase("why-read-only"),
        Kind::ResourceBusy | Kind::ExecutableFileBusy => phrase("why-busy"),
        Kind::NotADirectory => phrase("why-no-folder"),
        Kind::IsADirectory => phrase("why-a-folder"),
        Kind::InvalidFilename => phrase("why-bad-name"),
        // A pipe, a device, or the like.
        Kind::InvalidInput => phrase("why-no-file"),
        Kind::CrossesDevices => phrase("why-other-disk"),
        _ => phrase("why-other").with("error", said),
    }
}

impl From<Cancelled> for Failure {
    fn from(err: Cancelled) -> Failure {
        Failure::new(Code::of_signal(err.signal), phrase("stopped"))
    }
}

impl From<FormError> for Failure {
    fn from(err: FormError) -> Failure {
        form::failure(&err)
    }
}

impl From<&FileError> for Failure {
    fn from(FileError { path, doing, source }: &FileError) -> Failure {
        Failure::io(path, doing, source)
    }
}

impl From<&PictureError> for Failure {
    fn from(err: &PictureError) -> Failure {
        let message = match err {
            PictureError::Unreadable { path, source } => return Failure::io(path, "read", source),
            PictureError::Unknown { .. } => phrase("artwork-unknown"),
            PictureError::TooLarge { width, height } => {
                phrase("artwork-too-large").with("width", *width).with("height", *height)
            }
            PictureError::TooLong { bytes } => phrase("artwork-too-long").with("size", Arg::Bytes(*bytes)),
            PictureError::Damaged(_) => phrase("artwork-damaged"),
        };
        Failure::plain(message).hint(phrase("artwork-wanted")).because(chain(err))
    }
}

impl From<CatalogueError> for Failure {
    fn from(err: CatalogueError) -> Failure {
        let cause = chain(&err);
        let failure = match err {
            CatalogueError::NoShow { folder } => Failure::no_show_at(&folder),
            CatalogueError::ShowExists { folder } => {
                Failure::plain(phrase("show-exists").with("folder", last_name(&folder)))
                    .file(&folder)
                    .hint(phrase("show-exists-edit"))
            }
            CatalogueError::NoEpisode { handle, highest, in_trash } => no_episode(&handle, highest, in_trash),
            CatalogueError::Form(err) => form::failure(&err),
            CatalogueError::Newer { path, .. } => {
                Failure::plain(phrase("newer-format").with("file", place(&path)))
                    .file(&path)
                    .hint(phrase("newer-format-update"))
            }
            CatalogueError::InUse { path, holder } if holder.is_empty() => {
                Failure::new(Code::InUse, phrase("in-use")).file(&path).hint(phrase("in-use-wait"))
            }
            CatalogueError::InUse { path, holder } => {
                Failure::new(Code::InUse, phrase("in-use-by").with("who", holder))
                    .file(&path)
                    .hint(phrase("in-use-wait"))
            }
            CatalogueError::Cancelled(cancelled) => cancelled.into(),
            CatalogueError::Io(err) => (&err).into(),
        };
        failure.because(cause)
    }
}

/// Returns the failure of a search for an episode. What is no handle was looked for in the trash.
fn no_episode(wanted: &str, highest: Option<Handle>, in_trash: bool) -> Failure {
    let Ok(handle) = wanted.parse::<Handle>() else { return Failure::not_in_trash(wanted) };
    if in_trash {
        return Failure::plain(report::about("no-episode-trash", handle))
            .hint(phrase("no-episode-restore").with("episode", wanted));
    }
    let failure = Failure::plain(report::about("no-episode", handle));
    let failure = match highest {
        Some(highest) => failure.hint(phrase("no-episode-highest").with("episode", highest.to_string())),
        None => failure,
    };
    failure.hint(phrase("see-list"))
}

impl From<AddError> for Failure {
    fn from(err: AddError) -> Failure {
        recording::failure(err)
    }
}

impl From<EditError> for Failure {
    fn from(err: EditError) -> Failure {
        let cause = chain(&err);
        let failure = match err {
            EditError::Nothing => Failure::asked(phrase("edit-nothing")).hint(phrase("edit-nothing-example")),
            EditError::AlreadySo { handle } => Failure::plain(report::about("edit-already-so", handle))
                .hint(phrase("edit-already-so-retag").with("number", handle.to_string())),
            EditError::NoTitle => Failure::asked(phrase("edit-no-title")),
            EditError::AlreadyReleased { handle } => {
                Failure::plain(report::about("already-released", handle))
                    .hint(phrase("already-released-date").with("number", handle.to_string()))
            }
            EditError::NothingToUndo => {
                Failure::plain(phrase("undo-nothing")).hint(phrase("undo-nothing-log"))
            }
            EditError::GoneForGood { handle } => {
                Failure::plain(report::about("gone-for-good", handle)).hint(phrase("undo-nothing-log"))
            }
            EditError::PlaceTaken { handle } => {
                Failure::plain(report::about("place-taken", handle)).hint(phrase("place-taken-again"))
            }
            EditError::Sound(err) => err.into(),
        };
        failure.because(cause)
    }
}

#[cfg(test)]
mod tests;
