//! A player of ours that is set up once more: what becomes of its mark.
//!
//! The id in a mark is drawn once. What this computer remembers of a player goes by it, so does the lock that
//! keeps two programs off one player, and copies of a player are told by it. It stays as long as the player
//! does: another name, profile or room is no reason for another id. Three things are:
//!
//! - what was written on it is forgotten, since it was another show's, or nobody can read it any more;
//! - it is known to be a copy: another volume here bears the same mark, or the serial number of its own is not
//!   the one in the mark;
//! - it is to have a name, and nobody can tell whether it is a copy, since the system tells no serial number.

use std::path::PathBuf;

use super::fleet::{self, Here, Mark};
use super::manifest::Identity;
use super::{Introduction, SyncError, drawn, ledger, renew, take_in};
use crate::catalogue::Show;
use crate::world::World;

/// What somebody wants a player to be. What is not said stays as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wish {
    /// What people call it.
    pub name: Option<String>,
    /// Where it belongs.
    pub room: Option<String>,
    /// In what form it wants its files.
    pub profile: Option<String>,
    /// Whether an episode that is gone from it counts as heard.
    pub heard: Option<bool>,
}

/// What is known of the volume on which a mark of ours stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bearer {
    /// Its serial number, where the system tells it.
    pub serial: Option<String>,
    /// Where another volume is that bears the same mark.
    pub twin: Option<PathBuf>,
    /// Whether what is written on it is to be forgotten.
    pub forget: bool,
}

/// What becomes of a mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Next {
    /// It says this from now on, under the same id.
    Same(Identity),
    /// The player gets a mark of its own.
    Another {
        /// Of this.
        wanted: Introduction,
        /// Whether the player that bore the old mark is no more, and not another that still has it.
        ends: bool,
    },
}

/// Returns whether a mark was written for a volume of another serial number: then this one is a copy.
pub fn is_copied(was: &Identity, serial: Option<&str>) -> bool {
    was.serial.as_deref().zip(serial).is_some_and(|(was, now)| was != now)
}

/// Decides what becomes of the mark of a player. A copy to which nobody gives a name is refused: nobody can tell
/// which of the two is meant.
pub fn next(was: &Identity, wish: Wish, on: &Bearer) -> Result<Next, SyncError> {
    let is_named = wish.name.is_some();
    let is_copy = on.twin.is_some() || is_copied(was, on.serial.as_deref());
    if is_copy && !is_named && !on.forget {
        return Err(SyncError::Twin { other: on.twin.clone() });
    }
    let was = was.clone();
    let name = wish.name.unwrap_or(was.name);
    let room = wish.room.or(was.room);
    let profile = wish.profile.unwrap_or(was.profile);
    let heard = wish.heard.unwrap_or(was.heard);
    let is_told = was.serial.is_some() && on.serial.is_some();
    if on.forget || is_copy || is_named && !is_told {
        let wanted = Introduction { name, room, profile, serial: on.serial.clone(), heard };
        return Ok(Next::Another { wanted, ends: is_told && !is_copy });
    }
    Ok(Next::Same(Identity { id: was.id, name, room, profile, show: was.show, serial: was.serial, heard }))
}

/// How a player is set up once more.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Again {
    /// What is written on it may be forgotten, if it must be.
    pub may_forget: bool,
    /// Only to find out what would become of it.
    pub dry: bool,
}

/// Sets a player of ours up once more, and returns what it is then. What this computer remembers of it follows.
pub fn set_up(
    world: &World,
    show: &Show,
    knows: impl Fn(&str) -> bool + Sync,
    here: Here,
    wish: Wish,
    again: Again,
) -> Result<Here, SyncError> {
    let volume = fleet::mounted(world, &here.root)?;
    let lost = match fleet::contents(world, &here.root) {
        Ok(manifest) if fleet::is_foreign(show, knows, &here, &manifest) => {
            Some(SyncError::Foreign { show: here.identity.show.clone() })
        }
        Ok(_) => None,
        Err(err @ (SyncError::Corrupt | SyncError::Endless)) => Some(err),
        Err(err) => return Err(err),
    };
    let forget = lost.is_some();
    if let Some(lost) = lost.filter(|_| !again.may_forget) {
        return Err(lost);
    }
    let is_so = |next: &Next| matches!(next, Next::Same(identity) if *identity == here.identity);
    let bearer = Bearer { serial: volume.serial(), twin: None, forget };
    // Looking for a twin takes a look at every volume that is here, and most players are what they should be.
    if wish.name.is_none() && is_so(&next(&here.identity, wish.clone(), &bearer)?) {
        return Ok(here);
    }
    let bearer = Bearer { twin: fleet::twin(world, &here), ..bearer };
    let next = next(&here.identity, wish, &bearer)?;
    if is_so(&next) {
        return Ok(here);
    }
    let id = here.identity.id.clone();
    let title = &show.info().title;
    if again.dry {
        return Ok(match next {
            Next::Same(identity) => Here { identity, ..here },
            Next::Another { wanted, .. } => {
                Here { identity: drawn(world, title, wanted), mark: Mark::Meant { forget }, ..here }
            }
        });
    }
    // Another program may be reading the mark that is about to change.
    let held = ledger::hold(world, show, &id)?.ok_or(SyncError::InUse)?;
    let identity = match next {
        Next::Same(identity) => {
            renew(&volume, &identity)?;
            if let Some(remembered) = ledger::recall(show, &id) {
                let identity = identity.clone();
                ledger::remember(world, show, &ledger::Remembered { identity, ..remembered })?;
            }
            identity
        }
        Next::Another { wanted, ends } => {
            let identity = take_in(world, &volume, title, wanted, forget)?;
            if ends {
                ledger::forget(world, show, &id)?;
            }
            identity
        }
    };
    drop(held);
    Ok(Here { identity, ..here })
}
