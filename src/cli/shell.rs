//! Command lines to copy: every name in them is quoted so that a shell takes it as one.

use std::ffi::{OsStr, OsString};

/// Returns the words as one line that can be pasted into a shell.
pub(super) fn line<I>(words: I) -> String
where
    I: IntoIterator,
    I::Item: AsRef<OsStr>,
{
    words.into_iter().map(|word| quoted(&word.as_ref().to_string_lossy())).collect::<Vec<_>>().join(" ")
}

/// Returns the word as a shell reads it back: bare if it can be, in double quotation marks (which every
/// shell knows) if there are only spaces and the like in it, in single ones otherwise.
pub(super) fn quoted(word: &str) -> String {
    let bare = |c: char| c.is_alphanumeric() || "-_./:=,+@%".contains(c);
    if !word.is_empty() && word.chars().all(bare) {
        return word.to_owned();
    }
    in_quotes(word)
}

/// Returns the word in quotation marks, needed or not: so a title reads as one.
pub(super) fn in_quotes(word: &str) -> String {
    if word.contains(['"', '$', '`', '\\', '!']) {
        return format!("'{}'", word.replace('\'', r"'\''"));
    }
    format!("\"{word}\"")
}

/// Returns a line in which one run of words is replaced by others; without that run, none.
pub(super) fn replaced(words: &[OsString], run: &[OsString], by: &[OsString]) -> Option<Vec<OsString>> {
    let at = words.windows(run.len()).position(|window| window == run)?;
    let (before, after) = (&words[..at], &words[at + run.len()..]);
    Some([before, by, after].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_quoted_when_a_shell_would_split_or_expand_them() {
        for (word, expected) in [
            ("talk.wav", "talk.wav"),
            ("/home/a/æøå.wav", "/home/a/æøå.wav"),
            ("Min optagelse.wav", "\"Min optagelse.wav\""),
            ("it's.wav", "\"it's.wav\""),
            ("", "\"\""),
            ("a;b", "\"a;b\""),
            ("$(rm -rf x).wav", "'$(rm -rf x).wav'"),
            ("say \"hej\" it's.wav", r#"'say "hej" it'\''s.wav'"#),
        ] {
            assert_eq!(quoted(word), expected, "{word}");
        }
    }

    #[test]
    fn a_run_of_words_becomes_another() {
        let words = |text: &str| text.split('|').map(OsString::from).collect::<Vec<_>>();
        let (line, run, by) =
            (words("podcast|add|Min|optagelse.wav"), words("Min|optagelse.wav"), words("x y"));
        assert_eq!(super::line(replaced(&line, &run, &by).unwrap()), "podcast add \"x y\"");
        assert_eq!(replaced(&line, &words("Min|x"), &by), None);
    }
}
