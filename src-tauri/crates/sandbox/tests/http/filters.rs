//! Every documented filter, on jobs made for it.

use serde_json::{Value, json};

use crate::support::Scene;

/// The ids that `query` lets through, oldest first.
async fn admitted(scene: &Scene, query: &str) -> Vec<String> {
    scene.get(&format!("/jobs?sort=posted_on_asc&{query}")).await.ids()
}

/// Checks a table of queries against the ids they let through.
async fn check(jobs: &[Value], table: &[(&str, &[&str])]) {
    let scene = Scene::with_jobs(jobs).await;
    for (query, wanted) in table {
        assert_eq!(admitted(&scene, query).await, *wanted, "{query}");
    }
}

#[tokio::test]
async fn the_client_is_filtered_by_what_is_known_of_them() {
    let jobs = [
        json!({ "id": "known", "buyer": { "payment_verified": true, "country": "DE", "total_spent": 5000, "total_assignments": 12, "total_jobs_with_hires": 9 } }),
        json!({ "id": "new", "buyer": { "payment_verified": false, "country": "DEU", "total_spent": 0, "total_assignments": 0, "total_jobs_with_hires": 0 } }),
        json!({ "id": "texts", "buyer": { "payment_verified": "true", "country": "Germany", "total_spent": "5000" } }),
        json!({ "id": "elsewhere", "buyer": null, "location": { "country": "United States" } }),
        json!({ "id": "unknown", "is_private": true }),
    ];
    check(
        &jobs,
        &[
            ("payment_verified=true", &["known", "texts"]),
            ("payment_verified=false", &["new"]),
            ("country=DE", &["known", "new", "texts"]),
            ("country=us", &["elsewhere"]),
            ("country=ZZ", &[]),
            ("buyer.total_spent_min=0", &["known", "new", "texts"]),
            ("buyer.total_spent_min=5000", &["known", "texts"]),
            ("buyer.total_spent_min=5000.5", &[]),
            ("buyer.total_assignments_min=12", &["known"]),
            ("buyer.total_jobs_with_hires_min=10", &[]),
            ("payment_verified=true&country=DE&buyer.total_assignments_min=1", &["known"]),
        ],
    )
    .await;
}

#[tokio::test]
async fn money_is_filtered_by_overlap_and_never_when_unknown() {
    let jobs = [
        json!({ "id": "fixed", "budget": { "fixed_amount": 500 } }),
        json!({ "id": "zero", "budget": { "fixed_amount": 0 } }),
        json!({ "id": "hourly", "hourly_budget": { "min": 20, "max": 40 } }),
        json!({ "id": "one end", "hourly_budget": { "min": 0, "max": 60 } }),
        json!({ "id": "hidden", "budget": null, "hourly_budget": null }),
    ];
    check(
        &jobs,
        &[
            ("budget_min=500", &["fixed"]),
            ("budget_min=501", &[]),
            ("budget_max=500", &["fixed"]),
            ("budget_max=0", &[]),
            ("budget_min=100&budget_max=1000", &["fixed"]),
            ("hourly_min=40", &["hourly", "one end"]),
            ("hourly_min=41", &["one end"]),
            ("hourly_max=20", &["hourly"]),
            ("hourly_min=25&hourly_max=30", &["hourly"]),
            ("hourly_min=60&hourly_max=60", &["one end"]),
        ],
    )
    .await;
}

#[tokio::test]
async fn the_work_is_filtered_by_number_or_label_alike() {
    let jobs = [
        json!({ "id": "numbers", "job_type": 1, "status": 1, "contractor_tier": 3, "duration_label": "1 to 3 months", "engagement": "part-time" }),
        json!({ "id": "labels", "job_type": "fixed-price", "status": "closed", "contractor_tier": "expert", "duration_label": "ongoing", "engagement": "Less than 30 hrs/week" }),
        json!({ "id": "unknown", "job_type": "unknown" }),
    ];
    check(
        &jobs,
        &[
            ("job_type=1", &["numbers"]),
            ("job_type=hourly", &["numbers"]),
            ("job_type=2", &["labels"]),
            ("job_type=fixed-price", &["labels"]),
            ("status=1", &["numbers"]),
            ("status=closed", &["labels"]),
            ("contractor_tier=3", &["numbers", "labels"]),
            ("contractor_tier=expert", &["numbers", "labels"]),
            ("contractor_tier=1", &[]),
            ("duration_label=ongoing", &["labels"]),
            ("duration_label=1-to-3-months", &["numbers"]),
            ("engagement=Part%20time", &["numbers"]),
            ("engagement=less+than+30+hrs/week", &["labels"]),
        ],
    )
    .await;
}

#[tokio::test]
async fn categories_and_any_of_the_tags() {
    let filed = json!({ "name": "Web Development", "slug": "web-development", "group": "Development & IT", "group_slug": "development-it" });
    let jobs = [
        json!({ "id": "web", "category": filed, "skills": ["React Native", "CSS"], "tags": ["mobile-app"] }),
        json!({ "id": "data", "category": { "name": "Data Mining" }, "skills": ["Python"], "tags": null }),
        json!({ "id": "bare" }),
    ];
    check(
        &jobs,
        &[
            ("category=web-development", &["web"]),
            ("category=Web-Development", &["web"]),
            ("category_group=development-it", &["web"]),
            ("category=data-mining", &[]),
            ("tags=python", &["data"]),
            ("tags=python,css", &["web", "data"]),
            ("skills=python,rust", &["data"]),
            ("tags=python&skills=css", &["web", "data"]),
            ("tags=react", &[]),
            ("tags=react-native", &["web"]),
            ("tags=Mobile%20App", &["web"]),
        ],
    )
    .await;
}

#[tokio::test]
async fn times_are_filtered_with_their_ends_out() {
    // Published at 08:13:20 and 08:14:20.
    let jobs = [json!({ "id": "older", "last_visited_at": "2026-01-05T08:15:00Z" }), json!({ "id": "newer" })];
    check(
        &jobs,
        &[
            ("posted_after=2026-01-05T08:13:20Z", &["newer"]),
            ("posted_after=2026-01-05T08:13:19Z", &["older", "newer"]),
            ("posted_after=2026-01-05T09:13:20%2B0100", &["newer"]),
            ("posted_before=2026-01-05T08:14:20Z", &["older"]),
            ("posted_before=2026-01-05T08:14:20.001Z", &["older", "newer"]),
            ("posted_after=2026-01-05&posted_before=2026-01-06", &["older", "newer"]),
            ("posted_before=2026-01-05", &[]),
            ("last_visited_after=2026-01-05T08:15:00Z", &["newer"]),
            ("last_visited_after=2026-01-05T08:14:59Z", &["older", "newer"]),
        ],
    )
    .await;
}
