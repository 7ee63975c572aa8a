//! The feed in pages, where the settings ask for it (RFC 5005, section 3).
//!
//! ```text
//! feed.xml ──next──▶ feed-2-5e6f7a8b.xml ──next──▶ feed-1-1a2b3c4d.xml
//!  newest                                            oldest
//! ```
//!
//! The pages are counted from the oldest, and each has the same number of episodes: with a new one, none of
//! them changes. A page is named by its content and named only by the one before it, so that the moment at
//! which `feed.xml` is replaced is the moment for all of them. That is why none names the one before it: its
//! name would have to know itself.

use std::collections::HashSet;
use std::fs;

use rss::Channel;
use rss::extension::atom::{AtomExtension, Link};

use super::{FEED, FeedError, Place, channel};
use crate::catalogue::{Show, ShowInfo};
use crate::world::disk::replace_file;
use crate::world::{Digest, World};

/// A document of the feed, not written out yet.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Page {
    /// Its name in the feed's folder.
    pub(super) name: String,
    /// What it says.
    pub(super) channel: Channel,
}

/// Returns the documents that a feed is made of: the oldest page first, and last the one that apps subscribe
/// to, which keeps at least as many episodes as a page has and less than twice as many.
pub(super) fn paged(info: &ShowInfo, whole: Channel) -> Vec<Page> {
    let mut newest = whole;
    let Some(size) = info.feed_page.and_then(|size| usize::try_from(size).ok()) else {
        return vec![Page { name: FEED.to_owned(), channel: newest }];
    };
    let place = Place::of(info);
    let mut pages: Vec<Page> = Vec::new();
    while newest.items.len() >= 2 * size {
        let items = newest.items.split_off(newest.items.len() - size);
        // The date of the newest episode would change every page with every episode.
        let channel = Channel { items, last_build_date: None, ..newest.clone() };
        let first = link("first", &place.feed_address());
        let links = older(&place, &pages).into_iter().chain([first]).collect();
        let page = with_links(Channel { atom_ext: None, ..channel }, links);
        let name = format!("{STEM}{}-{}.xml", pages.len() + 1, in_short(&page));
        let own = link("self", &place.file_address(&name));
        pages.push(Page { name, channel: with_links(page, vec![own]) });
    }
    let links = older(&place, &pages);
    pages.push(Page { name: FEED.to_owned(), channel: with_links(newest, links) });
    pages
}

const STEM: &str = "feed-";

/// Returns the links to the pages that are older than the one to come.
fn older(place: &Place, pages: &[Page]) -> Vec<Link> {
    let (Some(next), Some(last)) = (pages.last(), pages.first()) else { return Vec::new() };
    let to = |rel, page: &Page| link(rel, &place.file_address(&page.name));
    vec![to("next", next), to("last", last)]
}

fn link(rel: &str, address: &str) -> Link {
    Link { rel: rel.to_owned(), ..channel::link_to(address) }
}

fn with_links(mut channel: Channel, links: Vec<Link>) -> Channel {
    channel.atom_ext.get_or_insert_with(AtomExtension::default).links.extend(links);
    channel
}

/// Eight digits of the fingerprint tell the few pages of that number apart.
fn in_short(page: &Channel) -> String {
    Digest::of(page.to_string().as_bytes()).to_string().chars().take(8).collect()
}

/// Returns whether a file in the feed's folder has the name of a page.
fn is_page(name: &str) -> bool {
    let inner = name.strip_prefix(STEM).and_then(|rest| rest.strip_suffix(".xml"));
    inner.and_then(|inner| inner.split_once('-')).is_some_and(|(nth, digits)| {
        let counted = !nth.is_empty() && nth.bytes().all(|byte| byte.is_ascii_digit());
        counted && digits.len() == 8 && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
    })
}

/// Returns the page that a document of ours names as the next one.
fn named_next(document: &[u8]) -> Option<String> {
    // Most feeds are one document, and need not be read.
    let names = document.windows(6).any(|six| six == b"\"next\"");
    let channel = names.then(|| Channel::read_from(document).ok()).flatten()?;
    let next = channel.atom_ext?.links.into_iter().find(|link| link.rel == "next")?;
    next.href.rsplit('/').next().filter(|name| is_page(name)).map(str::to_owned)
}

/// Puts the older pages into the feed's folder. One that is there is the one that is meant: its name says so.
pub(super) fn bring(world: &World, show: &Show, older: &[(String, Vec<u8>)]) -> Result<(), FeedError> {
    for (name, bytes) in older {
        let path = show.feed_dir().join(name);
        if fs::read(&path).is_ok_and(|old| old == *bytes) {
            continue;
        }
        replace_file(world.disk.as_ref(), &path, bytes).map_err(FeedError::io(&path, "written"))?;
    }
    Ok(())
}

/// Removes the pages that neither this feed names nor the one before it: an app may have that one still, and ask
/// for its pages.
pub(super) fn sweep(
    world: &World,
    show: &Show,
    older: &[(String, Vec<u8>)],
    before: &[u8],
) -> Result<(), FeedError> {
    let folder = show.feed_dir();
    let mut keep: HashSet<String> = older.iter().map(|(name, _)| name.clone()).collect();
    let mut next = named_next(before);
    while let Some(name) = next.filter(|name| keep.insert(name.clone())) {
        next = fs::read(folder.join(&name)).ok().and_then(|page| named_next(&page));
    }
    for entry in fs::read_dir(&folder).map_err(FeedError::io(&folder, "read"))? {
        let entry = entry.map_err(FeedError::io(&folder, "read"))?;
        let name = entry.file_name();
        // What a run that was cut off has left goes as well.
        let ours = |name: &str| is_page(name.strip_prefix(".new-").unwrap_or(name));
        let gone = name.to_str().is_some_and(|name| ours(name) && !keep.contains(name));
        if gone && entry.file_type().is_ok_and(|kind| kind.is_file()) {
            let path = entry.path();
            world.disk.remove_file(&path).map_err(FeedError::io(&path, "removed"))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the feed of so many episodes, newest first, in pages of that size.
    fn of(episodes: usize, size: u32) -> Vec<Page> {
        let link = Some("https://example.org/podcast".to_owned());
        let info = ShowInfo { link, feed_page: Some(size), ..ShowInfo::new("Vi læser") };
        let item = |number: usize| rss::Item { title: Some(number.to_string()), ..rss::Item::default() };
        let items = (1..=episodes).rev().map(item).collect();
        let last_build_date = Some(episodes.to_string());
        let links = vec![channel::link_to(&Place::of(&info).feed_address())];
        let atom_ext = Some(AtomExtension { links });
        paged(&info, Channel { items, last_build_date, atom_ext, ..Channel::default() })
    }

    fn titles(page: &Page) -> Vec<usize> {
        page.channel.items.iter().map(|item| item.title().unwrap().parse().unwrap()).collect()
    }

    fn linked(page: &Page, rel: &str) -> Option<String> {
        let links = &page.channel.atom_ext.as_ref().unwrap().links;
        let mut of_rel = links.iter().filter(|link| link.rel == rel);
        let href = of_rel.next().map(|link| link.href.rsplit('/').next().unwrap().to_owned());
        assert!(of_rel.next().is_none(), "one of a kind");
        href
    }

    #[test]
    fn who_follows_the_pages_gets_every_episode_once_newest_first() {
        for (episodes, size, documents) in [(0, 3, 1), (3, 3, 1), (5, 3, 1), (6, 3, 2), (8, 3, 2), (10, 3, 3)]
        {
            let pages = of(episodes, size);
            assert_eq!(pages.len(), documents, "{episodes}");
            let mut at = pages.last().unwrap();
            assert_eq!(at.name, FEED);
            let mut heard = titles(at);
            assert!(heard.len() < 6);
            while let Some(next) = linked(at, "next") {
                at = pages.iter().find(|page| page.name == next).unwrap();
                assert_eq!(linked(at, "first").as_deref(), Some(FEED));
                assert_eq!(linked(at, "self").as_deref(), Some(at.name.as_str()));
                assert_eq!(at.channel.items.len(), 3);
                heard.extend(titles(at));
            }
            assert_eq!(heard, (1..=episodes).rev().collect::<Vec<_>>());
            let last = linked(pages.last().unwrap(), "last");
            assert_eq!(last, (documents > 1).then(|| pages[0].name.clone()));
            assert!(pages.iter().all(|page| channel::render(&page.channel).is_ok()));
        }
    }

    #[test]
    fn a_new_episode_leaves_every_page_as_it_is() {
        let (before, after) = (of(8, 3), of(9, 3));
        assert_eq!(before[..1], after[..1]);
        assert_eq!(after.len(), 3, "and makes a new one when there are enough");
    }

    #[test]
    fn pages_are_told_from_files_of_others() {
        assert!(is_page("feed-1-0123abcd.xml") && is_page("feed-12-00000000.xml"));
        for other in
            ["feed.xml", "feed-1.xml", "feed-1-0123abc.xml", "feed--0123abcd.xml", "feed-x-0123abcd.xml"]
        {
            assert!(!is_page(other), "{other}");
        }
    }
}
