//! The written form of an analysis: one line of JSON, a column for each figure of the trace.
//!
//! Columns take a third of the room of a row for every second, and any spreadsheet reads them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize, Serializer};

use super::super::problem::{Found, Problem};
use super::{Analysis, FORMAT, Figure, Measured, Missed, Remark};
use crate::audio::loudness::{Db, Dbtp, Lu, Lufs};
use crate::audio::master::{Second, Trace};
use crate::audio::speech::Activity;

/// Why something is no analysis.
pub(super) enum Fault {
    /// A newer program wrote it.
    Newer(u32),
    /// It is not of the form that we know.
    Wrong { line: Option<usize>, problem: Problem },
}

/// A number, written as short as it can be.
#[derive(Debug, Clone, Copy, Deserialize)]
struct Short(f64);

impl Serialize for Short {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        if self.0.fract() == 0.0 && self.0.abs() < 1e15 {
            to.serialize_i64(self.0 as i64)
        } else {
            to.serialize_f64(self.0)
        }
    }
}

/// Returns the number with one decimal: what a curve needs.
fn tenth(number: f64) -> Short {
    rounded(number, 10.0)
}

/// Returns the number with two decimals, as in the record: what a table shows, and then some.
fn hundredth(number: f64) -> Short {
    rounded(number, 100.0)
}

/// No level and no gain lies beyond; what is no number at all is none either.
fn rounded(number: f64, parts: f64) -> Short {
    let number = if number.is_finite() { number.clamp(-1e6, 1e6) } else { 0.0 };
    // Adding zero turns the -0.0 that rounding may leave into 0.0.
    Short((number * parts).round() / parts + 0.0)
}

#[derive(Deserialize)]
struct FormatOnly {
    format: u32,
}

#[derive(Serialize, Deserialize)]
struct AnalysisForm {
    format: u32,
    frames: u64,
    rate: u32,
    target: TargetForm,
    before: MeasuredForm,
    after: MeasuredForm,
    gain_db: Short,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    missed: Option<MissedForm>,
    #[serde(default)]
    remarks: Vec<RemarkForm>,
    trace: TraceForm,
}

#[derive(Serialize, Deserialize)]
struct TargetForm {
    loudness_lufs: Short,
    tolerance_lu: Short,
    ceiling_dbtp: Short,
}

#[derive(Serialize, Deserialize)]
struct MeasuredForm {
    loudness_lufs: Option<Short>,
    speech_lufs: Option<Short>,
    range_lu: Option<Short>,
    true_peak_dbtp: Option<Short>,
}

#[derive(Serialize, Deserialize)]
struct MissedForm {
    by_lu: Short,
    reason: String,
}

#[derive(Serialize, Deserialize)]
struct RemarkForm {
    id: String,
    #[serde(default)]
    figures: BTreeMap<String, FigureForm>,
}

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum FigureForm {
    Number(Short),
    Word(String),
}

/// One entry for every second begun, but for the peaks: those are of every 100 ms.
#[derive(Serialize, Deserialize)]
struct TraceForm {
    before_lufs: Vec<Option<Short>>,
    after_lufs: Vec<Option<Short>>,
    peak_dbtp: Vec<Option<Short>>,
    leveller_db: Vec<Short>,
    compressor_db: Vec<Short>,
    limiter_db: Vec<Short>,
    /// A letter each: speech, music, or a point for a pause.
    activity: String,
    /// Of full scale.
    peaks_percent: Vec<u16>,
}

/// Returns the written form.
pub(super) fn written(analysis: &Analysis) -> String {
    let form = AnalysisForm {
        format: FORMAT,
        frames: analysis.frames,
        rate: analysis.rate,
        target: TargetForm {
            loudness_lufs: hundredth(analysis.target.value()),
            tolerance_lu: hundredth(analysis.tolerance.value()),
            ceiling_dbtp: hundredth(analysis.ceiling.value()),
        },
        before: (&analysis.before).into(),
        after: (&analysis.after).into(),
        gain_db: hundredth(analysis.gain.value()),
        missed: analysis
            .missed
            .as_ref()
            .map(|missed| MissedForm { by_lu: hundredth(missed.by.value()), reason: missed.reason.clone() }),
        remarks: analysis.remarks.iter().map(Into::into).collect(),
        trace: (&analysis.trace).into(),
    };
    let mut text = serde_json::to_string(&form).expect("maps have words for keys, and memory takes it all");
    text.push('\n');
    text
}

/// Reads the written form. A newer one is known by its number, whatever else it holds.
pub(super) fn read(bytes: &[u8]) -> Result<Analysis, Fault> {
    let wrong = |err: serde_json::Error| {
        let line = Some(err.line()).filter(|line| *line > 0);
        // The place stands at the end of what the reader says; we have it already.
        let said = err.to_string();
        let said = said.split(" at line ").next().unwrap_or_default();
        let problem = match Problem::of_reader(said) {
            Problem::Reader { said, .. } if err.is_eof() => Problem::Reader { found: Found::CutOff, said },
            problem => problem,
        };
        Fault::Wrong { line, problem }
    };
    let FormatOnly { format } = serde_json::from_slice(bytes).map_err(wrong)?;
    if format > FORMAT {
        return Err(Fault::Newer(format));
    }
    let form: AnalysisForm = serde_json::from_slice(bytes).map_err(wrong)?;
    if form.rate == 0 {
        return Err(Fault::Wrong { line: None, problem: Problem::NotOurs("a rate of 0".to_owned()) });
    }
    Ok(Analysis {
        frames: form.frames,
        rate: form.rate,
        target: Lufs(form.target.loudness_lufs.0),
        tolerance: Lu(form.target.tolerance_lu.0),
        ceiling: Dbtp(form.target.ceiling_dbtp.0),
        before: form.before.into(),
        after: form.after.into(),
        gain: Db(form.gain_db.0),
        missed: form.missed.map(|missed| Missed { by: Lu(missed.by_lu.0), reason: missed.reason }),
        remarks: form.remarks.into_iter().map(Into::into).collect(),
        trace: form.trace.trace()?,
    })
}

impl From<&Measured> for MeasuredForm {
    fn from(measured: &Measured) -> MeasuredForm {
        let number = |number: Option<f64>| number.filter(|number| number.is_finite()).map(hundredth);
        MeasuredForm {
            loudness_lufs: number(measured.loudness.map(Lufs::value)),
            speech_lufs: number(measured.speech.map(Lufs::value)),
            range_lu: number(measured.range.map(Lu::value)),
            true_peak_dbtp: number(measured.true_peak.map(Dbtp::value)),
        }
    }
}

impl From<MeasuredForm> for Measured {
    fn from(form: MeasuredForm) -> Measured {
        Measured {
            loudness: form.loudness_lufs.map(|number| Lufs(number.0)),
            speech: form.speech_lufs.map(|number| Lufs(number.0)),
            range: form.range_lu.map(|number| Lu(number.0)),
            true_peak: form.true_peak_dbtp.map(|number| Dbtp(number.0)),
        }
    }
}

impl From<&Remark> for RemarkForm {
    fn from(remark: &Remark) -> RemarkForm {
        let figure = |figure: &Figure| match figure {
            Figure::Number(number) => FigureForm::Number(hundredth(*number)),
            Figure::Word(word) => FigureForm::Word(word.clone()),
        };
        let figures = remark.figures.iter().map(|(name, value)| (name.clone(), figure(value))).collect();
        RemarkForm { id: remark.id.clone(), figures }
    }
}

impl From<RemarkForm> for Remark {
    fn from(form: RemarkForm) -> Remark {
        let figure = |figure| match figure {
            FigureForm::Number(number) => Figure::Number(number.0),
            FigureForm::Word(word) => Figure::Word(word),
        };
        let figures = form.figures.into_iter().map(|(name, value)| (name, figure(value))).collect();
        Remark { id: form.id, figures }
    }
}

impl From<&Trace> for TraceForm {
    fn from(trace: &Trace) -> TraceForm {
        let level = |level: Option<f64>| level.filter(|level| level.is_finite()).map(tenth);
        let levels = |of: fn(&Second) -> Option<f64>| trace.seconds.iter().map(|s| level(of(s))).collect();
        let gains = |of: fn(&Second) -> Db| trace.seconds.iter().map(|s| tenth(of(s).value())).collect();
        TraceForm {
            before_lufs: levels(|second| second.before.map(Lufs::value)),
            after_lufs: levels(|second| second.after.map(Lufs::value)),
            peak_dbtp: levels(|second| second.peak.map(Dbtp::value)),
            leveller_db: gains(|second| second.leveller),
            compressor_db: gains(|second| second.compressor),
            limiter_db: gains(|second| second.limiter),
            activity: trace.seconds.iter().map(|second| letter(second.activity)).collect(),
            peaks_percent: trace.peaks.iter().copied().map(percent).collect(),
        }
    }
}

#[expect(clippy::cast_sign_loss, reason = "a cast keeps what is below zero, or no number, at zero")]
fn percent(peak: f32) -> u16 {
    (peak * 100.0).round() as u16
}

fn letter(activity: Activity) -> char {
    match activity {
        Activity::Speech => 's',
        Activity::Music => 'm',
        Activity::Pause => '.',
    }
}

impl TraceForm {
    fn trace(self) -> Result<Trace, Fault> {
        let length = self.before_lufs.len();
        let others = [
            self.after_lufs.len(),
            self.peak_dbtp.len(),
            self.leveller_db.len(),
            self.compressor_db.len(),
            self.limiter_db.len(),
            self.activity.len(),
        ];
        if others.iter().any(|other| *other != length) {
            let problem = Problem::NotOurs("its columns are of different length".to_owned());
            return Err(Fault::Wrong { line: None, problem });
        }
        let number = |number: &Short| number.0;
        let seconds = self.activity.bytes().enumerate().map(|(at, letter)| Second {
            before: self.before_lufs[at].as_ref().map(number).map(Lufs),
            after: self.after_lufs[at].as_ref().map(number).map(Lufs),
            peak: self.peak_dbtp[at].as_ref().map(number).map(Dbtp),
            leveller: Db(self.leveller_db[at].0),
            compressor: Db(self.compressor_db[at].0),
            limiter: Db(self.limiter_db[at].0),
            activity: match letter {
                b's' => Activity::Speech,
                b'm' => Activity::Music,
                _ => Activity::Pause,
            },
        });
        let peaks = self.peaks_percent.iter().map(|percent| f32::from(*percent) / 100.0).collect();
        Ok(Trace { seconds: seconds.collect(), peaks })
    }
}
