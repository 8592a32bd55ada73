//! What a watch loop leans on: calls on paper before they are sent, streams, and searches that wait for matching.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::fs;

use common::{Home, all_match, batch, full_job, keys, minutes_later, new_search, now, search, source, take_in};
use jiff::Timestamp;
use lapwing_domain::SourceId;
use lapwing_domain::notify::Kind;
use lapwing_domain::plan::{HourOfWeek, Rates, Seen};
use lapwing_store::{Call, CallOutcome, Claim, NewIntent, Purpose, Store, StoreError, StreamUpdate, Writer};

fn claim(source: SourceId, now: Timestamp) -> Claim {
    Claim {
        source,
        stream: Some("all".into()),
        purpose: Purpose::Poll,
        request: "GET /jobs?limit=50".into(),
        now,
        next_due: Some(now + jiff::SignedDuration::from_mins(47)),
    }
}

#[tokio::test]
async fn a_claim_writes_the_call_and_the_next_due_time_together() {
    let home = Home::new();
    let source = source(&home.store).await;
    assert_eq!(home.store.stream(source, "all").await.unwrap(), None);
    let id = home.store.claim(claim(source, now())).await.unwrap();
    let stream = home.store.stream(source, "all").await.unwrap().unwrap();
    assert_eq!((stream.next_due, stream.last_poll), (Some(minutes_later(47)), Some(now())));
    assert_eq!((stream.overlap_seconds, stream.failures, stream.baseline_done), (3_600, 0, false));
    let outcome = CallOutcome { status: Some(200), bytes: Some(48_213), error: None, free: false };
    home.store.finish_call(id, outcome.clone(), minutes_later(1)).await.unwrap();
    let expected = Call {
        id,
        source,
        stream: Some("all".into()),
        purpose: Purpose::Poll,
        request: "GET /jobs?limit=50".into(),
        at: now(),
        finished_at: Some(minutes_later(1)),
        outcome,
    };
    assert_eq!(home.store.calls(Some(source), 10).await.unwrap(), [expected]);
}

#[tokio::test]
async fn a_crash_between_claim_and_answer_costs_one_call_and_no_storm() {
    let home = Home::new();
    let source = source(&home.store).await;
    home.store.claim(claim(source, now())).await.unwrap();
    // What lies on the disk at this moment is what a killed program leaves behind.
    let crashed = home.dir.path().join("crashed");
    fs::create_dir(&crashed).unwrap();
    for name in ["lapwing.db", "lapwing.db-wal"] {
        fs::copy(home.dir.path().join(name), crashed.join(name)).unwrap();
    }
    let after = Store::open(&crashed.join("lapwing.db")).unwrap();
    assert_eq!(after.calls_since(source, now()).await.unwrap(), 1);
    assert_eq!(after.calls(None, 1).await.unwrap()[0].finished_at, None);
    let stream = after.stream(source, "all").await.unwrap().unwrap();
    assert_eq!(stream.next_due, Some(minutes_later(47)), "it is not due again before its interval has passed");
}

#[tokio::test]
async fn calls_are_counted_by_source_and_time_and_free_ones_not_at_all() {
    let home = Home::new();
    let one = source(&home.store).await;
    let other = home.store.add_source(common::new_source("staging"), now()).await.unwrap().id;
    for minutes in [0, 10, 20] {
        home.store.claim(claim(one, minutes_later(minutes))).await.unwrap();
    }
    home.store.claim(claim(other, now())).await.unwrap();
    let offline = home.store.claim(claim(one, minutes_later(30))).await.unwrap();
    let outcome = CallOutcome { error: Some("offline".into()), free: true, ..CallOutcome::default() };
    home.store.finish_call(offline, outcome, minutes_later(30)).await.unwrap();
    assert_eq!(home.store.calls_since(one, minutes_later(10)).await.unwrap(), 2);
    assert_eq!(home.store.calls_since(other, now()).await.unwrap(), 1);
    assert_eq!(home.store.calls_between(one, now(), minutes_later(20)).await.unwrap(), 2);
    assert_eq!(home.store.calls(None, 2).await.unwrap().len(), 2);
}

#[tokio::test]
async fn a_test_call_touches_no_stream() {
    let home = Home::new();
    let source = source(&home.store).await;
    let test = Claim { stream: None, purpose: Purpose::Test, next_due: None, ..claim(source, now()) };
    home.store.claim(test).await.unwrap();
    assert_eq!(home.store.streams().await.unwrap(), []);
    assert_eq!(home.store.calls_since(source, now()).await.unwrap(), 1);
}

#[tokio::test]
async fn a_claim_without_a_next_due_time_keeps_the_schedule() {
    let home = Home::new();
    let source = source(&home.store).await;
    home.store.claim(claim(source, now())).await.unwrap();
    let by_hand = Claim { purpose: Purpose::CheckNow, next_due: None, ..claim(source, minutes_later(5)) };
    home.store.claim(by_hand).await.unwrap();
    let stream = home.store.stream(source, "all").await.unwrap().unwrap();
    assert_eq!((stream.next_due, stream.last_poll), (Some(minutes_later(47)), Some(minutes_later(5))));
}

#[tokio::test]
async fn a_rounds_outcome_replaces_the_wait_and_leaves_what_it_does_not_name() {
    let home = Home::new();
    let source = source(&home.store).await;
    home.store.claim(claim(source, now())).await.unwrap();
    let limited = StreamUpdate {
        failures: 2,
        wait_until: Some(minutes_later(3)),
        wait_reason: Some("The service asked to wait.".into()),
        ..StreamUpdate::default()
    };
    home.store.record_outcome(source, "all", limited).await.unwrap();
    let stream = home.store.stream(source, "all").await.unwrap().unwrap();
    assert_eq!((stream.failures, stream.wait_until), (2, Some(minutes_later(3))));
    assert_eq!((stream.next_due, stream.last_success), (Some(minutes_later(47)), None));
    let well = StreamUpdate {
        next_due: Some(minutes_later(90)),
        last_success: Some(minutes_later(4)),
        overlap_seconds: Some(7_200),
        ..StreamUpdate::default()
    };
    home.store.record_outcome(source, "all", well).await.unwrap();
    let stream = home.store.stream(source, "all").await.unwrap().unwrap();
    assert_eq!((stream.failures, stream.wait_until, stream.wait_reason), (0, None, None));
    assert_eq!((stream.next_due, stream.last_success), (Some(minutes_later(90)), Some(minutes_later(4))));
    assert_eq!(stream.overlap_seconds, 7_200);
}

#[tokio::test]
async fn nothing_is_asked_or_recorded_for_a_source_that_was_removed() {
    let home = Home::new();
    let source = source(&home.store).await;
    let call = home.store.claim(claim(source, now())).await.unwrap();
    home.store.remove_source(source, now()).await.unwrap();
    let claimed = home.store.claim(claim(source, now())).await.unwrap_err();
    assert!(matches!(claimed, StoreError::NotFound { what: "source", .. }), "{claimed}");
    let recorded = home.store.record_outcome(source, "all", StreamUpdate::default()).await.unwrap_err();
    assert!(matches!(recorded, StoreError::NotFound { what: "stream", .. }), "{recorded}");
    home.store.finish_call(call, CallOutcome::default(), now()).await.expect("the ledger stays complete");
    assert_eq!(home.store.calls_since(source, now()).await.unwrap(), 1);
}

#[tokio::test]
async fn a_new_search_waits_until_it_was_matched_against_what_is_stored() {
    let home = Home::new();
    let source = source(&home.store).await;
    let job = keys(&take_in(&home.store, source, vec![full_job("a")]).await)[0];
    let one = search(&home.store, "One").await;
    assert_eq!(home.store.searches_to_match().await.unwrap(), std::slice::from_ref(&one));
    let summary = NewIntent { kind: Kind::Baseline { jobs: 1, searches: vec![one.id] }, written_by: Writer::Window };
    home.store.finish_matching(&one, vec![job], vec![summary], now()).await.unwrap();
    assert_eq!(home.store.searches_to_match().await.unwrap(), []);
    assert_eq!(home.store.counts().await.unwrap().inbox, 1);
    assert_eq!(home.store.pending_intents().await.unwrap().len(), 1);
}

#[tokio::test]
async fn an_edit_of_what_a_search_finds_forgets_its_matches_and_makes_it_wait_again() {
    let home = Home::new();
    let source = source(&home.store).await;
    let one = search(&home.store, "One").await;
    home.store.finish_matching(&one, Vec::new(), Vec::new(), now()).await.unwrap();
    home.store.ingest(batch(source, vec![full_job("a")]), all_match(&[one.id])).await.unwrap();
    let renamed = lapwing_domain::SavedSearch { name: "Uno".into(), ..one };
    home.store.edit_search(renamed.clone()).await.unwrap();
    assert_eq!(home.store.searches_to_match().await.unwrap(), []);
    assert_eq!(home.store.counts().await.unwrap().inbox, 1);
    let edited = lapwing_domain::SavedSearch { query: "go".into(), ..renamed.clone() };
    home.store.edit_search(edited.clone()).await.unwrap();
    assert_eq!(home.store.searches_to_match().await.unwrap(), std::slice::from_ref(&edited));
    assert_eq!(home.store.counts().await.unwrap().inbox, 0);
    // A matching that began before the edit comes too late.
    home.store.finish_matching(&renamed, vec![lapwing_domain::JobKey(1)], Vec::new(), now()).await.unwrap();
    assert_eq!(home.store.searches_to_match().await.unwrap(), [edited]);
    assert_eq!(home.store.counts().await.unwrap().inbox, 0);
}

#[tokio::test]
async fn a_paused_or_removed_search_waits_on() {
    let home = Home::new();
    let one = search(&home.store, "One").await;
    let two = home.store.add_search(new_search("Two"), now()).await.unwrap();
    home.store.pause_search(one.id, true).await.unwrap();
    home.store.remove_search(two.id, now()).await.unwrap();
    assert_eq!(home.store.searches_to_match().await.unwrap(), []);
    home.store.finish_matching(&two, Vec::new(), Vec::new(), now()).await.unwrap();
    home.store.pause_search(one.id, false).await.unwrap();
    home.store.restore_search(two.id).await.unwrap();
    assert_eq!(home.store.searches_to_match().await.unwrap(), [one, two]);
}

#[tokio::test]
async fn arrival_rates_are_kept_hour_by_hour_and_go_with_their_source() {
    let home = Home::new();
    let source = source(&home.store).await;
    let seen = |hour, postings| Seen { hour: HourOfWeek::from_index(hour).unwrap(), postings, hours: 1.5 };
    home.store.set_rates(source, "all", vec![seen(0, 10.0), seen(167, 20.5)]).await.unwrap();
    home.store.set_rates(source, "all", vec![seen(167, 30.0)]).await.unwrap();
    let home = home.reopened();
    let stored = home.store.rates(source, "all").await.unwrap();
    assert_eq!(stored, Rates::of([seen(0, 10.0), seen(167, 30.0)]));
    assert_eq!(home.store.rates(source, "other").await.unwrap(), Rates::default());
    home.store.remove_source(source, now()).await.unwrap();
    assert_eq!(home.store.rates(source, "all").await.unwrap(), Rates::default());
    let gone = home.store.set_rates(source, "all", vec![seen(0, 1.0)]).await;
    assert!(matches!(gone, Err(StoreError::NotFound { .. })), "{gone:?}");
}
