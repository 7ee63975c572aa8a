//! Changes of level. Each works on a segment alone, given the sound before and after it, and does
//! to it to the bit what it would have done had it worked through the whole recording.

pub mod curve;
pub mod gain;
pub mod leveller;
pub mod limiter;

pub use curve::Curve;
pub use limiter::Limiter;

use super::loudness::{Db, LEAD_IN_HOPS, hop_frames, true_peak};
use super::segment::Segment;

/// What is done to the sound between the recording and the encoder, in this order.
#[derive(Debug, Clone)]
pub struct Chain {
    /// The gain for the whole recording.
    pub gain: Db,
    /// What holds the peaks down, if any needs it.
    pub limiter: Option<Limiter>,
}

impl Chain {
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
    pub fn apply(&self, segment: &mut Segment) {
        let rate = segment.spec().rate;
        if let Some(limiter) = &self.limiter {
            limiter.apply(self.gain, rate, segment.planes_mut());
        } else {
            gain::apply(self.gain, segment.planes_mut());
        }
    }
}
