//! The walk over the frames of MPEG audio, past everything that is none.

use std::io::{self, Read, Seek, SeekFrom};
use std::ops::Range;

/// The longest frame that there can be (layer I and II at their highest rates are below), with the head
/// of the two that must follow it.
const WINDOW: usize = 64 * 1024;
/// Bytes of a frame's head.
const HEAD: usize = 4;

/// What the head of a frame says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Header {
    /// 1 for MPEG-1, 2 for MPEG-2 and 2.5.
    pub(crate) version: u8,
    /// 1, 2 or 3.
    pub(crate) layer: u8,
    /// Frames of sound in a second.
    pub(crate) rate: u32,
    /// 1 or 2.
    pub(crate) channels: u64,
    /// Frames of sound in this frame.
    pub(crate) samples: u64,
    /// Bytes, head included.
    pub(crate) bytes: usize,
}

const RATES: [u32; 3] = [44_100, 48_000, 32_000];
/// Kilobits a second by index, of which 0 means "free" and 15 nothing.
const KILOBITS: [[u16; 15]; 5] = [
    [0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448],
    [0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
    [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
    [0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256],
    [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
];

impl Header {
    /// Reads the head of a frame. A bit rate that is not said ("free") is one that nobody uses.
    pub(crate) fn read(head: [u8; HEAD]) -> Option<Header> {
        let word = u32::from_be_bytes(head);
        let field = |shift: u32, bits: u32| (word >> shift & ((1 << bits) - 1)) as usize;
        if field(21, 11) != 0x7FF {
            return None;
        }
        let (version, halvings) = match field(19, 2) {
            0 => (2, 2),
            2 => (2, 1),
            3 => (1, 0),
            _ => return None,
        };
        let layer = match field(17, 2) {
            0 => return None,
            layer => 4 - layer as u8,
        };
        let table = match (version, layer) {
            (1, layer) => usize::from(layer) - 1,
            (_, 1) => 3,
            _ => 4,
        };
        let bits = 1000 * u32::from(*KILOBITS[table].get(field(12, 4)).filter(|&&kilobits| kilobits > 0)?);
        let rate = RATES.get(field(10, 2))? >> halvings;
        let padding = field(9, 1) as u32;
        let (samples, bytes) = match (layer, version) {
            (1, _) => (384, (12 * bits / rate + padding) * 4),
            (3, 2) => (576, 72 * bits / rate + padding),
            _ => (1152, 144 * bits / rate + padding),
        };
        let channels = if field(6, 2) == 3 { 1 } else { 2 };
        Some(Header { version, layer, rate, channels, samples, bytes: bytes as usize })
    }

    /// Returns whether another frame can be of the same stream.
    pub(crate) fn alike(&self, other: &Header) -> bool {
        (self.version, self.layer, self.rate) == (other.version, other.layer, other.rate)
    }

    /// Returns what this kind of audio is called.
    pub(crate) fn name(&self) -> &'static str {
        match self.layer {
            1 => "MPEG layer I",
            2 => "MPEG layer II",
            _ => "MP3",
        }
    }
}

/// The frames in a part of a file, one after the other.
#[derive(Debug)]
pub(crate) struct Frames<R> {
    input: R,
    /// Bytes of the part that were not read yet.
    left: u64,
    window: Vec<u8>,
    /// Where the walk stands in the window.
    here: usize,
    /// Where the window begins in the part.
    base: u64,
    /// The stream that we are in; `None` while looking for one.
    stream: Option<Header>,
    lost: u64,
    cut_off: bool,
}

impl<R: Read + Seek> Frames<R> {
    /// Begins at the beginning of the part.
    pub(crate) fn new(mut input: R, part: Range<u64>) -> io::Result<Frames<R>> {
        input.seek(SeekFrom::Start(part.start))?;
        Ok(Frames {
            input,
            left: part.end - part.start,
            window: Vec::with_capacity(2 * WINDOW),
            here: 0,
            base: 0,
            stream: None,
            lost: 0,
            cut_off: false,
        })
    }

    /// Returns how far the walk has come, in bytes.
    pub(crate) fn at(&self) -> u64 {
        self.base + self.here as u64
    }

    /// Returns how many times the stream was lost to something else than a tag.
    pub(crate) fn lost(&self) -> u64 {
        self.lost
    }

    /// Returns whether the last frame was cut off.
    pub(crate) fn cut_off(&self) -> bool {
        self.cut_off
    }

    /// Returns whether a stream begins within so many bytes.
    pub(crate) fn find_within(&mut self, bytes: u64) -> io::Result<bool> {
        while self.at() < bytes && self.fill(HEAD)? {
            if self.skip_tag()? {
                continue;
            }
            if self.confirmed()?.is_some() {
                return Ok(true);
            }
            self.skip_to_sync();
        }
        Ok(false)
    }

    /// Returns the next frame, whole.
    pub(crate) fn next(&mut self) -> io::Result<Option<(Header, &[u8])>> {
        loop {
            if !self.fill(HEAD)? {
                return Ok(None);
            }
            let head = self.head_at(0);
            let header = match (self.stream, head) {
                (Some(stream), Some(head)) if stream.alike(&head) => Some(head),
                // Another kind of frame, or the first: only if more of its kind follow.
                (_, Some(_)) => self.confirmed()?,
                (_, None) => None,
            };
            let Some(header) = header else {
                if !self.skip_tag()? {
                    self.lost += u64::from(self.stream.take().is_some());
                    self.skip_to_sync();
                }
                continue;
            };
            if !self.fill(header.bytes)? {
                self.cut_off = true;
                return Ok(None);
            }
            self.stream = Some(header);
            let from = self.here;
            self.here += header.bytes;
            return Ok(Some((header, &self.window[from..self.here])));
        }
    }

    /// Returns the head of the frame here if two of its kind follow it, or one and then the end.
    fn confirmed(&mut self) -> io::Result<Option<Header>> {
        let Some(first) = self.head_at(0) else { return Ok(None) };
        let mut ahead = first.bytes;
        for follower in 1..=2 {
            if !self.fill(ahead + HEAD)? {
                // The end: of the whole part, or of a file of a single frame.
                let whole = self.window.len() - self.here >= ahead.min(first.bytes);
                return Ok(Some(first).filter(|_| whole && (follower == 2 || self.at() == 0)));
            }
            match self.head_at(ahead).filter(|head| first.alike(head)) {
                Some(head) => ahead += head.bytes,
                // A tag may follow the only frame of a stream.
                None => return Ok(Some(first).filter(|_| follower == 2 && self.tag_at(ahead).is_some())),
            }
        }
        Ok(Some(first))
    }

    fn head_at(&self, ahead: usize) -> Option<Header> {
        let at = self.here + ahead;
        Header::read(self.window.get(at..at + HEAD)?.try_into().ok()?)
    }

    /// Returns the length of the tag that begins there, if one does.
    fn tag_at(&self, ahead: usize) -> Option<u64> {
        let bytes = self.window.get(self.here + ahead..)?;
        if bytes.starts_with(b"TAG") {
            return Some(128);
        }
        if bytes.starts_with(b"APETAGEX") {
            let size: [u8; 4] = bytes.get(12..16)?.try_into().ok()?;
            let header = bytes.get(23)? & 0x20 != 0;
            // The size is of what follows the head, or of what came before this foot.
            return Some(32 + if header { u64::from(u32::from_le_bytes(size)) } else { 0 });
        }
        let head =
            bytes.get(..10).filter(|head| head.starts_with(b"ID3") && head[6..].iter().all(|&b| b < 128))?;
        let size = head[6..].iter().fold(0, |size, &byte| size << 7 | u64::from(byte));
        Some(10 + size + if head[5] & 0x10 != 0 { 10 } else { 0 })
    }

    /// Steps over the tag that begins here, if one does. A tag that claims more than there is left is a lie,
    /// and only its first byte is stepped over.
    fn skip_tag(&mut self) -> io::Result<bool> {
        self.fill(32)?;
        let Some(size) = self.tag_at(0) else { return Ok(false) };
        let held = (self.window.len() - self.here) as u64;
        if size > held + self.left {
            return Ok(false);
        }
        if size <= held {
            self.here += size as usize;
        } else {
            let beyond = size - held;
            self.input.seek_relative(beyond.cast_signed())?;
            self.left -= beyond;
            self.base = self.at() + size;
            self.here = 0;
            self.window.clear();
        }
        Ok(true)
    }

    /// Steps at least one byte, to the next that could begin something.
    fn skip_to_sync(&mut self) {
        let rest = &self.window[self.here + 1..];
        let next = rest.iter().position(|&byte| matches!(byte, 0xFF | b'I' | b'A' | b'T'));
        self.here += 1 + next.unwrap_or(rest.len());
    }

    /// Reads until so many bytes lie ahead; false where the part ends before.
    fn fill(&mut self, ahead: usize) -> io::Result<bool> {
        if self.window.len() - self.here >= ahead {
            return Ok(true);
        }
        self.base = self.at();
        self.window.drain(..self.here);
        self.here = 0;
        let wanted = (ahead.max(WINDOW) - self.window.len()) as u64;
        let got = self.input.by_ref().take(wanted.min(self.left)).read_to_end(&mut self.window)? as u64;
        self.left = if got < wanted.min(self.left) { 0 } else { self.left - got };
        Ok(self.window.len() >= ahead)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    /// An empty frame: MPEG-1, layer III, 32 kbit/s, 44.1 kHz, mono.
    fn frame() -> Vec<u8> {
        let mut frame = vec![0; 104];
        frame[..4].copy_from_slice(&[0xFF, 0xFB, 0x10, 0xC0]);
        frame
    }

    fn walk(bytes: &[u8]) -> (usize, u64, bool) {
        let mut frames = Frames::new(Cursor::new(bytes), 0..bytes.len() as u64).unwrap();
        let mut count = 0;
        while let Some((header, bytes)) = frames.next().unwrap() {
            assert_eq!((header.bytes, bytes.len()), (104, 104));
            count += 1;
        }
        (count, frames.lost(), frames.cut_off())
    }

    #[test]
    fn heads_say_what_the_standard_says() {
        let header = Header::read([0xFF, 0xFB, 0x90, 0x64]).unwrap();
        assert_eq!((header.rate, header.channels, header.samples, header.bytes), (44_100, 2, 1152, 417));
        let header = Header::read([0xFF, 0xF3, 0x64, 0xC4]).unwrap();
        assert_eq!((header.rate, header.channels, header.samples, header.bytes), (24_000, 1, 576, 144));
        for wrong in
            [[0xFF, 0xFB, 0x00, 0], [0xFF, 0xFB, 0xF0, 0], [0xFF, 0xFB, 0x9C, 0], [0xFF, 0xE9, 0x90, 0]]
        {
            assert_eq!(Header::read(wrong), None);
        }
    }

    #[test]
    fn all_frames_are_found_whatever_lies_between() {
        let three = frame().repeat(3);
        let tag = [b"ID3\x04\0\0\0\0\x01\x00".as_slice(), &[0xFF; 128]].concat();
        assert_eq!(walk(&three), (3, 0, false));
        assert_eq!(walk(&[&tag[..], &three, &tag, &three, b"TAG", &[0; 125]].concat()), (6, 0, false));
        assert_eq!(
            walk(&[&vec![0; 70_000][..], &three, b"junk", &[0xFF; 999], &three].concat()),
            (6, 1, false)
        );
        assert_eq!(walk(&[&three[..], &frame()[..50]].concat()), (3, 0, true));
        assert_eq!(walk(&frame()), (1, 0, false));
        assert_eq!(walk(&[0xFF; 5000]), (0, 0, false));
    }

    #[test]
    fn a_tag_longer_than_the_window_is_stepped_over() {
        let tag = [b"ID3\x04\0\0\0\x10\0\0".as_slice(), &vec![0xFF; 16 << 14]].concat();
        assert_eq!(walk(&[&tag[..], &frame().repeat(4)].concat()), (4, 0, false));
        // One that claims 256 MB and has nothing.
        assert_eq!(
            walk(&[b"ID3\x04\0\0\x7F\x7F\x7F\x7F".as_slice(), &frame().repeat(4)].concat()),
            (4, 0, false)
        );
    }
}
