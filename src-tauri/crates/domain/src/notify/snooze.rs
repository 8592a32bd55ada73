//! A snooze that lasts until its user gets up.

use jiff::civil::Time;
use jiff::tz::Offset;
use jiff::{Timestamp, ToSpan as _};

/// When the morning begins.
const MORNING: Time = Time::constant(8, 0, 0, 0);

/// Whoever is up before this has not gone to bed yet: their tomorrow is the day that has begun.
const NIGHT_ENDS: Time = Time::constant(5, 0, 0, 0);

/// Eight o'clock tomorrow, by a clock that is `offset` from UTC.
pub fn tomorrow_morning(now: Timestamp, offset: Offset) -> Timestamp {
    let local = offset.to_datetime(now);
    let day = if local.time() < NIGHT_ENDS { local.date() } else { local.date().saturating_add(1.day()) };
    offset.to_timestamp(day.to_datetime(MORNING)).unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests {
    use jiff::tz;

    use super::*;

    #[test]
    fn tomorrow_begins_at_eight_by_the_users_own_clock() {
        for (now, hours, morning) in [
            ("2026-11-23T10:00:00Z", 0, "2026-11-24T08:00:00Z"),
            ("2026-11-23T22:30:00Z", 1, "2026-11-24T07:00:00Z"),
            ("2026-11-23T22:30:00Z", -5, "2026-11-24T13:00:00Z"),
            ("2026-12-31T16:00:00Z", 0, "2027-01-01T08:00:00Z"),
        ] {
            assert_eq!(tomorrow_morning(now.parse().unwrap(), tz::offset(hours)).to_string(), morning, "{now} {hours}");
        }
    }

    #[test]
    fn a_night_owls_tomorrow_has_begun_already() {
        for (now, morning) in [
            ("2026-11-23T04:59:59Z", "2026-11-23T08:00:00Z"),
            ("2026-11-23T05:00:00Z", "2026-11-24T08:00:00Z"),
            ("2026-11-23T07:30:00Z", "2026-11-24T08:00:00Z"),
        ] {
            assert_eq!(tomorrow_morning(now.parse().unwrap(), Offset::UTC).to_string(), morning, "{now}");
        }
    }

    #[test]
    fn the_end_of_time_has_no_tomorrow() {
        assert_eq!(tomorrow_morning(Timestamp::MAX, Offset::UTC), Timestamp::MAX);
    }
}
