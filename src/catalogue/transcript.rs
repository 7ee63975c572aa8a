//! The transcript that is kept with an episode, as a file of its own beside the record.

use std::fs::File;
use std::io::{self, Read as _, Write as _};
use std::path::Path;

use super::{FormError, Problem, Shelved, layout};
use crate::episode::fault::Whereabouts;
use crate::episode::transcript::Script;
use crate::episode::{Episode, Transcribed, Transcript};
use crate::world::{Digest, World};

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

/// Writes a transcript as the n-th of an episode, into a folder that is being filled.
pub fn stage(world: &World, script: &Script, n: u32, folder: &Path) -> io::Result<Transcribed> {
    let file = layout::transcript_name(n, script.timed);
    let text = script.written();
    world.disk.create_new(&folder.join(&file))?.write_all(text.as_bytes())?;
    let (bytes, sha256) = (text.len() as u64, Digest::of(text.as_bytes()));
    Ok(Transcribed { file, bytes, sha256, timed: script.timed })
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
        line: match refused.place {
            Whereabouts::Line(line) => Some(line),
            Whereabouts::File | Whereabouts::Entry(_) => None,
        },
        problem: Problem::Transcript(refused.fault),
    })
}
