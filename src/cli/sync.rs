//! `podcast sync`: lending players get the right episodes, in the right order, verified.

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::Arc;

use serde_json::{Value, json};

use super::along::{Going, along};
use super::code::Code;
use super::desk::{Desk, Done};
use super::failure::player::{self as failure, Typed};
use super::failure::{Failure, name_of};
use super::numbers::selection;
use super::progress::{Fleet, Line, Together};
use super::renditions;
use super::sync_init::{Unwanted, initiated, typed};
use super::sync_report as report;
use crate::catalogue::{Shelf, Show, Wait, baseline};
use crate::player::fleet::{self, Heard, Here, How, Synced, Turn};
use crate::player::{Looking, Offer, Stays, SyncError, offer};
use crate::studio;
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
    pub(super) latest: Option<NonZeroUsize>,
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
    pub(super) verify: bool,
    #[arg(long)]
    pub(super) no_read_back: bool,
    #[arg(long)]
    pub(super) eject: bool,
}

/// A folder that was named, or found, and the player there.
pub(super) struct Opened {
    pub(super) root: PathBuf,
    /// What the player there is called; the name of the folder, where nobody knows.
    pub(super) name: String,
    pub(super) here: Result<Here, SyncError>,
}

impl Opened {
    pub(super) fn of(root: PathBuf, here: Result<Here, SyncError>) -> Opened {
        let name = here.as_ref().map_or_else(|_| name_of(&root), |here| here.identity.name.clone());
        Opened { root, name, here }
    }

    /// Returns those that could be opened.
    pub(super) fn players(opened: &[Opened]) -> Vec<Here> {
        opened.iter().filter_map(|one| one.here.as_ref().ok().cloned()).collect()
    }

    /// Has more done to a player that could be opened. It keeps its name, also where that fails.
    pub(super) fn and_then(self, more: impl FnOnce(Here) -> Result<Here, SyncError>) -> Opened {
        let here = self.here.and_then(more);
        let name = here.as_ref().map_or(self.name, |here| here.identity.name.clone());
        Opened { root: self.root, name, here }
    }
}

/// A player, and what came of it.
pub(super) struct Outcome {
    pub(super) name: String,
    pub(super) root: PathBuf,
    pub(super) here: Option<Here>,
    /// How often it was tried; not at all, where it could not be opened or is another one's twin.
    pub(super) attempts: usize,
    pub(super) result: Result<Synced, SyncError>,
    /// The line that was typed.
    pub(super) typed: Typed,
    /// Whether it was handed back, where that was asked for.
    pub(super) ejected: Option<Result<(), Stays>>,
}

impl Outcome {
    /// Returns why it is not ready, if it is not.
    pub(super) fn failure(&self) -> Option<Failure> {
        let failure = failure::typed(self.result.as_ref().err()?, &self.root, &self.name, &self.typed);
        Some(if self.attempts > 1 { failure.closing(&phrase("sync-tried-twice")) } else { failure })
    }
}

/// What is to go on players, whichever they are, and how.
pub(super) struct Load {
    pub(super) shelf: Shelf,
    offer: Offer,
    going: Going,
    how: How,
    /// Whether players that are ready are handed back.
    eject: bool,
    /// The line that was typed, for the ways out.
    pub(super) typed: Typed,
}

/// What is offered, by the names of the profiles in whose forms it is.
type Offers = BTreeMap<String, Offer>;

/// What came of bringing players up to date, for whoever asked for it.
pub(super) struct Went {
    /// How many are ready.
    pub(super) ready: usize,
    pub(super) code: Code,
    /// What `--json` says of each player.
    pub(super) players: Vec<Value>,
}

pub(super) fn run(desk: &mut Desk<'_>, args: &SyncArgs) -> Result<Done, Failure> {
    let show = desk.show()?;
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
    let roots = if named.is_empty() { fleet::around(&desk.world) } else { named };
    let mut load = load(desk, &show, args, &roots)?;
    let opened = opened(desk, &show, &load.shelf, args, roots)?;
    if opened.is_empty() {
        return Err(Failure::plain(phrase("sync-none")).hint(phrase("sync-none-init")));
    }
    let Went { ready, code, players } = bring(desk, &show, &mut load, opened)?;
    Ok(Done::ending(
        code,
        json!({
            "show": show.info().title,
            "practice": show.info().practice,
            "dry_run": load.how.dry,
            "ready": ready,
            "players": players,
            "with": load.going.json(),
            "waiting": load.offer.waiting.iter().map(ToString::to_string).collect::<Vec<_>>(),
        }),
    ))
}

/// Gathers what is to go on the players in these folders.
pub(super) fn load(
    desk: &Desk<'_>,
    show: &Show,
    args: &SyncArgs,
    roots: &[PathBuf],
) -> Result<Load, Failure> {
    let selection = selection(args.latest, args.only.as_deref(), |only| {
        Failure::asked(phrase("asked-wrong-value").with("option", "--only").with("value", only))
            .hint(phrase("asked-only-example"))
    })?;
    let shelf = show.shelf()?.whole()?;
    let offer = offer::offer(&show.info().title, &shelf, &selection, desk.world.clock.now());
    if let Some(only) = args.only.as_deref().filter(|_| offer.sounds.is_empty()) {
        // It would take everything off, and is a slip of the finger.
        return Err(Failure::asked(phrase("sync-only-nothing").with("only", only))
            .hint(phrase("sync-only-nothing-list")));
    }
    let going = along(desk, show, &args.with, roots, renditions::making(args.manner.dry_run))?;
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
    let eject = args.manner.eject && !how.dry;
    Ok(Load { shelf, offer, going, how, eject, typed: typed(args) })
}

/// Brings players up to date, and says what came of it. Of one alone that is not ready, the failure says it.
pub(super) fn bring(
    desk: &mut Desk<'_>,
    show: &Show,
    load: &mut Load,
    opened: Vec<Opened>,
) -> Result<Went, Failure> {
    let how = load.how;
    let known = |here| renditions::is_known(show, here);
    let opened: Vec<Opened> = opened.into_iter().map(|one| one.and_then(known)).collect();
    let here = Opened::players(&opened);
    let fleet = (here.len() > 1).then(|| Fleet::wanted(&desk.asked, desk.words.language())).flatten();
    let lines: Vec<Arc<Line>> =
        fleet.iter().flat_map(|fleet| here.iter().map(|here| fleet.line(&here.identity.name))).collect();
    let offers = offers(desk, show, load, &here, &lines)?;
    let mut outcomes = synced(desk, show, load, &offers, opened, &lines);
    drop((lines, fleet));
    if !how.dry {
        for outcome in &outcomes {
            if let Err(SyncError::Changing { file }) = &outcome.result {
                studio::forget(&desk.world, show, file);
            }
        }
        remember_out(desk, show, &outcomes)?;
    }
    if load.eject {
        for outcome in outcomes.iter_mut().filter(|outcome| outcome.result.is_ok()) {
            outcome.ejected = Some(fleet::eject(&desk.world, &outcome.root));
        }
    }
    if let [alone] = &outcomes[..]
        && let Some(failure) = alone.failure()
    {
        return Err(failure);
    }
    report::say(desk, &load.offer, how, &outcomes);
    load.going.say(desk);
    Ok(Went {
        ready: outcomes.iter().filter(|outcome| outcome.result.is_ok()).count(),
        code: code(&outcomes),
        players: outcomes.iter().map(|outcome| report::json(desk, outcome, how)).collect(),
    })
}

/// Returns what is offered in the form of each profile that one of the players has, made once for all of them. What
/// is made for several is told on the line of each, if there are lines.
fn offers(
    desk: &mut Desk<'_>,
    show: &Show,
    load: &mut Load,
    here: &[Here],
    lines: &[Arc<Line>],
) -> Result<Offers, Failure> {
    let making = renditions::making(load.how.dry);
    let own = desk.world.progress.clone();
    let mut offers = Offers::new();
    for first in here.iter().map(|here| &here.identity) {
        if offers.contains_key(&first.profile) {
            continue;
        }
        let same = here.iter().zip(lines).filter(|(here, _)| here.identity.profile == first.profile);
        let lines: Vec<_> = same.map(|(_, line)| line.clone()).collect();
        if !lines.is_empty() {
            desk.world.progress = Arc::new(Together { lines, aside: own.clone() });
        }
        let goes = (&load.offer, &mut load.going);
        let made = renditions::for_player(desk, (show, &load.shelf), goes, first, making);
        desk.world.progress = own.clone();
        offers.insert(first.profile.clone(), made?);
    }
    load.going.tidy(desk, show);
    Ok(offers)
}

/// Returns the folders that were named, one that was named twice once.
fn once(named: &[PathBuf]) -> Vec<PathBuf> {
    let mut seen = BTreeSet::new();
    let is_new =
        |root: &&PathBuf| seen.insert(std::fs::canonicalize(root).unwrap_or_else(|_| (*root).clone()));
    named.iter().filter(is_new).cloned().collect()
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
        let mut one = match fleet::open(&desk.world, &root) {
            Err(SyncError::NotOurs) if args.players.is_empty() => continue,
            here => Opened::of(root, here),
        };
        if args.init {
            one.here = match initiated(desk, show, shelf, args, &one.root, one.here) {
                Err(Unwanted::Refused(err)) => Err(err),
                Err(Unwanted::Failed(failure)) => return Err(failure),
                Ok(here) => Ok(here),
            };
        }
        opened.push(one.and_then(Ok));
    }
    Ok(opened)
}

/// Brings all players up to date that could be opened, each with a line of its own if there are lines.
fn synced(
    desk: &Desk<'_>,
    show: &Show,
    load: &Load,
    offers: &Offers,
    opened: Vec<Opened>,
    lines: &[Arc<Line>],
) -> Vec<Outcome> {
    let here = Opened::players(&opened);
    let mut doubles = fleet::doubles(&desk.world, &here).into_iter();
    let mut lines = lines.iter();
    let mut outcomes = Vec::new();
    let mut turns = Vec::new();
    for Opened { root, name, here } in opened {
        let (here, result) = match here {
            Err(err) => (None, Some(Err(err))),
            Ok(here) => (Some(here), doubles.next().flatten().map(Err)),
        };
        let line = here.as_ref().and_then(|_| lines.next());
        let offer = here.as_ref().and_then(|here| offers.get(&here.identity.profile));
        let result = match (result, &here, offer) {
            (None, Some(here), Some(offer)) => {
                let mut world = desk.world.clone();
                if let Some(line) = line {
                    world.progress = line.clone();
                }
                turns.push(Turn { here: here.clone(), offer, world });
                None
            }
            (result, ..) => Some(result.unwrap_or(Err(SyncError::Gone))),
        };
        outcomes.push((name, root, here, result));
    }
    let knows = |id: &str| offer::knows(&load.shelf, id);
    let mut tried = fleet::sync(show, knows, &turns, load.how).into_iter();
    let outcomes = outcomes.into_iter().map(|(name, root, here, result)| {
        let (attempts, result) = match result {
            Some(result) => (0, result),
            None => tried.next().map_or((0, Err(SyncError::Gone)), |tried| (tried.attempts, tried.result)),
        };
        Outcome { name, root, here, attempts, result, typed: load.typed.clone(), ejected: None }
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
