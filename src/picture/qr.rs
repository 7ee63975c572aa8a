//! An address as a square of dots, for the camera of a telephone. The only place that knows the `qrcode` crate.

use qrcode::QrCode;
use qrcode::render::unicode::Dense1x2;

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
    fn an_address_becomes_a_square_with_a_quiet_edge() {
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
