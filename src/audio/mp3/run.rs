//! One run of the encoder, whose frames can be had while it goes on.

use super::Mp3Form;
use super::lame::Lame;
use super::stream::{NotAFrame, Stream};
use crate::audio::SinkError;

/// MP3 frames of sound that the encoder wants to have heard behind the last frame that it gives out whole.
pub(crate) const LOOK_AHEAD: u64 = 4;

/// A run of the encoder that has begun and not ended.
pub(crate) struct Run {
    lame: Lame,
    stream: Stream,
    encoded: Vec<u8>,
}

impl Run {
    /// Begins a run with the MP3 frame of that number, a multiple of the form's
    /// [`padding_period`](Mp3Form::padding_period).
    pub(crate) fn begin(form: &Mp3Form, first: u64) -> Result<Run, SinkError> {
        debug_assert!(first.is_multiple_of(form.padding_period()));
        Ok(Run { lame: Lame::new(form)?, stream: Stream::new(first), encoded: Vec::new() })
    }

    /// Encodes the sound that follows.
    pub(crate) fn feed(&mut self, planes: &[&[f32]]) -> Result<(), SinkError> {
        self.lame.encode(planes, &mut self.encoded)?;
        self.take()
    }

    /// Encodes what is still inside; there is no more sound to come.
    pub(crate) fn finish(&mut self) -> Result<(), SinkError> {
        self.lame.finish(&mut self.encoded)?;
        self.take()
    }

    fn take(&mut self) -> Result<(), SinkError> {
        self.stream.push(&self.encoded).map_err(|err: NotAFrame| SinkError::Encoder(err.to_string()))?;
        self.encoded.clear();
        Ok(())
    }

    /// Returns the frames that are whole.
    pub(crate) fn stream(&self) -> &Stream {
        &self.stream
    }

    /// Goes over into the other run at a frame where this one [joins](Stream::joins) it: what follows is
    /// encoded by the other.
    pub(crate) fn join(&mut self, other: Run, number: u64) {
        self.stream.join(&other.stream, number);
        self.lame = other.lame;
    }

    /// Takes the frames from one number to another from another run, and goes on with its own.
    pub(crate) fn detour(&mut self, other: &Stream, from: u64, to: u64) {
        let mut stream = self.stream.window(self.stream.first()..from);
        if stream.end() > stream.first() {
            stream.join(other, from);
        } else {
            stream = other.clone();
        }
        stream.join(&self.stream, to);
        self.stream = stream;
    }

    /// Forgets the frames before that number, which have been written.
    pub(crate) fn drop_before(&mut self, number: u64) {
        self.stream.drop_before(number);
    }
}
