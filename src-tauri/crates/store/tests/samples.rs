//! The sample of a market: what was read without a filter, with the searches it fits.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod common;

use common::{Home, all_match, batch, job, keys, nothing, search, source};
use lapwing_domain::SourceId;
use lapwing_store::StoreError;

#[tokio::test]
async fn a_sample_holds_the_newest_jobs_with_the_searches_they_fit() {
    let home = Home::new();
    let (source, search) = (source(&home.store).await, search(&home.store, "Rust").await);
    let fitting = home.store.ingest(batch(source, vec![job("1"), job("2")]), all_match(&[search.id])).await.unwrap();
    let other = home.store.ingest(batch(source, vec![job("3")]), nothing).await.unwrap();
    home.store.add_to_sample(source, keys(&fitting), 2).await.unwrap();
    home.store.add_to_sample(source, keys(&other), 2).await.unwrap();
    let home = home.reopened();
    let sample = home.store.sample(source).await.unwrap();
    let sample: Vec<_> = sample.into_iter().map(|(job, fits)| (job.id.0, fits)).collect();
    assert_eq!(sample, [("2".to_owned(), vec![search.id]), ("3".to_owned(), vec![])]);
}

#[tokio::test]
async fn a_source_that_was_removed_has_no_sample_to_add_to() {
    let home = Home::new();
    let problem = home.store.add_to_sample(SourceId(99), Vec::new(), 2).await.unwrap_err();
    assert!(matches!(problem, StoreError::NotFound { .. }), "{problem}");
}
