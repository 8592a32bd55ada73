//! Two dialects: how each is asked, what finding out costs, and that both are guarded alike.

use lapwing_sources::{Dialect, FailureKind, FetchError, JobSource, PageRequest, TestReport};

use crate::server::{Act, KEY, Server, answer};

const HEALTHY: &str = r#"{"success":true,"data":null,"count":0,"message":"API is healthy"}"#;
const ONE_JOB: &str = r#"{"success":true,"count":1,"data":[{"id":"a","posted_on":"2026-01-05T08:00:00Z"}]}"#;
const HEALTH: &str = "GET /health";
const DOCUMENTED: &str = "GET /jobs?limit=1&sort=posted_on_desc";
const SEARCH_URL: &str =
    "GET /jobs?upwork_url=https%3A%2F%2Fwww.upwork.com%2Fnx%2Fsearch%2Fjobs%2F%3Fsort%3Drecency%26limit%3D1";

fn healthy() -> Act {
    answer(200, &[], HEALTHY)
}

fn one_job() -> Act {
    answer(200, &[], ONE_JOB)
}

fn refusing(parameter: &str) -> Act {
    let details = format!(r#"{{"field":"{parameter}","message":"no {KEY} here","example":"x"}}"#);
    answer(400, &[], &format!(r#"{{"success":false,"error":"Validation of {KEY} failed.","details":[{details}]}}"#))
}

/// The page of someone who asked for nothing in particular.
fn twenty_jobs() -> Act {
    let rows: Vec<String> = (0..20).map(|n| format!(r#"{{"id":"job-{n}"}}"#)).collect();
    answer(200, &[], &format!(r#"{{"success":true,"data":[{}]}}"#, rows.join(",")))
}

async fn test(speaks: Option<Dialect>, acts: Vec<Act>) -> (TestReport, Vec<String>) {
    let server = Server::acting(acts).await;
    let report = server.api().speaking(speaks).test("2026-01-05T08:12:30Z".parse().unwrap()).await;
    (report, server.asked())
}

#[tokio::test]
async fn the_search_url_dialect_is_found_by_one_call_more() {
    let (report, asked) = test(None, vec![healthy(), refusing("limit"), one_job()]).await;
    assert_eq!(asked, [HEALTH, DOCUMENTED, SEARCH_URL]);
    assert_eq!((report.dialect, report.calls, report.ok()), (Some(Dialect::SearchUrl), 3, true));
    let sent: Vec<_> = report.sent.iter().map(|call| (call.status, call.failure)).collect();
    assert_eq!(sent, [(Some(200), None), (Some(400), Some(FailureKind::BadRequest)), (Some(200), None)]);
    assert_eq!(report.newest_posted, Some("2026-01-05T08:00:00Z".parse().unwrap()));
}

#[tokio::test]
async fn a_dialect_that_is_known_is_tested_with_two_calls() {
    for (dialect, jobs) in [(Dialect::Documented, DOCUMENTED), (Dialect::SearchUrl, SEARCH_URL)] {
        let (report, asked) = test(Some(dialect), vec![healthy(), one_job()]).await;
        assert_eq!(asked, [HEALTH, jobs]);
        assert_eq!((report.dialect, report.calls), (Some(dialect), 2));
    }
}

#[tokio::test]
async fn a_service_that_changed_is_found_out_by_what_it_refuses_or_overlooks() {
    for sign in [refusing("upwork_url"), twenty_jobs()] {
        let (report, asked) = test(Some(Dialect::SearchUrl), vec![healthy(), sign, one_job()]).await;
        assert_eq!(asked, [HEALTH, SEARCH_URL, DOCUMENTED]);
        assert_eq!((report.dialect, report.ok()), (Some(Dialect::Documented), true));
    }
}

#[tokio::test]
async fn a_service_that_refuses_both_is_told_with_the_request_and_without_the_key() {
    for (speaks, told) in [(None, SEARCH_URL), (Some(Dialect::Documented), DOCUMENTED)] {
        let (report, asked) = test(speaks, vec![healthy(), refusing("limit"), refusing("upwork_url")]).await;
        assert_eq!((asked.len(), report.calls, report.dialect, report.ok()), (3, 3, None, false));
        let problem = report.problem().unwrap();
        assert!(problem.contains(&format!("The request was: {told} ")), "{problem}");
        assert!(problem.contains("Validation of [redacted] failed.") && !problem.contains(KEY), "{problem}");
    }
}

#[tokio::test]
async fn a_400_that_names_no_parameter_says_nothing_of_the_dialect() {
    let plain = answer(400, &[], r#"{"success":false,"message":"Invalid limit parameter"}"#);
    let (report, asked) = test(None, vec![healthy(), plain]).await;
    assert_eq!((asked.len(), report.calls, report.dialect, report.ok()), (2, 2, None, false));
}

#[tokio::test]
async fn a_second_call_that_fails_otherwise_still_shows_the_dialect() {
    let (report, _) = test(None, vec![healthy(), refusing("limit"), answer(503, &[], "")]).await;
    assert_eq!((report.dialect, report.calls), (Some(Dialect::SearchUrl), 3));
    assert_eq!(report.failure.unwrap().kind(), FailureKind::Service);
}

#[tokio::test]
async fn redirects_are_refused_in_either_dialect() {
    let trap = Server::answering(200, &[], r#"{"data":[]}"#).await;
    for dialect in Dialect::ALL {
        for location in [format!("http://localhost:{}/jobs", trap.port()), "https://other.example.com/jobs".to_owned()]
        {
            let server = Server::answering(302, &[("Location", &location)], "").await;
            let error = server.api().fetch(&PageRequest::newest().in_dialect(dialect)).await.unwrap_err();
            assert!(matches!(error, FetchError::Redirected { .. }), "{error:?}");
            assert_eq!(server.requests().len(), 1);
        }
    }
    assert!(trap.requests().is_empty());
}
