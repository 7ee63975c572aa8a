//! Many players at once: each has a worker, and one that fails or is pulled out never stops the others.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use super::error::on;
use super::manifest::{Kind, Manifest};
use super::volume::{Mounted, Stays, Volume as _, mounts};
use super::{Applied, Identity, Offer, Prepared, SyncError, apply, identity, ledger, prepare};
use super::{Known, Looking};
use crate::catalogue::Show;
use crate::episode::Moment;
use crate::world::{World, ordered};

/// No more players are written to at once: one bus of USB 2 is full by then.
const AT_ONCE: usize = 8;

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
    let mut found: Vec<PathBuf> = mounts::all()
        .into_iter()
        .filter(|mount| mount.is_disk() && mount.point != Path::new("/"))
        .filter(|mount| mounts::is_removable(mount) || mount.point.join(super::manifest::IDENTITY).is_file())
        .map(|mount| mount.point)
        .filter(|point| mounted(world, point).is_ok())
        .collect();
    found.sort();
    found.dedup();
    found
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
        let now = mounted(world, &player.root).ok()?.serial()?;
        let was = player.identity.serial.as_ref()?;
        (*was != now).then_some(SyncError::Twin { other: None })
    };
    players.iter().map(double).collect()
}

/// Brings players up to date, several at once. `worlds` are the worlds of each, so that each says on a line of
/// its own how far it is.
pub fn sync(
    show: &Show,
    offer: &Offer,
    knows: impl Fn(&str) -> bool + Sync,
    players: &[(Here, World)],
    how: How,
) -> Vec<Result<Synced, SyncError>> {
    let workers = NonZeroUsize::new(players.len().min(AT_ONCE)).unwrap_or(NonZeroUsize::MIN);
    let mut done = Vec::with_capacity(players.len());
    let Ok(()) = ordered::map(
        workers,
        players.iter().map(Ok::<_, Infallible>),
        |(player, world)| Ok(one(world, show, offer, &knows, player, how)),
        |synced| {
            done.push(synced);
            Ok(())
        },
    );
    done
}

/// Brings a player up to date.
fn one(
    world: &World,
    show: &Show,
    offer: &Offer,
    knows: &(impl Fn(&str) -> bool + Sync),
    player: &Here,
    how: How,
) -> Result<Synced, SyncError> {
    let volume = mounted(world, &player.root)?;
    // Another stick may have come to the same folder meanwhile.
    if player.mark == Mark::There && identity(&volume)?.id != player.identity.id {
        return Err(SyncError::Gone);
    }
    let held = if how.dry {
        None
    } else {
        Some(ledger::hold(world, show, &player.identity.id)?.ok_or(SyncError::InUse)?)
    };
    let known = Known { player: ledger::recall(show, &player.identity.id).is_some(), episode: knows };
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
    let applied = is_due.then(|| apply(world, &volume, &prepared.on_it, &prepared.plan, how.read_back));
    let applied = applied.transpose()?;
    if applied.is_some() {
        volume.barrier("").map_err(on(&volume, "", "written"))?;
    }
    let manifest =
        applied.as_ref().map_or(&prepared.on_it.written.manifest, |applied| &applied.written.manifest);
    let when = Moment::new(world.clock.now(), &world.clock.zone()).to_string();
    let seen = ledger::Remembered { identity: player.identity.clone(), manifest: manifest.clone(), when };
    ledger::remember(world, show, &seen)?;
    drop(held);
    Ok(Synced { prepared, applied })
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
    let known = Known { player: ledger::recall(show, &here.identity.id).is_some(), episode: &knows };
    known.is_foreign(manifest, &here.identity, &show.info().title)
}
