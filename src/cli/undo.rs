//! `podcast undo`: takes back the last change.

use serde_json::json;

use super::after::after_change;
use super::code::Code;
use super::desk::{Desk, Done};
use super::failure::Failure;
use super::value::WaitArgs;
use super::{report, view};
use crate::catalogue::What;
use crate::studio::{self, EditError, Undone};
use crate::words::{Phrase, phrase};

/// Take back the last change
#[derive(Debug, clap::Args)]
pub(super) struct UndoArgs {
    #[arg(long)]
    again: bool,
    #[command(flatten)]
    wait: WaitArgs,
}

pub(super) fn run(desk: &mut Desk<'_>, args: &UndoArgs) -> Result<Done, Failure> {
    let show = desk.show()?;
    let wait = args.wait.into();
    let undone = studio::undo(&desk.world, &show, args.again, wait).map_err(|err| match err {
        EditError::NothingToUndo if args.again => {
            Failure::plain(phrase("undo-nothing-again")).hint(phrase("undo-nothing-log"))
        }
        other => other.into(),
    })?;
    let sentence =
        if args.again { report::named("undo-undo", &undone.shelved.episode) } else { taken_back(&undone) };
    desk.say(&sentence);
    let json = json!({
        "show": show.info().title,
        "practice": show.info().practice,
        "undone": undone.what.as_str(),
        "episode": view::episode(&undone.shelved, desk.world.clock.now()),
        "free_again": undone.free_again.map(|handle| handle.to_string()),
    });
    let done = after_change(desk, &show, wait, Code::Done, json);
    if args.again {
        report::say_undo(desk);
    } else {
        desk.say(&phrase("undo-again-how"));
    }
    Ok(done)
}

fn taken_back(undone: &Undone) -> Phrase {
    let episode = &undone.shelved.episode;
    match (undone.what, undone.free_again) {
        (What::Add, Some(next)) => match next.number() {
            Some(number) => {
                phrase("undo-add-free").with("title", &episode.title).with("number", number.get())
            }
            None => {
                phrase("undo-add-free-handle").with("title", &episode.title).with("handle", next.to_string())
            }
        },
        // It was out in the world, so somebody may have cited its number.
        (What::Add, None) => report::named("undo-add-used", episode),
        (What::Edit, _) => report::named("undo-edit", episode),
        (What::Retag, _) => report::named("undo-retag", episode),
        (What::Replace | What::Remaster, _) => report::named("undo-sound", episode),
        (What::Release, _) => report::named("undo-release", episode),
        (What::Remove | What::Bury, _) => report::named("undo-remove", episode),
        (What::Restore, _) => report::named("undo-restore", episode),
        (What::Undo, _) => report::named("undo-undo", episode),
    }
}
