//! AIFF and AIFC, in which Macs keep plain samples. As with WAV, the sizes are believed as far as the file
//! bears them out.

use std::io::{self, Read, Seek, SeekFrom};
use std::ops::Range;

use super::error::{Claim, Fault};
use super::pcm::Form;
use super::{Tags, checked_spec};
use crate::audio::Spec;

/// More chunks than any program writes.
const MOST_CHUNKS: usize = 10_000;
/// The most that is read of a chunk of text.
const MOST_TEXT: u64 = 4096;

/// What an AIFF file says of its sound.
#[derive(Debug)]
pub(super) struct Aiff {
    pub(super) spec: Spec,
    /// How each sample is written, or by what four letters the coding goes that is not plain.
    pub(super) form: Result<Form, [u8; 4]>,
    /// Where the sound is.
    pub(super) data: Range<u64>,
    /// How many frames the header claims.
    pub(super) claimed: u64,
    /// The words that go with it.
    pub(super) tags: Tags,
}

/// Reads the header of an AIFF file of `len` bytes.
pub(super) fn read(file: &mut (impl Read + Seek), len: u64) -> Result<Aiff, Fault> {
    let (mut common, mut data) = (None, None);
    let mut tags = Tags::default();
    let mut at = 12;
    for _ in 0..MOST_CHUNKS {
        if at + 8 > len {
            break;
        }
        let head = take(file, at, 8)?;
        let (body, size) = (at + 8, u64::from(be32(&head, 4)));
        let there = size.min(len - body);
        match &head[..4] {
            b"COMM" if common.is_none() => common = Some(take(file, body, there.min(64))?),
            b"SSND" if data.is_none() && there > 8 => {
                // Before the samples stand two numbers, of which the first says how far off they begin.
                let offset = u64::from(be32(&take(file, body, 8)?, 0));
                let start = body.saturating_add(8).saturating_add(offset);
                // A size of nothing is one that was never filled in.
                let end = if size <= 8 + offset { len } else { body + there };
                data = Some(start.min(end)..end);
            }
            b"NAME" => tags.title(&text(&take(file, body, there.min(MOST_TEXT))?)),
            b"AUTH" => tags.artist(&text(&take(file, body, there.min(MOST_TEXT))?)),
            b"ANNO" => tags.comment(&text(&take(file, body, there.min(MOST_TEXT))?)),
            _ => {}
        }
        at = body + size + (size & 1);
    }
    file.seek(SeekFrom::Start(0))?;
    let (Some(common), Some(data)) = (common, data) else { return Err(Fault::NoSound) };
    if data.is_empty() || common.len() < 18 {
        return Err(Fault::NoSound);
    }
    let spec = checked_spec(extended(&common[8..18]), u64::from(be32(&common, 0) >> 16))?;
    let bits = u64::from(be32(&common, 4) & 0xFFFF);
    let coding: [u8; 4] = common.get(18..22).and_then(|four| four.try_into().ok()).unwrap_or(*b"NONE");
    Ok(Aiff { spec, form: form(coding, bits)?, data, claimed: u64::from(be32(&common, 2)), tags })
}

/// Returns how samples are written that are called so.
fn form(coding: [u8; 4], bits: u64) -> Result<Result<Form, [u8; 4]>, Claim> {
    Ok(Ok(match (&coding, bits.div_ceil(8)) {
        (b"NONE" | b"twos", 1) => Form::I8,
        (b"NONE" | b"twos", 2) => Form::I16Be,
        (b"NONE" | b"twos" | b"in24", 3) => Form::I24Be,
        (b"NONE" | b"twos" | b"in32", 4) => Form::I32Be,
        (b"sowt", 2) => Form::I16,
        (b"sowt", 3) => Form::I24,
        (b"sowt", 4) => Form::I32,
        (b"raw ", 1) => Form::U8,
        (b"fl32" | b"FL32", _) => Form::F32Be,
        (b"fl64" | b"FL64", _) => Form::F64Be,
        (b"alaw" | b"ALAW", _) => Form::ALaw,
        (b"ulaw" | b"ULAW", _) => Form::MuLaw,
        (b"NONE" | b"twos" | b"sowt" | b"raw " | b"in24" | b"in32", _) => return Err(Claim::Bits(bits)),
        _ => return Ok(Err(coding)),
    }))
}

/// Reads a number of 80 bits with a point, as far as it is whole and no larger than any rate.
fn extended(bytes: &[u8]) -> u64 {
    let power = i32::from(bytes[0] & 0x7F) << 8 | i32::from(bytes[1]);
    let digits = u64::from(be32(bytes, 2)) << 32 | u64::from(be32(bytes, 6));
    match power - 16_383 {
        whole @ 0..=62 => digits >> (63 - whole),
        63.. => u64::MAX,
        _ => 0,
    }
}

fn take(file: &mut (impl Read + Seek), at: u64, bytes: u64) -> io::Result<Vec<u8>> {
    file.seek(SeekFrom::Start(at))?;
    let mut taken = Vec::new();
    file.by_ref().take(bytes).read_to_end(&mut taken)?;
    taken.resize(bytes as usize, 0); // the file may have shrunk
    Ok(taken)
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).trim_end_matches('\0').to_owned()
}

fn be32(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..at + 4).and_then(|four| four.try_into().ok()).map_or(0, u32::from_be_bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_are_numbers_of_eighty_bits() {
        assert_eq!(extended(b"\x40\x0E\xAC\x44\0\0\0\0\0\0"), 44_100);
        assert_eq!(extended(b"\x40\x0B\xFA\0\0\0\0\0\0\0"), 8_000);
        assert_eq!(extended(&[0; 10]), 0);
        assert_eq!(extended(&[0xFF; 10]), u64::MAX);
    }
}
