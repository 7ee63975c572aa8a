//! Rules about what a show and its episodes tell beside their words: people, places, licences, seasons,
//! where the feed has moved, and consent.

use super::{Finding, Rule, Seen, of_episode, of_show};
use crate::catalogue::Shelved;
use crate::catalogue::settings::details::{Funding, MEDIA};
use crate::episode::{Licence, Location, Person, Role, Soundbite, clock};
use crate::feed::nearest::nearest;
use crate::feed::podcast::LONGEST;
use crate::feed::{Place, address};

/// How long the name space wants soundbites to be, in seconds.
const SOUNDBITE: std::ops::RangeInclusive<u64> = 15..=120;

pub(super) fn findings(seen: &Seen<'_>) -> Vec<Finding> {
    let mut found: Vec<Finding> =
        of_its_show(seen).into_iter().map(|rule| of_show(rule.weight(), rule)).collect();
    found.extend(untranscribed(seen).map(|rule| of_show(rule.weight(), rule)));
    for shelved in &seen.shelf.episodes {
        let episode = &shelved.episode;
        let details = &episode.details;
        let mut rules = persons(&details.persons);
        rules.extend(details.location.as_ref().and_then(location));
        rules.extend(details.licence.as_ref().and_then(licence));
        rules.extend(details.licence.iter().filter_map(|licence| linked("licence", licence.url.as_ref())));
        rules.extend(details.soundbites.iter().filter_map(|bite| soundbite(bite, episode.sound.duration())));
        if seen.show.info().details.consent {
            rules.extend(details.consent.is_none().then_some(Rule::ConsentMissing));
            rules.extend(details.rights.is_none().then_some(Rule::RightsMissing));
        }
        if seen.show.info().details.complete && !episode.is_due(seen.now) {
            rules.push(Rule::CompleteAhead);
        }
        found.extend(rules.into_iter().map(|rule| of_episode(rule.weight(), episode.handle, rule)));
    }
    found
}

/// Said once for all of them: a show that begins to write down what is said has most of it before it.
fn untranscribed(seen: &Seen<'_>) -> Option<Rule> {
    let mute = |shelved: &&Shelved| shelved.episode.is_due(seen.now) && shelved.episode.transcript.is_none();
    let asked = seen.show.info().details.transcripts;
    let episodes = seen.shelf.episodes.iter().filter(mute).count();
    (asked && episodes > 0).then_some(Rule::TranscriptNone { episodes })
}

fn of_its_show(seen: &Seen<'_>) -> Vec<Rule> {
    let info = seen.show.info();
    let told = &info.details;
    let mut rules = persons(&told.persons);
    rules.extend(told.location.as_ref().and_then(location));
    rules.extend(told.licence.as_ref().and_then(licence));
    rules.extend(told.licence.iter().filter_map(|licence| linked("licence", licence.url.as_ref())));
    for Funding { url, title } in &told.funding {
        rules.extend(linked("funding", Some(url)));
        rules.extend(title.as_deref().and_then(|title| long("funding", title)));
    }
    if let Some(update) = &told.update {
        let rule = update.rrule.as_deref().unwrap_or_default();
        rules.extend((!update.is_sound()).then(|| Rule::UpdateWrong { given: rule.to_owned() }));
        rules.extend(update.text.as_deref().and_then(|text| long("update", text)));
    }
    if let Some(given) = told.medium.as_ref().filter(|given| !told.medium().eq_ignore_ascii_case(given)) {
        let suggestion = nearest(given, MEDIA).unwrap_or_default().to_owned();
        rules.push(Rule::MediumUnknown { given: given.clone(), suggestion });
    }
    if let Some(new) = told.new_feed.as_ref().filter(|_| !info.practice) {
        let place = Place::of(info);
        if *new == place.feed_address() {
            rules.push(Rule::NewFeedSame { address: new.clone() });
        } else {
            rules.extend(linked("new_feed", Some(new)));
        }
    }
    if let Some(given) = info.guid.as_ref().filter(|guid| !is_uuid(guid)) {
        rules.push(Rule::FeedGuidWrong { given: given.clone() });
    }
    for (season, name) in &told.seasons {
        rules.extend(long("seasons", name));
        let episodes = seen.shelf.episodes.iter().chain(&seen.shelf.away);
        if !episodes.into_iter().any(|shelved| shelved.episode.season == Some(*season)) {
            rules.push(Rule::SeasonUnused { season: season.to_string(), name: name.clone() });
        }
    }
    rules
}

fn persons(persons: &[Person]) -> Vec<Rule> {
    let mut rules = Vec::new();
    for person in persons {
        if person.name.is_empty() {
            rules.push(Rule::PersonNameless { role: person.role.clone().unwrap_or_default() });
            continue;
        }
        rules.extend(long("persons", &person.name));
        rules.extend(role(person));
        for address in [&person.href, &person.img] {
            rules.extend(linked("persons", address.as_ref()));
        }
    }
    rules
}

/// Returns the rule that somebody's part breaks.
pub(in crate::feed) fn role(person: &Person) -> Option<Rule> {
    let given = person.role.clone().filter(|_| person.standing().is_none())?;
    let suggestion = nearest(&given, Role::all().map(|role| role.name)).unwrap_or_default().to_lowercase();
    Some(Rule::RoleUnknown { name: person.name.clone(), given, suggestion })
}

/// Returns the rule that a place breaks.
pub(in crate::feed) fn location(location: &Location) -> Option<Rule> {
    let written = [Some(&location.name), location.geo.as_ref(), location.osm.as_ref()];
    let given = || written.into_iter().flatten().filter(|text| !text.is_empty()).cloned().collect::<Vec<_>>();
    if !location.is_sound() {
        return Some(Rule::LocationWrong { given: given().join(", ") });
    }
    long("location", &location.name)
}

/// Returns the rule that a licence breaks.
pub(in crate::feed) fn licence(licence: &Licence) -> Option<Rule> {
    let suggestion = licence.meant().unwrap_or_default();
    let known = licence.is_known() || (licence.url.is_some() && !licence.name.is_empty());
    (!known).then(|| Rule::LicenceUnknown { given: licence.name.clone(), suggestion })
}

pub(in crate::feed) fn soundbite(bite: &Soundbite, duration: std::time::Duration) -> Option<Rule> {
    let given = clock::shown(bite.start);
    if !bite.fits(duration) {
        return Some(Rule::SoundbiteOutside { given });
    }
    let seconds = bite.length.as_secs();
    (!SOUNDBITE.contains(&seconds)).then_some(Rule::SoundbiteLength { given, seconds })
}

/// Returns the first thing that is wrong with an address.
fn linked(key: &'static str, address: Option<&String>) -> Option<Rule> {
    address::rules(key, address?).into_iter().next()
}

fn long(key: &'static str, text: &str) -> Option<Rule> {
    let given = || text.chars().take(30).chain(['…']).collect();
    (text.chars().count() > LONGEST).then(|| Rule::ValueLong { key, given: given(), most: LONGEST })
}

/// Returns whether the text is a UUID, in its usual form.
pub(in crate::feed) fn is_uuid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(at, b)| match at {
            8 | 13 | 18 | 23 => b == b'-',
            _ => b.is_ascii_hexdigit(),
        })
}
