//! A store in a folder of its own, and jobs, searches and rounds to fill it with.

#![allow(dead_code, clippy::unwrap_used, reason = "each test file uses a part of this")]

use std::fs;
use std::path::{Path, PathBuf};

use jiff::{SignedDuration, Timestamp};
use lapwing_domain::job::{Activity, Category, Client, CountRange, Country, Job, Level, Rate, Requirements, Status};
use lapwing_domain::money::Currency;
use lapwing_domain::notify::Digest;
use lapwing_domain::search::{Notify, Priority, Scope};
use lapwing_domain::{Content, Ephemeral, JobId, JobKey, Money, SavedSearch, SearchId, SourceId};
use lapwing_store::{
    Change, Decisions, EphemeralBatch, IngestBatch, Ingested, KeyPlace, KeyState, NewSearch, NewSource, Service, Store,
    StoreError, Upserted,
};
use rusqlite::Connection;
use tempfile::TempDir;

pub const ORIGIN: &str = "https://api.example.com:443";

pub struct Home {
    pub dir: TempDir,
    pub store: Store,
}

impl Home {
    pub fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(&dir.path().join("lapwing.db")).unwrap();
        Self { dir, store }
    }

    pub fn path(&self) -> PathBuf {
        self.dir.path().join("lapwing.db")
    }

    /// The same file, opened anew after everything was closed.
    pub fn reopened(self) -> Self {
        self.store.close();
        let store = Store::open(&self.path()).unwrap();
        Self { dir: self.dir, store }
    }
}

/// Every file of the folder with its bytes.
pub fn contents(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap())
        .map(|entry| (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap()))
        .collect();
    files.sort();
    files
}

/// Opens, expects a refusal, and checks that not a byte of the folder changed.
pub fn refused(path: &Path) -> StoreError {
    let folder = path.parent().unwrap();
    let before = contents(folder);
    let error = Store::open(path).expect_err("this file must be refused");
    assert!(contents(folder) == before, "the refused file was touched");
    error
}

pub fn set_version(path: &Path, version: u32) {
    let connection = Connection::open(path).unwrap();
    connection.pragma_update(None, "user_version", version).unwrap();
}

pub fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// Ten o'clock on the test day.
pub fn now() -> Timestamp {
    at("2026-11-22T10:00:00Z")
}

pub fn minutes_later(minutes: i64) -> Timestamp {
    now() + SignedDuration::from_mins(minutes)
}

pub fn usd(units: f64) -> Option<Money> {
    Money::from_units(units, Currency::USD)
}

/// A job with something in every field.
pub fn full_job(id: &str) -> Job {
    Job {
        title: format!("Rewrite the tray utility {id} in Rust"),
        description: "We have a tray utility. It should start faster.".into(),
        skills: vec!["rust".into(), "desktop application".into()],
        tags: vec!["tauri".into()],
        occupations: vec!["Desktop Developer".into()],
        category: Some(Category {
            name: "Web Development".into(),
            slug: "web-development".into(),
            group: "Development & IT".into(),
            group_slug: "development-it".into(),
        }),
        url: Some(format!("https://www.example.com/jobs/~{id}")),
        status: Some(Status::Open),
        level: Some(Level::Expert),
        rate: Rate::from_ends(Some(40.0), Some(70.5), Currency::from_code("EUR").unwrap()),
        client: Client {
            id: None,
            country: Some(Country::Code(*b"DE")),
            city: "Köln".into(),
            timezone: "Europe/Berlin".into(),
            verified: Some(true),
            spent: usd(84_500.0),
            jobs: Some(30),
            hires: Some(21),
            hire_rate: Some(100.0 / 3.0),
            rating: Some(4.87),
            reviews: Some(19),
            since: Some(at("2019-04-01T00:00:00Z")),
        },
        activity: Activity {
            proposals: Some(CountRange { min: 5, max: Some(10) }),
            invites: Some(3),
            interviewing: Some(1),
            hired: Some(0),
            last_seen: Some(at("2026-11-22T09:30:00Z")),
        },
        requirements: Requirements {
            location: vec![Country::Code(*b"US"), Country::Other("Narnia".into())],
            job_success: Some(90.0),
            hours: Some(100.5),
            ..Requirements::default()
        },
        posted: Some(at("2026-11-22T09:00:00Z")),
        featured: Some(false),
        positions: Some(2),
        ..Job::new(JobId(id.into()))
    }
    .settle()
}

/// A job of which little is known.
pub fn job(id: &str) -> Job {
    Job { title: format!("Job {id}"), ..Job::new(JobId(id.into())) }
}

/// A job that must be of the kind that is kept.
pub fn kept(job: &Content) -> &Job {
    job.kept().unwrap()
}

pub fn job_posted(id: &str, posted: Timestamp) -> Job {
    Job { posted: Some(posted), ..job(id) }
}

pub fn placeholder(id: &str) -> Job {
    Job { private: true, ..Job::new(JobId(id.into())) }
}

pub fn new_source(name: &str) -> NewSource {
    NewSource {
        name: name.into(),
        service: Service::JobsApi,
        base_url: "https://api.example.com".into(),
        key_place: KeyPlace::Keyring { account: "b7c1".into() },
        key_state: KeyState::Unknown,
        last_four: Some("9x2k".into()),
        plan: None,
        calls_used: 0,
        calls_used_month: None,
        environment: None,
        dialect: None,
    }
}

pub async fn source(store: &Store) -> SourceId {
    store.add_source(new_source("production"), now()).await.unwrap().id
}

pub fn new_search(name: &str) -> NewSearch {
    NewSearch {
        name: name.into(),
        query: "rust".into(),
        scope: Scope::All,
        notify: Notify::Instant,
        digest: Digest::default(),
        breaks_quiet: false,
        background: false,
        priority: Priority::Normal,
    }
}

pub async fn search(store: &Store, name: &str) -> SavedSearch {
    store.add_search(new_search(name), now()).await.unwrap()
}

pub fn batch(source: SourceId, jobs: Vec<Job>) -> IngestBatch {
    IngestBatch {
        source,
        origin: ORIGIN.into(),
        stream: "all".into(),
        now: now(),
        jobs,
        set_aside: Vec::new(),
        watermark: None,
        baseline: false,
        floor: None,
        gap: None,
    }
}

/// A round of one search's stream that brought what may not be kept.
pub fn lent(source: SourceId, jobs: Vec<Job>) -> EphemeralBatch {
    EphemeralBatch {
        source,
        origin: ORIGIN.into(),
        stream: "one".into(),
        now: now(),
        jobs: jobs.into_iter().map(Ephemeral::new).collect(),
        unreadable: Vec::new(),
        watermark: None,
        baseline: false,
        floor: None,
        gap: None,
    }
}

pub async fn lend(store: &Store, source: SourceId, jobs: Vec<Job>) -> Ingested {
    store.ingest_ephemeral(lent(source, jobs), nothing).await.unwrap()
}

/// A job of any kind, to look at.
#[expect(clippy::disallowed_methods, reason = "tests compare what is shown")]
pub fn shown(job: &Content) -> &Job {
    job.show()
}

/// Decides nothing.
pub fn nothing(_: &[Upserted]) -> Decisions {
    Decisions::default()
}

/// Decides that every job matches these searches.
pub fn all_match(searches: &[SearchId]) -> impl FnOnce(&[Upserted]) -> Decisions + Send + 'static {
    let searches = searches.to_vec();
    move |jobs| Decisions {
        matches: jobs.iter().flat_map(|job| searches.iter().map(|search| (job.key, *search))).collect(),
        intents: Vec::new(),
    }
}

pub async fn take_in(store: &Store, source: SourceId, jobs: Vec<Job>) -> Ingested {
    store.ingest(batch(source, jobs), nothing).await.unwrap()
}

pub fn keys(ingested: &Ingested) -> Vec<JobKey> {
    ingested.jobs.iter().map(|job| job.key).collect()
}

pub fn changes(ingested: &Ingested) -> Vec<Change> {
    ingested.jobs.iter().map(|job| job.change.clone()).collect()
}
