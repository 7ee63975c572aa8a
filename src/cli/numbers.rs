//! Numbers of episodes, as people write several of them.

use std::num::NonZeroUsize;
use std::ops::RangeInclusive;

use super::failure::Failure;
use crate::player::Selection;

/// Returns which episodes are wanted: so many of the newest, or those with these numbers; `wrong` is what to say
/// of what are none.
pub(super) fn selection(
    latest: Option<NonZeroUsize>,
    numbers: Option<&str>,
    wrong: impl Fn(&str) -> Failure,
) -> Result<Selection, Failure> {
    if let Some(latest) = latest {
        return Ok(Selection::Latest(latest.get()));
    }
    let Some(numbers) = numbers else { return Ok(Selection::All) };
    ranges(numbers).map(Selection::Only).ok_or_else(|| wrong(numbers))
}

/// Reads `1-50,52`.
fn ranges(text: &str) -> Option<Vec<RangeInclusive<u32>>> {
    text.split(',').map(|part| range(part.trim())).collect()
}

/// Reads `7` or `1-50`.
fn range(text: &str) -> Option<RangeInclusive<u32>> {
    let (from, to) = text.split_once('-').unwrap_or((text, text));
    let (from, to) = (from.trim().parse().ok()?, to.trim().parse().ok()?);
    (0 < from && from <= to).then_some(from..=to)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_read_as_people_write_them() {
        assert_eq!(range("1-50"), Some(1..=50));
        assert_eq!(range("52"), Some(52..=52));
        for wrong in ["", "0", "5-3", "a", "1-", "-3"] {
            assert_eq!(range(wrong), None, "{wrong}");
        }
    }
}
