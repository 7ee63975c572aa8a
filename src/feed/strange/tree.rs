//! XML of strangers as a tree: read within limits, names with the prefixes that everybody uses.
//!
//! **Invariants:** what is larger, deeper or of more pieces than any feed is refused, and so is a
//! DOCTYPE, since what it declares could make a reader work for ever. Nothing is fetched.

use quick_xml::NsReader;
use quick_xml::errors::{Error, IllFormedError};
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{Namespace, ResolveResult};

use super::element::Element;
use crate::feed::rules::Rule;

/// The largest feed that is read. Ten thousand long episodes have less.
pub const LARGEST: u64 = 32 << 20;
/// How deep elements may lie in one another. Feeds have five or six levels.
const DEEPEST: usize = 64;
/// How many elements there may be: each takes some memory, however short it is.
const MOST: usize = 500_000;

/// The name spaces that feeds use: prefix, and address.
pub(super) const SPACES: [(&str, &str); 5] = [
    ("itunes", "http://www.itunes.com/dtds/podcast-1.0.dtd"),
    ("podcast", "https://podcastindex.org/namespace/1.0"),
    ("atom", "http://www.w3.org/2005/Atom"),
    ("content", "http://purl.org/rss/1.0/modules/content/"),
    ("psc", "http://podlove.org/simple-chapters"),
];

/// The address under which the podcast name space was drawn up.
const FORMER: &str = "https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md";

/// What makes a text no XML.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Broken {
    /// There is no element in it.
    #[error("there is no element")]
    Empty,
    /// It ends before all that was opened is closed.
    #[error("it ends inside an element")]
    CutOff,
    /// Something comes after its end, or stands before its beginning.
    #[error("something stands outside the root")]
    Outside,
    /// It has more elements, or deeper ones, than any feed.
    #[error("too many elements")]
    TooMany,
    /// An element is closed by the end of another.
    #[error("</{found}> stands where </{wanted}> is wanted")]
    Crossed {
        /// The one that is open.
        wanted: String,
        /// The one whose end stands there.
        found: String,
    },
    /// An `&` begins nothing.
    #[error("an & begins nothing")]
    Ampersand,
    /// An entity that XML does not know.
    #[error("&{0}; means nothing")]
    Entity(String),
    /// A prefix that nobody has declared.
    #[error("the prefix {0:?} is not declared")]
    Prefix(String),
    /// A character that may not stand in XML, by its number.
    #[error("the character U+{0:04X} may not stand in XML")]
    Character(u32),
    /// Something else, as the reader says it, in English.
    #[error("{0}")]
    Other(String),
}

impl Broken {
    fn other(err: impl std::fmt::Display) -> Broken {
        Broken::Other(err.to_string())
    }
}

impl From<Error> for Broken {
    fn from(err: Error) -> Broken {
        match err {
            Error::IllFormed(IllFormedError::MismatchedEndTag { expected, found }) => {
                Broken::Crossed { wanted: short(&expected), found: short(&found) }
            }
            Error::IllFormed(IllFormedError::MissingEndTag(_)) => Broken::CutOff,
            Error::IllFormed(IllFormedError::UnclosedReference) => Broken::Ampersand,
            err => Broken::other(err),
        }
    }
}

/// Returns a name no longer than anybody reads: strangers write what they like.
fn short(name: &str) -> String {
    name.chars().take(40).collect()
}

/// What was read: the root, and the name spaces that were not spelt as they are.
pub(super) struct Read {
    pub(super) root: Element,
    pub(super) misspelt: Vec<(String, &'static str)>,
}

/// Returns whether a document type is that of a web page.
pub fn is_html(kind: &[u8]) -> bool {
    kind.trim_ascii_start().get(..4).is_some_and(|name| name.eq_ignore_ascii_case(b"html"))
}

/// Reads a document. What is wrong with it comes back as the rule that it breaks.
pub(super) fn read(text: &str) -> Result<Read, Rule> {
    let mut reader = NsReader::from_str(text);
    let mut open: Vec<Element> = Vec::new();
    let mut root = None;
    let mut misspelt = Vec::new();
    let mut count = 0;
    loop {
        let at = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        let broken = |problem: Broken| Rule::FeedBroken { line: line_of(text, at), problem };
        let event = reader.read_event().map_err(|err| broken(err.into()))?;
        match event {
            Event::Start(ref start) | Event::Empty(ref start) => {
                count += 1;
                if root.is_some() {
                    return Err(broken(Broken::Outside));
                }
                if count > MOST || open.len() >= DEEPEST {
                    return Err(broken(Broken::TooMany));
                }
                let element = element(&reader, start, &mut misspelt).map_err(broken)?;
                if matches!(event, Event::Start(_)) {
                    open.push(element);
                } else {
                    close(element, &mut open, &mut root);
                }
            }
            Event::End(_) => {
                // That it closes the right one, the reader has checked.
                if let Some(element) = open.pop() {
                    close(element, &mut open, &mut root);
                }
            }
            Event::Text(inside) => {
                let inside = inside.decode().map_err(|err| broken(Broken::other(err)))?;
                say(&inside, &mut open).map_err(broken)?;
            }
            Event::CData(inside) => {
                let inside = inside.decode().map_err(|err| broken(Broken::other(err)))?;
                say(&inside, &mut open).map_err(broken)?;
            }
            Event::GeneralRef(reference) => {
                let name = reference.decode().map_err(|err| broken(Broken::other(err)))?;
                let number = reference.resolve_char_ref().map_err(|err| broken(Broken::other(err)))?;
                let said = resolve_xml_entity(&name).map(str::to_owned).or(number.map(String::from));
                let said = said.ok_or_else(|| broken(Broken::Entity(short(&name))))?;
                say(&said, &mut open).map_err(broken)?;
            }
            Event::DocType(kind) if is_html(&kind) => {
                return Err(Rule::NoChannel { given: "html".to_owned() });
            }
            Event::DocType(_) => return Err(Rule::FeedDoctype),
            Event::Eof if !open.is_empty() => return Err(broken(Broken::CutOff)),
            Event::Eof => {
                let root = root.ok_or_else(|| broken(Broken::Empty))?;
                return Ok(Read { root, misspelt });
            }
            Event::Decl(_) | Event::Comment(_) | Event::PI(_) => {}
        }
    }
}

fn close(element: Element, open: &mut [Element], root: &mut Option<Element>) {
    match open.last_mut() {
        Some(parent) => parent.children.push(element),
        None => *root = Some(element),
    }
}

fn say(text: &str, open: &mut [Element]) -> Result<(), Broken> {
    if let Some(c) = text.chars().find(|c| c.is_control() && !matches!(c, '\n' | '\t' | '\r')) {
        return Err(Broken::Character(c.into()));
    }
    match open.last_mut() {
        Some(element) => element.text.push_str(text),
        None if text.trim().is_empty() => {}
        None => return Err(Broken::Outside),
    }
    Ok(())
}

fn element(
    reader: &NsReader<&[u8]>,
    start: &BytesStart<'_>,
    misspelt: &mut Vec<(String, &'static str)>,
) -> Result<Element, Broken> {
    let (space, local) = reader.resolver().resolve_element(start.name());
    let local = String::from_utf8_lossy(local.as_ref()).into_owned();
    let name = match space {
        ResolveResult::Unbound => local,
        ResolveResult::Unknown(prefix) => {
            return Err(Broken::Prefix(short(&String::from_utf8_lossy(&prefix))));
        }
        ResolveResult::Bound(Namespace(space)) => {
            let space = String::from_utf8_lossy(space).into_owned();
            match prefix(&space) {
                Some((prefix, right)) => {
                    let known = space == right || space == FORMER;
                    if !known && !misspelt.iter().any(|(other, _)| *other == space) {
                        misspelt.push((space, right));
                    }
                    format!("{prefix}:{local}")
                }
                // Ours to know are those above only; of the rest nothing is asked.
                None => format!("other:{local}"),
            }
        }
    };
    let mut attributes = Vec::new();
    for attribute in start.attributes() {
        let attribute = attribute.map_err(Broken::other)?;
        let value = attribute
            .normalized_value_with(quick_xml::XmlVersion::Implicit1_0, 1, resolve_xml_entity)
            .map_err(Broken::other)?;
        let key = String::from_utf8_lossy(attribute.key.as_ref()).into_owned();
        attributes.push((key, value.into_owned()));
    }
    Ok(Element { name, attributes, ..Element::default() })
}

/// Returns the usual prefix of a name space, and its right spelling: many write it in another case, or
/// with a slash too many, and parsers that compare letter by letter see nothing then.
fn prefix(space: &str) -> Option<(&'static str, &'static str)> {
    let plain = |space: &str| space.trim_end_matches('/').to_lowercase().replace("https://", "http://");
    let former = plain(space) == plain(FORMER);
    SPACES
        .into_iter()
        .find(|(prefix, known)| plain(known) == plain(space) || (*prefix == "podcast" && former))
}

/// Returns the line, from 1, in which the byte at `offset` stands.
fn line_of(text: &str, offset: usize) -> String {
    let before = &text.as_bytes()[..offset.min(text.len())];
    before.split(|b| *b == b'\n').count().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(text: &str) -> &'static str {
        read(text).map_or_else(|rule| rule.id(), |_| "fine")
    }

    #[test]
    fn hostile_documents_are_refused() {
        let deep = "<a>".repeat(5000);
        let bomb = "<!DOCTYPE a [<!ENTITY b \"ha\"><!ENTITY c \"&b;&b;\">]><a>&c;</a>";
        for (text, expected) in [
            ("<rss><channel/></rss>", "fine"),
            ("", "feed-broken"),
            (deep.as_str(), "feed-broken"),
            (bomb, "feed-doctype"),
            ("<!doctype html><title>Hej<p>x", "no-channel"),
            ("<a>&xxe;</a>", "feed-broken"),
            ("<a><b></a>", "feed-broken"),
            ("<a/><b/>", "feed-broken"),
            ("<x:a/>", "feed-broken"),
            ("<a b='1' b='2'/>", "feed-broken"),
            ("<a>\u{1}</a>", "feed-broken"),
        ] {
            assert_eq!(rule(text), expected, "{}", &text[..text.len().min(40)]);
        }
        let Err(Rule::FeedBroken { line, .. }) = read("<a>\n\n<b></c></a>") else { panic!("it was read") };
        assert_eq!(line, "3");
        for (text, expected) in [
            ("<a><b></a>", Broken::Crossed { wanted: "b".into(), found: "a".into() }),
            ("<a>A & B</a>", Broken::Ampersand),
            ("<a>", Broken::CutOff),
            ("<a/>x", Broken::Outside),
            ("<a>&nbsp;</a>", Broken::Entity("nbsp".into())),
        ] {
            let Err(Rule::FeedBroken { problem, .. }) = read(text) else { panic!("{text} was read") };
            assert_eq!(problem, expected, "{text}");
        }
    }

    #[test]
    fn names_get_the_usual_prefix() {
        let text =
            "<a xmlns:i='http://www.itunes.com/DTDs/Podcast-1.0.dtd'><i:author>  A &amp; B </i:author></a>";
        let read = read(text).unwrap_or_else(|rule| panic!("{rule}"));
        assert_eq!(read.root.text_of("itunes:author"), Some("A & B"));
        assert_eq!(read.misspelt, [("http://www.itunes.com/DTDs/Podcast-1.0.dtd".to_owned(), SPACES[0].1)]);
    }

    proptest::proptest! {
        #[test]
        fn nothing_makes_the_reader_panic(text in "[<>/a-c&;!\\[\\]\"'= :x?-]{0,80}") {
            let _ = read(&text).is_ok();
        }
    }
}
