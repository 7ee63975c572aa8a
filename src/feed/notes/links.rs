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

/// Returns the link `[text](address)` with which the text begins.
fn named_link(text: &str) -> Option<Link> {
    let inside = text.strip_prefix('[')?;
    let (name, rest) = inside.split_at(inside.find(['[', ']'])?);
    let rest = rest.strip_prefix("](")?;
    let (address, _) = rest.split_once(')')?;
    let fits = !name.trim().is_empty() && is_address(address);
    fits.then(|| Link { bare: false, length: name.len() + address.len() + 4 })
}

/// Returns the first thing in the notes that is meant as a link and leads nowhere: `[text](page.html)`,
/// `www.example.org`.
pub fn broken_link(notes: &str) -> Option<&str> {
    let named = notes.match_indices("](").find_map(|(at, _)| {
        let begin = notes[..at].rfind('[').filter(|begin| !notes[*begin..at].contains('\n'))?;
        let rest = &notes[at + 2..];
        let end = rest.find(')').filter(|end| !rest[..*end].contains('\n'))?;
        (!is_address(&rest[..end])).then(|| &notes[begin..=at + 2 + end])
    });
    named.or_else(|| {
        let bare = |word: &&str| word.starts_with("www.") && word.len() > 4;
        notes.split(|c: char| c.is_whitespace() || matches!(c, '(' | '"')).find(bare)
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
    loop {
        let last = address.chars().next_back()?;
        let punctuation = matches!(last, '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '”' | '»' | '*');
        let closing = last == ')' && address.matches('(').count() < address.matches(')').count();
        if !(punctuation || closing) {
            break;
        }
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
            ("", None),
        ] {
            assert_eq!(broken_link(notes), broken, "{notes}");
        }
    }
}
