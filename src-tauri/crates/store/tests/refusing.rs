//! A round is taken in whole or not at all, and the writer outlives whatever goes wrong in it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{Home, all_match, batch, full_job, job, job_posted, minutes_later, nothing, now, search, source};
use lapwing_domain::notify::Kind;
use lapwing_domain::{JobKey, SearchId, SourceId};
use lapwing_store::{Decisions, NewGap, NewIntent, SetAside, Sort, StoreError, Upserted, View, Writer};

/// Everything a refused round could have written.
async fn trace(home: &Home, source: SourceId) -> String {
    let store = &home.store;
    format!(
        "{:?} {:?} {:?} {:?} {:?} {:?}",
        store.scan(View::All, Sort::Newest, None, 10).await.unwrap(),
        store.pending_intents().await.unwrap(),
        store.stream(source, "all").await.unwrap(),
        store.open_gaps(source).await.unwrap(),
        store.set_aside(10).await.unwrap(),
        store.counts().await.unwrap(),
    )
}

async fn refused_whole<F>(decide: F) -> StoreError
where
    F: FnOnce(&[Upserted]) -> Decisions + Send + 'static,
{
    let home = Home::new();
    let source = source(&home.store).await;
    let search = search(&home.store, "One").await.id;
    home.store.ingest(batch(source, vec![full_job("a")]), all_match(&[search])).await.unwrap();
    let before = trace(&home, source).await;
    let mut round = batch(source, vec![job("a"), job_posted("b", now())]);
    round.now = minutes_later(30);
    round.watermark = Some(minutes_later(30));
    round.baseline = true;
    round.gap = Some(NewGap { from: now(), to: now(), why: String::new() });
    round.set_aside = vec![SetAside { raw: String::new(), reason: String::new() }];
    let error = home.store.ingest(round.clone(), decide).await.unwrap_err();
    assert_eq!(trace(&home, source).await, before, "nothing of a refused round is written");
    home.store.ingest(round, nothing).await.expect("the writer goes on");
    assert_ne!(trace(&home, source).await, before);
    error
}

#[tokio::test]
async fn a_round_whose_deciding_panics_is_not_taken_in_and_the_writer_goes_on() {
    let error = refused_whole(|_| panic!("a fault in matching")).await;
    assert!(matches!(error, StoreError::Interrupted { .. }), "{error}");
}

#[tokio::test]
async fn a_round_that_names_an_unknown_job_or_search_is_not_taken_in() {
    let wrong_job =
        refused_whole(|_| Decisions { matches: vec![(JobKey(999), SearchId(1))], intents: Vec::new() }).await;
    assert!(matches!(wrong_job, StoreError::NotFound { what: "job", .. }), "{wrong_job}");
    let wrong_search = refused_whole(|jobs| Decisions {
        matches: vec![(jobs[0].key, SearchId(1)), (jobs[1].key, SearchId(999))],
        intents: Vec::new(),
    })
    .await;
    assert!(matches!(wrong_search, StoreError::NotFound { what: "search", .. }), "{wrong_search}");
    let wrong_intent = refused_whole(|jobs| {
        let kind = Kind::Match { job: JobKey(999), searches: vec![SearchId(1)] };
        let intents = vec![NewIntent { kind, written_by: Writer::Window }];
        Decisions { matches: vec![(jobs[1].key, SearchId(1))], intents }
    })
    .await;
    assert!(matches!(wrong_intent, StoreError::NotFound { what: "job", .. }), "{wrong_intent}");
}

#[tokio::test]
async fn a_round_of_a_source_removed_meanwhile_is_not_taken_in() {
    let home = Home::new();
    let source = source(&home.store).await;
    home.store.remove_source(source, now()).await.unwrap();
    let error = home.store.ingest(batch(source, vec![job("a")]), nothing).await.unwrap_err();
    assert!(matches!(error, StoreError::NotFound { what: "source", .. }), "{error}");
    assert_eq!(home.store.counts().await.unwrap().all, 0);
}
