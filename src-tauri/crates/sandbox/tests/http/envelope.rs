//! The exact shapes of answers.

use lapwing_sandbox::Plan;
use reqwest::StatusCode;
use serde_json::json;

use crate::support::{Scene, silent};

#[tokio::test]
async fn health_says_so_in_the_envelope() {
    let scene = Scene::new(silent()).await;
    let answer = scene.get("/health").await;
    assert_eq!(answer.headers["content-type"], "application/json");
    insta::assert_snapshot!(answer.body, @r#"{"success":true,"data":[],"count":0,"last_updated":"2026-01-05T08:15:20Z","message":"API is healthy"}"#);
}

#[tokio::test]
async fn a_page_counts_its_jobs_and_has_no_message() {
    let scene = Scene::new(silent()).await;
    let job = json!({ "id": "upwork-1", "title": "Repair a music box", "posted_on": "2026-01-05T08:12:43Z" });
    scene.sandbox.control().publish(job).unwrap();
    insta::assert_snapshot!(scene.get("/jobs").await.body, @r#"{"success":true,"data":[{"id":"upwork-1","posted_on":"2026-01-05T08:12:43Z","title":"Repair a music box"}],"count":1,"last_updated":"2026-01-05T08:15:20Z"}"#);
    insta::assert_snapshot!(scene.get("/jobs?offset=20").await.body, @r#"{"success":true,"data":[],"count":0,"last_updated":"2026-01-05T08:15:20Z"}"#);
}

#[tokio::test]
async fn refusals_keep_the_envelope() {
    let scene = Scene::new(silent()).await;
    let bad = scene.get("/jobs?budget_min=much").await;
    assert_eq!(bad.status, StatusCode::BAD_REQUEST);
    insta::assert_snapshot!(bad.body, @r#"{"success":false,"message":"Invalid budget_min parameter"}"#);
    let missing = scene.get_with_key("/jobs", None).await;
    assert_eq!(missing.status, StatusCode::UNAUTHORIZED);
    insta::assert_snapshot!(missing.body, @r#"{"success":false,"message":"X-API-KEY header is required"}"#);
}

#[tokio::test]
async fn too_many_calls_are_told_when_to_come_back() {
    let scene = Scene::new(silent()).await;
    scene.sandbox.control().set_plan(Plan::Starter);
    for _ in 0..20 {
        assert_eq!(scene.get("/health").await.status, StatusCode::OK);
    }
    let refused = scene.get("/health").await;
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(refused.header("retry-after"), Some(40));
    insta::assert_snapshot!(refused.body, @r#"{"success":false,"message":"Rate limit exceeded. Try again in 40 seconds.","retry_after":40}"#);
}

#[tokio::test]
async fn an_unknown_path_is_plain_text_with_or_without_a_key() {
    let scene = Scene::new(silent()).await;
    for key in [None, Some(scene.sandbox.key())] {
        let answer = scene.get_with_key("/jobs/1", key).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
        assert!(answer.headers["content-type"].to_str().unwrap().starts_with("text/plain"));
        assert_eq!(answer.body, "404 page not found\n");
    }
}

#[tokio::test]
async fn only_get_is_for_users() {
    let scene = Scene::new(silent()).await;
    let posted = crate::support::client().post(format!("{}/jobs", scene.sandbox.url()));
    let answer = posted.header("X-API-KEY", scene.sandbox.key()).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::METHOD_NOT_ALLOWED);
}
