//! What was done to a sound on its way, beyond its loudness.

use std::time::Duration;

use crate::audio::loudness::Lu;
use crate::episode::Levelled;

/// Something that was put right in a recording, or left out of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Repair {
    /// What lies below every voice was taken away.
    HighPass,
    /// The hum of the mains was taken away.
    Hum {
        /// The frequency of the mains: 50 or 60.
        hertz: u32,
    },
    /// A constant offset was taken away.
    Offset,
    /// Each voice had a side of its own; both are in the middle now.
    TwoMicrophones,
    /// One of two channels held no sound; the other is heard on both sides.
    DeadChannel {
        /// Whether it was the left one.
        left: bool,
    },
    /// The two channels cancelled each other out; one was turned over.
    Antiphase,
    /// Both channels held the same.
    CopiedChannel,
    /// Silence was trimmed.
    Trimmed {
        /// So much at the beginning.
        start: Duration,
        /// So much at the end.
        end: Duration,
    },
    /// Long pauses were made shorter.
    Pauses {
        /// How many.
        count: usize,
        /// By so much in all.
        by: Duration,
    },
    /// Steady noise was turned down.
    Noise,
    /// Sharp s sounds were turned down.
    Sibilance,
}

/// What the leveller found, and what it did.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Levelling {
    /// How far the voices were brought together.
    pub level: Levelled,
    /// How far they lay apart.
    pub spread: Lu,
}
