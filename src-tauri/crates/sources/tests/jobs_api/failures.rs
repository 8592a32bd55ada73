//! Every class of failure of `docs/watching.md`, as it looks on the wire.

use std::error::Error;
use std::io::Write;
use std::time::Duration;

use lapwing_sources::{FailureKind, FetchError, HttpOptions, JobSource, PageRequest, Wait};

use crate::server::{Act, KEY, Server, answer, api, api_with, head, nowhere, options};

async fn fetch(server: &Server) -> FetchError {
    server.api().fetch(&PageRequest::newest()).await.unwrap_err()
}

async fn failure(status: u16, headers: &[(&str, &str)], body: &str) -> FetchError {
    fetch(&Server::answering(status, headers, body).await).await
}

#[tokio::test]
async fn a_rejected_key_says_so_with_the_services_sentence() {
    for status in [401, 403] {
        let error = failure(status, &[], r#"{"success":false,"message":"Invalid or expired X-API-KEY"}"#).await;
        assert!(matches!(&error, FetchError::Rejected { message, .. } if message == "Invalid or expired X-API-KEY"));
        assert_eq!(
            (error.kind(), error.is_transient(), error.status()),
            (FailureKind::KeyRejected, false, Some(status))
        );
        assert_eq!(
            error.to_string(),
            format!(
                "The key was rejected ({status}). Paste it again, or ask the service for a new one. \
                 The service says: \"Invalid or expired X-API-KEY\""
            )
        );
    }
}

#[tokio::test]
async fn a_rejection_needs_no_readable_body() {
    for body in ["", "<html>no</html>", "{\"success\":"] {
        let error = failure(401, &[], body).await;
        assert_eq!(error.kind(), FailureKind::KeyRejected, "{body}");
        assert_eq!(error.to_string(), "The key was rejected (401). Paste it again, or ask the service for a new one.");
    }
}

#[tokio::test]
async fn a_web_page_with_403_is_a_gatekeeper_not_a_rejected_key() {
    let error = failure(403, &[], "<!doctype html><title>Blocked</title>").await;
    assert!(matches!(error, FetchError::NotJson { html: true, .. }), "{error:?}");
}

#[tokio::test]
async fn the_wait_is_taken_from_the_first_place_that_tells_one() {
    let body = r#"{"success":false,"message":"Rate limit exceeded.","retry_after":20}"#;
    let seconds = |seconds| Wait::RetryAfter(Duration::from_secs(seconds));
    let until = |second| Wait::Until(jiff::Timestamp::from_second(second).unwrap());
    let reset = ("X-RateLimit-Reset", "1767600780");
    for (headers, body, expected) in [
        (vec![("Retry-After", "30"), reset], body, seconds(30)),
        (vec![("Retry-After", "Mon, 05 Jan 2026 08:13:00 GMT"), reset], body, until(1_767_600_780)),
        (vec![("Retry-After", "soon"), reset], body, seconds(20)),
        (vec![("Retry-After", "0"), reset], r#"{"retry_after":"25"}"#, seconds(25)),
        (vec![reset], r#"{"message":"Try again in 30 seconds."}"#, until(1_767_600_780)),
        (vec![("X-RateLimit-Reset", "42")], "", seconds(42)),
        (vec![("X-RateLimit-Reset", "1767600780000")], "", until(1_767_600_780)),
        (vec![("Retry-After", "99999999999999")], "", seconds(31 * 24 * 60 * 60)),
        (vec![], r#"{"message":"Try again in 30 seconds."}"#, Wait::NextMinute),
        (vec![], "<html>", Wait::NextMinute),
    ] {
        let error = failure(429, &headers, body).await;
        assert!(
            matches!(&error, FetchError::RateLimited { wait, .. } if *wait == expected),
            "{headers:?} {body}: {error:?}"
        );
        assert_eq!((error.kind(), error.is_transient()), (FailureKind::RateLimited, true));
    }
}

#[tokio::test]
async fn a_rate_limit_tells_its_quota_and_says_when_lapwing_asks_again() {
    let error = failure(429, &[("Retry-After", "30"), ("X-RateLimit-Remaining", "0")], "").await;
    assert_eq!(error.answer().unwrap().quota.remaining, Some(0));
    assert_eq!(
        error.to_string(),
        "The service asks to wait (429): too many requests. Lapwing asks again in 30 seconds."
    );
}

#[tokio::test]
async fn a_rate_limit_without_a_time_may_be_the_months_and_one_with_an_instant_is_told_to_the_second() {
    let said = async |headers: &[(&str, &str)]| failure(429, headers, "").await.to_string();
    assert!(said(&[]).await.ends_with("in the next minute, or, when the month's calls are used up, on the 1st (UTC)."));
    let told = said(&[("X-RateLimit-Reset", "1767600780123")]).await;
    assert!(told.ends_with("Lapwing asks again after 2026-01-05 08:13:01 UTC."), "{told}");
}

#[tokio::test]
async fn a_bad_request_names_the_parameter_the_service_names() {
    let details =
        r#"{"success":false,"error":"Validation failed.","details":[{"field":"limit","message":"no","example":"x"}]}"#;
    let error = failure(400, &[], details).await;
    assert!(error.names_parameter());
    assert_eq!(
        error.to_string(),
        "The service does not accept the parameter limit (400). It may have changed: look for a newer version of Lapwing. \
         The request was: GET /jobs?limit=50&sort=posted_on_desc The service says: \"Validation failed.\""
    );
    let error = failure(400, &[], r#"{"success":false,"message":"Invalid posted_after parameter"}"#).await;
    assert!(!error.names_parameter());
    assert!(error.to_string().ends_with("The service says: \"Invalid posted_after parameter\""), "{error}");
    assert_eq!((error.kind(), error.is_transient()), (FailureKind::BadRequest, false));
}

#[tokio::test]
async fn a_server_failure_is_one_whatever_its_body() {
    for (status, body, said) in [
        (500, r#"{"success":false,"message":"Internal server error."}"#, "Internal server error."),
        (500, "panic: nil map", ""),
        (502, "<html><h1>Bad gateway</h1></html>", ""),
        (503, "", ""),
        (200, r#"{"success":false,"message":"It is broken"}"#, "It is broken"),
    ] {
        let error = failure(status, &[], body).await;
        assert!(matches!(&error, FetchError::Server { message, .. } if message == said), "{status} {body}: {error:?}");
        assert_eq!((error.kind(), error.is_transient(), error.status()), (FailureKind::Service, true, Some(status)));
    }
}

#[tokio::test]
async fn a_wrong_address_is_told_apart_from_a_broken_answer() {
    assert!(matches!(failure(404, &[], "404 page not found").await, FetchError::NotFound { .. }));
    assert!(matches!(failure(200, &[], "<!DOCTYPE html><p>Welcome").await, FetchError::NotJson { html: true, .. }));
    assert!(matches!(failure(200, &[], "  hello").await, FetchError::NotJson { html: false, .. }));
    assert!(matches!(failure(200, &[], "").await, FetchError::NotJson { html: false, .. }));
    for odd in [
        "[]",
        "{}",
        r#"{"jobs":[]}"#,
        r#"{"data":{}}"#,
        r#"{"data":"none"}"#,
        r#"{"data":null,"count":3}"#,
        "{\"data\":[],}",
    ] {
        let error = failure(200, &[], odd).await;
        assert!(matches!(error, FetchError::Malformed { .. }), "{odd}: {error:?}");
        assert!(error.is_transient());
    }
}

#[tokio::test]
async fn an_answer_that_ends_early_is_cut_off_wherever_it_ends() {
    let json_ends = failure(200, &[], r#"{"success":true,"data":[{"id":"a"#).await;
    assert!(matches!(json_ends, FetchError::Truncated { .. }), "{json_ends:?}");

    let mut bytes = head(200, &[], 1000);
    bytes.extend_from_slice(br#"{"success":true,"data":[]}"#);
    let body_ends = fetch(&Server::acting(vec![Act::Send(bytes)]).await).await;
    assert!(matches!(body_ends, FetchError::Truncated { .. }), "{body_ends:?}");
    assert_eq!((body_ends.status(), body_ends.bytes()), (Some(200), 26));
    assert!(body_ends.source().is_some());

    let head_ends = fetch(&Server::acting(vec![Act::Send(b"HTTP/1.1 200 OK\r\nConte".to_vec())]).await).await;
    assert!(matches!(head_ends, FetchError::Connection(_)), "{head_ends:?}");
    assert!(head_ends.counts());
}

#[tokio::test]
async fn an_answer_that_never_comes_or_never_ends_is_not_waited_for() {
    for stall in [vec![], {
        let mut head = head(200, &[], 100);
        head.extend_from_slice(b"{\"success\"");
        head
    }] {
        let server = Server::acting(vec![Act::Stall(stall)]).await;
        let impatient = HttpOptions { total_timeout: Duration::from_millis(150), ..options() };
        let error = api_with(&server.url(), impatient).fetch(&PageRequest::newest()).await.unwrap_err();
        assert!(matches!(error, FetchError::TimedOut(Some(_))), "{error:?}");
        assert_eq!((error.kind(), error.counts()), (FailureKind::Network, true));
    }
}

#[tokio::test]
async fn a_huge_body_is_refused_before_or_while_it_is_read() {
    let announced = fetch(&Server::acting(vec![Act::Send(head(200, &[], 1 << 40))]).await).await;
    assert!(matches!(announced, FetchError::TooLarge { .. }), "{announced:?}");
    assert_eq!(announced.bytes(), 0);

    let mut endless = b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n".to_vec();
    endless.resize(endless.len() + (17 << 20), b' ');
    let unannounced = fetch(&Server::acting(vec![Act::Send(endless)]).await).await;
    assert!(matches!(unannounced, FetchError::TooLarge { .. }), "{unannounced:?}");
    assert!(unannounced.bytes() <= 16 << 20);
}

fn gzip(body: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(body).unwrap();
    encoder.finish().unwrap()
}

fn zipped(bytes: &[u8]) -> Act {
    let mut answer = head(200, &[("Content-Encoding", "gzip")], bytes.len());
    answer.extend_from_slice(bytes);
    Act::Send(answer)
}

#[tokio::test]
async fn a_compressed_answer_is_read_and_a_bomb_stops_at_the_same_limit() {
    let server = Server::acting(vec![zipped(&gzip(br#"{"data":[{"id":"a"}]}"#))]).await;
    assert_eq!(server.api().fetch(&PageRequest::newest()).await.unwrap().jobs.len(), 1);

    let bomb = gzip(&vec![b' '; 32 << 20]);
    assert!(bomb.len() < 1 << 20, "it must be small on the wire");
    assert!(matches!(fetch(&Server::acting(vec![zipped(&bomb)]).await).await, FetchError::TooLarge { .. }));
}

#[tokio::test]
async fn broken_compression_is_malformed_and_a_cut_one_is_truncated() {
    let whole = gzip(br#"{"data":[{"id":"a"}]}"#);
    let cut = fetch(&Server::acting(vec![zipped(&whole[..whole.len() - 9])]).await).await;
    assert!(matches!(cut, FetchError::Truncated { .. }), "{cut:?}");
    let garbled = fetch(&Server::acting(vec![zipped(b"this is not gzip at all")]).await).await;
    assert!(matches!(garbled, FetchError::Malformed { .. }), "{garbled:?}");
}

#[tokio::test]
async fn nobody_at_the_address_costs_no_call() {
    let server = Server::answering(200, &[], "").await;
    let url = server.url();
    drop(server);
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let free = format!("http://{}", listener.local_addr().unwrap());
    drop((listener, url));
    let error = api(&free).fetch(&PageRequest::newest()).await.unwrap_err();
    assert!(matches!(error, FetchError::Unreachable { .. }), "{error:?}");
    assert_eq!((error.kind(), error.is_transient(), error.counts()), (FailureKind::Network, true, false));
    assert!(error.to_string().starts_with("Nothing answers at 127.0.0.1:"), "{error}");
}

#[tokio::test]
async fn a_name_that_leads_nowhere_is_a_dns_failure() {
    // A resolver that cannot reach anybody takes its time to say so.
    let patient =
        HttpOptions { connect_timeout: Duration::from_mins(2), total_timeout: Duration::from_mins(2), ..options() };
    for name in ["no-such-host.invalid".to_owned(), nowhere()] {
        let api = api_with(&format!("https://{name}"), patient.clone());
        let error = api.fetch(&PageRequest::newest()).await.unwrap_err();
        assert!(matches!(&error, FetchError::Dns { host, .. } if *host == name), "{error:?}");
        assert_eq!((error.kind(), error.counts()), (FailureKind::Network, false));
    }
}

#[tokio::test]
async fn a_failure_ends_with_the_next_good_answer() {
    let server = Server::acting(vec![answer(500, &[], ""), answer(200, &[], r#"{"data":[]}"#)]).await;
    let api = server.api();
    assert!(api.fetch(&PageRequest::newest()).await.is_err());
    assert!(api.fetch(&PageRequest::newest()).await.is_ok());
}

#[tokio::test]
async fn a_service_that_repeats_the_key_does_not_get_it_shown() {
    for (status, body) in [
        (401, format!(r#"{{"message":"unknown key {KEY}"}}"#)),
        (400, format!(r#"{{"error":"{KEY}","details":[{{"field":"{KEY}"}}]}}"#)),
        (429, format!(r#"{{"message":"{KEY}"}}"#)),
        (500, format!(r#"{{"message":"{KEY}"}}"#)),
        (200, format!(r#"{{"success":false,"message":"{KEY}"}}"#)),
    ] {
        let error = failure(status, &[], &body).await;
        let shown = format!("{error} {error:?}");
        assert!(!shown.contains(KEY) && shown.contains("[redacted]"), "{status}: {shown}");
    }
}

#[tokio::test]
async fn a_services_sentence_is_shown_on_one_line_without_markup_and_not_endlessly() {
    let body = serde_json::json!({ "message": format!("<b>Down</b>\n\n for {}", "ever ".repeat(1000)) }).to_string();
    let FetchError::Server { message, .. } = failure(500, &[], &body).await else { panic!("a server failure") };
    assert!(message.starts_with("Down for ever ever"), "{message}");
    assert_eq!(message.chars().count(), 300);
}
