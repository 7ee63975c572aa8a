//! The main job: a recording becomes the next episode.

use std::fs::OpenOptions;
use std::path::Path;

use super::belongings::{self, Fitted, Gathered};
use super::keeping::keep_all;
use super::make::{self, Survey, Wanted};
use super::soundfile::{digest, labels, write_front};
use super::sources::Sources;
use super::{AddError, AddRequest, Added, Jingles, Notice, Planned, TitleFrom, artwork, dating, edit};
use crate::catalogue::settings::Releasing;
use crate::catalogue::{CatalogueError, Shelf, Shelved, Show, What, record, transcript};
use crate::episode::{Episode, EpisodeNumber, Guid, Handle, Moment, Slug, Sound, text};
use crate::world::{Staging, World};

/// Room that is wanted beyond what we can count: tags, records, the feed.
const SPARE: u64 = 16 << 20;

/// Finds out what [`add`] would do, up to the plan of the sound, and does nothing.
pub fn plan_add(world: &World, show: &Show, request: &AddRequest) -> Result<Planned, AddError> {
    let prepared = Prepared::of(world, show, request)?;
    Ok(Planned {
        handle: prepared.expected,
        title: prepared.title,
        duration: prepared.survey.duration(),
        sound: prepared.survey.sound_plan(),
        bytes: prepared.survey.mp3_bytes(),
        noticed: prepared.noticed,
    })
}

/// Makes the recording the next episode of the show.
///
/// All slow work is done in a staging folder; the show is locked only to draw the number and to shelve
/// the folder. If anything goes wrong before that, the show is as it was and no number is used.
pub fn add(world: &World, show: &Show, request: &AddRequest) -> Result<Added, AddError> {
    let prepared = Prepared::of(world, show, request)?;
    let episodes = show.episodes_dir();
    let staging = Staging::open(world, &episodes).map_err(CatalogueError::io(&episodes, "written"))?;
    let mut episode = prepared.episode(world, show, request);
    if let Some(artwork) = &prepared.artwork {
        episode.artwork = Some(artwork.stage(world, 1, staging.path())?);
    }
    let mut labels = labels(show, &episode, staging.path())?;
    let file = staging.join(crate::catalogue::layout::sound_name(1));
    let made = prepared.survey.write_mp3(world, &labels, show.info().loudness, &file)?;
    episode.sound = made.sound;
    if let Some(script) = &prepared.fitted.script {
        episode.transcript = Some(
            transcript::stage(world, script, 1, staging.path())
                .map_err(AddError::io(staging.path(), "written"))?,
        );
    }
    if show.info().keep_recording {
        let Prepared { sources, survey, .. } = &prepared;
        let kept = keep_all(world, sources, survey, staging.path())?;
        (episode.recording, episode.joined) = sources.recorded(kept);
    }
    prepared.sources.unchanged()?;
    // Most of what must reach the disk does so here, while nobody waits for us.
    crate::world::staging::sync_tree(world.disk.as_ref(), staging.path())
        .map_err(AddError::io(staging.path(), "written"))?;
    world.cancel.check()?;

    let lock = show.lock(world, request.wait)?;
    let mut noticed = prepared.noticed;
    noticed.extend(made.off);
    if !request.again {
        prepared.sources.refuse_known(lock.shelf(), None)?;
    }
    for (_, other) in prepared.sources.known_to(lock.shelf(), None) {
        let notice = Notice::SameRecording { handle: other.episode.handle };
        if !noticed.contains(&notice) {
            noticed.push(notice);
        }
    }
    while lock.shelf().knows(&episode.guid) {
        // Only settled dice fall the same way twice.
        episode.guid = Guid::draw(world.entropy.as_ref());
    }
    episode.handle = lock.shelf().next_handle(request.kind);
    if episode.handle != labels.handle {
        labels.handle = episode.handle;
        renumber(&file, &labels, &mut episode.sound)?;
    }
    if request.date.is_none() {
        let (date, behind) = dating::next(world, lock.shelf());
        episode.published = date;
        noticed.extend(behind);
    }
    noticed.extend(edit::notices(world, &lock, &episode));
    let change = lock.change(world, What::Add);
    let folder = lock.shelve(world, staging, &episode, change.clone())?;
    let format = record::format_of(&episode);
    let shelved = Shelved { episode, change, away: None, folder, format };
    let number = shelved.episode.handle.number().map_or(0, EpisodeNumber::get);
    let highest = lock.shelf().highest_number().max(number);
    Ok(Added { shelved, sound: made.plan, noticed, highest })
}

/// All that is known before anything is written.
struct Prepared {
    sources: Sources,
    survey: Survey,
    title: String,
    /// The handle that the episode will get, unless another desk is faster.
    expected: Handle,
    /// The chapters, and what is said.
    fitted: Fitted,
    artwork: Option<artwork::Brought>,
    noticed: Vec<Notice>,
}

impl Prepared {
    /// Refuses what can be refused, in the order of what it costs to find out; then hears the recording.
    fn of(world: &World, show: &Show, request: &AddRequest) -> Result<Prepared, AddError> {
        show.writable()?;
        let given = request.title.as_deref().map(text::whole_title).transpose()?;
        let mut sources = Sources::look(world, &request.recording, &request.joined, request.wait)?;
        let gathered = Gathered::of(&request.belongings, &sources.marked())?;
        gathered.refuse_behind(&sources.lengths())?;
        let wanted = Wanted::of(show.info(), &Jingles::of(show), &request.wishes, request.force)?;
        writable(world, &show.episodes_dir())?;
        // A record that cannot be read hides which recordings are known; its number is taken all the same.
        let shelf = show.shelf()?;
        if !request.again {
            sources.hash_doubtful(world, &shelf)?;
            sources.refuse_twins()?;
            sources.refuse_known(&shelf, None)?;
        }
        let survey = sources.hash_all_beside(world, |sources| make::survey(world, sources, &wanted))?;
        has_room(world, show, &survey, &sources)?;
        sources.unchanged()?;

        let mut noticed = survey.noticed.clone();
        let (title, found) = title_for(given, request, &survey, &shelf);
        if let Some(from) = found {
            noticed.insert(0, Notice::TitleFound { from, title: title.clone() });
        }
        belongings::refuse_soundbites(&request.details.soundbites, &survey.sound())?;
        let fitted = gathered.fitted(&survey.spans(), &survey.sound());
        noticed.extend(fitted.noticed.iter().cloned());
        let (expected, artwork) = (shelf.next_handle(request.kind), gathered.artwork);
        Ok(Prepared { sources, survey, title, expected, fitted, artwork, noticed })
    }

    /// Returns the episode as far as it is known before its sound is made.
    fn episode(&self, world: &World, show: &Show, request: &AddRequest) -> Episode {
        let (recording, joined) = self.sources.recorded(Vec::new());
        let draft = request.draft || show.info().release == Releasing::ByHand;
        Episode {
            handle: self.expected,
            season: request.season,
            title: self.title.clone(),
            notes: text::lines(&request.notes),
            slug: Slug::of(&self.title),
            guid: Guid::draw(world.entropy.as_ref()),
            published: request.date.unwrap_or_else(|| Moment::new(world.clock.now(), &world.clock.zone())),
            dated_by_hand: request.date.is_some(),
            draft,
            explicit: request.explicit,
            details: request.details.clone(),
            sound: self.survey.sound(),
            recording,
            joined,
            marks: self.fitted.marks.clone().unwrap_or_default(),
            transcript: None,
            artwork: None,
        }
    }
}

/// Returns the title, and where it came from if nobody gave one.
fn title_for(
    given: Option<String>,
    request: &AddRequest,
    survey: &Survey,
    shelf: &Shelf,
) -> (String, Option<TitleFrom>) {
    if let Some(title) = given.filter(|title| !title.is_empty()) {
        return (title, None);
    }
    let tagged = survey.tagged_title.as_deref().map(text::title).filter(|title| !title.is_empty());
    if let Some(title) = tagged {
        return (title, Some(TitleFrom::Tag));
    }
    let name = request.recording.file_name().unwrap_or_default().to_string_lossy();
    let title = text::title_of_file(&name);
    let title = if title.is_empty() { shelf.next_handle(request.kind).to_string() } else { title };
    (title, Some(TitleFrom::FileName))
}

/// Writes the tag anew, in its own room, since another desk was faster.
fn renumber(path: &Path, labels: &super::tag::Labels, sound: &mut Sound) -> Result<(), AddError> {
    let room = make::front_length(path)?;
    let mut file =
        OpenOptions::new().read(true).write(true).open(path).map_err(AddError::io(path, "written"))?;
    write_front(&mut file, labels, Some(room), path)?;
    super::soundfile::write_back(&mut file, labels, path)?;
    (sound.sha256, sound.bytes) = digest(path)?;
    Ok(())
}

/// Returns an error if nothing can be written in the folder: found out by writing.
pub(super) fn writable(world: &World, folder: &Path) -> Result<(), AddError> {
    let not = |source| AddError::NotWritable { path: folder.to_owned(), source };
    Staging::open(world, folder).map(drop).map_err(not)
}

/// Returns an error if the disk has too little room for the sound, its copy in the feed, and the
/// recording if it is kept.
pub(super) fn has_room(
    world: &World,
    show: &Show,
    survey: &Survey,
    sources: &Sources,
) -> Result<(), AddError> {
    let mut kept = 0;
    if show.info().keep_recording {
        let files = sources.all().zip(&survey.videos).filter(|(_, is_video)| !**is_video);
        kept += files.map(|(brought, _)| brought.bytes()).sum::<u64>();
        if survey.videos.contains(&true) {
            // The sound of a video as WAV: three bytes a sample.
            kept += survey.analysis.frames * survey.analysis.recorded.channels as u64 * 3;
        }
    }
    let needed = 2 * survey.mp3_bytes() + kept + SPARE;
    match world.disk.free(&show.episodes_dir()) {
        Some(free) if free < needed => Err(AddError::NoRoom { path: show.episodes_dir(), needed, free }),
        _ => Ok(()),
    }
}
