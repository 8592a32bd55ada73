//! Testing an authorization without waste: whom it may act for proves the token and the permission that every call needs,
//! one search for one job proves the other.

use std::time::Instant;

use jiff::{SignedDuration, Timestamp};
use lapwing_domain::when;

use super::client::Marketplace;
use super::data::Data;
use super::graphql::{self, Filter};
use crate::error::FetchError;
use crate::report::{StepName, TestCall, TestReport};
use crate::source::Quota;

/// What is searched for: a plain word that postings always have, so that an answer without jobs means something.
const WORD: &str = "software";

pub(super) async fn run(marketplace: &Marketplace, now: Timestamp, begun: Instant) -> TestReport {
    let mut report = TestReport::default();
    if let Err(failure) = key_step(marketplace, &mut report, now).await {
        report.fail(StepName::Key, failure);
        return report;
    }
    report.pass(StepName::Key, "The authorization was accepted.");
    match jobs_step(marketplace, &mut report, now).await {
        Err(failure) => report.fail(StepName::Jobs, failure),
        Ok(newest) => {
            report.latency = Some(begun.elapsed());
            report.newest_posted = newest;
            report.pass(StepName::Jobs, sentence(newest, now));
        }
    }
    report
}

/// The token first: without one nothing is called.
async fn key_step(marketplace: &Marketplace, report: &mut TestReport, now: Timestamp) -> Result<(), FetchError> {
    marketplace.session().access(now).await?;
    let asked = marketplace.ask(&graphql::organizations(), now).await;
    let data = noted(asked, report)?;
    data.list(&["companySelector", "items"]).map(drop)
}

/// The publish time of the newest job, if there is one that says it.
async fn jobs_step(
    marketplace: &Marketplace,
    report: &mut TestReport,
    now: Timestamp,
) -> Result<Option<Timestamp>, FetchError> {
    let asked = marketplace.ask(&graphql::search(&Filter::words(WORD.to_owned()).page(1, 0)), now).await;
    let data = noted(asked, report)?;
    // That this one job cannot be read says nothing of the others: rounds set such a one aside, too.
    let (jobs, _) = data.jobs()?;
    Ok(jobs.first().and_then(lapwing_domain::ephemeral::Ephemeral::posted))
}

fn noted(asked: Result<(Data, u32), FetchError>, report: &mut TestReport) -> Result<Data, FetchError> {
    match asked {
        Ok((data, calls)) => {
            for _ in 0..calls {
                report.note(TestCall::answered(data.answer.status, data.answer.bytes, Quota::default()));
            }
            Ok(data)
        }
        Err(failure) => {
            report.note(TestCall::failed(&failure));
            Err(failure)
        }
    }
}

fn sentence(newest: Option<Timestamp>, now: Timestamp) -> String {
    match newest.map(|posted| now.duration_since(posted)) {
        None => "The service answered the search.".to_owned(),
        Some(age) if age < SignedDuration::from_mins(1) => "A job came back, posted just now.".to_owned(),
        Some(age) => format!("A job came back, posted {} ago.", when::length(age)),
    }
}
