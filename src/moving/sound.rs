//! What a file that came from elsewhere is, and how long it plays. Its bytes are not touched.

use std::fs::File;
use std::io::{self, BufReader, Read as _};
use std::path::Path;
use std::time::Duration;

use crate::audio::decode;
use crate::audio::mp3::frames;
use crate::audio::{Block, Source as _};
use crate::episode::{FileType, Sound, Tagged};
use crate::world::{Cancelled, Digest, World};

/// The file is no sound, or none that can be understood.
#[derive(Debug, thiserror::Error)]
pub enum SoundError {
    /// It is something else, such as a page that says that the sound is gone.
    #[error("it is no sound that players know")]
    NotSound,
    /// It could not be read.
    #[error("it could not be read")]
    Io(#[from] io::Error),
    /// Somebody asked to stop.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
}

/// Returns what is to be recorded of a sound file. `ending` is that of its address; `said` is how long the
/// feed says that it plays, which counts where the file itself does not tell.
///
/// Loudness is left open: to hear forty-nine episodes takes longer than to fetch them, and `remaster` hears
/// the one that somebody cares about.
pub(super) fn measured(
    world: &World,
    path: &Path,
    ending: &str,
    said: Option<Duration>,
    tagged: Tagged,
) -> Result<Sound, SoundError> {
    let mut head = [0; 4096];
    let mut file = File::open(path)?;
    let bytes = file.metadata()?.len();
    let mut filled = 0;
    while filled < head.len() {
        match file.read(&mut head[filled..])? {
            0 => break,
            read => filled += read,
        }
    }
    let file_type = FileType::of_content(&head[..filled], ending).ok_or(SoundError::NotSound)?;
    let (frames, rate, channels) = match length(world, path, file_type)? {
        Some(length) => length,
        // To the second, as feeds say it, and with as many channels as nearly all of them have.
        None => (said.ok_or(SoundError::NotSound)?.as_secs(), 1, 2),
    };
    let (sha256, _) = Digest::of_reader(File::open(path)?)?;
    let seconds = frames as f64 / f64::from(rate.max(1));
    let kbps = if seconds > 0.0 { (bytes as f64 * 8.0 / 1000.0 / seconds).round() as u32 } else { 0 };
    Ok(Sound { file_type, bytes, sha256, frames, rate, channels, kbps, tagged, ..Sound::nothing_yet() })
}

/// Returns how long it plays, in frames, at which rate, and of how many channels; none if nobody can tell.
fn length(world: &World, path: &Path, file_type: FileType) -> Result<Option<(u64, u32, u32)>, SoundError> {
    if file_type == FileType::Mp3
        && let Ok(walked) = frames::walk(BufReader::new(File::open(path)?))
    {
        let channels = u32::try_from(walked.first.channels()).unwrap_or(2);
        return Ok(Some((walked.frames(), walked.first.rate(), channels)));
    }
    let Ok(mut recording) = decode::open(path) else { return Ok(None) };
    let spec = recording.spec();
    let channels = u32::try_from(spec.channels).unwrap_or(2);
    if let Some(frames) = recording.frames().filter(|frames| *frames > 0) {
        return Ok(Some((frames, spec.rate, channels)));
    }
    let (mut block, mut frames) = (Block::default(), 0);
    loop {
        world.cancel.check()?;
        match recording.read(&mut block) {
            Ok(()) if block.frames() == 0 => break,
            Ok(()) => frames += block.frames() as u64,
            // What a player plays until there is as much as a listener hears.
            Err(_) => break,
        }
    }
    Ok((frames > 0).then_some((frames, spec.rate, channels)))
}
