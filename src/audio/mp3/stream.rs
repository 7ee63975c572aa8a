//! Runs of MP3 frames of a constant bitrate, and how two of them become one.
//!
//! The sound of an MP3 frame, its *main data*, may begin in the frames before it: an easy frame leaves
//! room that a difficult one uses, the *bit reservoir*. So frames of two runs of the encoder cannot
//! simply follow each other. But where the second run's frame begins no earlier than the first run's
//! data ends, its bytes can be put where the first run left room, and nothing else has to change: no
//! header, no pointer, no bitrate. Each of the two runs has then given out whole frames, and the joint
//! is one that a single run might have made.

use std::ops::Range;

use super::frames::main_data;
use super::header::Mp3Header;

/// A run of whole MP3 frames, of which each has its number in the file.
#[derive(Debug, Clone, Default)]
pub(crate) struct Stream {
    first: u64,
    frames: Vec<Frame>,
    bytes: Vec<u8>,
    /// What has come of a frame that is not whole yet begins here.
    pending: usize,
}

/// Where a frame lies in the bytes of its run, and where its main data lies.
#[derive(Debug, Clone, Copy)]
struct Frame {
    at: usize,
    length: usize,
    /// Bytes of header and side information.
    lead: usize,
    /// Bytes of main data that lie in the frames before it.
    begin: usize,
    /// Bytes of main data.
    needed: usize,
}

impl Frame {
    /// Returns the bytes that hold main data, of this frame or of later ones.
    fn slot(&self) -> Range<usize> {
        self.at + self.lead..self.at + self.length
    }

    /// Returns how many bytes lie between the end of its main data and its own end; none if its data
    /// is longer than there is room.
    fn spare(&self) -> Option<usize> {
        (self.begin + self.slot().len()).checked_sub(self.needed)
    }
}

/// The encoder gave out something that is no MP3 frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("MP3 frame {frame} is not one")]
pub(crate) struct NotAFrame {
    /// Its number.
    pub(crate) frame: u64,
}

impl Stream {
    /// Returns a run that begins with the frame of that number.
    pub(crate) fn new(first: u64) -> Stream {
        Stream { first, ..Stream::default() }
    }

    /// Takes what the encoder gave out next. Frames that are whole are there from now on.
    pub(crate) fn push(&mut self, bytes: &[u8]) -> Result<(), NotAFrame> {
        self.bytes.extend_from_slice(bytes);
        while let Some(&four) = self.bytes[self.pending..].first_chunk() {
            let broken = NotAFrame { frame: self.end() };
            let header = Mp3Header::parse(four).ok_or(broken)?;
            let length = header.frame_bytes();
            let Some(whole) = self.bytes.get(self.pending..self.pending + length) else { break };
            let lead = header.lead_bytes() + header.side_bytes();
            let side = whole.get(header.lead_bytes()..lead).ok_or(broken)?;
            let (begin, bits) = main_data(side, &header);
            self.frames.push(Frame { at: self.pending, length, lead, begin, needed: bits.div_ceil(8) });
            self.pending += length;
        }
        Ok(())
    }

    /// Returns the number of the first frame.
    pub(crate) fn first(&self) -> u64 {
        self.first
    }

    /// Returns the number that the next whole frame will have.
    pub(crate) fn end(&self) -> u64 {
        self.first + self.frames.len() as u64
    }

    /// Returns the bytes of a frame.
    pub(crate) fn frame(&self, number: u64) -> Option<&[u8]> {
        self.get(number).map(|frame| &self.bytes[frame.at..frame.at + frame.length])
    }

    /// Returns the bytes of the frames before that number.
    pub(crate) fn before(&self, number: u64) -> &[u8] {
        &self.bytes[..self.get(number).map_or(self.pending, |frame| frame.at)]
    }

    /// Drops the frames before that number. They must have been written: what they hold of the main
    /// data of later frames is gone with them.
    pub(crate) fn drop_before(&mut self, number: u64) {
        let drop = (number.clamp(self.first, self.end()) - self.first) as usize;
        let bytes = self.frames.get(drop).map_or(self.pending, |frame| frame.at);
        self.bytes.drain(..bytes);
        self.frames.drain(..drop);
        self.frames.iter_mut().for_each(|frame| frame.at -= bytes);
        self.pending -= bytes;
        self.first += drop as u64;
    }

    /// Returns a copy of the frames of these numbers, as far as they are there.
    pub(crate) fn window(&self, numbers: Range<u64>) -> Stream {
        let index = |number: u64| (number.clamp(self.first, self.end()) - self.first) as usize;
        let (from, to) = (index(numbers.start), index(numbers.end));
        let begin = self.frames.get(from).map_or(self.pending, |frame| frame.at);
        let end = self.frames.get(to).map_or(self.pending, |frame| frame.at);
        Stream {
            first: self.first + from as u64,
            frames: self.frames[from..to.max(from)]
                .iter()
                .map(|frame| Frame { at: frame.at - begin, ..*frame })
                .collect(),
            bytes: self.bytes[begin..end.max(begin)].to_vec(),
            pending: end.max(begin) - begin,
        }
    }

    fn get(&self, number: u64) -> Option<&Frame> {
        self.frames.get(usize::try_from(number.checked_sub(self.first)?).ok()?)
    }

    /// Returns whether this run can go over into the other at a frame: whether the other's frame needs
    /// no byte of what this one's frames before it use.
    pub(crate) fn joins(&self, other: &Stream, number: u64) -> bool {
        let (Some(last), Some(next)) = (number.checked_sub(1).and_then(|n| self.get(n)), other.get(number))
        else {
            return false;
        };
        let alike = self.get(number).is_none_or(|own| own.length == next.length);
        alike && last.spare().is_some_and(|spare| next.begin <= spare && next.begin <= self.room(number))
    }

    /// Returns how many bytes of main data the frames before that number hold.
    fn room(&self, number: u64) -> usize {
        let upto = (number.clamp(self.first, self.end()) - self.first) as usize;
        // No frame reaches further back than 511 bytes, and no slot is smaller than a few dozen.
        self.frames[upto.saturating_sub(32)..upto].iter().map(|frame| frame.slot().len()).sum()
    }

    /// Goes over into the other run at a frame where it [joins](Stream::joins): from there on the
    /// frames are the other's. What neither uses becomes zero.
    pub(crate) fn join(&mut self, other: &Stream, number: u64) {
        debug_assert!(self.joins(other, number));
        let keep = (number - self.first) as usize;
        let skip = (number - other.first) as usize;
        let (Some(&last), Some(&next)) = (self.frames.get(keep.wrapping_sub(1)), other.frames.get(skip))
        else {
            return;
        };
        self.frames.truncate(keep);
        self.bytes.truncate(last.at + last.length);
        let spare = last.spare().unwrap_or(0).min(self.room(number));
        for back in (next.begin + 1..=spare).rev() {
            *self.back(back) = 0;
        }
        for back in (1..=next.begin).rev() {
            let byte = other.byte_back(skip, back);
            *self.back(back) = byte;
        }
        // A frame that is not whole yet comes along, so that the other run's encoder can go on here.
        let from = self.bytes.len();
        self.bytes.extend_from_slice(&other.bytes[next.at..]);
        self.pending = from + other.pending - next.at;
        self.frames.extend(
            other.frames[skip..].iter().map(|frame| Frame { at: frame.at - next.at + from, ..*frame }),
        );
    }

    /// Returns the byte of main data that lies so many before the end of the last frame.
    fn back(&mut self, back: usize) -> &mut u8 {
        let at = place_back(&self.frames, back);
        &mut self.bytes[at]
    }

    /// Returns the byte of main data that lies so many before the frame at that index.
    fn byte_back(&self, index: usize, back: usize) -> u8 {
        self.bytes[place_back(&self.frames[..index], back)]
    }
}

/// Returns where in the bytes the byte of main data lies that is so many before the end of the frames.
fn place_back(frames: &[Frame], mut back: usize) -> usize {
    for frame in frames.iter().rev() {
        let slot = frame.slot();
        if back <= slot.len() {
            return slot.end - back;
        }
        back -= slot.len();
    }
    // Whoever asks has seen that there is so much room.
    0
}
