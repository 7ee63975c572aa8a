//! What is asked of a sound: by the show, and for this one sound by whoever is at the desk.

use std::path::PathBuf;

use super::AddError;
use crate::audio::decode;
use crate::audio::master::{Channels, Levelling, Treatment};
use crate::catalogue::Show;

/// What somebody wants of one sound otherwise than the show does. What is not said is as the show has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Wishes {
    /// Whether voices of different level are brought together.
    pub level: Option<Levelling>,
    /// Whether the channels may be put right.
    pub channels: Option<Channels>,
    /// Whether what lies below every voice is taken away.
    pub high_pass: Option<bool>,
    /// Whether the hum of the mains is taken away.
    pub hum: Option<bool>,
    /// Whether silence at both ends is trimmed.
    pub trim: Option<bool>,
    /// Whether steady noise is turned down.
    pub noise: Option<bool>,
    /// Whether long pauses are shortened.
    pub pauses: Option<bool>,
    /// Whether sharp s sounds are turned down.
    pub deess: Option<bool>,
    /// Whether the show's intro is left out.
    pub no_intro: bool,
    /// Whether the show's outro is left out.
    pub no_outro: bool,
}

impl Wishes {
    /// Returns the treatment of this one sound in a show whose sounds get the `usual` one.
    pub fn over(&self, usual: Treatment) -> Treatment {
        Treatment {
            level: self.level.unwrap_or(usual.level),
            channels: self.channels.unwrap_or(usual.channels),
            high_pass: self.high_pass.unwrap_or(usual.high_pass),
            hum: self.hum.unwrap_or(usual.hum),
            trim: self.trim.unwrap_or(usual.trim),
            noise: self.noise.unwrap_or(usual.noise),
            pauses: self.pauses.unwrap_or(usual.pauses),
            deess: self.deess.unwrap_or(usual.deess),
        }
    }
}

/// What is heard before and after the episodes of a show.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Jingles {
    /// What is heard before.
    pub intro: Option<PathBuf>,
    /// What is heard after.
    pub outro: Option<PathBuf>,
}

impl Jingles {
    /// Returns what the show's settings name.
    pub fn of(show: &Show) -> Jingles {
        Jingles { intro: show.intro(), outro: show.outro() }
    }

    /// Returns what is heard around a sound for which somebody has these wishes. Opening it is quick, and
    /// tells most of what is no sound before the slow work.
    pub(super) fn wanted(&self, wishes: &Wishes) -> Result<Jingles, AddError> {
        let jingles = Jingles {
            intro: self.intro.clone().filter(|_| !wishes.no_intro),
            outro: self.outro.clone().filter(|_| !wishes.no_outro),
        };
        for (key, path) in [("intro", &jingles.intro), ("outro", &jingles.outro)] {
            if let Some(path) = path {
                decode::open(path).map_err(|source| AddError::Jingle { key, source })?;
            }
        }
        Ok(jingles)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_at_the_desk_goes_before_what_the_show_says() {
        let usual = Treatment { noise: true, level: Levelling::Strong, ..Treatment::default() };
        assert_eq!(Wishes::default().over(usual), usual);
        let wishes = Wishes { noise: Some(false), hum: Some(false), ..Wishes::default() };
        assert_eq!(wishes.over(usual), Treatment { noise: false, hum: false, ..usual });
        let wishes = Wishes {
            level: Some(Levelling::Off),
            channels: Some(Channels::Keep),
            high_pass: Some(false),
            hum: Some(false),
            trim: Some(false),
            noise: Some(true),
            pauses: Some(true),
            deess: Some(true),
            no_intro: true,
            no_outro: true,
        };
        let said = Treatment {
            level: Levelling::Off,
            channels: Channels::Keep,
            high_pass: false,
            hum: false,
            trim: false,
            noise: true,
            pauses: true,
            deess: true,
        };
        assert_eq!(wishes.over(Treatment::default()), said);
    }

    #[test]
    fn what_is_not_wanted_need_not_be_there() {
        let jingles = Jingles { intro: Some("nowhere.wav".into()), outro: None };
        match jingles.wanted(&Wishes::default()) {
            Err(AddError::Jingle { key, source }) => {
                assert_eq!((key, source.path()), ("intro", std::path::Path::new("nowhere.wav")));
            }
            other => panic!("{other:?}"),
        }
        let wishes = Wishes { no_intro: true, ..Wishes::default() };
        assert_eq!(jingles.wanted(&wishes).unwrap(), Jingles::default());
    }
}
