//! Rules about episodes beside each other: dates that rise with the numbers, seasons without holes; and
//! about the feed as one document.

use super::{Finding, Rule, Seen, of_episode, of_show};
use crate::catalogue::Shelved;
use crate::feed::paging::paged;
use crate::feed::{Pictures, channel};

/// Above this, apps and directories have been seen to give a feed up, in kB.
pub(in crate::feed) const LARGE: usize = 1024;

pub(super) fn findings(seen: &Seen<'_>) -> Vec<Finding> {
    let mut numbered: Vec<&Shelved> =
        seen.shelf.episodes.iter().filter(|shelved| shelved.episode.handle.number().is_some()).collect();
    numbered.sort_by_key(|shelved| shelved.episode.handle);
    let mut found = dates(&numbered);
    found.extend(seasons(&numbered));
    found.extend(large(seen));
    found
}

/// An episode that is older than one before it stands in another place in apps than its number says.
/// Only the first of a run is named, and none that the catalogue itself has dated.
fn dates(numbered: &[&Shelved]) -> Vec<Finding> {
    let pairs = numbered.windows(2).filter_map(|pair| {
        let [before, after] = pair else { return None };
        let (before, after) = (&before.episode, &after.episode);
        let wrong =
            before.handle != after.handle && after.published.timestamp() < before.published.timestamp();
        wrong.then(|| {
            let rule = Rule::DateOrder { date: after.published, other: before.handle.to_string() };
            of_episode(rule.weight(), after.handle, rule)
        })
    });
    pairs.collect()
}

fn seasons(numbered: &[&Shelved]) -> Vec<Finding> {
    let holes = numbered.windows(3).filter_map(|three| {
        let [before, it, after] = three else { return None };
        let season = |shelved: &Shelved| shelved.episode.season;
        let hole = season(it).is_none() && season(before).is_some() && season(before) == season(after);
        hole.then(|| of_episode(Rule::SeasonMixed.weight(), it.episode.handle, Rule::SeasonMixed))
    });
    holes.collect()
}

fn large(seen: &Seen<'_>) -> Option<Finding> {
    let due: Vec<&Shelved> =
        seen.shelf.episodes.iter().filter(|shelved| shelved.episode.is_due(seen.now)).collect();
    // An item without notes has less than two kilobytes: most shows need not be written out to be weighed.
    let notes: usize = due.iter().map(|shelved| shelved.episode.notes.len() * 2 + 2048).sum();
    if notes < LARGE * 1024 {
        return None;
    }
    let pictures = Pictures::of(seen.artwork, &due);
    let info = seen.show.info();
    // Only what apps fetch every time counts, not the older pages.
    let feed = paged(info, channel(info, &due, &pictures)).pop()?;
    let kb = feed.channel.to_string().len().div_ceil(1024);
    let rule = Rule::FeedLarge { kb, most: LARGE };
    (kb > LARGE).then(|| of_show(rule.weight(), rule))
}
