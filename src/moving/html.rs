//! Show notes from HTML, taken apart as browsers do (`html5gum`, the tokenizer of the standard), to the Markdown
//! that notes are kept in.
//!
//! Our feed writes no more than paragraphs, lists, links, and words that are strong or stressed (see
//! [`notes`](crate::feed::notes)), so a converter that knows all of HTML would only make signs that stay signs;
//! and one that builds a tree falls over a hundred thousand elements in each other. What has no place loses its
//! mark and keeps its words; what has no words (a picture, a frame) is named.

use html5gum::{DefaultEmitter, StringReader, Token, Tokenizer, naive_next_state};

pub(super) use super::markdown::Markdown;
use super::markdown::{BLOCKS, LINES, Making, SPACED, STRESSED, WORDLESS, is_in};

/// Elements whose content nobody reads.
const SILENT: &str = " script style head title template noscript ";
/// Other elements of HTML. What has angles around it and is none of all these is text: `<navn@example.org>`.
const OTHERS: &str = " a abbr acronym address aside bdi bdo big body button canvas caption center cite code col \
    colgroup data del details dfn fieldset figcaption font html ins kbd label legend link main map area mark meta \
    nav nobr param picture q rp rt ruby s samp select option small source span strike sub summary sup tbody \
    textarea tfoot thead time tt u var wbr ";

/// Returns the text as Markdown. Text that holds no HTML stays as it is, its lines too.
pub(super) fn markdown(text: &str) -> Markdown {
    made(text, Making::default())
}

/// Returns the text without any marks but its lines, for what is not read as Markdown.
pub(super) fn plain(text: &str) -> String {
    made(text, Making::plain()).text
}

fn made(text: &str, mut made: Making) -> Markdown {
    if !Pieces::of(text).any(|piece| !matches!(piece, Piece::Words(_))) {
        made.unmarked(&unescaped(text));
        return made.finish();
    }
    // What a silent element holds is not for reading.
    let mut silent: Option<String> = None;
    for piece in Pieces::of(text) {
        match piece {
            Piece::Closing(name) if silent.as_ref() == Some(&name) => silent = None,
            _ if silent.is_some() => {}
            Piece::Words(words) => made.words(&words),
            Piece::Closing(name) => made.end(&name),
            Piece::Opening(Tag { name, alone, .. }) if is_in(SILENT, &name) => {
                silent = Some(name).filter(|_| !alone);
            }
            Piece::Opening(Tag { name, address, .. }) => made.begin(&name, &address),
            Piece::Comment => {}
        }
    }
    made.finish()
}

/// Returns whether a name is one of an element: those that people make up have a hyphen, those of word
/// processors a colon.
fn is_element(name: &str) -> bool {
    let stressed = STRESSED.iter().any(|(known, _)| *known == name);
    let known = [BLOCKS, LINES, SPACED, WORDLESS, SILENT, OTHERS].iter().any(|list| is_in(list, name));
    stressed || known || (name.contains(['-', ':']) && !name.contains(['@', '/', '.']))
}

/// What stands in a text, one after the other.
enum Piece {
    Words(String),
    Opening(Tag),
    Closing(String),
    Comment,
}

struct Tag {
    name: String,
    /// Where it leads, if it is a link.
    address: String,
    /// Whether it is closed by itself.
    alone: bool,
}

struct Pieces<'t> {
    text: &'t str,
    tokens: Tokenizer<StringReader<'t>, DefaultEmitter<usize>>,
    /// How much of the text has been seen.
    seen: usize,
}

impl<'t> Pieces<'t> {
    fn of(text: &'t str) -> Pieces<'t> {
        Pieces { text, tokens: Tokenizer::new_with_emitter(text, DefaultEmitter::new_with_span()), seen: 0 }
    }

    /// Returns what stands in the text up to there, as it stands.
    fn as_it_stands(&mut self, start: usize, end: usize) -> Piece {
        let words = self.text.get(start..end).unwrap_or_default();
        Piece::Words(unescaped(words))
    }
}

impl Iterator for Pieces<'_> {
    type Item = Piece;

    fn next(&mut self) -> Option<Piece> {
        loop {
            let Some(Ok(token)) = self.tokens.next() else {
                // A tag that is never closed is none.
                let start = std::mem::replace(&mut self.seen, self.text.len());
                return (start < self.text.len()).then(|| self.as_it_stands(start, self.text.len()));
            };
            let span = match &token {
                Token::StartTag(tag) => tag.span,
                Token::EndTag(tag) => tag.span,
                Token::String(words) => words.span,
                Token::Comment(comment) => comment.span,
                Token::Doctype(kind) => kind.span,
                Token::Error(_) => continue,
            };
            self.seen = self.seen.max(span.end);
            let read = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
            return Some(match token {
                Token::StartTag(tag) => {
                    let name = read(&tag.name);
                    if !is_element(&name) {
                        return Some(self.as_it_stands(span.start, span.end));
                    }
                    if !tag.self_closing
                        && is_in(SILENT, &name)
                        && let Some(state) = naive_next_state(&tag.name)
                    {
                        self.tokens.set_state(state);
                    }
                    let address = tag.attributes.get(&b"href"[..]).map(|value| read(value));
                    let address = address.unwrap_or_default().trim().to_owned();
                    Piece::Opening(Tag { name, address, alone: tag.self_closing })
                }
                Token::EndTag(tag) => match read(&tag.name) {
                    name if is_element(&name) => Piece::Closing(name),
                    _ => self.as_it_stands(span.start, span.end),
                },
                Token::String(words) => Piece::Words(read(&words)),
                _ => Piece::Comment,
            });
        }
    }
}

/// Returns text in which entities are what they mean.
fn unescaped(text: &str) -> String {
    /// The longest name of an entity of HTML has 31 letters.
    const LONGEST: usize = 32;
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.bytes().take(LONGEST + 2).position(|byte| byte == b';');
        let name = end.and_then(|end| rest.get(1..end));
        let meant = name.and_then(|name| super::xml::meaning(name).map(|meant| (name, meant)));
        let length = meant.as_ref().map_or(1, |(name, _)| name.len() + 2);
        plain.push_str(meant.as_ref().map_or("&", |(_, meant)| meant));
        rest = &rest[length..];
    }
    plain.push_str(rest);
    plain
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn html_becomes_the_markdown_of_notes() {
        for (html, expected) in [
            ("", ""),
            ("En.\nTo.", "En.\nTo."),
            ("R & B, 1 < 2", "R & B, 1 < 2"),
            ("<p>En &amp; to.<br/>Tre</p><p>Fire</p>", "En & to.\nTre\n\nFire"),
            (
                "<p>Bøger:</p>\n<ul>\n <li><p>Én</p></li>\n <li>To <b>fede</b></li>\n</ul><p>Slut",
                "Bøger:\n\n- Én\n- To **fede**\n\nSlut",
            ),
            (
                "Se <a href=\"https://example.org/a?b=1&amp;c=2\">bogen</a>.",
                "Se [bogen](https://example.org/a?b=1&c=2).",
            ),
            ("<ol><li>Én</li><li>To</li></ol>Slut", "1. Én\n2. To\n\nSlut"),
            ("Den <b> er <i>meget</i> </b>god, <b></b>2*3", "Den **er *meget*** god, 2\\*3"),
            ("<b>Et<br>To", "**Et**\n**To**"),
            ("<b><a href='https://example.org/a'>navn</a></b> nu", "**[navn](https://example.org/a)** nu"),
            ("<a href='https://example.org'>https://example.org</a>", "https://example.org"),
            ("<a href=\"javascript:x\">her</a> <script>if (a<b) alert(1)</script>nu", "her nu"),
            ("<p>a&nbsp;b&aring;&#230;</p><!-- skjult -->", "a båæ"),
            ("<a href=\"https://example.org/x_(y)\">navn</a>", "navn https://example.org/x_(y)"),
            (
                "<p>Skriv til <a@example.org> nu, <navn> og <o:p></o:p>x",
                "Skriv til <a@example.org> nu, <navn> og x",
            ),
            ("Skriv til <a@example.org> &aring;", "Skriv til <a@example.org> å"),
            ("<p>x</p>1 <b og ikke mere", "x\n\n1 <b og ikke mere"),
            ("<ul><li></li><li>X</li><li></li></ul>Y", "- X\n\nY"),
            ("<ol><li></li><li>X<li>Y</ol>", "1. X\n2. Y"),
            ("<ul><li><ul><li>X</li></ul></li></ul>", "- X"),
            ("<ol><li>A<li>B</ol><ol><li>C<li>D</ol>", "1. A\n2. B\n\n1\\. C\n2\\. D"),
            ("<ol><li>A<li>B</ol><p>og</p><ol><li>C<li>D</ol>", "1. A\n2. B\n\nog\n\n1. C\n2. D"),
            ("<b>Gæst:</b>Mette<b>(nu)</b> og <i>her</i>fra", "**Gæst:** Mette **(nu)** og *her*fra"),
            ("<b><a href='https://example.org/a'>navn</a></b>x", "**[navn](https://example.org/a)** x"),
            ("<table><tr><td>A<td>B</table>", "A B"),
        ] {
            assert_eq!(markdown(html).text, expected, "{html}");
        }
        assert_eq!(markdown("<p>x<img src=a><IMG src=b></p>").lost, ["img"]);
        assert_eq!(plain("<ol><li>A<li>B</ol><ol><li>C</ol><b>D:</b>E"), "1. A\n2. B\n\n1. C\n\nD:E");
    }

    #[test]
    fn lists_and_strong_words_are_what_they_were_when_the_feed_is_written() {
        for (html, expected) in [
            ("<b>Gæst:</b>Mette", "<p><strong>Gæst:</strong> Mette</p>"),
            (
                "<ol><li>A<li>B</ol><ol><li>C<li>D</ol>",
                "<p></p><ol><li>A</li><li>B</li></ol><p>1. C<br>2. D</p>",
            ),
            ("<ul><li></li><li>X</ul>", "<ul><li>X</li></ul>"),
        ] {
            assert_eq!(
                crate::feed::notes::html(&markdown(html).text),
                expected.replace("<p></p>", ""),
                "{html}"
            );
        }
    }

    #[test]
    fn a_megabyte_that_means_no_good_takes_a_moment() {
        for seed in [
            "<",
            "<a",
            "&",
            "<!--",
            "<li>",
            "</",
            "<b>",
            "<a href='",
            "<script>",
            "<ol><li>x",
            "<b>:</b>x",
            "x</li><li>",
        ] {
            let text = format!("<p>{}{}", "x".repeat(1 << 19), seed.repeat((1 << 19) / seed.len()));
            let began = std::time::Instant::now();
            let made = markdown(&text);
            // On a busy machine too; what looks at each sign again for each other takes an hour.
            assert!(began.elapsed() < std::time::Duration::from_mins(1), "{seed} took {:?}", began.elapsed());
            assert!(made.text.len() >= 1 << 19, "{seed}");
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_it_fall(text in "(<|>|/|a|p|li|!--|\"|'|=|&amp;|&|;|æ|\\n| |href|\\PC){0,60}") {
            let made = markdown(&text);
            prop_assert!(!made.text.contains("\n\n\n"));
        }
    }
}
