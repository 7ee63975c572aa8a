//! `podcast restore`: an episode comes back from the trash.

use super::after::after_return;
use super::desk::{Desk, Done};
use super::failure::Failure;
use super::report;
use super::value::WaitArgs;
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
    let sentence = report::named("restore-done", &changed.after.episode);
    Ok(after_return(desk, &show, &changed, &sentence, wait))
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
