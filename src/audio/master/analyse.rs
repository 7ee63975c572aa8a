//! Hears a recording once and keeps its figures.

use std::cell::Cell;
use std::time::Duration;

use super::{duration, prepared, prepared_spec};
use crate::audio::channels::{self, MidSide};
use crate::audio::decode::DecodeError;
use crate::audio::decode::Layout;
use crate::audio::loudness::{self, Dbfs, LEAD_IN_HOPS, Loudness, Tally, Weight, hop_frames, true_peak};
use crate::audio::segment::{self, Segment};
use crate::audio::{Block, PumpError, Source, SourceError, Spec};
use crate::world::{Step, World, ordered};

/// From here on a sample counts as full scale; 16 bits reach no higher than 0.99997.
const FULL_SCALE: f32 = 0.9999;
/// So many samples at full scale in a row are no coincidence.
const CLIPPED_RUN: u32 = 3;
/// A recording whose peak is below this is silent.
const SILENT: Dbfs = Dbfs(-60.0);
/// A channel beside a dead one is alive above this.
const ALIVE: Dbfs = Dbfs(-40.0);

/// The figures of a recording, as it will be mastered: at the published rate, in two channels or one.
#[derive(Debug, Clone, PartialEq)]
pub struct Analysis {
    /// The form in which it was recorded.
    pub recorded: Spec,
    /// The form in which it is measured and mastered.
    pub spec: Spec,
    /// Frames at the published rate.
    pub frames: u64,
    /// How loud it is.
    pub loudness: Loudness,
    /// The peak of each channel.
    pub channel_peaks: Vec<Dbfs>,
    /// The mean of each channel: a constant that a bad converter adds, full scale ±1.0.
    pub offsets: Vec<f64>,
    /// How often a channel of the recording stays at full scale for three samples or more.
    pub clipped: u64,
    /// Where it does so first.
    pub first_clipped: Option<Duration>,
    /// The energy of every 100 ms.
    pub(super) hops: Vec<f64>,
    mono: bool,
}

/// One of the two sides of a stereo recording.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Left.
    Left,
    /// Right.
    Right,
}

impl Analysis {
    /// Returns how long the recording is.
    pub fn duration(&self) -> Duration {
        duration(self.frames, self.spec.rate)
    }

    /// Returns whether the recording carries one programme, in one channel or in two equal ones.
    pub fn is_mono(&self) -> bool {
        self.mono
    }

    /// Returns whether there is nothing to hear in it.
    pub fn is_silent(&self) -> bool {
        self.loudness.sample_peak < SILENT
    }

    /// Returns the side of a stereo recording that is silent while the other is not.
    pub fn dead_side(&self) -> Option<Side> {
        match self.channel_peaks[..] {
            [left, right] if left < SILENT && right > ALIVE => Some(Side::Left),
            [left, right] if right < SILENT && left > ALIVE => Some(Side::Right),
            _ => None,
        }
    }
}

/// Hears the recording once and returns its figures.
pub fn analyse<R: Source>(
    world: &World,
    open: impl Fn() -> Result<R, DecodeError>,
) -> Result<Analysis, PumpError> {
    let source = open()?;
    let recorded = source.spec();
    let spec = prepared_spec(recorded);
    let clipped = Cell::new(Clipped::default());
    let source = prepared(Clipping::new(source.watched(world, Step::Measuring), &clipped));

    let mut tally = Tally::default();
    let mut frames = 0;
    let mut stretches = Vec::new();
    let mut peaks = vec![0.0_f32; spec.channels];
    let mut sums = vec![0.0; spec.channels];
    ordered::map(
        world.jobs,
        segment::cut(
            source,
            segment::length(spec.rate),
            LEAD_IN_HOPS * hop_frames(spec.rate),
            true_peak::AFTER,
        )
        .map(|segment| segment.map_err(PumpError::from)),
        |segment| Ok(Figures::of(&segment)),
        |figures| {
            tally.add(&figures.weight);
            frames += figures.frames as u64;
            stretches.extend(figures.stretches);
            for (peak, of_segment) in peaks.iter_mut().zip(figures.peaks) {
                *peak = peak.max(of_segment);
            }
            for (sum, of_segment) in sums.iter_mut().zip(figures.sums) {
                *sum += of_segment;
            }
            Ok(())
        },
    )?;
    Ok(Analysis {
        recorded,
        spec,
        frames,
        loudness: tally.loudness(),
        channel_peaks: peaks.iter().map(|&peak| Dbfs::of_peak(f64::from(peak))).collect(),
        offsets: sums.iter().map(|sum| sum / frames.max(1) as f64).collect(),
        clipped: clipped.get().places,
        first_clipped: clipped.get().first.map(|frame| duration(frame, recorded.rate)),
        mono: spec.channels == 1 || channels::is_mono(&stretches),
        hops: tally.into_hops(),
    })
}

/// The figures of one segment.
struct Figures {
    frames: usize,
    weight: Weight,
    stretches: Vec<MidSide>,
    peaks: Vec<f32>,
    sums: Vec<f64>,
}

impl Figures {
    fn of(segment: &Segment) -> Figures {
        let body = segment.body();
        let planes = || segment.planes().iter().map(|plane| &plane[body.clone()]);
        let stretches = match segment.planes() {
            [left, right] => {
                let hop = hop_frames(segment.spec().rate);
                let (left, right) = (left[body.clone()].chunks(hop), right[body.clone()].chunks(hop));
                left.zip(right).map(|(left, right)| MidSide::of(left, right)).collect()
            }
            _ => Vec::new(),
        };
        Figures {
            frames: body.len(),
            weight: loudness::weigh(segment),
            stretches,
            peaks: planes().map(true_peak::sample_peak).collect(),
            sums: planes()
                .map(|plane| plane.chunks(256).map(|run| f64::from(run.iter().sum::<f32>())).sum())
                .collect(),
        }
    }
}

/// Where a recording stays at full scale.
#[derive(Debug, Clone, Copy, Default)]
struct Clipped {
    places: u64,
    /// The frame of the earliest.
    first: Option<u64>,
}

/// A source that counts how often its channels stay at full scale.
struct Clipping<'a, S> {
    source: S,
    runs: Vec<u32>,
    /// Frames before the block that is read.
    before: u64,
    found: &'a Cell<Clipped>,
}

impl<'a, S: Source> Clipping<'a, S> {
    fn new(source: S, found: &'a Cell<Clipped>) -> Clipping<'a, S> {
        Clipping { runs: vec![0; source.spec().channels], source, before: 0, found }
    }
}

impl<S: Source> Source for Clipping<'_, S> {
    fn spec(&self) -> Spec {
        self.source.spec()
    }

    fn frames(&self) -> Option<u64> {
        self.source.frames()
    }

    fn layout(&self) -> Layout {
        self.source.layout()
    }

    fn read(&mut self, block: &mut Block) -> Result<(), SourceError> {
        self.source.read(block)?;
        for (run, plane) in self.runs.iter_mut().zip(block.planes()) {
            if true_peak::sample_peak(plane) < FULL_SCALE {
                *run = 0;
                continue;
            }
            for (at, sample) in plane.iter().enumerate() {
                *run = if sample.abs() >= FULL_SCALE { *run + 1 } else { 0 };
                if *run == CLIPPED_RUN {
                    let here = self.before + at as u64;
                    let Clipped { places, first } = self.found.get();
                    let first = Some(first.map_or(here, |first| first.min(here)));
                    self.found.set(Clipped { places: places + 1, first });
                }
            }
        }
        self.before += block.frames() as u64;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audio::synth::Synth;

    fn analysed(synth: &Synth) -> Analysis {
        analyse(&World::real(), || Ok(synth.clone())).unwrap()
    }

    fn voice() -> Synth {
        Synth::voice(44_100, Dbfs(-6.0), Duration::from_secs(3))
    }

    #[test]
    fn three_samples_at_full_scale_are_clipped_two_are_not() {
        let runs_of =
            |length: u64| Synth::new(44_100, 2, 9_000, move |n, _| if n % 900 < length { -1.0 } else { 0.1 });
        assert_eq!(analysed(&runs_of(2)).clipped, 0);
        assert_eq!(analysed(&runs_of(3)).clipped, 20);
        assert_eq!(analysed(&runs_of(500).in_blocks_of(7)).clipped, 20, "a long run is one");
        assert_eq!(analysed(&voice()).clipped, 0);
        let late = Synth::new(44_100, 1, 44_100, |n, _| if n / 900 == 48 { 1.0 } else { 0.1 });
        let first = analysed(&late.in_blocks_of(61)).first_clipped;
        assert_eq!(first.map(|at| at.as_millis()), Some(1_000 * (48 * 900 + 2) / 44_100));
    }

    #[test]
    fn a_dead_side_is_told_from_a_quiet_one() {
        assert_eq!(analysed(&voice()).dead_side(), None);
        assert_eq!(analysed(&voice().scaled(&[1.0, 0.0])).dead_side(), Some(Side::Right));
        assert_eq!(analysed(&voice().scaled(&[0.0005, 1.0])).dead_side(), Some(Side::Left));
        assert_eq!(analysed(&voice().scaled(&[0.1, 1.0])).dead_side(), None);
        assert_eq!(analysed(&Synth::silence(48_000, Duration::from_secs(1))).dead_side(), None);
    }

    #[test]
    fn a_constant_is_found_and_the_length_is_exact() {
        let offset = analysed(&Synth::new(48_000, 2, 100_001, |n, channel| {
            if channel == 0 { 0.05 } else { (n as f32 * 0.3).sin() }
        }));
        assert!((offset.offsets[0] - 0.05).abs() < 1e-6 && offset.offsets[1].abs() < 1e-3);
        assert_eq!((offset.frames, offset.duration()), (100_001, Duration::from_nanos(2_083_354_166)));
        assert!(!offset.is_mono() && !offset.is_silent());
    }

    #[test]
    fn any_rate_and_any_channels_are_measured_as_published() {
        let five = Synth::voice(16_000, Dbfs(-6.0), Duration::from_secs(3)).with_channels(6);
        let analysis = analysed(&five);
        assert_eq!(analysis.spec, Spec { rate: 48_000, channels: 2 });
        assert_eq!((analysis.recorded.channels, analysis.frames), (6, 144_000));
        assert!(analysis.is_mono(), "the same in every channel");
    }
}
