//! `podcast restore`: an episode comes back from the trash.

use serde_json::json;

use super::after::after_change;
use super::code::Code;
use super::desk::{Desk, Done};
use super::failure::Failure;
use super::value::WaitArgs;
use super::{notices, report, view};
use crate::catalogue::CatalogueError;
use crate::studio::{self, AddError, EditError};

/// Bring an episode back from the trash
#[derive(Debug, clap::Args)]
pub(super) struct RestoreArgs {
    /// A number, a handle, or the name that an episode has in the trash.
    #[arg(value_name = "N")]
    episode: String,
    #[command(flatten)]
    wait: WaitArgs,
}

pub(super) fn run(desk: &mut Desk<'_>, args: &RestoreArgs) -> Result<Done, Failure> {
    let show = desk.show()?;
    let wait = args.wait.into();
    let changed = studio::restore(&desk.world, &show, &args.episode, wait)
        .map_err(|err| not_in_trash(err, &args.episode))?;
    let handle = changed.after.episode.handle;
    desk.say(&report::named("restore-done", &changed.after.episode));
    notices::say(desk, &changed.noticed, Some(handle));
    let json = json!({
        "show": show.info().title,
        "practice": show.info().practice,
        "episode": view::episode(&changed.after, desk.world.clock.now()),
        "noticed": notices::json(desk, &changed.noticed, Some(handle)),
    });
    let done = after_change(desk, &show, wait, Code::Done, json);
    report::say_who_can_hear(desk, &show, &changed.after, &done);
    report::say_undo(desk);
    Ok(done)
}

/// Returns why nothing came back: what is not in the trash may well stand on the shelf.
fn not_in_trash(err: EditError, name: &str) -> Failure {
    match err {
        EditError::Sound(AddError::Catalogue(CatalogueError::NoEpisode { .. })) => {
            Failure::not_in_trash(name)
        }
        other => other.into(),
    }
}
