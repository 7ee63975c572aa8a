//! `podcast sync`: lending players get the right episodes, in the right order, verified.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use serde_json::{Value, json};

use super::along::{Going, along};
use super::code::Code;
use super::desk::{Desk, Done};
use super::failure::{Failure, name_of, player as failure};
use super::numbers::selection;
use super::progress::Fleet;
use super::renditions::{self, Offers};
use super::sync_init::{Unwanted, initiated};
use super::sync_report as report;
use crate::catalogue::{Shelf, Show, Wait, baseline};
use crate::picture::Cover;
use crate::player::fleet::{self, Heard, Here, How, Synced};
use crate::player::{Looking, Offer, Selection, Stays, SyncError, offer};
use crate::studio::forget_known;
use crate::words::phrase;

/// Bring lending players up to date
#[derive(Debug, Default, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own on the command line")]
pub(super) struct SyncArgs {
    #[arg(value_name = "PLAYER")]
    pub(super) players: Vec<PathBuf>,
    #[arg(long)]
    pub(super) init: bool,
    #[arg(long, requires = "init")]
    pub(super) yes: bool,
    #[arg(long, value_name = "TEXT", requires = "init")]
    pub(super) name: Option<String>,
    #[arg(long, value_name = "TEXT", requires = "init")]
    pub(super) room: Option<String>,
    #[arg(long, value_name = "TEXT", requires = "init")]
    pub(super) profile: Option<String>,
    #[arg(long, value_name = "N", conflicts_with = "only")]
    pub(super) latest: Option<usize>,
    #[arg(long, value_name = "NUMBERS")]
    pub(super) only: Option<String>,
    #[arg(long)]
    pub(super) fit: bool,
    #[arg(long, value_name = "FOLDER")]
    pub(super) with: Vec<PathBuf>,
    #[arg(long, value_name = "ANSWER", requires = "init")]
    pub(super) heard: Option<String>,
    #[arg(long, conflicts_with = "again")]
    pub(super) unheard: bool,
    #[arg(long)]
    pub(super) again: bool,
    #[command(flatten)]
    pub(super) manner: Manner,
}

/// How players are brought up to date, whichever they are and whatever they get.
#[derive(Debug, Clone, Copy, Default, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own on the command line")]
pub(super) struct Manner {
    #[arg(long)]
    pub(super) dry_run: bool,
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
    let making = renditions::making(args.manner.dry_run);
    let mut going = along(desk, &show, &args.with, &roots, making)?;
    let opened = opened(desk, &show, &shelf, args, roots)?;
    if opened.is_empty() {
        return Err(Failure::plain(phrase("sync-none")).hint(phrase("sync-none-init")));
    }
    let how = How {
        dry: args.manner.dry_run,
        looking: Looking { verify: args.manner.verify, fit: args.fit, ..Looking::default() },
        read_back: !args.manner.no_read_back,
        heard: match args {
            SyncArgs { again: true, .. } => Heard::SentAgain,
            SyncArgs { unheard: true, .. } => Heard::Counts,
            _ => Heard::AsItIsMarked,
        },
    };
    let here = opened.iter().filter_map(|(_, here)| here.as_ref().ok());
    let offers = renditions::for_players(desk, (&show, &shelf), (&offer, &mut going), here, making)?;
    let mut outcomes = synced(desk, &show, &shelf, &offers, opened, how);
    if !how.dry {
        if outcomes.iter().any(|one| matches!(one.result, Err(SyncError::Changing { .. }))) {
            // It may be that it was taken for what it was the last time; it is read again the next.
            forget_known(&desk.world, &show);
        }
        remember_out(desk, &show, &outcomes)?;
    }
    if args.manner.eject && !how.dry {
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
    let knows = |id: &str| offer::knows(shelf, id);
    let mut done = renditions::sync(show, offers, knows, &players, how).into_iter();
    let outcomes = outcomes.into_iter().map(|(name, root, here, result)| {
        let result = result.or_else(|| done.next()).unwrap_or(Err(SyncError::Gone));
        Outcome { name, root, here, result, ejected: None }
    });
    outcomes.collect()
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
