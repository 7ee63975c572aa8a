//! Moments of a sound that stay what they are when the sound is made anew.
//!
//! An episode may get another trim, another intro or other pauses, and then all its times are others. What
//! was marked in it is kept by the clock of what it marks: the recording's own, that of the music before
//! it, or that of what comes after it.

use std::time::Duration;

use super::edits::{Edits, time_of};

/// A moment, by the clock of what is heard there. They are in the order in which they are heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Spot {
    /// Before the recording begins, counted from the beginning of the episode.
    Intro(Duration),
    /// In the recording, by its own clock. Of several that were joined, the times are counted as if they
    /// were one.
    Recording(Duration),
    /// After the recording, counted from its end.
    Outro(Duration),
}

impl Spot {
    /// Returns the time, by whichever clock it is told.
    pub fn time(self) -> Duration {
        match self {
            Spot::Intro(at) | Spot::Recording(at) | Spot::Outro(at) => at,
        }
    }

    /// Returns the moment of the same clock at another time.
    #[must_use]
    pub fn moved_to(self, at: Duration) -> Spot {
        match self {
            Spot::Intro(_) => Spot::Intro(at),
            Spot::Recording(_) => Spot::Recording(at),
            Spot::Outro(_) => Spot::Outro(at),
        }
    }
}

/// How the clock of an episode runs beside that of its recording.
#[derive(Debug, Clone, Copy)]
pub struct Timeline<'e> {
    /// What of the recording is in the episode, if not simply all.
    pub edits: Option<&'e Edits>,
    /// Frames per second.
    pub rate: u32,
    /// How long the episode plays, in frames.
    pub frames: u64,
}

impl Timeline<'_> {
    /// Returns how long the episode plays.
    pub fn duration(&self) -> Duration {
        time_of(self.frames, self.rate)
    }

    /// Returns when the recording begins in the episode.
    pub fn begins(&self) -> Duration {
        time_of(self.edits.map_or(0, Edits::begins), self.rate)
    }

    /// Returns when the recording ends in the episode.
    pub fn ends(&self) -> Duration {
        let end = self.edits.map_or(self.frames, |edits| edits.begins().saturating_add(edits.frames()));
        time_of(end, self.rate).min(self.duration())
    }

    /// Returns the moment that is heard at a time of the episode.
    pub fn spot(&self, at: Duration) -> Spot {
        let (begins, ends) = (self.begins(), self.ends());
        match self.edits {
            _ if at < begins => Spot::Intro(at),
            _ if at >= ends && ends < self.duration() => Spot::Outro(at.saturating_sub(ends)),
            Some(edits) => Spot::Recording(edits.time_in_recording(at, self.rate)),
            None => Spot::Recording(at),
        }
    }

    /// Returns when a moment is heard in the episode; nothing for what lies behind its end.
    ///
    /// What was cut out of the recording falls where the sound goes on, and what was marked in an intro
    /// that is gone, or is shorter now, where the recording begins.
    pub fn time(&self, spot: Spot) -> Option<Duration> {
        let at = match (spot, self.edits) {
            (Spot::Intro(at), _) => at.min(self.begins()),
            (Spot::Recording(at), Some(edits)) => edits.time_in_episode(at, self.rate),
            (Spot::Recording(at), None) => at,
            (Spot::Outro(at), _) => self.ends().saturating_add(at),
        };
        (at < self.duration()).then_some(at)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    /// Two seconds cut in front, one in the middle, an intro of five seconds and three after the end.
    fn edits() -> Edits {
        Edits::keeping(vec![2_000..10_000, 11_000..20_000], 5_000).unwrap()
    }

    fn timeline(edits: &Edits) -> Timeline<'_> {
        Timeline { edits: Some(edits), rate: 1_000, frames: 25_000 }
    }

    #[test]
    fn every_moment_is_told_by_the_clock_of_what_is_heard() {
        let edits = edits();
        let line = timeline(&edits);
        for (at, spot) in [
            (0, Spot::Intro(Duration::ZERO)),
            (4, Spot::Intro(4 * SECOND)),
            (5, Spot::Recording(2 * SECOND)),
            (13, Spot::Recording(11 * SECOND)),
            (21, Spot::Recording(19 * SECOND)),
            (22, Spot::Outro(Duration::ZERO)),
            (24, Spot::Outro(2 * SECOND)),
        ] {
            assert_eq!(line.spot(at * SECOND), spot, "{at}");
            assert_eq!(line.time(spot), Some(at * SECOND), "{spot:?}");
        }
        assert_eq!(line.time(Spot::Recording(10_500 * SECOND / 1000)), Some(13 * SECOND), "it was cut out");
        assert_eq!(line.time(Spot::Outro(3 * SECOND)), None, "behind the end");
    }

    #[test]
    fn what_was_marked_in_an_intro_that_is_gone_falls_to_the_beginning() {
        let line = Timeline { edits: None, rate: 1_000, frames: 20_000 };
        assert_eq!(line.time(Spot::Intro(3 * SECOND)), Some(Duration::ZERO));
        assert_eq!(line.time(Spot::Recording(3 * SECOND)), Some(3 * SECOND));
        assert_eq!(line.time(Spot::Outro(Duration::ZERO)), None);
        assert_eq!(line.spot(99 * SECOND), Spot::Recording(99 * SECOND));
    }

    proptest! {
        #[test]
        fn moments_of_an_episode_come_back(at in 0_u64..25_000) {
            let edits = edits();
            let line = timeline(&edits);
            let at = Duration::from_millis(at);
            prop_assert_eq!(line.time(line.spot(at)), Some(at));
        }

        #[test]
        fn the_order_of_moments_is_that_of_the_episode(a in 0_u64..25_000, b in 0_u64..25_000) {
            let edits = edits();
            let line = timeline(&edits);
            let (a, b) = (Duration::from_millis(a), Duration::from_millis(b));
            prop_assert_eq!(line.spot(a).cmp(&line.spot(b)), a.cmp(&b));
        }
    }
}
