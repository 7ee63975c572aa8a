//! What the sound check found, in words, each with its remedy.

use serde_json::{Value, json};

use super::desk::Desk;
use super::value;
use crate::audio::channels::{ChannelPlan, Flipped};
use crate::audio::check::Finding;
use crate::words::{Arg, Phrase, phrase};

/// Says what was found, the remedy below it, each below the line that it belongs to.
pub(super) fn say(desk: &mut Desk<'_>, findings: &[Finding]) {
    for finding in findings {
        desk.say_below(&said(finding));
        desk.say_below(&remedy(finding));
        if let Some(figures) = in_figures(finding) {
            desk.detail(&figures);
        }
    }
}

/// Returns what was found as `--json` says it.
pub(super) fn json(desk: &Desk<'_>, findings: &[Finding]) -> Value {
    let one = |finding: &Finding| {
        json!({
            "id": id(finding),
            "message": desk.words.say(&said(finding)),
            "remedy": desk.words.say(&remedy(finding)),
            "figures": figures(finding),
        })
    };
    findings.iter().map(one).collect()
}

/// Returns what was done about the channels, where that is no fault and yet worth a line.
pub(super) fn channels(plan: ChannelPlan) -> Option<Phrase> {
    match plan {
        ChannelPlan::Copy { .. } | ChannelPlan::Antiphase { then: Flipped::Copy { .. } } => {
            Some(phrase("sound-check-copy"))
        }
        ChannelPlan::TwoMicrophones => Some(phrase("sound-check-two-microphones")),
        ChannelPlan::Mono
        | ChannelPlan::Stereo
        | ChannelPlan::Same
        | ChannelPlan::Dead { .. }
        | ChannelPlan::Antiphase { .. } => None,
    }
}

/// Returns the name by which programs know it.
fn id(finding: &Finding) -> &'static str {
    match finding {
        Finding::Silent => "silent",
        Finding::Clipped { .. } => "clipped",
        Finding::DeadChannel { .. } => "dead-channel",
        Finding::Antiphase => "antiphase",
        Finding::TooQuiet { .. } => "too-quiet",
        Finding::LongSilence { .. } => "long-silence",
        Finding::Noisy { .. } => "noise",
        Finding::Hum { .. } => "hum",
        Finding::Echo { .. } => "echo",
        Finding::VoicesApart { .. } => "voices-apart",
        Finding::Plosives { .. } => "plosives",
    }
}

/// Returns the sentence for it.
fn said(finding: &Finding) -> Phrase {
    match finding {
        Finding::Silent => phrase("sound-check-silent"),
        Finding::Clipped { places, first } => {
            phrase("sound-check-clipped").with("places", *places).with("first", Arg::Length(*first))
        }
        Finding::DeadChannel { left: true } => phrase("sound-check-dead-left"),
        Finding::DeadChannel { left: false } => phrase("sound-check-dead-right"),
        Finding::Antiphase => phrase("sound-check-antiphase"),
        Finding::TooQuiet { .. } => phrase("sound-check-too-quiet"),
        Finding::LongSilence { places, first, longest } => phrase("sound-check-silence")
            .with("places", *places)
            .with("first", Arg::Length(*first))
            .with("longest", Arg::Length(*longest)),
        Finding::Noisy { .. } => phrase("sound-check-noise"),
        Finding::Hum { .. } => phrase("sound-check-hum"),
        Finding::Echo { .. } => phrase("sound-check-echo"),
        Finding::VoicesApart { .. } => phrase("sound-check-voices-apart"),
        Finding::Plosives { .. } => phrase("sound-check-plosives"),
    }
}

/// Returns what to do about it, now and next time.
fn remedy(finding: &Finding) -> Phrase {
    match finding {
        Finding::Silent => phrase("sound-check-silent-how"),
        Finding::Clipped { .. } => phrase("sound-check-clipped-how"),
        Finding::DeadChannel { .. } => phrase("sound-check-dead-how"),
        Finding::Antiphase => phrase("sound-check-antiphase-how"),
        Finding::TooQuiet { .. } => phrase("sound-check-too-quiet-how"),
        Finding::LongSilence { .. } => phrase("sound-check-silence-how"),
        Finding::Noisy { .. } => phrase("sound-check-noise-how"),
        Finding::Hum { .. } => phrase("sound-check-hum-how"),
        Finding::Echo { .. } => phrase("sound-check-echo-how"),
        Finding::VoicesApart { .. } => phrase("sound-check-voices-apart-how"),
        Finding::Plosives { .. } => phrase("sound-check-plosives-how"),
    }
}

/// Returns what `--details` adds.
fn in_figures(finding: &Finding) -> Option<Phrase> {
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
        Finding::VoicesApart { by } => {
            Some(phrase("sound-check-voices-apart-figures").with("by", Arg::Decimal(by.value())))
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
        | Finding::LongSilence { .. } => None,
    }
}

/// Returns the values, for programs.
fn figures(finding: &Finding) -> Value {
    match finding {
        Finding::Silent | Finding::Antiphase => json!({}),
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
    use crate::cli::Globals;
    use crate::words::{Language, Words};
    use crate::world::World;

    fn all() -> [Finding; 12] {
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
        ]
    }

    /// Returns what the desk prints and what it says in JSON, in that language, with all details.
    fn at_the_desk(language: Language) -> (String, Value) {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let asked = Globals { details: true, ..Globals::default() };
        let words = Words::new(language);
        let mut desk = Desk::new(World::real(), words, asked, Vec::new(), &mut out, &mut err);
        say(&mut desk, &all());
        let json = json(&desk, &all());
        (String::from_utf8(out).unwrap(), json)
    }

    #[test]
    fn every_finding_is_said_with_its_remedy_in_both_languages() {
        for language in [Language::En, Language::Da] {
            let (said, json) = at_the_desk(language);
            // One line and its remedy each, and figures for six of them; a value that was not given
            // would stand there in braces.
            assert_eq!(said.lines().count(), 12 * 2 + 6, "{said}");
            assert!(!said.contains(['{', '}']) && !said.contains("sound-check"), "{said}");
            assert_eq!(json.as_array().map(Vec::len), Some(12));
            assert!(json.as_array().unwrap().iter().all(|one| one["remedy"].as_str().unwrap().len() > 20));
        }
        let (said, json) = at_the_desk(Language::Da);
        assert!(said.contains("1 minut 5 sekunder inde"), "{said}");
        assert_eq!((&json[7]["id"], &json[7]["figures"]["distance_lu"]), (&"noise".into(), &22.0.into()));
        assert_eq!(json[6]["figures"]["first_seconds"], 65.0);
    }

    #[test]
    fn what_was_done_about_the_channels_is_said_where_it_is_no_fault() {
        let id = |plan| channels(plan).map(|said| said.id().to_owned());
        assert_eq!(id(ChannelPlan::Copy { use_left: true }).as_deref(), Some("sound-check-copy"));
        assert_eq!(id(ChannelPlan::TwoMicrophones).as_deref(), Some("sound-check-two-microphones"));
        assert_eq!(id(ChannelPlan::Same), None);
        assert_eq!(id(ChannelPlan::Dead { left: true }), None, "that one is a finding");
    }
}
