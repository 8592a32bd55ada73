//! Two sources that bring the same jobs: each search finds what the sources it reads bring.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use lapwing_engine::domain::search::Scope;
use lapwing_engine::domain::watch::Plan;
use support::{Bench, told};

/// Two sources of the same service, of which the first has brought everything so far.
async fn two_sources() -> (Bench, Scope) {
    let bench = Bench::watching_for_rust().await;
    bench.engine.pause_search(bench.engine.search_named("Rust").await.unwrap().id, true).await.unwrap();
    bench.publish("Rust parser");
    let first = bench.engine.source_named("market").await.unwrap().record.id;
    let second = bench.add_source("second", Plan::Professional).await;
    bench.engine.set_source_enabled(second, false).await.unwrap();
    bench.search_of("First", "rust", Scope::Only(vec![first])).await;
    assert_eq!(bench.engine.check_now().await.unwrap().matches.len(), 1);
    bench.engine.set_source_enabled(second, true).await.unwrap();
    bench.desk.take();
    bench.clock.minutes(2);
    (bench, Scope::Only(vec![second]))
}

#[tokio::test]
async fn a_job_that_a_second_source_brings_fits_the_searches_of_that_source() {
    let (bench, second) = two_sources().await;
    bench.search_of("Second", "rust", second).await;
    let round = bench.engine.check_now().await.unwrap();
    let found: Vec<_> = round.matches.iter().map(|found| (found.source.as_str(), &found.searches[..])).collect();
    assert_eq!(found, [("second", &["Second".to_owned()][..])]);
    assert_eq!(told(&bench.desk.take()), ["1 jobs at first"], "its first round is a baseline");
    assert!(bench.engine.check_now().await.unwrap().matches.is_empty(), "found once");
}

#[tokio::test]
async fn a_stored_job_fits_a_search_of_any_source_that_brought_it() {
    let (bench, second) = two_sources().await;
    bench.engine.check_now().await.unwrap();
    bench.search_of("Second", "rust", second).await;
    let found = bench.engine.check_now().await.unwrap().matches;
    assert_eq!(found.iter().map(|found| found.source.as_str()).collect::<Vec<_>>(), ["second"]);
}
