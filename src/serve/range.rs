//! Which part of a file is asked for (RFC 9110, section 14).

use std::ops::Range;

/// What a `Range` header comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    /// All of it: no part was asked for, or not in a way that must be obeyed.
    Whole,
    /// These bytes.
    Bytes(Range<u64>),
    /// Bytes that are not there.
    Beyond,
}

/// Reads the header for a file of that length.
///
/// One range is obeyed. Several are answered with the whole, which the standard allows and which is what
/// a file costs at most; players ask for one at a time. What is no range is as good as nothing.
pub(super) fn part(header: &str, length: u64) -> Part {
    let Some((unit, range)) = header.split_once('=') else { return Part::Whole };
    if !unit.trim().eq_ignore_ascii_case("bytes") {
        return Part::Whole;
    }
    let Some((first, last)) = range.trim().split_once('-') else { return Part::Whole };
    match (number(first), number(last)) {
        (Some(first), Some(last)) if last < first => Part::Whole,
        (Some(first), _) if first >= length && (last.is_empty() || number(last).is_some()) => Part::Beyond,
        (Some(first), Some(last)) => Part::Bytes(first..last.saturating_add(1).min(length)),
        (Some(first), None) if last.is_empty() => Part::Bytes(first..length),
        (None, Some(0)) if first.is_empty() => Part::Beyond,
        (None, Some(_)) if first.is_empty() && length == 0 => Part::Beyond,
        (None, Some(count)) if first.is_empty() => Part::Bytes(length.saturating_sub(count)..length),
        _ => Part::Whole,
    }
}

/// Reads a number; one that is too large for us is larger than any file.
fn number(text: &str) -> Option<u64> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_range_is_obeyed_and_nothing_else() {
        for (header, expected) in [
            ("bytes=0-0", Part::Bytes(0..1)),
            ("bytes=0-", Part::Bytes(0..100)),
            ("bytes=0-1", Part::Bytes(0..2)),
            ("Bytes = 10-19", Part::Bytes(10..20)),
            ("bytes=99-99", Part::Bytes(99..100)),
            ("bytes=90-1000", Part::Bytes(90..100)),
            ("bytes=90-99999999999999999999999", Part::Bytes(90..100)),
            ("bytes=-10", Part::Bytes(90..100)),
            ("bytes=-1000", Part::Bytes(0..100)),
            ("bytes=100-", Part::Beyond),
            ("bytes=100-200", Part::Beyond),
            ("bytes=99999999999999999999999-", Part::Beyond),
            ("bytes=-0", Part::Beyond),
            ("bytes=5-2", Part::Whole),
            ("bytes=200-100", Part::Whole),
            ("bytes=0-0,2-3", Part::Whole),
            ("bytes=-", Part::Whole),
            ("bytes=", Part::Whole),
            ("bytes=a-b", Part::Whole),
            ("bytes=100-x", Part::Whole),
            ("bytes=+1-2", Part::Whole),
            ("bytes=--5", Part::Whole),
            ("items=0-5", Part::Whole),
            ("0-5", Part::Whole),
            ("", Part::Whole),
        ] {
            assert_eq!(part(header, 100), expected, "{header}");
        }
        assert_eq!(part("bytes=0-", 0), Part::Beyond);
        assert_eq!(part("bytes=-1", 0), Part::Beyond);
        let many = format!("bytes={}", vec!["0-99"; 2000].join(","));
        assert_eq!(part(&many, 100), Part::Whole);
    }

    proptest::proptest! {
        #[test]
        fn a_part_lies_within_the_file_and_holds_something(header in "(bytes=)?[-0-9, ]{0,30}", length in 0u64..1000) {
            if let Part::Bytes(range) = part(&header, length) {
                proptest::prop_assert!(range.start < range.end && range.end <= length);
            }
        }
    }
}
