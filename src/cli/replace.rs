//! `podcast replace`: new sound for an episode, from another recording.

use std::path::PathBuf;

use serde_json::json;

use super::after::after_change;
use super::belong_args::BelongArgs;
use super::code::Code;
use super::desk::{Desk, Done};
use super::failure::Failure;
use super::sound_args::SoundArgs;
use super::value::{self, WaitArgs};
use super::{notices, recordings, repairs, report, view};
use crate::episode::Handle;
use crate::studio::{self, AddError, ResoundRequest};
use crate::words::{Arg, phrase};

/// Give an episode new sound
#[derive(Debug, clap::Args)]
pub(super) struct ReplaceArgs {
    #[arg(value_name = "N")]
    episode: String,
    #[arg(required = true, value_name = "RECORDING")]
    recordings: Vec<PathBuf>,
    #[arg(long)]
    join: bool,
    #[arg(long)]
    again: bool,
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    belong: BelongArgs,
    #[command(flatten)]
    sound: SoundArgs,
    #[command(flatten)]
    wait: WaitArgs,
}

pub(super) fn run(desk: &mut Desk<'_>, args: &ReplaceArgs) -> Result<Done, Failure> {
    let handle = value::handle(&args.episode)?;
    recordings::check_quotes(desk, &args.recordings)?;
    let (recording, joined) = match args.recordings.split_first() {
        Some((_, more)) if !more.is_empty() && !args.join => {
            return Err(Failure::asked(phrase("replace-several")).hint(phrase("replace-several-join")));
        }
        split => split.map_or((None, Vec::new()), |(first, more)| (Some(first.clone()), more.to_vec())),
    };
    let request = ResoundRequest {
        recording,
        joined,
        force: args.force,
        again: args.again,
        wishes: args.sound.wishes()?,
        belongings: args.belong.belongings(),
        wait: args.wait.into(),
    };
    resound(desk, handle, &request)
}

/// Gives an episode new sound, and says so: what `replace` and `remaster` have in common.
pub(super) fn resound(
    desk: &mut Desk<'_>,
    handle: Handle,
    request: &ResoundRequest,
) -> Result<Done, Failure> {
    let show = desk.show()?;
    let made = studio::replace(&desk.world, &show, handle, request).map_err(failure)?;
    let (changed, episode) = (&made.changed, &made.changed.after.episode);
    desk.say(&report::named("replace-done", episode).with("length", Arg::Length(episode.sound.duration())));
    notices::say(desk, &changed.noticed, Some(handle));
    repairs::say(desk, &made.sound, &changed.noticed);
    report::say_file(desk, &changed.after.sound());
    report::detail_plan(desk, &made.sound);
    report::detail_sound(desk, &episode.sound);
    let now = desk.world.clock.now();
    let json = json!({
        "show": show.info().title,
        "practice": show.info().practice,
        "before": view::episode(&changed.before, now),
        "episode": view::episode(&changed.after, now),
        "mastering": view::sound_plan(&made.sound),
        "noticed": notices::json(desk, &changed.noticed, Some(handle)),
    });
    let done = after_change(desk, &show, request.wait, Code::Done, json);
    report::say_undo(desk);
    Ok(done)
}

fn failure(err: AddError) -> Failure {
    Failure::from(err).closing(&phrase("nothing-changed"))
}
