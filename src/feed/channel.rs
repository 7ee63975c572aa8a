//! The feed as a document: the only place that knows the `rss` crate.
//!
//! What the crate leaves to its user is done here: the `podcast:` name space is declared, characters
//! that XML forbids are taken out, `itunes:title`, for which the crate has no field, is written by
//! hand, and what has been rendered is read back and compared.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rss::extension::atom::{AtomExtension, Link};
use rss::extension::itunes::{ITunesCategory, ITunesChannelExtension, ITunesItemExtension, ITunesOwner};
use rss::extension::{Extension, ExtensionMap};
use rss::{Channel, Enclosure, Item};

use super::category::Category;
use super::rules::LONGEST_TEXT;
use super::{Place, notes, xml};
use crate::catalogue::settings::ShowType;
use crate::catalogue::{Shelved, ShowInfo};
use crate::episode::Moment;

const PODCAST: &str = "https://podcastindex.org/namespace/1.0";

/// What wrote the feed. Without a version, so that a newer program leaves the bytes of a feed alone
/// and apps need not fetch it again.
const GENERATOR: &str = "podcast";

/// Returns the feed of a show: its episodes, newest first, with the picture of that name beside it.
///
/// The episodes are those that are due. The day does not enter: the same shelf gives the same feed.
pub fn channel(info: &ShowInfo, due: &[&Shelved], artwork: &str) -> Channel {
    let place = Place::of(info);
    Channel {
        title: short(&title(info)),
        link: xml::clean(place.address()),
        description: xml::clean(&info.description),
        language: some(&info.language.to_lowercase()),
        copyright: info.copyright.as_deref().and_then(some_short),
        last_build_date: newest(due).map(Moment::rfc2822),
        generator: Some(GENERATOR.to_owned()),
        items: newest_first(due).into_iter().map(|shelved| item(&place, shelved)).collect(),
        extensions: podcast_of_show(info),
        atom_ext: Some(AtomExtension { links: vec![own_link(&place)] }),
        itunes_ext: Some(itunes_of_show(info, &place, artwork)),
        namespaces: BTreeMap::from([("podcast".to_owned(), PODCAST.to_owned())]),
        ..Channel::default()
    }
}

/// Returns the episodes in the order of the feed: by date, and by number where dates are equal.
pub(super) fn newest_first<'s>(due: &[&'s Shelved]) -> Vec<&'s Shelved> {
    let mut sorted = due.to_vec();
    sorted.sort_by_key(|shelved| {
        Reverse((shelved.episode.published.timestamp(), shelved.episode.handle, &shelved.episode.guid))
    });
    sorted
}

/// Returns the moment at which the newest of them changed or came out.
fn newest(due: &[&Shelved]) -> Option<Moment> {
    let moments = due.iter().flat_map(|shelved| [shelved.change.when, shelved.episode.published]);
    // Two desks in two zones may have the same moment; the text decides, so that it is always one.
    moments.max_by_key(|moment| (moment.timestamp(), moment.to_string()))
}

/// Returns the title as listeners see it: that of a practice show says so.
fn title(info: &ShowInfo) -> String {
    let danish = info.language.to_lowercase().starts_with("da");
    match (info.practice, danish) {
        (false, _) => info.title.clone(),
        (true, true) => format!("Øvelse: {}", info.title),
        (true, false) => format!("Practice: {}", info.title),
    }
}

fn own_link(place: &Place) -> Link {
    Link {
        href: xml::clean(&place.feed_address()),
        rel: "self".to_owned(),
        mime_type: Some("application/rss+xml".to_owned()),
        ..Link::default()
    }
}

fn itunes_of_show(info: &ShowInfo, place: &Place, artwork: &str) -> ITunesChannelExtension {
    let owner = |email: &String| ITunesOwner {
        name: some_short(&info.author).or_else(|| some_short(&info.title)),
        email: some(email),
    };
    ITunesChannelExtension {
        author: some_short(&info.author),
        block: info.practice.then(|| "Yes".to_owned()),
        categories: vec![category(&info.category)],
        image: Some(xml::clean(&place.file_address(artwork))),
        explicit: Some(info.explicit.to_string()),
        // Nobody is led away from a playground, nor to what is no address.
        new_feed_url: new_place(info),
        // Directories verify by mail that a show is whose it says. Without an address it says nothing.
        owner: info.email.as_ref().map(owner),
        r#type: Some(match info.kind {
            ShowType::Episodic => "episodic".to_owned(),
            ShowType::Serial => "serial".to_owned(),
        }),
        ..ITunesChannelExtension::default()
    }
}

/// Returns the address to which the feed has moved, if it has.
fn new_place(info: &ShowInfo) -> Option<String> {
    let address = info.new_feed_url.as_deref().filter(|_| !info.practice)?;
    let is_web = ["https://", "http://"].iter().any(|scheme| address.starts_with(scheme));
    some(address).filter(|address| is_web && !address.contains(char::is_whitespace))
}

/// Returns the category in the directories' spelling, or, if they have none such, as people wrote it.
fn category(written: &str) -> ITunesCategory {
    let named = |text: &str| ITunesCategory { text: short(text), subcategory: None };
    let upper = written.split('/').next().unwrap_or_default();
    match Category::find(written).or_else(|| Category::find(upper)) {
        Some(Category { name, sub }) => {
            ITunesCategory { subcategory: sub.map(|sub| Box::new(named(sub))), ..named(name) }
        }
        None => named(written),
    }
}

fn podcast_of_show(info: &ShowInfo) -> ExtensionMap {
    let owner = info.email.as_ref().map(|email| ("owner".to_owned(), xml::clean(email)));
    let locked = if info.locked { "yes" } else { "no" };
    let mut tags = vec![
        Extension { attrs: owner.into_iter().collect(), ..tag("podcast:locked", locked) },
        tag("podcast:medium", "podcast"),
    ];
    // A playground has no identity that could be mistaken for a show's.
    tags.extend(info.guid.as_ref().filter(|_| !info.practice).map(|guid| tag("podcast:guid", guid)));
    mapped(tags)
}

fn item(place: &Place, shelved: &Shelved) -> Item {
    let episode = &shelved.episode;
    let title = some_short(&episode.title);
    let number = episode.handle.number().map(|number| number.to_string());
    let season = episode.season.map(|season| season.to_string());
    let mut tags: Vec<Extension> = title.iter().map(|title| tag("itunes:title", title)).collect();
    tags.extend(number.iter().map(|number| tag("podcast:episode", number)));
    tags.extend(season.iter().map(|season| tag("podcast:season", season)));
    Item {
        title,
        description: some(&notes::html(&episode.notes)),
        enclosure: Some(Enclosure {
            url: xml::clean(&place.media_address(&episode.media_name())),
            length: episode.sound.bytes.to_string(),
            mime_type: episode.sound.file_type.media_type().to_owned(),
        }),
        guid: Some(rss::Guid { value: xml::clean(episode.guid.as_str()), permalink: false }),
        pub_date: Some(episode.published.rfc2822()),
        itunes_ext: Some(ITunesItemExtension {
            duration: Some(whole_seconds(episode.sound.duration()).to_string()),
            explicit: episode.explicit.map(|explicit| explicit.to_string()),
            episode: number,
            season,
            episode_type: Some(episode.kind().as_str().to_owned()),
            ..ITunesItemExtension::default()
        }),
        extensions: mapped(tags),
        ..Item::default()
    }
}

/// Rounded, and never nothing: directories turn away what plays for no second.
fn whole_seconds(duration: std::time::Duration) -> u64 {
    (duration.as_secs() + u64::from(duration.subsec_millis() >= 500)).max(1)
}

fn tag(name: &str, value: &str) -> Extension {
    Extension { name: name.to_owned(), value: some(value), ..Extension::default() }
}

/// Returns the tags as the crate keeps them: by prefix, then by name.
fn mapped(tags: Vec<Extension>) -> ExtensionMap {
    let mut map = ExtensionMap::new();
    for tag in tags {
        let (prefix, name) = tag.name.split_once(':').unwrap_or(("", &tag.name));
        let (prefix, name) = (prefix.to_owned(), name.to_owned());
        map.entry(prefix).or_default().entry(name).or_default().push(tag);
    }
    map
}

/// Returns the text as XML may have it; nothing, if nothing is left.
fn some(text: &str) -> Option<String> {
    Some(xml::clean(text)).filter(|text| !text.is_empty())
}

/// Returns the text as XML may have it, and no longer than directories take.
fn short(text: &str) -> String {
    let text: String = xml::clean(text).chars().take(LONGEST_TEXT).collect();
    text.trim_end().to_owned()
}

fn some_short(text: &str) -> Option<String> {
    Some(short(text)).filter(|text| !text.is_empty())
}

/// The rendered feed would not have said what was meant. That is our fault, never that of staff.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// It cannot be written.
    #[error("the feed cannot be written: {0}")]
    Unwritable(String),
    /// It is no XML.
    #[error(transparent)]
    NotWellFormed(#[from] xml::NotWellFormed),
    /// Read back, it says something else.
    #[error("the feed, read back, says something else in {0}")]
    Different(String),
}

/// Renders the feed and proves it: a parser that forgives nothing walks over it, and what the crate
/// reads back is what was meant.
pub fn render(channel: &Channel) -> Result<Vec<u8>, Unfit> {
    let unwritable = |err: &dyn std::fmt::Display| Unfit::Unwritable(err.to_string());
    let mut bytes = channel.pretty_write_to(Vec::new(), b' ', 2).map_err(|err| unwritable(&err))?;
    bytes.push(b'\n');
    let text = std::str::from_utf8(&bytes).map_err(|err| unwritable(&err))?;
    xml::walk(text)?;
    let read = Channel::read_from(bytes.as_slice()).map_err(|err| unwritable(&err))?;
    match difference(channel, &read) {
        Some(place) => Err(Unfit::Different(place)),
        None => Ok(bytes),
    }
}

/// Returns the first place where two feeds say something else.
fn difference(meant: &Channel, read: &Channel) -> Option<String> {
    if meant.items.len() != read.items.len() {
        return Some(format!("its {} items, of which {} are there", meant.items.len(), read.items.len()));
    }
    let differing = meant.items.iter().zip(&read.items).find(|(meant, read)| as_read(meant) != **read);
    if let Some((meant, _)) = differing {
        return Some(format!("the item {:?}", meant.title.as_deref().unwrap_or_default()));
    }
    let without_items = |channel: &Channel| Channel {
        items: Vec::new(),
        // Those that the crate declares by itself are not in what was meant.
        namespaces: BTreeMap::new(),
        ..channel.clone()
    };
    (without_items(meant) != without_items(read)).then(|| "its channel".to_owned())
}

/// Returns the item as the crate reads it: `itunes:title`, which it has no field for, is dropped.
fn as_read(item: &Item) -> Item {
    let mut item = item.clone();
    item.extensions.remove("itunes");
    item
}
