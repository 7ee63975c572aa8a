//! A bundle as a folder.

use std::collections::BTreeSet;
use std::fs::FileTimes;
use std::path::Path;
use std::time::SystemTime;

use jiff::tz::TimeZone;

use super::write::put;
use super::{Bundle, ExportError};
use crate::world::World;
use crate::world::disk::FileError;

/// Fills an empty folder with a bundle. The files lie in it in the order of play.
pub(super) fn write(world: &World, bundle: &Bundle, folder: &Path) -> Result<(), ExportError> {
    let mut made: BTreeSet<&str> = BTreeSet::new();
    for file in &bundle.files {
        for below in file.path.match_indices('/').map(|(at, _)| &file.path[..at]) {
            if made.insert(below) {
                let path = folder.join(below);
                world.disk.create_dir(&path).map_err(FileError::when(&path, "made"))?;
            }
        }
        let path = folder.join(&file.path);
        let mut to = world.disk.create_new(&path).map_err(FileError::when(&path, "written"))?;
        put(world, file, &mut to, &path)?;
        // Where a disk keeps no times, there are none to keep.
        let when = TimeZone::UTC.to_timestamp(file.when).ok();
        if let Some(when) = when.and_then(|when| SystemTime::try_from(when).ok()) {
            to.set_times(FileTimes::new().set_modified(when)).ok();
        }
    }
    Ok(())
}
