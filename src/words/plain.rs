//! Text that other people wrote, made safe to show: it cannot colour, move or clear the terminal, and
//! cannot turn the direction of what stands after it.

/// Returns the text on one line. What would steer a terminal is spelt out, as `\u{1b}` and `\n` are.
pub fn line(text: &str) -> String {
    spelt_out(text, |c| c == ' ')
}

/// Returns the text with its lines. What else would steer a terminal is spelt out.
pub fn lines(text: &str) -> String {
    spelt_out(&text.replace("\r\n", "\n"), |c| matches!(c, ' ' | '\n'))
}

fn spelt_out(text: &str, fine: impl Fn(char) -> bool) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            c if fine(c) => safe.push(c),
            '\t' => safe.push(' '),
            c if steers(c) => safe.extend(c.escape_default()),
            c => safe.push(c),
        }
    }
    safe
}

/// Returns whether a character does something to a terminal other than to appear on it.
fn steers(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}')
        || matches!(c, '\u{61c}' | '\u{2028}' | '\u{2029}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_would_steer_a_terminal_is_spelt_out() {
        assert_eq!(line("\u{1b}[31mrød\u{202e}\n.wav"), "\\u{1b}[31mrød\\u{202e}\\n.wav");
        assert_eq!(line("Æblegrød på Århus Ø 🎉"), "Æblegrød på Århus Ø 🎉");
        assert_eq!(lines("a\r\nb\u{7}"), "a\nb\\u{7}");
    }

    proptest! {
        #[test]
        fn nothing_steers(text in any::<String>()) {
            prop_assert!(!line(&text).chars().any(steers));
        }
    }
}
