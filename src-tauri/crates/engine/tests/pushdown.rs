//! Filters that queries become, against a server that filters: nothing that a query matches is lost on the way, in either
//! dialect, and what comes is what a filter is thought to let through.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use lapwing_domain::Job;
use lapwing_domain::pushdown::ServerFilter;
use lapwing_domain::query::{At, PreparedJob, Query, Use, parse};
use lapwing_reference::{Inventor, Vocabulary};
use lapwing_sandbox::{ManualClock, Options, Plan, Sandbox};
use lapwing_sources::jobs_api::JobsApi;
use lapwing_sources::{BaseUrl, Dialect, JobSource, PageRequest};
use lapwing_vault::Secret;
use serde_json::{Value, json};

const NOW: &str = "2026-11-16T10:00:00Z";

fn now() -> Timestamp {
    NOW.parse().unwrap()
}

/// Postings that say things in ways that a service may not expect.
fn odd_postings() -> Vec<Value> {
    vec![
        json!({"job_type": 1, "budget": {"fixed_amount": 700}}),
        json!({"job_type": "unknown", "hourly_budget": {"min": 60, "max": 0}, "tier_text": "Expert"}),
        json!({"job_type": 2, "budget": {"fixed_amount": 0}, "buyer": {"country": "USA", "total_spent": 0}}),
        json!({"hourly_budget": {"min": 90, "max": 30}, "buyer": {"total_jobs_with_hires": 10, "payment_verified": true}}),
        json!({"budget": {"fixed_amount": 500}, "location": {"country": "United States"}, "is_contract_to_hire": true}),
        json!({"budget": {"fixed_amount": 499.99, "currency": "EUR"}, "buyer": {"payment_verified": false}}),
        json!({"budget": {"fixed_amount": 5000}, "buyer": {"total_spent": 1000, "total_jobs_with_hires": 5}}),
        json!({"is_private": true, "privacy_reason": "hidden"}),
    ]
}

/// A market of a few hundred postings that stands still, in one dialect.
async fn market(dialect: Dialect) -> (Sandbox, JobsApi) {
    let spoken = match dialect {
        Dialect::Documented => lapwing_sandbox::Dialect::Documented,
        Dialect::SearchUrl => lapwing_sandbox::Dialect::SearchUrl,
    };
    let options = Options { plan: Plan::Unlimited, dialect: spoken, ..Options::default() };
    let sandbox = Sandbox::start_at(options, Arc::new(ManualClock::new(now()))).await.unwrap();
    for (age, mut posting) in (1_i64..).zip(odd_postings()) {
        posting["posted_on"] = json!(Timestamp::from_second(now().as_second() - 60 * age).unwrap().to_string());
        sandbox.control().publish(posting).unwrap();
    }
    let client = JobsApi::new(BaseUrl::parse(sandbox.url()).unwrap(), Secret::new(sandbox.key().to_owned()));
    (sandbox, client)
}

/// All pages of what was posted in the last hour, or those up to 150 postings where a page looks through no more.
async fn read(client: &JobsApi, request: PageRequest) -> Vec<Job> {
    let hour = now().checked_sub(SignedDuration::from_hours(1)).unwrap();
    let mut jobs = Vec::new();
    for page in 0..3 {
        let page = client.fetch(&request.with_page(page).with_posted_after(hour)).await.unwrap();
        let last = page.jobs.len() < 50;
        jobs.extend(page.jobs);
        if last {
            break;
        }
    }
    jobs
}

/// What a filtered request brings. Of an address it is the first page alone, which looks no further than the broad pages.
async fn filtered(client: &JobsApi, request: PageRequest) -> Vec<Job> {
    match request.dialect() {
        Dialect::Documented => read(client, request).await,
        Dialect::SearchUrl => client.fetch(&request).await.unwrap().jobs,
    }
}

/// Invented queries, half of them strange.
fn queries(jobs: &[Job]) -> Vec<Query> {
    let mut vocabulary = Vocabulary::default();
    for job in jobs {
        vocabulary.add([&job.title, &job.description], job.skills.iter().map(String::as_str));
    }
    let mut inventor = Inventor::new(7, &vocabulary);
    let known =
        ["client.verified:yes", "budget:..900", "client.hires:>=10", "contract_to_hire:yes", "client.spent:>500"];
    let texts = (0..800).map(|at| match at % 4 {
        0 => inventor.strange(),
        1 => format!("({}) {}", inventor.strange(), known[at / 4 % known.len()]),
        2 => known[at / 4 % known.len()].to_owned(),
        _ => inventor.plausible(),
    });
    texts.filter_map(|text| parse(&text, Use::SavedSearch).ok()).map(|parsed| parsed.query).collect()
}

async fn a_filtered_answer_holds_all_that_matches(dialect: Dialect) {
    let (_sandbox, client) = market(dialect).await;
    let broad = PageRequest::newest().in_dialect(dialect);
    let jobs = read(&client, broad).await;
    assert!(jobs.len() > 90, "{}", jobs.len());
    let prepared: Vec<PreparedJob> = jobs.iter().cloned().map(PreparedJob::new).collect();
    let mut answers: BTreeMap<ServerFilter, Vec<String>> = BTreeMap::new();
    let mut matched = 0;
    for query in queries(&jobs) {
        let filter = query.pushdown(&dialect.capabilities()).filter;
        if let Entry::Vacant(entry) = answers.entry(filter) {
            let answer = filtered(&client, broad.with_filter(filter)).await;
            entry.insert(answer.into_iter().map(|job| job.id.0).collect());
        }
        let answer = &answers[&filter];
        let passing = jobs.iter().filter(|job| filter.holds(job)).map(|job| &job.id.0);
        let most = if dialect == Dialect::SearchUrl { 50 } else { usize::MAX };
        assert!(passing.take(most).eq(answer), "{filter}");
        let cut = if answer.len() == most { answer.last() } else { None };
        let before = prepared.iter().take_while(|job| Some(&job.job().id.0) != cut);
        for job in before.filter(|job| query.matches(job, &At::moment(now()))) {
            matched += usize::from(!filter.is_everything());
            assert!(answer.contains(&job.job().id.0), "{query} as {filter} loses {:?}", job.job());
        }
    }
    assert!(answers.len() > 10 && matched > 100, "{} filters, {matched} matches", answers.len());
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_that_a_query_matches_is_lost_in_the_documented_dialect() {
    a_filtered_answer_holds_all_that_matches(Dialect::Documented).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_that_a_query_matches_is_lost_in_an_address_within_what_is_looked_through() {
    a_filtered_answer_holds_all_that_matches(Dialect::SearchUrl).await;
}
