//! The import itself: what the plan says is fetched, one file after the other, and shelved.
//!
//! ```text
//! episodes/.import/lock            held by whoever imports
//! episodes/.import/….part          a sound on its way
//! episodes/.import/….version       where it comes from, which version it is, and how much is surely there
//! episodes/.import/missing         what episodes came without; told at the end
//! ```
//!
//! The folder is made first and taken away last, and while it is there no feed is built. Cut off anywhere,
//! the same command goes on: what is on the shelf is known by its identity, and a sound on its way is
//! continued if the server still has the very same file.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};

use super::belongings::{Lacking, Missing};
use super::bring::Job;
use super::error::{ImportError, ItemError};
use super::fetch::{Client, Limits, host};
use super::missing::Notes;
use super::plan::{Incoming, Plan};
use crate::catalogue::settings::ShowDetails;
use crate::catalogue::{CatalogueError, Shelved, Show, ShowInfo, Wait, layout, settings};
use crate::picture;
use crate::world::disk::{make_folder, open_lock, replace_file};
use crate::world::{Event, World};

/// The largest cover that is fetched.
pub(super) const LARGEST_ARTWORK: u64 = 20 << 20;
/// After so many files of one host that could not be reached, its others are left for another time. So many
/// in a row at the end, and the line is down: then nothing is done without.
const ENOUGH: usize = 3;
/// Room that is wanted beyond the sound itself.
const SPARE: u64 = 16 << 20;

/// What to import, and how.
#[derive(Debug, Clone)]
pub struct ImportRequest {
    /// The folder of the show: a new one, or one that is empty yet.
    pub root: PathBuf,
    /// Whether the show is complete without the episodes that cannot be had.
    pub keep_going: bool,
    /// What fetching may cost.
    pub limits: Limits,
    /// How long to wait for another desk.
    pub wait: Wait,
}

/// How an import went.
#[derive(Debug)]
pub struct Imported {
    /// The show.
    pub show: Show,
    /// The episodes that came now.
    pub shelved: Vec<Shelved>,
    /// How many were there already.
    pub already: usize,
    /// Those that could not be had.
    pub failed: Vec<Failed>,
    /// What belongs to those that came and could not be had.
    pub missing: Vec<Missing>,
    /// Why the cover could not be had, if it could not.
    pub no_artwork: Option<Lacking>,
    /// Whether all is here, so that the feed may be built once it is [settled](settle).
    pub complete: bool,
}

/// An episode that could not be had.
#[derive(Debug)]
pub struct Failed {
    /// Which.
    pub incoming: Incoming,
    /// Why.
    pub why: ItemError,
}

/// Returns the episodes that [`import`] would refuse unasked, since their sounds are inside the house.
pub fn refused(plan: &Plan) -> Vec<Failed> {
    let refused = plan.incoming.iter().filter_map(|incoming| {
        let why = plan.reach.admits(&incoming.item.enclosure.as_ref()?.address).err()?;
        Some(Failed { incoming: incoming.clone(), why: why.into() })
    });
    refused.collect()
}

/// Returns whether the show in that folder can take an import: there is none, it is empty, or one was cut off.
pub fn begin(root: &Path) -> Result<(), ImportError> {
    if !layout::settings(root).is_file() {
        return Ok(());
    }
    let show = Show::open(root)?;
    show.writable()?;
    let shelf = show.shelf()?;
    let empty = shelf.taken().next().is_none() && shelf.away.is_empty();
    if empty || show.is_moving_in() { Ok(()) } else { Err(ImportError::NotEmpty { folder: root.to_owned() }) }
}

/// Imports what the plan says. `written` writes new settings, with what explains them; `told` is what staff are
/// told of something that an episode came without.
///
/// The show is ours until all is done: the shelf is read once, and no other desk takes a number that an episode
/// on its way has.
///
/// An episode that cannot be had stops nothing but the feed: all others come, and the same command tries it
/// again, or with `keep_going` does without it.
pub fn import(
    world: &World,
    plan: &Plan,
    request: &ImportRequest,
    written: impl Fn(&ShowInfo) -> String,
    told: impl Fn(&Missing) -> String,
) -> Result<Imported, ImportError> {
    begin(&request.root)?;
    if plan.incoming.is_empty() {
        return Err(ImportError::NoEpisodes);
    }
    let folder = layout::import(&request.root);
    let resumed = folder.is_dir() && layout::settings(&request.root).is_file();
    make_folders(world, &request.root)?;
    let _held = lock(&folder)?;
    let mut show = show_of(world, plan, request, resumed, written)?;
    has_room(world, plan, &show, request.limits.longest)?;
    let client = Client::new(plan.reach.clone(), request.limits);
    let no_artwork = artwork(world, plan, &client, &mut show, request.wait)?;

    let mut lock = show.lock(world, request.wait)?;
    let mut notes = Notes::read(&folder, &told);
    let (mut shelved, mut already, mut failures) = (Vec::new(), 0, Vec::new());
    let mut missing = notes.so_far(lock.shelf());
    let episodes = show.episodes_dir();
    let job = Job {
        world,
        client: &client,
        info: show.info(),
        episodes: &episodes,
        folder: &folder,
        silent: RefCell::default(),
    };
    let mut in_a_row = 0;
    let mut unreached: BTreeMap<Option<String>, usize> = BTreeMap::new();
    for (nth, incoming) in (1..).zip(&plan.incoming) {
        world.progress.event(Event::Turned { nth, of: plan.incoming.len() });
        world.cancel.check()?;
        if lock.shelf().knows(&incoming.guid) {
            already += 1;
            continue;
        }
        let mut failed = |why| failures.push(Failed { incoming: incoming.clone(), why });
        // One host may be gone for good, and the others may have all the rest.
        let host = incoming.item.enclosure.as_ref().and_then(|sound| host(&sound.address));
        if unreached.get(&host).is_some_and(|times| *times >= ENOUGH) {
            failed(ItemError::NotTried);
            continue;
        }
        match job.bring(incoming, &mut lock, &mut notes)? {
            Ok((one, without)) => {
                in_a_row = 0;
                shelved.push(one);
                missing.extend(without);
            }
            Err(why) => {
                let unreachable = matches!(&why, ItemError::Fetch(why) if why.is_silence());
                in_a_row = if unreachable { in_a_row + 1 } else { 0 };
                if unreachable {
                    *unreached.entry(host).or_default() += 1;
                }
                failed(why);
            }
        }
    }
    let complete = failures.is_empty() || request.keep_going && in_a_row < ENOUGH;
    drop(lock);
    Ok(Imported { show, shelved, already, failed: failures, missing, no_artwork, complete })
}

/// Ends the move of a show that is all here. From then on its feed may be built.
pub fn settle(world: &World, show: &Show) -> Result<(), ImportError> {
    let (folder, episodes) = (layout::import(show.root()), show.episodes_dir());
    world.disk.remove_dir_all(&folder).map_err(ImportError::io(&folder, "removed"))?;
    world.disk.sync_dir(&episodes).map_err(ImportError::io(&episodes, "written"))
}

/// Makes the folders down to that of the import, which says from then on that a show is moving in.
fn make_folders(world: &World, root: &Path) -> Result<(), ImportError> {
    let above: Vec<_> =
        root.ancestors().filter(|folder| !folder.as_os_str().is_empty() && !folder.exists()).collect();
    for folder in above.into_iter().rev().chain([&*layout::episodes(root), &*layout::import(root)]) {
        make_folder(world.disk.as_ref(), folder).map_err(ImportError::io(folder, "made"))?;
    }
    Ok(())
}

/// Takes the lock of the import. The kernel frees it when the process ends, however it ends.
fn lock(folder: &Path) -> Result<File, ImportError> {
    let path = folder.join("lock");
    let file = open_lock(&path).map_err(ImportError::io(&path, "written"))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(CatalogueError::InUse { path, holder: String::new() }.into()),
        Err(TryLockError::Error(err)) => Err(ImportError::io(&path, "locked")(err)),
    }
}

/// Returns the show: made, or given the settings of the feed if it was there and is empty.
fn show_of(
    world: &World,
    plan: &Plan,
    request: &ImportRequest,
    resumed: bool,
    written: impl Fn(&ShowInfo) -> String,
) -> Result<Show, ImportError> {
    if !layout::settings(&request.root).is_file() {
        return Ok(settings::create(world, &request.root, &written(&plan.info), None)?);
    }
    let show = Show::open(&request.root)?;
    if resumed {
        return Ok(show); // staff may have mended the settings meanwhile
    }
    let lock = show.lock(world, request.wait)?;
    let there = show.info();
    // What a feed cannot know is as staff have it; so is the address, which is where the show moves to.
    let info = ShowInfo {
        link: there.link.clone().or(plan.info.link.clone()),
        goal: there.goal,
        artwork: there.artwork.clone(),
        title: plan.info.title.clone(),
        author: plan.info.author.clone(),
        email: plan.info.email.clone(),
        description: plan.info.description.clone(),
        language: plan.info.language.clone(),
        category: plan.info.category.clone(),
        explicit: plan.info.explicit,
        kind: plan.info.kind,
        copyright: plan.info.copyright.clone(),
        guid: plan.info.guid.clone(),
        locked: plan.info.locked,
        moved_from: plan.info.moved_from.clone(),
        details: ShowDetails {
            consent: there.details.consent,
            transcripts: there.details.transcripts,
            ..plan.info.details.clone()
        },
        ..there.clone()
    };
    let changed = settings::change(world, &show, &info)?;
    drop(lock);
    Ok(changed)
}

/// Returns an error if the disk has too little room for the sounds and their copies in the feed, as far as
/// the feed says how long they are.
fn has_room(world: &World, plan: &Plan, show: &Show, longest: u64) -> Result<(), ImportError> {
    let shelf = show.shelf()?;
    let missing = plan.incoming.iter().filter(|one| !shelf.knows(&one.guid));
    let lengths =
        missing.filter_map(|one| one.item.enclosure.as_ref()?.length.filter(|length| *length <= longest));
    let needed = lengths.fold(0_u64, u64::saturating_add).saturating_mul(2).saturating_add(SPARE);
    match world.disk.free(&show.episodes_dir()) {
        Some(free) if free < needed => Err(ImportError::NoRoom { path: show.episodes_dir(), needed, free }),
        _ => Ok(()),
    }
}

/// Brings the cover, unless the show has one, and returns why not if it cannot be had: that stops nothing.
fn artwork(
    world: &World,
    plan: &Plan,
    client: &Client,
    show: &mut Show,
    wait: Wait,
) -> Result<Option<Lacking>, ImportError> {
    let Some(address) = plan.artwork.as_ref().filter(|_| show.info().artwork.is_none()) else {
        return Ok(None);
    };
    world.cancel.check()?;
    let bytes = match client.bytes(address, LARGEST_ARTWORK) {
        Ok((bytes, _)) => bytes,
        Err(err) => return Ok(Some(err.into())),
    };
    let name = match picture::from_bytes(bytes.clone()) {
        Ok(picture) => format!("artwork.{}", picture.shape().form.ending()),
        Err(err) => return Ok(Some(err.into())),
    };
    let path = show.episodes_dir().join(&name);
    replace_file(world.disk.as_ref(), &path, &bytes).map_err(ImportError::io(&path, "written"))?;
    let lock = show.lock(world, wait)?;
    let info = ShowInfo { artwork: Some(name), ..show.info().clone() };
    let changed = settings::change(world, show, &info)?;
    drop(lock);
    *show = changed;
    Ok(None)
}
