//! The search-URL dialect: its one parameter, what is read out of the address, and how far it looks.

use std::str::FromStr as _;

use jiff::SignedDuration;
use lapwing_sandbox::{Dialect, Fault, Options};
use reqwest::{StatusCode, Url};
use serde_json::{Value, json};

use crate::support::{Answer, Scene, silent};

const PAGE: &str = "https://www.upwork.com/nx/search/jobs/";

fn options() -> Options {
    Options { dialect: Dialect::SearchUrl, ..silent() }
}

/// The call for an address.
fn call(address: &str) -> String {
    let mut url = Url::from_str("http://host/jobs").unwrap();
    url.query_pairs_mut().append_pair("upwork_url", address);
    format!("/jobs?{}", url.query().unwrap())
}

async fn ask(scene: &Scene, parameters: &str) -> Answer {
    scene.get(&call(&format!("{PAGE}?{parameters}"))).await
}

/// A silent market with these jobs in it, the first one oldest, in this dialect.
async fn with_jobs(jobs: &[Value]) -> Scene {
    let scene = Scene::with_jobs(jobs).await;
    scene.sandbox.control().set_dialect(Dialect::SearchUrl);
    scene
}

/// Checks a table of addresses against the ids they let through, oldest first.
async fn check(jobs: &[Value], table: &[(&str, &[&str])]) {
    let scene = with_jobs(jobs).await;
    for (parameters, wanted) in table {
        let mut ids = ask(&scene, parameters).await.ids();
        ids.reverse();
        assert_eq!(ids, *wanted, "{parameters}");
    }
}

/// The fields named by a refusal.
fn fields(answer: &Answer) -> Vec<String> {
    assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{}", answer.body);
    let body = answer.json();
    assert_eq!((&body["success"], body["error"].is_string()), (&json!(false), true), "{body}");
    let details = body["details"].as_array().unwrap();
    details.iter().map(|detail| detail["field"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn every_parameter_but_the_address_is_refused_by_name() {
    let scene = Scene::new(options()).await;
    let documented = scene.get("/jobs?limit=50&sort=posted_on_desc").await;
    assert_eq!(fields(&documented), ["limit", "sort", "upwork_url"]);
    let beside = scene.get(&format!("{}&limit=50", call(PAGE))).await;
    assert_eq!(fields(&beside), ["limit"]);
    assert_eq!(
        beside.json()["details"][0],
        json!({ "field": "limit", "message": "Unsupported parameter: limit. Only upwork_url is accepted.",
                "example": "https://www.upwork.com/nx/search/jobs/?q=rust&sort=recency" })
    );
    for nothing in ["/jobs", "/jobs?upwork_url=", "/jobs?upwork_url=%20"] {
        assert_eq!(fields(&scene.get(nothing).await), ["upwork_url"], "{nothing}");
    }
    assert_eq!(scene.get("/health").await.status, StatusCode::OK);
}

#[tokio::test]
async fn only_the_address_of_a_job_search_is_taken() {
    let scene = Scene::new(options()).await;
    for address in [
        PAGE,
        "https://www.upwork.com/nx/search/jobs",
        "https://upwork.com/search/jobs/?q=rust#top",
        "https://www.upwork.com/ab/jobs/search/?q=rust&_navType=modal",
    ] {
        assert_eq!(scene.get(&call(address)).await.status, StatusCode::OK, "{address}");
    }
    for address in [
        "rust",
        "http://www.upwork.com/nx/search/jobs/",
        "https://www.upwork.com.example.com/nx/search/jobs/",
        "https://www.upwork.com/jobs/~01abc",
        "https://example.com/nx/search/jobs/",
    ] {
        assert_eq!(fields(&scene.get(&call(address)).await), ["upwork_url"], "{address}");
    }
}

#[tokio::test]
async fn a_value_that_cannot_be_read_is_refused_by_its_name_in_the_address() {
    let scene = Scene::new(options()).await;
    for (name, values) in [
        ("q", &["(rust", "rust%20AND"][..]),
        ("payment_verified", &["true", "2"]),
        ("t", &["2", "0,hourly"]),
        ("contractor_tier", &["4", "expert"]),
        ("hourly_rate", &["20", "40-20"]),
        ("amount", &["much-"]),
        ("client_hires", &["some"]),
        ("proposals", &["few"]),
        ("duration_v3", &["weeks"]),
        ("workload", &["part_time"]),
        ("contract_to_hire", &["1"]),
        ("limit", &["0", "ten"]),
        ("offset", &["-1"]),
    ] {
        for value in values {
            let answer = ask(&scene, &format!("{name}={value}")).await;
            assert_eq!(fields(&answer), ["upwork_url"], "{name}={value}");
            let said = answer.json()["details"][0]["message"].as_str().unwrap().to_owned();
            assert!(said.starts_with(&format!("Invalid value for {name}: ")), "{said}");
        }
    }
}

#[tokio::test]
async fn the_expression_is_looked_for_in_what_a_posting_says() {
    let jobs = [
        json!({ "id": "title", "title": "Rust tray app" }),
        json!({ "id": "description", "description": "We trust you with a parser." }),
        json!({ "id": "skill", "skills": ["rust"], "tags": ["tray"] }),
        json!({ "id": "category", "category": { "name": "Web Development", "slug": "web-development" } }),
        json!({ "id": "place", "buyer": { "country": "Germany", "city": "Rostock" }, "url": "https://rust.example" }),
    ];
    check(
        &jobs,
        &[
            ("q=RUST", &["title", "description", "skill"]),
            ("q=rust%20tray", &["title", "skill"]),
            ("q=%22rust%20tray%22", &["title"]),
            ("q=rust%20AND%20NOT%20app", &["description", "skill"]),
            ("q=rostock%20OR%20web*ment", &["category", "place"]),
            ("q=(parser%20||%20app)%20%26%26%20!we", &["title"]),
            ("q=germany", &["place"]),
            ("q=", &["title", "description", "skill", "category", "place"]),
        ],
    )
    .await;
}

#[tokio::test]
async fn what_the_work_is_like_is_filtered() {
    let jobs = [
        json!({ "id": "hourly", "job_type": 1, "contractor_tier": 3, "hourly_budget": { "min": 20, "max": 40 },
                "proposals_tier": "Less than 5", "duration_label": "Less than 1 month", "engagement": "part-time" }),
        json!({ "id": "fixed", "job_type": "fixed-price", "contractor_tier": "intermediate", "budget": { "fixed_amount": 500 },
                "client_activity": { "total_applicants": 12 }, "duration_label": "1 to 3 months", "engagement": "More than 30 hrs/week" }),
        json!({ "id": "hire", "job_type": 1, "contractor_tier": 1, "proposals_tier": "50+", "is_contract_to_hire": true,
                "duration_label": "ongoing", "workload": "Full-time" }),
        json!({ "id": "silent", "is_private": true }),
    ];
    check(
        &jobs,
        &[
            ("t=0", &["hourly", "hire"]),
            ("t=1", &["fixed"]),
            ("t=0,1", &["hourly", "fixed", "hire"]),
            ("contractor_tier=3", &["hourly"]),
            ("contractor_tier=2,3", &["fixed"]),
            ("hourly_rate=40-", &["hourly"]),
            ("hourly_rate=-19,41-", &[]),
            ("amount=100-499,500-", &["fixed"]),
            ("hourly_rate=20-&amount=500-", &["hourly", "fixed"]),
            ("proposals=0-4", &["hourly"]),
            ("proposals=0-4,10-14", &["hourly", "fixed"]),
            ("proposals=50-", &["hire"]),
            ("duration_v3=week", &["hourly"]),
            ("duration_v3=month,ongoing", &["fixed", "hire"]),
            ("duration_v3=semester", &[]),
            ("workload=as_needed", &["hourly"]),
            ("workload=full_time", &["fixed", "hire"]),
            ("contract_to_hire=true", &["hire"]),
            ("contract_to_hire=false", &["hourly", "fixed", "hire", "silent"]),
            ("subcategory2_uid=531&previous_clients=all&colour=blue", &["hourly", "fixed", "hire", "silent"]),
        ],
    )
    .await;
}

#[tokio::test]
async fn the_client_is_filtered() {
    let jobs = [
        json!({ "id": "known", "buyer": { "payment_verified": true, "total_jobs_with_hires": 9, "country": "DEU", "timezone": "Europe/Berlin" } }),
        json!({ "id": "new", "buyer": { "payment_verified": false, "total_jobs_with_hires": 0, "country": "Germany", "city": "Rostock" } }),
        json!({ "id": "far", "location": { "country": "US", "city": "Austin", "timezone": "America/Chicago" } }),
    ];
    check(
        &jobs,
        &[
            ("payment_verified=1", &["known"]),
            ("payment_verified=0", &["new"]),
            ("client_hires=1-9,10-", &["known"]),
            ("client_hires=10-", &[]),
            ("location=Germany", &["known", "new"]),
            ("location=rostock,United%20States", &["new", "far"]),
            ("timezone=europe/berlin,America", &["known", "far"]),
        ],
    )
    .await;
}

#[tokio::test]
async fn pages_are_cut_inside_the_address_and_orders_are_few() {
    let job = |n: i32| json!({ "id": n.to_string(), "buyer": { "total_spent": (n * 7) % 10, "score": (n * 3) % 5 } });
    let scene = with_jobs(&(0..25).map(job).collect::<Vec<_>>()).await;
    for (parameters, wanted) in [
        ("limit=3", &["24", "23", "22"][..]),
        ("limit=3&offset=3&sort=recency", &["21", "20", "19"]),
        ("limit=2&offset=1", &["23", "22"]),
        ("limit=2&sort=client_total_charge%2Bdesc", &["17", "7"]),
        ("limit=2&sort=client_rating", &["23", "18"]),
        ("offset=23&limit=50", &["1", "0"]),
        ("offset=25", &[]),
    ] {
        assert_eq!(ask(&scene, parameters).await.ids(), *wanted, "{parameters}");
    }
    assert_eq!(ask(&scene, "").await.jobs().len(), 20);
}

#[tokio::test]
async fn a_limit_over_fifty_is_taken_as_fifty_or_refused_as_chosen() {
    let lively = Scene::new(Options { dialect: Dialect::SearchUrl, ..Options::lively() }).await;
    assert_eq!(ask(&lively, "limit=51").await.jobs().len(), 50);
    let strict = Scene::new(Options { refuse_large_limit: true, ..options() }).await;
    assert_eq!(fields(&ask(&strict, "limit=51").await), ["upwork_url"]);
}

#[tokio::test]
async fn a_narrow_filter_misses_what_lies_beyond_the_window() {
    let mut jobs = vec![json!({ "id": "beyond", "title": "rust" }), json!({ "id": "at the edge", "title": "rust" })];
    jobs.extend((0..149).map(|n| json!({ "id": n.to_string(), "title": "cobol" })));
    let scene = with_jobs(&jobs).await;
    // 3 × 33 is less than 100; 3 × 50 is 150, and 3 × 51 reaches everything.
    assert_eq!(ask(&scene, "q=rust&limit=33").await.ids(), Vec::<String>::new());
    assert_eq!(ask(&scene, "q=rust&limit=50").await.ids(), ["at the edge"]);
    assert_eq!(ask(&scene, "q=rust&limit=50&offset=1").await.ids(), ["beyond"]);
}

#[tokio::test]
async fn broad_pages_come_whole_up_to_five_hundred_postings() {
    let scene = Scene::new(Options { dialect: Dialect::SearchUrl, ..Options::lively() }).await;
    assert_eq!(ask(&scene, "limit=50&offset=450").await.jobs().len(), 50);
    assert_eq!(ask(&scene, "limit=50&offset=475").await.jobs().len(), 25);
    assert_eq!(ask(&scene, "limit=50&offset=500").await.jobs().len(), 0);
}

#[tokio::test]
async fn the_same_request_within_five_seconds_gets_the_same_answer() {
    let scene = Scene::new(options()).await;
    let publish = |title: &str| scene.sandbox.control().publish(json!({ "title": title })).unwrap();
    publish("first");
    let before = ask(&scene, "limit=50").await;
    publish("second");
    scene.clock.advance(SignedDuration::from_secs(4));
    assert_eq!(ask(&scene, "limit=50").await.body, before.body);
    assert_eq!(ask(&scene, "limit=49").await.jobs().len(), 2, "another request is another answer");
    scene.clock.advance(SignedDuration::from_secs(1));
    assert_eq!(ask(&scene, "limit=50").await.jobs().len(), 2);
    assert_eq!(scene.sandbox.control().calls_this_month(scene.sandbox.key()), 4);
}

#[tokio::test]
async fn a_key_is_asked_for_in_either_dialect() {
    let scene = Scene::new(options()).await;
    assert_eq!(scene.get_with_key(&call(PAGE), None).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(scene.get_with_key(&call(PAGE), Some("nobody's")).await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn the_dialect_is_switched_while_it_runs() {
    let scene = Scene::new(silent()).await;
    let status = async |target: &str| scene.get(target).await.status;
    assert_eq!(status("/jobs?limit=50").await, StatusCode::OK);
    scene.sandbox.control().set_dialect(Dialect::SearchUrl);
    assert_eq!(status("/jobs?limit=50").await, StatusCode::BAD_REQUEST);
    scene.sandbox.control().set_fault(Fault::SchemaChange);
    assert_eq!(status("/jobs?limit=50").await, StatusCode::OK);
    scene.sandbox.control().set_dialect(Dialect::Documented);
    assert_eq!(fields(&scene.get("/jobs?limit=50").await), ["limit", "upwork_url"]);
    scene.sandbox.control().clear_faults();
    assert_eq!(status("/jobs?limit=50").await, StatusCode::OK);
}

#[tokio::test]
async fn under_400_every_parameter_is_the_wrong_one() {
    let scene = Scene::new(Options { faults: vec![Fault::BadParameter], ..silent() }).await;
    assert_eq!(fields(&scene.get("/jobs?limit=50&sort=posted_on_desc").await), ["limit"]);
    assert_eq!(fields(&scene.get(&call(PAGE)).await), ["upwork_url"]);
    assert_eq!(fields(&scene.get("/jobs").await), ["upwork_url"]);
    assert_eq!(scene.get("/health").await.status, StatusCode::OK);
}
