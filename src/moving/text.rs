//! The text of a feed, in whatever encoding it came. The only file that knows `encoding_rs`.
//!
//! In this order: a byte order mark; what the XML declaration says; UTF-16 by its zeros; UTF-8. A feed
//! that says it is UTF-8 and is not was nearly always written on an old Windows, and is read so: every
//! byte means something there, and identities, which are plain letters, come out as they were.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::read::ReadError;

/// A feed as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Text {
    /// The text, without a byte order mark.
    pub(super) text: String,
    /// The encoding by which it was read, where that is not the one that it names.
    pub(super) in_truth: Option<&'static str>,
}

/// Returns the bytes as text.
pub(super) fn text(bytes: &[u8]) -> Result<Text, ReadError> {
    let (encoding, bytes) = match Encoding::for_bom(bytes) {
        Some((encoding, length)) => (encoding, &bytes[length..]),
        None => (named(bytes)?, bytes),
    };
    let (text, wrong) = encoding.decode_without_bom_handling(bytes);
    if !wrong {
        return Ok(Text { text: text.into_owned(), in_truth: None });
    }
    if encoding != UTF_8 {
        return Err(ReadError::NotText);
    }
    let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
    Ok(Text { text: text.into_owned(), in_truth: Some(WINDOWS_1252.name()) })
}

/// Returns the encoding that the bytes name, or show.
fn named(bytes: &[u8]) -> Result<&'static Encoding, ReadError> {
    match bytes {
        [b'<', 0, ..] => return Ok(UTF_16LE),
        [0, b'<', ..] => return Ok(UTF_16BE),
        _ => {}
    }
    let head = &bytes[..bytes.len().min(200)];
    let head = String::from_utf8_lossy(head);
    let Some((declaration, _)) =
        head.trim_start().strip_prefix("<?xml").and_then(|rest| rest.split_once("?>"))
    else {
        return Ok(UTF_8);
    };
    let Some((_, rest)) = declaration.split_once("encoding") else { return Ok(UTF_8) };
    let label = rest.trim_start_matches([' ', '\t', '\r', '\n', '=', '"', '\'']);
    let label = label.split(['"', '\'', ' ']).next().unwrap_or_default();
    match Encoding::for_label(label.as_bytes()) {
        // It could not have been read so far if it were.
        Some(encoding) if encoding == UTF_16LE || encoding == UTF_16BE => Ok(UTF_8),
        Some(encoding) => Ok(encoding),
        None => Err(ReadError::Encoding(label.chars().take(40).collect())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> String {
        text(bytes).unwrap().text
    }

    #[test]
    fn every_usual_encoding_is_read() {
        let utf16 = |mark: &[u8], bytes: fn(u16) -> [u8; 2]| {
            mark.iter().copied().chain("<å/>".encode_utf16().flat_map(bytes)).collect::<Vec<u8>>()
        };
        for bytes in [
            "<å/>".as_bytes().to_vec(),
            "\u{feff}<å/>".as_bytes().to_vec(),
            utf16(b"\xff\xfe", u16::to_le_bytes),
            utf16(b"\xfe\xff", u16::to_be_bytes),
            utf16(b"", u16::to_le_bytes),
            utf16(b"", u16::to_be_bytes),
        ] {
            assert_eq!(read(&bytes), "<å/>", "{bytes:?}");
        }
        for label in ["ISO-8859-1", "windows-1252"] {
            let bytes = [format!("<?xml version='1.0' encoding='{label}'?><").as_bytes(), b"\xe5/>"].concat();
            assert!(read(&bytes).ends_with("<å/>"), "{label}");
        }
    }

    #[test]
    fn what_says_utf_8_and_is_not_is_read_as_windows_wrote_it() {
        let read = text(b"<?xml version=\"1.0\" encoding=\"UTF-8\"?><a>r\xf8d</a>").unwrap();
        assert!(read.text.ends_with("<a>rød</a>"));
        assert_eq!(read.in_truth, Some("windows-1252"));
    }

    #[test]
    fn an_encoding_that_nobody_knows_is_refused() {
        assert!(
            matches!(text(b"<?xml encoding=\"klingon\"?>"), Err(ReadError::Encoding(name)) if name == "klingon")
        );
        assert_eq!(text(b"<?xml encoding=\"utf-16\"?><a/>").unwrap().in_truth, None);
    }
}
