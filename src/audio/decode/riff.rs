//! WAV headers as recorders really leave them.
//!
//! A recorder writes the sizes last. When it loses its power they say 0, or what was true a minute
//! before; when it streams they say 0xFFFFFFFF; beyond 4 GiB they wrap, or the true ones are in a `ds64`
//! chunk (RF64, BW64). So the size of the whole is not believed at all, and the size of the sound only
//! as far as the file bears it out.

use std::io::{self, Read, Seek, SeekFrom};
use std::ops::Range;
use std::time::Duration;

use super::cues::Cue;
use super::error::{Claim, Fault};
use super::layout::Layout;
use super::pcm::Form;
use super::{Tags, checked_spec};
use crate::audio::Spec;

/// A size that says "I do not know yet".
const UNKNOWN: u64 = 0xFFFF_FFFF;
/// More chunks than any recorder writes.
const MOST_CHUNKS: usize = 10_000;
/// The most that is read of a chunk of text.
const MOST_TEXT: u64 = 64 * 1024;
/// More marks than become chapters.
const MOST_MARKS: usize = 1_000;
/// The ids of chunks that stand beside the sound, to tell them from sound.
const BESIDE: [&[u8; 4]; 14] = [
    b"LIST", b"bext", b"iXML", b"fact", b"cue ", b"smpl", b"id3 ", b"ID3 ", b"JUNK", b"PEAK", b"axml",
    b"chna", b"FLLR", b"umid",
];

/// What a WAV file says of its sound.
#[derive(Debug)]
pub(super) struct Wav {
    /// The form that was claimed, and found possible.
    pub(super) spec: Spec,
    /// How the sound is written.
    pub(super) coding: Coding,
    /// Where it is.
    pub(super) data: Range<u64>,
    /// How many bytes the header claims, where it claims any.
    pub(super) claimed: Option<u64>,
    /// The bytes of one frame, or of one block of a compressed form.
    pub(super) align: u64,
    /// What each channel is for.
    pub(super) layout: Layout,
    /// How many frames there are of a compressed form, where the file says so.
    pub(super) fact: Option<u64>,
    /// Whether its size was never filled in: nobody finished the file.
    pub(super) unfinished: bool,
    /// The words that go with it.
    pub(super) tags: Tags,
    /// The whole `fmt ` chunk, for a decoder of another house.
    pub(super) format: Vec<u8>,
}

/// How the sound in a WAV file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Coding {
    /// Sample by sample.
    Plain(Form),
    /// MPEG audio, layer I to III.
    Mpeg,
    /// ADPCM, of Microsoft or IMA.
    Adpcm,
    /// Another, with the number by which it goes.
    Other(u16),
}

/// Reads the header of a WAV file of `len` bytes, and repairs what it says.
pub(super) fn read(file: &mut (impl Read + Seek), len: u64) -> Result<Wav, Fault> {
    let is_long = matches!(&take(file, 0, 4.min(len))?[..], b"RF64" | b"BW64");
    let mut format = None;
    let mut data = None;
    let mut long_size = None;
    let mut fact = None;
    let mut tags = Tags::default();
    let mut marks = Marks::default();
    let mut at = 12;
    for _ in 0..MOST_CHUNKS {
        let Some((id, size)) = chunk(file, at, len)? else { break };
        let body = at + 8;
        let there = size.min(len - body);
        match &id {
            b"ds64" if there >= 16 => {
                let sizes = take(file, body, 16)?;
                long_size = Some(le64(&sizes[8..16]));
            }
            b"fmt " if format.is_none() => format = Some(take(file, body, there.min(MOST_TEXT))?),
            b"fact" if there >= 4 => fact = Some(u64::from(le32(&take(file, body, 4)?))),
            b"cue " => marks.places(&take(file, body, there.min(MOST_TEXT))?),
            b"LIST" if there >= 4 && take(file, body, 4)? == b"adtl" => {
                marks.labels(&take(file, body, there.min(MOST_TEXT))?);
            }
            b"LIST" | b"bext" => words(id, &take(file, body, there.min(MOST_TEXT))?, &mut tags),
            b"data" if data.is_none() => {
                let tenth = format.as_deref().map_or(0, tenth_of_second);
                let claimed = match size {
                    UNKNOWN => long_size,
                    0 => None,
                    size => Some(size),
                };
                let end = end_of_sound(file, body, size, claimed, len, tenth)?;
                // Of a file for long recordings that lacks the place for its length, nothing else tells it.
                let untold = size == 0 || (size == UNKNOWN && is_long && long_size.is_none());
                data = Some((body..end, claimed, untold));
                at = end + (end & 1);
                continue;
            }
            _ => {}
        }
        at = body.saturating_add(size).saturating_add(size & 1);
    }
    let (Some(format), Some((data, claimed, unfinished))) = (format, data) else {
        return Err(Fault::NoSound);
    };
    if data.is_empty() || format.len() < 14 {
        return Err(Fault::NoSound);
    }
    let form = parse_format(&format)?;
    tags.cues = marks.cues(form.spec.rate);
    Ok(Wav {
        spec: form.spec,
        coding: form.coding,
        data,
        claimed,
        align: form.align,
        layout: form.layout,
        fact,
        unfinished,
        tags,
        format,
    })
}

/// Returns where the sound that begins at `body` ends.
fn end_of_sound(
    file: &mut (impl Read + Seek),
    body: u64,
    size: u64,
    claimed: Option<u64>,
    len: u64,
    tenth: u64,
) -> io::Result<u64> {
    let Some(claimed) = claimed else {
        // A recording of nothing has its size right, and other chunks behind it. A size of 0 before
        // anything else is one that was never filled in.
        let nothing = size == 0 && chunk(file, body, len)?.is_some_and(|(id, _)| BESIDE.contains(&&id));
        return Ok(if nothing { body } else { len });
    };
    let end = body.saturating_add(claimed);
    if end >= len {
        return Ok(len);
    }
    // Behind the sound come chunks. Where something else comes, and much of it, the size is one that a
    // recorder left behind, or has wrapped at 4 GiB.
    let padded = end + (end & 1);
    let ordered = chunk(file, padded, len)?.is_some_and(|(id, size)| {
        let worded = id.iter().all(|byte| (b' '..=b'~').contains(byte)) && size <= len - padded - 8;
        worded || BESIDE.contains(&&id) || id.starts_with(b"ID3") || id.starts_with(b"TAG")
    });
    Ok(if ordered || len - end < tenth { end } else { len })
}

/// Returns about how many bytes a tenth of a second takes, by what a `fmt ` chunk says.
fn tenth_of_second(format: &[u8]) -> u64 {
    let rate = format.get(4..8).map_or(0, le32);
    let align = format.get(12..14).map_or(0, le16);
    u64::from(rate) * u64::from(align) / 10
}

/// Reads the id and the size of the chunk that begins there, if one can.
fn chunk(file: &mut (impl Read + Seek), at: u64, len: u64) -> io::Result<Option<([u8; 4], u64)>> {
    if at.checked_add(8).is_none_or(|body| body > len) {
        return Ok(None);
    }
    let head = take(file, at, 8)?;
    let (Ok(id), size) = (head[..4].try_into(), le32(&head[4..8])) else { return Ok(None) };
    Ok(Some((id, u64::from(size))))
}

/// Reads that many bytes, which are known to be there.
fn take(file: &mut (impl Read + Seek), at: u64, bytes: u64) -> io::Result<Vec<u8>> {
    file.seek(SeekFrom::Start(at))?;
    let mut taken = Vec::new();
    file.by_ref().take(bytes).read_to_end(&mut taken)?;
    // The file may have shrunk since its length was asked.
    taken.resize(bytes as usize, 0);
    Ok(taken)
}

/// The form of the sound, as a `fmt ` chunk tells it.
struct Format {
    spec: Spec,
    coding: Coding,
    align: u64,
    layout: Layout,
}

fn parse_format(format: &[u8]) -> Result<Format, Claim> {
    let field = |at: usize| format.get(at..at + 2).map_or(0, le16);
    let (mut tag, channels, align) = (field(0), u64::from(field(2)), u64::from(field(12)));
    let rate = format.get(4..8).map_or(0, le32);
    let bits = u64::from(field(14));
    let spec = checked_spec(u64::from(rate), channels)?;
    let mut layout = Layout::usual(spec.channels);
    if tag == 0xFFFE {
        match format.get(20..24).map(le32) {
            // A mask of nothing says that the channels are no speakers: the tracks of a field recorder.
            Some(0) if spec.channels > 2 => layout = Layout::unknown(spec.channels),
            Some(0) | None => {}
            Some(mask) => layout = Layout::of_mask(mask, spec.channels),
        }
        // Some write no GUID at all; the samples are then plain.
        tag = match field(24) {
            0 => 1,
            tag => tag,
        };
    }
    // How many bytes a sample takes is what `align` says, and `bits` only where it is silent: 20 bits
    // take 3 bytes, and 24 may take 4. Either way the sample fills the upper end.
    let bytes = match align / channels {
        0 => bits.div_ceil(8),
        bytes => bytes,
    };
    let coding = match (tag, bytes) {
        (1 | 3, _) if bits == 0 || bits > 64 || bits > bytes * 8 => return Err(Claim::Bits(bits)),
        (1, 1) => Coding::Plain(Form::U8),
        (1, 2) => Coding::Plain(Form::I16),
        (1, 3) => Coding::Plain(Form::I24),
        (1, 4) => Coding::Plain(Form::I32),
        (3, 4) => Coding::Plain(Form::F32),
        (3, 8) => Coding::Plain(Form::F64),
        (1 | 3, _) => return Err(Claim::Bits(bits)),
        (6, 1) => Coding::Plain(Form::ALaw),
        (7, 1) => Coding::Plain(Form::MuLaw),
        (2 | 0x11, _) => Coding::Adpcm,
        (0x50 | 0x55, _) => Coding::Mpeg,
        (tag, _) => Coding::Other(tag),
    };
    let align = match coding {
        Coding::Plain(form) => form.bytes() as u64 * channels,
        _ => align.max(1),
    };
    Ok(Format { spec, coding, align, layout })
}

/// Returns the name of a coding that we do not know, for the one who asks.
pub(super) fn name_of(tag: u16) -> String {
    match tag {
        0x0160..=0x0163 => "Windows Media Audio in WAV".to_owned(),
        0x00FF | 0x1600..=0x1610 | 0x706D | 0xA106 => "AAC in WAV".to_owned(),
        0x2000 => "AC-3 in WAV".to_owned(),
        0x2001 => "DTS in WAV".to_owned(),
        0x0022 => "TrueSpeech".to_owned(),
        0x0031 => "GSM 6.10".to_owned(),
        0x0040 | 0x0045 | 0x0064 | 0x0014 => "G.72x ADPCM".to_owned(),
        0x674F..=0x6771 => "Vorbis in WAV".to_owned(),
        0xF1AC => "FLAC in WAV".to_owned(),
        tag => format!("WAV coding 0x{tag:04X}"),
    }
}

/// The marks that somebody set while recording or editing: places by their numbers, and their labels. A mark
/// without a label is one of many that nobody named.
#[derive(Default)]
struct Marks {
    places: Vec<(u32, u32)>,
    labels: Vec<(u32, String)>,
}

impl Marks {
    fn places(&mut self, body: &[u8]) {
        let entries = body.get(4..).unwrap_or_default().chunks_exact(24).take(MOST_MARKS);
        self.places = entries.map(|entry| (le32(&entry[..4]), le32(&entry[20..24]))).collect();
    }

    fn labels(&mut self, body: &[u8]) {
        let mut list = body.get(4..).unwrap_or_default();
        while let Some((head, rest)) = list.split_at_checked(8) {
            let size = le32(&head[4..8]) as usize;
            let text = &rest[..size.min(rest.len())];
            if let Some((id, label)) = text.split_at_checked(4).filter(|_| head.starts_with(b"labl"))
                && self.labels.len() < MOST_MARKS
            {
                self.labels.push((le32(id), latin(label)));
            }
            let Some(next) = rest.get(size.saturating_add(size & 1)..) else { break };
            list = next;
        }
    }

    fn cues(&self, rate: u32) -> Vec<Cue> {
        let cue = |(id, frame): &(u32, u32)| {
            let (_, label) = self.labels.iter().find(|(of, _)| of == id)?;
            let at = Duration::from_nanos(u64::from(*frame) * 1_000_000_000 / u64::from(rate.max(1)));
            Cue::new(at, label)
        };
        let mut cues: Vec<Cue> = self.places.iter().filter_map(cue).collect();
        cues.sort_by_key(|cue| cue.at);
        cues
    }
}

/// Takes the title and its companions out of a chunk of text. The first of each counts.
fn words(id: [u8; 4], body: &[u8], tags: &mut Tags) {
    if &id == b"bext" {
        // Broadcast WAV: a description of 256 bytes, then who made it, 32.
        tags.comment(&latin(body.get(..256).unwrap_or_default()));
        return;
    }
    let Some(mut list) = body.strip_prefix(b"INFO") else { return };
    while let Some((head, rest)) = list.split_at_checked(8) {
        let size = le32(&head[4..8]) as usize;
        let text = latin(&rest[..size.min(rest.len())]);
        match &head[..4] {
            b"INAM" => tags.title(&text),
            b"IART" => tags.artist(&text),
            b"ICMT" => tags.comment(&text),
            _ => {}
        }
        let Some(next) = rest.get(size.saturating_add(size & 1)..) else { break };
        list = next;
    }
}

/// Reads text up to its first NUL: UTF-8, or else the Latin letters of old Windows programs.
fn latin(bytes: &[u8]) -> String {
    let text = bytes.split(|&byte| byte == 0).next().unwrap_or_default();
    String::from_utf8(text.to_vec()).unwrap_or_else(|_| text.iter().map(|&byte| char::from(byte)).collect())
}

fn le16(bytes: &[u8]) -> u16 {
    bytes.try_into().map_or(0, u16::from_le_bytes)
}

fn le32(bytes: &[u8]) -> u32 {
    bytes.try_into().map_or(0, u32::from_le_bytes)
}

fn le64(bytes: &[u8]) -> u64 {
    bytes.try_into().map_or(0, u64::from_le_bytes)
}
