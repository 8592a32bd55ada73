//! Every row of the failure table that concerns a fixed plan: what is done, what is said, and that nothing is lost.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use jiff::SignedDuration;
use lapwing_engine::domain::watch::Plan;
use lapwing_engine::{EngineError, FailureKind, Round, WatchState, Writer};
use lapwing_sandbox::Fault;
use support::{Bench, told};

/// The kind of failed call a round ended with.
fn failure(round: &Round) -> FailureKind {
    match round.problems.iter().map(|problem| problem.problem.as_ref()).collect::<Vec<_>>()[..] {
        [EngineError::Fetch(failure)] => failure.kind(),
        ref other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_rejected_key_stops_the_source_and_says_so_once() {
    let bench = Bench::watching_for_rust().await;
    let before = bench.calls();
    bench.sandbox.control().revoke_key(bench.sandbox.key());
    for _ in 0..3 {
        let round = bench.engine.check_now().await.unwrap();
        assert!(matches!(*round.problems[0].problem, EngineError::KeyRejected { .. }));
        bench.clock.minutes(60);
    }
    assert_eq!(bench.calls() - before, 1, "a rejected key costs one call, not two");
    assert_eq!(told(&bench.desk.take()), ["key of market rejected"]);
    assert_eq!(bench.engine.status().await.unwrap().state, WatchState::KeyRejected);
}

#[tokio::test]
async fn a_new_key_resumes_a_stopped_source() {
    let bench = Bench::watching_for_rust().await;
    bench.sandbox.control().revoke_key(bench.sandbox.key());
    bench.engine.check_now().await.unwrap();
    bench.publish("Rust parser");
    bench.sandbox.control().issue_key("a-new-key-of-enough-length");
    bench.engine.hold_key("  a-new-key-of-enough-length\n").unwrap();
    let source = bench.engine.source_named("market").await.unwrap();
    let source = bench.engine.replace_key(source.record.id).await.unwrap();
    assert_eq!(source.record.last_four.as_deref(), Some("ngth"));
    assert_eq!(bench.engine.check_now().await.unwrap().matches.len(), 1);
    assert_eq!(bench.engine.status().await.unwrap().state, WatchState::Watching);
}

#[tokio::test]
async fn a_test_that_succeeds_resumes_a_stopped_source() {
    let bench = Bench::watching_for_rust().await;
    let source = bench.engine.source_named("market").await.unwrap().record.id;
    bench.sandbox.control().revoke_key(bench.sandbox.key());
    bench.engine.check_now().await.unwrap();
    let report = bench.engine.test_source(source).await.unwrap();
    assert_eq!((report.ok(), report.calls), (false, 1));
    bench.sandbox.control().issue_key(bench.sandbox.key());
    let report = bench.engine.test_source(source).await.unwrap();
    assert_eq!((report.ok(), report.calls), (true, 2));
    assert!(bench.engine.check_now().await.unwrap().problems.is_empty());
}

#[tokio::test]
async fn a_429_is_waited_out_and_nothing_is_sent_meanwhile() {
    let bench = Bench::watching_for_rust().await;
    bench.sandbox.control().set_fault(Fault::RateLimited);
    let round = bench.engine.check_now().await.unwrap();
    let EngineError::Limited { until, .. } = *round.problems[0].problem else { panic!("{round:?}") };
    let before = bench.calls();
    assert!(!bench.engine.check_now().await.unwrap().problems.is_empty());
    let tested = bench.engine.test_source(bench.engine.source_named("market").await.unwrap().record.id).await;
    assert!(matches!(tested, Err(EngineError::Limited { .. })), "{tested:?}");
    assert_eq!(bench.calls(), before, "the service's wait is obeyed");
    assert_eq!(bench.engine.status().await.unwrap().state, WatchState::Limited);
    bench.sandbox.control().clear_faults();
    bench.publish("Rust parser");
    bench
        .clock
        .advance(until.duration_since(lapwing_engine::Clock::now(bench.clock.as_ref())) + SignedDuration::from_secs(1));
    assert_eq!(bench.engine.check_now().await.unwrap().matches.len(), 1);
    assert_eq!(bench.engine.status().await.unwrap().state, WatchState::Watching);
}

#[tokio::test]
async fn a_429_in_answer_to_a_test_holds_for_polls_too() {
    let bench = Bench::watching_for_rust().await;
    bench.sandbox.control().set_fault(Fault::RateLimited);
    let source = bench.engine.source_named("market").await.unwrap().record.id;
    assert!(!bench.engine.test_source(source).await.unwrap().ok());
    let before = bench.calls();
    let round = bench.engine.check_now().await.unwrap();
    assert!(matches!(*round.problems[0].problem, EngineError::Limited { .. }), "{round:?}");
    assert_eq!(bench.calls(), before);
}

#[tokio::test]
async fn a_wait_is_told_with_times_that_stay_true() {
    let bench = Bench::watching_for_rust().await;
    bench.clock.advance(SignedDuration::new(18, 500_000_000));
    bench.sandbox.control().set_fault(Fault::RateLimited);
    let told = "“market” may not be asked before 2026-11-16 10:03:01 UTC. The service asked to wait (429) on \
                2026-11-16 10:02:19 UTC: \"Rate limit exceeded. Try again in 42 seconds.\"";
    assert_eq!(bench.engine.check_now().await.unwrap().problems[0].problem.to_string(), told);
    bench.clock.advance(SignedDuration::from_secs(30));
    assert_eq!(bench.engine.check_now().await.unwrap().problems[0].problem.to_string(), told, "half a minute later");
    assert_eq!(bench.engine.status().await.unwrap().problem.as_deref(), Some(told));
}

#[tokio::test]
async fn a_429_that_may_mean_the_month_says_when_the_count_starts_again() {
    for fault in [Fault::MonthOver, Fault::RateLimitedNoHint] {
        let bench = Bench::on(Plan::Starter).await;
        bench.search("Rust", "rust").await;
        bench.sandbox.control().set_fault(fault);
        let source = bench.engine.source_named("market").await.unwrap().record.id;
        let tested = bench.engine.test_source(source).await.unwrap();
        let told = tested.problem().unwrap();
        assert!(told.starts_with("“market” may not be asked before 2026-11-16 10:01:00 UTC. "), "{told}");
        assert!(told.ends_with("calls are used up, the count starts again on 1 December 2026 (UTC)."), "{told}");
        assert_eq!(tested.steps.last().unwrap().message, told);
        assert_eq!(bench.engine.check_now().await.unwrap().problems[0].problem.to_string(), told);
    }
}

#[tokio::test]
async fn a_used_up_month_sends_nothing_until_the_first() {
    let bench = Bench::bare().await;
    bench.add_source("market", Plan::Starter).await;
    bench.search("Rust", "rust").await;
    bench.engine.check_now().await.unwrap();
    bench.engine.remove_source(bench.engine.source_named("market").await.unwrap().record.id).await.unwrap();
    bench.engine.hold_key(bench.sandbox.key()).unwrap();
    let spent = lapwing_engine::NewSource {
        name: "market".into(),
        base_url: bench.sandbox.url().into(),
        plan: Some(Plan::Starter),
        calls_used: 1_000,
        environment: None,
        key: lapwing_engine::NewKey::Held { session_only: false },
    };
    bench.engine.add_source(spent).await.unwrap();
    let before = bench.calls();
    let round = bench.engine.check_now().await.unwrap();
    let EngineError::Limited { until, .. } = *round.problems[0].problem else { panic!("{round:?}") };
    assert_eq!(until, "2026-12-01T00:00:00Z".parse().unwrap());
    assert_eq!(bench.calls(), before);
    bench.clock.advance(SignedDuration::from_hours(24 * 15));
    assert!(bench.engine.check_now().await.unwrap().problems.is_empty());
}

#[tokio::test]
async fn three_minutes_of_429_with_an_unknown_plan_mean_that_the_month_is_over() {
    let bench = Bench::bare().await;
    bench.engine.hold_key(bench.sandbox.key()).unwrap();
    let source = lapwing_engine::NewSource {
        name: "market".into(),
        base_url: bench.sandbox.url().into(),
        plan: None,
        calls_used: 0,
        environment: None,
        key: lapwing_engine::NewKey::Held { session_only: false },
    };
    bench.engine.add_source(source).await.unwrap();
    bench.sandbox.control().set_fault(Fault::RateLimitedNoHint);
    let mut until = None;
    for _ in 0..3 {
        let round = bench.engine.check_now().await.unwrap();
        let EngineError::Limited { until: next, .. } = *round.problems[0].problem else { panic!("{round:?}") };
        until = Some(next);
        bench.clock.minutes(10);
    }
    assert_eq!(until, Some("2026-12-01T00:00:00Z".parse().unwrap()));
}

#[tokio::test]
async fn offline_is_said_in_the_status_without_pop_ups_and_recovers() {
    let bench = Bench::watching_for_rust().await;
    bench.publish("Rust parser");
    bench.sandbox.go_offline().await;
    assert_eq!(failure(&bench.engine.check_now().await.unwrap()), FailureKind::Network);
    assert_eq!(bench.engine.status().await.unwrap().state, WatchState::Offline);
    assert_eq!(bench.desk.take(), []);
    bench.sandbox.come_back().await.unwrap();
    assert_eq!(bench.engine.check_now().await.unwrap().matches.len(), 1);
    assert_eq!(bench.engine.status().await.unwrap().state, WatchState::Watching);
}

#[tokio::test]
async fn calls_that_never_reached_the_service_count_for_nothing() {
    let bench = Bench::watching_for_rust().await;
    let before = bench.engine.source_named("market").await.unwrap().calls_this_month;
    bench.sandbox.go_offline().await;
    bench.engine.check_now().await.unwrap();
    assert_eq!(bench.engine.source_named("market").await.unwrap().calls_this_month, before);
    bench.sandbox.come_back().await.unwrap();
    bench.sandbox.control().set_fault(Fault::ServerError);
    bench.engine.check_now().await.unwrap();
    assert_eq!(bench.engine.source_named("market").await.unwrap().calls_this_month, before + 1, "a failed call counts");
}

#[tokio::test]
async fn answers_that_make_no_sense_lose_nothing() {
    for fault in [Fault::ServerError, Fault::BadGateway, Fault::Truncated, Fault::Malformed, Fault::Huge] {
        let bench = Bench::watching_for_rust().await;
        bench.publish("Rust parser");
        bench.sandbox.control().set_fault(fault);
        let round = bench.engine.check_now().await.unwrap();
        assert_eq!(failure(&round), FailureKind::Service, "{fault:?}");
        assert_eq!(bench.engine.status().await.unwrap().state, WatchState::Failing, "{fault:?}");
        bench.sandbox.control().clear_faults();
        assert_eq!(bench.engine.check_now().await.unwrap().matches.len(), 1, "{fault:?}");
        assert_eq!(told(&bench.desk.take()), ["Rust parser"], "{fault:?}");
    }
}

#[tokio::test]
async fn one_broken_job_in_a_page_loses_only_itself() {
    let bench = Bench::watching_for_rust().await;
    for number in 0..3 {
        bench.publish(&format!("Rust {number}"));
    }
    bench.sandbox.control().set_fault(Fault::BadJob);
    let round = bench.engine.check_now().await.unwrap();
    assert!(round.problems.is_empty());
    assert!((2..=3).contains(&round.matches.len()), "{}", round.matches.len());
}

#[tokio::test]
async fn odd_types_are_read_all_the_same() {
    let bench = Bench::watching_for_rust().await;
    bench.publish("Rust parser");
    bench.sandbox.control().set_fault(Fault::WrongTypes);
    assert_eq!(bench.engine.check_now().await.unwrap().matches.len(), 1);
}

#[tokio::test]
async fn a_second_watcher_is_refused_and_named() {
    let bench = Bench::new().await;
    bench.engine.claim_watching().unwrap();
    let other = bench.another(Writer::Cli).await;
    match other.check_now().await {
        Err(EngineError::WatchedElsewhere { process }) => assert_eq!(process, Some(std::process::id())),
        other => panic!("{other:?}"),
    }
    assert!(bench.engine.check_now().await.is_ok(), "the holder itself may check");
}

#[tokio::test]
async fn more_than_the_calls_can_carry_is_recorded_as_a_gap() {
    let bench = Bench::on(Plan::Starter).await;
    bench.search("Rust", "rust").await;
    bench.publish("Rust first");
    bench.engine.check_now().await.unwrap();
    bench.clock.minutes(3);
    for number in 0..600 {
        bench.publish(&format!("Job {number}"));
        bench.clock.advance(SignedDuration::from_secs(12));
    }
    let round = bench.engine.check_now().await.unwrap();
    assert!(round.calls <= 6, "two hours carry five or six calls: {}", round.calls);
    assert_eq!(round.new_jobs, 50 * round.calls);
    let gaps = bench.engine.open_gaps().await.unwrap();
    assert_eq!(gaps.len(), 1);
    assert!(gaps[0].gap.from < gaps[0].gap.to);
}
