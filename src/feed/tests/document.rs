//! What the feed says, and that it is said so that every parser understands.

use proptest::prelude::*;
use snapbox::{Data, assert_data_eq};

use super::*;
use crate::episode::{Details, Licence, Location, Person, Soundbite};
use crate::feed::{channel, render};

/// What a show may tell of itself.
const TOLD: &str = r#"
licence = "CC-BY-4.0"
persons = [{ name = "Anna Holm", role = "Host", href = "https://example.org/anna" }, { name = "Bo <lyd>", role = "lyd" }]
location = { name = "Randers", geo = "56.4607, 10.0364", osm = "R2186660" }
funding = { url = "https://example.org/ven", title = "Bliv ven & støt" }
update = { text = "Hver anden tirsdag", rrule = "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", from = 2026-01-06 }
medium = "Audiobook"
ai_content = "Afskriften er lavet af en maskine."
apple_verify = "05124"
complete = true
new_feed = "https://example.com/feed.xml"
[seasons]
1 = "Begyndelsen"
"#;

/// What may be told of an episode.
fn told() -> Details {
    let person = |line: &str| Person::read(line).unwrap();
    Details {
        persons: vec![person("Cecilie Dam, gæst"), person("Anna Holm")],
        location: Some(Location { name: "Gudenåen".into(), ..Location::default() }),
        licence: Some(Licence { name: "vores".into(), url: Some("https://example.org/licens".into()) }),
        soundbites: vec![
            Soundbite::read("0:15-0:45 Derfor læser vi").unwrap(),
            Soundbite::read("20:00-21:15").unwrap(),
            Soundbite::read("2:00:00-2:00:30 For langt ude").unwrap(),
        ],
        consent: Some("Cecilie, mappe 7".into()),
        rights: Some("Egen musik".into()),
    }
}

/// A small show with one of everything.
pub(super) fn varied() -> Desk {
    let desk = Desk::with(&format!("{SETTINGS}{TOLD}"));
    let mut first = episode("1", "Velkommen & <hej>");
    first.details = told();
    first.sound.frames = 44_100 * 1859;
    first.notes = "Vi åbner.\nMed kaffe.\n\n- En\n- To\n\nSe https://example.org/?a=1&b=2.".into();
    desk.shelve(&first);
    let mut second = episode("2", "\"Øst\" 'og' vest ]]> 🎉");
    (second.explicit, second.season) = (Some(true), None);
    desk.shelve(&second);
    let mut trailer = episode("trailer-1", "Om os");
    trailer.sound.frames = 3;
    desk.shelve(&trailer);
    let mut draft = episode("3", "Kladde");
    draft.draft = true;
    desk.shelve(&draft);
    let mut later = episode("4", "Senere");
    later.dated_by_hand = true;
    later.published = "2026-12-24T08:00:00+01:00".parse().unwrap();
    desk.shelve(&later);
    desk
}

#[test]
fn a_feed_is_as_it_was_drawn_up() {
    let desk = varied();
    let built = desk.built();
    assert_eq!((built.items, built.held_back.len(), built.local), (3, 2, false));
    assert_eq!(built.address, "https://example.org/podcast/feed.xml");
    let golden = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/feed.xml");
    assert_data_eq!(desk.feed(), Data::read_from(Path::new(golden), None).raw());
}

#[test]
fn what_staff_keep_about_consent_and_rights_is_not_published() {
    let desk = varied();
    desk.built();
    assert!(!desk.feed().contains("mappe 7") && !desk.feed().contains("Egen musik"));
}

#[test]
fn the_people_of_an_episode_stand_beside_those_of_the_show() {
    let desk = varied();
    desk.built();
    let channel = desk.channel();
    let names = |item: &rss::Item| -> Vec<String> {
        let persons = item.extensions()["podcast"].get("person");
        persons.into_iter().flatten().filter_map(|person| person.value.clone()).collect()
    };
    assert_eq!(names(&channel.items()[1]), ["Anna Holm", "Bo <lyd>", "Cecilie Dam"]);
    // Without people of its own it has those of the show, as apps read it.
    assert_eq!(names(&channel.items()[0]), Vec::<String>::new());
}

#[test]
fn what_cannot_be_understood_is_left_out() {
    let told = "licence = \"vores\"\npersons = [{ role = \"host\" }, { name = \"Bo\", role = \"konge\", img = \"bo.jpg\" }]\n\
        location = { geo = \"1,1\" }\nfunding = \"vores side\"\nupdate = { rrule = \"tit\" }\nmedium = \"radio\"\n\
        new_feed = \"https://example.org/podcast/feed.xml\"\n";
    let desk = Desk::with(&format!("{SETTINGS}{told}"));
    desk.shelve(&episode("1", "Et"));
    desk.built();
    let feed = desk.feed();
    for absent in ["license", "location", "funding", "konge", "bo.jpg", "new-feed-url", "rrule=", "complete"]
    {
        assert!(!feed.contains(absent), "{absent}: {feed}");
    }
    assert!(feed.contains("<podcast:person>Bo</podcast:person>"), "{feed}");
    assert!(feed.contains("<podcast:medium>podcast</podcast:medium>"), "{feed}");
}

#[test]
fn a_practice_feed_says_so_and_has_no_identity() {
    let desk = Desk::with(&format!("{SETTINGS}practice = true\n"));
    desk.shelve(&episode("1", "Prøve"));
    let built = desk.built();
    assert!(built.local);
    let channel = desk.channel();
    assert_eq!(channel.title(), "Øvelse: Vi læser & lytter");
    assert_eq!(channel.itunes_ext().unwrap().block(), Some("Yes"));
    assert!(!channel.extensions()["podcast"].contains_key("guid"));
    assert_eq!(channel.items()[0].enclosure().unwrap().url(), "http://127.0.0.1:8017/media/001-proeve.mp3");
    assert_eq!(desk.show().info().guid, None);
}

#[test]
fn the_feed_gets_its_identity_with_its_address_and_keeps_it() {
    let desk = Desk::with(&SETTINGS.replace("link = ", "# link = "));
    assert!(desk.built().local);
    assert_eq!(desk.show().info().guid, None);
    let settings_file = layout::settings(desk.root());
    let change = |from: &str, to: &str| {
        let text = fs::read_to_string(&settings_file).unwrap();
        fs::write(&settings_file, text.replacen(from, to, 1)).unwrap();
    };
    change("# link = ", "link = ");
    desk.built();
    let given = desk.show().info().guid.clone().unwrap();
    assert_eq!(given, crate::episode::guid::of_feed("example.org/podcast/feed.xml").to_string());
    assert!(desk.feed().contains(&format!("<podcast:guid>{given}</podcast:guid>")));
    change("example.org/podcast", "example.com");
    desk.built();
    assert_eq!(desk.show().info().guid, Some(given));
}

#[test]
fn episodes_stand_newest_first_and_the_day_does_not_matter() {
    let desk = varied();
    desk.built();
    let channel = desk.channel();
    let titles: Vec<&str> = channel.items().iter().filter_map(|item| item.title()).collect();
    assert_eq!(titles, ["\"Øst\" 'og' vest ]]> 🎉", "Velkommen & <hej>", "Om os"]);
    assert_eq!(channel.last_build_date(), Some("Thu, 1 Jan 2026 12:01:00 +0100"));
}

/// Builds a feed in memory of one episode and this show, and reads it back.
fn said(info: &crate::catalogue::ShowInfo, episode: &Episode) -> rss::Channel {
    let desk = Desk::new();
    desk.shelve(&super::episode("1", "x"));
    let mut shelf = desk.show().shelf().unwrap();
    shelf.episodes[0].episode = episode.clone();
    let due: Vec<_> = shelf.episodes.iter().collect();
    let cover = crate::feed::artwork::Found::of(&desk.show());
    let bytes = render(&channel(info, &due, &crate::feed::Pictures::of(&cover, &due))).unwrap();
    rss::Channel::read_from(bytes.as_slice()).unwrap()
}

#[test]
fn hostile_words_are_only_words() {
    let long = "æ".repeat(300);
    for (title, expected) in [
        ("Rock & <b>rul</b>", "Rock & <b>rul</b>"),
        ("\"a\" 'b' &amp; &#1;", "\"a\" 'b' &amp; &#1;"),
        ("a\u{1}b\u{0}c\u{fffe}", "abc"),
        ("]]>", "]]>"),
        ("{{ title }} ${x}", "{{ title }} ${x}"),
        ("👩‍👩‍👧 شعر", "👩‍👩‍👧 شعر"),
        (&long, &"æ".repeat(255)),
    ] {
        let mut info = crate::catalogue::ShowInfo::new(title);
        (info.author, info.description) = (title.to_owned(), title.to_owned());
        info.copyright = Some(title.to_owned());
        let mut episode = episode("1", title);
        episode.notes = title.to_owned();
        let channel = said(&info, &episode);
        assert_eq!(channel.title(), expected);
        assert_eq!(channel.copyright(), Some(expected));
        assert_eq!(channel.itunes_ext().unwrap().author(), Some(expected));
        assert_eq!(channel.items()[0].title(), Some(expected));
        let html = channel.items()[0].description().unwrap();
        assert!(html.starts_with("<p>") && !html.contains("<b>"), "{html}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn any_words_read_back_as_they_were_meant(title in any::<String>(), notes in any::<String>(), guid in "\\PC{1,40}") {
        // `render` reads back and compares by itself; that it finds no difference is the property.
        let mut info = crate::catalogue::ShowInfo::new(title.clone());
        info.description = notes.clone();
        info.email = Some(title.clone());
        info.category = title.clone();
        info.language = title.clone();
        info.guid = Some(guid.clone());
        prop_assume!(guid.trim() == guid);
        let mut episode = episode("1", "x");
        (episode.title, episode.notes) = (title, notes);
        episode.guid = guid.parse().unwrap();
        let channel = said(&info, &episode);
        prop_assert_eq!(channel.items()[0].guid().unwrap().value(), guid);
    }
}
