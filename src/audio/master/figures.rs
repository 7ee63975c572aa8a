//! The figures of a programme on its way to its master: all that is decided about gain is decided on them.

use crate::audio::Spec;
use crate::audio::dynamics::Curve;
use crate::audio::loudness::Dbfs;
use crate::audio::speech::Activity;
use crate::audio::ticks::{self, Ticks};

/// The figures of a programme, faults repaired and voices brought together, before it gets its gain.
#[derive(Debug, Clone, PartialEq)]
pub struct Figures {
    /// Its form.
    pub spec: Spec,
    /// Its frames.
    pub frames: u64,
    /// The K-weighted energy of every whole hop of 100 ms, summed over the loudspeakers.
    pub hops: Vec<f64>,
    /// The level of every 10 ms. Only [`settle`](super::settle()) asks for it.
    pub ticks: Ticks,
    /// The gain that brings the voices together, which the hops and ticks have had already.
    pub levelled: Curve,
    /// What is going on in every hop.
    pub activity: Vec<Activity>,
}

impl Figures {
    /// Returns the height of the highest sample.
    pub fn peak(&self) -> Dbfs {
        (0..self.ticks.len()).map(|tick| self.ticks.peak(tick)).fold(ticks::FLOOR, Dbfs::max)
    }

    /// Returns the figures without those on which the gain was settled: of a long programme, most of them.
    #[must_use]
    pub fn settled(self) -> Figures {
        Figures { ticks: Ticks::default(), ..self }
    }

    /// Returns whether somebody speaks for a good part of the time in which there is something to hear.
    pub fn is_spoken(&self) -> bool {
        let count = |wanted| self.activity.iter().filter(|&&activity| activity == wanted).count();
        let (speech, music) = (count(Activity::Speech), count(Activity::Music));
        speech > 0 && speech * 3 >= music
    }
}
