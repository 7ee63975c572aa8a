//! The documents that ask for the rules.

use std::fmt;

/// A document that asks for a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// Apple's guide to RSS, which other directories follow.
    Apple,
    /// The Podcast Standards Project's certification.
    Psp1,
    /// A page of the podcast name space.
    P20(&'static str),
    /// A request for comments of the IETF.
    Rfc(u16),
    /// RSS itself.
    Rss,
    /// XML itself.
    Xml,
    /// Spotify's demands.
    Spotify,
    /// PRX, a distributor, about pictures.
    Prx,
    /// The guidelines by which everybody can use the web, and which the law asks of public bodies.
    Wcag,
    /// Nobody but us: what keeps a show whole.
    Ours,
}

impl Source {
    /// Returns the whole title of the document, in its own language.
    pub fn title(self) -> String {
        match self {
            Source::Apple => "Apple, A Podcaster's Guide to RSS".to_owned(),
            Source::Psp1 => "Podcast Standards Project, PSP-1: The Podcast RSS Specification".to_owned(),
            Source::P20(page) => format!("Podcast Namespace, {page}"),
            Source::Rfc(number) => format!("IETF, RFC {number}"),
            Source::Rss => "RSS Advisory Board, RSS 2.0 Specification".to_owned(),
            Source::Xml => "W3C, Extensible Markup Language (XML) 1.0".to_owned(),
            Source::Spotify => "Spotify, Content requirements for podcasts".to_owned(),
            Source::Prx => "PRX, Podcast image guidelines".to_owned(),
            Source::Wcag => "W3C, Web Content Accessibility Guidelines (WCAG) 2.2".to_owned(),
            Source::Ours => "podcast".to_owned(),
        }
    }
}

/// The short name of the document.
impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Source::Apple => f.write_str("APPLE"),
            Source::Psp1 => f.write_str("PSP-1"),
            Source::P20(page) => write!(f, "P20 {page}"),
            Source::Rfc(number) => write!(f, "RFC {number}"),
            Source::Rss => f.write_str("RSS 2.0"),
            Source::Xml => f.write_str("XML 1.0"),
            Source::Spotify => f.write_str("SPOTIFY"),
            Source::Prx => f.write_str("PRX"),
            Source::Wcag => f.write_str("WCAG 2.2"),
            Source::Ours => f.write_str("podcast"),
        }
    }
}
