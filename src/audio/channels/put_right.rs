//! Does to the channels what was decided.

use super::ChannelPlan;
use crate::audio::{Block, Spec, Stage};

/// Brings two channels to what the plan makes of them: one, or two. A single channel passes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PutRight {
    plan: ChannelPlan,
}

impl PutRight {
    /// Returns what does that.
    pub fn new(plan: ChannelPlan) -> PutRight {
        PutRight { plan }
    }
}

impl Stage for PutRight {
    fn output(&self, input: Spec) -> Spec {
        let channels = if input.channels == 2 { self.plan.matrix().len() } else { input.channels };
        Spec { channels, ..input }
    }

    fn process(&mut self, input: &Block, out: &mut Block) {
        let [left, right] = input.planes() else {
            for (to, from) in out.planes_mut().iter_mut().zip(input.planes()) {
                to.extend_from_slice(from);
            }
            return;
        };
        for (to, row) in out.planes_mut().iter_mut().zip(self.plan.matrix()) {
            match *row {
                // What is taken as it is keeps every bit.
                [1.0, 0.0] => to.extend_from_slice(left),
                [0.0, 1.0] => to.extend_from_slice(right),
                [of_left, of_right] => {
                    to.extend(left.iter().zip(right).map(|(l, r)| of_left * l + of_right * r));
                }
            }
        }
    }

    fn finish(&mut self, _: &mut Block) {}
}
