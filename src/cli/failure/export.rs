//! Why there is no bundle, in sentences with the way out.

use std::ffi::OsString;
use std::path::Path;

use super::{Failure, chain, place};
use crate::cli::after;
use crate::cli::code::Code;
use crate::cli::desk::Desk;
use crate::cli::shell;
use crate::export::ExportError;
use crate::words::{Arg, phrase};
use crate::world::disk::folder_of;

/// Returns the failure of a bundle that was to stand in `to`, as somebody typed it. `name` is what the folder of the
/// show would be called.
pub(in crate::cli) fn failure(desk: &Desk<'_>, err: ExportError, to: &Path, name: &str) -> Failure {
    let cause = chain(&err);
    let failure = match err {
        ExportError::Taken { path, stranger: None } => {
            Failure::plain(phrase("export-taken").with("file", to))
                .file(&path)
                .hint(phrase("export-taken-other"))
        }
        ExportError::Taken { path, stranger: Some(stranger) } => {
            let message = phrase("export-stranger").with("file", to).with("stranger", stranger);
            Failure::plain(message).file(&path).hint(phrase("export-stranger-move"))
        }
        ExportError::Volume { path } => {
            let words = ["podcast", "export", "--to"].map(OsString::from);
            let line = shell::line(words.into_iter().chain([to.join(name).into_os_string()]));
            Failure::plain(phrase("export-volume").with("folder", to))
                .file(&path)
                .hint(phrase("export-volume-folder").with("command", line))
        }
        ExportError::Within { path } => Failure::plain(phrase("export-within").with("folder", place(&path)))
            .file(&path)
            .hint(phrase("export-taken-other")),
        ExportError::NoFolder { path } => {
            Failure::plain(phrase("export-no-folder").with("folder", folder_of(to)))
                .file(&path)
                .hint(phrase("export-no-folder-make"))
        }
        ExportError::NoRoom { path, needed, free } => {
            let message = phrase("no-room")
                .with("folder", path.as_path())
                .with("needed", Arg::Bytes(needed))
                .with("free", Arg::Bytes(free));
            Failure::new(Code::NoRoom, message).file(&path).hint(phrase("export-no-room-fewer"))
        }
        ExportError::Altered { path } => Failure::plain(phrase("export-altered").with("file", place(&path)))
            .file(&path)
            .hint(phrase("export-altered-check")),
        ExportError::Page(err) => after::unbuilt(desk, err),
        ExportError::Catalogue(err) => err.into(),
        ExportError::Cancelled(err) => err.into(),
        ExportError::Io(err) => (&err).into(),
    };
    failure.because(cause)
}
