//! What a feed must and should hold, as findings: all of them at once, never only the first.
//!
//! A finding is data. Its `Display` is plain English for logs; the sentence that staff read, with its
//! remedy, is made elsewhere from [`Finding::id`] and [`Finding::args`].

mod details;
mod episode;
mod files;
mod order;
mod shelf;
mod show;
mod source;
mod table;

use std::fmt;
use std::num::NonZeroUsize;

use jiff::Timestamp;

pub(super) use details::{is_uuid, licence, location, role, soundbite};
pub(super) use episode::names_show;
pub(super) use order::LARGE;
pub(super) use show::{LONGEST_TEXT, is_email};
pub use source::Source;
pub use table::{Rule, RuleInfo};

use super::MEDIA;
use super::artwork::Found;
use crate::catalogue::baseline::Baseline;
use crate::catalogue::{Shelf, Shelved, Show};
use crate::episode::{EpisodeNumber, Handle};

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Weight {
    /// The old feed stays until this is mended.
    Error,
    /// Worth knowing. The feed is built, if need be without the episode that it concerns.
    Warning,
}

/// What a finding is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum About {
    /// The show as a whole.
    Show,
    /// One episode.
    Episode(Handle),
    /// The show as a whole, in a feed that was made elsewhere.
    Channel,
    /// An item of a feed that was made elsewhere.
    Item {
        /// Its place in the feed, from 1.
        nth: usize,
        /// Its title, or whatever else it can be told by.
        name: String,
    },
    /// A file or folder, as a path below the show's folder, with slashes.
    File(String),
}

/// Something that `check` has to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// How much it weighs.
    pub weight: Weight,
    /// What it is about.
    pub about: About,
    /// What was found.
    pub rule: Rule,
}

impl Finding {
    /// Returns the name of its rule, which never changes: `media-missing`.
    pub fn id(&self) -> &'static str {
        self.rule.id()
    }

    /// Returns what its sentence needs: what it is about, then the data of its rule.
    pub fn args(&self) -> Vec<(&'static str, String)> {
        let about = match &self.about {
            About::Show | About::Channel => None,
            About::Episode(handle) => Some(("episode", handle.to_string())),
            About::Item { name, .. } => Some(("item", name.clone())),
            About::File(path) => Some(("file", path.clone())),
        };
        about.into_iter().chain(self.rule.args()).collect()
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.weight {
            Weight::Error => "error: ",
            Weight::Warning => "warning: ",
        })?;
        match &self.about {
            About::Show | About::Channel => {}
            About::Episode(handle) => write!(f, "episode {handle}: ")?,
            About::Item { nth, name } => write!(f, "item {nth}, {name:?}: ")?,
            About::File(path) => write!(f, "{path}: ")?,
        }
        self.rule.fmt(f)
    }
}

/// What the rules look at.
#[derive(Debug, Clone, Copy)]
pub struct Seen<'s> {
    /// The show.
    pub show: &'s Show,
    /// All that `episodes/` holds.
    pub shelf: &'s Shelf,
    /// What the last feed held.
    pub baseline: &'s Baseline,
    /// The show's picture.
    pub artwork: &'s Found,
    /// This moment.
    pub now: Timestamp,
    /// Whether somebody said that episodes may vanish from the feed.
    pub allow_removal: bool,
    /// How many threads may look.
    pub jobs: NonZeroUsize,
}

impl Seen<'_> {
    /// Returns what a fault of that episode weighs: one that listeners cannot have yet holds back
    /// itself only, never the feed.
    fn weight(&self, shelved: &Shelved) -> Weight {
        if shelved.episode.is_due(self.now) && !self.stands(shelved) {
            Weight::Error
        } else {
            Weight::Warning
        }
    }

    /// Returns whether listeners have the episode already, as its record says it: then what is missing
    /// from its folder takes nothing from them.
    fn stands(&self, shelved: &Shelved) -> bool {
        let episode = &shelved.episode;
        let media = episode.media_name();
        let last = self.baseline.items.iter().find(|item| item.guid == episode.guid);
        last.is_some_and(|item| item.media == media && item.bytes == episode.sound.bytes)
            && files::length(&self.show.feed_dir().join(MEDIA).join(media)) == Some(episode.sound.bytes)
    }

    /// Returns a path below the show's folder, with slashes.
    fn shown(&self, path: &std::path::Path) -> String {
        self.show.shown(path)
    }
}

/// Applies every rule, and returns what was found: errors first, then in the order of the show, its
/// episodes and its files.
pub fn findings(seen: &Seen<'_>) -> Vec<Finding> {
    let mut found = show::findings(seen);
    found.extend(details::findings(seen));
    found.extend(episode::findings(seen));
    found.extend(order::findings(seen));
    found.extend(shelf::findings(seen));
    found.extend(files::findings(seen));
    found.sort_by(|a, b| (a.weight, &a.about).cmp(&(b.weight, &b.about)));
    found
}

fn of_show(weight: Weight, rule: Rule) -> Finding {
    Finding { weight, about: About::Show, rule }
}

fn of_episode(weight: Weight, handle: Handle, rule: Rule) -> Finding {
    Finding { weight, about: About::Episode(handle), rule }
}

/// Returns the number of a full episode, for rules about numbers.
fn number_of(shelved: &Shelved) -> Option<u32> {
    shelved.episode.handle.number().map(EpisodeNumber::get)
}
