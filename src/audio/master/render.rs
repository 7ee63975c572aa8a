//! Does what the plan says, and writes the master.
//!
//! The segments are mastered, encoded, decoded and measured on many threads, and joined in order on this
//! one. What comes out is known to the last frame when it is written: nothing has to be heard again.

use std::io::{Seek, SeekFrom, Write};
use std::time::Duration;

use super::figures::Figures;
use super::listen::Listened;
use super::press::{Press, Pressed};
use super::settle::MasterPlan;
use super::trace::{Told, Trace};
use super::{Encoding, OutputFormat, duration};
use crate::audio::decode::DecodeError;
use crate::audio::dynamics::{Chain, Limiter};
use crate::audio::loudness::{Db, Loudness, Lufs, Weight, hop_frames, true_peak, weigh};
use crate::audio::mp3::{JoinError, Joiner, Mp3Form, WARM_UP, WINDOW};
use crate::audio::segment::{self, Segment};
use crate::audio::wav::Wav;
use crate::audio::{Block, PumpError, Sink, SinkError, Source, Spec, speech};
use crate::world::{World, ordered};

/// A master further from what was planned than this is made once more, with its gain corrected.
const OFF: f64 = 0.2;
/// How often segments are joined anew.
pub(super) const ATTEMPTS: usize = 4;

/// What is known of a master when it is written.
#[derive(Debug, Clone, PartialEq)]
pub struct Mastered {
    /// Its format.
    pub format: OutputFormat,
    /// Frames of sound in it.
    pub frames: u64,
    /// Bytes that were written.
    pub bytes: u64,
    /// How loud a listener hears it: of an MP3, once it is decoded.
    pub loudness: Loudness,
    /// How loud the voices in it are; none if nobody speaks.
    pub speech: Option<Lufs>,
    /// The share of the time in which the limiter held down more than
    /// [`HEARD`](crate::audio::dynamics::trial::HEARD).
    pub held: f64,
    /// How many places came out too loud and were encoded again.
    pub again: usize,
    /// How many runs of the encoder were joined.
    pub joints: usize,
    /// How the level ran.
    pub trace: Trace,
}

impl Mastered {
    /// Returns how long it is.
    pub fn duration(&self) -> Duration {
        duration(self.frames, self.format.rate)
    }
}

/// Masters the programme as planned and writes it: MP3 frames from where `to` stands, so that a tag
/// may precede them, or a whole WAV file, for which `to` must be empty.
///
/// `open` gives the programme that the figures are of. If the master turns out further from the plan than
/// a listener should hear, it is made once more.
pub fn render<R: Source>(
    world: &World,
    open: impl Fn() -> Result<R, DecodeError>,
    figures: &Figures,
    plan: &MasterPlan,
    mut to: impl Write + Seek,
) -> Result<Mastered, PumpError> {
    let start = to.stream_position().map_err(SinkError::from)?;
    let mastered = render_once(world, &open, figures, plan, &mut to)?;
    let (Some(planned), Some(heard)) = (plan.trial.loudness, mastered.loudness.integrated) else {
        return Ok(mastered);
    };
    let off = heard - planned;
    if off.value().abs() <= OFF {
        return Ok(mastered);
    }
    to.seek(SeekFrom::Start(start)).map_err(SinkError::from)?;
    let corrected = MasterPlan { gain: plan.gain - off.into(), ..plan.clone() };
    render_once(world, &open, figures, &corrected, &mut to)
}

fn render_once<R: Source>(
    world: &World,
    open: impl Fn() -> Result<R, DecodeError>,
    figures: &Figures,
    plan: &MasterPlan,
    to: &mut (impl Write + Seek),
) -> Result<Mastered, PumpError> {
    let OutputFormat { rate, layout, encoding } = plan.format;
    match encoding {
        Encoding::Mp3 { bitrate, effort } => {
            let form = Mp3Form { rate, channels: layout.channels(), bitrate, effort };
            let start = to.stream_position().map_err(SinkError::from)?;
            // Should two segments ever not be joined, others will: the borders lie elsewhere, and lower peaks
            // leave fewer places to be encoded again. The last attempt takes what there is.
            for (attempt, length) in lengths(&form, figures.frames).into_iter().enumerate() {
                let lower = Db(0.5 * attempt as f64);
                let plan = &MasterPlan { limiter: plan.limiter - lower, ..plan.clone() };
                let strict = attempt + 1 < ATTEMPTS;
                match press_all(world, open()?, figures, plan, (form, strict), length, &mut *to) {
                    Err(Stopped::NoJoint) => {
                        to.seek(SeekFrom::Start(start)).map_err(SinkError::from)?;
                    }
                    Err(Stopped::By(err)) => return Err(err),
                    Ok(mastered) => return Ok(mastered),
                }
            }
            Err(SinkError::Encoder("its parts cannot be joined".to_owned()).into())
        }
        Encoding::Wav(depth) => {
            let wav = Wav::new(Spec { rate, channels: layout.channels() }, depth, &mut *to)?;
            let mut mastered = write_all(world, open()?, figures, plan, wav)?;
            // Its last write was to the header.
            mastered.bytes = to.seek(SeekFrom::End(0)).map_err(SinkError::from)?;
            Ok(mastered)
        }
    }
}

/// Returns the lengths of segments to try, in MP3 frames: a whole number of hops of 100 ms and of periods
/// of padding. The first depends on the length of the programme alone, and not on the number of threads.
pub(super) fn lengths(form: &Mp3Form, frames: u64) -> [u64; ATTEMPTS] {
    let samples = form.samples() as u64;
    let hop = hop_frames(form.rate) as u64;
    let unit = (1..1_000)
        .find(|n| (n * samples).is_multiple_of(hop) && n.is_multiple_of(form.padding_period()))
        .unwrap_or(1);
    // About 6.4 s at 44.1 kHz, and 6 s at 48 kHz.
    let unit = unit * (6 * u64::from(form.rate) / (unit * samples)).max(1);
    // Short programmes are cut into many, so that all threads have work; long ones into long segments, since
    // a little of each is encoded twice; and of very long ones the figures take the memory.
    let minutes = frames / (60 * u64::from(form.rate));
    let usual = match minutes {
        0..3 => 1,
        3..15 | 180.. => 2,
        15..180 => 3,
    };
    [usual, usual + 1, usual + 2, usual + 4].map(|n| n * unit)
}

/// Why segments were not pressed to the end.
pub(super) enum Stopped {
    /// Two of them cannot be joined.
    NoJoint,
    /// Something failed.
    By(PumpError),
}

impl<E: Into<PumpError>> From<E> for Stopped {
    fn from(err: E) -> Stopped {
        Stopped::By(err.into())
    }
}

impl From<JoinError> for Stopped {
    fn from(err: JoinError) -> Stopped {
        match err {
            JoinError::NoJoint(_) => Stopped::NoJoint,
            JoinError::Sink(err) => Stopped::By(err.into()),
        }
    }
}

/// Masters and presses all segments, and joins them.
fn press_all(
    world: &World,
    source: impl Source,
    figures: &Figures,
    plan: &MasterPlan,
    (form, strict): (Mp3Form, bool),
    length: u64,
    to: impl Write + Seek,
) -> Result<Mastered, Stopped> {
    let samples = form.samples();
    let press = Press { form, ceiling: plan.ceiling };
    let window = WINDOW as usize * samples;
    let lead_out = window + Limiter::lead_out(form.rate);
    let mut joiner = Joiner::new(form, plan.ceiling.peak() as f32, strict, to)?;
    let mut told = Told::new(form.rate, figures.frames);
    let mut over: (Vec<f64>, Vec<f32>) = (Vec::new(), Vec::new());
    let (mut again, mut joints) = (0, 0);
    ordered::map(
        world.jobs,
        segment::cut_whole(
            source,
            length as usize * samples,
            Limiter::lead_in(form.rate),
            lead_out,
            (2 * WARM_UP as usize + 12) * samples,
        )
        .map(|segment| segment.map_err(Stopped::from)),
        |segment| {
            let mut segment = laid_out(segment, plan);
            let held = plan.chain().apply(&mut segment);
            let (body, first) = (segment.body(), segment.from() / samples as u64);
            let last = segment.is_last();
            let mut planes = segment.into_planes();
            // The lead-in has done its work. Taken out, all that lies behind it would have to move.
            let within = |plane: &Vec<f32>| body.start..plane.len().min(body.end + window);
            let mut sound: Vec<&mut [f32]> = planes
                .iter_mut()
                .map(|plane| {
                    let within = within(plane);
                    &mut plane[within]
                })
                .collect();
            let pressed = press.press(&mut sound, body.len(), first, last)?;
            Ok((held, pressed))
        },
        |(held, Pressed { piece, mut heard, beyond, again: anew })| {
            // The first frames of a cold run are not kept: there the listener hears the run before it.
            let Listened { hops, peaks, .. } = &mut heard;
            hops.iter_mut().zip(&over.0).for_each(|(hop, before)| *hop = *before);
            peaks.iter_mut().zip(&over.1).for_each(|(peak, before)| *peak = *before);
            over = (hops.split_off(hops.len() - beyond), peaks.split_off(peaks.len() - beyond));
            let joint = joiner.push(piece)?;
            let joint_peak = joint.map_or(0.0, |joint| joint.peak);
            joints += usize::from(joint.is_some());
            again += anew;
            told.add(&heard.hops, &heard.peaks, heard.true_peak.max(joint_peak), &held);
            Ok(())
        },
    )?;
    if joiner.is_empty() {
        // Of no sound at all, too, a whole file is made.
        let mut none: Vec<&mut [f32]> = (0..plan.format.layout.channels()).map(|_| &mut [][..]).collect();
        joiner.push(press.press(&mut none, 0, 0, true)?.piece)?;
    }
    let written = joiner.finish()?;
    let (loudness, trace) = told.finish(figures, plan);
    let speech = speech_loudness(&told.hops, figures);
    Ok(Mastered {
        format: plan.format,
        frames: written.frames,
        bytes: written.bytes,
        loudness,
        speech,
        held: told.heard as f64 / written.frames.max(1) as f64,
        again,
        joints,
        trace,
    })
}

/// Masters all segments and writes them as they are.
fn write_all<K: Sink<Outcome = u64>>(
    world: &World,
    source: impl Source,
    figures: &Figures,
    plan: &MasterPlan,
    mut sink: K,
) -> Result<Mastered, PumpError> {
    let rate = source.spec().rate;
    let mut told = Told::new(rate, figures.frames);
    ordered::map(
        world.jobs,
        segment::cut(source, segment::length(rate), Chain::lead_in(rate), Chain::lead_out(rate))
            .map(|segment| segment.map_err(PumpError::from)),
        |segment| {
            let mut segment = laid_out(segment, plan);
            let held = plan.chain().apply(&mut segment);
            let weight = weigh(&segment);
            let peaks = peaks_by_hop(&segment);
            Ok((held, weight, peaks, Block::from_planes(segment.into_body())))
        },
        |(held, Weight { hops, true_peak, .. }, peaks, block)| {
            told.add(&hops, &peaks, true_peak, &held);
            Ok(sink.write(&block)?)
        },
    )?;
    let frames = sink.finish()?;
    let (loudness, trace) = told.finish(figures, plan);
    Ok(Mastered {
        format: plan.format,
        frames,
        bytes: 0,
        loudness,
        speech: speech_loudness(&told.hops, figures),
        held: told.heard as f64 / frames.max(1) as f64,
        again: 0,
        joints: 0,
        trace,
    })
}

fn peaks_by_hop(segment: &Segment) -> Vec<f32> {
    let body = segment.body();
    let hop = hop_frames(segment.spec().rate);
    let peak = |from: usize| {
        let range = from..(from + hop).min(body.end);
        let of = |plane: &Vec<f32>| true_peak::sample_peak(&plane[range.clone()]);
        segment.planes().iter().map(of).fold(0.0, f32::max)
    };
    body.clone().step_by(hop).map(peak).collect()
}

fn speech_loudness(hops: &[f64], figures: &Figures) -> Option<Lufs> {
    speech::loudness(hops, &figures.activity)
}

/// Brings the channels of a segment into the layout of the master, equal ones as one.
pub(super) fn laid_out(segment: Segment, plan: &MasterPlan) -> Segment {
    if plan.format.layout.is_mono() { segment.into_mono() } else { segment }
}
