//! Which episodes are wanted on a player, as people write it.

use std::ops::RangeInclusive;

use super::failure::Failure;
use crate::player::Selection;
use crate::words::phrase;

/// Returns which episodes are wanted.
pub(super) fn selection(latest: Option<usize>, only: Option<&str>) -> Result<Selection, Failure> {
    if let Some(latest) = latest {
        return Ok(Selection::Latest(latest));
    }
    let Some(only) = only else { return Ok(Selection::All) };
    let ranges = only.split(',').map(|part| range(part.trim())).collect::<Option<Vec<_>>>();
    ranges.map(Selection::Only).ok_or_else(|| {
        Failure::asked(phrase("asked-wrong-value").with("option", "--only").with("value", only))
            .hint(phrase("asked-only-example"))
    })
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
