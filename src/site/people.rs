//! Those who are heard in an episode, as pages and the desk name them.

use serde::Serialize;

use super::model::plain;
use crate::episode::{Person, Role};
use crate::feed;
use crate::words::{Words, phrase};

/// Somebody who is heard.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Named {
    /// The name.
    pub name: String,
    /// The part, in the language of the page where that has a word for it.
    pub part: Option<String>,
    /// A page about them.
    pub link: Option<String>,
}

impl Named {
    pub(super) fn of(person: &Person, words: &Words) -> Named {
        let link = person.href.as_deref().filter(|link| feed::is_address(link));
        Named {
            name: plain(&person.name),
            part: person.role.as_deref().map(|role| part(words, role)),
            link: link.map(str::to_owned),
        }
    }
}

/// Returns a part that somebody has in an episode, in the language of these words if they have it.
pub fn part(words: &Words, role: &str) -> String {
    let id = Role::find(role).map(|role| format!("role-{}", role.name.to_lowercase().replace(' ', "-")));
    id.filter(|id| words.has(id)).map_or_else(|| plain(role), |id| words.say(&phrase(id)))
}
