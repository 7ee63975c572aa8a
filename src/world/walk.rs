//! What lies below a folder, however deep. The only file that knows `walkdir`.
//!
//! Links are not followed: what they lead to lies elsewhere.

use std::io;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

/// What a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A file.
    File,
    /// A folder.
    Folder,
    /// A link, a pipe, a device.
    Other,
}

/// A name below a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// Where it is.
    pub path: PathBuf,
    /// What it stands for.
    pub kind: Kind,
}

/// Returns the folder and all that lies below it, in the order of the names, each folder after what is in it.
pub fn inside_out(folder: &Path) -> impl Iterator<Item = io::Result<Seen>> {
    WalkDir::new(folder).contents_first(true).sort_by_file_name().into_iter().map(seen)
}

/// Returns what lies below a folder, in the order of the names, each folder before what is in it. What has a
/// name that begins with a dot is seen, and not gone into.
pub fn open_to_view(folder: &Path) -> impl Iterator<Item = io::Result<Seen>> {
    let mut walk = WalkDir::new(folder).min_depth(1).sort_by_file_name().into_iter();
    std::iter::from_fn(move || {
        let entry = walk.next()?;
        let is_hidden = |entry: &DirEntry| entry.file_name().as_encoded_bytes().starts_with(b".");
        if entry.as_ref().is_ok_and(|entry| entry.file_type().is_dir() && is_hidden(entry)) {
            walk.skip_current_dir();
        }
        Some(seen(entry))
    })
}

fn seen(entry: walkdir::Result<DirEntry>) -> io::Result<Seen> {
    let entry = entry?;
    let kind = match entry.file_type() {
        kind if kind.is_dir() => Kind::Folder,
        kind if kind.is_file() => Kind::File,
        _ => Kind::Other,
    };
    Ok(Seen { path: entry.into_path(), kind })
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn what_is_hidden_is_seen_and_not_gone_into() {
        let dir = tempfile::tempdir().unwrap();
        let at = |name: &str| dir.path().join(name);
        for folder in ["b", "b/c", ".hidden"] {
            fs::create_dir(at(folder)).unwrap();
        }
        for file in ["a", "b/c/d", ".hidden/e", "b/.f"] {
            fs::write(at(file), "").unwrap();
        }
        let names = |seen: Vec<io::Result<Seen>>| {
            let name =
                |seen: io::Result<Seen>| seen.unwrap().path.strip_prefix(dir.path()).unwrap().to_owned();
            seen.into_iter().map(name).map(|path| path.to_str().unwrap().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(names(open_to_view(dir.path()).collect()), [".hidden", "a", "b", "b/.f", "b/c", "b/c/d"]);
        assert_eq!(
            names(inside_out(dir.path()).collect()),
            [".hidden/e", ".hidden", "a", "b/.f", "b/c/d", "b/c", "b", ""]
        );
    }
}
