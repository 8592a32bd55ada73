//! Two dialects of one service: what finding out costs, that it is remembered, and that a change is noticed by itself.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use jiff::SignedDuration;
use lapwing_engine::domain::watch::Plan;
use lapwing_engine::{Dialect, FailureKind, Round, WatchState};
use lapwing_sandbox::{Dialect as Spoken, Fault};
use support::{Bench, told};

/// Makes a check half a minute later, when nothing is answered from the service's cache any more.
async fn check(bench: &Bench) -> Round {
    bench.clock.advance(SignedDuration::from_secs(30));
    bench.engine.check_now().await.unwrap()
}

/// What is remembered of the source.
async fn remembered(bench: &Bench) -> Option<String> {
    bench.engine.source_named("market").await.unwrap().record.dialect
}

/// The paths of the calls since the `before`-th, `documented` and `search-url` for those to `/jobs`.
fn asked_since(bench: &Bench, before: u64) -> Vec<&'static str> {
    let calls = bench.sandbox.control().calls();
    let name = |target: &str| match target {
        "/health" => "health",
        jobs if jobs.starts_with("/jobs?upwork_url=") => "search-url",
        _ => "documented",
    };
    calls[usize::try_from(before).unwrap()..].iter().map(|call| name(&call.target)).collect()
}

/// Calls in the ledger this month, which must be those the service saw.
async fn ledger(bench: &Bench) -> u64 {
    u64::from(bench.engine.source_named("market").await.unwrap().calls_this_month)
}

#[tokio::test]
async fn the_first_poll_finds_the_dialect_with_one_call_more_and_no_other_poll_does() {
    for (spoken, first) in
        [(Spoken::Documented, &["documented"][..]), (Spoken::SearchUrl, &["documented", "search-url"])]
    {
        let bench = Bench::speaking(spoken, Plan::Professional).await;
        bench.publish("Rust parser");
        assert_eq!(remembered(&bench).await, None);
        let round = check(&bench).await;
        assert_eq!((round.calls as usize, round.new_jobs, round.problems.len()), (first.len(), 1, 0));
        assert_eq!(asked_since(&bench, 0), first);
        assert_eq!(remembered(&bench).await.as_deref(), Some(spoken.word()));
        let before = bench.calls();
        assert_eq!(check(&bench).await.calls, 1);
        assert_eq!(asked_since(&bench, before), [spoken.word()]);
        assert_eq!(ledger(&bench).await, bench.calls());
    }
}

#[tokio::test]
async fn a_new_job_is_told_in_either_dialect() {
    for spoken in Spoken::ALL {
        let bench = Bench::speaking(spoken, Plan::Professional).await;
        bench.search("Rust", "rust").await;
        check(&bench).await;
        bench.desk.take();
        bench.publish("Rust parser");
        assert_eq!(check(&bench).await.matches.len(), 1, "{spoken}");
        assert_eq!(told(&bench.desk.take()), ["Rust parser"], "{spoken}");
        assert!(check(&bench).await.matches.is_empty(), "told once");
    }
}

#[tokio::test]
async fn the_dialect_is_remembered_over_a_restart_and_forgotten_with_the_key() {
    let mut bench = Bench::speaking(Spoken::SearchUrl, Plan::Professional).await;
    check(&bench).await;
    bench.restart().await;
    let before = bench.calls();
    check(&bench).await;
    assert_eq!(asked_since(&bench, before), ["search-url"]);

    bench.sandbox.control().issue_key("a-new-key-of-enough-length");
    bench.engine.hold_key("a-new-key-of-enough-length").unwrap();
    let source = bench.engine.source_named("market").await.unwrap().record.id;
    bench.engine.replace_key(source).await.unwrap();
    assert_eq!(remembered(&bench).await, None);
    let before = bench.calls();
    check(&bench).await;
    assert_eq!(asked_since(&bench, before), ["documented", "search-url"]);
}

#[tokio::test]
async fn a_service_that_changes_while_watched_is_followed_with_one_call_more() {
    for spoken in Spoken::ALL {
        let bench = Bench::speaking(spoken, Plan::Professional).await;
        bench.search("Rust", "rust").await;
        for number in 0..30 {
            bench.publish(&format!("Job {number}"));
        }
        check(&bench).await;
        let other = Dialect::from_word(spoken.word()).unwrap().other().word();
        bench.sandbox.control().set_fault(Fault::SchemaChange);
        bench.publish("Rust parser");
        let before = bench.calls();
        let round = check(&bench).await;
        assert_eq!((round.matches.len(), round.problems.len()), (1, 0), "{spoken}");
        assert_eq!(asked_since(&bench, before), [spoken.word(), other]);
        assert_eq!(remembered(&bench).await.as_deref(), Some(other));
        let before = bench.calls();
        check(&bench).await;
        assert_eq!(asked_since(&bench, before), [other]);
        assert_eq!(ledger(&bench).await, bench.calls());
    }
}

#[tokio::test]
async fn twenty_jobs_and_no_more_are_doubted_once() {
    let bench = Bench::speaking(Spoken::SearchUrl, Plan::Professional).await;
    check(&bench).await;
    for number in 0..20 {
        bench.publish(&format!("Job {number}"));
    }
    let before = bench.calls();
    let round = check(&bench).await;
    assert_eq!((round.new_jobs, round.problems.len()), (20, 0));
    check(&bench).await;
    assert_eq!(asked_since(&bench, before), ["search-url", "documented", "search-url"]);
    assert_eq!(remembered(&bench).await.as_deref(), Some("search-url"));
}

#[tokio::test]
async fn pages_are_read_back_to_the_watermark_in_either_dialect() {
    for spoken in Spoken::ALL {
        let bench = Bench::speaking(spoken, Plan::Business).await;
        bench.publish("Job before");
        check(&bench).await;
        bench.engine.set_interval_minutes(60).await.unwrap();
        // The overlap is an hour: what is older is not read again.
        bench.clock.minutes(120);
        for number in 0..120 {
            bench.publish(&format!("Job {number}"));
            bench.clock.advance(SignedDuration::from_secs(10));
        }
        let round = check(&bench).await;
        assert_eq!((round.calls, round.new_jobs), (3, 120), "{spoken}");
        assert_eq!(bench.engine.open_gaps().await.unwrap().len(), 0, "{spoken}");
    }
}

#[tokio::test]
async fn a_service_that_refuses_both_is_told_with_the_request_and_then_costs_one_call_a_poll() {
    for spoken in Spoken::ALL {
        let bench = Bench::speaking(spoken, Plan::Professional).await;
        bench.search("Rust", "rust").await;
        check(&bench).await;
        bench.sandbox.control().set_fault(Fault::BadParameter);
        let before = bench.calls();
        let problem = check(&bench).await.problems.remove(0).problem;
        let told = problem.to_string();
        let asked = &bench.sandbox.control().calls()[usize::try_from(before).unwrap()].target;
        assert!(told.contains(&format!("The request was: GET {asked} ")), "{told}");
        assert!(!told.contains(bench.sandbox.key()), "{told}");
        assert_eq!(bench.engine.status().await.unwrap().state, WatchState::Failing);
        let other = Dialect::from_word(spoken.word()).unwrap().other().word();
        for _ in 0..3 {
            check(&bench).await;
        }
        assert_eq!(asked_since(&bench, before), [spoken.word(), other, spoken.word(), other, spoken.word()]);

        bench.sandbox.control().clear_faults();
        bench.publish("Rust parser");
        let mut found = check(&bench).await.matches.len();
        found += check(&bench).await.matches.len();
        assert_eq!((found, remembered(&bench).await.as_deref()), (1, Some(spoken.word())), "it recovers by itself");
        assert_eq!(ledger(&bench).await, bench.calls());
    }
}

#[tokio::test]
async fn a_test_of_the_key_finds_the_dialect_and_the_next_poll_uses_it() {
    let bench = Bench::speaking(Spoken::SearchUrl, Plan::Professional).await;
    let source = bench.engine.source_named("market").await.unwrap().record.id;
    let report = bench.engine.test_source(source).await.unwrap();
    assert_eq!((report.ok(), report.calls, report.dialect), (true, 3, Some(Dialect::SearchUrl)));
    check(&bench).await;
    let report = bench.engine.test_source(source).await.unwrap();
    assert_eq!((report.calls, report.dialect), (2, Some(Dialect::SearchUrl)));
    assert_eq!(asked_since(&bench, 0), ["health", "documented", "search-url", "search-url", "health", "search-url"]);
    assert_eq!(ledger(&bench).await, bench.calls());
}

#[tokio::test]
async fn a_key_tested_before_it_is_stored_brings_its_dialect_along() {
    let bench = Bench::bare().await;
    bench.sandbox.control().set_dialect(Spoken::SearchUrl);
    bench.engine.hold_key(bench.sandbox.key()).unwrap();
    assert_eq!(bench.engine.test_held_key(bench.sandbox.url()).await.unwrap().calls, 3);
    bench.add_held_source("market", Plan::Professional).await;
    assert_eq!(remembered(&bench).await.as_deref(), Some("search-url"));
    assert_eq!((check(&bench).await.calls, ledger(&bench).await), (1, 4));
}

#[tokio::test]
async fn a_rejected_key_costs_one_call_in_either_dialect() {
    for spoken in Spoken::ALL {
        let bench = Bench::speaking(spoken, Plan::Professional).await;
        check(&bench).await;
        bench.sandbox.control().revoke_key(bench.sandbox.key());
        let before = bench.calls();
        check(&bench).await;
        check(&bench).await;
        assert_eq!(asked_since(&bench, before), [spoken.word()]);
    }
}

#[tokio::test]
async fn every_way_of_not_answering_is_recovered_from_in_the_search_url_dialect() {
    for (fault, kind) in [
        (Fault::ServerError, FailureKind::Service),
        (Fault::BadGateway, FailureKind::Service),
        (Fault::Truncated, FailureKind::Service),
        (Fault::RedirectOtherHost, FailureKind::Service),
        (Fault::RedirectHttp, FailureKind::Service),
    ] {
        let bench = Bench::speaking(Spoken::SearchUrl, Plan::Professional).await;
        bench.search("Rust", "rust").await;
        check(&bench).await;
        bench.publish("Rust parser");
        bench.sandbox.control().set_fault(fault);
        let before = bench.calls();
        let round = check(&bench).await;
        assert!(
            matches!(&*round.problems[0].problem, lapwing_engine::EngineError::Fetch(failure) if failure.kind() == kind),
            "{fault}: {round:?}"
        );
        assert_eq!(asked_since(&bench, before), ["search-url"], "{fault}: nothing is followed or asked twice");
        bench.sandbox.control().clear_faults();
        assert_eq!(check(&bench).await.matches.len(), 1, "{fault}");
    }
}

#[tokio::test]
async fn without_calls_left_nothing_more_is_asked_to_find_out() {
    let bench = Bench::bare().await;
    bench.sandbox.control().set_dialect(Spoken::SearchUrl);
    bench.engine.hold_key(bench.sandbox.key()).unwrap();
    bench.add_held_source_having_used("market", Plan::Starter, 999).await;
    assert_eq!(check(&bench).await.calls, 1);
    assert_eq!(asked_since(&bench, 0), ["documented"]);
}
