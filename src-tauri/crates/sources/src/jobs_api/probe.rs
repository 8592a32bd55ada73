//! Testing a key without waste: `/health` proves the key, one job proves the shape. Two calls, one when the key is bad.

use std::time::Instant;

use jiff::{SignedDuration, Timestamp};
use lapwing_domain::when;

use super::JobsApi;
use super::wire::check_envelope;
use crate::error::FetchError;
use crate::report::{Dialect, StepName, TestReport};
use crate::source::{JobSource, Page, PageRequest, Quota};

pub(super) async fn run(api: &JobsApi, now: Timestamp) -> TestReport {
    let mut report = TestReport::default();
    if let Err(failure) = key_step(api, &mut report).await {
        report.fail(StepName::Key, failure);
        return report;
    }
    report.pass(StepName::Key, "The key was accepted.");
    match jobs_step(api, &mut report).await {
        Err(failure) => {
            report.fail(StepName::Jobs, failure);
        }
        Ok(page) => {
            report.newest_posted = page.jobs.first().and_then(|job| job.posted);
            report.quota = page.quota;
            report.pass(StepName::Jobs, newest_sentence(&page, now));
            report.pass(StepName::Plan, plan_sentence(&page.quota));
        }
    }
    report
}

async fn key_step(api: &JobsApi, report: &mut TestReport) -> Result<(), FetchError> {
    let (reply, answer) = counted(api.call("/health").await, report)?;
    report.quota = answer.quota;
    check_envelope(&reply.body).map_err(|bad| api.bad_envelope(bad, &reply.body, answer))
}

async fn jobs_step(api: &JobsApi, report: &mut TestReport) -> Result<Page, FetchError> {
    let asked = Instant::now();
    let page = counted(api.fetch(&PageRequest::newest().with_limit(1)).await, report);
    report.latency = Some(asked.elapsed());
    // Only the search-URL dialect names the parameter it does not know.
    report.dialect = match &page {
        Ok(_) => Some(Dialect::Documented),
        Err(FetchError::BadRequest { parameter: Some(_), .. }) => Some(Dialect::SearchUrl),
        Err(_) => None,
    };
    let page = page?;
    match (page.jobs.is_empty(), page.set_aside.first()) {
        (true, Some(broken)) => Err(FetchError::Malformed {
            what: format!("a job cannot be read, {}", broken.reason),
            answer: crate::error::Answer { status: page.status, bytes: page.bytes, quota: page.quota },
        }),
        _ => Ok(page),
    }
}

fn counted<T>(result: Result<T, FetchError>, report: &mut TestReport) -> Result<T, FetchError> {
    if result.as_ref().map_or_else(FetchError::counts, |_| true) {
        report.calls += 1;
    }
    result
}

fn newest_sentence(page: &Page, now: Timestamp) -> String {
    match page.jobs.first().map(|job| job.posted) {
        None => "The service answered; it has no jobs at the moment.".to_owned(),
        Some(None) => "A job came back. It does not say when it was posted.".to_owned(),
        Some(Some(posted)) => format!("A job came back, posted {}.", age(now.duration_since(posted))),
    }
}

fn age(age: SignedDuration) -> String {
    match age.as_mins() {
        ..=0 => "just now".to_owned(),
        1 => "a minute ago".to_owned(),
        _ => format!("{} ago", when::length(age)),
    }
}

/// The plans by their requests a minute (`docs/jobs-api.md`, "The service").
fn plan_sentence(quota: &Quota) -> String {
    let Some(limit) = quota.limit else {
        return "The service sends no plan figures; Lapwing counts the calls itself.".to_owned();
    };
    let plan = match limit {
        10 => ", which is the Starter plan",
        100 => ", which is the Professional plan",
        500 => ", which is the Business plan",
        _ => "",
    };
    format!("The plan allows {limit} requests a minute{plan}.")
}
