//! A page for the notice board: A4, to be printed, with a square for telephones and the address in large type.

use std::io;
use std::path::Path;

use minijinja::context;

use super::model::{ShowFacts, words_of};
use super::templates::Templates;
use super::{LARGE, look::Look, put};
use crate::catalogue::Show;
use crate::feed::FeedError;
use crate::picture::{Cover, colour, qr};
use crate::words::phrase;
use crate::world::disk::folder_of;

/// So many letters of an address fit on one line in large type.
const LONG: usize = 34;

/// Returns the poster of a show; nothing where it has no address to which a poster could send people.
///
/// The file needs no other: the cover is in it.
pub fn poster(show: &Show) -> Result<Option<String>, FeedError> {
    // It speaks to listeners, so it speaks the language of the show.
    let words = words_of(show.info());
    let (cover, _) = Cover::of(show.artwork().as_deref(), &show.info().title);
    let drawn = || Cover::Drawn(show.info().title.clone()).copies([LARGE]);
    let picture = cover.copies([LARGE]).or_else(|_| drawn()).ok().map(|[picture]| picture);
    let tones = picture.clone().and_then(|picture| colour::tones(picture).ok());
    let look = Look::of(tones, &cover);
    let facts = ShowFacts::of(show.info(), &look, &[], &words);
    let Some(address) = facts.address.as_deref() else { return Ok(None) };
    let Some(code) = qr::code(address) else { return Ok(None) };
    let shown = address.split_once("://").map_or(address, |(_, shown)| shown);
    let values = context! {
        site => facts,
        colours => look.colours,
        picture => picture.map(|picture| base64(&picture)),
        code => context! { side => code.side, path => code.path },
        // A long address goes on below where people would break it.
        shown => shown.split_inclusive(['/', '.']).collect::<Vec<_>>(),
        long => shown.chars().count() > LONG,
        lead => words.word("poster-lead"),
        how => words.word("poster-how"),
        free => words.word("poster-free"),
        title => words.say(&phrase("poster-title").with("title", &facts.title)),
    };
    Ok(Some(put::marked(&Templates::of(show)?.render("poster.html", values)?)))
}

/// Returns whether a file is a poster or another page of ours, or not there at all.
pub fn may_be_written(path: &Path) -> io::Result<bool> {
    put::is_ours(path)
}

/// Returns whether a file would lie among what listeners get, which is made anew with every feed.
pub fn is_in_feed(show: &Show, path: &Path) -> bool {
    let feed = show.feed_dir().canonicalize().ok();
    folder_of(path).canonicalize().is_ok_and(|folder| feed.is_some_and(|feed| folder.starts_with(feed)))
}

/// Returns bytes as base 64 (RFC 4648), in which a page can carry a picture.
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let all =
            three.iter().fold(0_u32, |all, byte| all << 8 | u32::from(*byte)) << (8 * (3 - three.len()));
        for n in 0..4 {
            let digit = DIGITS[(all >> (18 - 6 * n) & 63) as usize];
            text.push(if n <= three.len() { char::from(digit) } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::base64;

    #[test]
    fn bytes_are_written_in_base_64() {
        let pairs = [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
        ];
        for (bytes, text) in pairs {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
    }
}
