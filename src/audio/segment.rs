//! Cuts sound into long segments, each with the sound before and after it, so that many hands can
//! work on them and what comes out is the same as if one had worked through.

use std::ops::Range;

use super::channels;
use super::loudness::hop_frames;
use super::{Block, Source, SourceError, Spec};

/// A long run of frames, with some sound before and after it that is heard but not kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Segment {
    spec: Spec,
    planes: Vec<Vec<f32>>,
    lead_in: usize,
    lead_out: usize,
    from: u64,
    last: bool,
}

impl Segment {
    /// Returns the whole of a sound as one segment, of which so many frames at its ends are leads.
    pub(crate) fn of(spec: Spec, planes: Vec<Vec<f32>>, lead_in: usize, lead_out: usize) -> Segment {
        debug_assert!(planes.iter().all(|plane| plane.len() >= lead_in + lead_out));
        Segment { spec, planes, lead_in, lead_out, from: 0, last: true }
    }

    /// Returns this segment as the one that begins at that frame.
    #[must_use]
    pub(crate) fn at(self, from: u64, last: bool) -> Segment {
        Segment { from, last, ..self }
    }

    /// Returns the number of the body's first frame in the whole sound.
    pub fn from(&self) -> u64 {
        self.from
    }

    /// Returns whether no other segment follows.
    pub fn is_last(&self) -> bool {
        self.last
    }

    /// Takes the planes out, leads included.
    pub(crate) fn into_planes(self) -> Vec<Vec<f32>> {
        self.planes
    }

    /// Returns the form of the sound.
    pub fn spec(&self) -> Spec {
        self.spec
    }

    /// Returns one plane per channel, lead-in and lead-out included.
    pub fn planes(&self) -> &[Vec<f32>] {
        &self.planes
    }

    /// Returns one plane per channel, to change. They keep their length.
    pub fn planes_mut(&mut self) -> &mut [Vec<f32>] {
        &mut self.planes
    }

    /// Returns where in the planes the segment itself lies.
    pub fn body(&self) -> Range<usize> {
        self.lead_in..self.planes.first().map_or(0, Vec::len) - self.lead_out
    }

    /// Returns this segment with its first two channels mixed into one.
    #[must_use]
    pub fn into_mono(mut self) -> Segment {
        if self.planes.len() > 1 {
            let right = self.planes.swap_remove(1);
            let left = self.planes.swap_remove(0);
            self.planes = vec![channels::to_mono(left, &right)];
            self.spec.channels = 1;
        }
        self
    }

    /// Returns what lies in the body, without lead-in and lead-out.
    pub fn into_body(mut self) -> Vec<Vec<f32>> {
        let body = self.body();
        for plane in &mut self.planes {
            plane.truncate(body.end);
            plane.drain(..body.start);
        }
        self.planes
    }
}

/// Returns how long the segments of a recording of that rate are, about 12 s.
///
/// It is a whole number of hops of 100 ms and of MP3 frames where one exists (44.1 kHz: 128 hops,
/// 490 MP3 frames; 48 kHz: 120 hops, 500 MP3 frames), and of blocks of 256 frames. It depends on
/// neither the number of threads nor the form in which the sound arrives, and so neither does what
/// is written.
pub fn length(rate: u32) -> usize {
    hop_frames(rate) * if rate.is_multiple_of(8_000) { 120 } else { 128 }
}

/// Cuts the sound into segments of `length` frames, the last one shorter, each with up to `lead_in`
/// frames before and `lead_out` after it.
pub fn cut<S: Source>(source: S, length: usize, lead_in: usize, lead_out: usize) -> Cut<S> {
    cut_whole(source, length, lead_in, lead_out, 0)
}

/// Cuts the sound as [`cut`] does, but leaves no last segment shorter than `least` frames: it is longer
/// instead. `least` is no more than `lead_out`.
pub(crate) fn cut_whole<S: Source>(
    source: S,
    length: usize,
    lead_in: usize,
    lead_out: usize,
    least: usize,
) -> Cut<S> {
    let channels = source.spec().channels;
    Cut {
        source,
        length: length.max(1),
        lead_in,
        lead_out,
        least: least.max(1),
        from: 0,
        block: Block::new(channels),
        used: 0,
        held: vec![Vec::new(); channels],
        before: 0,
        ended: false,
    }
}

/// The segments of a source, in order.
#[derive(Debug)]
pub struct Cut<S> {
    source: S,
    length: usize,
    lead_in: usize,
    lead_out: usize,
    least: usize,
    /// The number of the next segment's first frame.
    from: u64,
    /// What was read last, of which `used` frames are in `held` already.
    block: Block,
    used: usize,
    /// What the next segment begins with: `before` frames of lead-in, then what was read ahead.
    held: Vec<Vec<f32>>,
    before: usize,
    ended: bool,
}

impl<S: Source> Cut<S> {
    /// Reads until so many frames are held, or the sound is over.
    fn hold(&mut self, wanted: usize) -> Result<(), SourceError> {
        while !self.ended && self.held() < wanted {
            if self.used == self.block.frames() {
                self.used = 0;
                self.source.read(&mut self.block)?;
                self.ended = self.block.frames() == 0;
                continue;
            }
            let take = (wanted - self.held()).min(self.block.frames() - self.used);
            for (plane, from) in self.held.iter_mut().zip(self.block.planes()) {
                plane.extend_from_slice(&from[self.used..self.used + take]);
            }
            self.used += take;
        }
        Ok(())
    }

    fn held(&self) -> usize {
        self.held.first().map_or(0, Vec::len)
    }
}

impl<S: Source> Iterator for Cut<S> {
    type Item = Result<Segment, SourceError>;

    fn next(&mut self) -> Option<Self::Item> {
        let wanted = self.before + self.length + self.lead_out.max(self.least);
        if let Err(err) = self.hold(wanted) {
            // Whoever goes on after an error gets no more sound than there was.
            self.ended = true;
            self.held.iter_mut().for_each(Vec::clear);
            self.before = 0;
            return Some(Err(err));
        }
        let lead_in = self.before;
        // More is held than the segment unless the sound is over: what is left shows how much follows.
        let full = (lead_in + self.length).min(self.held());
        let end = if self.held() - full < self.least { self.held() } else { full };
        if end == lead_in {
            return None;
        }
        let next_from = end.saturating_sub(self.lead_in);
        let mut next = Vec::with_capacity(self.held.len());
        for plane in &self.held {
            // Room for the whole next segment at once: growing step by step would copy it thrice.
            let mut held = Vec::with_capacity(wanted.max(end - next_from + self.length + self.lead_out));
            held.extend_from_slice(&plane[next_from..]);
            next.push(held);
        }
        self.before = end - next_from;
        let mut planes = std::mem::replace(&mut self.held, next);
        let lead_out = (planes.first().map_or(0, Vec::len) - end).min(self.lead_out);
        let last = planes.first().map_or(0, Vec::len) == end;
        for plane in &mut planes {
            plane.truncate(end + lead_out);
        }
        let from = self.from;
        self.from += (end - lead_in) as u64;
        Some(Ok(Segment { spec: self.source.spec(), planes, lead_in, lead_out, from, last }))
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::float_cmp, reason = "cutting changes no bit")]

    use super::*;
    use crate::audio::synth::Synth;
    use proptest::prelude::*;

    fn counting(frames: u64) -> Synth {
        Synth::new(48_000, 2, frames, |n, channel| n as f32 + channel as f32 * 0.5)
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn the_bodies_are_the_source_and_the_leads_are_its_neighbourhood(
            frames in 0_u64..1_000, length in 1_usize..400, lead_in in 0_usize..500,
            lead_out in 0_usize..500, block in 1_usize..200,
        ) {
            let mut at = 0;
            for segment in cut(counting(frames).in_blocks_of(block), length, lead_in, lead_out) {
                let segment = segment.unwrap();
                let body = segment.body();
                prop_assert_eq!(body.start, lead_in.min(at));
                prop_assert_eq!(body.len(), length.min(frames as usize - at));
                let after = segment.planes()[0].len() - body.end;
                prop_assert_eq!(after, lead_out.min(frames as usize - at - body.len()));
                for (n, &sample) in segment.planes()[0].iter().enumerate() {
                    prop_assert_eq!(sample, (at - body.start + n) as f32);
                }
                prop_assert_eq!(segment.planes()[1][0], segment.planes()[0][0] + 0.5);
                at += body.len();
            }
            prop_assert_eq!(at as u64, frames);
        }
    }

    #[test]
    fn no_last_segment_is_shorter_than_wanted() {
        for (frames, bodies) in [(0, vec![]), (40, vec![40]), (340, vec![300, 40]), (339, vec![339])] {
            let segments: Vec<Segment> =
                cut_whole(counting(frames), 300, 10, 50, 40).map(Result::unwrap).collect();
            assert_eq!(segments.iter().map(|segment| segment.body().len()).collect::<Vec<_>>(), bodies);
            let mut from = 0;
            for (n, segment) in segments.iter().enumerate() {
                assert_eq!((segment.from(), segment.is_last()), (from, n + 1 == bodies.len()));
                from += segment.body().len() as u64;
            }
        }
    }

    #[test]
    fn segments_are_whole_hops_and_whole_mp3_frames() {
        for rate in [44_100, 48_000] {
            let length = length(rate);
            assert_eq!(length % hop_frames(rate), 0);
            assert_eq!(length % 1_152, 0);
            assert_eq!(length % crate::audio::loudness::true_peak::BLOCK, 0);
        }
    }

    #[test]
    fn the_body_is_what_is_left_without_the_leads() {
        let segment = cut(counting(1_000), 300, 100, 50).nth(1).unwrap().unwrap();
        let mono = segment.clone().into_mono();
        assert_eq!((mono.body(), mono.spec().channels), (100..400, 1));
        let body = segment.into_body();
        assert_eq!((body[0][0], body[1].len()), (300.0, 300));
        assert_eq!(mono.into_body()[0][0], 300.25);
    }
}
