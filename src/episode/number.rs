//! Numbers of episodes and seasons, and the handles by which staff call an episode.

use std::fmt;
use std::num::NonZeroU32;
use std::str::FromStr;

use super::EpisodeType;

/// The place of an episode in the show, from 1. Never used twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EpisodeNumber(NonZeroU32);

impl EpisodeNumber {
    /// The first episode.
    pub const FIRST: EpisodeNumber = EpisodeNumber(NonZeroU32::MIN);

    /// Returns the number, unless it is zero.
    pub fn new(number: u32) -> Option<EpisodeNumber> {
        NonZeroU32::new(number).map(EpisodeNumber)
    }

    /// Returns the number after the highest one taken.
    pub fn next_after(taken: impl IntoIterator<Item = EpisodeNumber>) -> EpisodeNumber {
        taken
            .into_iter()
            .max()
            .map_or(EpisodeNumber::FIRST, |highest| EpisodeNumber(highest.0.saturating_add(1)))
    }

    /// Returns the number.
    pub fn get(self) -> u32 {
        self.0.get()
    }
}

impl fmt::Display for EpisodeNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The number of a season, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SeasonNumber(NonZeroU32);

impl SeasonNumber {
    /// Returns the number, unless it is zero.
    pub fn new(number: u32) -> Option<SeasonNumber> {
        NonZeroU32::new(number).map(SeasonNumber)
    }

    /// Returns the number.
    pub fn get(self) -> u32 {
        self.0.get()
    }
}

impl fmt::Display for SeasonNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The name by which staff call an episode: `7`, or `trailer-1`.
///
/// Trailers and bonuses are counted apart, so that the fiftieth programme is number 50.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Handle {
    /// A full episode.
    Number(EpisodeNumber),
    /// The n-th trailer.
    Trailer(NonZeroU32),
    /// The n-th bonus.
    Bonus(NonZeroU32),
}

impl Handle {
    /// Returns what kind of episode has such a handle.
    pub fn kind(self) -> EpisodeType {
        match self {
            Handle::Number(_) => EpisodeType::Full,
            Handle::Trailer(_) => EpisodeType::Trailer,
            Handle::Bonus(_) => EpisodeType::Bonus,
        }
    }

    /// Returns the number of a full episode.
    pub fn number(self) -> Option<EpisodeNumber> {
        match self {
            Handle::Number(number) => Some(number),
            _ => None,
        }
    }

    /// Returns the handle that follows all those taken of its kind.
    pub fn next_after(kind: EpisodeType, taken: impl IntoIterator<Item = Handle>) -> Handle {
        let highest = taken.into_iter().filter(|handle| handle.kind() == kind).map(Handle::count).max();
        let next = highest.map_or(NonZeroU32::MIN, |count| count.saturating_add(1));
        match kind {
            EpisodeType::Full => Handle::Number(EpisodeNumber(next)),
            EpisodeType::Trailer => Handle::Trailer(next),
            EpisodeType::Bonus => Handle::Bonus(next),
        }
    }

    /// Returns the handle as names of folders and files begin with it: `007`, `trailer-1`.
    pub fn place(self) -> String {
        match self {
            Handle::Number(number) => format!("{:03}", number.get()),
            other => other.to_string(),
        }
    }

    /// Returns the handle with which the name of a folder begins, and the rest of the name.
    pub fn of_place(name: &str) -> Option<(Handle, &str)> {
        for (word, make) in
            [("trailer-", Handle::Trailer as fn(NonZeroU32) -> Handle), ("bonus-", Handle::Bonus)]
        {
            if let Some(rest) = name.strip_prefix(word) {
                let (count, slug) = rest.split_once('-')?;
                return Some((make(count.parse().ok()?), slug));
            }
        }
        let (number, slug) = name.split_once('-')?;
        if number.len() < 3 || !number.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        Some((Handle::Number(EpisodeNumber::new(number.parse().ok()?)?), slug))
    }

    fn count(self) -> NonZeroU32 {
        match self {
            Handle::Number(number) => number.0,
            Handle::Trailer(count) | Handle::Bonus(count) => count,
        }
    }
}

impl fmt::Display for Handle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Handle::Number(number) => number.fmt(f),
            Handle::Trailer(count) => write!(f, "trailer-{count}"),
            Handle::Bonus(count) => write!(f, "bonus-{count}"),
        }
    }
}

/// The text is neither a number nor a handle.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not the number of an episode, nor a handle like trailer-1")]
pub struct NotAHandle(pub String);

impl FromStr for Handle {
    type Err = NotAHandle;

    /// Reads `7`, `007`, `#7`, `trailer-1` or `bonus-2`.
    fn from_str(text: &str) -> Result<Handle, NotAHandle> {
        let none = || NotAHandle(text.to_owned());
        let plain = text.trim().to_lowercase();
        if let Some(count) = plain.strip_prefix("trailer-") {
            return count.parse().map(Handle::Trailer).map_err(|_| none());
        }
        if let Some(count) = plain.strip_prefix("bonus-") {
            return count.parse().map(Handle::Bonus).map_err(|_| none());
        }
        let digits = plain.strip_prefix('#').unwrap_or(&plain);
        if !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(none());
        }
        digits.parse().ok().and_then(EpisodeNumber::new).map(Handle::Number).ok_or_else(none)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn handle(text: &str) -> Handle {
        text.parse().unwrap()
    }

    #[test]
    fn the_next_number_follows_the_highest_not_the_gap() {
        let taken = ["1", "3", "trailer-9"].map(handle);
        assert_eq!(Handle::next_after(EpisodeType::Full, taken), handle("4"));
        assert_eq!(Handle::next_after(EpisodeType::Bonus, taken), handle("bonus-1"));
        assert_eq!(Handle::next_after(EpisodeType::Trailer, taken), handle("trailer-10"));
    }

    #[test]
    fn handles_read_as_staff_write_them() {
        assert_eq!(handle("007"), handle("#7"));
        assert_eq!(handle("Trailer-1").to_string(), "trailer-1");
        for wrong in ["", "0", "-1", "+1", "seven", "trailer-0", "trailer", "4294967296"] {
            assert!(wrong.parse::<Handle>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_place_gives_its_handle_back() {
        for (name, text, slug) in [
            ("007-opening-day", "7", "opening-day"),
            ("1234-x", "1234", "x"),
            ("trailer-1-hej", "trailer-1", "hej"),
            ("bonus-12-2-1", "bonus-12", "2-1"),
        ] {
            assert_eq!(Handle::of_place(name), Some((handle(text), slug)));
            assert!(name.starts_with(&handle(text).place()));
        }
        for none in ["7-x", "notes", "000-x", "trailer-x", "2024", ".trash"] {
            assert_eq!(Handle::of_place(none), None, "{none}");
        }
    }
}
