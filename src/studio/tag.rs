//! The tags in an episode's MP3: ID3v2.3 in front, ID3v1.1 behind. The only file that knows `id3`.
//!
//! Version 2.3 and UTF-16, because that is what every player reads. The tag has room to spare: if
//! another desk was faster and the number changes, it is written anew in the same place.

use std::time::Duration;

use id3::frame::{self, Comment, Content, ExtendedLink, Picture, PictureType, TableOfContents};
use id3::{Encoder, Frame, Tag, TagLike as _, Version, partial_tag_ok};

use crate::episode::{Chapter, EpisodeNumber, Handle};
use crate::world::Digest;

/// The room that a new tag leaves for a later one of other digits.
const SPARE: usize = 512;
/// Tags are made a multiple of this long.
const UNIT: usize = 1024;
/// The length of an `ID3v1` tag.
pub(super) const V1: usize = 128;
/// With this a tag of version 2.3 begins, which every player reads; 2.4 many do not.
const V23: &[u8] = b"ID3\x03";
/// Winamp's number for "Podcast" among the genres of `ID3v1`.
const PODCAST: u8 = 186;

/// What the tags say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Labels {
    /// Title of the episode.
    pub(super) title: String,
    /// Title of the show.
    pub(super) show: String,
    /// Author of the show.
    pub(super) author: String,
    /// The episode; its number becomes the track.
    pub(super) handle: Handle,
    /// The year of its date.
    pub(super) year: i16,
    /// The text about it.
    pub(super) notes: String,
    /// The show's language: `da`, `en-gb`.
    pub(super) language: String,
    /// The picture, a baseline JPEG.
    pub(super) artwork: Vec<u8>,
    /// The fingerprint of what that was made from, if it is the episode's own picture.
    pub(super) pictured: Option<Digest>,
    /// The chapters, by the clock of the episode.
    pub(super) chapters: Vec<Chapter>,
    /// How long the episode plays: there the last chapter ends.
    pub(super) length: Duration,
}

impl Labels {
    /// Returns the tag for the front of the file, as long as `room` says, or as suits it.
    ///
    /// Returns nothing if the tag does not fit the room.
    pub(super) fn front(&self, room: Option<usize>) -> Option<Vec<u8>> {
        let tag = self.tag();
        let mut bare = Vec::new();
        Encoder::new().version(Version::Id3v23).encode(&tag, &mut bare).ok()?;
        let room = room.unwrap_or_else(|| (bare.len() + SPARE).next_multiple_of(UNIT));
        let mut padded = Vec::with_capacity(room);
        let padding = room.checked_sub(bare.len())?;
        Encoder::new().version(Version::Id3v23).padding(padding).encode(&tag, &mut padded).ok()?;
        debug_assert_eq!(padded.len(), room);
        Some(padded)
    }

    /// Returns the tag for the end of the file, in Latin-1: the first thing that old players look for.
    pub(super) fn back(&self) -> [u8; V1] {
        let mut tag = [0; V1];
        tag[..3].copy_from_slice(b"TAG");
        put_latin1(&mut tag[3..33], &self.title);
        put_latin1(&mut tag[33..63], &self.author);
        put_latin1(&mut tag[63..93], &self.show);
        put_latin1(&mut tag[93..97], &format!("{:04}", self.year));
        // Version 1.1: a zero, then the track. There is room for 255 of them.
        tag[126] = self.handle.number().and_then(|number| u8::try_from(number.get()).ok()).unwrap_or(0);
        tag[127] = PODCAST;
        tag
    }

    /// What players need first comes first: some read no more than the first kilobytes.
    fn tag(&self) -> Tag {
        let mut tag = Tag::new();
        tag.set_title(&self.title);
        tag.set_album(&self.show);
        tag.set_artist(&self.author);
        if let Some(number) = self.handle.number() {
            tag.set_track(number.get());
        }
        tag.set_year(self.year.into());
        tag.set_genre("Podcast");
        let language = iso639_2(&self.language);
        tag.set_text("TLAN", language);
        if !self.notes.is_empty() {
            tag.add_frame(Comment {
                lang: language.to_owned(),
                description: String::new(),
                text: self.notes.clone(),
            });
        }
        self.add_chapters(&mut tag);
        tag.add_frame(Picture {
            mime_type: "image/jpeg".to_owned(),
            picture_type: PictureType::CoverFront,
            description: String::new(),
            data: self.artwork.clone(),
        });
        tag
    }

    /// Adds the chapters (ID3v2 Chapter Frame Addendum), and the table of those that lists show.
    fn add_chapters(&self, tag: &mut Tag) {
        if self.chapters.is_empty() {
            return;
        }
        let name = |nth: usize| format!("chp{nth}");
        let listed = self.chapters.iter().enumerate().filter(|(_, chapter)| !chapter.hidden);
        tag.add_frame(TableOfContents {
            element_id: "toc".to_owned(),
            top_level: true,
            ordered: true,
            elements: listed.map(|(nth, _)| name(nth)).collect(),
            frames: Vec::new(),
        });
        let millis = |time: Duration| u32::try_from(time.as_millis()).unwrap_or(u32::MAX);
        let ends = self.chapters.iter().skip(1).map(|next| next.start).chain([self.length]);
        for (nth, (chapter, end)) in self.chapters.iter().zip(ends).enumerate() {
            let title = Frame::with_content("TIT2", Content::Text(chapter.title.clone()));
            let link = chapter.link.iter().map(|link| {
                let description = "chapter url".to_owned();
                Frame::with_content(
                    "WXXX",
                    Content::ExtendedLink(ExtendedLink { description, link: link.clone() }),
                )
            });
            tag.add_frame(frame::Chapter {
                element_id: name(nth),
                start_time: millis(chapter.start),
                end_time: millis(end),
                // The times are meant, not places in the file.
                start_offset: u32::MAX,
                end_offset: u32::MAX,
                frames: std::iter::once(title).chain(link).collect(),
            });
        }
    }
}

/// What the tags of a sound say that is no episode of ours: what its own said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Song {
    pub(super) title: String,
    pub(super) artist: String,
    pub(super) album: String,
    pub(super) track: Option<u32>,
}

impl Song {
    /// Returns the tag for the front of the file.
    pub(super) fn front(&self) -> Option<Vec<u8>> {
        let mut tag = Tag::new();
        tag.set_title(&self.title);
        if !self.album.is_empty() {
            tag.set_album(&self.album);
        }
        if !self.artist.is_empty() {
            tag.set_artist(&self.artist);
        }
        if let Some(track) = self.track {
            tag.set_track(track);
        }
        let mut bytes = Vec::new();
        Encoder::new().version(Version::Id3v23).encode(&tag, &mut bytes).ok()?;
        Some(bytes)
    }

    /// Returns the tag for the end of the file, in Latin-1.
    pub(super) fn back(&self) -> [u8; V1] {
        let mut tag = [0; V1];
        tag[..3].copy_from_slice(b"TAG");
        put_latin1(&mut tag[3..33], &self.title);
        put_latin1(&mut tag[33..63], &self.artist);
        put_latin1(&mut tag[63..93], &self.album);
        tag[126] = self.track.and_then(|track| u8::try_from(track).ok()).unwrap_or(0);
        tag[127] = u8::MAX; // no genre of that list
        tag
    }
}

/// Returns what the tag in front of somebody else's file says is heard in it: who, and what.
pub(super) fn says(front: &[u8]) -> Option<String> {
    let tag = Tag::read_from2(std::io::Cursor::new(front)).ok()?;
    let told = |text: Option<&str>| text.map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned);
    let title = told(tag.title())?;
    Some(match told(tag.artist()) {
        Some(artist) => format!("{artist} - {title}"),
        None => title,
    })
}

/// Returns whether the tag with which a file begins serves every player and says what it should: whose it is, what,
/// and which number. No more than the beginning of the tag is needed.
pub(super) fn serves(front: &[u8], labels: &Labels) -> bool {
    // What is cut off says what stands before that.
    let read = partial_tag_ok(Tag::read_from2(std::io::Cursor::new(front)));
    let is_ours = |tag: &Tag| {
        (tag.title(), tag.album(), tag.artist(), tag.track())
            == (
                Some(&*labels.title),
                Some(&*labels.show),
                Some(&*labels.author),
                labels.handle.number().map(EpisodeNumber::get),
            )
    };
    front.starts_with(V23) && read.is_ok_and(|tag| is_ours(&tag))
}

/// Writes text in Latin-1, cut where it must be. What Latin-1 lacks is spelt out as well as it can be.
fn put_latin1(field: &mut [u8], text: &str) {
    let spelt = text.chars().flat_map(|c| match u8::try_from(c) {
        Ok(byte) => vec![byte],
        Err(_) => deunicode::deunicode_char(c).unwrap_or("?").bytes().collect(),
    });
    for (to, byte) in field.iter_mut().zip(spelt) {
        *to = byte;
    }
}

/// Returns the three letters that ID3 wants for a language of two (ISO 639-2, terminology codes);
/// `und` for those that no show of a library near us has.
fn iso639_2(language: &str) -> &'static str {
    match language.split('-').next().unwrap_or_default().to_lowercase().as_str() {
        "da" => "dan",
        "en" => "eng",
        "de" => "deu",
        "sv" => "swe",
        "nb" => "nob",
        "nn" => "nno",
        "no" => "nor",
        "fo" => "fao",
        "kl" => "kal",
        "is" => "isl",
        "fi" => "fin",
        "fr" => "fra",
        "es" => "spa",
        "it" => "ita",
        "nl" => "nld",
        "pl" => "pol",
        "tr" => "tur",
        "ar" => "ara",
        "uk" => "ukr",
        _ => "und",
    }
}

/// Returns how long the tag is with which these first ten bytes of a file begin; zero if none does.
pub(super) fn front_length(head: &[u8]) -> usize {
    match head {
        [b'I', b'D', b'3', _, _, flags, size @ ..]
            if size.len() >= 4 && size[..4].iter().all(|b| *b < 0x80) =>
        {
            let body = size[..4].iter().fold(0, |sum, b| sum << 7 | usize::from(*b));
            let footer = if flags & 0x10 == 0 { 0 } else { 10 };
            10 + body + footer
        }
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels() -> Labels {
        Labels {
            title: "Åbningsdag i København".into(),
            show: "Vi læser “højt”".into(),
            author: "Biblioteket".into(),
            handle: "9".parse().unwrap(),
            year: 2026,
            notes: "Linje 1\nLinje 2".into(),
            language: "da".into(),
            artwork: vec![0xff, 0xd8, 1, 2, 3],
            pictured: None,
            chapters: Vec::new(),
            length: Duration::from_mins(1),
        }
    }

    #[test]
    fn the_front_says_what_was_meant_and_the_title_first() {
        let bytes = labels().front(None).unwrap();
        assert_eq!((bytes.len() % UNIT, front_length(&bytes)), (0, bytes.len()));
        assert_eq!(&bytes[..5], b"ID3\x03\x00");
        assert_eq!(&bytes[10..14], b"TIT2");
        let tag = Tag::read_from2(std::io::Cursor::new(&bytes)).unwrap();
        assert_eq!(
            (tag.title(), tag.track(), tag.year()),
            (Some("Åbningsdag i København"), Some(9), Some(2026))
        );
        assert_eq!(tag.comments().next().unwrap().lang, "dan");
        assert_eq!(says(&bytes).as_deref(), Some("Biblioteket - Åbningsdag i København"));
        assert_eq!(says(&bytes[..40]), None);
        assert_eq!(tag.pictures().next().unwrap().data, labels().artwork);
    }

    #[test]
    fn a_tag_serves_that_is_of_the_right_version_and_says_the_right_things_at_its_beginning() {
        let bytes = labels().front(None).unwrap();
        assert!(serves(&bytes, &labels()) && serves(&bytes[..600], &labels()));
        assert!(!serves(&bytes[..40], &labels()) && !serves(b"", &labels()));
        for other in [
            Labels { title: "Åbningsdag".into(), ..labels() },
            Labels { show: "Vi læser".into(), ..labels() },
            Labels { author: String::new(), ..labels() },
            Labels { handle: "10".parse().unwrap(), ..labels() },
            Labels { handle: "trailer-1".parse().unwrap(), ..labels() },
        ] {
            assert!(!serves(&bytes, &other), "{other:?}");
        }
        let mut newer = Vec::new();
        Encoder::new().version(Version::Id3v24).encode(&labels().tag(), &mut newer).unwrap();
        assert!(!serves(&newer, &labels()));
    }

    #[test]
    fn chapters_end_where_the_next_begins_and_hidden_ones_are_in_no_list() {
        let chapter = |start, title: &str, link: Option<&str>, hidden| Chapter {
            start: Duration::from_millis(start),
            title: title.into(),
            link: link.map(str::to_owned),
            hidden,
        };
        let chapters = vec![
            chapter(0, "Intro", None, false),
            chapter(12_500, "Skjult", None, true),
            chapter(20_000, "Bøger", Some("https://example.org/"), false),
        ];
        let bytes = Labels { chapters, ..labels() }.front(None).unwrap();
        let tag = Tag::read_from2(std::io::Cursor::new(&bytes)).unwrap();
        let toc = tag.tables_of_contents().next().unwrap();
        assert_eq!(
            (toc.top_level, toc.elements.as_slice()),
            (true, &["chp0".to_owned(), "chp2".to_owned()][..])
        );
        let read: Vec<_> = tag.chapters().map(|chapter| (chapter.start_time, chapter.end_time)).collect();
        assert_eq!(read, [(0, 12_500), (12_500, 20_000), (20_000, 60_000)]);
        let last = tag.chapters().last().unwrap();
        assert_eq!(last.frames[0].content().text(), Some("Bøger"));
        assert_eq!(last.frames[1].content().extended_link().unwrap().link, "https://example.org/");
    }

    #[test]
    fn another_number_fits_the_same_room() {
        let room = labels().front(None).unwrap().len();
        let later = Labels { handle: "4294967295".parse().unwrap(), ..labels() };
        assert_eq!(later.front(Some(room)).unwrap().len(), room);
        assert_eq!(later.front(Some(100)), None);
    }

    #[test]
    fn the_back_is_latin1() {
        let back = Labels { title: "Åh “ja”".into(), ..labels() }.back();
        assert_eq!(&back[..11], b"TAG\xc5h \"ja\"\0");
        assert_eq!((&back[93..97], back[126], back[127]), (&b"2026"[..], 9, 186));
    }

    #[test]
    fn what_is_no_tag_has_no_length() {
        for head in [&b""[..], b"ID3", b"\xff\xfb\x90\x00\0\0\0\0\0\0", b"ID3\x03\0\0\xff\0\0\0"] {
            assert_eq!(front_length(head), 0);
        }
    }
}
