//! Many players at once: each has a worker, and one that fails or is pulled out never stops the others. What may
//! pass by itself is tried once more, when the others had their turn.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use super::error::on;
use super::manifest::{Kind, Manifest};
use super::volume::{Mounted, Stays, Volume as _, mounts};
use super::{
    Applied, Identity, Offer, Plan, Prepared, SyncError, again, apply, identity, ledger, mark, prepare,
};
use super::{Known, Looking};
use crate::catalogue::Show;
use crate::episode::Moment;
use crate::world::{Event, World, ordered};

/// No more players are written to at once: one bus of USB 2 is full by then.
const AT_ONCE: usize = 8;
/// No more are written to at once when they are tried again: a hub that is short of current fails under load.
const AGAIN_AT_ONCE: usize = 2;

/// A player that is here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Here {
    /// The folder in which it is mounted.
    pub root: PathBuf,
    /// Who it is.
    pub identity: Identity,
    /// Whether its mark is on it.
    pub mark: Mark,
}

/// Whether the mark of a player is on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// It is.
    There,
    /// It would be, if this were no trial.
    Meant {
        /// Whether what is written there would be forgotten.
        forget: bool,
    },
}

/// How players are brought up to date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct How {
    /// Only to find out what would be done.
    pub dry: bool,
    /// How they are looked at.
    pub looking: Looking,
    /// Every copy is read once more.
    pub read_back: bool,
    /// What an episode that is gone from a player means.
    pub heard: Heard,
}

/// What it means that an episode is gone from a player.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Heard {
    /// What the player's own mark says; nothing, unless it says otherwise: whoever borrows a player next
    /// starts afresh.
    #[default]
    AsItIsMarked,
    /// That it was heard, and is not sent again.
    Counts,
    /// Nothing, nor that one was heard before: all is sent again.
    SentAgain,
}

impl Heard {
    fn counts(self, identity: &Identity) -> bool {
        match self {
            Heard::AsItIsMarked => identity.heard,
            Heard::Counts => true,
            Heard::SentAgain => false,
        }
    }
}

/// What came of a player.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Synced {
    /// What was found, and what was to be done.
    pub prepared: Prepared,
    /// What was done; none where there was nothing to do, or nothing was to be done.
    pub applied: Option<Applied>,
}

impl Synced {
    /// Returns how many episodes are on the player, or would be.
    pub fn episodes(&self) -> usize {
        self.prepared.plan.items().iter().filter(|item| item.counts_as(Kind::Sound)).count()
    }
}

/// Opens a player that is here.
pub fn open(world: &World, root: &Path) -> Result<Here, SyncError> {
    let volume = mounted(world, root)?;
    Ok(Here { identity: identity(&volume)?, root: volume.root().to_owned(), mark: Mark::There })
}

/// Takes a folder for a volume.
pub fn mounted<'w>(world: &'w World, root: &Path) -> Result<Mounted<'w>, SyncError> {
    let there = Mounted::at(world.disk.as_ref(), root);
    there.map_err(|source| SyncError::NotThere { path: root.to_owned(), source })
}

/// Returns the folders of all volumes that are ours, or that people carry about.
pub fn around(world: &World) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = if let Some(volumes) = &world.volumes {
        std::fs::read_dir(volumes).into_iter().flatten().flatten().map(|entry| entry.path()).collect()
    } else {
        mounts::all()
            .into_iter()
            .filter(|mount| mount.is_disk() && mount.point != Path::new("/"))
            .filter(|mount| {
                mounts::is_removable(mount) || mount.point.join(super::manifest::IDENTITY).is_file()
            })
            .map(|mount| mount.point)
            .collect()
    };
    found.retain(|point| mounted(world, point).is_ok());
    found.sort();
    found.dedup();
    found
}

/// Returns where another volume is, of those that are here, that bears the mark of this player.
pub fn twin(world: &World, here: &Here) -> Option<PathBuf> {
    let is_twin = |root: &PathBuf| {
        *root != here.root && open(world, root).is_ok_and(|other| other.identity.id == here.identity.id)
    };
    around(world).into_iter().find(is_twin)
}

/// Returns, for each of these players, what speaks against its mark: that another one has the same, or that it
/// is the copy of one.
pub fn doubles(world: &World, players: &[Here]) -> Vec<Option<SyncError>> {
    let mut first: BTreeMap<&str, Vec<&Path>> = BTreeMap::new();
    for player in players {
        first.entry(&player.identity.id).or_default().push(&player.root);
    }
    let double = |player: &Here| {
        let same = &first[player.identity.id.as_str()];
        if let Some(other) = same.iter().find(|root| **root != player.root) {
            return Some(SyncError::Twin { other: Some((*other).to_owned()) });
        }
        let now = mounted(world, &player.root).ok()?.serial();
        mark::is_copied(&player.identity, now.as_deref()).then_some(SyncError::Twin { other: None })
    };
    players.iter().map(double).collect()
}

/// A player that is to be brought up to date.
#[derive(Debug, Clone)]
pub struct Turn<'o> {
    /// Which it is.
    pub here: Here,
    /// What is offered to it, in the form that it wants.
    pub offer: &'o Offer,
    /// Its own world, so that it says on a line of its own how far it is.
    pub world: World,
}

/// What came of bringing a player up to date.
#[derive(Debug)]
pub struct Tried {
    /// How often it was tried.
    pub attempts: usize,
    /// What came of it in the end.
    pub result: Result<Synced, SyncError>,
}

/// One try, and what it had set out to do where it failed on the way.
pub(super) struct Try {
    planned: Option<Plan>,
    pub(super) result: Result<Synced, SyncError>,
}

/// Brings players up to date, several at once. One that fails with what may pass by itself is tried once more.
pub fn sync(show: &Show, knows: impl Fn(&str) -> bool + Sync, players: &[Turn<'_>], how: How) -> Vec<Tried> {
    let all: Vec<&Turn<'_>> = players.iter().collect();
    let mut tries = taken(&all, AT_ONCE, |turn| one(show, &knows, turn, how));
    let again = again::worth_it(players, &tries);
    let turns: Vec<&Turn<'_>> = again.iter().map(|n| &players[*n]).collect();
    let seconds = taken(&turns, AGAIN_AT_ONCE, |turn| {
        turn.world.progress.event(Event::Again);
        one(show, &knows, turn, how)
    });
    let mut tried: Vec<Tried> = Vec::with_capacity(tries.len());
    let mut planned: Vec<Option<Plan>> = tries.iter_mut().map(|one| one.planned.take()).collect();
    tried.extend(tries.into_iter().map(|one| Tried { attempts: 1, result: one.result }));
    for (n, mut second) in again.into_iter().zip(seconds) {
        if let (Ok(synced), Some(earlier)) = (&mut second.result, planned[n].take()) {
            synced.prepared.plan.add_earlier(earlier);
        }
        tried[n] = Tried { attempts: 2, result: second.result };
    }
    tried
}

/// Gives each player its turn, so many of them at once, and says when that is over.
fn taken<'t, 'o>(
    turns: &[&'t Turn<'o>],
    at_once: usize,
    take: impl Fn(&'t Turn<'o>) -> Try + Sync,
) -> Vec<Try> {
    let workers = NonZeroUsize::new(turns.len().min(at_once)).unwrap_or(NonZeroUsize::MIN);
    let mut done = Vec::with_capacity(turns.len());
    let Ok(()) = ordered::map(
        workers,
        turns.iter().map(|turn| Ok::<_, Infallible>(*turn)),
        |turn| {
            let tried = take(turn);
            turn.world.progress.event(Event::Over { well: tried.result.is_ok() });
            Ok(tried)
        },
        |tried| {
            done.push(tried);
            Ok(())
        },
    );
    done
}

/// Brings a player up to date.
fn one(show: &Show, knows: &(impl Fn(&str) -> bool + Sync), turn: &Turn<'_>, how: How) -> Try {
    let mut planned = None;
    let result = bring(show, knows, turn, how, &mut planned);
    Try { planned, result }
}

fn bring(
    show: &Show,
    knows: &(impl Fn(&str) -> bool + Sync),
    turn: &Turn<'_>,
    how: How,
    planned: &mut Option<Plan>,
) -> Result<Synced, SyncError> {
    let Turn { here: player, offer, world } = turn;
    // It was there when it was opened, and with its mark.
    let volume = mounted(world, &player.root).map_err(|_| SyncError::Gone)?;
    if player.mark == Mark::There {
        match identity(&volume) {
            Ok(now) if now.id == player.identity.id => {}
            // Another stick may have come to the same folder meanwhile, or the folder alone be left.
            Ok(_) | Err(SyncError::NotOurs) => return Err(SyncError::Gone),
            Err(err) => return Err(err),
        }
    }
    let held = if how.dry {
        None
    } else {
        Some(ledger::hold(world, show, &player.identity.id)?.ok_or(SyncError::InUse)?)
    };
    let remembered = ledger::recall(show, &player.identity.id);
    let had = remembered.as_ref().is_some_and(|seen| !seen.manifest.items.is_empty());
    let known = Known { player: remembered.is_some(), files: had, episode: knows };
    let looking = Looking {
        afresh: player.mark == Mark::Meant { forget: true },
        heard: how.heard.counts(&player.identity),
        ..how.looking
    };
    let prepared = prepare(world, &volume, &player.identity, offer, known, looking)?;
    if let super::Fit::TooLittle { .. } = prepared.plan.fit {
        let is_estimated = prepared.plan.is_estimated();
        return Err(SyncError::NoRoom { fit: prepared.plan.fit, is_estimated });
    }
    if how.dry {
        return Ok(Synced { prepared, applied: None });
    }
    let is_due = !prepared.plan.is_empty();
    let applied = match is_due.then(|| done(world, &volume, &prepared, how)).transpose() {
        Ok(applied) => applied,
        Err(err) => {
            *planned = Some(prepared.plan);
            return Err(err);
        }
    };
    let manifest =
        applied.as_ref().map_or(&prepared.on_it.written.manifest, |applied| &applied.written.manifest);
    let when = Moment::new(world.clock.now(), &world.clock.zone()).to_string();
    let seen = ledger::Remembered { identity: player.identity.clone(), manifest: manifest.clone(), when };
    ledger::remember(world, show, &seen)?;
    drop(held);
    Ok(Synced { prepared, applied })
}

/// Does what was planned, and returns when all of it is on the volume.
fn done(world: &World, volume: &Mounted<'_>, prepared: &Prepared, how: How) -> Result<Applied, SyncError> {
    let applied = apply(world, volume, &prepared.on_it, &prepared.plan, how.read_back)?;
    volume.barrier("").map_err(on(volume, "", "written"))?;
    Ok(applied)
}

/// Hands a player back, so that it may be pulled out; otherwise says why it stays.
pub fn eject(world: &World, root: &Path) -> Result<(), Stays> {
    mounted(world, root).map_err(|_| Stays::NoVolume)?.eject(world)
}

/// Returns what is on a player, as its manifest says.
pub fn contents(world: &World, root: &Path) -> Result<Manifest, SyncError> {
    Ok(super::manifest::read(&mounted(world, root)?)?.manifest)
}

/// Returns whether a player belongs to another show.
pub fn is_foreign(
    show: &Show,
    knows: impl Fn(&str) -> bool + Sync,
    here: &Here,
    manifest: &Manifest,
) -> bool {
    let player = ledger::recall(show, &here.identity.id).is_some();
    let known = Known { player, files: false, episode: &knows };
    known.is_foreign(manifest, &here.identity, &show.info().title)
}
