//! Gaps: what a round could not read is read after all where the calls allow it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use jiff::SignedDuration;
use lapwing_engine::domain::watch::Plan;
use lapwing_engine::{Purpose, Usage};
use lapwing_sandbox::Dialect;
use support::Bench;

const BURST: u32 = 400;

/// After a first round in a silent market, far more is posted at once than anybody expected.
async fn after_a_burst(plan: Plan, dialect: Dialect) -> Bench {
    let bench = Bench::speaking(dialect, plan).await;
    bench.search("Rust", "rust").await;
    bench.publish("Rust first");
    bench.engine.check_now().await.unwrap();
    bench.clock.minutes(2);
    for number in 0..BURST {
        bench.publish(&format!("Rust {number}"));
        bench.clock.advance(SignedDuration::from_secs(1));
    }
    bench.clock.minutes(40);
    bench
}

async fn closing_calls(bench: &Bench) -> u32 {
    let usage: Usage = bench.engine.usage(None).await.unwrap();
    let tallies = usage.sources.iter().flat_map(|source| &source.tallies);
    tallies.filter(|tally| tally.purpose == Purpose::GapClosing).map(|tally| tally.calls).sum()
}

async fn unread(bench: &Bench) -> u32 {
    bench.engine.counts().await.unwrap().unread
}

/// Lets the loop watch for so many minutes, two seconds at a time.
async fn watch(bench: &Bench, minutes: i64) {
    bench.engine.start_watching();
    for _ in 0..minutes * 30 {
        bench.clock.advance(SignedDuration::from_secs(2));
        tokio::time::sleep(std::time::Duration::from_millis(1)).await;
    }
    bench.engine.close().await;
}

#[tokio::test]
async fn what_a_gap_left_out_is_asked_for_by_its_publish_times_and_told_once() {
    let mut bench = after_a_burst(Plan::Professional, Dialect::Documented).await;
    watch(&bench, 4).await;
    bench.restart().await;
    assert_eq!(bench.engine.open_gaps().await.unwrap(), []);
    assert_eq!(unread(&bench).await, BURST + 1, "every job fits, and every one was found");
    let asked = bench.sandbox.control().calls();
    let closing = asked.iter().filter(|call| call.target.contains("posted_before")).count();
    assert_eq!(u32::try_from(closing).unwrap(), closing_calls(&bench).await, "each is in the ledger");
    assert!((1..=7).contains(&closing), "350 jobs in pages of fifty: {closing}");
}

#[tokio::test]
async fn where_a_service_cannot_be_asked_for_publish_times_a_gap_stays_and_is_shown() {
    let mut bench = after_a_burst(Plan::Professional, Dialect::SearchUrl).await;
    watch(&bench, 4).await;
    bench.restart().await;
    assert_eq!(bench.engine.open_gaps().await.unwrap().len(), 1);
    assert_eq!(closing_calls(&bench).await, 0);
}

#[tokio::test]
async fn where_not_everything_can_be_read_calls_are_not_spent_on_gaps() {
    let mut bench = after_a_burst(Plan::Starter, Dialect::Documented).await;
    watch(&bench, 60).await;
    bench.restart().await;
    assert_eq!(bench.engine.open_gaps().await.unwrap().len(), 1);
    assert_eq!(closing_calls(&bench).await, 0);
}
