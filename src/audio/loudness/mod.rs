//! How loud sound is: programme loudness, loudness range and true peak, after ITU-R BS.1770-5,
//! EBU R 128, and EBU Tech 3341 and 3342.
//!
//! Sound is weighed segment by segment, on as many threads as there are, and what each segment
//! [weighs](weigh) is put together in order by a [`Tally`]. Nothing but the energies of every 100 ms
//! is kept, and from them everything else is formed.
//!
//! A single channel is measured as what it will be when it is played: the same sound from two
//! loudspeakers, 3 dB louder than the plain figure.

pub(crate) mod gate;
mod kweight;
#[cfg(test)]
mod tests;
pub(crate) mod true_peak;
mod units;

use std::array;
use std::ops::Range;

pub use units::{Db, Dbfs, Dbtp, Lu, Lufs};

use super::channels::Mixdown;
use super::segment::{self, Segment};
use super::{PumpError, Source, Spec};
use crate::world::{World, ordered};
use kweight::{KWeighting, LANES};

/// Whole hops of sound that the weighting must have heard before it can be trusted to the last bit
/// that matters: its high-pass forgets at 240 nepers a second.
pub const LEAD_IN_HOPS: usize = 2;

/// What a listener hears of a whole programme, in figures.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Loudness {
    /// The programme loudness; none for silence, and for less than 400 ms.
    pub integrated: Option<Lufs>,
    /// The loudness range.
    pub range: Lu,
    /// The loudest 400 ms.
    pub momentary_max: Option<Lufs>,
    /// The loudest 3 s.
    pub short_term_max: Option<Lufs>,
    /// The highest peak between the samples of any channel.
    pub true_peak: Dbtp,
    /// The highest sample of any channel.
    pub sample_peak: Dbfs,
}

/// Returns how many frames a hop of 100 ms has.
pub fn hop_frames(rate: u32) -> usize {
    // Rounded, for the rates that ten does not divide.
    (rate as usize + 5) / 10
}

/// What one segment of sound adds to the whole.
#[derive(Debug, Clone, PartialEq)]
pub struct Weight {
    /// K-weighted mean square of every whole hop, summed over the loudspeakers.
    pub hops: Vec<f64>,
    /// The highest peak between the samples.
    pub true_peak: f32,
    /// The highest sample.
    pub sample_peak: f32,
}

/// Weighs the body of a segment of one or two channels.
pub fn weigh(segment: &Segment) -> Weight {
    let body = segment.body();
    let peak_of =
        |measure: &dyn Fn(&Vec<f32>) -> f32| segment.planes().iter().map(measure).fold(0.0, f32::max);
    Weight {
        hops: hop_energies(segment),
        true_peak: peak_of(&|plane| true_peak::true_peak(plane, body.clone())),
        sample_peak: peak_of(&|plane| true_peak::sample_peak(&plane[body.clone()])),
    }
}

/// Returns the K-weighted mean square of every whole hop in the body, summed over the loudspeakers.
fn hop_energies(segment: &Segment) -> Vec<f64> {
    let lanes = Lanes::of(segment);
    let mut sums = vec![[0.0; LANES]; lanes.run];
    lanes.weigh(|step, _, squares| {
        for (sum, square) in sums[step].iter_mut().zip(squares) {
            *sum += square;
        }
    });
    (0..lanes.hops)
        .map(|hop| lanes.of_hop(hop).map(|lane| sums[hop % lanes.run][lane]).sum::<f64>() * lanes.share())
        .collect()
}

/// Returns the K-weighted energy of every frame in the whole hops of the body, summed over the
/// loudspeakers, such that the sum over a hop is its mean square.
pub(crate) fn frame_energies(segment: &Segment) -> Vec<f32> {
    let lanes = Lanes::of(segment);
    let mut energies = vec![0.0; lanes.hops * lanes.hop];
    lanes.weigh(|step, n, squares| {
        for (lane, square) in squares.iter().enumerate() {
            let at = (lane / lanes.channels * lanes.run + step) * lanes.hop + n;
            if let Some(energy) = energies.get_mut(at) {
                *energy += (square * lanes.share()) as f32;
            }
        }
    });
    energies
}

/// The body of a segment, split into runs of hops that are weighted side by side, each with its
/// lead-in. A lane is one channel of one run.
struct Lanes<'a> {
    segment: &'a Segment,
    channels: usize,
    /// Frames in a hop.
    hop: usize,
    /// Whole hops in the body.
    hops: usize,
    /// Hops in a run.
    run: usize,
    silence: Vec<f32>,
}

impl<'a> Lanes<'a> {
    fn of(segment: &'a Segment) -> Lanes<'a> {
        let Spec { rate, channels } = segment.spec();
        let hop = hop_frames(rate);
        let hops = segment.body().len() / hop;
        let run = hops.div_ceil(LANES / channels);
        Lanes { segment, channels, hop, hops, run, silence: vec![0.0; hop] }
    }

    /// Returns the lanes that hold the channels of a hop.
    fn of_hop(&self, hop: usize) -> Range<usize> {
        let first = hop / self.run * self.channels;
        first..first + self.channels
    }

    /// Returns the part of a hop's mean square that one squared sample is. A single channel will be
    /// played by both loudspeakers.
    fn share(&self) -> f64 {
        if self.channels == 1 { 2.0 / self.hop as f64 } else { 1.0 / self.hop as f64 }
    }

    /// Returns the sound of a lane, so many hops after the start of its lead-in; outside the
    /// recording is silence.
    fn sound(&self, lane: usize, step: usize) -> &[f32] {
        let hop = lane / self.channels * self.run + step;
        (self.segment.body().start + hop * self.hop)
            .checked_sub(LEAD_IN_HOPS * self.hop)
            .and_then(|from| self.segment.planes()[lane % self.channels].get(from..from + self.hop))
            .unwrap_or(&self.silence)
    }

    /// Gives `each` the squared weighted samples of all lanes: in which hop of the run, and at which
    /// frame of the hop.
    fn weigh(&self, mut each: impl FnMut(usize, usize, [f64; LANES])) {
        let mut filters = KWeighting::new(self.segment.spec().rate).at_rest();
        for step in 0..LEAD_IN_HOPS + self.run {
            let lanes: [&[f32]; LANES] = array::from_fn(|lane| &self.sound(lane, step)[..self.hop]);
            for n in 0..self.hop {
                let weighted = filters.next(lanes.map(|lane| f64::from(lane[n])));
                if let Some(step) = step.checked_sub(LEAD_IN_HOPS) {
                    each(step, n, weighted.map(|sample| sample * sample));
                }
            }
            filters.settle();
        }
    }
}

/// Puts together what the segments weigh, in their order.
#[derive(Debug, Clone, Default)]
pub struct Tally {
    hops: Vec<f64>,
    true_peak: f32,
    sample_peak: f32,
}

impl Tally {
    /// Adds what the next segment weighs.
    pub fn add(&mut self, weight: &Weight) {
        self.hops.extend_from_slice(&weight.hops);
        self.true_peak = self.true_peak.max(weight.true_peak);
        self.sample_peak = self.sample_peak.max(weight.sample_peak);
    }

    /// Returns the energies of all hops.
    pub fn into_hops(self) -> Vec<f64> {
        self.hops
    }

    /// Returns what all that was added amounts to.
    pub fn loudness(&self) -> Loudness {
        Loudness {
            integrated: gate::integrated(&self.hops),
            range: gate::range(&self.hops),
            momentary_max: gate::momentary_max(&self.hops),
            short_term_max: gate::short_term_max(&self.hops),
            true_peak: Dbtp::of_peak(f64::from(self.true_peak)),
            sample_peak: Dbfs::of_peak(f64::from(self.sample_peak)),
        }
    }
}

/// Hears sound to its end and returns how loud it was; of more than two channels, their mixdown.
/// Memory does not grow with the sound but for 80 bytes a second.
pub fn measure(world: &World, source: impl Source) -> Result<Loudness, PumpError> {
    let rate = source.spec().rate;
    let mut tally = Tally::default();
    let mixdown = Mixdown::of(&source.layout());
    let source = source.through(mixdown);
    ordered::map(
        world.jobs,
        segment::cut(source, segment::length(rate), LEAD_IN_HOPS * hop_frames(rate), true_peak::AFTER)
            .map(|segment| segment.map_err(PumpError::from)),
        |segment| Ok(weigh(&segment)),
        |weight| {
            tally.add(&weight);
            Ok(())
        },
    )?;
    Ok(tally.loudness())
}
