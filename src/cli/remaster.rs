//! `podcast remaster`: new sound for an episode, from the recording that was kept.

use super::desk::{Desk, Done};
use super::failure::Failure;
use super::replace::resound;
use super::sound_args::SoundArgs;
use super::value::{self, WaitArgs};
use crate::studio::{Belongings, ResoundRequest};

/// Make the sound of an episode anew from its kept recording
#[derive(Debug, clap::Args)]
pub(super) struct RemasterArgs {
    #[arg(value_name = "N")]
    episode: String,
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    sound: SoundArgs,
    #[command(flatten)]
    wait: WaitArgs,
}

pub(super) fn run(desk: &mut Desk<'_>, args: &RemasterArgs) -> Result<Done, Failure> {
    let handle = value::handle(&args.episode)?;
    // The recording is this episode's already, so asking whether it is another's would be idle.
    let request = ResoundRequest {
        recording: None,
        joined: Vec::new(),
        force: args.force,
        again: true,
        wishes: args.sound.wishes()?,
        belongings: Belongings::default(),
        wait: args.wait.into(),
    };
    resound(desk, handle, &request)
}
