//! The square that telephones read: an address as a QR code.

use std::fmt::Write as _;

use qrcode::render::unicode::Dense1x2;
use qrcode::{Color, EcLevel, QrCode};

/// The light margin that readers want around a code, in modules: four, by ISO/IEC 18004.
const MARGIN: usize = 4;

/// A QR code as a drawing: a square of so many units, and the path of all that is dark in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code {
    /// Width and height, the light margin included.
    pub side: usize,
    /// What is dark, as the path of an SVG.
    pub path: String,
}

/// Returns the code for a text; nothing where it is longer than any code holds.
///
/// A quarter of it may be covered by a thumb or a pin before it cannot be read. Where the text is too long
/// for that, less.
pub fn code(text: &str) -> Option<Code> {
    let levels = [EcLevel::Q, EcLevel::M, EcLevel::L];
    let code = levels.into_iter().find_map(|level| QrCode::with_error_correction_level(text, level).ok())?;
    let width = code.width();
    let modules = code.to_colors();
    let mut path = String::new();
    for (y, row) in modules.chunks(width).enumerate() {
        let mut x = 0;
        // One rectangle for each dark run of a row.
        for run in row.chunk_by(|a, b| a == b) {
            if run[0] == Color::Dark {
                let (left, top, length) = (x + MARGIN, y + MARGIN, run.len());
                write!(path, "M{left} {top}h{length}v1h-{length}z").ok();
            }
            x += run.len();
        }
    }
    Some(Code { side: width + 2 * MARGIN, path })
}

/// Returns the text as a QR code of block characters, two dots in each; none if it is too long for one.
///
/// Light dots are what is drawn, since most terminals are dark. Cameras read it on a light one too.
pub fn in_characters(text: &str) -> Option<String> {
    let code = QrCode::new(text).ok()?;
    Some(code.render::<Dense1x2>().dark_color(Dense1x2::Light).light_color(Dense1x2::Dark).build())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_becomes_a_code_and_a_novel_does_not() {
        let short = code("https://example.org/podcast/feed.xml").unwrap();
        // 36 bytes with a quarter to spare take version 4, which is 33 modules wide.
        assert_eq!(short.side, 33 + 8);
        // The finder in the corner: its upper edge is seven dark modules.
        assert!(short.path.starts_with("M4 4h7v1h-7z"), "{}", short.path);
        assert!(code(&"x".repeat(2_500)).is_some());
        assert_eq!(code(&"x".repeat(3_000)), None);
        assert_eq!(short, code("https://example.org/podcast/feed.xml").unwrap());
    }

    #[test]
    fn an_address_becomes_a_square_of_characters_with_a_quiet_edge() {
        let code = in_characters("http://192.168.1.20:8017/").unwrap();
        let lines: Vec<&str> = code.lines().collect();
        let width = lines[0].chars().count();
        // Version 2 has 25 dots a side, and four light ones on each side of them.
        assert_eq!((width, lines.len()), (33, 17));
        assert!(lines.iter().all(|line| line.chars().count() == width));
        assert!(lines[0].chars().all(|c| c == '█'), "the edge is light");
        assert_eq!(in_characters(&"a".repeat(5000)), None);
    }
}
