//! Dates as feeds write them: RFC 2822 in every state of decay, and RFC 3339.

use jiff::fmt::rfc2822::DateTimeParser;

use crate::episode::Moment;

/// The names of zones that RFC 2822 does not have, with their offsets. Feeds of our neighbours have the first six.
const ZONES: [(&str, &str); 10] = [
    ("CET", "+0100"),
    ("CEST", "+0200"),
    ("MET", "+0100"),
    ("MEST", "+0200"),
    ("BST", "+0100"),
    ("WEST", "+0100"),
    ("EET", "+0200"),
    ("EEST", "+0300"),
    ("UTC", "+0000"),
    ("Z", "+0000"),
];

/// Reads a date. The day of the week is passed over: it is often wrong, and says nothing of its own.
pub(super) fn read(text: &str) -> Option<Moment> {
    // A longer one is an attack on the parser. A comment in brackets says what the offset has said.
    if text.len() > 100 {
        return None;
    }
    let text = text.split('(').next().unwrap_or_default().trim();
    if let Ok(moment) = text.parse() {
        return Some(moment);
    }
    let rest = text.split_once(',').map_or(text, |(_, rest)| rest).trim();
    let mut words: Vec<&str> = rest.split_whitespace().collect();
    if let Some(last) = words.last_mut()
        && let Some((_, offset)) = ZONES.iter().find(|(name, _)| last.eq_ignore_ascii_case(name))
    {
        *last = offset;
    }
    let month = words.get_mut(1)?;
    // `September` and `Sept` are Sep.
    *month = month.get(..3)?;
    let mut text = words.join(" ");
    if words.len() == 4 {
        text.push_str(" +0000"); // no zone at all
    } else if words.len() == 3 {
        text.push_str(" 00:00:00 +0000");
    }
    let zoned = DateTimeParser::new().relaxed_weekday(true).parse_zoned_datetime(&text).ok()?;
    let moment = Moment::new(zoned.timestamp(), zoned.time_zone());
    (1000..=9998).contains(&moment.year()).then_some(moment)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_feeds_write_them() {
        for (text, meant) in [
            ("Sat, 03 Oct 2026 10:00:00 +0200", "2026-10-03T10:00:00+02:00"),
            ("Mon, 3 Oct 2026 10:00:00 +0200", "2026-10-03T10:00:00+02:00"),
            ("Sat, 3 Oct 2026 10:00:00 GMT", "2026-10-03T10:00:00+00:00"),
            ("3 October 2026 10:00 CEST", "2026-10-03T10:00:00+02:00"),
            ("Sat, 03 Oct 2026 10:00:00", "2026-10-03T10:00:00+00:00"),
            ("03 Oct 2026", "2026-10-03T00:00:00+00:00"),
            ("2026-10-03T10:00:00Z", "2026-10-03T10:00:00+00:00"),
            ("Sat, 03 Oct 2026 10:00:00 EST", "2026-10-03T10:00:00-05:00"),
        ] {
            assert_eq!(read(text).map(|moment| moment.to_string()).as_deref(), Some(meant), "{text}");
        }
        for wrong in
            ["", "yesterday", "3 Æøå 2026 10:00:00 GMT", "32 Oct 2026 10:00:00 GMT", &"(".repeat(5000)]
        {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
