//! Instants as the service writes and reads them: ISO 8601 in several habits.

use std::fmt::Write as _;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

/// How one posting's instants are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Habit {
    /// `2026-01-05T08:12:43Z`
    Zulu,
    /// `2026-01-05T08:12:43+0000`
    Offset,
    /// `2026-01-05T08:12:43.250Z`
    Fraction,
}

impl Habit {
    /// The habit a text was written in.
    pub(crate) fn of(text: &str) -> Self {
        if text.ends_with("+0000") {
            Self::Offset
        } else if text.contains('.') {
            Self::Fraction
        } else {
            Self::Zulu
        }
    }

    pub(crate) fn write(self, instant: Timestamp) -> String {
        let mut text = instant.strftime("%Y-%m-%dT%H:%M:%S").to_string();
        let written = match self {
            Self::Zulu => text.write_char('Z'),
            Self::Offset => text.write_str("+0000"),
            Self::Fraction => write!(text, ".{:03}Z", instant.as_millisecond().rem_euclid(1_000)),
        };
        debug_assert!(written.is_ok(), "writing to a string cannot fail");
        text
    }
}

/// Reads an instant with an offset, a date and time in UTC, or a day, which begins at midnight UTC.
pub(crate) fn parse(text: &str) -> Option<Timestamp> {
    if let Ok(instant) = text.parse() {
        return Some(instant);
    }
    let civil = text.parse::<DateTime>().or_else(|_| text.parse::<Date>().map(|day| day.at(0, 0, 0, 0))).ok()?;
    // With an offset that the first reading refused, the rest must not pass as UTC.
    let plain = text.len() <= "2026-01-05T08:12:43.123456789".len() && !text.contains(['+', '[', ' ']);
    plain.then(|| civil.to_zoned(TimeZone::UTC).ok()).flatten().map(|zoned| zoned.timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_habit_of_the_service_is_read() {
        for text in [
            "2026-01-05T08:12:43Z",
            "2026-01-05T08:12:43+0000",
            "2026-01-05T08:12:43+00:00",
            "2026-01-05T10:12:43.000+02:00",
            "2026-01-05T08:12:43",
        ] {
            assert_eq!(parse(text).map(Timestamp::as_second), Some(1_767_600_763), "{text}");
        }
        assert_eq!(parse("2026-01-05").map(Timestamp::as_second), Some(1_767_571_200));
    }

    #[test]
    fn what_is_no_instant_is_refused() {
        for text in ["", "yesterday", "2026-13-01", "1767600763", "2026-01-05T08:12:43 00:00", "2026-01-05T25:00:00Z"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn each_habit_is_written_and_known_again() {
        let instant: Timestamp = "2026-01-05T08:12:43.25Z".parse().unwrap();
        for (habit, text) in [
            (Habit::Zulu, "2026-01-05T08:12:43Z"),
            (Habit::Offset, "2026-01-05T08:12:43+0000"),
            (Habit::Fraction, "2026-01-05T08:12:43.250Z"),
        ] {
            assert_eq!(habit.write(instant), text);
            assert_eq!(Habit::of(text), habit);
        }
    }
}
