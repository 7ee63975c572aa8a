//! `podcast list`: the episodes as a table, in the order of their numbers, so that the newest stands
//! last, next to where the next line is typed.

use comfy_table::{Cell, CellAlignment};
use serde_json::{Value, json};

use super::desk::{Desk, Done};
use super::failure::{self, Failure};
use super::table::{headed, printed};
use super::view::{self, State};
use crate::catalogue::Shelved;
use crate::words::{Arg, phrase, plain};

pub(super) fn run(desk: &mut Desk<'_>) -> Result<Done, Failure> {
    let show = desk.show()?;
    let shelf = show.shelf()?;
    let now = desk.world.clock.now();
    if shelf.episodes.is_empty() {
        let title = Desk::title_of(&show);
        desk.say(&phrase("list-empty").with("show", title));
        desk.say_below(&phrase("here-next").with("step", phrase("next-add-first")));
    } else if !desk.asked.quiet && !desk.asked.json {
        let title = Desk::title_of(&show);
        desk.say(&title);
        let table = table(desk, &shelf.episodes);
        desk.print(&table);
    }
    for broken in &shelf.broken {
        let error = Failure::from_form(&broken.error);
        desk.say(&phrase("list-broken").with("folder", failure::place(&broken.folder)).and(*error.message));
    }
    Ok(Done::with(json!({
        "show": show.info().title,
        "practice": show.info().practice,
        "episodes": shelf.episodes.iter().map(|shelved| view::episode(shelved, now)).collect::<Vec<Value>>(),
        "broken": shelf.broken.iter().map(|broken| json!({
            "handle": broken.handle.to_string(),
            "folder": view::path(&broken.folder),
            "error": desk.json_of(&Failure::from_form(&broken.error)),
        })).collect::<Vec<Value>>(),
    })))
}

fn table(desk: &Desk<'_>, episodes: &[Shelved]) -> String {
    let now = desk.world.clock.now();
    let heads =
        ["list-head-number", "list-head-title", "list-head-length", "list-head-date", "list-head-state"];
    let mut table = headed(desk, heads);
    for shelved in episodes {
        let episode = &shelved.episode;
        let state = match State::of(shelved, now) {
            State::Draft => desk.words.word("state-draft"),
            State::Scheduled => desk.words.word("state-scheduled"),
            _ => String::new(),
        };
        let length = Arg::ShortLength(episode.sound.duration());
        table.add_row([
            Cell::new(episode.handle).set_alignment(CellAlignment::Right),
            Cell::new(plain::line(&episode.title)),
            Cell::new(desk.words.say(&phrase("bare").with("value", length)))
                .set_alignment(CellAlignment::Right),
            Cell::new(episode.published.zoned().date()),
            Cell::new(state),
        ]);
    }
    printed(&table)
}
