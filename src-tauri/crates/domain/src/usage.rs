//! When a month's calls will be used up, from how many were made of late: arithmetic only, counts and times come in.

use jiff::{SignedDuration, Timestamp};

use crate::watch::next_month;

/// How far back the pace is taken from: a whole week, so that weekends and nights weigh what they weigh.
pub const PACE_OVER: SignedDuration = SignedDuration::from_hours(7 * 24);

/// A pace is taken over no less than this. What the first minutes cost says little about the days to come.
const SHORTEST: SignedDuration = SignedDuration::from_hours(24);

/// How fast calls were made of late.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
    /// Calls that counted since `since`.
    pub calls: u32,
    /// From when on they were counted.
    pub since: Timestamp,
}

impl Pace {
    /// From when on calls are to be counted for the pace at `now`, when the first call ever was made at `first`: over
    /// [`PACE_OVER`], or since the first call, or over a day at least.
    pub fn counted_since(first: Option<Timestamp>, now: Timestamp) -> Timestamp {
        let back = |over| now.checked_sub(over).unwrap_or(Timestamp::MIN);
        first.unwrap_or(now).clamp(back(PACE_OVER), back(SHORTEST))
    }
}

/// When a month's calls will be used up if calls go on being made at this pace. `None` when they last until the count
/// starts again at the month's turn (UTC); `now` when they are used up already.
pub fn exhausted_at(used: u32, limit: u32, pace: Pace, now: Timestamp) -> Option<Timestamp> {
    let left = i128::from(limit.saturating_sub(used));
    if left == 0 {
        return Some(now);
    }
    let over = now.duration_since(pace.since).as_millis();
    if pace.calls == 0 || over <= 0 {
        return None;
    }
    let lasts = i64::try_from(left * over / i128::from(pace.calls)).ok()?;
    now.checked_add(SignedDuration::from_millis(lasts)).ok().filter(|at| *at < next_month(now))
}

/// Calls that count for the month when it turns (UTC), if `used` are made by now and calls go on being made at this pace.
pub fn used_by_the_turn(used: u32, pace: Pace, now: Timestamp) -> u32 {
    let over = now.duration_since(pace.since).as_millis();
    if over <= 0 {
        return used;
    }
    let to_come = i128::from(pace.calls) * next_month(now).duration_since(now).as_millis() / over;
    used.saturating_add(u32::try_from(to_come).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    /// The forecast of a free plan at noon on the 10th, with `calls` made in the week before.
    fn forecast(used: u32, calls: u32) -> Option<Timestamp> {
        let now = at("2026-11-10T12:00:00Z");
        exhausted_at(
            used,
            1_000,
            Pace { calls, since: Pace::counted_since(Some(at("2026-01-01T00:00:00Z")), now) },
            now,
        )
    }

    #[test]
    fn calls_are_used_up_when_what_is_left_is_made_at_the_same_pace() {
        assert_eq!(forecast(400, 700), Some(at("2026-11-16T12:00:00Z")), "600 left at 100 a day");
        assert_eq!(forecast(900, 700), Some(at("2026-11-11T12:00:00Z")));
    }

    #[test]
    fn a_pace_that_lasts_beyond_the_months_turn_is_no_news() {
        assert_eq!(forecast(300, 231), None, "700 left at 33 a day last three weeks and a day");
        assert_eq!(forecast(300, 240), Some(at("2026-11-30T22:00:00Z")), "a little faster, and they do not");
        assert_eq!(forecast(300, 0), None, "nothing was asked of late");
    }

    #[test]
    fn the_months_turn_itself_is_in_time() {
        let now = at("2026-11-30T00:00:00Z");
        let since = at("2026-11-29T00:00:00Z");
        assert_eq!(exhausted_at(900, 1_000, Pace { calls: 100, since }, now), None, "used up just as it starts again");
        assert!(exhausted_at(901, 1_000, Pace { calls: 100, since }, now).is_some());
    }

    #[test]
    fn what_is_used_up_is_used_up_now_whatever_the_pace() {
        let now = Some(at("2026-11-10T12:00:00Z"));
        assert_eq!((forecast(1_000, 0), forecast(1_200, 700)), (now, now));
    }

    #[test]
    fn the_pace_is_taken_over_a_week_or_since_the_first_call_but_over_a_day_at_least() {
        let now = at("2026-11-10T12:00:00Z");
        let since = |first: &str| Pace::counted_since(Some(at(first)), now);
        assert_eq!(since("2026-01-01T00:00:00Z"), at("2026-11-03T12:00:00Z"));
        assert_eq!(since("2026-11-08T12:00:00Z"), at("2026-11-08T12:00:00Z"));
        assert_eq!(since("2026-11-10T11:55:00Z"), at("2026-11-09T12:00:00Z"));
        assert_eq!(since("2026-12-24T00:00:00Z"), at("2026-11-09T12:00:00Z"), "a clock that was put back");
        assert_eq!(Pace::counted_since(None, now), at("2026-11-09T12:00:00Z"));
    }

    #[test]
    fn no_time_to_take_a_pace_over_makes_no_forecast() {
        let now = at("2026-11-10T12:00:00Z");
        assert_eq!(exhausted_at(10, 1_000, Pace { calls: 10, since: now }, now), None);
    }

    #[test]
    fn what_the_month_will_have_cost_goes_by_the_same_pace() {
        let now = at("2026-11-20T12:00:00Z");
        let pace = |calls| Pace { calls, since: at("2026-11-13T12:00:00Z") };
        assert_eq!(used_by_the_turn(400, pace(70), now), 505, "ten and a half days at ten a day");
        assert_eq!(used_by_the_turn(400, pace(0), now), 400, "nothing was asked of late");
        assert_eq!(used_by_the_turn(400, Pace { calls: 70, since: now }, now), 400, "no time to take a pace over");
        assert_eq!(used_by_the_turn(u32::MAX, pace(u32::MAX), now), u32::MAX);
    }
}
