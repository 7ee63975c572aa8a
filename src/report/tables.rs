//! The figures of the plots as tables, for those who read rather than look.

use serde::Serialize;

use super::columns::{highest, lowest, percent, together};
use super::{level, moment, signed};
use crate::audio::loudness::{Dbtp, Lufs};
use crate::audio::master::Second;
use crate::audio::speech::Activity;
use crate::words::{Words, phrase};

/// A table: the first column says from when.
#[derive(Serialize)]
pub(super) struct Table {
    name: String,
    head: Vec<String>,
    rows: Vec<Vec<String>>,
}

/// Returns how many seconds a row stands for: nobody reads more than a few dozen rows of a common episode.
fn seconds_a_row(seconds: usize) -> usize {
    match seconds {
        0..=180 => 10,
        181..=10_800 => 60,
        _ => 300,
    }
}

fn table(
    seconds: &[Second],
    words: &Words,
    names: &[&'static str],
    cells: impl Fn(&[Second]) -> Vec<String>,
) -> Table {
    let step = seconds_a_row(seconds.len());
    let rows = seconds.chunks(step).enumerate().map(|(n, part)| {
        let mut row = vec![moment(n * step)];
        row.extend(cells(part));
        row
    });
    Table { name: name(step, words), head: head(names, words), rows: rows.collect() }
}

fn name(step: usize, words: &Words) -> String {
    match step {
        60 => words.word("report-table-minutes"),
        61.. => words.say(&phrase("report-table-every-minutes").with("minutes", step / 60)),
        _ => words.say(&phrase("report-table-every-seconds").with("seconds", step)),
    }
}

fn head(names: &[&'static str], words: &Words) -> Vec<String> {
    let mut head = vec![words.word("report-from")];
    head.extend(names.iter().map(|name| words.word(name)));
    head
}

/// Returns the table of the waveform, of peaks each 100 ms.
pub(super) fn waveform(peaks: &[f32], seconds: usize, words: &Words) -> Table {
    let step = seconds_a_row(seconds);
    let rows = peaks.chunks(step * 10).enumerate().map(|(n, part)| {
        let highest = part.iter().copied().fold(0.0, f32::max);
        vec![moment(n * step), format!("{:.0} %", highest * 100.0)]
    });
    Table { name: name(step, words), head: head(&["report-column-highest"], words), rows: rows.collect() }
}

/// Returns the table of loudness.
pub(super) fn loudness(seconds: &[Second], words: &Words) -> Table {
    table(seconds, words, &["report-column-before", "report-column-after"], |part| {
        let of = |of: fn(&Second) -> Option<Lufs>| level(words, together(part.iter().map(of)));
        vec![of(|second| second.before), of(|second| second.after)]
    })
}

/// Returns the table of true peaks.
pub(super) fn peaks(seconds: &[Second], words: &Words) -> Table {
    table(seconds, words, &["report-column-peak"], |part| {
        vec![level(words, highest(part.iter().filter_map(|second| second.peak).map(Dbtp::value)))]
    })
}

/// Returns the table of gains.
pub(super) fn gains(seconds: &[Second], words: &Words) -> Table {
    let names = ["report-column-leveller", "report-column-compressor", "report-column-limiter"];
    table(seconds, words, &names, |part| {
        let middle = part.iter().map(|second| second.leveller.value()).sum::<f64>() / part.len() as f64;
        let least = |of: fn(&Second) -> f64| lowest(part.iter().map(of)).unwrap_or(0.0);
        vec![
            signed(words, middle),
            signed(words, least(|second| second.compressor.value())),
            signed(words, least(|second| second.limiter.value())),
        ]
    })
}

/// Returns the table of what goes on.
pub(super) fn activity(seconds: &[Second], words: &Words) -> Table {
    table(seconds, words, &["report-speech", "report-music", "report-pause"], |part| {
        let share = |what| {
            let count = part.iter().filter(|second| second.activity == what).count();
            format!("{} %", percent(count, part.len()))
        };
        vec![share(Activity::Speech), share(Activity::Music), share(Activity::Pause)]
    })
}
