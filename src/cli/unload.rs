//! `podcast unload`: takes off a player what we put there.

use std::path::PathBuf;

use serde_json::json;

use super::desk::{Desk, Done};
use super::failure::{Failure, name_of, player as failure};
use super::view;
use crate::player::fleet::{self, Here};
use crate::player::volume::name_of as last;
use crate::player::{SyncError, ledger, unload};
use crate::words::phrase;

/// Take everything of the show off a player
#[derive(Debug, clap::Args)]
pub(super) struct UnloadArgs {
    #[arg(value_name = "PLAYER")]
    player: PathBuf,
}

pub(super) fn run(desk: &mut Desk<'_>, args: &UnloadArgs) -> Result<Done, Failure> {
    let show = desk.show()?;
    let root = &args.player;
    let failed = |err: SyncError, name: &str| failure::sync(&err, root, name);
    let Here { identity, .. } = fleet::open(&desk.world, root).map_err(|err| failed(err, &name_of(root)))?;
    let name = identity.name.as_str();
    let held =
        ledger::hold(&desk.world, &show, &identity.id)?.ok_or_else(|| failed(SyncError::InUse, name))?;
    let volume = fleet::mounted(&desk.world, root).map_err(|err| failed(err, name))?;
    let prepared = unload(&desk.world, &volume, &identity).map_err(|err| failed(err, name))?;
    drop(held);
    ledger::forget(&desk.world, &show, &identity.id)?;
    let removed = prepared.plan.episodes_removed();
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
