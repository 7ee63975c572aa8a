//! What the channel of a feed says of its show.

use super::Element;
use super::spaced;
use crate::catalogue::settings::details::MEDIA;
use crate::episode::{Licence, Location, Person};
use crate::feed::category::Category;
use crate::feed::rules::{self, LARGE, LONGEST_TEXT, Rule, is_email, is_uuid};
use crate::feed::{address, language, nearest, notes};

/// Returns every rule that the show breaks.
pub(super) fn rules(channel: &Element, bytes: usize) -> Vec<Rule> {
    let mut rules = required(channel);
    rules.extend(words(channel));
    rules.extend(categories(channel));
    rules.extend(choices(channel));
    rules.extend(links(channel));
    rules.extend(persons(channel));
    rules.extend(told(channel));
    if channel.child("item").is_none() {
        rules.push(Rule::ShowEmpty);
    }
    let kb = bytes.div_ceil(1024);
    if kb > LARGE {
        rules.push(Rule::FeedLarge { kb, most: LARGE });
    }
    rules
}

fn required(channel: &Element) -> Vec<Rule> {
    let texts = ["title", "description", "link", "language", "itunes:explicit"];
    let mut rules: Vec<Rule> = texts
        .into_iter()
        .filter(|key| channel.text_of(key).is_none())
        .map(|key| Rule::FieldMissing { key })
        .collect();
    let attributes = [("itunes:category", "text"), ("itunes:image", "href")];
    for (key, attribute) in attributes {
        let said = channel.child(key).and_then(|element| element.attribute(attribute));
        if said.is_none_or(|text| text.trim().is_empty()) {
            rules.push(Rule::FieldMissing { key });
        }
    }
    let absent = |name: &str| channel.text_of(name).is_none();
    rules.extend(absent("itunes:author").then_some(Rule::AuthorMissing));
    rules.extend(absent("podcast:locked").then_some(Rule::LockedMissing));
    match channel.text_of("podcast:guid") {
        None => rules.push(Rule::FeedGuidMissing),
        Some(guid) if !is_uuid(guid) => rules.push(Rule::FeedGuidWrong { given: guid.to_owned() }),
        Some(_) => {}
    }
    let verified = channel.all("podcast:txt").any(|txt| {
        txt.attribute("purpose").is_some_and(|purpose| matches!(purpose, "verify" | "applepodcastsverify"))
    });
    match channel.child("itunes:owner").and_then(|owner| owner.text_of("itunes:email")) {
        None if !verified => rules.push(Rule::EmailMissing),
        Some(email) if !is_email(email) => rules.push(Rule::EmailWrong { given: email.to_owned() }),
        _ => {}
    }
    rules
}

fn words(channel: &Element) -> Vec<Rule> {
    let mut rules = Vec::new();
    for (name, key) in [("title", "title"), ("itunes:author", "author"), ("copyright", "copyright")] {
        let text = channel.text_of(name).unwrap_or_default();
        let characters = text.chars().count();
        if characters > LONGEST_TEXT {
            rules.push(Rule::TextLong { key, characters, most: LONGEST_TEXT });
        }
        rules.extend(spaced(channel, name, key));
        rules.extend(address::entity(text).map(|given| Rule::TextEntity { key, given: given.to_owned() }));
    }
    let bytes = channel.text_of("description").map_or(0, str::len);
    if bytes > notes::LONGEST {
        rules.push(Rule::DescriptionLong { bytes, most: notes::LONGEST });
    }
    if let Some(given) = channel.text_of("language").filter(|given| !language::is_known(given)) {
        let suggestion = language::meant(given).unwrap_or_default().to_owned();
        rules.push(Rule::LanguageUnknown { given: given.to_owned(), suggestion });
    }
    rules
}

fn categories(channel: &Element) -> Vec<Rule> {
    let mut rules = Vec::new();
    for upper in channel.all("itunes:category") {
        let Some(name) = upper.attribute("text").filter(|name| !name.trim().is_empty()) else { continue };
        let mut written: Vec<String> = upper
            .all("itunes:category")
            .filter_map(|lower| lower.attribute("text"))
            .map(|lower| format!("{name}/{lower}"))
            .collect();
        if written.is_empty() {
            written.push(name.to_owned());
        }
        rules.extend(written.iter().filter_map(|written| Category::rule(written)));
    }
    rules
}

/// What may only be one of a few words.
fn choices(channel: &Element) -> Vec<Rule> {
    let mut rules = Vec::new();
    if let Some(given) = channel.text_of("itunes:explicit").filter(|said| !matches!(*said, "true" | "false"))
    {
        rules.push(Rule::ExplicitOld { given: given.to_owned() });
    }
    if let Some(given) = channel
        .text_of("itunes:type")
        .filter(|said| !["episodic", "serial"].iter().any(|known| known.eq_ignore_ascii_case(said)))
    {
        rules.push(Rule::TypeUnknown { given: given.to_owned() });
    }
    for key in ["itunes:block", "itunes:complete"] {
        let other = channel.text_of(key).filter(|said| !said.eq_ignore_ascii_case("yes"));
        rules.extend(other.map(|given| Rule::YesWanted { key, given: given.to_owned() }));
    }
    let medium = channel.text_of("podcast:medium").unwrap_or(MEDIA[0]);
    let list = medium == "mixed" || medium.strip_suffix('L').is_some_and(|medium| MEDIA.contains(&medium));
    if !MEDIA.contains(&medium) && !matches!(medium, "video" | "film" | "publisher") && !list {
        let suggestion = nearest::nearest(medium, MEDIA).unwrap_or_default().to_owned();
        rules.push(Rule::MediumUnknown { given: medium.to_owned(), suggestion });
    }
    rules
}

fn links(channel: &Element) -> Vec<Rule> {
    let mut rules = Vec::new();
    let own = channel.all("atom:link").find(|link| link.attribute("rel") == Some("self"));
    let own = own.and_then(|link| link.attribute("href"));
    let image = channel.child("itunes:image").and_then(|image| image.attribute("href"));
    let new = channel.text_of("itunes:new-feed-url");
    for (key, given) in
        [("link", channel.text_of("link")), ("feed", own), ("image", image), ("new-feed-url", new)]
    {
        let Some(given) = given.map(str::trim).filter(|given| !given.is_empty()) else { continue };
        rules.extend(address::rules(key, given));
    }
    match own {
        None => rules.push(Rule::SelfLinkMissing),
        Some(own) if new == Some(own) => rules.push(Rule::NewFeedSame { address: own.to_owned() }),
        Some(_) => {}
    }
    rules.extend(image.and_then(ending));
    rules
}

/// Returns the rule that the name of a picture breaks.
pub(super) fn ending(image: &str) -> Option<Rule> {
    let name = image.split(['?', '#']).next().unwrap_or_default().to_lowercase();
    let fits = [".jpg", ".jpeg", ".png"].iter().any(|ending| name.ends_with(ending));
    (!fits).then(|| Rule::ImageEnding { given: image.to_owned() })
}

/// Returns the rules that the people of a show or an item break.
pub(super) fn persons(parent: &Element) -> Vec<Rule> {
    let mut rules = Vec::new();
    for element in parent.all("podcast:person") {
        let role = element.attribute("role").unwrap_or("host");
        let person =
            Person { name: element.text.trim().to_owned(), role: Some(role.to_owned()), ..Person::default() };
        if person.name.is_empty() {
            rules.push(Rule::PersonNameless { role: role.to_owned() });
        } else {
            rules.extend(rules::role(&person));
        }
    }
    rules
}

/// Returns the rules that licence, place and support of a show or an item break.
pub(super) fn told(parent: &Element) -> Vec<Rule> {
    let mut rules = Vec::new();
    for element in parent.all("podcast:license") {
        let url = element.attribute("url").map(str::to_owned);
        rules.extend(rules::licence(&Licence { name: element.text.trim().to_owned(), url }));
    }
    for element in parent.all("podcast:location") {
        let attribute = |name: &str| element.attribute(name).map(str::to_owned);
        let place =
            Location { name: element.text.trim().to_owned(), geo: attribute("geo"), osm: attribute("osm") };
        rules.extend(rules::location(&place));
    }
    for element in parent.all("podcast:funding") {
        let url = element.attribute("url").unwrap_or_default();
        rules.extend(address::rules("funding", url));
    }
    rules
}
