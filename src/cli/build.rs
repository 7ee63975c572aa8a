//! `podcast build`: `feed/` from `episodes/`.

use serde_json::json;

use super::desk::{Desk, Done};
use super::failure::{self, Failure};
use super::notices::time;
use super::value::WaitArgs;
use super::{after, findings, move_steps, report};
use crate::catalogue::Wait;
use crate::feed::{Until, Weight};
use crate::words::phrase;

/// Build the feed
#[derive(Debug, clap::Args)]
pub(super) struct BuildArgs {
    #[arg(long)]
    allow_removal: bool,
    #[command(flatten)]
    wait: WaitArgs,
}

pub(super) fn run(desk: &mut Desk<'_>, args: &BuildArgs) -> Result<Done, Failure> {
    let show = desk.show()?;
    let wait: Wait = args.wait.into();
    let built = after::build(desk, &show, args.allow_removal, wait)?;
    let (title, feed) = (Desk::title_of(&show), failure::place(&built.feed));
    after::say_at_once(desk, &built.findings);
    desk.say(&if built.changed {
        phrase("build-done").with("show", title).with("episodes", built.items).with("folder", feed)
    } else {
        phrase("build-same").with("show", title).with("episodes", built.items).with("folder", feed)
    });
    for held in &built.held_back {
        let command = format!("podcast release {}", held.handle);
        let sentence = match held.until {
            Until::Released => report::about("build-draft", held.handle).with("command", command),
            Until::Date(date) => report::about("build-scheduled", held.handle).with("date", time(date)),
        };
        desk.say(&sentence.with("title", &held.title));
    }
    match &show.info().link {
        _ if show.info().practice => desk.say(&phrase("practice-mark")),
        Some(link) => desk.say(&phrase("build-copy").with("link", link)),
        None => desk.say(&phrase("build-local")),
    }
    move_steps::say(desk, show.info(), built.moved.as_deref());
    let warnings = findings::count(&built.findings, Weight::Warning);
    if warnings > 0 {
        desk.say(&phrase("build-warnings").with("count", warnings));
    }
    Ok(Done::with(json!({
        "show": show.info().title,
        "practice": show.info().practice,
        "feed": after::feed_json(desk, &show, &built),
    })))
}
