//! Queries and texts made to be slow, at a size and at twice that size: what is linear takes twice as long.

#![allow(clippy::unwrap_used, missing_docs, reason = "a benchmark")]

use std::fmt::Write as _;
use std::hint::black_box;

use criterion::{BatchSize, BenchmarkId, Criterion, criterion_group, criterion_main};
use lapwing_domain::query::{At, PreparedJob, Program, Query, Use, parse};
use lapwing_domain::text::clean;
use lapwing_domain::{Job, JobId};

fn query(text: &str) -> Query {
    parse(text, Use::SavedSearch).unwrap().query
}

fn job(description: &str) -> PreparedJob {
    let mut job = Job::new(JobId("pathological".into()));
    job.description = clean(description);
    PreparedJob::new(job)
}

fn repeated(piece: &str, bytes: usize) -> String {
    piece.repeat(bytes / piece.len())
}

/// Nothing but what the queries look for.
const TEXT: &str = "a aa aaa aaaaaa ab w1 w511 ";

/// The longest, deepest and widest queries, and such as ask for the same beginning again and again.
fn queries() -> [(&'static str, [String; 2]); 6] {
    let deep = |levels: usize| format!("{}rust{}", "(a -".repeat(levels / 2), ")".repeat(levels / 2));
    let wide = |terms: usize| (0..terms).map(|at| format!("w{at}")).collect::<Vec<_>>().join(" OR ");
    let long = |chars: usize| format!("\"{}\"", repeated("ab ", chars - 4).trim());
    let prefixes =
        |terms: usize| (0..terms).map(|at| format!("aa{}*", "a".repeat(at % 6))).collect::<Vec<_>>().join(" ");
    let phrases = |terms: usize| vec!["\"a a a\""; terms].join(" ");
    // Begins anywhere in the text and breaks off at its last word.
    let broken_off = |chars: usize| format!("\"{}w511 w511\"", repeated(TEXT, chars - 16));
    [
        ("deep", [deep(32), deep(64)]),
        ("wide", [wide(256), wide(512)]),
        ("long", [long(2_048), long(4_096)]),
        ("prefix storm", [prefixes(128), prefixes(256)]),
        ("phrases of one word", [phrases(128), phrases(256)]),
        ("phrase that breaks off at its end", [broken_off(2_048), broken_off(4_096)]),
    ]
}

fn parsing(criterion: &mut Criterion) {
    for (name, sizes) in queries() {
        let mut group = criterion.benchmark_group(format!("parse: {name}"));
        for text in &sizes {
            group.bench_function(BenchmarkId::new("characters", text.len()), |bencher| {
                bencher.iter(|| parse(black_box(text), Use::SavedSearch));
            });
        }
        group.finish();
    }
}

/// Against a text of nothing but what the queries look for.
fn matching(criterion: &mut Criterion) {
    let at = At::moment(jiff::Timestamp::UNIX_EPOCH);
    let jobs = [job(&repeated(TEXT, 1 << 19)), job(&repeated(TEXT, 1 << 20))];
    for (name, [_, text]) in queries() {
        let mut group = criterion.benchmark_group(format!("match: {name}"));
        let query = query(&text);
        let mut program = Program::new();
        program.insert((), &query);
        for (job, bytes) in jobs.iter().zip([1 << 19, 1 << 20]) {
            group.bench_function(BenchmarkId::new("bytes of text", bytes), |bencher| {
                bencher.iter(|| {
                    let mut found = false;
                    program.matching(black_box(job), &at, |()| found = true);
                    found
                });
            });
        }
        group.finish();
    }
}

/// Texts of up to ten megabytes.
fn preparing(criterion: &mut Criterion) {
    const SIZES: [usize; 2] = [5 << 20, 10 << 20];
    let mut words = String::new();
    (0..2_000).for_each(|at| write!(words, "word{at} ").unwrap());
    let texts = [
        ("plain words", words.as_str()),
        ("one word without an end", "a"),
        ("compounds without an end", "a-b."),
        ("combining marks", "e\u{301}\u{302}\u{303}"),
        ("one letter and marks without an end", "\u{301}"),
        ("zero-width", "a\u{200b}\u{200d}b "),
        ("right to left", "\u{202e}\u{5e9}\u{5dc}\u{5d5}\u{5dd} "),
        ("replaced surrogates", "\u{fffd}\u{fffd} "),
        ("NULs", "a\0b\0 "),
        ("tags that never close", "<a href='"),
        ("entities that are none", "&am&#x;&"),
    ];
    for (name, piece) in texts {
        let mut group = criterion.benchmark_group(format!("clean and prepare: {name}"));
        group.sample_size(10);
        for bytes in SIZES {
            let text = repeated(piece, bytes);
            group.bench_function(BenchmarkId::new("bytes", bytes), |bencher| {
                bencher.iter_batched(|| text.clone(), |text| job(&text), BatchSize::PerIteration);
            });
        }
        group.finish();
    }
}

criterion_group!(benches, parsing, matching, preparing);
criterion_main!(benches);
