//! The suite: the program as staff use it, and the rules of the house.
//!
//! - `desk`: a temporary show and the real binary; every test that goes through the command line begins there
//! - `tidy`: the arrows between rooms, one door for each outside crate, the list of licences
//! - `belongings`: chapters and transcripts at the desk
//! - `moving`: a show moves in from a server on this computer (`serving`, which the tests beside the code have too)
//! - `crash`: the plug pulled at every durable step
//! - `fuzz`: the bodies of the fuzz targets (`tests/fuzz`), a bounded number of cases
//!
//! A golden file that should change is written anew with `SNAPSHOTS=overwrite cargo test`, and read as a diff.

#![expect(clippy::unwrap_used, reason = "a test that cannot set up its desk has failed")]

mod add;
mod belongings;
mod course;
mod crash;
mod crowd;
mod desk;
mod export;
mod formats;
mod fuzz;
mod help;
mod mistakes;
mod moving;
mod peers;
mod players;
mod readme;
mod recordings;
mod renditions;
mod report;
mod serve;
#[expect(dead_code, reason = "the tests beside the code want more of it")]
#[path = "../../src/moving/serving.rs"]
mod serving;
mod sound;
mod sync;
mod tidy;
mod transcribe;
mod with;
