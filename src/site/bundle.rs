//! A page that plays a folder of sounds which lies beside it, with all in it that it needs but sounds and cover.
//!
//! It needs no server and no network. Without JavaScript every sound has the browser's own controls; with it,
//! one player at the foot of the page goes from sound to sound and remembers the place.

use std::io;
use std::path::Path;
use std::time::Duration;

use minijinja::{Value, context};
use serde::Serialize;

use super::look::Look;
use super::model::{ChapterLine, EpisodeFacts, ShowFacts, Told, plain, short_length, words_of};
use super::pages::said;
use super::templates::Templates;
use super::{LARGE, embedded, put};
use crate::catalogue::{Shelved, Show};
use crate::feed::FeedError;
use crate::picture::{Cover, colour};
use crate::words::{Arg, phrase};

/// A sound that lies beside the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Track {
    /// Where, as a path below the page's folder, with slashes.
    pub path: String,
    /// What a player shows.
    pub title: String,
    /// How long it plays.
    pub seconds: u64,
    /// Its length.
    pub bytes: u64,
}

/// An episode, and what of it lies beside the page.
#[derive(Debug)]
pub struct Held<'s> {
    /// The episode.
    pub shelved: &'s Shelved,
    /// Its sounds: one, or the parts of it in their order.
    pub tracks: Vec<Track>,
    /// Where its text lies.
    pub text: String,
}

/// What the page says of a sound.
#[derive(Serialize)]
struct Sound {
    href: String,
    /// What it is called beside the others of its episode; empty where it is the only one.
    part: String,
    title: String,
    length: String,
    seconds: u64,
    size: String,
    key: String,
}

/// What the page says of a chapter: in which of the sounds, and where in it.
#[derive(Serialize)]
struct Chapter {
    clock: String,
    title: String,
    sound: usize,
    seconds: u64,
}

/// What the page says of an episode.
#[derive(Serialize)]
struct Row {
    episode: EpisodeFacts,
    sounds: Vec<Sound>,
    chapters: Vec<Chapter>,
    text: String,
}

/// Returns the page. `picture` is where the cover lies, `folder` where the sounds do.
pub fn page(
    show: &Show,
    held: &[Held<'_>],
    picture: Option<&str>,
    folder: &str,
) -> Result<String, FeedError> {
    let info = show.info();
    let words = words_of(info);
    let (cover, _) = Cover::of(show.artwork().as_deref(), &info.title);
    let copy = cover.copies([LARGE]).ok();
    let look = Look::of(copy.and_then(|[copy]| colour::tones(copy).ok()), &cover);
    let site = ShowFacts::of(info, &look, &[], &words);
    let mut first = 0;
    let mut rows = Vec::new();
    for one in held {
        let told = Told::of(one.shelved);
        let of = one.tracks.len();
        let sound = |(n, track): (usize, &Track)| Sound {
            href: href(&track.path),
            part: if of == 1 {
                String::new()
            } else {
                words.say(&phrase("bundle-part").with("n", n + 1).with("of", of))
            },
            title: plain(&track.title),
            length: short_length(&words, Duration::from_secs(track.seconds)),
            seconds: track.seconds,
            size: words.shown(&Arg::Bytes(track.bytes)),
            key: format!("{}/{}", one.shelved.episode.guid.as_str(), n + 1),
        };
        let sounds: Vec<Sound> = one.tracks.iter().enumerate().map(sound).collect();
        let chapters = told.chapters.iter().map(|chapter| placed(chapter, &one.tracks, first)).collect();
        first += of;
        let episode = EpisodeFacts::of(info, &told, &words);
        rows.push(Row { episode, sounds, chapters, text: href(&one.text) });
    }
    let seconds = held.iter().flat_map(|one| &one.tracks).map(|track| track.seconds).sum();
    let sum = phrase("bundle-sum")
        .with("count", held.len())
        .with("length", Arg::Length(Duration::from_secs(seconds)));
    let values = context! {
        site => site,
        say => Value::from_serialize(said(&words)),
        rows => Value::from_serialize(&rows),
        style => String::from_utf8_lossy(&look.style.bytes),
        more_style => embedded::BUNDLE_STYLE,
        script => embedded::BUNDLE_SCRIPT,
        picture => picture.map(href),
        folder => folder,
        sum => words.say(&sum),
        begin => words.word("bundle-begin"),
        go_on => words.word("bundle-go-on"),
        more => words.word("bundle-more"),
        text => words.word("bundle-text"),
        file => words.word("bundle-file"),
        how => words.say(&phrase("bundle-how").with("folder", folder)),
    };
    Ok(put::marked(&Templates::of(show)?.render("bundle.html", values)?))
}

/// Returns whether a page is one of ours.
pub fn is_ours(path: &Path) -> io::Result<bool> {
    put::is_ours(path)
}

/// Returns in which sound a chapter begins, the first of them being the `first`th on the page, and where in it.
fn placed(chapter: &ChapterLine, tracks: &[Track], first: usize) -> Chapter {
    let (mut sound, mut seconds) = (0, chapter.seconds);
    // Parts end between seconds; what begins at such an end begins the next part.
    while sound + 1 < tracks.len() && seconds >= tracks[sound].seconds {
        seconds -= tracks[sound].seconds;
        sound += 1;
    }
    let (clock, title) = (chapter.clock.clone(), chapter.title.clone());
    Chapter { clock, title, sound: first + sound, seconds }
}

/// Returns a path as a link has it (RFC 3986).
fn href(path: &str) -> String {
    path.split('/').map(super::model::encoded).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chapter_lies_in_the_part_in_which_it_begins() {
        let track = |seconds| Track { path: String::new(), title: String::new(), seconds, bytes: 0 };
        let tracks = [track(600), track(590), track(30)];
        let at = |seconds| {
            let chapter = placed(&ChapterLine::new(seconds, "", None), &tracks, 4);
            (chapter.sound, chapter.seconds)
        };
        assert_eq!(
            [at(0), at(599), at(600), at(1_190), at(9_999)],
            [(4, 0), (4, 599), (5, 0), (6, 0), (6, 8_809)]
        );
    }

    #[test]
    fn a_link_leads_to_any_name() {
        assert_eq!(
            href("PODCASTS/Vi læser/001 - 100 % #1.mp3"),
            "PODCASTS/Vi%20l%C3%A6ser/001%20-%20100%20%25%20%231.mp3"
        );
    }
}
