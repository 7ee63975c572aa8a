//! What a folder is to a course, and how the marks of its players follow its file.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::course::Under;
use super::desk::Desk;
use super::failure::{Failure, name_of};
use super::sync::{Load, Opened};
use crate::player::fleet::{self, Here};
use crate::player::mark::{self, Again, Wish};
use crate::player::{Identity, SyncError, offer};
use crate::words::{Phrase, phrase};

/// What a folder is to a course.
pub(super) enum Found {
    /// A player of it, by that name.
    Ours(String, Here),
    /// No player of anybody yet.
    Fresh,
    /// A player of ours that is none of this course.
    Other,
    Wrong(SyncError),
}

pub(super) fn what(desk: &Desk<'_>, under: &Under<'_>, root: &Path) -> Found {
    match fleet::open(&desk.world, root) {
        Ok(here) => match under.course.player(&here.identity.name) {
            Some(name) => Found::Ours(name.to_owned(), here),
            None => Found::Other,
        },
        Err(SyncError::NotOurs) => Found::Fresh,
        Err(err) => Found::Wrong(err),
    }
}

/// Returns the folders that were named, or all in which a volume is.
pub(super) fn places(desk: &Desk<'_>, under: &Under<'_>) -> Vec<PathBuf> {
    if under.args.players.is_empty() { fleet::around(&desk.world) } else { under.args.players.clone() }
}

/// Returns the players of the course that are here.
pub(super) fn found(desk: &Desk<'_>, under: &mut Under<'_>) -> Result<Vec<Opened>, Failure> {
    let is_named = !under.args.players.is_empty();
    let mut opened = Vec::new();
    for root in places(desk, under) {
        match what(desk, under, &root) {
            Found::Ours(name, here) => {
                under.seen.insert(name);
                opened.push(Opened::of(root, Ok(here)));
            }
            Found::Other if is_named => return Err(other(under, &root)),
            // What is wrong with it is for the one who named it, and is said with the others.
            Found::Wrong(err) if is_named => opened.push(Opened::of(root, Err(err))),
            Found::Fresh if is_named => opened.push(Opened::of(root, Err(SyncError::NotOurs))),
            Found::Other | Found::Wrong(_) | Found::Fresh => {}
        }
    }
    Ok(opened)
}

pub(super) fn other(under: &Under<'_>, root: &Path) -> Failure {
    let course = &under.course.title;
    Failure::asked(phrase("course-other").with("player", name_of(root)).with("course", course))
        .hint(phrase("sync-see-players"))
}

/// What of the marks of players was renewed, by their ids, as `--json` says it.
type Renewed = BTreeMap<String, Vec<&'static str>>;

/// Has the marks of players follow the file of the course, which is what counts in it, and says of which. Twins and
/// copies are left as they are: of them it is said that they are not ready.
pub(super) fn renewed(
    desk: &mut Desk<'_>,
    under: &Under<'_>,
    load: &Load,
    opened: Vec<Opened>,
) -> (Vec<Opened>, Renewed) {
    let mut doubles = fleet::doubles(&desk.world, &Opened::players(&opened)).into_iter();
    let mut renewed = Renewed::new();
    let opened = opened.into_iter().map(|one| {
        one.and_then(|here| match doubles.next().flatten() {
            Some(_) => Ok(here),
            None => follows(desk, under, load, here, &mut renewed),
        })
    });
    let opened: Vec<Opened> = opened.collect();
    (opened, renewed)
}

/// Has a player be what the file of the course says.
fn follows(
    desk: &mut Desk<'_>,
    under: &Under<'_>,
    load: &Load,
    here: Here,
    renewed: &mut Renewed,
) -> Result<Here, SyncError> {
    let (room, profile) = (under.course.room.clone(), under.course.profile.clone());
    let wish = Wish { room, profile, ..Wish::default() };
    let again = Again { may_forget: false, dry: under.args.manner.dry_run };
    let was = here.identity.clone();
    let here = mark::set_up(&desk.world, &under.show, |id| offer::knows(&load.shelf, id), here, wish, again)?;
    let changes = changes(&was, &here.identity);
    if !changes.is_empty() {
        let what = changes.iter().map(|(_, said)| desk.words.say(said)).collect::<Vec<_>>().join(", ");
        let says = if again.dry { "course-would-follow" } else { "course-follows" };
        desk.say(&phrase(says).with("player", &was.name).with("what", what));
        renewed.insert(was.id, changes.into_iter().map(|(key, _)| key).collect());
    }
    Ok(here)
}

/// Returns what of a mark is another than before, as `--json` names it and in words.
fn changes(was: &Identity, now: &Identity) -> Vec<(&'static str, Phrase)> {
    let mut changes = Vec::new();
    if was.profile != now.profile {
        let said = phrase("course-follows-profile").with("now", &now.profile).with("was", &was.profile);
        changes.push(("profile", said));
    }
    if let Some(room) = now.room.as_ref().filter(|_| was.room != now.room) {
        let said = match &was.room {
            Some(was) => phrase("course-follows-room").with("now", room).with("was", was),
            None => phrase("course-follows-first-room").with("now", room),
        };
        changes.push(("room", said));
    }
    changes
}
