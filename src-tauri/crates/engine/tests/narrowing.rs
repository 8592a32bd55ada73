//! Streams that the service filters, where a key's calls cannot read everything.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use lapwing_engine::domain::plan::Reason;
use lapwing_engine::domain::pushdown::ServerFilter;
use support::Bench;

async fn filters(bench: &Bench) -> Vec<String> {
    let plan = bench.engine.plan().await.unwrap().remove(0);
    plan.streams.iter().map(|stream| stream.filtered().unwrap_or_else(|| "everything".to_owned())).collect()
}

/// A crowded market, of which two rounds were read for clients who spent much.
async fn watching_rich_clients() -> Bench {
    let bench = Bench::in_a_crowded_market().await;
    bench.search("Rich", "client.spent:>=10k").await;
    bench.engine.check_now().await.unwrap();
    bench
}

#[tokio::test]
async fn the_first_round_shows_what_is_worth_asking_for_and_the_next_asks_for_it() {
    let bench = watching_rich_clients().await;
    assert_eq!(filters(&bench).await, ["spent=10000..", "everything"]);
    bench.clock.minutes(10);
    let round = bench.engine.check_now().await.unwrap();
    assert_eq!(round.calls, 1);
    let told: Vec<_> = round.matches.iter().filter_map(|found| found.job.kept()).collect();
    let rich = ServerFilter::everything().with_spent(10_000);
    assert!(told.len() > 30 && told.iter().all(|job| rich.holds(job)), "{} of a page", told.len());
}

#[tokio::test]
async fn what_a_narrow_stream_brings_first_is_news_and_its_rounds_have_a_watermark_of_their_own() {
    let bench = watching_rich_clients().await;
    bench.desk.take();
    bench.clock.minutes(60);
    let first = bench.engine.check_now().await.unwrap();
    assert!(!first.matches.is_empty() && !bench.desk.take().is_empty());
    assert_eq!(bench.engine.open_gaps().await.unwrap(), [], "it begins where its first page ends");
    bench.clock.minutes(120);
    bench.engine.check_now().await.unwrap();
    let gaps = bench.engine.open_gaps().await.unwrap();
    assert!(gaps.iter().all(|gap| gap.stream == "spent=10000..") && gaps.len() == 1, "{gaps:?}");
}

#[tokio::test]
async fn a_search_that_is_paused_or_added_changes_what_is_asked_for() {
    let bench = watching_rich_clients().await;
    let busy = bench.search("Hiring", "client.hires:>=20").await;
    bench.engine.match_stored().await.unwrap();
    let both = filters(&bench).await;
    assert!(both.iter().any(|filter| filter.contains("hires=20..")), "{both:?}");
    bench.engine.pause_search(busy.id, true).await.unwrap();
    assert_eq!(filters(&bench).await, ["spent=10000..", "everything"]);
}

#[tokio::test]
async fn a_market_that_can_be_read_is_asked_for_everything() {
    let bench = Bench::watching_for_rust().await;
    bench.search("Rich", "client.spent:>=10k").await;
    assert_eq!(filters(&bench).await, ["everything"]);
    let plan = bench.engine.plan().await.unwrap().remove(0);
    assert!(!plan.reasons.iter().any(|reason| matches!(reason, Reason::Narrow { .. } | Reason::TooMuch { .. })));
}
