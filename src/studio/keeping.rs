//! Recordings that are kept beside the episode that was made of them.

use std::io::BufWriter;
use std::path::Path;

use super::AddError;
use super::brought::Brought;
use super::make::Survey;
use super::soundfile::digest;
use super::sources::Sources;
use crate::audio::wav::{Depth, Wav};
use crate::audio::{self, Source as _, decode};
use crate::episode::Kept;
use crate::world::{Digest, World};

/// Keeps the recordings in a folder, and returns how each is kept.
pub(super) fn keep_all(
    world: &World,
    sources: &Sources,
    survey: &Survey,
    folder: &Path,
) -> Result<Vec<Kept>, AddError> {
    let each = sources.hashed().zip(&survey.videos).enumerate();
    each.map(|(n, ((brought, sha256), is_video))| {
        let stem = if n == 0 { "recording".to_owned() } else { format!("recording-part-{}", n + 1) };
        keep(world, brought, sha256, *is_video, &stem, folder)
    })
    .collect()
}

/// Keeps a recording in a folder under that name: its own bytes, or of a video only the sound.
fn keep(
    world: &World,
    brought: &Brought,
    sha256: Digest,
    is_video: bool,
    stem: &str,
    folder: &Path,
) -> Result<Kept, AddError> {
    if is_video {
        let name = format!("{stem}.wav");
        let kept = folder.join(&name);
        let file = world.disk.create_new(&kept).map_err(AddError::io(&kept, "written"))?;
        let mut recording = decode::open(brought.path())?;
        let sink = Wav::new(recording.spec(), Depth::TwentyFour, BufWriter::new(file))
            .map_err(|err| AddError::pump(brought.path(), &kept)(err.into()))?;
        audio::pump(&mut recording, sink).map_err(AddError::pump(brought.path(), &kept))?;
        let (sha256, bytes) = digest(&kept)?;
        return Ok(Kept { file: name, bytes, sha256 });
    }
    let name = format!("{stem}.{}", brought.ending());
    let kept = folder.join(&name);
    world.disk.copy_new(brought.path(), &kept).map_err(AddError::io(&kept, "written"))?;
    brought.unchanged()?;
    Ok(Kept { file: name, bytes: brought.bytes(), sha256 })
}
