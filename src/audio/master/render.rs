//! Does what the plan says, and writes the master.

use std::io::{Seek, SeekFrom, Write};
use std::time::Duration;

use super::settle::{MasterPlan, cut_for_chain, laid_out};
use super::{Encoding, OutputFormat, duration, prepared};
use crate::audio::decode::DecodeError;
use crate::audio::loudness::{Loudness, Tally, weigh};
use crate::audio::mp3::{Mp3Form, Mp3Writer};
use crate::audio::wav::Wav;
use crate::audio::{Block, PumpError, Sink, SinkError, Source, Spec};
use crate::world::{Step, World, ordered};

/// What is known of a master when it is written.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mastered {
    /// Its format.
    pub format: OutputFormat,
    /// Frames of sound in it.
    pub frames: u64,
    /// Bytes that were written.
    pub bytes: u64,
    /// How loud it was before it was encoded.
    pub loudness: Loudness,
}

impl Mastered {
    /// Returns how long it is.
    pub fn duration(&self) -> Duration {
        duration(self.frames, self.format.rate)
    }
}

/// Masters the recording as planned and writes it: MP3 frames from where `to` stands, so that a tag
/// may precede them, or a whole WAV file, for which `to` must be empty.
///
/// The segments are mastered on many threads and encoded in order on this one.
pub fn render<R: Source>(
    world: &World,
    open: impl Fn() -> Result<R, DecodeError>,
    plan: &MasterPlan,
    mut to: impl Write + Seek,
) -> Result<Mastered, PumpError> {
    let OutputFormat { rate, layout, encoding } = plan.format;
    let source = prepared(open()?.watched(world, Step::Mastering));
    let (written, loudness) = match encoding {
        Encoding::Mp3 { bitrate, effort } => {
            let form = Mp3Form { rate, channels: layout.channels(), bitrate, effort };
            let (written, loudness) = master_into(world, source, plan, Mp3Writer::new(form, to)?)?;
            ((written.frames, written.bytes), loudness)
        }
        Encoding::Wav(depth) => {
            let wav = Wav::new(Spec { rate, channels: layout.channels() }, depth, &mut to)?;
            let (frames, loudness) = master_into(world, source, plan, wav)?;
            // Its last write was to the header.
            let bytes = to.seek(SeekFrom::End(0)).map_err(SinkError::from)?;
            ((frames, bytes), loudness)
        }
    };
    let (frames, bytes) = written;
    Ok(Mastered { format: plan.format, frames, bytes, loudness })
}

/// Carries the recording through the plan's chain into the sink.
fn master_into<K: Sink>(
    world: &World,
    source: impl Source,
    plan: &MasterPlan,
    mut sink: K,
) -> Result<(K::Outcome, Loudness), PumpError> {
    let chain = plan.chain();
    let mut tally = Tally::default();
    ordered::map(
        world.jobs,
        cut_for_chain(source).map(|segment| segment.map_err(PumpError::from)),
        |segment| {
            let mut segment = laid_out(segment, plan.format.layout);
            chain.apply(&mut segment);
            let weight = weigh(&segment);
            Ok((weight, Block::from_planes(segment.into_body())))
        },
        |(weight, block)| {
            tally.add(&weight);
            Ok(sink.write(&block)?)
        },
    )?;
    Ok((sink.finish()?, tally.loudness()))
}
