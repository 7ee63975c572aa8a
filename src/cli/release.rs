//! `podcast release`: a draft goes into the feed.

use serde_json::json;

use super::after::after_change;
use super::code::Code;
use super::desk::{Desk, Done};
use super::failure::Failure;
use super::value::{self, WaitArgs};
use super::{notices, report, view};
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
    desk.say(&report::named("release-done", &changed.after.episode));
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
