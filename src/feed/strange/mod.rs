//! Any feed in the world, looked at by the same rules as our own, as far as a document can tell.

mod element;
mod files;
mod item;
mod show;
mod tree;

use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;

use jiff::Timestamp;

use super::rules::{About, Finding, Rule};
pub use element::Element;
pub use files::{Answer, FileKind, Met, NamedFile, of_cover, of_file};
pub use tree::{Broken, LARGEST, is_html};

/// A feed that was looked at.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Looked {
    /// What the show is called; empty where it does not say.
    pub title: String,
    /// How many episodes it has.
    pub items: usize,
    /// What was found: errors first, then in the order of the document.
    pub findings: Vec<Finding>,
    /// The files that it names.
    pub files: Vec<NamedFile>,
    /// The address of its next, older page, where it has several (RFC 5005).
    pub next: Option<String>,
}

/// Looks at the feed in a file.
pub fn check_file(path: &Path, now: Timestamp) -> io::Result<Looked> {
    let mut bytes = Vec::new();
    File::open(path)?.take(LARGEST + 1).read_to_end(&mut bytes)?;
    Ok(check(&bytes, now))
}

/// Looks at a feed, wherever its bytes have come from. Whoever fetches one need fetch no more of it than
/// [`LARGEST`].
pub fn check(bytes: &[u8], now: Timestamp) -> Looked {
    let refused = |rule: Rule| Looked { findings: vec![of_feed(rule)], ..Looked::default() };
    if bytes.len() as u64 > LARGEST {
        return refused(Rule::FeedOversize { most: LARGEST >> 20 });
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let Ok(text) = std::str::from_utf8(bytes) else {
        return refused(Rule::FeedEncoding);
    };
    let read = match tree::read(text) {
        Ok(read) => read,
        Err(rule) => return refused(rule),
    };
    let Some(channel) = read.root.child("channel").filter(|_| read.root.name == "rss") else {
        return refused(Rule::NoChannel { given: read.root.name });
    };
    let mut findings: Vec<Finding> = read
        .misspelt
        .into_iter()
        .map(|(given, right)| of_feed(Rule::NamespaceWrong { given, right: right.to_owned() }))
        .collect();
    findings.extend(show::rules(channel, bytes.len()).into_iter().map(of_feed));
    findings.extend(item::findings(channel, now));
    sort(&mut findings);
    let title = channel.text_of("title").unwrap_or_default().to_owned();
    let next = channel.all("atom:link").find(|link| link.attribute("rel") == Some("next"));
    Looked {
        title,
        items: channel.all("item").count(),
        findings,
        files: files::named(channel),
        next: next.and_then(|next| next.attribute("href")).map(str::to_owned),
    }
}

/// Puts findings in the order in which they are told: errors first, then as the document has it.
pub fn sort(findings: &mut [Finding]) {
    findings.sort_by(|a, b| (a.weight, &a.about).cmp(&(b.weight, &b.about)));
}

fn of_feed(rule: Rule) -> Finding {
    Finding { weight: rule.weight(), about: About::Channel, rule }
}

/// Returns an element's text, if it has white space around it.
fn spaced(parent: &Element, name: &str, key: &'static str) -> Option<Rule> {
    let text = &parent.child(name)?.text;
    // Writers that lay a document out in lines put a line end there, and every parser takes it off.
    let loose = |c: Option<char>| c.is_some_and(|c| matches!(c, ' ' | '\t' | '\u{a0}'));
    let odd = loose(text.chars().next()) || (loose(text.chars().next_back()) && !text.contains('\n'));
    (odd && !text.trim().is_empty()).then(|| Rule::TextSpaces { key, given: text.chars().take(60).collect() })
}
