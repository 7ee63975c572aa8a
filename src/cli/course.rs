//! `podcast course`: the players of a course, set up and brought up to date by one small file.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::code::Code;
use super::course_found::{found, renewed};
use super::course_init::{all_at_once, one_by_one};
use super::desk::{Desk, Done};
use super::failure::Failure;
use super::failure::player::Typed;
use super::sync::{self, Manner, Opened, SyncArgs};
use super::{course_labels as labels, renditions, view};
use crate::catalogue::{Course, FormError, Show};
use crate::words::phrase;

/// Set up and bring up to date the players of a course
#[derive(Debug, clap::Args)]
pub(super) struct CourseArgs {
    #[arg(required = true, value_name = "FILE")]
    pub(super) file: PathBuf,
    #[arg(value_name = "PLAYER")]
    pub(super) players: Vec<PathBuf>,
    #[arg(long)]
    init: bool,
    #[arg(long, requires = "init", conflicts_with = "dry_run")]
    one_by_one: bool,
    #[arg(long, requires = "init")]
    pub(super) yes: bool,
    #[arg(long, value_name = "FILE")]
    labels: Option<PathBuf>,
    #[command(flatten)]
    pub(super) manner: Manner,
}

/// A course under way: what was asked, and what has come of it.
pub(super) struct Under<'c> {
    pub(super) args: &'c CourseArgs,
    pub(super) course: &'c Course,
    pub(super) show: Show,
    /// What `--json` says of each player.
    players: Vec<Value>,
    /// The names of those that were here, and of those that are not ready.
    pub(super) seen: BTreeSet<String>,
    unready: Vec<String>,
    ready: usize,
    pub(super) code: Code,
}

pub(super) fn run(desk: &mut Desk<'_>, args: &CourseArgs) -> Result<Done, Failure> {
    let show = desk.show()?;
    let course = Course::read(&args.file).map_err(|err| unread(&err))?;
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
        let opened = if args.init { all_at_once(desk, &mut under)? } else { found(desk, &mut under)? };
        if opened.is_empty() && !args.manner.dry_run && under.players.is_empty() {
            let failure = Failure::plain(phrase("course-none").with("course", &course.title));
            return Err(failure.hint(phrase(if args.init { "course-none-new" } else { "course-none-init" })));
        }
        if !opened.is_empty() {
            bring(desk, &mut under, opened, "")?;
        } else if args.manner.dry_run {
            desk.say(&phrase("add-planned-nothing"));
        }
    }
    Ok(end(desk, under))
}

/// Returns the failure of a file that is no course, or is not there: it is written by hand, so it may be new to
/// somebody what is in it.
fn unread(err: &FormError) -> Failure {
    let failure = Failure::from_form(err);
    match err {
        FormError::Unreadable { .. } => failure.hint(phrase("course-unread")),
        FormError::Wrong { .. } => failure,
    }
}

/// Returns what a line of `podcast sync` would ask of those players.
pub(super) fn asked(under: &Under<'_>, players: Vec<PathBuf>) -> SyncArgs {
    let Under { args, course, .. } = under;
    SyncArgs {
        players,
        yes: args.yes,
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
pub(super) fn bring(
    desk: &mut Desk<'_>,
    under: &mut Under<'_>,
    opened: Vec<Opened>,
    name: &str,
) -> Result<(), Failure> {
    let roots: Vec<PathBuf> = opened.iter().map(|one| one.root.clone()).collect();
    let args = asked(under, roots);
    let went = sync::load(desk, &under.show, &args, &args.players).and_then(|mut load| {
        load.typed = Typed::Course(under.args.file.clone());
        let (opened, renewed) = renewed(desk, under, &load, opened);
        Ok((sync::bring(desk, &under.show, &mut load, opened)?, renewed))
    });
    match went {
        Ok((mut went, renewed)) => {
            for player in &mut went.players {
                let id = player["id"].as_str().unwrap_or_default();
                player["renewed"] = renewed.get(id).cloned().unwrap_or_default().into();
            }
            under.ready += went.ready;
            under.players.extend(went.players);
            if went.code != Code::Done {
                under.code = went.code;
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
pub(super) fn refuse(desk: &mut Desk<'_>, under: &mut Under<'_>, name: &str, failure: &Failure) {
    desk.complain(failure);
    let error = desk.json_of(failure);
    under.players.push(json!({ "name": name, "ready": false, "error": error }));
    under.unready.push(name.to_owned());
    under.code = Code::Partly;
}

fn is_end(failure: &Failure) -> bool {
    failure.code == Code::Interrupted
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
