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

/// The same for a time within which something happens: a part of a unit counts as one, so that no promise is too short.
pub fn within(time: SignedDuration) -> String {
    let seconds = time.as_secs() + i64::from(time.subsec_nanos() > 0);
    let unit = match seconds {
        ..120 => 1,
        120..7_200 => 60,
        7_200..172_800 => 3_600,
        _ => 86_400,
    };
    let parts = seconds % unit;
    length(SignedDuration::from_secs(if parts == 0 { seconds } else { seconds - parts + unit }))
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
    fn a_promise_is_never_too_short() {
        for (millis, told) in [
            (1_000, "1 second"),
            (1_001, "2 seconds"),
            (120_000, "2 minutes"),
            (120_001, "3 minutes"),
            (2_705_000, "46 minutes"),
            (7_140_500, "2 hours"),
            (7_201_000, "3 hours"),
            (172_801_000, "3 days"),
        ] {
            assert_eq!(within(SignedDuration::from_millis(millis)), told, "{millis}");
        }
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
