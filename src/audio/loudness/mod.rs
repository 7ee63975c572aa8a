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
    hop_energies_of(segment.spec(), segment.planes(), segment.body())
}

/// Returns the same of the frames `body` of some planes. What lies before them is heard.
pub(crate) fn hop_energies_of(spec: Spec, planes: &[Vec<f32>], body: Range<usize>) -> Vec<f64> {
    let lanes = Lanes::of(spec, planes, body);
    let mut sums = vec![[0.0; LANES]; lanes.run];
    lanes.weigh(|step, weighted| {
        for (sum, weighted) in sums[step].iter_mut().zip(weighted) {
            *sum += weighted * weighted;
        }
    });
    (0..lanes.hops)
        .map(|hop| lanes.of_hop(hop).map(|lane| sums[hop % lanes.run][lane]).sum::<f64>() * lanes.share())
        .collect()
}

/// The K-weighted energies of a hop of 100 ms: of each channel, and what the two have in common. From them
/// follows the energy of any mix of the two.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Hop {
    /// The mean square of the first channel.
    pub left: f32,
    /// The mean square of the second; zero if there is one only.
    pub right: f32,
    /// The mean of their product.
    pub cross: f32,
}

impl Hop {
    /// Returns the energy of so much of the first channel and so much of the second.
    pub fn mixed(&self, left: f64, right: f64) -> f64 {
        let cross = 2.0 * left * right * f64::from(self.cross);
        (left * left * f64::from(self.left) + right * right * f64::from(self.right) + cross).max(0.0)
    }
}

/// Returns the energies of every whole hop in the body of a segment of one or two channels.
pub(crate) fn hops(segment: &Segment) -> Vec<Hop> {
    let lanes = Lanes::of(segment.spec(), segment.planes(), segment.body());
    let mut sums = vec![([0.0; LANES], [0.0; LANES / 2]); lanes.run];
    lanes.weigh(|step, weighted| {
        let (squares, products) = &mut sums[step];
        for (sum, weighted) in squares.iter_mut().zip(weighted) {
            *sum += weighted * weighted;
        }
        for (pair, sum) in products.iter_mut().enumerate() {
            *sum += weighted[2 * pair] * weighted[2 * pair + 1];
        }
    });
    let mean = 1.0 / lanes.hop as f64;
    let of = |hop: usize| {
        let (squares, products) = &sums[hop % lanes.run];
        let lane = lanes.of_hop(hop).start;
        let left = (squares[lane] * mean) as f32;
        if lanes.channels == 2 {
            Hop { left, right: (squares[lane + 1] * mean) as f32, cross: (products[lane / 2] * mean) as f32 }
        } else {
            Hop { left, ..Hop::default() }
        }
    };
    (0..lanes.hops).map(of).collect()
}

/// Sound, split into runs of hops that are weighted side by side, each with its lead-in. A lane is one
/// channel of one run.
struct Lanes<'a> {
    planes: &'a [Vec<f32>],
    rate: u32,
    /// The first frame of the first hop.
    from: usize,
    channels: usize,
    /// Frames in a hop.
    hop: usize,
    /// Whole hops.
    hops: usize,
    /// Hops in a run.
    run: usize,
    silence: Vec<f32>,
}

impl<'a> Lanes<'a> {
    fn of(spec: Spec, planes: &'a [Vec<f32>], body: Range<usize>) -> Lanes<'a> {
        let Spec { rate, channels } = spec;
        let hop = hop_frames(rate);
        let hops = body.len() / hop;
        let run = hops.div_ceil(LANES / channels);
        Lanes { planes, rate, from: body.start, channels, hop, hops, run, silence: vec![0.0; hop] }
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

    /// Returns the sound of a lane, so many hops after the start of its lead-in. Before the sound there is
    /// silence, and so there is behind it.
    fn sound(&self, lane: usize, step: usize) -> &[f32] {
        let hop = lane / self.channels * self.run + step;
        (self.from + hop * self.hop)
            .checked_sub(LEAD_IN_HOPS * self.hop)
            .and_then(|from| self.planes[lane % self.channels].get(from..from + self.hop))
            .unwrap_or(&self.silence)
    }

    /// Gives `each` the weighted samples of all lanes, and in which hop of the run they lie.
    fn weigh(&self, mut each: impl FnMut(usize, [f64; LANES])) {
        let mut filters = KWeighting::new(self.rate).at_rest();
        for step in 0..LEAD_IN_HOPS + self.run {
            let lanes: [&[f32]; LANES] = array::from_fn(|lane| &self.sound(lane, step)[..self.hop]);
            for n in 0..self.hop {
                let weighted = filters.next(lanes.map(|lane| f64::from(lane[n])));
                if let Some(step) = step.checked_sub(LEAD_IN_HOPS) {
                    each(step, weighted);
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
        Loudness::of(&self.hops, self.true_peak, self.sample_peak)
    }
}

impl Loudness {
    /// Returns what the energies of all hops and the highest peaks, full scale 1.0, amount to.
    pub(crate) fn of(hops: &[f64], true_peak: f32, sample_peak: f32) -> Loudness {
        Loudness {
            integrated: gate::integrated(hops),
            range: gate::range(hops),
            momentary_max: gate::momentary_max(hops),
            short_term_max: gate::short_term_max(hops),
            true_peak: Dbtp::of_peak(f64::from(true_peak)),
            sample_peak: Dbfs::of_peak(f64::from(sample_peak)),
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
