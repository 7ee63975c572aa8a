//! Recordings that are not where the command line says: what was probably meant.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use super::desk::Desk;
use super::failure::{Failure, last_name};
use super::shell;
use crate::episode::text;
use crate::words::phrase;

/// Looks for names that a shell has split: neighbours of which the first is not there, and which
/// together, with spaces between them, are a file.
pub(super) fn check_quotes(desk: &Desk<'_>, recordings: &[PathBuf]) -> Result<(), Failure> {
    for (at, first) in recordings.iter().enumerate() {
        if first.symlink_metadata().is_ok() {
            continue;
        }
        let mut joined = first.clone().into_os_string();
        for last in at + 1..recordings.len() {
            joined.push(" ");
            joined.push(&recordings[last]);
            if Path::new(&joined).is_file() {
                return Err(split(desk, &recordings[at..=last], &joined));
            }
        }
    }
    Ok(())
}

fn split(desk: &Desk<'_>, pieces: &[PathBuf], joined: &OsString) -> Failure {
    let run: Vec<OsString> = pieces.iter().map(|piece| piece.clone().into_os_string()).collect();
    let (first, whole) = (Path::new(&run[0]), PathBuf::from(joined));
    // Where options stand between the pieces, the short line is the clear one.
    let words = shell::replaced(&desk.line_again(), &run, std::slice::from_ref(joined))
        .unwrap_or_else(|| vec!["add".into(), joined.clone()]);
    let line = shell::line(std::iter::once(OsString::from("podcast")).chain(words));
    Failure::plain(phrase("split-name").with("piece", first).with("file", last_name(&whole)))
        .file(&whole)
        .hint(phrase("split-name-quote").with("command", line))
}

/// Returns the failure of a file that is not there, with the one that was probably meant.
pub(super) fn missing(path: &Path) -> Failure {
    let failure = Failure::plain(phrase("no-file").with("file", path)).file(path);
    match resembling(path) {
        Some(other) => failure.hint(phrase("no-file-similar").with("file", shell::in_quotes(&other))),
        None => failure.hint(phrase("no-file-where")),
    }
}

/// Finds a file of nearly the same name: other case, other way of writing å, or another ending.
fn resembling(path: &Path) -> Option<String> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let entries = fs::read_dir(folder.unwrap_or(Path::new("."))).ok()?;
    let plain = |name: &Path| text::title(&name.to_string_lossy()).to_lowercase();
    let (wanted, stem) = (plain(Path::new(path.file_name()?)), plain(Path::new(path.file_stem()?)));
    let mut found: Vec<(bool, PathBuf)> = entries
        .filter_map(|entry| Some(PathBuf::from(entry.ok()?.file_name())))
        .filter_map(|name| {
            let same_stem = plain(Path::new(name.file_stem()?)) == stem;
            let same_name = plain(&name) == wanted;
            (same_name || same_stem).then_some((!same_name, name))
        })
        .collect();
    found.sort();
    let (_, name) = found.into_iter().next()?;
    Some(folder.map_or(name.clone(), |folder| folder.join(name)).to_string_lossy().into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_nearly_that_name_is_found() {
        let dir = tempfile::tempdir().unwrap();
        for name in ["Snak.WAV", "A\u{30a}rhus.wav", "tale.mp3"] {
            fs::write(dir.path().join(name), "x").unwrap();
        }
        let found = |name: &str| {
            resembling(&dir.path().join(name)).map(|path| path.rsplit('/').next().unwrap().to_owned())
        };
        assert_eq!(found("snak.wav").as_deref(), Some("Snak.WAV"));
        assert_eq!(found("Århus.wav").as_deref(), Some("A\u{30a}rhus.wav"));
        assert_eq!(found("tale.wav").as_deref(), Some("tale.mp3"));
        assert_eq!(found("andet.wav"), None);
    }
}
