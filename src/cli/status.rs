//! `podcast status`: the show in a few lines.

use serde_json::{Value, json};

use super::desk::{Desk, Done};
use super::failure::Failure;
use super::notices::time;
use super::view::{self, State};
use super::{after, findings, report};
use crate::catalogue::Shelved;
use crate::feed::{self, Weight};
use crate::words::{Arg, phrase};

pub(super) fn run(desk: &mut Desk<'_>) -> Result<Done, Failure> {
    let show = desk.show()?;
    let shelf = show.shelf()?;
    let now = desk.world.clock.now();
    let found = feed::check(&desk.world, &show).map_err(|err| after::unbuilt(desk, err))?;
    let of = |state| {
        let all = shelf.episodes.iter().filter(move |shelved| State::of(shelved, now) == state);
        all.collect::<Vec<&Shelved>>()
    };
    let (released, drafts, scheduled) = (of(State::Released), of(State::Draft), of(State::Scheduled));
    let sound: u64 = shelf.episodes.iter().map(|shelved| shelved.episode.sound.bytes).sum();
    let originals: u64 = shelf.episodes.iter().map(kept_bytes).sum();
    let trash: u64 = shelf.away.iter().map(bytes_of).sum();
    let goal = report::to_goal(&show, shelf.highest_number());

    let title = Desk::title_of(&show);
    desk.say(&title);
    if let Some(goal) = show.info().goal {
        let highest = shelf.highest_number();
        let left = goal.saturating_sub(highest);
        desk.say_below(&if left == 0 {
            phrase("status-goal-reached").with("highest", highest).with("goal", goal)
        } else {
            phrase("status-goal").with("highest", highest).with("goal", goal).with("left", left)
        });
    }
    desk.say_below(&phrase("status-released").with("count", released.len()));
    for draft in &drafts {
        desk.say_below(&report::named("status-draft", &draft.episode));
    }
    for ahead in &scheduled {
        desk.say_below(
            &report::named("status-scheduled", &ahead.episode).with("date", time(ahead.episode.published)),
        );
    }
    desk.say_below(
        &phrase("status-room").with("originals", Arg::Bytes(originals)).with("sound", Arg::Bytes(sound)),
    );
    for away in &shelf.away {
        let command = format!("podcast restore {}", away.trash_name());
        desk.say_below(
            &report::named("status-trash", &away.episode)
                .with("size", Arg::Bytes(bytes_of(away)))
                .with("command", command),
        );
    }
    let (errors, warnings) =
        (findings::count(&found, Weight::Error), findings::count(&found, Weight::Warning));
    desk.say_below(&match (errors, warnings) {
        (0, 0) => phrase("status-fine"),
        (0, warnings) => phrase("status-warnings").with("warnings", warnings),
        (errors, _) => phrase("status-errors").with("errors", errors),
    });
    let all = |episodes: &[&Shelved]| {
        episodes.iter().map(|shelved| shelved.episode.handle.to_string()).collect::<Vec<_>>()
    };
    Ok(Done::with(json!({
        "show": show.info().title,
        "practice": show.info().practice,
        "folder": view::path(show.root()),
        "link": show.info().link,
        "highest_number": shelf.highest_number(),
        "goal": show.info().goal,
        "left_to_goal": goal.map(|(left, _)| left),
        "released": all(&released),
        "drafts": all(&drafts),
        "scheduled": all(&scheduled),
        "in_trash": shelf.away.iter().map(Shelved::trash_name).collect::<Vec<_>>(),
        "bytes": { "recordings": originals, "sound": sound, "trash": trash },
        "health": { "errors": errors, "warnings": warnings, "broken": shelf.broken.len() as u64 },
    }) as Value))
}

/// Returns the room that an episode takes, by what its record says.
fn bytes_of(shelved: &Shelved) -> u64 {
    shelved.episode.sound.bytes + kept_bytes(shelved)
}

/// Returns the room that its recordings take.
fn kept_bytes(shelved: &Shelved) -> u64 {
    shelved.episode.recordings().filter_map(|recording| recording.kept.as_ref()).map(|kept| kept.bytes).sum()
}
