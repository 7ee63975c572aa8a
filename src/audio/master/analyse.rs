//! Hears a recording, keeps its figures, and decides what is to be mended.

use std::cell::Cell;
use std::time::Duration;

use super::clipping::{Clipped, Clipping};
use super::figures::Figures;
use super::mend::Mending;
use super::{Treatment, duration, prepared, prepared_spec};
use crate::audio::channels::{self, ChannelFigures, ChannelPlan};
use crate::audio::decode::DecodeError;
use crate::audio::dynamics::Curve;
use crate::audio::loudness::{self, Dbfs, Hop, LEAD_IN_HOPS, Loudness, Tally, Weight, hop_frames, true_peak};
use crate::audio::repair::{Edits, HighPass, pauses, trim};
use crate::audio::segment::{self, Segment};
use crate::audio::speech::{self, Activity, Tones};
use crate::audio::ticks::{self, Ticks};
use crate::audio::{Block, PumpError, Source, Spec, Stage as _};
use crate::world::{Step, World, ordered};

/// A recording whose peak is below this is silent.
const SILENT: Dbfs = super::settle::SILENT;
/// A constant above this is taken away: it lies 60 dB below full scale.
const OFFSET: f64 = 0.001;

/// The figures of a recording, and what is to be mended.
#[derive(Debug, Clone, PartialEq)]
pub struct Analysis {
    /// The form in which it was recorded.
    pub recorded: Spec,
    /// The form in which it is measured.
    pub spec: Spec,
    /// Frames at the published rate.
    pub frames: u64,
    /// How loud it is as it is found.
    pub loudness: Loudness,
    /// The mean of each channel: a constant that a bad converter adds, full scale ±1.0.
    pub offsets: [f64; 2],
    /// How often a channel of the recording stays at full scale for three samples or more.
    pub clipped: u64,
    /// Where it does so first.
    pub first_clipped: Option<Duration>,
    /// What is going on in every 100 ms.
    pub activity: Vec<Activity>,
    /// What is done to it before it gets its gain.
    pub mending: Mending,
    /// The energies of every 100 ms, repaired.
    hops: Vec<Hop>,
    /// The level of every 10 ms, repaired.
    ticks: Ticks,
}

impl Analysis {
    /// Returns how long the recording is.
    pub fn duration(&self) -> Duration {
        duration(self.frames, self.spec.rate)
    }

    /// Returns how long the episode will be.
    pub fn episode_duration(&self) -> Duration {
        duration(self.mending.edits.frames_after(), self.spec.rate)
    }

    /// Returns whether one programme comes of it, in one channel or in two equal ones.
    pub fn is_mono(&self) -> bool {
        self.mending.channels.is_mono()
    }

    /// Returns whether there is nothing to hear in it.
    pub fn is_silent(&self) -> bool {
        self.loudness.sample_peak < SILENT
    }

    /// Returns the figures of what goes on to its gain.
    pub fn figures(&self) -> Figures {
        self.mending.figures(self.recorded, &self.hops, &self.ticks, &self.activity)
    }

    /// Returns the recording as it goes on to its gain.
    pub fn mended<'a>(&self, source: impl Source + 'a) -> Box<dyn Source + 'a> {
        self.mending.mended(source)
    }
}

/// Hears the recording and decides what is to be mended.
pub fn analyse<R: Source>(
    world: &World,
    open: impl Fn() -> Result<R, DecodeError>,
    treatment: &Treatment,
) -> Result<Analysis, PumpError> {
    let source = open()?;
    let recorded = source.spec();
    let spec = prepared_spec(recorded);
    let clipped = Cell::new(Clipped::default());
    let source = prepared(Clipping::new(source.watched(world, Step::Measuring), &clipped));

    let mut heard = Heard::new(spec);
    let length = segment::length(spec.rate);
    let (lead_in, lead_out) = (LEAD * hop_frames(spec.rate), true_peak::AFTER);
    ordered::map(
        world.jobs,
        segment::cut(source, length, lead_in, lead_out).map(|segment| segment.map_err(PumpError::from)),
        |segment| Ok(Part::of(segment, treatment)),
        |part| {
            heard.add(&part);
            Ok(())
        },
    )?;
    let Heard { frames, tally, channels, hops, ticks, tones } = heard;
    let plan = channels::plan(&channels, treatment.channels);
    let activity = speech::activity(&ticks, &tones);
    let offsets = channels.means();
    let mut mending = Mending {
        high_pass: treatment.high_pass,
        offsets: offsets.map(|offset| if offset.abs() > OFFSET { offset as f32 } else { 0.0 }),
        channels: plan,
        levelled: [Curve::default(), Curve::default()],
        edits: Edits::none(frames),
    };
    let energies = mending.figures(recorded, &hops, &Ticks::new(spec.channels), &activity).hops;
    if treatment.trim {
        mending.edits = trim(&energies, spec.rate, frames);
    }
    if treatment.pauses {
        mending.edits = mending.edits.cut(&pauses::shorten(&activity, &energies, spec.rate));
    }
    if plan == ChannelPlan::TwoMicrophones {
        mending.levelled = channels::turned_down(&channels, hop_frames(spec.rate));
    }
    Ok(Analysis {
        recorded,
        spec,
        frames,
        loudness: tally.loudness(),
        offsets,
        clipped: clipped.get().places,
        first_clipped: clipped.get().first.map(|frame| duration(frame, recorded.rate)),
        activity,
        mending,
        hops,
        ticks,
    })
}

/// Hops of sound before a segment: the high-pass forgets in two of them, and the weighting behind it in
/// two more.
const LEAD: usize = 2 + LEAD_IN_HOPS;

/// The figures of one segment.
struct Part {
    frames: usize,
    weight: Weight,
    channels: ChannelFigures,
    hops: Vec<Hop>,
    ticks: Ticks,
    tones: Tones,
}

impl Part {
    fn of(segment: Segment, treatment: &Treatment) -> Part {
        let (spec, body) = (segment.spec(), segment.body());
        let as_found =
            |measure: &dyn Fn(&Vec<f32>) -> f32| segment.planes().iter().map(measure).fold(0.0, f32::max);
        let true_peak = as_found(&|plane| true_peak::true_peak(plane, body.clone()));
        let sample_peak = as_found(&|plane| true_peak::sample_peak(&plane[body.clone()]));
        let channels = ChannelFigures::of(&segment);
        let segment = if treatment.high_pass { high_passed(segment) } else { segment };
        let hops = loudness::hops(&segment);
        let planes: Vec<&[f32]> = segment.planes().iter().map(|plane| &plane[body.clone()]).collect();
        let two = if spec.channels == 1 { 2.0 } else { 1.0 };
        let energies = hops.iter().map(|hop| two * (f64::from(hop.left) + f64::from(hop.right))).collect();
        Part {
            frames: body.len(),
            weight: Weight { hops: energies, true_peak, sample_peak },
            channels,
            ticks: Ticks::of(&planes, ticks::frames(spec.rate)),
            tones: Tones::of(&segment),
            hops,
        }
    }
}

/// Returns the segment without what lies below every voice.
fn high_passed(segment: Segment) -> Segment {
    let (spec, body) = (segment.spec(), segment.body());
    let (from, last) = (segment.from(), segment.is_last());
    let input = Block::from_planes(segment.into_planes());
    let frames = input.frames();
    let mut out = Block::new(spec.channels);
    let mut filter = HighPass::new(spec);
    filter.process(&input, &mut out);
    filter.finish(&mut out);
    Segment::of(spec, out.into_planes(), body.start, frames - body.end).at(from, last)
}

/// What was heard so far.
struct Heard {
    frames: u64,
    tally: Tally,
    channels: ChannelFigures,
    hops: Vec<Hop>,
    ticks: Ticks,
    tones: Tones,
}

impl Heard {
    fn new(spec: Spec) -> Heard {
        Heard {
            frames: 0,
            tally: Tally::default(),
            channels: ChannelFigures::default(),
            hops: Vec::new(),
            ticks: Ticks::new(spec.channels),
            tones: Tones::default(),
        }
    }

    fn add(&mut self, part: &Part) {
        self.frames += part.frames as u64;
        self.tally.add(&part.weight);
        self.channels.add(&part.channels);
        self.hops.extend_from_slice(&part.hops);
        self.ticks.extend(&part.ticks);
        self.tones.extend(&part.tones);
    }
}
