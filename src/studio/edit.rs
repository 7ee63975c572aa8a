//! Changes of an episode that leave its sound alone: words, dates, release.

use super::soundfile::{labels, retagged};
use super::{AddError, Changed, EditError, EditRequest, Notice, dating};
use crate::catalogue::{CatalogueError, Shelved, Show, ShowLock, Wait, What, layout};
use crate::episode::{Episode, FileType, Handle, Sound, text};
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
    let EditRequest { title, notes, date, season, explicit, retag } = request;
    if title.is_none()
        && notes.is_none()
        && date.is_none()
        && season.is_none()
        && explicit.is_none()
        && !retag
    {
        return Err(EditError::Nothing);
    }
    let title = title.as_deref().map(text::title);
    if title.as_ref().is_some_and(String::is_empty) {
        return Err(EditError::NoTitle);
    }
    let lock = show.lock(world, wait)?;
    let before = lock.shelf().get(handle)?.clone();
    let mut after = before.episode.clone();
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
    let mut noticed = notices(world, &lock, &after);
    // What nobody has heard yet may as well say all that the record says.
    let ours = after.sound.file_type == FileType::Mp3;
    let retag =
        *retag || (after.draft && ours && (differs(show, &after) || reworded(&before.episode, &after)));
    if !retag && after == before.episode {
        return Err(EditError::AlreadySo { handle });
    }
    if retag {
        after.sound = retag_under(world, &lock, show, &before, &after)?;
    } else if differs(show, &after) {
        noticed.push(Notice::TagsDiffer { title: after.sound.tagged.title.clone() });
    }
    let change = lock.change(
        world,
        if retag && only_sound_differs(&before.episode, &after) { What::Retag } else { What::Edit },
    );
    let after = lock.rewrite(world, &before, after, None, change)?;
    Ok(Changed { before, after, noticed })
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
    before.notes != after.notes || before.published.year() != after.published.year()
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
    let episodes = show.episodes_dir();
    let staging = Staging::open(world, &episodes).map_err(CatalogueError::io(&episodes, "written"))?;
    let name = layout::sound_name(version);
    let staged = staging.join(&name);
    let sound = retagged(world, before, &labels(show, after)?, &staged)?;
    lock.bring(world, &staged, before, &name)?;
    Ok(Sound { version, ..sound })
}
