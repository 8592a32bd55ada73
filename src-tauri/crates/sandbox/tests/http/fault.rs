//! Every fault, as a client meets it.

use lapwing_sandbox::{Fault, Options, Plan};
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::support::{Answer, Scene, client, silent};

async fn with(fault: Fault) -> Scene {
    Scene::new(Options { faults: vec![fault], ..Options::lively() }).await
}

async fn jobs_under(fault: Fault) -> Answer {
    with(fault).await.get("/jobs?limit=10").await
}

#[tokio::test]
async fn no_key_is_accepted_under_401() {
    let answer = jobs_under(Fault::Unauthorized).await;
    assert_eq!((answer.status, &*answer.message()), (StatusCode::UNAUTHORIZED, "Invalid or expired X-API-KEY"));
}

#[tokio::test]
async fn a_429_gives_its_hint_in_header_body_and_sentence() {
    let answer = jobs_under(Fault::RateLimited).await;
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(answer.header("retry-after"), Some(40));
    assert_eq!(answer.json()["retry_after"], 40);
    assert_eq!(answer.message(), "Rate limit exceeded. Try again in 40 seconds.");
}

#[tokio::test]
async fn a_429_without_hint_has_a_sentence_only() {
    for plan in [Plan::Starter, Plan::Unlimited] {
        let scene = Scene::new(Options { plan, faults: vec![Fault::RateLimitedNoHint], ..silent() }).await;
        let answer = scene.get("/health").await;
        assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(
            answer.json(),
            json!({ "success": false, "message": "Rate limit exceeded. Upgrade your plan for higher limits." })
        );
        let telling = |name: &str| name == "retry-after" || name.starts_with("x-ratelimit");
        assert!(!answer.headers.keys().any(|name| telling(name.as_str())), "{:?}", answer.headers);
    }
}

#[tokio::test]
async fn a_month_that_is_over_looks_as_it_does_on_the_free_plan() {
    let scene = Scene::new(Options { plan: Plan::Starter, ..silent() }).await;
    scene.sandbox.control().set_fault(Fault::MonthOver);
    let played = scene.get("/health").await;
    scene.sandbox.control().clear_faults();
    scene.sandbox.control().set_calls_this_month(scene.sandbox.key(), 1_000);
    let real = scene.get("/health").await;
    assert_eq!((played.status, &played.body), (real.status, &real.body));
    assert_eq!(played.header("x-ratelimit-remaining"), real.header("x-ratelimit-remaining"));
}

#[tokio::test]
async fn a_server_error_keeps_the_envelope() {
    let answer = jobs_under(Fault::ServerError).await;
    assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(answer.message().starts_with("Internal server error. "));
}

#[tokio::test]
async fn a_bad_gateway_is_html_and_knows_no_rate() {
    let scene = Scene::new(Options { plan: Plan::Starter, faults: vec![Fault::BadGateway], ..silent() }).await;
    let answer = scene.get("/health").await;
    assert_eq!(answer.status, StatusCode::BAD_GATEWAY);
    assert!(answer.headers["content-type"].to_str().unwrap().starts_with("text/html"));
    assert!(answer.body.starts_with("<html>"));
    assert_eq!(answer.header("x-ratelimit-limit"), None);
}

#[tokio::test(start_paused = true)]
async fn a_slow_answer_is_right_and_late() {
    let scene = with(Fault::Slow).await;
    let before = tokio::time::Instant::now();
    assert_eq!(scene.get("/health").await.status, StatusCode::OK);
    assert!(before.elapsed() >= Fault::SLOW_BY);
}

#[tokio::test(start_paused = true)]
async fn a_stalled_answer_begins_and_never_ends() {
    let scene = with(Fault::Stall).await;
    let request = client().get(format!("{}/health", scene.sandbox.url())).header("X-API-KEY", scene.sandbox.key());
    let mut response = request.send().await.unwrap();
    assert_eq!(response.status(), StatusCode::OK);
    assert!(response.chunk().await.unwrap().unwrap().starts_with(b"{\"success\":true"));
    let day = std::time::Duration::from_hours(24);
    assert!(tokio::time::timeout(day, response.chunk()).await.is_err());
}

#[tokio::test]
async fn truncated_json_is_whole_http() {
    let answer = jobs_under(Fault::Truncated).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.body.starts_with("{\"success\":true,\"data\":[{"));
    let error = serde_json::from_str::<Value>(&answer.body).unwrap_err();
    assert!(error.is_eof(), "{error}");
}

#[tokio::test]
async fn malformed_json_calls_itself_json() {
    for target in ["/jobs", "/health"] {
        let answer = with(Fault::Malformed).await.get(target).await;
        assert_eq!(
            (answer.status, &answer.headers["content-type"]),
            (StatusCode::OK, &"application/json".parse().unwrap())
        );
        assert!(serde_json::from_str::<Value>(&answer.body).unwrap_err().is_syntax(), "{target}");
    }
}

#[tokio::test]
async fn one_bad_job_stands_among_all_the_good_ones() {
    let scene = with(Fault::BadJob).await;
    let damaged = scene.get("/jobs?limit=10").await;
    scene.sandbox.control().clear_faults();
    let good = scene.get("/jobs?limit=10").await.jobs();
    let mut damaged_jobs = damaged.jobs();
    assert_eq!(damaged.json()["count"], 11);
    assert!(damaged_jobs.remove(5)["id"].is_object());
    assert_eq!(damaged_jobs, good);
}

#[tokio::test]
async fn wrong_types_say_the_same_in_other_types() {
    let scene = Scene::new(silent()).await;
    let job = json!({ "id": "upwork-1", "title": "12", "job_type": 1, "status": "closed", "contractor_tier": "expert", "is_private": false,
        "proposals_tier": "12", "skills": ["rust"], "budget": null, "hourly_budget": { "min": 20.5, "max": 40, "currency": "USD" } });
    scene.sandbox.control().publish(job).unwrap();
    scene.sandbox.control().set_fault(Fault::WrongTypes);
    let listed = scene.get("/jobs").await.jobs().remove(0);
    let wanted = json!({ "id": "upwork-1", "title": "12", "job_type": "1", "status": 2, "contractor_tier": 3, "is_private": "false",
        "proposals_tier": 12, "skills": ["rust"], "budget": null, "hourly_budget": { "min": "20.5", "max": "40", "currency": "USD" },
        "posted_on": "2026-01-05T08:15:20Z" });
    assert_eq!(listed, wanted);
}

#[tokio::test]
async fn an_empty_listing_is_null() {
    let answer = jobs_under(Fault::Empty).await.json();
    assert_eq!((&answer["success"], &answer["data"], &answer["count"]), (&json!(true), &json!(null), &json!(0)));
}

#[tokio::test]
async fn a_huge_body_comes_without_a_length() {
    let answer = jobs_under(Fault::Huge).await;
    assert_eq!(answer.headers.get("content-length"), None);
    assert!(answer.body.len() > 16 * 1024 * 1024);
    assert_eq!(answer.json()["count"], 1);
}

#[tokio::test]
async fn a_redirect_to_another_host_is_noticed_when_followed() {
    let scene = with(Fault::RedirectOtherHost).await;
    let answer = scene.get("/jobs?limit=10").await;
    let elsewhere = scene.sandbox.url().replace("127.0.0.1", "localhost");
    assert_eq!(answer.status, StatusCode::FOUND);
    assert_eq!(answer.headers["location"], format!("{elsewhere}/jobs?limit=10"));

    scene.sandbox.control().fail_next(Fault::RedirectOtherHost, 1);
    scene.sandbox.control().set_redirect_to("http://127.0.0.1:9");
    assert_eq!(scene.get("/health").await.headers["location"], "http://127.0.0.1:9/health");
}

#[tokio::test]
async fn a_redirect_to_http_keeps_the_host() {
    let scene = with(Fault::RedirectHttp).await;
    let answer = scene.get("/jobs?limit=10").await;
    assert_eq!(answer.status, StatusCode::FOUND);
    assert_eq!(answer.headers["location"], format!("{}/jobs?limit=10", scene.sandbox.url()));
}

#[tokio::test]
async fn faults_pass_after_the_calls_they_were_set_for() {
    let scene = Scene::new(silent()).await;
    scene.sandbox.control().fail_next(Fault::ServerError, 2);
    let mut seen = Vec::new();
    for _ in 0..3 {
        seen.push(scene.get("/health").await.status.as_u16());
    }
    assert_eq!(seen, [500, 500, 200]);
}

#[tokio::test]
async fn faulted_calls_count_like_any_other() {
    let scene = with(Fault::BadGateway).await;
    scene.get("/jobs").await;
    assert_eq!(scene.sandbox.control().calls_this_month(scene.sandbox.key()), 1);
}

#[tokio::test]
async fn damage_is_for_good_answers_only() {
    let scene = with(Fault::Truncated).await;
    assert_eq!(scene.get_with_key("/jobs", None).await.message(), "X-API-KEY header is required");
    assert_eq!(scene.get("/jobs?limit=0").await.message(), "Invalid limit parameter");
}

#[tokio::test]
async fn a_certificate_nobody_vouches_for_ends_the_call_before_it_is_made() {
    let scene = with(Fault::Tls).await;
    assert!(scene.sandbox.url().starts_with("https://127.0.0.1:"));
    let error = scene.try_get("/health", Some(scene.sandbox.key())).await.unwrap_err();
    assert!(error.is_connect(), "{error:?}");
    assert_eq!(scene.sandbox.control().call_count(), 0);
}

#[tokio::test]
async fn a_dropping_counter_tells_more_calls_than_there_were() {
    let scene = Scene::new(Options { plan: Plan::Professional, faults: vec![Fault::CounterDrop], ..silent() }).await;
    let mut remaining = Vec::new();
    for _ in 0..3 {
        remaining.push(scene.get("/health").await.header("x-ratelimit-remaining").unwrap());
    }
    assert_eq!(remaining, [196, 192, 188]);
    assert_eq!(scene.sandbox.control().calls_this_month(scene.sandbox.key()), 3);
}

#[tokio::test]
async fn duplicates_have_the_same_id_and_another_price() {
    let scene = with(Fault::DuplicateIds).await;
    let jobs = scene.get("/jobs?limit=10").await.jobs();
    assert_eq!(jobs.len(), 12);
    for (first, second) in [(0, 1), (6, 7)] {
        assert_eq!(jobs[first]["id"], jobs[second]["id"]);
        assert_ne!(jobs[first]["title"], jobs[second]["title"]);
        assert_eq!(jobs[second]["budget"]["fixed_amount"], 777);
    }
}

#[tokio::test]
async fn late_postings_are_listed_after_two_hours() {
    let scene = Scene::new(Options { arrivals_per_hour: 120.0, plan: Plan::Unlimited, ..Options::default() }).await;
    let all = scene.get("/jobs?limit=50").await.ids();
    scene.sandbox.control().set_fault(Fault::LateArrivals);
    let (in_time, target) =
        (scene.get("/jobs?limit=50").await.ids(), "/jobs?limit=50&posted_before=2026-01-05T08:15:20Z");
    let late: Vec<&String> = all.iter().filter(|id| !in_time.contains(id)).collect();
    assert!((1..=25).contains(&late.len()), "{}", late.len());
    assert_eq!(in_time.len(), 50, "older ones take their places");
    scene.clock.advance(jiff::SignedDuration::from_hours(2));
    let after = scene.get(target).await.ids();
    assert!(late.iter().all(|id| after.contains(id)));
}

#[tokio::test]
async fn a_page_without_order_holds_the_same_jobs() {
    let scene = with(Fault::OutOfOrder).await;
    let mixed = scene.get("/jobs?limit=20").await.ids();
    scene.sandbox.control().clear_faults();
    let ordered = scene.get("/jobs?limit=20").await.ids();
    assert_ne!(mixed, ordered);
    let sorted = |mut ids: Vec<String>| {
        ids.sort_unstable();
        ids
    };
    assert_eq!(sorted(mixed), sorted(ordered));
}

#[tokio::test]
async fn a_silenced_search_finds_nothing_among_all_the_others() {
    let scene = Scene::with_jobs(&[
        json!({ "title": "Rust parser" }),
        json!({ "title": "Trusty helper" }),
        json!({ "title": "Logo" }),
    ])
    .await;
    scene.sandbox.control().set_fault(Fault::SilentSearch);
    let titles: Vec<Value> = scene.get("/jobs").await.jobs().into_iter().map(|job| job["title"].clone()).collect();
    assert_eq!(titles, ["Logo"]);
}
