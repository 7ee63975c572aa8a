//! This computer's clock and dice, and their doubles for runs that must repeat to the byte.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use sha2::{Digest as _, Sha256};

use super::{Clock, Entropy};

/// The clock of this computer.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is where the day comes from")]
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    fn zone(&self) -> TimeZone {
        TimeZone::system()
    }

    fn sleep(&self, time: Duration) {
        std::thread::sleep(time);
    }
}

/// A clock that stands still, in UTC.
#[derive(Debug, Clone, Copy)]
pub struct SettledClock(pub Timestamp);

impl Clock for SettledClock {
    fn now(&self) -> Timestamp {
        self.0
    }

    fn zone(&self) -> TimeZone {
        TimeZone::UTC
    }

    fn sleep(&self, time: Duration) {
        // Standing still would turn every wait for another process into a busy loop.
        std::thread::sleep(time);
    }
}

/// The dice of this computer.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemEntropy;

impl Entropy for SystemEntropy {
    fn fill(&self, bytes: &mut [u8]) {
        getrandom::fill(bytes).expect("the operating system has random numbers");
    }
}

/// Dice that fall the same way each time: SHA-256 of a seed and a counter.
#[derive(Debug)]
pub struct SeededEntropy {
    seed: String,
    throws: AtomicU64,
}

impl SeededEntropy {
    /// Returns the dice of that seed.
    pub fn new(seed: impl Into<String>) -> SeededEntropy {
        SeededEntropy { seed: seed.into(), throws: AtomicU64::new(0) }
    }
}

impl Entropy for SeededEntropy {
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(32) {
            let throw = self.throws.fetch_add(1, Ordering::Relaxed);
            let hash = Sha256::new().chain_update(&self.seed).chain_update(throw.to_be_bytes()).finalize();
            chunk.copy_from_slice(&hash[..chunk.len()]);
        }
    }
}

/// Returns the name of whoever is logged in here, or `?`.
pub(super) fn who() -> String {
    whoami::username().unwrap_or_else(|_| "?".to_owned())
}
