//! What a meter says, in a table; and what it comes to, in a sentence.

use serde::Serialize;

use super::columns::{farthest, highest, lowest, percent};
use super::{level, number, signed};
use crate::audio::loudness::{Dbtp, Lu, Lufs};
use crate::audio::master::Second;
use crate::catalogue::analysis::{Analysis, Measured};
use crate::words::{Words, phrase};

/// What the limiter or the compressor takes is nothing below this.
pub(super) const WORKS: f64 = -0.1;

/// The table of what was measured, and the list of what was done.
#[derive(Serialize)]
pub(super) struct Facts {
    caption: String,
    head: [String; 4],
    rows: Vec<[String; 4]>,
    done: Vec<(String, String)>,
}

/// Returns what it comes to.
pub(super) fn verdict(analysis: &Analysis, words: &Words) -> String {
    let Some(loudness) = analysis.after.loudness else { return words.word("report-verdict-silent") };
    let after = number(words, loudness.value());
    let target = number(words, analysis.target.value());
    let Some(missed) = &analysis.missed else {
        let off = (loudness - analysis.target).value();
        return words.say(&if off.abs() <= analysis.tolerance.value() {
            phrase("report-verdict-on-target").with("after", after).with("target", target)
        } else {
            phrase("report-verdict-off-target").with("after", after).with("target", target)
        });
    };
    let by = number(words, missed.by.value());
    let sentence = phrase("report-verdict-missed").with("after", after).with("target", target).with("by", by);
    words.say(&match missed.reason.as_str() {
        "quiet" => sentence.and(phrase("report-missed-quiet")),
        "peaks" => sentence.and(phrase("report-missed-peaks")),
        _ => sentence,
    })
}

/// Returns the table and the list.
pub(super) fn facts(analysis: &Analysis, words: &Words) -> Facts {
    let row = |name: &'static str, of: fn(&Measured) -> Option<f64>, wanted: Option<f64>| {
        let wanted = wanted.map_or_else(String::new, |wanted| number(words, wanted));
        [words.word(name), level(words, of(&analysis.before)), level(words, of(&analysis.after)), wanted]
    };
    let mut rows = vec![row(
        "report-row-loudness",
        |measured| measured.loudness.map(Lufs::value),
        Some(analysis.target.value()),
    )];
    if analysis.before.speech.is_some() || analysis.after.speech.is_some() {
        rows.push(row("report-row-speech", |measured| measured.speech.map(Lufs::value), None));
    }
    rows.push(row("report-row-range", |measured| measured.range.map(Lu::value), None));
    let mut peak = row("report-row-peak", |measured| measured.true_peak.map(Dbtp::value), None);
    let ceiling = number(words, analysis.ceiling.value());
    peak[3] = words.say(&phrase("report-at-most").with("ceiling", ceiling));
    rows.push(peak);
    Facts {
        caption: words.word("report-facts"),
        head: [
            words.word("report-head-measured"),
            words.word("report-head-before"),
            words.word("report-head-after"),
            words.word("report-head-wanted"),
        ],
        rows,
        done: done(analysis, words),
    }
}

/// Returns what was done to the level, as names and sentences.
fn done(analysis: &Analysis, words: &Words) -> Vec<(String, String)> {
    let seconds = &analysis.trace.seconds;
    let mut done = vec![(words.word("report-gain"), db(words, signed(words, analysis.gain.value())))];
    let leveller = |second: &Second| second.leveller.value();
    let moved = farthest(seconds.iter().map(leveller)).abs() >= -WORKS;
    let said = match (lowest(seconds.iter().map(leveller)), highest(seconds.iter().map(leveller))) {
        (Some(low), Some(high)) if moved && high - low < 0.1 => db(words, signed(words, high)),
        (Some(low), Some(high)) if moved => words.say(
            &phrase("report-leveller-moved")
                .with("low", signed(words, low))
                .with("high", signed(words, high)),
        ),
        _ => words.word("report-not-needed"),
    };
    done.push((words.word("report-leveller"), said));
    done.push((words.word("report-compressor"), taken(seconds, |second| second.compressor.value(), words)));
    done.push((words.word("report-limiter"), taken(seconds, |second| second.limiter.value(), words)));
    done
}

/// Returns how much something took away at most, and how often.
fn taken(seconds: &[Second], of: fn(&Second) -> f64, words: &Words) -> String {
    let working = seconds.iter().filter(|second| of(second) < WORKS).count();
    let Some(most) = lowest(seconds.iter().map(of)).filter(|_| working > 0) else {
        return words.word("report-not-needed");
    };
    let sentence = phrase("report-taken-away")
        .with("most", number(words, -most))
        .with("percent", percent(working, seconds.len()));
    words.say(&sentence)
}

fn db(words: &Words, gain: String) -> String {
    words.say(&phrase("report-db").with("gain", gain))
}
