//! Rules about one episode by itself, and about its words beside those of others.

use std::collections::HashMap;

use super::{Finding, Rule, Seen, Weight, number_of, of_episode};
use crate::catalogue::{Shelved, record};
use crate::episode::{Handle, chapter, text};
use crate::feed::{address, notes};
use crate::world::ordered;

pub(super) fn findings(seen: &Seen<'_>) -> Vec<Finding> {
    let mut titles: HashMap<String, Handle> = HashMap::new();
    let mut found = Vec::new();
    let own = ordered::each(seen.jobs, &seen.shelf.episodes, |shelved| of_its_own(seen, shelved));
    for (shelved, mut rules) in seen.shelf.episodes.iter().zip(own) {
        let episode = &shelved.episode;
        let other = *titles.entry(episode.title.to_lowercase()).or_insert(episode.handle);
        // Two folders with one handle are another rule's matter.
        if other != episode.handle {
            rules.push(Rule::TitleTwice { title: episode.title.clone(), other: other.to_string() });
        }
        found.extend(rules.into_iter().map(|rule| of_episode(Weight::Warning, episode.handle, rule)));
        if episode.sound.frames == 0 {
            found.push(of_episode(seen.weight(shelved), episode.handle, Rule::SoundEmpty));
        }
    }
    found
}

fn of_its_own(seen: &Seen<'_>, shelved: &Shelved) -> Vec<Rule> {
    let episode = &shelved.episode;
    let title = &episode.title;
    let mut rules = Vec::new();
    if let Some(without) = number_of(shelved).and_then(|number| text::without_number(title, number)) {
        rules.push(Rule::TitleNumbered { title: title.clone(), without });
    }
    if names_show(title, &seen.show.info().title) {
        rules.push(Rule::TitleNamesShow { title: title.clone(), show: seen.show.info().title.clone() });
    }
    if let Some(given) = address::entity(title) {
        rules.push(Rule::TextEntity { key: "title", given: given.to_owned() });
    }
    if let Some(given) = address::markup(&episode.notes) {
        rules.push(Rule::NotesMarkup { given: given.to_owned() });
    }
    if let Some(given) = notes::broken_link(&episode.notes) {
        rules.push(Rule::NotesLinkWrong { given: given.to_owned() });
    }
    let bytes = notes::html(&episode.notes).len();
    if bytes > notes::LONGEST {
        rules.push(Rule::NotesLong { bytes, most: notes::LONGEST });
    }
    let chapters = episode.chapters();
    if let Some(bytes) = notes::too_long_with_chapters(&episode.notes, &chapters) {
        rules.push(Rule::ChaptersUnlisted { bytes, most: notes::LONGEST });
    }
    let date = episode.published;
    match (episode.draft, episode.is_due(seen.now)) {
        (false, false) => rules.push(Rule::DateAhead { date }),
        (false, true) if date.timestamp().as_second() > seen.now.as_second() + AN_HOUR => {
            rules.push(Rule::DateFuture { date });
        }
        _ => {}
    }
    let tagged = &episode.sound.tagged.title;
    if tagged != title {
        rules.push(Rule::TagsStale { title: title.clone(), tagged: tagged.clone() });
    } else if chapter::fingerprint(&chapters) != episode.sound.tagged.chapters {
        rules.push(Rule::ChaptersStale);
    } else if episode.picture() != episode.sound.tagged.artwork {
        rules.push(Rule::PictureStale);
    }
    if shelved.format > record::NEWEST {
        rules.push(Rule::RecordNewer { file: seen.shown(&shelved.record()), format: shelved.format });
    }
    rules
}

/// Episodes that are added at once are dated a second apart, so the last of them lie a little ahead.
const AN_HOUR: i64 = 60 * 60;

/// Returns whether the title of the episode begins or ends with that of the show, as words of its own.
/// A show that is called "Bøger" may well speak of them in between.
pub(in crate::feed) fn names_show(title: &str, show: &str) -> bool {
    let (title, show) = (title.to_lowercase(), show.trim().to_lowercase());
    let apart = |rest: &str, edge: fn(&str) -> Option<char>| {
        let rest = rest.trim();
        rest.is_empty() || edge(rest).is_some_and(|c| matches!(c, ':' | '-' | '–' | '—' | '|' | '#'))
    };
    if show.is_empty() {
        return false;
    }
    title.strip_prefix(&show).is_some_and(|rest| apart(rest, |rest| rest.chars().next()))
        || title.strip_suffix(&show).is_some_and(|rest| apart(rest, |rest| rest.chars().next_back()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shows_title_is_seen_at_either_end() {
        for (title, named) in [
            ("Bøger: Vi begynder", true),
            ("Vi begynder – bøger", true),
            ("Bøger", true),
            ("Bøger #7", true),
            ("Bøger for børn", false),
            ("Om bøger", false),
            ("Vi begynder", false),
        ] {
            assert_eq!(names_show(title, "Bøger"), named, "{title}");
        }
    }
}
