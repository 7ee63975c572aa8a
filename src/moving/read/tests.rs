//! Feeds in the shapes in which they are written, and feeds that mean no good.

use std::time::Instant;

use super::*;
use crate::moving::xml::walk;

fn feed(name: &str) -> Foreign {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/feeds").join(name);
    read(&std::fs::read(path).unwrap()).unwrap()
}

fn guids(foreign: &Foreign) -> Vec<&str> {
    foreign.items.iter().map(|item| item.guid.as_str()).collect()
}

#[test]
fn a_feed_of_castopod_is_read() {
    let Foreign { show, items, unknown, next, .. } = feed("castopod.xml");
    assert_eq!((show.title.as_str(), show.description.as_str()), ("Havnens historier", "Fortalt ved kajen."));
    assert_eq!(show.guid.as_deref(), Some("9b024349-ccf0-5f69-a609-6b82873eab3c"));
    assert_eq!((show.locked, show.explicit, show.serial), (Some(true), Some(false), false));
    assert_eq!(show.category.as_deref(), Some("Society & Culture/Documentary"));
    assert_eq!((show.more_categories, show.email.as_deref()), (1, Some("havn@example.org")));
    assert_eq!(show.artwork.as_deref(), Some("https://pod.example.org/media/cover_feed.jpg"));
    assert_eq!(show.own_address, show.moved_to, "it has not moved");
    assert_eq!(next, None);
    let [kranen, kajen] = &items[..] else { panic!("{items:?}") };
    assert_eq!(
        (kranen.number, kranen.season, kranen.duration),
        (Some(2), Some(1), Some(Duration::from_secs(75)))
    );
    assert_eq!(kranen.notes, "Om [kranen](https://example.org/kran).");
    assert_eq!(kranen.date.unwrap().to_string(), "2026-11-03T05:00:00+00:00");
    let kinds: Vec<_> = kranen.extras.iter().map(Extra::kind).collect();
    assert_eq!(kinds, ["chapters", "transcript", "artwork"]);
    assert_eq!(kajen.explicit, Some(true));
    assert!(unknown.is_empty(), "{unknown:?}");
    assert_eq!(
        (show.details.persons.len(), items.iter().filter(|item| !item.details.persons.is_empty()).count()),
        (0, 1)
    );
}

#[test]
fn a_feed_of_podlove_is_read() {
    let Foreign { show, items, next, .. } = feed("podlove.xml");
    assert!(show.serial);
    assert_eq!((show.language.as_deref(), show.explicit), (Some("de-DE"), Some(false)));
    assert_eq!(show.artwork.as_deref(), Some("https://buecherei.example.org/cover.png"));
    assert_eq!(next.as_deref(), Some("https://buecherei.example.org/feed/mp3/?paged=2"));
    let [item] = &items[..] else { panic!("{items:?}") };
    assert_eq!(item.guid, "podlove-2026-10-03t08:00:00+00:00-1a2b3c4d5e6f708");
    assert_eq!(item.duration, Some(Duration::from_secs(3723)));
    assert_eq!(
        (item.notes.as_str(), &item.notes_lost[..]),
        ("Inhalt\n\n- Erstens\n- Zweitens", &["iframe".to_owned()][..])
    );
    let [Extra::SimpleChapters(chapters), Extra::OtherTitle(other)] = &item.extras[..] else { panic!() };
    assert_eq!((chapters.len(), other.as_str()), (2, "Lesen & hören"));
}

#[test]
fn a_feed_of_podcast_generator_is_read_in_its_own_encoding() {
    let Foreign { show, items, unknown, in_truth, .. } = feed("podcast-generator.xml");
    assert_eq!((show.title.as_str(), in_truth), ("Lyden af læsning", None));
    assert_eq!(show.author.as_deref(), Some("Biblioteket på Øen"));
    assert_eq!(items[3].title, "#1: Æblet");
    assert_eq!(items[0].guid, "http://bibliotek.example.org/podcast/?name=2026-09-01_4.mp3");
    assert_eq!(items[0].enclosure.as_ref().unwrap().length, Some(900_004));
    assert_eq!(unknown["itunes:keywords"], 4);
}

#[test]
fn a_feed_of_anchor_is_read() {
    let Foreign { show, items, .. } = feed("anchor.xml");
    assert_eq!((show.author.as_deref(), show.email), (Some("To venner"), None));
    assert_eq!((items[0].notes.as_str(), items[0].duration), ("Hej igen", Some(Duration::from_secs(244))));
    assert_eq!(items[4].kind, EpisodeType::Trailer);
    assert_eq!(items[0].enclosure.as_ref().unwrap().media_type, "audio/x-m4a");
}

#[test]
fn a_feed_that_somebody_wrote_by_hand_is_read() {
    let foreign = feed("by-hand.xml");
    assert_eq!(foreign.show.title, "Sogn & by");
    assert_eq!(foreign.show.description, "Skrevet i hånden, R&B og 1 < 2");
    assert_eq!(
        guids(&foreign),
        ["Den tredje, med mellemrum", "http://sogn.example.org/Lyd/to.mp3", "1", "nyhed", "disk", "1"]
    );
    let dates: Vec<_> = foreign.items.iter().map(|item| item.date.is_some()).collect();
    assert_eq!(dates, [true, false, true, false, false, false]);
    assert_eq!(foreign.items[0].notes, "Linje et.\nLinje to.");
    assert_eq!(foreign.items[1].enclosure.as_ref().unwrap().length, None, "nothing is no length");
}

#[test]
fn an_atom_feed_with_sounds_is_read() {
    let text = "<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='da'><title>A</title><author><name>B</name></author>\
        <link rel='self' href='https://example.org/atom'/><entry><title>1</title><id>urn:x:1</id>\
        <updated>2026-10-03T10:00:00+02:00</updated><link rel='enclosure' href='https://example.org/1.mp3' length='7' type='audio/mpeg'/>\
        <summary>Hej</summary></entry></feed>";
    let Foreign { show, items, .. } = read(text.as_bytes()).unwrap();
    assert_eq!(
        (show.author.as_deref(), show.own_address.as_deref()),
        (Some("B"), Some("https://example.org/atom"))
    );
    assert_eq!((items[0].guid.as_str(), items[0].date.is_some()), ("urn:x:1", true));
    assert_eq!(items[0].enclosure.as_ref().unwrap().length, Some(7));
}

/// An identity is what stands between its marks, letter by letter, white space at its ends aside.
#[test]
fn identities_are_kept_byte_for_byte() {
    for (written, kept) in [
        ("  https://example.org/?p=1&amp;x=<![CDATA[a&b]]>  ", "https://example.org/?p=1&x=a&b"),
        ("A\u{30a}RHUS", "A\u{30a}RHUS"),
        ("tag:a  b\n c", "tag:a  b\n c"),
        ("&#229;&aring;", "åå"),
        ("<![CDATA[ x ]]>", "x"),
    ] {
        let text = format!("<rss><channel><item><guid>{written}</guid></item></channel></rss>");
        assert_eq!(guids(&read(text.as_bytes()).unwrap()), [kept]);
        assert_eq!(kept.parse::<crate::episode::Guid>().unwrap().as_str(), kept);
    }
}

#[test]
fn prefixes_are_known_by_their_name_space() {
    let text = "<rss xmlns:i='http://www.itunes.com/DTDs/Podcast-1.0.dtd'><channel><i:author>A</i:author>\
        <item><i:episode>3.0</i:episode><itunes:season>2</itunes:season></item></channel></rss>";
    let Foreign { show, items, .. } = read(text.as_bytes()).unwrap();
    assert_eq!((show.author.as_deref(), items[0].number, items[0].season), (Some("A"), Some(3), Some(2)));
}

#[test]
fn what_means_no_good_is_refused_at_once() {
    let bomb = "<!DOCTYPE x [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;'>]><rss><channel><title>&b;</title></channel></rss>";
    let outside = "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><rss><channel><title>&a;</title></channel></rss>";
    let attributes = (0..200_000).map(|n| format!(" a{n}='x'")).collect::<Vec<_>>().concat();
    let deep = "<a>".repeat(200_000);
    let space = |n| format!("<b xmlns:n{n}='http://www.w3.org/2005/Atom'/>");
    let spaces = (0..5_000).map(space).collect::<Vec<String>>().concat();
    let began = Instant::now();
    assert_eq!(read(bomb.as_bytes()), Err(ReadError::DocType));
    assert_eq!(read(outside.as_bytes()), Err(ReadError::DocType));
    assert!(matches!(read(format!("<rss{attributes}></rss>").as_bytes()), Err(ReadError::TooMuch { .. })));
    assert!(matches!(read(format!("<rss><channel>{deep}").as_bytes()), Err(ReadError::TooMuch { .. })));
    assert!(read(format!("<rss><channel>{spaces}</channel></rss>").as_bytes()).is_ok());
    let many = format!("<rss><channel><item>{}</item></channel></rss>", "<b/>".repeat(60_000));
    assert!(matches!(read(many.as_bytes()), Err(ReadError::TooMuch { .. })));
    assert!(matches!(read(&vec![b' '; LARGEST as usize + 1]), Err(ReadError::TooLarge(_))));
    assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());
}

#[test]
fn what_is_cut_off_or_no_feed_is_refused() {
    let whole =
        std::fs::read(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/feeds/castopod.xml"))
            .unwrap();
    let end = whole.iter().rposition(|byte| *byte == b'<').unwrap();
    for cut in (200..end).step_by(97) {
        assert!(read(&whole[..cut]).is_err(), "cut at {cut}");
    }
    assert!(matches!(read(b"<html><body/></html>"), Err(ReadError::NotAFeed(name)) if name == "html"));
    assert!(matches!(read(b""), Err(ReadError::NotXml { .. })));
    assert!(matches!(read(b"<rss><channel></rss>"), Err(ReadError::NotXml { .. })));
    assert!(matches!(walk("<a/><b/>", |_| Ok(())), Err(ReadError::TooMuch { .. })));
}

#[test]
fn lengths_of_time_are_read_in_every_form() {
    for (text, seconds) in [
        ("75", Some(75)),
        ("1:15", Some(75)),
        ("01:02:03", Some(3723)),
        ("75.9", Some(75)),
        ("0", None),
        ("x", None),
        ("1:2:3:4", None),
        ("99999999", None),
    ] {
        assert_eq!(duration(text).map(|time| time.as_secs()), seconds, "{text}");
    }
}
