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
pub(crate) mod true_peak;
mod units;

use std::array;

pub use units::{Db, Dbfs, Dbtp, Lu, Lufs};

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
///
/// The body is split into runs of hops that are weighted side by side, each with its lead-in.
pub(crate) fn hop_energies(segment: &Segment) -> Vec<f64> {
    let Spec { rate, channels } = segment.spec();
    let hop = hop_frames(rate);
    let body = segment.body();
    let hops = body.len() / hop;
    if hops == 0 {
        return Vec::new();
    }
    let runs = LANES / channels;
    let run = hops.div_ceil(runs);
    let nothing = vec![0.0_f32; hop];
    // Lane by lane a channel of a run; a hop outside the sound is silence.
    let hop_of = |lane: usize, step: usize| {
        let n = lane / channels * run + step;
        (body.start + n * hop)
            .checked_sub(LEAD_IN_HOPS * hop)
            .and_then(|from| segment.planes()[lane % channels].get(from..from + hop))
            .unwrap_or(&nothing)
    };

    let mut energies = vec![0.0; run * runs];
    let mut filters = KWeighting::new(rate).at_rest();
    for step in 0..LEAD_IN_HOPS + run {
        let lanes: [&[f32]; LANES] =
            array::from_fn(|lane| if lane < runs * channels { hop_of(lane, step) } else { &nothing[..] });
        let mut sums = [0.0; LANES];
        for n in 0..hop {
            let weighted = filters.next(lanes.map(|lane| f64::from(lane[n])));
            for (sum, sample) in sums.iter_mut().zip(weighted) {
                *sum += sample * sample;
            }
        }
        filters.settle();
        if let Some(step) = step.checked_sub(LEAD_IN_HOPS) {
            for (lane, sum) in sums.iter().enumerate().take(runs * channels) {
                energies[lane / channels * run + step] += sum / hop as f64;
            }
        }
    }
    energies.truncate(hops);
    if channels == 1 {
        // Both loudspeakers will play it.
        for energy in &mut energies {
            *energy *= 2.0;
        }
    }
    energies
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

/// Hears sound of one or two channels to its end and returns how loud it was. Memory does not grow
/// with the sound but for 80 bytes a second.
pub fn measure(world: &World, source: impl Source) -> Result<Loudness, PumpError> {
    let rate = source.spec().rate;
    let mut tally = Tally::default();
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
