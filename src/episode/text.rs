//! Text that people wrote, made fit to be kept: titles, notes, and titles made of file names.

use unicode_normalization::UnicodeNormalization as _;

/// The most characters of a title. Apps show fewer; feeds allow 255 bytes or characters.
pub const LONGEST_TITLE: usize = 200;

/// A title has more characters than are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the title has {characters} characters, and {LONGEST_TITLE} are the most")]
pub struct TitleTooLong {
    /// How many it has.
    pub characters: usize,
}

/// Returns the title on one line, composed (NFC), without characters that XML forbids or that turn
/// the direction of what follows; cut at [`LONGEST_TITLE`].
pub fn title(text: &str) -> String {
    let whole: String = line(text).chars().take(LONGEST_TITLE).collect();
    whole.trim_end().to_owned()
}

/// Returns a title that somebody gave, made fit in the same way, or an error where it would have to be cut: what is
/// worth keeping of it is for whoever wrote it to say.
pub fn whole_title(text: &str) -> Result<String, TitleTooLong> {
    let whole = line(text);
    match whole.chars().count() {
        characters if characters > LONGEST_TITLE => Err(TitleTooLong { characters }),
        _ => Ok(whole),
    }
}

fn line(text: &str) -> String {
    let line: String = text
        .nfc()
        .map(|c| if c.is_whitespace() || c.is_control() { ' ' } else { c })
        .filter(|c| is_plain(*c))
        .collect();
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns text of several lines, composed (NFC), without characters that XML forbids or that turn
/// the direction of what follows; line ends become `\n`, and empty lines at both ends go.
pub fn lines(text: &str) -> String {
    let text: String = text.nfc().collect::<String>().replace("\r\n", "\n").replace('\r', "\n");
    let plain: String = text.chars().filter(|c| matches!(c, '\n' | '\t') || is_plain(*c)).collect();
    plain.lines().map(str::trim_end).collect::<Vec<_>>().join("\n").trim_matches('\n').to_owned()
}

/// Returns a title made of the name of a file, without its folder: `Møde_med-forfatter.WAV` gives
/// `Møde med forfatter`. Empty if nothing readable is left.
pub fn title_of_file(name: &str) -> String {
    let stem = match name.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() && ending.len() <= 5 => stem,
        _ => name,
    };
    // A hyphen between spaces is punctuation; between letters it stands for a space.
    let spaced = stem.replace(" - ", "\u{0}").replace(['_', '-', '.'], " ").replace('\u{0}', " - ");
    let plain = title(&spaced);
    let mut chars = plain.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => plain,
    }
}

/// Returns whether the title already carries the number: `#50: Jubilæum`, `Episode 50`, `50. Jubilæum`,
/// and what the title is without it. "Podcast nummer 50" as a whole is a title, and fine.
pub fn without_number(title: &str, number: u32) -> Option<String> {
    let number = number.to_string();
    let lower = title.to_lowercase();
    let words = ["episode", "afsnit", "ep.", "ep", "nr.", "no.", "#"];
    let mut at = 0;
    // Walk over introducing words, then the digits, then what separates them from the rest.
    loop {
        let rest = lower[at..].trim_start_matches(' ');
        at = lower.len() - rest.len();
        match words.iter().find(|word| rest.starts_with(**word)) {
            Some(word) => at += word.len(),
            None => break,
        }
    }
    let rest = &lower[at..];
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if rest[..digits].trim_start_matches('0') != number {
        return None;
    }
    let introduced = at > 0;
    let after = &rest[digits..];
    let separated = after.is_empty() || after.starts_with([':', '.', '-', '–', '—', ')', '|']);
    let spaced = introduced && after.starts_with(' ');
    let spelled = after.starts_with(" -") || after.starts_with(" –") || after.starts_with(" :");
    if !(separated && (introduced || !after.is_empty()) || spaced || spelled) {
        return None;
    }
    // Lower-casing may change the length of a letter; then the cut is not ours to make.
    let cut = title.get(at + digits..).filter(|_| lower.len() == title.len())?;
    Some(cut.trim_start_matches([' ', ':', '.', '-', '–', '—', ')', '|']).trim().to_owned())
}

/// Returns whether a character may stand in text that we keep.
fn is_plain(c: char) -> bool {
    let forbidden_by_xml = c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}');
    let turns_direction =
        matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}');
    !(forbidden_by_xml || turns_direction || c == '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_one_composed_line() {
        assert_eq!(title("  Vi\tbor \n i A\u{30a}rhus\u{202e} \u{1}nu "), "Vi bor i Århus nu");
        assert_eq!(title(&"x".repeat(10_000)).len(), LONGEST_TITLE);
    }

    #[test]
    fn a_title_that_was_given_is_kept_whole_or_not_at_all() {
        let longest = "å".repeat(LONGEST_TITLE);
        assert_eq!(whole_title(&format!(" {longest}\n")).unwrap(), longest);
        assert_eq!(whole_title(&format!("{longest} x")), Err(TitleTooLong { characters: LONGEST_TITLE + 2 }));
        assert_eq!(whole_title(" \t ").unwrap(), "");
    }

    #[test]
    fn notes_keep_their_lines() {
        assert_eq!(lines("\r\na\r\nb  \r\u{0}c\n\n"), "a\nb\nc");
    }

    #[test]
    fn file_names_become_titles() {
        for (name, expected) in [
            ("velkommen.flac", "Velkommen"),
            ("Møde_med-forfatter.WAV", "Møde med forfatter"),
            ("Min optagelse - del 2.wav", "Min optagelse - del 2"),
            ("2026-11-03 læsekreds.wav", "2026 11 03 læsekreds"),
            (".wav", "Wav"),
            ("___", ""),
            ("interview.om.bøger.mp3", "Interview om bøger"),
        ] {
            assert_eq!(title_of_file(name), expected, "{name}");
        }
    }

    #[test]
    fn a_number_in_the_title_is_seen() {
        for (title, rest) in [
            ("#50: Jubilæum", Some("Jubilæum")),
            ("Afsnit 50 - Jubilæum", Some("Jubilæum")),
            ("Episode 50", Some("")),
            ("50. Jubilæum", Some("Jubilæum")),
            ("050: Jubilæum", Some("Jubilæum")),
            ("50 - Jubilæum", Some("Jubilæum")),
            ("50 år med bøger", None),
            ("Podcast nummer 50", None),
            ("51: Næste", None),
            ("Jubilæum", None),
            ("50", None),
            ("", None),
        ] {
            assert_eq!(without_number(title, 50).as_deref(), rest, "{title}");
        }
    }
}
