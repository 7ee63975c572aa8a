//! The written form of what is told of a show or an episode beside its words: persons, places, licences,
//! soundbites. Settings and records have them alike.
//!
//! What takes one word is written as one word, and as a table where there is more to say:
//!
//! ```text
//! licence = "cc-by-4.0"
//! location = { name = "Randers", geo = "geo:56.4607,10.0364" }
//! persons = [{ name = "Anna Holm", role = "host" }]
//! ```

use std::time::Duration;

use serde::Deserialize;
use toml_edit::{Array, InlineTable, Value};

use super::form::{Form, FormError};
use super::problem::Problem;
use crate::episode::{Licence, Location, Person, Soundbite, clock, text};

/// The keys of tables, for whoever misspells one.
pub(super) const KEYS_OF: [(&str, &[&str]); 6] = [
    ("persons", &["name", "role", "group", "href", "img"]),
    ("location", &["name", "geo", "osm"]),
    ("licence", &["name", "url"]),
    ("soundbites", &["start", "length", "title"]),
    ("funding", &["url", "title"]),
    ("update", &["text", "rrule", "from"]),
];

/// One word, or a table with more to say.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum WordOrTable<T> {
    /// One word.
    Word(String),
    /// A table of keys.
    Table(T),
}

#[derive(Deserialize)]
pub(super) struct PersonForm {
    name: Option<String>,
    role: Option<String>,
    group: Option<String>,
    href: Option<String>,
    img: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct LocationForm {
    name: Option<String>,
    geo: Option<String>,
    osm: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct LicenceForm {
    name: Option<String>,
    url: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct SoundbiteForm {
    start: TimeForm,
    length: TimeForm,
    title: Option<String>,
}

/// A time in seconds, or as `1:15`.
#[derive(Deserialize)]
#[serde(untagged)]
enum TimeForm {
    Seconds(f64),
    Clock(String),
}

/// Returns a text on one line; nothing, if nothing is left.
pub(super) fn line(written: Option<String>) -> Option<String> {
    written.map(|written| text::title(&written)).filter(|text| !text.is_empty())
}

/// Returns people. One who is written as a word alone has a name and no more.
pub(super) fn persons(forms: Option<Vec<WordOrTable<PersonForm>>>) -> Vec<Person> {
    let person = |form| match form {
        // As on the command line: `Anna Holm, guest`. What follows a comma and is no part belongs to the name.
        WordOrTable::Word(name) => {
            Person::read(&name).unwrap_or_else(|_| Person { name: text::title(&name), ..Person::default() })
        }
        WordOrTable::Table(PersonForm { name, role, group, href, img }) => Person {
            name: line(name).unwrap_or_default(),
            role: line(role),
            group: line(group),
            href: line(href),
            img: line(img),
        },
    };
    forms.unwrap_or_default().into_iter().map(person).collect()
}

/// Returns a place.
pub(super) fn location(form: Option<WordOrTable<LocationForm>>) -> Option<Location> {
    let place = match form? {
        WordOrTable::Word(name) => Location { name: text::title(&name), ..Location::default() },
        WordOrTable::Table(LocationForm { name, geo, osm }) => {
            Location { name: line(name).unwrap_or_default(), geo: line(geo), osm: line(osm) }
        }
    };
    Some(place).filter(|place| *place != Location::default())
}

/// Returns a licence.
pub(super) fn licence(form: Option<WordOrTable<LicenceForm>>) -> Option<Licence> {
    let licence = match form? {
        WordOrTable::Word(name) => Licence { name: text::title(&name), url: None },
        WordOrTable::Table(LicenceForm { name, url }) => {
            Licence { name: line(name).unwrap_or_default(), url: line(url) }
        }
    };
    Some(licence).filter(|licence| *licence != Licence::default())
}

/// Returns soundbites. A time that is none is a fault of the file.
pub(super) fn soundbites(
    forms: Option<Vec<SoundbiteForm>>,
    file: &Form,
) -> Result<Vec<Soundbite>, FormError> {
    let time = |form: TimeForm| match form {
        TimeForm::Seconds(seconds) => Duration::try_from_secs_f64(seconds).ok(),
        TimeForm::Clock(text) => clock::read_either(&text),
    };
    let soundbite = |SoundbiteForm { start, length, title }| {
        let wrong = || file.fault("soundbites", Problem::Soundbites);
        let (start, length) = (time(start).ok_or_else(wrong)?, time(length).ok_or_else(wrong)?);
        Ok(Soundbite { start, length, title: line(title) })
    };
    forms.unwrap_or_default().into_iter().map(soundbite).collect()
}

/// Returns a table on one line, of what there is to say.
pub(super) fn table<'t>(pairs: impl IntoIterator<Item = (&'t str, Option<Value>)>) -> Value {
    let pairs = pairs.into_iter().filter_map(|(key, value)| Some((key, value?)));
    Value::InlineTable(pairs.collect::<InlineTable>())
}

/// Returns a list; nothing, if there is nothing in it.
pub(super) fn list(values: impl IntoIterator<Item = Value>) -> Option<Value> {
    let list: Array = values.into_iter().collect();
    (!list.is_empty()).then_some(Value::Array(list))
}

/// Returns a text as TOML has them.
pub(super) fn word(text: Option<&str>) -> Option<Value> {
    text.map(Value::from)
}

/// Returns people as they are written.
pub(super) fn of_persons(persons: &[Person]) -> Option<Value> {
    list(persons.iter().map(|person| {
        let Person { name, role, group, href, img } = person;
        let name = (!name.is_empty()).then(|| Value::from(name.as_str()));
        let rest = [("role", role), ("group", group), ("href", href), ("img", img)];
        table([("name", name)].into_iter().chain(rest.map(|(key, text)| (key, word(text.as_deref())))))
    }))
}

/// Returns a place as it is written.
pub(super) fn of_location(location: &Location) -> Value {
    let Location { name, geo, osm } = location;
    if geo.is_none() && osm.is_none() {
        return Value::from(name.as_str());
    }
    let name = (!name.is_empty()).then(|| Value::from(name.as_str()));
    table([("name", name), ("geo", word(geo.as_deref())), ("osm", word(osm.as_deref()))])
}

/// Returns a licence as it is written.
pub(super) fn of_licence(licence: &Licence) -> Value {
    let Licence { name, url } = licence;
    match url {
        None => Value::from(name.as_str()),
        Some(url) => {
            let name = (!name.is_empty()).then(|| Value::from(name.as_str()));
            table([("name", name), ("url", Some(Value::from(url.as_str())))])
        }
    }
}

/// Returns soundbites as they are written.
pub(super) fn of_soundbites(soundbites: &[Soundbite]) -> Option<Value> {
    list(soundbites.iter().map(|Soundbite { start, length, title }| {
        let seconds = |time: &Duration| Some(Value::from(time.as_secs_f64()));
        table([("start", seconds(start)), ("length", seconds(length)), ("title", word(title.as_deref()))])
    }))
}
