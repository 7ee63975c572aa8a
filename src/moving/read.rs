//! A stranger's feed as values: what it says of the show and of each episode, and what else stands in it.
//!
//! Nothing here is improved. An identity is kept byte for byte, but for white space at its ends: parsers
//! drop that, so no app has ever known an episode by it. An item without an identity gets the address of
//! its sound, since that is what apps then know it by.

use std::collections::BTreeMap;
use std::time::Duration;

use super::dates;
use super::details;
use super::enclosures;
use super::html;
use super::text;
use super::xml;
use crate::catalogue::settings::ShowDetails;
use crate::episode::{Chapter, Details, EpisodeType, Moment};
use crate::feed::strange::{Element, LARGEST};

/// The most episodes that are read.
const MOST_ITEMS: usize = 20_000;

/// The feed cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// It is larger than any feed.
    #[error("it has {0} bytes or more")]
    TooLarge(u64),
    /// It has a document type.
    #[error("it has a document type, through which a feed could make us read other files")]
    DocType,
    /// It is no XML.
    #[error("it is not well-formed at byte {at}: {problem}")]
    NotXml {
        /// Where, counted in bytes from the beginning.
        at: u64,
        /// What.
        problem: String,
    },
    /// It ends in the middle.
    #[error("it ends in the middle")]
    Cut,
    /// It has more depth, attributes, elements or items than any feed needs.
    #[error("it has more in it at byte {at} than any feed needs")]
    TooMuch {
        /// Where, counted in bytes from the beginning.
        at: u64,
    },
    /// It is in an encoding that nobody knows.
    #[error("it is in the encoding {0:?}, which nobody knows")]
    Encoding(String),
    /// Its bytes are not text in the encoding that it names.
    #[error("it is not text in the encoding that it names")]
    NotText,
    /// It is XML, and no feed.
    #[error("it is no feed: it begins with <{0}>")]
    NotAFeed(String),
}

/// A feed from elsewhere.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Foreign {
    /// What it says of the show.
    pub show: ForeignShow,
    /// What it says of each episode, in the order of the feed.
    pub items: Vec<ForeignItem>,
    /// The elements in it that nobody here understands, with how often each is there.
    pub unknown: BTreeMap<String, usize>,
    /// The encoding by which it was read, where that is not the one that it names.
    pub in_truth: Option<&'static str>,
    /// The address of the next page, where the feed has several (RFC 5005).
    pub next: Option<String>,
}

/// What a feed says of its show.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ForeignShow {
    /// Its title.
    pub title: String,
    /// What it is about.
    pub description: String,
    /// Who makes it.
    pub author: Option<String>,
    /// Where its owner is reached.
    pub email: Option<String>,
    /// Its language.
    pub language: Option<String>,
    /// Its first category, as `Arts/Books`.
    pub category: Option<String>,
    /// How many more categories there are.
    pub more_categories: usize,
    /// Whether it is explicit.
    pub explicit: Option<bool>,
    /// Whether episodes build on each other.
    pub serial: bool,
    /// The address of its web page.
    pub website: Option<String>,
    /// The address of its cover.
    pub artwork: Option<String>,
    /// Who owns the rights.
    pub copyright: Option<String>,
    /// Its identity, `podcast:guid`.
    pub guid: Option<String>,
    /// Whether others must ask before they take it over.
    pub locked: Option<bool>,
    /// The address that the feed gives as its own.
    pub own_address: Option<String>,
    /// The address to which the feed says that it has moved.
    pub moved_to: Option<String>,
    /// What else it tells of itself.
    pub details: ShowDetails,
}

/// What a feed says of an episode.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ForeignItem {
    /// Its title; may be empty.
    pub title: String,
    /// The text about it, as Markdown.
    pub notes: String,
    /// The elements of HTML in that text for which Markdown here has nothing.
    pub notes_lost: Vec<String>,
    /// Its date, if it has one that can be read.
    pub date: Option<Moment>,
    /// Its identity, or the address of its sound if it has none.
    pub guid: String,
    /// Whether it has an identity of its own.
    pub has_guid: bool,
    /// Its sound.
    pub enclosure: Option<Enclosure>,
    /// How many more sounds it has.
    pub more_enclosures: usize,
    /// How long it plays.
    pub duration: Option<Duration>,
    /// Its season.
    pub season: Option<u32>,
    /// What that season is called.
    pub season_name: Option<String>,
    /// Its number.
    pub number: Option<u32>,
    /// What kind of episode it is.
    pub kind: EpisodeType,
    /// Whether it is explicit.
    pub explicit: Option<bool>,
    /// What else belongs to it.
    pub extras: Vec<Extra>,
    /// What else is told of it.
    pub details: Details,
}

/// The sound of an episode, as the feed names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enclosure {
    /// Its address.
    pub address: String,
    /// Its length in bytes, if that is given and not nothing.
    pub length: Option<u64>,
    /// Its media type.
    pub media_type: String,
}

/// What belongs to an episode besides its sound and its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Extra {
    /// Chapters in a file of their own (`podcast:chapters`), at this address.
    Chapters(String),
    /// Chapters in the feed itself (Podlove Simple Chapters).
    SimpleChapters(Vec<Chapter>),
    /// A transcript, at this address, of this media type.
    Transcript(String, String),
    /// A picture of its own, at this address.
    Artwork(String),
    /// Another title for some apps (`itunes:title`).
    OtherTitle(String),
}

impl Extra {
    /// Returns the word by which tables and `--json` call it.
    pub fn kind(&self) -> &'static str {
        match self {
            Extra::Chapters(_) | Extra::SimpleChapters(_) => "chapters",
            Extra::Transcript(..) => "transcript",
            Extra::Artwork(_) => "artwork",
            Extra::OtherTitle(_) => "other-title",
        }
    }
}

/// What an item may hold without anything being lost that listeners would miss, or that is read below.
const KNOWN_OF_ITEM: &str = " title itunes:title description content:encoded itunes:summary itunes:subtitle guid id \
    pubDate published updated dc:date enclosure link atom:link itunes:duration itunes:season podcast:season \
    itunes:episode podcast:episode itunes:episodeType itunes:explicit podcast:chapters psc:chapters \
    podcast:transcript itunes:image podcast:image summary content author itunes:author dc:creator source comments \
    podcast:person podcast:location podcast:license podcast:soundbite \
    googleplay:description googleplay:explicit media:content ";
/// Likewise of the show.
const KNOWN_OF_SHOW: &str = " title link description itunes:summary itunes:subtitle language copyright \
    itunes:author author managingEditor itunes:owner googleplay:author googleplay:email itunes:category \
    googleplay:category category itunes:explicit googleplay:explicit itunes:type itunes:image image \
    googleplay:image podcast:guid podcast:locked podcast:medium atom:link itunes:new-feed-url lastBuildDate pubDate generator \
    docs ttl webMaster channel id updated rights subtitle logo icon atom:id atom:updated \
    podcast:person podcast:location podcast:license podcast:funding podcast:updateFrequency podcast:txt \
    itunes:block itunes:complete googleplay:description ";

/// Reads a feed.
pub fn read(bytes: &[u8]) -> Result<Foreign, ReadError> {
    if bytes.len() as u64 > LARGEST {
        return Err(ReadError::TooLarge(LARGEST));
    }
    let text = text::text(bytes)?;
    let mut foreign = Foreign { in_truth: text.in_truth, ..Foreign::default() };
    let (items, unknown) = (&mut foreign.items, &mut foreign.unknown);
    let root = xml::walk(&text.text, |element| {
        if items.len() >= MOST_ITEMS {
            return Err(ReadError::TooMuch { at: 0 });
        }
        note_unknown(&element, KNOWN_OF_ITEM, unknown);
        items.push(item(&element));
        Ok(())
    })?;
    let channel = match root.name.as_str() {
        "rss" | "rdf:RDF" => root.child("channel"),
        "feed" | "atom:feed" | "channel" => Some(&root),
        _ => None,
    };
    let Some(channel) = channel else {
        return Err(ReadError::NotAFeed(root.name.chars().take(40).collect()));
    };
    note_unknown(channel, KNOWN_OF_SHOW, unknown);
    foreign.show = show(channel);
    foreign.next = link(channel, "next").map(str::to_owned);
    Ok(foreign)
}

fn note_unknown(element: &Element, known: &str, unknown: &mut BTreeMap<String, usize>) {
    for child in &element.children {
        let name: String = child.name.chars().take(60).collect();
        let taken = known.contains(&format!(" {name} ")) && !details::is_foreign(child);
        if !taken && (unknown.len() < 200 || unknown.contains_key(&name)) {
            *unknown.entry(name).or_default() += 1;
        }
    }
}

/// Returns the address of the Atom link with that relation.
fn link<'e>(element: &'e Element, relation: &str) -> Option<&'e str> {
    let links = element.children.iter().filter(|child| matches!(child.name.as_str(), "atom:link" | "link"));
    let found = links.filter(|link| link.attribute("rel") == Some(relation));
    found.filter_map(|link| link.attribute("href")).find(|address| !address.is_empty())
}

fn show(channel: &Element) -> ForeignShow {
    let owned = |text: Option<&str>| text.map(str::to_owned);
    let said = |names: &[&str]| owned(names.iter().find_map(|name| channel.said_in(name)));
    let about = ["description", "itunes:summary", "subtitle", "itunes:subtitle", "googleplay:description"];
    let about = about.iter().find_map(|name| channel.said_in(name)).unwrap_or_default();
    let owner = channel.child("itunes:owner");
    let locked = channel.child("podcast:locked");
    let categories: Vec<&Element> = channel.all("itunes:category").collect();
    let rights = said(&["copyright", "rights"]);
    ForeignShow {
        title: channel.said_in("title").unwrap_or_default().to_owned(),
        description: html::plain(about),
        author: said(&["itunes:author", "googleplay:author"])
            .or_else(|| owned(owner.and_then(|owner| owner.said_in("itunes:name"))))
            .or_else(|| owned(channel.child("author").and_then(|author| author.said_in("name")))),
        email: owned(owner.and_then(|owner| owner.said_in("itunes:email")))
            .or_else(|| said(&["googleplay:email"]))
            .or_else(|| owned(locked.and_then(|locked| locked.attribute("owner"))))
            .filter(|email| email.contains('@')),
        language: said(&["language"]).or_else(|| owned(channel.attribute("xml:lang"))),
        category: categories.first().and_then(|first| category(first)),
        more_categories: categories.iter().skip(1).filter(|one| one.attribute("text").is_some()).count(),
        explicit: said(&["itunes:explicit", "googleplay:explicit"]).and_then(|said| explicit(&said)),
        serial: channel.said_in("itunes:type").is_some_and(|kind| kind.eq_ignore_ascii_case("serial")),
        website: said(&["link"]).or_else(|| owned(link(channel, "alternate"))),
        artwork: artwork(channel),
        copyright: rights,
        guid: said(&["podcast:guid"]),
        locked: locked.map(|locked| locked.text.trim().eq_ignore_ascii_case("yes")),
        own_address: owned(link(channel, "self")),
        moved_to: said(&["itunes:new-feed-url"]),
        details: details::of_show(channel),
    }
}

fn artwork(channel: &Element) -> Option<String> {
    let named = ["itunes:image", "googleplay:image"].iter().find_map(|name| {
        channel.all(name).find_map(|image| image.attribute("href").or_else(|| image.attribute("url")))
    });
    let address = named
        .or_else(|| channel.child("image").and_then(|image| image.said_in("url")))
        .or_else(|| channel.said_in("logo"))?;
    Some(address.to_owned()).filter(|address| !address.is_empty())
}

fn category(element: &Element) -> Option<String> {
    let upper = element.attribute("text").filter(|text| !text.is_empty())?;
    let lower = element.child("itunes:category").and_then(|lower| lower.attribute("text"));
    Some(lower.map_or_else(|| upper.to_owned(), |lower| format!("{upper}/{lower}")))
}

/// Returns what a word says about being explicit: `yes` and `clean` are old forms.
fn explicit(text: &str) -> Option<bool> {
    match text.trim().to_lowercase().as_str() {
        "true" | "yes" | "explicit" => Some(true),
        "false" | "no" | "clean" => Some(false),
        _ => None,
    }
}

fn item(item: &Element) -> ForeignItem {
    let enclosures = enclosures::sounds(item);
    let guid = ["guid", "id", "atom:id"].iter().find_map(|name| item.said_in(name));
    let address = enclosures.first().map(|sound| sound.address.as_str());
    let title = item.said_in("title").or_else(|| item.said_in("itunes:title")).unwrap_or_default();
    let notes = html::markdown(notes(item));
    let date = ["pubDate", "published", "dc:date", "updated"].iter().find_map(|name| item.said_in(name));
    let number = |names: &[&str]| names.iter().filter_map(|name| item.said_in(name)).find_map(whole);
    ForeignItem {
        title: title.to_owned(),
        notes: notes.text,
        notes_lost: notes.lost,
        date: date.and_then(dates::read),
        guid: guid.or(address).unwrap_or_default().to_owned(),
        has_guid: guid.is_some(),
        more_enclosures: enclosures.len().saturating_sub(1),
        duration: item.said_in("itunes:duration").and_then(duration),
        season: number(&["itunes:season", "podcast:season"]),
        season_name: details::season_name(item),
        number: number(&["itunes:episode", "podcast:episode"]),
        kind: kind(item),
        explicit: ["itunes:explicit", "googleplay:explicit"]
            .iter()
            .find_map(|name| item.said_in(name))
            .and_then(explicit),
        extras: extras(item, title),
        details: details::of_item(item),
        enclosure: enclosures.into_iter().next(),
    }
}

fn kind(item: &Element) -> EpisodeType {
    match item.said_in("itunes:episodeType").map(str::to_lowercase).as_deref() {
        Some("trailer") => EpisodeType::Trailer,
        Some("bonus") => EpisodeType::Bonus,
        _ => EpisodeType::Full,
    }
}

/// Returns the fullest text about an episode. Where both are there, `content:encoded` is the long one.
fn notes(item: &Element) -> &str {
    let texts = ["content:encoded", "description", "itunes:summary", "content", "summary", "itunes:subtitle"];
    texts.iter().find_map(|name| item.said_in(name)).unwrap_or_default()
}

fn extras(item: &Element, title: &str) -> Vec<Extra> {
    let address = |element: &Element| element.attribute("url").map(str::to_owned);
    let mut extras: Vec<Extra> =
        item.all("podcast:chapters").filter_map(address).map(Extra::Chapters).collect();
    extras.extend(
        item.child("psc:chapters").map(|chapters| Extra::SimpleChapters(details::simple_chapters(chapters))),
    );
    extras.extend(item.all("podcast:transcript").filter_map(|element| {
        Some(Extra::Transcript(address(element)?, element.attribute("type").unwrap_or_default().to_owned()))
    }));
    // The one says what the other says, and apps know the first one longer.
    let mut images = item.all("itunes:image").chain(item.all("podcast:image"));
    let image = images.find_map(|image| image.attribute("href").filter(|href| !href.is_empty()));
    extras.extend(image.map(|href| Extra::Artwork(href.to_owned())));
    let other = item.said_in("itunes:title").filter(|other| *other != title);
    extras.extend(other.map(|other| Extra::OtherTitle(other.to_owned())));
    extras
}

/// Returns a whole number; `3.0` is one.
fn whole(text: &str) -> Option<u32> {
    let digits = text
        .split_once('.')
        .map_or(text, |(whole, rest)| if rest.trim_matches('0').is_empty() { whole } else { "" });
    digits.trim().parse().ok()
}

/// Reads how long it plays: seconds, `mm:ss` or `hh:mm:ss`.
fn duration(text: &str) -> Option<Duration> {
    let parts: Vec<&str> = text.trim().split(':').collect();
    if parts.len() > 3 {
        return None;
    }
    let mut seconds = 0_u64;
    for part in &parts {
        let whole = part.trim().split('.').next().unwrap_or_default();
        seconds = seconds.checked_mul(60)?.checked_add(whole.parse().ok()?)?;
    }
    // A day is longer than any episode; what says more counts something else.
    (1..=86_400).contains(&seconds).then(|| Duration::from_secs(seconds))
}

#[cfg(test)]
mod tests;
