//! What the mastering did to a recording, in the words of the studio.

use std::time::Duration;

use super::{Levelling, Repair};
use crate::audio::channels::ChannelPlan;
use crate::audio::check::Finding;
use crate::audio::dynamics::leveller::Strength;
use crate::audio::loudness::Lu;
use crate::audio::master::{Analysis, Programme};
use crate::episode;

/// Returns what is put right in the recordings of a programme, and what is left out of them.
pub(super) fn of(analysis: &Analysis, programme: &Programme) -> Vec<Repair> {
    let mending = &analysis.mending;
    let mut repaired = Vec::new();
    let channels = match mending.channels {
        ChannelPlan::TwoMicrophones => Some(Repair::TwoMicrophones),
        ChannelPlan::Dead { left } => Some(Repair::DeadChannel { left }),
        ChannelPlan::Antiphase { .. } => Some(Repair::Antiphase),
        ChannelPlan::Copy { .. } => Some(Repair::CopiedChannel),
        ChannelPlan::Mono | ChannelPlan::Stereo | ChannelPlan::Same => None,
    };
    repaired.extend(channels);
    repaired.extend(analysis.has_offset().then_some(Repair::Offset));
    repaired.extend(mending.high_pass.then_some(Repair::HighPass));
    if let Some(hum) = &mending.hum {
        repaired.push(Repair::Hum { hertz: hum.mains.round() as u32 });
    }
    repaired.extend(mending.noise.then_some(Repair::Noise));
    repaired.extend(mending.deess.then_some(Repair::Sibilance));
    repaired.extend(cut_away(programme));
    repaired
}

/// Returns whether what was found is put right, as far as that can be.
pub(super) fn puts_right(analysis: &Analysis, repaired: &[Repair], finding: Finding) -> bool {
    let mending = &analysis.mending;
    match finding {
        Finding::DeadChannel { .. } | Finding::Antiphase | Finding::SidesApart { .. } => {
            !mending.channels.changes_nothing()
        }
        Finding::Offset => analysis.has_offset(),
        Finding::LongSilence { .. } => repaired.iter().any(|repair| matches!(repair, Repair::Pauses { .. })),
        Finding::Noisy { .. } => mending.noise,
        Finding::Hum { .. } => mending.hum.is_some(),
        Finding::VoicesApart { .. } => analysis.strength != Strength::Off,
        Finding::Silent
        | Finding::Clipped { .. }
        | Finding::TooQuiet { .. }
        | Finding::Echo { .. }
        | Finding::Plosives { .. } => false,
    }
}

/// Returns what of the recordings is not in the episode: at their beginnings, at their ends, and within.
fn cut_away(programme: &Programme) -> Vec<Repair> {
    let rate = u64::from(programme.rate().max(1));
    let time = |frames: u64| Duration::from_millis(frames * 1_000 / rate);
    let (mut start, mut end, mut shortened, mut count) = (0, 0, 0, 0);
    for edits in programme.edits() {
        let (Some(first), Some(last)) = (edits.kept().first(), edits.kept().last()) else { continue };
        start += first.start;
        end += edits.frames_before() - last.end;
        shortened += edits.kept().windows(2).map(|pair| pair[1].start - pair[0].end).sum::<u64>();
        count += edits.kept().len() - 1;
    }
    let (start, end) = (time(start), time(end));
    let mut cut = Vec::new();
    if !(start.is_zero() && end.is_zero()) {
        cut.push(Repair::Trimmed { start, end });
    }
    if shortened > 0 {
        cut.push(Repair::Pauses { count, by: time(shortened) });
    }
    cut
}

/// Returns the edits as the record keeps them; none if the whole recording is heard.
pub(super) fn edits(analysis: &Analysis, begins: u64) -> Option<episode::Edits> {
    let edits = episode::Edits::keeping(analysis.mending.edits.kept().to_vec(), begins).ok()?;
    (!edits.is_nothing(analysis.frames)).then_some(edits)
}

/// Returns what the leveller found and did; none where nobody speaks.
pub(super) fn levelling(analysis: &Analysis) -> Option<Levelling> {
    let spread = analysis.voices?.spread();
    Some(Levelling { level: level(analysis), spread })
}

/// Returns how far the voices were brought together.
pub(super) fn level(analysis: &Analysis) -> episode::Levelled {
    // Whoever speaks at one level all the time cannot be brought together, whatever was wished.
    let apart = analysis.voices.is_some_and(|voices| voices.spread() > Lu(0.0));
    match analysis.strength {
        _ if !apart => episode::Levelled::Off,
        Strength::Off => episode::Levelled::Off,
        Strength::Gentle => episode::Levelled::Gentle,
        Strength::Strong => episode::Levelled::Strong,
    }
}
