//! The words by which settings and command lines name what is done to a recording.

use crate::audio::master::{Channels, Levelling};

/// How far voices are brought together, and the word for each.
pub const LEVELS: [(&str, Levelling); 4] = [
    ("auto", Levelling::Auto),
    ("off", Levelling::Off),
    ("gentle", Levelling::Gentle),
    ("strong", Levelling::Strong),
];

/// What may be done to the channels, and the word for each.
pub const CHANNELS: [(&str, Channels); 2] = [("auto", Channels::Auto), ("keep", Channels::Keep)];

/// Returns what the word means.
pub fn meant<T: Copy>(words: &[(&str, T)], word: &str) -> Option<T> {
    words.iter().find(|(known, _)| *known == word).map(|(_, meaning)| *meaning)
}

/// Returns the word for it.
pub fn word_for<T: PartialEq>(words: &[(&'static str, T)], meaning: &T) -> &'static str {
    words.iter().find(|(_, known)| known == meaning).map_or("", |(word, _)| word)
}
