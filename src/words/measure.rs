//! Lengths, sizes, numbers and dates in the form of a language.

use std::time::Duration;

use jiff::civil;

use super::{Language, Words, phrase};

/// Returns the number with one decimal: `-16.0`, in Danish `-16,0`.
pub(super) fn decimal(language: Language, number: f64) -> String {
    // Adding zero turns the -0.0 that rounding may leave into 0.0.
    let text = format!("{:.1}", (number * 10.0).round() / 10.0 + 0.0);
    match language {
        Language::En => text,
        Language::Da => text.replace('.', ","),
    }
}

/// A length, cut into what people say of it.
enum Parts {
    Seconds(u64),
    Minutes(u64, u64),
    Hours(u64, u64),
}

/// Cuts a length: seconds count below ten minutes, and nobody wants them beyond.
fn parts(length: Duration) -> Parts {
    let seconds = length.as_secs() + u64::from(length.subsec_millis() >= 500);
    let minutes = (seconds + 30) / 60;
    match seconds {
        0..60 => Parts::Seconds(seconds),
        60..600 => Parts::Minutes(seconds / 60, seconds % 60),
        _ if minutes < 60 => Parts::Minutes(minutes, 0),
        _ => Parts::Hours(minutes / 60, minutes % 60),
    }
}

/// Returns the length in words: `31 minutes`, `1 hour 4 minutes`.
pub(super) fn length(words: &Words, length: Duration) -> String {
    let hours = |n: u64| words.say(&phrase("length-hours").with("n", n));
    let minutes = |n: u64| words.say(&phrase("length-minutes").with("n", n));
    let seconds = |n: u64| words.say(&phrase("length-seconds").with("n", n));
    match parts(length) {
        Parts::Seconds(s) => seconds(s),
        Parts::Minutes(m, 0) => minutes(m),
        Parts::Minutes(m, s) => format!("{} {}", minutes(m), seconds(s)),
        Parts::Hours(h, 0) => hours(h),
        Parts::Hours(h, m) => format!("{} {}", hours(h), minutes(m)),
    }
}

/// Returns the length in short: `31 min`, `1 h 4 min`.
pub(super) fn short_length(words: &Words, length: Duration) -> String {
    let hours = words.word("length-short-hours");
    match parts(length) {
        Parts::Seconds(s) => format!("{s} s"),
        Parts::Minutes(m, 0) => format!("{m} min"),
        Parts::Minutes(m, s) => format!("{m} min {s} s"),
        Parts::Hours(h, 0) => format!("{h} {hours}"),
        Parts::Hours(h, m) => format!("{h} {hours} {m} min"),
    }
}

/// Returns the size in the unit that fits: `640 kB`, `58 MB`, `1.2 GB`.
pub(super) fn bytes(words: &Words, bytes: u64) -> String {
    const KB: u64 = 1_000;
    const MB: u64 = 1_000 * KB;
    const GB: u64 = 1_000 * MB;
    let whole = |unit: u64, name: &str| format!("{} {name}", (bytes + unit / 2) / unit);
    match bytes {
        0..KB => words.say(&phrase("size-bytes").with("n", bytes)),
        KB..MB => whole(KB, "kB"),
        MB..GB => whole(MB, "MB"),
        _ => format!("{} GB", decimal(words.language, bytes as f64 / GB as f64)),
    }
}

/// Returns the day: `3 November 2026`, `3. november 2026`.
pub(super) fn date(words: &Words, date: civil::Date) -> String {
    let part = |part: i16| u64::try_from(part).unwrap_or(0);
    words.say(
        &phrase("date")
            .with("day", part(date.day().into()))
            .with("month", part(date.month().into()))
            .with("year", part(date.year())),
    )
}

/// Returns the time of a day: `3 November 2026, 18:00`, `3. november 2026 kl. 18.00`.
pub(super) fn time(words: &Words, time: civil::DateTime) -> String {
    words.say(
        &phrase("date-time")
            .with("date", date(words, time.date()))
            .with("hour", format!("{:02}", time.hour()))
            .with("minute", format!("{:02}", time.minute())),
    )
}

#[cfg(test)]
mod tests {
    use super::super::Arg;
    use super::*;

    fn said(language: Language, arg: &Arg) -> String {
        match Words::new(language).value(arg) {
            fluent_bundle::FluentValue::String(text) => text.into_owned(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn lengths_are_said_as_people_say_them() {
        for (seconds, english, danish) in [
            (0, "0 seconds", "0 sekunder"),
            (1, "1 second", "1 sekund"),
            (60, "1 minute", "1 minut"),
            (252, "4 minutes 12 seconds", "4 minutter 12 sekunder"),
            (1_871, "31 minutes", "31 minutter"),
            (3_580, "1 hour", "1 time"),
            (3_840, "1 hour 4 minutes", "1 time 4 minutter"),
            (7_260, "2 hours 1 minute", "2 timer 1 minut"),
        ] {
            let length = Arg::Length(Duration::from_secs(seconds));
            assert_eq!(said(Language::En, &length), english);
            assert_eq!(said(Language::Da, &length), danish);
        }
        let short = Arg::ShortLength(Duration::from_mins(64));
        assert_eq!(said(Language::En, &short), "1 h 4 min");
        assert_eq!(said(Language::Da, &short), "1 t 4 min");
    }

    #[test]
    fn sizes_and_numbers_have_the_marks_of_their_language() {
        for (bytes, english, danish) in [
            (1, "1 byte", "1 byte"),
            (640_200, "640 kB", "640 kB"),
            (57_900_000, "58 MB", "58 MB"),
            (1_240_000_000, "1.2 GB", "1,2 GB"),
        ] {
            assert_eq!(said(Language::En, &Arg::Bytes(bytes)), english);
            assert_eq!(said(Language::Da, &Arg::Bytes(bytes)), danish);
        }
        assert_eq!(said(Language::Da, &Arg::Decimal(-16.04)), "-16,0");
        assert_eq!(said(Language::En, &Arg::Decimal(-0.01)), "0.0");
    }

    #[test]
    fn days_are_said_as_people_say_them() {
        let time = civil::date(2026, 11, 3).at(18, 5, 0, 0);
        assert_eq!(said(Language::En, &Arg::Date(time.date())), "3 November 2026");
        assert_eq!(said(Language::Da, &Arg::Date(time.date())), "3. november 2026");
        assert_eq!(said(Language::En, &Arg::Time(time)), "3 November 2026, 18:05");
        assert_eq!(said(Language::Da, &Arg::Time(time)), "3. november 2026 kl. 18.05");
    }
}
