//! What a show tells of itself besides its words: who makes it, how often it comes, on what terms, where
//! it has moved. All of it may be left out.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml_edit::{InlineTable, Value};

use super::super::details::{
    self, LicenceForm, LocationForm, PersonForm, WordOrTable, line, list, table, word,
};
use super::super::form::{Form, FormError};
use super::super::problem::Problem;
use crate::episode::{Licence, Location, Person, SeasonNumber, text};

/// What a show tells of itself.
#[derive(Debug, Clone, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a setting of its own")]
pub struct ShowDetails {
    /// Who is heard in every episode, or works on all of them.
    pub persons: Vec<Person>,
    /// What its seasons are called.
    pub seasons: BTreeMap<SeasonNumber, String>,
    /// The place that it is about.
    pub location: Option<Location>,
    /// On what terms it may be used.
    pub licence: Option<Licence>,
    /// Where people can support it.
    pub funding: Vec<Funding>,
    /// How often it comes.
    pub update: Option<Update>,
    /// What kind of thing it is, as it was written; a podcast, if nothing is said.
    pub medium: Option<String>,
    /// What part machines have in making it, in words for listeners.
    pub ai_content: Option<String>,
    /// The code by which Apple knows that whoever claims the show can change its feed.
    pub apple_verify: Option<String>,
    /// Whether Apple's directory is to leave it out.
    pub block: bool,
    /// Whether no episode is to come any more.
    pub complete: bool,
    /// The address of the feed to which this one has moved.
    pub new_feed: Option<String>,
    /// Whether `check` asks for the consent of those who are heard, and for the rights in what is.
    pub consent: bool,
    /// Whether `check` asks for transcripts.
    pub transcripts: bool,
}

impl Default for ShowDetails {
    /// Nothing is told, and `check` asks for what everybody ought to have.
    fn default() -> ShowDetails {
        ShowDetails {
            persons: Vec::new(),
            seasons: BTreeMap::new(),
            location: None,
            licence: None,
            funding: Vec::new(),
            update: None,
            medium: None,
            ai_content: None,
            apple_verify: None,
            block: false,
            complete: false,
            new_feed: None,
            consent: false,
            transcripts: true,
        }
    }
}

/// Where people can support a show.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Funding {
    /// The address.
    pub url: String,
    /// What the link says.
    pub title: Option<String>,
}

/// How often a show comes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Update {
    /// In words for listeners.
    pub text: Option<String>,
    /// As a rule of RFC 5545: `FREQ=WEEKLY;BYDAY=TU`.
    pub rrule: Option<String>,
    /// From when on, as a date or a moment.
    pub from: Option<String>,
}

/// The parts of a rule by which something comes again, of RFC 5545, section 3.3.10.
const PARTS: &str = "FREQ UNTIL COUNT INTERVAL BYSECOND BYMINUTE BYHOUR BYDAY BYMONTHDAY BYYEARDAY BYWEEKNO \
    BYMONTH BYSETPOS WKST";

/// How often something may come, of the same section.
const EVERY: &str = "SECONDLY MINUTELY HOURLY DAILY WEEKLY MONTHLY YEARLY";

impl Update {
    /// Returns whether its rule is one that calendars understand, by its outer form.
    pub fn is_sound(&self) -> bool {
        self.rrule.as_deref().is_none_or(|rule| {
            let mut parts: Vec<(&str, &str)> = Vec::new();
            for part in rule.split(';') {
                let Some((name, value)) = part.split_once('=') else { return false };
                let known = PARTS.split_whitespace().any(|known| known == name);
                let again = parts.iter().any(|(other, _)| *other == name);
                if !known || again || value.is_empty() || value.contains(char::is_whitespace) {
                    return false;
                }
                parts.push((name, value));
            }
            let value = |name: &str| parts.iter().find(|(other, _)| *other == name).map(|(_, value)| *value);
            let count =
                |name: &str| value(name).is_none_or(|value| value.parse::<u32>().is_ok_and(|n| n > 0));
            value("FREQ").is_some_and(|every| EVERY.split_whitespace().any(|known| known == every))
                && count("INTERVAL")
                && count("COUNT")
                // A count needs to know from when on one counts.
                && (value("COUNT").is_none() || self.from.is_some())
        })
    }
}

/// The kinds of thing that the podcast name space knows, of which a show of ours can be one.
pub const MEDIA: [&str; 6] = ["podcast", "music", "audiobook", "course", "newsletter", "blog"];

/// What stands in the file.
#[derive(Deserialize)]
struct ToldForm {
    persons: Option<Vec<WordOrTable<PersonForm>>>,
    seasons: Option<BTreeMap<String, String>>,
    location: Option<WordOrTable<LocationForm>>,
    licence: Option<WordOrTable<LicenceForm>>,
    funding: Option<FundingForms>,
    update: Option<WordOrTable<UpdateForm>>,
    medium: Option<String>,
    ai_content: Option<String>,
    apple_verify: Option<Code>,
    block: Option<bool>,
    complete: Option<bool>,
    new_feed: Option<String>,
    consent: Option<bool>,
    transcripts: Option<bool>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum FundingForms {
    One(WordOrTable<FundingForm>),
    Several(Vec<WordOrTable<FundingForm>>),
}

#[derive(Deserialize)]
struct FundingForm {
    url: Option<String>,
    title: Option<String>,
}

#[derive(Deserialize)]
struct UpdateForm {
    text: Option<String>,
    rrule: Option<String>,
    from: Option<Moment>,
}

/// A date, with quotation marks or without.
#[derive(Deserialize)]
#[serde(untagged)]
enum Moment {
    Date(toml_edit::Datetime),
    Text(String),
}

/// Codes are often all digits, and then people leave the quotation marks out.
#[derive(Deserialize)]
#[serde(untagged)]
enum Code {
    Digits(u64),
    Text(String),
}

/// Reads what the show tells of itself.
pub(super) fn read(file: &Form) -> Result<ShowDetails, FormError> {
    let form: ToldForm = file.values()?;
    let season = |(number, name): (String, String)| {
        let number = number.parse().ok().and_then(SeasonNumber::new);
        let number = number.ok_or_else(|| file.fault("seasons", Problem::Seasons))?;
        Ok((number, text::title(&name)))
    };
    let seasons: BTreeMap<_, _> =
        form.seasons.unwrap_or_default().into_iter().map(season).collect::<Result<_, FormError>>()?;
    let funding = match form.funding {
        None => Vec::new(),
        Some(FundingForms::One(one)) => vec![one],
        Some(FundingForms::Several(several)) => several,
    };
    let funding = funding.into_iter().map(|form| match form {
        WordOrTable::Word(url) => Funding { url: url.trim().to_owned(), title: None },
        WordOrTable::Table(FundingForm { url, title }) => {
            Funding { url: line(url).unwrap_or_default(), title: line(title) }
        }
    });
    let update = form.update.map(|form| match form {
        WordOrTable::Word(text) => Update { text: line(Some(text)), ..Update::default() },
        WordOrTable::Table(UpdateForm { text, rrule, from }) => Update {
            text: line(text),
            rrule: line(rrule),
            from: from.and_then(|from| match from {
                Moment::Date(date) => Some(date.to_string()),
                Moment::Text(text) => line(Some(text)),
            }),
        },
    });
    Ok(ShowDetails {
        persons: details::persons(form.persons),
        seasons: seasons.into_iter().filter(|(_, name)| !name.is_empty()).collect(),
        location: details::location(form.location),
        licence: details::licence(form.licence),
        funding: funding.filter(|funding| *funding != Funding::default()).collect(),
        update: update.filter(|update| *update != Update::default()),
        medium: line(form.medium),
        ai_content: line(form.ai_content),
        apple_verify: form.apple_verify.and_then(|code| match code {
            Code::Digits(digits) => Some(digits.to_string()),
            Code::Text(text) => line(Some(text)),
        }),
        block: form.block.unwrap_or(false),
        complete: form.complete.unwrap_or(false),
        new_feed: line(form.new_feed),
        consent: form.consent.unwrap_or(false),
        transcripts: form.transcripts.unwrap_or(true),
    })
}

impl ShowDetails {
    /// Returns the value of a key as TOML, none where the key is left out.
    pub(super) fn value(&self, key: &str) -> Option<Value> {
        match key {
            "persons" => details::of_persons(&self.persons),
            "seasons" => {
                let names = self.seasons.iter().map(|(n, name)| (n.to_string(), Value::from(name.as_str())));
                let names: InlineTable = names.collect();
                (!names.is_empty()).then_some(Value::InlineTable(names))
            }
            "location" => self.location.as_ref().map(details::of_location),
            "licence" => self.licence.as_ref().map(details::of_licence),
            "funding" => list(self.funding.iter().map(|Funding { url, title }| {
                table([("url", Some(Value::from(url.as_str()))), ("title", word(title.as_deref()))])
            })),
            "update" => self.update.as_ref().map(|Update { text, rrule, from }| {
                table([
                    ("text", word(text.as_deref())),
                    ("rrule", word(rrule.as_deref())),
                    ("from", word(from.as_deref())),
                ])
            }),
            "medium" => word(self.medium.as_deref()),
            "ai_content" => word(self.ai_content.as_deref()),
            "apple_verify" => word(self.apple_verify.as_deref()),
            "block" => Some(self.block.into()),
            "complete" => Some(self.complete.into()),
            "new_feed" => word(self.new_feed.as_deref()),
            "consent" => Some(self.consent.into()),
            "transcripts" => Some(self.transcripts.into()),
            _ => None,
        }
    }

    /// Returns the kind of thing it is, in the spelling of the name space; a podcast, where nobody else
    /// would know what is written.
    pub fn medium(&self) -> &'static str {
        let written = self.medium.as_deref().unwrap_or_default();
        MEDIA.into_iter().find(|known| known.eq_ignore_ascii_case(written)).unwrap_or(MEDIA[0])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_is_known_by_its_outer_form() {
        let rule = |rule: &str| Update { rrule: Some(rule.into()), ..Update::default() };
        for fine in ["FREQ=WEEKLY", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "FREQ=YEARLY;BYDAY=+4TH;BYMONTH=11"] {
            assert!(rule(fine).is_sound(), "{fine}");
        }
        for wrong in [
            "",
            "weekly",
            "FREQ=OFTEN",
            "INTERVAL=2",
            "FREQ=DAILY;FREQ=DAILY",
            "FREQ=DAILY;INTERVAL=0",
            "FREQ=DAILY;COUNT=3",
        ] {
            assert!(!rule(wrong).is_sound(), "{wrong}");
        }
        assert!(Update { from: Some("2026-11-03".into()), ..rule("FREQ=DAILY;COUNT=3") }.is_sound());
    }
}
