//! What was done to a sound, in words: what staff would want to know, and the rest for `--details`.

use serde_json::{Value, json};

use super::desk::Desk;
use super::value;
use crate::audio::check::Finding;
use crate::audio::dynamics::leveller::FAR_APART;
use crate::episode::Levelled;
use crate::studio::{Levelling, Notice, Repair, SoundPlan};
use crate::words::{Arg, Phrase, phrase};

/// Trimmed silence shorter than this is no news.
const NEWS: std::time::Duration = std::time::Duration::from_secs(1);

/// Says what was done, below the line that it belongs to, and below what was noticed: that a fault was put
/// right is said there.
pub(super) fn say(desk: &mut Desk<'_>, plan: &SoundPlan, noticed: &[Notice]) {
    let found = |is: fn(&Finding) -> bool| {
        noticed.iter().any(|notice| matches!(notice, Notice::Found { finding, .. } if is(finding)))
    };
    let apart = found(|finding| matches!(finding, Finding::VoicesApart { .. }));
    let noisy = found(|finding| matches!(finding, Finding::Noisy { .. }));
    if let Some(levelling) = &plan.levelling {
        if let Some(said) = levelled(levelling.level).filter(|_| !apart) {
            desk.say_below(&said);
        }
        desk.detail(&in_figures_levelled(levelling));
    }
    let offset = found(|finding| *finding == Finding::Offset);
    for repair in plan.repaired.iter().filter(|&&repair| !(offset && repair == Repair::Offset)) {
        if let Some(said) = said(repair).filter(|_| !(noisy && *repair == Repair::Noise)) {
            desk.say_below(&said);
        }
        if let Some(figures) = in_figures(repair) {
            desk.detail(&figures);
        }
    }
}

/// Returns the sentence for what the leveller did, if it did anything.
fn levelled(level: Levelled) -> Option<Phrase> {
    match level {
        Levelled::Off => None,
        Levelled::Gentle => Some(phrase("sound-levelled-gentle")),
        Levelled::Strong => Some(phrase("sound-levelled-strong")),
    }
}

fn in_figures_levelled(levelling: &Levelling) -> Phrase {
    if levelling.level == Levelled::Off && levelling.spread < FAR_APART {
        // One voice, or several of whom none is louder than one voice sways: who could say which.
        return phrase("figures-even");
    }
    phrase("figures-levelling")
        .with("spread", Arg::Decimal(levelling.spread.value()))
        .with("done", done(levelling.level))
}

/// Returns, for `--details`, how far the voices of a finished sound were brought together.
pub(super) fn level(level: Levelled) -> Phrase {
    phrase("figures-level").with("done", done(level))
}

fn done(level: Levelled) -> Phrase {
    match level {
        Levelled::Off => phrase("figure-level-off"),
        Levelled::Gentle => phrase("figure-level-gentle"),
        Levelled::Strong => phrase("figure-level-strong"),
    }
}

/// Returns the sentence for a repair, if staff would want to know of it.
fn said(repair: &Repair) -> Option<Phrase> {
    Some(match repair {
        Repair::TwoMicrophones => phrase("sound-two-microphones"),
        Repair::Trimmed { start, end } => match (*start >= NEWS, *end >= NEWS) {
            (true, true) => {
                phrase("sound-trimmed").with("start", Arg::Length(*start)).with("end", Arg::Length(*end))
            }
            (true, false) => phrase("sound-trimmed-start").with("start", Arg::Length(*start)),
            (false, true) => phrase("sound-trimmed-end").with("end", Arg::Length(*end)),
            (false, false) => return None,
        },
        Repair::Pauses { count, by } => {
            phrase("sound-pauses").with("count", *count).with("by", Arg::Length(*by))
        }
        Repair::Noise => phrase("sound-noise"),
        Repair::Sibilance => phrase("sound-sibilance"),
        // The first three were found by the sound check, which says that they were put right.
        Repair::Hum { .. }
        | Repair::DeadChannel { .. }
        | Repair::Antiphase
        | Repair::HighPass
        | Repair::Offset
        | Repair::CopiedChannel => return None,
    })
}

/// Returns what `--details` adds.
fn in_figures(repair: &Repair) -> Option<Phrase> {
    Some(match repair {
        Repair::Trimmed { start, end } => phrase("figures-trimmed")
            .with("start", Arg::Decimal(start.as_secs_f64()))
            .with("end", Arg::Decimal(end.as_secs_f64())),
        Repair::HighPass => phrase("figures-high-pass"),
        Repair::Offset => phrase("figures-offset"),
        Repair::CopiedChannel => phrase("figures-copied-channel"),
        _ => return None,
    })
}

/// Returns what was done as `--json` says it.
pub(super) fn json(repaired: &[Repair]) -> Value {
    repaired.iter().map(|repair| json!({ "id": id(repair), "figures": figures(repair) })).collect()
}

/// Returns what the leveller found and did as `--json` says it.
pub(super) fn levelling(levelling: &Levelling) -> Value {
    json!({ "level": levelling.level.as_str(), "spread_lu": levelling.spread.value() })
}

fn id(repair: &Repair) -> &'static str {
    match repair {
        Repair::HighPass => "high-pass",
        Repair::Hum { .. } => "hum",
        Repair::Offset => "offset",
        Repair::TwoMicrophones => "two-microphones",
        Repair::DeadChannel { .. } => "dead-channel",
        Repair::Antiphase => "antiphase",
        Repair::CopiedChannel => "copied-channel",
        Repair::Trimmed { .. } => "trimmed",
        Repair::Pauses { .. } => "pauses",
        Repair::Noise => "noise",
        Repair::Sibilance => "sibilance",
    }
}

fn figures(repair: &Repair) -> Value {
    match repair {
        Repair::Hum { hertz } => json!({ "hertz": hertz }),
        Repair::DeadChannel { left } => json!({ "channel": if *left { "left" } else { "right" } }),
        Repair::Trimmed { start, end } => {
            json!({ "start_seconds": value::seconds(*start), "end_seconds": value::seconds(*end) })
        }
        Repair::Pauses { count, by } => json!({ "count": count, "by_seconds": value::seconds(*by) }),
        _ => json!({}),
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::words::{Language, Words};

    #[test]
    fn what_staff_would_want_to_know_is_said_without_figures() {
        let words = Words::new(Language::En);
        let said = |repair| said(&repair).map(|phrase| words.say(&phrase));
        let seconds = |start: f64, end: f64| Repair::Trimmed {
            start: Duration::from_secs_f64(start),
            end: Duration::from_secs_f64(end),
        };
        for (repair, sentence) in [
            (seconds(3.2, 1.0), "Silence was cut away: 3 seconds at the beginning, 1 second at the end."),
            (seconds(3.2, 0.4), "Silence was cut away: 3 seconds at the beginning."),
            (seconds(0.0, 75.0), "Silence was cut away: 1 minute 15 seconds at the end."),
            (
                Repair::Pauses { count: 3, by: Duration::from_secs(9) },
                "3 long pauses were made shorter, by 9 seconds in all.",
            ),
        ] {
            assert_eq!(said(repair).as_deref(), Some(sentence));
        }
        for quiet in [Repair::HighPass, Repair::Offset, Repair::CopiedChannel, seconds(0.9, 0.9)] {
            assert_eq!(said(quiet), None);
            assert!(in_figures(&quiet).is_some(), "{quiet:?} is for --details");
        }
    }
}
