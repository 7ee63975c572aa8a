//! `podcast course`: the players of a course, set up and brought up to date by one small file.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::{Value, json};

use super::code::Code;
use super::desk::{Desk, Done};
use super::failure::{Failure, name_of, player as failure};
use super::sync::{self, Manner, SyncArgs};
use super::{answers, course_labels as labels, renditions, sync_init, view};
use crate::catalogue::{Course, Show};
use crate::player::{SyncError, fleet, ledger, strangers};
use crate::words::phrase;

/// How long between two looks for the next player.
const LOOK: Duration = Duration::from_millis(500);

/// Set up and bring up to date the players of a course
#[derive(Debug, clap::Args)]
pub(super) struct CourseArgs {
    #[arg(required = true, value_name = "FILE")]
    file: PathBuf,
    #[arg(value_name = "PLAYER")]
    players: Vec<PathBuf>,
    #[arg(long)]
    init: bool,
    #[arg(long, requires = "init", conflicts_with = "dry_run")]
    one_by_one: bool,
    #[arg(long, requires = "init")]
    yes: bool,
    #[arg(long, value_name = "FILE")]
    labels: Option<PathBuf>,
    #[command(flatten)]
    manner: Manner,
}

/// A course under way: what was asked, and what has come of it.
struct Under<'c> {
    args: &'c CourseArgs,
    course: &'c Course,
    show: Show,
    /// What `--json` says of each player.
    players: Vec<Value>,
    /// The names of those that were here, and of those that are not ready.
    seen: BTreeSet<String>,
    unready: Vec<String>,
    ready: usize,
    code: Code,
}

pub(super) fn run(desk: &mut Desk<'_>, args: &CourseArgs) -> Result<Done, Failure> {
    let show = desk.show()?;
    let course = Course::read(&args.file)?;
    if let Some(profile) = &course.profile {
        renditions::profile(&show, profile)?;
    }
    if let Some(file) = &args.labels {
        labels::write(desk, &show, &course, file)?;
        if !args.init {
            return Ok(Done::with(labelled(&course, file)));
        }
    }
    let mut under = Under {
        args,
        course: &course,
        show,
        players: Vec::new(),
        seen: BTreeSet::new(),
        unready: Vec::new(),
        ready: 0,
        code: Code::Done,
    };
    if args.one_by_one {
        one_by_one(desk, &mut under)?;
    } else {
        let roots = if args.init { all_at_once(desk, &mut under)? } else { found(desk, &mut under)? };
        if roots.is_empty() && !args.manner.dry_run && under.players.is_empty() {
            return Err(Failure::plain(phrase("course-none").with("course", &course.title))
                .hint(phrase("course-none-init")));
        }
        if !roots.is_empty() {
            bring(desk, &mut under, roots, "")?;
        } else if args.manner.dry_run {
            desk.say(&phrase("add-planned-nothing"));
        }
    }
    Ok(end(desk, under))
}

/// Returns what a line of `podcast sync` would ask of those players.
fn asked(under: &Under<'_>, players: Vec<PathBuf>) -> SyncArgs {
    let Under { args, course, .. } = under;
    SyncArgs {
        players,
        room: course.room.clone(),
        profile: course.profile.clone(),
        latest: course.latest,
        only: course.only.clone(),
        fit: course.fit,
        with: course.with.clone(),
        manner: args.manner,
        ..SyncArgs::default()
    }
}

/// Brings players up to date, and notes what came of it; `name` is what one alone is called.
fn bring(
    desk: &mut Desk<'_>,
    under: &mut Under<'_>,
    players: Vec<PathBuf>,
    name: &str,
) -> Result<(), Failure> {
    match sync::run(desk, &asked(under, players)) {
        Ok(done) => {
            under.ready += done.json.get("ready").and_then(Value::as_u64).unwrap_or(0) as usize;
            let players = done.json.get("players").and_then(Value::as_array).cloned();
            under.players.extend(players.unwrap_or_default());
            if done.code != Code::Done {
                under.code = done.code;
            }
            Ok(())
        }
        Err(failure) if is_end(&failure) || !under.args.one_by_one => Err(failure),
        // The next one may do better.
        Err(failure) => {
            refuse(desk, under, name, &failure);
            Ok(())
        }
    }
}

/// Notes a player that is not ready, and says why.
fn refuse(desk: &mut Desk<'_>, under: &mut Under<'_>, name: &str, failure: &Failure) {
    desk.complain(failure);
    let error = desk.json_of(failure);
    under.players.push(json!({ "name": name, "ready": false, "error": error }));
    under.unready.push(name.to_owned());
    under.code = Code::Partly;
}

fn is_end(failure: &Failure) -> bool {
    failure.code == Code::Interrupted
}

/// What a folder is to a course.
enum Found {
    /// A player of it, by that name.
    Ours(String),
    /// No player of anybody yet.
    Fresh,
    /// A player of ours that is none of this course.
    Other,
    Wrong(SyncError),
}

fn what(desk: &Desk<'_>, under: &Under<'_>, root: &Path) -> Found {
    match fleet::open(&desk.world, root) {
        Ok(here) => match under.course.player(&here.identity.name) {
            Some(name) => Found::Ours(name.to_owned()),
            None => Found::Other,
        },
        Err(SyncError::NotOurs) => Found::Fresh,
        Err(err) => Found::Wrong(err),
    }
}

/// Returns the folders that were named, or all in which a volume is.
fn places(desk: &Desk<'_>, under: &Under<'_>) -> Vec<PathBuf> {
    if under.args.players.is_empty() { fleet::around(&desk.world) } else { under.args.players.clone() }
}

/// Returns where the players of the course are.
fn found(desk: &mut Desk<'_>, under: &mut Under<'_>) -> Result<Vec<PathBuf>, Failure> {
    let mut roots = Vec::new();
    for root in places(desk, under) {
        let named = !under.args.players.is_empty();
        match what(desk, under, &root) {
            Found::Ours(name) => {
                under.seen.insert(name);
                roots.push(root);
            }
            Found::Other if named => return Err(other(under, &root)),
            // What is wrong with it is for the one who named it, and is said with the others.
            Found::Wrong(_) | Found::Fresh if named => roots.push(root),
            _ => {}
        }
    }
    Ok(roots)
}

fn other(under: &Under<'_>, root: &Path) -> Failure {
    let course = &under.course.title;
    Failure::asked(phrase("course-other").with("player", name_of(root)).with("course", course))
        .hint(phrase("sync-see-players"))
}

/// Returns the names of the course that no player has yet, as far as this computer has seen them.
fn free(under: &Under<'_>) -> Vec<String> {
    let known = ledger::all(&under.show);
    let has = |name: &String| known.iter().any(|one| under.course.player(&one.identity.name) == Some(name));
    under.course.players.iter().filter(|name| !under.seen.contains(*name) && !has(name)).cloned().collect()
}

/// Sets up all new volumes that are here, and returns where the players of the course are.
fn all_at_once(desk: &mut Desk<'_>, under: &mut Under<'_>) -> Result<Vec<PathBuf>, Failure> {
    let named = !under.args.players.is_empty();
    let (mut roots, mut fresh) = (Vec::new(), Vec::new());
    for root in places(desk, under) {
        match what(desk, under, &root) {
            Found::Ours(name) => {
                under.seen.insert(name);
                roots.push(root);
            }
            Found::Fresh if named || others(desk, &root) == 0 => fresh.push(root),
            Found::Fresh => desk.complain(&has_others(&root, others(desk, &root))),
            Found::Other if named => return Err(other(under, &root)),
            Found::Wrong(err) if named => {
                let name = name_of(&root);
                let failure = failure::sync(&err, &root, &name);
                refuse(desk, under, &name, &failure);
            }
            Found::Other | Found::Wrong(_) => {}
        }
    }
    let free = free(under);
    if fresh.len() > free.len() {
        let message = phrase("course-too-many").with("volumes", fresh.len()).with("names", free.len());
        return Err(Failure::asked(message).hint(phrase("course-too-many-how")));
    }
    let pairs: Vec<(String, PathBuf)> = free.into_iter().zip(fresh).collect();
    for (name, root) in &pairs {
        let count = others(desk, root);
        becomes(desk, root, name, count);
    }
    if under.args.manner.dry_run || pairs.is_empty() {
        return Ok(roots);
    }
    if !agreed(desk, under, pairs.len())? {
        return Err(Failure::plain(phrase("course-declined")));
    }
    for (name, root) in pairs {
        if set_up(desk, under, &name, &root)? {
            roots.push(root);
        }
    }
    Ok(roots)
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

/// Makes a volume the player of that name, and returns whether it is.
fn set_up(desk: &mut Desk<'_>, under: &mut Under<'_>, name: &str, root: &Path) -> Result<bool, Failure> {
    let asked = asked(under, vec![root.to_owned()]);
    match sync_init::introduce(desk, asked, name, under.args.yes)? {
        Ok(()) => {
            under.seen.insert(name.to_owned());
            Ok(true)
        }
        Err(err) => {
            let failure = failure::sync(&err, root, name);
            refuse(desk, under, name, &failure);
            Ok(false)
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
fn one_by_one(desk: &mut Desk<'_>, under: &mut Under<'_>) -> Result<(), Failure> {
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
                Found::Ours(name) if !under.seen.contains(&name) => {
                    under.seen.insert(name.clone());
                    turned.insert(root.clone());
                    bring(desk, under, vec![root], &name)?;
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
    if set_up(desk, under, name, root)? {
        bring(desk, under, vec![root.to_owned()], name)?;
    }
    Ok(())
}

/// Says how many of the course are ready, for whoever leads it to read out.
fn end(desk: &mut Desk<'_>, under: Under<'_>) -> Done {
    let Under { args, course, players, seen, unready, ready, mut code, .. } = under;
    let absent: Vec<&String> = course.players.iter().filter(|name| !seen.contains(*name)).collect();
    // Of those that are all here the table has said it.
    if !args.manner.dry_run && (args.one_by_one || !absent.is_empty() || !unready.is_empty()) {
        let (title, all) = (&course.title, course.players.len());
        desk.say(&phrase("course-ready").with("course", title).with("ready", ready).with("all", all));
    }
    if !unready.is_empty() {
        desk.say_below(&phrase("course-unready").with("players", unready.join(", ")));
    }
    // Of a trial of new ones nobody knows which names would be left.
    if !absent.is_empty() && (!args.init || !args.manner.dry_run) {
        let names = absent.iter().map(|name| name.as_str()).collect::<Vec<_>>().join(", ");
        desk.say_below(&phrase("course-absent").with("count", absent.len()).with("players", names));
        if code == Code::Done && !args.manner.dry_run {
            code = Code::Partly;
        }
    }
    Done::ending(
        code,
        json!({
            "course": about(course),
            "ready": ready,
            "players": players,
            "absent": absent,
            "labels": args.labels.as_deref().map(view::path),
            "dry_run": args.manner.dry_run,
        }),
    )
}

fn about(course: &Course) -> Value {
    json!({ "title": course.title, "date": course.date, "room": course.room, "players": course.players })
}

fn labelled(course: &Course, file: &Path) -> Value {
    json!({ "course": about(course), "labels": view::path(file) })
}
