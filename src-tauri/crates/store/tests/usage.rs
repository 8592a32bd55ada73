//! What the ledger adds up to.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{Home, now, source};
use lapwing_store::{CallOutcome, CallTally, Claim, Purpose};

#[tokio::test]
async fn calls_are_added_up_by_day_purpose_and_stream() {
    let home = Home::new();
    let (one, midnight) = (source(&home.store).await, common::at("2026-11-22T00:00:00Z"));
    assert_eq!(home.store.first_call(one).await.unwrap(), None);
    let yesterday = midnight - jiff::SignedDuration::from_millis(1);
    let call = async |purpose, at, outcome: Option<CallOutcome>| {
        let stream = (purpose == Purpose::Poll).then(|| "all".to_owned());
        let id = home
            .store
            .claim(Claim { source: one, stream, purpose, request: "GET /jobs".into(), now: at, next_due: None })
            .await
            .unwrap();
        if let Some(outcome) = outcome {
            home.store.finish_call(id, outcome, at).await.unwrap();
        }
    };
    let well = CallOutcome { status: Some(200), bytes: Some(1_000), ..CallOutcome::default() };
    let failed = CallOutcome { status: Some(502), bytes: Some(10), error: Some("Service".into()), free: false };
    let free = CallOutcome { error: Some("Network".into()), free: true, ..CallOutcome::default() };
    call(Purpose::Poll, common::at("2026-10-31T23:59:59Z"), Some(free.clone())).await;
    call(Purpose::Poll, yesterday, Some(well.clone())).await;
    call(Purpose::Poll, midnight, Some(well.clone())).await;
    call(Purpose::Poll, now(), Some(failed)).await;
    call(Purpose::Poll, now(), Some(free)).await;
    call(Purpose::Poll, now(), None).await;
    call(Purpose::Test, now(), Some(well)).await;

    let tally = |day, purpose, stream: Option<&str>, calls, bytes| CallTally {
        day,
        purpose,
        stream: stream.map(str::to_owned),
        calls,
        failed: 0,
        unfinished: 0,
        bytes,
    };
    let expected = [
        CallTally { failed: 1, unfinished: 1, ..tally(midnight, Purpose::Poll, Some("all"), 3, 1_010) },
        tally(midnight, Purpose::Test, None, 1, 1_000),
        tally(common::at("2026-11-21T00:00:00Z"), Purpose::Poll, Some("all"), 1, 1_000),
    ];
    assert_eq!(home.store.tally_calls(one, common::at("2026-10-01T00:00:00Z")).await.unwrap(), expected);
    assert_eq!(home.store.tally_calls(one, midnight).await.unwrap(), expected[..2]);
    assert_eq!(home.store.first_call(one).await.unwrap(), Some(yesterday), "free calls are none");
}
