//! A player of ours that is set up once more: what becomes of its mark.
//!
//! The id in a mark is drawn once. What this computer remembers of a player goes by it, so does the lock that
//! keeps two programs off one player, and copies of a player are told by it. It stays as long as the player
//! does: another name, profile or room is no reason for another id. Three things are:
//!
//! - what was written on it is forgotten, since it was another show's, or nobody can read it any more, and this
//!   computer does not know it either; where it does, what it remembers is recognised by its contents;
//! - it is known to be a copy: another volume here bears the same mark, or the serial number of its own is not
//!   the one in the mark;
//! - it is to have a name, and nobody can tell whether it is a copy, since the system tells no serial number.

use std::path::PathBuf;

use super::error::on;
use super::fleet::{self, Here, Mark};
use super::manifest::{self, HOME, Identity, Manifest};
use super::volume::Volume as _;
use super::{Introduction, SyncError, borne_out, drawn, ledger, renew, take_in};
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
    let remembered = ledger::recall(show, &here.identity.id);
    let had = remembered.as_ref().map(|seen| seen.manifest.clone()).filter(|known| !known.items.is_empty());
    let lost = match manifest::read(&volume).map_err(SyncError::from) {
        // One that gets another name may be the copy of one that still says it.
        Ok(written) if written.is_none() && had.is_some() && wish.name.is_none() => Some(SyncError::Corrupt),
        Ok(written) if fleet::is_foreign(show, knows, &here, &written.manifest) => {
            Some(SyncError::Foreign { show: here.identity.show.clone() })
        }
        Ok(_) => None,
        Err(err @ (SyncError::Corrupt | SyncError::Endless)) => Some(err),
        Err(err) => return Err(err),
    };
    // What it can no longer say of itself, this computer may still know.
    let known = had.filter(|_| matches!(lost, Some(SyncError::Corrupt | SyncError::Endless)));
    let forget = lost.is_some() && known.is_none();
    if let Some(lost) = lost.filter(|_| !again.may_forget || known.is_some() && again.dry) {
        return Err(lost);
    }
    let is_so =
        |next: &Next| known.is_none() && matches!(next, Next::Same(identity) if *identity == here.identity);
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
    // A trial says so as well: nothing is written of it that would find out.
    if volume.room().map_err(on(&volume, "", "read"))?.read_only {
        return Err(SyncError::ReadOnly);
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
    let known = known.map(|known| borne_out(world, &volume, known)).transpose()?;
    let identity = match next {
        Next::Same(identity) => {
            if let Some(known) = &known {
                manifest::start_over(&volume, known).map_err(on(&volume, HOME, "written"))?;
            }
            renew(&volume, &identity)?;
            if let Some(remembered) = remembered {
                let identity = identity.clone();
                ledger::remember(world, show, &ledger::Remembered { identity, ..remembered })?;
            }
            identity
        }
        Next::Another { wanted, ends } => {
            let anew = known.or_else(|| forget.then(Manifest::default));
            let identity = take_in(world, &volume, title, wanted, anew.as_ref())?;
            if ends {
                ledger::forget(world, show, &id)?;
            }
            identity
        }
    };
    drop(held);
    Ok(Here { identity, ..here })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn was(serial: Option<&str>) -> Identity {
        Identity {
            id: "0123456789abcdef".into(),
            name: "Afspiller 7".into(),
            room: Some("Børnesalen".into()),
            profile: "tiny".into(),
            show: "Vi læser".into(),
            serial: serial.map(str::to_owned),
            heard: true,
        }
    }

    fn on(serial: Option<&str>) -> Bearer {
        Bearer { serial: serial.map(str::to_owned), ..Bearer::default() }
    }

    fn named() -> Wish {
        Wish { name: Some("Reserve".into()), ..Wish::default() }
    }

    #[test]
    fn room_profile_and_what_is_heard_never_cost_a_player_its_id() {
        let wish = Wish {
            name: None,
            room: Some("Lokale 2".into()),
            profile: Some("car".into()),
            heard: Some(false),
        };
        for (mark, volume) in [(None, None), (Some("A1"), Some("A1")), (None, Some("A1")), (Some("A1"), None)]
        {
            let Ok(Next::Same(now)) = next(&was(mark), wish.clone(), &on(volume)) else { panic!("{mark:?}") };
            let wanted =
                Identity { room: Some("Lokale 2".into()), profile: "car".into(), heard: false, ..was(mark) };
            assert_eq!(now, wanted);
            let Ok(Next::Same(now)) = next(&was(mark), Wish::default(), &on(volume)) else { panic!() };
            assert_eq!(now, was(mark), "what nobody speaks of stays");
        }
    }

    #[test]
    fn another_name_costs_no_id_where_the_volume_is_known_for_the_same() {
        let Ok(Next::Same(now)) = next(&was(Some("A1")), named(), &on(Some("A1"))) else { panic!() };
        assert_eq!(now, Identity { name: "Reserve".into(), ..was(Some("A1")) });
        // Where nobody can tell, it may be a copy; then the other one keeps the mark, and is not forgotten.
        for (mark, volume) in [(None, None), (None, Some("A1")), (Some("A1"), None)] {
            let Ok(Next::Another { wanted, ends: false }) = next(&was(mark), named(), &on(volume)) else {
                panic!("{mark:?} {volume:?}")
            };
            assert_eq!(
                (wanted.name.as_str(), wanted.profile.as_str(), wanted.heard),
                ("Reserve", "tiny", true)
            );
            assert_eq!(wanted.serial, on(volume).serial);
        }
    }

    #[test]
    fn a_copy_needs_a_name_and_gets_a_mark_of_its_own() {
        let twin = Bearer { twin: Some("/media/andre".into()), ..on(Some("A1")) };
        for copy in [on(Some("B2")), twin] {
            let wish = Wish { room: Some("Lokale 2".into()), ..Wish::default() };
            let refused = next(&was(Some("A1")), wish, &copy);
            assert!(matches!(refused, Err(SyncError::Twin { other }) if other == copy.twin));
            let now = next(&was(Some("A1")), named(), &copy);
            assert!(matches!(now, Ok(Next::Another { ends: false, .. })), "the other one is still there");
        }
    }

    #[test]
    fn a_player_of_which_nothing_is_known_any_more_begins_anew() {
        for (mark, volume, ends) in [(Some("A1"), Some("A1"), true), (None, None, false)] {
            let forgotten = Bearer { forget: true, ..on(volume) };
            let Ok(Next::Another { wanted, ends: is_over }) = next(&was(mark), Wish::default(), &forgotten)
            else {
                panic!()
            };
            assert_eq!((wanted.name.as_str(), is_over), ("Afspiller 7", ends));
        }
    }
}
