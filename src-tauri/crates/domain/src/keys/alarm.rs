//! Whether somebody else spends a key's calls, as far as the service's counters show it.
//!
//! A minute's counter falls by one with each call and rises when the minute turns, so within a minute it can fall by no more
//! than the calls that were made. What it fell beyond Lapwing's own calls, others made.

use jiff::{SignedDuration, Timestamp};

use crate::watch::Plan;

/// The window of the service's counter.
const WINDOW: SignedDuration = SignedDuration::from_mins(1);

/// How much the service's clock may differ from ours.
const SKEW: SignedDuration = SignedDuration::from_secs(5);

/// The same alarm is raised again after this time at the earliest.
pub const ALARM_EVERY: SignedDuration = SignedDuration::from_hours(24);

/// What an answer said of the calls that are left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// When the call was made that brought it.
    pub asked_at: Timestamp,
    /// Calls left.
    pub remaining: u32,
    /// Calls a minute.
    pub limit: Option<u32>,
    /// When the counter starts again.
    pub reset: Option<Timestamp>,
}

/// Calls of our own, every one that the service may have counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OwnCalls {
    /// Made after the call that brought the reading before, up to when the new reading came.
    pub since_before: u32,
    /// Made in the minute up to when the new reading came; `None` when not all of them are known.
    pub last_minute: Option<u32>,
}

/// Calls that were counted and are not ours, as the reading `now` shows them: against the one `before` it, and against a
/// counter that began the minute with all of the plan's calls. 0 when nothing is amiss.
pub fn calls_by_others(before: Option<&Reading>, now: &Reading, own: OwnCalls) -> u32 {
    let fallen = before
        .filter(|before| within_a_window(before, now) && before.limit == now.limit)
        .map_or(0, |before| before.remaining.saturating_sub(now.remaining));
    let since_before = fallen.saturating_sub(own.since_before);
    let since_the_minute = match (now.limit, own.last_minute) {
        (Some(limit), Some(own)) if counts_minutes(now) => limit.saturating_sub(own).saturating_sub(now.remaining),
        _ => 0,
    };
    since_before.max(since_the_minute)
}

fn within_a_window(before: &Reading, now: &Reading) -> bool {
    let between = now.asked_at.duration_since(before.asked_at);
    !between.is_negative() && between <= WINDOW
}

/// Whether the counter is certainly that of a minute. A service might as well count down its month.
fn counts_minutes(reading: &Reading) -> bool {
    reading.reset.is_some_and(|reset| {
        let left = reset.duration_since(reading.asked_at);
        left >= -SKEW && left <= WINDOW + SKEW
    })
}

/// Whether a 429 that lasts over minutes means that others spend the key's calls: far less was called than the plan allows.
pub fn refused_far_below(plan: Plan, calls_this_month: u32, calls_last_minute: u32) -> bool {
    calls_this_month < plan.calls_per_month() / 2 && calls_last_minute <= plan.calls_per_minute() / 2
}

/// Whether the alarm may be raised (again).
pub fn may_be_raised(last_raised: Option<Timestamp>, now: Timestamp) -> bool {
    // One that lies ahead means that the clock was put back.
    last_raised.is_none_or(|last| now.duration_since(last).abs() >= ALARM_EVERY)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        format!("2026-11-16T{text}Z").parse().unwrap()
    }

    /// On the free plan, in the minute of ten o'clock.
    fn reading(asked_at: &str, remaining: u32) -> Reading {
        Reading { asked_at: at(asked_at), remaining, limit: Some(10), reset: Some(at("10:01:00")) }
    }

    fn own(since_before: u32) -> OwnCalls {
        OwnCalls { since_before, last_minute: None }
    }

    #[test]
    fn what_the_counter_fell_beyond_own_calls_others_made() {
        let before = reading("10:00:10", 19);
        let fell = |to, own_calls| calls_by_others(Some(&before), &reading("10:00:40", to), own(own_calls));
        assert_eq!(fell(18, 1), 0);
        assert_eq!(fell(13, 1), 5);
        assert_eq!(fell(13, 6), 0, "all of them are ours");
        assert_eq!(fell(20, 1), 0, "the minute turned");
        assert_eq!(fell(19, 1), 0, "answered from the service's cache");
    }

    #[test]
    fn readings_more_than_a_minute_apart_or_of_another_plan_say_nothing_of_each_other() {
        let before = reading("10:00:00", 19);
        assert_eq!(calls_by_others(Some(&before), &reading("10:01:00", 13), own(1)), 5);
        assert_eq!(calls_by_others(Some(&before), &reading("10:01:01", 13), own(1)), 0);
        let larger = Reading { limit: Some(100), ..before };
        assert_eq!(calls_by_others(Some(&larger), &reading("10:00:20", 13), own(1)), 0);
        assert_eq!(
            calls_by_others(Some(&reading("10:00:30", 19)), &reading("10:00:10", 13), own(1)),
            0,
            "out of order"
        );
    }

    #[test]
    fn a_minute_that_began_with_fewer_calls_than_the_plans_was_used_by_others() {
        let alone = |remaining, last_minute| {
            calls_by_others(None, &reading("10:00:30", remaining), OwnCalls { since_before: 0, last_minute })
        };
        assert_eq!(alone(9, Some(1)), 0);
        assert_eq!(alone(19, Some(1)), 0, "calls saved up for a burst");
        assert_eq!(alone(4, Some(1)), 5);
        assert_eq!(alone(4, Some(6)), 0);
        assert_eq!(alone(4, None), 0, "not all of our own calls are known");
    }

    #[test]
    fn a_counter_that_may_be_the_months_is_only_compared_with_itself() {
        let month = Reading { reset: Some("2026-12-01T00:00:00Z".parse().unwrap()), ..reading("10:00:30", 4) };
        let calls = OwnCalls { since_before: 1, last_minute: Some(1) };
        assert_eq!(calls_by_others(None, &month, calls), 0);
        assert_eq!(calls_by_others(None, &Reading { reset: None, ..month }, calls), 0);
        assert_eq!(calls_by_others(Some(&reading("10:00:10", 9)), &month, calls), 4);
    }

    #[test]
    fn a_lasting_refusal_is_odd_only_far_below_the_plan() {
        assert!(refused_far_below(Plan::Starter, 499, 5));
        assert!(!refused_far_below(Plan::Starter, 500, 1));
        assert!(!refused_far_below(Plan::Starter, 10, 6), "our own haste may be the reason");
    }

    #[test]
    fn the_alarm_is_raised_once_a_day_at_most() {
        let first = Some(at("10:00:00"));
        assert!(may_be_raised(None, at("10:00:00")));
        assert!(!may_be_raised(first, at("23:59:59")));
        assert!(may_be_raised(first, "2026-11-17T10:00:00Z".parse().unwrap()));
        assert!(may_be_raised(first, "2026-11-01T10:00:00Z".parse().unwrap()), "a clock that was put back");
    }
}
