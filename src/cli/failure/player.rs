//! Why a player could not be brought up to date, in sentences with the way out.

use std::io;
use std::path::Path;

use super::{Failure, chain, last_name, why};
use crate::cli::code::Code;
use crate::cli::{report, shell};
use crate::player::{Fit, SyncError};
use crate::words::{Phrase, phrase};

/// Returns the failure of a player: `name` is what people call it, `root` where it is mounted.
pub(in crate::cli) fn sync(err: &SyncError, root: &Path, name: &str) -> Failure {
    let told = |id: &'static str| phrase(id).with("player", name);
    let line = |more: &[&str]| {
        let words = ["podcast", "sync"].map(std::ffi::OsString::from).into_iter();
        shell::line(words.chain([root.as_os_str().to_owned()]).chain(more.iter().map(Into::into)))
    };
    let command = |id: &'static str, more: &[&str]| phrase(id).with("command", line(more));
    let failure = match err {
        SyncError::NotThere { path, source } if source.kind() == io::ErrorKind::NotFound => {
            Failure::plain(phrase("player-not-there").with("player", path.as_path()))
                .hint(phrase("sync-see-players"))
        }
        SyncError::NotThere { path, source } => Failure::io(path, "read", source),
        SyncError::NotOurs => {
            Failure::plain(told("player-not-ours")).hint(command("player-not-ours-init", &["--init"]))
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
        SyncError::InUse => Failure::new(code(err), told("player-in-use")).hint(command("player-again", &[])),
        SyncError::ReadOnly => Failure::plain(told("player-read-only"))
            .hint(phrase("player-read-only-switch"))
            .hint(phrase("player-mend")),
        SyncError::NoRoom { fit, is_estimated } => no_room((fit, *is_estimated), &told, &line),
        SyncError::Full => {
            Failure::new(code(err), told("player-full")).hint(command("player-full-again", &[]))
        }
        SyncError::RootFull => {
            Failure::new(code(err), told("player-root-full")).hint(phrase("player-root-full-move"))
        }
        SyncError::Gone => Failure::plain(told("player-gone")).hint(command("player-again", &[])),
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
            Failure::plain(message).hint(command("player-again", &[])).hint(phrase("player-mend"))
        }
        SyncError::Catalogue(err) => Failure::plain(phrase("player-ledger").with("error", err.to_string())),
        SyncError::Cancelled(cancelled) => Failure::from(*cancelled).hint(command("player-again", &[])),
    };
    failure.file(root).because(chain(err))
}

fn no_room(
    (fit, is_estimated): (&Fit, bool),
    told: &impl Fn(&'static str) -> Phrase,
    line: &impl Fn(&[&str]) -> String,
) -> Failure {
    let (missing, would_fit) = match fit {
        Fit::TooLittle { missing, would_fit } => (*missing, would_fit.len()),
        Fit::Enough | Fit::Tight => (0, 0),
    };
    let message = told("player-no-room").with("size", report::size(missing, is_estimated));
    let failure = Failure::new(Code::NoRoom, message).hint(phrase("player-no-room-make"));
    match would_fit {
        0 => failure,
        some => {
            let command = line(&["--fit"]);
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
