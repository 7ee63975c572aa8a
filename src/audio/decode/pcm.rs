//! Samples written one by one, and how they become numbers.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::Range;

use super::error::Fault;
use super::feed::Sound;
use crate::audio::Block;

/// How a sample is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// A byte, 128 in the middle.
    U8,
    /// Whole numbers with a sign, the lowest byte first.
    I16,
    /// As [`Form::I16`].
    I24,
    /// As [`Form::I16`].
    I32,
    /// Numbers with a point.
    F32,
    /// As [`Form::F32`].
    F64,
    /// A byte with a sign.
    I8,
    /// Whole numbers with a sign, the highest byte first.
    I16Be,
    /// As [`Form::I16Be`].
    I24Be,
    /// As [`Form::I16Be`].
    I32Be,
    /// As [`Form::F32`], the highest byte first.
    F32Be,
    /// As [`Form::F32Be`].
    F64Be,
    /// A byte of the European telephone.
    ALaw,
    /// A byte of the American telephone.
    MuLaw,
}

impl Form {
    /// Returns how many bytes a sample takes.
    pub(super) fn bytes(self) -> usize {
        match self {
            Form::U8 | Form::I8 | Form::ALaw | Form::MuLaw => 1,
            Form::I16 | Form::I16Be => 2,
            Form::I24 | Form::I24Be => 3,
            Form::I32 | Form::I32Be | Form::F32 | Form::F32Be => 4,
            Form::F64 | Form::F64Be => 8,
        }
    }

    /// Returns what the form is called.
    pub(super) fn name(self) -> &'static str {
        match self {
            Form::U8 | Form::I8 => "PCM, 8 bit",
            Form::I16 | Form::I16Be => "PCM, 16 bit",
            Form::I24 | Form::I24Be => "PCM, 24 bit",
            Form::I32 | Form::I32Be => "PCM, 32 bit",
            Form::F32 | Form::F32Be => "PCM, 32 bit float",
            Form::F64 | Form::F64Be => "PCM, 64 bit float",
            Form::ALaw => "A-law",
            Form::MuLaw => "mu-law",
        }
    }

    /// Appends whole frames to the planes, one for each channel.
    fn spread(self, bytes: &[u8], planes: &mut [Vec<f32>]) {
        match self {
            Form::U8 => spread(bytes, planes, |[byte]| f32::from(i16::from(byte) - 128) / 128.0),
            Form::I16 => match planes {
                [left, right] => spread_pairs(bytes, left, right),
                _ => spread(bytes, planes, |two| f32::from(i16::from_le_bytes(two)) / 32_768.0),
            },
            Form::I24 => spread(bytes, planes, |[a, b, c]| {
                // Three bytes at the upper end of four: the sign comes by itself.
                i32::from_le_bytes([0, a, b, c]) as f32 / 2_147_483_648.0
            }),
            Form::I32 => spread(bytes, planes, |four| i32::from_le_bytes(four) as f32 / 2_147_483_648.0),
            Form::F32 => spread(bytes, planes, f32::from_le_bytes),
            Form::F64 => spread(bytes, planes, |eight| f64::from_le_bytes(eight) as f32),
            Form::I8 => spread(bytes, planes, |byte| f32::from(i8::from_le_bytes(byte)) / 128.0),
            Form::I16Be => spread(bytes, planes, |two| f32::from(i16::from_be_bytes(two)) / 32_768.0),
            Form::I24Be => {
                spread(bytes, planes, |[a, b, c]| i32::from_be_bytes([a, b, c, 0]) as f32 / 2_147_483_648.0);
            }
            Form::I32Be => spread(bytes, planes, |four| i32::from_be_bytes(four) as f32 / 2_147_483_648.0),
            Form::F32Be => spread(bytes, planes, f32::from_be_bytes),
            Form::F64Be => spread(bytes, planes, |eight| f64::from_be_bytes(eight) as f32),
            Form::ALaw => spread(bytes, planes, |[byte]| f32::from(a_law(byte)) / 32_768.0),
            Form::MuLaw => spread(bytes, planes, |[byte]| f32::from(mu_law(byte)) / 32_768.0),
        }
    }
}

/// Takes interleaved samples of `N` bytes apart. A plane at a time: the bytes are in the nearest cache,
/// and each loop is one that the compiler can widen.
fn spread<const N: usize>(bytes: &[u8], planes: &mut [Vec<f32>], number: impl Fn([u8; N]) -> f32) {
    let (samples, _) = bytes.as_chunks::<N>();
    let channels = planes.len();
    match planes {
        [only] => only.extend(samples.iter().map(|&sample| number(sample))),
        [left, right] => {
            let (pairs, _) = samples.as_chunks::<2>();
            left.extend(pairs.iter().map(|pair| number(pair[0])));
            right.extend(pairs.iter().map(|pair| number(pair[1])));
        }
        _ => {
            for (channel, plane) in planes.iter_mut().enumerate() {
                plane.extend(samples.iter().skip(channel).step_by(channels).map(|&sample| number(sample)));
            }
        }
    }
}

/// Takes pairs of 16-bit samples apart, which are most of what is recorded. Both are taken from one number
/// of 32 bits: so the compiler widens the loops, and they take half the time.
fn spread_pairs(bytes: &[u8], left: &mut Vec<f32>, right: &mut Vec<f32>) {
    let (pairs, _) = bytes.as_chunks::<4>();
    let pairs = pairs.iter().map(|&pair| i32::from_le_bytes(pair));
    left.extend(pairs.clone().map(|pair| ((pair << 16) >> 16) as f32 / 32_768.0));
    right.extend(pairs.map(|pair| (pair >> 16) as f32 / 32_768.0));
}

/// Returns the sample that a byte of the European telephone stands for (ITU-T G.711).
fn a_law(byte: u8) -> i16 {
    let byte = byte ^ 0x55;
    let (step, place) = (i16::from(byte >> 4 & 7), i16::from(byte & 15));
    let size = match step {
        0 => (place << 4) + 8,
        step => ((place << 4) + 0x108) << (step - 1),
    };
    if byte & 0x80 == 0 { -size } else { size }
}

/// Returns the sample that a byte of the American telephone stands for (ITU-T G.711).
fn mu_law(byte: u8) -> i16 {
    let byte = !byte;
    let (step, place) = (i16::from(byte >> 4 & 7), i16::from(byte & 15));
    let size = (((place << 3) + 0x84) << step) - 0x84;
    if byte & 0x80 == 0 { size } else { -size }
}

/// The plain samples in a part of a file, or in several.
#[derive(Debug)]
pub(super) struct Plain {
    file: File,
    form: Form,
    channels: usize,
    /// Where the samples lie that are still to be read.
    run: Range<u64>,
    /// Where there are more behind them.
    more: std::vec::IntoIter<Range<u64>>,
    /// Frames still to come.
    left: u64,
    bytes: Vec<u8>,
    cut: bool,
    unfinished: bool,
}

impl Plain {
    /// Goes to the beginning of the samples. What does not fill a frame at the end is left.
    pub(super) fn new(file: File, data: Range<u64>, form: Form, channels: usize) -> io::Result<Plain> {
        Plain::of_runs(file, vec![data], form, channels)
    }

    /// Goes to the beginning of samples that lie in several places.
    pub(super) fn of_runs(
        mut file: File,
        runs: Vec<Range<u64>>,
        form: Form,
        channels: usize,
    ) -> io::Result<Plain> {
        let frame = form.bytes() * channels;
        let left = runs.iter().map(|run| run.end - run.start).sum::<u64>() / frame as u64;
        let mut more = runs.into_iter();
        let run = more.next().unwrap_or(0..0);
        file.seek(SeekFrom::Start(run.start))?;
        let bytes = vec![0; frame * Block::FRAMES];
        Ok(Plain { file, form, channels, run, more, left, bytes, cut: false, unfinished: false })
    }

    /// Returns them as what is there of a file that nobody finished, if so.
    pub(super) fn unfinished(self, unfinished: bool) -> Plain {
        Plain { unfinished, ..self }
    }

    /// Returns how many frames are still to come.
    pub(super) fn left(&self) -> u64 {
        self.left
    }

    /// Reads on, over as many runs as it takes; fewer bytes than wanted where the file ends.
    fn fill(&mut self, wanted: usize) -> io::Result<usize> {
        let mut got = 0;
        while got < wanted {
            if self.run.is_empty() {
                let Some(next) = self.more.next() else { break };
                self.file.seek(SeekFrom::Start(next.start))?;
                self.run = next;
                continue;
            }
            let here = usize::try_from(self.run.end - self.run.start).unwrap_or(usize::MAX);
            match self.file.read(&mut self.bytes[got..wanted.min(got.saturating_add(here))]) {
                Ok(0) => break,
                Ok(bytes) => {
                    got += bytes;
                    self.run.start += bytes as u64;
                }
                Err(err) if err.kind() == io::ErrorKind::Interrupted => {}
                Err(err) => return Err(err),
            }
        }
        Ok(got)
    }
}

impl Sound for Plain {
    fn next(&mut self, block: &mut Block) -> Result<(), Fault> {
        let frames = self.left.min(Block::FRAMES as u64) as usize;
        let frame = self.form.bytes() * self.channels;
        let got = self.fill(frames * frame)?;
        // Fewer bytes than when the file was opened: somebody shortens it while we read.
        self.cut |= got < frames * frame;
        self.left = if self.cut { 0 } else { self.left - frames as u64 };
        self.form.spread(&self.bytes[..got - got % frame], block.planes_mut());
        Ok(())
    }

    fn cut_off(&self) -> bool {
        self.cut || self.unfinished
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_telephone_laws_meet_their_tables() {
        // Corners of the tables in G.711, in 16-bit steps.
        assert_eq!([0x80, 0x00, 0xFF, 0x7F].map(mu_law), [32_124, -32_124, 0, 0]);
        assert_eq!([0xD5, 0x55, 0xAA, 0x2A].map(a_law), [8, -8, 32_256, -32_256]);
    }

    #[test]
    #[expect(clippy::float_cmp, reason = "powers of two are exact")]
    fn full_scale_is_one() {
        let one = |form: Form, bytes: &[u8]| {
            let mut planes = vec![Vec::new()];
            form.spread(bytes, &mut planes);
            planes[0][0]
        };
        assert_eq!(one(Form::U8, &[0]), -1.0);
        assert_eq!(one(Form::I16, &[0, 0x80]), -1.0);
        assert_eq!(one(Form::I24, &[0, 0, 0x80]), -1.0);
        assert_eq!(one(Form::I32, &[0, 0, 0, 0x80]), -1.0);
        assert_eq!(one(Form::I24, &[0, 0, 0x40]), 0.5);
        assert_eq!(one(Form::I8, &[0x80]), -1.0);
        assert_eq!(one(Form::I16Be, &[0x80, 0]), -1.0);
        assert_eq!(one(Form::I24Be, &[0xC0, 0, 0]), -0.5);
        assert_eq!(one(Form::I32Be, &[0x40, 0, 0, 0]), 0.5);
        assert_eq!(one(Form::F32Be, &0.25_f32.to_be_bytes()), 0.25);
        assert_eq!(one(Form::F64, &0.25_f64.to_le_bytes()), 0.25);
    }
}
