//! The transcript that is kept with an episode, as a file of its own beside the record.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use super::{FormError, Shelved};
use crate::episode::transcript::Script;
use crate::episode::{Episode, Transcribed, Transcript};

/// The largest transcript that is read. Ten hours of speech take a tenth of it.
pub const LARGEST: u64 = 16 << 20;

impl Shelved {
    /// Returns what is said in the episode, by the clock of the episode; nothing if no transcript is kept.
    pub fn transcript(&self) -> Result<Option<Transcript>, FormError> {
        of(&self.folder, &self.episode)
    }
}

/// Returns what is said in an episode whose files lie in that folder.
pub fn of(folder: &Path, episode: &Episode) -> Result<Option<Transcript>, FormError> {
    let Some(kept) = &episode.transcript else { return Ok(None) };
    Ok(Some(read(folder, kept)?.placed(&episode.sound.timeline())))
}

/// Reads a transcript as it is kept in that folder.
fn read(folder: &Path, kept: &Transcribed) -> Result<Script, FormError> {
    let path = folder.join(&kept.file);
    let mut bytes = Vec::new();
    File::open(&path)
        .and_then(|file| file.take(LARGEST).read_to_end(&mut bytes))
        .map_err(|source| FormError::Unreadable { path: path.clone(), source })?;
    Script::read(&bytes, kept.timed).map_err(|refused| FormError::Wrong {
        path,
        line: None,
        problem: refused.to_string(),
    })
}
