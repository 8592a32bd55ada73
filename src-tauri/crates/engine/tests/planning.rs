//! The plan at work: what it is made of, and that the loop and checks by hand keep to it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use jiff::SignedDuration;
use lapwing_engine::domain::plan::{QuietHours, Reason};
use lapwing_engine::domain::watch::Plan;
use lapwing_engine::{NewKey, NewSource, PlannedSource};
use support::Bench;

/// Lets so many minutes pass, two seconds at a time.
async fn pass(bench: &Bench, minutes: i64) {
    for _ in 0..minutes * 30 {
        bench.clock.advance(SignedDuration::from_secs(2));
        tokio::task::yield_now().await;
    }
    tokio::time::sleep(std::time::Duration::from_millis(5)).await;
}

async fn until_calls(bench: &Bench, count: u64) {
    while bench.calls() < count {
        bench.clock.advance(SignedDuration::from_secs(2));
        tokio::time::sleep(std::time::Duration::from_millis(2)).await;
    }
}

/// A starter key of which so many calls are spent, watched for `rust`.
async fn having_spent(calls_used: u32) -> Bench {
    let bench = Bench::bare().await;
    bench.engine.hold_key(bench.sandbox.key()).unwrap();
    let source = NewSource {
        name: "market".into(),
        base_url: bench.sandbox.url().into(),
        plan: Some(Plan::Starter),
        calls_used,
        environment: None,
        key: NewKey::Held { session_only: false },
    };
    bench.engine.add_source(source).await.unwrap();
    bench.search("Rust", "rust").await;
    bench
}

async fn planned(bench: &Bench) -> PlannedSource {
    bench.engine.plan().await.unwrap().remove(0)
}

#[tokio::test]
async fn one_stream_covers_all_searches_and_paused_ones_not() {
    let bench = having_spent(0).await;
    let paused = bench.search("Paused", "php").await;
    bench.search("Go", "golang").await;
    bench.engine.pause_search(paused.id, true).await.unwrap();
    let plan = planned(&bench).await;
    let covers: Vec<&str> = plan.streams[0].covers.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!((plan.streams.len(), covers), (1, vec!["Rust", "Go"]));
    assert_eq!((plan.calls_left, plan.reserve), (Some(950), 50));
    assert!(plan.one_more_costs.abs() < 1e-9);
}

#[tokio::test]
async fn what_is_spent_by_hand_makes_the_schedule_slower() {
    let bench = having_spent(0).await;
    let before = planned(&bench).await.streams[0].interval;
    bench.engine.check_now().await.unwrap();
    bench.engine.check_now().await.unwrap();
    let after = planned(&bench).await;
    assert_eq!(after.calls_left, Some(948));
    assert!(after.streams[0].interval > before, "{before:?} {:?}", after.streams[0].interval);
}

#[tokio::test]
async fn how_often_something_is_posted_is_learnt_and_outlives_the_program() {
    let mut bench = having_spent(0).await;
    let a_day = |plan: &PlannedSource| {
        plan.reasons.iter().find_map(|reason| match reason {
            Reason::Rates { a_day, .. } => Some(*a_day),
            _ => None,
        })
    };
    let guessed = a_day(&planned(&bench).await).unwrap();
    for number in 0..80 {
        bench.publish(&format!("Job {number}"));
        bench.clock.advance(SignedDuration::from_secs(10));
    }
    bench.engine.check_now().await.unwrap();
    let learnt = a_day(&planned(&bench).await).unwrap();
    assert!(learnt > 3.0 * guessed, "six a minute: {learnt} after {guessed}");
    assert!(planned(&bench).await.reasons.iter().any(|reason| matches!(reason, Reason::TooMuch { .. })));
    bench.restart().await;
    assert!((a_day(&planned(&bench).await).unwrap() - learnt).abs() < 1e-6);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn in_quiet_hours_only_a_check_by_hand_asks_and_their_end_asks_at_once() {
    let bench = Bench::watching_for_rust().await;
    let quiet = QuietHours::from_text("mon,tue,wed,thu,fri,sat,sun 09:00-12:00").unwrap();
    bench.engine.set_quiet_hours(Some(quiet)).await.unwrap();
    bench.engine.start_watching();
    pass(&bench, 60).await;
    assert_eq!(bench.calls(), 1);
    let next = bench.engine.status().await.unwrap().next_check;
    assert_eq!(next, Some("2026-11-16T12:00:00Z".parse().unwrap()));
    bench.engine.check_now().await.unwrap();
    assert_eq!(bench.calls(), 2);
    until_calls(&bench, 3).await;
    let asked = bench.sandbox.control().calls()[2].at;
    assert!(asked >= next.unwrap() && asked < next.unwrap() + SignedDuration::from_mins(1), "{asked}");
    bench.engine.set_quiet_hours(None).await.unwrap();
    assert_eq!(bench.engine.quiet_hours().await.unwrap(), None);
    bench.engine.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_reserve_is_for_checks_by_hand_alone() {
    let bench = having_spent(997).await;
    bench.engine.check_now().await.unwrap();
    bench.engine.start_watching();
    pass(&bench, 180).await;
    assert_eq!(bench.calls(), 1);
    let status = bench.engine.status().await.unwrap();
    assert_eq!((status.next_check, status.calls_left), (Some("2026-12-01T00:00:00Z".parse().unwrap()), Some(2)));
    assert!(bench.engine.check_now().await.unwrap().problems.is_empty());
    assert_eq!(bench.calls(), 2);
    bench.engine.close().await;
}

#[tokio::test]
async fn a_page_is_lent_where_the_first_does_not_reach_the_round_before() {
    let bench = having_spent(0).await;
    bench.publish("Rust first");
    bench.engine.check_now().await.unwrap();
    bench.clock.minutes(3);
    for number in 0..60 {
        bench.publish(&format!("Job {number}"));
        bench.clock.advance(SignedDuration::from_secs(20));
    }
    let round = bench.engine.check_now().await.unwrap();
    assert_eq!((round.calls, round.new_jobs), (2, 60));
    assert_eq!(bench.engine.open_gaps().await.unwrap(), []);
}
