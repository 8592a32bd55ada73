//! What preparing a job and matching it against many searches costs, on real texts where `LAPWING_DATA` leads to them.
//!
//! Three ways to ask the same searches: compiled together, each alone, and as a set of regular expressions that looks
//! for their words in text that is lower-case already (the least that any program would pay, without phrases, stems,
//! facts or negation; its size ends at a thousand searches, where it takes seconds to build).

#![allow(clippy::unwrap_used, clippy::print_stderr, missing_docs, reason = "a benchmark")]

#[path = "../tests/differential/corpus.rs"]
#[allow(dead_code, reason = "shared with a test that uses all of it")]
mod corpus;

use std::hint::black_box;

use corpus::{Corpus, Pair};
use criterion::{BatchSize, BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use lapwing_domain::Job;
use lapwing_domain::query::{At, PreparedJob, Program, Query, Use, parse};
use lapwing_reference::Inventor;
use regex::RegexSetBuilder;

const SIZES: [usize; 5] = [1, 10, 100, 1_000, 10_000];
const LARGEST_REGEX_SET: usize = 1_000;

/// Jobs that are matched in turn.
const JOBS: usize = 200;

fn at() -> At<'static> {
    At::moment("2025-03-10T00:00:00Z".parse().unwrap())
}

fn searches(corpus: &Corpus, count: usize) -> Vec<Query> {
    let mut inventor = Inventor::new(7, corpus.vocabulary());
    let queries =
        std::iter::repeat_with(|| inventor.plausible()).filter_map(|text| parse(&text, Use::SavedSearch).ok());
    queries.map(|parsed| parsed.query).take(count).collect()
}

fn text_of(job: &Job) -> String {
    let skills = job.skills.join("\n");
    format!("{}\n{}\n{skills}", job.title, job.description)
}

/// The words of a search's normal form, any of which will do.
fn words(query: &Query) -> String {
    let printed = query.to_string().to_lowercase();
    let words = printed.split(|c: char| c.is_whitespace() || "\"():,-=*".contains(c)).filter(|word| word.len() > 2);
    let escaped: Vec<String> = words.map(regex::escape).collect();
    if escaped.is_empty() { "nothing to look for".to_owned() } else { escaped.join("|") }
}

fn preparing(criterion: &mut Criterion) {
    let corpus = Corpus::get();
    let jobs: Vec<Job> = corpus.sample(JOBS).iter().map(|pair| pair.job.job().clone()).collect();
    let bytes: usize = jobs.iter().map(|job| text_of(job).len()).sum();
    let mut group = criterion.benchmark_group("prepare");
    group.throughput(Throughput::Bytes(bytes as u64));
    group.bench_function(BenchmarkId::new("jobs", jobs.len()), |bencher| {
        bencher.iter_batched(
            || jobs.clone(),
            |jobs| jobs.into_iter().map(PreparedJob::new).collect::<Vec<_>>(),
            BatchSize::LargeInput,
        );
    });
    group.bench_function(BenchmarkId::new("floor: lower-case and split at white space, jobs", jobs.len()), |bencher| {
        bencher.iter(|| {
            jobs.iter().map(|job| black_box(text_of(job)).to_lowercase().split_whitespace().count()).sum::<usize>()
        });
    });
    group.finish();
}

fn matching(criterion: &mut Criterion) {
    let corpus = Corpus::get();
    let pairs: Vec<&Pair> = corpus.sample(JOBS);
    let lower: Vec<String> = pairs.iter().map(|pair| text_of(pair.job.job()).to_lowercase()).collect();
    let all = searches(corpus, 10_000);
    for size in SIZES {
        let searches = &all[..size];
        let mut group = criterion.benchmark_group(format!("match one job against {size}"));
        let mut program = Program::new();
        searches.iter().enumerate().for_each(|(number, query)| program.insert(number, query));
        // Let it learn as it would have in its first hour.
        for pair in corpus.sample(1_100) {
            program.matching(&pair.job, &at(), |_| {});
        }
        let mut turn = pairs.iter().cycle();
        group.bench_function("compiled together", |bencher| {
            bencher.iter(|| {
                let mut found = 0_usize;
                program.matching(black_box(&turn.next().unwrap().job), &at(), |_| found += 1);
                found
            });
        });
        let mut turn = pairs.iter().cycle();
        group.bench_function("each alone", |bencher| {
            bencher.iter(|| {
                let job = &turn.next().unwrap().job;
                searches.iter().filter(|search| search.matches(black_box(job), &at())).count()
            });
        });
        if size <= LARGEST_REGEX_SET {
            let set = RegexSetBuilder::new(searches.iter().map(words)).size_limit(1 << 30).build().unwrap();
            let mut turn = lower.iter().cycle();
            group.bench_function("floor: a regex set of their words", |bencher| {
                bencher.iter(|| set.matches(black_box(turn.next().unwrap())).iter().count());
            });
        }
        group.finish();
    }
}

/// What a job that is opened misses by one condition, of as many searches as anyone has.
fn missing(criterion: &mut Criterion) {
    let corpus = Corpus::get();
    let pairs: Vec<&Pair> = corpus.sample(JOBS);
    let searches = searches(corpus, 200);
    let mut turn = pairs.iter().cycle();
    criterion.bench_function("misses by one condition, of one job to 200 searches", |bencher| {
        bencher.iter(|| {
            let job = &turn.next().unwrap().job;
            searches.iter().filter_map(|search| search.missed_by_one(black_box(job), &at())).count()
        });
    });
}

/// Adding a search to a full program and taking it out again.
fn changing(criterion: &mut Criterion) {
    let corpus = Corpus::get();
    let searches = searches(corpus, 10_000);
    let mut program = Program::new();
    searches.iter().enumerate().for_each(|(number, query)| program.insert(number, query));
    let mut turn = searches.iter().cycle();
    criterion.bench_function("add a search to 10000 and remove it", |bencher| {
        bencher.iter(|| {
            program.insert(usize::MAX, turn.next().unwrap());
            program.remove(&usize::MAX)
        });
    });
}

fn explaining(criterion: &mut Criterion) {
    let corpus = Corpus::get();
    let pairs = corpus.sample(JOBS);
    let searches = searches(corpus, 100);
    let mut turn = pairs.iter().cycle();
    criterion.bench_function("explain one job to 100 searches", |bencher| {
        bencher.iter(|| {
            let job = &turn.next().unwrap().job;
            searches.iter().map(|search| search.explain(black_box(job), &at()).len()).sum::<usize>()
        });
    });
}

criterion_group!(benches, preparing, matching, changing, explaining, missing);
criterion_main!(benches);
