//! Where the feed will stand, and the addresses that follow from it.

use super::address::is_address;
use crate::catalogue::{ShowInfo, layout};
use crate::episode::Episode;

/// The name of the feed's own file.
pub const FEED: &str = "feed.xml";
/// The name of the folder of sounds beside it.
pub const MEDIA: &str = "media";

/// The name of the folder of pages about episodes beside it.
pub const EPISODES: &str = "episodes";
/// The name of a page in a folder of its own. It is part of every address, so that a page is found where
/// nobody serves it, too: on a stick, or on the bare disk.
pub const PAGE: &str = "index.html";

/// Where the listeners of this computer find a feed that has no address of its own.
const HERE: &str = "http://127.0.0.1:8017";

/// Where a feed stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// On the web, under this address, without a slash at its end.
    Web(String),
    /// On this computer only: there is no link yet, or the show is for practice.
    Here,
    /// Nowhere, since this is no address.
    Nowhere(String),
}

impl Place {
    /// Returns where the feed of that show stands.
    pub fn of(info: &ShowInfo) -> Place {
        match &info.link {
            _ if info.practice => Place::Here,
            None => Place::Here,
            Some(link) if is_web(link) => Place::Web(link.trim_end_matches('/').to_owned()),
            Some(link) => Place::Nowhere(link.clone()),
        }
    }

    /// Returns the address of the folder.
    pub fn address(&self) -> &str {
        match self {
            Place::Web(address) | Place::Nowhere(address) => address,
            Place::Here => HERE,
        }
    }

    /// Returns the address of a file in the folder.
    pub fn file_address(&self, name: &str) -> String {
        format!("{}/{name}", self.address())
    }

    /// Returns the address of the feed.
    pub fn feed_address(&self) -> String {
        self.file_address(FEED)
    }

    /// Returns the address of an episode's page. It follows from what never changes of an episode.
    pub fn page_address(&self, episode: &Episode) -> String {
        self.file_address(&format!("{EPISODES}/{}/{PAGE}", layout::folder_name(episode)))
    }

    /// Returns the address of a sound.
    pub fn media_address(&self, name: &str) -> String {
        self.file_address(&format!("{MEDIA}/{name}"))
    }
}

/// Returns whether the text is an address of the web to which `/feed.xml` can be added.
fn is_web(link: &str) -> bool {
    is_address(link) && !link.contains(['?', '#'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_an_address_of_the_web_or_none() {
        for fine in ["https://example.org", "http://bibliotek.dk/podcast/", "https://æøå.dk:8080/a%20b"] {
            assert!(is_web(fine), "{fine}");
        }
        for wrong in [
            "example.org",
            "ftp://example.org",
            "https://",
            "https:///x",
            "https://a b",
            "https://a/?x",
            "C:\\x",
        ] {
            assert!(!is_web(wrong), "{wrong}");
        }
    }

    #[test]
    fn a_practice_show_stays_here() {
        let link = Some("https://example.org/".to_owned());
        let info = ShowInfo { link, ..ShowInfo::new("a") };
        assert_eq!(Place::of(&info).feed_address(), "https://example.org/feed.xml");
        let info = ShowInfo { practice: true, ..info };
        assert_eq!(Place::of(&info).media_address("001-a.mp3"), "http://127.0.0.1:8017/media/001-a.mp3");
    }
}
