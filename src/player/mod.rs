//! Lending players: brought up to date so that a pulled cable costs nothing but time.
//!
//! A player is a volume with our mark on it. What is to be done to it is decided first, by arithmetic alone
//! ([`plan`]), from what the show has ([`offer`]), what we wrote on the player about ourselves ([`manifest`]),
//! and what really lies there ([`state`]). Then it is done ([`apply()`]), in steps of which each leaves the
//! player whole. The volume is behind a trait ([`volume`]), so that the tests can pull the plug after every
//! one of them.
//!
//! ```text
//! PODCASTS/Vi læser/001 - Åbningsdag.mp3   the sounds, in the order of play
//! PODCASTS/Vi læser/Vi læser.m3u           the same as a list
//! PODCASTS/Vi læser/folder.jpg             the cover
//! .podcast/                                who the player is, and what we put on it
//! ```
//!
//! **Invariants:** what we did not put there is never changed, moved or removed, whatever it is called and
//! wherever it lies. A file with a name of ours is whole. Names, the order in which they lie in their folder,
//! track numbers and the list agree. A second sync with nothing new writes nothing. A sound that is there is not
//! copied again for the sake of its tags: it is known by what it sounds like, and its file by what is in it.

mod again;
pub mod apply;
mod error;
mod fit;
pub mod fleet;
mod form;
pub mod layout;
pub mod ledger;
pub mod manifest;
pub mod mark;
pub mod names;
pub mod offer;
mod order;
pub mod plan;
pub mod playlist;
mod promise;
pub mod state;
#[cfg(test)]
mod tests;
pub mod volume;
mod wanted;

pub use apply::{Applied, apply};
pub use error::SyncError;
pub use fit::Fit;
pub use manifest::Identity;
pub use offer::{Offer, Selection};
pub use plan::Plan;
pub use state::OnIt;
pub use volume::{Mounted, Room, Stays, Volume};

use std::collections::BTreeSet;
use std::io;

use error::on;
use manifest::{HOME, Item, Kind, Manifest, SHELF, Written};

use crate::world::{Event, Step, World};

/// What a player is to be called, and how it wants its files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Introduction {
    /// What people call it.
    pub name: String,
    /// Where it belongs.
    pub room: Option<String>,
    /// In what form it wants its files.
    pub profile: String,
    /// The serial number of its volume.
    pub serial: Option<String>,
    /// Whether an episode that is gone from it counts as heard.
    pub heard: bool,
}

/// Makes a volume a player of ours, or gives one that is ours already another name and a mark of its own. What
/// lies on it stays as it is. With `anew`, that is all that is known to be ours from then on: what another show or a
/// broken manifest knew of it is forgotten, and so those files are nobody's of ours any more.
pub fn take_in(
    world: &World,
    volume: &dyn Volume,
    show: &str,
    wanted: Introduction,
    anew: Option<&Manifest>,
) -> Result<Identity, SyncError> {
    if volume.room().map_err(on(volume, "", "read"))?.read_only {
        return Err(SyncError::ReadOnly);
    }
    // Before anything is written, so that there is no half of a mark.
    state::folders_are_free(volume, &[HOME, SHELF]).map_err(|err| unlooked(volume, err))?;
    let identity = drawn(world, show, wanted);
    if let Some(known) = anew {
        manifest::start_over(volume, known).map_err(on(volume, HOME, "written"))?;
    }
    manifest::introduce(volume, &identity).map_err(on(volume, HOME, "written"))?;
    Ok(identity)
}

/// Returns what of a manifest a volume still bears out: the files that lie where it says, with the contents that it
/// says.
fn borne_out(world: &World, volume: &dyn Volume, manifest: Manifest) -> Result<Manifest, SyncError> {
    let borne_out = reading(world, |passed| {
        let mut items = Vec::new();
        for item in manifest.items {
            let there = volume.digest(&item.path, passed);
            passed(0).map_err(io::Error::other)?;
            if there.is_ok_and(|there| there == (item.sha256, item.bytes)) {
                items.push(Item { from: None, pending: false, was: None, ..item });
            }
        }
        Ok(Manifest { items, aside: Vec::new(), ..manifest })
    });
    world.cancel.check()?;
    borne_out.map_err(on(volume, "", "read"))
}

/// Writes another mark in the place of that of a player of ours.
pub fn renew(volume: &dyn Volume, identity: &Identity) -> Result<(), SyncError> {
    manifest::introduce(volume, identity).map_err(on(volume, HOME, "written"))
}

/// Draws the mark of a player, which is not on it yet.
pub fn drawn(world: &World, show: &str, wanted: Introduction) -> Identity {
    let mut dice = [0; 8];
    world.entropy.fill(&mut dice);
    let Introduction { name, room, profile, serial, heard } = wanted;
    let id = format!("{:016x}", u64::from_be_bytes(dice));
    Identity { id, name, room, profile, show: show.to_owned(), serial, heard }
}

/// Takes everything off a player that we put there, its mark last. What somebody has changed since is theirs
/// and stays, and so does every folder that is not empty.
pub fn unload(world: &World, volume: &dyn Volume, identity: &Identity) -> Result<Prepared, SyncError> {
    let nothing = Offer { show: identity.show.clone(), ..Offer::default() };
    // Whoever takes a player out of use need not be the show that used it.
    // By contents: what was changed in its place has the length that it had.
    let looking = Looking { verify: true, ..Looking::default() };
    let prepared = prepare(world, volume, identity, &nothing, Known::ALL, looking)?;
    let manifest = if prepared.plan.is_empty() {
        prepared.on_it.written.manifest.clone()
    } else {
        apply(world, volume, &prepared.on_it, &prepared.plan, true)?.written.manifest
    };
    for folder in [prepared.plan.folder(), manifest.folder(), manifest::SHELF] {
        order::remove_empty(volume, folder)?;
    }
    manifest::take_mark(volume).map_err(on(volume, HOME, "removed"))?;
    Ok(prepared)
}

/// Returns how many names are on a volume that somebody put there: what systems leave lying about, and what
/// is ours, is not counted.
pub fn strangers(volume: &dyn Volume) -> Result<usize, SyncError> {
    const DEBRIS: [&str; 6] =
        [HOME, "system volume information", ".trashes", ".fseventsd", ".spotlight-v100", "lost+found"];
    let entries = volume.list("").map_err(on(volume, "", "read"))?;
    Ok(entries.iter().filter(|entry| !DEBRIS.contains(&entry.name.to_lowercase().as_str())).count())
}

/// A player that was looked at, and what is to be done to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prepared {
    /// What lies on it.
    pub on_it: OnIt,
    /// What is to be done.
    pub plan: Plan,
}

/// How a player is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a wish of its own, and any combination is right")]
pub struct Looking {
    /// Every file that is there is read.
    pub verify: bool,
    /// As many episodes are wanted as there is room for, the newest first; otherwise all, or none at all.
    pub fit: bool,
    /// What is written on it of what is ours does not count.
    pub afresh: bool,
    /// Episodes that are gone from it count as heard, and are not sent again.
    pub heard: bool,
}

/// What this computer knows of a show's players.
#[derive(Clone, Copy)]
pub struct Known<'k> {
    /// Whether the show has had this player before.
    pub player: bool,
    /// Whether something of ours was on it then.
    pub files: bool,
    /// Whether an episode of that GUID is or was one of the show.
    pub episode: &'k (dyn Fn(&str) -> bool + Sync),
}

impl Known<'_> {
    /// Knows everything: for whoever does not care whose it is.
    pub const ALL: Known<'static> = Known { player: true, files: false, episode: &|_| true };

    /// Returns whether a player belongs to another show: there are episodes on it, and none of ours; or there
    /// are none, and it bears the title of another, and was never here.
    pub fn is_foreign(self, manifest: &Manifest, identity: &Identity, show: &str) -> bool {
        let mut sounds = manifest.items.iter().filter(|item| item.kind == Kind::Sound).peekable();
        match sounds.peek() {
            Some(_) => !sounds.any(|item| (self.episode)(&item.id)),
            None => !self.player && identity.show != show,
        }
    }
}

/// Looks at a player and decides what is to be done. Nothing is written.
pub fn prepare(
    world: &World,
    volume: &dyn Volume,
    identity: &Identity,
    offer: &Offer,
    known: Known<'_>,
    looking: Looking,
) -> Result<Prepared, SyncError> {
    let written = if looking.afresh { Written::nothing() } else { manifest::read(volume)? };
    if known.files && !looking.afresh && written.is_none() {
        // That there was a manifest is known. Without it nothing of ours could be told from what is of others.
        return Err(SyncError::Corrupt);
    }
    if known.is_foreign(&written.manifest, identity, &offer.show) {
        return Err(SyncError::Foreign { show: identity.show.clone() });
    }
    let room = volume.room().map_err(on(volume, "", "read"))?;
    let prepared = reading(world, |passed| {
        let wanted = layout::holdings(offer, &BTreeSet::new());
        let places = layout::places(volume, &written.manifest, &wanted)?;
        let mut on_it = state::look(volume, written, places, looking.verify, passed)?;
        if looking.heard {
            on_it.heard = on_it.gone();
        }
        let decide = if looking.fit { plan::fitting } else { plan::plan };
        loop {
            let plan = decide(offer, &on_it, &room);
            // What turns out to be somebody's now is left, and another plan made around it.
            let going: BTreeSet<String> = plan.going().map(str::to_owned).collect();
            if !on_it.confirm(volume, &going, passed)? {
                return Ok(Prepared { on_it, plan });
            }
        }
    });
    // Somebody who asked to stop gets that for an answer, whatever it looked like on the way.
    world.cancel.check()?;
    let prepared = prepared.map_err(|err| unlooked(volume, err))?;
    let files = prepared.plan.items().len();
    if files > manifest::MOST_FILES {
        return Err(SyncError::TooMany { files });
    }
    if room.read_only && !prepared.plan.is_empty() {
        return Err(SyncError::ReadOnly);
    }
    Ok(prepared)
}

/// Has a player read, says how far that is, and asks whether it is to go on.
fn reading<T>(world: &World, read: impl FnOnce(&mut volume::Passed<'_>) -> io::Result<T>) -> io::Result<T> {
    let step = Step::Verifying;
    world.progress.event(Event::Began { step, total: None, rate: None });
    let done = read(&mut |by| {
        if by > 0 {
            world.progress.event(Event::Advanced { step, by });
        }
        world.cancel.check()
    });
    world.progress.event(Event::Ended { step });
    done
}

/// Returns what it means that a player could not be looked at.
fn unlooked(volume: &dyn Volume, err: io::Error) -> SyncError {
    match err.get_ref().and_then(|inner| inner.downcast_ref::<state::NoFolder>()) {
        Some(state::NoFolder(path)) => SyncError::NoFolder(path.clone()),
        None => on(volume, "", "read")(err),
    }
}

/// Returns who a player is.
pub fn identity(volume: &dyn Volume) -> Result<Identity, SyncError> {
    match volume.list("") {
        Err(err) if err.kind() == io::ErrorKind::NotFound => return Err(SyncError::Gone),
        listed => listed.map_err(on(volume, "", "read"))?,
    };
    manifest::identity(volume)?.ok_or(SyncError::NotOurs)
}
