//! Changes of level. Each works on a segment alone, given the sound before and after it, and does
//! to it to the bit what it would have done had it worked through the whole recording.

pub mod compressor;
pub mod curve;
pub mod gain;
pub mod leveller;
pub mod limiter;
pub mod trial;

pub use compressor::{Compressor, Ride};
pub use curve::Curve;
pub use limiter::{Dip, Limiter};

use std::ops::Range;

use super::loudness::{Db, LEAD_IN_HOPS, hop_frames, true_peak};
use super::segment::Segment;
use super::ticks;

/// What is done to the sound between the recording and the encoder, in this order.
#[derive(Debug, Clone, Copy)]
pub struct Chain<'a> {
    /// What the compressor takes from each 10 ms.
    pub ride: &'a Ride,
    /// The gain for the whole recording.
    pub gain: Db,
    /// What holds the peaks down.
    pub limiter: Limiter,
}

/// How a limiter has worked on the body of a segment.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Held {
    /// The lowest factor in each hop of 100 ms begun.
    pub by_hop: Vec<f32>,
    /// Frames in which it held down more than [`trial::HEARD`].
    pub heard: u64,
}

impl Chain<'_> {
    /// Returns how many frames before a segment must be there for the chain to be exact in it, and
    /// for a meter behind the chain to be so too.
    pub fn lead_in(rate: u32) -> usize {
        Limiter::lead_in(rate) + LEAD_IN_HOPS * hop_frames(rate)
    }

    /// Returns how many frames after a segment must be there, likewise.
    pub fn lead_out(rate: u32) -> usize {
        Limiter::lead_out(rate) + true_peak::AFTER
    }

    /// Works on the segment, lead-in and lead-out included: of these, what lies close to the body
    /// comes out as exact as the body, and the rest as good as could be.
    pub fn apply(&self, segment: &mut Segment) -> Held {
        let (rate, body) = (segment.spec().rate, segment.body());
        let from = segment.from() - body.start as u64;
        for plane in segment.planes_mut() {
            self.ride.apply(from, ticks::frames(rate), plane);
        }
        let dips = self.limiter.apply(self.gain, rate, segment.planes_mut());
        Held::of(&dips, &body, hop_frames(rate))
    }
}

impl Held {
    fn of(dips: &[Dip], body: &Range<usize>, hop: usize) -> Held {
        let heard = limiter::dip_of(trial::HEARD);
        let mut deepest = vec![0; body.len().div_ceil(hop)];
        let mut count = 0;
        for dip in dips {
            let (from, depths) = dip.within(body);
            // One that ends before the body has nothing in it.
            for (n, &depth) in (from.saturating_sub(body.start)..).zip(depths) {
                deepest[n / hop] = depth.max(deepest[n / hop]);
                count += u64::from(depth > heard);
            }
        }
        Held { by_hop: deepest.into_iter().map(limiter::open).collect(), heard: count }
    }
}
