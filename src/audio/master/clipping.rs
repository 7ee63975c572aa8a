//! Counts how often a recording stays at full scale.

use std::cell::Cell;

use crate::audio::decode::Layout;
use crate::audio::loudness::true_peak;
use crate::audio::{Block, Source, SourceError, Spec};

/// From here on a sample counts as full scale; 16 bits reach no higher than 0.99997.
const FULL_SCALE: f32 = 0.9999;
/// So many samples at full scale in a row are no coincidence.
const CLIPPED_RUN: u32 = 3;

/// Where a recording stays at full scale.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Clipped {
    pub(super) places: u64,
    /// The frame of the earliest.
    pub(super) first: Option<u64>,
}

/// A source that counts how often its channels stay at full scale.
pub(super) struct Clipping<'a, S> {
    source: S,
    runs: Vec<u32>,
    /// Frames before the block that is read.
    before: u64,
    found: &'a Cell<Clipped>,
}

impl<'a, S: Source> Clipping<'a, S> {
    pub(super) fn new(source: S, found: &'a Cell<Clipped>) -> Clipping<'a, S> {
        Clipping { runs: vec![0; source.spec().channels], source, before: 0, found }
    }
}

impl<S: Source> Source for Clipping<'_, S> {
    fn spec(&self) -> Spec {
        self.source.spec()
    }

    fn frames(&self) -> Option<u64> {
        self.source.frames()
    }

    fn layout(&self) -> Layout {
        self.source.layout()
    }

    fn read(&mut self, block: &mut Block) -> Result<(), SourceError> {
        self.source.read(block)?;
        for (run, plane) in self.runs.iter_mut().zip(block.planes()) {
            if true_peak::sample_peak(plane) < FULL_SCALE {
                *run = 0;
                continue;
            }
            for (at, sample) in plane.iter().enumerate() {
                *run = if sample.abs() >= FULL_SCALE { *run + 1 } else { 0 };
                if *run == CLIPPED_RUN {
                    let here = self.before + at as u64;
                    let Clipped { places, first } = self.found.get();
                    let first = Some(first.map_or(here, |first| first.min(here)));
                    self.found.set(Clipped { places: places + 1, first });
                }
            }
        }
        self.before += block.frames() as u64;
        Ok(())
    }
}
