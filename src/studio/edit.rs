//! Changes of an episode that leave its sound alone: words, chapters, transcript and picture, dates, release.

use std::time::Duration;

use super::soundfile::{labels, retagged};
use super::{
    AddError, Belongings, Changed, Clock, EditError, EditRequest, Give, Notice, artwork, belongings, dating,
};
use crate::catalogue::{CatalogueError, Shelved, Show, ShowLock, Wait, What, layout, transcript};
use crate::episode::transcript::Script;
use crate::episode::{
    Chapter, Details, Episode, FileType, Handle, Mark, Sound, Transcribed, Transcript, chapter, text,
};
use crate::world::{Staging, World};

/// Changes what is said about an episode. Number, GUID, slug and published sound stay.
///
/// With `retag` a new version of the sound file is made whose tags say what the record says; a draft,
/// which nobody has heard, is retagged by itself.
pub fn edit(
    world: &World,
    show: &Show,
    handle: Handle,
    request: &EditRequest,
    wait: Wait,
) -> Result<Changed, EditError> {
    edit_if(world, show, handle, request, wait, |_| Ok(()))
}

/// Changes what is said about an episode, if it is still fit for it when its turn comes.
pub(super) fn edit_if<E: From<EditError>>(
    world: &World,
    show: &Show,
    handle: Handle,
    request: &EditRequest,
    wait: Wait,
    still: impl FnOnce(&Episode) -> Result<(), E>,
) -> Result<Changed, E> {
    let (title, given) = asked(request)?;
    let lock = show.lock(world, wait).map_err(EditError::from)?;
    let before = lock.shelf().get(handle).map_err(EditError::from)?.clone();
    still(&before.episode)?;
    Ok(edit_under(world, show, &lock, before, request, title, &given)?)
}

/// Reads what is asked for, before anybody must wait.
fn asked(request: &EditRequest) -> Result<(Option<String>, Given<'_>), EditError> {
    if *request == EditRequest::default() {
        return Err(EditError::Nothing);
    }
    let title = request.title.as_deref().map(text::whole_title).transpose().map_err(AddError::from)?;
    if title.as_ref().is_some_and(String::is_empty) {
        return Err(EditError::NoTitle);
    }
    Ok((title, Given::of(&request.belongings)?))
}

fn edit_under(
    world: &World,
    show: &Show,
    lock: &ShowLock<'_>,
    before: Shelved,
    request: &EditRequest,
    title: Option<String>,
    given: &Given<'_>,
) -> Result<Changed, EditError> {
    let EditRequest { notes, date, season, explicit, retag, .. } = request;
    let handle = before.episode.handle;
    let mut after = before.episode.clone();
    let mut noticed = given.chapters(&mut after)?;
    let script = given.script(&mut after, &mut noticed)?;
    let staged = script.map(|script| staged(world, lock, show, &before, &script)).transpose()?;
    given.artwork(world, lock, show, &before, &mut after, &mut noticed)?;
    if let Some(title) = title {
        after.title = title;
    }
    if let Some(notes) = notes {
        after.notes = text::lines(notes);
    }
    if let Some(date) = *date {
        after.published = date;
        after.dated_by_hand = true;
    }
    if let Some(season) = *season {
        after.season = season;
    }
    if let Some(explicit) = *explicit {
        after.explicit = explicit;
    }
    if let Some((_, transcript)) = &staged {
        let same = before.episode.transcript.as_ref().filter(|old| old.sha256 == transcript.sha256);
        after.transcript = Some(same.unwrap_or(transcript).clone());
    }
    belongings::refuse_soundbites(request.soundbites.iter().flatten(), &after.sound)?;
    tell(&mut after.details, request);
    noticed.extend(notices(world, lock, &after));
    // What nobody has heard yet may as well say all that the record says.
    let ours = after.sound.file_type == FileType::Mp3;
    let retag =
        *retag || (after.draft && ours && (differs(show, &after) || reworded(&before.episode, &after)));
    if !retag && after == before.episode {
        return Err(EditError::AlreadySo { handle });
    }
    if retag {
        after.sound = retag_under(world, lock, show, &before, &after)?;
    } else if differs(show, &after) {
        noticed.push(Notice::TagsDiffer { title: after.sound.tagged.title.clone() });
    } else {
        if chapter::fingerprint(&after.chapters()) != after.sound.tagged.chapters {
            noticed.push(Notice::ChaptersDiffer);
        }
        if after.picture() != after.sound.tagged.artwork {
            noticed.push(Notice::ArtworkDiffers);
        }
    }
    if let Some((staging, transcript)) =
        staged.filter(|(_, staged)| after.transcript.as_ref() == Some(staged))
    {
        lock.bring(world, &staging.join(&transcript.file), &before, &transcript.file)?;
    }
    let change = lock.change(
        world,
        if retag && only_sound_differs(&before.episode, &after) { What::Retag } else { What::Edit },
    );
    let after = lock.rewrite(world, &before, after, None, change)?;
    Ok(Changed { before, after, noticed })
}

/// Chapters, a transcript and a picture that were named, read and checked, and not yet by the clock of a sound.
struct Given<'r> {
    asked: &'r Belongings,
    chapters: Option<Vec<Chapter>>,
    transcript: Option<Transcript>,
    artwork: Option<artwork::Brought>,
}

impl Given<'_> {
    fn of(asked: &Belongings) -> Result<Given<'_>, AddError> {
        let file = |give: &Option<Give>| match give {
            Some(Give::File(path)) => Some(path.clone()),
            _ => None,
        };
        Ok(Given {
            asked,
            chapters: file(&asked.chapters).map(|path| belongings::read_chapters(&path)).transpose()?,
            transcript: file(&asked.transcript).map(|path| belongings::read_transcript(&path)).transpose()?,
            artwork: artwork::Brought::of(asked.artwork.as_ref(), std::iter::empty())?,
        })
    }

    /// Returns by which clock their times are: whoever has the finished episode hears that one.
    fn clock(&self) -> Clock {
        self.asked.clock.unwrap_or(Clock::Episode)
    }

    /// Gives an episode its chapters, and returns what is worth saying of them.
    fn chapters(&self, episode: &mut Episode) -> Result<Vec<Notice>, AddError> {
        let mut noticed = Vec::new();
        match (&self.asked.chapters, &self.chapters) {
            (Some(Give::Nothing), _) => episode.marks.clear(),
            (Some(Give::File(path)), Some(chapters)) => {
                let line = episode.sound.timeline();
                if self.clock() == Clock::Episode {
                    belongings::refuse_behind(path, chapters, &line)?;
                }
                let mark = |chapter: &Chapter| match self.clock() {
                    Clock::Episode => Mark::in_episode(chapter.clone(), &line),
                    Clock::Recording => Mark::in_recording(chapter.clone()),
                };
                let marks: Vec<Mark> = chapters.iter().map(mark).collect();
                let (file, count) = (belongings::name_of(path), marks.len());
                noticed.push(Notice::ChaptersTaken { file, count, clock: self.clock() });
                noticed.extend(belongings::cut_out(&marks, &line));
                episode.marks = marks;
            }
            _ => {}
        }
        Ok(noticed)
    }

    /// Takes the picture of an episode away, or gives it the one that was named. Its file comes to the folder
    /// now, since the tags are made with it; until a record knows it, it does no harm.
    fn artwork(
        &self,
        world: &World,
        lock: &ShowLock<'_>,
        show: &Show,
        before: &Shelved,
        episode: &mut Episode,
        noticed: &mut Vec<Notice>,
    ) -> Result<(), AddError> {
        if self.asked.artwork == Some(Give::Nothing) {
            episode.artwork = None;
        }
        let Some(brought) = &self.artwork else { return Ok(()) };
        noticed.extend(brought.noticed());
        if episode.picture() != Some(brought.sha256()) {
            let staging = staging(world, show)?;
            let staged = brought.stage(world, 1, staging.path())?;
            episode.artwork = Some(artwork::bring(world, lock, staging.path(), before, &staged)?);
        }
        Ok(())
    }

    /// Takes the transcript of an episode away, or returns the one that it gets.
    fn script(&self, episode: &mut Episode, noticed: &mut Vec<Notice>) -> Result<Option<Script>, AddError> {
        if self.asked.transcript == Some(Give::Nothing) {
            episode.transcript = None;
        }
        let (Some(Give::File(path)), Some(transcript)) = (&self.asked.transcript, &self.transcript) else {
            return Ok(None);
        };
        let script = match self.clock() {
            Clock::Episode => Script::in_episode(transcript.clone(), &episode.sound.timeline()),
            Clock::Recording => Script::in_recording(transcript.clone(), Duration::ZERO),
        };
        belongings::refuse_unheard(path, transcript, &script, &episode.sound.timeline())?;
        let (file, timed) = (belongings::name_of(path), script.timed);
        noticed.push(Notice::TranscriptTaken { file, timed, clock: self.clock() });
        noticed.extend(belongings::unheard(&script, &episode.sound.timeline()));
        Ok(Some(script))
    }
}

/// Writes the next transcript of an episode into a staging folder, which goes unless it is used.
fn staged(
    world: &World,
    lock: &ShowLock<'_>,
    show: &Show,
    before: &Shelved,
    script: &Script,
) -> Result<(Staging, Transcribed), AddError> {
    let staging = staging(world, show)?;
    let transcript = transcript::stage(world, script, lock.next_transcript(before)?, staging.path())
        .map_err(AddError::io(staging.path(), "written"))?;
    Ok((staging, transcript))
}

/// Opens a folder in which files are made before an episode gets them.
fn staging(world: &World, show: &Show) -> Result<Staging, CatalogueError> {
    let episodes = show.episodes_dir();
    Staging::open(world, &episodes).map_err(CatalogueError::io(&episodes, "written"))
}

/// Changes what is told of an episode beside its words.
fn tell(details: &mut Details, request: &EditRequest) {
    let words = |words: &String| Some(words.clone()).filter(|words| !words.is_empty());
    if let Some(persons) = &request.persons {
        details.persons.clone_from(persons);
    }
    if let Some(soundbites) = &request.soundbites {
        details.soundbites.clone_from(soundbites);
    }
    if let Some(licence) = &request.licence {
        details.licence.clone_from(licence);
    }
    if let Some(consent) = &request.consent {
        details.consent = words(consent);
    }
    if let Some(rights) = &request.rights {
        details.rights = words(rights);
    }
}

/// Puts a draft in the feed, dated now unless staff have dated it.
pub fn release(world: &World, show: &Show, handle: Handle, wait: Wait) -> Result<Changed, EditError> {
    let lock = show.lock(world, wait)?;
    let before = lock.shelf().get(handle)?.clone();
    if !before.episode.draft {
        return Err(EditError::AlreadyReleased { handle });
    }
    let mut after = Episode { draft: false, ..before.episode.clone() };
    let mut noticed = notices(world, &lock, &after);
    if !after.dated_by_hand {
        let (date, behind) = dating::next(world, lock.shelf());
        after.published = date;
        noticed.extend(behind);
    }
    let after = lock.rewrite(world, &before, after, None, lock.change(world, What::Release))?;
    Ok(Changed { before, after, noticed })
}

/// Returns what is worth a line about an episode's words and date.
pub(super) fn notices(world: &World, lock: &ShowLock<'_>, episode: &Episode) -> Vec<Notice> {
    let mut noticed = Vec::new();
    if let Some(better) =
        episode.handle.number().and_then(|number| text::without_number(&episode.title, number.get()))
    {
        noticed.push(Notice::NumberInTitle { handle: episode.handle, better });
    }
    let others = lock.shelf().episodes.iter().map(|shelved| &shelved.episode);
    let folded = episode.title.to_lowercase();
    if let Some(other) =
        others.filter(|other| other.guid != episode.guid).find(|other| other.title.to_lowercase() == folded)
    {
        noticed.push(Notice::TitleTaken { by: other.handle });
    }
    if !episode.draft && !episode.is_due(world.clock.now()) {
        noticed.push(Notice::Scheduled { date: episode.published });
    }
    noticed
}

/// Returns whether the tags in the sound say something else than the record and the settings.
fn differs(show: &Show, episode: &Episode) -> bool {
    let (tagged, info) = (&episode.sound.tagged, show.info());
    tagged.title != episode.title || tagged.show != info.title
}

/// Returns whether something changed that the tags say besides the titles.
fn reworded(before: &Episode, after: &Episode) -> bool {
    before.notes != after.notes
        || before.published.year() != after.published.year()
        || before.marks != after.marks
        || before.picture() != after.picture()
}

fn only_sound_differs(before: &Episode, after: &Episode) -> bool {
    Episode { sound: before.sound.clone(), ..after.clone() } == *before
}

/// Makes the next version of an episode's sound, with tags that say what `after` says.
pub(super) fn retag_under(
    world: &World,
    lock: &ShowLock<'_>,
    show: &Show,
    before: &Shelved,
    after: &Episode,
) -> Result<Sound, AddError> {
    let version = lock.next_version(before)?;
    let staging = staging(world, show)?;
    let name = layout::sound_name(version);
    let staged = staging.join(&name);
    let sound = retagged(world, before, &labels(show, after, &before.folder)?, &staged)?;
    lock.bring(world, &staged, before, &name)?;
    Ok(Sound { version, ..sound })
}
