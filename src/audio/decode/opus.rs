//! Opus, which symphonia can find in a file but not decode.

use ropus::{Channels, DecodeMode, Decoder, OpusMSDecoder};

use super::error::Fault;
use super::layout::Layout;

/// The rate at which Opus is decoded, whatever it was made from.
pub(super) const RATE: u32 = 48_000;
/// The longest packet: 120 ms.
const LONGEST: usize = 5760;
/// What a head begins with in Ogg and Matroska.
const MAGIC: &[u8] = b"OpusHead";

/// What goes before the first packet (RFC 7845).
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Head {
    /// Channels.
    pub(super) channels: usize,
    /// Frames at the beginning that are no sound.
    pub(super) pre_skip: u64,
    /// How much louder it is to be made.
    gain: f32,
    family: u8,
    streams: u8,
    coupled: u8,
    mapping: Vec<u8>,
}

impl Head {
    /// Reads the head as Ogg and Matroska have it.
    pub(super) fn read(bytes: &[u8]) -> Option<Head> {
        let body = bytes.strip_prefix(MAGIC)?;
        let [_version, channels, skip_low, skip_high, _, _, _, _, gain_low, gain_high, family, rest @ ..] =
            body
        else {
            return None;
        };
        let (pre_skip, gain) =
            (u16::from_le_bytes([*skip_low, *skip_high]), i16::from_le_bytes([*gain_low, *gain_high]));
        let channels = usize::from(*channels);
        let (streams, coupled, mapping) = match (family, rest) {
            (0, _) if channels == 1 => (1, 0, vec![0]),
            (0, _) if channels == 2 => (1, 1, vec![0, 1]),
            (1..=255, [streams, coupled, mapping @ ..]) => {
                (*streams, *coupled, mapping.get(..channels)?.to_vec())
            }
            _ => return None,
        };
        let possible = streams >= 1 && coupled <= streams && streams.checked_add(coupled).is_some();
        let gain = 10.0_f32.powf(f32::from(gain) / 256.0 / 20.0);
        let head = Head {
            channels,
            pre_skip: u64::from(pre_skip),
            gain,
            family: *family,
            streams,
            coupled,
            mapping,
        };
        Some(head).filter(|head| possible && head.channels > 0)
    }

    /// Returns the head of one or two channels of which nothing else is said.
    pub(super) fn plain(channels: u64) -> Option<Head> {
        let (channels, coupled) = match channels {
            1 => (1, 0),
            2 => (2, 1),
            _ => return None,
        };
        let mapping = (0..channels).collect();
        Some(Head {
            channels: channels.into(),
            pre_skip: 0,
            gain: 1.0,
            family: 0,
            streams: 1,
            coupled,
            mapping,
        })
    }

    /// Returns what each channel is for.
    pub(super) fn layout(&self) -> Layout {
        if self.family <= 1 { Layout::of_vorbis(self.channels) } else { Layout::usual(self.channels) }
    }
}

/// A decoder of Opus packets.
pub(super) struct Voice {
    head: Head,
    inner: Inner,
}

enum Inner {
    One { decoder: Box<Decoder>, samples: Vec<f32> },
    Many { decoder: Box<OpusMSDecoder>, samples: Vec<i16> },
}

impl Voice {
    /// Makes a decoder for what the head says.
    pub(super) fn new(head: Head) -> Result<Voice, Fault> {
        let refuse = || Fault::Codec(format!("Opus of {} channels", head.channels));
        // Two families are ways to spread sound over speakers; others are fields of sound, which a mix of
        // ours would get wrong.
        if !matches!(head.family, 0 | 1 | 255) || (head.family == 1 && head.channels > 8) {
            return Err(refuse());
        }
        let samples = LONGEST * head.channels;
        let inner = if head.family == 0 {
            let channels = if head.channels == 1 { Channels::Mono } else { Channels::Stereo };
            let decoder = Box::new(Decoder::new(RATE, channels).map_err(|_| refuse())?);
            Inner::One { decoder, samples: vec![0.0; samples] }
        } else {
            let (streams, coupled) = (i32::from(head.streams), i32::from(head.coupled));
            let rate = RATE.cast_signed();
            let channels = i32::from(head.mapping.len() as u8);
            let decoder = OpusMSDecoder::new(rate, channels, streams, coupled, &head.mapping);
            Inner::Many { decoder: Box::new(decoder.map_err(|_| refuse())?), samples: vec![0; samples] }
        };
        Ok(Voice { head, inner })
    }

    /// Returns what each channel is for.
    pub(super) fn layout(&self) -> Layout {
        self.head.layout()
    }

    /// Decodes a packet into the planes, and says whether it could.
    pub(super) fn decode(&mut self, packet: &[u8], planes: &mut Vec<Vec<f32>>) -> bool {
        let channels = self.head.channels;
        planes.resize_with(channels, Vec::new);
        planes.iter_mut().for_each(Vec::clear);
        if packet.is_empty() {
            return false;
        }
        let gain = self.head.gain;
        match &mut self.inner {
            Inner::One { decoder, samples } => {
                let Ok(frames) = decoder.decode_float(packet, samples, DecodeMode::Normal) else {
                    return false;
                };
                spread(&samples[..frames * channels], planes, |sample| sample * gain);
            }
            Inner::Many { decoder, samples } => {
                let Ok(length) = i32::try_from(packet.len()) else { return false };
                let longest = const { LONGEST as u16 };
                let decoded = decoder.decode(Some(packet), length, samples, longest.into(), false);
                let Some(frames) = decoded.ok().and_then(|frames| usize::try_from(frames).ok()) else {
                    return false;
                };
                spread(&samples[..frames * channels], planes, |sample| f32::from(sample) / 32_768.0 * gain);
            }
        }
        true
    }
}

fn spread<T: Copy>(samples: &[T], planes: &mut [Vec<f32>], number: impl Fn(T) -> f32) {
    let channels = planes.len();
    for (channel, plane) in planes.iter_mut().enumerate() {
        plane.extend(samples.iter().skip(channel).step_by(channels).map(|&sample| number(sample)));
    }
}

/// Returns how many frames a packet lasts (RFC 6716, section 3.1); 0 for one that says nothing.
pub(super) fn duration(packet: &[u8]) -> u64 {
    let Some(&toc) = packet.first() else { return 0 };
    let config = toc >> 3;
    let tenth_of_ms = match config {
        0..12 => [100, 200, 400, 600][usize::from(config & 3)],
        12..16 => [100, 200][usize::from(config & 1)],
        _ => [25, 50, 100, 200][usize::from(config & 3)],
    };
    let frames = match toc & 3 {
        0 => 1,
        1 | 2 => 2,
        _ => packet.get(1).map_or(0, |count| u64::from(count & 63)),
    };
    (frames * tenth_of_ms * u64::from(RATE) / 10_000).min(LONGEST as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_says_what_it_must_or_nothing() {
        let stereo = b"OpusHead\x01\x02\x38\x01\x80\xBB\0\0\x80\x01\0";
        let head = Head::read(stereo).unwrap();
        assert_eq!((head.channels, head.pre_skip), (2, 312));
        assert!((head.gain - 1.1885).abs() < 1.0e-3); // 1.5 dB
        for cut in 0..stereo.len() {
            assert_eq!(Head::read(&stereo[..cut]), None);
        }
        assert_eq!(Head::read(b"OpusHead\x01\x03\0\0\0\0\0\0\0\0\0"), None);
        let lies = Head::read(b"OpusHead\x01\x03\0\0\0\0\0\0\0\0\x01\x01\x01\x00\x01\xFE").unwrap();
        assert!(Voice::new(lies).is_err());
    }

    #[test]
    fn packets_last_as_long_as_they_say() {
        assert_eq!(duration(&[]), 0);
        assert_eq!(duration(&[31 << 3]), 960);
        assert_eq!(duration(&[(16 << 3) | 1]), 240);
        assert_eq!(duration(&[(3 << 3) | 3, 2]), 5760);
        assert_eq!(duration(&[(3 << 3) | 3, 63]), 5760);
    }
}
