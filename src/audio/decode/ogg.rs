//! Whether an Ogg file ends as it should: symphonia takes a stream that was cut for one that is over.

use std::io::{self, Read, Seek, SeekFrom};

/// The longest page.
const LONGEST: u64 = 27 + 255 + 255 * 255;
/// The bit of a page that is the last of its stream.
const LAST: u8 = 4;

/// Returns whether the last page of an Ogg file of `len` bytes is cut, or is not one to end with.
pub(super) fn is_cut(file: &mut (impl Read + Seek), len: u64) -> io::Result<bool> {
    let mut tail = Vec::new();
    file.seek(SeekFrom::Start(len.saturating_sub(LONGEST)))?;
    file.by_ref().take(LONGEST).read_to_end(&mut tail)?;
    file.seek(SeekFrom::Start(0))?;
    // The last five bytes that begin a page; others could be in the midst of sound.
    let Some(start) = tail.windows(5).rposition(|bytes| bytes == b"OggS\0") else { return Ok(true) };
    let page = &tail[start..];
    let Some((head, rest)) = page.split_at_checked(27) else { return Ok(true) };
    let lengths = rest.get(..usize::from(head[26]));
    let whole = lengths.is_some_and(|lengths| {
        let body: usize = lengths.iter().map(|&length| usize::from(length)).sum();
        rest.len() >= lengths.len() + body
    });
    Ok(!whole || head[5] & LAST == 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_page_tells() {
        let page = |kind: u8| [&b"OggS\0"[..], &[kind], &[0; 20], &[2, 3, 1], b"body"].concat();
        let cut = |bytes: &[u8]| is_cut(&mut io::Cursor::new(bytes), bytes.len() as u64).unwrap();
        let whole = [page(2), page(4)].concat();
        assert!(!cut(&whole));
        assert!(cut(&page(2)));
        (1..whole.len()).for_each(|end| assert!(cut(&whole[..end])));
    }
}
