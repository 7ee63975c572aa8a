//! Writes MP3 files: the Info frame, and the frames of one run of the encoder or of many that were joined.

use std::io::{Seek, SeekFrom, Write};

use super::frames::{FramesError, Walk};
use super::header::Mp3Header;
use super::info::{DECODER_DELAY, ENCODER_DELAY, Info};
use super::lame::Lame;
use super::{Mp3Form, Written};
use crate::audio::{Block, Sink, SinkError};

/// Writes MP3 frames from where `to` stands.
///
/// The Info frame is written first and empty, and once more when its figures are known. Every MP3
/// frame is [walked over](super::frames) on its way out.
pub(crate) struct FrameWriter<W> {
    to: W,
    start: u64,
    form: Mp3Form,
    header: Mp3Header,
    walk: Walk,
}

impl<W: Write + Seek> FrameWriter<W> {
    /// Begins a file of that form.
    pub(crate) fn new(form: Mp3Form, mut to: W) -> Result<FrameWriter<W>, SinkError> {
        let header = Info::header(form.rate, form.channels, form.bitrate)
            .ok_or_else(|| SinkError::Encoder("there is no MP3 of this rate and bitrate".to_owned()))?;
        let start = to.stream_position()?;
        to.write_all(&vec![0; header.frame_bytes()])?;
        Ok(FrameWriter { to, start, form, header, walk: Walk::default() })
    }

    /// Writes the next frames, or a part of one.
    pub(crate) fn put(&mut self, bytes: &[u8]) -> Result<(), SinkError> {
        self.walk.push(bytes).map_err(|err| broken(&err))?;
        self.to.write_all(bytes)?;
        Ok(())
    }

    /// Ends the file, in which there are so many frames of sound.
    pub(crate) fn finish(mut self, frames: u64) -> Result<Written, SinkError> {
        let walked = self.walk.finish().map_err(|err| broken(&err))?;
        let decoded = walked.mp3_frames * u64::from(self.header.samples());
        let too_large = || SinkError::Encoder("more sound than one MP3 can hold".to_owned());
        let padding = decoded
            .checked_sub(frames + u64::from(ENCODER_DELAY))
            .filter(|&padding| padding >= u64::from(DECODER_DELAY) && padding < 1 << 12)
            .ok_or_else(|| SinkError::Encoder("it gave out too little or too much sound".to_owned()))?;
        let bytes = walked.bytes + self.header.frame_bytes() as u64;
        let info = Info {
            mp3_frames: u32::try_from(walked.mp3_frames).map_err(|_| too_large())?,
            bytes: u32::try_from(bytes).map_err(|_| too_large())?,
            delay: ENCODER_DELAY as u16,
            padding: padding as u16,
            music_crc: walked.music_crc,
        };
        self.to.seek(SeekFrom::Start(self.start))?;
        self.to.write_all(&info.frame(&self.header, self.form.bitrate))?;
        self.to.seek(SeekFrom::Start(self.start + bytes))?;
        self.to.flush()?;
        Ok(Written { frames, mp3_frames: walked.mp3_frames, bytes })
    }
}

/// What was put together is not what it should be; no such file may look finished.
fn broken(err: &FramesError) -> SinkError {
    SinkError::Encoder(format!("it gave out a broken stream: {err}"))
}

/// Encodes sound of one or two channels in one run of LAME, from its first frame to its last.
///
/// Episodes are [pressed](crate::audio::master::render) in many runs; this is the yardstick for them.
pub struct Mp3Writer<W> {
    writer: FrameWriter<W>,
    lame: Lame,
    encoded: Vec<u8>,
    frames: u64,
}

impl<W: Write + Seek> Mp3Writer<W> {
    /// Begins a file of that form.
    pub fn new(form: Mp3Form, to: W) -> Result<Mp3Writer<W>, SinkError> {
        let lame = Lame::new(&form)?;
        Ok(Mp3Writer { writer: FrameWriter::new(form, to)?, lame, encoded: Vec::new(), frames: 0 })
    }
}

impl<W: Write + Seek> Sink for Mp3Writer<W> {
    type Outcome = Written;

    fn write(&mut self, block: &Block) -> Result<(), SinkError> {
        self.frames += block.frames() as u64;
        let planes: Vec<&[f32]> = block.planes().iter().map(Vec::as_slice).collect();
        self.lame.encode(&planes, &mut self.encoded)?;
        self.writer.put(&self.encoded)?;
        self.encoded.clear();
        Ok(())
    }

    fn finish(mut self) -> Result<Written, SinkError> {
        self.lame.finish(&mut self.encoded)?;
        self.writer.put(&self.encoded)?;
        self.writer.finish(self.frames)
    }
}
