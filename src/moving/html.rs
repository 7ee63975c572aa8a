//! Show notes from HTML to the Markdown that notes are kept in: paragraphs, lists, links, and words that are
//! strong or stressed.
//!
//! Our feed writes no more than that (see [`notes`](crate::feed::notes)), so a converter that knows all of
//! HTML would only make signs that stay signs. What has no place loses its mark and keeps its words; what
//! has no words (a picture, a frame) is named.

/// Notes as Markdown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Markdown {
    /// The text.
    pub(super) text: String,
    /// The elements that had no words to keep, each once.
    pub(super) lost: Vec<String>,
}

/// Elements that begin on a line of their own, with an empty one before.
const BLOCKS: &str =
    " p div section article header footer blockquote h1 h2 h3 h4 h5 h6 ul ol dl table pre hr figure ";
/// Elements that begin on a line of their own.
const LINES: &str = " br tr dt dd li ";
/// How deep lists and stress may lie in one another.
const DEEPEST: usize = 16;
/// Elements whose content nobody reads.
const SILENT: &str = " script style head title template noscript ";
/// Elements whose words are strong or stressed, and the sign for that.
const STRESSED: [(&str, &str); 4] = [("b", "**"), ("strong", "**"), ("i", "*"), ("em", "*")];
/// Elements that are something without having words.
const WORDLESS: &str = " img iframe audio video object embed svg form input ";

/// Returns the text as Markdown. Text that holds no HTML stays as it is, its lines too.
pub(super) fn markdown(text: &str) -> Markdown {
    made(text, Making::default())
}

/// Returns the text without any marks but its lines, for what is not read as Markdown.
pub(super) fn plain(text: &str) -> String {
    made(text, Making { plain: true, ..Making::default() }).text
}

fn made(text: &str, mut made: Making) -> Markdown {
    let marked = is_marked(text);
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        made.words(&rest[..at], marked);
        let Some((tag, length)) = tag_at(&rest[at..]) else {
            made.words("<", marked);
            rest = &rest[at + 1..];
            continue;
        };
        rest = &rest[at + length..];
        if made.tag(&tag) {
            // What it holds is not for reading; its end is found without looking into it.
            let ends = |at: usize| {
                let name = rest.as_bytes().get(at + 2..at + 2 + tag.name.len());
                name.is_some_and(|name| name.eq_ignore_ascii_case(tag.name.as_bytes()))
            };
            rest = rest.match_indices("</").find(|(at, _)| ends(*at)).map_or("", |(at, _)| &rest[at..]);
        }
    }
    made.words(rest, marked);
    made.finish()
}

/// Returns whether there is any element of HTML in the text: otherwise its line breaks are meant.
fn is_marked(text: &str) -> bool {
    let known = |name: &str| {
        [BLOCKS, LINES, WORDLESS].iter().any(|list| list.contains(&format!(" {name} ")))
            || matches!(name, "a" | "b" | "strong" | "i" | "em" | "span" | "u" | "font" | "small")
    };
    text.match_indices('<')
        .filter_map(|(at, _)| tag_at(&text[at..]))
        .take(1000)
        .any(|(tag, _)| known(&tag.name))
}

struct Tag<'t> {
    name: String,
    closing: bool,
    inside: &'t str,
}

/// Returns the tag with which the text begins, and how long it is; of a comment one without a name.
fn tag_at(text: &str) -> Option<(Tag<'_>, usize)> {
    if text.starts_with("<!--") {
        let length = text.find("-->").map_or(text.len(), |at| at + 3);
        return Some((Tag { name: String::new(), closing: false, inside: "" }, length));
    }
    let (closing, from) = if text.starts_with("</") { (true, 2) } else { (false, 1) };
    let letters = text[from..].find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(text.len() - from);
    if letters == 0 || letters > 20 || !text[from..].starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    // A `>` in quotes ends nothing. No tag is longer than this; what is, is text.
    let mut quote = None;
    let end = text.char_indices().take(4000).skip(from + letters).find(|&(_, c)| {
        match (quote, c) {
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if open == c => quote = None,
            (None, '>') => return true,
            _ => {}
        }
        false
    })?;
    let name = text[from..from + letters].to_ascii_lowercase();
    Some((Tag { name, closing, inside: &text[from + letters..end.0] }, end.0 + 1))
}

#[derive(Default)]
struct Making {
    text: String,
    lost: Vec<String>,
    /// Where the text of an open link begins, and its address.
    link: Option<(usize, String)>,
    /// Whether a space is due before the next word.
    space: bool,
    /// The signs of stress that are open. Those from `begun` on stand before the next word.
    stress: Vec<&'static str>,
    begun: usize,
    /// Whether marks are left out.
    plain: bool,
    /// For each list that is open, the number of its last point; none for one with signs.
    lists: Vec<Option<u32>>,
}

impl Making {
    /// Takes a tag, and returns whether what it holds is not for reading.
    fn tag(&mut self, tag: &Tag<'_>) -> bool {
        let is = |list: &str| list.contains(&format!(" {} ", tag.name));
        if !tag.closing && is(WORDLESS) && !self.lost.contains(&tag.name) {
            self.lost.push(tag.name.clone());
        }
        if let Some((_, sign)) = STRESSED.iter().find(|(name, _)| *name == tag.name) {
            if tag.closing {
                self.unstress(sign);
            } else if self.stress.len() < DEEPEST && !self.plain {
                self.stress.push(sign);
            }
        }
        if matches!(&*tag.name, "ul" | "ol") {
            if tag.closing {
                self.lists.pop();
            } else if self.lists.len() < DEEPEST {
                self.lists.push((tag.name == "ol").then_some(0));
            }
        }
        if is(BLOCKS) {
            self.close_link();
            self.lines(2);
        } else if is(LINES) && (!tag.closing || tag.name == "li") {
            self.close_link();
            self.lines(1);
            if tag.name == "li" && !tag.closing {
                self.point();
            }
        } else if tag.name == "a" {
            self.close_link();
            if !tag.closing {
                let address = attribute(tag.inside, "href").unwrap_or_default();
                if address.starts_with("http://") || address.starts_with("https://") {
                    self.due();
                    self.begin_stress();
                    self.link = Some((self.text.len(), address));
                }
            }
        }
        !tag.closing && is(SILENT) && !tag.inside.ends_with('/')
    }

    /// Begins a point of a list, right below the one before it.
    fn point(&mut self) {
        let end = self.text.trim_end_matches('\n').len();
        let last = self.text[..end].rsplit('\n').next().unwrap_or_default();
        if is_point(last) && end < self.text.len() {
            self.text.truncate(end + 1);
        }
        match self.lists.last_mut() {
            Some(Some(number)) => {
                *number += 1;
                let number = *number;
                self.text.extend([&number.to_string(), ". "]);
            }
            _ => self.text.push_str("- "),
        }
    }

    /// Takes words as they stand between tags.
    fn words(&mut self, words: &str, marked: bool) {
        let words = unescaped(words);
        if !marked {
            self.text.push_str(&words);
            return;
        }
        for c in words.chars() {
            // A space that does not break is a space to whoever writes notes.
            if c.is_whitespace() {
                self.space = true;
            } else {
                self.due();
                self.begin_stress();
                // Signs that mean something in Markdown and meant nothing here.
                if matches!(c, '*' | '`' | '\\') && !self.plain {
                    self.text.push('\\');
                }
                self.text.push(c);
            }
        }
    }

    /// Writes the signs of what is strong or stressed from the next word on.
    fn begin_stress(&mut self) {
        for sign in &self.stress[self.begun..] {
            self.text.push_str(sign);
        }
        self.begun = self.stress.len();
    }

    /// Ends what is strong or stressed, right behind its last word.
    fn unstress(&mut self, sign: &'static str) {
        if self.stress.last() != Some(&sign) {
            return;
        }
        self.stress.pop();
        if self.begun > self.stress.len() {
            self.begun = self.stress.len();
            self.text.push_str(sign);
        }
    }

    /// Puts the space that is due, unless a line has just begun.
    fn due(&mut self) {
        if std::mem::take(&mut self.space) && !self.text.is_empty() && !self.text.ends_with(['\n', ' ']) {
            self.text.push(' ');
        }
    }

    /// Ends the line, and leaves so many line ends before what follows.
    fn lines(&mut self, ends: usize) {
        self.space = false;
        // A point that is still empty is none yet: `<li><p>` is one point.
        let last = self.text.rsplit('\n').next().unwrap_or_default();
        if last.ends_with(' ') && is_point(last) && last.trim_end().find(' ').is_none() {
            return;
        }
        // Stress does not reach beyond its line; it begins anew on the next.
        for sign in self.stress[..self.begun].iter().rev() {
            self.text.push_str(sign);
        }
        self.begun = 0;
        let there = self.text.len() - self.text.trim_end_matches('\n').len();
        if !self.text.is_empty() {
            self.text.extend(std::iter::repeat_n('\n', ends.saturating_sub(there)));
        }
    }

    fn close_link(&mut self) {
        let Some((at, address)) = self.link.take() else { return };
        let name = self.text.get(at..).unwrap_or_default().trim().to_owned();
        let whole = name.is_empty() || name == address || address.trim_end_matches('/') == name;
        if name.is_empty() {
            return;
        }
        self.text.truncate(at);
        if whole
            || self.plain
            || name.contains(['[', ']'])
            || address.contains([' ', '(', ')', '<', '>', '"'])
        {
            self.text.push_str(&name);
            if !whole {
                self.text.extend([" ", &address]);
            }
        } else {
            self.text.extend(["[", &name, "](", &address, ")"]);
        }
    }

    fn finish(mut self) -> Markdown {
        self.close_link();
        for sign in self.stress[..self.begun].iter().rev() {
            self.text.push_str(sign);
        }
        let lines: Vec<&str> = self.text.lines().map(str::trim_end).filter(|line| *line != "-").collect();
        let mut text = lines.join("\n");
        while text.contains("\n\n\n") {
            text = text.replace("\n\n\n", "\n\n");
        }
        Markdown { text: text.trim().to_owned(), lost: self.lost }
    }
}

/// Returns whether a line is a point of a list.
fn is_point(line: &str) -> bool {
    let mark = line.split(' ').next().unwrap_or_default();
    let number =
        mark.strip_suffix('.').is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()));
    line.contains(' ') && (mark == "-" || number)
}

fn attribute(inside: &str, name: &str) -> Option<String> {
    let lower = inside.to_ascii_lowercase();
    let at = lower.find(&format!("{name}="))? + name.len() + 1;
    let rest = inside.get(at..)?;
    let value = match rest.chars().next()? {
        quote @ ('"' | '\'') => rest[1..].split(quote).next()?,
        _ => rest.split_whitespace().next()?,
    };
    Some(unescaped(value).trim().to_owned())
}

/// Returns text in which entities are what they mean.
fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let name = rest[1..].split_once(';').map(|(name, _)| name).filter(|name| name.len() <= 32);
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
        ] {
            assert_eq!(markdown(html).text, expected, "{html}");
        }
        assert_eq!(markdown("<p>x<img src=a><IMG src=b></p>").lost, ["img"]);
    }

    proptest! {
        #[test]
        fn no_text_makes_it_fall(text in "(<|>|/|a|p|li|!--|\"|'|=|&amp;|&|;|æ|\\n| |href|\\PC){0,60}") {
            let made = markdown(&text);
            prop_assert!(!made.text.contains("\n\n\n"));
        }
    }
}
