//! What came of syncing players, in sentences for one and as a table for many.

use std::collections::BTreeMap;

use comfy_table::Cell;
use serde_json::{Value, json};

use super::desk::Desk;
use super::failure::player as failure;
use super::report;
use super::sync::Outcome;
use super::table::{headed, printed};
use super::view;
use crate::episode::Handle;
use crate::player::fleet::{How, Mark, Synced};
use crate::player::manifest::Kind;
use crate::player::plan::Copy;
use crate::player::volume::name_of;
use crate::player::{Fit, Offer, Stays, SyncError};
use crate::words::{Phrase, phrase, plain};

/// Says what came of it: of one player all that is worth telling, of many a line each, and at the end what a
/// course leader can read out.
pub(super) fn say(desk: &mut Desk<'_>, offer: &Offer, how: How, outcomes: &[Outcome]) {
    match outcomes {
        [Outcome { name, here, attempts, result: Ok(synced), .. }] => {
            if here.as_ref().is_some_and(|here| here.mark != Mark::There) {
                desk.say(&phrase("sync-would-init").with("player", name));
            }
            say_one(desk, how, name, synced, *attempts);
        }
        many => say_many(desk, how, many),
    }
    say_offer(desk, offer, outcomes);
    say_ejected(desk, outcomes);
    if how.dry {
        desk.say(&phrase("add-planned-nothing"));
    }
}

fn say_one(desk: &mut Desk<'_>, how: How, name: &str, synced: &Synced, attempts: usize) {
    let episodes = synced.episodes();
    if how.dry {
        desk.say(&phrase("sync-would").with("player", name).with("episodes", episodes));
    } else {
        desk.say(&phrase("sync-ready").with("player", name).with("episodes", episodes));
    }
    for part in parts(synced, attempts) {
        desk.say_below(&part);
    }
    say_left(desk, synced);
}

/// Returns what was or would be done, a sentence for each kind of it.
fn parts(synced: &Synced, attempts: usize) -> Vec<Phrase> {
    let plan = &synced.prepared.plan;
    let mut parts = Vec::new();
    let bytes = |is_along: bool| {
        let copies = || plan.copies.iter().filter(|copy| (copy.item.kind == Kind::Along) == is_along);
        report::size(copies().map(|copy| copy.item.bytes).sum(), copies().any(Copy::is_estimated))
    };
    for (kind, came, went) in [
        (Kind::Sound, "sync-copied", "sync-removed"),
        (Kind::Along, "sync-copied-along", "sync-removed-along"),
    ] {
        let (copied, removed) = (plan.copied(kind), plan.removed(kind));
        if copied > 0 {
            parts.push(phrase(came).with("count", copied).with("size", bytes(kind == Kind::Along)));
        }
        if removed > 0 {
            parts.push(phrase(went).with("count", removed));
        }
    }
    if !plan.heard.is_empty() {
        parts.push(phrase("sync-heard").with("count", plan.heard.len()));
    }
    if plan.reorders() || synced.applied.as_ref().is_some_and(|applied| applied.reordered) {
        parts.push(phrase("sync-reordered"));
    }
    if attempts > 1 {
        // It was cut off a moment ago, by its own first try.
        parts.push(phrase("sync-second-try"));
    } else if synced.prepared.on_it.cut {
        parts.push(phrase("sync-was-cut"));
    }
    if plan.is_empty() {
        parts.push(phrase("sync-nothing"));
    } else if parts.is_empty() {
        parts.push(phrase("sync-small"));
    }
    parts
}

/// Says what needs somebody's eye.
fn say_left(desk: &mut Desk<'_>, synced: &Synced) {
    let out = synced.prepared.plan.left_out.len();
    if out > 0 {
        desk.say_below(&phrase("sync-left-out").with("count", out));
    }
    for left in &synced.prepared.plan.left {
        desk.say_below(&phrase("sync-left").with("file", name_of(&left.path)));
        if left.wanted {
            desk.say_below(&phrase("sync-left-again"));
        }
    }
    if let Some(applied) = &synced.applied {
        if applied.needs_mending {
            desk.say_below(&phrase("sync-needs-mending"));
        }
        if !applied.in_order {
            desk.say_below(&phrase("sync-out-of-order"));
        }
        for folder in &synced.prepared.plan.folders {
            let now = applied.written.manifest.folders.get(&folder.what);
            if let Some(now) = now.filter(|now| **now != folder.path) {
                let was = name_of(&folder.path);
                desk.say_below(&phrase("sync-moved").with("folder", was).with("now", name_of(now)));
            }
        }
    }
}

/// Says what of the show is not on any player, or stays on one with tags that call it otherwise.
fn say_offer(desk: &mut Desk<'_>, offer: &Offer, outcomes: &[Outcome]) {
    if !outcomes.iter().any(|outcome| outcome.result.is_ok()) {
        return;
    }
    if !offer.waiting.is_empty() {
        desk.say(&phrase("sync-waiting").with("count", offer.waiting.len()));
    }
    let plans = outcomes.iter().filter_map(|outcome| Some(&outcome.result.as_ref().ok()?.prepared.plan));
    // What is said of one player is true of the next that has had it as long.
    let stale: BTreeMap<Handle, &str> =
        plans.flat_map(|plan| &plan.stale).map(|stale| (stale.handle, stale.title.as_str())).collect();
    for (handle, title) in stale {
        let command = format!("podcast edit {handle} --retag");
        desk.say(&report::about("sync-tagged", handle).with("title", title).with("command", command));
    }
}

/// Says which players were handed back, and of the others why not: all may be unplugged.
fn say_ejected(desk: &mut Desk<'_>, outcomes: &[Outcome]) {
    for Outcome { name, ejected, .. } in outcomes {
        let Some(ejected) = ejected else { continue };
        desk.say(&ejected_phrase(name, ejected));
    }
}

fn ejected_phrase(name: &str, ejected: &Result<(), Stays>) -> Phrase {
    let told = |id: &'static str| phrase(id).with("player", name);
    match ejected {
        Ok(()) => told("eject-done"),
        Err(Stays::NoVolume) => told("eject-no-volume"),
        Err(Stays::NoProgram(program)) => told("eject-no-program").with("program", *program),
        Err(Stays::Held(programs)) => told("eject-held").with("programs", programs.join(", ")),
        Err(Stays::Refused(said)) => told("eject-refused").with("said", said),
    }
}

fn say_many(desk: &mut Desk<'_>, how: How, outcomes: &[Outcome]) {
    let ready = outcomes.iter().filter(|outcome| outcome.result.is_ok()).count();
    if !desk.asked.quiet && !desk.asked.json {
        let table = table(desk, how, outcomes);
        desk.print(&table);
    }
    for Outcome { name, result, .. } in outcomes {
        let Ok(synced) = result else { continue };
        let remarkable = !synced.prepared.plan.left.is_empty()
            || !synced.prepared.plan.left_out.is_empty()
            || synced.applied.as_ref().is_some_and(|applied| applied.needs_mending || !applied.in_order);
        if remarkable {
            desk.say(&phrase("sync-about").with("player", name));
            say_left(desk, synced);
        }
    }
    if !how.dry {
        desk.say(&phrase("sync-many").with("ready", ready).with("all", outcomes.len()));
    }
    for failure in outcomes.iter().filter_map(Outcome::failure) {
        desk.complain(&failure);
    }
}

/// Returns what is to be known at a glance of a player that is not ready.
fn lack(err: &SyncError, attempts: usize) -> Phrase {
    match err {
        SyncError::NoRoom { fit: Fit::TooLittle { missing, .. }, is_estimated } => {
            phrase("sync-missing").with("size", report::size(*missing, *is_estimated))
        }
        _ if attempts > 1 => phrase("sync-tried-twice"),
        _ => phrase("sync-see-below"),
    }
}

fn table(desk: &Desk<'_>, how: How, outcomes: &[Outcome]) -> String {
    let heads = ["sync-head-player", "sync-head-state", "sync-head-episodes", "sync-head-done"];
    let mut table = headed(desk, heads);
    for Outcome { name, attempts, result, .. } in outcomes {
        let (state, episodes, done) = match result {
            Ok(synced) => {
                let state = if how.dry { "sync-state-planned" } else { "sync-state-ready" };
                let parts = parts(synced, *attempts);
                let done = parts.iter().map(|part| desk.words.say(part)).collect::<Vec<_>>().join(" ");
                (phrase(state), synced.episodes().to_string(), done)
            }
            Err(err) => (failure::state(err), String::new(), desk.words.say(&lack(err, *attempts))),
        };
        table.add_row([
            Cell::new(plain::line(name)),
            Cell::new(desk.words.say(&state)),
            Cell::new(episodes),
            Cell::new(done),
        ]);
    }
    printed(&table)
}

/// Returns what came of a player, for other programs.
pub(super) fn json(desk: &Desk<'_>, outcome: &Outcome, how: How) -> Value {
    let Outcome { name, root, here, attempts, result, ejected, typed: _ } = outcome;
    let mut said = json!({
        "name": name,
        "id": here.as_ref().map(|here| here.identity.id.as_str()),
        "room": here.as_ref().and_then(|here| here.identity.room.as_deref()),
        "folder": view::path(root),
        "ready": result.is_ok() && !how.dry,
        "attempts": attempts,
    });
    if let Some(ejected) = ejected {
        said["ejected"] = ejected.is_ok().into();
        said["stays"] = ejected.as_ref().err().map(|_| desk.words.say(&ejected_phrase(name, ejected))).into();
    }
    match result {
        Ok(synced) => {
            let plan = &synced.prepared.plan;
            said["episodes"] = synced.episodes().into();
            said["bytes"] = plan.bytes().into();
            said["estimated"] = plan.is_estimated().into();
            said["kept"] = plan.kept.into();
            let copied = plan.copies.iter().filter_map(|copy| Some(copy.handle?.to_string()));
            said["copied"] = copied.collect::<Vec<_>>().into();
            said["removed"] = plan.remove.clone().into();
            said["moved"] = plan.moves.iter().map(|one| json!({ "from": one.from, "to": one.to })).collect();
            said["stale"] = plan.stale.iter().map(|stale| stale.handle.to_string()).collect();
            said["left"] = plan.left.iter().map(|left| left.path.as_str()).collect();
            said["left_out"] = plan.left_out.iter().map(ToString::to_string).collect();
            said["was_cut"] = synced.prepared.on_it.cut.into();
            said["order"] = plan.folders.iter().flat_map(|folder| folder.order.clone()).collect();
            said["folders"] = plan.folders.iter().map(|folder| folder.path.as_str()).collect();
            said["along"] = plan.items().iter().filter(|item| item.kind == Kind::Along).count().into();
            said["along_copied"] = plan.copied(Kind::Along).into();
            said["heard"] = plan.heard.iter().map(String::as_str).collect();
            said["in_order"] = synced.applied.as_ref().is_none_or(|applied| applied.in_order).into();
            said["needs_mending"] =
                synced.applied.as_ref().is_some_and(|applied| applied.needs_mending).into();
        }
        Err(err) => {
            said["error"] = outcome.failure().map(|failure| desk.json_of(&failure)).into();
            if let SyncError::NoRoom { fit: Fit::TooLittle { missing, .. }, .. } = err {
                said["missing_bytes"] = (*missing).into();
            }
        }
    }
    said
}
