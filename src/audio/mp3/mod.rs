//! MP3: a sink that encodes, and a walk that proves what was encoded.

pub mod frames;
pub mod header;
pub mod info;
mod lame;

use std::io::{Seek, SeekFrom, Write};

use super::{Block, Sink, SinkError};
use frames::{FramesError, Walk};
use header::Mp3Header;
use info::{DECODER_DELAY, ENCODER_DELAY, Info};
use lame::Lame;

/// How a show wants its MP3 files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mp3Settings {
    /// Bitrate of stereo programmes.
    pub stereo: Bitrate,
    /// Bitrate of mono programmes.
    pub mono: Bitrate,
    /// Whether mono programmes become files of one channel, not of two equal ones.
    pub mono_file: bool,
    /// How hard LAME tries.
    pub effort: Effort,
}

impl Default for Mp3Settings {
    fn default() -> Mp3Settings {
        Mp3Settings { stereo: Bitrate(128), mono: Bitrate(96), mono_file: false, effort: Effort::Usual }
    }
}

/// A constant bitrate that an episode may have, in kbit/s.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Bitrate(u16);

impl Bitrate {
    /// All there are.
    pub const ALL: [u16; 13] = [32, 40, 48, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];

    /// Returns the bitrate of so many kbit/s, if there is one.
    pub fn new(kbps: u16) -> Option<Bitrate> {
        Bitrate::ALL.contains(&kbps).then_some(Bitrate(kbps))
    }

    /// Returns it in kbit/s.
    pub const fn kbps(self) -> u16 {
        self.0
    }
}

/// How hard LAME tries: its quality 5 or 4, and no other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Effort {
    /// Quality 5.
    #[default]
    Usual,
    /// Quality 4, a tenth slower.
    More,
}

/// The form of one MP3 file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mp3Form {
    /// Frames of sound per second.
    pub rate: u32,
    /// Channels in the file. Sound of one channel is written into both of two.
    pub channels: usize,
    /// kbit/s.
    pub bitrate: u16,
    /// How hard LAME tries.
    pub effort: Effort,
}

/// What is known of an MP3 when it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    /// Frames of sound that went in and will come out.
    pub frames: u64,
    /// MP3 frames, the Info frame not counted.
    pub mp3_frames: u64,
    /// Bytes of all MP3 frames, the Info frame included.
    pub bytes: u64,
}

/// Encodes sound of one or two channels, and writes MP3 frames from where `to` stands.
///
/// The Info frame is written first and empty, and once more when its figures are known. Every MP3
/// frame is [walked over](frames) on its way out.
pub struct Mp3Writer<W> {
    to: W,
    start: u64,
    form: Mp3Form,
    header: Mp3Header,
    lame: Lame,
    walk: Walk,
    encoded: Vec<u8>,
    frames: u64,
}

impl<W: Write + Seek> Mp3Writer<W> {
    /// Begins a file of that form.
    pub fn new(form: Mp3Form, mut to: W) -> Result<Mp3Writer<W>, SinkError> {
        let header = Info::header(form.rate, form.channels, form.bitrate)
            .ok_or_else(|| SinkError::Encoder("there is no MP3 of this rate and bitrate".to_owned()))?;
        let lame = Lame::new(&form)?;
        let start = to.stream_position()?;
        to.write_all(&vec![0; header.frame_bytes()])?;
        Ok(Mp3Writer { to, start, form, header, lame, walk: Walk::default(), encoded: Vec::new(), frames: 0 })
    }

    fn put_down(&mut self) -> Result<(), SinkError> {
        self.walk.push(&self.encoded).map_err(|err| broken(&err))?;
        self.to.write_all(&self.encoded)?;
        self.encoded.clear();
        Ok(())
    }
}

/// What LAME gave out is not what it should be; no such file may look finished.
fn broken(err: &FramesError) -> SinkError {
    SinkError::Encoder(format!("it gave out a broken stream: {err}"))
}

impl<W: Write + Seek> Sink for Mp3Writer<W> {
    type Outcome = Written;

    fn write(&mut self, block: &Block) -> Result<(), SinkError> {
        self.frames += block.frames() as u64;
        self.lame.encode(block.planes(), &mut self.encoded)?;
        self.put_down()
    }

    fn finish(mut self) -> Result<Written, SinkError> {
        let lame = std::mem::replace(&mut self.lame, Lame::new(&self.form)?);
        lame.finish(&mut self.encoded)?;
        self.put_down()?;
        let walked = self.walk.finish().map_err(|err| broken(&err))?;

        let decoded = walked.mp3_frames * u64::from(self.header.samples());
        let too_large = || SinkError::Encoder("more sound than one MP3 can hold".to_owned());
        let padding = decoded
            .checked_sub(self.frames + u64::from(ENCODER_DELAY))
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
        Ok(Written { frames: self.frames, mp3_frames: walked.mp3_frames, bytes })
    }
}
