//! The import itself: what the plan says is fetched, one file after the other, and shelved.
//!
//! ```text
//! episodes/.import/lock            held by whoever imports
//! episodes/.import/….part          a sound on its way
//! episodes/.import/….version       where it comes from, which version it is, and how much is surely there
//! ```
//!
//! The folder is made first and taken away last, and while it is there no feed is built. Cut off anywhere,
//! the same command goes on: what is on the shelf is known by its identity, and a sound on its way is
//! continued if the server still has the very same file.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::error::{ImportError, ItemError};
use super::fetch::{Answer, Client, FetchError, Limits};
use super::part::Part;
use super::plan::{Incoming, Plan};
use super::sound::{self, SoundError};
use crate::catalogue::{CatalogueError, Shelved, Show, ShowInfo, Wait, What, layout, record, settings};
use crate::episode::{Episode, Kept, Recorded, Slug, Tagged, text};
use crate::picture;
use crate::world::disk::{make_folder, open_lock, replace_file};
use crate::world::{Digest, Event, Staging, Step, World};

/// The longest sound that is fetched: ten hours at 320 kbit/s have 1.4 thousand million bytes.
const LONGEST: u64 = 2 << 30;
/// The largest cover that is fetched.
const LARGEST_ARTWORK: u64 = 20 << 20;
/// How often a file is tried, and how long to rest in between.
const TRIES: u32 = 3;
const REST: Duration = Duration::from_secs(2);
/// After so many files in a row that could not be reached, the rest is left for another time: the line is
/// down, or the server wants peace.
const ENOUGH: usize = 3;
/// How much may be on its way before it is made sure of.
const SURE: u64 = 8 << 20;
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
    /// Why the cover could not be had, if it could not.
    pub no_artwork: Option<String>,
    /// Whether all is here, so that the feed may be built.
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

/// Imports what the plan says. `written` writes new settings, with what explains them.
///
/// An episode that cannot be had stops nothing but the feed: all others come, and the same command tries it
/// again, or with `keep_going` does without it.
pub fn import(
    world: &World,
    plan: &Plan,
    request: &ImportRequest,
    written: impl Fn(&ShowInfo) -> String,
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
    has_room(world, plan, &show)?;
    let client = Client::new(plan.reach.clone(), request.limits);
    let no_artwork = artwork(world, plan, &client, &mut show, request.wait)?;

    let mut imported =
        Imported { show, shelved: Vec::new(), already: 0, failed: Vec::new(), no_artwork, complete: false };
    let mut in_a_row = 0;
    for (nth, incoming) in (1..).zip(&plan.incoming) {
        world.progress.event(Event::Turned { nth, of: plan.incoming.len() });
        world.cancel.check()?;
        if imported.show.shelf()?.knows(&incoming.guid) {
            imported.already += 1;
            continue;
        }
        let mut failed = |why| imported.failed.push(Failed { incoming: incoming.clone(), why });
        if in_a_row >= ENOUGH {
            failed(ItemError::NotTried);
            continue;
        }
        let job = Job { world, client: &client, show: &imported.show, folder: &folder, wait: request.wait };
        match job.bring(incoming)? {
            Ok(shelved) => {
                in_a_row = 0;
                imported.shelved.push(shelved);
            }
            Err(why) => {
                let unreached =
                    matches!(&why, ItemError::Fetch(FetchError::Unreachable { .. } | FetchError::Slow(_)));
                in_a_row = if unreached { in_a_row + 1 } else { 0 };
                failed(why);
            }
        }
    }
    imported.complete = imported.failed.is_empty() || request.keep_going && in_a_row < ENOUGH;
    if imported.complete {
        let episodes = imported.show.episodes_dir();
        world.disk.remove_dir_all(&folder).map_err(ImportError::io(&folder, "removed"))?;
        world.disk.sync_dir(&episodes).map_err(ImportError::io(&episodes, "written"))?;
    }
    Ok(imported)
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
        ..there.clone()
    };
    let changed = settings::change(world, &show, &info)?;
    drop(lock);
    Ok(changed)
}

/// Returns an error if the disk has too little room for the sounds and their copies in the feed, as far as
/// the feed says how long they are.
fn has_room(world: &World, plan: &Plan, show: &Show) -> Result<(), ImportError> {
    let shelf = show.shelf()?;
    let missing = plan.incoming.iter().filter(|one| !shelf.knows(&one.guid));
    let lengths =
        missing.filter_map(|one| one.item.enclosure.as_ref()?.length.filter(|length| *length <= LONGEST));
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
) -> Result<Option<String>, ImportError> {
    let Some(address) = plan.artwork.as_ref().filter(|_| show.info().artwork.is_none()) else {
        return Ok(None);
    };
    world.cancel.check()?;
    let bytes = match client.bytes(address, LARGEST_ARTWORK) {
        Ok((bytes, _)) => bytes,
        Err(err) => return Ok(Some(err.to_string())),
    };
    let name = match picture::from_bytes(bytes.clone()) {
        Ok(picture) => format!("artwork.{}", picture.form().ending()),
        Err(err) => return Ok(Some(err.to_string())),
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

/// All that it takes to bring one episode.
struct Job<'j> {
    world: &'j World,
    client: &'j Client,
    show: &'j Show,
    folder: &'j Path,
    wait: Wait,
}

impl Job<'_> {
    /// Fetches and shelves an episode. The inner error is of this episode alone.
    fn bring(&self, incoming: &Incoming) -> Result<Result<Shelved, ItemError>, ImportError> {
        // By its identity: the number may be another one by the time the work goes on.
        let name = Digest::of(incoming.guid.as_str().as_bytes()).to_string();
        let part = Part::new(self.folder, &name[..16]);
        let address =
            incoming.item.enclosure.as_ref().map(|sound| sound.address.as_str()).unwrap_or_default();
        if let Err(why) = self.fetch(address, &part)? {
            return Ok(Err(why.into()));
        }
        let info = self.show.info();
        let tagged = Tagged {
            title: incoming.title.clone(),
            show: info.title.clone(),
            author: info.author.clone(),
            chapters: None,
        };
        let sound =
            match sound::measured(self.world, &part.path, ending(address), incoming.item.duration, tagged) {
                Ok(sound) => sound,
                Err(SoundError::Cancelled(cancelled)) => return Err(cancelled.into()),
                Err(why) => {
                    // It came whole and is no sound: another try begins anew.
                    part.forget(self.world);
                    return Ok(Err(why.into()));
                }
            };
        let number = incoming.handle.number().map(crate::episode::EpisodeNumber::get);
        let bare = number.and_then(|number| text::without_number(&incoming.title, number));
        let slug = Slug::of(bare.as_deref().filter(|bare| !bare.is_empty()).unwrap_or(&incoming.title));
        let file = layout::sound_file(&sound);
        let mut episode = Episode {
            handle: incoming.handle,
            season: incoming.season,
            title: incoming.title.clone(),
            notes: text::lines(&incoming.item.notes),
            slug,
            guid: incoming.guid.clone(),
            published: incoming.date,
            dated_by_hand: true,
            draft: false,
            explicit: incoming.explicit,
            recording: Recorded {
                name: last_name(address),
                bytes: sound.bytes,
                sha256: sound.sha256,
                // The sound is all there is of a recording, and `remaster` can make another of it.
                kept: Some(Kept { file: file.clone(), bytes: sound.bytes, sha256: sound.sha256 }),
            },
            joined: Vec::new(),
            marks: Vec::new(),
            transcript: None,
            details: crate::episode::Details::default(),
            sound,
        };
        let disk = self.world.disk.as_ref();
        let lock = self.show.lock(self.world, self.wait)?;
        if lock.shelf().taken().any(|taken| taken == episode.handle) {
            episode.handle = lock.shelf().next_handle(episode.kind());
        }
        let episodes = self.show.episodes_dir();
        let staging = Staging::open(self.world, &episodes).map_err(ImportError::io(&episodes, "written"))?;
        let staged = staging.join(&file);
        disk.rename_new(&part.path, &staged).map_err(ImportError::io(&staged, "written"))?;
        let change = lock.change(self.world, What::Add);
        let folder = lock.shelve(self.world, staging, &episode, change.clone())?;
        part.forget(self.world);
        let format = record::format_of(&episode);
        Ok(Ok(Shelved { episode, change, away: None, folder, format }))
    }

    /// Fetches a file, as often as it takes, each time from where it broke off.
    fn fetch(&self, address: &str, part: &Part) -> Result<Result<(), FetchError>, ImportError> {
        let mut tries = 0;
        loop {
            tries += 1;
            match self.fetch_once(address, part)? {
                Err(why) if why.may_pass() && tries < TRIES => {
                    self.world.cancel.check()?;
                    self.world.clock.sleep(REST * tries);
                }
                done => return Ok(done),
            }
        }
    }

    fn fetch_once(&self, address: &str, part: &Part) -> Result<Result<(), FetchError>, ImportError> {
        let (rest, noted) = part.rest(address).map_or((None, None), |(rest, length)| (Some(rest), length));
        if rest.as_ref().is_some_and(|rest| Some(rest.from) == noted) {
            return Ok(Ok(())); // it came before, and the work was cut off behind it
        }
        let answer = match self.client.ask(address, rest.as_ref(), true) {
            Ok(answer) => answer,
            Err(why) => return Ok(Err(why)),
        };
        let from = rest.filter(|_| answer.continues).map_or(0, |rest| rest.from);
        if answer.continues && noted.is_some() && noted != answer.length {
            // The same version with another length is not the same file. From the beginning, then.
            part.forget(self.world);
            return Ok(Err(FetchError::Short {
                address: address.to_owned(),
                got: from,
                expected: noted.unwrap_or(0),
            }));
        }
        let progress = &self.world.progress;
        progress.event(Event::Began {
            step: Step::Copying,
            total: answer.length.map(|length| length - from.min(length)),
            rate: None,
        });
        let done = self.receive(address, answer, part, from);
        progress.event(Event::Ended { step: Step::Copying });
        done
    }

    fn receive(
        &self,
        address: &str,
        answer: Answer,
        part: &Part,
        from: u64,
    ) -> Result<Result<(), FetchError>, ImportError> {
        let unwritten = || ImportError::io(&part.path, "written");
        let mut file = OpenOptions::new()
            .create(true)
            .write(true)
            .truncate(false)
            .open(&part.path)
            .map_err(unwritten())?;
        // What is beyond is of a run that was cut off, and may be nothing but zeros.
        file.set_len(from).and_then(|()| file.seek(SeekFrom::Start(from))).map_err(unwritten())?;
        let (length, version) = (answer.length, answer.version.clone());
        let (mut here, mut sure) = (from, from);
        let make_sure = |file: &File, here: u64| -> io::Result<()> {
            file.sync_data()?;
            part.note(address, version.as_deref(), here, length)
        };
        let taken = answer.read(LONGEST.saturating_sub(from), |piece| {
            self.world.cancel.check().map_err(ImportError::Cancelled)?;
            file.write_all(piece).map_err(unwritten())?;
            here += piece.len() as u64;
            self.world.progress.event(Event::Advanced { step: Step::Copying, by: piece.len() as u64 });
            if here - sure >= SURE {
                make_sure(&file, here).map_err(unwritten())?;
                sure = here;
            }
            Ok(())
        });
        make_sure(&file, here).map_err(unwritten())?;
        match taken {
            Ok(Err(ours)) => Err(ours),
            Ok(Ok(())) => Ok(match length {
                Some(expected) if here < expected => {
                    Err(FetchError::Short { address: address.to_owned(), got: here, expected })
                }
                _ => Ok(()),
            }),
            Err(too_long @ FetchError::TooLong { .. }) => {
                part.forget(self.world);
                Ok(Err(too_long))
            }
            Err(why) => Ok(Err(why)),
        }
    }
}

/// Returns the last name in an address, without what is asked behind it.
fn last_name(address: &str) -> String {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    path.rsplit('/').next().unwrap_or_default().chars().take(200).collect()
}

fn ending(address: &str) -> &str {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    path.rsplit('/').next().unwrap_or_default().rsplit_once('.').map_or("", |(_, ending)| ending)
}
