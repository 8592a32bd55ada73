//! Narrow streams: what is chosen where not everything can be read, and its laws.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use jiff::Timestamp;
use lapwing_domain::money::{Currency, Money};
use lapwing_domain::notify::Digest;
use lapwing_domain::plan::{
    Calls, HOURS, HourOfWeek, Narrow, Rates, Reason, Sample, Seen, SourcePlan, Task, Watched, plan,
};
use lapwing_domain::pushdown::ServerFilter;
use lapwing_domain::search::{Notify, Priority, SavedSearch, Scope};
use lapwing_domain::{Job, JobId, SearchId, SourceId};
use proptest::prelude::*;

const SOURCE: SourceId = SourceId(1);

fn search(id: i64, priority: Priority) -> SavedSearch {
    SavedSearch {
        id: SearchId(id),
        name: format!("search {id}"),
        query: String::new(),
        scope: Scope::All,
        notify: Notify::Instant,
        digest: Digest::default(),
        breaks_quiet: false,
        background: false,
        priority,
        paused: false,
    }
}

fn spent(least: u64) -> ServerFilter {
    ServerFilter::everything().with_spent(least)
}

fn steady(an_hour: f64) -> Rates {
    let seen = |index| Seen { hour: HourOfWeek::from_index(index).unwrap(), postings: an_hour * 8.0, hours: 8.0 };
    Rates::of((0..HOURS).map(seen))
}

/// A market of a thousand postings whose clients spent from nothing to $999,000, and searches that fit those above an amount
/// every so often.
fn sample(searches: &[(SavedSearch, u64, u64)]) -> Sample {
    let judged: Vec<(&SavedSearch, ServerFilter)> =
        searches.iter().map(|(search, least, _)| (search, spent(*least))).collect();
    let jobs = (0..1_000_u64).map(|number| {
        let mut job = Job::new(JobId(number.to_string()));
        let place = number * 7 % 1_000;
        #[expect(clippy::cast_precision_loss, reason = "small")]
        let units = place as f64 * 1_000.0;
        job.client.spent = Money::from_units(units, Currency::USD);
        let fits = |(_, least, every): &&(SavedSearch, u64, u64)| place * 1_000 >= *least && number % every == 0;
        let fitting: Vec<SearchId> = searches.iter().filter(fits).map(|(search, ..)| search.id).collect();
        (job, fitting)
    });
    let jobs: Vec<(Job, Vec<SearchId>)> = jobs.collect();
    Sample::new(&judged, jobs.iter().map(|(job, fitting)| (job, fitting.as_slice())))
}

fn planned(searches: &[(SavedSearch, u64, u64)], an_hour: f64, calls: u32) -> SourcePlan {
    let sample = sample(searches);
    let searches: Vec<SavedSearch> = searches.iter().map(|(search, ..)| search.clone()).collect();
    let rates = steady(an_hour);
    plan(&Task {
        source: SOURCE,
        calls: Calls::Counted { a_month: calls, used: 0 },
        at_once: 10,
        page: 50,
        rates: &rates,
        narrow: Some(Narrow { sample: &sample, own: &[], window: None }),
        searches: &searches,
        wanted: None,
        watched: Watched::ALWAYS,
        running: None,
        now: "2026-11-01T00:00:00Z".parse::<Timestamp>().unwrap(),
    })
}

fn filters(plan: &SourcePlan) -> Vec<String> {
    plan.streams.iter().map(|stream| stream.filter.to_string()).collect()
}

fn told(plan: &SourcePlan) -> f64 {
    let share = |reason: &Reason| if let Reason::Narrow { share, .. } = reason { Some(*share) } else { None };
    plan.reasons.iter().find_map(share).unwrap_or(1.0)
}

#[test]
fn where_everything_can_be_read_one_broad_stream_does() {
    let plan = planned(&[(search(1, Priority::Normal), 900_000, 1)], 30.0, 1_000);
    assert_eq!(filters(&plan), ["everything"]);
    assert!(plan.reads_everything());
}

#[test]
fn what_a_filter_says_wholly_is_asked_for_and_the_rest_now_and_then() {
    let plan =
        planned(&[(search(1, Priority::Normal), 900_000, 1), (search(2, Priority::Normal), 0, 50)], 300.0, 1_000);
    assert_eq!(filters(&plan), ["spent=900000..", "everything"]);
    assert!(plan.streams[0].outlook[0].share > 0.95 && plan.streams[1].outlook[0].share < 0.3, "{:?}", plan.reasons);
    assert!(told(&plan) > 0.8, "{}", told(&plan));
}

#[test]
fn one_stream_of_what_two_searches_have_in_common_is_better_than_two_that_overlap() {
    let searches = [(search(1, Priority::Normal), 800_000, 2), (search(2, Priority::Normal), 810_000, 3)];
    let plan = planned(&searches, 300.0, 2_000);
    assert_eq!(filters(&plan)[0], "spent=800000..");
    assert!(!filters(&plan).contains(&"spent=810000..".to_owned()), "{:?}", filters(&plan));
}

#[test]
fn a_market_that_cannot_be_filtered_is_read_as_far_as_it_goes() {
    let plan = planned(&[(search(1, Priority::Normal), 0, 20)], 300.0, 1_000);
    assert_eq!(filters(&plan), ["everything"]);
    assert!(plan.reasons.iter().any(|reason| matches!(reason, Reason::TooMuch { share } if *share < 0.3)));
}

fn searches() -> impl Strategy<Value = Vec<(SavedSearch, u64, u64)>> {
    let one = (0..10_u64, 1..40_u64);
    proptest::collection::vec(one, 1..8).prop_map(|all| {
        let number = |(place, (least, every)): (usize, (u64, u64))| {
            let id = i64::try_from(place).unwrap() + 1;
            (search(id, Priority::Normal), least * 100_000, every)
        };
        all.into_iter().enumerate().map(number).collect()
    })
}

proptest! {
    #[test]
    fn no_plan_costs_more_than_the_calls(searches in searches(), an_hour in 100.0..2_000.0, calls in 100_u32..4_000) {
        let plan = planned(&searches, an_hour, calls);
        let cost = plan.calls_a_day() * 30.0;
        prop_assert!(cost <= f64::from(calls) * 0.951 + 1.0, "{cost} of {calls}");
    }

    #[test]
    fn every_search_is_covered_by_some_stream(searches in searches(), an_hour in 100.0..2_000.0) {
        let plan = planned(&searches, an_hour, 1_000);
        for (search, ..) in &searches {
            prop_assert!(plan.streams.iter().any(|stream| stream.covers.contains(&search.id)));
        }
    }

    #[test]
    fn twice_the_calls_tell_no_less(searches in searches(), an_hour in 100.0..2_000.0, calls in 100_u32..2_000) {
        let (few, many) = (planned(&searches, an_hour, calls), planned(&searches, an_hour, calls * 2));
        prop_assert!(told(&many) >= told(&few) - 1e-9, "{} after {}", told(&many), told(&few));
    }

    #[test]
    fn of_two_alike_the_one_of_high_priority_is_never_read_less(
        least in 1..9_u64, every in 1..20_u64, an_hour in 100.0..2_000.0,
    ) {
        let of = |priority| {
            let searches = [
                (search(1, priority), least * 100_000, every),
                (search(2, Priority::Normal), 950_000, 2),
                (search(3, Priority::Normal), 0, 30),
            ];
            let plan = planned(&searches, an_hour, 1_000);
            let shares = plan.streams.iter().flat_map(|stream| &stream.outlook);
            shares.filter(|outlook| outlook.search == SearchId(1)).map(|outlook| outlook.share).fold(0.0, f64::max)
        };
        prop_assert!(of(Priority::High) >= of(Priority::Low) - 1e-9, "{} {}", of(Priority::High), of(Priority::Low));
    }
}
