//! What is a link in notes, and what is meant as one and leads nowhere.

/// A link in a line.
pub(super) struct Link {
    /// Whether it is an address as it stands, and not `[text](address)`.
    pub(super) bare: bool,
    /// How many bytes of the line it takes.
    pub(super) length: usize,
}

/// Returns the first link in the text, and where it begins.
pub(super) fn next_link(text: &str) -> Option<(usize, Link)> {
    text.char_indices().find_map(|(at, c)| {
        let rest = &text[at..];
        let link = match c {
            '[' => named_link(rest)?,
            'h' if !text[..at].ends_with(|before: char| before.is_alphanumeric()) => {
                let address = address_at(rest)?;
                Link { bare: true, length: address.len() }
            }
            _ => return None,
        };
        Some((at, link))
    })
}

/// The longest address that is looked for: servers take eight thousand letters, and most less.
const LONGEST: usize = 16 << 10;

/// Returns the link `[text](address)` with which the text begins.
fn named_link(text: &str) -> Option<Link> {
    let inside = text.strip_prefix('[')?;
    let (name, rest) = inside.split_at(inside.find(['[', ']'])?);
    let rest = rest.strip_prefix("](")?;
    let end = rest.bytes().take(LONGEST).position(|byte| byte == b')')?;
    let address = &rest[..end];
    let fits = !name.trim().is_empty() && is_address(address);
    fits.then(|| Link { bare: false, length: name.len() + address.len() + 4 })
}

/// Returns the first thing in the notes that is meant as a link and leads nowhere: `[text](page.html)`,
/// `www.example.org`.
pub fn broken_link(notes: &str) -> Option<&str> {
    notes.lines().find_map(broken_in).or_else(|| {
        let bare = |word: &&str| word.starts_with("www.") && word.len() > 4;
        notes.split(|c: char| c.is_whitespace() || matches!(c, '(' | '"')).find(bare)
    })
}

/// Returns the first `[text](page.html)` in a line, in one go from its beginning to its end.
fn broken_in(line: &str) -> Option<&str> {
    let (mut begin, mut end) = (None, 0);
    line.char_indices().find_map(|(at, c)| {
        if c == '[' {
            begin = Some(at);
        }
        let begin = begin.filter(|_| c == ']')?;
        let from = at + 2;
        if !line[at..].starts_with("](") || end == line.len() {
            return None;
        }
        if end < from {
            end = line[from..].find(')').map_or(line.len(), |length| from + length);
        }
        (end < line.len() && !is_address(&line[from..end])).then(|| &line[begin..=end])
    })
}

/// Returns whether the text is a web address, and nothing else.
pub(super) fn is_address(text: &str) -> bool {
    address_at(text) == Some(text)
}

/// Returns the web address with which the text begins, without the punctuation of its sentence.
fn address_at(text: &str) -> Option<&str> {
    let scheme = ["https://", "http://"].into_iter().find(|scheme| text.starts_with(scheme))?;
    let end = text.find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"')).unwrap_or(text.len());
    let mut address = &text[..end];
    let opened = address.matches('(').count();
    let mut closed = address.matches(')').count();
    loop {
        let last = address.chars().next_back()?;
        let punctuation = matches!(last, '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '”' | '»' | '*');
        let closing = last == ')' && opened < closed;
        if !(punctuation || closing) {
            break;
        }
        closed -= usize::from(last == ')');
        address = &address[..address.len() - last.len_utf8()];
    }
    (address.len() > scheme.len()).then_some(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_that_leads_nowhere_is_seen() {
        for (notes, broken) in [
            ("Se [her](side.html).", Some("[her](side.html)")),
            ("Se (www.example.org) i dag", Some("www.example.org)")),
            ("Se [her](https://example.org/a) og [1] (2) https://www.example.org", None),
            ("[a\n](b)", None),
            ("[a](b\n)", None),
            ("a](b) [c](https://example.org/d) [e]( f ) ø", Some("[e]( f )")),
            ("", None),
        ] {
            assert_eq!(broken_link(notes), broken, "{notes}");
        }
    }

    #[test]
    fn a_megabyte_that_means_no_good_takes_a_moment() {
        for seed in ["[", "](", "[a](", "http://(", "http://)", ")", "[](http://a)", "[h", "h", "<http://"] {
            let text = ["http://a", &seed.repeat((1 << 20) / seed.len())].concat();
            let began = std::time::Instant::now();
            broken_link(&text);
            super::super::html(&text);
            assert!(began.elapsed() < std::time::Duration::from_mins(1), "{seed} took {:?}", began.elapsed());
        }
    }
}
