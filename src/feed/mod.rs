//! `feed/`: what listeners and their apps get, made from what stands in `episodes/`.
//!
//! ```text
//! feed/feed.xml                 the feed
//! feed/feed-1-1a2b3c4d.xml      older pages of it, where the settings ask for them
//! feed/media/007-opening-day.mp3
//! feed/media/007-opening-day.chapters-1a2b3c4d.json, .transcript-1a2b3c4d.vtt
//! feed/artwork-1a2b3c4d.png     the picture, named by its content; episodes may have their own
//! feed/index.html, …            pages for people without an app, made by another room
//! ```
//!
//! It is complete by itself: copied to any web server, the show is on the air. It is derived: deleted,
//! it comes back with the same bytes, whatever the day and the computer.
//!
//! **Invariants:** at no moment does `feed.xml` name a sound that is missing or has another length. A
//! feed that did not change is not written. An episode never falls out of the feed by accident, and its
//! identity never changes. What is wrong with an episode that listeners cannot have yet holds back that
//! one only.

mod address;
pub mod artwork;
pub mod category;
pub mod channel;
pub mod documents;
mod language;
mod media;
mod nearest;
pub mod notes;
mod pages;
mod paging;
pub mod pictures;
pub mod place;
mod podcast;
pub mod rules;
pub mod strange;
mod template;
#[cfg(test)]
mod tests;
pub mod xml;

use std::collections::{HashMap, HashSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

pub use address::is_address;
pub use channel::{Unfit, channel, newest_first, render, title};
pub use pages::{Pages, PagesPut};
pub use pictures::Pictures;
pub use place::{EPISODES, FEED, MEDIA, PAGE, Place};
pub use podcast::heard;
pub use rules::{About, Finding, Rule, RuleInfo, Seen, Source, Weight, findings};
pub use template::{Stuck, Unusable};

use crate::catalogue::baseline::{self, Baseline, Published};
use crate::catalogue::{CatalogueError, Shelf, Shelved, Show, ShowInfo, Wait, settings};
use crate::episode::{Guid, Handle, Moment, guid};
use crate::world::disk::FileError;
use crate::world::disk::replace_file;
use crate::world::{Cancelled, World};

/// A feed that stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Built {
    /// Whether its bytes are others than before.
    pub changed: bool,
    /// How many of the pages are others than before.
    pub pages_changed: usize,
    /// How many episodes it has.
    pub items: usize,
    /// The episodes that listeners cannot have yet.
    pub held_back: Vec<HeldBack>,
    /// Whether it is for this computer only.
    pub local: bool,
    /// What is worth knowing.
    pub findings: Vec<Finding>,
    /// The file.
    pub feed: PathBuf,
    /// The address by which apps subscribe to it.
    pub address: String,
    /// The address to which it tells apps to move.
    pub moved: Option<String>,
}

/// An episode that listeners cannot have yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldBack {
    /// Its number or handle.
    pub handle: Handle,
    /// Its title.
    pub title: String,
    /// What it waits for.
    pub until: Until,
}

/// What an episode waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Until {
    /// For somebody to release it.
    Released,
    /// For its date.
    Date(Moment),
}

/// How often the shelf is read anew when somebody changes it under our eyes.
const TRIES: usize = 3;

/// Builds the feed from the shelf. `allow_removal` lets episodes vanish that the last feed had and that
/// are nowhere now.
///
/// Replacing `feed.xml` is the commit point: the sounds, the picture and the pages that it names are durable
/// before, and those that it no longer names go after.
pub fn build(
    world: &World,
    show: &Show,
    pages: &dyn Pages,
    allow_removal: bool,
    wait: Wait,
) -> Result<Built, FeedError> {
    let _lock = show.lock_build(world, wait)?;
    // Read again under the lock: somebody may have changed the settings while we waited.
    let mut show = Show::open(show.root())?;
    let mut tries = TRIES;
    loop {
        tries -= 1;
        let shelf = show.shelf()?;
        let outcome = build_from(world, &mut show, &shelf, pages, allow_removal);
        // A shelf that moved while we looked at it can look wrong without being so.
        let looks_wrong = matches!(outcome, Err(FeedError::Refused { .. } | FeedError::Vanished { .. }));
        if looks_wrong && tries > 0 && places(&show.shelf()?) != places(&shelf) {
            continue;
        }
        return outcome;
    }
}

/// Returns all that is to say about the show, without changing anything.
pub fn check(world: &World, show: &Show) -> Result<Vec<Finding>, FeedError> {
    let shelf = show.shelf()?;
    let last = baseline::read(show.root())?;
    let artwork = artwork::Found::of(show);
    let now = world.clock.now();
    let seen = Seen {
        show,
        shelf: &shelf,
        baseline: &last,
        artwork: &artwork,
        now,
        allow_removal: false,
        jobs: world.jobs,
    };
    Ok(findings(&seen))
}

fn build_from(
    world: &World,
    show: &mut Show,
    shelf: &Shelf,
    pages: &dyn Pages,
    allow_removal: bool,
) -> Result<Built, FeedError> {
    let mut last = baseline::read_to_change(show.root())?;
    let artwork = artwork::Found::of(show);
    let now = world.clock.now();
    let seen = Seen { show, shelf, baseline: &last, artwork: &artwork, now, allow_removal, jobs: world.jobs };
    let mut found = findings(&seen);
    if found.iter().any(|finding| finding.weight == Weight::Error) {
        return Err(FeedError::Refused { findings: found });
    }
    *show = identified(world, show)?;
    let (due, later): (Vec<&Shelved>, Vec<&Shelved>) =
        shelf.episodes.iter().partition(|shelved| shelved.episode.is_due(now));

    // The name of a sound that was taken back may come again, with other bytes. The old feed still
    // names the old ones, so one without either comes in between.
    let owners: HashMap<&str, &Published> =
        last.items.iter().map(|item| (item.media.as_str(), item)).collect();
    let (again, others): (Vec<&Shelved>, Vec<&Shelved>) = due.iter().copied().partition(|shelved| {
        let episode = &shelved.episode;
        let owner = owners.get(episode.media_name().as_str());
        owner.is_some_and(|item| item.guid != episode.guid || item.bytes != episode.sound.bytes)
    });
    if !again.is_empty() {
        put(world, show, &others, &artwork, pages, &last)?;
        last = baseline::read(show.root())?;
    }
    let (changed, stand, unfit) = put(world, show, &due, &artwork, pages, &last)?;
    let unsaid: Vec<Finding> = unfit.into_iter().filter(|finding| !found.contains(finding)).collect();
    found.extend(unsaid);
    found.extend(stand.taken.iter().map(|name| Finding {
        weight: Weight::Warning,
        about: About::File(format!("feed/{name}")),
        rule: Rule::PageTaken,
    }));

    let place = Place::of(show.info());
    Ok(Built {
        changed: changed || !again.is_empty(),
        pages_changed: stand.changed,
        items: due.len(),
        held_back: later.into_iter().map(held_back).collect(),
        local: place == Place::Here,
        findings: found,
        feed: show.feed_dir().join(FEED),
        address: place.feed_address(),
        moved: channel::moved(show.info(), &place).map(str::to_owned),
    })
}

/// Puts a feed of these episodes in place, with all that it names. Returns whether it is another one, its pages,
/// and what is to say of pictures that it does without.
fn put(
    world: &World,
    show: &Show,
    due: &[&Shelved],
    artwork: &artwork::Found,
    pages: &dyn Pages,
    last: &Baseline,
) -> Result<(bool, PagesPut, Vec<Finding>), FeedError> {
    let (pictures, unfit) = pictures::bring(world, show, artwork, due)?;
    let mut documents = Vec::new();
    for page in paging::paged(show.info(), channel(show.info(), due, &pictures)) {
        documents.push((page.name, render(&page.channel)?));
    }
    // Last comes the one that apps subscribe to.
    let (_, bytes) = documents.pop().unwrap_or_default();
    let wanted = media::wanted(due, last);
    media::bring(world, show, &wanted)?;
    documents::bring(world, show, due)?;
    artwork.bring(world, show)?;
    let stand = pages.put(world, show, &newest_first(due), &pictures)?;
    paging::bring(world, show, &documents)?;

    // From here on nobody asks whether to stop: it is a moment's work, and half of it is no state to leave.
    world.cancel.check()?;
    let path = show.feed_dir().join(FEED);
    let old = fs::read(&path).ok();
    let changed = old.as_ref().is_none_or(|old| *old != bytes);
    if changed {
        replace_file(world.disk.as_ref(), &path, &bytes).map_err(FeedError::io(&path, "written"))?;
    } else {
        // A run that was cut off may have put it there, and its name may not have reached the disk.
        world.disk.sync_dir(&show.feed_dir()).map_err(FeedError::io(&path, "written"))?;
    }

    let in_feed: HashSet<&Guid> = due.iter().map(|shelved| &shelved.episode.guid).collect();
    media::sweep(world, show, last, &wanted, |item| !in_feed.contains(&item.guid))?;
    documents::sweep(world, show, due)?;
    pictures.sweep(world, show)?;
    if changed {
        paging::sweep(world, show, &documents, &old.unwrap_or_default())?;
    }
    pages.sweep(world, show, &stand)?;
    baseline::write(world, show, &held_now(due, last))?;
    Ok((changed, stand, unfit))
}

/// Returns what the feed holds now. That an episode has left this computer is remembered, even of those
/// that are in the feed no more.
fn held_now(due: &[&Shelved], last: &Baseline) -> Baseline {
    let before = || last.items.iter().chain(&last.withdrawn).filter(|item| item.out);
    let out: HashSet<&Guid> = before().map(|item| &item.guid).collect();
    let published = |shelved: &&Shelved| Published {
        guid: shelved.episode.guid.clone(),
        handle: shelved.episode.handle,
        media: shelved.episode.media_name(),
        bytes: shelved.episode.sound.bytes,
        out: out.contains(&shelved.episode.guid),
    };
    let items: Vec<Published> = channel::newest_first(due).iter().map(published).collect();
    let in_feed: HashSet<&Guid> = items.iter().map(|item| &item.guid).collect();
    let withdrawn = before().filter(|item| !in_feed.contains(&item.guid)).cloned().collect();
    Baseline { items, withdrawn }
}

/// Gives the feed its identity, if it has an address and no identity yet: once in its life.
fn identified(world: &World, show: &Show) -> Result<Show, FeedError> {
    let place = Place::of(show.info());
    if show.info().guid.is_some() || !matches!(place, Place::Web(_)) {
        return Ok(show.clone());
    }
    let guid = guid::of_feed(&place.feed_address()).to_string();
    let info = ShowInfo { guid: Some(guid), ..show.info().clone() };
    Ok(settings::change(world, show, &info)?)
}

fn held_back(shelved: &Shelved) -> HeldBack {
    let episode = &shelved.episode;
    let until = if episode.draft { Until::Released } else { Until::Date(episode.published) };
    HeldBack { handle: episode.handle, title: episode.title.clone(), until }
}

/// Returns where everything on the shelf lies, and in which state.
fn places(shelf: &Shelf) -> Vec<(PathBuf, u64)> {
    let whole = shelf.episodes.iter().chain(&shelf.away);
    let places = whole.map(|shelved| (shelved.folder.clone(), shelved.change.order));
    places.chain(shelf.broken.iter().map(|broken| (broken.folder.clone(), 0))).collect()
}

/// The feed could not be built. The old one stands, unless the disk itself refused.
#[derive(Debug, thiserror::Error)]
pub enum FeedError {
    /// Something has to be mended first.
    #[error("the feed was not built: {}", first_of(findings))]
    Refused {
        /// Everything that was found, errors first.
        findings: Vec<Finding>,
    },
    /// The settings, a record or the memory of the last feed could not be read or written.
    #[error(transparent)]
    Catalogue(#[from] CatalogueError),
    /// A sound was taken away while it was being copied.
    #[error("{} is no longer there", path.display())]
    Vanished {
        /// The sound.
        path: PathBuf,
    },
    /// The rendered feed is not what was meant.
    #[error(transparent)]
    Unfit(#[from] Unfit),
    /// A page could not be made, since its template is not in order.
    #[error("{} is not in order: {problem}", path.display())]
    Template {
        /// The template.
        path: PathBuf,
        /// The line, counted from 1.
        line: Option<usize>,
        /// What is wrong with it.
        problem: Unusable,
    },
    /// Somebody asked to stop.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
    /// The disk refused.
    #[error(transparent)]
    Io(#[from] FileError),
}

impl FeedError {
    /// Returns a function that says of an I/O error what was being done to which file.
    pub fn io(path: &Path, doing: &'static str) -> impl FnOnce(io::Error) -> FeedError {
        let failed = FileError::when(path, doing);
        move |source| failed(source).into()
    }
}

fn first_of(findings: &[Finding]) -> String {
    findings.first().map(ToString::to_string).unwrap_or_default()
}
