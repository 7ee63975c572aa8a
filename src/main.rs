//! The `podcast` program: the real world, and a call of [`podcast::cli::run`].

use std::io::{stderr, stdout};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use podcast::cli;
use podcast::world::{SeededEntropy, SettledClock, World, signals};

fn main() -> ExitCode {
    let mut world = World::real();
    // A settled clock and settled dice, so that the program itself can be tested to the byte.
    let second = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|second| second.parse().ok());
    if let Some(moment) = second.and_then(|second| jiff::Timestamp::from_second(second).ok()) {
        world.clock = Arc::new(SettledClock(moment));
    }
    if let Ok(seed) = std::env::var("PODCAST_SEED") {
        world.entropy = Arc::new(SeededEntropy::new(seed));
    }
    // The players of whoever tests it are none of the program's.
    world.volumes = std::env::var_os("PODCAST_VOLUMES").map(PathBuf::from);
    signals::obey(&world.cancel);
    cli::run(std::env::args_os(), world, &mut stdout().lock(), &mut stderr()).into()
}
