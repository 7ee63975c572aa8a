//! The list of what is to be played, in the order in which it is to be played.
//!
//! It lies in the folder of the sounds, so that no line needs a separator: players differ about slashes.
//! `.m3u` is read in the code page of Windows, `.m3u8` in UTF-8; the second is there only where the first
//! cannot say every name. Lines end as on Windows, which all players take.

/// A line of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line<'a> {
    /// The name of the file, in the folder of the list.
    pub file: &'a str,
    /// What the display shows.
    pub title: &'a str,
    /// How long it plays, in seconds.
    pub seconds: u64,
}

/// Returns the list in UTF-8.
pub fn utf8(lines: &[Line<'_>]) -> Vec<u8> {
    text(lines).into_bytes()
}

/// Returns the list in Windows-1252. A title loses what that cannot say; a name must not, so there is
/// none where a name would.
pub fn windows(lines: &[Line<'_>]) -> Option<Vec<u8>> {
    if lines.iter().any(|line| line.file.chars().any(|c| byte(c).is_none())) {
        return None;
    }
    Some(text(lines).chars().map(|c| byte(c).unwrap_or(b'?')).collect())
}

/// Returns whether all names are ASCII, so that one list serves all players.
pub fn is_plain(lines: &[Line<'_>]) -> bool {
    lines.iter().all(|line| line.file.is_ascii())
}

/// Returns the list in as many forms as it takes for every player to read it, each with the ending of its name:
/// in the code page of Windows, and in UTF-8 where that is not the same. None for an empty list.
pub fn files(lines: &[Line<'_>]) -> impl Iterator<Item = (Vec<u8>, &'static str)> {
    let plain = windows(lines);
    let wide = (plain.is_none() || !is_plain(lines)).then(|| utf8(lines));
    let there = !lines.is_empty();
    [(plain, "m3u"), (wide, "m3u8")]
        .into_iter()
        .filter_map(move |(bytes, ending)| Some((bytes.filter(|_| there)?, ending)))
}

fn text(lines: &[Line<'_>]) -> String {
    let mut text = String::from("#EXTM3U\r\n");
    for line in lines {
        // A title of several lines would be taken for names.
        let title = line.title.split_whitespace().collect::<Vec<_>>().join(" ");
        let seconds = line.seconds.to_string();
        text.extend(["#EXTINF:", &seconds, ",", &title, "\r\n", line.file, "\r\n"]);
    }
    text
}

/// Returns the byte that a character has in Windows-1252.
fn byte(c: char) -> Option<u8> {
    /// What stands from 0x80 on, where Latin-1 has control characters. A question mark is a gap.
    const HIGH: &str = "€?‚ƒ„…†‡ˆ‰Š‹Œ?Ž??‘’“”•–—˜™š›œ?žŸ";
    match u32::from(c) {
        low @ (0..0x80 | 0xa0..0x100) => u8::try_from(low).ok(),
        _ => HIGH.chars().position(|high| high == c).and_then(|at| u8::try_from(0x80 + at).ok()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINES: [Line<'_>; 2] = [
        Line { file: "001 - Å – ja.mp3", title: "Å – ja\nnej", seconds: 26 },
        Line { file: "002 - b.mp3", title: "b 🎉", seconds: 3_600 },
    ];

    #[test]
    fn a_list_has_real_lengths_and_lines_of_windows() {
        let text = String::from_utf8(utf8(&LINES)).unwrap();
        assert_eq!(
            text,
            "#EXTM3U\r\n#EXTINF:26,Å – ja nej\r\n001 - Å – ja.mp3\r\n#EXTINF:3600,b 🎉\r\n002 - b.mp3\r\n"
        );
        assert!(!is_plain(&LINES) && is_plain(&LINES[1..]));
    }

    #[test]
    fn the_code_page_of_windows_says_danish_and_no_name_wrongly() {
        let bytes = windows(&LINES).unwrap();
        assert!(bytes.windows(7).any(|part| part == b"\xc5 \x96 ja."), "{bytes:?}");
        assert!(bytes.ends_with(b"b ?\r\n002 - b.mp3\r\n"), "a title may lose what it must");
        assert_eq!(windows(&[Line { file: "001 - Ж.mp3", title: "", seconds: 1 }]), None);
        assert_eq!((byte('€'), byte('Ÿ'), byte('\u{81}')), (Some(0x80), Some(0x9f), None));
    }
}
