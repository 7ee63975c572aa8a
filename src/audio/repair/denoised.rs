//! A source whose steady noise is turned down, a segment at a time.

use super::noise;
use crate::audio::segment::{self, Cut};
use crate::audio::{Block, Source, SourceError, Spec};

/// A source behind the [noise reduction](noise::reduce). It works on segments that depend on nothing but
/// where they lie in the sound, so that whatever is cut behind it gets the same samples.
pub struct Denoised<S> {
    segments: Cut<S>,
    spec: Spec,
    frames: Option<u64>,
    /// The segment at hand, and how much of it has been given.
    body: Vec<Vec<f32>>,
    given: usize,
}

impl<S: Source> Denoised<S> {
    /// Returns the source with less noise.
    pub fn new(source: S) -> Denoised<S> {
        let (spec, frames) = (source.spec(), source.frames());
        let leads = (noise::lead_in(spec.rate), noise::lead_out(spec.rate));
        let segments = segment::cut(source, segment::length(spec.rate), leads.0, leads.1);
        Denoised { segments, spec, frames, body: Vec::new(), given: 0 }
    }
}

impl<S: Source> Source for Denoised<S> {
    fn spec(&self) -> Spec {
        self.spec
    }

    fn frames(&self) -> Option<u64> {
        self.frames
    }

    fn read(&mut self, block: &mut Block) -> Result<(), SourceError> {
        block.clear(self.spec.channels);
        if self.given == self.body.first().map_or(0, Vec::len) {
            let Some(segment) = self.segments.next() else { return Ok(()) };
            let mut segment = segment?;
            noise::reduce(&mut segment);
            (self.body, self.given) = (segment.into_body(), 0);
        }
        let to = (self.given + Block::FRAMES).min(self.body.first().map_or(0, Vec::len));
        for (out, plane) in block.planes_mut().iter_mut().zip(&self.body) {
            out.extend_from_slice(&plane[self.given..to]);
        }
        self.given = to;
        Ok(())
    }
}
