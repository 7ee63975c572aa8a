//! Walks over all MP3 frames of a file and proves that they are whole: that one follows the other
//! without a gap, that each finds the data it borrows from those before it, and that the Info frame
//! tells the truth.

use std::io::{self, Read};

use super::header::Mp3Header;
use super::info::{Crc16, Info};

/// What a walk over all MP3 frames has found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Walked {
    /// The header of the first MP3 frame that sounds.
    pub first: Mp3Header,
    /// MP3 frames that sound, the Info frame not counted.
    pub mp3_frames: u64,
    /// Bytes of all MP3 frames, the Info frame included, tags not.
    pub bytes: u64,
    /// The Info frame, if there is a sound one.
    pub info: Option<Info>,
    /// The CRC-16 of all MP3 frames but the Info frame.
    pub music_crc: u16,
}

impl Walked {
    /// Returns how many frames of sound a player gives out: exact with an Info frame, else all.
    pub fn frames(&self) -> u64 {
        let decoded = self.mp3_frames * u64::from(self.first.samples());
        let cut = self.info.map_or(0, |info| u64::from(info.delay) + u64::from(info.padding));
        decoded.saturating_sub(cut)
    }

    /// Returns whether the Info frame is there and agrees with what was walked over.
    pub fn info_is_right(&self) -> bool {
        self.info.is_some_and(|info| {
            u64::from(info.mp3_frames) == self.mp3_frames
                && u64::from(info.bytes) == self.bytes
                && info.music_crc == self.music_crc
        })
    }
}

/// The bytes are not a whole MP3.
#[derive(Debug, thiserror::Error)]
pub enum FramesError {
    /// There is not one MP3 frame.
    #[error("there is no MP3 frame in it")]
    Empty,
    /// Something that is no MP3 frame stands where one should.
    #[error("MP3 frame {frame} does not follow the one before it")]
    Lost {
        /// Which, from 0; the Info frame counts.
        frame: u64,
    },
    /// The rate or the number of channels changes on the way.
    #[error("MP3 frame {frame} is of another form than the first")]
    Changed {
        /// Which, from 0; the Info frame counts.
        frame: u64,
    },
    /// A frame borrows data that the frames before it do not have.
    #[error("MP3 frame {frame} misses a part of its data")]
    Starved {
        /// Which, from 0; the Info frame counts.
        frame: u64,
    },
    /// The last frame is cut off.
    #[error("the last MP3 frame is not whole")]
    Torn,
    /// The file could not be read.
    #[error("the MP3 could not be read")]
    Io(#[from] io::Error),
}

/// Walks over the file, from its start or from where its tag ends.
pub fn walk(mut file: impl Read) -> Result<Walked, FramesError> {
    let mut walk = Walk::default();
    let mut bytes = vec![0; 1 << 16];
    loop {
        match file.read(&mut bytes)? {
            0 => return walk.finish(),
            read => walk.push(&bytes[..read])?,
        }
    }
}

/// A walk on its way, which is given the bytes as they come.
#[derive(Debug, Default)]
pub struct Walk {
    pending: Vec<u8>,
    /// Bytes of an `ID3v2` tag still to be passed over.
    skip: usize,
    started: bool,
    first: Option<Mp3Header>,
    info: Option<Info>,
    crc: Crc16,
    mp3_frames: u64,
    bytes: u64,
    /// Bytes of main data before the next frame that no frame has taken yet.
    spare: usize,
}

impl Walk {
    /// Walks on over these bytes.
    pub fn push(&mut self, bytes: &[u8]) -> Result<(), FramesError> {
        self.pending.extend_from_slice(bytes);
        let mut pending = std::mem::take(&mut self.pending);
        let mut at = 0;
        let walked = loop {
            match self.step(&pending[at..]) {
                Ok(0) => break Ok(()),
                Ok(step) => at += step,
                Err(err) => break Err(err),
            }
        };
        pending.drain(..at);
        self.pending = pending;
        walked
    }

    /// Says that there are no more bytes. An `ID3v1` tag at the end is passed over.
    pub fn finish(self) -> Result<Walked, FramesError> {
        let rest = &self.pending[..];
        if !(rest.is_empty() || rest.len() == 128 && rest.starts_with(b"TAG")) || self.skip > 0 {
            return Err(FramesError::Torn);
        }
        Ok(Walked {
            first: self.first.ok_or(FramesError::Empty)?,
            mp3_frames: self.mp3_frames,
            bytes: self.bytes,
            info: self.info,
            music_crc: self.crc.value(),
        })
    }

    /// Takes one thing from the front and returns how many bytes it was; 0 if it is not all there.
    fn step(&mut self, bytes: &[u8]) -> Result<usize, FramesError> {
        if self.skip > 0 {
            let skipped = self.skip.min(bytes.len());
            self.skip -= skipped;
            return Ok(skipped);
        }
        if !self.started && bytes.len() >= 10 {
            self.started = true;
            if bytes.starts_with(b"ID3") {
                // The size has seven bits to the byte; a footer is ten bytes more.
                let size = bytes[6..10].iter().fold(0, |size, &b| size << 7 | usize::from(b & 0x7f));
                self.skip = size + if bytes[5] & 0x10 != 0 { 20 } else { 10 };
                return self.step(bytes);
            }
        }
        let (true, Some(&four)) = (self.started, bytes.first_chunk()) else { return Ok(0) };
        let frame = self.mp3_frames + u64::from(self.info.is_some());
        let Some(header) = Mp3Header::parse(four) else {
            // Whatever ends the file is judged when it has ended.
            return if bytes.starts_with(b"TAG") && bytes.len() <= 128 {
                Ok(0)
            } else {
                Err(FramesError::Lost { frame })
            };
        };
        let Some(whole) = bytes.get(..header.frame_bytes()) else { return Ok(0) };
        self.bytes += whole.len() as u64;
        if frame == 0
            && let Some(info) = Info::parse(whole)
        {
            self.info = Some(info);
            return Ok(whole.len());
        }
        let first = *self.first.get_or_insert(header);
        if (header.rate(), header.channels()) != (first.rate(), first.channels()) {
            return Err(FramesError::Changed { frame });
        }
        self.take_data(whole, &header).ok_or(FramesError::Starved { frame })?;
        self.crc.update(whole);
        self.mp3_frames += 1;
        Ok(whole.len())
    }

    /// Accounts for the main data of a frame, which may begin in those before it; none if it is not
    /// all there.
    fn take_data(&mut self, frame: &[u8], header: &Mp3Header) -> Option<()> {
        let lead = header.lead_bytes();
        let side = frame.get(lead..lead + header.side_bytes())?;
        let own = frame.len() - lead - side.len();
        let (begin, needed) = main_data(side, header);
        if begin > self.spare || needed.div_ceil(8) > begin + own {
            return None;
        }
        self.spare = begin + own - needed.div_ceil(8);
        Some(())
    }
}

/// Returns how many bytes before the frame its main data begins, and how many bits long it is.
pub(super) fn main_data(side: &[u8], header: &Mp3Header) -> (usize, usize) {
    let channels = header.channels();
    let bits = |at: usize, count: usize| {
        (at..at + count).fold(0, |value, n| value << 1 | usize::from(side[n / 8] >> (7 - n % 8) & 1))
    };
    // How many bits: the pointer, the private bits, the scale factor sharing of MPEG-1; then for each
    // granule and channel so many, of which the first twelve are the length of its main data.
    let (begin_bits, start, granules, each) = match (header.is_first_version(), channels) {
        (true, 1) => (9, 9 + 5 + 4, 2, 59),
        (true, _) => (9, 9 + 3 + 8, 2, 59),
        (false, 1) => (8, 8 + 1, 1, 63),
        (false, _) => (8, 8 + 2, 1, 63),
    };
    let needed = (0..granules * channels).map(|n| bits(start + n * each, 12)).sum();
    (bits(0, begin_bits), needed)
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;
    use std::time::Duration;

    use super::*;
    use crate::audio::loudness::Dbfs;
    use crate::audio::mp3::{Effort, Mp3Form, Mp3Writer};
    use crate::audio::pump;
    use crate::audio::synth::Synth;

    const FORM: Mp3Form = Mp3Form { rate: 44_100, channels: 2, bitrate: 128, effort: Effort::Usual };

    fn encoded(form: Mp3Form, mut synth: Synth) -> Vec<u8> {
        let mut bytes = Vec::new();
        let written = pump(&mut synth, Mp3Writer::new(form, Cursor::new(&mut bytes)).unwrap()).unwrap();
        assert_eq!(written.bytes, bytes.len() as u64);
        bytes
    }

    fn voice() -> Synth {
        Synth::voice(44_100, Dbfs(-3.0), Duration::from_secs(2))
    }

    #[test]
    fn what_lame_writes_is_whole_at_every_rate_and_bitrate() {
        for (rate, channels, bitrate) in [
            (44_100, 2, 128),
            (48_000, 2, 96),
            (48_000, 1, 64),
            (32_000, 1, 32),
            (24_000, 1, 48),
            (16_000, 2, 64),
            (8_000, 1, 32),
        ] {
            let form = Mp3Form { rate, channels, bitrate, effort: Effort::More };
            let synth = Synth::voice(rate, Dbfs(-3.0), Duration::from_millis(1_234)).with_channels(channels);
            let walked = walk(&encoded(form, synth)[..]).unwrap();
            assert!(walked.info_is_right(), "{form:?}");
            assert_eq!(walked.frames(), u64::from(rate) * 1_234 / 1_000, "{form:?}");
            assert_eq!((walked.first.rate(), walked.first.bitrate()), (rate, bitrate));
        }
    }

    #[test]
    fn samples_that_are_no_numbers_do_not_reach_lame() {
        let odd = [f32::NAN, f32::INFINITY, f32::NEG_INFINITY, 1e30, f32::MIN_POSITIVE / 2.0];
        let synth = Synth::new(44_100, 2, 5_000, move |n, _| odd[n as usize % odd.len()]);
        assert_eq!(walk(&encoded(FORM, synth)[..]).unwrap().frames(), 5_000);
    }

    #[test]
    fn tags_before_and_after_are_passed_over() {
        let bytes = encoded(FORM, voice());
        let mut tagged = b"ID3\x04\0\0\0\0\x02\x01".to_vec();
        tagged.resize(10 + 257, 7);
        tagged.extend(&bytes);
        tagged.extend(b"TAG");
        tagged.resize(tagged.len() + 125, b' ');
        assert_eq!(walk(&tagged[..]).unwrap(), walk(&bytes[..]).unwrap());
    }

    #[test]
    fn a_frame_that_is_missing_is_missed() {
        let bytes = encoded(FORM, voice());
        let starts: Vec<usize> = {
            let mut at = 0;
            std::iter::from_fn(|| {
                let header = Mp3Header::parse(*bytes.get(at..)?.first_chunk()?)?;
                at += header.frame_bytes();
                Some(at - header.frame_bytes())
            })
            .collect()
        };
        let without = |n: usize| [&bytes[..starts[n]], &bytes[starts[n + 1]..]].concat();
        let starved = (1..starts.len() - 1)
            .filter(|&n| matches!(walk(&without(n)[..]), Err(FramesError::Starved { .. })));
        assert!(starved.count() > 10, "the reservoir is in use, so most frames lend or borrow");
        let right = (0..starts.len() - 1)
            .filter(|&n| walk(&without(n)[..]).is_ok_and(|walked| walked.info_is_right()));
        assert_eq!(right.count(), 0, "and where not, the Info frame tells");
    }

    #[test]
    fn what_is_cut_off_or_not_there_is_said() {
        let bytes = encoded(FORM, voice());
        assert!(matches!(walk(&[][..]), Err(FramesError::Empty)));
        assert!(matches!(walk(&bytes[..bytes.len() - 1]), Err(FramesError::Torn)));
        assert!(matches!(walk(&[0; 100][..]), Err(FramesError::Lost { frame: 0 })));
        let mono = encoded(Mp3Form { channels: 1, ..FORM }, voice().with_channels(1));
        let both = [&bytes[..], &mono[..]].concat();
        assert!(matches!(walk(&both[..]), Err(FramesError::Changed { .. })));
    }
}
