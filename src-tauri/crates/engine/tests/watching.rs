//! The loop itself under a clock that moves only when told to.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use jiff::SignedDuration;
use lapwing_engine::domain::watch::Plan;
use lapwing_engine::{WatchState, Writer};
use lapwing_sandbox::Dialect;
use support::Bench;

/// Lets the loop run until the sandbox was called `count` times, moving the clock two seconds at a time.
async fn until_calls(bench: &Bench, count: u64) {
    while bench.calls() < count {
        bench.clock.advance(SignedDuration::from_secs(2));
        settle().await;
    }
}

/// Lets the round under way end, and the loop come to this state.
async fn until_state(bench: &Bench, state: WatchState) {
    while bench.engine.status().await.unwrap().state != state {
        settle().await;
    }
}

/// Lets everything that is ready run. The loop has real sockets and threads behind it, so some of it takes a moment.
async fn settle() {
    tokio::time::sleep(std::time::Duration::from_millis(2)).await;
}

/// Lets so many minutes pass, two seconds at a time.
async fn pass(bench: &Bench, minutes: i64) {
    for _ in 0..minutes * 30 {
        bench.clock.advance(SignedDuration::from_secs(2));
        tokio::task::yield_now().await;
    }
    settle().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_new_source_is_asked_at_once_and_then_at_its_interval() {
    for (spoken, first) in [(Dialect::Documented, 1), (Dialect::SearchUrl, 2)] {
        let bench = Bench::speaking(spoken, Plan::Starter).await;
        bench.search("Rust", "rust").await;
        bench.engine.start_watching();
        until_calls(&bench, first).await;
        pass(&bench, 12).await;
        assert_eq!(bench.calls(), first, "nothing before the interval is over");
        until_calls(&bench, first + 1).await;
        let calls = bench.sandbox.control().calls();
        let [.., before, last] = &calls[..] else { panic!("{calls:?}") };
        let apart = last.at.duration_since(before.at);
        // Half the month is left for all of its calls, in which the computer is not expected to be always on. A call is stamped when it arrives, by when the test may have moved the clock on.
        assert!((13 * 60..16 * 60).contains(&apart.as_secs()), "{apart}");
        bench.engine.close().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_source_without_searches_is_asked_only_once() {
    let bench = Bench::new().await;
    bench.engine.start_watching();
    until_calls(&bench, 1).await;
    pass(&bench, 30).await;
    assert_eq!(bench.calls(), 1);
    until_state(&bench, WatchState::NoSearch).await;
    bench.engine.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn paused_nothing_is_asked_and_resumed_it_goes_on() {
    let bench = Bench::watching_for_rust().await;
    bench.engine.set_paused(true).await.unwrap();
    bench.engine.start_watching();
    pass(&bench, 30).await;
    assert_eq!(bench.calls(), 1);
    assert_eq!(bench.engine.status().await.unwrap().state, WatchState::Paused);
    bench.engine.set_paused(false).await.unwrap();
    until_calls(&bench, 2).await;
    bench.engine.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_fell_due_during_a_sleep_is_asked_once() {
    let bench = Bench::watching_for_rust().await;
    bench.engine.start_watching();
    until_calls(&bench, 2).await;
    bench.clock.sleep_through(SignedDuration::from_hours(8));
    until_calls(&bench, 3).await;
    settle().await;
    assert_eq!(bench.calls(), 3);
    bench.engine.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_clock_that_was_put_back_does_not_stop_watching() {
    let bench = Bench::watching_for_rust().await;
    bench.engine.start_watching();
    until_calls(&bench, 2).await;
    bench.clock.sleep_through(SignedDuration::from_hours(-24));
    until_calls(&bench, 3).await;
    bench.engine.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn while_another_program_watches_this_one_waits_for_its_turn() {
    let bench = Bench::watching_for_rust().await;
    let other = bench.another(Writer::Cli).await;
    other.claim_watching().unwrap();
    bench.engine.start_watching();
    pass(&bench, 10).await;
    until_state(&bench, WatchState::Elsewhere).await;
    assert_eq!(bench.calls(), 1);
    let status = bench.engine.status().await.unwrap();
    assert!(status.problem.unwrap().contains(&std::process::id().to_string()));
    other.close().await;
    drop(other);
    until_calls(&bench, 2).await;
    bench.engine.close().await;
}
