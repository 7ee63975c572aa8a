//! What may be asked of the outside: the day, the dice, the disk, programs of others, how far the work is,
//! and whether to stop.
//!
//! Everything that a test would want to hold still is a field of [`World`], handed to a function as
//! its first argument. No other room asks the operating system for any of it.
//!
//! **Invariant:** this room does not know what a podcast is.

pub mod digest;
pub mod disk;
pub mod guard;
pub mod ordered;
pub mod program;
mod real;
pub mod signals;
pub mod staging;
pub mod walk;

use std::fmt;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicI32, Ordering};
use std::time::Duration;

use jiff::Timestamp;
use jiff::tz::TimeZone;

pub use digest::Digest;
pub use disk::Disk;
pub use program::Programs;
pub use real::{SeededEntropy, SettledClock, SystemClock, SystemEntropy};
pub use staging::Staging;

/// Everything outside the program, as one value to hand around.
#[derive(Clone)]
pub struct World {
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// Throws the dice.
    pub entropy: Arc<dyn Entropy>,
    /// Takes the durable steps.
    pub disk: Arc<dyn Disk>,
    /// Starts programs of others.
    pub programs: Arc<dyn Programs>,
    /// Hears how far the work is.
    pub progress: Arc<dyn Progress>,
    /// Says whether to stop.
    pub cancel: Cancel,
    /// How many threads may work at once.
    pub jobs: NonZeroUsize,
    /// The name that the log gives to whoever is at the desk.
    pub who: String,
    /// Where players are looked for: in the folders that are in this one. Without it, among the mounted volumes.
    pub volumes: Option<PathBuf>,
}

impl World {
    /// Returns the world as it is: this computer's clock, dice and disk, and nobody watching.
    pub fn real() -> World {
        World {
            clock: Arc::new(SystemClock),
            entropy: Arc::new(SystemEntropy),
            disk: Arc::new(disk::RealDisk),
            programs: Arc::new(program::RealPrograms),
            progress: Arc::new(Quiet),
            cancel: Cancel::default(),
            jobs: std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN),
            who: real::who(),
            volumes: None,
        }
    }
}

impl fmt::Debug for World {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("World").field("jobs", &self.jobs).field("who", &self.who).finish_non_exhaustive()
    }
}

/// Tells the time.
pub trait Clock: Send + Sync {
    /// Returns this moment.
    fn now(&self) -> Timestamp;

    /// Returns the zone in which people here write their dates.
    fn zone(&self) -> TimeZone;

    /// Returns after about that long.
    fn sleep(&self, time: Duration);
}

/// Throws the dice.
pub trait Entropy: Send + Sync {
    /// Fills the buffer with bytes that nobody can foresee, or that a seed decides.
    fn fill(&self, bytes: &mut [u8]);
}

/// A kind of work that may take longer than a second.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Step {
    /// Hearing the recording and measuring it. Counted in frames.
    Measuring,
    /// Making the master and encoding it. Counted in frames.
    Mastering,
    /// Putting a copy of a file somewhere. Counted in bytes.
    Copying,
    /// Waiting for a recogniser of speech. Nobody knows for how long.
    Transcribing,
    /// Reading what was copied once more, in bytes; or asking for what should be there, in files.
    Verifying,
    /// Writing what is derived. Counted in files.
    Building,
}

/// Something that happened on the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// A step begins, with as many units as it will have if that is known.
    Began {
        /// Which kind of work.
        step: Step,
        /// Units to come.
        total: Option<u64>,
        /// How many units last a second, where they are sound.
        rate: Option<u32>,
    },
    /// The step came this many units further.
    Advanced {
        /// Which kind of work.
        step: Step,
        /// Units done since the last event.
        by: u64,
    },
    /// The step is over.
    Ended {
        /// Which kind of work.
        step: Step,
    },
    /// The work turns to the next of several recordings.
    Turned {
        /// Which it is, from 1.
        nth: usize,
        /// How many there are.
        of: usize,
    },
    /// What has failed is tried once more, from its beginning.
    Again,
    /// All that was to be done for one of several is over.
    Over {
        /// Whether it was done.
        well: bool,
    },
    /// Another process holds what we need; said once when the waiting begins.
    Waiting {
        /// Who holds it, as that process wrote itself down; empty if unknown.
        holder: String,
    },
    /// Somebody still writes to a file that we were given; said once when the waiting for it begins.
    Growing {
        /// Its name without the folder.
        file: String,
    },
}

/// Hears how far the work is.
pub trait Progress: Send + Sync {
    /// Takes note of an event. Called from any thread; must be quick.
    fn event(&self, event: Event);
}

/// A listener that does not listen.
#[derive(Debug, Clone, Copy, Default)]
pub struct Quiet;

impl Progress for Quiet {
    fn event(&self, _: Event) {}
}

/// A flag that asks the work to stop at the next safe point.
#[derive(Debug, Clone, Default)]
pub struct Cancel(Arc<AtomicI32>);

impl Cancel {
    /// Asks to stop. The number is that of the signal that asked (2 for Ctrl-C); the first one stays.
    pub fn ask(&self, signal: i32) {
        // A second request while the first is being obeyed changes nothing.
        self.0.compare_exchange(0, signal, Ordering::Relaxed, Ordering::Relaxed).ok();
    }

    /// Returns an error if somebody asked to stop. One atomic load.
    pub fn check(&self) -> Result<(), Cancelled> {
        match self.0.load(Ordering::Relaxed) {
            0 => Ok(()),
            signal => Err(Cancelled { signal }),
        }
    }
}

/// The work was asked to stop and did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("stopped on request")]
pub struct Cancelled {
    /// The signal that asked: 1, 2 or 15.
    pub signal: i32,
}
