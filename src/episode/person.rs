//! People who are heard in an episode or work on it, and the parts they have.
//!
//! Directories know parts by the list of the Podcast Taxonomy Project, to which the podcast name space
//! refers. It is in English; whoever writes a Danish word for one of the usual parts is understood.

use super::text;

/// Every part that the list has, below its group.
const TAXONOMY: [(&str, &[&str]); 9] = [
    (
        "Creative Direction",
        &[
            "Director",
            "Assistant Director",
            "Executive Producer",
            "Senior Producer",
            "Producer",
            "Associate Producer",
            "Development Producer",
            "Creative Director",
        ],
    ),
    ("Cast", &["Host", "Co-Host", "Guest Host", "Guest", "Voice Actor", "Narrator", "Announcer", "Reporter"]),
    (
        "Writing",
        &[
            "Author",
            "Editorial Director",
            "Co-Writer",
            "Writer",
            "Songwriter",
            "Guest Writer",
            "Story Editor",
            "Managing Editor",
            "Script Editor",
            "Script Coordinator",
            "Researcher",
            "Editor",
            "Fact Checker",
            "Translator",
            "Transcriber",
            "Logger",
        ],
    ),
    (
        "Audio Production",
        &[
            "Studio Coordinator",
            "Technical Director",
            "Technical Manager",
            "Audio Engineer",
            "Remote Recording Engineer",
            "Post Production Engineer",
        ],
    ),
    (
        "Audio Post-Production",
        &[
            "Audio Editor",
            "Sound Designer",
            "Foley Artist",
            "Composer",
            "Theme Music",
            "Music Production",
            "Music Contributor",
        ],
    ),
    (
        "Administration",
        &[
            "Production Coordinator",
            "Booking Coordinator",
            "Production Assistant",
            "Content Manager",
            "Marketing Manager",
            "Sales Representative",
            "Sales Manager",
        ],
    ),
    ("Visuals", &["Graphic Designer", "Cover Art Designer"]),
    ("Community", &["Social Media Manager"]),
    ("Misc.", &["Consultant", "Intern"]),
];

/// What people here call the usual parts.
const MEANT: [(&str, &str); 14] = [
    ("vært", "Host"),
    ("medvært", "Co-Host"),
    ("gæstevært", "Guest Host"),
    ("gæst", "Guest"),
    ("oplæser", "Narrator"),
    ("fortæller", "Narrator"),
    ("forfatter", "Author"),
    ("redaktør", "Editor"),
    ("tilrettelægger", "Producer"),
    ("producer", "Producer"),
    ("journalist", "Reporter"),
    ("oversætter", "Translator"),
    ("lyd", "Audio Engineer"),
    ("musik", "Composer"),
];

/// A part that somebody has in an episode.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Role {
    /// The part, as the list spells it.
    pub name: &'static str,
    /// The group to which it belongs.
    pub group: &'static str,
}

impl Role {
    /// Returns the part of that name, in any case, or by the Danish word for it.
    pub fn find(written: &str) -> Option<Role> {
        let plain = written.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        let name = MEANT.iter().find(|(word, _)| *word == plain).map_or(plain.as_str(), |(_, name)| name);
        Role::all().find(|role| role.name.eq_ignore_ascii_case(name))
    }

    /// Returns every part there is.
    pub fn all() -> impl Iterator<Item = Role> {
        TAXONOMY.iter().flat_map(|(group, names)| names.iter().map(move |name| Role { name, group }))
    }
}

/// Somebody who is heard in an episode or works on it, as people wrote it down. What it lacks, `check`
/// says; a feed never names somebody without a name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Person {
    /// The whole name.
    pub name: String,
    /// The part, as it was written. Unsaid, directories take it for the host's.
    pub role: Option<String>,
    /// The group of parts, as it was written. Unsaid, the part decides.
    pub group: Option<String>,
    /// A page about the person.
    pub href: Option<String>,
    /// A picture of the person.
    pub img: Option<String>,
}

impl Person {
    /// Reads what staff write on one line: `Anna Holm`, `Anna Holm, guest`.
    pub fn read(line: &str) -> Result<Person, NotAPerson> {
        let (name, role) = match line.rsplit_once(',') {
            Some((name, role)) => (name, Some(role)),
            None => (line, None),
        };
        let name = text::title(name);
        if name.is_empty() {
            return Err(NotAPerson::Nameless);
        }
        let role = match role {
            Some(role) => Some(Role::find(role).ok_or_else(|| NotAPerson::Role(role.trim().to_owned()))?),
            None => None,
        };
        Ok(Person { name, role: role.map(|role| role.name.to_lowercase()), ..Person::default() })
    }

    /// Returns the part, if the list has it.
    pub fn standing(&self) -> Option<Role> {
        self.role.as_deref().and_then(Role::find)
    }

    /// Returns whether both are one person in one part: named twice, it is to be listed once.
    pub fn is_same(&self, other: &Person) -> bool {
        let part = |person: &Person| person.standing().map_or("Host", |role| role.name);
        self.name.to_lowercase() == other.name.to_lowercase() && part(self) == part(other)
    }
}

/// What is written names nobody, or an unknown part.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotAPerson {
    /// There is no name.
    #[error("there is no name")]
    Nameless,
    /// The list has no such part.
    #[error("{0:?} is no part that directories know")]
    Role(String),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_read_with_their_part() {
        let read = |line: &str| Person::read(line).map(|person| (person.name, person.role));
        assert_eq!(read("Anna Holm").unwrap(), ("Anna Holm".into(), None));
        assert_eq!(read(" Anna  Holm , Gæst").unwrap(), ("Anna Holm".into(), Some("guest".into())));
        assert_eq!(read("Bo, Jr., co-host").unwrap(), ("Bo, Jr.".into(), Some("co-host".into())));
        assert_eq!(read("Anna, dronning"), Err(NotAPerson::Role("dronning".into())));
        assert_eq!(read(", guest"), Err(NotAPerson::Nameless));
        assert_eq!(read(""), Err(NotAPerson::Nameless));
    }

    #[test]
    fn every_part_is_found_by_its_name_and_every_danish_word_means_one() {
        for role in Role::all() {
            assert_eq!(Role::find(&role.name.to_uppercase()), Some(role));
        }
        for (word, name) in MEANT {
            assert_eq!(Role::find(word).map(|role| role.name), Some(name));
        }
        assert_eq!(Role::find("host").unwrap().group, "Cast");
    }

    #[test]
    fn one_person_in_two_parts_is_two_entries() {
        let person = |line: &str| Person::read(line).unwrap();
        assert!(person("Anna").is_same(&person("ANNA, vært")));
        assert!(!person("Anna, guest").is_same(&person("Anna")));
    }
}
