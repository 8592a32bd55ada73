//! Minute, burst and month, as a caller sees them.

use jiff::SignedDuration;
use lapwing_sandbox::{Options, Plan};
use reqwest::StatusCode;

use crate::support::{Scene, at, silent};

fn starter() -> Options {
    Options { plan: Plan::Starter, ..silent() }
}

/// Calls until one is refused.
async fn spend(scene: &Scene) -> u32 {
    let mut admitted = 0;
    while scene.get("/health").await.status == StatusCode::OK {
        admitted += 1;
    }
    admitted
}

#[tokio::test]
async fn the_window_opens_at_the_start_of_each_minute() {
    let scene = Scene::new(starter()).await;
    assert_eq!(spend(&scene).await, 20);
    scene.clock.set(at("2026-01-05T08:15:59.999Z"));
    assert_eq!(spend(&scene).await, 0);
    scene.clock.set(at("2026-01-05T08:16:00Z"));
    assert_eq!(spend(&scene).await, 10);
    scene.clock.advance(SignedDuration::from_mins(30));
    assert_eq!(spend(&scene).await, 20);
}

#[tokio::test]
async fn rate_headers_say_what_is_left() {
    let scene = Scene::new(starter()).await;
    let first = scene.get("/health").await;
    let said = ["x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset", "x-ratelimit-burst"];
    let next_minute = at("2026-01-05T08:16:00Z").as_second();
    assert_eq!(said.map(|name| first.header(name)), [Some(10), Some(19), Some(next_minute), Some(20)]);
    assert_eq!(scene.get("/jobs?limit=zero").await.header("x-ratelimit-remaining"), Some(18));
    spend(&scene).await;
    assert_eq!(scene.get("/health").await.header("x-ratelimit-remaining"), Some(0));
}

#[tokio::test]
async fn rate_headers_can_be_left_out_like_at_the_service() {
    let scene = Scene::new(Options { rate_headers: false, ..starter() }).await;
    spend(&scene).await;
    let refused = scene.get("/health").await;
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(!refused.headers.keys().any(|name| name.as_str().starts_with("x-ratelimit")));
    assert!(!refused.headers.contains_key("retry-after"));
    assert_eq!(refused.json()["retry_after"], 40);
}

#[tokio::test]
async fn the_month_is_over_for_the_free_plan_until_the_first() {
    let scene = Scene::new(starter()).await;
    let (control, key) = (scene.sandbox.control(), scene.sandbox.key());
    control.set_calls_this_month(key, 999);
    assert_eq!(scene.get("/health").await.status, StatusCode::OK);
    for minute in 16..19 {
        scene.clock.set(at(&format!("2026-01-05T08:{minute}:00Z")));
        let refused = scene.get("/health").await;
        assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(refused.message(), "Rate limit exceeded. Upgrade your plan for higher limits.");
        assert_eq!(refused.header("retry-after"), None);
    }
    scene.clock.set(at("2026-01-31T23:59:59Z"));
    assert_eq!(scene.get("/health").await.status, StatusCode::TOO_MANY_REQUESTS);
    scene.clock.set(at("2026-02-01T00:00:00Z"));
    assert_eq!(scene.get("/health").await.status, StatusCode::OK);
    assert_eq!(control.calls_this_month(key), 1);
}

#[tokio::test]
async fn every_call_counts_failed_ones_too() {
    let scene = Scene::new(starter()).await;
    for target in ["/health", "/jobs?limit=0", "/nowhere"] {
        scene.get(target).await;
    }
    assert_eq!(scene.sandbox.control().calls_this_month(scene.sandbox.key()), 3);
    scene.get_with_key("/health", Some("nobody's")).await;
    assert_eq!(scene.sandbox.control().calls_this_month(scene.sandbox.key()), 3);
    assert_eq!(scene.sandbox.control().calls_this_month("nobody's"), 0);
}

#[tokio::test]
async fn a_plan_changes_while_running() {
    let scene = Scene::new(starter()).await;
    spend(&scene).await;
    scene.sandbox.control().set_plan(Plan::Professional);
    let answer = scene.get("/health").await;
    assert_eq!((answer.status, answer.header("x-ratelimit-remaining")), (StatusCode::OK, Some(199)));
    scene.sandbox.control().set_plan(Plan::Unlimited);
    assert_eq!(scene.get("/health").await.header("x-ratelimit-remaining"), None);
}
