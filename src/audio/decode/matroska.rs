//! What symphonia does not tell of a Matroska or `WebM` file: what its tracks are, and how much an encoder
//! put before and behind the sound.
//!
//! Such a file is elements in elements (EBML), each with a number for its kind and a size. Only those that
//! matter are read, and none that claims more than it needs.

use std::io::{self, Read, Seek, SeekFrom};
use std::ops::Range;
use std::time::Duration;

use super::cues::{self, Cue};
use super::view::Patch;

/// More elements than are worth walking over.
const MOST: usize = 200_000;

const SEGMENT: u32 = 0x1853_8067;
const SEEK_HEAD: u32 = 0x114D_9B74;
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
const CHAPTERS: u32 = 0x1043_A770;
const EDITION: u32 = 0x45B9;
const CHAPTER: u32 = 0xB6;
const CHAPTER_START: u32 = 0x91;
const CHAPTER_HIDDEN: u32 = 0x98;
const CHAPTER_DISPLAY: u32 = 0x80;
const CHAPTER_TITLE: u32 = 0x85;
const VOID: u8 = 0xEC;

/// How deep chapters lie in chapters; each level takes its room on the stack.
const DEEPEST: usize = 4;
/// The most of a title that is read, in bytes.
const LONGEST_TITLE: u64 = 4_096;

/// The part of a file's description that we want.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// All tracks, of whatever kind.
    pub(super) tracks: Vec<Track>,
    /// What to change in a file that ends before it says, which symphonia would refuse as a whole: its size,
    /// and the list of places of which some are no longer there.
    pub(super) repairs: Vec<Patch>,
    /// Where the last whole piece ends.
    pub(super) bytes: u64,
    /// The chapters of the first edition, which is the one that players show.
    pub(super) cues: Vec<Cue>,
    /// Where they stand. They are hidden from symphonia, which refuses the whole file where one of them has no
    /// number of its own, as those of ffmpeg have not.
    pub(super) hidden: Vec<Patch>,
}

/// A track, of whatever kind.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Track {
    /// The number by which it goes.
    pub(super) number: u64,
    /// 1 for pictures, 2 for sound.
    pub(super) kind: u64,
    /// How it is written: `A_OPUS`.
    pub(super) codec: String,
    /// Time at its beginning that is no sound, in ns.
    pub(super) delay: u64,
    /// Time at its end that is no sound, in ns.
    pub(super) padding: u64,
}

/// Reads the description of a file of that many bytes.
pub(super) fn read(file: &mut (impl Read + Seek), bytes: u64) -> io::Result<Index> {
    let (too_long, seek_heads, chapters) = (Vec::new(), Vec::new(), Vec::new());
    let mut walk = Walk { file, elements: 0, whole: 0, too_long, seek_heads, chapters };
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
                CHAPTERS if index.cues.is_empty() => index.cues = walk.cues(body)?,
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
    index.bytes = bytes;
    index.hidden = std::mem::take(&mut walk.chapters);
    if !walk.too_long.is_empty() {
        index.bytes = walk.whole;
        index.repairs = walk.seek_heads;
        for (at, length, body) in walk.too_long {
            index.repairs.push((at, size_of(walk.whole.saturating_sub(body), length)));
        }
    }
    file.seek(SeekFrom::Start(0))?;
    Ok(index)
}

/// Hears of an element: its kind, and where its contents are.
type Each<'e, W> = dyn FnMut(&mut W, u32, Range<u64>) -> io::Result<()> + 'e;

struct Walk<'f, R> {
    file: &'f mut R,
    elements: usize,
    /// Where the last whole element ends.
    whole: u64,
    /// Sizes that reach beyond the end: where they stand, how long they are, and of what.
    too_long: Vec<(u64, usize, u64)>,
    seek_heads: Vec<Patch>,
    chapters: Vec<Patch>,
}

impl<R: Read + Seek> Walk<'_, R> {
    /// Hands over every element in that range: its kind, and where its contents are. One whose size is not
    /// known ends with what holds it.
    fn elements_in(&mut self, range: Range<u64>, each: &mut Each<'_, Self>) -> io::Result<()> {
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
            if !unknown && size > end - body {
                // Sizes that were true before the file was cut: of it all, and of its last part.
                if kind == u64::from(SEGMENT) || kind == u64::from(CLUSTER) {
                    self.too_long.push((at + kind_bytes as u64, size_bytes, body));
                }
            } else if !unknown {
                self.whole = self.whole.max(end);
                let hides = match u32::try_from(kind) {
                    Ok(SEEK_HEAD) => Some(&mut self.seek_heads),
                    Ok(CHAPTERS) => Some(&mut self.chapters),
                    _ => None,
                };
                if let Some(hides) = hides {
                    hides.push((at, void(size, kind_bytes + size_bytes)));
                }
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
                    let name = String::from_utf8_lossy(&name);
                    name.trim_end_matches('\0').clone_into(&mut track.codec);
                }
                CODEC_DELAY => track.delay = walk.unsigned(body)?,
                _ => {}
            }
            Ok(())
        })?;
        Ok(track)
    }

    /// Reads the chapters of the first edition.
    fn cues(&mut self, body: Range<u64>) -> io::Result<Vec<Cue>> {
        let (mut cues, mut is_first) = (Vec::new(), true);
        self.elements_in(body, &mut |walk, kind, body| {
            if kind == EDITION && std::mem::take(&mut is_first) {
                walk.chapters_in(body, 0, &mut cues)?;
            }
            Ok(())
        })?;
        cues.sort_by_key(|cue: &Cue| cue.at);
        Ok(cues)
    }

    fn chapters_in(&mut self, body: Range<u64>, depth: usize, cues: &mut Vec<Cue>) -> io::Result<()> {
        self.elements_in(body, &mut |walk, kind, body| {
            if kind != CHAPTER || cues.len() >= cues::MOST {
                return Ok(());
            }
            let (mut start, mut title, mut hidden) = (0, String::new(), false);
            walk.elements_in(body.clone(), &mut |walk, kind, body| {
                match kind {
                    CHAPTER_START => start = walk.unsigned(body)?,
                    CHAPTER_HIDDEN => hidden = walk.unsigned(body)? != 0,
                    CHAPTER_DISPLAY if title.is_empty() => title = walk.title(body)?,
                    _ => {}
                }
                Ok(())
            })?;
            cues.extend(Cue::new(Duration::from_nanos(start), &title).filter(|_| !hidden));
            if depth < DEEPEST { walk.chapters_in(body, depth + 1, cues) } else { Ok(()) }
        })
    }

    fn title(&mut self, body: Range<u64>) -> io::Result<String> {
        let mut title = String::new();
        self.elements_in(body, &mut |walk, kind, body| {
            if kind == CHAPTER_TITLE {
                let bytes = walk.bytes(body.start, (body.end - body.start).min(LONGEST_TITLE))?;
                String::from_utf8_lossy(&bytes).trim_end_matches('\0').clone_into(&mut title);
            }
            Ok(())
        })?;
        Ok(title)
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

/// Writes a size in that many bytes; the first bit tells how many.
fn size_of(size: u64, bytes: usize) -> Vec<u8> {
    (size | 1 << (7 * bytes)).to_be_bytes()[8 - bytes..].to_vec()
}

/// Writes the head of an element that is to be passed over, in place of a head of so many bytes.
fn void(size: u64, head: usize) -> Vec<u8> {
    let bytes = (head - 1).min(8);
    let rest = head - 1 - bytes;
    [vec![VOID], size_of(size + rest as u64, bytes)].concat()
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
    fn what_is_written_is_read_back() {
        assert_eq!(size_of(300, 8), [1, 0, 0, 0, 0, 0, 1, 44]);
        assert_eq!(number(&size_of(300, 2), true), Some((300, 2)));
        for head in 2..=12 {
            let void = void(60, head);
            let (size, bytes) = number(&void[1..], true).unwrap();
            assert_eq!(1 + bytes as u64 + size, head as u64 + 60);
        }
    }

    #[test]
    fn gaps_are_whole_frames() {
        let track = Track { delay: 6_500_000, padding: 13_500_000, ..Track::default() };
        assert_eq!(track.gap(48_000), (312, 648));
    }
}
