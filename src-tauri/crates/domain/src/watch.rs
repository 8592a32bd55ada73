//! What a key pays for, months, and how long to wait after a failure: arithmetic only, times come in.
//!
//! Months are calendar months in UTC, because that is when the service's counter starts again. How often to ask is planned
//! in [`crate::plan`].

use jiff::{SignedDuration, Timestamp, ToSpan as _, civil, tz::TimeZone};

/// What a jobs API key pays for. Source: the service's pricing page, October 2025.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Plan {
    /// Free: 1,000 calls a month, 10 a minute.
    Starter,
    /// 25,000 calls a month, 100 a minute.
    Professional,
    /// 100,000 calls a month, 500 a minute.
    Business,
}

impl Plan {
    /// All plans, smallest first.
    pub const ALL: [Self; 3] = [Self::Starter, Self::Professional, Self::Business];

    /// Calls a month before the service blocks or bills.
    pub fn calls_per_month(self) -> u32 {
        match self {
            Self::Starter => 1_000,
            Self::Professional => 25_000,
            Self::Business => 100_000,
        }
    }

    /// Requests a minute before the service asks to wait; its burst is twice as many.
    pub fn calls_per_minute(self) -> u32 {
        match self {
            Self::Starter => 10,
            Self::Professional => 100,
            Self::Business => 500,
        }
    }

    /// The word used on the command line and in the database.
    pub fn word(self) -> &'static str {
        match self {
            Self::Starter => "starter",
            Self::Professional => "professional",
            Self::Business => "business",
        }
    }

    /// Reads [`Plan::word`].
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|plan| plan.word() == word)
    }
}

/// The largest page the service gives.
pub const PAGE_SIZE: u32 = 50;

/// Postings surface late and out of order: how far behind the watermark a round still reads.
pub const OVERLAP: SignedDuration = SignedDuration::from_hours(1);

/// Longest wait between attempts while a source keeps failing.
const LONGEST_BACKOFF: SignedDuration = SignedDuration::from_mins(30);

/// First wait after a failure.
const FIRST_BACKOFF: SignedDuration = SignedDuration::from_secs(30);

/// First wait after a 429 that says nothing about when to come back: into the next minute window.
const FIRST_LIMIT_WAIT: SignedDuration = SignedDuration::from_mins(1);

/// When the source is due again after a round that went well.
pub fn next_due(now: Timestamp, interval: SignedDuration) -> Timestamp {
    later(now, interval)
}

/// When to try again after the `failures`-th failure in a row (1 for the first), with jitter so that many clients that
/// failed together do not come back together. `random` lies in 0..1.
pub fn back_off(now: Timestamp, failures: u32, random: f64) -> Timestamp {
    later(now, spread(doubled(FIRST_BACKOFF, failures), random))
}

/// When to come back after the `failures`-th 429 in a row that names no time: the next minute window, with growing delay.
pub fn limit_wait(now: Timestamp, failures: u32) -> Timestamp {
    later(now, doubled(FIRST_LIMIT_WAIT, failures))
}

/// Midnight UTC of the first day of the month that holds `now`.
pub fn month_start(now: Timestamp) -> Timestamp {
    first_of_month(now, 0)
}

/// Midnight UTC of the first day of the next month, when the service's counter starts again.
pub fn next_month(now: Timestamp) -> Timestamp {
    first_of_month(now, 1)
}

/// The month of `now` in UTC as `2026-11`.
pub fn month_name(now: Timestamp) -> String {
    let date = now.to_zoned(TimeZone::UTC).date();
    format!("{:04}-{:02}", date.year(), date.month())
}

/// Midnight UTC of the day of `now`.
pub fn day_start(now: Timestamp) -> Timestamp {
    at_midnight(now.to_zoned(TimeZone::UTC).date(), now)
}

/// Whether more time passed on the wall than on the steady clock: the machine slept, or its clock was set.
pub fn clock_jumped(wall: SignedDuration, steady: SignedDuration) -> bool {
    (wall - steady).abs() > SignedDuration::from_mins(2)
}

fn first_of_month(now: Timestamp, months: i64) -> Timestamp {
    let date = now.to_zoned(TimeZone::UTC).date().first_of_month();
    at_midnight(date.checked_add(months.months()).unwrap_or(date), now)
}

fn at_midnight(date: civil::Date, fallback: Timestamp) -> Timestamp {
    date.to_zoned(TimeZone::UTC).map_or(fallback, |zoned| zoned.timestamp())
}

fn doubled(first: SignedDuration, failures: u32) -> SignedDuration {
    first.checked_mul(1 << failures.saturating_sub(1).min(12)).unwrap_or(LONGEST_BACKOFF).min(LONGEST_BACKOFF)
}

fn spread(wait: SignedDuration, random: f64) -> SignedDuration {
    wait.mul_f64(0.75 + random.clamp(0.0, 1.0) * 0.5)
}

fn later(now: Timestamp, wait: SignedDuration) -> Timestamp {
    now.checked_add(wait).unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn waits_grow_and_stay_bounded() {
        let now = at("2026-11-22T10:00:00Z");
        let wait = |failures| (back_off(now, failures, 0.5) - now).get_seconds();
        assert_eq!((wait(1), wait(2), wait(3)), (30, 60, 120));
        assert_eq!(wait(40), 30 * 60);
    }

    #[test]
    fn jitter_stays_within_a_quarter_either_way() {
        let now = at("2026-11-22T10:00:00Z");
        let wait = |random| (back_off(now, 3, random) - now).get_seconds();
        assert_eq!((wait(0.0), wait(1.0)), (90, 150));
    }

    #[test]
    fn a_429_without_a_hint_waits_into_the_next_minute_and_then_longer() {
        let now = at("2026-11-22T10:00:00Z");
        assert_eq!(limit_wait(now, 1), at("2026-11-22T10:01:00Z"));
        assert_eq!(limit_wait(now, 3), at("2026-11-22T10:04:00Z"));
    }

    #[test]
    fn months_turn_at_midnight_utc() {
        assert_eq!(month_start(at("2026-11-30T23:59:59Z")), at("2026-11-01T00:00:00Z"));
        assert_eq!(next_month(at("2026-12-31T23:59:59Z")), at("2027-01-01T00:00:00Z"));
        assert_eq!(month_name(at("2026-01-01T00:00:00Z")), "2026-01");
        assert_eq!(day_start(at("2026-11-22T10:00:00Z")), at("2026-11-22T00:00:00Z"));
    }

    #[test]
    fn sleep_shows_in_the_difference_of_clocks() {
        let mins = SignedDuration::from_mins;
        assert!(clock_jumped(mins(480), mins(1)));
        assert!(clock_jumped(mins(-30), mins(1)), "a clock set back counts too");
        assert!(!clock_jumped(mins(31), mins(30)));
    }
}
