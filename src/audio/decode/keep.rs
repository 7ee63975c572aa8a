//! What is sound among the decoded frames, and what an encoder only needed to begin and to end.

use std::ops::Range;

/// The runs of decoded frames that are to be heard, in order.
#[derive(Debug, Clone)]
pub(super) struct Keep {
    runs: Vec<Range<u64>>,
    /// The first run that may still matter.
    next: usize,
    /// Frames decoded so far.
    at: u64,
}

impl Keep {
    /// Keeps everything.
    pub(super) fn all() -> Keep {
        Keep::run(0..u64::MAX)
    }

    /// Keeps one run.
    pub(super) fn run(run: Range<u64>) -> Keep {
        Keep::only(std::iter::once(run))
    }

    /// Keeps these runs, which are in order and do not overlap.
    pub(super) fn only(runs: impl IntoIterator<Item = Range<u64>>) -> Keep {
        Keep { runs: runs.into_iter().filter(|run| !run.is_empty()).collect(), next: 0, at: 0 }
    }

    /// Returns how many frames are kept of so many decoded ones.
    pub(super) fn count(&self, decoded: u64) -> u64 {
        self.runs.iter().map(|run| run.end.min(decoded).saturating_sub(run.start)).sum()
    }

    /// Takes the next decoded frames and hands over which of them to keep, as ranges among them.
    pub(super) fn of(&mut self, decoded: usize, mut kept: impl FnMut(Range<usize>)) {
        let (from, to) = (self.at, self.at.saturating_add(decoded as u64));
        self.at = to;
        while let Some(run) = self.runs.get(self.next) {
            let (start, end) = (run.start.max(from), run.end.min(to));
            if start < end {
                kept((start - from) as usize..(end - from) as usize);
            }
            if run.end > to {
                break;
            }
            self.next += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(runs: &[Range<u64>], packets: &[usize]) -> Vec<u64> {
        let mut keep = Keep::only(runs.to_vec());
        let (mut all, mut at) = (Vec::new(), 0);
        for &packet in packets {
            keep.of(packet, |part| all.extend(part.map(|frame| at + frame as u64)));
            at += packet as u64;
        }
        assert_eq!(all.len() as u64, keep.count(at));
        all
    }

    #[test]
    fn packets_change_nothing_about_what_is_kept() {
        let runs = [2..4, 4..5, 7..7, 9..30];
        let expected: Vec<u64> = [2, 3, 4].into_iter().chain(9..12).collect();
        for packets in [&[12][..], &[1; 12], &[3, 0, 3, 6], &[5, 7]] {
            assert_eq!(kept(&runs, packets), expected);
        }
    }
}
