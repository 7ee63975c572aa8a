//! Which language to speak.

use std::env;
use std::str::FromStr;

/// A language that the program speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// Danish.
    Da,
    /// English, for everybody else.
    #[default]
    En,
}

impl Language {
    /// Both of them.
    pub const ALL: [Language; 2] = [Language::Da, Language::En];

    /// Returns the language of this computer, as POSIX has it decided by the environment, else as the
    /// operating system says.
    pub fn here() -> Language {
        ["LC_ALL", "LC_MESSAGES", "LANG"]
            .into_iter()
            .find_map(|name| env::var(name).ok().filter(|value| !value.is_empty()))
            .or_else(sys_locale::get_locale)
            .map_or(Language::default(), |locale| Language::of_locale(&locale))
    }

    /// Returns the language for a locale: `da_DK.UTF-8` and `da` are Danish, `C` is English.
    pub fn of_locale(locale: &str) -> Language {
        let name = locale.split(['_', '-', '.', '@']).next().unwrap_or_default();
        name.parse().unwrap_or_default()
    }

    /// Returns the two letters of ISO 639.
    pub fn as_str(self) -> &'static str {
        match self {
            Language::Da => "da",
            Language::En => "en",
        }
    }
}

/// Neither `da` nor `en`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no language of ours: da or en")]
pub struct NotALanguage(pub String);

impl FromStr for Language {
    type Err = NotALanguage;

    fn from_str(text: &str) -> Result<Language, NotALanguage> {
        let found = Language::ALL.into_iter().find(|language| text.eq_ignore_ascii_case(language.as_str()));
        found.ok_or_else(|| NotALanguage(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn danish_is_for_danes_and_english_for_everybody_else() {
        for danish in ["da", "da_DK.UTF-8", "da-DK", "DA", "da_DK@euro"] {
            assert_eq!(Language::of_locale(danish), Language::Da, "{danish}");
        }
        for other in ["", "C", "C.UTF-8", "POSIX", "en_GB.UTF-8", "de_DE", "dav_KE"] {
            assert_eq!(Language::of_locale(other), Language::En, "{other}");
        }
    }
}
