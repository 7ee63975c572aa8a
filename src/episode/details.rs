//! What may be told of an episode beside its words and its sound: who is heard, where it is set, on what
//! terms it may be used, and which moment makes one want to hear the rest.
//!
//! Values are kept as people wrote them, made fit. What is wrong with one, a method of it says, so that
//! `check` can name it and a feed can leave it out.

use std::time::Duration;

use super::{Person, clock, text};

/// What may be told of an episode.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Details {
    /// Who is heard, besides those whom the show names.
    pub persons: Vec<Person>,
    /// The place that it is about.
    pub location: Option<Location>,
    /// On what terms it may be used, if on others than the show.
    pub licence: Option<Licence>,
    /// Moments to hear before the rest.
    pub soundbites: Vec<Soundbite>,
    /// That those who are heard have agreed to it, in words of staff. Never published.
    pub consent: Option<String>,
    /// By what right music and readings are in it, in words of staff. Never published.
    pub rights: Option<String>,
}

/// A place.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Location {
    /// What people call it.
    pub name: String,
    /// Where it lies, as `geo:56.4607,10.0364` or the two numbers alone.
    pub geo: Option<String>,
    /// Its name in OpenStreetMap, as `R2186660`.
    pub osm: Option<String>,
}

impl Location {
    /// Returns where it lies, as a `geo:` address. `None` if nothing is said, or if that is no place on
    /// this earth.
    pub fn geo(&self) -> Option<String> {
        let written = self.geo.as_deref()?.trim();
        let plain = written.strip_prefix("geo:").unwrap_or(written);
        let (numbers, rest) = plain.split_once(';').map_or((plain, ""), |(numbers, rest)| (numbers, rest));
        let mut parts = numbers.split(',').map(str::trim);
        let mut degrees = |most: f64| {
            let part = parts.next()?;
            let number: f64 = part.parse().ok()?;
            (number.abs() <= most).then_some(part)
        };
        let (latitude, longitude) = (degrees(90.0)?, degrees(180.0)?);
        let fits = parts.all(|part| part.parse::<f64>().is_ok_and(f64::is_finite))
            && rest.chars().all(|c| c.is_ascii_graphic());
        let rest = if rest.is_empty() { String::new() } else { format!(";{rest}") };
        fits.then(|| format!("geo:{latitude},{longitude}{rest}"))
    }

    /// Returns its name in OpenStreetMap: a node, way or relation, and its number.
    pub fn osm(&self) -> Option<&str> {
        let written = self.osm.as_deref()?.trim();
        let number = written.strip_prefix(['N', 'W', 'R'])?;
        (!number.is_empty() && number.bytes().all(|b| b.is_ascii_digit() || b == b'#')).then_some(written)
    }

    /// Returns whether it has a name, and whatever else is said of it can be understood.
    pub fn is_sound(&self) -> bool {
        !self.name.is_empty()
            && (self.geo.is_none() || self.geo().is_some())
            && (self.osm.is_none() || self.osm().is_some())
    }
}

/// On what terms something may be used.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Licence {
    /// Its short name: one that everybody knows, such as `cc-by-4.0`, or one of one's own.
    pub name: String,
    /// Where its text stands. One of one's own needs that.
    pub url: Option<String>,
}

/// Short names of licences, as SPDX has them, under which sound and text are published. The family of
/// Creative Commons is known by its form.
const LICENCES: &str = "0bsd apache-2.0 bsd-2-clause bsd-3-clause cc-pddc cc-pdm-1.0 cc0-1.0 cdla-permissive-2.0 \
    dl-de-by-2.0 dl-de-zero-2.0 etalab-2.0 fdl-1.3 gfdl-1.3-only gfdl-1.3-or-later isc lal-1.3 mit nlod-2.0 \
    odbl-1.0 odc-by-1.0 ogl-uk-3.0 pddl-1.0 unlicense wtfpl v4v-4.0";

impl Licence {
    /// Returns whether everybody knows it by its short name, in any case.
    pub fn is_known(&self) -> bool {
        let name = self.name.to_lowercase();
        LICENCES.split_whitespace().any(|known| known == name) || is_creative_commons(&name)
    }

    /// Returns the known short name that somebody may have meant: `CC BY 4.0` for `cc-by-4.0`.
    pub fn meant(&self) -> Option<String> {
        let name = self.name.to_lowercase().replace([' ', '_', '/'], "-");
        let name = name.replace("creative-commons", "cc").replace("--", "-");
        let versioned = format!("{name}-4.0");
        let zero = matches!(name.as_str(), "cc0" | "cc-0" | "cc-zero").then(|| "cc0-1.0".to_owned());
        let known = |name: &String| Licence { name: name.clone(), url: None }.is_known();
        zero.or_else(|| Some(name).filter(known)).or_else(|| Some(versioned).filter(known))
    }
}

/// `cc-by-sa-4.0`, and `cc-by-3.0-de` of those that were made for a country.
fn is_creative_commons(name: &str) -> bool {
    let Some(rest) = name.strip_prefix("cc-by") else { return false };
    ["-nc-nd", "-nc-sa", "-nc", "-nd", "-sa", ""].iter().any(|terms| {
        let Some(version) = rest.strip_prefix(terms).and_then(|rest| rest.strip_prefix('-')) else {
            return false;
        };
        let (number, country) = version.split_once('-').map_or((version, None), |(n, c)| (n, Some(c)));
        matches!(number, "1.0" | "2.0" | "2.5" | "3.0" | "4.0")
            && country.is_none_or(|country| {
                (2..=3).contains(&country.len()) && country.bytes().all(|b| b.is_ascii_lowercase())
            })
    })
}

/// A moment of an episode that makes one want to hear the rest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Soundbite {
    /// Where it begins.
    pub start: Duration,
    /// How long it is.
    pub length: Duration,
    /// What it is called; the episode's title, if nothing is said.
    pub title: Option<String>,
}

impl Soundbite {
    /// Reads what staff write on one line: `1:15-2:00`, `1:15-2:00 What a library is for`.
    pub fn read(line: &str) -> Option<Soundbite> {
        let line = line.trim();
        let (times, title) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        let (start, end) = times.split_once(['-', '–'])?;
        let time = |written: &str| clock::read_either(written).map(clock::in_milliseconds);
        let (start, end) = (time(start)?, time(end)?);
        let title = Some(text::title(title)).filter(|title| !title.is_empty());
        Some(Soundbite { start, length: end.checked_sub(start).filter(|length| !length.is_zero())?, title })
    }

    /// Returns whether an episode of that length has all of it.
    pub fn fits(&self, duration: Duration) -> bool {
        !self.length.is_zero() && self.start.checked_add(self.length).is_some_and(|end| end <= duration)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_lies_on_this_earth() {
        let geo = |text: &str| Location { geo: Some(text.into()), ..Location::default() }.geo();
        assert_eq!(geo("geo:56.4607,10.0364").as_deref(), Some("geo:56.4607,10.0364"));
        assert_eq!(geo("56.4607, 10.0364").as_deref(), Some("geo:56.4607,10.0364"));
        assert_eq!(geo("geo:-27.86,153.3,12;u=30").as_deref(), Some("geo:-27.86,153.3;u=30"));
        for wrong in ["", "geo:", "56", "91,10", "56,181", "56,x", "NaN,1", "56;10", "56,10,inf"] {
            assert_eq!(geo(wrong), None, "{wrong}");
        }
        let osm = |text: &str| Location { osm: Some(text.into()), ..Location::default() }.osm().is_some();
        assert!(osm("R2186660") && osm("W43678282#3") && !osm("2186660") && !osm("R"));
    }

    #[test]
    fn licences_are_known_by_their_short_names() {
        let licence = |name: &str| Licence { name: name.into(), url: None };
        for known in ["cc-by-4.0", "CC-BY-NC-ND-4.0", "cc0-1.0", "cc-by-3.0-de", "MIT", "cc-by-sa-2.5"] {
            assert!(licence(known).is_known(), "{known}");
        }
        for wrong in ["", "cc-by", "cc-by-5.0", "cc-nd-4.0", "ours", "cc-by-sa-4.0-denmark", "cc-by-4.0-"] {
            assert!(!licence(wrong).is_known(), "{wrong}");
        }
        assert_eq!(licence("CC BY-SA 4.0").meant().as_deref(), Some("cc-by-sa-4.0"));
        assert_eq!(licence("CC BY").meant().as_deref(), Some("cc-by-4.0"));
        assert_eq!(licence("CC0").meant().as_deref(), Some("cc0-1.0"));
        assert_eq!(licence("vores").meant(), None);
    }

    #[test]
    fn a_soundbite_is_read_from_one_line() {
        let secs = Duration::from_secs;
        let bite = Soundbite::read("1:15-2:00  Hvad et bibliotek er til").unwrap();
        assert_eq!((bite.start, bite.length), (secs(75), secs(45)));
        assert_eq!(bite.title.as_deref(), Some("Hvad et bibliotek er til"));
        assert!(bite.fits(secs(120)) && !bite.fits(secs(119)));
        assert_eq!(Soundbite::read("10.5–40").unwrap().length, Duration::from_millis(29_500));
        for wrong in ["", "1:15", "2:00-1:15", "1:15-1:15", "a-b", "1:75-2:00", "-1:00", "1:1:1:1-9:9:9"] {
            assert_eq!(Soundbite::read(wrong), None, "{wrong}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_line_makes_a_reader_panic(line in ".{0,40}") {
            drop((Soundbite::read(&line), clock::read_either(&line), Person::read(&line).ok()));
            let place = Location { geo: Some(line.clone()), osm: Some(line.clone()), name: line.clone() };
            drop((place.geo(), place.osm().is_some(), Licence { name: line, url: None }.meant()));
        }
    }
}
