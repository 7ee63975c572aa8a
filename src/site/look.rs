//! How the pages look: the colours of the cover, and the files of style and scripts, named by their content.

use std::fmt::Write as _;

use super::pages::Page;
use super::{ASSETS, copy_paths, embedded};
use crate::picture::Cover;
use crate::picture::colour::{Colours, Tones};
use crate::world::Digest;

/// Style, scripts and pictures of a site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// The file of the style, and those of the scripts.
    pub(super) style: Page,
    pub(super) player: Page,
    pub(super) search: Page,
    /// The names of the cover, large and small, if it has any.
    pub(super) cover: Option<[String; 2]>,
    /// The colours, as rules of a style.
    pub(super) colours: String,
}

impl Look {
    /// Returns the look that follows from a cover and its tones. Without any, the cover cannot be shown.
    pub fn of(tones: Option<Tones>, cover: &Cover) -> Look {
        let colours = colours(tones.unwrap_or_default());
        let style = format!("{colours}{}", embedded::STYLE);
        Look {
            style: asset("style", "css", style.into_bytes()),
            player: asset("player", "js", embedded::PLAYER.into()),
            search: asset("search", "js", embedded::SEARCH.into()),
            cover: tones.map(|_| copy_paths(cover)),
            colours,
        }
    }

    /// Returns the same look with more rules of style.
    pub(super) fn with(self, rules: &str) -> Look {
        let style = [self.style.bytes.as_slice(), rules.as_bytes()].concat();
        Look { style: asset("style", "css", style), ..self }
    }
}

/// Returns a file of the site that is named by its content, so that no browser keeps an old one.
pub(super) fn asset(stem: &str, ending: &str, bytes: Vec<u8>) -> Page {
    let digest = Digest::of(&bytes).to_string();
    Page { path: format!("{ASSETS}/{stem}-{}.{ending}", &digest[..8]), bytes }
}

/// Returns whether a name is one that [`asset`] gives, or that of a copy of a cover.
pub(super) fn is_asset(name: &str) -> bool {
    let Some((stem, ending)) = name.rsplit_once('.') else { return false };
    let Some((kind, rest)) = stem.split_once('-') else { return false };
    let digits = match (kind, ending) {
        ("style", "css") | ("player" | "search" | "index", "js") => Some(rest),
        ("cover", "jpg") => rest.split_once('-').map(|(digits, _)| digits),
        _ => None,
    };
    digits.is_some_and(|digits| {
        matches!(digits.len(), 8 | 16) && digits.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
    })
}

/// Returns the colours of both schemes. Paper is always light.
fn colours(tones: Tones) -> String {
    let mut style = String::new();
    let mut rule = |open: &str, colours: &Colours, close: &str| {
        style.push_str(open);
        for (name, value) in &colours.named {
            write!(style, "--{name}:{value};").ok();
        }
        style.push_str(close);
    };
    rule(":root{color-scheme:light dark;", &Colours::light(tones), "}\n");
    rule("@media screen and (prefers-color-scheme:dark){:root{", &Colours::dark(tones), "}}\n");
    style
}

#[cfg(test)]
mod tests {
    use super::super::SMALL;
    use super::*;

    #[test]
    fn assets_are_known_by_their_names() {
        let cover = Cover::Drawn("a".into());
        let look = Look::of(Some(Tones::default()), &cover);
        for page in [&look.style, &look.player, &look.search, &asset("index", "js", vec![])] {
            assert!(is_asset(page.path.strip_prefix("site/").unwrap()), "{}", page.path);
        }
        assert!(is_asset(&cover.copy_name(SMALL)));
        for other in
            ["style.css", "style-abc.css", "theirs-01234567.css", "cover-01234567.jpg", "style-0123456G.css"]
        {
            assert!(!is_asset(other), "{other}");
        }
    }
}
