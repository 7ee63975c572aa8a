//! Hears a recording, keeps its figures, and decides what is to be mended.

use std::cell::Cell;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use super::clipping::{Clipped, Clipping};
use super::figures::Figures;
use super::mend::Mending;
use super::{Channels, Levelling, Treatment, duration, prepared};
use crate::audio::channels::{self, ChannelFigures, ChannelPlan};
use crate::audio::check::{self, Finding, Noise, Plosives, Room, Silences};
use crate::audio::decode::DecodeError;
use crate::audio::dynamics::Curve;
use crate::audio::dynamics::leveller::{self, Levelled, Strength, Voices};
use crate::audio::loudness::{
    self, Dbfs, Hop, LEAD_IN_HOPS, Loudness, Lufs, Tally, Weight, hop_frames, true_peak,
};
use crate::audio::repair::hum::{self, HumFigures};
use crate::audio::repair::{Edits, HighPass, pauses, trim};
use crate::audio::resample::published_rate;
use crate::audio::segment::{self, Segment};
use crate::audio::speech::{self, Activity, Tones};
use crate::audio::ticks::{self, PER_HOP, Ticks};
use crate::audio::{Block, PumpError, Source, Spec, Stage as _};
use crate::world::{Step, World, ordered};

/// A recording whose peak is below this is silent.
const SILENT: Dbfs = super::settle::SILENT;
/// A constant above this is taken away: it lies 60 dB below full scale.
const OFFSET: f64 = 0.001;
/// Where a microphone has so many times the energy of the other, 6 dB, its own voice speaks.
const LOUDER: f32 = 4.0;

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
    /// How loud the voices in it are as they are found; none if nobody speaks.
    pub speech: Option<Lufs>,
    /// What is going on in every 100 ms.
    pub activity: Vec<Activity>,
    /// What is done to it before it gets its gain.
    pub mending: Mending,
    /// How far the leveller goes.
    pub strength: Strength,
    /// How loud the voices in it are; none if nobody speaks.
    pub voices: Option<Voices>,
    /// What a microphone, a room or a hand at the recorder could put right next time.
    pub findings: Vec<Finding>,
    /// The energies of every 100 ms, repaired.
    pub(super) hops: Vec<Hop>,
    /// The level of every 10 ms, repaired.
    pub(super) ticks: Ticks,
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

    /// Returns whether a bad converter has added a constant to it, which is taken away.
    pub fn has_offset(&self) -> bool {
        self.offsets.iter().any(|offset| offset.abs() > OFFSET)
    }

    /// Returns whether there is nothing to hear in it.
    pub fn is_silent(&self) -> bool {
        self.loudness.sample_peak < SILENT
    }

    /// Returns the energies of every 100 ms, repaired, summed over the loudspeakers.
    pub(super) fn energies(&self) -> Vec<f64> {
        self.hops.iter().map(|hop| energy(hop, self.spec)).collect()
    }

    /// Takes out the figures of what goes on to its gain: most of what is kept of a long recording, and
    /// no longer wanted here.
    pub fn take_figures(&mut self) -> Figures {
        let ticks = std::mem::take(&mut self.ticks);
        self.mending.figures(self.recorded, &self.hops, ticks, &self.activity)
    }

    /// Returns the recording as it goes on to its gain.
    pub fn mended<'a>(&self, source: impl Source + 'a) -> Box<dyn Source + 'a> {
        self.mending.mended(source)
    }
}

/// Hears the recording and decides what is to be mended. Hears it once more if there is hum in it, or if
/// noise or sharp s sounds are to be turned down: what is decided about loudness is decided without them.
pub fn analyse<R: Source>(
    world: &World,
    open: impl Fn() -> Result<R, DecodeError>,
    treatment: Treatment,
) -> Result<Analysis, PumpError> {
    analyse_at(world, open, treatment, None)
}

/// Hears the recording as [`analyse`] does; brought to that rate, or else to the one at which it is
/// published alone.
pub(super) fn analyse_at<R: Source>(
    world: &World,
    open: impl Fn() -> Result<R, DecodeError>,
    treatment: Treatment,
    rate: Option<u32>,
) -> Result<Analysis, PumpError> {
    let source = open()?;
    let recorded = source.spec();
    let rate = rate.unwrap_or_else(|| published_rate(recorded.rate));
    let spec = Spec { rate, channels: recorded.channels.clamp(1, 2) };
    let clipped = Cell::new(Clipped::default());
    let source = prepared(Clipping::new(source.watched(world, Step::Measuring), &clipped), rate);
    let mut found = Found::new(spec, source.frames());
    // The highest true peak of any segment so far, as bits: of numbers above zero they are in order.
    let highest = AtomicU32::new(0);
    hear(world, source, |segment| Part::of(segment, treatment, &highest), |part| found.add(&part))?;

    let Found { frames, tally, channels, hum, plosives, mut repaired } = found;
    let offsets = channels.means();
    let mut mending = Mending {
        rate,
        high_pass: treatment.high_pass,
        hum: hum::find(&hum).filter(|_| treatment.hum),
        noise: treatment.noise,
        deess: treatment.deess,
        offsets: offsets.map(|offset| if offset.abs() > OFFSET { offset as f32 } else { 0.0 }),
        channels: channels::plan(&channels, treatment.channels),
        levelled: [Curve::default(), Curve::default()],
        edits: Edits::none(frames),
    };
    if mending.wants_another_hearing() {
        let source = mending.repaired(prepared(open()?.watched(world, Step::Measuring), rate));
        repaired = Repaired::new(spec, Some(frames));
        hear(world, source, |segment| Repaired::of(&segment), |part| repaired.add(&part))?;
    }
    let Repaired { hops, ticks, tones } = repaired;
    let activity = speech::activity(&ticks, &tones);
    let energies = mending.energies(&hops);
    if treatment.trim {
        mending.edits = trim(&energies, spec.rate, frames);
    }
    if treatment.pauses {
        mending.edits = mending.edits.cut(&pauses::shorten(&activity, &energies, spec.rate));
    }
    let speech = speech::loudness(&hops.iter().map(|hop| energy(hop, spec)).collect::<Vec<_>>(), &activity);
    let levelled = level(&mut mending, &channels, (&hops, &ticks), &energies, &activity, treatment.level);
    let clipped = clipped.get();
    let first_clipped = clipped.first.map(|frame| duration(frame, recorded.rate));
    let loudness = tally.loudness();
    let heard = check::Heard {
        silent: loudness.sample_peak < SILENT,
        clipped: first_clipped.map(|first| (clipped.places, first)),
        // What is wrong with them is wrong even where they are to stay as they are.
        channels: Some(channels::plan(&channels, Channels::Auto)),
        sides: channels.quieter(),
        offset: offsets[0].abs().max(offsets[1].abs()),
        loudness: loudness.integrated,
        silences: Silences::of(&activity),
        noise: Noise::of(&energies, &activity),
        hum: mending.hum.as_ref().map(|hum| hum.mains.round() as u32),
        room: Room::of(&ticks, &activity),
        voices: levelled.voices.map(|voices| (voices.loudest, voices.quietest)),
        puffs: speech_level(&ticks, spec.channels, &activity)
            .and_then(|level| plosives.at_speech_level(level, &activity)),
    };
    Ok(Analysis {
        recorded,
        spec,
        frames,
        loudness,
        offsets,
        clipped: clipped.places,
        first_clipped,
        findings: check::findings(&heard),
        speech,
        activity,
        mending,
        strength: levelled.strength,
        voices: levelled.voices,
        hops,
        ticks,
    })
}

/// Hears a programme that is mended already, and returns its figures.
pub(super) fn figures_of(
    world: &World,
    programme: impl Source,
    levelled: Curve,
) -> Result<Figures, PumpError> {
    let spec = programme.spec();
    let (mut frames, mut found) = (0, Repaired::new(spec, programme.frames()));
    let part = |segment: Segment| (segment.body().len() as u64, Repaired::of(&segment));
    hear(world, programme.watched(world, Step::Measuring), part, |(more, part)| {
        frames += more;
        found.add(&part);
    })?;
    let Repaired { hops, ticks, tones } = found;
    let activity = speech::activity(&ticks, &tones);
    let hops = hops.iter().map(|hop| energy(hop, spec)).collect();
    Ok(Figures { spec, frames, hops, ticks, levelled, activity })
}

/// Returns the energy of a hop, summed over the loudspeakers: two of them play a single channel.
pub(super) fn energy(hop: &Hop, spec: Spec) -> f64 {
    let two = if spec.channels == 1 { 2.0 } else { 1.0 };
    two * (f64::from(hop.left) + f64::from(hop.right))
}

/// Brings the voices together, each microphone by itself if there are two.
fn level(
    mending: &mut Mending,
    channels: &ChannelFigures,
    (hops, ticks): (&[Hop], &Ticks),
    energies: &[f64],
    activity: &[Activity],
    how: Levelling,
) -> Levelled {
    let rate = mending.rate;
    if mending.channels != ChannelPlan::TwoMicrophones {
        let begins = |hop| speech::begins(hop, |tick| ticks.power(tick), ticks.len());
        let levelled = leveller::level(energies, activity, begins, rate, how);
        mending.levelled = [levelled.curve.clone(), levelled.curve.clone()];
        return levelled;
    }
    // A microphone's voice speaks where it is clearly the louder of the two.
    let side = |own: fn(&Hop) -> f32, other: fn(&Hop) -> f32| -> (Vec<f64>, Vec<Activity>) {
        let speaks = |hop: &Hop| own(hop) > LOUDER * other(hop);
        let sides = hops.iter().zip(activity).map(|(hop, &activity)| {
            let is_other = activity == Activity::Speech && !speaks(hop);
            (2.0 * f64::from(own(hop)), if is_other { Activity::Pause } else { activity })
        });
        sides.unzip()
    };
    let (left, right) = (side(|hop| hop.left, |hop| hop.right), side(|hop| hop.right, |hop| hop.left));
    // Both sides are heard together: where one voice takes over from the other, it begins with its hop.
    let begins = |_, hop| speech::begins(hop, |tick| ticks.power(tick), ticks.len());
    let levelled = leveller::level_two([(&left.0, &left.1), (&right.0, &right.1)], begins, rate, how);
    let down = channels::turned_down(channels, hop_frames(rate));
    mending.levelled = [0, 1].map(|side| down[side].plus(&levelled[side].curve));
    let [left, _] = levelled;
    left
}

/// Returns the level of the speech, as one channel has it in the mean.
fn speech_level(ticks: &Ticks, channels: usize, activity: &[Activity]) -> Option<Dbfs> {
    let speech = (0..ticks.len()).filter(|tick| activity.get(tick / PER_HOP) == Some(&Activity::Speech));
    let (count, sum) = speech.fold((0_u64, 0.0), |(count, sum), tick| (count + 1, sum + ticks.power(tick)));
    let mean = sum / (count as f64 * channels as f64);
    (count > 0 && mean > 0.0).then(|| Dbfs(10.0 * mean.log10()))
}

/// Hops of sound before a segment: the high-pass forgets in two of them, and the weighting behind it in
/// two more.
const LEAD: usize = 2 + LEAD_IN_HOPS;

/// Hears a source segment by segment, on as many threads as there are.
fn hear<P: Send>(
    world: &World,
    source: impl Source,
    part: impl Fn(Segment) -> P + Sync,
    mut add: impl FnMut(P),
) -> Result<(), PumpError> {
    let rate = source.spec().rate;
    let (lead_in, lead_out) = (LEAD * hop_frames(rate), true_peak::AFTER);
    ordered::map(
        world.jobs,
        segment::cut(source, segment::length(rate), lead_in, lead_out)
            .map(|segment| segment.map_err(PumpError::from)),
        |segment| Ok(part(segment)),
        |part| {
            add(part);
            Ok(())
        },
    )
}

/// The figures of one segment.
struct Part {
    frames: usize,
    weight: Weight,
    channels: ChannelFigures,
    hum: HumFigures,
    plosives: Plosives,
    repaired: Repaired,
}

impl Part {
    fn of(segment: Segment, treatment: Treatment, highest: &AtomicU32) -> Part {
        let (spec, body) = (segment.spec(), segment.body());
        let sample = |plane: &Vec<f32>| true_peak::sample_peak(&plane[body.clone()]);
        let sample_peak = segment.planes().iter().map(sample).fold(0.0, f32::max);
        // Of the recording only the highest is told: segments far below it are not looked at closely, and
        // which these are depends on what was heard first, but the highest does not.
        let known = f32::from_bits(highest.load(Ordering::Relaxed));
        let between = |known, plane: &Vec<f32>| true_peak::true_peak_or(known, plane, body.clone());
        let true_peak = segment.planes().iter().fold(known.max(sample_peak), between);
        highest.fetch_max(true_peak.to_bits(), Ordering::Relaxed);
        let channels = ChannelFigures::of(&segment);
        let hum = if treatment.hum { HumFigures::of(&segment) } else { HumFigures::default() };
        // Breath lies below every voice: it is looked for before that is taken away.
        let plosives = Plosives::of(&segment);
        let repaired = Repaired::of(&if treatment.high_pass { high_passed(segment) } else { segment });
        let hops = repaired.hops.iter().map(|hop| energy(hop, spec)).collect();
        let weight = Weight { hops, true_peak, sample_peak };
        Part { frames: body.len(), weight, channels, hum, plosives, repaired }
    }
}

/// The figures of sound whose faults are repaired.
struct Repaired {
    hops: Vec<Hop>,
    ticks: Ticks,
    tones: Tones,
}

impl Repaired {
    /// Returns nothing yet, with room for so many frames of sound, as far as a day.
    fn new(spec: Spec, frames: Option<u64>) -> Repaired {
        let day = 24 * 60 * 60 * u64::from(spec.rate);
        let hops = frames.unwrap_or(0).min(day) as usize / hop_frames(spec.rate).max(1) + 2;
        Repaired {
            hops: Vec::with_capacity(hops),
            ticks: Ticks::with_room(hops * PER_HOP),
            tones: Tones::default(),
        }
    }

    fn of(segment: &Segment) -> Repaired {
        let planes: Vec<&[f32]> = segment.planes().iter().map(|plane| &plane[segment.body()]).collect();
        Repaired {
            hops: loudness::hops(segment),
            ticks: Ticks::of(&planes, ticks::frames(segment.spec().rate)),
            tones: Tones::of(segment),
        }
    }

    fn add(&mut self, part: &Repaired) {
        self.hops.extend_from_slice(&part.hops);
        self.ticks.extend(&part.ticks);
        self.tones.extend(&part.tones);
    }
}

/// Returns the segment without what lies below every voice.
fn high_passed(segment: Segment) -> Segment {
    let (spec, body) = (segment.spec(), segment.body());
    let (from, last) = (segment.from(), segment.is_last());
    let mut planes = segment.into_planes();
    let frames = planes.first().map_or(0, Vec::len);
    let (mut input, mut out) = (Block::new(spec.channels), Block::new(spec.channels));
    let mut filter = HighPass::new(spec);
    // Where it lies, a block at a time: another segment's memory would be cold.
    let mut written = 0;
    let mut write = |out: &mut Block, planes: &mut [Vec<f32>]| {
        for (plane, done) in planes.iter_mut().zip(out.planes()) {
            plane[written..written + done.len()].copy_from_slice(done);
        }
        written += out.frames();
        out.clear(spec.channels);
    };
    for start in (0..frames).step_by(Block::FRAMES) {
        input.clear(spec.channels);
        for (block, plane) in input.planes_mut().iter_mut().zip(&planes) {
            block.extend_from_slice(&plane[start..(start + Block::FRAMES).min(frames)]);
        }
        filter.process(&input, &mut out);
        write(&mut out, &mut planes);
    }
    filter.finish(&mut out);
    write(&mut out, &mut planes);
    Segment::of(spec, planes, body.start, frames - body.end).at(from, last)
}

/// What the first hearing has found so far.
struct Found {
    frames: u64,
    tally: Tally,
    channels: ChannelFigures,
    hum: HumFigures,
    plosives: Plosives,
    repaired: Repaired,
}

impl Found {
    fn new(spec: Spec, frames: Option<u64>) -> Found {
        Found {
            frames: 0,
            tally: Tally::default(),
            channels: ChannelFigures::default(),
            hum: HumFigures::default(),
            plosives: Plosives::default(),
            repaired: Repaired::new(spec, frames),
        }
    }

    fn add(&mut self, part: &Part) {
        self.frames += part.frames as u64;
        self.tally.add(&part.weight);
        self.channels.add(&part.channels);
        self.hum.add(&part.hum);
        self.plosives.add(&part.plosives);
        self.repaired.add(&part.repaired);
    }
}
