//! The walk over a stranger's XML: elements with their attributes and text, one `item` at a time.
//!
//! Why a walk of our own on `quick-xml` and not the `rss` or `feed-rs` crate: both keep what they have a
//! field for and drop the rest unseen, `itunes:title` among it; and what nobody sees is lost when a show
//! moves. Here every element has its name, so that what is not taken can be told.
//!
//! What is refused, whatever it says: a document type, which is the only way to entities of one's own; more
//! depth, attributes or elements than any feed has; what is cut off. What is forgiven: a bare `&`, the
//! entities of HTML, a prefix that nobody declared.

use std::collections::HashMap;

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::escape::{resolve_html5_entity, resolve_predefined_entity};
use quick_xml::events::{BytesStart, Event};

use super::read::ReadError;
use crate::feed::strange::{Element, is_html};

/// The deepest that elements may lie in each other. Feeds have six, those with XHTML in them twenty.
const DEEPEST: usize = 64;
/// The most attributes of one element. The heads of feeds declare a dozen name spaces.
const MOST_ATTRIBUTES: usize = 100;
/// The most elements of one item, or of the head. A long transcript in a feed has some thousands.
const MOST_ELEMENTS: usize = 50_000;

/// Name spaces, by a word that their address has in every spelling, and the prefix under which we know them.
const SPACES: [(&str, &str); 10] = [
    ("itunes.com/dtds/podcast", "itunes"),
    ("podcastindex.org/namespace", "podcast"),
    ("podcastindex-org/podcast-namespace", "podcast"),
    ("w3.org/2005/atom", "atom"),
    ("purl.org/rss/1.0/modules/content", "content"),
    ("purl.org/dc/elements", "dc"),
    ("podlove.org/simple-chapters", "psc"),
    ("google.com/schemas/play-podcasts", "googleplay"),
    ("search.yahoo.com/mrss", "media"),
    ("spotify.com/ns/rss", "spotify"),
];

/// Walks over the feed. Each `item` (of Atom, `entry`) is handed to `item` as soon as it is whole; the rest
/// is returned as the root.
pub(super) fn walk(
    text: &str,
    mut item: impl FnMut(Element) -> Result<(), ReadError>,
) -> Result<Element, ReadError> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().allow_dangling_amp = true;
    let mut spaces: HashMap<String, &'static str> = HashMap::new();
    let mut open: Vec<Element> = Vec::new();
    let mut count = 0_usize;
    let mut root = None;
    loop {
        let at = reader.buffer_position();
        let wrong = |problem: String| ReadError::NotXml { at, problem };
        let event = reader.read_event().map_err(|err| wrong(err.to_string()))?;
        match event {
            // People give the address of the page more often than that of the feed.
            Event::DocType(kind) if is_html(&kind) => return Err(ReadError::NotAFeed("html".to_owned())),
            Event::DocType(_) => return Err(ReadError::DocType),
            Event::Start(ref start) | Event::Empty(ref start) => {
                count += 1;
                if open.len() >= DEEPEST || count > MOST_ELEMENTS || (open.is_empty() && root.is_some()) {
                    return Err(ReadError::TooMuch { at });
                }
                let element = begun(start, &mut spaces).ok_or(ReadError::TooMuch { at })?;
                if matches!(event, Event::Start(_)) {
                    open.push(element);
                    continue;
                }
                ended(element, &mut open, &mut root, &mut count, &mut item)?;
            }
            Event::End(_) => {
                if let Some(element) = open.pop() {
                    ended(element, &mut open, &mut root, &mut count, &mut item)?;
                }
            }
            Event::Text(inside) => {
                let inside = inside.decode().map_err(|err| wrong(err.to_string()))?;
                put(&mut open, &inside);
            }
            Event::CData(inside) => {
                let inside = inside.decode().map_err(|err| wrong(err.to_string()))?;
                put(&mut open, &inside);
            }
            Event::GeneralRef(reference) => {
                let name = reference.decode().map_err(|err| wrong(err.to_string()))?;
                match reference.resolve_char_ref() {
                    Ok(Some(c)) => put(&mut open, c.encode_utf8(&mut [0; 4])),
                    _ => match entity(&name) {
                        Some(meant) => put(&mut open, meant),
                        None => put(&mut open, &format!("&{name};")),
                    },
                }
            }
            Event::Eof => break,
            Event::Decl(_) | Event::Comment(_) | Event::PI(_) => {}
        }
    }
    match root {
        Some(root) if open.is_empty() => Ok(root),
        Some(_) | None if !open.is_empty() => Err(ReadError::Cut),
        _ => Err(ReadError::NotXml { at: 0, problem: "there is no element in it".to_owned() }),
    }
}

/// Gives a whole element its place.
fn ended(
    element: Element,
    open: &mut [Element],
    root: &mut Option<Element>,
    count: &mut usize,
    item: &mut impl FnMut(Element) -> Result<(), ReadError>,
) -> Result<(), ReadError> {
    // Of RSS 1.0 the items stand beside the channel, so the depth does not tell.
    if matches!(element.name.as_str(), "item" | "entry" | "atom:entry") && !open.is_empty() {
        *count = 0;
        return item(element);
    }
    match open.last_mut() {
        Some(parent) => parent.children.push(element),
        None => *root = Some(element),
    }
    Ok(())
}

/// Returns an element that begins; none if it has more attributes than any feed needs.
fn begun(start: &BytesStart<'_>, spaces: &mut HashMap<String, &'static str>) -> Option<Element> {
    let mut element = Element::default();
    // Unchecked, since the check compares each with each; what cannot be read of one is left out.
    for attribute in start.attributes().with_checks(false) {
        let Ok(attribute) = attribute else { continue };
        let name = String::from_utf8_lossy(attribute.key.as_ref()).into_owned();
        let value = attribute
            .decoded_and_normalized_value_with(XmlVersion::Implicit1_0, start.decoder(), 1, entity)
            .map_or_else(
                |_| String::from_utf8_lossy(&attribute.value).into_owned(),
                std::borrow::Cow::into_owned,
            );
        if let Some(prefix) = name.strip_prefix("xmlns:") {
            let lower = value.to_lowercase();
            let known = SPACES.iter().find(|(word, _)| lower.contains(word));
            if let Some((_, usual)) = known.filter(|_| spaces.len() < MOST_ATTRIBUTES) {
                spaces.insert(prefix.to_owned(), usual);
            }
        }
        element.attributes.push((name, value.trim().to_owned()));
        if element.attributes.len() > MOST_ATTRIBUTES {
            return None;
        }
    }
    let name = String::from_utf8_lossy(start.name().as_ref()).into_owned();
    element.name = match name.split_once(':') {
        Some((prefix, local)) => format!("{}:{local}", spaces.get(prefix).copied().unwrap_or(prefix)),
        None => name,
    };
    Some(element)
}

fn put(open: &mut [Element], text: &str) {
    if let Some(element) = open.last_mut() {
        element.text.push_str(text);
    }
}

/// Returns what an entity of XML or HTML means. Others there are none, since no document may declare any.
fn entity(name: &str) -> Option<&'static str> {
    resolve_predefined_entity(name).or_else(|| resolve_html5_entity(name))
}

/// Returns what the name of a reference means: `amp`, `aring`, `#229`, `#xe5`.
pub(super) fn meaning(name: &str) -> Option<String> {
    let Some(number) = name.strip_prefix('#') else { return entity(name).map(str::to_owned) };
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => number.parse().ok()?,
    };
    char::from_u32(code).map(String::from)
}
