//! Show notes as apps show them: paragraphs, lists and links, and nothing else.
//!
//! Notes are kept as people wrote them. Here they become the few elements that directories let
//! through; whatever looks like markup in them is text, and stays text.

use crate::episode::{Chapter, chapter, clock};

/// The longest description that Apple takes, in bytes.
pub const LONGEST: usize = 4000;

/// Returns the notes as HTML; nothing for empty notes.
///
/// An empty line ends a paragraph, a line that begins with a hyphen is part of a list, and every
/// other line stays a line. Addresses become links, and so does `[text](address)`.
pub fn html(notes: &str) -> String {
    let mut html = String::new();
    for block in blocks(notes) {
        match block {
            Block::Lines(lines) => {
                let lines: Vec<String> = lines.into_iter().map(linked).collect();
                html.extend(["<p>", &lines.join("<br>"), "</p>"]);
            }
            Block::List(points) => {
                html.push_str("<ul>");
                for point in points {
                    html.extend(["<li>", &linked(point), "</li>"]);
                }
                html.push_str("</ul>");
            }
        }
    }
    html
}

/// Returns the notes as HTML, with the chapters below them: most apps show those only while they play.
///
/// The notes go first: where directories would cut what is too long, the chapters are left out.
pub fn with_chapters(notes: &str, chapters: &[Chapter]) -> String {
    let (notes, list) = (html(notes), list_of(chapters));
    if notes.len() + list.len() > LONGEST { notes } else { notes + &list }
}

/// Returns how long the notes would be with the chapters below them, if that is too long.
pub fn too_long_with_chapters(notes: &str, chapters: &[Chapter]) -> Option<usize> {
    let (notes, list) = (html(notes).len(), list_of(chapters).len());
    (list > 0 && notes <= LONGEST && notes + list > LONGEST).then_some(notes + list)
}

/// Returns the chapters as lines that begin with their times, which many apps make links of.
fn list_of(chapters: &[Chapter]) -> String {
    let line = |chapter: &Chapter| format!("{} {}", clock::shown(chapter.start), escaped(&chapter.title));
    let lines: Vec<String> = chapter::listed(chapters).map(line).collect();
    if lines.is_empty() { String::new() } else { format!("<p>{}</p>", lines.join("<br>")) }
}

enum Block<'n> {
    Lines(Vec<&'n str>),
    List(Vec<&'n str>),
}

fn blocks(notes: &str) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    let mut open = false; // whether the line before belongs to what this one may continue
    for line in notes.lines().map(str::trim) {
        if line.is_empty() {
            open = false;
            continue;
        }
        let point = ["- ", "* ", "• "].iter().find_map(|mark| line.strip_prefix(mark)).map(str::trim_start);
        match (point, blocks.last_mut()) {
            (Some(point), Some(Block::List(points))) if open => points.push(point),
            (Some(point), _) => blocks.push(Block::List(vec![point])),
            (None, Some(Block::Lines(lines))) if open => lines.push(line),
            (None, _) => blocks.push(Block::Lines(vec![line])),
        }
        open = true;
    }
    blocks
}

/// Returns a line with its markup made text and its addresses made links.
fn linked(line: &str) -> String {
    let mut html = String::with_capacity(line.len() + 16);
    let mut rest = line;
    while let Some((at, link)) = next_link(rest) {
        html.push_str(&escaped(&rest[..at]));
        html.extend(["<a href=\"", &escaped(link.address), "\">", &escaped(link.text), "</a>"]);
        rest = &rest[at + link.length..];
    }
    html.push_str(&escaped(rest));
    html
}

struct Link<'l> {
    address: &'l str,
    text: &'l str,
    /// How much of the line it takes.
    length: usize,
}

/// Returns the first link in the text, and where it begins.
fn next_link(text: &str) -> Option<(usize, Link<'_>)> {
    text.char_indices().find_map(|(at, c)| {
        let rest = &text[at..];
        let link = match c {
            '[' => named_link(rest)?,
            'h' if !text[..at].ends_with(|before: char| before.is_alphanumeric()) => {
                let address = address_at(rest)?;
                Link { address, text: address, length: address.len() }
            }
            _ => return None,
        };
        Some((at, link))
    })
}

/// Returns the link `[text](address)` with which the text begins.
fn named_link(text: &str) -> Option<Link<'_>> {
    let (name, rest) = text.strip_prefix('[')?.split_once("](")?;
    let (address, _) = rest.split_once(')')?;
    let fits = !name.trim().is_empty() && !name.contains(['[', ']']) && address_at(address) == Some(address);
    fits.then(|| Link { address, text: name.trim(), length: name.len() + address.len() + 4 })
}

/// Returns the first thing in the notes that is meant as a link and leads nowhere: `[text](page.html)`,
/// `www.example.org`.
pub fn broken_link(notes: &str) -> Option<&str> {
    let named = notes.match_indices("](").find_map(|(at, _)| {
        let begin = notes[..at].rfind('[').filter(|begin| !notes[*begin..at].contains('\n'))?;
        let rest = &notes[at + 2..];
        let end = rest.find(')').filter(|end| !rest[..*end].contains('\n'))?;
        let leads = address_at(&rest[..end]) == Some(&rest[..end]);
        (!leads).then(|| &notes[begin..=at + 2 + end])
    });
    named.or_else(|| {
        let bare = |word: &&str| word.starts_with("www.") && word.len() > 4;
        notes.split(|c: char| c.is_whitespace() || matches!(c, '(' | '"')).find(bare)
    })
}

/// Returns the web address with which the text begins, without the punctuation of its sentence.
fn address_at(text: &str) -> Option<&str> {
    let scheme = ["https://", "http://"].into_iter().find(|scheme| text.starts_with(scheme))?;
    let end = text.find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"')).unwrap_or(text.len());
    let mut address = &text[..end];
    loop {
        let last = address.chars().next_back()?;
        let punctuation = matches!(last, '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '”' | '»');
        let closing = last == ')' && address.matches('(').count() < address.matches(')').count();
        if !(punctuation || closing) {
            break;
        }
        address = &address[..address.len() - last.len_utf8()];
    }
    (address.len() > scheme.len()).then_some(address)
}

/// Returns text that means itself in HTML.
pub fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_become_paragraphs_lists_and_links() {
        for (notes, expected) in [
            ("", ""),
            ("  \n\n ", ""),
            ("En.\nTo.\n\nTre.", "<p>En.<br>To.</p><p>Tre.</p>"),
            ("Bøger:\n- Én\n* To\nSlut", "<p>Bøger:</p><ul><li>Én</li><li>To</li></ul><p>Slut</p>"),
            ("a < b & \"c\" </p>", "<p>a &lt; b &amp; &quot;c&quot; &lt;/p&gt;</p>"),
            (
                "Se https://example.org/a?b=1&c=2.",
                "<p>Se <a href=\"https://example.org/a?b=1&amp;c=2\">https://example.org/a?b=1&amp;c=2</a>.</p>",
            ),
            (
                "(http://da.wikipedia.org/wiki/Ø_(bog))",
                "<p>(<a href=\"http://da.wikipedia.org/wiki/Ø_(bog)\">http://da.wikipedia.org/wiki/Ø_(bog)</a>)</p>",
            ),
            (
                "Lån [bogen](https://example.org/b) her",
                "<p>Lån <a href=\"https://example.org/b\">bogen</a> her</p>",
            ),
            (
                "[x](javascript:alert(1)) xhttp://no http://",
                "<p>[x](javascript:alert(1)) xhttp://no http://</p>",
            ),
        ] {
            assert_eq!(html(notes), expected, "{notes}");
        }
    }

    #[test]
    fn chapters_stand_below_the_notes_if_there_is_room() {
        let chapter = |seconds, title: &str, hidden| Chapter {
            start: std::time::Duration::from_secs(seconds),
            title: title.into(),
            link: None,
            hidden,
        };
        let chapters = [chapter(0, "Hej", false), chapter(5, "Skjult", true), chapter(65, "A & <b>", false)];
        assert_eq!(
            with_chapters("Noter.", &chapters),
            "<p>Noter.</p><p>0:00 Hej<br>1:05 A &amp; &lt;b&gt;</p>"
        );
        assert_eq!(with_chapters("Noter.", &chapters[1..2]), "<p>Noter.</p>");
        let long = "x".repeat(LONGEST - 20);
        assert_eq!(with_chapters(&long, &chapters), html(&long));
        assert_eq!(too_long_with_chapters(&long, &chapters), Some(html(&long).len() + 41));
        assert_eq!(too_long_with_chapters("Noter.", &chapters), None);
    }

    #[test]
    fn a_link_that_leads_nowhere_is_seen() {
        for (notes, broken) in [
            ("Se [her](side.html).", Some("[her](side.html)")),
            ("Se (www.example.org) i dag", Some("www.example.org)")),
            ("Se [her](https://example.org/a) og [1] (2) https://www.example.org", None),
            ("[a\n](b)", None),
            ("", None),
        ] {
            assert_eq!(broken_link(notes), broken, "{notes}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_notes_open_an_element_of_their_own(notes in proptest::prelude::any::<String>()) {
            let html = html(&notes);
            let ours = ["<p>", "</p>", "<br>", "<ul>", "</ul>", "<li>", "</li>", "</a>"];
            for (at, _) in html.match_indices('<') {
                let rest = &html[at..];
                proptest::prop_assert!(ours.iter().any(|ours| rest.starts_with(ours)) || rest.starts_with("<a href=\"http"));
            }
        }
    }
}
