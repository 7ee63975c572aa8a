//! A volume becomes a player of ours: `podcast sync --init`, and what a course sets up.

use std::path::Path;

use super::answers;
use super::desk::Desk;
use super::failure::{Failure, name_of, player as failure};
use super::sync::SyncArgs;
use super::value;
use crate::catalogue::{Shelf, Show, profile};
use crate::episode::text;
use crate::player::fleet::{self, Here, Mark};
use crate::player::{Identity, Introduction, Mounted, SyncError, drawn, offer, renew, strangers, take_in};
use crate::words::phrase;

/// Makes a volume a player of ours under that name, as `--init --name` does; an answer of the volume is no
/// failure of the command.
pub(super) fn introduce(
    desk: &mut Desk<'_>,
    asked: SyncArgs,
    name: &str,
    yes: bool,
) -> Result<Result<(), SyncError>, Failure> {
    let show = desk.show()?;
    let shelf = show.shelf()?.whole()?;
    let args = SyncArgs { init: true, yes, name: Some(name.to_owned()), ..asked };
    for root in &args.players {
        let here = fleet::open(&desk.world, root);
        match initiated(desk, &show, &shelf, &args, root, here) {
            Ok(_) => {}
            Err(Unwanted::Refused(err)) => return Ok(Err(err)),
            Err(Unwanted::Failed(failure)) => return Err(failure),
        }
    }
    Ok(Ok(()))
}

/// Why a volume did not become a player of ours.
pub(super) enum Unwanted {
    Refused(SyncError),
    Failed(Failure),
}

impl From<SyncError> for Unwanted {
    fn from(err: SyncError) -> Unwanted {
        Unwanted::Refused(err)
    }
}

/// Makes a volume a player of ours. One that is ours already gets another name and mark only where a name is
/// given, or where nobody can tell any more what of ours is on it.
pub(super) fn initiated(
    desk: &mut Desk<'_>,
    show: &Show,
    shelf: &Shelf,
    args: &SyncArgs,
    root: &Path,
    here: Result<Here, SyncError>,
) -> Result<Here, Unwanted> {
    let volume = fleet::mounted(&desk.world, root)?;
    let (at, home) = (volume.root(), std::fs::canonicalize(show.root()).unwrap_or_default());
    if at.starts_with(&home) || home.starts_with(at) {
        return Err(SyncError::Within.into());
    }
    match here {
        Ok(here) => {
            // Of another show, or of one of which nobody can tell.
            let forget = match fleet::contents(&desk.world, root) {
                Ok(manifest) => fleet::is_foreign(show, |id| offer::knows(shelf, id), &here, &manifest),
                Err(SyncError::Corrupt | SyncError::Endless) => true,
                Err(err) => return Err(err.into()),
            };
            if args.name.is_none() && args.profile.is_none() && !forget {
                return marked(args, &volume, here);
            }
            if forget && !args.yes {
                // What that show put there would be nobody's.
                return Err(SyncError::Foreign { show: here.identity.show }.into());
            }
            made_ours(desk, show, args, root, Some(here), forget)
        }
        Err(SyncError::NotOurs) => {
            let (removable, strangers) = (volume.is_removable(), strangers(&volume)?);
            agreed(desk, args, root, removable, strangers)?;
            made_ours(desk, show, args, root, None, false)
        }
        Err(SyncError::Corrupt) if args.yes => made_ours(desk, show, args, root, None, true),
        Err(err) => Err(err.into()),
    }
}

/// Asks about a volume that is none to be carried about, or has something of others on it.
fn agreed(
    desk: &mut Desk<'_>,
    args: &SyncArgs,
    root: &Path,
    removable: bool,
    strangers: usize,
) -> Result<(), Unwanted> {
    let is_plain = removable && strangers == 0;
    // Of a trial nobody need be asked.
    if is_plain || args.yes || args.manner.dry_run {
        return Ok(());
    }
    let asked = SyncError::Unasked { removable, strangers };
    if !desk.can_ask() {
        return Err(asked.into());
    }
    desk.complain(&failure::sync(&asked, root, &name_of(root)));
    let question = phrase("sync-init-question").with("player", name_of(root));
    if answers::consent(desk, &question).map_err(Unwanted::Failed)? { Ok(()) } else { Err(asked.into()) }
}

/// Writes down where a player of ours belongs, and what an episode means that is gone from it, if that was said.
fn marked(args: &SyncArgs, volume: &Mounted<'_>, here: Here) -> Result<Here, Unwanted> {
    let heard = heard(args)?.unwrap_or(here.identity.heard);
    let room = args.room.clone().or_else(|| here.identity.room.clone());
    let is_so = heard == here.identity.heard && room == here.identity.room;
    let identity = Identity { room, heard, ..here.identity };
    if !is_so && !args.manner.dry_run {
        renew(volume, &identity)?;
    }
    Ok(Here { identity, ..here })
}

/// Reads whether an episode that is gone counts as heard.
fn heard(args: &SyncArgs) -> Result<Option<bool>, Unwanted> {
    args.heard.as_deref().map(|text| value::switch("--heard", text)).transpose().map_err(Unwanted::Failed)
}

/// Writes our mark on a volume; a trial only draws it. What it was to us before stays, where nothing else is asked.
fn made_ours(
    desk: &Desk<'_>,
    show: &Show,
    args: &SyncArgs,
    root: &Path,
    was: Option<Here>,
    forget: bool,
) -> Result<Here, Unwanted> {
    let volume = fleet::mounted(&desk.world, root)?;
    let was_heard = was.as_ref().is_some_and(|was| was.identity.heard);
    let given = args.name.as_deref().map(text::title).filter(|name| !name.is_empty());
    let asked = args.profile.clone().or(was.as_ref().map(|was| was.identity.profile.clone()));
    let wanted = Introduction {
        name: given
            .or(was.as_ref().map(|was| was.identity.name.clone()))
            .unwrap_or_else(|| name_of(volume.root())),
        room: args.room.clone().or(was.and_then(|was| was.identity.room)),
        profile: asked.unwrap_or_else(|| profile::UNIVERSAL.to_owned()),
        serial: volume.serial(),
        heard: heard(args)?.unwrap_or(was_heard),
    };
    let (root, title) = (volume.root().to_owned(), &show.info().title);
    if args.manner.dry_run {
        let identity = drawn(&desk.world, title, wanted);
        return Ok(Here { identity, root, mark: Mark::Meant { forget } });
    }
    Ok(Here { identity: take_in(&desk.world, &volume, title, wanted, forget)?, root, mark: Mark::There })
}
