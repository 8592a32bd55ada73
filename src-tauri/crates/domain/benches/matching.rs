//! What preparing a job and matching it against a hundred searches costs, beside the floor of doing it naively: looking
//! for the same terms with plain substring scans in text that is lower-case already.
//!
//! The texts are synthetic. Where `LAPWING_DATA` names a folder with `postings-2025.jsonl`, real ones are measured too.

#![allow(clippy::unwrap_used, missing_docs, reason = "a benchmark")]

use std::hint::black_box;
use std::path::PathBuf;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use lapwing_domain::job::{ContractType, Country, Level, Rate};
use lapwing_domain::money::{Currency, Money};
use lapwing_domain::query::{At, PreparedJob, Query, Use, parse};
use lapwing_domain::{Job, JobId};

/// What people search for: each is combined with every entry of [`REFINED`].
const SUBJECTS: [&str; 20] = [
    "rust",
    "node.js",
    "\"full stack developer\"",
    "react OR vue",
    "c++",
    ".net -wordpress",
    "scrap* OR crawl*",
    "python django",
    "flutter OR kotlin",
    "\"machine learning\"",
    "ci/cd",
    "title:developer",
    "skill:\"react native\"",
    "gpt-4 OR gpt4",
    "shopify",
    "=agents -=agent",
    "excel \"power bi\"",
    "golang",
    "data pipeline",
    "title:(react OR vue)",
];
const REFINED: [&str; 5] =
    ["", "rate:>=40", "budget:1k..5k OR type:hourly", "country:US,GB,DE", "level:>=intermediate -has:budget"];

const SENTENCES: [&str; 12] = [
    "We are looking for a senior full-stack developer to join our small team for the next phase of the product.",
    "You will build REST APIs with Node.js/Express, write tests and keep the CI/CD pipeline green.",
    "Experience with React, TypeScript and PostgreSQL is required; GraphQL is a plus.",
    "The client's current site runs on ASP.NET and has to move to the cloud without losing orders.",
    "Please describe a similar project you have shipped, and tell us what you would do differently today.",
    "Our scraper collects prices from 40+ shops every night, and it keeps breaking when pages change.",
    "Budget is flexible for the right person — we value clear communication over low rates.",
    "Some knowledge of C++17 or Rust helps, because parts of the engine are native.",
    "Deliverables: source code, documentation, a short video, and two weeks of support after launch.",
    "We don't need an agency; individual freelancers only, with overlap of four hours to Berlin time.",
    "The model is fine-tuned already: your task is retrieval, evaluation and a simple dashboard.",
    "Start: as soon as possible. Duration: one to three months, with a good chance of long-term work.",
];

fn job(number: usize) -> Job {
    let mut job = Job::new(JobId(format!("synthetic-{number}")));
    job.title = format!("Senior developer for project {number} (React + Node.js)");
    // Fourteen sentences are some 220 words: a posting of ordinary length.
    let sentences = (0..14).map(|at| SENTENCES[(number * 7 + at * 5) % SENTENCES.len()]);
    job.description = sentences.collect::<Vec<_>>().join("\n");
    job.skills = ["React", "Node.js", "TypeScript", "Web Scraping", "PostgreSQL"].map(str::to_owned).into();
    facts(job, number)
}

fn facts(mut job: Job, number: usize) -> Job {
    let step = f64::from(u32::try_from(number % 8).unwrap());
    job.level = Some([Level::Entry, Level::Intermediate, Level::Expert][number % 3]);
    job.client.country = Country::read(["US", "GB", "DE", "IN"][number % 4]);
    if number.is_multiple_of(2) {
        job.contract = Some(ContractType::Hourly);
        job.rate = Rate::from_ends(Some(15.0 + step * 5.0), Some(30.0 + step * 10.0), Currency::USD);
    } else {
        job.budget = Money::from_units(500.0 + step * 700.0, Currency::USD);
    }
    job.settle()
}

/// Real titles and descriptions, one job a line. Escapes are undone crudely: length and vocabulary are what matters.
fn real_jobs() -> Option<Vec<Job>> {
    let folder = PathBuf::from(std::env::var_os("LAPWING_DATA")?);
    let lines = std::fs::read_to_string(folder.join("postings-2025.jsonl")).ok()?;
    let text = |line: &str, name: &str| {
        let from = line.find(&format!("\"{name}\": \""))? + name.len() + 5;
        let rest = line[from..].replace("\\\"", "'");
        Some(rest[..rest.find('"')?].replace("\\n", "\n"))
    };
    let jobs = lines.lines().enumerate().filter_map(|(number, line)| {
        let mut job = Job::new(JobId(format!("real-{number}")));
        job.title = text(line, "title")?;
        job.description = text(line, "description")?;
        Some(facts(job, number))
    });
    Some(jobs.step_by(30).collect())
}

fn searches() -> Vec<Query> {
    let pairs = SUBJECTS.iter().flat_map(|subject| REFINED.map(|refined| format!("({subject}) {refined}")));
    pairs.map(|text| parse(&text, Use::SavedSearch).unwrap().query).collect()
}

/// The words of the same searches, for the naive scan.
fn needles() -> Vec<Vec<String>> {
    let words = |subject: &str| {
        let bare = subject.replace(['"', '(', ')', '*', '='], " ").replace("title:", " ").replace("skill:", " ");
        let words =
            bare.split_whitespace().filter(|word| *word != "OR").map(|word| word.trim_start_matches('-').to_owned());
        words.collect::<Vec<_>>()
    };
    SUBJECTS.iter().flat_map(|subject| vec![words(subject); REFINED.len()]).collect()
}

fn matching(criterion: &mut Criterion) {
    let at = At::moment("2026-02-01T12:00:00Z".parse().unwrap());
    let (searches, needles) = (searches(), needles());
    let sets = [("synthetic", Some((0..50).map(job).collect::<Vec<_>>())), ("real", real_jobs())];
    for (name, jobs) in sets.into_iter().filter_map(|(name, jobs)| Some((name, jobs?))) {
        let prepared: Vec<PreparedJob> = jobs.iter().cloned().map(PreparedJob::new).collect();
        let lower: Vec<String> =
            jobs.iter().map(|job| format!("{}\n{}", job.title, job.description).to_lowercase()).collect();
        let mut group = criterion.benchmark_group(name);

        let mut turn = jobs.iter().cycle();
        group.bench_function("prepare a job", |bencher| {
            bencher.iter_batched(|| turn.next().unwrap().clone(), PreparedJob::new, criterion::BatchSize::SmallInput);
        });
        let mut turn = prepared.iter().cycle();
        group.bench_function(BenchmarkId::new("match a prepared job against searches", searches.len()), |bencher| {
            bencher.iter(|| {
                let job = turn.next().unwrap();
                searches.iter().filter(|search| search.matches(black_box(job), &at)).count()
            });
        });
        let mut turn = lower.iter().cycle();
        group.bench_function(
            BenchmarkId::new("floor: scan lower-case text for their words", needles.len()),
            |bencher| {
                bencher.iter(|| {
                    let text = turn.next().unwrap();
                    needles
                        .iter()
                        .filter(|words| words.iter().any(|word| black_box(text).contains(word.as_str())))
                        .count()
                });
            },
        );
        let mut turn = prepared.iter().cycle();
        group.bench_function(BenchmarkId::new("explain a prepared job to searches", searches.len()), |bencher| {
            bencher.iter(|| {
                let job = turn.next().unwrap();
                searches.iter().map(|search| search.explain(black_box(job), &at).len()).sum::<usize>()
            });
        });
        group.finish();
    }
}

criterion_group!(benches, matching);
criterion_main!(benches);
