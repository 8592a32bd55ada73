//! Searching what is stored finds exactly what the matcher says, whatever the length of the pages.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use lapwing_engine::domain::JobKey;
use lapwing_engine::domain::query::{At, PreparedJob, Use, parse};
use lapwing_engine::{Sort, View};
use lapwing_store::Store;
use support::Bench;

const QUERIES: [&str; 14] = [
    "react",
    "python OR rust -wordpress",
    "title:developer",
    "\"landing page\" OR writer",
    "dev* -type:hourly",
    "budget:100..2000",
    "rate:>=40 client.verified:yes",
    "-has:budget country:US,GB,DE",
    "level:>=intermediate proposals:<20",
    "posted:<10m",
    "lang:en -(react OR shopify)",
    "private:yes",
    "-private:yes missing:spent",
    "nothing-has-this-word",
];

/// Every row of a filtered list, asked for in pages of this length.
async fn listed(bench: &Bench, filter: &str, length: u32) -> Vec<JobKey> {
    let (mut keys, mut cursor) = (Vec::new(), None);
    loop {
        let page = bench.engine.jobs(View::All, filter, Sort::Newest, cursor, length).await.unwrap();
        assert!(page.rows.len() <= length as usize);
        keys.extend(page.rows.iter().map(|row| row.key));
        cursor = page.next;
        if cursor.is_none() {
            return keys;
        }
    }
}

#[tokio::test]
async fn filtered_lists_hold_exactly_the_jobs_that_match() {
    let bench = Bench::in_a_lively_market().await;
    for _ in 0..6 {
        bench.engine.check_now().await.unwrap();
        bench.clock.minutes(15);
    }
    let store = Store::open(&bench.engine.data_dir().database()).unwrap();
    let stored = store.scan(View::All, Sort::Newest, None, 10_000).await.unwrap().jobs;
    assert!(stored.len() > 250, "more than one stretch: {}", stored.len());
    let at = At::moment(lapwing_sandbox::Clock::now(bench.clock.wall()));
    for text in QUERIES {
        let query = parse(text, Use::History).unwrap().query;
        let matching =
            stored.iter().filter(|stored| query.matches(&PreparedJob::new(stored.job.kept().unwrap().clone()), &at));
        let expected: Vec<JobKey> = matching.map(|stored| stored.key).collect();
        for length in [60, 1_000] {
            assert_eq!(listed(&bench, text, length).await, expected, "{text} in pages of {length}");
        }
    }
    store.close();
}
