//! A bundle is written beside its place, and put there in one step.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;

use super::{Bundle, Entry, ExportError, Place, Source, archive, folder};
use crate::world::digest::Hashing;
use crate::world::disk::{FileError, folder_of};
use crate::world::staging::{self, Staging};
use crate::world::{Event, Step, World};

/// The largest clusters that sticks have: what a file takes is rounded up to them.
const CLUSTER: u64 = 64 << 10;
/// What must be left besides, for folders and for whoever else is writing.
const SPARE: u64 = 2 << 20;

/// Writes the bundle to its place. What stands there is replaced whole.
pub fn write(world: &World, bundle: &Bundle, place: &Place) -> Result<(), ExportError> {
    let above = folder_of(&place.path);
    let needed = bundle.files.iter().map(|file| file.bytes().next_multiple_of(CLUSTER)).sum::<u64>() + SPARE;
    if let Some(free) = world.disk.free(above).filter(|free| *free < needed) {
        return Err(ExportError::NoRoom { path: above.to_owned(), needed, free });
    }
    let disk = world.disk.as_ref();
    // What a run of ours that was killed here has left, and nothing else: it is somebody's folder.
    staging::sweep_locked(disk, above).map_err(FileError::when(above, "read"))?;
    let staging = Staging::open(world, above).map_err(FileError::when(above, "written"))?;
    world.progress.event(Event::Began { step: Step::Copying, total: Some(bundle.bytes()), rate: None });
    if place.zipped {
        let file = staging.join("bundle.zip");
        archive::write(world, bundle, &file)?;
        world.progress.event(Event::Ended { step: Step::Copying });
        world.cancel.check()?;
        let put = if place.replaces {
            disk.replace(&file, &place.path)
        } else {
            disk.rename_new(&file, &place.path)
        };
        put.and_then(|()| disk.sync_dir(above)).map_err(FileError::when(&place.path, "written"))?;
        return Ok(());
    }
    folder::write(world, bundle, staging.path())?;
    // To a stick this takes longer than the copying, and what is shown of that stays until it is over.
    staging::sync_tree(disk, staging.path()).map_err(FileError::when(&place.path, "written"))?;
    world.progress.event(Event::Ended { step: Step::Copying });
    world.cancel.check()?;
    let put = if place.replaces {
        // The old one goes with the staging folder, whose name it has from then on.
        disk.exchange(staging.path(), &place.path).and_then(|()| disk.sync_dir(above))
    } else {
        staging.shelve(disk, &place.path)
    };
    Ok(put.map_err(FileError::when(&place.path, "written"))?)
}

/// Copies the bytes of a file, which must be what is known of them, and says how far it is.
pub(super) fn put(
    world: &World,
    file: &Entry,
    to: &mut impl Write,
    target: &Path,
) -> Result<(), ExportError> {
    let step = Step::Copying;
    match &file.source {
        Source::Bytes(bytes) => {
            to.write_all(bytes).map_err(FileError::when(target, "written"))?;
            world.progress.event(Event::Advanced { step, by: bytes.len() as u64 });
        }
        // What a trial gathers is never written.
        Source::Unmade { .. } => {
            return Err(FileError::when(target, "read")(io::ErrorKind::NotFound.into()).into());
        }
        Source::File { path, bytes, sha256 } => {
            let mut from = File::open(path).map_err(FileError::when(path, "read"))?.take(*bytes + 1);
            let mut hashing = Hashing::new(to);
            let mut buffer = vec![0; 1 << 18];
            loop {
                world.cancel.check()?;
                let read = match from.read(&mut buffer) {
                    Err(err) if err.kind() == io::ErrorKind::Interrupted => continue,
                    read => read.map_err(FileError::when(path, "read"))?,
                };
                if read == 0 {
                    break;
                }
                hashing.write_all(&buffer[..read]).map_err(FileError::when(target, "written"))?;
                world.progress.event(Event::Advanced { step, by: read as u64 });
            }
            if (hashing.bytes(), hashing.digest()) != (*bytes, *sha256) {
                return Err(ExportError::Altered { path: path.clone() });
            }
        }
    }
    Ok(world.cancel.check()?)
}
