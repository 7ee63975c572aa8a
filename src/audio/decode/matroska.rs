//! What symphonia does not tell of a Matroska or `WebM` file: what its tracks are, and how much an encoder
//! put before and behind the sound.
//!
//! Such a file is elements in elements (EBML), each with a number for its kind and a size. Only those that
//! matter are read, and none that claims more than it needs.

use std::io::{self, Read, Seek, SeekFrom};
use std::ops::Range;

/// More elements than are worth walking over.
const MOST: usize = 200_000;

const SEGMENT: u32 = 0x1853_8067;
const TRACKS: u32 = 0x1654_AE6B;
const TRACK_ENTRY: u32 = 0xAE;
const TRACK_NUMBER: u32 = 0xD7;
const TRACK_TYPE: u32 = 0x83;
const CODEC_ID: u32 = 0x86;
const CODEC_DELAY: u32 = 0x56AA;
const CLUSTER: u32 = 0x1F43_B675;
const BLOCK_GROUP: u32 = 0xA0;
const BLOCK: u32 = 0xA1;
const DISCARD_PADDING: u32 = 0x75A2;

/// The part of a file's description that we want.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// All tracks, of whatever kind.
    pub(super) tracks: Vec<Track>,
}

/// A track, of whatever kind.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Track {
    /// The number by which it goes.
    pub(super) number: u64,
    /// 1 for pictures, 2 for sound.
    pub(super) kind: u64,
    /// How it is written: "A_OPUS".
    pub(super) codec: String,
    /// Time at its beginning that is no sound, in ns.
    pub(super) delay: u64,
    /// Time at its end that is no sound, in ns.
    pub(super) padding: u64,
}

/// Reads the description of a file of that many bytes.
pub(super) fn read(file: &mut (impl Read + Seek), bytes: u64) -> io::Result<Index> {
    let mut walk = Walk { file, elements: 0 };
    let mut index = Index::default();
    let mut last_cluster = None;
    walk.elements_in(0..bytes, &mut |walk, kind, body| match kind {
        SEGMENT => walk.elements_in(body, &mut |walk, kind, body| {
            match kind {
                TRACKS => walk.elements_in(body, &mut |walk, kind, body| {
                    if kind == TRACK_ENTRY && index.tracks.len() < 100 {
                        index.tracks.push(walk.track(body)?);
                    }
                    Ok(())
                })?,
                CLUSTER => last_cluster = Some(body),
                _ => {}
            }
            Ok(())
        }),
        _ => Ok(()),
    })?;
    if let Some(cluster) = last_cluster {
        walk.padding(cluster, &mut index.tracks)?;
    }
    file.seek(SeekFrom::Start(0))?;
    Ok(index)
}

struct Walk<'f, R> {
    file: &'f mut R,
    elements: usize,
}

impl<R: Read + Seek> Walk<'_, R> {
    /// Hands over every element in that range: its kind, and where its contents are. One whose size is not
    /// known ends with what holds it.
    fn elements_in(
        &mut self,
        range: Range<u64>,
        each: &mut dyn FnMut(&mut Self, u32, Range<u64>) -> io::Result<()>,
    ) -> io::Result<()> {
        let mut at = range.start;
        while at < range.end && self.elements < MOST {
            self.elements += 1;
            let head = self.bytes(at, 12)?;
            let Some((kind, kind_bytes)) = number(&head, false) else { break };
            let Some((size, size_bytes)) = number(&head[kind_bytes..], true) else { break };
            let body = at + (kind_bytes + size_bytes) as u64;
            let unknown = size == (1 << (7 * size_bytes)) - 1;
            let end = if unknown { range.end } else { body.saturating_add(size).min(range.end) };
            if body > end {
                break;
            }
            each(self, u32::try_from(kind).unwrap_or(0), body..end)?;
            at = end;
        }
        Ok(())
    }

    fn track(&mut self, body: Range<u64>) -> io::Result<Track> {
        let mut track = Track::default();
        self.elements_in(body, &mut |walk, kind, body| {
            match kind {
                TRACK_NUMBER => track.number = walk.unsigned(body)?,
                TRACK_TYPE => track.kind = walk.unsigned(body)?,
                CODEC_ID => {
                    let name = walk.bytes(body.start, (body.end - body.start).min(64))?;
                    track.codec = String::from_utf8_lossy(&name).trim_end_matches('\0').to_owned();
                }
                CODEC_DELAY => track.delay = walk.unsigned(body)?,
                _ => {}
            }
            Ok(())
        })?;
        Ok(track)
    }

    /// Finds what is to be dropped behind the last blocks.
    fn padding(&mut self, cluster: Range<u64>, tracks: &mut [Track]) -> io::Result<()> {
        self.elements_in(cluster, &mut |walk, kind, body| {
            if kind != BLOCK_GROUP {
                return Ok(());
            }
            let (mut of, mut padding) = (None, 0);
            walk.elements_in(body, &mut |walk, kind, body| {
                match kind {
                    BLOCK => of = number(&walk.bytes(body.start, 8)?, true).map(|(track, _)| track),
                    DISCARD_PADDING => padding = walk.unsigned(body)?,
                    _ => {}
                }
                Ok(())
            })?;
            if let Some(track) = tracks.iter_mut().find(|track| Some(track.number) == of) {
                track.padding = padding;
            }
            Ok(())
        })
    }

    fn unsigned(&mut self, body: Range<u64>) -> io::Result<u64> {
        let bytes = self.bytes(body.start, (body.end - body.start).min(8))?;
        Ok(bytes.iter().fold(0, |value, &byte| value << 8 | u64::from(byte)))
    }

    /// Reads that many bytes; zeros behind the end.
    fn bytes(&mut self, at: u64, count: u64) -> io::Result<Vec<u8>> {
        self.file.seek(SeekFrom::Start(at))?;
        let mut bytes = Vec::new();
        self.file.by_ref().take(count).read_to_end(&mut bytes)?;
        bytes.resize(count as usize, 0);
        Ok(bytes)
    }
}

/// Reads a number of EBML: the zeros before its first bit tell how many bytes follow. The bit itself is part
/// of a kind, not of a size.
fn number(bytes: &[u8], size: bool) -> Option<(u64, usize)> {
    let first = *bytes.first().filter(|&&first| first != 0)?;
    let length = first.leading_zeros() as usize + 1;
    let whole = bytes.get(..length)?.iter().fold(0, |value, &byte| value << 8 | u64::from(byte));
    Some((if size { whole & ((1 << (7 * length)) - 1) } else { whole }, length))
}

impl Track {
    /// Returns whether it is a track of sound.
    pub(super) fn is_sound(&self) -> bool {
        self.kind == 2
    }

    /// Returns how many frames at its beginning and at its end are no sound, at that rate. Nobody drops more
    /// than a second.
    pub(super) fn gap(&self, rate: u32) -> (u64, u64) {
        let frames = |ns: u64| {
            let exact = u128::from(ns) * u128::from(rate);
            ((exact + 500_000_000) / 1_000_000_000) as u64
        };
        (frames(self.delay.min(1_000_000_000)), frames(self.padding.min(1_000_000_000)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_carry_their_length() {
        assert_eq!(number(&[0x81], true), Some((1, 1)));
        assert_eq!(number(&[0x40, 0x02], true), Some((2, 2)));
        assert_eq!(number(&[0x1A, 0x45, 0xDF, 0xA3], false), Some((0x1A45_DFA3, 4)));
        assert_eq!(number(&[0x40], true), None);
        assert_eq!(number(&[0], true), None);
    }

    #[test]
    fn gaps_are_whole_frames() {
        let track = Track { delay: 6_500_000, padding: 13_500_000, ..Track::default() };
        assert_eq!(track.gap(48_000), (312, 648));
    }
}
