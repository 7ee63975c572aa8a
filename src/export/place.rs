//! Where a bundle is to stand, and what stands there now.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::{ExportError, PAGE, SUMS, archive};
use crate::catalogue::Show;
use crate::catalogue::layout::is_debris;
use crate::site::bundle;
use crate::world::disk::{FileError, folder_of};
use crate::world::walk::{self, Kind, Seen};

/// Where a bundle is to stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The folder, or the file.
    pub path: PathBuf,
    /// Whether it is to be one file.
    pub zipped: bool,
    /// Whether something stands there that is to be replaced.
    pub replaces: bool,
}

impl Place {
    /// Looks at a place: a name that ends in `.zip` is that of one file, any other that of a folder. Refuses
    /// what is not ours to replace.
    pub fn of(show: &Show, path: &Path) -> Result<Place, ExportError> {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let zipped = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("zip"));
        let parent = folder_of(&path);
        let above =
            fs::canonicalize(parent).map_err(|_| ExportError::NoFolder { path: parent.to_owned() })?;
        let is_within = |folder: PathBuf| {
            fs::canonicalize(folder).is_ok_and(|folder| {
                let whole = above.join(path.file_name().unwrap_or_default());
                whole.starts_with(&folder) || folder.starts_with(&whole)
            })
        };
        if is_within(show.episodes_dir()) || is_within(show.feed_dir()) {
            return Err(ExportError::Within { path });
        }
        let taken = |stranger| Err(ExportError::Taken { path: path.clone(), stranger });
        let replaces = match path.symlink_metadata() {
            Err(err) if err.kind() == io::ErrorKind::NotFound => false,
            Err(err) => return Err(FileError::when(&path, "read")(err).into()),
            Ok(metadata) if zipped => {
                let ours =
                    metadata.is_file() && archive::is_ours(&path).map_err(FileError::when(&path, "read"))?;
                if !ours {
                    return taken(None);
                }
                true
            }
            Ok(metadata) if !metadata.is_dir() => return taken(None),
            Ok(metadata) if is_another_volume(&metadata, &above) => return Err(ExportError::Volume { path }),
            Ok(_) => match strangers(&path).map_err(FileError::when(&path, "read"))? {
                Ok(()) => true,
                Err(stranger) => return taken(stranger),
            },
        };
        Ok(Place { path, zipped, replaces })
    }
}

/// Returns whether a folder holds a bundle of ours and nothing else, or nothing at all; if not, the file in a
/// bundle of ours that somebody has put there.
fn strangers(folder: &Path) -> io::Result<Result<(), Option<String>>> {
    let mut names = BTreeSet::new();
    for seen in walk::inside_out(folder) {
        let Seen { path, kind } = seen?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if kind == Kind::Folder || kind == Kind::File && is_debris(&name) {
            continue;
        }
        let below = path.strip_prefix(folder).unwrap_or(&path);
        let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
        names.insert(parts.join("/"));
    }
    if names.is_empty() {
        return Ok(Ok(()));
    }
    if !names.contains(SUMS) || !names.contains(PAGE) || !bundle::is_ours(&folder.join(PAGE))? {
        return Ok(Err(None));
    }
    let sums = fs::read_to_string(folder.join(SUMS))?;
    let listed: BTreeSet<&str> =
        sums.lines().filter_map(|line| Some(line.split_once("  ")?.1)).chain([SUMS]).collect();
    let stranger = names.iter().find(|name| !listed.contains(name.as_str()));
    Ok(stranger.map_or(Ok(()), |stranger| Err(Some(stranger.clone()))))
}

/// Returns whether a folder is on another disk than the one above it: then it is where that disk is mounted, and
/// can be neither replaced nor renamed.
#[cfg(unix)]
fn is_another_volume(metadata: &fs::Metadata, above: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    above.metadata().is_ok_and(|above| above.dev() != metadata.dev())
}

#[cfg(not(unix))]
fn is_another_volume(_: &fs::Metadata, _: &Path) -> bool {
    false
}
