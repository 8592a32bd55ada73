//! The synthetic market through the listing.

use std::collections::HashSet;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use lapwing_sandbox::{Lateness, Options, Plan};
use serde_json::{Value, json};

use crate::support::{NOW, Scene, at, silent};

/// When the address of a job says it was published.
fn published(job: &Value) -> Timestamp {
    let (_, digits) = job["url"].as_str().unwrap().split_once("~02").unwrap();
    let ms = (digits.parse::<u64>().unwrap() >> 22) + 1_288_834_974_657;
    Timestamp::from_millisecond(ms.try_into().unwrap()).unwrap()
}

/// The newest `pages` pages.
async fn newest(scene: &Scene, pages: usize) -> Vec<Value> {
    let mut jobs = Vec::new();
    for page in 0..pages {
        jobs.extend(scene.get(&format!("/jobs?limit=50&offset={}", page * 50)).await.jobs());
    }
    jobs
}

#[tokio::test]
async fn the_same_seed_and_time_show_the_same_jobs_after_a_restart() {
    let listing = async |options: Options, started: &str| {
        let scene = Scene::new(options).await;
        scene.clock.set(at(started));
        scene.get("/health").await;
        scene.clock.set(at(NOW));
        let answer = scene.get("/jobs?limit=50&offset=100").await.body;
        (answer, scene.sandbox.key().to_owned())
    };
    let first = listing(Options::lively(), "2026-01-05T08:00:00Z").await;
    assert_eq!(listing(Options::lively(), "2025-12-01T00:00:00Z").await, first);
    assert_ne!(listing(Options { seed: 2, ..Options::lively() }, NOW).await, first);
}

#[tokio::test]
async fn jobs_arrive_as_time_goes_by_and_older_ones_stay() {
    let scene = Scene::new(Options::lively()).await;
    let before = scene.get("/jobs?limit=50").await.ids();
    scene.clock.advance(SignedDuration::from_mins(2));
    let after = scene.get("/jobs?limit=50").await.ids();
    let new = after.iter().position(|id| *id == before[0]).unwrap();
    assert!((5..45).contains(&new), "{new} in two minutes");
    assert_eq!(after[new..], before[..50 - new]);
}

#[tokio::test]
async fn ids_and_addresses_agree_and_nothing_comes_from_the_future() {
    let scene = Scene::new(Options::lively()).await;
    let jobs = newest(&scene, 4).await;
    assert!(jobs.is_sorted_by(|a, b| published(a) >= published(b)));
    for job in &jobs {
        let digits = job["id"].as_str().unwrap().strip_prefix("upwork-").unwrap();
        assert_eq!(job["url"], json!(format!("https://www.upwork.com/jobs/~02{digits}")));
        assert_eq!(job["ciphertext"], json!(format!("~02{digits}")));
        assert!(published(job) <= at(NOW), "{digits}");
        if let Some(stated) = job["posted_on"].as_str() {
            let stated: Timestamp = stated.replace("+0000", "Z").parse().unwrap();
            assert_eq!(stated.as_second(), published(job).as_second());
        }
    }
}

#[tokio::test]
async fn the_suggested_query_is_fed_at_least_every_45_seconds_day_and_night() {
    let words = ["rust", "python", "react"];
    let fits = |job: &Value| {
        let text = format!("{} {} {}", job["title"], job["description"], job["skills"]).to_lowercase();
        text.split(|c: char| !c.is_alphanumeric()).any(|token| words.contains(&token))
    };
    // A Monday afternoon and the dead of a Sunday night.
    for now in ["2026-01-05T16:00:00Z", "2026-01-11T04:00:00Z"] {
        let scene = Scene::new(Options::lively()).await;
        scene.clock.set(at(now));
        let jobs = newest(&scene, 8).await;
        let times: Vec<Timestamp> = jobs.iter().filter(|job| fits(job)).map(published).collect();
        let span = published(&jobs[0]).duration_since(published(&jobs[jobs.len() - 1]));
        assert!(span > SignedDuration::from_mins(20), "{span}");
        let longest = times.windows(2).map(|pair| pair[0].duration_since(pair[1])).max().unwrap();
        assert!(longest <= SignedDuration::from_secs(45), "{longest} at {now}");
    }
}

#[tokio::test]
async fn every_habit_of_the_service_occurs() {
    let scene = Scene::new(Options::lively()).await;
    let jobs = newest(&scene, 20).await;
    let some = |name: &str, wanted: &dyn Fn(&Value) -> bool| assert!(jobs.iter().any(wanted), "no {name}");
    for field in ["job_type", "status", "contractor_tier"] {
        some("number", &|job| job[field].is_number());
        some("label", &|job| job[field].is_string());
    }
    some("unknown type", &|job| job["job_type"] == "unknown");
    for length in [2, 3] {
        some("country code", &|job| {
            job["buyer"]["country"].as_str().is_some_and(|c| c.len() == length && c.is_ascii())
        });
    }
    some("country name", &|job| job["buyer"]["country"] == "United States");
    some("offset", &|job| job["posted_on"].as_str().is_some_and(|t| t.ends_with("+0000")));
    some("fraction", &|job| job["posted_on"].as_str().is_some_and(|t| t.contains('.')));
    some("other time", &|job| job["posted_on"].is_null() && job["created_on"].is_string());
    some("no time", &|job| {
        job["title"].is_string() && ["posted_on", "publish_time", "created_on"].iter().all(|t| job[*t].is_null())
    });
    some("null", &|job| job.get("hourly_budget").is_some_and(Value::is_null));
    some("absent", &|job| job["title"].is_string() && job.get("hourly_budget").is_none());
    some("one end", &|job| job["hourly_budget"]["min"].is_number() && job["hourly_budget"]["max"].is_null());
    some("zero end", &|job| job["hourly_budget"]["min"] == 0);
    some("fixed", &|job| job["budget"]["fixed_amount"].is_number());
    some("unverified", &|job| job["buyer"]["payment_verified"] == false);
    some("unknown verification", &|job| job["title"].is_string() && job["buyer"]["payment_verified"].is_null());
    some("carriage returns", &|job| job["description"].as_str().is_some_and(|text| text.contains("\r\n")));
    some("entity", &|job| job["title"].as_str().is_some_and(|text| text.contains("&amp;")));
    for tier in ["Less than 5", "lessThan5", "0-4"] {
        some(tier, &|job| job["proposals_tier"] == tier);
    }
    let placeholders = jobs.iter().filter(|job| job["is_private"] == true).count();
    assert!((30..150).contains(&placeholders), "{placeholders} of {}", jobs.len());
    let trades: HashSet<&str> = jobs.iter().filter_map(|job| job["category"]["slug"].as_str()).collect();
    assert!(trades.len() >= 12, "{trades:?}");
}

#[tokio::test]
async fn filters_agree_with_what_the_market_states() {
    let scene = Scene::new(Options::lively()).await;
    let jobs = newest(&scene, 10).await;
    let oldest = published(jobs.last().unwrap()).to_string();
    for (query, states) in [
        ("payment_verified=true", &(|job: &Value| job["buyer"]["payment_verified"] == true) as &dyn Fn(&Value) -> bool),
        ("job_type=1", &|job| job["job_type"] == 1 || job["job_type"] == "hourly"),
        ("contractor_tier=3", &|job| job["contractor_tier"] == 3 || job["contractor_tier"] == "expert"),
        ("country=DE", &|job| ["DE", "DEU", "Germany"].iter().any(|c| job["buyer"]["country"] == *c)),
        ("category=web-development", &|job| job["category"]["slug"] == "web-development"),
        ("budget_min=1000", &|job| job["budget"]["fixed_amount"].as_f64().is_some_and(|amount| amount >= 1000.0)),
        ("buyer.total_spent_min=9000", &|job| {
            job["buyer"]["total_spent"].as_f64().is_some_and(|spent| spent >= 9000.0)
        }),
        ("skills=python", &|job| job["skills"].as_array().is_some_and(|skills| skills.contains(&json!("Python")))),
    ] {
        let admitted = scene.get(&format!("/jobs?limit=50&posted_after={oldest}&{query}")).await.ids();
        let stated = jobs.iter().filter(|job| states(job)).map(|job| job["id"].as_str().unwrap());
        let stated: Vec<&str> = stated.take(50).collect();
        assert!(!stated.is_empty(), "{query}");
        assert_eq!(admitted[..stated.len().min(admitted.len())], stated[..admitted.len().min(stated.len())], "{query}");
        assert!(stated.len().abs_diff(admitted.len()) <= 1, "{query}: {} and {}", stated.len(), admitted.len());
    }
}

#[tokio::test]
async fn a_posting_lives_counters_grow_and_it_closes() {
    let scene = Scene::new(Options { arrivals_per_hour: 20.0, plan: Plan::Business, ..silent() }).await;
    let first = newest(&scene, 4).await;
    scene.clock.advance(SignedDuration::from_hours(24 * 40));
    let mut later = Vec::new();
    for page in 0..4 {
        let oldest = published(&first[199]) - SignedDuration::from_secs(2);
        let query = format!("sort=posted_on_asc&posted_after={oldest}&limit=50&offset={}", page * 50);
        later.extend(scene.get(&format!("/jobs?{query}")).await.jobs());
    }
    let pairs = first.iter().filter_map(|old| Some((old, later.iter().find(|new| new["id"] == old["id"])?)));
    let again: Vec<(&Value, &Value)> = pairs.collect();
    assert!(again.len() >= 198, "{}", again.len());
    let count = |job: &Value| job["client_activity"]["total_applicants"].as_u64();
    assert!(again.iter().all(|(old, new)| count(old) <= count(new)));
    assert!(again.iter().any(|(old, new)| count(old).is_some_and(|n| n + 5 < count(new).unwrap())));
    assert!(again.iter().all(|(_, new)| new["is_private"] == true || new["status"] == 2 || new["status"] == "closed"));
    assert!(again.iter().any(|(old, new)| old["is_private"] == true && new["title"].is_string()), "none filled in");
    assert!(
        again.iter().any(|(old, new)| old["budget"] != new["budget"] || old["hourly_budget"] != new["hourly_budget"]),
        "none edited"
    );
}

#[tokio::test]
async fn the_plan_decides_how_far_back_the_listing_goes() {
    let scene = Scene::new(Options { arrivals_per_hour: 4.0, plan: Plan::Starter, ..silent() }).await;
    for (plan, days) in [(Plan::Starter, 7), (Plan::Unlimited, 7), (Plan::Professional, 30), (Plan::Business, 180)] {
        scene.sandbox.control().set_plan(plan);
        let oldest = published(&scene.get("/jobs?sort=posted_on_asc&limit=1").await.jobs()[0]);
        let age = at(NOW).duration_since(oldest);
        assert!(age < SignedDuration::from_hours(24 * days), "{plan}: {age}");
        assert!(age > SignedDuration::from_hours(24 * days - 12), "{plan}: {age}");
    }
}

#[tokio::test]
async fn late_postings_surface_out_of_order() {
    let late = Scene::new(Options { lateness: Lateness::AS_DOCUMENTED, ..Options::lively() }).await;
    let youngest = at(NOW).duration_since(published(&late.get("/jobs?limit=1").await.jobs()[0]));
    assert!((900..1_200).contains(&youngest.as_secs()), "{youngest}");
    let before: HashSet<String> = late.get("/jobs?limit=50").await.ids().into_iter().collect();
    late.clock.advance(SignedDuration::from_mins(1));
    let after = late.get("/jobs?limit=50").await.ids();
    let surfaced: Vec<usize> = (0..50).filter(|place| !before.contains(&after[*place])).collect();
    assert!(surfaced.iter().any(|place| *place > surfaced.len()), "all on top: {surfaced:?}");
    let none =
        Scene::new(Options { lateness: Lateness { least: Duration::ZERO, most: Duration::ZERO }, ..Options::lively() })
            .await;
    assert!(at(NOW).duration_since(published(&none.get("/jobs?limit=1").await.jobs()[0])).as_secs() < 60);
}
