//! Testing a key without waste: `/health` proves the key, one job proves the shape. Two calls, one when the key is bad, and
//! a third only when the service turns out to speak the other dialect.

use std::time::Instant;

use jiff::{SignedDuration, Timestamp};
use lapwing_domain::when;

use super::JobsApi;
use super::wire::check_envelope;
use crate::dialect::settle;
use crate::error::FetchError;
use crate::report::{StepName, TestCall, TestReport};
use crate::request::PageRequest;
use crate::source::{JobSource, Page, Quota};

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
    let asked = api.call("/health").await.and_then(|(reply, answer)| {
        check_envelope(&reply.body).map_err(|bad| api.bad_envelope(bad, &reply.body, answer))?;
        Ok(answer)
    });
    report.note(match &asked {
        Ok(answer) => TestCall::answered(answer.status, answer.bytes, answer.quota),
        Err(failure) => TestCall::failed(failure),
    });
    report.quota = asked?.quota;
    Ok(())
}

async fn jobs_step(api: &JobsApi, report: &mut TestReport) -> Result<Page, FetchError> {
    let asked = Instant::now();
    let request = PageRequest::newest().with_limit(1).in_dialect(api.speaks.unwrap_or_default());
    let mut page = fetch(api, &request, report).await;
    if request.is_misunderstood(&page) {
        let again = fetch(api, &request.in_dialect(request.dialect().other()), report).await;
        let settled = settle(&request, api.speaks.is_some(), page, again);
        (page, report.dialect) = (settled.answer, settled.dialect);
    } else if page.is_ok() {
        report.dialect = Some(request.dialect());
    }
    report.latency = Some(asked.elapsed());
    let page = page?;
    match (page.jobs.is_empty(), page.set_aside.first()) {
        (true, Some(broken)) => Err(FetchError::Malformed {
            what: format!("a job cannot be read, {}", broken.reason),
            answer: crate::error::Answer { status: page.status, bytes: page.bytes, quota: page.quota },
        }),
        _ => Ok(page),
    }
}

async fn fetch(api: &JobsApi, request: &PageRequest, report: &mut TestReport) -> Result<Page, FetchError> {
    let answer = api.fetch(request).await;
    report.note(match &answer {
        Ok(page) => TestCall::answered(page.status, page.bytes, page.quota),
        Err(failure) => TestCall::failed(failure),
    });
    answer
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

/// The plans by their requests a minute (`docs/jobs-api.md`, "The service"), and whether others' calls would show.
fn plan_sentence(quota: &Quota) -> String {
    let unseen = if quota.remaining.is_none() {
        " It does not say how many calls are left, so whether somebody else uses the key cannot be watched."
    } else {
        ""
    };
    let Some(limit) = quota.limit else {
        return format!("The service sends no plan figures; Lapwing counts the calls itself.{unseen}");
    };
    let plan = match limit {
        10 => ", which is the Starter plan",
        100 => ", which is the Professional plan",
        500 => ", which is the Business plan",
        _ => "",
    };
    format!("The plan allows {limit} requests a minute{plan}.{unseen}")
}
