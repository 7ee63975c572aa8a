//! Why a player could not be brought up to date, in sentences with the way out.

use std::ffi::{OsStr, OsString};
use std::io;
use std::path::{Path, PathBuf};

use super::{Failure, chain, last_name, why};
use crate::cli::code::Code;
use crate::cli::{report, shell};
use crate::player::{Fit, SyncError};
use crate::words::{Phrase, phrase};

/// The line that was typed. A way out is the same line with a little more to it: whoever copies it gets what was
/// wanted, and not every episode, or a player without its name.
#[derive(Debug, Clone)]
pub(in crate::cli) enum Typed {
    /// `podcast sync`.
    Sync {
        /// What makes a volume a player of a certain kind, `--init` not among it.
        mark: Vec<OsString>,
        /// Whether `--init` was there.
        init: bool,
        /// What goes on it, and how.
        load: Vec<OsString>,
    },
    /// `podcast course` with this file, which says what goes on the player.
    Course(PathBuf),
    /// `podcast unload`.
    Unload,
}

impl Typed {
    /// A line of `podcast sync` in which nothing but the player was said.
    pub(in crate::cli) fn plain() -> Typed {
        Typed::Sync { mark: Vec::new(), init: false, load: Vec::new() }
    }

    /// Returns the same line for one player.
    fn again(&self, root: &Path) -> String {
        let root = root.as_os_str();
        match self {
            Typed::Sync { init: true, .. } => self.with(root, &["--init"]),
            Typed::Sync { .. } => self.with(root, &[]),
            Typed::Course(file) => {
                shell::line(["podcast".as_ref(), "course".as_ref(), file.as_os_str(), root])
            }
            Typed::Unload => shell::line(["podcast".as_ref(), "unload".as_ref(), root]),
        }
    }

    /// Returns the line that makes a new player of a volume.
    fn first(&self, root: &Path) -> String {
        match self {
            Typed::Course(_) => format!("{} --init", self.again(root)),
            Typed::Sync { .. } | Typed::Unload => self.with(root.as_os_str(), &["--init"]),
        }
    }

    /// Returns the line of `podcast sync` with more to it. A word of it that is there already stands once.
    fn with(&self, root: &OsStr, more: &[&str]) -> String {
        let (mark, load) = match self {
            Typed::Sync { mark, load, .. } if more.contains(&"--init") => (&mark[..], &load[..]),
            Typed::Sync { load, .. } => (&[][..], &load[..]),
            Typed::Course(_) | Typed::Unload => (&[][..], &[][..]),
        };
        let mark = mark.iter().filter(|word| more.iter().all(|more| more != word));
        let load = load.iter().filter(|word| more.iter().all(|more| more != word));
        let words = ["podcast".as_ref(), "sync".as_ref(), root].into_iter();
        shell::line(words.chain(more.iter().map(AsRef::as_ref)).chain(mark.chain(load).map(AsRef::as_ref)))
    }
}

/// Returns the failure of a player: `name` is what people call it, `root` where it is mounted.
pub(in crate::cli) fn sync(err: &SyncError, root: &Path, name: &str) -> Failure {
    typed(err, root, name, &Typed::plain())
}

/// Returns the failure of a player for whoever typed that line.
pub(in crate::cli) fn typed(err: &SyncError, root: &Path, name: &str, line: &Typed) -> Failure {
    let told = |id: &'static str| phrase(id).with("player", name);
    let command =
        |id: &'static str, more: &[&str]| phrase(id).with("command", line.with(root.as_os_str(), more));
    let again = |id: &'static str| phrase(id).with("command", line.again(root));
    let failure = match err {
        SyncError::NotThere { path, source } if source.kind() == io::ErrorKind::NotFound => {
            Failure::plain(phrase("player-not-there").with("player", path.as_path()))
                .hint(phrase("sync-see-players"))
        }
        SyncError::NotThere { path, source } => Failure::io(path, "read", source),
        SyncError::NotOurs => {
            let failure = Failure::plain(told("player-not-ours"));
            failure.hint(match line {
                Typed::Unload => phrase("sync-see-players"),
                _ => phrase("player-not-ours-init").with("command", line.first(root)),
            })
        }
        SyncError::Unasked { removable, strangers } => {
            let mut failure = Failure::plain(match removable {
                true => told("player-strangers").with("count", *strangers),
                false => told("player-fixed"),
            });
            if !removable && *strangers > 0 {
                failure = failure.closing(&phrase("player-fixed-strangers").with("count", *strangers));
            }
            failure.hint(command("player-unasked-yes", &["--init", "--yes"]))
        }
        SyncError::Within => Failure::plain(told("player-within")).hint(phrase("player-within-name")),
        SyncError::Foreign { show } => Failure::plain(told("player-foreign").with("show", show))
            .hint(command("player-take-in", &["--init", "--yes"])),
        SyncError::Twin { other } => {
            let message = match other {
                Some(other) => told("player-twin").with("other", last_name(other)),
                None => told("player-copy"),
            };
            Failure::plain(message).hint(command("player-twin-name", &["--init", "--name", "…"]))
        }
        SyncError::NoProfile { profile, known } => {
            Failure::plain(told("player-profile").with("profile", profile))
                .hint(phrase("profile-unknown-known").with("profiles", known.join(", ")))
                .hint(command("player-profile-other", &["--init", "--profile", "universal"]))
        }
        SyncError::Newer(_) => Failure::plain(told("player-newer")).hint(phrase("newer-format-update")),
        SyncError::Corrupt => {
            Failure::plain(told("player-corrupt")).hint(command("player-recognise", &["--init", "--yes"]))
        }
        SyncError::Endless => {
            Failure::plain(told("player-endless")).hint(command("player-recognise", &["--init", "--yes"]))
        }
        SyncError::TooMany { files } => Failure::plain(told("player-too-many").with("count", *files))
            .hint(phrase("player-too-many-fewer")),
        SyncError::NoFolder(path) => Failure::plain(told("player-no-folder").with("file", path))
            .hint(phrase("player-no-folder-rename")),
        SyncError::InUse => Failure::new(code(err), told("player-in-use")).hint(again("player-again")),
        SyncError::ReadOnly => Failure::plain(told("player-read-only"))
            .hint(phrase("player-read-only-switch"))
            .hint(phrase("player-mend")),
        SyncError::NoRoom { fit, is_estimated } => {
            no_room((fit, *is_estimated), told("player-no-room"), root, line)
        }
        SyncError::Full => Failure::new(code(err), told("player-full")).hint(again("player-full-again")),
        SyncError::RootFull => {
            Failure::new(code(err), told("player-root-full")).hint(phrase("player-root-full-move"))
        }
        SyncError::Gone => Failure::plain(told("player-gone")).hint(again("player-again")),
        SyncError::Unfaithful { path } => Failure::plain(told("player-unfaithful").with("file", path))
            .hint(phrase("player-unfaithful-worn")),
        SyncError::Unfit { file } => Failure::plain(phrase("player-unfit").with("file", super::place(file)))
            .hint(phrase("player-unfit-check")),
        SyncError::Changing { file } => {
            Failure::plain(phrase("player-changing").with("file", file.as_path()))
                .hint(phrase("player-changing-again"))
        }
        SyncError::Unreadable { file, source } => Failure::io(file, "read", source),
        SyncError::Io { path, doing, source } => {
            let file = if path.is_empty() { name } else { path.as_str() };
            let message = told("player-io").with("file", file).with("doing", *doing).with("why", why(source));
            Failure::plain(message).hint(again("player-again")).hint(phrase("player-mend"))
        }
        SyncError::Catalogue(err) => Failure::plain(phrase("player-ledger").with("error", err.to_string())),
        SyncError::Cancelled(cancelled) => Failure::from(*cancelled).hint(again("player-again")),
    };
    failure.file(root).because(chain(err))
}

fn no_room((fit, is_estimated): (&Fit, bool), told: Phrase, root: &Path, line: &Typed) -> Failure {
    let (missing, would_fit) = match fit {
        Fit::TooLittle { missing, would_fit } => (*missing, would_fit.len()),
        Fit::Enough | Fit::Tight => (0, 0),
    };
    let size = report::size(missing, is_estimated);
    let failure = Failure::new(Code::NoRoom, told.with("size", size));
    if let Typed::Course(_) = line {
        return failure.hint(phrase("player-no-room-course"));
    }
    let failure = failure.hint(phrase("player-no-room-make"));
    match would_fit {
        0 => failure,
        some => {
            let command = line.with(root.as_os_str(), &["--fit"]);
            failure.hint(phrase("player-no-room-latest").with("count", some).with("command", command))
        }
    }
}

/// Returns the failure of a player, for a command that has a way out of its own.
pub(in crate::cli) fn plainly(err: &SyncError, root: &Path, name: &str) -> Failure {
    let mut failure = sync(err, root, name);
    failure.hints.clear();
    failure
}

/// Returns the code of a run that ends with this, and nothing else.
pub(in crate::cli) fn code(err: &SyncError) -> Code {
    match err {
        SyncError::NoRoom { .. } | SyncError::Full | SyncError::RootFull => Code::NoRoom,
        SyncError::InUse => Code::InUse,
        SyncError::Cancelled(cancelled) => Code::of_signal(cancelled.signal),
        _ => Code::Failed,
    }
}

/// Returns the word for the state in which a player is that is not ready.
pub(in crate::cli) fn state(err: &SyncError) -> Phrase {
    match err {
        SyncError::NoRoom { .. } | SyncError::Full | SyncError::RootFull => phrase("sync-state-full"),
        SyncError::ReadOnly => phrase("sync-state-read-only"),
        SyncError::Gone | SyncError::NotThere { .. } => phrase("sync-state-gone"),
        SyncError::Cancelled(_) => phrase("sync-state-stopped"),
        _ => phrase("sync-state-failed"),
    }
}
