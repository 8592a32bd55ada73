//! Lists in another order than the newest first.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{Home, all_match, batch, job_posted, lent, minutes_later, search, shown, source, usd};
use lapwing_domain::job::{Activity, Client, CountRange, Job, Rate};
use lapwing_domain::money::Currency;
use lapwing_domain::triage::State;
use lapwing_domain::{JobKey, SearchId};
use lapwing_store::{Counts, Cursor, Sort, Store, StoreError, View};

/// Jobs of which more is known the lower their number, two that tie, one of which nothing is known, and one that is lent
/// and would win everything.
async fn filled() -> (Home, SearchId) {
    let home = Home::new();
    let source = source(&home.store).await;
    let one = search(&home.store, "One").await.id;
    let worth = |id: &str, minute: i64, units: u32| Job {
        budget: usd(f64::from(units)),
        rate: Rate::from_ends(Some(1.0), Some(f64::from(units)), Currency::USD),
        client: Client { spent: usd(f64::from(units) * 100.0), ..Client::default() },
        activity: Activity { proposals: Some(CountRange { min: 1_000 - units, max: None }), ..Activity::default() },
        ..job_posted(id, minutes_later(minute))
    };
    let jobs = vec![
        worth("high", 1, 90),
        worth("older tie", 2, 50),
        worth("newer tie", 3, 50),
        worth("low", 4, 10),
        job_posted("older unknown", minutes_later(5)),
        job_posted("newer unknown", minutes_later(6)),
    ];
    home.store.ingest(batch(source, jobs), all_match(&[one])).await.unwrap();
    let best = worth("lent", 7, 999);
    home.store.ingest_ephemeral(lent(source, vec![best]), all_match(&[one])).await.unwrap();
    (home, one)
}

const RANKED: [&str; 7] = ["high", "newer tie", "older tie", "low", "newer unknown", "older unknown", "lent"];
const NEWEST: [&str; 7] = ["lent", "newer unknown", "older unknown", "low", "newer tie", "older tie", "high"];

async fn listed(store: &Store, view: View, sort: Sort, limit: u32) -> (Vec<String>, Vec<JobKey>) {
    let (mut titles, mut keys, mut cursor) = (Vec::new(), Vec::new(), None::<Cursor>);
    loop {
        let page = store.page(view, sort, cursor, limit).await.unwrap();
        keys.extend(page.rows.iter().map(|row| row.key));
        titles.extend(page.rows.iter().map(|row| shown(&row.job).title.replace("Job ", "")));
        let Some(next) = page.next else { return (titles, keys) };
        cursor = Some(next.to_string().parse().unwrap());
    }
}

#[tokio::test]
async fn every_sort_has_the_unknown_last_then_the_lent_and_breaks_ties_by_age() {
    let (home, one) = filled().await;
    for (view, limit) in
        [View::Inbox, View::All, View::Search(one)].into_iter().flat_map(|view| [(view, 50), (view, 1)])
    {
        for sort in Sort::ALL {
            let mut expected = if sort.is_ranked() { RANKED } else { NEWEST };
            if sort == Sort::Oldest {
                expected.reverse();
            }
            let (titles, keys) = listed(&home.store, view, sort, limit).await;
            assert_eq!(titles, expected, "{view:?} {sort:?} {limit}");
            assert_eq!(home.store.keys(view, sort, 100).await.unwrap(), keys, "{view:?} {sort:?}");
            assert_eq!(home.store.keys(view, sort, 2).await.unwrap(), keys[..2]);
        }
    }
}

#[tokio::test]
async fn each_sort_goes_by_the_fact_it_is_called_after() {
    let home = Home::new();
    let source = source(&home.store).await;
    // Each is the first by one fact: [hourly rate, budget, spent, proposals].
    let job = |id: &str, minute: i64, [rate, budget, spent, proposals]: [u32; 4]| Job {
        budget: usd(f64::from(budget)),
        rate: Rate::from_ends(None, Some(f64::from(rate)), Currency::USD),
        client: Client { spent: usd(f64::from(spent)), ..Client::default() },
        activity: Activity { proposals: Some(CountRange { min: proposals, max: None }), ..Activity::default() },
        ..job_posted(id, minutes_later(minute))
    };
    let jobs = vec![
        job("rate", 1, [90, 20, 30, 40]),
        job("budget", 2, [40, 900, 20, 30]),
        job("spent", 3, [30, 40, 9_000, 20]),
        job("proposals", 4, [20, 30, 40, 1]),
    ];
    home.store.ingest(batch(source, jobs), all_match(&[])).await.unwrap();
    for (sort, expected) in [
        (Sort::Rate, ["rate", "budget", "spent", "proposals"]),
        (Sort::Budget, ["budget", "spent", "proposals", "rate"]),
        (Sort::Spent, ["spent", "proposals", "rate", "budget"]),
        (Sort::Proposals, ["proposals", "spent", "budget", "rate"]),
    ] {
        assert_eq!(listed(&home.store, View::All, sort, 3).await.0, expected, "{sort:?}");
    }
}

#[tokio::test]
async fn scanning_goes_on_from_the_place_of_any_job() {
    let (home, _) = filled().await;
    for sort in Sort::ALL {
        let all = home.store.scan(View::All, sort, None, 10).await.unwrap();
        assert_eq!((all.jobs.len(), all.next), (7, None), "{sort:?}");
        let rest = home.store.scan(View::All, sort, Some(all.jobs[2].place), 10).await.unwrap();
        assert_eq!(rest.jobs, all.jobs[3..], "{sort:?}");
    }
}

#[tokio::test]
async fn a_place_in_a_list_sorted_in_another_way_is_refused() {
    let (home, _) = filled().await;
    let next = home.store.page(View::All, Sort::Rate, None, 2).await.unwrap().next;
    let stale = home.store.page(View::All, Sort::Budget, next, 2).await;
    assert!(matches!(stale, Err(StoreError::Stale)), "{stale:?}");
    for text in ["", "1.2", "rate.1.2", "rate.1.2.x", "best.1.2.3", "rate.1.2.3.4"] {
        assert!(text.parse::<Cursor>().is_err(), "{text}");
    }
}

#[tokio::test]
async fn pages_stay_in_step_while_jobs_leave_and_come() {
    let (home, _) = filled().await;
    let first = home.store.page(View::Inbox, Sort::Rate, None, 2).await.unwrap();
    home.store.set_state(vec![first.rows[1].key], State::Dismissed, None, minutes_later(9)).await.unwrap();
    let second = home.store.page(View::Inbox, Sort::Rate, first.next, 2).await.unwrap();
    let titles: Vec<_> = second.rows.iter().map(|row| shown(&row.job).title.as_str()).collect();
    assert_eq!(titles, ["Job older tie", "Job low"]);
}

#[tokio::test]
async fn what_was_applied_for_lies_apart_from_what_is_saved() {
    let (home, _) = filled().await;
    let keys = home.store.keys(View::Inbox, Sort::Oldest, 10).await.unwrap();
    for (key, state) in keys.iter().zip([State::Saved, State::Applied, State::Interviewing, State::Hired]) {
        home.store.set_state(vec![*key], state, None, minutes_later(9)).await.unwrap();
    }
    let counts = home.store.counts().await.unwrap();
    assert_eq!(counts, Counts { inbox: 3, unread: 3, saved: 1, applied: 3, dismissed: 0, all: 7 });
    assert_eq!(home.store.keys(View::Saved, Sort::Newest, 10).await.unwrap(), keys[..1]);
    assert_eq!(home.store.keys(View::Applied, Sort::Oldest, 10).await.unwrap(), keys[1..4]);
}
