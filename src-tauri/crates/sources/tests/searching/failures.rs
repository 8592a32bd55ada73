//! What the service refuses, how it fails, and what stands between.

use lapwing_sources::{FailureKind, FetchError, Wait};
use serde_json::{Value, json};
use wiremock::{Request, Respond, ResponseTemplate};

use crate::scene::{Service, answer, edge, now, page, request};

async fn failed(answer: impl Respond + 'static) -> FetchError {
    let service = Service::answering(answer).await;
    let failure = service.marketplace.search(&request("\"gtk\""), now()).await.unwrap_err();
    let shown = format!("{failure} {failure:?}");
    assert!(!shown.contains("oauth2v2"), "{shown}");
    failure
}

/// 401 for every token but this.
fn only(token: &'static str) -> impl Respond {
    move |request: &Request| {
        if request.headers["authorization"] == format!("Bearer {token}").as_str() {
            answer(&page(&[edge("7")]))
        } else {
            ResponseTemplate::new(401)
                .set_body_json(json!({ "message": "Authentication failed oauth2v2_access1 oauth2v2_access2" }))
        }
    }
}

#[tokio::test]
async fn a_refused_token_is_renewed_once_and_the_search_made_again() {
    let service = Service::answering(only("oauth2v2_access2")).await;
    let page = service.marketplace.search(&request("\"gtk\""), now()).await.unwrap();
    assert_eq!((page.jobs.len(), page.calls), (1, 2));
    assert_eq!((service.asked().await.len(), service.refreshes().await), (2, 1));
    assert_eq!(service.marketplace.search(&request("\"gtk\""), now()).await.unwrap().calls, 1);
}

#[tokio::test]
async fn a_renewed_token_that_is_refused_too_is_a_rejected_key() {
    let service = Service::answering(only("none")).await;
    let failure = service.marketplace.search(&request("\"gtk\""), now()).await.unwrap_err();
    assert_eq!((failure.kind(), failure.status()), (FailureKind::KeyRejected, Some(401)));
    assert_eq!((service.asked().await.len(), service.refreshes().await), (2, 1), "not again and again");
    let shown = format!("{failure} {failure:?}");
    assert!(!shown.contains("oauth2v2_access2"), "{shown}");
}

#[tokio::test]
async fn a_missing_permission_names_the_box_to_tick_and_what_is_blocked() {
    let lacking = |fields: &str| {
        let message = format!(
            "The client or authentication token doesn't have enough oauth2 permissions/scopes to access: [{fields}]."
        );
        let error = json!({ "message": message, "extensions": { "classification": "ExecutionAborted" } });
        answer(&json!({ "data": null, "errors": [{ "message": "Exception occurred" }, error] }))
    };
    let (jobs, common) = ("\"Read marketplace Job Postings\"", "\"Common Entities - Read-Only Access\"");
    for (fields, names_jobs, names_common) in [
        ("PageInfo.hasNextPage, Money.rawValue", true, false),
        ("CompanySelector.items", false, true),
        ("Query.companySelector, MarketplaceJobPostingSearchResult.id", true, true),
        ("", true, true),
    ] {
        let failure = failed(lacking(fields)).await;
        assert!(matches!(failure, FetchError::MissingPermission { .. }), "{failure:?}");
        assert_eq!((failure.kind(), failure.is_transient()), (FailureKind::KeyRejected, false));
        let said = failure.to_string();
        assert_eq!((said.contains(jobs), said.contains(common)), (names_jobs, names_common), "{said}");
        assert!(said.contains(fields), "{said}");
    }
}

#[tokio::test]
async fn a_failure_inside_a_good_status_shows_the_services_sentence() {
    for data in [
        json!(null),
        json!({ "marketplaceJobPostingsSearch": null }),
        json!({ "marketplaceJobPostingsSearch": { "edges": null } }),
    ] {
        let failure = failed(answer(&json!({ "data": data, "errors": [{ "message": "Exception occurred" }] }))).await;
        assert!(matches!(failure, FetchError::Server { .. }) && failure.is_transient(), "{failure:?}");
        assert!(failure.to_string().contains("Exception occurred"), "{failure}");
    }
}

#[tokio::test]
async fn a_token_that_the_service_repeats_in_its_sentence_is_blotted_out() {
    let said = json!({ "data": null, "errors": [{ "message": "Cannot serve oauth2v2_access1 now" }] });
    let failure = failed(answer(&said)).await;
    assert!(format!("{failure:?}").contains("Cannot serve [redacted] now"), "{failure:?}");
}

#[tokio::test]
async fn a_query_that_is_not_accepted_is_told_apart_from_a_service_that_fails() {
    let validation =
        json!({ "message": "Field 'x' is undefined", "extensions": { "classification": "ValidationError" } });
    let plain = json!({ "message": "Validation error of type MissingFieldArgument" });
    for error in [validation, plain] {
        let failure = failed(answer(&json!({ "errors": [error] }))).await;
        assert_eq!((failure.kind(), failure.is_transient()), (FailureKind::BadRequest, false));
        assert!(failure.to_string().contains("POST /graphql"), "{failure}");
    }
}

#[tokio::test]
async fn a_good_answer_of_an_unknown_shape_is_malformed() {
    for body in [
        json!({}),
        json!([]),
        json!({ "data": {} }),
        json!({ "data": { "marketplaceJobPostingsSearch": { "edges": {} } } }),
    ] {
        assert!(matches!(failed(answer(&body)).await, FetchError::Malformed { .. }), "{body}");
    }
    let cut = ResponseTemplate::new(200).set_body_raw(r#"{"data":{"marketplaceJob"#, "application/json");
    assert!(matches!(failed(cut).await, FetchError::Truncated { .. }));
    let empty = ResponseTemplate::new(200);
    assert!(matches!(failed(empty).await, FetchError::NotJson { html: false, .. }));
}

#[tokio::test]
async fn a_gatekeepers_page_is_told_apart_from_the_service_and_from_a_login_page() {
    let html =
        |status| ResponseTemplate::new(status).set_body_raw("<!DOCTYPE html><title>Just a moment</title>", "text/html");
    let failure = failed(html(403)).await;
    assert!(matches!(failure, FetchError::Blocked { .. }), "{failure:?}");
    assert!(failure.to_string().contains("gatekeeper"), "{failure}");
    assert!(matches!(failed(html(200)).await, FetchError::NotJson { html: true, .. }));
    assert!(matches!(failed(html(502)).await, FetchError::Server { .. }));
}

#[tokio::test]
async fn a_limit_tells_how_long_to_wait_where_the_service_does() {
    let wait = async |answer: ResponseTemplate| match failed(answer).await {
        FetchError::RateLimited { wait, .. } => wait,
        other => panic!("{other:?}"),
    };
    let limited = || ResponseTemplate::new(429).set_body_string("Too Many Requests");
    assert_eq!(
        wait(limited().insert_header("retry-after", "7")).await,
        Wait::RetryAfter(std::time::Duration::from_secs(7))
    );
    assert_eq!(wait(limited()).await, Wait::NextMinute);
    let html = limited().set_body_raw("<html></html>", "text/html");
    assert_eq!(wait(html).await, Wait::NextMinute);
}

#[tokio::test]
async fn other_statuses_mean_what_they_mean_everywhere() {
    let said: Value = json!({ "errors": [{ "message": "Not this way" }] });
    for (status, kind) in [
        (400, FailureKind::BadRequest),
        (403, FailureKind::KeyRejected),
        (404, FailureKind::Service),
        (408, FailureKind::Service),
        (500, FailureKind::Service),
    ] {
        let failure = failed(ResponseTemplate::new(status).set_body_json(&said)).await;
        assert_eq!((failure.kind(), failure.status()), (kind, Some(status)));
        assert!(status == 404 || failure.to_string().contains("Not this way"), "{failure}");
    }
    let elsewhere = ResponseTemplate::new(302).insert_header("location", "https://evil.example.com/");
    assert!(matches!(failed(elsewhere).await, FetchError::Redirected { .. }));
}

#[tokio::test]
async fn a_request_beyond_the_services_ceilings_is_not_sent_and_says_when_it_is() {
    let service = Service::answering(answer(&page(&[]))).await;
    for _ in 0..10 {
        service.marketplace.search(&request("\"gtk\""), now()).await.unwrap();
    }
    let failure = service.marketplace.search(&request("\"gtk\""), now()).await.unwrap_err();
    assert!(
        matches!(failure, FetchError::Ceiling { until } if until == "2026-11-23T08:00:01Z".parse().unwrap()),
        "{failure:?}"
    );
    assert_eq!((failure.kind(), failure.counts()), (FailureKind::RateLimited, false));
    assert_eq!(service.asked().await.len(), 10);
}
