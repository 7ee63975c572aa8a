//! New sound for an episode that is there: the same number and GUID, the next version of the file.

use std::path::PathBuf;

use super::add::{has_room, same_recording, writable};
use super::brought::Brought;
use super::make;
use super::soundfile::labels;
use super::{AddError, Changed, SoundPlan};
use crate::catalogue::{CatalogueError, Shelf, Shelved, Show, Wait, What, layout};
use crate::episode::{Episode, Handle, Kept, Recorded, Sound};
use crate::world::{Staging, World};

/// Which sound an episode gets.
#[derive(Debug, Clone)]
pub struct ResoundRequest {
    /// Another recording; without one, that which is kept with the episode.
    pub recording: Option<PathBuf>,
    /// Whether a silent recording is wanted all the same.
    pub force: bool,
    /// Whether a recording that another episode was made of may be used.
    pub again: bool,
    /// How long to wait for another desk.
    pub wait: Wait,
}

/// An episode that got new sound.
#[derive(Debug, Clone)]
pub struct Resounded {
    /// The episode, before and after.
    pub changed: Changed,
    /// How the sound was made.
    pub sound: SoundPlan,
}

/// Gives an episode new sound, from another recording or from the kept one.
pub fn replace(
    world: &World,
    show: &Show,
    handle: Handle,
    request: &ResoundRequest,
) -> Result<Resounded, AddError> {
    show.writable()?;
    let shelf = show.shelf()?;
    let shelved = shelf.get(handle)?;
    shelved.writable()?;
    let (path, wait) = (source(shelved, request)?, request.wait);
    let brought = Brought::look(world, &path, wait)?;
    // Opening it is quick, and tells most of what is no recording.
    drop(crate::audio::decode::open(brought.path())?);
    writable(world, &show.episodes_dir())?;
    let sha256 = brought.digest(world)?;
    let is_new = request.recording.is_some();
    // Its own recording may come again: it need not have been kept.
    let others = |shelf: &Shelf| {
        let other = shelf.made_of(sha256, Some(&shelved.episode.guid)).filter(|_| is_new && !request.again);
        other.map_or(Ok(()), |other| Err(same_recording(&path, other)))
    };
    others(&shelf)?;
    let survey = make::survey(world, &brought, &make::target(show.info()), request.force)?;
    has_room(world, show, &survey, &brought)?;

    let episodes = show.episodes_dir();
    let staging = Staging::open(world, &episodes).map_err(CatalogueError::io(&episodes, "written"))?;
    let staged = staging.join("audio.mp3");
    let sound = survey.write_mp3(world, &labels(show, &shelved.episode)?, &staged)?;
    let kept = if is_new && show.info().keep_recording {
        Some(make::keep(world, &brought, sha256, survey.is_video, staging.path())?)
    } else {
        None
    };
    brought.unchanged()?;
    crate::world::staging::sync_tree(world.disk.as_ref(), staging.path())
        .map_err(AddError::io(staging.path(), "written"))?;
    world.cancel.check()?;

    let lock = show.lock(world, wait)?;
    others(lock.shelf())?;
    let before = lock.shelf().get(handle)?.clone();
    if is_another(&shelved.episode, &before.episode) {
        return Err(AddError::ChangedMeanwhile { path: before.record() });
    }
    let version = lock.next_version(&before)?;
    lock.bring(world, &staged, &before, &layout::sound_name(version))?;
    let mut after = Episode { sound: Sound { version, ..sound }, ..before.episode.clone() };
    if is_new {
        // The older recording stays for `undo`, so the new one gets a name of its own.
        let kept = match kept {
            Some(kept) => {
                let name = kept.file.replacen("recording", &format!("recording-{version}"), 1);
                lock.bring(world, &staging.join(&kept.file), &before, &name)?;
                Some(Kept { file: name, ..kept })
            }
            None => None,
        };
        after.recording = Recorded { name: brought.name(), bytes: brought.bytes(), sha256, kept };
    }
    let change = lock.change(world, if is_new { What::Replace } else { What::Remaster });
    let after = lock.rewrite(world, &before, after, None, change)?;
    let changed = Changed { before, after, noticed: survey.noticed.clone() };
    Ok(Resounded { changed, sound: survey.sound_plan() })
}

/// Returns whether an episode changed so while its sound was made that the sound does not fit: its number
/// was given to another, its words are not what the tags say, or it was made of another recording.
fn is_another(then: &Episode, now: &Episode) -> bool {
    then.guid != now.guid
        || then.title != now.title
        || then.notes != now.notes
        || then.published.year() != now.published.year()
        || then.recording != now.recording
}

/// Returns the path of the recording to use.
fn source(shelved: &Shelved, request: &ResoundRequest) -> Result<PathBuf, AddError> {
    if let Some(recording) = &request.recording {
        return Ok(recording.clone());
    }
    shelved.recording().filter(|path| path.is_file()).ok_or_else(|| AddError::NothingKept {
        handle: shelved.episode.handle,
        name: shelved.episode.recording.name.clone(),
    })
}
