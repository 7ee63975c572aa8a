//! The tags of the podcast name space: who is heard, where it is set, on what terms, how often it comes.
//!
//! A tag is written only where what it says can be understood; what is left out, `check` names.

use rss::extension::Extension;

use super::address::is_address;
use super::{Place, xml};
use crate::catalogue::settings::details::Update;
use crate::catalogue::{Shelved, ShowInfo};
use crate::episode::{Episode, EpisodeType, Licence, Location, Person, SeasonNumber, Soundbite};

/// The longest text of a tag that the name space asks apps to take whole, in characters.
pub(super) const LONGEST: usize = 128;

/// Returns the tags of a show, with trailers among its episodes.
pub(super) fn of_show(info: &ShowInfo, place: &Place, due: &[&Shelved]) -> Vec<Extension> {
    let told = &info.details;
    let mut tags = vec![tag("podcast:medium", told.medium(), [])];
    tags.extend(named(&told.persons).map(person));
    tags.extend(told.location.as_ref().and_then(location));
    tags.extend(told.licence.as_ref().and_then(licence));
    tags.extend(told.funding.iter().filter(|funding| is_address(&funding.url)).map(|funding| {
        let title = funding.title.as_deref().unwrap_or(&funding.url);
        tag("podcast:funding", title, [("url", Some(funding.url.clone()))])
    }));
    tags.extend(due.iter().filter(|shelved| shelved.episode.kind() == EpisodeType::Trailer).map(|shelved| {
        let episode = &shelved.episode;
        tag(
            "podcast:trailer",
            &episode.title,
            [
                ("url", Some(place.media_address(&episode.media_name()))),
                ("pubdate", Some(episode.published.rfc2822())),
                ("length", Some(episode.sound.bytes.to_string())),
                ("type", Some(episode.sound.file_type.media_type().to_owned())),
                ("season", episode.season.map(|season| season.to_string())),
            ],
        )
    }));
    tags.extend(update(told.update.as_ref(), told.complete));
    let notes = [("ai-content", &told.ai_content), ("applepodcastsverify", &told.apple_verify)];
    tags.extend(notes.into_iter().filter_map(|(purpose, text)| {
        let text = text.as_deref().filter(|text| !xml::clean(text).is_empty())?;
        Some(whole("podcast:txt", text, [("purpose", Some(purpose.to_owned()))]))
    }));
    tags
}

/// Returns the tags of an episode.
pub(super) fn of_item(info: &ShowInfo, episode: &Episode) -> Vec<Extension> {
    let details = &episode.details;
    let mut tags = Vec::new();
    tags.extend(episode.handle.number().map(|n| tag("podcast:episode", &n.to_string(), [])));
    tags.extend(episode.season.map(|n| season(info, n)));
    tags.extend(persons_of(info, episode).into_iter().map(person));
    tags.extend(details.location.as_ref().and_then(location));
    tags.extend(details.licence.as_ref().and_then(licence));
    let heard = details.soundbites.iter().filter(|bite| bite.fits(episode.sound.duration()));
    tags.extend(heard.map(|bite| soundbite(bite, &episode.title)));
    tags
}

/// Returns the tag for a square picture at that address.
pub(super) fn image(address: String, media_type: &str) -> Extension {
    let said = |text: &str| Some(text.to_owned());
    let attributes = [
        ("href", Some(address)),
        ("type", said(media_type)),
        ("aspect-ratio", said("1/1")),
        ("purpose", said("artwork")),
    ];
    tag("podcast:image", "", attributes)
}

/// Returns those who are to be named with an episode. Its list takes the place of the show's, so the
/// show's people stand in it again; without people of its own it has no list.
fn persons_of<'p>(info: &'p ShowInfo, episode: &'p Episode) -> Vec<&'p Person> {
    let own = named(&episode.details.persons).next();
    own.map_or_else(Vec::new, |_| heard(info, episode))
}

/// Returns those who are heard in an episode: the people of the show, and its own.
pub fn heard<'p>(info: &'p ShowInfo, episode: &'p Episode) -> Vec<&'p Person> {
    let mut all: Vec<&Person> = Vec::new();
    for person in named(&info.details.persons).chain(named(&episode.details.persons)) {
        if !all.iter().any(|other| other.is_same(person)) {
            all.push(person);
        }
    }
    all
}

fn named(persons: &[Person]) -> impl Iterator<Item = &Person> {
    persons.iter().filter(|person| !xml::clean(&person.name).is_empty())
}

fn person(person: &Person) -> Extension {
    let role = person.standing();
    // A group without a part, or of a part that nobody knows, is written as people gave it.
    let group = person.group.clone().or_else(|| role.map(|role| role.group.to_owned()));
    let address = |text: &Option<String>| text.clone().filter(|text| is_address(text));
    tag(
        "podcast:person",
        &person.name,
        [
            ("role", role.map(|role| role.name.to_lowercase())),
            ("group", group.map(|group| group.to_lowercase()).filter(|_| role.is_some())),
            ("href", address(&person.href)),
            ("img", address(&person.img)),
        ],
    )
}

fn location(location: &Location) -> Option<Extension> {
    if xml::clean(&location.name).is_empty() {
        return None;
    }
    let osm = location.osm().map(str::to_owned);
    Some(tag("podcast:location", &location.name, [("geo", location.geo()), ("osm", osm)]))
}

/// One that nobody knows needs an address at which to read it.
fn licence(licence: &Licence) -> Option<Extension> {
    let url = licence.url.clone().filter(|url| is_address(url));
    let known = licence.is_known();
    if xml::clean(&licence.name).is_empty() || !(known || url.is_some()) {
        return None;
    }
    let name = if known { licence.name.to_lowercase() } else { licence.name.clone() };
    Some(tag("podcast:license", &name, [("url", url)]))
}

fn update(update: Option<&Update>, complete: bool) -> Option<Extension> {
    let rule = update.filter(|update| update.is_sound()).and_then(|update| update.rrule.clone());
    let text = update.and_then(|update| update.text.clone().or_else(|| update.rrule.clone()))?;
    if xml::clean(&text).is_empty() {
        return None;
    }
    let from = update.and_then(|update| update.from.clone());
    let complete = complete.then(|| "true".to_owned());
    Some(tag("podcast:updateFrequency", &text, [("rrule", rule), ("dtstart", from), ("complete", complete)]))
}

fn season(info: &ShowInfo, season: SeasonNumber) -> Extension {
    let name = info.details.seasons.get(&season).map(|name| first(name));
    tag("podcast:season", &season.to_string(), [("name", name)])
}

fn soundbite(bite: &Soundbite, episode: &str) -> Extension {
    let seconds = |time: std::time::Duration| Some(format!("{:.1}", time.as_secs_f64()));
    let title = bite.title.as_deref().unwrap_or(episode);
    tag("podcast:soundbite", title, [("startTime", seconds(bite.start)), ("duration", seconds(bite.length))])
}

/// Returns the text as XML may have it, and no longer than apps take whole.
fn first(text: &str) -> String {
    let text: String = xml::clean(text).chars().take(LONGEST).collect();
    text.trim_end().to_owned()
}

/// Returns a tag, its text cut where apps may cut it; attributes that have nothing to say are left out.
fn tag<const N: usize>(name: &str, text: &str, attributes: [(&str, Option<String>); N]) -> Extension {
    whole(name, &first(text), attributes)
}

/// Returns a tag with its whole text.
fn whole<const N: usize>(name: &str, text: &str, attributes: [(&str, Option<String>); N]) -> Extension {
    let attrs = attributes.into_iter().filter_map(|(name, value)| {
        let value = xml::clean(&value?);
        (!value.is_empty()).then(|| (name.to_owned(), value))
    });
    Extension {
        name: name.to_owned(),
        value: Some(xml::clean(text)).filter(|text| !text.is_empty()),
        attrs: attrs.collect(),
        ..Extension::default()
    }
}
