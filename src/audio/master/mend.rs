//! What is done to a recording before it gets its gain: its faults are repaired, its channels put right,
//! its voices brought together, its ends trimmed.
//!
//! All of it runs on the way out of the decoder, in order: it changes nothing that a cut into segments
//! could show.

use super::figures::Figures;
use super::prepared;
use crate::audio::channels::{ChannelPlan, PutRight};
use crate::audio::dynamics::Curve;
use crate::audio::dynamics::curve::Point;
use crate::audio::loudness::{Db, Hop, hop_frames};
use crate::audio::repair::hum::{Hum, Notches};
use crate::audio::repair::{DeEss, Denoised, Edited, Edits, HighPass};
use crate::audio::speech::Activity;
use crate::audio::ticks::{PER_HOP, Ticks};
use crate::audio::{Block, Source, Spec, Stage};

/// What is done to a recording before it gets its gain.
#[derive(Debug, Clone, PartialEq)]
pub struct Mending {
    /// The rate to which it is brought first.
    pub rate: u32,
    /// Whether what lies below every voice is taken away.
    pub high_pass: bool,
    /// The hum that is taken away.
    pub hum: Option<Hum>,
    /// Whether steady noise is turned down.
    pub noise: bool,
    /// Whether sharp s sounds are turned down.
    pub deess: bool,
    /// A constant that is taken from each channel, where nothing else takes it.
    pub offsets: [f32; 2],
    /// What is done about the channels.
    pub channels: ChannelPlan,
    /// How each channel is turned up and down, on the recording's time. For all but two microphones the
    /// two are the same.
    pub levelled: [Curve; 2],
    /// What of the recording is kept.
    pub edits: Edits,
}

impl Mending {
    /// Returns the recording as it goes on to its gain.
    pub(super) fn mended<'a>(&self, source: impl Source + 'a) -> Box<dyn Source + 'a> {
        let mut source = self.repaired(prepared(source, self.rate));
        if !self.channels.changes_nothing() {
            source = Box::new(source.through(PutRight::new(self.channels)));
        }
        let two = self.channels == ChannelPlan::TwoMicrophones;
        if two || self.levelled.iter().any(|curve| !curve.is_flat()) {
            source = Box::new(source.through(Ridden::new(self.levelled.clone(), two)));
        }
        if !self.edits.is_none() {
            source = Box::new(Edited::new(source, self.edits.clone()));
        }
        source
    }

    /// Returns the recording with its faults repaired, in the form in which it is measured.
    pub(super) fn repaired<'a>(&self, mut source: Box<dyn Source + 'a>) -> Box<dyn Source + 'a> {
        let spec = source.spec();
        if self.high_pass {
            source = Box::new(source.through(HighPass::new(spec)));
        } else if self.offsets.iter().any(|offset| offset.abs() > 0.0) {
            source = Box::new(source.through(Centred { offsets: self.offsets }));
        }
        if let Some(hum) = &self.hum {
            source = Box::new(source.through(Notches::new(hum, spec)));
        }
        if self.noise {
            source = Box::new(Denoised::new(source));
        }
        if self.deess {
            source = Box::new(source.through(DeEss::new(spec)));
        }
        source
    }

    /// Returns whether more is repaired than the first hearing does by itself.
    pub(super) fn wants_another_hearing(&self) -> bool {
        self.hum.is_some() || self.noise || self.deess
    }

    /// Returns the form of what comes out.
    pub(super) fn spec(&self, recorded: Spec) -> Spec {
        let channels = if self.channels.is_mono() { 1 } else { recorded.channels.clamp(1, 2) };
        Spec { rate: self.rate, channels }
    }

    /// Returns the energies of the hops of the recording once its channels are put right and levelled.
    pub(super) fn energies(&self, hops: &[Hop]) -> Vec<f64> {
        hops.iter().enumerate().map(|(n, hop)| self.hop(n, hop).0).collect()
    }

    /// Returns the energy of a hop of the recording once the channels are put right and levelled, and the
    /// gain that its peaks had on the way.
    fn hop(&self, n: usize, hop: &Hop) -> (f64, Db) {
        let length = hop_frames(self.rate);
        let middle = (n * length + length / 2) as u64;
        let gains = [0, 1].map(|side| self.levelled[side].at(middle).factor());
        let (left, right) = (f64::from(hop.left), f64::from(hop.right));
        let one = |of_left: f64, of_right: f64| {
            let energy = hop.mixed(of_left * gains[0], of_right * gains[1]);
            // One plane is played by two loudspeakers.
            (2.0 * energy, ratio(energy, left.max(right)))
        };
        match (self.channels, self.channels.matrix()) {
            (ChannelPlan::TwoMicrophones, _) => one(1.0, 1.0),
            (ChannelPlan::Mono, _) => one(1.0, 0.0),
            (_, &[[of_left, of_right]]) => one(f64::from(of_left), f64::from(of_right)),
            _ => (left * gains[0].powi(2) + right * gains[1].powi(2), Db::of_factor(gains[0])),
        }
    }

    /// Returns the figures of the recording, mended, from those of the recording repaired.
    pub(super) fn figures(
        &self,
        recorded: Spec,
        hops: &[Hop],
        mut ticks: Ticks,
        activity: &[Activity],
    ) -> Figures {
        let spec = self.spec(recorded);
        let hop = hop_frames(spec.rate) as u64;
        // What is left behind the last whole hop goes with it.
        let last = hops.len().saturating_sub(1);
        ticks
            .turn_up(|hop| hops.get(hop.min(last)).map_or(Db(0.0), |found| self.hop(hop.min(last), found).1));
        let kept: Vec<_> =
            self.edits.kept().iter().map(|range| range.start / hop..range.end.div_ceil(hop)).collect();
        let ticks_kept: Vec<_> =
            kept.iter().map(|range| range.start as usize * PER_HOP..range.end as usize * PER_HOP).collect();
        ticks.keep(&ticks_kept);
        Figures {
            spec,
            frames: self.edits.frames_after(),
            hops: of_kept(&self.energies(hops), &kept),
            ticks,
            levelled: self.levelled_after_edits(),
            activity: of_kept(activity, &kept),
        }
    }

    /// Returns the leveller's gain on the episode's time.
    pub(super) fn levelled_after_edits(&self) -> Curve {
        let points = self.levelled[0].points();
        let mut moved: Vec<Point> = Vec::with_capacity(points.len());
        for point in points {
            let at = self.edits.nearest(point.at);
            if moved.last().is_some_and(|last| last.at >= at) {
                moved.pop();
            }
            moved.push(Point { at, gain: point.gain });
        }
        Curve::through(moved)
    }
}

fn of_kept<T: Copy>(all: &[T], kept: &[std::ops::Range<u64>]) -> Vec<T> {
    let within = |n: u64| (n as usize).min(all.len());
    kept.iter().flat_map(|range| &all[within(range.start)..within(range.end)]).copied().collect()
}

fn ratio(after: f64, before: f64) -> Db {
    if after > 0.0 && before > 0.0 { Db(10.0 * (after / before).log10()) } else { Db(0.0) }
}

/// Turns each channel up and down, and adds two microphones up.
struct Ridden {
    curves: [Curve; 2],
    add_up: bool,
    at: u64,
}

impl Ridden {
    fn new(curves: [Curve; 2], add_up: bool) -> Ridden {
        Ridden { curves, add_up, at: 0 }
    }
}

impl Stage for Ridden {
    fn output(&self, input: Spec) -> Spec {
        if self.add_up { Spec { channels: 1, ..input } } else { input }
    }

    fn process(&mut self, input: &Block, out: &mut Block) {
        let mut planes = input.planes().to_vec();
        for (plane, curve) in planes.iter_mut().zip(&self.curves) {
            curve.apply(self.at, plane);
        }
        self.at += input.frames() as u64;
        if self.add_up && planes.len() == 2 {
            let right = planes.pop().unwrap_or_default();
            planes[0].iter_mut().zip(right).for_each(|(left, right)| *left += right);
        }
        for (to, from) in out.planes_mut().iter_mut().zip(&planes) {
            to.extend_from_slice(from);
        }
    }

    fn finish(&mut self, _: &mut Block) {}
}

/// Takes a constant from each channel.
struct Centred {
    offsets: [f32; 2],
}

impl Stage for Centred {
    fn output(&self, input: Spec) -> Spec {
        input
    }

    fn process(&mut self, input: &Block, out: &mut Block) {
        for ((to, from), offset) in out.planes_mut().iter_mut().zip(input.planes()).zip(self.offsets) {
            to.extend(from.iter().map(|sample| sample - offset));
        }
    }

    fn finish(&mut self, _: &mut Block) {}
}
