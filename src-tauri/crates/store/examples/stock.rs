//! `stock DATABASE STORED MATCHING NEWEST`: fills the database of a Lapwing that does not run with so many jobs, of which
//! so many match its first search and half of these its second, the newest published at `NEWEST` (RFC 3339). The jobs are
//! made up. For pictures and measurements of a window that has been open for years.

#![allow(clippy::expect_used, clippy::panic, reason = "whoever fills a database wrongly is to see why")]

use std::path::PathBuf;
use std::str::FromStr;

use jiff::{SignedDuration, Timestamp};
use lapwing_domain::job::{Activity, Client, CountRange, Country, Job, Rate, Status};
use lapwing_domain::money::Currency;
use lapwing_domain::{JobId, Money, SearchId};
use lapwing_store::{Decisions, IngestBatch, Store};

/// Between two publications.
const APART: SignedDuration = SignedDuration::from_secs(150);

const BATCH: usize = 500;

const MADE: [&str; 8] = [
    "Tide table",
    "Booking calendar",
    "Seed catalogue",
    "Choir archive",
    "Ferry timetable",
    "Map of wells",
    "Clock repair shop",
    "Weather diary",
];
const SKILLS: [&str; 8] = ["rust", "python", "react", "typescript", "docker", "postgresql", "go", "svelte"];
const COUNTRIES: [&[u8; 2]; 6] = [b"NO", b"US", b"JP", b"DE", b"KE", b"BR"];
const CITIES: [&str; 6] = ["Bergen", "Austin", "Nagoya", "Bremen", "Mombasa", "Recife"];

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [database, stored, matching, newest] = arguments.as_slice() else {
        panic!("stock DATABASE STORED MATCHING NEWEST");
    };
    let (stored, matching) = (number(stored), number(matching));
    let newest = Timestamp::from_str(newest).expect("NEWEST is an instant");
    let store = Store::open(&PathBuf::from(database)).expect("the database opens");
    let source = store.sources().await.expect("it has sources").into_iter().next().expect("it has a source");
    let searches: Vec<SearchId> =
        store.searches().await.expect("it has searches").into_iter().map(|search| search.id).collect();
    let every = stored / matching.max(1);
    for first in (0..stored).step_by(BATCH) {
        let oldest_first = first..stored.min(first + BATCH);
        let batch = IngestBatch {
            source: source.id,
            origin: source.base_url.trim_end_matches('/').to_owned(),
            stream: "stock".to_owned(),
            now: newest,
            jobs: oldest_first.map(|at| job(at, newest - APART * distance(stored - 1 - at))).collect(),
            set_aside: Vec::new(),
            watermark: None,
            baseline: false,
            floor: None,
            gap: None,
        };
        let (all, half) = (searches.first().copied(), searches.get(1).copied());
        let decide = move |jobs: &[lapwing_store::Upserted]| {
            let hits = jobs.iter().enumerate().filter(|(at, _)| (first + at) % every == 0);
            let matches = hits.flat_map(|(at, job)| {
                let second = half.filter(|_| (first + at) / every % 2 == 0);
                all.into_iter().chain(second).map(|search| (job.key, search))
            });
            Decisions { matches: matches.collect(), intents: Vec::new() }
        };
        store.ingest(batch, decide).await.expect("the jobs are taken in");
    }
    store.close();
}

fn number(text: &str) -> usize {
    text.parse().expect("STORED and MATCHING are numbers")
}

fn distance(count: usize) -> i32 {
    i32::try_from(count).expect("so many jobs are not asked for")
}

fn job(at: usize, posted: Timestamp) -> Job {
    let skill = |offset: usize| SKILLS[(at / 3 + offset) % SKILLS.len()];
    let money = |units: usize| Money::from_units(f64::from(distance(units)), Currency::USD);
    let hourly = !at.is_multiple_of(3);
    let sentence = format!("It runs on {} and {} today, and its users want it to answer sooner. ", skill(0), skill(3));
    Job {
        title: format!("{} in {} with {}, number {at}", MADE[at % MADE.len()], skill(0), skill(1)),
        description: format!(
            "We keep a small program that people like.\n\n{}\n\nTell us what you would do first.",
            sentence.repeat(3 + at % 12)
        ),
        skills: (0..2 + at % 6).map(|offset| skill(offset).to_owned()).collect(),
        url: Some(format!("https://www.example.com/jobs/~02{at:019}")),
        status: Some(Status::Open),
        rate: hourly
            .then(|| Rate::from_ends(Some(20.0 + f64::from(distance(at % 40))), Some(75.0), Currency::USD))
            .flatten(),
        budget: if hourly { None } else { money(200 + at % 4_000) },
        client: Client {
            country: Some(Country::Code(*COUNTRIES[at % COUNTRIES.len()])),
            city: CITIES[at % CITIES.len()].into(),
            verified: Some(!at.is_multiple_of(4)),
            spent: money(at % 90_000),
            hires: u32::try_from(at % 50).ok(),
            ..Client::default()
        },
        activity: Activity { proposals: Some(CountRange { min: 5, max: Some(10) }), ..Activity::default() },
        posted: Some(posted),
        ..Job::new(JobId(format!("stock-{at:08}")))
    }
    .settle()
}
