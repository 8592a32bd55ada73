//! The decoder of the jobs API: any bytes are a page or a job or are refused, and what is decoded obeys the domain's
//! rules.

#![no_main]

use lapwing_domain::Job;
use lapwing_domain::job::{ContractType, Country};
use lapwing_fuzz::recipe;
use lapwing_sources::SetAside;
use lapwing_sources::jobs_api::{Rows, decode_job, decode_job_text, decode_page};
use libfuzzer_sys::arbitrary::Unstructured;
use libfuzzer_sys::fuzz_target;
use serde_json::{Value, json};

/// Longest id taken for one, in bytes.
const LONGEST_ID: usize = 256;

fuzz_target!(|bytes: &[u8]| {
    check_bytes(bytes);
    check_recipe(&mut Unstructured::new(bytes));
});

/// The bytes as they are: a body, a job's text.
fn check_bytes(bytes: &[u8]) {
    if let Ok(rows) = decode_page(bytes) {
        check_rows(&rows);
    }
    let text = String::from_utf8_lossy(bytes);
    let job = decode_job_text(&text);
    if let Ok(job) = &job {
        check_job(job);
    }
    if let Ok(value) = serde_json::from_str::<Value>(&text) {
        assert_eq!(decode_job(&value), job, "a job that is JSON needs no repair");
    }
}

/// The bytes as a recipe: a body and a page of jobs that are JSON, whatever they say.
fn check_recipe(bytes: &mut Unstructured<'_>) {
    let Ok(body) = recipe::object(bytes) else { return };
    if let Ok(rows) = decode_page(body.to_string().as_bytes()) {
        check_rows(&rows);
    }
    let mut jobs = vec![body];
    while let Ok(job) = recipe::object(bytes)
        && !bytes.is_empty()
    {
        jobs.push(job);
    }
    for (number, job) in jobs.iter_mut().enumerate().step_by(2) {
        job["id"] = json!(format!("job-{number}"));
        assert!(decode_job(job).is_ok(), "a job with an id is kept: {job}");
    }
    let page = json!({ "success": true, "data": jobs, "count": jobs.len() }).to_string();
    let rows = decode_page(page.as_bytes()).expect("an envelope with a list is a page");
    assert_eq!(rows.jobs.len() + rows.set_aside.len(), jobs.len(), "a row is a job or set aside");
    check_rows(&rows);
}

fn check_rows(rows: &Rows) {
    rows.jobs.iter().for_each(check_job);
    for row in &rows.set_aside {
        assert!(row.raw.len() <= SetAside::MOST && !row.reason.is_empty(), "{row:?}");
    }
}

fn check_job(job: &Job) {
    assert!(!job.id.0.trim().is_empty() && job.id.0.len() <= LONGEST_ID, "{:?}", job.id);
    check_texts(job);
    check_facts(job);
    assert_eq!(&job.clone().settle(), job, "settled twice");
}

/// Cleaned texts, and no blank ones in lists.
fn check_texts(job: &Job) {
    let lists = [&job.skills, &job.tags, &job.occupations];
    assert!(lists.iter().all(|list| list.iter().all(|text| !text.trim().is_empty())), "{lists:?}");
    let category = job.category.iter();
    let named = category.flat_map(|category| [&category.name, &category.slug, &category.group, &category.group_slug]);
    let country = job.client.country.iter().filter_map(|country| match country {
        Country::Other(name) => Some(name),
        Country::Code(_) => None,
    });
    let single = [&job.title, &job.description, &job.client.city, &job.client.timezone];
    for text in single.into_iter().chain(lists.into_iter().flatten()).chain(named).chain(country) {
        let kept = |c: char| !c.is_control() || matches!(c, '\t' | '\n' | '\r');
        assert!(text.chars().all(kept), "control characters in {text:?}");
    }
}

/// The rules of `Job::settle` and of the types of facts.
fn check_facts(job: &Job) {
    assert!(job.budget.is_none_or(|amount| amount.cents > 0), "{:?}", job.budget);
    assert!(job.rate.is_none_or(|rate| 0 < rate.min.cents && rate.min.cents <= rate.max.cents), "{:?}", job.rate);
    match (job.budget, job.rate) {
        (Some(_), None) => assert_eq!(job.contract, Some(ContractType::Fixed)),
        (None, Some(_)) => assert_eq!(job.contract, Some(ContractType::Hourly)),
        _ => {}
    }
    let client = &job.client;
    assert!(client.spent.is_none_or(|amount| amount.cents >= 0), "{:?}", client.spent);
    let rated = client.rating.is_none_or(|rating| rating > 0.0 || client.reviews.is_some_and(|reviews| reviews > 0));
    assert!(rated, "{client:?}");
    let proposals = job.activity.proposals;
    assert!(proposals.is_none_or(|range| range.max.is_none_or(|max| range.min <= max)), "{proposals:?}");
    let required = &job.requirements;
    for number in [client.rating, job.hours, required.job_success, required.hours].into_iter().flatten() {
        assert!(number.is_finite() && number >= 0.0, "{number}");
    }
}
