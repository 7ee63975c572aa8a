//! `podcast release`: a draft goes into the feed.

use super::after::after_return;
use super::desk::{Desk, Done};
use super::failure::Failure;
use super::report;
use super::value::{self, WaitArgs};
use crate::studio;

/// Put a draft in the feed
#[derive(Debug, clap::Args)]
pub(super) struct ReleaseArgs {
    #[arg(value_name = "N")]
    episode: String,
    #[command(flatten)]
    wait: WaitArgs,
}

pub(super) fn run(desk: &mut Desk<'_>, args: &ReleaseArgs) -> Result<Done, Failure> {
    let handle = value::handle(&args.episode)?;
    let show = desk.show()?;
    let wait = args.wait.into();
    let changed = studio::release(&desk.world, &show, handle, wait)?;
    let sentence = report::named("release-done", &changed.after.episode);
    Ok(after_return(desk, &show, &changed, &sentence, wait))
}
