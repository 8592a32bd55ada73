//! What the service's accounts refuse, and what stands between.

use lapwing_sources::marketplace::Code;
use lapwing_sources::{FailureKind, FetchError};
use serde_json::json;
use wiremock::{MockServer, ResponseTemplate};

use crate::scene::{SECRET, good, invalid_grant, now, oauth_at, server};

fn refused(status: u16, error: &str, description: &str) -> ResponseTemplate {
    let body = json!({ "error": error, "error_description": description });
    ResponseTemplate::new(status).set_body_json(body)
}

fn page(status: u16) -> ResponseTemplate {
    ResponseTemplate::new(status).set_body_raw("<!doctype html><title>Just a moment</title>", "text/html")
}

async fn exchanged(server: &MockServer) -> FetchError {
    let oauth = oauth_at(&server.uri(), false);
    let pending = oauth.begin(|bytes| bytes.fill(7));
    let code: Code = pending.read("c0de-that-must-not-leak").unwrap();
    oauth.exchange(&pending, code, now()).await.unwrap_err()
}

async fn refreshed(answer: ResponseTemplate) -> FetchError {
    let server = server(answer).await;
    oauth_at(&server.uri(), false).refresh(&good(1).refresh, now()).await.unwrap_err()
}

#[tokio::test]
async fn a_code_that_was_used_before_asks_for_beginning_again() {
    let failure = exchanged(&server(invalid_grant()).await).await;
    assert!(matches!(failure, FetchError::CodeGone { .. }), "{failure:?}");
    assert!(failure.to_string().contains("Begin the authorization again"), "{failure}");
}

#[tokio::test]
async fn a_refused_id_or_secret_is_a_rejected_key_under_either_status() {
    for (status, error) in [(401, "invalid_client"), (400, "invalid_client"), (400, "unauthorized_client")] {
        let failure = refreshed(refused(status, error, "Client is unknown")).await;
        assert_eq!((failure.kind(), failure.status()), (FailureKind::KeyRejected, Some(status)));
        assert!(failure.to_string().contains("Client is unknown"), "{failure}");
    }
}

#[tokio::test]
async fn any_other_refusal_shows_the_services_sentence() {
    let failure = refreshed(refused(400, "invalid_request", "Missing parameters: client_id")).await;
    assert_eq!(failure.kind(), FailureKind::BadRequest);
    assert!(failure.to_string().contains("Missing parameters: client_id"), "{failure}");
    assert!(failure.to_string().contains("POST /api/v3/oauth2/token"), "{failure}");
}

#[tokio::test]
async fn a_gatekeepers_page_is_not_taken_for_an_answer_of_the_service() {
    let challenge = ResponseTemplate::new(503).insert_header("cf-mitigated", "challenge").set_body_string("wait");
    for answer in [page(403), challenge] {
        let failure = refreshed(answer).await;
        assert!(matches!(failure, FetchError::Blocked { .. }), "{failure:?}");
        assert_eq!((failure.kind(), failure.is_transient()), (FailureKind::Service, true));
    }
    assert!(matches!(refreshed(page(200)).await, FetchError::NotJson { html: true, .. }));
    assert!(matches!(refreshed(page(502)).await, FetchError::Server { .. }));
}

#[tokio::test]
async fn waits_and_wrong_addresses_are_told_apart() {
    let limited = ResponseTemplate::new(429).insert_header("retry-after", "30");
    assert!(refreshed(limited).await.to_string().contains("in 30 seconds"));
    assert!(matches!(refreshed(ResponseTemplate::new(404)).await, FetchError::NotFound { .. }));
    let elsewhere = ResponseTemplate::new(302).insert_header("location", "https://login.example.com/");
    assert!(matches!(refreshed(elsewhere).await, FetchError::Redirected { .. }));
}

#[tokio::test]
async fn no_secret_is_in_any_message_even_if_the_service_repeats_it() {
    let echo = format!("{SECRET} c0de-that-must-not-leak oauth2v2_refresh1");
    for answer in [
        refused(400, "invalid_request", &echo),
        refused(401, "invalid_client", &echo),
        ResponseTemplate::new(500).set_body_json(json!({ "message": echo })),
        ResponseTemplate::new(429).set_body_json(json!({ "error": echo })),
    ] {
        let shown = |failure: FetchError| format!("{failure} {failure:?}");
        let refresh = shown(refreshed(answer.clone()).await);
        assert!(!refresh.contains(SECRET) && !refresh.contains("oauth2v2_refresh1"), "{refresh}");
        let exchange = shown(exchanged(&server(answer).await).await);
        assert!(!exchange.contains(SECRET) && !exchange.contains("c0de-that"), "{exchange}");
    }
}
