//! What a feed says of people, places, terms and rhythm, in the podcast name space: of the show, and of each
//! episode. What cannot be understood is left out; nothing is guessed.

use std::collections::BTreeMap;

use crate::catalogue::settings::details::{Funding, MEDIA, ShowDetails, Update};
use crate::episode::chapter::{self, Chapter};
use crate::episode::{Details, Licence, Location, Person, Soundbite, clock, text};
use crate::feed::strange::Element;

/// Purposes of `podcast:txt` that mean something to directories.
const AI_CONTENT: &str = "ai-content";
/// The purpose of the text by which Apple knows that a show is whose it says.
const APPLE_VERIFY: &str = "applepodcastsverify";

/// Returns what is told of an episode.
pub(super) fn of_item(item: &Element) -> Details {
    Details {
        persons: persons(item),
        location: location(item),
        licence: licence(item),
        soundbites: item.all("podcast:soundbite").filter_map(soundbite).collect(),
        ..Details::default()
    }
}

/// Returns what is told of a show. The names of its seasons stand at its episodes.
pub(super) fn of_show(channel: &Element) -> ShowDetails {
    let yes = |name: &str| channel.said_in(name).is_some_and(|said| said.eq_ignore_ascii_case("yes"));
    let note = |purpose: &str| {
        let mut notes = channel.all("podcast:txt");
        notes.find(|note| note.attribute("purpose") == Some(purpose)).and_then(line)
    };
    let medium = channel.said_in("podcast:medium").map(str::to_lowercase);
    ShowDetails {
        persons: persons(channel),
        seasons: BTreeMap::new(),
        location: location(channel),
        licence: licence(channel),
        funding: channel.all("podcast:funding").filter_map(funding).collect(),
        update: channel.child("podcast:updateFrequency").and_then(update),
        medium: medium.filter(|medium| medium != "podcast" && MEDIA.contains(&medium.as_str())),
        ai_content: note(AI_CONTENT),
        apple_verify: note(APPLE_VERIFY),
        block: yes("itunes:block"),
        complete: yes("itunes:complete"),
        ..ShowDetails::default()
    }
}

/// Returns whether an element says something that is not taken although its name is known.
pub(super) fn is_foreign(element: &Element) -> bool {
    let purpose = element.attribute("purpose").unwrap_or_default();
    element.name == "podcast:txt" && ![AI_CONTENT, APPLE_VERIFY].contains(&purpose)
}

/// Returns the name of the season that an episode belongs to.
pub(super) fn season_name(item: &Element) -> Option<String> {
    item.child("podcast:season").and_then(|season| attribute(season, "name"))
}

/// Returns the chapters that stand in the feed itself (Podlove Simple Chapters).
pub(super) fn simple_chapters(chapters: &Element) -> Vec<Chapter> {
    let one = |element: &Element| {
        let start = element.attribute("start").and_then(clock::read_either)?;
        let title = element.attribute("title").and_then(chapter::title)?;
        let link = element.attribute("href").and_then(chapter::link).map(str::to_owned);
        Some(Chapter { start, title, link, hidden: false })
    };
    let mut chapters: Vec<Chapter> = chapters.all("psc:chapter").filter_map(one).collect();
    chapters.sort_by_key(|chapter| chapter.start);
    chapters.truncate(chapter::MOST);
    chapters
}

fn persons(element: &Element) -> Vec<Person> {
    let one = |person: &Element| {
        let [role, group, href, img] = ["role", "group", "href", "img"].map(|name| attribute(person, name));
        Some(Person { name: line(person)?, role, group, href, img })
    };
    element.all("podcast:person").filter_map(one).collect()
}

fn location(element: &Element) -> Option<Location> {
    let place = element.child("podcast:location")?;
    Some(Location { name: line(place)?, geo: attribute(place, "geo"), osm: attribute(place, "osm") })
}

fn licence(element: &Element) -> Option<Licence> {
    let licence = element.child("podcast:license")?;
    Some(Licence { name: line(licence)?, url: attribute(licence, "url") })
}

fn funding(element: &Element) -> Option<Funding> {
    Some(Funding { url: attribute(element, "url")?, title: line(element) })
}

fn update(element: &Element) -> Option<Update> {
    let update = Update {
        text: line(element),
        rrule: attribute(element, "rrule"),
        from: attribute(element, "dtstart"),
    };
    (update != Update::default()).then_some(update)
}

fn soundbite(element: &Element) -> Option<Soundbite> {
    let time = |name: &str| element.attribute(name).and_then(clock::read_either).map(clock::in_milliseconds);
    let bite = Soundbite { start: time("startTime")?, length: time("duration")?, title: line(element) };
    Some(bite).filter(|bite| !bite.length.is_zero())
}

fn attribute(element: &Element, name: &str) -> Option<String> {
    element.attribute(name).map(text::title).filter(|text| !text.is_empty())
}

/// Returns its text on one line.
fn line(element: &Element) -> Option<String> {
    Some(text::title(&element.text)).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use crate::episode::SeasonNumber;
    use crate::moving::read::{Extra, read};

    #[test]
    fn people_places_terms_and_rhythm_come_as_they_are_told() {
        let feed = r#"<rss xmlns:podcast="https://podcastindex.org/namespace/1.0" xmlns:psc="http://podlove.org/simple-chapters"
            xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel><title>T</title>
            <podcast:person role="Host" href="https://example.org/x">Åse  Æble</podcast:person><podcast:person> </podcast:person>
            <podcast:location geo="geo:56.46,10.03">Randers</podcast:location>
            <podcast:license url="https://example.org/l">vores</podcast:license>
            <podcast:funding url="https://example.org/f">Støt os</podcast:funding><podcast:funding>intet</podcast:funding>
            <podcast:updateFrequency rrule="FREQ=WEEKLY">Ugentlig</podcast:updateFrequency>
            <podcast:medium>audiobook</podcast:medium><podcast:txt purpose="ai-content">Nej</podcast:txt>
            <podcast:txt purpose="andet">x</podcast:txt><itunes:block>Yes</itunes:block>
            <item><title>A</title><podcast:season name="Foråret">2</podcast:season>
            <podcast:person role="guest">Bo</podcast:person>
            <podcast:soundbite startTime="73.5" duration="60.0">Hør</podcast:soundbite>
            <podcast:soundbite startTime="x" duration="0"/>
            <psc:chapters><psc:chapter start="00:01:02.5" title="To"/><psc:chapter start="0" title="Et" href="https://example.org"/>
            <psc:chapter start="nu" title="Tre"/></psc:chapters></item></channel></rss>"#;
        let foreign = read(feed.as_bytes()).unwrap();
        let show = &foreign.show.details;
        assert_eq!(show.persons.len(), 1);
        assert_eq!(
            (show.persons[0].name.as_str(), show.persons[0].role.as_deref()),
            ("Åse Æble", Some("Host"))
        );
        assert_eq!(show.location.as_ref().unwrap().geo().as_deref(), Some("geo:56.46,10.03"));
        assert_eq!(show.licence.as_ref().unwrap().url.as_deref(), Some("https://example.org/l"));
        assert_eq!(show.funding.len(), 1);
        assert_eq!(show.update.as_ref().unwrap().rrule.as_deref(), Some("FREQ=WEEKLY"));
        assert_eq!((show.medium.as_deref(), show.ai_content.as_deref()), (Some("audiobook"), Some("Nej")));
        assert!(show.block && !show.complete);
        assert_eq!(foreign.unknown.get("podcast:txt"), Some(&1), "{:?}", foreign.unknown);

        let item = &foreign.items[0];
        assert_eq!((item.season, item.season_name.as_deref()), (Some(2), Some("Foråret")));
        assert!(SeasonNumber::new(2).is_some());
        assert_eq!(item.details.persons[0].name, "Bo");
        let [bite] = &item.details.soundbites[..] else { panic!("{:?}", item.details.soundbites) };
        assert_eq!((bite.start, bite.length), (Duration::from_millis(73_500), Duration::from_mins(1)));
        let [Extra::SimpleChapters(chapters)] = &item.extras[..] else { panic!("{:?}", item.extras) };
        let told: Vec<_> = chapters.iter().map(|one| (one.start.as_millis(), one.title.as_str())).collect();
        assert_eq!(told, [(0, "Et"), (62_500, "To")]);
    }
}
