//! Postings that may not be kept, once what they say is gone: nothing is told of them, and nothing kept by way of them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::num::NonZeroU32;

use lapwing_engine::domain::job::Client;
use lapwing_engine::domain::notify::Kind;
use lapwing_engine::domain::{Ephemeral, Job, JobId, JobKey, SearchId, SourceId};
use lapwing_engine::{EngineError, Retention, Sort, View};
use lapwing_store::{Decisions, EphemeralBatch, NewIntent, Store, Upserted, Writer};
use support::{Bench, told};

/// What another program took in, matched and owes a notification for, and took with it when it ended.
async fn lent_by_another(bench: &Bench, source: SourceId, search: SearchId) -> JobKey {
    let client = Client { since: support::START.parse().ok(), ..Client::default() };
    let job = Job { title: "Rust parser".into(), client, ..Job::new(JobId("~lent".into())) };
    let batch = EphemeralBatch {
        source,
        origin: "https://api.example.com".into(),
        stream: "Rust".into(),
        now: support::START.parse().unwrap(),
        jobs: vec![Ephemeral::new(job)],
        unreadable: Vec::new(),
        watermark: None,
        baseline: false,
        floor: None,
        gap: None,
    };
    let decide = move |jobs: &[Upserted]| {
        let kind = Kind::Match { job: jobs[0].key, searches: vec![search] };
        let intents = vec![NewIntent { kind, written_by: Writer::Window }];
        Decisions { matches: vec![(jobs[0].key, search)], intents }
    };
    let store = Store::open(&bench.engine.data_dir().database()).unwrap();
    let taken = store.ingest_ephemeral(batch, decide).await.unwrap();
    store.close();
    taken.jobs[0].key
}

async fn bench_with_one() -> (Bench, JobKey) {
    let bench = Bench::watching_for_rust().await;
    let source = bench.engine.sources().await.unwrap()[0].record.id;
    let search = bench.engine.searches().await.unwrap()[0].search.id;
    let key = lent_by_another(&bench, source, search).await;
    (bench, key)
}

#[tokio::test]
async fn a_match_whose_content_went_with_another_program_is_not_told_and_goes_when_its_turn_to_watch_comes() {
    let (bench, key) = bench_with_one().await;
    let rows = bench.engine.jobs(View::Inbox, "", Sort::Newest, None, 10).await.unwrap().rows;
    assert_eq!((rows[0].key, rows[0].retention), (key, Retention::Erased), "it may be held elsewhere");
    bench.engine.check_now().await.unwrap();
    assert_eq!(told(&bench.desk.take()), [""; 0]);
    assert_eq!(bench.engine.jobs(View::Inbox, "", Sort::Newest, None, 10).await.unwrap().rows, []);
}

#[tokio::test]
async fn a_filter_finds_nothing_in_what_is_gone() {
    let (bench, _) = bench_with_one().await;
    let rows = bench.engine.jobs(View::Inbox, "-php", Sort::Newest, None, 10).await.unwrap().rows;
    assert_eq!(rows, [], "that it does not say a word is not known of it");
}

#[tokio::test]
async fn a_client_is_not_muted_by_a_posting_that_may_not_be_kept() {
    let (bench, key) = bench_with_one().await;
    let refused = bench.engine.mute_client_of(key, NonZeroU32::MIN).await.unwrap_err();
    assert!(matches!(&refused, EngineError::Invalid(why) if why.contains("may not be kept")), "{refused}");
    assert_eq!(bench.engine.mutes().await.unwrap(), []);
}
