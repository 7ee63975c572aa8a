//! The feed as a document. With `podcast` beside it, the only place that knows the `rss` crate.
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
use super::{Pictures, Place, address, documents, notes, podcast, xml};
use crate::catalogue::settings::ShowType;
use crate::catalogue::{Shelved, ShowInfo};
use crate::episode::{Chapter, Episode, Moment, chapter, clock};

const PODCAST: &str = "https://podcastindex.org/namespace/1.0";
/// Podlove Simple Chapters, for apps that read chapters from the feed itself.
const PSC: &str = "http://podlove.org/simple-chapters";

/// What wrote the feed. Without a version, so that a newer program leaves the bytes of a feed alone
/// and apps need not fetch it again.
const GENERATOR: &str = "podcast";

/// Returns the feed of a show: its episodes, newest first, with these pictures beside it.
///
/// The episodes are those that are due. The day does not enter: the same shelf gives the same feed.
pub fn channel(info: &ShowInfo, due: &[&Shelved], pictures: &Pictures<'_>) -> Channel {
    let place = Place::of(info);
    Channel {
        title: short(&title(info)),
        link: xml::clean(place.address()),
        description: xml::clean(&info.description),
        language: some(&info.language.to_lowercase()),
        copyright: info.copyright.as_deref().and_then(some_short),
        last_build_date: newest(due).map(Moment::rfc2822),
        generator: Some(GENERATOR.to_owned()),
        items: newest_first(due).into_iter().map(|shelved| item(info, &place, shelved, pictures)).collect(),
        extensions: podcast_of_show(info, &place, &newest_first(due)),
        atom_ext: Some(AtomExtension { links: vec![link_to(&place.feed_address())] }),
        itunes_ext: Some(itunes_of_show(info, &place, pictures.cover_name())),
        namespaces: namespaces(due),
        ..Channel::default()
    }
}

/// Returns the name spaces that the crate does not declare by itself, those of them that are used.
fn namespaces(due: &[&Shelved]) -> BTreeMap<String, String> {
    let space = |prefix: &str, address: &str| (prefix.to_owned(), address.to_owned());
    let chapters = due.iter().any(|shelved| !shelved.episode.marks.is_empty());
    let psc = chapters.then(|| space("psc", PSC));
    std::iter::once(space("podcast", PODCAST)).chain(psc).collect()
}

/// Returns the episodes in the order of the feed: by date, and by number where dates are equal.
pub fn newest_first<'s>(due: &[&'s Shelved]) -> Vec<&'s Shelved> {
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
pub fn title(info: &ShowInfo) -> String {
    let danish = info.language.to_lowercase().starts_with("da");
    match (info.practice, danish) {
        (false, _) => info.title.clone(),
        (true, true) => format!("Øvelse: {}", info.title),
        (true, false) => format!("Practice: {}", info.title),
    }
}

/// Returns a link of a feed to itself, at that address.
pub(super) fn link_to(address: &str) -> Link {
    Link {
        href: xml::clean(address),
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
        block: (info.practice || info.details.block).then(|| "Yes".to_owned()),
        complete: info.details.complete.then(|| "Yes".to_owned()),
        new_feed_url: moved(info, place).map(xml::clean),
        categories: vec![category(&info.category)],
        image: Some(xml::clean(&place.file_address(artwork))),
        explicit: Some(info.explicit.to_string()),
        // Directories verify by mail that a show is whose it says. Without an address it says nothing.
        owner: info.email.as_ref().map(owner),
        r#type: Some(match info.kind {
            ShowType::Episodic => "episodic".to_owned(),
            ShowType::Serial => "serial".to_owned(),
        }),
        ..ITunesChannelExtension::default()
    }
}

/// Returns the address to which the feed has moved, if it has, and if that is one.
pub(super) fn moved<'i>(info: &'i ShowInfo, place: &Place) -> Option<&'i str> {
    let new = info.details.new_feed.as_deref().filter(|_| !info.practice)?;
    (address::is_address(new) && new != place.feed_address()).then_some(new)
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

fn podcast_of_show(info: &ShowInfo, place: &Place, due: &[&Shelved]) -> ExtensionMap {
    let owner = info.email.as_ref().map(|email| ("owner".to_owned(), xml::clean(email)));
    let locked = if info.locked { "yes" } else { "no" };
    let mut tags = vec![Extension { attrs: owner.into_iter().collect(), ..tag("podcast:locked", locked) }];
    tags.extend(podcast::of_show(info, place, due));
    // A playground has no identity that could be mistaken for a show's.
    tags.extend(info.guid.as_ref().filter(|_| !info.practice).map(|guid| tag("podcast:guid", guid)));
    mapped(tags)
}

fn item(info: &ShowInfo, place: &Place, shelved: &Shelved, pictures: &Pictures<'_>) -> Item {
    let episode = &shelved.episode;
    let picture = pictures.own(episode);
    let image = picture.map(|picture| place.file_address(&picture.feed_name()));
    let title = some_short(&episode.title);
    let number = episode.handle.number().map(|number| number.to_string());
    let season = episode.season.map(|season| season.to_string());
    let mut tags: Vec<Extension> = title.iter().map(|title| tag("itunes:title", title)).collect();
    tags.extend(podcast::of_item(info, episode));
    let chapters = episode.chapters();
    tags.extend(chapters_of(place, episode, &chapters));
    tags.extend(transcript_of(info, place, episode));
    tags.extend(
        picture
            .zip(image.clone())
            .map(|(picture, image)| podcast::image(image, picture.feed_form().media_type())),
    );
    Item {
        title,
        // An address that does not last is none: what stands on this computer only has no page to link to.
        link: matches!(place, Place::Web(_)).then(|| xml::clean(&place.page_address(episode))),
        description: some(&notes::with_chapters(&episode.notes, &chapters)),
        enclosure: Some(Enclosure {
            url: xml::clean(&place.media_address(&episode.media_name())),
            length: episode.sound.bytes.to_string(),
            mime_type: episode.sound.file_type.media_type().to_owned(),
        }),
        guid: Some(rss::Guid { value: xml::clean(episode.guid.as_str()), permalink: false }),
        pub_date: Some(episode.published.rfc2822()),
        itunes_ext: Some(ITunesItemExtension {
            image: image.as_deref().map(xml::clean),
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

/// Returns the tags for chapters: the file that apps fetch, and all that lists show in the feed itself.
fn chapters_of(place: &Place, episode: &Episode, chapters: &[Chapter]) -> Vec<Extension> {
    let Some(name) = documents::chapters_name(episode) else { return Vec::new() };
    let file = with_attributes(
        "podcast:chapters",
        [("url", place.media_address(&name)), ("type", "application/json+chapters".to_owned())],
    );
    let one = |chapter: &Chapter| {
        let link = chapter.link.as_ref().map(|link| ("href", link.clone()));
        let start = [("start", clock::written(chapter.start)), ("title", chapter.title.clone())];
        with_attributes("psc:chapter", start.into_iter().chain(link))
    };
    let listed: Vec<Extension> = chapter::listed(chapters).map(one).collect();
    if listed.is_empty() {
        return vec![file];
    }
    let list = Extension {
        value: None,
        children: BTreeMap::from([("chapter".to_owned(), listed)]),
        ..with_attributes("psc:chapters", [("version", "1.2".to_owned())])
    };
    vec![file, list]
}

/// Returns the tag for the transcript.
fn transcript_of(info: &ShowInfo, place: &Place, episode: &Episode) -> Option<Extension> {
    let timed = episode.transcript.as_ref()?.timed;
    let url = place.media_address(&documents::transcript_name(episode)?);
    let kind = documents::transcript_type(timed).to_owned();
    let language = some(&info.language.to_lowercase()).map(|language| ("language", language));
    let captions = timed.then(|| ("rel", "captions".to_owned()));
    let attributes = [("url", url), ("type", kind)].into_iter().chain(language).chain(captions);
    Some(with_attributes("podcast:transcript", attributes))
}

/// Returns a tag that has attributes and nothing in it. Its text is empty rather than missing, or the crate
/// would break the line inside it, and there are readers who take that for a list of chapters without any.
fn with_attributes(name: &str, attributes: impl IntoIterator<Item = (&'static str, String)>) -> Extension {
    let attrs = attributes.into_iter().map(|(name, value)| (name.to_owned(), xml::clean(&value)));
    let value = Some(String::new());
    Extension { name: name.to_owned(), value, attrs: attrs.collect(), ..Extension::default() }
}

/// Rounded, and never nothing: directories turn away what plays for no second.
fn whole_seconds(duration: std::time::Duration) -> u64 {
    clock::whole_seconds(duration).max(1)
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

/// Returns the item as the crate reads it: `itunes:title`, which it has no field for, is dropped, and a
/// text that is empty is none.
fn as_read(item: &Item) -> Item {
    let mut item = item.clone();
    item.extensions.remove("itunes");
    item.extensions.values_mut().for_each(without_empty_texts);
    item
}

fn without_empty_texts(tags: &mut BTreeMap<String, Vec<Extension>>) {
    for tag in tags.values_mut().flatten() {
        tag.value = tag.value.take().filter(|text| !text.is_empty());
        without_empty_texts(&mut tag.children);
    }
}
