//! All episodes, by season or by year: one page while they are few, otherwise a page for each group.
//!
//! Groups are cut from the oldest episode on, so that a new one moves no other to another page, and every page
//! keeps its address.

use serde::Serialize;

use super::model::EpisodeFacts;
use crate::words::{Words, phrase};

/// The most episodes on a page: with the longest titles it stays below what a telephone minds.
const A_PAGE: usize = 60;

/// What a season or a year is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Season(Option<u32>),
    Year(i16),
}

/// A group of episodes, or a part of one, that stands together on a page.
#[derive(Debug, Serialize)]
pub(super) struct Group<'e> {
    /// What it is called: `Season 2`, `2026`.
    pub(super) heading: String,
    /// The name of its page, in the folder of episodes, where it has one of its own.
    pub(super) file: String,
    /// How many episodes it has, in words.
    pub(super) said: String,
    /// Its episodes, newest first.
    pub(super) episodes: Vec<&'e EpisodeFacts>,
}

/// All episodes.
#[derive(Debug)]
pub(super) struct Archive<'e> {
    /// The groups, newest first.
    pub(super) groups: Vec<Group<'e>>,
    /// Whether each has a page of its own.
    pub(super) split: bool,
}

/// Returns the archive of episodes that are given newest first.
///
/// It goes by season where every numbered episode has one, otherwise by year.
pub(super) fn archive<'e>(episodes: &'e [EpisodeFacts], words: &Words) -> Archive<'e> {
    let mut numbered = episodes.iter().filter(|episode| episode.number.is_some()).peekable();
    let seasons = numbered.peek().is_some() && numbered.all(|episode| episode.season.is_some());
    let key = |episode: &EpisodeFacts| {
        if seasons { Key::Season(episode.season) } else { Key::Year(episode.year) }
    };
    let mut keys: Vec<Key> = episodes.iter().map(key).collect();
    keys.sort_unstable();
    keys.dedup();
    let split = episodes.len() > A_PAGE;
    let mut groups = Vec::new();
    for wanted in keys.into_iter().rev() {
        let of_it: Vec<&EpisodeFacts> = episodes.iter().filter(|episode| key(episode) == wanted).collect();
        let count = of_it.len();
        let (heading, stem) = named(wanted, words);
        // From the oldest on, and the newest part first.
        let parts: Vec<&[&EpisodeFacts]> = of_it.rchunks(A_PAGE).collect();
        for (n, part) in parts.iter().enumerate().rev() {
            let file = if n == 0 { format!("{stem}.html") } else { format!("{stem}-{}.html", n + 1) };
            let heading = if parts.len() == 1 {
                heading.clone()
            } else {
                words.say(&phrase("site-part").with("group", &heading).with("n", n + 1))
            };
            let counted = if parts.len() == 1 { count } else { part.len() };
            let said = words.say(&phrase("site-count").with("count", counted));
            groups.push(Group { heading, file, said, episodes: part.to_vec() });
        }
    }
    Archive { groups, split }
}

/// Returns what a group is called, and what the name of its page begins with.
fn named(key: Key, words: &Words) -> (String, String) {
    match key {
        Key::Season(Some(season)) => {
            (words.say(&phrase("site-season").with("n", season)), format!("season-{season}"))
        }
        Key::Season(None) => (words.word("site-no-season"), "others".to_owned()),
        Key::Year(year) => (year.to_string(), year.to_string()),
    }
}
