//! The picture of an episode: named, or found beside the recording, and kept as it was brought.
//!
//! It is decoded once before the slow work starts, so that what is kept can be shown.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::belongings::{beside, name_of};
use super::error::{AddError, Belonging, NotTaken, Unfit};
use super::{Give, Notice};
use crate::catalogue::{CatalogueError, Shelved, ShowLock, layout};
use crate::episode::{Episode, Pictured};
use crate::picture::{self, Artwork, Cover, Filed, Shape};
use crate::world::{Digest, World};

/// The endings of pictures that count if they lie beside a recording.
const ENDINGS: [&str; 4] = ["jpg", "jpeg", "png", "webp"];

/// A picture that was brought, read and checked.
#[derive(Debug, Clone)]
pub(super) struct Brought {
    path: PathBuf,
    artwork: Artwork,
}

impl Brought {
    /// Reads what was named, or what lies beside the first recording that has a picture.
    pub(super) fn of<'r>(
        asked: Option<&Give>,
        mut recordings: impl Iterator<Item = &'r Path>,
    ) -> Result<Option<Brought>, AddError> {
        let path = match asked {
            Some(Give::Nothing) => None,
            Some(Give::File(path)) => Some(path.clone()),
            None => recordings.find_map(|recording| beside(recording, &ENDINGS)),
        };
        path.map(|path| Brought::read(&path)).transpose()
    }

    /// Reads a picture, and decodes it: its header may be in order, and the rest not.
    fn read(path: &Path) -> Result<Brought, AddError> {
        let refused =
            |why| NotTaken { path: path.to_owned(), what: Belonging::Artwork, why: Unfit::Picture(why) };
        let artwork = picture::read(path).map_err(refused)?;
        artwork.for_tags().map_err(refused)?;
        Ok(Brought { path: path.to_owned(), artwork })
    }

    /// Writes it as the n-th of an episode, into a folder that is being filled.
    pub(super) fn stage(&self, world: &World, n: u32, folder: &Path) -> Result<Pictured, AddError> {
        stage(world, &self.artwork, n, folder).map_err(AddError::io(folder, "written"))
    }

    /// Returns its fingerprint.
    pub(super) fn sha256(&self) -> Digest {
        Digest::of(self.artwork.bytes())
    }

    /// Returns what is worth saying of it.
    pub(super) fn noticed(&self) -> impl Iterator<Item = Notice> {
        let shape = self.artwork.shape();
        let small = Notice::ArtworkSmall { width: shape.width, height: shape.height };
        let taken = Notice::ArtworkTaken { file: name_of(&self.path) };
        [Some(taken), shape.is_small().then_some(small)].into_iter().flatten()
    }
}

/// Writes a picture, as it was brought, as the n-th of an episode into a folder that is being filled.
pub fn stage(world: &World, artwork: &Artwork, n: u32, folder: &Path) -> io::Result<Pictured> {
    let (bytes, Shape { form, width, height, plain }) = (artwork.bytes(), artwork.shape());
    let file = layout::artwork_name(n, form.ending());
    world.disk.create_new(&folder.join(&file))?.write_all(bytes)?;
    Ok(Pictured { file, bytes: bytes.len() as u64, sha256: Digest::of(bytes), width, height, plain })
}

/// Brings a picture that was staged into an episode's folder, under a name that none there has or had.
pub(super) fn bring(
    world: &World,
    lock: &ShowLock<'_>,
    staging: &Path,
    shelved: &Shelved,
    staged: &Pictured,
) -> Result<Pictured, CatalogueError> {
    let ending = Path::new(&staged.file).extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    let file = layout::artwork_name(lock.next_artwork(shelved)?, ending);
    lock.bring(world, &staging.join(&staged.file), shelved, &file)?;
    Ok(Pictured { file, ..staged.clone() })
}

/// Returns the picture of an episode as the tags of its sound have it, if it has one, and if that can be used:
/// one that cannot stops no sound. The picture lies in that folder.
pub(super) fn for_tags(folder: &Path, episode: &Episode) -> Option<Vec<u8>> {
    let Pictured { file, sha256, width, height, plain, .. } = episode.artwork.as_ref()?;
    Cover::Filed(Filed::of(folder.join(file), *sha256, (*width, *height), *plain)).for_tags().ok()
}
