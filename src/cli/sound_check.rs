//! What the sound check found, in words, each with its remedy.

use serde_json::{Value, json};

use super::value;
use crate::audio::check::Finding;
use crate::audio::loudness::Db;
use crate::words::{Arg, Phrase, phrase};

/// Returns the name by which programs know it.
pub(super) fn id(finding: &Finding) -> &'static str {
    match finding {
        Finding::Silent => "silent",
        Finding::Clipped { .. } => "clipped",
        Finding::DeadChannel { .. } => "dead-channel",
        Finding::Antiphase => "antiphase",
        Finding::SidesApart { .. } => "sides-apart",
        Finding::Offset => "offset",
        Finding::TooQuiet { .. } => "too-quiet",
        Finding::LongSilence { .. } => "long-silence",
        Finding::Noisy { .. } => "noise",
        Finding::Hum { .. } => "hum",
        Finding::Echo { .. } => "echo",
        Finding::VoicesApart { .. } => "voices-apart",
        Finding::Plosives { .. } => "plosives",
    }
}

/// Returns the sentence for it, which says as well whether it was put right.
pub(super) fn said(finding: &Finding, put_right: bool) -> Phrase {
    match (finding, put_right) {
        (Finding::Silent, _) => phrase("sound-check-silent"),
        (Finding::Clipped { places, first }, _) => {
            phrase("sound-check-clipped").with("places", *places).with("first", Arg::Length(*first))
        }
        (Finding::DeadChannel { left: true }, true) => phrase("sound-check-dead-left"),
        (Finding::DeadChannel { left: false }, true) => phrase("sound-check-dead-right"),
        (Finding::DeadChannel { left: true }, false) => phrase("sound-check-dead-kept-left"),
        (Finding::DeadChannel { left: false }, false) => phrase("sound-check-dead-kept-right"),
        (Finding::Antiphase, true) => phrase("sound-check-antiphase"),
        (Finding::Antiphase, false) => phrase("sound-check-antiphase-kept"),
        (Finding::SidesApart { left: true, by }, true) => {
            phrase("sound-check-sides-left").with("by", whole(*by))
        }
        (Finding::SidesApart { left: false, by }, true) => {
            phrase("sound-check-sides-right").with("by", whole(*by))
        }
        (Finding::SidesApart { left: true, by }, false) => {
            phrase("sound-check-sides-kept-left").with("by", whole(*by))
        }
        (Finding::SidesApart { left: false, by }, false) => {
            phrase("sound-check-sides-kept-right").with("by", whole(*by))
        }
        (Finding::Offset, _) => phrase("sound-check-offset"),
        (Finding::TooQuiet { .. }, _) => phrase("sound-check-too-quiet"),
        (Finding::LongSilence { places, first, longest }, false) => phrase("sound-check-silence")
            .with("places", *places)
            .with("first", Arg::Length(*first))
            .with("longest", Arg::Length(*longest)),
        (Finding::LongSilence { places, first, longest }, true) => phrase("sound-check-silence-cut")
            .with("places", *places)
            .with("first", Arg::Length(*first))
            .with("longest", Arg::Length(*longest)),
        (Finding::Noisy { .. }, true) => phrase("sound-check-noise-down"),
        (Finding::Noisy { .. }, false) => phrase("sound-check-noise"),
        (Finding::Hum { .. }, _) => phrase("sound-check-hum"),
        (Finding::Echo { .. }, _) => phrase("sound-check-echo"),
        (Finding::VoicesApart { .. }, true) => phrase("sound-check-voices-apart-levelled"),
        (Finding::VoicesApart { .. }, false) => phrase("sound-check-voices-apart"),
        (Finding::Plosives { .. }, _) => phrase("sound-check-plosives"),
    }
}

/// Returns a distance to the whole dB: nobody hears a tenth.
fn whole(by: Db) -> u64 {
    by.value().round() as u64
}

/// Returns what to do about it, now and next time.
pub(super) fn remedy(finding: &Finding, put_right: bool) -> Phrase {
    match (finding, put_right) {
        (Finding::Silent, _) => phrase("sound-check-silent-how"),
        (Finding::Clipped { .. }, _) => phrase("sound-check-clipped-how"),
        (Finding::DeadChannel { .. }, true) => phrase("sound-check-dead-how"),
        (Finding::DeadChannel { .. }, false) => phrase("sound-check-dead-kept-how"),
        (Finding::Antiphase, true) => phrase("sound-check-antiphase-how"),
        (Finding::Antiphase, false) => phrase("sound-check-antiphase-kept-how"),
        (Finding::SidesApart { .. }, true) => phrase("sound-check-sides-how"),
        (Finding::SidesApart { .. }, false) => phrase("sound-check-sides-kept-how"),
        (Finding::Offset, _) => phrase("sound-check-offset-how"),
        (Finding::TooQuiet { .. }, _) => too_quiet(),
        (Finding::LongSilence { .. }, false) => phrase("sound-check-silence-how"),
        (Finding::LongSilence { .. }, true) => phrase("sound-check-silence-cut-how"),
        (Finding::Noisy { .. }, _) => phrase("sound-check-noise-how"),
        (Finding::Hum { .. }, _) => phrase("sound-check-hum-how"),
        (Finding::Echo { .. }, _) => phrase("sound-check-echo-how"),
        (Finding::VoicesApart { .. }, _) => phrase("sound-check-voices-apart-how"),
        (Finding::Plosives { .. }, _) => phrase("sound-check-plosives-how"),
    }
}

/// Returns what to do about a recording that is too quiet.
pub(super) fn too_quiet() -> Phrase {
    phrase("sound-check-too-quiet-how")
}

/// Returns what `--details` adds.
pub(super) fn in_figures(finding: &Finding) -> Option<Phrase> {
    match finding {
        Finding::TooQuiet { loudness } => {
            Some(phrase("sound-check-too-quiet-figures").with("loudness", Arg::Decimal(loudness.value())))
        }
        Finding::Noisy { floor, distance } => Some(
            phrase("sound-check-noise-figures")
                .with("floor", Arg::Decimal(floor.value()))
                .with("distance", Arg::Decimal(distance.value())),
        ),
        Finding::Hum { mains } => Some(phrase("sound-check-hum-figures").with("mains", *mains)),
        Finding::Echo { dies_in } => {
            Some(phrase("sound-check-echo-figures").with("seconds", Arg::Decimal(dies_in.as_secs_f64())))
        }
        Finding::Plosives { count, per_minute, first } => Some(
            phrase("sound-check-plosives-figures")
                .with("count", *count)
                .with("first", Arg::Length(*first))
                .with("rate", Arg::Decimal(*per_minute)),
        ),
        Finding::Silent
        | Finding::Clipped { .. }
        | Finding::DeadChannel { .. }
        | Finding::Antiphase
        | Finding::SidesApart { .. }
        | Finding::Offset
        | Finding::LongSilence { .. }
        // The line about the leveller says by how much.
        | Finding::VoicesApart { .. } => None,
    }
}

/// Returns the values, for programs.
pub(super) fn figures(finding: &Finding) -> Value {
    match finding {
        Finding::Silent | Finding::Antiphase | Finding::Offset => json!({}),
        Finding::SidesApart { left, by } => {
            json!({ "quieter": if *left { "left" } else { "right" }, "by_db": by.value() })
        }
        Finding::Clipped { places, first } => {
            json!({ "places": places, "first_seconds": value::seconds(*first) })
        }
        Finding::DeadChannel { left } => json!({ "channel": if *left { "left" } else { "right" } }),
        Finding::TooQuiet { loudness } => json!({ "loudness_lufs": loudness.value() }),
        Finding::LongSilence { places, first, longest } => json!({
            "places": places,
            "first_seconds": value::seconds(*first),
            "longest_seconds": value::seconds(*longest),
        }),
        Finding::Noisy { floor, distance } => {
            json!({ "floor_lufs": floor.value(), "distance_lu": distance.value() })
        }
        Finding::Hum { mains } => json!({ "mains_hz": mains }),
        Finding::Echo { dies_in } => json!({ "falls_60_db_in_seconds": value::seconds(*dies_in) }),
        Finding::VoicesApart { by } => json!({ "by_lu": by.value() }),
        Finding::Plosives { count, per_minute, first } => json!({
            "count": count,
            "per_minute": per_minute,
            "first_seconds": value::seconds(*first),
        }),
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::audio::loudness::{Lu, Lufs};
    use crate::cli::desk::Desk;
    use crate::cli::{Globals, notices};
    use crate::studio::Notice;
    use crate::words::{Language, Words};
    use crate::world::World;

    fn all() -> [Finding; 15] {
        let (first, longest) = (Duration::from_secs(65), Duration::from_secs(12));
        [
            Finding::Silent,
            Finding::Clipped { places: 1, first },
            Finding::DeadChannel { left: true },
            Finding::DeadChannel { left: false },
            Finding::Antiphase,
            Finding::TooQuiet { loudness: Lufs(-41.0) },
            Finding::LongSilence { places: 2, first, longest },
            Finding::Noisy { floor: Lufs(-45.0), distance: Lu(22.0) },
            Finding::Hum { mains: 50 },
            Finding::Echo { dies_in: Duration::from_millis(900) },
            Finding::VoicesApart { by: Lu(7.5) },
            Finding::Plosives { count: 40, per_minute: 6.5, first },
            Finding::SidesApart { left: true, by: Db(20.4) },
            Finding::SidesApart { left: false, by: Db(20.4) },
            Finding::Offset,
        ]
    }

    /// Returns what the desk prints and what it says in JSON, in that language, with all details.
    fn at_the_desk(language: Language, put_right: bool) -> (String, Value) {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let asked = Globals { details: true, ..Globals::default() };
        let words = Words::new(language);
        let mut desk = Desk::new(World::real(), words, asked, Vec::new(), &mut out, &mut err);
        let noticed = all().map(|finding| Notice::Found { finding, put_right });
        notices::say(&mut desk, &noticed, None);
        let json = notices::json(&desk, &noticed, None);
        (String::from_utf8(out).unwrap(), json)
    }

    #[test]
    fn every_finding_is_said_with_its_remedy_in_both_languages() {
        for (language, put_right) in
            [(Language::En, true), (Language::En, false), (Language::Da, true), (Language::Da, false)]
        {
            let (said, json) = at_the_desk(language, put_right);
            // One line and its remedy each, and figures for five of them; a value that was not given
            // would stand there in braces.
            assert_eq!(said.lines().count(), 15 * 2 + 5, "{said}");
            assert!(!said.contains(['{', '}']) && !said.contains("sound-check"), "{said}");
            assert_eq!(json.as_array().map(Vec::len), Some(15));
            assert!(json.as_array().unwrap().iter().all(|one| one["remedy"].as_str().unwrap().len() > 20));
        }
        let (said, json) = at_the_desk(Language::Da, true);
        assert!(said.contains("1 minut 5 sekunder inde"), "{said}");
        assert_eq!((&json[7]["id"], &json[7]["figures"]["distance_lu"]), (&"noise".into(), &22.0.into()));
        assert_eq!(json[6]["figures"]["first_seconds"], 65.0);
        assert_eq!(json[2]["put_right"], true);
        assert!(said.contains("Venstre side af optagelsen er 20 dB svagere"), "{said}");
    }

    #[test]
    fn what_stays_as_it_is_is_not_said_to_be_put_right() {
        let (kept, _) = at_the_desk(Language::En, false);
        assert!(kept.contains("silent, and so is that of the episode") && !kept.contains("none the worse"));
        assert!(!kept.contains("brought closer") && !kept.contains("turned over;"), "{kept}");
    }
}
