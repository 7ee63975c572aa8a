//! What an address asks for: the names in its path, decoded once, or nothing at all.

/// The names in the path of an address, each fit to be looked for in a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wanted {
    pub(super) names: Vec<String>,
    /// Whether the address ends like that of a folder.
    pub(super) folder: bool,
}

/// Returns what the path asks for; nothing, if one of its names could lead anywhere but down.
///
/// It is decoded exactly once: `%252e` is a file called `%2e`, not a dot. Names that begin with a dot are
/// ours or hidden for a reason. What some systems read as another name (`a\b`, `c:`, `name.`) is no name.
pub(super) fn wanted(path: &str) -> Option<Wanted> {
    let rest = path.strip_prefix('/')?;
    let (rest, folder) = match rest.strip_suffix('/') {
        Some(rest) => (rest, true),
        None => (rest, rest.is_empty()),
    };
    if rest.is_empty() {
        // The root, and not `//`.
        return (path == "/").then(|| Wanted { names: Vec::new(), folder });
    }
    let names: Option<Vec<String>> = rest.split('/').map(name).collect();
    Some(Wanted { names: names?, folder })
}

fn name(encoded: &str) -> Option<String> {
    let name = decoded(encoded)?;
    let odd = |c: char| c.is_control() || matches!(c, '/' | '\\' | ':');
    let fine =
        !name.is_empty() && !name.starts_with('.') && !name.ends_with(['.', ' ']) && !name.contains(odd);
    fine.then_some(name)
}

/// Returns the text that `%41` and the like stand for.
fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => digit(rest.next()?)? << 4 | digit(rest.next()?)?,
            other => other,
        });
    }
    String::from_utf8(bytes).ok()
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_leads_down_or_nowhere() {
        let names = |path: &str| wanted(path).map(|wanted| (wanted.names.join("|"), wanted.folder));
        for (path, expected) in [
            ("/", ("", true)),
            ("/feed.xml", ("feed.xml", false)),
            ("/media/007-a%20b.mp3", ("media|007-a b.mp3", false)),
            ("/l%C3%A6s/", ("læs", true)),
            ("/%252e%252e/x", ("%2e%2e|x", false)),
        ] {
            assert_eq!(names(path), Some((expected.0.to_owned(), expected.1)), "{path}");
        }
        for path in [
            "",
            "feed.xml",
            "*",
            "//",
            "//example.org/",
            "/a//b",
            "/..",
            "/../episodes/show.toml",
            "/media/../../episodes/show.toml",
            "/%2e%2e/episodes/show.toml",
            "/.%2E/x",
            "/media%2f..%2fx",
            "/..%5c..%5cx",
            "/a\\b",
            "/.build.lock",
            "/media/.new-x.mp3",
            "/%2ehidden",
            "/c:/x",
            "/feed.xml::$DATA",
            "/feed.xml.",
            "/feed.xml%20",
            "/feed.xml%00.html",
            "/%",
            "/%4",
            "/%zz",
            "/%ff",
            "/a%0d%0ab",
        ] {
            assert_eq!(wanted(path), None, "{path}");
        }
    }
}
