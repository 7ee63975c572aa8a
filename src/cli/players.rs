//! `podcast players`: what is plugged in, and what of ours is on it.

use comfy_table::{Cell, CellAlignment};
use serde_json::{Value, json};

use super::desk::{Desk, Done};
use super::failure::{Failure, name_of, player as failure};
use super::table::{headed, printed};
use super::view;
use crate::catalogue::Show;
use crate::episode::Moment;
use crate::player::fleet::{self, Here};
use crate::player::manifest::{Item, Kind};
use crate::player::volume::{Volume as _, mounts};
use crate::player::{SyncError, ledger};
use crate::words::{Arg, phrase, plain};

/// A volume that is here.
struct Seen {
    name: String,
    root: std::path::PathBuf,
    here: Result<Here, SyncError>,
    episodes: Option<usize>,
    free: Option<u64>,
    when: Option<String>,
}

#[expect(clippy::unnecessary_wraps, reason = "every command may fail; this one has not found a way yet")]
pub(super) fn run(desk: &mut Desk<'_>) -> Result<Done, Failure> {
    // Without a show there is still to be seen what is plugged in.
    let show = desk.show().ok();
    let seen: Vec<Seen> =
        fleet::around(&desk.world).into_iter().map(|root| look(desk, show.as_ref(), root)).collect();
    let telephones = mounts::without_volume();
    if seen.is_empty() {
        desk.say(&phrase("players-none"));
        desk.say_below(&phrase("players-none-how"));
    } else if !desk.asked.quiet && !desk.asked.json {
        let table = table(desk, &seen);
        desk.print(&table);
    }
    for one in &seen {
        match &one.here {
            Err(SyncError::NotOurs) => {
                let command = super::shell::line([
                    "podcast".as_ref(),
                    "sync".as_ref(),
                    one.root.as_os_str(),
                    "--init".as_ref(),
                ]);
                desk.say(&phrase("players-not-ours").with("player", &one.name).with("command", command));
            }
            Err(err) => desk.complain(&failure::sync(err, &one.root, &one.name)),
            Ok(_) => {}
        }
    }
    for name in &telephones {
        desk.say(&phrase("players-telephone").with("name", name));
    }
    let players: Vec<Value> = seen.iter().map(|one| json(desk, one)).collect();
    Ok(Done::with(json!({ "players": players, "without_volume": telephones })))
}

fn look(desk: &Desk<'_>, show: Option<&Show>, root: std::path::PathBuf) -> Seen {
    let here = fleet::open(&desk.world, &root);
    let manifest = here.is_ok().then(|| fleet::contents(&desk.world, &root).ok()).flatten();
    let is_episode = |item: &&Item| item.counts_as(Kind::Sound);
    let episodes = manifest.as_ref().map(|it| it.items.iter().filter(is_episode).count());
    let free =
        fleet::mounted(&desk.world, &root).ok().and_then(|volume| volume.room().ok()).map(|room| room.free);
    let remembered =
        show.zip(here.as_ref().ok()).and_then(|(show, here)| ledger::recall(show, &here.identity.id));
    let written = manifest.map(|it| it.when).filter(|when| !when.is_empty());
    let when = remembered.map(|it| it.when).or(written);
    let name = here.as_ref().map_or_else(|_| name_of(&root), |here| here.identity.name.clone());
    Seen { name, root, here, episodes, free, when }
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
        let identity = one.here.as_ref().ok().map(|here| &here.identity);
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
            Cell::new(when.map(|when| when.zoned().date().to_string()).unwrap_or_default()),
            Cell::new(plain::line(&one.root.to_string_lossy())),
        ]);
    }
    printed(&table)
}

fn json(desk: &Desk<'_>, one: &Seen) -> Value {
    let identity = one.here.as_ref().ok().map(|here| &here.identity);
    let error = one.here.as_ref().err().filter(|err| !matches!(err, SyncError::NotOurs));
    json!({
        "name": one.name,
        "folder": view::path(&one.root),
        "ours": identity.is_some(),
        "id": identity.map(|identity| identity.id.as_str()),
        "room": identity.and_then(|identity| identity.room.as_deref()),
        "heard": identity.is_some_and(|identity| identity.heard),
        "profile": identity.map(|identity| identity.profile.as_str()),
        "show": identity.map(|identity| identity.show.as_str()),
        "episodes": one.episodes,
        "free_bytes": one.free,
        "synced": one.when,
        "error": error.map(|err| desk.json_of(&failure::sync(err, &one.root, &one.name))),
    })
}
