//! Everything that symphonia takes apart: packet by packet out of the container, frame by frame out of the
//! packet, and cut to what is sound.

use std::collections::VecDeque;
use std::fs::File;
use std::io;
use std::ops::Range;

use symphonia::core::codecs::CodecParameters;
use symphonia::core::codecs::audio::well_known::CODEC_ID_AAC;
use symphonia::core::errors::Error;
use symphonia::core::formats::{FormatReader, TrackType};
use symphonia::core::packet::Packet;
use symphonia::core::units::TimeBase;

use super::error::{Claim, Fault};
use super::feed::{Opened, Sound};
use super::keep::Keep;
use super::queue::Queue;
use super::symphony::{fault, layout_of, probe, words};
use super::view::View;
use super::voice::{Voice, chosen, he_aac};
use super::{
    About, Layout, Tags, caf, checked_spec, matroska as mkv, mp4 as mp4_boxes, mp4_chapters, ogg, opus,
    quicktime, riff, sbr,
};
use crate::audio::{Block, Spec};

/// Packets in a row of which nothing is heard, after which nothing more is expected: about a minute.
const MOST_MUTE: u32 = 3_000;
/// The longest silence that stands for one damaged packet: the longest block of FLAC.
const MOST_SILENCE: u64 = 65_535;
/// What every encoder of AAC puts before the sound, at least: a packet, which its window needs to begin.
const AAC_DELAY: u64 = 1024;
/// HE-AAC is AAC at half the rate, which is then no higher than this.
const MOST_HALVED: u32 = 24_000;
/// So many packets are looked at to tell HE-AAC, and so many at least.
const TELLING: std::ops::RangeInclusive<usize> = 3..=8;

/// Opens an MP4 file. All but one track of sound are hidden from symphonia: it need not understand the
/// pictures, nor read them.
pub(super) fn mp4(mut file: File, bytes: u64) -> Result<Opened, Fault> {
    let index = mp4_boxes::read(&mut file, bytes)?.ok_or(Fault::NotFinished)?;
    let cues = mp4_chapters::read(&mut file, bytes)?;
    let sounds: Vec<_> = index.tracks.iter().filter(|track| track.is_sound()).collect();
    let chosen = sounds.iter().find(|track| track.enabled).or(sounds.first()).ok_or(Fault::NoSound)?;
    if let Some(name) = chosen.foreign() {
        return Err(Fault::Codec(name.to_owned()));
    }
    let video = index.tracks.iter().any(|track| &track.kind == b"vide" && &track.coding != b"jpeg");
    if let Some(plain) = quicktime::read(&mut file, bytes, chosen)? {
        let mut opened = super::quicktime(file, bytes, plain, &index, chosen)?;
        (opened.about.video, opened.about.other_tracks) = (video, sounds.len() - 1);
        opened.about.tags.cues = cues;
        return Ok(opened);
    }
    let hide = index.tracks.iter().filter(|track| track.name_at != chosen.name_at);
    let patches = hide.map(|track| (track.name_at, b"free".to_vec())).collect();
    let demux = probe(View::patched(file, bytes, patches))?;
    let mut packets = Packets::begin(demux, bytes)?;
    let rate = packets.spec.rate;
    let decoded = packets.announced.filter(|&frames| frames > 0); // in fragments it is not told
    let runs = packets.smooth_playback.clone().map(|run| vec![run]);
    if let Some(runs) = runs.or_else(|| chosen.runs(index.scale, rate, decoded)) {
        packets.keep_only(Keep::only(runs));
    } else {
        packets.skip_delay();
    }
    packets.tags.cues = cues;
    Ok(packets.opened("MP4", video, sounds.len() - 1))
}

/// Opens a Matroska or `WebM` file.
pub(super) fn matroska(mut file: File, bytes: u64) -> Result<Opened, Fault> {
    let index = mkv::read(&mut file, bytes)?;
    let sounds: Vec<_> = index.tracks.iter().filter(|track| track.is_sound()).collect();
    let cut_off = !index.repairs.is_empty();
    let patches = index.repairs.into_iter().chain(index.hidden).collect();
    let demux = probe(View::patched(file, index.bytes, patches))?;
    let mut packets = Packets::begin(demux, bytes).map_err(|fault| match (fault, sounds.first()) {
        (Fault::NoSound, Some(track)) => Fault::Codec(track.codec.clone()),
        (fault, _) => fault,
    })?;
    let track = u64::from(packets.track);
    if let Some(track) = sounds.iter().find(|sound| sound.number == track) {
        let (delay, padding) = track.gap(packets.spec.rate);
        // What Opus has to skip is in its head too, to the frame.
        let delay = packets.pre_skip.unwrap_or(delay);
        packets.keep_only(Keep::run(delay..u64::MAX));
        packets.tail = padding as usize;
        if delay == 0 {
            packets.skip_delay();
        }
    }
    packets.cut_off |= cut_off;
    packets.tags.cues = index.cues;
    let video = index.tracks.iter().any(|track| track.kind == 1);
    Ok(packets.opened("Matroska", video, sounds.len().saturating_sub(1)))
}

/// Opens any other container.
pub(super) fn other(mut file: File, bytes: u64, container: &'static str) -> Result<Opened, Fault> {
    let repair = if container == "CAF" { caf::repair(&mut file, bytes)? } else { None };
    let cut_off = repair.is_some() || (container == "Ogg" && ogg::is_cut(&mut file, bytes)?);
    let demux = probe(View::patched(file, bytes, repair.into_iter().collect()))?;
    let kinds = |demux: &dyn FormatReader, kind| {
        demux.tracks().iter().filter(|track| track.track_type() == Some(kind)).count()
    };
    let (sounds, pictures) = (kinds(&*demux, TrackType::Audio), kinds(&*demux, TrackType::Video));
    let mut packets = Packets::begin(demux, bytes)?;
    packets.cut_off |= cut_off;
    packets.skip_delay();
    if container == "CAF"
        && let (Some(delay), Some(frames)) = (packets.delay, packets.announced)
    {
        let delay = u64::from(delay);
        packets.keep_only(Keep::run(delay..delay.saturating_add(frames)));
        packets.announced = delay.checked_add(frames);
    }
    Ok(packets.opened(container, pictures > 0, sounds.saturating_sub(1)))
}

/// Opens ADPCM, behind a header that says what is true.
pub(super) fn adpcm(file: File, wav: &riff::Wav) -> Result<Opened, Fault> {
    let size = u32::try_from(wav.data.end - wav.data.start).unwrap_or(u32::MAX - 1) / wav.align as u32;
    let size = size * wav.align as u32;
    let mut head = b"RIFF".to_vec();
    head.extend((size.saturating_add(20 + wav.format.len() as u32)).to_le_bytes());
    head.extend(b"WAVEfmt ");
    head.extend((wav.format.len() as u32).to_le_bytes());
    head.extend(&wav.format);
    head.extend(b"data");
    head.extend(size.to_le_bytes());
    let part = wav.data.start..wav.data.start + u64::from(size);
    let bytes = part.end - part.start;
    let mut packets = Packets::begin(probe(View::headed(file, head, part))?, bytes)?;
    // The last block is filled up; how much of it is sound, the header says. Only that is believed of it.
    let block = wav.format.get(18..20).map_or(0, |two| u64::from(two[0]) | u64::from(two[1]) << 8);
    let blocks = (bytes / wav.align) * block;
    if let Some(frames) = wav.fact.filter(|&frames| frames <= blocks && blocks - frames < block) {
        packets.keep_only(Keep::run(0..frames));
    }
    let mut opened = packets.opened("WAV", false, 0);
    opened.about.tags = wav.tags.clone();
    Ok(opened)
}

/// The sound of one track.
struct Packets {
    demux: Box<dyn FormatReader>,
    track: u32,
    voice: Voice,
    codec: String,
    spec: Spec,
    layout: Layout,
    tags: Tags,
    smooth_playback: Option<Range<u64>>,
    /// Frames that Opus says to skip.
    pre_skip: Option<u64>,
    /// Frames that the container announces, before anything is cut.
    announced: Option<u64>,
    /// Frames at the beginning that the container says are no sound.
    delay: Option<u32>,
    /// What packets count their length in.
    unit: Option<TimeBase>,
    /// Frames to skip at the beginning of this stream, if it is packets that say what is sound; their ends
    /// are then cut as they say too.
    skip: Option<usize>,
    keep: Keep,
    /// Frames to drop at the end.
    tail: usize,
    queue: Queue,
    planes: Vec<Vec<f32>>,
    /// The first packet and its frames, decoded into the planes to learn the form, and not yet in the queue.
    first: Option<(Packet, usize)>,
    /// Packets that were looked at before their turn.
    ahead: VecDeque<Packet>,
    damaged: u64,
    mute: u32,
    /// Bytes that packets may still have: the file's own, and again for what they share.
    allowance: u64,
    cut_off: bool,
    /// Whether more than one stream was heard.
    joined: bool,
    ended: bool,
}

impl Packets {
    /// Chooses a track and decodes until the form of its sound is known.
    fn begin(mut demux: Box<dyn FormatReader>, bytes: u64) -> Result<Packets, Fault> {
        let (tags, smooth_playback) = words(&mut *demux);
        let track = demux.default_track(TrackType::Audio).ok_or(Fault::NoSound)?;
        let chosen = chosen(track)?;
        let aac = match &track.codec_params {
            Some(CodecParameters::Audio(params)) if params.codec == CODEC_ID_AAC => Some(params.clone()),
            _ => None,
        };
        let mut packets = Packets {
            track: track.id,
            announced: track.num_frames,
            delay: track.delay,
            unit: track.time_base,
            demux,
            voice: chosen.voice,
            codec: chosen.codec,
            // What is claimed is in bounds; what is true is known with the first packet.
            spec: Spec { rate: 0, channels: 0 },
            layout: Layout::usual(1),
            tags,
            smooth_playback,
            pre_skip: chosen.pre_skip,
            skip: None,
            keep: Keep::all(),
            tail: 0,
            queue: Queue::new(1),
            planes: Vec::new(),
            first: None,
            ahead: VecDeque::new(),
            damaged: 0,
            mute: 0,
            allowance: bytes.saturating_mul(2).saturating_add(64 * 1024),
            cut_off: false,
            joined: false,
            ended: false,
        };
        loop {
            let Some(packet) = packets.packet()? else {
                return Err(match packets.damaged {
                    0 => Fault::NoSound,
                    _ => Fault::Damaged("nothing in it can be decoded".to_owned()),
                });
            };
            if let Some((mut frames, mut spec, mut layout)) = packets.decode(&packet)? {
                if let Some(params) = &aac
                    && spec.rate <= MOST_HALVED
                    && packets.is_halved(&packet)
                {
                    packets.voice = he_aac(params)?;
                    "HE-AAC".clone_into(&mut packets.codec);
                    match packets.decode(&packet)? {
                        Some(whole) => (frames, spec, layout) = whole,
                        None => continue,
                    }
                    // Where the length was told of the lower half, it is told anew.
                    packets.announced = packets.announced.map(|length| packets.frames_in(length, spec.rate));
                }
                if spec.channels as u64 > chosen.most {
                    return Err(Fault::Codec(format!("{} of {} channels", packets.codec, spec.channels)));
                }
                packets.spec = spec;
                packets.layout = layout.unwrap_or_else(|| Layout::usual(spec.channels));
                packets.queue = Queue::new(spec.channels);
                packets.first = Some((packet, frames));
                // Where it is not the container that knows better, Opus is as RFC 7845 has it in Ogg: it begins
                // with frames to skip, and the last page says where it ends.
                packets.skip = packets.pre_skip.map(|frames| frames as usize);
                return Ok(packets);
            }
        }
    }

    /// Leaves out what an encoder of AAC puts before the sound, where no container says how much it was.
    fn skip_delay(&mut self) {
        if self.codec == "AAC" {
            self.keep_only(Keep::run(AAC_DELAY..u64::MAX));
        }
    }

    /// Returns whether packets of AAC, of which this is the first, are only the lower half of HE-AAC.
    fn is_halved(&mut self, first: &Packet) -> bool {
        while self.ahead.len() + 1 < *TELLING.end()
            && let Ok(Some(packet)) = self.fetch()
        {
            self.ahead.push_back(packet);
        }
        let mut all = std::iter::once(first).chain(&self.ahead);
        self.ahead.len() + 1 >= *TELLING.start() && all.all(|packet| sbr::ends_in_sbr(&packet.data))
    }

    /// Keeps only these of all decoded frames, whatever the packets say.
    fn keep_only(&mut self, keep: Keep) {
        self.keep = keep;
        self.skip = None;
    }

    fn opened(self, container: &'static str, video: bool, other_tracks: usize) -> Opened {
        let announced = self.announced.filter(|&frames| frames > 0);
        let skip = self.skip.unwrap_or(0) as u64;
        let about = About {
            expected: announced.map(|frames| self.keep.count(frames).saturating_sub(skip)),
            layout: self.layout.clone(),
            tags: self.tags.clone(),
            video,
            other_tracks,
            ..About::of(self.spec, container, self.codec.clone())
        };
        Opened { about, sound: Box::new(self) }
    }

    /// Returns the next packet of our track.
    fn packet(&mut self) -> Result<Option<Packet>, Fault> {
        match self.ahead.pop_front() {
            Some(packet) => Ok(Some(packet)),
            None => self.fetch(),
        }
    }

    fn fetch(&mut self) -> Result<Option<Packet>, Fault> {
        loop {
            let packet = match self.demux.next_packet() {
                Ok(Some(packet)) => packet,
                Ok(None) => return Ok(None),
                Err(Error::IoError(err)) if err.kind() == io::ErrorKind::UnexpectedEof => {
                    self.cut_off = true;
                    return Ok(None);
                }
                Err(Error::ResetRequired) => {
                    self.begin_again()?;
                    continue;
                }
                Err(err) => return Err(fault(err)),
            };
            // A packet takes its bytes from the file, and an empty one takes a place in its index.
            let cost = if packet.data.is_empty() { 64 } else { packet.data.len() as u64 };
            let left = self.allowance.checked_sub(cost);
            self.allowance = left.ok_or_else(|| Fault::Damaged("more packets than bytes".to_owned()))?;
            if packet.track_id == self.track {
                return Ok(Some(packet));
            }
        }
    }

    /// Goes on with the next of several streams that were joined.
    fn begin_again(&mut self) -> Result<(), Fault> {
        let track = self.demux.default_track(TrackType::Audio).ok_or(Fault::NoSound)?;
        let chosen = chosen(track)?;
        if chosen.spec.is_some_and(|spec| self.spec.rate != 0 && spec.rate != self.spec.rate) {
            return Err(Claim::Change.into());
        }
        self.track = track.id;
        self.voice = chosen.voice;
        self.skip = self.skip.and(chosen.pre_skip).map(|frames| frames as usize);
        self.joined = true;
        Ok(())
    }

    /// Decodes a packet into the planes. `None` where nothing came of it.
    fn decode(&mut self, packet: &Packet) -> Result<Option<(usize, Spec, Option<Layout>)>, Fault> {
        let fresh = self.spec.rate == 0; // nothing was decoded yet
        let decoded = match &mut self.voice {
            Voice::Opus(voice) => {
                if voice.decode(&packet.data, &mut self.planes) {
                    let spec = Spec { rate: opus::RATE, channels: self.planes.len() };
                    Ok(Some((spec, Some(voice.layout()))))
                } else {
                    Err(Error::DecodeError("opus"))
                }
            }
            Voice::Symphonia(voice) => match voice.decode(packet) {
                Ok(decoded) if decoded.frames() == 0 => Ok(None),
                Ok(decoded) => {
                    let spec = checked_spec(u64::from(decoded.spec().rate()), decoded.num_planes() as u64)?;
                    let layout = layout_of(&decoded);
                    decoded.copy_to_vecs_planar(&mut self.planes);
                    Ok(Some((spec, layout)))
                }
                Err(err) => Err(err),
            },
        };
        match decoded {
            Ok(Some((spec, layout))) => {
                self.mute = 0;
                Ok(Some((self.planes[0].len(), spec, layout)))
            }
            // Some codecs need a packet before they have anything to say.
            Ok(None) => self.mute_once(),
            Err(Error::Unsupported(what)) if fresh => Err(Fault::Codec(format!("{} ({what})", self.codec))),
            Err(Error::IoError(_) | Error::DecodeError(_) | Error::Unsupported(_)) => {
                self.damaged += 1;
                self.mute_once()
            }
            Err(Error::ResetRequired) => {
                if let Voice::Symphonia(voice) = &mut self.voice {
                    voice.reset();
                }
                self.mute_once()
            }
            Err(err) => Err(fault(err)),
        }
    }

    /// Puts what is sound of the decoded packet into the queue.
    fn take(&mut self, frames: usize, packet: &Packet) {
        let (mut from, mut tail) = (0, 0);
        if let Some(skip) = &mut self.skip {
            from = frames.min(*skip);
            *skip -= from;
            tail = packet.trim_end.get() as usize;
        }
        let to = frames.saturating_sub(tail).max(from);
        let (queue, planes) = (&mut self.queue, &self.planes);
        self.keep.of(to - from, |range| queue.push(planes, from + range.start..from + range.end));
    }

    /// Returns how many frames at that rate a time takes that is told in the container's own unit; where it
    /// has none, it counts frames.
    fn frames_in(&self, length: u64, rate: u32) -> u64 {
        self.unit.map_or(length, |unit| {
            let parts = u128::from(length) * u128::from(rate) * u128::from(unit.numer.get());
            u64::try_from(parts / u128::from(unit.denom.get())).unwrap_or(u64::MAX)
        })
    }

    /// Puts silence into the place of a packet that could not be decoded, so that the rest stays in its own.
    fn take_silence(&mut self, packet: &Packet) {
        let frames = match (&self.voice, self.unit) {
            (Voice::Opus(_), _) => opus::duration(&packet.data),
            (_, Some(_)) => self.frames_in(packet.dur.get(), self.spec.rate),
            (_, None) => 0,
        };
        let queue = &mut self.queue;
        self.keep.of(frames.min(MOST_SILENCE) as usize, |range| queue.push_silence(range.len()));
    }

    fn mute_once<T>(&mut self) -> Result<Option<T>, Fault> {
        self.mute += 1;
        if self.mute > MOST_MUTE {
            return Err(Fault::Damaged("nothing more can be decoded".to_owned()));
        }
        Ok(None)
    }
}

impl Sound for Packets {
    fn next(&mut self, block: &mut Block) -> Result<(), Fault> {
        if let Some((packet, frames)) = self.first.take() {
            self.take(frames, &packet);
        }
        while !self.ended && self.queue.frames() < Block::FRAMES + self.tail {
            let Some(packet) = self.packet()? else {
                self.ended = true;
                self.queue.drop_last(self.tail);
                self.tail = 0;
                break;
            };
            let before = self.damaged;
            match self.decode(&packet)? {
                Some((_, spec, _)) if spec.rate != self.spec.rate => return Err(Claim::Change.into()),
                Some((frames, ..)) => self.take(frames, &packet),
                None if self.damaged > before => self.take_silence(&packet),
                None => {}
            }
        }
        self.queue.pour_but(self.tail, block);
        Ok(())
    }

    fn damaged(&self) -> u64 {
        self.damaged
    }

    fn cut_off(&self) -> bool {
        self.cut_off
    }

    fn joined(&self) -> bool {
        self.joined
    }
}
