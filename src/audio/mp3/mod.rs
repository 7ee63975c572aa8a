//! MP3: runs of the encoder, how they are joined and written, and a walk that proves what was written.

pub mod frames;
pub mod header;
pub mod info;
mod join;
mod lame;
mod run;
pub(crate) mod stream;
mod write;

#[cfg(test)]
pub(crate) use join::decoded;
pub(crate) use join::{JoinError, Joiner, LEAD, Piece, WARM_UP, WINDOW};
pub(crate) use run::{LOOK_AHEAD, Run};
pub use write::Mp3Writer;

use header::Mp3Header;
use info::{DECODER_DELAY, ENCODER_DELAY};

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

impl Mp3Form {
    /// Returns how many frames of sound an MP3 frame holds.
    pub(crate) fn samples(&self) -> usize {
        Mp3Header::new(self.rate, self.channels, self.bitrate)
            .map_or(1_152, |header| header.samples() as usize)
    }

    /// Returns after how many MP3 frames the pattern of padded ones begins anew: a run of the encoder that
    /// begins at a multiple of it pads the frames that one long run would have padded.
    ///
    /// A frame has 144 · bitrate / rate bytes (72 for low rates), and LAME pads one whenever the fractions
    /// of a byte have come to a whole one.
    pub(crate) fn padding_period(&self) -> u64 {
        let bits = self.samples() as u64 * u64::from(self.bitrate) * 1_000 / 8;
        let rate = u64::from(self.rate);
        rate / gcd(bits, rate)
    }
}

fn gcd(a: u64, b: u64) -> u64 {
    if b == 0 { a } else { gcd(b, a % b) }
}

/// Frames of sound by which what a decoder gives out is late.
pub(crate) const DELAY: usize = (ENCODER_DELAY + DECODER_DELAY) as usize;
