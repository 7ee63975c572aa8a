//! Feeds that were made elsewhere: a good one, and every rule broken by itself in it.

use crate::feed::strange::{self, Looked, Met, of_cover, of_file};
use crate::feed::{Finding, Weight};

/// A feed of which nothing is to be said.
pub(super) const GOOD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:atom="http://www.w3.org/2005/Atom"
  xmlns:podcast="https://podcastindex.org/namespace/1.0">
  <channel>
    <title>Bogsnak</title>
    <link>https://example.org/</link>
    <description>Om bøger.</description>
    <language>da</language>
    <copyright>Biblioteket</copyright>
    <atom:link rel="self" type="application/rss+xml" href="https://example.org/feed.xml"/>
    <itunes:author>Biblioteket</itunes:author>
    <itunes:owner><itunes:email>a@example.org</itunes:email></itunes:owner>
    <itunes:category text="Arts"><itunes:category text="Books"/></itunes:category>
    <itunes:explicit>false</itunes:explicit>
    <itunes:type>episodic</itunes:type>
    <itunes:image href="https://example.org/cover.jpg"/>
    <podcast:guid>080cbc85-2163-502d-8b52-3171206ba87e</podcast:guid>
    <podcast:locked>yes</podcast:locked>
    <podcast:person role="host">Anna Holm</podcast:person>
    <podcast:license>cc-by-4.0</podcast:license>
    <item>
      <title>Havet</title>
      <description><![CDATA[<p>Se <a href="https://example.org/2">mere</a>.</p>]]></description>
      <enclosure url="https://example.org/2.mp3" length="2000" type="audio/mpeg"/>
      <guid isPermaLink="false">b</guid>
      <pubDate>Tue, 04 Nov 2025 10:00:00 +0100</pubDate>
      <itunes:duration>61:05</itunes:duration>
      <itunes:episode>2</itunes:episode>
      <itunes:season>1</itunes:season>
      <itunes:episodeType>full</itunes:episodeType>
      <podcast:transcript url="https://example.org/2.vtt" type="text/vtt"/>
      <podcast:chapters url="https://example.org/2.json" type="application/json+chapters"/>
    </item>
    <item>
      <title>Skoven</title>
      <enclosure url="https://example.org/1.mp3" length="1000" type="audio/mpeg"/>
      <guid>https://example.org/1</guid>
      <pubDate>Mon, 3 Nov 2025 10:00:00 GMT</pubDate>
      <itunes:duration>90</itunes:duration>
      <itunes:episode>1</itunes:episode>
      <itunes:season>1</itunes:season>
    </item>
  </channel>
</rss>
"#;

/// What breaks which rule: a text in the good feed, and what is put in its place. Rules that shows of
/// our own can break as well come after those that only others can.
const CASES: &[(&str, &str, &str)] = &[
    ("feed-broken", "</channel>", ""),
    ("feed-doctype", "<rss ", "<!DOCTYPE rss [<!ENTITY a \"b\">]><rss "),
    ("no-channel", "channel>", "kanal>"),
    ("namespace-wrong", "podcast-1.0.dtd", "Podcast-1.0.dtd"),
    ("self-link-missing", "rel=\"self\"", "rel=\"hub\""),
    ("locked-missing", "<podcast:locked>yes</podcast:locked>", ""),
    ("feed-guid-missing", "<podcast:guid>080cbc85-2163-502d-8b52-3171206ba87e</podcast:guid>", ""),
    ("show-empty", "", ""),
    ("text-spaces", "<title>Bogsnak", "<title> Bogsnak"),
    ("explicit-old", "<itunes:explicit>false", "<itunes:explicit>clean"),
    ("type-unknown", "episodic", "weekly"),
    ("yes-wanted", "<itunes:type>", "<itunes:block>no</itunes:block><itunes:type>"),
    ("image-ending", "cover.jpg", "cover.webp"),
    ("title-missing", "<title>Havet</title>", ""),
    ("title-long", "Havet", "LONG"),
    (
        "enclosure-missing",
        "<enclosure url=\"https://example.org/1.mp3\" length=\"1000\" type=\"audio/mpeg\"/>",
        "",
    ),
    ("enclosure-length", "length=\"1000\"", "length=\"\""),
    ("enclosure-type", "length=\"1000\" type=\"audio/mpeg\"", "length=\"1000\" type=\"text/plain\""),
    ("guid-missing", "<guid isPermaLink=\"false\">b</guid>", ""),
    ("guid-permalink", " isPermaLink=\"false\"", ""),
    ("date-wrong", "Mon, 3 Nov 2025 10:00:00 GMT", "3. november 2025"),
    ("date-weekday", "Mon, 3 Nov", "Sun, 3 Nov"),
    ("duration-wrong", ">90<", ">halvanden time<"),
    ("number-zero", "<itunes:season>1", "<itunes:season>0"),
    ("episode-type-unknown", "full", "long"),
    ("serial-numberless", "", ""),
    ("notes-html", "<p>Se", "<h1>Se"),
    ("transcript-type", "text/vtt", "text/rtf"),
    ("chapters-type", "application/json+chapters", "text/plain"),
];

/// Rules that shows of our own can break too, broken in a feed that was made elsewhere.
const SHARED: &[(&str, &str, &str)] = &[
    ("field-missing", "<language>da</language>", ""),
    ("category-unknown", "text=\"Books\"", "text=\"Bøger\""),
    ("category-dead", "text=\"Books\"", "text=\"Literature\""),
    ("category-misplaced", "text=\"Books\"", "text=\"Philosophy\""),
    ("language-unknown", "<language>da", "<language>dansk"),
    ("author-missing", "<itunes:author>Biblioteket</itunes:author>", ""),
    ("email-missing", "<itunes:email>a@example.org</itunes:email>", ""),
    ("email-wrong", "a@example.org", "biblioteket"),
    ("feed-guid-wrong", "080cbc85-2163-502d-8b52-3171206ba87e", "vores"),
    ("text-entity", "Skoven", "Skov &amp;amp; hav"),
    ("address-insecure", "<link>https:", "<link>http:"),
    ("address-odd", "org/2.mp3", "org/to ø.mp3"),
    ("address-wrong", "https://example.org/2.mp3", "2.mp3"),
    (
        "new-feed-same",
        "<itunes:type>",
        "<itunes:new-feed-url>https://example.org/feed.xml</itunes:new-feed-url><itunes:type>",
    ),
    ("person-nameless", ">Anna Holm<", "><"),
    ("role-unknown", "role=\"host\"", "role=\"konge\""),
    ("licence-unknown", "cc-by-4.0", "vores"),
    ("medium-unknown", "<itunes:type>", "<podcast:medium>radio</podcast:medium><itunes:type>"),
    ("title-numbered", "Skoven", "#1: Skoven"),
    ("title-names-show", "Skoven", "Bogsnak: Skoven"),
    ("title-twice", "Skoven", "Havet"),
    ("number-twice", "<itunes:episode>1", "<itunes:episode>2"),
    ("guid-twice", "<guid>https://example.org/1", "<guid isPermaLink=\"false\">b"),
    ("date-order", "Mon, 3 Nov 2025", "Wed, 3 Dec 2025"),
    ("date-future", "Tue, 04 Nov 2025", "Wed, 04 Nov 2026"),
    ("notes-link-wrong", "https://example.org/2\"", "side2\""),
    (
        "soundbite-outside",
        "<itunes:duration>90",
        "<podcast:soundbite startTime=\"80\" duration=\"30\"/><itunes:duration>90",
    ),
];

/// The rules that are broken by what servers say.
const FILES: [&str; 6] =
    ["file-gone", "file-page", "file-length", "file-parts", "cover-unreadable", "cover-shape"];

/// Returns the rules that are broken here and nowhere else.
pub(super) fn broken() -> impl Iterator<Item = &'static str> {
    let apart = ["feed-oversize", "feed-encoding", "enclosure-twice"];
    let apart = apart.into_iter().chain(FILES);
    CASES.iter().map(|(id, ..)| *id).chain(apart)
}

fn look(bytes: &[u8]) -> Looked {
    strange::check(bytes, "2026-10-04T12:00:00Z".parse().unwrap())
}

fn ids(looked: &Looked) -> Vec<&'static str> {
    let mut ids: Vec<_> = looked.findings.iter().map(Finding::id).collect();
    ids.dedup();
    ids
}

#[test]
fn of_a_good_feed_nothing_is_said() {
    let looked = look(GOOD.as_bytes());
    assert_eq!(looked.findings, []);
    assert_eq!((looked.title.as_str(), looked.items), ("Bogsnak", 2));
}

#[test]
fn each_rule_is_broken_alone() {
    for (id, from, to) in CASES.iter().chain(SHARED) {
        let text = match *id {
            "show-empty" => format!("{}</channel></rss>", &GOOD[..GOOD.find("<item>").unwrap()]),
            "serial-numberless" => {
                GOOD.replace("episodic", "serial").replace("<itunes:episode>1</itunes:episode>", "")
            }
            "title-long" => GOOD.replace(from, &"æ".repeat(256)),
            "no-channel" => GOOD.replace(from, to),
            _ => {
                assert!(GOOD.contains(from), "{id}: {from}");
                GOOD.replacen(from, to, 1)
            }
        };
        assert_eq!(ids(&look(text.as_bytes())), [*id], "{:#?}", look(text.as_bytes()).findings);
    }
}

#[test]
fn what_is_no_text_or_too_much_is_refused() {
    let latin: Vec<u8> = GOOD.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    assert_eq!(ids(&look(&latin)), ["feed-encoding"]);
    assert_eq!(ids(&look(&vec![b' '; strange::LARGEST as usize + 1])), ["feed-oversize"]);
    assert_eq!(ids(&look(b"")), ["feed-broken"]);
    assert_eq!(ids(&look(b"\xef\xbb\xbf<html></html>")), ["no-channel"]);
}

#[test]
fn each_rule_about_what_a_server_says_is_broken_alone() {
    let files = look(GOOD.as_bytes()).files;
    let addresses: Vec<&str> = files.iter().map(|file| file.address.rsplit('/').next().unwrap()).collect();
    assert_eq!(addresses, ["cover.jpg", "2.mp3", "2.json", "2.vtt", "1.mp3"]);
    let [cover, sound, chapters, ..] = &files[..] else { panic!("{files:?}") };
    let fine = Met { length: Some(2000), in_parts: true, media_type: "audio/mpeg".into() };
    assert_eq!(of_file(sound, Ok(&fine)), []);
    assert_eq!(of_file(chapters, Ok(&Met { length: None, in_parts: false, ..fine.clone() })), []);
    assert_eq!(of_cover(cover, Some((3000, 3000))), []);
    let told = [
        of_file(sound, Err("404".into())),
        of_file(sound, Ok(&Met { media_type: "text/html".into(), ..fine.clone() })),
        of_file(sound, Ok(&Met { length: Some(17), ..fine.clone() })),
        of_file(sound, Ok(&Met { in_parts: false, ..fine })),
        of_cover(cover, None),
        of_cover(cover, Some((1400, 1399))),
    ];
    assert_eq!(told.each_ref().map(|found| ids_of(found).join(" ")), FILES);
    assert_eq!(told[0][0].weight, Weight::Error, "nobody can hear it");
    assert_eq!(of_file(chapters, Err("404".into()))[0].weight, Weight::Warning, "without, it can be heard");
}

fn ids_of(found: &[Finding]) -> Vec<&'static str> {
    found.iter().map(Finding::id).collect()
}

#[test]
fn two_items_with_one_sound_are_told() {
    let text = GOOD.replace("https://example.org/1.mp3", "https://example.org/2.mp3");
    let looked = look(text.as_bytes());
    assert_eq!(ids(&looked), ["enclosure-twice"]);
    assert_eq!(looked.findings[0].weight, Weight::Error);
    assert_eq!(
        looked.findings[0].to_string(),
        "error: item 2, \"Skoven\": Havet has the address of https://example.org/2.mp3 too"
    );
}

#[test]
fn our_own_feed_is_one_of_which_little_is_to_be_said() {
    let desk = super::Desk::new();
    desk.shelve(&super::episode("1", "Et"));
    desk.built();
    let looked = look(desk.feed().as_bytes());
    assert_eq!(looked.findings, []);
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(128))]
    #[test]
    fn no_feed_makes_it_panic(at in 0..GOOD.len(), length in 0_usize..40, other in "[<>/&;a-c\"' 0:æ]{0,12}") {
        let mut bytes = GOOD.as_bytes().to_vec();
        let end = (at + length).min(bytes.len());
        bytes.splice(at..end, other.into_bytes());
        drop(look(&bytes));
    }
}
