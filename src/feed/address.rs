//! Addresses as apps need them: safe on their way, and written in the few characters that an address has.

use super::rules::Rule;

/// Returns whether the text is an address of the web.
pub fn is_address(text: &str) -> bool {
    let rest = ["https://", "http://"].iter().find_map(|scheme| text.strip_prefix(scheme));
    rest.is_some_and(|rest| {
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        !host.is_empty()
            && !host.starts_with([':', '@', '.'])
            && !text.contains(|c: char| {
                c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"' | '\\')
            })
    })
}

/// Returns what is wrong with an address of the web, or could be better. A space alone makes it none the
/// less one.
pub(super) fn rules(key: &'static str, given: &str) -> Vec<Rule> {
    if !is_address(&given.replace(' ', "%20")) {
        return vec![Rule::AddressWrong { key, given: given.to_owned() }];
    }
    let mut rules = Vec::new();
    let suggestion = encoded(given);
    if suggestion != given {
        rules.push(Rule::AddressOdd { key, given: given.to_owned(), suggestion });
    }
    if is_insecure(given) {
        rules.push(Rule::AddressInsecure { key, given: given.to_owned() });
    }
    rules
}

/// Returns whether others can read and change what goes to and fro. This computer is no other.
fn is_insecure(address: &str) -> bool {
    let Some(rest) = address.strip_prefix("http://") else { return false };
    let host = rest.split(['/', ':', '?', '#']).next().unwrap_or_default();
    !matches!(host, "localhost" | "127.0.0.1" | "")
}

/// Returns the address with every character spelt out that RFC 3986 has no room for. What is spelt out
/// already stays, and so does the host: how that is spelt, only a browser knows.
pub(super) fn encoded(address: &str) -> String {
    let path = address.find("://").and_then(|at| address[at + 3..].find('/').map(|slash| at + 3 + slash));
    let (host, path) = address.split_at(path.unwrap_or(address.len()));
    let mut whole = host.to_owned();
    for b in path.bytes() {
        match b {
            b' ' | b'"' | b'<' | b'>' | b'\\' | b'^' | b'`' | b'{' | b'|' | b'}' | 0..0x20 | 0x7f.. => {
                whole.extend(['%', hex(b >> 4), hex(b & 15)]);
            }
            b => whole.push(char::from(b)),
        }
    }
    whole
}

/// Returns the digit for four bits.
fn hex(four: u8) -> char {
    char::from_digit(four.into(), 16).unwrap_or('0').to_ascii_uppercase()
}

/// Returns what may be markup in a text that is to be none: `<b>`, `</p>`.
pub(super) fn markup(text: &str) -> Option<&str> {
    text.match_indices('<').find_map(|(at, _)| {
        let rest = &text[at..];
        let end = rest.find('>').filter(|end| *end < 200)?;
        let name = rest[1..end].trim_start_matches('/').split([' ', '/', '\n']).next().unwrap_or_default();
        is_html(&name.to_lowercase()).then(|| &rest[..=end])
    })
}

/// Returns what was made text once too often: `&amp;`, `&#39;`.
pub(super) fn entity(text: &str) -> Option<&str> {
    text.match_indices('&').find_map(|(at, _)| {
        let rest = &text[at..];
        let end = rest.find(';').filter(|end| *end < 10)?;
        let name = &rest[1..end];
        let number = name.strip_prefix('#').is_some_and(|number| {
            let digits = number.trim_start_matches(['x', 'X']);
            !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_hexdigit())
        });
        let named = ["amp", "lt", "gt", "quot", "apos", "nbsp", "aelig", "oslash", "aring"];
        (number || named.iter().any(|known| name.eq_ignore_ascii_case(known))).then(|| &rest[..=end])
    })
}

/// Returns the names of all elements in HTML.
pub(super) fn elements(html: &str) -> impl Iterator<Item = String> + '_ {
    html.match_indices('<').filter_map(|(at, _)| {
        let rest = html[at + 1..].trim_start_matches('/');
        let name: String = rest.chars().take_while(char::is_ascii_alphanumeric).take(20).collect();
        name.starts_with(|c: char| c.is_ascii_alphabetic()).then(|| name.to_lowercase())
    })
}

/// Returns where the links in HTML lead.
pub(super) fn hrefs(html: &str) -> impl Iterator<Item = &str> {
    html.match_indices("href=").filter_map(|(at, found)| {
        let rest = &html[at + found.len()..];
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        rest[1..].split(quote).next().map(str::trim)
    })
}

/// Returns whether an element is of those that people write in texts about episodes.
fn is_html(name: &str) -> bool {
    const NAMES: &str = "p br b i u em strong a ul ol li div span h1 h2 h3 h4 h5 h6 img hr table tr td th blockquote \
        font center iframe script style pre code sub sup small";
    NAMES.split_whitespace().any(|known| known == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_spelt_out() {
        assert_eq!(encoded("https://a.dk/æ b.mp3?x=ø"), "https://a.dk/%C3%A6%20b.mp3?x=%C3%B8");
        for fine in ["https://a.dk/%C3%A6?a=1&b=[2]#c", "https://æøå.dk", "https://a.dk/(x)~'!"] {
            assert_eq!(encoded(fine), fine);
        }
        assert!(is_insecure("http://a.dk/x") && !is_insecure("http://127.0.0.1:8017/x"));
    }

    #[test]
    fn markup_is_told_from_words() {
        assert_eq!(markup("Se <b>nu</b>"), Some("<b>"));
        assert_eq!(markup("x</P >"), Some("</P >"));
        for fine in ["a < b og c > d", "<3", "<hej>", "bøger <og> andet", "<"] {
            assert_eq!(markup(fine), None, "{fine}");
        }
        assert_eq!(entity("Rock &amp; rul"), Some("&amp;"));
        assert_eq!(entity("it&#39;s"), Some("&#39;"));
        for fine in ["a & b; c", "AT&T;", "&", "R&D; x"] {
            assert_eq!(entity(fine), None, "{fine}");
        }
    }
}
