//! What the store costs at 100,000 stored jobs, 10,000 of them in the inbox, beside what `SQLite` itself costs for the
//! same rows (the floor). Jobs are synthetic.

#![allow(missing_docs, clippy::unwrap_used, reason = "a benchmark is not a library")]

use std::path::Path;
use std::time::Duration;

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use jiff::{SignedDuration, Timestamp};
use lapwing_domain::job::{Client, CountRange, Country, Job, Rate, Status};
use lapwing_domain::money::Currency;
use lapwing_domain::notify::Digest;
use lapwing_domain::search::{Notify, Priority, Scope};
use lapwing_domain::triage::State;
use lapwing_domain::{DismissReason, JobId, Money, SearchId, SourceId};
use lapwing_store::{
    Decisions, IngestBatch, KeyPlace, KeyState, NewSearch, NewSource, Service, Sort, Store, Upserted, View,
};
use rusqlite::types::Value;
use rusqlite::{Connection, params};
use tokio::runtime::Runtime;

const STORED: usize = 100_000;
const PAGE: u32 = 50;
const SKILLS: [&str; 8] = ["rust", "python", "react", "typescript", "docker", "postgresql", "go", "aws"];

/// The columns a row of the list shows.
const ROW: &str = "key, service_id, state, first_seen, origin, source_id, title, url, private, status, posted, contract, \
     budget_cents, budget_currency, rate_min_cents, rate_max_cents, rate_currency, country_code, country_name, verified, \
     spent_cents, spent_currency, proposals_min, proposals_max, skills";

fn start() -> Timestamp {
    Timestamp::from_second(1_770_000_000).unwrap()
}

fn at(number: usize) -> Timestamp {
    start() + SignedDuration::from_secs(i64::try_from(number).unwrap() * 30)
}

fn job(number: usize) -> Job {
    let pick = |offset: usize| SKILLS[(number + offset) % SKILLS.len()];
    let units = |units: usize| Money::from_units(f64::from(u32::try_from(units).unwrap()), Currency::USD);
    Job {
        title: format!("Build a {} service with {} and {} ({number})", pick(0), pick(1), pick(2)),
        description: format!("We need help with {} and {}. The work is remote and starts soon. ", pick(0), pick(3))
            .repeat(20),
        skills: (0..6).map(|offset| pick(offset).to_owned()).collect(),
        url: Some(format!("https://www.example.com/jobs/~02{number:019}")),
        status: Some(Status::Open),
        rate: Rate::from_ends(Some(30.0), Some(60.0), Currency::USD),
        client: Client {
            country: Some(Country::Code(*b"US")),
            city: "Austin".into(),
            verified: Some(true),
            spent: units(number % 90_000),
            hires: Some(21),
            ..Client::default()
        },
        activity: lapwing_domain::job::Activity {
            proposals: Some(CountRange { min: 5, max: Some(10) }),
            ..lapwing_domain::job::Activity::default()
        },
        posted: Some(at(number)),
        ..Job::new(JobId(format!("job-{number:08}")))
    }
    .settle()
}

fn jobs(numbers: std::ops::Range<usize>) -> Vec<Job> {
    numbers.map(job).collect()
}

fn batch(source: SourceId, jobs: Vec<Job>) -> IngestBatch {
    IngestBatch {
        source,
        origin: "https://api.example.com:443".into(),
        stream: "all".into(),
        now: at(STORED),
        jobs,
        set_aside: Vec::new(),
        watermark: Some(at(STORED)),
        baseline: false,
        floor: None,
        gap: None,
    }
}

/// Every tenth job matches.
fn decide(search: SearchId) -> impl FnOnce(&[Upserted]) -> Decisions + Send + 'static {
    move |jobs| Decisions {
        matches: jobs.iter().filter(|job| job.key.0 % 10 == 0).map(|job| (job.key, search)).collect(),
        intents: Vec::new(),
    }
}

async fn filled(path: &Path) -> (Store, SourceId, SearchId) {
    let store = Store::open(path).unwrap();
    let source = NewSource {
        name: "bench".into(),
        service: Service::Sandbox,
        base_url: "https://api.example.com".into(),
        key_place: KeyPlace::BuiltIn,
        key_state: KeyState::Accepted,
        last_four: None,
        plan: None,
        calls_used: 0,
        calls_used_month: None,
        environment: None,
        dialect: None,
    };
    let source = store.add_source(source, start()).await.unwrap().id;
    let search = NewSearch {
        name: "Rust".into(),
        query: "rust".into(),
        scope: Scope::All,
        notify: Notify::Instant,
        digest: Digest::default(),
        breaks_quiet: false,
        background: false,
        priority: Priority::Normal,
    };
    let search = store.add_search(search, start()).await.unwrap().id;
    for first in (0..STORED).step_by(500) {
        store.ingest(batch(source, jobs(first..first + 500)), decide(search)).await.unwrap();
    }
    (store, source, search)
}

fn ingesting(c: &mut Criterion, runtime: &Runtime, store: &Store, source: SourceId, search: SearchId) {
    let mut group = c.benchmark_group("ingest 50 jobs");
    let mut next = STORED;
    let mut fresh = move || {
        next += 50;
        jobs(next - 50..next)
    };
    let ingest = |jobs| runtime.block_on(store.ingest(batch(source, jobs), decide(search))).unwrap();
    group.bench_function("new", |b| b.iter_batched(&mut fresh, ingest, BatchSize::PerIteration));
    let known = jobs(STORED - 50..STORED);
    group.bench_function("known", |b| b.iter_batched(|| known.clone(), ingest, BatchSize::PerIteration));
    let dir = tempfile::tempdir().unwrap();
    let mut raw = Connection::open(dir.path().join("raw.db")).unwrap();
    raw.execute_batch(
        "PRAGMA journal_mode = wal; PRAGMA synchronous = normal; CREATE TABLE raw (id INTEGER PRIMARY KEY, bytes TEXT)",
    )
    .unwrap();
    let bytes: Vec<String> =
        known.iter().map(|job| format!("{}{}{}", job.title, job.description, job.skills.join(","))).collect();
    group.bench_function("floor: 50 raw inserts of the same text", |b| b.iter(|| insert_raw(&mut raw, &bytes)));
    group.finish();
}

fn insert_raw(connection: &mut Connection, rows: &[String]) {
    let transaction = connection.transaction().unwrap();
    for bytes in rows {
        transaction.prepare_cached("INSERT INTO raw (bytes) VALUES (?1)").unwrap().execute([bytes]).unwrap();
    }
    transaction.commit().unwrap();
}

fn listing(c: &mut Criterion, runtime: &Runtime, store: &Store, path: &Path, search: SearchId) {
    let mut group = c.benchmark_group("first page of 50 at 100,000 jobs");
    for (name, view) in [("inbox", View::Inbox), ("all", View::All), ("one search", View::Search(search))] {
        group
            .bench_function(name, |b| b.iter(|| runtime.block_on(store.page(view, Sort::Newest, None, PAGE)).unwrap()));
    }
    let raw = Connection::open(path).unwrap();
    group.bench_function("floor: 50 rows by primary key", |b| b.iter(|| read_raw(&raw)));
    group.finish();
    c.bench_function("numbers beside the views at 100,000 jobs", |b| {
        b.iter(|| runtime.block_on(store.counts()).unwrap());
    });
}

/// What the order of a list and choosing all of it costs, at 10,000 in the inbox.
fn sorting(c: &mut Criterion, runtime: &Runtime, store: &Store, search: SearchId) {
    let mut group = c.benchmark_group("first page of 50 by spend at 100,000 jobs");
    for (name, view) in [("inbox", View::Inbox), ("all", View::All), ("one search", View::Search(search))] {
        group.bench_function(name, |b| b.iter(|| runtime.block_on(store.page(view, Sort::Spent, None, PAGE)).unwrap()));
    }
    group.finish();
    let mut group = c.benchmark_group("10,000 of the inbox");
    for (name, sort) in [("keys, newest first", Sort::Newest), ("keys by spend", Sort::Spent)] {
        group.bench_function(name, |b| b.iter(|| runtime.block_on(store.keys(View::Inbox, sort, 20_000)).unwrap()));
    }
    let keys = runtime.block_on(store.keys(View::Inbox, Sort::Newest, 20_000)).unwrap();
    group.sample_size(10).bench_function("dismiss and undo", |b| {
        b.iter(|| {
            let step = store.set_state(keys.clone(), State::Dismissed, Some(DismissReason::Other), start());
            let step = runtime.block_on(step).unwrap();
            runtime.block_on(store.undo(step.id, start())).unwrap()
        });
    });
    group.finish();
}

fn read_raw(connection: &Connection) -> Vec<Vec<Value>> {
    let sql = format!("SELECT {ROW} FROM jobs WHERE key < ?1 ORDER BY key DESC LIMIT ?2");
    let mut statement = connection.prepare_cached(&sql).unwrap();
    let width = statement.column_count();
    let read = |row: &rusqlite::Row<'_>| (0..width).map(|column| row.get(column)).collect();
    statement.query_map(params![i64::MAX, PAGE], read).unwrap().collect::<Result<_, _>>().unwrap()
}

fn benches(c: &mut Criterion) {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("lapwing.db");
    let (store, source, search) = runtime.block_on(filled(&path));
    listing(c, &runtime, &store, &path, search);
    sorting(c, &runtime, &store, search);
    ingesting(c, &runtime, &store, source, search);
    store.close();
}

criterion_group! {
    name = store;
    config = Criterion::default().sample_size(50).measurement_time(Duration::from_secs(5));
    targets = benches
}
criterion_main!(store);
