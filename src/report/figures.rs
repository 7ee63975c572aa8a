//! The plots of a report, each with a sentence that says what is to be seen in it, and a table of its figures.

use serde::Serialize;

use super::columns::{columns, farthest, highest, lowest, most, percent, together, where_highest};
use super::facts::WORKS;
use super::tables::{self, Table};
use super::{moment, number, signed, whole};
use crate::audio::loudness::{Dbtp, Lufs};
use crate::audio::master::Second;
use crate::audio::speech::Activity;
use crate::catalogue::analysis::Analysis;
use crate::picture::plot::{COLUMNS, Drawing, Ink, Layer, Plot};
use crate::words::{Words, phrase};

/// So far below the target the plot of loudness goes, and so far above it.
const BELOW_TARGET: f64 = 32.0;
const ABOVE_TARGET: f64 = 10.0;
/// The lowest peak that is drawn.
const LOWEST_PEAK: f64 = -30.0;
/// A plot of gains shows at least so much.
const LEAST_GAINS: (f64, f64) = (-6.0, 3.0);

/// A plot as it stands on the page.
#[derive(Serialize)]
pub(super) struct Figure {
    id: &'static str,
    caption: String,
    /// What is to be seen, in a sentence.
    said: String,
    width: u32,
    height: u32,
    body: String,
    keys: Vec<Key>,
    table: Table,
}

/// What a line or an area of a plot means.
#[derive(Serialize)]
struct Key {
    ink: &'static str,
    /// Whether it is a line; otherwise it is an area.
    line: bool,
    /// Whether it is an area with a line in it.
    both: bool,
    name: String,
}

/// Returns all plots, in the order in which they are read.
pub(super) fn figures(analysis: &Analysis, words: &Words) -> Vec<Figure> {
    let view = View { analysis, seconds: &analysis.trace.seconds, words };
    vec![view.waveform(), view.loudness(), view.peaks(), view.gains(), view.activity()]
}

struct View<'a> {
    analysis: &'a Analysis,
    seconds: &'a [Second],
    words: &'a Words,
}

impl View<'_> {
    fn waveform(&self) -> Figure {
        let peaks = &self.analysis.trace.peaks;
        let fraction = |peak: f32| f64::from(peak.min(1.0));
        let wave = columns(peaks, COLUMNS, |part| fraction(part.iter().copied().fold(0.0, f32::max)));
        let marks = [-0.5, 0.0, 0.5].map(|at: f64| (at, format!("{:.0} %", at.abs() * 100.0)));
        let plot = self.plot((-1.0, 1.0), marks.into(), 150, vec![Layer::Body(Ink::Wave, wave)]);
        let said = match where_highest(peaks.iter().map(|peak| f64::from(*peak))) {
            Some((at, highest)) if highest > 0.0 => {
                let mut sorted: Vec<f32> = peaks.clone();
                sorted.sort_by(f32::total_cmp);
                let middle = f64::from(sorted[sorted.len() / 2]);
                phrase("report-wave-said")
                    .with("highest", whole(highest * 100.0))
                    .with("at", moment(at / 10))
                    .with("middle", whole(middle * 100.0))
            }
            _ => phrase("report-silent-said"),
        };
        let table = tables::waveform(peaks, self.seconds.len(), self.words);
        self.figure("wave", "report-wave", &said, plot, Vec::new(), table)
    }

    fn loudness(&self) -> Figure {
        let Analysis { target, tolerance, .. } = self.analysis;
        let (target, tolerance) = (target.value(), tolerance.value());
        let line = |of: fn(&Second) -> Option<Lufs>| {
            columns(self.seconds, COLUMNS, |part| together(part.iter().map(of)).unwrap_or(f64::NEG_INFINITY))
        };
        let (before, after) = (line(|second| second.before), line(|second| second.after));
        let top = highest(before.iter().chain(&after).copied()).unwrap_or(target).max(target + ABOVE_TARGET);
        let range = ((target - BELOW_TARGET).floor(), top.ceil());
        let layers = vec![
            Layer::Band(Ink::Target, target - tolerance, target + tolerance),
            Layer::Line(Ink::Before, before),
            Layer::Line(Ink::After, after),
            Layer::Level(Ink::Target, target),
        ];
        let plot = self.plot(range, View::scale(range, 6.0), 260, layers);
        let spread =
            |of: fn(&Second) -> Option<Lufs>| most(self.seconds.iter().filter_map(of).map(Lufs::value));
        let said = match (spread(|second| second.before), spread(|second| second.after)) {
            (Some(before), Some(after)) => phrase("report-loudness-said")
                .with("before-low", self.number(before.0))
                .with("before-high", self.number(before.1))
                .with("after-low", self.number(after.0))
                .with("after-high", self.number(after.1))
                .with("target", self.number(target))
                .with("tolerance", self.number(tolerance)),
            _ => phrase("report-silent-said"),
        };
        let keys = vec![
            self.line(Ink::Before, "report-key-before"),
            self.line(Ink::After, "report-key-after"),
            Key { both: true, ..self.area(Ink::Target, "report-key-target") },
        ];
        let table = tables::loudness(self.seconds, self.words);
        self.figure("loudness", "report-loudness", &said, plot, keys, table)
    }

    fn peaks(&self) -> Figure {
        let ceiling = self.analysis.ceiling.value();
        let peak = |second: &Second| second.peak.map_or(f64::NEG_INFINITY, Dbtp::value);
        let hill = columns(self.seconds, COLUMNS, |part| {
            highest(part.iter().map(peak)).unwrap_or(f64::NEG_INFINITY)
        });
        let top = highest(hill.iter().copied()).unwrap_or(0.0).max(0.0);
        let range = (LOWEST_PEAK, (top + 1.0).ceil());
        let layers = vec![Layer::Hill(Ink::Peak, LOWEST_PEAK, hill), Layer::Level(Ink::Ceiling, ceiling)];
        let plot = self.plot(range, View::scale(range, 6.0), 200, layers);
        let said = match where_highest(self.seconds.iter().map(peak)) {
            Some((at, highest)) => {
                // Shown with a decimal, so nothing beyond a decimal is above it.
                let above = self.seconds.iter().filter(|second| peak(second) > ceiling + 0.05).count();
                let sentence = phrase("report-peaks-said")
                    .with("highest", self.number(highest))
                    .with("at", moment(at))
                    .with("ceiling", self.number(ceiling));
                match above {
                    0 => sentence.and(phrase("report-peaks-below")),
                    count => sentence.and(phrase("report-peaks-above").with("count", count)),
                }
            }
            None => phrase("report-silent-said"),
        };
        let keys =
            vec![self.area(Ink::Peak, "report-key-peak"), self.line(Ink::Ceiling, "report-key-ceiling")];
        let table = tables::peaks(self.seconds, self.words);
        self.figure("peaks", "report-peaks", &said, plot, keys, table)
    }

    fn gains(&self) -> Figure {
        let gains = |of: fn(&Second) -> f64| self.seconds.iter().map(of);
        let leveller: fn(&Second) -> f64 = |second| second.leveller.value();
        let compressor: fn(&Second) -> f64 = |second| second.compressor.value();
        let limiter: fn(&Second) -> f64 = |second| second.limiter.value();
        let least = |of| lowest(gains(of)).unwrap_or(0.0);
        let low = least(leveller).min(least(compressor)).min(least(limiter)).min(LEAST_GAINS.0);
        let high = highest(gains(leveller)).unwrap_or(0.0).max(LEAST_GAINS.1);
        let range = ((low / 3.0).floor() * 3.0, (high / 3.0).ceil() * 3.0);
        let worst =
            |of: fn(&Second) -> f64| columns(self.seconds, COLUMNS, |part| farthest(part.iter().map(of)));
        let layers = vec![
            Layer::Level(Ink::Grid, 0.0),
            Layer::Hill(Ink::Compressor, 0.0, worst(compressor)),
            Layer::Hill(Ink::Limiter, 0.0, worst(limiter)),
            Layer::Line(Ink::Leveller, worst(leveller)),
        ];
        let plot = self.plot(range, View::scale(range, 3.0), 220, layers);
        let works = gains(limiter).filter(|gain| *gain < WORKS).count();
        let said = phrase("report-gains-said")
            .with("low", signed(self.words, least(leveller)))
            .with("high", signed(self.words, highest(gains(leveller)).unwrap_or(0.0)))
            .with("compressor", self.number(-least(compressor)))
            .with("limiter", self.number(-least(limiter)))
            .with("percent", percent(works, self.seconds.len()));
        let keys = vec![
            self.line(Ink::Leveller, "report-key-leveller"),
            self.area(Ink::Compressor, "report-key-compressor"),
            self.area(Ink::Limiter, "report-key-limiter"),
        ];
        let table = tables::gains(self.seconds, self.words);
        self.figure("gains", "report-gains", &said, plot, keys, table)
    }

    fn activity(&self) -> Figure {
        let rows = [
            (Activity::Speech, Ink::Speech, "report-speech"),
            (Activity::Music, Ink::Music, "report-music"),
            (Activity::Pause, Ink::Pause, "report-pause"),
        ];
        let top = rows.len() as u32 - 1;
        let middle = |row: u32| f64::from(top - row) + 0.5;
        let marks = (0..).zip(rows).map(|(row, (_, _, name))| (middle(row), self.words.word(name)));
        let layers =
            (0..).zip(rows).map(|(row, (what, ink, _))| Layer::Bars(ink, top - row, self.stretches(what)));
        let plot = self.plot((0.0, f64::from(top) + 1.0), marks.collect(), 130, layers.collect());
        let part = |what| {
            let count = self.seconds.iter().filter(|second| second.activity == what).count();
            percent(count, self.seconds.len())
        };
        let (speech, music) = (part(Activity::Speech), part(Activity::Music));
        // Rounded each for itself, they might not add up.
        let pause = if part(Activity::Pause) == 0 { 0 } else { 100_u64.saturating_sub(speech + music) };
        let said =
            phrase("report-activity-said").with("speech", speech).with("music", music).with("pause", pause);
        let table = tables::activity(self.seconds, self.words);
        self.figure("activity", "report-activity", &said, plot, Vec::new(), table)
    }

    /// Returns the stretches of time in which something goes on, in seconds: as many as can be told apart.
    fn stretches(&self, what: Activity) -> Vec<(f64, f64)> {
        let length = self.analysis.duration().as_secs_f64();
        // A column in which something goes on at all is marked, so that a single jingle in hours is seen.
        let marked = columns(self.seconds, COLUMNS, |part| {
            f64::from(u8::from(part.iter().any(|second| second.activity == what)))
        });
        let step = length / marked.len().max(1) as f64;
        let mut stretches: Vec<(f64, f64)> = Vec::new();
        for (n, _) in marked.iter().enumerate().filter(|(_, mark)| **mark > 0.0) {
            let (begin, end) = (n as f64 * step, (n + 1) as f64 * step);
            match stretches.last_mut() {
                Some(last) if last.1 + step / 2.0 > begin => last.1 = end,
                _ => stretches.push((begin, end)),
            }
        }
        stretches
    }

    fn plot(&self, range: (f64, f64), marks: Vec<(f64, String)>, height: u32, layers: Vec<Layer>) -> Drawing {
        let seconds = self.analysis.duration().as_secs_f64();
        Plot { seconds, low: range.0, high: range.1, marks, height, layers }.drawn()
    }

    /// Returns the figures at the left: whole numbers, a step apart.
    fn scale((low, high): (f64, f64), step: f64) -> Vec<(f64, String)> {
        // Too many figures would stand on each other.
        let step = if (high - low) / step > 8.0 { 2.0 * step } else { step };
        // None at the very bottom, where the times begin.
        let first = (low / step).floor() as i32 + 1;
        let marks = (first..).map(|n| f64::from(n) * step).take_while(|at| *at <= high);
        marks.map(|at| (at, format!("{at:.0}").replace('-', "−"))).collect()
    }

    fn number(&self, value: f64) -> String {
        number(self.words, value)
    }

    fn line(&self, ink: Ink, name: &'static str) -> Key {
        Key { ink: ink.as_str(), line: true, both: false, name: self.words.word(name) }
    }

    fn area(&self, ink: Ink, name: &'static str) -> Key {
        Key { ink: ink.as_str(), line: false, both: false, name: self.words.word(name) }
    }

    fn figure(
        &self,
        id: &'static str,
        caption: &'static str,
        said: &crate::words::Phrase,
        drawing: Drawing,
        keys: Vec<Key>,
        table: Table,
    ) -> Figure {
        let Drawing { width, height, body } = drawing;
        let (caption, said) = (self.words.word(caption), self.words.say(said));
        Figure { id, caption, said, width, height, body, keys, table }
    }
}
