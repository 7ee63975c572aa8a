//! Plain samples in a `QuickTime` or MP4 file, which cameras and editors write: read as they lie.
//!
//! The index of such a file takes every frame for a packet of its own. Whoever goes by it asks forty-eight
//! thousand times a second where the next two bytes are. But frames lie one behind the other in long chunks,
//! and only where each chunk begins needs to be known.
//!
//! Source: Apple, the format of `QuickTime` files, sound sample descriptions of version 0 to 2; ISO/IEC
//! 14496-12 for the tables; ISO/IEC 23003-5 for `ipcm` and `fpcm`; Apple, "Core Audio Format", for the channels.

use std::io::{self, Read, Seek, SeekFrom};
use std::ops::Range;

use super::error::Fault;
use super::layout::{Layout, Position};
use super::mp4::be32;
use super::pcm::Form;
use super::{checked_spec, mp4};
use crate::audio::Spec;

/// The most of a sample description that is read: what we look for stands in its first hundred bytes.
const MOST_DESCRIPTION: u64 = 4096;
/// The most chunks of one track: more than ten hours of a camera that begins one with each picture. Their
/// places take 16 bytes each.
const MOST_CHUNKS: usize = 1 << 21;
/// Changes in how many frames a chunk has. Editors make a few, cameras one in two.
const MOST_RULES: u64 = 1 << 20;

/// The plain samples of a track, and where they lie.
#[derive(Debug)]
pub(super) struct Track {
    /// Rate and channels.
    pub(super) spec: Spec,
    /// How a sample is written.
    pub(super) form: Form,
    /// What each channel is for.
    pub(super) layout: Layout,
    /// Where in the file the sound is, in order, each run in whole frames.
    pub(super) runs: Vec<Range<u64>>,
    /// Frames that the index promises.
    pub(super) claimed: u64,
}

/// Reads the tables of a track in a file of `len` bytes; `None` if its samples are not plain, or lie in a way
/// that is not told here.
pub(super) fn read(
    file: &mut (impl Read + Seek),
    len: u64,
    track: &mp4::Track,
) -> Result<Option<Track>, Fault> {
    let Some(tables) = Tables::find(file, len, track.tables.clone())? else { return Ok(None) };
    let description = take(file, &tables.description, MOST_DESCRIPTION)?;
    let Some(said) = Description::read(&description) else { return Ok(None) };
    let spec = checked_spec(said.rate, said.channels)?;
    let frame = (said.form.bytes() * spec.channels) as u64;
    let Some((packet, packets)) = packets(&take(file, &tables.sizes, 12)?, frame) else {
        return Ok(None);
    };
    let rules = rules(&take(file, &tables.rules, 8 + 12 * MOST_RULES)?);
    let Some(runs) = tables.runs(file, len, &rules, packet, packets.saturating_mul(packet), frame)? else {
        return Ok(None);
    };
    file.seek(SeekFrom::Start(0))?;
    let layout = said.layout.unwrap_or_else(|| Layout::usual(spec.channels));
    let claimed = packets.saturating_mul(packet / frame);
    Ok(Some(Track { spec, form: said.form, layout, runs, claimed }))
}

/// Returns what is left of the runs when of all their frames only these are kept.
pub(super) fn kept(runs: &[Range<u64>], keep: &[Range<u64>], frame: u64) -> Vec<Range<u64>> {
    let mut left = Vec::new();
    let mut before = 0; // frames in the runs before this one
    for run in runs {
        let frames = (run.end - run.start) / frame;
        for keep in keep {
            let (from, to) = (keep.start.max(before), keep.end.min(before + frames));
            if from < to {
                left.push(run.start + (from - before) * frame..run.start + (to - before) * frame);
            }
        }
        before += frames;
    }
    left
}

/// Where the tables of a track are: behind the heads of their boxes.
#[derive(Debug)]
struct Tables {
    description: Range<u64>,
    sizes: Range<u64>,
    rules: Range<u64>,
    offsets: Range<u64>,
    /// Whether a place in the file takes eight bytes, not four.
    long: bool,
}

impl Tables {
    fn find(file: &mut (impl Read + Seek), len: u64, all: Range<u64>) -> io::Result<Option<Tables>> {
        let (mut description, mut sizes, mut rules, mut offsets) = (None, None, None, None);
        let mut at = all.start;
        // No table of samples has more boxes than this.
        for _ in 0..32 {
            if all.end.min(len).saturating_sub(at) < 8 {
                break;
            }
            let head = take(file, &(at..len), 8)?;
            let end = at.saturating_add(u64::from(be32(&head, 0)));
            if end < at + 8 || end > all.end.min(len) {
                break;
            }
            let body = Some(at + 8..end);
            match &head[4..8] {
                b"stsd" => description = body,
                b"stsz" => sizes = body,
                b"stsc" => rules = body,
                b"stco" => offsets = body.map(|body| (body, false)),
                b"co64" => offsets = body.map(|body| (body, true)),
                _ => {}
            }
            at = end;
        }
        Ok((|| {
            let (offsets, long) = offsets?;
            Some(Tables { description: description?, sizes: sizes?, rules: rules?, offsets, long })
        })())
    }

    /// Returns the runs of all chunks, as far as the file goes. `None` where there are too many of them.
    fn runs(
        &self,
        file: &mut (impl Read + Seek),
        len: u64,
        rules: &[(u64, u64)],
        packet: u64,
        mut bytes: u64,
        frame: u64,
    ) -> io::Result<Option<Vec<Range<u64>>>> {
        let step = if self.long { 8 } else { 4 };
        let places = take(file, &self.offsets, 8 + step as u64 * MOST_CHUNKS as u64)?;
        let count = be32(&places, 4) as usize;
        if count > MOST_CHUNKS {
            return Ok(None);
        }
        let mut runs: Vec<Range<u64>> = Vec::new();
        let mut rules = rules.iter().peekable();
        let mut packets = 0;
        for (chunk, place) in (1..).zip(places.get(8..).unwrap_or_default().chunks_exact(step)).take(count) {
            while let Some((_, held)) = rules.next_if(|&&(first, _)| first <= chunk) {
                packets = *held;
            }
            let place = place.iter().fold(0, |place, &byte| place << 8 | u64::from(byte));
            let there = packets.saturating_mul(packet).min(bytes);
            bytes -= there;
            // What lies beyond the end was not copied; half a frame at the end is none.
            let held = there.min(len.saturating_sub(place)) / frame * frame;
            match runs.last_mut() {
                _ if held == 0 => {}
                Some(last) if last.end == place => last.end += held,
                _ => runs.push(place..place + held),
            }
        }
        Ok(Some(runs))
    }
}

/// Returns how many bytes each packet of the index has, and how many packets there are. `None` where each has
/// a length of its own, or there are none: then the sound is elsewhere.
fn packets(sizes: &[u8], frame: u64) -> Option<(u64, u64)> {
    let (each, count) = (u64::from(be32(sizes, 4)), u64::from(be32(sizes, 8)));
    // A length of one sample instead of one frame is an old custom; in truth it is always a whole frame.
    let packet = if each > frame && each.is_multiple_of(frame) { each } else { frame };
    (each > 0 && count > 0).then_some((packet, count))
}

/// Returns from which chunk on there are how many packets in each.
fn rules(table: &[u8]) -> Vec<(u64, u64)> {
    let entries = table.get(8..).unwrap_or_default().chunks_exact(12).take(be32(table, 4) as usize);
    entries.map(|entry| (u64::from(be32(entry, 0)), u64::from(be32(entry, 4)))).collect()
}

/// What a sample description says of plain samples.
#[derive(Debug)]
struct Description {
    form: Form,
    rate: u64,
    channels: u64,
    layout: Option<Layout>,
}

impl Description {
    /// Reads the first entry of the table of descriptions.
    fn read(table: &[u8]) -> Option<Description> {
        let entry = table.get(8..)?;
        let coding: [u8; 4] = entry.get(4..8)?.try_into().ok()?;
        let version = be32(entry, 16) >> 16;
        let (mut channels, mut bits) =
            (u64::from(be32(entry, 24) >> 16), u64::from(be32(entry, 24) & 0xFFFF));
        let mut rate = u64::from(be32(entry, 32) >> 16);
        let boxes = match version {
            0 => 36,
            1 => 52,
            2 => {
                let exact = f64::from_bits(u64::from(be32(entry, 40)) << 32 | u64::from(be32(entry, 44)));
                // What is no number becomes none, and what is beyond all rates is refused like one.
                rate = exact.round() as u64;
                (channels, bits) = (u64::from(be32(entry, 48)), u64::from(be32(entry, 56)));
                72
            }
            _ => return None,
        };
        let end = (be32(entry, 0) as usize).min(entry.len());
        let boxes = entry.get(boxes..end).unwrap_or_default();
        let little = || find(boxes, *b"enda").is_some_and(|body| body.get(1) == Some(&1));
        let form = match &coding {
            b"lpcm" if version == 2 => linear(bits, be32(entry, 60), be32(entry, 64), channels)?,
            b"ipcm" | b"fpcm" => {
                let told = find(boxes, *b"pcmC")?;
                let (flags, bits) = (u32::from(*told.get(4)?), u64::from(*told.get(5)?));
                whole_or_float(bits, &coding == b"fpcm", flags & 1 == 0)?
            }
            b"twos" | b"NONE" if bits == 16 => Form::I16Be,
            b"sowt" if bits == 16 => Form::I16,
            b"twos" | b"sowt" if bits == 8 => Form::I8,
            b"raw " if bits == 8 => Form::U8,
            b"in24" => whole_or_float(24, false, !little())?,
            b"in32" => whole_or_float(32, false, !little())?,
            b"fl32" => whole_or_float(32, true, !little())?,
            b"fl64" => whole_or_float(64, true, !little())?,
            b"alaw" => Form::ALaw,
            b"ulaw" => Form::MuLaw,
            _ => return None,
        };
        let layout = find(boxes, *b"chan").and_then(|told| layout(told, usize::try_from(channels).ok()?));
        Some(Description { form, rate, channels, layout })
    }
}

/// Returns how samples are written that these flags tell of: float, the highest byte first, with a sign.
fn linear(bits: u64, flags: u32, packet: u32, channels: u64) -> Option<Form> {
    let (float, big, signed) = (flags & 1 == 1, flags & 2 == 2, flags & 4 == 4);
    let bytes = u64::from(packet).checked_div(channels).unwrap_or(0);
    match (bits, float) {
        (8, false) if bytes == 1 => Some(if signed { Form::I8 } else { Form::U8 }),
        // Where samples take more room than they fill, it is not told here at which end they lie.
        _ if bytes * 8 != bits || !(float || signed) => None,
        _ => whole_or_float(bits, float, big),
    }
}

fn whole_or_float(bits: u64, float: bool, big: bool) -> Option<Form> {
    Some(match (bits, float, big) {
        (8, false, _) => Form::I8,
        (16, false, false) => Form::I16,
        (16, false, true) => Form::I16Be,
        (24, false, false) => Form::I24,
        (24, false, true) => Form::I24Be,
        (32, false, false) => Form::I32,
        (32, false, true) => Form::I32Be,
        (32, true, false) => Form::F32,
        (32, true, true) => Form::F32Be,
        (64, true, false) => Form::F64,
        (64, true, true) => Form::F64Be,
        _ => return None,
    })
}

/// Returns the contents of the first box of that name behind a sample description. `QuickTime` puts some of
/// them into one more, `wave`.
fn find(boxes: &[u8], wanted: [u8; 4]) -> Option<&[u8]> {
    let in_wave = within(boxes, *b"wave").and_then(|wave| within(wave, wanted));
    within(boxes, wanted).or(in_wave)
}

fn within(boxes: &[u8], wanted: [u8; 4]) -> Option<&[u8]> {
    let mut rest = boxes;
    loop {
        let head = rest.get(..8)?;
        let body = rest.get(8..be32(head, 0) as usize)?;
        if head[4..8] == wanted {
            return Some(body);
        }
        rest = &rest[8 + body.len()..];
    }
}

/// Returns what each channel is for, by Apple's `chan`: a number for a usual order, a mask of speakers as WAV
/// has it, or one label for each.
fn layout(told: &[u8], channels: usize) -> Option<Layout> {
    const DESCRIBED: u32 = 0;
    const MASK: u32 = 1 << 16;
    /// The orders of MPEG, from Apple's number 113 on, as bits of the mask; the low half of the number is how
    /// many channels there are.
    const ORDERS: [&[u32]; 12] = [
        &[0, 1, 2], // 3.0
        &[2, 0, 1],
        &[0, 1, 2, 8], // 4.0
        &[2, 0, 1, 8],
        &[0, 1, 2, 4, 5], // 5.0
        &[0, 1, 4, 5, 2],
        &[0, 2, 1, 4, 5],
        &[2, 0, 1, 4, 5],
        &[0, 1, 2, 3, 4, 5], // 5.1
        &[0, 1, 4, 5, 2, 3],
        &[0, 2, 1, 4, 5, 3],
        &[2, 0, 1, 4, 5, 3],
    ];
    if channels < 3 {
        return None;
    }
    let position = |bit: u32| Layout::of_mask(1_u64.checked_shl(bit).unwrap_or(0), 2).positions()[0];
    match be32(told, 4) {
        MASK => Some(Layout::of_mask(be32(told, 8), channels)),
        DESCRIBED => {
            let labels = told.get(16..)?.chunks_exact(20).take(channels).map(|one| be32(one, 0));
            // The labels 1 to 11 are those of the mask.
            let places: Vec<Position> = labels.map(|label| position(label.wrapping_sub(1).min(64))).collect();
            (places.len() == channels).then(|| Layout::of(places))
        }
        order => {
            let bits = ORDERS.get((order >> 16).checked_sub(113)? as usize)?;
            (bits.len() == channels).then(|| Layout::of(bits.iter().map(|&bit| position(bit)).collect()))
        }
    }
}

/// Reads what stands in that part of a file, so many bytes at most.
fn take(file: &mut (impl Read + Seek), part: &Range<u64>, most: u64) -> io::Result<Vec<u8>> {
    file.seek(SeekFrom::Start(part.start))?;
    let mut taken = Vec::new();
    file.by_ref().take((part.end - part.start).min(most)).read_to_end(&mut taken)?;
    Ok(taken)
}
