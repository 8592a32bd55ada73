//! How each fault looks on the wire of the GraphQL endpoint.

use lapwing_sandbox::Fault;
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::support::{Answer, SEARCH, Scene, Tokens, edges};

async fn scene() -> (Scene, Tokens) {
    let jobs: Vec<Value> = (0..10).map(|n| json!({ "title": format!("Rust {n}") })).collect();
    Scene::with_jobs(&jobs).await
}

async fn under(scene: &Scene, tokens: &Tokens, fault: Fault) -> Answer {
    scene.sandbox.control().set_fault(fault);
    let body = json!({ "query": SEARCH, "variables": { "sort": [{ "field": "RECENCY" }] } });
    scene.graph(&tokens.access, &body).await
}

fn titles(answer: &Value) -> Vec<String> {
    edges(answer).iter().map(|edge| edge["node"]["title"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn a_missing_permission_lists_the_fields_that_may_not_be_read() {
    let (scene, tokens) = scene().await;
    let answer = under(&scene, &tokens, Fault::NoPermission).await;
    assert_eq!(answer.status, StatusCode::OK);
    let error = &answer.json()["errors"][0];
    let message = error["message"].as_str().unwrap();
    assert!(
        message.starts_with("The client or authentication token doesn't have enough oauth2 permissions"),
        "{message}"
    );
    for field in ["PageInfo.hasNextPage", "MarketplaceJobPostingSearchResult.title"] {
        assert!(message.contains(field), "{message}");
    }
    assert_eq!(
        (&answer.json()["data"], &error["extensions"]["classification"]),
        (&json!(null), &json!("ExecutionAborted"))
    );
    let user = scene.graph(&tokens.access, &json!({ "query": "{ companySelector { items { title } } }" })).await;
    assert_eq!(user.json().get("errors"), None);
}

#[tokio::test]
async fn partial_data_comes_with_an_error_for_each_edge_it_lacks() {
    let (scene, tokens) = scene().await;
    let answer = under(&scene, &tokens, Fault::PartialData).await.json();
    let missing: Vec<usize> = (0..10).filter(|index| edges(&answer)[*index].is_null()).collect();
    assert_eq!((missing, answer["errors"].as_array().unwrap().len()), (vec![0, 3, 6, 9], 4));
    assert_eq!(answer["data"]["marketplaceJobPostingsSearch"]["totalCount"], 10);
}

#[tokio::test]
async fn an_exception_has_no_data_and_no_reason() {
    let (scene, tokens) = scene().await;
    let answer = under(&scene, &tokens, Fault::GraphQlError).await;
    assert_eq!((answer.status, &answer.json()["data"]), (StatusCode::OK, &json!(null)));
    assert_eq!(answer.json()["errors"][0]["message"], "Exception occurred");
}

#[tokio::test]
async fn walls_limits_and_redirects_take_the_place_of_answers() {
    let (scene, tokens) = scene().await;
    let walled = under(&scene, &tokens, Fault::Cloudflare).await;
    assert!(walled.status == StatusCode::FORBIDDEN && walled.body.starts_with("<!DOCTYPE html>"), "{walled:?}");
    assert_eq!(under(&scene, &tokens, Fault::TokenExpired).await.status, StatusCode::UNAUTHORIZED);
    let limited = under(&scene, &tokens, Fault::RateLimited).await;
    assert_eq!((limited.status, limited.header("retry-after")), (StatusCode::TOO_MANY_REQUESTS, "40"));
    let no_hint = under(&scene, &tokens, Fault::RateLimitedNoHint).await;
    assert_eq!((no_hint.status, no_hint.header("retry-after")), (StatusCode::TOO_MANY_REQUESTS, ""));
    assert_eq!(under(&scene, &tokens, Fault::ServerError).await.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(under(&scene, &tokens, Fault::BadGateway).await.body.contains("<html>"));
    let redirected = under(&scene, &tokens, Fault::RedirectOtherHost).await;
    assert_eq!(redirected.status, StatusCode::TEMPORARY_REDIRECT);
    assert!(redirected.header("location").ends_with("/graphql"), "{redirected:?}");
}

#[tokio::test]
async fn broken_bodies_are_broken_here_too() {
    let (scene, tokens) = scene().await;
    for fault in [Fault::Truncated, Fault::Malformed] {
        let answer = under(&scene, &tokens, fault).await;
        let read = serde_json::from_str::<Value>(&answer.body);
        assert!(answer.status.is_success() && read.is_err(), "{fault}: {}", answer.body);
    }
    assert!(under(&scene, &tokens, Fault::Huge).await.body.len() > 16 * 1024 * 1024);
}

#[tokio::test]
async fn the_market_is_hidden_doubled_and_shuffled_as_for_the_other_service() {
    let (scene, tokens) = scene().await;
    assert_eq!(titles(&under(&scene, &tokens, Fault::SilentSearch).await.json()), Vec::<String>::new());
    assert_eq!(titles(&under(&scene, &tokens, Fault::Empty).await.json()), Vec::<String>::new());
    let doubled = titles(&under(&scene, &tokens, Fault::DuplicateIds).await.json());
    assert_eq!((doubled.len(), &doubled[..2]), (12, &["Rust 0".to_owned(), "Rust 0 (edited)".to_owned()][..]));
    let mut shuffled = titles(&under(&scene, &tokens, Fault::OutOfOrder).await.json());
    assert!(!shuffled.is_sorted());
    shuffled.sort();
    assert_eq!((shuffled.len(), &*shuffled[0]), (10, "Rust 0"));
}

#[tokio::test]
async fn a_clock_ahead_shows_in_the_header_and_in_publish_times() {
    let (scene, tokens) = scene().await;
    let told = |answer: &Answer| {
        let published = edges(&answer.json())[0]["node"]["publishedDateTime"].as_str().unwrap().to_owned();
        (answer.header("date").to_owned(), published[..19].to_owned())
    };
    let skewed = told(&under(&scene, &tokens, Fault::ClockSkew).await);
    assert_eq!(skewed, ("Mon, 05 Jan 2026 10:15:20 GMT".to_owned(), "2026-01-05T10:14:20".to_owned()));
    let right = told(&under(&scene, &tokens, Fault::CounterDrop).await);
    assert_eq!(right, ("Mon, 05 Jan 2026 08:15:20 GMT".to_owned(), "2026-01-05T08:14:20".to_owned()));
}

#[tokio::test]
async fn faults_of_the_jobs_api_alone_leave_searches_alone() {
    let (scene, tokens) = scene().await;
    for fault in [Fault::BadParameter, Fault::Unauthorized, Fault::MonthOver, Fault::WrongTypes, Fault::GrantGone] {
        let answer = under(&scene, &tokens, fault).await;
        assert_eq!(titles(&answer.json()).len(), 10, "{fault}");
    }
}
