//! Keys, paging and orders as documented.

use std::collections::HashSet;

use lapwing_sandbox::Options;
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::support::{Scene, silent};

#[tokio::test]
async fn each_kind_of_bad_key_is_refused_in_its_own_words() {
    let scene = Scene::new(silent()).await;
    let (control, key) = (scene.sandbox.control(), scene.sandbox.key());
    let required = "X-API-KEY header is required";
    let wrong = "Invalid or missing X-API-KEY header";
    let upper = key.to_uppercase();
    for (sent, message) in [(None, required), (Some(""), required), (Some("nobody's"), wrong), (Some(&*upper), wrong)] {
        let answer = scene.get_with_key("/health", sent).await;
        assert_eq!((answer.status, &*answer.message()), (StatusCode::UNAUTHORIZED, message), "{sent:?}");
    }
    for end in [lapwing_sandbox::Control::revoke_key, lapwing_sandbox::Control::expire_key] {
        end(control, key);
        let answer = scene.get("/jobs").await;
        assert_eq!((answer.status, &*answer.message()), (StatusCode::UNAUTHORIZED, "Invalid or expired X-API-KEY"));
    }
    control.issue_key(key);
    assert_eq!(scene.get("/health").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_second_key_is_good_beside_the_first() {
    let scene = Scene::new(Options { key: Some("first".to_owned()), ..silent() }).await;
    assert_eq!(scene.sandbox.key(), "first");
    scene.sandbox.control().issue_key("second");
    scene.sandbox.control().revoke_key("first");
    assert_eq!(scene.get_with_key("/health", Some("second")).await.status, StatusCode::OK);
    assert_eq!(scene.get("/health").await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn pages_are_of_twenty_unless_asked_and_never_over_fifty() {
    let scene = Scene::new(Options::lively()).await;
    for (target, count) in
        [("/jobs", 20), ("/jobs?limit=1", 1), ("/jobs?limit=50", 50), ("/jobs?limit=51", 50), ("/jobs?limit=9999", 50)]
    {
        let answer = scene.get(target).await;
        assert_eq!(answer.jobs().len(), count, "{target}");
        assert_eq!(answer.json()["count"], json!(count), "{target}");
    }
}

#[tokio::test]
async fn a_limit_over_fifty_is_refused_where_that_is_chosen() {
    let scene = Scene::new(Options { refuse_large_limit: true, ..silent() }).await;
    assert_eq!(scene.get("/jobs?limit=50").await.status, StatusCode::OK);
    let answer = scene.get("/jobs?limit=51").await;
    assert_eq!((answer.status, &*answer.message()), (StatusCode::BAD_REQUEST, "Invalid limit parameter"));
}

#[tokio::test]
async fn every_parameter_that_cannot_be_read_is_refused_by_name() {
    let scene = Scene::new(silent()).await;
    for (name, values) in [
        ("limit", &["0", "-1", "ten", "1.5"][..]),
        ("offset", &["7", "-20", "x"]),
        ("payment_verified", &["1", "yes", "TRUE"]),
        ("country", &["USA", "Germany", "4"]),
        ("budget_min", &["much", "-1", "NaN", "inf"]),
        ("budget_max", &["1,000"]),
        ("hourly_min", &["$20"]),
        ("hourly_max", &["20-40"]),
        ("job_type", &["3", "salaried"]),
        ("status", &["0", "gone"]),
        ("contractor_tier", &["0", "4", "guru"]),
        ("posted_after", &["yesterday", "1767600763"]),
        ("posted_before", &["2026-02-30"]),
        ("last_visited_after", &["08:00"]),
        ("buyer.total_spent_min", &["10k"]),
        ("buyer.total_assignments_min", &["few"]),
        ("buyer.total_jobs_with_hires_min", &["-3"]),
        ("sort", &["newest", "posted_on"]),
    ] {
        for value in values {
            let answer = scene.get(&format!("/jobs?{name}={value}")).await;
            assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{name}={value}");
            assert_eq!(answer.message(), format!("Invalid {name} parameter"), "{value}");
        }
    }
}

#[tokio::test]
async fn an_empty_or_unknown_parameter_changes_nothing() {
    let scene = Scene::new(Options::lively()).await;
    let plain = scene.get("/jobs").await.ids();
    assert_eq!(scene.get("/jobs?country=&limit=&tags=&sort=").await.ids(), plain);
    assert_eq!(scene.get("/jobs?tags=,&colour=blue").await.ids(), plain);
}

#[tokio::test]
async fn pages_follow_on_each_other_without_loss_or_repeat() {
    let scene = Scene::new(Options::lively()).await;
    let whole = scene.get("/jobs?limit=50").await.ids();
    let mut paged = Vec::new();
    for offset in (0..50).step_by(10) {
        paged.extend(scene.get(&format!("/jobs?limit=10&offset={offset}")).await.ids());
    }
    assert_eq!(paged, whole);
    assert_eq!(whole.iter().collect::<HashSet<_>>().len(), 50);
}

#[tokio::test]
async fn an_offset_counts_whole_pages_of_the_limit_that_holds() {
    let scene = Scene::new(Options::lively()).await;
    for (target, status) in [
        ("/jobs?offset=20", StatusCode::OK),
        ("/jobs?offset=10", StatusCode::BAD_REQUEST),
        ("/jobs?limit=10&offset=10", StatusCode::OK),
        ("/jobs?limit=60&offset=60", StatusCode::BAD_REQUEST),
        ("/jobs?limit=60&offset=100", StatusCode::OK),
    ] {
        assert_eq!(scene.get(target).await.status, status, "{target}");
    }
}

#[tokio::test]
async fn every_order_orders() {
    let amounts = [Some(300), None, Some(50), Some(900), None];
    let jobs: Vec<Value> = amounts
        .into_iter()
        .enumerate()
        .map(|(index, amount)| {
            let visited = format!("2026-01-05T08:1{}:00Z", (index * 3) % 5);
            let mut job = json!({ "id": format!("job-{index}"), "last_visited_at": visited });
            if let Some(amount) = amount {
                job["budget"] = json!({ "fixed_amount": amount, "currency": "USD" });
            }
            job
        })
        .collect();
    let scene = Scene::with_jobs(&jobs).await;
    for (sort, wanted) in [
        ("posted_on_desc", ["4", "3", "2", "1", "0"]),
        ("posted_on_asc", ["0", "1", "2", "3", "4"]),
        ("last_visited_asc", ["0", "2", "4", "1", "3"]),
        ("last_visited_desc", ["3", "1", "4", "2", "0"]),
        ("budget_asc", ["2", "0", "3", "4", "1"]),
        ("budget_desc", ["3", "0", "2", "4", "1"]),
    ] {
        let wanted: Vec<String> = wanted.into_iter().map(|id| format!("job-{id}")).collect();
        assert_eq!(scene.get(&format!("/jobs?sort={sort}")).await.ids(), wanted, "{sort}");
    }
    assert_eq!(scene.get("/jobs").await.ids()[0], "job-4");
}
