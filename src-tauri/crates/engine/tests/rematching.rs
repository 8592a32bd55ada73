//! Matching stored jobs beside the rounds: how far it is, stopping it, and doing it anew when the profile changes.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use lapwing_engine::domain::profile::Key;
use lapwing_engine::domain::triage::State;
use lapwing_engine::domain::{Job, JobId, SourceId};
use lapwing_engine::{Sort, View};
use lapwing_store::{Decisions, IngestBatch, Store};
use serde_json::json;
use support::{Bench, told};

/// So many that they are read in several stretches.
const STORED: u32 = 2_100;

/// Puts jobs into the database as a round of an earlier day would have.
async fn store_many(bench: &Bench, source: SourceId) {
    let store = Store::open(&bench.engine.data_dir().database()).unwrap();
    let job = |number: u32| Job { title: format!("Rust job {number}"), ..Job::new(JobId(format!("stored-{number}"))) };
    let batch = IngestBatch {
        source,
        origin: "earlier".into(),
        stream: "newest".into(),
        now: support::START.parse().unwrap(),
        jobs: (0..STORED).map(job).collect(),
        set_aside: Vec::new(),
        watermark: None,
        baseline: true,
        floor: None,
        gap: None,
    };
    store.ingest(batch, |_| Decisions::default()).await.unwrap();
    store.close();
}

async fn found(bench: &Bench, search: lapwing_engine::domain::SearchId) -> u32 {
    bench.engine.jobs(View::Search(search), "", Sort::Newest, None, 10).await.unwrap().total
}

#[tokio::test]
async fn a_run_tells_how_far_it_is_and_ends_with_everything_found() {
    let bench = Bench::bare().await;
    let source = bench.add_source("market", lapwing_engine::domain::watch::Plan::Professional).await;
    store_many(&bench, source).await;
    let search = bench.search("Rust", "rust").await;
    let mut seen = Vec::new();
    let watch = async {
        loop {
            seen.extend(bench.engine.matching());
            tokio::task::yield_now().await;
        }
    };
    tokio::select! {
        biased;
        () = watch => {}
        done = bench.engine.match_stored() => done.unwrap(),
    }
    assert_eq!(bench.engine.matching(), None);
    assert_eq!(found(&bench, search.id).await, STORED);
    assert!(seen.iter().all(|run| run.searches == ["Rust"] && run.stored == STORED));
    assert!(seen.iter().any(|run| 0 < run.looked_at && run.looked_at < STORED), "{:?}", seen.last());
    assert_eq!(told(&bench.desk.take()), [format!("{STORED} jobs at first")]);
}

#[tokio::test]
async fn a_stopped_run_keeps_what_it_found_and_is_not_begun_again() {
    let bench = Bench::bare().await;
    let source = bench.add_source("market", lapwing_engine::domain::watch::Plan::Professional).await;
    store_many(&bench, source).await;
    let search = bench.search("Rust", "rust").await;
    let stop = async {
        while bench.engine.matching().is_none_or(|run| run.looked_at == 0) {
            tokio::task::yield_now().await;
        }
        bench.engine.stop_matching();
    };
    let (done, ()) = tokio::join!(bench.engine.match_stored(), stop);
    done.unwrap();
    let kept = found(&bench, search.id).await;
    assert!(0 < kept && kept < STORED, "{kept}");
    bench.engine.match_stored().await.unwrap();
    assert_eq!(found(&bench, search.id).await, kept);
    bench.publish("Rust and new");
    bench.engine.check_now().await.unwrap();
    assert_eq!(found(&bench, search.id).await, kept + 1, "new jobs are matched as ever");
}

#[tokio::test]
async fn a_changed_profile_finds_the_matches_of_who_asks_for_it_anew() {
    let bench = Bench::new().await;
    bench.publish_job(json!({"title": "Rust for experts", "qualifications": {"min_job_success_score": 90}}));
    bench.publish("Rust for anyone");
    bench.engine.check_now().await.unwrap();
    let (mine, any) = (bench.search("Mine", "rust fits:me").await, bench.search("Any", "rust").await);
    bench.engine.match_stored().await.unwrap();
    assert_eq!(
        (found(&bench, mine.id).await, found(&bench, any.id).await),
        (2, 2),
        "without a profile everything fits"
    );
    bench.engine.set_profile(Key::JobSuccess, "80").await.unwrap();
    bench.engine.match_stored().await.unwrap();
    assert_eq!((found(&bench, mine.id).await, found(&bench, any.id).await), (1, 2));
    bench.publish_job(json!({"title": "Rust, 85 will do", "qualifications": {"min_job_success_score": 85}}));
    bench.clock.minutes(2);
    bench.engine.check_now().await.unwrap();
    assert_eq!((found(&bench, mine.id).await, found(&bench, any.id).await), (1, 3), "rounds ask for it too");
    assert!(bench.engine.set_profile(Key::Country, "Atlantis").await.is_err());
    assert_eq!(bench.engine.profile().await.unwrap().job_success, Some(80.0));
}

#[tokio::test]
async fn lists_are_filtered_by_what_became_of_their_jobs() {
    let bench = Bench::new().await;
    bench.search("Rust", "rust").await;
    bench.search("Pays", "budget:>=500").await;
    bench.publish_job(json!({"title": "Rust parser", "budget": {"fixed_amount": 800}}));
    bench.publish("Rust tray");
    bench.publish("Logo");
    let round = bench.engine.check_now().await.unwrap();
    let parser = round.matches.iter().find(|found| found.job.kept().unwrap().title == "Rust parser").unwrap().key;
    bench.engine.set_state(vec![parser], State::Saved, None).await.unwrap();
    for (filter, titles) in [
        ("is:saved", vec!["Rust parser"]),
        ("is:unread", vec!["Logo", "Rust tray"]),
        ("in:rust -in:pays", vec!["Rust tray"]),
        ("in:rust is:new,saved", vec!["Rust tray", "Rust parser"]),
        ("source:market -in:rust", vec!["Logo"]),
        ("seen:<1h", vec!["Logo", "Rust tray", "Rust parser"]),
    ] {
        let page = bench.engine.jobs(View::All, filter, Sort::Newest, None, 10).await.unwrap();
        let mut found: Vec<_> = page.rows.iter().map(|row| row.job.kept().unwrap().title.clone()).collect();
        let mut titles: Vec<_> = titles.into_iter().map(str::to_owned).collect();
        found.sort();
        titles.sort();
        assert_eq!(found, titles, "{filter}");
    }
}
