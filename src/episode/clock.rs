//! Times from the beginning of a sound, as people and programs write them: `12:34`, `1:02:03.500`, `754,25`.

use std::time::Duration;

/// The longest time that is read: no sound is as long.
const LONGEST: Duration = Duration::from_hours(100);

/// Reads a time with colons: `[hours:]minutes:seconds`, with a fraction of a second behind a point or a
/// comma.
pub fn read(text: &str) -> Option<Duration> {
    let (whole, fraction) = split_fraction(text)?;
    let parts: Vec<u64> = whole.split(':').map(number).collect::<Option<_>>()?;
    let seconds = match parts[..] {
        [minutes, seconds] if seconds < 60 => minutes * 60 + seconds,
        [hours, minutes, seconds] if minutes < 60 && seconds < 60 => hours * 3600 + minutes * 60 + seconds,
        _ => return None,
    };
    Some(Duration::from_secs(seconds).saturating_add(fraction)).filter(|time| *time <= LONGEST)
}

/// Reads a count of seconds with a fraction behind a point or a comma: `754.25`.
pub fn read_seconds(text: &str) -> Option<Duration> {
    let (whole, fraction) = split_fraction(text)?;
    Some(Duration::from_secs(number(whole)?).saturating_add(fraction)).filter(|time| *time <= LONGEST)
}

/// Reads a time in either form, with colons or as a count of seconds, and space around it.
pub fn read_either(text: &str) -> Option<Duration> {
    let text = text.trim();
    read(text).or_else(|| read_seconds(text))
}

/// Returns the time of a count of seconds, if it is one that a sound can have.
pub fn of_seconds(seconds: f64) -> Option<Duration> {
    // Programs count in binary fractions; a millisecond is finer than anybody hears.
    let time = Duration::try_from_secs_f64((seconds * 1000.0).round() / 1000.0).ok()?;
    (time <= LONGEST).then(|| in_milliseconds(time))
}

/// Returns a time as a clock shows it, to the second: `2:03`, `1:02:03`.
pub fn shown(time: Duration) -> String {
    let seconds = time.as_secs();
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

/// Returns a length in whole seconds, rounded.
pub fn whole_seconds(length: Duration) -> u64 {
    length.as_secs() + u64::from(length.subsec_millis() >= 500)
}

/// Returns a time in the one form that all programs read: `01:02:03.500`.
pub fn written(time: Duration) -> String {
    let (seconds, millis) = (time.as_secs(), time.subsec_millis());
    format!("{:02}:{:02}:{:02}.{millis:03}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

/// Returns the time to the nearest millisecond, which is how it is written everywhere.
pub fn in_milliseconds(time: Duration) -> Duration {
    let millis = (time.as_nanos() + 500_000) / 1_000_000;
    Duration::from_millis(u64::try_from(millis).unwrap_or(u64::MAX))
}

/// Cuts off the fraction of a second.
fn split_fraction(text: &str) -> Option<(&str, Duration)> {
    let Some((whole, digits)) = text.split_once(['.', ',']) else { return Some((text, Duration::ZERO)) };
    let is_fraction = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    if !is_fraction {
        return None;
    }
    let nanos: u32 = digits
        .bytes()
        .chain(std::iter::repeat(b'0'))
        .take(9)
        .fold(0, |sum, byte| sum * 10 + u32::from(byte - b'0'));
    Some((whole, Duration::from_nanos(nanos.into())))
}

/// Reads a whole number of few enough digits that no sum of them overflows.
fn number(text: &str) -> Option<u64> {
    let fits = (1..=9).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    fits.then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn times_are_read_as_people_write_them() {
        let time = |text| read(text).map(|time| time.as_millis());
        for (text, millis) in [
            ("0:00", Some(0)),
            ("2:05", Some(125_000)),
            ("75:30", Some(4_530_000)),
            ("00:01:02.500", Some(62_500)),
            ("1:02:03,25", Some(3_723_250)),
            ("100:00:00", Some(360_000_000)),
            ("100:00:01", None),
            ("1:60", None),
            ("1:60:00", None),
            ("12", None),
            ("1:2:3:4", None),
            ("1:-2", None),
            ("1:02.", None),
            ("1:02.5x", None),
            ("", None),
            (":", None),
            ("99999999999:00", None),
        ] {
            assert_eq!(time(text), millis, "{text}");
        }
        assert_eq!(read_seconds("12,5"), Some(Duration::from_millis(12_500)));
        assert_eq!(read_seconds("-1"), None);
        assert_eq!(read_either(" 1:15 "), read_either("75"));
        assert_eq!(of_seconds(12.3456), Some(Duration::from_millis(12_346)));
        assert!([f64::NAN, -1.0, f64::INFINITY, 1e9].iter().all(|&seconds| of_seconds(seconds).is_none()));
    }

    #[test]
    fn times_are_shown_without_hours_that_are_none() {
        let time = Duration::from_millis(3_723_250);
        assert_eq!((shown(time).as_str(), written(time).as_str()), ("1:02:03", "01:02:03.250"));
        assert_eq!(shown(Duration::from_secs(65)), "1:05");
    }

    proptest! {
        #[test]
        fn no_text_falls(text in any::<String>()) {
            read(&text);
            read_either(&text);
        }

        #[test]
        fn what_is_written_is_read(millis in 0_u64..360_000_000) {
            let time = Duration::from_millis(millis);
            prop_assert_eq!(read(&written(time)), Some(time));
        }
    }
}
