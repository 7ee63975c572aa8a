//! What of a recording is kept: the map between the time of the recording and that of the episode.
//!
//! Chapters and reports speak of one or the other, so the map goes both ways.

use std::ops::Range;

/// The ranges of a recording that are kept, in frames, ordered, apart from each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edits {
    frames: u64,
    kept: Vec<Range<u64>>,
}

impl Edits {
    /// Returns the edit of a recording of so many frames that keeps all of it.
    pub fn none(frames: u64) -> Edits {
        Edits { frames, kept: Vec::from_iter((frames > 0).then_some(0..frames)) }
    }

    /// Returns the edit of a recording of so many frames that keeps these ranges; none if they are
    /// empty, out of order, touch each other or lie beyond the end.
    pub fn of_kept(frames: u64, kept: Vec<Range<u64>>) -> Option<Edits> {
        let ordered = kept.windows(2).all(|pair| pair[0].end < pair[1].start);
        let within = kept.iter().all(|range| !range.is_empty() && range.end <= frames);
        (ordered && within).then_some(Edits { frames, kept })
    }

    /// Returns this edit with more cut away: ranges of the recording, in any order.
    #[must_use]
    pub fn cut(mut self, ranges: &[Range<u64>]) -> Edits {
        let mut cuts: Vec<_> = ranges.iter().filter(|range| !range.is_empty()).cloned().collect();
        cuts.sort_by_key(|cut| cut.start);
        let mut left = Vec::with_capacity(self.kept.len() + cuts.len());
        let mut cuts = cuts.into_iter().peekable();
        for mut range in self.kept {
            while let Some(cut) = cuts.peek() {
                if cut.start >= range.end {
                    break;
                }
                if cut.start > range.start {
                    left.push(range.start..cut.start);
                }
                range.start = range.start.max(cut.end.min(range.end));
                if cut.end > range.end {
                    // It reaches into the ranges that follow.
                    break;
                }
                cuts.next();
            }
            if !range.is_empty() {
                left.push(range);
            }
        }
        self.kept = left;
        self
    }

    /// Returns what is kept.
    pub fn kept(&self) -> &[Range<u64>] {
        &self.kept
    }

    /// Returns whether all is kept.
    pub fn is_none(&self) -> bool {
        self.frames_after() == self.frames
    }

    /// Returns how many frames the recording has.
    pub fn frames_before(&self) -> u64 {
        self.frames
    }

    /// Returns how many frames are kept.
    pub fn frames_after(&self) -> u64 {
        self.kept.iter().map(|range| range.end - range.start).sum()
    }

    /// Returns where in the episode a frame of the recording is; none if it was cut away.
    pub fn to_episode(&self, frame: u64) -> Option<u64> {
        let mut before = 0;
        for range in &self.kept {
            if range.contains(&frame) {
                return Some(before + frame - range.start);
            }
            before += range.end - range.start;
        }
        None
    }

    /// Returns where in the episode a frame of the recording is, or the cut that took it away. It
    /// may be the end of the episode.
    pub fn nearest(&self, frame: u64) -> u64 {
        let in_range = |range: &Range<u64>| frame.clamp(range.start, range.end) - range.start;
        self.kept.iter().map(in_range).sum()
    }

    /// Returns where in the recording a frame of the episode is; none beyond the end.
    pub fn to_recording(&self, frame: u64) -> Option<u64> {
        let mut left = frame;
        for range in &self.kept {
            let length = range.end - range.start;
            if left < length {
                return Some(range.start + left);
            }
            left -= length;
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn edits() -> impl Strategy<Value = Edits> {
        let cuts = prop::collection::vec((0_u64..1_000, 0_u64..300), 0..8);
        (0_u64..1_000, cuts).prop_map(|(frames, cuts)| {
            let cuts: Vec<_> = cuts.into_iter().map(|(from, length)| from..from + length).collect();
            Edits::none(frames).cut(&cuts)
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn what_is_cut_is_what_no_cut_covers(
            frames in 0_u64..300,
            cuts in prop::collection::vec((0_u64..300, 0_u64..90), 0..6),
        ) {
            let cuts: Vec<_> = cuts.into_iter().map(|(from, length)| from..from + length).collect();
            let edits = Edits::none(frames).cut(&cuts[..cuts.len() / 2]).cut(&cuts[cuts.len() / 2..]);
            for frame in 0..frames + 90 {
                let kept = frame < frames && !cuts.iter().any(|cut| cut.contains(&frame));
                prop_assert_eq!(edits.to_episode(frame).is_some(), kept, "{} of {:?}", frame, edits);
            }
            prop_assert_eq!(Edits::of_kept(frames, edits.kept().to_vec()), Some(edits));
        }

        #[test]
        fn the_map_is_monotone_and_its_own_inverse(edits in edits()) {
            let mut last = None;
            for frame in 0..edits.frames_after() {
                let recorded = edits.to_recording(frame).unwrap();
                prop_assert!(last < Some(recorded));
                last = Some(recorded);
                prop_assert_eq!(edits.to_episode(recorded), Some(frame));
                prop_assert_eq!(edits.nearest(recorded), frame);
            }
            prop_assert_eq!(edits.to_recording(edits.frames_after()), None);
            let places: Vec<_> = (0..edits.frames_before() + 2).map(|frame| edits.nearest(frame)).collect();
            prop_assert!(places.is_sorted());
            prop_assert!(places.iter().all(|&place| place <= edits.frames_after()));
        }
    }

    #[test]
    fn ranges_that_are_no_edit_are_refused() {
        assert_eq!(Edits::of_kept(100, vec![0..100]), Some(Edits::none(100)));
        assert_eq!(Edits::of_kept(0, Vec::new()), Some(Edits::none(0)));
        let wrong: [&[Range<u64>]; 5] = [&[0..101], &[5..5], &[0..5, 5..9], &[7..9, 0..5], &[0..5, 4..9]];
        for kept in wrong {
            assert_eq!(Edits::of_kept(100, kept.to_vec()), None, "{kept:?}");
        }
    }

    #[test]
    fn what_is_cut_away_is_nearest_to_its_cut() {
        let edits = Edits::none(100).cut(&[0..10, 50..60, 95..200]);
        assert_eq!(edits.kept(), [10..50, 60..95]);
        assert_eq!((edits.frames_before(), edits.frames_after(), edits.is_none()), (100, 75, false));
        assert_eq!([0, 10, 55, 60, 99].map(|frame| edits.nearest(frame)), [0, 0, 40, 40, 75]);
        assert_eq!((edits.to_episode(55), edits.to_recording(40)), (None, Some(60)));
        assert!(Edits::none(100).cut(&[]).is_none());
    }
}
