//! Which of the files that hang on an item is its sound.

use super::read::Enclosure;
use crate::feed::strange::Element;

/// Endings of sounds, and of films, which have one.
const SOUNDS: &str = " mp3 m4a m4b mp4 m4v mov aac oga ogg opus flac wav aif aiff wma webm mka mkv caf ";
/// Endings of what is none.
const OTHERS: &str =
    " jpg jpeg png gif webp svg bmp tif tiff pdf txt html htm zip epub vtt srt json xml torrent ";

/// Returns the sounds of an item, that which is meant first. A picture or a document is none, wherever it stands:
/// some programs hang the cover on the item in front of the sound.
pub(super) fn sounds(item: &Element) -> Vec<Enclosure> {
    let mut sounds: Vec<(bool, Enclosure)> = enclosures(item)
        .filter_map(|enclosure| match is_sound(&enclosure) {
            Some(false) => None,
            surely => Some((surely.is_none(), enclosure)),
        })
        .collect();
    // What is surely one goes before what may be one; otherwise the order of the feed stays.
    sounds.sort_by_key(|(doubtful, _)| *doubtful);
    sounds.into_iter().map(|(_, enclosure)| enclosure).collect()
}

fn enclosures(item: &Element) -> impl Iterator<Item = Enclosure> {
    let one = |element: &Element, address: &str| Enclosure {
        address: address.to_owned(),
        length: element
            .attribute("length")
            .and_then(|length| length.parse().ok())
            .filter(|length| *length > 0),
        media_type: element.attribute("type").unwrap_or_default().to_owned(),
    };
    let named =
        item.all("enclosure").filter_map(move |element| Some(one(element, element.attribute("url")?)));
    let links = item.children.iter().filter(|child| matches!(child.name.as_str(), "atom:link" | "link"));
    let linked = links
        .filter(|link| link.attribute("rel") == Some("enclosure"))
        .filter_map(move |link| Some(one(link, link.attribute("href")?)));
    named.chain(linked).filter(|sound| !sound.address.is_empty())
}

/// Returns whether it is a sound, as far as its type and its name tell; where they disagree, its name is
/// believed if that is one of a sound, since many feeds call everything by one type.
fn is_sound(enclosure: &Enclosure) -> Option<bool> {
    let kind = enclosure.media_type.trim().to_lowercase();
    let by_type = match kind.split(['/', ';']).next().unwrap_or_default() {
        "audio" | "video" => Some(true),
        "image" | "text" => Some(false),
        _ if matches!(&*kind, "application/pdf" | "application/zip" | "application/epub+zip") => Some(false),
        _ => None,
    };
    let ending = format!(" {} ", ending(&enclosure.address).to_lowercase());
    let by_name = match (SOUNDS.contains(&ending), OTHERS.contains(&ending)) {
        (true, _) => Some(true),
        (_, true) => Some(false),
        _ => None,
    };
    match (by_type, by_name) {
        (Some(true), Some(false)) => None,
        (by_type, by_name) => by_name.or(by_type),
    }
}

/// Returns the ending of the name in an address: `mp3`.
pub(super) fn ending(address: &str) -> &str {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    path.rsplit('/').next().unwrap_or_default().rsplit_once('.').map_or("", |(_, ending)| ending)
}

#[cfg(test)]
mod tests {
    use crate::moving::read::read;

    /// Returns the sound that is taken of enclosures, each a type and a name; and how many more there are.
    fn taken(enclosures: &[(&str, &str)]) -> (Option<String>, usize) {
        let text: Vec<String> = enclosures
            .iter()
            .map(|(kind, name)| format!("<enclosure url='https://example.org/{name}' type='{kind}'/>"))
            .collect();
        let text = text.concat();
        let feed =
            format!("<rss><channel><title>T</title><item><title>A</title>{text}</item></channel></rss>");
        let item = read(feed.as_bytes()).unwrap().items.swap_remove(0);
        let name = item.enclosure.map(|sound| sound.address.rsplit('/').next().unwrap().to_owned());
        (name, item.more_enclosures)
    }

    #[test]
    fn the_first_that_is_a_sound_is_taken() {
        for (enclosures, name, more) in [
            (&[("image/jpeg", "a.jpg"), ("audio/mpeg", "b.mp3")][..], Some("b.mp3"), 0),
            (&[("", "a.png"), ("", "b"), ("", "c.ogg?x=1.png")], Some("c.ogg?x=1.png"), 1),
            (&[("audio/mpeg", "a.jpg"), ("audio/mpeg", "b.m4a")], Some("b.m4a"), 1),
            (&[("audio/mpeg", "a.mp3"), ("audio/ogg", "b.ogg")], Some("a.mp3"), 1),
            (&[("application/octet-stream", "hent.php")], Some("hent.php"), 0),
            (&[("image/png", "a.mp3")], Some("a.mp3"), 0),
            (&[("image/png", "a.png"), ("application/pdf", "b")], None, 0),
        ] {
            assert_eq!(taken(enclosures), (name.map(str::to_owned), more), "{enclosures:?}");
        }
    }
}
