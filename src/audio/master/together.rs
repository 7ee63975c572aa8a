//! Several recordings, told as if they were one.

use std::ops::Range;

use super::analyse::Analysis;
use super::duration;
use crate::audio::check;
use crate::audio::dynamics::Curve;
use crate::audio::dynamics::leveller::Voices;
use crate::audio::loudness::{Loudness, Lufs, Tally, Weight};
use crate::audio::repair::Edits;
use crate::audio::speech;

impl Analysis {
    /// Returns what recordings, at least one, are, heard one after the other: their lengths and faults together, their
    /// times counted on. What each was mended of is with each; here stands what was done to any of them.
    ///
    /// It is for telling: there is no sound of which these are the figures.
    pub(super) fn together(mut recordings: Vec<Analysis>) -> Analysis {
        if recordings.len() == 1 {
            return Analysis { hops: Vec::new(), ..recordings.remove(0) };
        }
        let begins: Vec<u64> = recordings
            .iter()
            .scan(0, |at, recording| Some(std::mem::replace(at, *at + recording.frames)))
            .collect();
        let time = |n: usize| duration(begins[n], recordings[n].spec.rate);
        let findings = recordings.iter().enumerate();
        let findings =
            check::together(findings.map(|(n, recording)| (time(n), recording.findings.as_slice())));
        let first_clipped =
            (0..recordings.len()).find_map(|n| recordings[n].first_clipped.map(|first| time(n) + first));
        let loudness = loudness(&recordings);
        let speech = speech_loudness(&recordings);
        let edits = edits(&recordings, &begins);

        let mut together = recordings.remove(0);
        for next in recordings {
            together.recorded.channels = together.recorded.channels.max(next.recorded.channels);
            together.recorded.rate = together.recorded.rate.max(next.recorded.rate);
            together.spec.channels = together.spec.channels.max(next.spec.channels);
            together.frames += next.frames;
            for (offset, next) in together.offsets.iter_mut().zip(next.offsets) {
                *offset = if next.abs() > offset.abs() { next } else { *offset };
            }
            together.clipped += next.clipped;
            together.activity.extend(next.activity);
            if together.mending.channels.changes_nothing() {
                together.mending.channels = next.mending.channels;
            }
            together.mending.hum = together.mending.hum.or(next.mending.hum);
            together.strength = together.strength.max(next.strength);
            // Each was brought together by itself: the furthest apart is what there was to do.
            let spread = |voices: Option<Voices>| voices.map(|voices| voices.spread());
            if spread(next.voices) > spread(together.voices) {
                together.voices = next.voices;
            }
        }
        together.mending.edits = edits;
        together.mending.levelled = <[Curve; 2]>::default();
        together.hops = Vec::new();
        Analysis { loudness, first_clipped, speech, findings, ..together }
    }
}

/// Returns how loud the recordings are together.
fn loudness(recordings: &[Analysis]) -> Loudness {
    let mut tally = Tally::default();
    for recording in recordings {
        // A peak as a level goes into the tally as a height.
        let height = |peak: f64| peak as f32;
        tally.add(&Weight {
            hops: recording.energies(),
            true_peak: height(recording.loudness.true_peak.peak()),
            sample_peak: height(recording.loudness.sample_peak.peak()),
        });
    }
    tally.loudness()
}

/// Returns how loud the voices in the recordings are together; none if nobody speaks.
fn speech_loudness(recordings: &[Analysis]) -> Option<Lufs> {
    let mut hops = Vec::new();
    let mut activity = Vec::new();
    for recording in recordings {
        let energies = recording.energies();
        activity.extend(&recording.activity[..energies.len().min(recording.activity.len())]);
        hops.extend(&energies[..energies.len().min(recording.activity.len())]);
    }
    speech::loudness(&hops, &activity)
}

/// Returns what is kept of all recordings, counted as if they were one.
fn edits(recordings: &[Analysis], begins: &[u64]) -> Edits {
    let mut kept: Vec<Range<u64>> = Vec::new();
    for (recording, begin) in recordings.iter().zip(begins) {
        for range in recording.mending.edits.kept() {
            let next = begin + range.start..begin + range.end;
            match kept.last_mut() {
                Some(last) if last.end == next.start => last.end = next.end,
                _ => kept.push(next),
            }
        }
    }
    let frames = recordings.iter().map(|recording| recording.frames).sum();
    Edits::of_kept(frames, kept).unwrap_or_else(|| Edits::none(frames))
}
