//! Names that every player and every computer can read, in an order that all of them agree on.
//!
//! FAT keeps names in UTF-16, compares them without case, and knows characters and words that it cannot
//! take. Windows adds words of its own, and drops dots and spaces at the end without a word. Cheap players
//! show thirty characters or fewer, and some only what is left of them in 8.3. So a name begins with a
//! number in ASCII, has a form that no system changes, and is short.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// The longest name we give, in UTF-16 units. FAT takes 255; displays, and the 260 characters that Windows
/// has for a whole path, take far fewer.
pub const LONGEST: usize = 64;
/// The longest name of a file that somebody else has named: FAT takes it, and so does a path in a folder or two.
const LONGEST_KEPT: usize = 120;
/// What such a file is called that has no name which FAT takes.
const NAMELESS: &str = "Lyd";
/// What stands between the number and the title.
const BETWEEN: &str = " - ";

/// Returns the text as a name without number or ending, of at most `most` UTF-16 units; `else_` where
/// nothing is left of it. A name so made is its own name: asking again changes nothing.
pub fn safe(text: &str, most: usize, else_: &str) -> String {
    // Once more: between two marks, what is left out may have held them apart.
    let spelt: String = text.nfc().filter_map(spelt).nfc().collect();
    let mut name = spelt.split_whitespace().collect::<Vec<_>>().join(" ");
    // What a cut leaves at the end may be a space or a dot again, so until nothing changes.
    loop {
        let cut = cut(bare(&name), most);
        if cut == name {
            break;
        }
        name = cut;
    }
    if name.is_empty() {
        return else_.to_owned();
    }
    // Windows reads the word up to the first dot.
    let stem = name.split('.').next().unwrap_or_default().trim_end();
    if is_reserved(stem) {
        name.insert(stem.len(), '_');
    }
    name
}

/// Returns what tells the `nth` of a name from the others: nothing for the first, then ` (2)`, ` (3)`.
pub fn mark(nth: u32) -> String {
    if nth > 1 { format!(" ({nth})") } else { String::new() }
}

/// Returns the name of a sound: its place in the order, then its title. `nth` tells it from a file that
/// somebody else put there under that name, from 1.
pub fn of_sound(place: &str, title: &str, nth: u32, ending: &str) -> String {
    let mark = mark(nth);
    let taken = place.len() + BETWEEN.len() + mark.len() + 1 + ending.len();
    let title = safe(title, LONGEST.saturating_sub(taken), "");
    let between = if title.is_empty() { "" } else { BETWEEN };
    format!("{place}{between}{title}{mark}.{ending}")
}

/// Returns the name of a file that somebody else has named, as nearly as FAT takes it. `nth` tells it from
/// another of that name, from 1.
pub fn kept(name: &str, nth: u32, ending: &str) -> String {
    let mark = mark(nth);
    let most = LONGEST_KEPT.saturating_sub(mark.len() + 1 + ending.len());
    format!("{}{mark}.{ending}", safe(name, most, NAMELESS))
}

/// Returns what two names have in common that FAT takes for one.
pub fn key(name: &str) -> String {
    name.nfc().flat_map(char::to_lowercase).flat_map(char::to_uppercase).collect()
}

/// Returns how many slots of 32 bytes a name takes in a folder of FAT: one, and one more for every 13
/// characters of it.
pub fn slots(name: &str) -> u64 {
    1 + (name.encode_utf16().count() as u64).div_ceil(13)
}

/// Spells a character so that FAT takes it, or leaves it out.
fn spelt(c: char) -> Option<char> {
    match c {
        ':' | '/' | '\\' | '|' => Some('-'),
        '"' => Some('\''),
        '<' => Some('('),
        '>' => Some(')'),
        '?' | '*' => None,
        c if c.is_whitespace() => Some(' '),
        // Beyond 16 bits old players see two characters, neither of them one. Emoji are there.
        c if c.is_control() || is_unseen(c) || u32::from(c) > 0xffff => None,
        c => Some(c),
    }
}

/// Returns whether it is a mark that is not seen, a private character, or none at all.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
        || matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff0}'..='\u{ffff}')
        || matches!(c, '\u{00ad}' | '\u{061c}' | '\u{180e}')
}

/// Returns the name without what no name may end with, and without a dot at the beginning, which hides it.
fn bare(name: &str) -> &str {
    name.trim_start_matches(['.', ' ']).trim_end_matches(['.', ' '])
}

/// Returns the beginning of a text, of so many characters; no letter loses its accent.
fn cut(text: &str, most: usize) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    if chars.len() > most {
        let mut end = most;
        while end > 0 && is_combining_mark(chars[end]) {
            end -= 1;
        }
        chars.truncate(end);
    }
    chars.into_iter().collect()
}

/// Returns whether that is a word for which Windows has another use.
fn is_reserved(stem: &str) -> bool {
    let stem = stem.to_ascii_uppercase();
    let numbered = |word: &str| {
        stem.strip_prefix(word).is_some_and(|rest| {
            let mut rest = rest.chars();
            rest.next().is_some_and(|c| c.is_ascii_digit() || "¹²³".contains(c)) && rest.next().is_none()
        })
    };
    ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"].contains(&stem.as_str())
        || numbered("COM")
        || numbered("LPT")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn titles_that_no_system_takes_become_names() {
        for (title, name) in [
            ("Hvad? \"CON\": æøå / 1.", "007 - Hvad 'CON'- æøå - 1.mp3"),
            ("Havnen: en historie", "007 - Havnen- en historie.mp3"),
            (".", "007.mp3"),
            ("???***", "007.mp3"),
            ("🎉 Fest 🎉", "007 - Fest.mp3"),
            ("  to \t mellemrum. . ", "007 - to mellemrum.mp3"),
            ("Bla\u{030a}ba\u{0308}r", "007 - Blåbär.mp3"),
            ("tegn\u{202e}vendt\u{0}", "007 - tegnvendt.mp3"),
        ] {
            assert_eq!(of_sound("007", title, 1, "mp3"), name, "{title:?}");
        }
        let long = of_sound("007", &"æ".repeat(300), 2, "mp3");
        assert!(long.ends_with("æ (2).mp3") && long.encode_utf16().count() == LONGEST, "{long}");
    }

    #[test]
    fn words_of_windows_are_no_names() {
        for (title, name) in
            [("con", "con_"), ("AUX.mp3", "AUX_.mp3"), ("lpt¹", "lpt¹_"), ("COM", "COM"), ("NUL ", "NUL_")]
        {
            assert_eq!(safe(title, 40, "x"), name);
        }
        assert_eq!(safe(" . ", 40, "Podcast"), "Podcast");
    }

    #[test]
    fn a_name_is_composed_also_where_a_character_between_two_marks_is_left_out() {
        assert_eq!(safe("\u{f71}\u{fffc}\u{dca}", 8, "x"), "\u{dca}\u{f71}");
        assert_eq!(safe("a\u{200b}\u{30a}", 8, "x"), "å");
    }

    #[test]
    fn case_and_composition_tell_no_names_apart() {
        assert_eq!(key("Bla\u{030a}.MP3"), key("blå.mp3"));
        assert_ne!(key("Blå.mp3"), key("Bla.mp3"));
        assert_eq!((slots("A.TMP"), slots("007 - Hvad.mp3")), (2, 3));
    }

    proptest! {
        #[test]
        fn a_name_fits_fat_and_is_its_own_name(title in any::<String>(), most in 8_usize..60) {
            let name = safe(&title, most, "Podcast");
            prop_assert!(!name.is_empty() && name.encode_utf16().count() <= most + 1, "{name:?}");
            prop_assert!(!name.contains(['"', '*', '/', ':', '<', '>', '?', '\\', '|']), "{name:?}");
            prop_assert!(!name.chars().any(char::is_control) && !name.ends_with(['.', ' ']), "{name:?}");
            prop_assert!(!name.starts_with(['.', ' ']), "{name:?}");
            prop_assert!(!is_reserved(name.split('.').next().unwrap()), "{name:?}");
            prop_assert_eq!(safe(&name, most + 1, "Podcast"), name.clone());
            prop_assert_eq!(name.nfc().collect::<String>(), name);
        }

        #[test]
        fn places_keep_names_apart_and_in_order(a in any::<String>(), b in any::<String>()) {
            let (one, two) = (of_sound("009", &a, 1, "mp3"), of_sound("010", &b, 1, "mp3"));
            prop_assert!(key(&one) < key(&two), "{one:?} {two:?}");
            prop_assert!(one.encode_utf16().count() <= LONGEST);
        }
    }
}
