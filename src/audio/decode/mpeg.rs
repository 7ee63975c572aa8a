//! MP3 as it is found: with tags before, between and behind, joined, cut, with a Xing header or without.
//!
//! We walk over the frames ourselves, twice: once at opening, header by header, which tells the length
//! for certain, and once to decode. What symphonia would tell is a guess from the first frames, and by
//! default it stops there. Its decoder is used, its walk is not.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::Range;

use symphonia::core::codecs::audio::well_known::{CODEC_ID_MP1, CODEC_ID_MP2, CODEC_ID_MP3};
use symphonia::core::codecs::audio::{AudioCodecParameters, AudioDecoder, AudioDecoderOptions};
use symphonia::core::errors::Error;
use symphonia::core::packet::Packet;
use symphonia::core::units::{Duration, Timestamp};

use super::error::{Claim, Fault};
use super::feed::{Alive, Opened, Sound};
use super::keep::Keep;
use super::queue::Queue;
use super::{About, Tags, checked_spec};
use crate::audio::Block;

pub(super) mod frames;
pub(super) mod info;

use frames::{Frames, Header};
use info::Info;

/// How many frames a decoder lags behind: its own filters, in which every encoder of the format and every
/// tag of LAME's agree.
const LAG: u64 = 529;
/// How many frames an encoder of layer III lags behind at least, its own filters; LAME as many.
const LEAST_DELAY: u64 = 576;
/// More joints than any joined file has.
const MOST_JOINTS: usize = 10_000;
/// Bytes between two signs of life.
const STRETCH: u64 = 8 << 20;

/// A run of frames between two Info tags, as counted.
#[derive(Debug, Default)]
struct Stretch {
    info: Option<Info>,
    frames: u64,
    samples: u64,
}

/// What the first walk found.
#[derive(Debug)]
struct Scan {
    first: Header,
    channels: u64,
    stretches: Vec<Stretch>,
    cut_off: bool,
}

/// Opens the MPEG audio in a part of a file. The words in its tags are read by `words`.
pub(super) fn open(
    mut file: File,
    part: Range<u64>,
    container: &'static str,
    words: Option<fn(File, u64) -> Tags>,
    alive: &Alive,
) -> Result<Opened, Fault> {
    let scan = scan(Frames::new(&mut file, part.clone())?, alive)?;
    let spec = checked_spec(u64::from(scan.first.rate), scan.channels)?;
    let decoded = scan.stretches.iter().map(|stretch| stretch.samples).sum();
    let layer = scan.first.layer;
    let keep = Keep::only(scan.stretches.iter().scan(0, |at, stretch| {
        let start = *at;
        *at += stretch.samples;
        Some(stretch.sound(start, layer))
    }));
    let tags = match words {
        Some(words) => words(file.try_clone()?, part.end),
        None => Tags::default(),
    };
    let about = About {
        frames: Some(keep.count(decoded)),
        expected: scan.claimed(),
        tags,
        ..About::of(spec, container, scan.first.name())
    };
    let sound = Mpeg {
        frames: Frames::new(file, part)?,
        decoder: None,
        keep,
        queue: Queue::new(spec.channels),
        planes: Vec::new(),
        damaged: 0,
        cut_off: scan.cut_off,
    };
    Ok(Opened { about, sound: Box::new(sound) })
}

fn scan(mut frames: Frames<&mut File>, alive: &Alive) -> Result<Scan, Fault> {
    let mut first: Option<Header> = None;
    let mut channels = 0;
    let mut stretches = vec![Stretch::default()];
    let mut told = 0;
    while let Some((header, bytes)) = frames.next()? {
        if first.get_or_insert(header).rate != header.rate {
            return Err(Claim::Change.into());
        }
        channels = channels.max(header.channels);
        if let Some(info) = Info::of(&header, bytes) {
            if stretches.len() < MOST_JOINTS {
                stretches.push(Stretch { info: Some(info), ..Stretch::default() });
            }
        } else if let Some(stretch) = stretches.last_mut() {
            stretch.frames += 1;
            stretch.samples += header.samples;
        }
        if frames.at() > told + STRETCH {
            told = frames.at();
            alive.say();
        }
    }
    let first = first.ok_or(Fault::NoSound)?;
    Ok(Scan { first, channels, stretches, cut_off: frames.cut_off() })
}

impl Stretch {
    /// Returns which of the decoded frames, counted from `start`, are sound.
    fn sound(&self, start: u64, layer: u8) -> Range<u64> {
        let end = start + self.samples;
        let Some(Info { frames, gap: Some((delay, padding)) }) = self.info else {
            // Nobody says what an encoder put before the sound, but what its filters and those of a decoder
            // take is never sound. What it put behind remains.
            let lead = if layer == 3 { LEAST_DELAY + LAG } else { 0 };
            return (start + lead).min(end)..end;
        };
        // The padding lies behind the last frame that the tag counts. Where there are fewer, the end was
        // cut off; where there are more, somebody joined sound to it, and all of it is to be heard.
        let whole = frames.is_none_or(|frames| frames == self.frames);
        let tail = if whole { padding.saturating_sub(LAG) } else { 0 };
        (start + delay + LAG).min(end)..end.saturating_sub(tail)
    }
}

impl Scan {
    /// Returns how much sound the tags claim, if each stretch has one that does.
    fn claimed(&self) -> Option<u64> {
        let per_frame = self.first.samples;
        let tagged = self.stretches.iter().filter(|stretch| stretch.frames > 0 || stretch.info.is_some());
        tagged
            .map(|stretch| {
                let info = stretch.info.as_ref()?;
                let (delay, padding) = info.gap.unwrap_or_default();
                Some((info.frames? * per_frame).saturating_sub(delay + padding))
            })
            .sum()
    }
}

/// Decoding MPEG audio, frame by frame.
struct Mpeg {
    frames: Frames<File>,
    /// The decoder and the form of frame that it was made for.
    decoder: Option<(Header, Box<dyn AudioDecoder>)>,
    keep: Keep,
    queue: Queue,
    planes: Vec<Vec<f32>>,
    damaged: u64,
    cut_off: bool,
}

impl Sound for Mpeg {
    fn next(&mut self, block: &mut Block) -> Result<(), Fault> {
        while self.queue.frames() < Block::FRAMES {
            let Some((header, bytes)) = self.frames.next()? else { break };
            if Info::of(&header, bytes).is_some() {
                continue;
            }
            let voice = match &mut self.decoder {
                Some((form, decoder)) if form.alike(&header) && form.channels == header.channels => decoder,
                other => &mut other.insert((header, decoder_of(&header)?)).1,
            };
            let packet = Packet::new(0, Timestamp::ZERO, Duration::new(header.samples), bytes);
            self.planes.clear();
            match voice.decode(&packet) {
                Ok(decoded) if decoded.frames() as u64 == header.samples => {
                    decoded.copy_to_vecs_planar(&mut self.planes);
                }
                // A frame that says nothing still takes its time: silence keeps the rest in its place.
                Ok(_) | Err(Error::DecodeError(_) | Error::IoError(_)) => self.damaged += 1,
                Err(err) => return Err(Fault::Damaged(err.to_string())),
            }
            let (queue, planes) = (&mut self.queue, &self.planes);
            self.keep.of(header.samples as usize, |range| queue.push(planes, range));
        }
        self.queue.pour(block);
        Ok(())
    }

    fn damaged(&self) -> u64 {
        self.damaged + self.frames.lost()
    }

    fn cut_off(&self) -> bool {
        self.cut_off
    }
}

pub(super) fn decoder_of(header: &Header) -> Result<Box<dyn AudioDecoder>, Fault> {
    let mut params = AudioCodecParameters::new();
    params.for_codec(match header.layer {
        1 => CODEC_ID_MP1,
        2 => CODEC_ID_MP2,
        _ => CODEC_ID_MP3,
    });
    let options = AudioDecoderOptions::default().gapless(false);
    symphonia::default::get_codecs()
        .make_audio_decoder(&params, &options)
        .map_err(|_| Fault::Codec(header.name().to_owned()))
}

/// Returns whether MPEG audio begins soon in a file that begins with nothing else that we know.
pub(super) fn begins(file: &mut (impl Read + Seek), bytes: u64) -> io::Result<bool> {
    const SOON: u64 = 256 * 1024;
    let mut frames = Frames::new(&mut *file, 0..bytes)?;
    let found = frames.find_within(SOON)?;
    file.seek(SeekFrom::Start(0))?;
    Ok(found)
}
