//! What staff see and listeners do not: the feed and its sounds as they will be, drafts and episodes to
//! come among them, each marked as such.
//!
//! It lies over `feed/` in memory. A sound that is not public yet is served from its episode's folder.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use jiff::Timestamp;

use crate::catalogue::{Shelf, Shelved, Show, ShowInfo};
use crate::feed::pictures::{Pictures, stands};
use crate::feed::{self, FEED, FeedError, MEDIA, artwork};
use crate::site::{self, Noticed};
use crate::words::{Arg, Words, phrase};
use crate::world::World;

/// What lies over `feed/`.
#[derive(Debug, Clone, Default)]
pub struct Preview {
    pieces: BTreeMap<String, Piece>,
    /// How many episodes it has.
    pub episodes: usize,
    /// How many of them listeners cannot have yet.
    pub not_public: usize,
    /// When the next of those will be public by itself.
    pub next_due: Option<Timestamp>,
    /// What is said where nothing is.
    pub lost: String,
    /// What is said to whoever meant another computer.
    pub elsewhere: String,
}

/// One thing that lies over `feed/`.
#[derive(Debug, Clone)]
pub(super) enum Piece {
    /// A text.
    Bytes(Arc<[u8]>),
    /// A file that lies elsewhere.
    File(PathBuf),
}

impl Preview {
    /// Returns what has that name; folders are divided by `/`.
    pub(super) fn get(&self, name: &str) -> Option<&Piece> {
        self.pieces.get(name)
    }

    /// Returns a preview that hides nothing of `feed/`.
    pub fn empty(words: &Words) -> Preview {
        Preview {
            lost: words.word("preview-lost"),
            elsewhere: words.word("preview-elsewhere"),
            ..Preview::default()
        }
    }
}

/// Makes the preview of a show that is served under that address, without a slash at its end. What was noticed
/// in the sound of an episode is told in words that somebody else has for it.
pub fn prepare(
    world: &World,
    show: &Show,
    shelf: &Shelf,
    address: &str,
    words: &Words,
    noticed: &dyn Fn(&Shelved) -> Vec<Noticed>,
) -> Result<Preview, FeedError> {
    let now = world.clock.now();
    let info = ShowInfo {
        title: words.say(&phrase("preview-title").with("title", &show.info().title)),
        link: Some(address.to_owned()),
        // An app that knows the real show must not take this for it.
        guid: None,
        practice: false,
        ..show.info().clone()
    };
    let marked: Vec<Shelved> = shelf.episodes.iter().map(|shelved| marked(shelved, words, now)).collect();
    let episodes: Vec<&Shelved> = marked.iter().collect();
    let artwork = artwork::Found::of(show);

    let mut preview = Preview { episodes: marked.len(), ..Preview::empty(words) };
    // What only drafts have is not in `feed/`.
    let mut pictures = Pictures::of(&artwork, &episodes);
    pictures.retain(|own| {
        let name = own.feed_name();
        if stands(&show.feed_dir().join(&name)) {
            return true;
        }
        let made = own.for_feed().ok().map(|picture| Piece::Bytes(picture.bytes.into()));
        made.map(|piece| preview.pieces.insert(name, piece)).is_some()
    });
    let text = feed::render(&feed::channel(&info, &episodes, &pictures))?;
    preview.pieces.insert(FEED.to_owned(), Piece::Bytes(text.into()));
    for shelved in shelf.episodes.iter().filter(|shelved| !shelved.episode.is_due(now)) {
        let name = format!("{MEDIA}/{}", shelved.episode.media_name());
        preview.pieces.insert(name, Piece::File(shelved.sound()));
        preview.not_public += 1;
    }
    let waiting = shelf.episodes.iter().map(|shelved| &shelved.episode).filter(|episode| !episode.draft);
    preview.next_due = waiting.map(|episode| episode.published.timestamp()).filter(|date| *date > now).min();
    // A page with drafts hides the one of its name in `feed/`. A template may be in order for all that is public
    // and not for a draft, so this is where its fault comes out.
    let newest_first = feed::channel::newest_first(&episodes);
    let pages = site::preview(world.jobs, show, &info, &newest_first, &pictures, noticed, words)?;
    let pieces = pages.into_iter().map(|page| (page.path, Piece::Bytes(page.bytes.into())));
    preview.pieces.extend(pieces);
    Ok(preview)
}

/// Returns an episode whose title says that it is not public yet, if it is not.
fn marked(shelved: &Shelved, words: &Words, now: Timestamp) -> Shelved {
    let mut shelved = shelved.clone();
    let episode = &mut shelved.episode;
    let title = match (episode.draft, episode.is_due(now)) {
        (true, _) => phrase("preview-draft").with("title", &episode.title),
        (false, true) => return shelved,
        (false, false) => {
            let date = Arg::Time(episode.published.zoned().datetime());
            phrase("preview-scheduled").with("title", &episode.title).with("date", date)
        }
    };
    episode.title = words.say(&title);
    shelved
}
