//! `podcast sync`: lending players get the right episodes, in the right order, verified.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::{Value, json};

use super::along::{Going, along};
use super::answers;
use super::code::Code;
use super::desk::{Desk, Done};
use super::failure::{Failure, name_of, player as failure};
use super::numbers::selection;
use super::progress::Fleet;
use super::renditions::{self, Offers};
use super::sync_report as report;
use super::value;
use crate::catalogue::{Shelf, Show, Wait, baseline, profile};
use crate::episode::text;
use crate::picture::Cover;
use crate::player::fleet::{self, Heard, Here, How, Mark, Synced};
use crate::player::{
    Identity, Introduction, Looking, Mounted, Offer, Selection, Stays, SyncError, drawn, offer, renew,
    take_in,
};
use crate::words::phrase;

/// Bring lending players up to date
#[derive(Debug, Default, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own on the command line")]
pub(super) struct SyncArgs {
    #[arg(value_name = "PLAYER")]
    players: Vec<PathBuf>,
    #[arg(long)]
    init: bool,
    #[arg(long, requires = "init")]
    yes: bool,
    #[arg(long, value_name = "TEXT", requires = "init")]
    name: Option<String>,
    #[arg(long, value_name = "TEXT", requires = "init")]
    room: Option<String>,
    #[arg(long, value_name = "TEXT", requires = "init")]
    profile: Option<String>,
    #[arg(long, value_name = "N", conflicts_with = "only")]
    latest: Option<usize>,
    #[arg(long, value_name = "NUMBERS")]
    only: Option<String>,
    #[arg(long)]
    fit: bool,
    #[arg(long, value_name = "FOLDER")]
    with: Vec<PathBuf>,
    #[arg(long, value_name = "ANSWER", requires = "init")]
    heard: Option<String>,
    #[arg(long, conflicts_with = "again")]
    unheard: bool,
    #[arg(long)]
    again: bool,
    #[arg(long)]
    dry_run: bool,
    #[arg(long)]
    verify: bool,
    #[arg(long)]
    no_read_back: bool,
    #[arg(long)]
    eject: bool,
}

/// A folder that was named, or found, and the player there.
type Opened = (PathBuf, Result<Here, SyncError>);

/// A player, and what came of it.
pub(super) struct Outcome {
    pub(super) name: String,
    pub(super) root: PathBuf,
    pub(super) here: Option<Here>,
    pub(super) result: Result<Synced, SyncError>,
    /// Whether it was handed back, where that was asked for.
    pub(super) ejected: Option<Result<(), Stays>>,
}

pub(super) fn run(desk: &mut Desk<'_>, args: &SyncArgs) -> Result<Done, Failure> {
    let show = desk.show()?;
    let selection = selection(args.latest, args.only.as_deref(), |only| {
        Failure::asked(phrase("asked-wrong-value").with("option", "--only").with("value", only))
            .hint(phrase("asked-only-example"))
    })?;
    if args.init && args.players.is_empty() {
        return Err(Failure::asked(phrase("sync-init-which")).hint(phrase("sync-see-players")));
    }
    let named = once(&args.players);
    if args.name.is_some() && named.len() > 1 {
        return Err(Failure::asked(phrase("sync-name-one")));
    }
    if let Some(name) = &args.profile {
        renditions::profile(&show, name)?;
    }
    let shelf = show.shelf()?.whole()?;
    let offer = offered(desk, &show, &shelf, &selection);
    if let Some(only) = args.only.as_deref().filter(|_| offer.sounds.is_empty()) {
        // It would take everything off, and is a slip of the finger.
        return Err(Failure::asked(phrase("sync-only-nothing").with("only", only))
            .hint(phrase("sync-only-nothing-list")));
    }
    let roots = if named.is_empty() { fleet::around(&desk.world) } else { named };
    let going = along(desk, &show, &args.with, &roots)?;
    let offer = Offer { along: going.albums.clone(), ..offer };
    let opened = opened(desk, &show, &shelf, args, roots)?;
    if opened.is_empty() {
        return Err(Failure::plain(phrase("sync-none")).hint(phrase("sync-none-init")));
    }
    let how = How {
        dry: args.dry_run,
        looking: Looking { verify: args.verify, fit: args.fit, ..Looking::default() },
        read_back: !args.no_read_back,
        heard: match args {
            SyncArgs { again: true, .. } => Heard::SentAgain,
            SyncArgs { unheard: true, .. } => Heard::Counts,
            _ => Heard::AsItIsMarked,
        },
    };
    let here = opened.iter().filter_map(|(_, here)| here.as_ref().ok());
    let offers = renditions::for_players(desk, &show, &shelf, &offer, here)?;
    let mut outcomes = synced(desk, &show, &shelf, &offers, opened, how);
    if !how.dry {
        remember_out(desk, &show, &outcomes)?;
    }
    if args.eject && !how.dry {
        for outcome in outcomes.iter_mut().filter(|outcome| outcome.result.is_ok()) {
            outcome.ejected = Some(fleet::eject(&desk.world, &outcome.root));
        }
    }
    end(desk, &show, (&offer, &going), how, outcomes)
}

/// Returns the folders that were named, one that was named twice once.
fn once(named: &[PathBuf]) -> Vec<PathBuf> {
    let mut seen = BTreeSet::new();
    let is_new =
        |root: &&PathBuf| seen.insert(std::fs::canonicalize(root).unwrap_or_else(|_| (*root).clone()));
    named.iter().filter(is_new).cloned().collect()
}

/// What a course asks of its players, as a line of `podcast sync` would.
#[derive(Debug, Clone, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own on the command line")]
pub(super) struct OfCourse {
    pub(super) players: Vec<PathBuf>,
    pub(super) room: Option<String>,
    /// In what form a new player gets its files; one that is ours has been told.
    pub(super) profile: Option<String>,
    pub(super) latest: Option<usize>,
    pub(super) only: Option<String>,
    pub(super) fit: bool,
    pub(super) with: Vec<PathBuf>,
    pub(super) dry_run: bool,
    pub(super) verify: bool,
    pub(super) no_read_back: bool,
    pub(super) eject: bool,
}

impl From<OfCourse> for SyncArgs {
    fn from(asked: OfCourse) -> SyncArgs {
        let OfCourse { players, room, latest, only, fit, with, dry_run, verify, no_read_back, eject, .. } =
            asked;
        SyncArgs {
            players,
            room,
            latest,
            only,
            fit,
            with,
            dry_run,
            verify,
            no_read_back,
            eject,
            ..SyncArgs::default()
        }
    }
}

/// Makes a volume a player of ours under that name, as `--init --name` does; an answer of the volume is no
/// failure of the command.
pub(super) fn introduce(
    desk: &mut Desk<'_>,
    asked: OfCourse,
    name: &str,
    yes: bool,
) -> Result<Result<(), SyncError>, Failure> {
    let show = desk.show()?;
    let shelf = show.shelf()?.whole()?;
    let (name, profile) = (Some(name.to_owned()), asked.profile.clone());
    let args = SyncArgs { init: true, yes, name, profile, ..SyncArgs::from(asked) };
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

/// Returns what the show has for players, the cover with it.
pub(super) fn offered(desk: &Desk<'_>, show: &Show, shelf: &Shelf, selection: &Selection) -> Offer {
    let offer = offer::offer(&show.info().title, shelf, selection, desk.world.clock.now());
    let (cover, _) = Cover::of(show.artwork().as_deref(), &show.info().title);
    // A cover that cannot be made fit is no reason to leave a player without episodes.
    Offer { picture: cover.for_tags().ok(), ..offer }
}

/// Opens the players, and makes those ours that are to be. Volumes that nobody named and that are not ours are
/// passed over.
fn opened(
    desk: &mut Desk<'_>,
    show: &Show,
    shelf: &Shelf,
    args: &SyncArgs,
    roots: Vec<PathBuf>,
) -> Result<Vec<Opened>, Failure> {
    let mut opened = Vec::new();
    for root in roots {
        let here = match fleet::open(&desk.world, &root) {
            Err(SyncError::NotOurs) if args.players.is_empty() => continue,
            here if args.init => match initiated(desk, show, shelf, args, &root, here) {
                Err(Unwanted::Refused(err)) => Err(err),
                Err(Unwanted::Failed(failure)) => return Err(failure),
                Ok(here) => Ok(here),
            },
            here => here,
        };
        opened.push((root, here));
    }
    Ok(opened)
}

/// Why a volume did not become a player of ours.
enum Unwanted {
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
fn initiated(
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
    let known = match here {
        Ok(here) => {
            // Of another show, or of one of which nobody can tell.
            let forget = match fleet::contents(&desk.world, root) {
                Ok(manifest) => fleet::is_foreign(show, |id| knows(shelf, id), &here, &manifest),
                Err(SyncError::Corrupt | SyncError::Endless) => true,
                Err(err) => return Err(err.into()),
            };
            if args.name.is_none() && args.profile.is_none() && !forget {
                return marked(args, &volume, here);
            }
            Some((here, forget))
        }
        Err(SyncError::NotOurs) => None,
        Err(SyncError::Corrupt) if args.yes => return made_ours(desk, show, args, root, None, true),
        Err(err) => return Err(err.into()),
    };
    if let Some((here, true)) = &known
        && !args.yes
    {
        // What that show put there would be nobody's.
        return Err(SyncError::Foreign { show: here.identity.show.clone() }.into());
    }
    if let Some((here, forget)) = known {
        return made_ours(desk, show, args, root, Some(here), forget);
    }
    let strangers = crate::player::strangers(&volume)?;
    let is_plain = volume.is_removable() && strangers == 0;
    let asked = SyncError::Unasked { removable: volume.is_removable(), strangers };
    // Of a trial nobody need be asked.
    if !is_plain && !args.yes && !args.dry_run {
        if !desk.can_ask() {
            return Err(asked.into());
        }
        desk.complain(&failure::sync(&asked, root, &name_of(root)));
        let question = phrase("sync-init-question").with("player", name_of(root));
        if !answers::consent(desk, &question).map_err(Unwanted::Failed)? {
            return Err(asked.into());
        }
    }
    made_ours(desk, show, args, root, None, false)
}

/// Writes down what an episode means that is gone from a player of ours, if that was said.
fn marked(args: &SyncArgs, volume: &Mounted<'_>, here: Here) -> Result<Here, Unwanted> {
    let Some(heard) = heard(args)?.filter(|heard| *heard != here.identity.heard) else { return Ok(here) };
    let identity = Identity { heard, ..here.identity };
    if !args.dry_run {
        renew(volume, &identity)?;
    }
    Ok(Here { identity, ..here })
}

/// Reads whether an episode that is gone counts as heard.
fn heard(args: &SyncArgs) -> Result<Option<bool>, Unwanted> {
    args.heard.as_deref().map(|text| value::switch("--heard", text)).transpose().map_err(Unwanted::Failed)
}

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
    if args.dry_run {
        let identity = drawn(&desk.world, title, wanted);
        return Ok(Here { identity, root, mark: Mark::Meant { forget } });
    }
    Ok(Here { identity: take_in(&desk.world, &volume, title, wanted, forget)?, root, mark: Mark::There })
}

/// Brings all players up to date that could be opened.
fn synced(
    desk: &Desk<'_>,
    show: &Show,
    shelf: &Shelf,
    offers: &Offers,
    opened: Vec<Opened>,
    how: How,
) -> Vec<Outcome> {
    let here: Vec<Here> = opened.iter().filter_map(|(_, here)| here.as_ref().ok().cloned()).collect();
    let mut doubles = fleet::doubles(&desk.world, &here).into_iter();
    let mut outcomes = Vec::new();
    let mut players = Vec::new();
    let lines = (here.len() > 1).then(|| Fleet::wanted(&desk.asked, desk.words.language())).flatten();
    for (root, here) in opened {
        let (name, here, result) = match here {
            Err(err) => (name_of(&root), None, Some(Err(err))),
            Ok(here) => (here.identity.name.clone(), Some(here), doubles.next().flatten().map(Err)),
        };
        if let (None, Some(here)) = (&result, &here) {
            let mut world = desk.world.clone();
            if let Some(lines) = &lines {
                world.progress = Arc::new(lines.line(&name));
            }
            players.push((here.clone(), world));
        }
        outcomes.push((name, root, here, result));
    }
    let knows = |id: &str| knows(shelf, id);
    let mut done = renditions::sync(show, offers, knows, &players, how).into_iter();
    let outcomes = outcomes.into_iter().map(|(name, root, here, result)| {
        let result = result.or_else(|| done.next()).unwrap_or(Err(SyncError::Gone));
        Outcome { name, root, here, result, ejected: None }
    });
    outcomes.collect()
}

/// Returns whether an episode of that GUID is one of the show, or ever was.
fn knows(shelf: &Shelf, id: &str) -> bool {
    offer::whole(id).parse().is_ok_and(|guid| shelf.knows(&guid))
}

/// Remembers which episodes have left this computer, also with players that are not ready.
fn remember_out(desk: &Desk<'_>, show: &Show, outcomes: &[Outcome]) -> Result<(), Failure> {
    let mut out = Vec::new();
    for outcome in outcomes.iter().filter(|outcome| outcome.here.is_some()) {
        let items = if let Ok(synced) = &outcome.result {
            synced.prepared.plan.items().to_vec()
        } else {
            fleet::contents(&desk.world, &outcome.root).unwrap_or_default().items
        };
        out.extend(items.into_iter().map(|item| item.id));
    }
    Ok(baseline::gone_out(&desk.world, show, &out, Wait::default())?)
}

/// Says what came of it.
fn end(
    desk: &mut Desk<'_>,
    show: &Show,
    (offer, going): (&Offer, &Going),
    how: How,
    mut outcomes: Vec<Outcome>,
) -> Result<Done, Failure> {
    let ready = outcomes.iter().filter(|outcome| outcome.result.is_ok()).count();
    if outcomes.len() == 1
        && ready == 0
        && let Some(Outcome { name, root, result: Err(err), .. }) = outcomes.pop()
    {
        return Err(failure::sync(&err, &root, &name));
    }
    let code = code(&outcomes);
    report::say(desk, offer, how, &outcomes);
    going.say(desk);
    let players: Vec<Value> = outcomes.iter().map(|outcome| report::json(desk, outcome, how)).collect();
    Ok(Done::ending(
        code,
        json!({
            "show": show.info().title,
            "practice": show.info().practice,
            "dry_run": how.dry,
            "ready": ready,
            "players": players,
            "with": going.json(),
            "waiting": offer.waiting.iter().map(ToString::to_string).collect::<Vec<_>>(),
        }),
    ))
}

/// Returns how a run with these outcomes ends: where every player fails for one reason, by the code of that.
fn code(outcomes: &[Outcome]) -> Code {
    let failed = outcomes.iter().filter_map(|outcome| outcome.result.as_ref().err()).collect::<Vec<_>>();
    let stopped = failed.iter().find_map(|err| match err {
        SyncError::Cancelled(cancelled) => Some(Code::of_signal(cancelled.signal)),
        _ => None,
    });
    let mut codes = failed.iter().map(|err| failure::code(err));
    match codes.next() {
        None => Code::Done,
        Some(first) => stopped.unwrap_or(match failed.len() == outcomes.len() {
            true if codes.all(|code| code == first) => first,
            true => Code::Failed,
            false => Code::Partly,
        }),
    }
}
