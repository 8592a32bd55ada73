//! What a plan promises, in examples and as laws.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use jiff::tz::Offset;
use jiff::{SignedDuration, Timestamp};
use lapwing_domain::notify::Digest;
use lapwing_domain::plan::{
    Calls, HOURS, HourOfWeek, QuietHours, Rates, Reason, Running, Seen, SourcePlan, Task, Watched, one_more_costs, plan,
};
use lapwing_domain::search::{Notify, Priority, SavedSearch, Scope};
use lapwing_domain::{SearchId, SourceId};

mod laws;

const SOURCE: SourceId = SourceId(1);

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn search(id: i64, priority: Priority, scope: Scope) -> SavedSearch {
    SavedSearch {
        id: SearchId(id),
        name: format!("search {id}"),
        query: "rust".into(),
        scope,
        notify: Notify::Instant,
        digest: Digest::default(),
        breaks_quiet: false,
        background: false,
        priority,
        paused: false,
    }
}

/// Learnt in eight weeks of the same postings an hour.
fn steady(an_hour: f64) -> Rates {
    let seen = |index| Seen { hour: HourOfWeek::from_index(index).unwrap(), postings: an_hour * 8.0, hours: 8.0 };
    Rates::of((0..HOURS).map(seen))
}

#[derive(Debug)]
struct Case {
    now: Timestamp,
    calls: Calls,
    rates: Rates,
    searches: Vec<SavedSearch>,
    wanted: Option<SignedDuration>,
    watched: Watched,
    running: Option<Running>,
}

impl Case {
    /// A whole month of 30 days on the starter plan.
    fn starter(an_hour: f64) -> Self {
        Self {
            now: at("2026-11-01T00:00:00Z"),
            calls: Calls::Counted { a_month: 1_000, used: 0 },
            rates: steady(an_hour),
            searches: vec![search(1, Priority::Normal, Scope::All)],
            wanted: None,
            watched: Watched::ALWAYS,
            running: None,
        }
    }

    fn task(&self) -> Task<'_> {
        Task {
            source: SOURCE,
            calls: self.calls,
            at_once: 10,
            page: 50,
            rates: &self.rates,
            narrow: None,
            searches: &self.searches,
            wanted: self.wanted,
            watched: self.watched,
            running: self.running.as_ref(),
            now: self.now,
        }
    }

    fn plan(&self) -> SourcePlan {
        plan(&self.task())
    }

    fn interval(&self) -> i64 {
        self.plan().streams[0].interval(self.now).unwrap().as_secs()
    }
}

fn nights() -> Option<QuietHours> {
    QuietHours::from_text("mon,tue,wed,thu,fri,sat,sun 22:00-08:00")
}

#[test]
fn twenty_searches_share_one_request_whose_interval_spends_the_month_but_the_reserve() {
    let mut case = Case::starter(3.0);
    case.searches = (1..=20).map(|id| search(id, Priority::Normal, Scope::All)).collect();
    let plan = case.plan();
    assert_eq!((plan.streams.len(), plan.streams[0].covers.len()), (1, 20));
    assert_eq!((plan.calls_left, plan.reserve), (Some(950), 50));
    assert_eq!(case.interval(), 30 * 24 * 3_600 / 950 + 1);
    assert!((plan.calls_a_day() * 30.0 - 950.0).abs() < 1.0, "{}", plan.calls_a_day());
    assert!(plan.streams[0].outlook.iter().all(|outlook| (outlook.share - 1.0).abs() < 1e-9));
}

#[test]
fn only_active_searches_of_the_source_are_covered() {
    let mut case = Case::starter(3.0);
    let paused = SavedSearch { paused: true, ..search(3, Priority::High, Scope::All) };
    let elsewhere = search(2, Priority::Normal, Scope::Only(vec![SourceId(9)]));
    case.searches = vec![search(1, Priority::Normal, Scope::Only(vec![SOURCE])), elsewhere, paused];
    assert_eq!(case.plan().streams[0].covers, [SearchId(1)]);
}

/// Ran from seven to eleven in the evening for so many days before the month.
fn awake_by_day(days: i64) -> Running {
    let mut running = Running::default();
    let mut before = None;
    for day in 0..days {
        let from = at("2026-11-01T07:00:00Z") - SignedDuration::from_hours(24 * (days - day));
        let to = from + SignedDuration::from_hours(16);
        running.observe(before, from, to);
        before = Some(to);
    }
    running
}

#[test]
fn calls_of_hours_in_which_the_computer_sleeps_are_spent_while_it_runs() {
    let mut case = Case::starter(3.0);
    let always = case.interval();
    case.running = Some(awake_by_day(28));
    let percent = case.interval() * 100 / always;
    assert!((64..72).contains(&percent), "two thirds of the time, two thirds of the interval: {percent} %");
    let off = case.plan().reasons.iter().find_map(|reason| match reason {
        Reason::Off { hours } => Some(*hours),
        _ => None,
    });
    assert!((200.0..250.0).contains(&off.unwrap()), "{off:?} of 720 hours");
    assert!((case.plan().calls_a_day() * 30.0 - 950.0).abs() < 1.0);
}

#[test]
fn one_more_search_costs_nothing() {
    assert!(one_more_costs(&Case::starter(30.0).task()).abs() < 1e-9);
}

#[test]
fn what_was_spent_already_makes_the_rest_of_the_month_slower() {
    let mut case = Case::starter(3.0);
    let fresh = case.interval();
    case.calls = Calls::Counted { a_month: 1_000, used: 500 };
    assert!(case.interval() >= 2 * fresh - 1, "{}", case.interval());
    case.calls = Calls::Counted { a_month: 1_000, used: 998 };
    let spent = case.plan();
    assert_eq!((spent.calls_left, spent.reserve, spent.streams[0].interval(case.now)), (Some(0), 2, None));
    assert_eq!(spent.streams[0].due(case.now), at("2026-12-01T00:00:00Z"));
    assert!(spent.reasons.contains(&Reason::Spent { until: at("2026-12-01T00:00:00Z") }));
    assert!(spent.streams[0].outlook[0].share.abs() < 1e-9);
}

#[test]
fn calls_that_are_left_when_the_month_ends_are_used() {
    let mut case = Case::starter(3.0);
    case.now = at("2026-11-29T00:00:00Z");
    assert!((177..=180).contains(&case.interval()), "two days for 976 calls: {}", case.interval());
    case.now = at("2026-11-30T23:00:00Z");
    assert_eq!(case.interval(), 60, "but never more often than every minute");
}

#[test]
fn an_unknown_plan_is_asked_at_the_pace_of_the_smallest_and_never_runs_out() {
    let mut case = Case::starter(3.0);
    case.calls = Calls::Unknown { as_if: 1_000 };
    let begin = case.interval();
    case.now = at("2026-11-28T12:00:00Z");
    assert!((case.interval() - begin).abs() <= 1, "{begin}, {}", case.interval());
    assert_eq!(case.plan().calls_left, None);
}

#[test]
fn quiet_hours_get_no_rounds_and_make_the_day_denser() {
    let mut case = Case::starter(3.0);
    let always = case.interval();
    case.watched = Watched { quiet: nights(), offset: Offset::UTC };
    case.now = at("2026-11-01T12:00:00Z");
    assert!(case.interval() < always * 2 / 3, "{} {always}", case.interval());
    let stream = case.plan().streams.remove(0);
    assert_eq!(stream.due(at("2026-11-01T21:50:00Z")), at("2026-11-02T08:00:00Z"), "and at their end at once");
}

#[test]
fn after_a_quiet_night_a_round_may_read_what_was_posted_in_it() {
    let mut case = Case::starter(20.0);
    case.watched = Watched { quiet: nights(), offset: Offset::UTC };
    let stream = case.plan().streams.remove(0);
    let pages = stream.pages(at("2026-11-02T21:50:00Z"), at("2026-11-03T08:00:00Z"));
    assert_eq!(pages.usual, 5, "ten hours of twenty");
}

#[test]
fn a_round_that_comes_when_planned_reads_one_page() {
    for an_hour in [3.0, 30.0, 300.0] {
        let case = Case::starter(an_hour);
        let stream = case.plan().streams.remove(0);
        assert_eq!(stream.pages(case.now, stream.due(case.now)).usual, 1, "{an_hour}");
    }
}

#[test]
fn a_market_that_fits_lends_a_page_and_one_that_does_not_lends_none() {
    let pages = |an_hour| {
        let case = Case::starter(an_hour);
        let stream = case.plan().streams.remove(0);
        stream.pages(case.now, stream.due(case.now)).most
    };
    assert_eq!((pages(3.0), pages(30.0), pages(300.0)), (2, 2, 1));
}

#[test]
fn a_longer_interval_of_the_users_own_choice_reads_more_pages() {
    let mut case = Case::starter(30.0);
    case.wanted = Some(SignedDuration::from_hours(4));
    let stream = case.plan().streams.remove(0);
    assert_eq!(stream.interval(case.now), case.wanted);
    assert_eq!(stream.pages(case.now, stream.due(case.now)).usual, 3);
    assert!((stream.outlook[0].share - 1.0).abs() < 1e-9);
    assert!(case.plan().calls_a_day() < 25.0, "and leaves calls unspent: {}", case.plan().calls_a_day());
}

#[test]
fn what_cannot_be_covered_is_said_with_its_share() {
    let case = Case::starter(300.0);
    let plan = case.plan();
    let share = plan.streams[0].outlook[0].share;
    assert!((share - 950.0 * 50.0 / (300.0 * 720.0)).abs() < 0.01, "{share}");
    assert!(plan.reasons.iter().any(|reason| matches!(reason, Reason::TooMuch { .. })));
    assert!(!plan.streams[0].complete);
}

#[test]
fn a_free_source_keeps_its_own_pace() {
    let mut case = Case::starter(300.0);
    case.calls = Calls::Free { every: SignedDuration::from_secs(15) };
    let plan = case.plan();
    assert_eq!((case.interval(), plan.calls_left, plan.reserve), (15, None, 0));
    assert_eq!(plan.streams[0].due(case.now), case.now + SignedDuration::from_secs(15));
    assert!((plan.calls_a_day() - 5_760.0).abs() < 1e-6);
}

#[test]
fn a_schedule_ends_with_its_month() {
    let case = Case::starter(3.0);
    let stream = case.plan().streams.remove(0);
    assert_eq!(stream.due(at("2026-11-30T23:59:00Z")), at("2026-12-01T00:00:00Z"));
}

/// Follows the schedule to the end of the month, planning anew after every round, which reads `pages` at most.

#[test]
fn a_gap_gets_a_quarter_of_a_days_calls_while_it_is_young_and_everything_can_be_read() {
    let case = Case::starter(3.0);
    let stream = case.plan().streams.remove(0);
    let pages =
        |hours_ago: i64, spent| stream.pages_of_gap(case.now - SignedDuration::from_hours(hours_ago), case.now, spent);
    assert_eq!((pages(1, 0), pages(1, 5), pages(1, 7), pages(1, 70)), (7, 2, 0, 0), "of 31.7 calls a day");
    assert_eq!((pages(24 * 7, 0), pages(24 * 7 + 1, 0)), (7, 0), "a week old");
    let busy = Case::starter(300.0);
    assert_eq!(busy.plan().streams[0].pages_of_gap(busy.now, busy.now, 0), 0);
}

#[test]
fn a_gap_is_read_within_what_a_minute_allows_beside_the_round_before_it() {
    let mut case = Case::starter(3.0);
    case.calls = Calls::Counted { a_month: 25_000, used: 0 };
    let stream = case.plan().streams.remove(0);
    assert_eq!(stream.pages_of_gap(case.now, case.now, 0), 9);
}
