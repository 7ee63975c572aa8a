//! The preview: the show as listeners will meet it, for staff, on this computer.
//!
//! ```text
//! a request ─ door ─ Asked ─▶ answer ─▶ Answer ─ door ─▶ a response
//!                               │ looks in the preview first: the feed with drafts, their sounds
//!                               └ then in feed/, and nowhere else
//! ```
//!
//! [`door`] is the only part that knows sockets and HTTP's letters. What is answered is decided by
//! [`Served::answer`], from values, and is tested without a socket.
//!
//! **Invariants:** nothing outside `feed/` is served, drafts' sounds excepted, which are named one by one.
//! Nothing in `feed/` is touched. No request makes us send more than the file it asks for, wait longer
//! than [`Limits`] say, or fall over.

mod answer;
pub mod door;
mod host;
mod kind;
mod path;
mod preview;
mod range;
#[cfg(test)]
mod tests;
mod watch;

pub use answer::{Answer, Asked, Body, Served, Verb};
pub use door::{Door, Limits, Reach, Stop};
pub use preview::{Preview, prepare};
pub use watch::Trace;
