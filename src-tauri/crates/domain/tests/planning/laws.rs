//! What holds of every plan, whatever comes.

use jiff::SignedDuration;
use jiff::tz::Offset;
use lapwing_domain::plan::{Calls, HOURS, HourOfWeek, QuietHours, Rates, Seen, Watched, reserve_of};
use lapwing_domain::search::{Priority, Scope};
use lapwing_domain::watch;
use proptest::prelude::*;

use crate::{Case, at, nights, search};

fn follow(case: &mut Case, used: u32, pages: u32) -> u32 {
    let Calls::Counted { a_month, .. } = case.calls else { panic!("counted") };
    let end = watch::next_month(case.now);
    let mut spent = 0;
    while case.now < end {
        case.calls = Calls::Counted { a_month, used: used + spent };
        let plan = case.plan();
        if plan.calls_left.unwrap() > 0 {
            assert!(case.watched.at(case.now), "{} is quiet", case.now);
            let before = a_month - used - spent;
            spent += pages.min(plan.calls_left.unwrap());
            // The last two are given back in the month's last hours.
            if end.duration_since(case.now) >= SignedDuration::from_hours(4) {
                let left = a_month - used - spent;
                assert!(left >= 2 && left * 20 + 20 >= before, "{left} left of {before} at {}", case.now);
            }
        }
        case.now = plan.streams[0].due(case.now);
    }
    spent
}

fn cases() -> impl Strategy<Value = Case> {
    let rates = proptest::collection::vec(0.0..400.0_f64, HOURS);
    let scale = prop_oneof![Just(0.01), Just(0.1), Just(1.0), Just(5.0)];
    let quiet = prop_oneof![Just(None), Just(nights()), Just(QuietHours::from_text("sat,sun 00:00-23:45"))];
    let limits = prop_oneof![Just(1_000_u32), Just(25_000), Just(100_000)];
    let wanted = prop_oneof![Just(None), (1_i64..600).prop_map(|minutes| Some(SignedDuration::from_mins(minutes)))];
    (0_i64..30 * 24 * 60, limits, 0.0..1.1_f64, rates, scale, quiet, -40_i32..=40, wanted).prop_map(
        |(minute, a_month, spent, rates, scale, quiet, quarters, wanted)| {
            let seen = |(index, rate): (usize, f64)| Seen {
                hour: HourOfWeek::from_index(index).unwrap(),
                postings: rate * scale * 8.0,
                hours: 8.0,
            };
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share of the month's calls")]
            let used = (f64::from(a_month) * spent) as u32;
            Case {
                now: at("2026-11-01T00:00:00Z") + SignedDuration::from_mins(minute),
                calls: Calls::Counted { a_month, used },
                rates: Rates::of(rates.into_iter().enumerate().map(seen)),
                searches: vec![search(1, Priority::Normal, Scope::All)],
                wanted,
                watched: Watched { quiet, offset: Offset::from_seconds(quarters * 900).unwrap() },
                running: None,
            }
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn never_more_is_planned_than_remains_without_the_reserve(case in cases()) {
        let Calls::Counted { a_month, used } = case.calls else { panic!("counted") };
        let plan = case.plan();
        let left = a_month.saturating_sub(used);
        prop_assert_eq!(plan.calls_left.unwrap() + plan.reserve, left);
        let days = watch::next_month(case.now).duration_since(case.now).as_secs_f64() / 86_400.0;
        prop_assert_eq!(plan.reserve, reserve_of(left, case.now));
        let planned = plan.calls_a_day() * days;
        prop_assert!(planned <= f64::from(plan.calls_left.unwrap()) + 0.01, "{planned} of {:?}", plan.calls_left);
    }

    #[test]
    fn more_quota_is_never_staler(case in cases(), more in 1_u32..20_000) {
        let Calls::Counted { a_month, used } = case.calls else { panic!("counted") };
        let richer = Case { calls: Calls::Counted { a_month: a_month + more, used }, rates: case.rates.clone(), searches: case.searches.clone(), running: case.running.clone(), ..case };
        let (before, after) = (case.plan().streams.remove(0), richer.plan().streams.remove(0));
        // To read everything a round reads many pages, which comes less often than a glance at the newest.
        let same = before.complete == after.complete;
        for (hour, (before, after)) in before.hours.iter().zip(&after.hours).enumerate().filter(|_| same) {
            if let Some(before) = before.interval {
                prop_assert!(after.interval.is_some_and(|after| after <= before), "hour {hour}: {before}, {:?}", after.interval);
            }
        }
        prop_assert!(after.outlook[0].share >= before.outlook[0].share - 1e-9);
    }

    #[test]
    fn a_schedule_that_is_followed_keeps_the_plan_and_the_quiet_hours(mut case in cases(), pages in 1_u32..4) {
        let Calls::Counted { used, .. } = case.calls else { panic!("counted") };
        case.calls = Calls::Counted { a_month: 1_000, used: used % 1_000 };
        if !case.watched.at(case.now) {
            case.now = case.plan().streams[0].due(case.now);
        }
        if case.watched.at(case.now) {
            let spent = follow(&mut case, used % 1_000, pages);
            prop_assert!(spent + used % 1_000 <= 1_000, "{spent} spent after {}", used % 1_000);
        }
    }

    #[test]
    fn an_interval_is_never_shorter_than_asked_for_nor_than_a_minute(case in cases()) {
        let shortest = case.wanted.unwrap_or_default().max(SignedDuration::from_mins(1));
        for hour in &case.plan().streams[0].hours {
            prop_assert!(hour.interval.is_none_or(|interval| interval >= shortest));
        }
    }

    #[test]
    fn due_is_always_later(case in cases()) {
        let due = case.plan().streams[0].due(case.now);
        prop_assert!(due > case.now && due <= watch::next_month(case.now));
    }
}
