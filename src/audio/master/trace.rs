//! How the level of an episode ran, second by second: what a report draws.

use crate::audio::loudness::{Db, Dbtp, Lufs};

/// How the level ran, from the beginning of the finished episode to its end.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Trace {
    /// One entry for every second begun.
    pub seconds: Vec<Second>,
    /// The highest sample of every 100 ms of the finished sound, full scale 1.0.
    pub peaks: Vec<f32>,
}

/// One second of the episode.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Second {
    /// How loud the recording is here, channels put right and faults repaired; none for silence.
    pub before: Option<Lufs>,
    /// How loud a listener hears it; none for silence.
    pub after: Option<Lufs>,
    /// The highest true peak that a listener's player makes; none for silence.
    pub peak: Option<Dbtp>,
    /// The leveller's gain in the middle of it.
    pub leveller: Db,
    /// The compressor's lowest gain.
    pub compressor: Db,
    /// The limiter's lowest gain.
    pub limiter: Db,
    /// What is going on here.
    pub activity: crate::audio::speech::Activity,
}
