//! What goes wrong at the marketplace API: each a sentence with what to do, and nothing lost.

use lapwing_engine::{EngineError, Round, View, WatchState};
use lapwing_sandbox::Fault;

use crate::shop::{publish, searched_for_rust, titles};
use crate::support::Bench;

async fn check(bench: &Bench) -> Round {
    bench.engine.check_now().await.unwrap()
}

/// The one problem of a check.
async fn problem(bench: &Bench) -> String {
    let problems = check(bench).await.problems;
    let [only] = &problems[..] else { panic!("one problem: {problems:?}") };
    only.problem.to_string()
}

#[tokio::test]
async fn every_failure_says_what_to_do_and_the_next_round_brings_what_was_posted() {
    for (fault, sentence) in [
        (Fault::NoPermission, "Read marketplace Job Postings"),
        (Fault::GraphQlError, "tries again"),
        (Fault::Cloudflare, "gatekeeper"),
        (Fault::ServerError, "tries again"),
        (Fault::BadGateway, "tries again"),
        (Fault::Truncated, "cut off"),
        (Fault::Malformed, "not with jobs"),
        (Fault::Huge, "16"),
        (Fault::RedirectOtherHost, "sends"),
    ] {
        let (bench, ..) = searched_for_rust().await;
        publish(&bench, "Rust clock");
        bench.sandbox.control().set_fault(fault);
        let said = problem(&bench).await;
        assert!(said.contains(sentence), "{fault}: {said}");
        assert!(!said.contains("oauth2v2_"), "{fault}: {said}");
        bench.sandbox.control().clear_faults();
        bench.clock.minutes(20);
        assert_eq!(check(&bench).await.matches.len(), 1, "{fault}: nothing is lost");
    }
}

#[tokio::test]
async fn of_a_page_with_broken_edges_the_others_are_kept() {
    let (bench, ..) = searched_for_rust().await;
    for number in 0..6 {
        publish(&bench, &format!("Rust clock {number}"));
    }
    bench.sandbox.control().set_fault(Fault::PartialData);
    let round = check(&bench).await;
    assert!(round.problems.is_empty(), "{:?}", round.problems);
    assert!((1..6).contains(&round.new_jobs), "{}", round.new_jobs);
    bench.sandbox.control().clear_faults();
    bench.clock.minutes(20);
    check(&bench).await;
    assert_eq!(
        titles(&bench.engine, View::Inbox).await.len(),
        6,
        "what was broken is read an hour behind the watermark"
    );
}

#[tokio::test]
async fn a_limit_is_waited_for_with_a_hint_and_without_and_is_never_a_month() {
    for fault in [Fault::RateLimited, Fault::RateLimitedNoHint] {
        let (bench, ..) = searched_for_rust().await;
        bench.sandbox.control().set_fault(fault);
        for _ in 0..4 {
            let said = problem(&bench).await;
            assert!(said.contains("asked to wait") && !said.contains("used up. The count"), "{fault}: {said}");
            let asked = bench.calls();
            assert!(matches!(check(&bench).await.problems[0].problem.as_ref(), EngineError::Limited { .. }));
            assert_eq!(bench.calls(), asked, "nothing is sent while it waits");
            bench.clock.minutes(31);
        }
        bench.sandbox.control().clear_faults();
        assert!(check(&bench).await.problems.is_empty(), "{fault}");
    }
}

#[tokio::test]
async fn clocks_that_disagree_lose_nothing() {
    let (bench, ..) = searched_for_rust().await;
    bench.sandbox.control().set_fault(Fault::ClockSkew);
    publish(&bench, "Rust clock");
    assert_eq!(check(&bench).await.matches.len(), 1);
    bench.sandbox.control().clear_faults();
    bench.clock.minutes(200);
    publish(&bench, "Rust compass");
    assert_eq!(check(&bench).await.matches.len(), 1);
}

#[tokio::test]
async fn a_source_that_was_never_authorized_says_so_and_sends_nothing() {
    let bench = Bench::bare().await;
    let id = crate::shop::add(&bench, "official").await.unwrap().record.id;
    crate::shop::search(&bench, "Rust", "rust", id).await;
    let said = problem(&bench).await;
    assert!(said.contains("not authorized"), "{said}");
    assert_eq!(bench.calls(), 0);
    assert_eq!(bench.engine.status().await.unwrap().state, WatchState::KeyMissing);
}

#[tokio::test]
async fn offline_is_told_as_that_and_over_when_the_network_is_back() {
    let (bench, ..) = searched_for_rust().await;
    publish(&bench, "Rust clock");
    bench.sandbox.go_offline().await;
    let said = problem(&bench).await;
    assert!(said.contains("Nothing answers"), "{said}");
    assert_eq!(bench.engine.status().await.unwrap().state, WatchState::Offline);
    bench.sandbox.come_back().await.unwrap();
    assert_eq!(check(&bench).await.matches.len(), 1);
}
