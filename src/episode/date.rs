//! Dates of episodes: moments with the offset at which they were meant.

use std::fmt;
use std::str::FromStr;

use jiff::civil;
use jiff::fmt::rfc2822;
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, ZonedDateTime};

/// A moment to the second, and the offset from UTC at which it was written down.
///
/// The offset is kept because a listener in Randers reads "10:00", not "08:00 UTC", and because the
/// same record must give the same feed on any computer, in summer and in winter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    at: Timestamp,
    offset: Offset,
}

impl Moment {
    /// Returns the moment as a clock in that zone shows it, cut to the second.
    pub fn new(at: Timestamp, zone: &TimeZone) -> Moment {
        let at = Timestamp::from_second(at.as_second()).unwrap_or(Timestamp::UNIX_EPOCH);
        Moment { at, offset: zone.to_offset(at) }
    }

    /// Returns the moment without its offset.
    pub fn timestamp(self) -> Timestamp {
        self.at
    }

    /// Returns the moment that is so many seconds later, at the same offset.
    #[must_use]
    pub fn later_by(self, seconds: i64) -> Moment {
        let second = self.at.as_second().saturating_add(seconds);
        Moment { at: Timestamp::from_second(second).unwrap_or(self.at), ..self }
    }

    /// Returns the moment as a date and time on the wall where it was written.
    pub fn zoned(self) -> ZonedDateTime {
        self.at.to_zoned_datetime(self.offset.to_time_zone())
    }

    /// Returns the year.
    pub fn year(self) -> i16 {
        self.zoned().year()
    }

    /// Returns the moment as RSS wants it: `Sat, 03 Oct 2026 10:00:00 +0200`.
    pub fn rfc2822(self) -> String {
        // Years outside 0 to 9999 have no such form; nothing that we read lets one in.
        rfc2822::to_string(&self.zoned()).unwrap_or_default()
    }

    /// Reads a date that staff wrote: `2026-12-24`, `2026-12-24 18:00`, or RFC 3339 with an offset.
    ///
    /// A date alone means eight in the morning there: when people look at their phones, and never
    /// the day before in any zone of ours.
    pub fn read(text: &str, zone: &TimeZone) -> Result<Moment, NotAMoment> {
        let text = text.trim();
        let none = || NotAMoment(text.chars().take(100).collect());
        if text.len() > 100 {
            return Err(none());
        }
        if let Ok(moment) = text.parse::<Moment>() {
            return Ok(moment);
        }
        let civil = match text.parse::<civil::Date>() {
            Ok(date) if text.len() <= 10 => date.at(8, 0, 0, 0),
            _ => text.replacen(' ', "T", 1).parse::<civil::DateTime>().map_err(|_| none())?,
        };
        let zoned = civil.to_zoned_datetime(zone.clone()).map_err(|_| none())?;
        sensible(Moment { at: zoned.timestamp(), offset: zoned.offset() }).ok_or_else(none)
    }
}

/// Returns the moment if a calendar of a library could hold it. Outside, formats have no form for it.
fn sensible(moment: Moment) -> Option<Moment> {
    (1000..=9998).contains(&moment.year()).then_some(moment)
}

impl fmt::Display for Moment {
    /// Writes RFC 3339: `2026-10-03T10:00:00+02:00`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.at.display_with_offset(self.offset).fmt(f)
    }
}

/// The text is no date that we can read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no date: 2026-12-24 or 2026-12-24 18:00 is wanted")]
pub struct NotAMoment(pub String);

impl FromStr for Moment {
    type Err = NotAMoment;

    /// Reads RFC 3339 with an offset.
    fn from_str(text: &str) -> Result<Moment, NotAMoment> {
        let none = || NotAMoment(text.chars().take(100).collect());
        if text.len() > 100 {
            return Err(none());
        }
        let pieces = jiff::fmt::temporal::Pieces::parse(text).map_err(|_| none())?;
        let offset = pieces.to_numeric_offset().ok_or_else(none)?;
        let time = pieces.time().ok_or_else(none)?;
        let at = offset.to_timestamp(pieces.date().to_datetime(time)).map_err(|_| none())?;
        let at = Timestamp::from_second(at.as_second()).map_err(|_| none())?;
        sensible(Moment { at, offset }).ok_or_else(none)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn danish(text: &str) -> String {
        let zone = TimeZone::get("Europe/Copenhagen").unwrap();
        Moment::read(text, &zone).unwrap().to_string()
    }

    #[test]
    fn dates_are_read_as_staff_write_them() {
        assert_eq!(danish("2026-12-24"), "2026-12-24T08:00:00+01:00");
        assert_eq!(danish("2026-06-24 18:30"), "2026-06-24T18:30:00+02:00");
        assert_eq!(danish("2026-06-24T18:30:05Z"), "2026-06-24T18:30:05+00:00");
        for wrong in
            ["", "tomorrow", "24-12-2026", "2026-13-01", "2026-02-30", "0001-01-01", &"9".repeat(4000)]
        {
            assert!(Moment::read(wrong, &TimeZone::UTC).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_moment_reads_back_as_it_is_written() {
        let moment: Moment = "2026-10-03T10:00:00+02:00".parse().unwrap();
        assert_eq!(moment.to_string().parse(), Ok(moment));
        assert_eq!(moment.rfc2822(), "Sat, 3 Oct 2026 10:00:00 +0200");
        assert_eq!(moment.later_by(60).to_string(), "2026-10-03T10:01:00+02:00");
    }
}
