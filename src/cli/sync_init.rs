//! A volume becomes a player of ours: `podcast sync --init`, and what a course sets up.

use std::ffi::OsString;
use std::path::Path;

use super::answers;
use super::desk::Desk;
use super::failure::player::{self as failure, Typed};
use super::failure::{Failure, name_of};
use super::sync::SyncArgs;
use super::value;
use crate::catalogue::{Shelf, Show, profile};
use crate::episode::text;
use crate::player::fleet::{self, Here, Mark};
use crate::player::manifest::Manifest;
use crate::player::mark::{self, Again, Wish};
use crate::player::{Introduction, SyncError, drawn, offer, strangers, take_in};
use crate::words::phrase;

/// Makes a volume a player of ours under that name, as `--init --name` does; an answer of the volume is no
/// failure of the command.
pub(super) fn introduce(
    desk: &mut Desk<'_>,
    asked: SyncArgs,
    name: &str,
    root: &Path,
) -> Result<Result<Here, SyncError>, Failure> {
    let show = desk.show()?;
    let shelf = show.shelf()?.whole()?;
    let args = SyncArgs { init: true, name: Some(name.to_owned()), ..asked };
    let here = fleet::open(&desk.world, root);
    match initiated(desk, &show, &shelf, &args, root, here) {
        Ok(here) => Ok(Ok(here)),
        Err(Unwanted::Refused(err)) => Ok(Err(err)),
        Err(Unwanted::Failed(failure)) => Err(failure),
    }
}

/// Returns what of the line a way out says again.
pub(super) fn typed(args: &SyncArgs) -> Typed {
    let text = |option: &str, text: Option<&String>| text.map(|text| [option.into(), text.into()]);
    let switch = |option: &str, on: bool| on.then(|| OsString::from(option));
    let manner = args.manner;
    let mark = [
        ("--name", &args.name),
        ("--room", &args.room),
        ("--profile", &args.profile),
        ("--heard", &args.heard),
    ];
    let mark = mark.iter().filter_map(|(option, said)| text(option, said.as_ref())).flatten();
    let latest = args.latest.map(|latest| latest.to_string());
    let load = [text("--latest", latest.as_ref()), text("--only", args.only.as_ref())]
        .into_iter()
        .flatten()
        .flatten();
    let with = args.with.iter().flat_map(|folder| ["--with".into(), folder.as_os_str().to_owned()]);
    let switches = [
        switch("--fit", args.fit),
        switch("--unheard", args.unheard),
        switch("--again", args.again),
        switch("--verify", manner.verify),
        switch("--no-read-back", manner.no_read_back),
        switch("--eject", manner.eject),
    ];
    Typed::Sync {
        mark: switch("--yes", args.yes).into_iter().chain(mark).collect(),
        init: args.init,
        load: load.chain(with).chain(switches.into_iter().flatten()).collect(),
    }
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

/// Makes a volume a player of ours. One that is ours already becomes what is asked of it, and keeps its mark where it
/// can.
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
    let wish = wish(args).map_err(Unwanted::Failed)?;
    match here {
        Ok(here) => {
            let again = Again { may_forget: args.yes, dry: args.manner.dry_run };
            Ok(mark::set_up(&desk.world, show, |id| offer::knows(shelf, id), here, wish, again)?)
        }
        Err(SyncError::NotOurs) => {
            let (removable, strangers) = (volume.is_removable(), strangers(&volume)?);
            agreed(desk, args, root, removable, strangers)?;
            Ok(made_ours(desk, show, args, wish, root, false)?)
        }
        Err(SyncError::Corrupt) if args.yes => Ok(made_ours(desk, show, args, wish, root, true)?),
        Err(err) => Err(err.into()),
    }
}

/// Reads what the line asks of a player.
fn wish(args: &SyncArgs) -> Result<Wish, Failure> {
    let name = args.name.as_deref().map(text::title).filter(|name| !name.is_empty());
    let heard = args.heard.as_deref().map(|text| value::switch("--heard", text)).transpose()?;
    Ok(Wish { name, room: args.room.clone(), profile: args.profile.clone(), heard })
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
    desk.complain(&failure::typed(&asked, root, &name_of(root), &typed(args)));
    let question = phrase("sync-init-question").with("player", name_of(root));
    if answers::consent(desk, &question).map_err(Unwanted::Failed)? { Ok(()) } else { Err(asked.into()) }
}

/// Writes our mark on a volume that has none, or one that nobody can read; a trial only draws it.
fn made_ours(
    desk: &Desk<'_>,
    show: &Show,
    args: &SyncArgs,
    wish: Wish,
    root: &Path,
    forget: bool,
) -> Result<Here, SyncError> {
    let volume = fleet::mounted(&desk.world, root)?;
    let wanted = Introduction {
        name: wish.name.unwrap_or_else(|| name_of(volume.root())),
        room: wish.room,
        profile: wish.profile.unwrap_or_else(|| profile::UNIVERSAL.to_owned()),
        serial: volume.serial(),
        heard: wish.heard.unwrap_or(false),
    };
    let (root, title) = (volume.root().to_owned(), &show.info().title);
    if args.manner.dry_run {
        let identity = drawn(&desk.world, title, wanted);
        return Ok(Here { identity, root, mark: Mark::Meant { forget } });
    }
    let anew = forget.then(Manifest::default);
    Ok(Here {
        identity: take_in(&desk.world, &volume, title, wanted, anew.as_ref())?,
        root,
        mark: Mark::There,
    })
}
