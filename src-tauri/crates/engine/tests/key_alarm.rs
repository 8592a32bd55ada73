//! The alarm that somebody else uses a key: from the service's counter, and from refusals that cannot be our own doing.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use jiff::SignedDuration;
use lapwing_engine::domain::watch::Plan;
use lapwing_engine::{Counted, KeyAlarm};
use lapwing_sandbox::Fault;
use support::{Bench, told};

/// Checks twice within a minute, and says what was told.
async fn two_checks(bench: &Bench) -> Vec<String> {
    for _ in 0..2 {
        bench.clock.advance(SignedDuration::from_secs(20));
        bench.engine.check_now().await.unwrap();
    }
    told(&bench.desk.take())
}

async fn alarm(bench: &Bench) -> Option<KeyAlarm> {
    bench.engine.source_named("market").await.unwrap().key.alarm
}

#[tokio::test]
async fn calls_that_are_counted_and_not_ours_raise_the_alarm_once_a_day() {
    let mut bench = Bench::watching_for_rust().await;
    assert_eq!(two_checks(&bench).await, [""; 0], "our own calls explain the counter");
    bench.clock.minutes(5);
    bench.sandbox.control().set_fault(Fault::CounterDrop);
    assert_eq!(two_checks(&bench).await, ["3 calls by others at market"]);
    assert_eq!(alarm(&bench).await.unwrap().calls, Some(3));
    bench.clock.minutes(60);
    bench.restart().await;
    assert_eq!(two_checks(&bench).await, [""; 0], "said already");
    assert!(alarm(&bench).await.is_some(), "and still shown");
    bench.clock.advance(SignedDuration::from_hours(24));
    assert_eq!(two_checks(&bench).await, ["3 calls by others at market"]);

    let id = bench.engine.source_named("market").await.unwrap().record.id;
    bench.engine.dismiss_key_alarm(id).await.unwrap();
    assert_eq!(alarm(&bench).await, None);
}

#[tokio::test]
async fn a_test_of_the_key_is_enough_to_see_it() {
    let bench = Bench::watching_for_rust().await;
    let id = bench.engine.source_named("market").await.unwrap().record.id;
    bench.engine.test_source(id).await.unwrap();
    assert_eq!(told(&bench.desk.take()), [""; 0]);
    bench.clock.minutes(5);
    bench.sandbox.control().set_fault(Fault::CounterDrop);
    bench.engine.test_source(id).await.unwrap();
    assert_eq!(told(&bench.desk.take()), ["3 calls by others at market"]);
}

#[tokio::test]
async fn calls_of_another_source_with_the_same_key_are_our_own() {
    let bench = Bench::new().await;
    bench.search("Rust", "rust").await;
    bench.add_source("again", Plan::Professional).await;
    bench.clock.minutes(5);
    for _ in 0..3 {
        assert_eq!(two_checks(&bench).await, [""; 0]);
    }
}

#[tokio::test]
async fn a_key_tested_before_it_belongs_to_a_source_raises_no_alarm() {
    let bench = Bench::watching_for_rust().await;
    bench.clock.advance(SignedDuration::from_secs(20));
    bench.engine.check_now().await.unwrap();
    bench.engine.hold_key(bench.sandbox.key()).unwrap();
    for _ in 0..5 {
        bench.engine.test_held_key(bench.sandbox.url()).await.unwrap();
    }
    assert_eq!(two_checks(&bench).await, [""; 0]);
}

#[tokio::test]
async fn refusals_that_last_far_below_the_plan_raise_the_alarm() {
    let bench = Bench::watching_for_rust().await;
    bench.sandbox.control().set_fault(Fault::RateLimitedNoHint);
    for expected in [&[][..], &[], &["market refuses calls though few were made"], &[]] {
        bench.engine.check_now().await.unwrap();
        assert_eq!(told(&bench.desk.take()), expected);
        bench.clock.minutes(20);
    }
    assert_eq!(alarm(&bench).await.unwrap().calls, None);
}

#[tokio::test]
async fn a_service_without_counters_is_known_as_one_that_cannot_be_watched() {
    let bench = Bench::without_rate_headers().await;
    bench.add_source("market", Plan::Professional).await;
    let counted = async || bench.engine.source_named("market").await.unwrap().key.counted;
    assert_eq!(counted().await, Counted::Unknown);
    bench.sandbox.control().set_fault(Fault::CounterDrop);
    assert_eq!(two_checks(&bench).await, [""; 0]);
    assert_eq!(counted().await, Counted::Silent);
}
