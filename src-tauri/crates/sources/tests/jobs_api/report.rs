//! Testing a key: few calls, a sentence for everything.

use jiff::Timestamp;
use lapwing_sources::{Dialect, FailureKind, JobSource, StepName, TestReport};

use crate::server::{Act, Server, answer, api, nowhere};

const HEALTHY: &str = r#"{"success":true,"data":null,"count":0,"message":"API is healthy"}"#;
const ONE_JOB: &str = r#"{"success":true,"count":1,"data":[{"id":"a","posted_on":"2026-01-05T08:00:00Z"}]}"#;

fn now() -> Timestamp {
    "2026-01-05T08:12:30Z".parse().unwrap()
}

async fn report(acts: Vec<Act>) -> (TestReport, Vec<String>) {
    let server = Server::acting(acts).await;
    let report = server.api().test(now()).await;
    (report, server.requests())
}

fn told(report: &TestReport) -> Vec<(StepName, bool, &str)> {
    report.steps.iter().map(|step| (step.name, step.ok, step.message.as_str())).collect()
}

#[tokio::test]
async fn a_good_key_is_tested_with_two_calls_and_the_report_says_what_they_showed() {
    let limits = [("X-RateLimit-Limit", "10"), ("X-RateLimit-Remaining", "9"), ("X-RateLimit-Burst", "20")];
    let (report, requests) = report(vec![answer(200, &limits, HEALTHY), answer(200, &limits, ONE_JOB)]).await;
    let asked: Vec<&str> = requests.iter().map(|request| request.lines().next().unwrap()).collect();
    assert_eq!(asked, ["GET /health HTTP/1.1", "GET /jobs?limit=1&sort=posted_on_desc HTTP/1.1"]);
    assert!(report.ok() && report.problem().is_none());
    assert_eq!((report.calls, report.dialect), (2, Some(Dialect::Documented)));
    assert_eq!(report.newest_posted, Some("2026-01-05T08:00:00Z".parse().unwrap()));
    assert_eq!((report.quota.limit, report.quota.burst), (Some(10), Some(20)));
    assert!(report.latency.is_some());
    assert_eq!(
        told(&report),
        [
            (StepName::Key, true, "The key was accepted."),
            (StepName::Jobs, true, "A job came back, posted 12 minutes ago."),
            (StepName::Plan, true, "The plan allows 10 requests a minute, which is the Starter plan."),
        ]
    );
}

#[tokio::test]
async fn a_service_without_plan_headers_or_jobs_is_good_too() {
    let empty = answer(200, &[], r#"{"success":true,"data":[]}"#);
    let (report, _) = report(vec![answer(200, &[], HEALTHY), empty]).await;
    assert!(report.ok());
    assert_eq!(
        told(&report)[1..],
        [
            (StepName::Jobs, true, "The service answered; it has no jobs at the moment."),
            (
                StepName::Plan,
                true,
                "The service sends no plan figures; Lapwing counts the calls itself. It does not say how many calls are \
                 left, so whether somebody else uses the key cannot be watched."
            ),
        ]
    );
}

#[tokio::test]
async fn a_rejected_key_costs_one_call() {
    let (report, requests) =
        report(vec![answer(401, &[], r#"{"success":false,"message":"Invalid or expired X-API-KEY"}"#)]).await;
    assert_eq!((report.calls, requests.len()), (1, 1));
    assert_eq!(report.failure.as_ref().unwrap().kind(), FailureKind::KeyRejected);
    assert_eq!(told(&report), [(StepName::Key, false, report.problem().unwrap().as_str())]);
    assert!(report.problem().unwrap().starts_with("The key was rejected (401). Paste it again"));
}

#[tokio::test]
async fn every_failure_of_the_first_step_has_its_sentence() {
    for (act, sentence) in [
        (
            answer(429, &[("Retry-After", "30")], ""),
            "The service asks to wait (429): too many requests. Lapwing asks again in 30 seconds.",
        ),
        (answer(404, &[], "404 page not found"), "Nothing is found at this address (404). Check the base address."),
        (
            answer(200, &[], "<html>"),
            "The address answers with a web page, not with jobs. Check the base address and whether a login page stands in between.",
        ),
        (
            answer(200, &[], "OK"),
            "The address answers with something else, not with jobs. Check the base address and whether a login page stands in between.",
        ),
        (answer(503, &[], ""), "The service failed (503). Lapwing tries again by itself."),
        (answer(200, &[], "{\"success\":tr"), "The answer was cut off. Lapwing tries again by itself."),
    ] {
        let (report, requests) = report(vec![act]).await;
        assert_eq!(report.problem().as_deref(), Some(sentence));
        assert_eq!((report.calls, requests.len()), (1, 1), "{sentence}");
    }
}

#[tokio::test]
async fn a_test_that_never_reaches_the_service_costs_nothing() {
    let report = api(&format!("https://{}", nowhere())).test(now()).await;
    assert_eq!(report.calls, 0);
    let said = format!("The host {} was not found. Check the connection and the base address.", nowhere());
    assert_eq!(report.problem(), Some(said));
}

#[tokio::test]
async fn jobs_that_cannot_be_read_fail_the_second_step() {
    let nameless = answer(200, &[], r#"{"success":true,"data":[{"title":"x"}]}"#);
    let (report, _) = report(vec![answer(200, &[], HEALTHY), nameless]).await;
    assert_eq!(told(&report)[0], (StepName::Key, true, "The key was accepted."));
    assert!(report.problem().unwrap().contains("it has no id"), "{:?}", report.problem());
}

#[test]
fn a_missing_key_is_reported_without_a_call() {
    let report = TestReport::key_missing();
    assert_eq!((report.calls, report.ok()), (0, false));
    assert_eq!(report.problem().as_deref(), Some("There is no key for this source. Add one, then try again."));
}
