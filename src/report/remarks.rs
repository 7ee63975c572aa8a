//! What was noticed and repaired, in words.
//!
//! An analysis holds the name of a sentence and its values; the sentences are those that the desk said when the
//! episode was made. The unit at the end of a value's name says how the value is said.

use std::time::Duration;

use super::{number, whole};
use crate::catalogue::analysis::{Figure, Remark};
use crate::words::{Arg, Words, phrase};

/// Units that are said with a decimal: the sentence has the unit.
const DECIMAL: [&str; 7] = ["_db", "_lu", "_lufs", "_dbtp", "_dbfs", "_hz", "_s"];

/// Sentences that an analysis may name: no other is about a sound.
const ABOUT_SOUND: [&str; 3] = ["noticed-", "sound-", "figures-"];

/// Returns a sentence for each, and what to do about it where there is something to do.
pub(super) fn all(remarks: &[Remark], words: &Words) -> Vec<String> {
    let one = |remark: &Remark| match (said(remark, words), remedy(remark, words)) {
        (said, Some(remedy)) => format!("{said} {remedy}"),
        (said, None) => said,
    };
    remarks.iter().map(one).collect()
}

/// Returns whether there is a sentence for a remark. One of a newer program may have none.
fn is_known(remark: &Remark, words: &Words) -> bool {
    ABOUT_SOUND.iter().any(|about| remark.id.starts_with(about)) && words.has(&remark.id)
}

/// Returns the sentence for a remark.
pub fn said(remark: &Remark, words: &Words) -> String {
    let id = &remark.id;
    if !is_known(remark, words) {
        return words.say(&phrase("report-remark-unknown").with("id", id));
    }
    let figures = remark.figures.iter();
    let sentence = figures.fold(phrase(id.clone()), |sentence, (name, figure)| {
        let (name, value) = value(name, figure, words);
        sentence.with(name, value)
    });
    words.say(&sentence)
}

/// Returns what to do about it, where there is something to do. What stands in several sentences of one subject stands under its shorter name:
/// `sound-check-dead-how` belongs to `sound-check-dead-left`.
pub fn remedy(remark: &Remark, words: &Words) -> Option<String> {
    let id = Some(remark.id.as_str()).filter(|_| is_known(remark, words))?;
    let shorter = id.rsplit_once('-').map(|(shorter, _)| shorter);
    let how = [Some(id), shorter].into_iter().flatten().map(|id| format!("{id}-how"));
    how.filter(|how| words.has(how)).map(|how| words.say(&phrase(how))).next()
}

/// Returns a value as a sentence takes it: its name without the unit, and its form.
fn value(name: &str, figure: &Figure, words: &Words) -> (String, Arg) {
    let value = match figure {
        Figure::Word(word) => return (name.to_owned(), Arg::from(word)),
        Figure::Number(number) => *number,
    };
    if let Some(name) = name.strip_suffix("_seconds") {
        let length = Duration::try_from_secs_f64(value).unwrap_or_default();
        return (name.to_owned(), Arg::Length(length));
    }
    let unit = DECIMAL.iter().find_map(|unit| name.strip_suffix(unit));
    match unit {
        Some(name) => (name.to_owned(), Arg::from(number(words, value))),
        None if value.fract() == 0.0 => (name.to_owned(), Arg::Count(whole(value))),
        None => (name.to_owned(), Arg::from(number(words, value))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Language;

    fn remark(id: &str, figures: &[(&str, Figure)]) -> Remark {
        let figures = figures.iter().map(|(name, figure)| ((*name).to_owned(), figure.clone())).collect();
        Remark { id: id.to_owned(), figures }
    }

    #[test]
    fn remarks_are_said_as_the_desk_said_them() {
        let words = Words::new(Language::En);
        let remarks = [
            remark(
                "sound-check-clipped",
                &[("places", Figure::Number(3.0)), ("first_seconds", Figure::Number(61.0))],
            ),
            remark(
                "noticed-very-quiet",
                &[("gain_db", Figure::Number(20.0)), ("short_lu", Figure::Number(2.5))],
            ),
            remark("sound-from-the-future", &[("x", Figure::Word("y".to_owned()))]),
            remark("undo-how", &[]),
        ];
        let said = all(&remarks, &words);
        assert!(said[0].contains('3') && said[0].contains("1 minute 1 second"), "{said:?}");
        assert!(said[1].contains("20.0 dB") && said[1].contains("2.5 dB"), "{said:?}");
        assert!(!said[0].contains('{') && said[0].contains("Next time"), "{said:?}");
        assert!(said[2].contains("sound-from-the-future") && said[3].contains("undo-how"), "{said:?}");
    }
}
