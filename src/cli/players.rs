//! `podcast players`: what is plugged in, and what of ours is on it; with `--all` also what is elsewhere.

use std::path::PathBuf;

use comfy_table::{Cell, CellAlignment};
use serde_json::{Value, json};

use super::desk::{Desk, Done};
use super::failure::{Failure, name_of, player as failure};
use super::table::{headed, printed};
use super::view;
use crate::catalogue::Show;
use crate::episode::Moment;
use crate::player::manifest::{Kind, Manifest};
use crate::player::volume::{Volume as _, mounts};
use crate::player::{Identity, SyncError, fleet, ledger, names};
use crate::words::{Arg, phrase, plain};

/// Show the players that are plugged in, and what is on them
#[derive(Debug, clap::Args)]
pub(super) struct PlayersArgs {
    #[arg(long)]
    all: bool,
    #[arg(long, value_name = "NAME", conflicts_with = "all")]
    forget: Option<String>,
}

/// A volume that is here, or a player of which this computer knows.
struct Seen {
    name: String,
    /// Where it is; nowhere, if it is not plugged in.
    root: Option<PathBuf>,
    who: Result<Identity, SyncError>,
    /// Why nobody can tell what is on it, though it can be told who it is.
    unread: Option<SyncError>,
    episodes: Option<usize>,
    free: Option<u64>,
    when: Option<String>,
}

impl Seen {
    /// Returns what speaks against it.
    fn wrong(&self) -> Option<&SyncError> {
        self.who.as_ref().err().or(self.unread.as_ref())
    }
}

pub(super) fn run(desk: &mut Desk<'_>, args: &PlayersArgs) -> Result<Done, Failure> {
    // Without a show there is still to be seen what is plugged in; what is known, the show knows.
    let show = if args.all || args.forget.is_some() { Some(desk.show()?) } else { desk.show().ok() };
    let mut seen: Vec<Seen> =
        fleet::around(&desk.world).into_iter().map(|root| look(desk, show.as_ref(), root)).collect();
    let absent = show.as_ref().map(|show| absent(show, &seen)).unwrap_or_default();
    if let Some(name) = &args.forget {
        return forget(desk, name, &seen, &absent);
    }
    let elsewhere = absent.len();
    if args.all {
        seen.extend(absent);
    }
    let telephones = mounts::without_volume();
    if seen.is_empty() {
        desk.say(&phrase("players-none"));
        desk.say_below(&phrase("players-none-how"));
    } else if !desk.asked.quiet && !desk.asked.json {
        let table = table(desk, &seen);
        desk.print(&table);
    }
    if elsewhere > 0 && !args.all {
        desk.say_below(&phrase("players-elsewhere").with("count", elsewhere));
    }
    for one in &seen {
        let Some(root) = &one.root else { continue };
        match &one.who {
            Err(SyncError::NotOurs) => {
                let words = ["podcast".as_ref(), "sync".as_ref(), root.as_os_str(), "--init".as_ref()];
                let command = super::shell::line(words);
                desk.say(&phrase("players-not-ours").with("player", &one.name).with("command", command));
            }
            _ => {
                if let Some(err) = one.wrong() {
                    desk.complain(&failure::sync(err, root, &one.name));
                }
            }
        }
    }
    for name in &telephones {
        desk.say(&phrase("players-telephone").with("name", name));
    }
    let players: Vec<Value> = seen.iter().map(|one| json(desk, one)).collect();
    Ok(Done::with(json!({ "players": players, "elsewhere": elsewhere, "without_volume": telephones })))
}

/// Forgets players of that name that are not plugged in: they are lost, or somebody else's by now.
fn forget(desk: &mut Desk<'_>, name: &str, here: &[Seen], absent: &[Seen]) -> Result<Done, Failure> {
    let is_meant = |one: &&Seen| names::key(&one.name) == names::key(name.trim());
    if let Some(Seen { name, root: Some(root), who: Ok(_), .. }) = here.iter().find(is_meant) {
        let command = super::shell::line(["podcast".as_ref(), "unload".as_ref(), root.as_os_str()]);
        return Err(Failure::asked(phrase("players-forget-here").with("player", name))
            .hint(phrase("players-forget-unload").with("command", command)));
    }
    let show = desk.show()?;
    let meant: Vec<&Seen> = absent.iter().filter(is_meant).collect();
    let Some(first) = meant.first() else {
        return Err(Failure::asked(phrase("players-forget-none").with("player", name))
            .hint(phrase("players-forget-which")));
    };
    for one in meant.iter().filter_map(|one| one.who.as_ref().ok()) {
        ledger::forget(&desk.world, &show, &one.id)?;
    }
    desk.say(&phrase("players-forgotten").with("player", &first.name));
    Ok(Done::with(json!({ "forgotten": meant.iter().map(|one| one.name.as_str()).collect::<Vec<_>>() })))
}

/// Returns the players of which this computer knows and that are not plugged in, by their names.
fn absent(show: &Show, here: &[Seen]) -> Vec<Seen> {
    let is_here = |id: &str| here.iter().any(|one| one.who.as_ref().is_ok_and(|who| who.id == id));
    let mut known = ledger::all(show);
    known.retain(|one| !is_here(&one.identity.id));
    known.sort_by_cached_key(|one| names::key(&one.identity.name));
    let absent = known.into_iter().map(|one| Seen {
        name: one.identity.name.clone(),
        root: None,
        who: Ok(one.identity),
        unread: None,
        episodes: Some(episodes(&one.manifest)),
        free: None,
        when: Some(one.when),
    });
    absent.collect()
}

fn episodes(manifest: &Manifest) -> usize {
    manifest.items.iter().filter(|item| item.counts_as(Kind::Sound)).count()
}

fn look(desk: &Desk<'_>, show: Option<&Show>, root: PathBuf) -> Seen {
    let here = fleet::open(&desk.world, &root);
    // A mark that can be read says nothing of what is written beside it.
    let contents = here.as_ref().ok().map(|_| fleet::contents(&desk.world, &root)).transpose();
    let (manifest, unread) = contents.map_or_else(|err| (None, Some(err)), |manifest| (manifest, None));
    let episodes = manifest.as_ref().map(episodes);
    let free =
        fleet::mounted(&desk.world, &root).ok().and_then(|volume| volume.room().ok()).map(|room| room.free);
    let remembered =
        show.zip(here.as_ref().ok()).and_then(|(show, here)| ledger::recall(show, &here.identity.id));
    let written = manifest.map(|it| it.when).filter(|when| !when.is_empty());
    let when = remembered.map(|it| it.when).or(written);
    let name = here.as_ref().map_or_else(|_| name_of(&root), |here| here.identity.name.clone());
    Seen { name, root: Some(root), who: here.map(|here| here.identity), unread, episodes, free, when }
}

fn table(desk: &Desk<'_>, seen: &[Seen]) -> String {
    let heads = [
        "sync-head-player",
        "players-head-room",
        "players-head-profile",
        "sync-head-episodes",
        "players-head-free",
        "players-head-synced",
        "players-head-folder",
    ];
    let mut table = headed(desk, heads);
    for one in seen {
        let identity = one.who.as_ref().ok();
        let folder = one.root.as_ref().map(|root| plain::line(&root.to_string_lossy()));
        let text = |text: Option<&String>| text.map(|text| plain::line(text)).unwrap_or_default();
        let when = one.when.as_deref().and_then(|when| when.parse::<Moment>().ok());
        table.add_row([
            Cell::new(plain::line(&one.name)),
            Cell::new(text(identity.and_then(|identity| identity.room.as_ref()))),
            Cell::new(text(identity.map(|identity| &identity.profile))),
            Cell::new(one.episodes.map(|count| count.to_string()).unwrap_or_default())
                .set_alignment(CellAlignment::Right),
            Cell::new(one.free.map(|free| desk.words.shown(&Arg::Bytes(free))).unwrap_or_default())
                .set_alignment(CellAlignment::Right),
            Cell::new(when.map(|when| desk.words.shown(&Arg::Date(when.zoned().date()))).unwrap_or_default()),
            Cell::new(folder.unwrap_or_else(|| desk.words.word("players-not-here"))),
        ]);
    }
    printed(&table)
}

fn json(desk: &Desk<'_>, one: &Seen) -> Value {
    let identity = one.who.as_ref().ok();
    let error = one.root.as_ref().zip(one.wrong());
    let error = error.filter(|(_, err)| !matches!(err, SyncError::NotOurs));
    json!({
        "name": one.name,
        "folder": one.root.as_deref().map(view::path),
        "ours": identity.is_some(),
        "id": identity.map(|identity| identity.id.as_str()),
        "room": identity.and_then(|identity| identity.room.as_deref()),
        "heard": identity.is_some_and(|identity| identity.heard),
        "profile": identity.map(|identity| identity.profile.as_str()),
        "show": identity.map(|identity| identity.show.as_str()),
        "episodes": one.episodes,
        "free_bytes": one.free,
        "synced": one.when,
        "error": error.map(|(root, err)| desk.json_of(&failure::sync(err, root, &one.name))),
    })
}
