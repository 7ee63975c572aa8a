//! Moving in: a show that lived elsewhere becomes one of ours, without losing a listener.
//!
//! What apps know an episode by is its identity, so that is kept byte for byte; and so are its sound, its
//! date and its number, wherever the feed has one. What is not taken is named, never dropped unseen.
//!
//! ```text
//! fetch    asks servers, with limits, and never inside the house     (the only ureq; what is inside: inside)
//! text     bytes to text, whatever the encoding                      (the only encoding_rs)
//! xml      text to elements, one item at a time, nothing dropped
//! read     elements to values: what the feed says; dates, details, enclosures, html  pure
//! html     the HTML of notes, taken apart (the only html5gum); markdown writes what is kept of it
//! numbers  which number each episode gets                            pure
//! plan     what will come, and what will not                         pure
//! sound    how long a file plays, and what it is
//! import   goes through the plan, and on where it was cut off        (bring: one episode; part: a sound on its way;
//!          belongings; missing: what came without some of them)
//! opml     a list of shows, for those who have several
//! ```
//!
//! **Invariants:** `--dry-run` and the import read one plan. An episode is shelved whole or not at all. While
//! `episodes/.import/` is there, no feed is built: half a feed would make apps forget the other half.

mod belongings;
mod bring;
mod dates;
mod details;
mod enclosures;
mod error;
pub mod fetch;
mod html;
mod import;
mod inside;
mod look;
mod markdown;
mod missing;
pub mod numbers;
pub mod opml;
mod part;
pub mod plan;
pub mod read;
#[cfg(test)]
pub(crate) mod serving;
mod sound;
#[cfg(test)]
mod tests;
mod text;
mod xml;

pub use belongings::{Lacking, Missing};
pub use error::{ImportError, ItemError};
pub use import::{Failed, ImportRequest, Imported, begin, import, refused, settle};
pub use look::{Looked, look};
pub use plan::{Incoming, Left, Loss, Plan, Why, plan};
