//! Profiles: in what form a player, or a bundle, wants its files.
//!
//! A few are built in. A show may have its own, or change a built-in one, in `show.toml`:
//!
//! ```text
//! [profile.bil]
//! kbps = 96           # the sound made anew: kbps, channels, rate
//! split = 10          # long episodes in parts of about so many minutes
//! longest_name = 32   # characters of a name
//! artwork = 240       # pixels of the cover
//! files = 255         # files in one folder
//! ```

use std::collections::BTreeMap;
use std::time::Duration;

use serde::Deserialize;
use toml_edit::{InlineTable, Value};

use super::form::{self, Form, FormError};
use super::problem::Problem;
use crate::audio::mp3::Bitrate;

/// The profile that everybody has who asks for none: masters as they are.
pub const UNIVERSAL: &str = "universal";
/// The keys of a profile.
pub const KEYS: [&str; 7] = ["kbps", "channels", "rate", "split", "longest_name", "artwork", "files"];

/// The rates that players take. Those below 16 kHz are of MPEG-2.5, which many do not.
const RATES: [u32; 6] = [16_000, 22_050, 24_000, 32_000, 44_100, 48_000];
/// The highest bit rate at rates of 24 kHz and below (ISO/IEC 13818-3).
const MOST_KBPS_LOW: u16 = 160;
/// The rates up to which that holds.
const LOW: u32 = 24_000;
/// The shortest parts into which episodes are split, and the longest, in minutes.
const SPLIT: (u32, u32) = (1, 240);
/// How long the longest name may be: shorter ones have no room for a title, longer ones are what nobody shows.
const NAMES: (u32, u32) = (16, 64);
/// How many pixels the cover may have: more than that players do not show.
const PIXELS: (u32, u32) = (100, 500);
/// How many files may be in one folder: a folder of FAT has room for 65,536 entries of 32 bytes, and a name takes
/// up to six of them.
const FILES: (u32, u32) = (10, 10_000);

/// In what form a player, or a bundle, wants its files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// What it is called.
    pub name: String,
    /// How the sound is to be; where nothing is said, as in the master.
    pub sound: Sounding,
    /// About how long the parts are to be into which long episodes are split; none are split without it.
    pub split: Option<Duration>,
    /// The longest name of a file, in characters.
    pub longest_name: usize,
    /// The side of the cover, in pixels.
    pub artwork: u32,
    /// The most files in one folder.
    pub files: Option<usize>,
}

/// How sound is to be. Where nothing is said, it is as in the master.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sounding {
    /// The bit rate.
    pub kbps: Option<Bitrate>,
    /// The channels: one or two.
    pub channels: Option<usize>,
    /// Frames per second.
    pub rate: Option<u32>,
}

/// A profile as a show writes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Own {
    /// What it is called.
    pub name: String,
    /// What it says.
    pub said: Said,
}

/// What a profile says in `show.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
pub struct Said {
    kbps: Option<u16>,
    channels: Option<String>,
    rate: Option<u32>,
    split: Option<u32>,
    longest_name: Option<u32>,
    artwork: Option<u32>,
    files: Option<u32>,
}

/// Returns a profile of that name which asks for nothing.
fn universal(name: &str) -> Profile {
    Profile {
        name: name.to_owned(),
        sound: Sounding::default(),
        split: None,
        longest_name: NAMES.1 as usize,
        artwork: PIXELS.1,
        files: None,
    }
}

/// Returns the built-in profile of that name.
pub fn built_in(name: &str) -> Option<Profile> {
    let universal = universal(name);
    Some(match name {
        UNIVERSAL => universal,
        // Radios of cars show little, and take 255 files in a folder, lists and pictures among them.
        "car" => Profile { longest_name: 32, artwork: 300, files: Some(255), ..universal },
        // For small old players without a memory for places: small files, in parts of ten minutes.
        "tiny" => Profile {
            sound: Sounding { kbps: Bitrate::new(48), channels: Some(1), rate: Some(44_100) },
            split: Some(Duration::from_mins(10)),
            longest_name: 32,
            artwork: 240,
            ..universal
        },
        _ => return None,
    })
}

/// The names of the built-in profiles.
pub const BUILT_IN: [&str; 3] = [UNIVERSAL, "car", "tiny"];

/// Reads the profiles of a show; faults are named with their line.
pub(super) fn read(file: &Form, written: Option<BTreeMap<String, Said>>) -> Result<Vec<Own>, FormError> {
    let mut own = Vec::new();
    for (name, said) in written.unwrap_or_default() {
        let table = format!("profile.{name}");
        let wrong = |key: &str, problem: Problem| Err(file.fault_in(&table, key, problem));
        if name.trim() != name || name.is_empty() || name.chars().any(char::is_control) {
            return wrong("", Problem::ProfileName);
        }
        if said.kbps.is_some_and(|kbps| Bitrate::new(kbps).is_none()) {
            return wrong("kbps", Problem::numbers(Bitrate::ALL));
        }
        if said.channels.as_deref().is_some_and(|channels| !matches!(channels, "mono" | "stereo")) {
            return wrong("channels", Problem::words(["mono", "stereo"]));
        }
        if said.rate.is_some_and(|rate| !RATES.contains(&rate)) {
            return wrong("rate", Problem::numbers(RATES));
        }
        if said.rate.is_some_and(|rate| rate <= LOW) && said.kbps.is_some_and(|kbps| kbps > MOST_KBPS_LOW) {
            return wrong("kbps", Problem::KbpsAtRate { most: MOST_KBPS_LOW });
        }
        let numbers = [
            ("split", said.split, SPLIT),
            ("longest_name", said.longest_name, NAMES),
            ("artwork", said.artwork, PIXELS),
            ("files", said.files, FILES),
        ];
        for (key, given, (least, most)) in numbers {
            if given.is_some_and(|given| !(least..=most).contains(&given)) {
                return wrong(key, Problem::Between { least: least.into(), most: most.into() });
            }
        }
        own.push(Own { name, said });
    }
    Ok(own)
}

impl Own {
    /// Returns the profile: what it says, and for the rest the built-in one of its name, or the universal one.
    pub fn profile(&self) -> Profile {
        let base = built_in(&self.name).unwrap_or_else(|| universal(&self.name));
        let Said { kbps, channels, rate, split, longest_name, artwork, files } = &self.said;
        let channels = channels.as_deref().map(|word| if word == "mono" { 1 } else { 2 });
        Profile {
            sound: Sounding {
                kbps: kbps.and_then(Bitrate::new).or(base.sound.kbps),
                channels: channels.or(base.sound.channels),
                rate: rate.or(base.sound.rate),
            },
            split: split.map(|minutes| Duration::from_mins(minutes.into())).or(base.split),
            longest_name: longest_name.map_or(base.longest_name, |n| n as usize),
            artwork: artwork.unwrap_or(base.artwork),
            files: files.map(|n| n as usize).or(base.files),
            name: base.name,
        }
    }

    /// Returns what it says as a table.
    fn table(&self) -> InlineTable {
        let Said { kbps, channels, rate, split, longest_name, artwork, files } = &self.said;
        let number = |n: Option<u32>| n.map(|n| form::integer(n.into()));
        let values = [
            number(kbps.map(u32::from)),
            channels.as_deref().map(Value::from),
            number(*rate),
            number(*split),
            number(*longest_name),
            number(*artwork),
            number(*files),
        ];
        KEYS.iter().zip(values).filter_map(|(key, value)| Some((*key, value?))).collect()
    }
}

/// Returns the profiles of a show as one value; none where it has none of its own.
pub(super) fn written(own: &[Own]) -> Option<Value> {
    let tables: InlineTable = own.iter().map(|own| (own.name.as_str(), Value::from(own.table()))).collect();
    (!own.is_empty()).then(|| tables.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_built_in_is_there_under_its_name() {
        for name in BUILT_IN {
            assert_eq!(built_in(name).map(|profile| profile.name).as_deref(), Some(name));
        }
        assert_eq!(built_in("bil"), None);
        let tiny = built_in("tiny").unwrap();
        assert_eq!(
            (tiny.sound.kbps.map(Bitrate::kbps), tiny.split),
            (Some(48), Some(Duration::from_mins(10)))
        );
    }

    #[test]
    fn an_own_profile_says_what_is_otherwise() {
        let said = Said { kbps: Some(64), files: Some(99), ..Said::default() };
        let of = |name: &str| Own { name: name.to_owned(), said: said.clone() }.profile();
        let bil = of("bil");
        assert_eq!((bil.name.as_str(), bil.split, bil.longest_name, bil.files), ("bil", None, 64, Some(99)));
        let tiny = of("tiny");
        assert_eq!(tiny.sound, Sounding { kbps: Bitrate::new(64), channels: Some(1), rate: Some(44_100) });
        assert_eq!((tiny.split, tiny.longest_name), (Some(Duration::from_mins(10)), 32));
    }
}
