//! `podcast edit`: other words, another date, for an episode that is there.

use std::path::PathBuf;

use serde_json::json;

use super::after::{self, after_change};
use super::belong_args::BelongArgs;
use super::code::Code;
use super::desk::{Desk, Done};
use super::detail_args::DetailArgs;
use super::failure::Failure;
use super::value::{self, WaitArgs};
use super::{notices, report, view};
use crate::studio::{self, EditRequest};

/// Change the words or the date of an episode
#[derive(Debug, clap::Args)]
pub(super) struct EditArgs {
    #[arg(value_name = "N")]
    episode: String,
    #[arg(long, short, value_name = "TEXT", allow_hyphen_values = true)]
    title: Option<String>,
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true, conflicts_with = "notes_file")]
    notes: Option<String>,
    #[arg(long, value_name = "FILE")]
    notes_file: Option<PathBuf>,
    #[arg(long, value_name = "DATE")]
    date: Option<String>,
    #[arg(long, value_name = "N")]
    season: Option<String>,
    #[arg(long, value_name = "ANSWER", num_args = 0..=1, require_equals = true, default_missing_value = "yes")]
    explicit: Option<String>,
    #[command(flatten)]
    belong: BelongArgs,
    #[command(flatten)]
    details: DetailArgs,
    #[arg(long)]
    retag: bool,
    #[command(flatten)]
    wait: WaitArgs,
}

pub(super) fn run(desk: &mut Desk<'_>, args: &EditArgs) -> Result<Done, Failure> {
    let handle = value::handle(&args.episode)?;
    let request = args.details.put(EditRequest {
        title: args.title.clone(),
        notes: value::notes(args.notes.as_deref(), args.notes_file.as_deref())?,
        date: args.date.as_deref().map(|date| value::date(desk, date)).transpose()?,
        season: args.season.as_deref().map(value::season).transpose()?,
        explicit: args.explicit.as_deref().map(value::explicit).transpose()?,
        belongings: args.belong.belongings(),
        retag: args.retag,
        ..EditRequest::default()
    })?;
    let show = desk.show()?;
    let wait = args.wait.into();
    let changed = studio::edit(&desk.world, &show, handle, &request, wait)?;
    desk.say(&report::named("edit-done", &changed.after.episode));
    notices::say(desk, &changed.noticed, Some(handle));
    if request.notes.is_some() {
        after::say_long_notes(desk, &changed.after.episode);
    }
    let json = json!({
        "show": show.info().title,
        "practice": show.info().practice,
        "before": view::episode(&changed.before, desk.world.clock.now()),
        "episode": view::episode(&changed.after, desk.world.clock.now()),
        "noticed": notices::json(desk, &changed.noticed, Some(handle)),
    });
    let done = after_change(desk, &show, wait, Code::Done, json);
    report::say_undo(desk);
    Ok(done)
}
