//! A file as a decoder of another house gets to see it: with some bytes replaced, or only a part of it
//! behind a header of ours.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::Range;

use symphonia::core::io::MediaSource;

/// A place in a file and the bytes that are to be seen there.
pub(super) type Patch = (u64, Vec<u8>);

/// A part of a file behind some bytes of our own, read only.
#[derive(Debug)]
pub(super) struct View {
    file: File,
    head: Vec<u8>,
    part: Range<u64>,
    /// Places in the part where other bytes are seen, in order.
    patches: Vec<Patch>,
    at: u64,
    /// Where the file stands, to save asking it to go where it is.
    stands: Option<u64>,
}

impl View {
    /// Shows the file as it is, but for the patches.
    pub(super) fn patched(file: File, bytes: u64, patches: Vec<Patch>) -> View {
        View { file, head: Vec::new(), part: 0..bytes, patches, at: 0, stands: None }
    }

    /// Shows a part of the file behind a header.
    pub(super) fn headed(file: File, head: Vec<u8>, part: Range<u64>) -> View {
        View { file, head, part, patches: Vec::new(), at: 0, stands: None }
    }

    fn len(&self) -> u64 {
        self.head.len() as u64 + (self.part.end - self.part.start)
    }
}

impl Read for View {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        let headed = self.head.len() as u64;
        if let Some(rest) = self.head.get(self.at.min(headed) as usize..).filter(|rest| !rest.is_empty()) {
            let some = rest.len().min(bytes.len());
            bytes[..some].copy_from_slice(&rest[..some]);
            self.at += some as u64;
            return Ok(some);
        }
        let from = self.part.start.saturating_add(self.at - headed);
        let some = self.part.end.saturating_sub(from).min(bytes.len() as u64) as usize;
        if some == 0 {
            return Ok(0);
        }
        if self.stands != Some(from) {
            self.file.seek(SeekFrom::Start(from))?;
        }
        let got = self.file.read(&mut bytes[..some])?;
        self.stands = Some(from + got as u64);
        let to = from + got as u64;
        for (place, patch) in &self.patches {
            for (byte, at) in patch.iter().zip(*place..).filter(|(_, at)| (from..to).contains(at)) {
                bytes[(at - from) as usize] = *byte;
            }
        }
        self.at += got as u64;
        Ok(got)
    }
}

impl Seek for View {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
            SeekFrom::End(by) => self.len().checked_add_signed(by),
        };
        self.at = at.ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.at)
    }
}

impl MediaSource for View {
    fn is_seekable(&self) -> bool {
        true
    }

    fn byte_len(&self) -> Option<u64> {
        Some(self.len())
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn file(bytes: &[u8]) -> File {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(bytes).unwrap();
        file
    }

    #[test]
    fn patches_and_heads_are_seen_from_anywhere() {
        let mut view =
            View::patched(file(b"0123456789"), 10, vec![(2, b"abcd".to_vec()), (8, b"wxyz".to_vec())]);
        let mut all = String::new();
        view.read_to_string(&mut all).unwrap();
        assert_eq!(all, "01abcd67wx");
        view.seek(SeekFrom::End(-7)).unwrap();
        let mut two = [0; 2];
        view.read_exact(&mut two).unwrap();
        assert_eq!(&two, b"bc");

        let mut view = View::headed(file(b"0123456789"), b"head".to_vec(), 3..6);
        let mut all = String::new();
        view.read_to_string(&mut all).unwrap();
        assert_eq!((all.as_str(), view.byte_len()), ("head345", Some(7)));
        view.seek(SeekFrom::Start(5)).unwrap();
        view.read_exact(&mut two).unwrap();
        assert_eq!(&two, b"45");
    }
}
