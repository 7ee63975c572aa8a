//! A recording that leaves word of what was found in it.

use std::cell::Cell;

use crate::audio::decode::{Heard, Layout, Recording};
use crate::audio::{Block, Source, SourceError, Spec};

/// A recording that leaves word of what was found in it when it has been heard to its end.
pub(super) struct Noting<'a> {
    recording: Recording,
    found: &'a Cell<Option<Heard>>,
}

impl<'a> Noting<'a> {
    pub(super) fn of(recording: Recording, found: &'a Cell<Option<Heard>>) -> Noting<'a> {
        Noting { recording, found }
    }
}

impl Source for Noting<'_> {
    fn spec(&self) -> Spec {
        self.recording.spec()
    }

    fn frames(&self) -> Option<u64> {
        self.recording.frames()
    }

    fn layout(&self) -> Layout {
        self.recording.layout().clone()
    }

    fn read(&mut self, block: &mut Block) -> Result<(), SourceError> {
        self.recording.read(block)?;
        self.found.set(self.recording.heard().copied());
        Ok(())
    }
}
