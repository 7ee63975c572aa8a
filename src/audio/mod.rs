//! Sound and nothing else: from a recording to a finished MP3.
//!
//! Sources are pulled, sinks are pushed, and a [`pump`] or a [`segment::cut`] stands between.
//! Stages hang behind a source and cannot fail: only what touches the world has errors. Stopping
//! and progress are a wrapper, [`Source::watched`], at the head of the chain, so no other loop
//! knows of them.
//!
//! **Invariant:** no code in this room sees a path after [`decode::open`], or a title.

pub mod channels;
pub mod check;
pub mod decode;
pub mod dynamics;
pub mod loudness;
pub mod master;
pub mod mp3;
pub mod repair;
pub mod resample;
pub mod segment;
pub mod speech;
pub mod synth;
pub mod ticks;
pub mod wav;

use std::io;

use decode::Layout;

use crate::world::{Cancelled, Event, Step, World};

/// The form of sound: how many frames a second, of how many channels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Spec {
    /// Frames per second.
    pub rate: u32,
    /// Channels in each frame.
    pub channels: usize,
}

/// A short run of frames, planar, full scale ±1.0.
///
/// A source fills at most [`Block::FRAMES`] frames at a time; a stage may make more of them. The
/// planes keep their memory when the block is cleared.
#[derive(Debug, Clone, Default)]
pub struct Block {
    planes: Vec<Vec<f32>>,
}

impl Block {
    /// The most frames that a source puts into a block.
    pub const FRAMES: usize = 4096;

    /// Returns an empty block of that many channels.
    pub fn new(channels: usize) -> Block {
        Block { planes: vec![Vec::with_capacity(Block::FRAMES); channels] }
    }

    /// Returns a block of these planes, which are of equal length.
    pub fn from_planes(planes: Vec<Vec<f32>>) -> Block {
        debug_assert!(planes.windows(2).all(|pair| pair[0].len() == pair[1].len()));
        Block { planes }
    }

    /// Returns the number of frames.
    pub fn frames(&self) -> usize {
        self.planes.first().map_or(0, Vec::len)
    }

    /// Returns the number of channels.
    pub fn channels(&self) -> usize {
        self.planes.len()
    }

    /// Empties the block and gives it that many channels. Memory is kept.
    pub fn clear(&mut self, channels: usize) {
        self.planes.resize_with(channels, Vec::new);
        self.planes.iter_mut().for_each(Vec::clear);
    }

    /// Returns one plane per channel.
    pub fn planes(&self) -> &[Vec<f32>] {
        &self.planes
    }

    /// Returns one plane per channel, to change. They must stay of equal length.
    pub fn planes_mut(&mut self) -> &mut [Vec<f32>] {
        &mut self.planes
    }

    /// Takes the planes out.
    pub fn into_planes(self) -> Vec<Vec<f32>> {
        self.planes
    }
}

/// Where sound comes from, a block at a time.
pub trait Source {
    /// Returns the form of what will be read.
    fn spec(&self) -> Spec;

    /// Returns how many frames there are in all, if that is known beforehand.
    fn frames(&self) -> Option<u64>;

    /// Returns what each channel is for; by their number, unless the source knows better.
    fn layout(&self) -> Layout {
        Layout::usual(self.spec().channels)
    }

    /// Replaces the contents of the block by the next frames; leaves it empty at the end.
    fn read(&mut self, block: &mut Block) -> Result<(), SourceError>;

    /// Returns this source with a stage behind it.
    fn through<T: Stage>(self, stage: T) -> Through<Self, T>
    where
        Self: Sized,
    {
        Through { source: self, stage, input: Block::default(), ended: false }
    }

    /// Returns this source so that it can be stopped and followed.
    fn watched(self, world: &World, step: Step) -> Watched<'_, Self>
    where
        Self: Sized,
    {
        world.progress.event(Event::Began { step, total: self.frames(), rate: Some(self.spec().rate) });
        Watched { source: self, world, step }
    }
}

impl<S: Source + ?Sized> Source for Box<S> {
    fn spec(&self) -> Spec {
        (**self).spec()
    }

    fn frames(&self) -> Option<u64> {
        (**self).frames()
    }

    fn layout(&self) -> Layout {
        (**self).layout()
    }

    fn read(&mut self, block: &mut Block) -> Result<(), SourceError> {
        (**self).read(block)
    }
}

/// A change to sound on its way. Cannot fail, and takes memory only when it is made.
pub trait Stage {
    /// Returns the form of what comes out for this form of what goes in.
    fn output(&self, input: Spec) -> Spec;

    /// Appends to `out` what the input gives. `out` is empty, of the channels of [`Stage::output`].
    fn process(&mut self, input: &Block, out: &mut Block);

    /// Appends to `out` what was still held back.
    fn finish(&mut self, out: &mut Block);
}

/// Where sound goes, a block at a time.
pub trait Sink {
    /// What is known when all sound has arrived.
    type Outcome;

    /// Takes the next frames.
    fn write(&mut self, block: &Block) -> Result<(), SinkError>;

    /// Says that all sound has arrived.
    fn finish(self) -> Result<Self::Outcome, SinkError>;
}

/// Carries all sound from the source to the sink.
pub fn pump<K: Sink>(source: &mut impl Source, mut sink: K) -> Result<K::Outcome, PumpError> {
    let mut block = Block::new(source.spec().channels);
    loop {
        source.read(&mut block)?;
        if block.frames() == 0 {
            return Ok(sink.finish()?);
        }
        sink.write(&block)?;
    }
}

/// A source with a stage behind it.
#[derive(Debug)]
pub struct Through<S, T> {
    source: S,
    stage: T,
    input: Block,
    ended: bool,
}

impl<S: Source, T: Stage> Source for Through<S, T> {
    fn spec(&self) -> Spec {
        self.stage.output(self.source.spec())
    }

    fn frames(&self) -> Option<u64> {
        let (from, to) = (self.source.spec().rate, self.spec().rate);
        self.source.frames().filter(|_| from == to)
    }

    fn read(&mut self, block: &mut Block) -> Result<(), SourceError> {
        let channels = self.spec().channels;
        block.clear(channels);
        while block.frames() == 0 && !self.ended {
            self.source.read(&mut self.input)?;
            if self.input.frames() == 0 {
                self.ended = true;
                self.stage.finish(block);
            } else {
                self.stage.process(&self.input, block);
            }
        }
        Ok(())
    }
}

/// A source that can be stopped and followed.
#[derive(Debug)]
pub struct Watched<'w, S> {
    source: S,
    world: &'w World,
    step: Step,
}

impl<S: Source> Source for Watched<'_, S> {
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
        self.world.cancel.check()?;
        self.source.read(block)?;
        let step = self.step;
        self.world.progress.event(match block.frames() {
            0 => Event::Ended { step },
            by => Event::Advanced { step, by: by as u64 },
        });
        Ok(())
    }
}

/// No more sound could be had.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    /// Somebody asked to stop.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
    /// The recording could not be read on.
    #[error(transparent)]
    Decode(#[from] decode::DecodeError),
}

/// Sound could not be put down.
#[derive(Debug, thiserror::Error)]
pub enum SinkError {
    /// The disk would not take it.
    #[error("the sound could not be written")]
    Io(#[from] io::Error),
    /// The encoder would not take it.
    #[error("the MP3 encoder gave up: {0}")]
    Encoder(String),
    /// There is no file of this kind for sound of this form.
    #[error("sound of this form cannot be written: {0}")]
    Form(String),
}

/// Sound could not be carried from its source to its sink.
#[derive(Debug, thiserror::Error)]
pub enum PumpError {
    /// It could not be had.
    #[error(transparent)]
    Source(#[from] SourceError),
    /// It could not be put down.
    #[error(transparent)]
    Sink(#[from] SinkError),
}

/// Returns all that the first channel of a source has.
#[cfg(test)]
pub(crate) fn first_plane(mut source: impl Source) -> Vec<f32> {
    let (mut samples, mut block) = (Vec::new(), Block::default());
    loop {
        source.read(&mut block).unwrap();
        if block.frames() == 0 {
            return samples;
        }
        samples.extend_from_slice(&block.planes()[0]);
    }
}

impl From<Cancelled> for PumpError {
    fn from(cancelled: Cancelled) -> PumpError {
        PumpError::Source(cancelled.into())
    }
}

impl From<decode::DecodeError> for PumpError {
    fn from(err: decode::DecodeError) -> PumpError {
        PumpError::Source(err.into())
    }
}
