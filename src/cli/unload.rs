//! `podcast unload`: takes off a player what we put there.

use std::path::{Path, PathBuf};

use serde_json::json;

use super::answers;
use super::desk::{Desk, Done};
use super::failure::player::{self as failure, Typed};
use super::failure::{Failure, name_of};
use super::{shell, view};
use crate::catalogue::Show;
use crate::player::fleet::{self, Here};
use crate::player::manifest::Kind;
use crate::player::volume::name_of as last;
use crate::player::{SyncError, ledger, offer, unload};
use crate::words::phrase;

/// Take everything of the show off a player
#[derive(Debug, clap::Args)]
pub(super) struct UnloadArgs {
    #[arg(value_name = "PLAYER")]
    player: PathBuf,
    #[arg(long)]
    yes: bool,
}

pub(super) fn run(desk: &mut Desk<'_>, args: &UnloadArgs) -> Result<Done, Failure> {
    let show = desk.show()?;
    let root = &args.player;
    let failed = |err: SyncError, name: &str| failure::typed(&err, root, name, &Typed::Unload);
    let here = fleet::open(&desk.world, root).map_err(|err| failed(err, &name_of(root)))?;
    if !args.yes {
        not_of_others(desk, &show, root, &here)?;
    }
    let Here { identity, .. } = here;
    let name = identity.name.as_str();
    let held =
        ledger::hold(&desk.world, &show, &identity.id)?.ok_or_else(|| failed(SyncError::InUse, name))?;
    let volume = fleet::mounted(&desk.world, root).map_err(|err| failed(err, name))?;
    let prepared = unload(&desk.world, &volume, &identity).map_err(|err| failed(err, name))?;
    drop(held);
    ledger::forget(&desk.world, &show, &identity.id)?;
    let removed = prepared.plan.removed(Kind::Sound);
    desk.say(&phrase("unload-done").with("player", name).with("count", removed));
    for left in &prepared.plan.left {
        desk.say_below(&phrase("sync-left").with("file", last(&left.path)));
    }
    Ok(Done::with(json!({
        "name": name,
        "id": identity.id,
        "folder": view::path(root),
        "removed": prepared.plan.remove,
        "left": prepared.plan.left.iter().map(|left| left.path.as_str()).collect::<Vec<_>>(),
    })))
}

/// Asks about a player of another show, or refuses where nobody can be asked: what is taken off it, only that
/// show can put there again.
fn not_of_others(desk: &mut Desk<'_>, show: &Show, root: &Path, here: &Here) -> Result<(), Failure> {
    let name = here.identity.name.as_str();
    let manifest =
        fleet::contents(&desk.world, root).map_err(|err| failure::typed(&err, root, name, &Typed::Unload))?;
    let shelf = show.shelf()?;
    if !fleet::is_foreign(show, |id| offer::knows(&shelf, id), here, &manifest) {
        return Ok(());
    }
    let foreign = SyncError::Foreign { show: here.identity.show.clone() };
    if desk.can_ask() {
        let question =
            phrase("unload-question").with("player", name).with("show", here.identity.show.as_str());
        if answers::consent(desk, &question)? {
            return Ok(());
        }
    }
    let words = ["podcast".as_ref(), "unload".as_ref(), root.as_os_str(), "--yes".as_ref()];
    Err(failure::plainly(&foreign, root, name)
        .hint(phrase("unload-foreign-yes").with("command", shell::line(words))))
}
