//! What is kept with a sound for those who look at it later: its analysis, and its waveform.

use std::path::Path;

use super::{AddError, Notice};
use crate::catalogue::analysis::{self, Analysis, Figure, Remark};
use crate::catalogue::{Shelved, ShowLock, layout};
use crate::picture;
use crate::world::World;

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

/// Returns what was noticed of a sound in the form in which it is kept. What was noticed of titles and dates
/// is over when it has been said.
pub fn remarks(noticed: &[Notice]) -> Vec<Remark> {
    noticed.iter().filter_map(remark).collect()
}

fn remark(notice: &Notice) -> Option<Remark> {
    let count = |count: u64| Figure::Number(count as f64);
    let (id, figures) = match notice {
        Notice::Silent => ("silent", vec![]),
        Notice::VeryQuiet { .. } => ("very-quiet", vec![]),
        Notice::TooPeaky { .. } => ("too-peaky", vec![]),
        Notice::Clipped { places, first } => (
            "clipped",
            vec![("places", count(*places)), ("first_seconds", Figure::Number(first.as_secs_f64()))],
        ),
        Notice::DeadChannel { left: true } => ("dead-left", vec![]),
        Notice::DeadChannel { left: false } => ("dead-right", vec![]),
        Notice::MixedDown { channels } => ("mixed-down", vec![("channels", count(*channels as u64))]),
        Notice::Video => ("video", vec![]),
        Notice::OtherTracks { count: more } => ("other-tracks", vec![("count", count(*more as u64))]),
        Notice::Damaged { places } => ("damaged", vec![("places", count(*places))]),
        Notice::LengthDiffers { claimed, found } => (
            "length-differs",
            vec![
                ("claimed_seconds", Figure::Number(claimed.as_secs_f64())),
                ("found_seconds", Figure::Number(found.as_secs_f64())),
            ],
        ),
        Notice::NotNumbers { samples } => ("not-numbers", vec![("samples", count(*samples))]),
        Notice::VeryShort => ("very-short", vec![]),
        Notice::PeakOver { by } => ("peak-over", vec![("by_db", Figure::Number(by.value()))]),
        Notice::LoudnessOff { by } => ("loudness-off", vec![("by_lu", Figure::Number(by.value()))]),
        Notice::TitleFound { .. }
        | Notice::NumberInTitle { .. }
        | Notice::TitleTaken { .. }
        | Notice::SameRecording { .. }
        | Notice::ClockBehind { .. }
        | Notice::Scheduled { .. }
        | Notice::TagsDiffer { .. } => return None,
    };
    let figures = figures.into_iter().map(|(name, figure)| (name.to_owned(), figure)).collect();
    Some(Remark { id: id.to_owned(), figures })
}
