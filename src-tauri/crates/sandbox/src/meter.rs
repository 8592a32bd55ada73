//! Counts the calls of one key against its plan: a minute's grant, what can be saved up for a burst, and the month.
//!
//! The documentation gives three numbers and one sentence ("the minute window resets at the start of each minute"). They
//! are read so: at the start of each minute the plan's calls are granted, what was not spent is saved, and never more
//! than the burst is at hand. A new key starts with a full burst.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::plan::Allowance;

/// What became of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Charge {
    /// Within the plan.
    Admitted,
    /// Nothing left until the next full minute.
    MinuteOver,
    /// Nothing left until the first of the next month, UTC.
    MonthOver,
}

/// The numbers of the rate headers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Rate {
    pub(crate) limit: u32,
    pub(crate) remaining: u32,
    /// Unix seconds of the next full minute.
    pub(crate) reset: i64,
    pub(crate) burst: u32,
}

#[derive(Debug)]
pub(crate) struct Meter {
    /// Unix minute up to which calls have been granted.
    minute: i64,
    at_hand: u32,
    /// Year and month of `used`.
    month: (i16, i8),
    used: u64,
}

impl Meter {
    pub(crate) fn new(now: Timestamp, allowance: Allowance) -> Self {
        Self { minute: minute_of(now), at_hand: allowance.burst.unwrap_or(0), month: month_of(now), used: 0 }
    }

    /// Counts one call. Refused calls count against the month as well, as the documentation says.
    pub(crate) fn charge(&mut self, now: Timestamp, allowance: Allowance) -> Charge {
        self.turn(now, allowance);
        let over = allowance.blocked_after.is_some_and(|most| self.used >= most);
        self.used += 1;
        if allowance.per_minute.is_none() {
            return if over { Charge::MonthOver } else { Charge::Admitted };
        }
        match self.at_hand.checked_sub(1) {
            None => Charge::MinuteOver,
            Some(left) => {
                self.at_hand = left;
                if over { Charge::MonthOver } else { Charge::Admitted }
            }
        }
    }

    /// Calls counted in the month of `now`.
    pub(crate) fn used(&self, now: Timestamp) -> u64 {
        if month_of(now) == self.month { self.used } else { 0 }
    }

    /// Takes `used` calls as made in the month of `now`.
    pub(crate) fn set_used(&mut self, now: Timestamp, used: u64) {
        self.month = month_of(now);
        self.used = used;
    }

    /// What the rate headers say; `None` on a plan without limits.
    pub(crate) fn rate(&self, now: Timestamp, allowance: Allowance) -> Option<Rate> {
        let (limit, burst) = (allowance.per_minute?, allowance.burst?);
        Some(Rate { limit, remaining: self.at_hand, reset: (minute_of(now) + 1) * 60, burst })
    }

    /// Grants what the minutes since the last call bring, and starts a new month. A clock set back grants nothing.
    fn turn(&mut self, now: Timestamp, allowance: Allowance) {
        let minutes = u32::try_from(minute_of(now).saturating_sub(self.minute)).unwrap_or(0);
        let granted = allowance.per_minute.unwrap_or(0).saturating_mul(minutes);
        self.at_hand = self.at_hand.saturating_add(granted).min(allowance.burst.unwrap_or(0));
        self.minute = minute_of(now);
        if month_of(now) != self.month {
            self.set_used(now, 0);
        }
    }
}

/// Seconds until the next full minute, 1 to 60.
pub(crate) fn seconds_to_next_minute(now: Timestamp) -> i64 {
    60 - now.as_second().rem_euclid(60)
}

fn minute_of(now: Timestamp) -> i64 {
    now.as_second().div_euclid(60)
}

fn month_of(now: Timestamp) -> (i16, i8) {
    let utc = now.to_zoned(TimeZone::UTC);
    (utc.year(), utc.month())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Plan;

    const STARTER: Allowance = Plan::Starter.allowance();

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    /// Calls until one is refused, and how it was refused.
    fn spend(meter: &mut Meter, now: Timestamp, allowance: Allowance) -> (u32, Charge) {
        let mut admitted = 0;
        loop {
            match meter.charge(now, allowance) {
                Charge::Admitted => admitted += 1,
                refused => return (admitted, refused),
            }
        }
    }

    #[test]
    fn a_new_key_has_its_burst_and_then_each_minute_its_limit() {
        let mut meter = Meter::new(at("2026-01-05T08:00:40Z"), STARTER);
        assert_eq!(spend(&mut meter, at("2026-01-05T08:00:41Z"), STARTER), (20, Charge::MinuteOver));
        assert_eq!(spend(&mut meter, at("2026-01-05T08:00:59Z"), STARTER), (0, Charge::MinuteOver));
        assert_eq!(spend(&mut meter, at("2026-01-05T08:01:00Z"), STARTER), (10, Charge::MinuteOver));
    }

    #[test]
    fn unspent_minutes_are_saved_up_to_the_burst() {
        let mut meter = Meter::new(at("2026-01-05T08:00:00Z"), STARTER);
        spend(&mut meter, at("2026-01-05T08:00:00Z"), STARTER);
        assert_eq!(spend(&mut meter, at("2026-01-05T09:30:00Z"), STARTER).0, 20);
    }

    #[test]
    fn a_clock_set_back_grants_nothing() {
        let mut meter = Meter::new(at("2026-01-05T08:00:00Z"), STARTER);
        spend(&mut meter, at("2026-01-05T08:00:00Z"), STARTER);
        assert_eq!(spend(&mut meter, at("2026-01-05T07:00:00Z"), STARTER).0, 0);
    }

    #[test]
    fn refused_calls_count_against_the_month() {
        let now = at("2026-01-05T08:00:00Z");
        let mut meter = Meter::new(now, STARTER);
        spend(&mut meter, now, STARTER);
        assert_eq!(meter.used(now), 21);
    }

    #[test]
    fn the_free_month_is_over_after_its_calls_and_begins_anew_on_the_first_in_utc() {
        let mut meter = Meter::new(at("2026-01-31T23:58:00Z"), STARTER);
        meter.set_used(at("2026-01-31T23:58:00Z"), 999);
        assert_eq!(meter.charge(at("2026-01-31T23:58:00Z"), STARTER), Charge::Admitted);
        assert_eq!(meter.charge(at("2026-01-31T23:59:59Z"), STARTER), Charge::MonthOver);
        assert_eq!(meter.charge(at("2026-02-01T00:00:00Z"), STARTER), Charge::Admitted);
        assert_eq!(meter.used(at("2026-02-01T00:00:00Z")), 1);
    }

    #[test]
    fn a_paid_month_is_never_over() {
        let now = at("2026-01-05T08:00:00Z");
        let professional = Plan::Professional.allowance();
        let mut meter = Meter::new(now, professional);
        meter.set_used(now, 25_000);
        assert_eq!(meter.charge(now, professional), Charge::Admitted);
    }

    #[test]
    fn headers_say_what_is_left_and_when_the_next_minute_begins() {
        let now = at("2026-01-05T08:00:40Z");
        let mut meter = Meter::new(now, STARTER);
        meter.charge(now, STARTER);
        let reset = at("2026-01-05T08:01:00Z").as_second();
        assert_eq!(meter.rate(now, STARTER), Some(Rate { limit: 10, remaining: 19, reset, burst: 20 }));
        assert_eq!(seconds_to_next_minute(now), 20);
        assert_eq!(meter.rate(now, Plan::Unlimited.allowance()), None);
    }
}
