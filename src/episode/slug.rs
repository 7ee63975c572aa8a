//! The episode's name in folders and addresses.

use std::fmt;
use std::str::FromStr;

use unicode_normalization::UnicodeNormalization as _;

/// Lower-case letters, digits and single hyphens; never empty, at most [`Slug::LONGEST`] bytes.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Slug(String);

impl Slug {
    /// The most bytes that a slug has. With a number before it and a version after it, the name stays
    /// well below what any file system or web server refuses.
    pub const LONGEST: usize = 60;

    /// Returns the slug of a title. Equal titles, composed or decomposed, give equal slugs.
    pub fn of(title: &str) -> Slug {
        let mut plain = String::new();
        for c in title.nfc() {
            match c {
                // The Danish way of writing these without the letters; elsewhere they lose their marks.
                'æ' | 'Æ' => plain.push_str("ae"),
                'ø' | 'Ø' => plain.push_str("oe"),
                'å' | 'Å' => plain.push_str("aa"),
                '&' => plain.push_str(" og "),
                c if c.is_ascii() => plain.push(c.to_ascii_lowercase()),
                c => plain.push_str(&deunicode::deunicode_char(c).unwrap_or("-").to_ascii_lowercase()),
            }
            if plain.len() > 8 * Slug::LONGEST {
                break; // nobody's title; what follows would be cut off
            }
        }
        let words = plain
            // An apostrophe is part of a word.
            .split(|c: char| !c.is_ascii_alphanumeric() && c != '\'')
            .map(|word| word.replace('\'', ""))
            .filter(|word| !word.is_empty());
        let mut slug = String::new();
        for word in words {
            let room = Slug::LONGEST - slug.len();
            if slug.is_empty() {
                slug.push_str(&word[..word.len().min(room)]);
            } else if word.len() < room {
                slug.push('-');
                slug.push_str(&word);
            } else {
                break; // cut between words
            }
        }
        if slug.is_empty() {
            slug.push_str("episode");
        }
        Slug(slug)
    }

    /// Returns the slug as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The text could not stand in an address.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no slug: lower-case letters a-z, digits and single hyphens are wanted")]
pub struct NotASlug(pub String);

impl FromStr for Slug {
    type Err = NotASlug;

    fn from_str(text: &str) -> Result<Slug, NotASlug> {
        let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit();
        let fits = !text.is_empty()
            && text.len() <= Slug::LONGEST
            && text.split('-').all(|word| !word.is_empty() && word.bytes().all(plain));
        if fits { Ok(Slug(text.to_owned())) } else { Err(NotASlug(text.to_owned())) }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn titles_give_the_slugs_one_expects() {
        for (title, slug) in [
            ("Velkommen til biblioteket", "velkommen-til-biblioteket"),
            ("Æblegrød på Århus Ø", "aeblegroed-paa-aarhus-oe"),
            ("A\u{30a}rhus", "aarhus"),
            ("Hvad er det?! (del 2)", "hvad-er-det-del-2"),
            ("Rock & rul", "rock-og-rul"),
            ("Det's ok", "dets-ok"),
            ("../../etc/passwd", "etc-passwd"),
            ("C:\\CON", "c-con"),
            ("Žižek über École", "zizek-uber-ecole"),
            ("🎉🎉", "tada-tada"),
            ("---", "episode"),
            ("", "episode"),
        ] {
            assert_eq!(Slug::of(title).as_str(), slug, "{title}");
        }
    }

    proptest! {
        #[test]
        fn any_title_gives_a_slug_that_reads_back(title in any::<String>()) {
            let slug = Slug::of(&title);
            prop_assert_eq!(slug.as_str().parse::<Slug>(), Ok(slug.clone()));
            prop_assert_eq!(Slug::of(slug.as_str()), slug);
        }
    }
}
