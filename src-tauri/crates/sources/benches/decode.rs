//! Decoding a page of 50 jobs, beside the floor: reading the same bytes as untyped JSON.

#![allow(missing_docs, clippy::expect_used)]

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use lapwing_sources::jobs_api::decode_page;
use serde_json::{Value, json};

/// A description as long as real ones are on average, with the markup and entities that cleaning looks for.
const PARAGRAPH: &str = "We look for somebody who can take over a small desktop tool &amp; make it pleasant to use. It reads a \
    few files, shows them in a list and keeps itself up to date.<br />What we care about: tests, short functions, and an \
    honest estimate. Please tell us about <b>one</b> thing you built and what you would do differently today.\n\n";

fn job(number: usize) -> Value {
    json!({
        "id": format!("made-{number}"), "title": format!("Polish desktop tool number {number} (Rust &amp; SQLite)"),
        "description": PARAGRAPH.repeat(3 + number % 5), "url": format!("https://jobs.example.com/~02{}", 2_008_000_000_000_000_000 + number),
        "job_type": 1 + number % 2, "status": 1, "contractor_tier": 1 + number % 3, "posted_on": "2026-01-05T08:12:43Z",
        "category": { "name": "Desktop Software", "slug": "desktop-software", "group": "Development", "group_slug": "development" },
        "budget": { "fixed_amount": 500 + number, "currency": "USD" }, "hourly_budget": null,
        "buyer": { "payment_verified": true, "country": "United States", "city": "Austin", "timezone": "America/Chicago",
            "total_spent": 84500, "total_assignments": 28, "total_jobs_with_hires": 21, "feedback_count": 12, "score": 4.9 },
        "client_activity": { "total_applicants": 12, "total_hired": 0, "total_invited_to_interview": 2, "unanswered_invites": 1,
            "invitations_sent": 3, "last_buyer_activity": "2026-01-05T07:55:12Z" },
        "skills": ["rust", "sqlite", "desktop application", "user interface"], "tags": ["tools", "linux"],
        "duration_label": "1 to 3 months", "engagement": "Less than 30 hrs/week", "proposals_tier": "10 to 15",
        "last_visited_at": "2026-01-05T09:05:03Z", "is_private": false, "privacy_reason": ""
    })
}

fn decode(criterion: &mut Criterion) {
    let jobs: Vec<Value> = (0..50).map(job).collect();
    let body =
        json!({ "success": true, "data": jobs, "count": 50, "last_updated": "2026-01-05T12:00:32Z" }).to_string();
    assert_eq!(decode_page(body.as_bytes()).expect("it is a page").jobs.len(), 50);

    let mut group = criterion.benchmark_group("page of 50 jobs");
    group.throughput(Throughput::Bytes(body.len() as u64));
    group.bench_function("floor: untyped JSON", |bencher| {
        bencher.iter(|| serde_json::from_slice::<Value>(black_box(body.as_bytes())).expect("it is JSON"));
    });
    group.bench_function("decoded", |bencher| {
        bencher.iter(|| decode_page(black_box(body.as_bytes())).expect("it is a page"));
    });
    group.finish();
}

criterion_group!(benches, decode);
criterion_main!(benches);
