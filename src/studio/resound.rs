//! New sound for an episode that is there: the same number and GUID, the next version of the file.

use std::path::PathBuf;

use super::add::{has_room, writable};
use super::belongings::{Fitted, Gathered};
use super::keeping::keep_all;
use super::make::{self, Wanted};
use super::soundfile::labels;
use super::sources::Sources;
use super::{
    AddError, Belongings, Changed, Give, Jingles, Notice, SoundPlan, Wishes, artwork, fallen, figures,
};
use crate::catalogue::{CatalogueError, Shelf, Shelved, Show, Wait, What, layout, transcript};
use crate::episode::{Episode, Handle, Kept, Mark, Recorded, Sound};
use crate::world::{Staging, World};

/// Which sound an episode gets.
#[derive(Debug, Clone)]
pub struct ResoundRequest {
    /// Another recording; without one, what is kept with the episode.
    pub recording: Option<PathBuf>,
    /// Recordings that are joined to it, to be heard after it in this order.
    pub joined: Vec<PathBuf>,
    /// Whether a silent recording is wanted all the same.
    pub force: bool,
    /// Whether a recording that another episode was made of may be used.
    pub again: bool,
    /// What is wanted of the sound otherwise than the show has it.
    pub wishes: Wishes,
    /// Chapters, transcript and picture of another recording.
    pub belongings: Belongings,
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
///
/// The sound is made as the show's settings are now, and by the wishes of this request: what was wished
/// for an earlier sound is not remembered.
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
    let ((first, joined), wait) = (recordings(shelved, request)?, request.wait);
    let mut sources = Sources::look(world, &first, &joined, wait)?;
    let is_new = request.recording.is_some();
    let gathered = if is_new { Some(gathered(&sources, request)?) } else { None };
    let wanted = Wanted::of(show.info(), &Jingles::of(show), &request.wishes, request.force)?;
    writable(world, &show.episodes_dir())?;
    sources.hash_all(world)?;
    if is_new && !request.again {
        sources.refuse_twins()?;
    }
    // Its own recording may come again: it need not have been kept.
    let refuse_others = |shelf: &Shelf| {
        let asked = is_new && !request.again;
        if asked { sources.refuse_known(shelf, Some(&shelved.episode.guid)) } else { Ok(()) }
    };
    refuse_others(&shelf)?;
    let survey = make::survey(world, &sources, &wanted)?;
    has_room(world, show, &survey, &sources)?;

    let episodes = show.episodes_dir();
    let staging = Staging::open(world, &episodes).map_err(CatalogueError::io(&episodes, "written"))?;
    let staged = staging.join("audio.mp3");
    let fitted = gathered.as_ref().map(|gathered| gathered.fitted(&survey.spans(), &survey.sound()));
    let fitted = fitted.unwrap_or_default();
    let marks = marks_after(&shelved.episode, request, &fitted);
    let mut to_be = Episode { sound: survey.sound(), marks: marks.clone(), ..shelved.episode.clone() };
    let brought = gathered.and_then(|gathered| gathered.artwork);
    let brought = brought.map(|brought| brought.stage(world, 1, staging.path())).transpose()?;
    if brought.is_some() || request.belongings.artwork == Some(Give::Nothing) {
        to_be.artwork.clone_from(&brought);
    }
    let lies_in = if brought.is_some() { staging.path() } else { &shelved.folder };
    let labels = labels(show, &to_be, lies_in)?;
    let made = survey.write_mp3(world, &labels, show.info().loudness, &staged)?;
    let kept = if is_new && show.info().keep_recording {
        keep_all(world, &sources, &survey, staging.path())?
    } else {
        Vec::new()
    };
    sources.unchanged()?;
    crate::world::staging::sync_tree(world.disk.as_ref(), staging.path())
        .map_err(AddError::io(staging.path(), "written"))?;
    world.cancel.check()?;

    let lock = show.lock(world, wait)?;
    refuse_others(lock.shelf())?;
    let before = lock.shelf().get(handle)?.clone();
    if is_another(&shelved.episode, &before.episode) {
        return Err(AddError::ChangedMeanwhile { path: before.record() });
    }
    let version = lock.next_version(&before)?;
    lock.bring(world, &staged, &before, &layout::sound_name(version))?;
    figures::bring(world, &lock, staging.path(), &before, version)?;
    let mut after = Episode { sound: Sound { version, ..made.sound }, marks, ..before.episode.clone() };
    if let Some(script) = &fitted.script {
        let transcript = transcript::stage(world, script, lock.next_transcript(&before)?, staging.path())
            .map_err(AddError::io(staging.path(), "written"))?;
        lock.bring(world, &staging.join(&transcript.file), &before, &transcript.file)?;
        after.transcript = Some(transcript);
    } else if request.belongings.transcript == Some(Give::Nothing) {
        after.transcript = None;
    }
    if let Some(new) = to_be.artwork.filter(|new| after.picture() != Some(new.sha256)) {
        after.artwork = Some(artwork::bring(world, &lock, staging.path(), &before, &new)?);
    } else if request.belongings.artwork == Some(Give::Nothing) {
        after.artwork = None;
    }
    if is_new {
        // The older recording stays for `undo`, so the new one gets a name of its own.
        let bring = |kept: Kept| {
            let name = kept.file.replacen("recording", &format!("recording-{version}"), 1);
            lock.bring(world, &staging.join(&kept.file), &before, &name)?;
            Ok(Kept { file: name, ..kept })
        };
        let kept = kept.into_iter().map(bring).collect::<Result<_, CatalogueError>>()?;
        (after.recording, after.joined) = sources.recorded(kept);
    }
    let change = lock.change(world, if is_new { What::Replace } else { What::Remaster });
    let after = lock.rewrite(world, &before, after, None, change)?;
    let mut noticed = survey.noticed.clone();
    let stays = after.episode.transcript.is_some() && after.episode.transcript == before.episode.transcript;
    let stay = stays || (!after.episode.marks.is_empty() && fitted.marks.is_none());
    noticed.extend(fitted.noticed);
    if is_new && stay {
        noticed.push(Notice::BelongingsStay);
    }
    noticed.extend(fallen::notices(&before, &after));
    noticed.extend(made.off);
    let changed = Changed { before, after, noticed };
    Ok(Resounded { changed, sound: made.plan })
}

/// Returns whether an episode changed so while its sound was made that the sound does not fit: its number
/// was given to another, its words are not what the tags say, or it was made of another recording.
fn is_another(then: &Episode, now: &Episode) -> bool {
    then.guid != now.guid
        || then.title != now.title
        || then.notes != now.notes
        || then.published.year() != now.published.year()
        || then.marks != now.marks
        || then.artwork != now.artwork
        || then.recording != now.recording
        || then.joined != now.joined
}

/// Reads what was brought with another recording.
fn gathered(sources: &Sources, request: &ResoundRequest) -> Result<Gathered, AddError> {
    let gathered = Gathered::of(&request.belongings, &sources.marked())?;
    gathered.refuse_behind(&sources.lengths())?;
    Ok(gathered)
}

/// Returns the chapters that the episode will have: those of the new recording, else those that it has. By
/// the clock of the recording they are right as long as it is the same, or the same with a word taken out.
fn marks_after(episode: &Episode, request: &ResoundRequest, fitted: &Fitted) -> Vec<Mark> {
    match (&fitted.marks, &request.belongings.chapters) {
        (Some(marks), _) => marks.clone(),
        (None, Some(Give::Nothing)) => Vec::new(),
        (None, _) => episode.marks.clone(),
    }
}

/// Returns the paths of the recordings to use: the first, and those that are joined to it.
fn recordings(shelved: &Shelved, request: &ResoundRequest) -> Result<(PathBuf, Vec<PathBuf>), AddError> {
    if let Some(recording) = &request.recording {
        return Ok((recording.clone(), request.joined.clone()));
    }
    let Episode { handle, recording, joined, .. } = &shelved.episode;
    let kept = |recording: &Recorded| {
        let path = shelved.kept(recording).filter(|path| path.is_file());
        path.ok_or_else(|| {
            let names = shelved.episode.recordings().map(|recording| recording.name.clone()).collect();
            AddError::NothingKept { handle: *handle, names }
        })
    };
    Ok((kept(recording)?, joined.iter().map(kept).collect::<Result<_, _>>()?))
}
