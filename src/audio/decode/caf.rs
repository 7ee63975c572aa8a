//! The one thing to repair in a CAF file: a size that reaches beyond the end, for which symphonia would
//! refuse all of it.

use std::io::{self, Read, Seek, SeekFrom};

use super::view::Patch;

/// More chunks than any program writes.
const MOST_CHUNKS: usize = 10_000;

/// Returns the true size of the sound of a CAF file of `len` bytes, if what it says is more.
pub(super) fn repair(file: &mut (impl Read + Seek), len: u64) -> io::Result<Option<Patch>> {
    let mut patch = None;
    let mut at = 8;
    for _ in 0..MOST_CHUNKS {
        let body = at + 12;
        if body > len {
            break;
        }
        let mut head = [0; 12];
        file.seek(SeekFrom::Start(at))?;
        file.read_exact(&mut head)?;
        let size = head[4..].iter().fold(0, |size, &byte| size << 8 | u64::from(byte));
        // All ones mean "to the end", which is understood.
        if size > len - body {
            if &head[..4] == b"data" && size != u64::MAX {
                patch = Some((at + 4, (len - body).to_be_bytes().to_vec()));
            }
            break;
        }
        at = body + size;
    }
    file.seek(SeekFrom::Start(0))?;
    Ok(patch)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_size_that_is_too_large_is_repaired() {
        let of = |size: u64| {
            let bytes =
                [&b"caff\0\x01\0\0desc\0\0\0\0\0\0\0\x02xxdata"[..], &size.to_be_bytes(), b"sound"].concat();
            repair(&mut io::Cursor::new(&bytes), bytes.len() as u64).unwrap()
        };
        assert_eq!((of(5), of(u64::MAX)), (None, None));
        assert_eq!(of(6), Some((26, vec![0, 0, 0, 0, 0, 0, 0, 5])));
    }
}
