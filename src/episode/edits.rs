//! What was left out of a recording, and how its times are told in the episode.
//!
//! A recording and the episode made of it have a clock each: where silence was cut away or a pause
//! made shorter, the episode's is ahead; where an intro stands in front, it is behind. Chapters and
//! transcripts are written by either clock, and are translated here.

use std::ops::Range;
use std::time::Duration;

/// The parts of a recording that are in the episode, in their order, in frames at the published rate.
///
/// Of several recordings that were joined, the frames are counted as if they were one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edits {
    kept: Vec<Range<u64>>,
    begins: u64,
}

/// Parts of a recording that overlap, are empty or stand in the wrong order.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the parts that are kept must rise: each from its first frame to the one after its last")]
pub struct NotRising;

impl Edits {
    /// Returns the edits that keep these parts. The first frame of the first part is heard at the frame
    /// `begins` of the episode, behind what stands in front of it.
    pub fn keeping(kept: Vec<Range<u64>>, begins: u64) -> Result<Edits, NotRising> {
        let rise = kept.windows(2).all(|pair| pair[0].end <= pair[1].start);
        let full = kept.iter().all(|part| part.start < part.end);
        // So that no sum of lengths can overflow: no recording is as long as that.
        let fits = begins.checked_add(kept.last().map_or(0, |part| part.end)).is_some();
        if rise && full && fits { Ok(Edits { kept, begins }) } else { Err(NotRising) }
    }

    /// Returns the parts.
    pub fn kept(&self) -> &[Range<u64>] {
        &self.kept
    }

    /// Returns the frame of the episode at which the recording begins.
    pub fn begins(&self) -> u64 {
        self.begins
    }

    /// Returns whether the episode has the whole recording, of that many frames, and nothing in front.
    pub fn is_nothing(&self, frames: u64) -> bool {
        self.begins == 0 && matches!(self.kept.as_slice(), [part] if *part == (0..frames))
    }

    /// Returns how many frames of the recording are in the episode.
    pub fn frames(&self) -> u64 {
        self.kept.iter().map(|part| part.end - part.start).sum()
    }

    /// Returns where in the episode a frame of the recording is heard. What was left out is heard where
    /// the sound goes on after it, or, at the very end, where the recording ends.
    pub fn to_episode(&self, frame: u64) -> u64 {
        let before = |part: &Range<u64>| frame.clamp(part.start, part.end) - part.start;
        self.begins + self.kept.iter().map(before).sum::<u64>()
    }

    /// Returns which frame of the recording is heard at a frame of the episode. What stands before the
    /// recording is its beginning, what stands after it its end.
    pub fn to_recording(&self, frame: u64) -> u64 {
        let mut left = frame.saturating_sub(self.begins);
        for part in &self.kept {
            let length = part.end - part.start;
            if left < length {
                return part.start + left;
            }
            left -= length;
        }
        self.kept.last().map_or(0, |part| part.end)
    }

    /// Returns when in the episode a moment of the recording is heard, at so many frames a second.
    pub fn time_in_episode(&self, at: Duration, rate: u32) -> Duration {
        time_of(self.to_episode(frame_at(at, rate)), rate)
    }

    /// Returns which moment of the recording is heard at a time of the episode.
    pub fn time_in_recording(&self, at: Duration, rate: u32) -> Duration {
        time_of(self.to_recording(frame_at(at, rate)), rate)
    }
}

/// Returns the frame that is nearest to a time.
fn frame_at(at: Duration, rate: u32) -> u64 {
    let nanoseconds = u128::from(at.subsec_nanos()) * u128::from(rate);
    let rest = u64::try_from((nanoseconds + 500_000_000) / 1_000_000_000).unwrap_or(0);
    at.as_secs().saturating_mul(rate.into()).saturating_add(rest)
}

/// Returns the time at which a frame is heard.
pub fn time_of(frame: u64, rate: u32) -> Duration {
    let rate = u64::from(rate.max(1));
    let (seconds, rest) = (frame / rate, frame % rate);
    Duration::new(seconds, u32::try_from(rest * 1_000_000_000 / rate).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn keeping(kept: &[(u64, u64)], begins: u64) -> Result<Edits, NotRising> {
        Edits::keeping(kept.iter().map(|&(from, to)| from..to).collect(), begins)
    }

    /// Two seconds cut in front, one in the middle, and an intro of five.
    fn edits() -> Edits {
        keeping(&[(2_000, 10_000), (11_000, 20_000)], 5_000).unwrap()
    }

    #[test]
    fn what_is_left_out_falls_where_the_sound_goes_on() {
        for (recording, episode) in [
            (0, 5_000),
            (2_000, 5_000),
            (2_001, 5_001),
            (9_999, 12_999),
            (10_000, 13_000),
            (10_500, 13_000),
            (11_000, 13_000),
            (20_000, 22_000),
            (30_000, 22_000),
        ] {
            assert_eq!(edits().to_episode(recording), episode, "{recording}");
        }
        for (episode, recording) in
            [(0, 2_000), (5_000, 2_000), (13_000, 11_000), (22_000, 20_000), (99_000, 20_000)]
        {
            assert_eq!(edits().to_recording(episode), recording, "{episode}");
        }
        assert_eq!(edits().frames(), 17_000);
    }

    #[test]
    fn times_are_shifted_as_frames_are() {
        let second = Duration::from_secs(1);
        assert_eq!(edits().time_in_episode(12 * second, 1_000), 14 * second);
        assert_eq!(edits().time_in_recording(14 * second, 1_000), 12 * second);
        let whole = keeping(&[(0, 441_000)], 0).unwrap();
        assert!(whole.is_nothing(441_000) && !whole.is_nothing(441_001) && !edits().is_nothing(20_000));
        assert_eq!(frame_at(Duration::MAX, 44_100), u64::MAX, "no time is too long");
    }

    #[test]
    fn parts_must_rise() {
        for wrong in [&[(3, 3)][..], &[(5, 4)], &[(0, 5), (4, 9)], &[(4, 9), (0, 2)]] {
            assert_eq!(keeping(wrong, 0), Err(NotRising));
        }
        assert_eq!(keeping(&[(0, u64::MAX)], 1), Err(NotRising));
        let nothing = keeping(&[], 7).unwrap();
        assert_eq!((nothing.to_episode(3), nothing.to_recording(3), nothing.frames()), (7, 0, 0));
    }

    proptest! {
        #[test]
        fn what_is_heard_is_found_again(
            steps in proptest::collection::vec((0_u64..5_000, 1_u64..5_000), 1..8),
            begins in 0_u64..5_000,
            at in 0_u64..40_000,
        ) {
            let mut end = 0;
            let kept = steps.iter().map(|(gap, length)| {
                let start = end + gap;
                end = start + length;
                start..end
            });
            let edits = Edits::keeping(kept.collect(), begins).unwrap();
            let at = begins + at % edits.frames();
            prop_assert_eq!(edits.to_episode(edits.to_recording(at)), at);
        }
    }
}
