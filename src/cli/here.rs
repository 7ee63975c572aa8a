//! `podcast` alone: where you are, how the show stands, and the one next step.

use serde_json::json;

use super::code::Code;
use super::desk::{Desk, Done};
use super::failure::Failure;
use super::view::State;
use super::{report, shell, view};
use crate::catalogue::{Shelf, Show};
use crate::words::{Phrase, phrase};

pub(super) fn run(desk: &mut Desk<'_>) -> Result<Done, Failure> {
    let show = match desk.show() {
        Ok(show) => show,
        // Whoever only asks where they are has not failed.
        Err(failure) if failure.code == Code::NoShow && desk.asked.show.is_none() => {
            desk.say(&phrase("here-what"));
            desk.say(&failure.message);
            let next = phrase("here-init");
            desk.say(&phrase("here-next").with("step", next.clone()));
            desk.say(&phrase("here-help"));
            return Ok(Done::with(json!({ "show": null, "next": desk.words.say(&next) })));
        }
        Err(failure) => return Err(failure),
    };
    let shelf = show.shelf()?;
    let title = Desk::title_of(&show);
    desk.say(&phrase("here-show").with("show", title).with("folder", show.root()));
    if !shelf.episodes.is_empty() {
        desk.say(&phrase("here-episodes").with("count", shelf.episodes.len()));
    }
    if let Some((_, goal)) = report::to_goal(&show, shelf.highest_number()) {
        desk.say(&goal);
    }
    let next = next_step(desk, &show, &shelf);
    desk.say(&phrase("here-next").with("step", next.clone()));
    desk.say(&phrase("here-help"));
    Ok(Done::with(json!({
        "show": show.info().title,
        "practice": show.info().practice,
        "folder": view::path(show.root()),
        "episodes": shelf.episodes.len(),
        "goal": show.info().goal,
        "left_to_goal": report::to_goal(&show, shelf.highest_number()).map(|(left, _)| left),
        "next": desk.words.say(&next),
    })))
}

/// Returns the one thing to do next: first what is broken, then what is unfinished, then the next episode.
fn next_step(desk: &Desk<'_>, show: &Show, shelf: &Shelf) -> Phrase {
    let now = desk.world.clock.now();
    if !shelf.broken.is_empty() {
        return phrase("here-check");
    }
    if shelf.episodes.is_empty() {
        return phrase("next-add-first");
    }
    if let Some(draft) = shelf.episodes.iter().find(|shelved| State::of(shelved, now) == State::Draft) {
        let handle = draft.episode.handle.to_string();
        let line = shell::line(["podcast", "release", &handle]);
        return report::named("here-release", &draft.episode).with("command", line);
    }
    if show.info().link.is_none() && !show.info().practice {
        return phrase("here-link");
    }
    phrase("here-add").with("number", shelf.highest_number() + 1)
}
