//! Loudness.
pub mod units;

pub use units::{Db, Dbfs, Dbtp, Lu, Lufs};
