//! What is kept with a sound for those who look at it later: its analysis, and its waveform.

use std::path::Path;

use super::{AddError, Levelling, Notice, Repair};
use crate::audio::check::Finding;
use crate::audio::loudness::{Dbtp, Lu, Lufs};
use crate::audio::master::{self, MasterPlan, Mastered, Reason};
use crate::catalogue::analysis::{self, Analysis, Figure, Measured, Missed, Remark};
use crate::catalogue::{Shelved, ShowLock, layout};
use crate::episode::{Levelled, Sound};
use crate::picture;
use crate::world::World;

/// So far from the loudness wanted a finished sound is as good as on it.
pub(super) const NEAR: Lu = Lu(0.3);

/// What is known of a sound when it is made.
pub(super) struct Made<'a> {
    pub(super) analysis: &'a master::Analysis,
    pub(super) plan: &'a MasterPlan,
    pub(super) mastered: &'a Mastered,
    pub(super) sound: &'a Sound,
    /// How loud it was to be.
    pub(super) target: Lufs,
    pub(super) remarks: Vec<Remark>,
}

impl Made<'_> {
    /// Returns what is kept of it.
    pub(super) fn kept(self) -> Analysis {
        let Made { analysis, plan, mastered, sound, target, remarks } = self;
        let found = analysis.loudness;
        let loudness = found.integrated.filter(|_| !analysis.is_silent());
        let reason = |reason| match reason {
            Reason::Quiet => "quiet",
            Reason::Peaks => "peaks",
        };
        Analysis {
            frames: sound.frames,
            rate: sound.rate,
            target,
            tolerance: NEAR,
            ceiling: plan.ceiling,
            before: Measured {
                loudness,
                speech: analysis.speech,
                range: loudness.map(|_| found.range),
                true_peak: Some(found.true_peak).filter(|peak: &Dbtp| peak.value().is_finite()),
            },
            after: Measured {
                loudness: sound.loudness,
                speech: sound.speech_loudness,
                range: sound.range,
                true_peak: sound.true_peak,
            },
            gain: plan.gain,
            missed: plan
                .shortfall
                .filter(|missed| missed.by > NEAR)
                .map(|missed| Missed { by: missed.by, reason: reason(missed.reason).to_owned() }),
            remarks,
            trace: mastered.trace.clone(),
        }
    }
}

/// Puts the analysis of a sound and its waveform into the staging folder of an episode. The title is for those
/// who cannot see the waveform. Whoever shelves the folder syncs it.
pub fn stage(world: &World, folder: &Path, title: &str, analysis: &Analysis) -> Result<(), AddError> {
    analysis.stage(world, folder, 1)?;
    let waveform = picture::waveform(&analysis.trace.peaks, title);
    analysis::stage(world, &folder.join(layout::waveform_name(1)), waveform.as_bytes())?;
    Ok(())
}

/// Brings what [`stage`] has made for a later sound of an episode into its folder, beside what is there.
///
/// To be done before the record names the sound: what no record knows does no harm.
pub fn bring(
    world: &World,
    lock: &ShowLock<'_>,
    staging: &Path,
    shelved: &Shelved,
    version: u32,
) -> Result<(), AddError> {
    for name in [layout::analysis_name, layout::waveform_name] {
        lock.bring(world, &staging.join(name(1)), shelved, &name(version))?;
    }
    Ok(())
}

/// Returns what was noticed of a sound and what was done to it, in the form in which it is kept, each subject
/// once. What was noticed of titles and dates is over when it has been said.
pub fn remarks(noticed: &[Notice], levelling: Option<Levelling>, repaired: &[Repair]) -> Vec<Remark> {
    let found = |is: fn(&Finding) -> bool| {
        noticed.iter().any(|notice| matches!(notice, Notice::Found { finding, .. } if is(finding)))
    };
    let level = levelling.map_or(Levelled::Off, |levelling| levelling.level);
    let levelled = match level {
        Levelled::Off => None,
        Levelled::Gentle => Some(remark("sound-levelled-gentle", &[])),
        Levelled::Strong => Some(remark("sound-levelled-strong", &[])),
    };
    let apart = found(|finding| matches!(finding, Finding::VoicesApart { .. }));
    let levelled = levelled.filter(|_| !apart);
    let noisy = found(|finding| matches!(finding, Finding::Noisy { .. }));
    let offset = found(|finding| *finding == Finding::Offset);
    let told = |repair| noisy && repair == Repair::Noise || offset && repair == Repair::Offset;
    let repaired = repaired.iter().filter(|&&repair| !told(repair));
    noticed.iter().filter_map(of_notice).chain(levelled).chain(repaired.filter_map(of_repair)).collect()
}

fn remark(id: &str, figures: &[(&str, f64)]) -> Remark {
    let figures = figures.iter().map(|&(name, figure)| (name.to_owned(), Figure::Number(figure)));
    Remark { id: id.to_owned(), figures: figures.collect() }
}

fn of_notice(notice: &Notice) -> Option<Remark> {
    Some(match notice {
        Notice::Found { finding, put_right } => of_finding(finding, *put_right),
        Notice::VeryQuiet { gain, short_by } => {
            remark("noticed-very-quiet", &[("gain_db", gain.value()), ("short_lu", short_by.value())])
        }
        Notice::TooPeaky { .. } => remark("noticed-too-peaky", &[]),
        Notice::MixedDown { channels } => remark("noticed-mixed-down", &[("channels", *channels as f64)]),
        Notice::Video => remark("noticed-video", &[]),
        Notice::OtherTracks { count } => remark("noticed-other-tracks", &[("count", *count as f64)]),
        Notice::Damaged { places } => remark("noticed-damaged", &[("places", *places as f64)]),
        Notice::LengthDiffers { claimed, found } => remark(
            "noticed-length-differs",
            &[("claimed_seconds", claimed.as_secs_f64()), ("found_seconds", found.as_secs_f64())],
        ),
        Notice::CutOff { found } => remark("noticed-cut-off", &[("found_seconds", found.as_secs_f64())]),
        Notice::NotNumbers { samples } => remark("noticed-not-numbers", &[("samples", *samples as f64)]),
        Notice::VeryShort => remark("noticed-very-short", &[]),
        Notice::PeakOver { by } => remark("noticed-peak-over", &[("by_db", by.value())]),
        Notice::LoudnessOff { by } if by.value() > 0.0 => {
            remark("noticed-too-loud", &[("by_lu", by.value())])
        }
        Notice::LoudnessOff { by } => remark("noticed-too-quiet", &[("by_lu", by.value())]),
        Notice::TitleFound { .. }
        | Notice::NumberInTitle { .. }
        | Notice::TitleTaken { .. }
        | Notice::SameRecording { .. }
        | Notice::ClockBehind { .. }
        | Notice::Scheduled { .. }
        | Notice::ArtworkTaken { .. }
        | Notice::ArtworkSmall { .. }
        | Notice::ArtworkDiffers
        | Notice::ChaptersTaken { .. }
        | Notice::ChaptersBehind { .. }
        | Notice::ChaptersCut { .. }
        | Notice::WordsUnheard { .. }
        | Notice::BelongingsStay
        | Notice::ChaptersFallen { .. }
        | Notice::SoundbitesFallen { .. }
        | Notice::WordsFallen { .. }
        | Notice::TranscriptTaken { .. }
        | Notice::ChaptersDiffer
        | Notice::TagsDiffer { .. } => return None,
    })
}

fn of_finding(finding: &Finding, put_right: bool) -> Remark {
    match (*finding, put_right) {
        (Finding::Silent, _) => remark("sound-check-silent", &[]),
        (Finding::Clipped { places, first }, _) => remark(
            "sound-check-clipped",
            &[("places", places as f64), ("first_seconds", first.as_secs_f64())],
        ),
        (Finding::DeadChannel { left: true }, true) => remark("sound-check-dead-left", &[]),
        (Finding::DeadChannel { left: false }, true) => remark("sound-check-dead-right", &[]),
        (Finding::DeadChannel { left: true }, false) => remark("sound-check-dead-kept-left", &[]),
        (Finding::DeadChannel { left: false }, false) => remark("sound-check-dead-kept-right", &[]),
        (Finding::Antiphase, true) => remark("sound-check-antiphase", &[]),
        (Finding::Antiphase, false) => remark("sound-check-antiphase-kept", &[]),
        (Finding::SidesApart { left, by }, put_right) => remark(
            match (left, put_right) {
                (true, true) => "sound-check-sides-left",
                (false, true) => "sound-check-sides-right",
                (true, false) => "sound-check-sides-kept-left",
                (false, false) => "sound-check-sides-kept-right",
            },
            &[("by", by.value().round())],
        ),
        (Finding::Offset, _) => remark("sound-check-offset", &[]),
        (Finding::TooQuiet { loudness }, _) => {
            remark("sound-check-too-quiet", &[("loudness_lufs", loudness.value())])
        }
        (Finding::LongSilence { places, first, longest }, cut) => remark(
            if cut { "sound-check-silence-cut" } else { "sound-check-silence" },
            &[
                ("places", places as f64),
                ("first_seconds", first.as_secs_f64()),
                ("longest_seconds", longest.as_secs_f64()),
            ],
        ),
        (Finding::Noisy { floor, distance }, down) => remark(
            if down { "sound-check-noise-down" } else { "sound-check-noise" },
            &[("floor_lufs", floor.value()), ("distance_lu", distance.value())],
        ),
        (Finding::Hum { mains }, _) => remark("sound-check-hum", &[("mains_hz", f64::from(mains))]),
        (Finding::Echo { dies_in }, _) => {
            remark("sound-check-echo", &[("falls_60_db_in_seconds", dies_in.as_secs_f64())])
        }
        (Finding::VoicesApart { by }, levelled) => remark(
            if levelled { "sound-check-voices-apart-levelled" } else { "sound-check-voices-apart" },
            &[("by_lu", by.value())],
        ),
        (Finding::Plosives { count, per_minute, first }, _) => remark(
            "sound-check-plosives",
            &[("count", count as f64), ("per_minute", per_minute), ("first_seconds", first.as_secs_f64())],
        ),
    }
}

/// Returns what was done, unless it was done about something that was found, which tells of it.
fn of_repair(repair: &Repair) -> Option<Remark> {
    Some(match *repair {
        Repair::Hum { .. } | Repair::DeadChannel { .. } | Repair::Antiphase => return None,
        Repair::HighPass => remark("figures-high-pass", &[]),
        Repair::Offset => remark("figures-offset", &[]),
        Repair::CopiedChannel => remark("figures-copied-channel", &[]),
        Repair::TwoMicrophones => remark("sound-two-microphones", &[]),
        Repair::Trimmed { start, end } => {
            remark("figures-trimmed", &[("start_s", start.as_secs_f64()), ("end_s", end.as_secs_f64())])
        }
        Repair::Pauses { count, by } => {
            remark("sound-pauses", &[("count", count as f64), ("by_seconds", by.as_secs_f64())])
        }
        Repair::Noise => remark("sound-noise", &[]),
        Repair::Sibilance => remark("sound-sibilance", &[]),
    })
}
