//! How new volumes become the players of a course: all at once, or one after the other as they are plugged in.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::code::Code;
use super::course::{Under, asked, bring, refuse};
use super::course_found::{Found, other, places, what};
use super::desk::Desk;
use super::failure::player::{self as failure, Typed};
use super::failure::{Failure, name_of};
use super::sync::Opened;
use super::{answers, sync_init};
use crate::player::fleet::{self, Here};
use crate::player::{ledger, strangers};
use crate::words::phrase;

/// How long between two looks for the next player.
const LOOK: Duration = Duration::from_millis(500);

/// Sets up all new volumes that are here, and returns the players of the course that are.
pub(super) fn all_at_once(desk: &mut Desk<'_>, under: &mut Under<'_>) -> Result<Vec<Opened>, Failure> {
    let is_named = !under.args.players.is_empty();
    let (mut opened, mut fresh) = (Vec::new(), Vec::new());
    for root in places(desk, under) {
        match what(desk, under, &root) {
            Found::Ours(name, here) => {
                under.seen.insert(name);
                opened.push(Opened::of(root, Ok(here)));
            }
            Found::Fresh => match others(desk, &root) {
                count if is_named || count == 0 => fresh.push((root, count)),
                count => desk.complain(&has_others(&root, count)),
            },
            Found::Other if is_named => return Err(other(under, &root)),
            Found::Wrong(err) if is_named => {
                let name = name_of(&root);
                let failure = failure::typed(&err, &root, &name, &Typed::Course(under.args.file.clone()));
                refuse(desk, under, &name, &failure);
            }
            Found::Other | Found::Wrong(_) => {}
        }
    }
    let free = free(under);
    if fresh.len() > free.len() {
        let message = phrase("course-too-many").with("volumes", fresh.len()).with("names", free.len());
        return Err(Failure::asked(message)
            .hint(phrase("course-too-many-how"))
            .hint(phrase("course-too-many-lost")));
    }
    let mut pairs = Vec::new();
    for (name, (root, others)) in free.into_iter().zip(fresh) {
        becomes(desk, &root, &name, others);
        pairs.push((name, root));
    }
    if under.args.manner.dry_run || pairs.is_empty() {
        return Ok(opened);
    }
    if !agreed(desk, under, pairs.len())? {
        return Err(Failure::plain(phrase("course-declined")));
    }
    for (name, root) in pairs {
        if let Some(here) = set_up(desk, under, &name, &root)? {
            opened.push(Opened::of(root, Ok(here)));
        }
    }
    Ok(opened)
}

/// Returns the names of the course that no player has yet, as far as this computer has seen them.
fn free(under: &Under<'_>) -> Vec<String> {
    let known = ledger::all(&under.show);
    let has = |name: &String| known.iter().any(|one| under.course.player(&one.identity.name) == Some(name));
    under.course.players.iter().filter(|name| !under.seen.contains(*name) && !has(name)).cloned().collect()
}

/// Says what a volume is to be, and that what others have on it stays.
fn becomes(desk: &mut Desk<'_>, root: &Path, name: &str, others: usize) {
    desk.say(&phrase("course-becomes").with("folder", root).with("player", name));
    if others > 0 {
        desk.say_below(&phrase("course-keeps").with("count", others));
    }
}

/// Asks whether so many volumes may be set up, unless that was said before.
fn agreed(desk: &mut Desk<'_>, under: &Under<'_>, count: usize) -> Result<bool, Failure> {
    if under.args.yes {
        return Ok(true);
    }
    if !desk.can_ask() {
        return Err(Failure::asked(phrase("course-unasked")).hint(phrase("course-unasked-yes")));
    }
    answers::consent(desk, &phrase("course-question").with("count", count))
}

/// Makes a volume the player of that name, and returns it if it is.
fn set_up(
    desk: &mut Desk<'_>,
    under: &mut Under<'_>,
    name: &str,
    root: &Path,
) -> Result<Option<Here>, Failure> {
    let asked = asked(under, vec![root.to_owned()]);
    match sync_init::introduce(desk, asked, name, root)? {
        Ok(here) => {
            under.seen.insert(name.to_owned());
            Ok(Some(here))
        }
        Err(err) => {
            let failure = failure::typed(&err, root, name, &Typed::Course(under.args.file.clone()));
            refuse(desk, under, name, &failure);
            Ok(None)
        }
    }
}

/// Returns how many names of others are on a volume; one that cannot be read is no empty one.
fn others(desk: &Desk<'_>, root: &Path) -> usize {
    fleet::mounted(&desk.world, root).and_then(|volume| strangers(&volume)).unwrap_or(1)
}

fn has_others(root: &Path, count: usize) -> Failure {
    Failure::plain(phrase("course-not-empty").with("player", name_of(root)).with("count", count))
        .hint(phrase("course-not-empty-name").with("folder", root))
}

/// Sets up one player after the other, each as it is plugged in, until every name has one.
pub(super) fn one_by_one(desk: &mut Desk<'_>, under: &mut Under<'_>) -> Result<(), Failure> {
    // Those that had their turn, until they are unplugged.
    let mut turned: BTreeSet<PathBuf> = BTreeSet::new();
    let mut asked_for = None;
    loop {
        let places = places(desk, under);
        turned.retain(|root| places.contains(root) && root.is_dir());
        let mut next = None;
        for root in places {
            if !root.is_dir() || turned.contains(&root) {
                continue;
            }
            match what(desk, under, &root) {
                Found::Fresh => {
                    next = Some(root);
                    break;
                }
                Found::Ours(name, here) if !under.seen.contains(&name) => {
                    under.seen.insert(name.clone());
                    turned.insert(root.clone());
                    bring(desk, under, vec![Opened::of(root, Ok(here))], &name)?;
                    asked_for = None;
                }
                _ => {}
            }
        }
        let Some(name) = free(under).into_iter().next() else { return Ok(()) };
        if let Some(root) = next {
            turned.insert(root.clone());
            take(desk, under, &name, &root)?;
            asked_for = None;
            continue;
        }
        if asked_for.as_ref() != Some(&name) {
            desk.say(&phrase("course-next").with("player", &name));
            asked_for = Some(name);
        }
        if desk.world.cancel.check().is_err() {
            desk.say(&phrase("course-stopped"));
            under.code = Code::Interrupted;
            return Ok(());
        }
        desk.world.clock.sleep(LOOK);
    }
}

/// Makes the volume that was just plugged in the player of that name, and brings it up to date.
fn take(desk: &mut Desk<'_>, under: &mut Under<'_>, name: &str, root: &Path) -> Result<(), Failure> {
    let count = others(desk, root);
    if count > 0 && under.args.players.is_empty() {
        desk.complain(&has_others(root, count));
        return Ok(());
    }
    becomes(desk, root, name, count);
    if !agreed(desk, under, 1)? {
        return Ok(());
    }
    if let Some(here) = set_up(desk, under, name, root)? {
        bring(desk, under, vec![Opened::of(root.to_owned(), Ok(here))], name)?;
    }
    Ok(())
}
