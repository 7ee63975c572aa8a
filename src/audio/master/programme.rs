//! The programme of an episode: one recording or several, and what is heard before and after.
//!
//! Each recording is heard and mended by itself, for each has its own microphones, its own hum and its own
//! voices. Then the recordings are made equally loud, voice to voice, and put one behind the other. Music
//! before and after is brought to the loudness of the voices and otherwise stays as it was made: it fades
//! away under the first words, and comes up under the last ones.
//!
//! What is put together like that is heard once more, and its master settled on what is heard then. One
//! recording alone is its own programme, and nothing is heard twice.

use super::analyse::{Analysis, analyse_at, figures_of};
use super::figures::Figures;
use super::mend::Mending;
use super::sequence::{Late, Place, Sequence};
use super::{Channels, Levelling, Treatment};
use crate::audio::channels::ChannelPlan;
use crate::audio::decode::DecodeError;
use crate::audio::dynamics::Curve;
use crate::audio::dynamics::curve::Point;
use crate::audio::loudness::{Db, Lu, Lufs, gate};
use crate::audio::repair::Edits;
use crate::audio::resample::published_rate;
use crate::audio::{Block, PumpError, Source, SourceError, Spec, speech};
use crate::world::{Step, World};

/// The furthest that a recording is turned up or down to meet the others. What is further away from them
/// than that brings its noise along.
const FURTHEST: Db = Db(12.0);
/// The most that music is turned up: it may be meant to be that quiet.
const MUSIC_UP: Db = Db(20.0);
/// No three seconds of music are louder than the voices by more than this: listeners set the volume by the
/// first sound, and would not hear the voices behind.
const SWELL: Lu = Lu(3.0);
/// Where recordings meet, each fades for so many milliseconds, so that no noise of a room breaks off.
const SEAM_MS: u64 = 50;
/// Music is heard together with the voices for so many milliseconds,
const OVERLAP_MS: u64 = 1_500;
/// but no more than this part of it.
const PART: u64 = 3;
/// Music whose end lies so far below the rest of it comes to its end by itself.
const ENDS: Lu = Lu(10.0);

/// Opens a recording at its beginning.
pub type Opener<'a> = Box<dyn Fn() -> Result<Box<dyn Source + 'a>, DecodeError> + 'a>;

/// What a programme is made of.
pub struct Parts<'a> {
    /// The rate of the programme; see [`rate`].
    pub rate: u32,
    /// The first recording.
    pub first: Opener<'a>,
    /// Those that are heard after it, in this order.
    pub joined: Vec<Opener<'a>>,
    /// What is heard before them.
    pub intro: Option<Opener<'a>>,
    /// What is heard after them.
    pub outro: Option<Opener<'a>>,
}

impl<'a> Parts<'a> {
    fn recordings(&self) -> impl Iterator<Item = &Opener<'a>> {
        std::iter::once(&self.first).chain(&self.joined)
    }
}

/// Returns the rate of a programme of recordings of these forms: the highest at which one is published.
pub fn rate(recordings: impl IntoIterator<Item = Spec>) -> u32 {
    let rates = recordings.into_iter().map(|spec| published_rate(spec.rate));
    rates.max().unwrap_or_else(|| published_rate(0))
}

/// What is known of a programme that was heard.
#[derive(Debug, Clone)]
pub struct Hearing {
    /// What the recordings are and what is done to them, told as if they were one.
    pub analysis: Analysis,
    /// The figures of what goes on to its gain.
    pub figures: Figures,
    /// How it is put together.
    pub programme: Programme,
}

/// How a programme is put together.
#[derive(Debug, Clone, PartialEq)]
pub struct Programme {
    spec: Spec,
    intro: Option<Part>,
    recordings: Vec<Part>,
    outro: Option<Part>,
}

/// One sound of it.
#[derive(Debug, Clone, PartialEq)]
struct Part {
    mending: Mending,
    place: Place,
}

/// Music before or after, as it is heard by itself.
struct Music {
    mending: Mending,
    frames: u64,
    spec: Spec,
    gain: Db,
    /// How long it is heard with the voices, and how long it fades.
    overlap: u64,
    fade: u64,
}

/// Hears a programme and decides how it is mended and put together.
pub fn hear(world: &World, parts: &Parts<'_>, treatment: Treatment) -> Result<Hearing, PumpError> {
    let analyse = |open| analyse_at(world, open, treatment, Some(parts.rate));
    let mut heard = parts.recordings().map(analyse).collect::<Result<Vec<Analysis>, PumpError>>()?;
    let figures: Vec<Figures> = heard.iter_mut().map(Analysis::take_figures).collect();
    let reference = reference(&figures);
    let total = figures.iter().map(|figures| figures.frames).sum();
    let music = |open: Option<&Opener<'_>>, is_intro: bool| {
        open.map(|open| Music::hear(world, open, parts.rate, reference, total, is_intro)).transpose()
    };
    let (intro, outro) = (music(parts.intro.as_ref(), true)?, music(parts.outro.as_ref(), false)?);

    let programme = Programme::of(&heard, &figures, reference, intro, outro);
    let figures = match <[Figures; 1]>::try_from(figures) {
        Ok([only]) if programme.is_plain() => only,
        _ => {
            let levelled = programme.levelled();
            figures_of(world, programme.put_together(world, parts), levelled)?
        }
    };
    Ok(Hearing { analysis: Analysis::together(heard), figures, programme })
}

impl Programme {
    /// Puts recordings and music at their places.
    fn of(
        heard: &[Analysis],
        figures: &[Figures],
        reference: Option<Lufs>,
        intro: Option<Music>,
        outro: Option<Music>,
    ) -> Programme {
        let forms = figures.iter().map(|figures| figures.spec);
        let music = intro.iter().chain(&outro).map(|music| music.spec);
        let rate = figures.first().map_or(0, |figures| figures.spec.rate);
        let channels = forms.chain(music).map(|spec| spec.channels).max().unwrap_or(1);
        let seam = SEAM_MS * u64::from(rate) / 1_000;
        let mut at = intro.as_ref().map_or(0, |intro| intro.frames - intro.overlap);
        let mut recordings = Vec::with_capacity(heard.len());
        for (n, (recording, figures)) in heard.iter().zip(figures).enumerate() {
            let fade = |wanted: bool| if wanted { seam.min(figures.frames / 2) } else { 0 };
            let gain = if heard.len() > 1 { to_meet(reference, figures) } else { Db(0.0) };
            let place = Place {
                from: at,
                frames: figures.frames,
                gain,
                fade_in: fade(n > 0 || intro.is_some()),
                fade_out: fade(n + 1 < heard.len() || outro.is_some()),
            };
            at = place.end();
            recordings.push(Part { mending: recording.mending.clone(), place });
        }
        let intro = intro.map(|music| {
            let Music { mending, frames, gain, fade, .. } = music;
            Part { mending, place: Place { from: 0, frames, gain, fade_in: 0, fade_out: fade } }
        });
        let outro = outro.map(|music| {
            let Music { mending, frames, gain, fade, overlap, .. } = music;
            let place = Place { from: at - overlap, frames, gain, fade_in: fade, fade_out: 0 };
            Part { mending, place }
        });
        Programme { spec: Spec { rate, channels }, intro, recordings, outro }
    }

    /// Returns whether it is one recording and nothing else.
    fn is_plain(&self) -> bool {
        self.recordings.len() == 1 && self.intro.is_none() && self.outro.is_none()
    }

    /// Returns whether it is one programme, in one channel or in two equal ones.
    pub fn is_mono(&self) -> bool {
        self.spec.channels == 1
    }

    /// Returns its rate.
    pub fn rate(&self) -> u32 {
        self.spec.rate
    }

    /// Returns what is kept of each recording, in their order.
    pub fn edits(&self) -> impl Iterator<Item = &Edits> {
        self.recordings.iter().map(|part| &part.mending.edits)
    }

    /// Returns the frame at which the first recording begins.
    pub fn begins(&self) -> u64 {
        self.recordings.first().map_or(0, |first| first.place.from)
    }

    /// Returns the programme as it goes on to its gain.
    pub fn open<'a, 'p: 'a>(
        &'a self,
        world: &'a World,
        parts: &'a Parts<'p>,
    ) -> Result<Box<dyn Source + 'a>, DecodeError> {
        match &self.recordings[..] {
            [only] if self.is_plain() => {
                Ok(only.mending.mended((parts.first)()?.watched(world, Step::Mastering)))
            }
            _ => Ok(Box::new(self.put_together(world, parts).watched(world, Step::Mastering))),
        }
    }

    fn put_together<'a, 'p: 'a>(&'a self, world: &'a World, parts: &'a Parts<'p>) -> Sequence<'a> {
        let openers = parts.intro.iter().chain(parts.recordings()).chain(&parts.outro);
        let sounds = self.all().zip(openers).map(|(part, open)| {
            let late: Late<'a> =
                Box::new(move || Ok(part.mending.mended(Stoppable { source: open()?, world })));
            (part.place, late)
        });
        Sequence::new(self.spec, sounds)
    }

    fn all(&self) -> impl Iterator<Item = &Part> {
        self.intro.iter().chain(&self.recordings).chain(&self.outro)
    }

    /// Returns how the voices were brought together, on the programme's time: within the recordings, and
    /// each to the others.
    fn levelled(&self) -> Curve {
        let mut points: Vec<Point> = Vec::new();
        let mut push = |at: u64, gain: Db| {
            if points.last().is_none_or(|last| last.at < at) {
                points.push(Point { at, gain });
            }
        };
        for Part { mending, place } in self.recordings.iter().filter(|part| part.place.frames > 1) {
            let (curve, last) = (mending.levelled_after_edits(), place.frames - 1);
            let gain = |at: u64| curve.at(at) + place.gain;
            // Nothing moves on the way from one to the next: it steps.
            if let Some(before) = place.from.checked_sub(1) {
                push(before, Db(0.0));
            }
            push(place.from, gain(0));
            let within = curve.points().iter().filter(|point| (1..last).contains(&point.at));
            within.for_each(|point| push(place.from + point.at, gain(point.at)));
            push(place.from + last, gain(last));
        }
        push(self.recordings.last().map_or(0, |part| part.place.end()), Db(0.0));
        let curve = Curve::through(points);
        if curve.is_flat() { Curve::default() } else { curve }
    }
}

/// Returns how loud the voices are, or, where there are none, the programme; none for silence.
fn loudness(figures: &Figures) -> Option<Lufs> {
    let voices = speech::loudness(&figures.hops, &figures.activity).filter(|_| figures.is_spoken());
    voices.or_else(|| gate::integrated(&figures.hops))
}

/// Returns the loudness that all are brought to: that of the longest recording, which so stays as it is.
fn reference(recordings: &[Figures]) -> Option<Lufs> {
    let all = recordings.iter().filter_map(|figures| Some((figures.frames, loudness(figures)?)));
    // Of equals it is the first one's.
    let longest = all.reduce(|longest, next| if next.0 > longest.0 { next } else { longest });
    longest.map(|(_, loudness)| loudness)
}

/// Returns the gain by which a recording meets the others.
fn to_meet(reference: Option<Lufs>, figures: &Figures) -> Db {
    let missing =
        reference.zip(loudness(figures)).map_or(Db(0.0), |(reference, own)| Db::from(reference - own));
    missing.max(-FURTHEST).min(FURTHEST)
}

impl Music {
    /// Hears music that stands before or after recordings of `total` frames whose voices are as loud as the
    /// `reference`.
    fn hear(
        world: &World,
        open: &Opener<'_>,
        rate: u32,
        reference: Option<Lufs>,
        total: u64,
        is_intro: bool,
    ) -> Result<Music, PumpError> {
        let mut heard = analyse_at(world, open, as_made(), Some(rate))?;
        heard.mending.levelled = <[Curve; 2]>::default();
        if heard.spec.channels == 2 && heard.mending.channels != ChannelPlan::Same {
            heard.mending.channels = ChannelPlan::Stereo;
        }
        let figures = heard.take_figures();
        let frames = figures.frames;
        let overlap = (OVERLAP_MS * u64::from(rate) / 1_000).min(frames / PART).min(total / 2);
        let hops = (overlap as usize).div_ceil(crate::audio::loudness::hop_frames(rate));
        let (end, whole) = (end_of(&figures.hops, hops, is_intro), gate::integrated(&figures.hops));
        let ends_by_itself = end.zip(whole).is_some_and(|(end, whole)| whole - end >= ENDS);
        // The voice enters where the music has fallen half-way: it is understood at once.
        let fade = if ends_by_itself { overlap } else { 2 * overlap };
        let gain = reference.map_or(Db(0.0), |reference| to_stand_beside(reference, &figures));
        Ok(Music { mending: heard.mending, frames, spec: figures.spec, gain, overlap, fade })
    }
}

/// Returns the loudness of the end of music that meets the voices.
fn end_of(hops: &[f64], count: usize, is_intro: bool) -> Option<Lufs> {
    let count = count.min(hops.len());
    let end = if is_intro { &hops[hops.len() - count..] } else { &hops[..count] };
    (count > 0).then(|| Lufs::of_energy(end.iter().sum::<f64>() / count as f64))
}

/// Returns the gain by which music is as loud as the voices.
fn to_stand_beside(voices: Lufs, music: &Figures) -> Db {
    // What is too short for a loudness has a level.
    let level = || {
        let ticks = music.ticks.len();
        let two = if music.spec.channels == 1 { 2.0 } else { 1.0 };
        let mean = (0..ticks).map(|tick| music.ticks.power(tick)).sum::<f64>() * two / ticks.max(1) as f64;
        (music.peak() > super::settle::SILENT).then(|| Lufs::of_energy(mean))
    };
    let Some(whole) = gate::integrated(&music.hops).or_else(level) else { return Db(0.0) };
    let most =
        gate::short_term_max(&music.hops).map_or(MUSIC_UP, |loudest| (voices + SWELL - loudest).into());
    Db::from(voices - whole).min(most).min(MUSIC_UP)
}

/// The treatment of music that is finished: none.
fn as_made() -> Treatment {
    Treatment {
        level: Levelling::Off,
        // Two channels that hold the same are one: else music would make every episode stereo.
        channels: Channels::Auto,
        high_pass: false,
        hum: false,
        trim: false,
        noise: false,
        pauses: false,
        deess: false,
    }
}

/// A source that can be stopped: what is left out of a recording may be longer than anybody waits.
struct Stoppable<'w, S> {
    source: S,
    world: &'w World,
}

impl<S: Source> Source for Stoppable<'_, S> {
    fn spec(&self) -> Spec {
        self.source.spec()
    }

    fn frames(&self) -> Option<u64> {
        self.source.frames()
    }

    fn layout(&self) -> crate::audio::decode::Layout {
        self.source.layout()
    }

    fn read(&mut self, block: &mut Block) -> Result<(), SourceError> {
        self.world.cancel.check()?;
        self.source.read(block)
    }
}

#[cfg(test)]
mod tests;
