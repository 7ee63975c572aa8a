//! What the items of a feed say, each by itself and beside the others.

use std::collections::HashMap;

use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimeParser;

use super::Element;
use super::{show, spaced};
use crate::episode::{EpisodeType, Moment, Soundbite, clock, text};
use crate::feed::rules::{About, Finding, LONGEST_TEXT, Rule, Weight, names_show, soundbite};
use crate::feed::{address, notes};

/// Endings of sound and picture that directories take, and the type of each.
const TYPES: [(&str, &[&str]); 6] = [
    ("mp3", &["audio/mpeg", "audio/mp3"]),
    ("m4a", &["audio/x-m4a", "audio/mp4", "audio/m4a"]),
    ("mp4", &["video/mp4"]),
    ("m4v", &["video/x-m4v"]),
    ("mov", &["video/quicktime"]),
    ("pdf", &["application/pdf"]),
];

/// Elements that directories let through in notes.
const ALLOWED: [&str; 10] = ["p", "br", "ol", "ul", "li", "a", "b", "i", "strong", "em"];

/// What an item is called among the others.
struct Item<'c> {
    element: &'c Element,
    about: About,
    name: String,
}

/// Returns what was found of all items of a channel.
pub(super) fn findings(channel: &Element, now: Timestamp) -> Vec<Finding> {
    let items: Vec<Item<'_>> = (1..).zip(channel.all("item")).map(|(nth, item)| named(nth, item)).collect();
    let title = channel.text_of("title").unwrap_or_default();
    let serial = channel.text_of("itunes:type").is_some_and(|kind| kind.eq_ignore_ascii_case("serial"));
    let mut found = Vec::new();
    for Item { element, about, .. } in &items {
        let mut rules = words(element, title);
        rules.extend(enclosure(element));
        rules.extend(identity(element));
        rules.extend(date(element, now));
        rules.extend(figures(element, serial));
        rules.extend(told(element));
        found.extend(rules.into_iter().map(|rule| of(about, rule)));
    }
    found.extend(twice(&items));
    found.extend(order(&items));
    found
}

fn of(about: &About, rule: Rule) -> Finding {
    Finding { weight: rule.weight(), about: about.clone(), rule }
}

/// Returns what an item is called, which is the `nth` of its feed.
pub(super) fn named_as(nth: usize, element: &Element) -> About {
    named(nth, element).about
}

fn named(nth: usize, element: &Element) -> Item<'_> {
    let said = element.text_of("title").or(element.text_of("guid")).map(str::to_owned);
    let name: String = said.unwrap_or_else(|| format!("#{nth}")).chars().take(80).collect();
    Item { element, about: About::Item { nth, name: name.clone() }, name }
}

fn words(item: &Element, show: &str) -> Vec<Rule> {
    let mut rules = Vec::new();
    match item.text_of("title") {
        None => rules.push(Rule::TitleMissing),
        Some(title) => {
            let characters = title.chars().count();
            if characters > LONGEST_TEXT {
                rules.push(Rule::TitleLong { characters, most: LONGEST_TEXT });
            }
            let number = item.text_of("itunes:episode").and_then(|number| number.parse().ok());
            if let Some(without) = number.and_then(|number| text::without_number(title, number)) {
                rules.push(Rule::TitleNumbered { title: title.to_owned(), without });
            }
            if names_show(title, show) {
                rules.push(Rule::TitleNamesShow { title: title.to_owned(), show: show.to_owned() });
            }
            let entity = address::entity(title);
            rules.extend(entity.map(|given| Rule::TextEntity { key: "title", given: given.to_owned() }));
        }
    }
    rules.extend(spaced(item, "title", "title"));
    let html = item.text_of("description").or(item.text_of("content:encoded")).unwrap_or_default();
    if html.len() > notes::LONGEST {
        rules.push(Rule::NotesLong { bytes: html.len(), most: notes::LONGEST });
    }
    let odd = address::elements(html).find(|name| !ALLOWED.contains(&name.as_str()));
    rules.extend(odd.map(|given| Rule::NotesHtml { given }));
    let dead = address::hrefs(html).find(|href| !is_link(href));
    rules.extend(dead.map(|given| Rule::NotesLinkWrong { given: given.to_owned() }));
    rules
}

fn is_link(href: &str) -> bool {
    address::is_address(href) || href.starts_with("mailto:") || href.starts_with("tel:")
}

fn enclosure(item: &Element) -> Vec<Rule> {
    let Some(enclosure) = item.child("enclosure") else { return vec![Rule::EnclosureMissing] };
    let url = enclosure.attribute("url").unwrap_or_default().trim();
    let mut rules = address::rules("enclosure", url);
    let length = enclosure.attribute("length").unwrap_or_default().trim();
    if !length.parse::<u64>().is_ok_and(|bytes| bytes > 0) {
        rules.push(Rule::EnclosureLength { given: length.to_owned() });
    }
    let name = url.split(['?', '#']).next().unwrap_or_default().to_lowercase();
    let types =
        TYPES.iter().find(|(ending, _)| name.ends_with(&format!(".{ending}"))).map(|(_, types)| *types);
    let given = enclosure.attribute("type").unwrap_or_default();
    let fits = match types {
        Some(types) => types.contains(&given),
        None => ["audio/", "video/"].iter().any(|kind| given.starts_with(kind)),
    };
    if !fits {
        let right = types.map_or("audio/mpeg", |types| types[0]).to_owned();
        rules.push(Rule::EnclosureType { given: given.to_owned(), right });
    }
    rules
}

fn identity(item: &Element) -> Option<Rule> {
    let Some(guid) = item.text_of("guid") else { return Some(Rule::GuidMissing) };
    // Unsaid, it is said to be an address.
    let permanent = item.child("guid").and_then(|guid| guid.attribute("isPermaLink")) != Some("false");
    (permanent && !address::is_address(guid)).then(|| Rule::GuidPermalink { given: guid.to_owned() })
}

fn date(item: &Element, now: Timestamp) -> Option<Rule> {
    let given = item.text_of("pubDate").unwrap_or_default();
    let Ok(date) = DateTimeParser::new().relaxed_weekday(true).parse_zoned_datetime(given) else {
        return Some(Rule::DateWrong { given: given.to_owned() });
    };
    if DateTimeParser::new().parse_zoned_datetime(given).is_err() {
        let right = date.strftime("%a").to_string();
        return Some(Rule::DateWeekday { given: given.to_owned(), right });
    }
    let ahead = date.timestamp() > now;
    ahead.then(|| Rule::DateFuture { date: Moment::new(date.timestamp(), date.time_zone()) })
}

fn figures(item: &Element, serial: bool) -> Vec<Rule> {
    let mut rules = Vec::new();
    let duration = item.text_of("itunes:duration");
    let wrong = duration.filter(|given| clock::read_either(given).is_none_or(|time| time.is_zero()));
    rules.extend(wrong.map(|given| Rule::DurationWrong { given: given.to_owned() }));
    for key in ["itunes:episode", "itunes:season"] {
        let wrong = item.text_of(key).filter(|given| !given.parse::<u32>().is_ok_and(|number| number > 0));
        rules.extend(wrong.map(|given| Rule::NumberZero { key, given: given.to_owned() }));
    }
    let kind = item.text_of("itunes:episodeType").unwrap_or("full").to_lowercase();
    match kind.parse::<EpisodeType>() {
        Err(_) => rules.push(Rule::EpisodeTypeUnknown { given: kind }),
        Ok(EpisodeType::Full) if serial && item.text_of("itunes:episode").is_none() => {
            rules.push(Rule::SerialNumberless);
        }
        Ok(_) => {}
    }
    let explicit = item.text_of("itunes:explicit").filter(|said| !matches!(*said, "true" | "false"));
    rules.extend(explicit.map(|given| Rule::ExplicitOld { given: given.to_owned() }));
    let block = item.text_of("itunes:block").filter(|said| !said.eq_ignore_ascii_case("yes"));
    rules.extend(block.map(|given| Rule::YesWanted { key: "itunes:block", given: given.to_owned() }));
    let image = item.child("itunes:image").and_then(|image| image.attribute("href"));
    rules.extend(image.and_then(show::ending));
    rules
}

fn told(item: &Element) -> Vec<Rule> {
    let mut rules = show::persons(item);
    rules.extend(show::told(item));
    let length = item.text_of("itunes:duration").and_then(clock::read_either);
    for element in item.all("podcast:soundbite") {
        let time = |name: &str| element.attribute(name).and_then(clock::read_either).unwrap_or_default();
        let bite = Soundbite { start: time("startTime"), length: time("duration"), title: None };
        rules.extend(length.and_then(|length| soundbite(&bite, length)));
    }
    let read = [
        "text/vtt",
        "application/x-subrip",
        "application/srt",
        "text/html",
        "application/json",
        "text/plain",
        "text/srt",
    ];
    let types = |name| item.all(name).map(|element| element.attribute("type").unwrap_or_default());
    let odd = types("podcast:transcript").find(|given| !read.contains(given));
    rules.extend(odd.map(|given| Rule::TranscriptType { given: given.to_owned() }));
    let odd = types("podcast:chapters")
        .find(|given| !matches!(*given, "application/json+chapters" | "application/json"));
    rules.extend(odd.map(|given| Rule::ChaptersType { given: given.to_owned() }));
    rules
}

/// Returns what two items share that only one may have. Two with one identity are one fault, not three.
fn twice(items: &[Item<'_>]) -> Vec<Finding> {
    let mut guids: HashMap<&str, &Item<'_>> = HashMap::new();
    let mut sounds: HashMap<&str, &Item<'_>> = HashMap::new();
    let mut numbers: HashMap<(&str, &str), &Item<'_>> = HashMap::new();
    let mut titles: HashMap<String, &Item<'_>> = HashMap::new();
    let mut found = Vec::new();
    for item in items {
        let element = item.element;
        let both = |other: &Item<'_>| (other.name.clone(), item.name.clone());
        let guid = element.text_of("guid").and_then(|guid| first(&mut guids, guid, item));
        if let Some((first, second)) = guid.map(both) {
            found.push(of(&item.about, Rule::GuidTwice { first, second }));
            continue;
        }
        let url = element.child("enclosure").and_then(|enclosure| enclosure.attribute("url"));
        if let Some((media, other)) = url.and_then(|url| Some((url, first(&mut sounds, url, item)?))) {
            let rule = Rule::EnclosureTwice { media: media.to_owned(), other: other.name.clone() };
            found.push(of(&item.about, rule));
            continue;
        }
        let full = element.text_of("itunes:episodeType").is_none_or(|kind| kind.eq_ignore_ascii_case("full"));
        if let Some(number) = element.text_of("itunes:episode").filter(|_| full) {
            let season = element.text_of("itunes:season").unwrap_or_default();
            if let Some((first, second)) = first(&mut numbers, (season, number), item).map(both) {
                let rule = Rule::NumberTwice { number: number.to_owned(), first, second };
                found.push(Finding { weight: Weight::Warning, ..of(&item.about, rule) });
                continue;
            }
        }
        if let Some(title) = element.text_of("title")
            && let Some(other) = first(&mut titles, title.to_lowercase(), item)
        {
            let rule = Rule::TitleTwice { title: title.to_owned(), other: other.name.clone() };
            found.push(of(&item.about, rule));
        }
    }
    found
}

/// Returns the item that has the key already; otherwise this one has it from now on.
fn first<'i, 'c, K: std::hash::Hash + Eq>(
    known: &mut HashMap<K, &'i Item<'c>>,
    key: K,
    item: &'i Item<'c>,
) -> Option<&'i Item<'c>> {
    match known.entry(key) {
        std::collections::hash_map::Entry::Occupied(other) => Some(*other.get()),
        std::collections::hash_map::Entry::Vacant(free) => {
            free.insert(item);
            None
        }
    }
}

/// Returns the episodes whose dates fall while their numbers rise, within a season.
fn order(items: &[Item<'_>]) -> Vec<Finding> {
    let dated = items.iter().filter_map(|item| {
        let number = |name: &str| item.element.text_of(name).and_then(|number| number.parse::<u32>().ok());
        let episode = number("itunes:episode").filter(|number| *number > 0)?;
        let date = item.element.text_of("pubDate")?;
        let date = DateTimeParser::new().relaxed_weekday(true).parse_zoned_datetime(date).ok()?;
        Some(((number("itunes:season"), episode), date, item))
    });
    let mut dated: Vec<_> = dated.collect();
    dated.sort_by_key(|(number, ..)| *number);
    let fallen = dated.windows(2).filter_map(|pair| {
        let [(before, earlier, other), (after, later, item)] = pair else { return None };
        let falls = before.0 == after.0 && before.1 < after.1 && later.timestamp() < earlier.timestamp();
        falls.then(|| {
            let date = Moment::new(later.timestamp(), later.time_zone());
            of(&item.about, Rule::DateOrder { date, other: other.name.clone() })
        })
    });
    fallen.collect()
}
