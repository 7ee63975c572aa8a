//! Show notes as apps show them: Markdown, and of that the few elements that directories let through.
//!
//! Notes are kept as people wrote them. `lines` takes out of the way what would surprise them when it is
//! read as Markdown; `links` knows what an address is. HTML in notes is text, and stays text.

mod lines;
mod links;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd, TextMergeStream};

use crate::episode::{Chapter, chapter, clock};
use crate::picture::escaped;
pub use links::broken_link;

/// The longest description that Apple takes, in bytes.
pub const LONGEST: usize = 4000;

/// Returns the notes as HTML; nothing for empty notes.
///
/// It is Markdown (`CommonMark`) as far as apps show it: paragraphs, lists, links, `**strong**` and `*stressed*`
/// words. A heading becomes a strong line; of a picture its description is left. Lines stay lines, and bare
/// addresses become links.
pub fn html(notes: &str) -> String {
    let text = lines::prepared(notes);
    let mut html = Writing::default();
    events(&text).for_each(|event| html.take(event));
    html.out
}

/// Returns the notes on one line, without any marks: for searches, and for those who read only the beginning.
pub fn plain(notes: &str) -> String {
    let text = lines::prepared(notes);
    let mut plain = String::with_capacity(text.len());
    for event in events(&text) {
        match event {
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => {
                plain.push_str(&text);
            }
            Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::Paragraph | TagEnd::Heading(_)) => {
                plain.push(' ');
            }
            // The points of a list do not run together.
            Event::End(TagEnd::Item) => {
                plain.truncate(plain.trim_end().len());
                plain.push_str(if plain.ends_with(char::is_alphanumeric) { ", " } else { " " });
            }
            Event::End(TagEnd::List(_)) if plain.ends_with(", ") => {
                plain.truncate(plain.len() - 2);
                plain.push_str(". ");
            }
            _ => {}
        }
    }
    let plain: String = plain.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn events(text: &str) -> impl Iterator<Item = Event<'_>> {
    TextMergeStream::new(Parser::new_ext(text, Options::empty()))
}

/// The HTML that is being written.
#[derive(Default)]
struct Writing {
    out: String,
    /// How many lists are open.
    lists: usize,
    /// For each link that is open, whether it leads somewhere.
    links: Vec<bool>,
}

impl Writing {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.begin(&tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => {
                self.out.push_str(&escaped(&text).replace('\n', "<br>"));
            }
            Event::SoftBreak | Event::HardBreak => self.out.push_str("<br>"),
            _ => {}
        }
    }

    fn begin(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Paragraph if self.lists > 0 => {}
            Tag::Paragraph | Tag::HtmlBlock | Tag::CodeBlock(_) => self.out.push_str("<p>"),
            Tag::Heading { .. } => self.out.push_str("<p><strong>"),
            Tag::List(first) => {
                self.lists += 1;
                self.out.push_str(if first.is_some() { "<ol>" } else { "<ul>" });
            }
            Tag::Item => self.out.push_str("<li>"),
            Tag::Strong => self.out.push_str("<strong>"),
            Tag::Emphasis => self.out.push_str("<em>"),
            Tag::Link { dest_url, .. } => {
                // Of one that leads nowhere its words are left; `check` names it.
                let leads = links::is_address(dest_url);
                self.links.push(leads);
                if leads {
                    self.out.extend(["<a href=\"", &escaped(dest_url), "\">"]);
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph if self.lists > 0 => {}
            TagEnd::Paragraph => self.out.push_str("</p>"),
            TagEnd::HtmlBlock | TagEnd::CodeBlock => {
                // The last of its lines has an end too.
                let lines = self.out.trim_end_matches("<br>").len();
                self.out.truncate(lines);
                self.out.push_str("</p>");
            }
            TagEnd::Heading(_) => self.out.push_str("</strong></p>"),
            TagEnd::List(numbered) => {
                self.lists -= 1;
                self.out.push_str(if numbered { "</ol>" } else { "</ul>" });
            }
            TagEnd::Item => self.out.push_str("</li>"),
            TagEnd::Strong => self.out.push_str("</strong>"),
            TagEnd::Emphasis => self.out.push_str("</em>"),
            TagEnd::Link if self.links.pop() == Some(true) => self.out.push_str("</a>"),
            _ => {}
        }
    }
}

/// Returns the notes as HTML, with the chapters below them: most apps show those only while they play.
///
/// The notes go first: where directories would cut what is too long, the chapters are left out.
pub fn with_chapters(notes: &str, chapters: &[Chapter]) -> String {
    let (html, list) = (html(notes), list_of(notes, chapters));
    if html.len() + list.len() > LONGEST { html } else { html + &list }
}

/// Returns how long the notes would be with the chapters below them, if that is too long.
pub fn too_long_with_chapters(notes: &str, chapters: &[Chapter]) -> Option<usize> {
    let (html, list) = (html(notes).len(), list_of(notes, chapters).len());
    (list > 0 && html <= LONGEST && html + list > LONGEST).then_some(html + list)
}

/// Returns the chapters as lines that begin with their times, which many apps make links of; nothing where
/// the notes have those lines already, as those of a show that moved in may.
fn list_of(notes: &str, chapters: &[Chapter]) -> String {
    let there: Vec<(u64, String)> = notes.lines().filter_map(timed).collect();
    let has = |chapter: &Chapter| {
        let (time, title) = (chapter.start.as_secs(), bare(&chapter.title));
        there.iter().any(|(at, rest)| *at == time && rest.contains(&title))
    };
    if chapter::listed(chapters).all(has) {
        return String::new();
    }
    let line = |chapter: &Chapter| format!("{} {}", clock::shown(chapter.start), escaped(&chapter.title));
    let lines: Vec<String> = chapter::listed(chapters).map(line).collect();
    format!("<p>{}</p>", lines.join("<br>"))
}

/// Takes a line apart that begins with a time, as people write it: `00:00 Intro`, `(00:00) Intro`,
/// `- 1:02:03 – Intro`, `[02:03](https://…) Intro`.
fn timed(line: &str) -> Option<(u64, String)> {
    let line = line.trim_start_matches(|c: char| !c.is_alphanumeric());
    let length = line.find(|c: char| !c.is_ascii_digit() && c != ':').unwrap_or(line.len());
    let time = clock::read(line[..length].trim_end_matches(':'))?;
    let rest = &line[length..];
    let rest = rest.strip_prefix("](").and_then(|link| link.split_once(')')).map_or(rest, |(_, rest)| rest);
    Some((time.as_secs(), bare(rest)))
}

/// Returns the words of a line, in small letters, without the signs between them.
fn bare(line: &str) -> String {
    let words = line.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ").to_lowercase()
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
            ("[x](javascript:alert(1)) xhttp://no http://", "<p>x xhttp://no http://</p>"),
            (
                "# Om bogen\nDen er **god** og *ny*; 2 * 3 * 4, o_o_o, **",
                "<p><strong>Om bogen</strong></p><p>Den er <strong>god</strong> og <em>ny</em>; 2 * 3 * 4, o_o_o, **</p>",
            ),
            ("1. Én\n2. To\n\n12. november", "<ol><li>Én</li><li>To</li></ol><p>12. november</p>"),
            ("1. maj\n\n[kilde]: se s. 4\n---\n+ 45", "<p>1. maj</p><p>[kilde]: se s. 4</p><p>+ 45</p>"),
            ("- A\n- [Kilde]: x\n12. maj", "<ul><li>A</li><li>[Kilde]: x</li></ul><p>12. maj</p>"),
            ("3) Havn\n4) By\n> 100 kom", "<p>3) Havn<br>4) By<br>&gt; 100 kom</p>"),
            (
                "Vi ses.\n--\nBiblioteket\n* * *\n~~~ Mere ~~~",
                "<p>Vi ses.</p><p>Biblioteket</p><p>~~~ Mere ~~~</p>",
            ),
            ("sh*t og f*ck, 2*3*4", "<p>sh*t og f*ck, 2*3*4</p>"),
            ("<b>fed</b>\nnu", "<p>&lt;b&gt;fed&lt;/b&gt;<br>nu</p>"),
            ("<div>\nnu\n</div>", "<p>&lt;div&gt;<br>nu<br>&lt;/div&gt;</p>"),
            ("```\nkode\n```", "<p>kode</p>"),
            ("![Et billede](https://example.org/x.png)", "<p>Et billede</p>"),
            (
                "**Se https://example.org/_a_b_**",
                "<p><strong>Se <a href=\"https://example.org/_a_b_\">https://example.org/_a_b_</a></strong></p>",
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
        assert_eq!(with_chapters("0:00 Hej\n1:05 A & <b>", &chapters), html("0:00 Hej\n1:05 A & <b>"));
        for notes in [
            "00:00 Hej\n01:05 A & <b>",
            "(00:00) Hej\n(01:05) A & b",
            "Kapitler:\n\n- 00:00 - Hej\n- 0:01:05: a & b!",
            "[00:00](https://example.org/#t=0) **Hej**\n[01:05] A & B",
        ] {
            assert_eq!(with_chapters(notes, &chapters), html(notes), "{notes}");
        }
        for other in ["00:00 Hej\n01:06 A & b", "00:00 Hej\n01:05 B", "00:00 Hej", "Kl. 00:00 Hej\n01:05 A b"]
        {
            assert!(with_chapters(other, &chapters).ends_with("<br>1:05 A &amp; &lt;b&gt;</p>"), "{other}");
        }
        let long = "x".repeat(LONGEST - 20);
        assert_eq!(with_chapters(&long, &chapters), html(&long));
        assert_eq!(too_long_with_chapters(&long, &chapters), Some(html(&long).len() + 41));
        assert_eq!(too_long_with_chapters("Noter.", &chapters), None);
    }

    #[test]
    fn notes_are_read_without_their_marks() {
        let notes = "# Om\n- **Én** af\n- [To](https://example.org)\n\nSe https://example.org/_a\n<b>x</b>";
        assert_eq!(plain(notes), "Om Én af, To. Se https://example.org/_a <b>x</b>");
    }

    proptest::proptest! {
        #[test]
        fn no_notes_open_an_element_of_their_own(notes in proptest::prelude::any::<String>()) {
            let html = html(&notes);
            let ours = "<p> </p> <br> <ul> </ul> <ol> </ol> <li> </li> </a> <strong> </strong> <em> </em>";
            let ours: Vec<&str> = ours.split(' ').collect();
            for (at, _) in html.match_indices('<') {
                let rest = &html[at..];
                proptest::prop_assert!(ours.iter().any(|ours| rest.starts_with(ours)) || rest.starts_with("<a href=\"http"));
            }
        }
    }
}
