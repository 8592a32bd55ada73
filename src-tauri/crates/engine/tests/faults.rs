//! Every fault the sandbox can play, while something new is listed: the state says so, calls stay few, and when it has passed
//! the news is told once. What single faults mean besides is tested where it belongs (`failures.rs`, `dialects.rs`,
//! `key_alarm.rs`, `following.rs`).

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::sync::Arc;
use std::time::Duration;

use jiff::SignedDuration;
use lapwing_engine::domain::watch::Plan;
use lapwing_engine::{Connector, NewKey, NewSource, Secret, Sort, View, WatchState};
use lapwing_sandbox::{Fault, Options};
use lapwing_sources::jobs_api::JobsApi;
use lapwing_sources::{BaseUrl, Dialect, HttpOptions, JobSource, Outbound};
use support::{Bench, told};

/// What a source's state is under a fault; `None` for one that is made when the sandbox starts, or ends a call only after
/// minutes, which have tests of their own below, and for one that only the marketplace's side knows.
fn state_under(fault: Fault) -> Option<WatchState> {
    Some(match fault {
        Fault::Unauthorized => WatchState::KeyRejected,
        Fault::RateLimited | Fault::RateLimitedNoHint | Fault::MonthOver => WatchState::Limited,
        Fault::BadParameter
        | Fault::ServerError
        | Fault::BadGateway
        | Fault::Truncated
        | Fault::Malformed
        | Fault::Huge
        | Fault::RedirectOtherHost
        | Fault::RedirectHttp => WatchState::Failing,
        Fault::Slow
        | Fault::BadJob
        | Fault::WrongTypes
        | Fault::Empty
        | Fault::SchemaChange
        | Fault::CounterDrop
        | Fault::DuplicateIds
        | Fault::LateArrivals
        | Fault::OutOfOrder
        | Fault::SilentSearch => WatchState::Watching,
        Fault::Stall
        | Fault::Tls
        | Fault::NoPermission
        | Fault::PartialData
        | Fault::GraphQlError
        | Fault::Cloudflare
        | Fault::TokenExpired
        | Fault::GrantGone
        | Fault::StateWrong
        | Fault::StateMissing
        | Fault::CodeUsed
        | Fault::ClockSkew => return None,
    })
}

#[tokio::test]
async fn whatever_goes_wrong_is_named_costs_few_calls_and_loses_nothing() {
    for fault in Fault::ALL {
        let Some(state) = state_under(fault) else { continue };
        let bench = Bench::watching_for_rust().await;
        bench.sandbox.control().set_fault(fault);
        bench.publish("Rust parser");
        let before = bench.calls();
        for _ in 0..3 {
            bench.engine.check_now().await.unwrap();
            assert_eq!(bench.engine.status().await.unwrap().state, state, "{fault}");
            bench.clock.minutes(5);
        }
        // A change of the dialect is followed by one call more, once; a service that refuses both is asked in both once.
        assert!(bench.calls() - before <= 4, "{fault}: {} calls", bench.calls() - before);

        bench.sandbox.control().clear_faults();
        bench.clock.advance(SignedDuration::from_hours(3));
        if state == WatchState::KeyRejected {
            let source = bench.engine.source_named("market").await.unwrap().record.id;
            assert!(bench.engine.test_source(source).await.unwrap().ok(), "{fault}");
        }
        bench.engine.check_now().await.unwrap();
        assert_eq!(bench.engine.status().await.unwrap().state, WatchState::Watching, "{fault}: it recovers");
        let news = told(&bench.desk.take());
        let of_the_job = news.iter().filter(|news| news.starts_with("Rust parser")).count();
        assert_eq!(of_the_job, 1, "{fault}: {news:?}");
        let listed = bench.engine.jobs(View::All, "rust", Sort::Newest, None, 10).await.unwrap().rows;
        assert_eq!(listed.len(), 1, "{fault}: {listed:?}");
    }
}

#[tokio::test]
async fn a_certificate_that_nobody_vouches_for_is_a_source_out_of_reach() {
    let options = Options { arrivals_per_hour: 0.0, faults: vec![Fault::Tls], ..Options::default() };
    let bench = Bench::with(options).await;
    bench.add_source("market", Plan::Professional).await;
    bench.search("Rust", "rust").await;
    for _ in 0..3 {
        bench.engine.check_now().await.unwrap();
        bench.clock.minutes(5);
    }
    let status = bench.engine.status().await.unwrap();
    assert_eq!((status.state, bench.calls()), (WatchState::Offline, 0));
    assert!(status.problem.unwrap().contains("No secure connection to 127.0.0.1"));
    assert_eq!(bench.engine.source_named("market").await.unwrap().calls_this_month, 0, "nothing was counted");
}

#[tokio::test]
async fn a_name_that_leads_nowhere_is_a_source_out_of_reach() {
    let bench = Bench::bare().await;
    bench.engine.hold_key(bench.sandbox.key()).unwrap();
    // No name has a label of more than 63 letters, so no name server is even asked.
    let base_url = format!("https://{}.invalid", "x".repeat(64));
    let key = NewKey::Held { session_only: false };
    let source =
        NewSource { name: "market".into(), base_url, plan: Some(Plan::Starter), calls_used: 0, environment: None, key };
    bench.engine.add_source(source).await.unwrap();
    bench.search("Rust", "rust").await;
    bench.engine.check_now().await.unwrap();
    let status = bench.engine.status().await.unwrap();
    assert_eq!(status.state, WatchState::Offline);
    assert!(status.problem.unwrap().contains("was not found"));
    assert!(bench.desk.take().is_empty(), "no pop-ups");
}

/// Waits a second for an answer.
struct Impatient;

impl Connector for Impatient {
    fn connect(
        &self,
        base: BaseUrl,
        key: Secret<String>,
        speaks: Option<Dialect>,
        outbound: Arc<dyn Outbound>,
    ) -> Arc<dyn JobSource> {
        let options =
            HttpOptions { total_timeout: Duration::from_secs(1), outbound: Some(outbound), ..HttpOptions::default() };
        Arc::new(JobsApi::with_options(base, key, options).speaking(speaks))
    }
}

#[tokio::test]
async fn an_answer_that_never_ends_is_given_up_and_its_call_counted() {
    let mut bench = Bench::watching_for_rust().await;
    bench.restart_with(Arc::new(Impatient)).await;
    bench.publish("Rust parser");
    let before = bench.engine.source_named("market").await.unwrap().calls_this_month;
    bench.sandbox.control().set_fault(Fault::Stall);
    bench.engine.check_now().await.unwrap();
    assert_eq!(bench.engine.status().await.unwrap().state, WatchState::Offline);
    assert_eq!(bench.engine.source_named("market").await.unwrap().calls_this_month, before + 1);
    bench.sandbox.control().clear_faults();
    assert_eq!(bench.engine.check_now().await.unwrap().matches.len(), 1);
    assert_eq!(told(&bench.desk.take()), ["Rust parser"]);
}

#[tokio::test]
async fn of_doubles_in_a_page_one_job_is_kept_and_told_once() {
    let bench = Bench::watching_for_rust().await;
    bench.publish("Rust parser");
    bench.sandbox.control().set_fault(Fault::DuplicateIds);
    let round = bench.engine.check_now().await.unwrap();
    assert_eq!((round.new_jobs, round.matches.len()), (1, 1));
    assert_eq!(told(&bench.desk.take()).len(), 1);
}

#[tokio::test]
async fn disorder_neither_opens_gaps_nor_hides_anything() {
    let bench = Bench::watching_for_rust().await;
    bench.sandbox.control().set_fault(Fault::OutOfOrder);
    for round in 0..5 {
        for number in 0..10 {
            bench.publish(&format!("Rust {round}-{number}"));
            bench.clock.advance(SignedDuration::from_secs(7));
        }
        assert_eq!(bench.engine.check_now().await.unwrap().matches.len(), 10, "round {round}");
        bench.clock.minutes(2);
    }
    assert!(bench.engine.open_gaps().await.unwrap().is_empty());
}
