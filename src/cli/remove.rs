//! `podcast remove`: an episode goes to the trash, or everywhere.

use serde_json::{Value, json};

use super::code::Code;
use super::desk::{Desk, Done};
use super::failure::Failure;
use super::value::{self, WaitArgs};
use super::{after, notices, report, view};
use crate::catalogue::{Show, Wait};
use crate::studio;
use crate::words::phrase;

/// Take an episode out of the show
#[derive(Debug, clap::Args)]
pub(super) struct RemoveArgs {
    /// A number, a handle, or the name that an episode has in the trash.
    #[arg(value_name = "N")]
    episode: String,
    #[arg(long)]
    everywhere: bool,
    #[arg(long, value_name = "TEXT", requires = "everywhere", allow_hyphen_values = true)]
    reason: Option<String>,
    #[command(flatten)]
    wait: WaitArgs,
}

pub(super) fn run(desk: &mut Desk<'_>, args: &RemoveArgs) -> Result<Done, Failure> {
    let show = desk.show()?;
    let wait = args.wait.into();
    if args.everywhere {
        let reason = args.reason.as_deref().unwrap_or_default();
        let buried = studio::bury(&desk.world, &show, &args.episode, reason, wait)?;
        desk.say(&report::named("remove-everywhere-done", &buried.episode));
        let json = json!({ "everywhere": true, "reason": reason });
        return Ok(end(desk, &show, wait, json, &view::episode(&buried, desk.world.clock.now())));
    }
    let handle = value::handle(&args.episode)?;
    let changed = studio::remove(&desk.world, &show, handle, wait)?;
    desk.say(&report::named("remove-done", &changed.after.episode));
    notices::say(desk, &changed.noticed, Some(handle));
    let json = json!({ "everywhere": false });
    let episode = view::episode(&changed.after, desk.world.clock.now());
    let done = end(desk, &show, wait, json, &episode);
    desk.say(&phrase("remove-restore").with("command", format!("podcast restore {handle}")));
    Ok(done)
}

fn end(desk: &mut Desk<'_>, show: &Show, wait: Wait, mut json: Value, episode: &Value) -> Done {
    json["show"] = show.info().title.as_str().into();
    json["practice"] = show.info().practice.into();
    json["episode"] = episode.clone();
    after::after_change(desk, show, wait, Code::Done, json)
}
