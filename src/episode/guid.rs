//! The identity by which apps know an episode or a show.

use std::fmt;
use std::str::FromStr;

use uuid::Uuid;

use crate::world::Entropy;

/// The identity of an episode. Drawn once and kept: it comes neither from the title, nor the
/// address, nor the bytes, so none of them can change it.
///
/// Ours are UUIDs; those of an imported show are kept byte for byte, whatever they are: an address, a
/// number, a sentence of three lines. Only white space at both ends is no part of one, since parsers drop it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Guid(String);

impl Guid {
    /// Draws a new one (UUID version 4).
    pub fn draw(entropy: &dyn Entropy) -> Guid {
        let mut bytes = [0; 16];
        entropy.fill(&mut bytes);
        Guid(uuid::Builder::from_random_bytes(bytes).into_uuid().to_string())
    }

    /// Returns the identity as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Guid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The text cannot be an identity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a GUID is text of 1 to 8000 bytes without control characters")]
pub struct NotAGuid;

impl FromStr for Guid {
    type Err = NotAGuid;

    fn from_str(text: &str) -> Result<Guid, NotAGuid> {
        // What XML forbids cannot have been in a feed. A carriage return could only by a trick, and would
        // not come out of ours as it went in.
        let odd =
            |c: char| c.is_control() && !matches!(c, '\n' | '\t') || matches!(c, '\u{fffe}' | '\u{ffff}');
        let fits = !text.trim().is_empty() && text.len() <= 8000 && !text.contains(odd);
        if fits { Ok(Guid(text.to_owned())) } else { Err(NotAGuid) }
    }
}

/// Returns the `podcast:guid` of a feed address: UUID version 5 in the namespace's own name space,
/// of the address without its scheme and without slashes at its end
/// (Podcast namespace, "guid").
///
/// It is given once in a feed's life and stored; a feed that moves keeps it.
pub fn of_feed(address: &str) -> Uuid {
    const PODCAST: Uuid = uuid::uuid!("ead4c236-bf58-58c6-a2c6-a6b28d128cb6");
    let bare = address.split_once("://").map_or(address, |(_, rest)| rest);
    Uuid::new_v5(&PODCAST, bare.trim_end_matches('/').as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::SeededEntropy;

    #[test]
    fn the_feed_guid_is_that_of_the_namespaces_own_example() {
        assert_eq!(
            of_feed("https://mp3s.nashownotes.com/pc20rss.xml").to_string(),
            "917393e3-1b1e-5cef-ace4-edaa54e1f810"
        );
        assert_eq!(of_feed("podnews.net/rss/"), of_feed("http://podnews.net/rss"));
        assert_eq!(of_feed("podnews.net/rss").to_string(), "9b024349-ccf0-5f69-a609-6b82873eab3c");
    }

    #[test]
    fn a_seed_decides_the_draw() {
        let draw = || Guid::draw(&SeededEntropy::new("x"));
        assert_eq!(draw(), draw());
        assert_eq!(draw().as_str().as_bytes()[14], b'4');
    }
}
