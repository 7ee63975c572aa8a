//! What is wrong with a file of chapters or a transcript that people brought: where, and what was expected.

use std::fmt;

/// Why a file of chapters or a transcript was not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{place}{fault}")]
pub struct Refused {
    /// Where in the file.
    pub place: Whereabouts,
    /// What is wrong there.
    pub fault: Fault,
}

/// A place in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whereabouts {
    /// The file as a whole.
    File,
    /// A line, from 1.
    Line(usize),
    /// One of its entries, from 1, where lines mean nothing to people.
    Entry(usize),
}

impl fmt::Display for Whereabouts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Whereabouts::File => Ok(()),
            Whereabouts::Line(line) => write!(f, "line {line}: "),
            Whereabouts::Entry(entry) => write!(f, "entry {entry}: "),
        }
    }
}

/// What is wrong with a file of chapters or a transcript.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// It is none of the forms that we know.
    #[error("no form that is known")]
    Unknown,
    /// It is not text at all.
    #[error("not text")]
    NotText,
    /// Nothing is in it.
    #[error("nothing is in it")]
    Nothing,
    /// More is in it than can be kept.
    #[error("more than {most} entries")]
    TooMany {
        /// How many can be kept.
        most: usize,
    },
    /// What should be a time is none.
    #[error("{found:?} is no time; wanted is one like {wanted}")]
    Time {
        /// What stands there.
        found: String,
        /// How a time is written there.
        wanted: &'static str,
    },
    /// A line is not of the form that the others have.
    #[error("{found:?} is not of the form {wanted}")]
    Form {
        /// What stands there.
        found: String,
        /// How a line is written there.
        wanted: &'static str,
    },
    /// There is no title.
    #[error("no title")]
    NoTitle,
    /// It begins before the one above it, or together with it.
    #[error("it does not begin after the one above it")]
    NotAfter,
    /// It ends before it begins.
    #[error("it ends before it begins")]
    EndsEarly,
    /// What should be the address of a page is none.
    #[error("{found:?} is no address of the web")]
    Link {
        /// What stands there.
        found: String,
    },
    /// It names more than one sound file.
    #[error("it is for several sound files")]
    SeveralFiles,
    /// It should be JSON and is none.
    #[error("not JSON: {said}")]
    Json {
        /// Whether it ends in the middle.
        cut_off: bool,
        /// What the reader of JSON said, in English.
        said: String,
    },
}

impl Fault {
    /// Says where it stands: in that line, from 1.
    pub(super) fn in_line(self, line: usize) -> Refused {
        Refused { place: Whereabouts::Line(line), fault: self }
    }

    /// Says which of the entries it concerns, from 1.
    pub(super) fn in_entry(self, entry: usize) -> Refused {
        Refused { place: Whereabouts::Entry(entry), fault: self }
    }

    /// Says that it concerns the whole.
    pub(super) fn of_all(self) -> Refused {
        Refused { place: Whereabouts::File, fault: self }
    }

    /// Returns a fault of a line that is not as it should be, shown in short.
    pub(super) fn form(found: &str, wanted: &'static str) -> Fault {
        Fault::Form { found: in_short(found), wanted }
    }

    /// Returns a fault of a time that is none, shown in short.
    pub(super) fn time(found: &str, wanted: &'static str) -> Fault {
        Fault::Time { found: in_short(found), wanted }
    }
}

/// The most characters of a stranger's text that are shown.
const SHOWN: usize = 60;

/// Returns what stands there, on one line and not at any length.
fn in_short(found: &str) -> String {
    let line = super::text::title(found);
    match line.char_indices().nth(SHOWN) {
        Some((at, _)) => format!("{}…", &line[..at]),
        None => line,
    }
}

/// Returns the text of a file: UTF-8, UTF-16 where it says so, else Windows-1252, as older programs on
/// Windows still write it.
pub(super) fn decoded(bytes: &[u8]) -> Result<String, Refused> {
    let utf16 = |pairs: &[u8], unit: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = pairs.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
        String::from_utf16_lossy(&units)
    };
    let text = match bytes {
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => text.strip_prefix('\u{feff}').unwrap_or(text).to_owned(),
            Err(_) => bytes.iter().map(|&byte| windows_1252(byte)).collect(),
        },
    };
    // Text has no zeros; sound, pictures and most else do.
    if text.contains('\0') { Err(Fault::NotText.of_all()) } else { Ok(text) }
}

/// What Windows-1252 has where Latin-1 has control characters, from 0x80 on. Five places are empty.
const WINDOWS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}',
    '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

fn windows_1252(byte: u8) -> char {
    match byte {
        0x80..=0x9F => WINDOWS[usize::from(byte - 0x80)],
        other => char::from(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_read_in_whatever_it_is_written() {
        assert_eq!(decoded("\u{feff}Læse".as_bytes()).unwrap(), "Læse");
        assert_eq!(decoded(b"L\xe6se \x96 \x80").unwrap(), "Læse – €");
        let utf16: Vec<u8> = "\u{feff}Læse".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decoded(&utf16).unwrap(), "Læse");
        assert_eq!(decoded(b"RIFF\0\0\0\0WAVE").unwrap_err().fault, Fault::NotText);
    }

    #[test]
    fn a_fault_names_its_line_and_shows_no_more_than_a_little() {
        let refused = Fault::form(&"x".repeat(1_000), "A B").in_line(7);
        assert_eq!(refused.to_string(), format!("line 7: {:?} is not of the form A B", "x".repeat(60) + "…"));
    }
}
