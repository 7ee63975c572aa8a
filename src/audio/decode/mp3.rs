//! MP3 frames straight from the encoder, back to sound: no file, no walk, no thread.
//!
//! The mastering hears what it has just encoded before it keeps it. What comes out is what every player
//! hears, the delays of encoder and decoder included: nothing is cut here.

use symphonia::core::audio::{Audio, GenericAudioBufferRef};
use symphonia::core::codecs::audio::AudioDecoder;
use symphonia::core::errors::Error;
use symphonia::core::packet::PacketRef;
use symphonia::core::units::{Duration, Timestamp};

use super::mpeg;
use super::mpeg::frames::Header;
use crate::audio::Block;

/// A frame that could not be decoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Mp3Error {
    /// It is not one whole MP3 frame of the rate and channels that were told.
    #[error("this is no whole MP3 frame of the form that was told")]
    Form,
    /// It is one, but what is in it makes no sense. The block has silence in its place.
    #[error("the MP3 frame is damaged")]
    Damaged,
}

/// Decodes MP3 frames of one stream, one after the other.
pub struct Mp3Decoder {
    decoder: Option<Box<dyn AudioDecoder>>,
    rate: u32,
    channels: usize,
    /// Bytes of main data that have come so far: what a frame may borrow from.
    held: usize,
}

impl std::fmt::Debug for Mp3Decoder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Mp3Decoder { rate, channels, .. } = self;
        f.debug_struct("Mp3Decoder").field("rate", rate).field("channels", channels).finish_non_exhaustive()
    }
}

impl Mp3Decoder {
    /// Begins with a stream of that form. Any of its frames may come first.
    pub fn new(rate: u32, channels: usize) -> Mp3Decoder {
        Mp3Decoder { decoder: None, rate, channels, held: 0 }
    }

    /// Appends the sound of one whole frame to the block: 1152 frames of sound, or 576 at 24 kHz and below.
    ///
    /// A frame that borrows from frames which never came gives silence. An Info frame is a frame of silence
    /// like any other.
    pub fn decode(&mut self, frame: &[u8], out: &mut Block) -> Result<(), Mp3Error> {
        let header = frame.first_chunk().and_then(|&head| Header::read(head)).ok_or(Mp3Error::Form)?;
        let ours = (header.layer, header.rate, header.channels as usize) == (3, self.rate, self.channels);
        if !ours || header.bytes != frame.len() || out.channels() != self.channels {
            return Err(Mp3Error::Form);
        }
        let (borrowed, own) = borrows(&header, frame).ok_or(Mp3Error::Form)?;
        let starved = borrowed > self.held;
        self.held += own;

        let decoder = match &mut self.decoder {
            Some(decoder) => decoder,
            none => none.insert(mpeg::decoder_of(&header).map_err(|_| Mp3Error::Form)?),
        };
        let samples = header.samples as usize;
        let packet = PacketRef::new(0, Timestamp::ZERO, Duration::new(header.samples), frame);
        let decoded = match decoder.decode_ref(&packet) {
            Ok(GenericAudioBufferRef::F32(decoded)) if decoded.frames() == samples => Ok(decoded),
            Ok(_) | Err(Error::DecodeError(_) | Error::IoError(_)) if starved => Err(Ok(())),
            Ok(_) | Err(_) => Err(Err(Mp3Error::Damaged)),
        };
        match decoded {
            Ok(decoded) if !starved => {
                for (plane, sound) in out.planes_mut().iter_mut().zip(decoded.iter_planes()) {
                    plane.extend_from_slice(sound);
                }
                Ok(())
            }
            silent => {
                for plane in out.planes_mut() {
                    plane.resize(plane.len() + samples, 0.0);
                }
                silent.map_or_else(|end| end, |_| Ok(()))
            }
        }
    }
}

/// Returns how many bytes before the frame its main data begins, and how many of main data it has itself.
fn borrows(header: &Header, frame: &[u8]) -> Option<(usize, usize)> {
    // Protected frames have a checksum behind their head.
    let lead = if frame[1] & 1 == 0 { 6 } else { 4 };
    let (bits, side) = match (header.version, header.channels) {
        (1, 1) => (9, 17),
        (1, _) => (9, 32),
        (_, 1) => (8, 9),
        _ => (8, 17),
    };
    let begin = usize::from(u16::from_be_bytes([*frame.get(lead)?, *frame.get(lead + 1)?]) >> (16 - bits));
    Some((begin, frame.len().checked_sub(lead + side)?))
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;
    use std::time::Duration;

    use super::*;
    use crate::audio::loudness::Dbfs;
    use crate::audio::mp3::header::Mp3Header;
    use crate::audio::mp3::info::{DECODER_DELAY, ENCODER_DELAY};
    use crate::audio::mp3::{Effort, Mp3Form, Mp3Writer};
    use crate::audio::synth::Synth;
    use crate::audio::{Source, pump};

    fn encoded(form: Mp3Form) -> Vec<u8> {
        let mut voice =
            Synth::voice(form.rate, Dbfs(-3.0), Duration::from_millis(700)).with_channels(form.channels);
        let mut bytes = Vec::new();
        pump(&mut voice, Mp3Writer::new(form, Cursor::new(&mut bytes)).unwrap()).unwrap();
        bytes
    }

    /// Returns the frames behind the Info frame.
    fn frames(bytes: &[u8]) -> Vec<&[u8]> {
        let mut rest = bytes;
        let split = std::iter::from_fn(|| {
            let header = Mp3Header::parse(*rest.first_chunk()?)?;
            let frame;
            (frame, rest) = rest.split_at(header.frame_bytes());
            Some(frame)
        });
        split.skip(1).collect()
    }

    fn forms() -> impl Iterator<Item = Mp3Form> {
        [(44_100, 2, 128), (48_000, 1, 64), (22_050, 2, 64), (16_000, 1, 32)]
            .map(|(rate, channels, bitrate)| Mp3Form { rate, channels, bitrate, effort: Effort::Usual })
            .into_iter()
    }

    #[test]
    fn frames_give_what_the_file_gives_behind_the_delays() {
        for form in forms() {
            let bytes = encoded(form);
            let mut sound = Block::new(form.channels);
            let mut decoder = Mp3Decoder::new(form.rate, form.channels);
            for frame in frames(&bytes) {
                decoder.decode(frame, &mut sound).unwrap();
            }

            let file = tempfile::NamedTempFile::new().unwrap();
            std::fs::write(file.path(), &bytes).unwrap();
            let mut recording = super::super::open(file.path()).unwrap();
            let (mut block, mut at) = (Block::default(), (ENCODER_DELAY + DECODER_DELAY) as usize);
            loop {
                recording.read(&mut block).unwrap();
                if block.frames() == 0 {
                    break;
                }
                for (ours, theirs) in sound.planes().iter().zip(block.planes()) {
                    assert_eq!(ours[at..at + theirs.len()], theirs[..], "{form:?} at {at}");
                }
                at += block.frames();
            }
            assert!(at > form.rate as usize * 7 / 10 && at <= sound.frames(), "{form:?}: {at}");
        }
    }

    #[test]
    fn begun_in_the_middle_it_is_silent_until_it_has_all_it_borrows() {
        for form in forms() {
            let bytes = encoded(form);
            let frames = frames(&bytes);
            let hear = |from: usize| {
                let mut sound = Block::new(form.channels);
                let mut decoder = Mp3Decoder::new(form.rate, form.channels);
                for frame in &frames[from..] {
                    decoder.decode(frame, &mut sound).unwrap();
                }
                sound
            };
            let whole = hear(0);
            let per_frame = whole.frames() / frames.len();
            for from in 1..frames.len() - 12 {
                let part = hear(from);
                assert_eq!(part.frames(), (frames.len() - from) * per_frame);
                // Nine frames hold whatever can be borrowed; one more settles the filters.
                let (lead, settled) = (from * per_frame, 10 * per_frame);
                for (whole, part) in whole.planes().iter().zip(part.planes()) {
                    assert_eq!(whole[lead + settled..], part[settled..], "{form:?} from {from}");
                }
            }
        }
    }

    #[test]
    fn what_is_no_such_frame_is_refused_and_what_makes_no_sense_is_silent() {
        let form = forms().next().unwrap();
        let bytes = encoded(form);
        let frame = frames(&bytes)[3];
        let (mut stereo, mut mono) = (Block::new(2), Block::new(1));
        let mut decoder = Mp3Decoder::new(44_100, 2);
        for wrong in [&[][..], &frame[..3], &frame[..frame.len() - 1], &bytes[..900], &[0; 417]] {
            assert_eq!(decoder.decode(wrong, &mut stereo), Err(Mp3Error::Form));
        }
        assert_eq!(decoder.decode(frame, &mut mono), Err(Mp3Error::Form));
        assert_eq!(Mp3Decoder::new(48_000, 2).decode(frame, &mut stereo), Err(Mp3Error::Form));
        assert_eq!(Mp3Decoder::new(44_100, 1).decode(frame, &mut mono), Err(Mp3Error::Form));
        assert_eq!((stereo.frames(), mono.frames()), (0, 0));

        let mut noise = vec![0xA5; frame.len()];
        noise[..4].copy_from_slice(&frame[..4]);
        noise[4..6].fill(0); // it borrows nothing
        assert_eq!(decoder.decode(&noise, &mut stereo), Err(Mp3Error::Damaged));
        assert_eq!(stereo.planes(), [vec![0.0; 1152], vec![0.0; 1152]]);
    }
}
