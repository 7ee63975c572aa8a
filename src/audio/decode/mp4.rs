//! What symphonia does not tell of an MP4 file: which parts of a track are to be heard, and which tracks
//! to hide from it.
//!
//! An MP4 file is boxes in boxes, each with its size and a name of four letters. Only the boxes that
//! matter are read, and of those only the first bytes, so that no claim takes memory.

use std::io::{self, Read, Seek, SeekFrom};
use std::ops::Range;

/// More boxes than any file has outside its hostile kind.
const MOST_BOXES: usize = 20_000;
/// How deep boxes lie in a track: sample table, media information, media. Each level takes its room on the
/// stack, of which a file of nothing but beginnings would take all.
const DEEPEST: usize = 4;
/// More edits than anybody makes on the way to us.
const MOST_EDITS: u32 = 10_000;

/// The part of an MP4 file's index that we want.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// Units in a second of the whole.
    pub(super) scale: u32,
    /// All tracks, of whatever kind.
    pub(super) tracks: Vec<Track>,
}

/// A track, of whatever kind.
#[derive(Debug, Default, Clone)]
pub(super) struct Track {
    /// The number by which it goes.
    pub(super) id: u32,
    /// Whether the file wants it heard or seen at once.
    pub(super) enabled: bool,
    /// What it is for: `soun`, `vide` and others.
    pub(super) kind: [u8; 4],
    /// How it is written, by the four letters that stand for it.
    pub(super) coding: [u8; 4],
    /// Units in a second of the track.
    pub(super) scale: u32,
    /// Parts to be presented: length in units of the whole, beginning in units of the track (negative for
    /// a pause).
    pub(super) edits: Vec<(u64, i64)>,
    /// Where the name of its box stands in the file.
    pub(super) name_at: u64,
    /// Where the tables of its samples are.
    pub(super) tables: Range<u64>,
}

/// Reads the index of a file of that many bytes; `None` if it has none.
pub(super) fn read(file: &mut (impl Read + Seek), bytes: u64) -> io::Result<Option<Index>> {
    let mut walk = Walk::new(file);
    let mut index = None;
    walk.boxes_in(0..bytes, &mut |walk, name, body| {
        if &name == b"moov" && index.is_none() {
            index = Some(walk.movie(body)?);
        }
        Ok(())
    })?;
    file.seek(SeekFrom::Start(0))?;
    Ok(index)
}

/// Hears of a box: its name, and where its contents are.
pub(super) type Each<'e, W> = dyn FnMut(&mut W, [u8; 4], Range<u64>) -> io::Result<()> + 'e;

/// A walk through the boxes of a file, which comes to an end whatever they say.
pub(super) struct Walk<'f, R> {
    file: &'f mut R,
    boxes: usize,
    /// How deep in a track we are.
    depth: usize,
}

impl<'f, R: Read + Seek> Walk<'f, R> {
    /// Begins a walk.
    pub(super) fn new(file: &'f mut R) -> Walk<'f, R> {
        Walk { file, boxes: 0, depth: 0 }
    }

    /// Leaves the file at its beginning.
    pub(super) fn rewind(self) -> io::Result<()> {
        self.file.seek(SeekFrom::Start(0)).map(drop)
    }

    /// Reads text of at most so many bytes: UTF-8, or UTF-16 where it says so.
    pub(super) fn text(&mut self, at: u64, bytes: u64) -> io::Result<String> {
        self.file.seek(SeekFrom::Start(at))?;
        let mut text = Vec::new();
        self.file.by_ref().take(bytes).read_to_end(&mut text)?;
        Ok(match text.strip_prefix(b"\xFE\xFF") {
            Some(pairs) => {
                let units = pairs.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
                char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
            }
            None => String::from_utf8_lossy(&text).into_owned(),
        })
    }

    /// Hands over every box in that range: its name, and where its contents are.
    pub(super) fn boxes_in(&mut self, range: Range<u64>, each: &mut Each<'_, Self>) -> io::Result<()> {
        let mut at = range.start;
        while range.end.saturating_sub(at) >= 8 && self.boxes < MOST_BOXES {
            self.boxes += 1;
            let head = self.bytes::<16>(at)?;
            let (mut size, mut body) = (u64::from(be32(&head, 0)), at + 8);
            if size == 1 {
                (size, body) = (be64(&head, 8), at + 16);
            }
            let end = if size == 0 { range.end } else { at.saturating_add(size) };
            // An index that is not all there is none.
            if end < body || (end > range.end && &head[4..8] == b"moov") {
                break;
            }
            let name = [head[4], head[5], head[6], head[7]];
            each(self, name, body..end.min(range.end))?;
            at = end;
        }
        Ok(())
    }

    fn movie(&mut self, body: Range<u64>) -> io::Result<Index> {
        let mut index = Index::default();
        self.boxes_in(body, &mut |walk, name, body| {
            match &name {
                b"mvhd" => index.scale = walk.scale(body.start)?,
                b"trak" => {
                    let mut track = Track { name_at: body.start - 4, enabled: true, ..Track::default() };
                    walk.track(body, &mut track)?;
                    index.tracks.push(track);
                }
                _ => {}
            }
            Ok(())
        })?;
        Ok(index)
    }

    fn track(&mut self, body: Range<u64>, track: &mut Track) -> io::Result<()> {
        self.boxes_in(body, &mut |walk, name, body| {
            match &name {
                b"tkhd" => {
                    let head = walk.bytes::<24>(body.start)?;
                    track.enabled = head[3] & 1 == 1;
                    track.id = be32(&head, if head[0] == 1 { 20 } else { 12 });
                }
                b"mdhd" => track.scale = walk.scale(body.start)?,
                b"hdlr" if track.kind == [0; 4] => {
                    let head = walk.bytes::<12>(body.start)?;
                    track.kind = [head[8], head[9], head[10], head[11]];
                }
                b"stsd" => {
                    let head = walk.bytes::<16>(body.start)?;
                    track.coding = [head[12], head[13], head[14], head[15]];
                }
                b"elst" => track.edits = walk.edits(body)?,
                b"edts" | b"mdia" | b"minf" | b"stbl" if walk.depth < DEEPEST => {
                    if &name == b"stbl" {
                        track.tables = body.clone();
                    }
                    walk.depth += 1;
                    walk.track(body, track)?;
                    walk.depth -= 1;
                }
                _ => {}
            }
            Ok(())
        })
    }

    fn edits(&mut self, body: Range<u64>) -> io::Result<Vec<(u64, i64)>> {
        let head = self.bytes::<8>(body.start)?;
        let long = head[0] == 1;
        let step = if long { 20 } else { 12 };
        let there = (body.end.saturating_sub(body.start + 8)) / step;
        let count = u64::from(be32(&head, 4).min(MOST_EDITS)).min(there);
        (0..count)
            .map(|edit| {
                let entry = self.bytes::<16>(body.start + 8 + edit * step)?;
                Ok(if long {
                    (be64(&entry, 0), be64(&entry, 8).cast_signed())
                } else {
                    (u64::from(be32(&entry, 0)), i64::from(be32(&entry, 4).cast_signed()))
                })
            })
            .collect()
    }

    /// Reads the units in a second out of a head of the whole or of a track.
    pub(super) fn scale(&mut self, at: u64) -> io::Result<u32> {
        let head = self.bytes::<24>(at)?;
        Ok(be32(&head, if head[0] == 1 { 20 } else { 12 }))
    }

    /// Reads that many bytes; zeros behind the end.
    pub(super) fn bytes<const N: usize>(&mut self, at: u64) -> io::Result<[u8; N]> {
        self.file.seek(SeekFrom::Start(at))?;
        let mut bytes = Vec::with_capacity(N);
        self.file.by_ref().take(N as u64).read_to_end(&mut bytes)?;
        bytes.resize(N, 0);
        Ok(bytes.try_into().unwrap_or([0; N]))
    }
}

impl Track {
    /// Returns the runs of decoded frames that are to be heard, at `rate` frames a second of which `decoded`
    /// are announced; `None` if there are no edits, or such that cannot be followed in one go.
    pub(super) fn runs(&self, whole: u32, rate: u32, decoded: Option<u64>) -> Option<Vec<Range<u64>>> {
        let (scale, whole) = (u64::from(self.scale), u64::from(whole));
        if scale == 0 || whole == 0 {
            return None;
        }
        let frames =
            |units: u64, scale: u64| (u128::from(units) * u128::from(rate) / u128::from(scale)) as u64;
        let mut runs: Vec<Range<u64>> = Vec::new();
        for &(length, start) in &self.edits {
            // A pause keeps sound and picture together; without the picture it is of no use.
            let Ok(start) = u64::try_from(start) else { continue };
            let start = frames(start, scale);
            let mut end = start.saturating_add(frames(length, whole));
            // The length is told in coarser units than the track has. Where the end of the track is within
            // one of them, it is the end that is meant; a length of 0 means all there is.
            let unit = frames(1, whole) + 1;
            if length == 0 || decoded.is_some_and(|decoded| decoded.abs_diff(end) <= unit) {
                end = decoded.unwrap_or(u64::MAX);
            }
            if runs.last().is_some_and(|last| last.end > start) {
                return None;
            }
            runs.push(start..end);
        }
        Some(runs).filter(|runs| runs.iter().any(|run| !run.is_empty()))
    }

    /// Returns whether it is a track of sound.
    pub(super) fn is_sound(&self) -> bool {
        &self.kind == b"soun"
    }

    /// Returns what a way of writing sound is called that we cannot read; `None` for those that we can, and
    /// for those that we do not know.
    pub(super) fn foreign(&self) -> Option<&'static str> {
        Some(match &self.coding {
            b"drms" | b"enca" => "protected by DRM",
            b"ac-3" => "AC-3",
            b"ec-3" => "E-AC-3",
            b"ac-4" => "AC-4",
            b"samr" | b"sawb" => "AMR",
            b"sqcp" => "QCELP",
            b"dtsc" | b"dtsh" | b"dtse" | b"dtsl" => "DTS",
            b"mlpa" => "TrueHD",
            b"ima4" => "IMA ADPCM of QuickTime",
            b"MAC3" | b"MAC6" => "MACE",
            b"QDM2" | b"QDMC" => "QDesign Music",
            b"apac" => "Apple Positional Audio",
            b"mha1" | b"mhm1" => "MPEG-H",
            _ => return None,
        })
    }
}

/// Reads Apple's comment on how much an encoder put before and behind the sound: numbers in hexadecimal,
/// of which the second is before, the third behind, and the fourth the sound itself.
pub(super) fn smooth_playback(text: &str) -> Option<Range<u64>> {
    let mut numbers = text.split_whitespace().map(|number| u64::from_str_radix(number, 16).ok());
    let (_, before, _, sound) = (numbers.next()??, numbers.next()??, numbers.next()??, numbers.next()??);
    Some(before..before.checked_add(sound)?).filter(|run| !run.is_empty())
}

pub(super) fn be32(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..at + 4).and_then(|four| four.try_into().ok()).map_or(0, u32::from_be_bytes)
}

pub(super) fn be64(bytes: &[u8], at: usize) -> u64 {
    u64::from(be32(bytes, at)) << 32 | u64::from(be32(bytes, at + 4))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edited(edits: &[(u64, i64)]) -> Track {
        Track { scale: 44_100, edits: edits.to_vec(), ..Track::default() }
    }

    #[test]
    fn an_edit_says_what_is_sound() {
        let runs = |edits: &[(u64, i64)], decoded| {
            let runs = edited(edits).runs(1000, 44_100, decoded);
            runs.map(|runs| runs.into_iter().map(|run| (run.start, run.end)).collect::<Vec<_>>())
        };
        // Priming, and an end that is told in milliseconds but is the end of the track.
        assert_eq!(runs(&[(500, 1024)], Some(23_074)), Some(vec![(1024, 23_074)]));
        assert_eq!(runs(&[(500, 1024)], Some(25_000)), Some(vec![(1024, 23_074)]));
        assert_eq!(runs(&[(0, 1024)], None), Some(vec![(1024, u64::MAX)]));
        // A pause first; two parts; the same part twice, which cannot be decoded in one go.
        assert_eq!(runs(&[(20, -1), (500, 0)], Some(23_000)), Some(vec![(0, 22_050)]));
        assert_eq!(runs(&[(100, 0), (100, 44_100)], None), Some(vec![(0, 4410), (44_100, 48_510)]));
        assert_eq!(runs(&[(100, 0), (100, 0)], None), None);
        assert_eq!(runs(&[], None), None);
    }

    #[test]
    fn apple_writes_hexadecimal() {
        let text = " 00000000 00000840 000001CA 00000000003F31F6 00000000 00000000";
        assert_eq!(smooth_playback(text), Some(0x840..0x840 + 0x3F_31F6));
        for wrong in ["", "0 0 0", "x 1 2 3", "0 FFFFFFFFFFFFFFFF 0 1", "0 1 2 0"] {
            assert_eq!(smooth_playback(wrong), None);
        }
    }

    #[test]
    fn boxes_in_boxes_without_end_take_no_room() {
        // Twenty thousand heads, each of which claims all that follows it.
        let head = |left: usize, name: &[u8; 4]| [&(8 * left as u32).to_be_bytes()[..], name].concat();
        let mut bytes = [head(20_000, b"moov"), head(19_999, b"trak")].concat();
        (1..19_999).rev().for_each(|left| bytes.extend(head(left, b"mdia")));
        let index = read(&mut io::Cursor::new(&bytes), bytes.len() as u64).unwrap().unwrap();
        assert_eq!(index.tracks.len(), 1);
    }

    #[test]
    fn boxes_that_lie_end_the_walk() {
        for bytes in [
            &b"\0\0\0\x01moov\0\0\0\0\0\0\0\x01"[..],
            b"\0\0\0\x02moov",
            b"\xFF\xFF\xFF\xFFmoov\0\0\0\x08trak",
            b"\0\0\0",
        ] {
            let index = read(&mut io::Cursor::new(bytes), bytes.len() as u64).unwrap();
            assert!(index.is_none_or(|index| index.tracks.len() <= 1));
        }
    }
}
