//! The `podcast` program: the real world, and a call of [`podcast::cli::run`].

use std::io::{stderr, stdout};
use std::path::Path;
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
        world.entropy = Arc::new(SeededEntropy::new(seed + &line()));
    }
    signals::obey(&world.cancel);
    cli::run(std::env::args_os(), world, &mut stdout().lock(), &mut stderr()).into()
}

/// Returns the command line as far as it says what to do, without folders. It is part of the seed: two
/// commands must not draw the same identity, while neither the folder of a test nor the number of threads
/// may matter.
fn line() -> String {
    let mut line = String::new();
    let mut words = std::env::args_os().skip(1);
    while let Some(word) = words.next() {
        if word == "--jobs" {
            words.next();
        } else if let Some(name) = Path::new(&word).file_name() {
            line.push(' ');
            line.push_str(&name.to_string_lossy());
        }
    }
    line
}
