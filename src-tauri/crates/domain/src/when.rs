//! Instants and lengths of time as a sentence tells them. Instants are in UTC and say so: a sentence may be kept and read
//! later, somewhere else.

use jiff::{SignedDuration, Timestamp, tz::TimeZone};

/// A moment to the second. Part of a second counts as a whole one, so that what may not happen before it does not.
///
/// ```
/// use lapwing_domain::when::moment;
///
/// assert_eq!(moment("2026-11-16T10:00:41.2Z".parse()?), "2026-11-16 10:00:42 UTC");
/// # Ok::<(), jiff::Error>(())
/// ```
pub fn moment(at: Timestamp) -> String {
    let begun = i64::from(at.subsec_nanosecond() > 0);
    let whole = Timestamp::from_second(at.as_second().saturating_add(begun)).unwrap_or(at);
    whole.to_zoned(TimeZone::UTC).strftime("%Y-%m-%d %H:%M:%S UTC").to_string()
}

/// A day: `1 December 2026 (UTC)`.
pub fn day(at: Timestamp) -> String {
    at.to_zoned(TimeZone::UTC).strftime("%-d %B %Y (UTC)").to_string()
}

/// A length of time in whole units, of which there are at least two: `90 seconds`, `2 minutes`, `47 hours`, `2 days`.
pub fn length(time: SignedDuration) -> String {
    let (seconds, minutes, hours) = (time.as_secs(), time.as_mins(), time.as_hours());
    match (seconds, minutes, hours) {
        (1, _, _) => "1 second".to_owned(),
        (..120, _, _) => format!("{seconds} seconds"),
        (_, ..120, _) => format!("{minutes} minutes"),
        (_, _, ..48) => format!("{hours} hours"),
        _ => format!("{} days", hours / 24),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_never_told_too_early() {
        for (at, told) in [
            ("2026-11-16T10:00:42Z", "2026-11-16 10:00:42 UTC"),
            ("2026-11-16T10:00:41.000000001Z", "2026-11-16 10:00:42 UTC"),
            ("2026-12-31T23:59:59.9Z", "2027-01-01 00:00:00 UTC"),
            ("1969-12-31T23:59:58.5Z", "1969-12-31 23:59:59 UTC"),
        ] {
            assert_eq!(moment(at.parse().unwrap()), told, "{at}");
        }
        assert_eq!(day("2026-12-01T00:00:00Z".parse().unwrap()), "1 December 2026 (UTC)");
    }

    #[test]
    fn lengths_are_told_in_the_unit_that_suits_them() {
        for (seconds, told) in [
            (1, "1 second"),
            (119, "119 seconds"),
            (120, "2 minutes"),
            (7_199, "119 minutes"),
            (7_200, "2 hours"),
            (172_799, "47 hours"),
            (172_800, "2 days"),
        ] {
            assert_eq!(length(SignedDuration::from_secs(seconds)), told);
        }
    }
}
