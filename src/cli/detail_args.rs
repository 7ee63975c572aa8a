//! What staff tell of an episode besides its words: who is heard, on what terms, which moment comes first.

use super::failure::Failure;
use super::value::is_none;
use crate::episode::person::NotAPerson;
use crate::episode::{Details, Licence, Person, Role, Soundbite, text};
use crate::studio::EditRequest;
use crate::words::phrase;

/// What is told of an episode.
#[derive(Debug, Clone, Default, clap::Args)]
pub(super) struct DetailArgs {
    #[arg(long, value_name = "PERSON")]
    person: Vec<String>,
    #[arg(long, value_name = "MOMENT")]
    soundbite: Vec<String>,
    #[arg(long, value_name = "LICENCE")]
    licence: Option<String>,
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    consent: Option<String>,
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    rights: Option<String>,
}

impl DetailArgs {
    /// Returns what is told of a new episode.
    pub(super) fn read(&self) -> Result<Details, Failure> {
        let line = |text: &Option<String>| text.as_deref().map(text::title).filter(|text| !text.is_empty());
        Ok(Details {
            persons: persons(&self.person)?.unwrap_or_default(),
            soundbites: soundbites(&self.soundbite)?.unwrap_or_default(),
            licence: self.licence.as_deref().map(licence).transpose()?.flatten(),
            consent: line(&self.consent),
            rights: line(&self.rights),
            ..Details::default()
        })
    }

    /// Puts what is to be told otherwise into the request.
    pub(super) fn put(&self, request: EditRequest) -> Result<EditRequest, Failure> {
        Ok(EditRequest {
            persons: persons(&self.person)?,
            soundbites: soundbites(&self.soundbite)?,
            licence: self.licence.as_deref().map(licence).transpose()?,
            consent: self.consent.as_deref().map(text::title),
            rights: self.rights.as_deref().map(text::title),
            ..request
        })
    }
}

/// Reads people; `none` for none but those of the show.
fn persons(lines: &[String]) -> Result<Option<Vec<Person>>, Failure> {
    let wrong = |line: &str, err: NotAPerson| {
        let failure =
            Failure::asked(phrase("asked-wrong-value").with("option", "--person").with("value", line))
                .hint(phrase("asked-person-example"));
        match err {
            NotAPerson::Nameless => failure,
            NotAPerson::Role(_) => failure.hint(phrase("asked-roles").with("values", usual_roles())),
        }
    };
    let read = |line: &String| Person::read(line).map_err(|err| wrong(line, err));
    let named = lines.iter().filter(|line| !is_none(line)).map(read).collect::<Result<_, _>>()?;
    Ok((!lines.is_empty()).then_some(named))
}

/// Returns the parts that people who are heard usually have.
fn usual_roles() -> String {
    let cast = Role::all().filter(|role| role.group == "Cast");
    cast.map(|role| role.name.to_lowercase()).collect::<Vec<_>>().join(", ")
}

/// Reads moments; `none` for none.
fn soundbites(lines: &[String]) -> Result<Option<Vec<Soundbite>>, Failure> {
    let read = |line: &String| {
        Soundbite::read(line).ok_or_else(|| {
            Failure::asked(phrase("asked-wrong-value").with("option", "--soundbite").with("value", line))
                .hint(phrase("asked-soundbite-example"))
        })
    };
    let named = lines.iter().filter(|line| !is_none(line)).map(read).collect::<Result<_, _>>()?;
    Ok((!lines.is_empty()).then_some(named))
}

/// Reads a licence that everybody knows; `show` leaves it to the show. One of one's own needs an
/// address, and is written into the record.
fn licence(written: &str) -> Result<Option<Licence>, Failure> {
    if written.trim() == "show" {
        return Ok(None);
    }
    let given = Licence { name: text::title(written), url: None };
    if given.is_known() {
        return Ok(Some(Licence { name: given.name.to_lowercase(), url: None }));
    }
    match given.meant() {
        Some(name) => Ok(Some(Licence { name, url: None })),
        None => Err(Failure::asked(
            phrase("asked-wrong-value").with("option", "--licence").with("value", written),
        )
        .hint(phrase("asked-licence-example"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_told_is_read_as_staff_write_it() {
        let args = DetailArgs {
            person: vec!["Anna Holm, gæst".into()],
            soundbite: vec!["1:15-2:00 Derfor".into()],
            licence: Some("CC BY 4.0".into()),
            consent: Some(" Anna, mappe 7 ".into()),
            rights: None,
        };
        let details = args.read().unwrap();
        assert_eq!(details.persons[0].role.as_deref(), Some("guest"));
        assert_eq!(details.soundbites.len(), 1);
        assert_eq!(details.licence.unwrap().name, "cc-by-4.0");
        assert_eq!(details.consent.as_deref(), Some("Anna, mappe 7"));
        let none =
            DetailArgs { person: vec!["none".into()], licence: Some("show".into()), ..DetailArgs::default() };
        let request = none.put(EditRequest::default()).unwrap();
        assert_eq!((request.persons, request.licence, request.soundbites), (Some(vec![]), Some(None), None));
        for wrong in ["Anna, dronning", " "] {
            assert!(persons(&[wrong.into()]).is_err(), "{wrong}");
        }
        assert!(licence("vores").is_err() && soundbites(&["nu".into()]).is_err());
    }
}
