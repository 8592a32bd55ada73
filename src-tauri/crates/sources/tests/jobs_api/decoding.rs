//! Job objects and pages, in the shapes the service sends and in those it should not.

use jiff::Timestamp;
use lapwing_domain::job::{ContractType, CountRange, Country, Duration, English, Job, Level, Status, Workload};
use lapwing_sources::jobs_api::{BadJob, decode_job, decode_job_text};
use lapwing_sources::{FetchError, JobSource, Page, PageRequest};
use serde_json::{Value, json};

use crate::server::Server;

fn job(object: &Value) -> Job {
    decode_job(object).unwrap()
}

/// A job with one field set.
fn with(name: &str, value: &Value) -> Job {
    job(&json!({ "id": "j", name: value }))
}

fn full() -> Value {
    json!({
        "id": "upwork-7", "title": "Tend a <b>tray</b> &amp; menu", "description": "Line one<br>line two",
        "url": "https://jobs.example.com/~01ab", "job_type": 1, "status": 1, "contractor_tier": 3,
        "posted_on": "2026-01-05T08:12:43Z", "is_private": false, "premium": true, "is_contract_to_hire": false,
        "number_of_positions": 2, "skills": ["rust", "linux"], "tags": ["tray"], "occupations": ["Desktop"],
        "category": { "name": "Desktop", "slug": "desktop", "group": "Development", "group_slug": "development" },
        "budget": null, "hourly_budget": { "min": 40, "max": 60.5, "currency": "EUR" },
        "buyer": {
            "payment_verified": true, "country": "DE", "city": "Köln", "timezone": "Europe/Berlin", "total_spent": 84500.5,
            "total_assignments": 28, "total_jobs_with_hires": 21, "feedback_count": 12, "score": 4.9,
            "contract_date": "2019-03-01T00:00:00Z"
        },
        "client_activity": {
            "total_applicants": 12, "total_hired": 1, "total_invited_to_interview": 2, "unanswered_invites": 1,
            "invitations_sent": 3, "last_buyer_activity": "2026-01-05T07:55:12Z"
        },
        "duration_label": "1 to 3 months", "workload": "Less than 30 hrs/week",
        "qualifications": {
            "min_job_success_score": 90, "min_odesk_hours": 100, "pref_english_skill": 3, "rising_talent": false,
            "should_have_portfolio": true, "min_hours_week": 10
        }
    })
}

#[test]
fn a_full_object_becomes_a_job_with_every_fact() {
    let job = job(&full());
    assert_eq!((job.id.0.as_str(), job.title.as_str()), ("upwork-7", "Tend a tray & menu"));
    assert_eq!(job.description, "Line one line two");
    assert_eq!((job.skills.len(), job.tags.len(), job.occupations.len()), (2, 1, 1));
    assert_eq!(job.category.as_ref().unwrap().group_slug, "development");
    assert_eq!((job.contract, job.status), (Some(ContractType::Hourly), Some(Status::Open)));
    assert_eq!((job.level, job.duration), (Some(Level::Expert), Some(Duration::OneToThreeMonths)));
    let rate = job.rate.unwrap();
    assert_eq!((rate.min.units(), rate.max.units(), rate.max.currency.code()), (40.0, 60.5, "EUR"));
    assert_eq!((job.budget, job.workload), (None, Some(Workload::PartTime)));
    assert_eq!(job.posted.unwrap().to_string(), "2026-01-05T08:12:43Z");
    assert_eq!((job.private, job.featured, job.contract_to_hire), (false, Some(true), Some(false)));
    assert_eq!((job.positions, job.hours), (Some(2), Some(10.0)));
}

#[test]
fn client_activity_and_requirements_come_from_their_own_objects() {
    let Job { client, activity, requirements, .. } = job(&full());
    assert_eq!(client.country, Some(Country::Code(*b"DE")));
    assert_eq!((client.city.as_str(), client.timezone.as_str()), ("Köln", "Europe/Berlin"));
    assert_eq!((client.verified, client.spent.unwrap().units()), (Some(true), 84500.5));
    assert_eq!((client.hires, client.jobs, client.hire_rate), (Some(21), None, None));
    assert_eq!((client.rating, client.reviews), (Some(4.9), Some(12)));
    assert_eq!(client.since.unwrap().to_string(), "2019-03-01T00:00:00Z");
    assert_eq!(activity.proposals, Some(CountRange { min: 12, max: Some(12) }));
    assert_eq!((activity.invites, activity.interviewing, activity.hired), (Some(3), Some(2), Some(1)));
    assert_eq!(activity.last_seen.unwrap().to_string(), "2026-01-05T07:55:12Z");
    assert_eq!((requirements.job_success, requirements.hours), (Some(90.0), Some(100.0)));
    assert_eq!(requirements.english, Some(English::Fluent));
    assert_eq!((requirements.rising, requirements.portfolio), (Some(false), Some(true)));
    assert!(requirements.location.is_empty());
}

#[test]
fn numbers_and_flags_may_be_texts() {
    let texts = json!({
        "id": 42, "job_type": "2", "status": "2", "contractor_tier": "1", "is_private": "false", "premium": "1",
        "budget": { "fixed_amount": "2,500.50" }, "number_of_positions": "3",
        "buyer": { "payment_verified": "true", "total_spent": "0", "score": "4.5", "feedback_count": "2" }
    });
    let job = job(&texts);
    assert_eq!(job.id.0, "42");
    assert_eq!(
        (job.contract, job.status, job.level),
        (Some(ContractType::Fixed), Some(Status::Closed), Some(Level::Entry))
    );
    assert_eq!((job.budget.unwrap().units(), job.budget.unwrap().currency.code()), (2500.5, "USD"));
    assert_eq!((job.private, job.featured, job.positions), (false, Some(true), Some(3)));
    assert_eq!((job.client.verified, job.client.spent.map(|spent| spent.cents)), (Some(true), Some(0)));
    assert_eq!((job.client.rating, job.client.reviews), (Some(4.5), Some(2)));
}

#[test]
fn a_placeholder_is_private_and_otherwise_unknown() {
    let placeholder =
        json!({ "id": "p", "is_private": true, "privacy_reason": "invite only", "contractor_tier": "expert" });
    let mut expected = Job::new(lapwing_domain::JobId("p".into()));
    expected.private = true;
    expected.level = Some(Level::Expert);
    assert_eq!(job(&placeholder), expected);
}

#[test]
fn a_wrongly_shaped_fact_is_unknown_and_the_rest_is_kept() {
    let Value::Object(fields) = full() else { unreachable!() };
    for name in fields.keys().filter(|name| *name != "id") {
        for odd in [
            json!(null),
            json!([[]]),
            json!({ "a": [1] }),
            json!(true),
            json!(-7.25),
            json!("\u{0}"),
            json!("nonsense"),
        ] {
            let mut object = Value::Object(fields.clone());
            object[name] = odd.clone();
            let job = decode_job(&object).unwrap_or_else(|bad| panic!("{name} = {odd}: {bad}"));
            assert_eq!(job.id.0, "upwork-7");
            assert!(name == "title" || job.title == "Tend a tray & menu", "{name} = {odd}");
            assert!(name == "buyer" || job.client.hires == Some(21), "{name} = {odd}");
        }
    }
}

#[test]
fn a_job_without_a_usable_id_is_refused_with_the_reason() {
    for (object, reason) in [
        (json!({}), BadJob::NoId),
        (json!({ "id": null }), BadJob::NoId),
        (json!({ "id": " " }), BadJob::NoId),
        (json!({ "id": ["a"] }), BadJob::OddId("a list")),
        (json!({ "id": 1.5 }), BadJob::OddId("not a whole number")),
        (json!({ "id": "x".repeat(1000) }), BadJob::OddId("too long")),
        (json!("upwork-1"), BadJob::NotAnObject("a text")),
        (json!(null), BadJob::NotAnObject("null")),
    ] {
        assert_eq!(decode_job(&object).unwrap_err(), reason, "{object}");
    }
}

#[test]
fn a_stated_type_gives_way_to_the_amounts_and_zero_is_no_amount() {
    let swapped = job(&json!({ "id": "j", "job_type": 2, "hourly_budget": { "min": 80, "max": 30 } }));
    assert_eq!(swapped.contract, Some(ContractType::Hourly));
    assert_eq!(swapped.rate.map(|rate| (rate.min.units(), rate.max.units())), Some((30.0, 80.0)));
    let zero = job(&json!({ "id": "j", "hourly_budget": { "min": 0, "max": 0 }, "budget": { "fixed_amount": 0 } }));
    assert_eq!((zero.rate, zero.budget, zero.contract), (None, None, None));
    let one_end = with("hourly_budget", &json!({ "min": 40, "max": 0 }));
    assert_eq!(one_end.rate.map(|rate| (rate.min.units(), rate.max.units())), Some((40.0, 40.0)));
}

#[test]
fn each_fact_falls_back_to_its_second_place() {
    let second = job(&json!({
        "id": "j", "contractor_tier": "?", "tier_text": "Expert", "workload": "", "engagement": "Full-time",
        "buyer": { "country": "", "city": "Lyon" }, "location": { "country": "FRA", "city": "Paris", "timezone": "CET" },
        "client_activity": { "total_applicants": null }, "proposals_tier": "lessThan5"
    }));
    assert_eq!((second.level, second.workload), (Some(Level::Expert), Some(Workload::FullTime)));
    assert_eq!(second.client.country, Some(Country::Code(*b"FR")));
    assert_eq!((second.client.city.as_str(), second.client.timezone.as_str()), ("Lyon", "CET"));
    assert_eq!(second.activity.proposals, Some(CountRange { min: 0, max: Some(4) }));
}

#[test]
fn the_publish_time_is_the_first_that_can_be_read_else_the_one_in_the_address() {
    // Written for this test: 1,767,600,763,000 ms since 1970 as a snowflake.
    let digits = ((1_767_600_763_000_u64 - 1_288_834_974_657) << 22).to_string();
    assert_eq!(digits.len(), 19);
    for object in [
        json!({ "id": "j", "posted_on": "2026-01-05T08:12:43Z", "publish_time": "2025-01-01T00:00:00Z" }),
        json!({ "id": "j", "posted_on": null, "publish_time": "2026-01-05T08:12:43+0000" }),
        json!({ "id": "j", "posted_on": "soon", "publish_time": "0001-01-01T00:00:00Z", "created_on": "2026-01-05T08:12:43Z" }),
        json!({ "id": "j", "url": format!("https://jobs.example.com/jobs/~02{digits}/?source=x") }),
        json!({ "id": "j", "url": "https://jobs.example.com/jobs/~01ab", "ciphertext": format!("~02{digits}") }),
    ] {
        let posted = job(&object).posted.map(Timestamp::as_second);
        assert_eq!(posted, Some(1_767_600_763), "{object}");
    }
    for address in [format!("~01{digits}"), format!("~02{digits}1"), "~02123".to_owned(), "~02".to_owned()] {
        assert_eq!(with("ciphertext", &json!(address)).posted, None, "{address}");
    }
}

#[test]
fn an_object_that_is_not_quite_json_keeps_what_can_be_read() {
    let half_emoji =
        decode_job_text(r#"{"id":"j","title":"Rust \ud83d\ude00 and \ud83d","description":"a \\ud800 b"}"#);
    let job = half_emoji.unwrap();
    assert_eq!((job.title.as_str(), job.description.as_str()), ("Rust \u{1f600} and \u{fffd}", r"a \ud800 b"));

    let huge = decode_job_text(r#"{"id":"j","title":"Rust","buyer":{"total_spent":1e999}}"#).unwrap();
    assert_eq!((huge.title.as_str(), huge.client.spent), ("Rust", None));

    assert!(matches!(decode_job_text("{\"id\":\"j\""), Err(BadJob::NotJson(_))));
}

async fn page(body: &str) -> Result<Page, FetchError> {
    Server::answering(200, &[("Content-Type", "application/json")], body)
        .await
        .api()
        .fetch(&PageRequest::newest())
        .await
}

#[tokio::test]
async fn one_bad_job_loses_only_itself() {
    let body = r#"{"success":true,"count":5,"last_updated":"x","extra":{},"data":[
        {"id":"a","title":"first"}, {"title":"nameless"}, 7, {"id":"b","title":"\udc00"}, {"id":"c","x":1e999}]}"#;
    let page = page(body).await.unwrap();
    let ids: Vec<&str> = page.jobs.iter().map(|job| job.id.0.as_str()).collect();
    assert_eq!(ids, ["a", "b", "c"]);
    let reasons: Vec<(&str, &str)> = page.set_aside.iter().map(|bad| (bad.raw.as_str(), bad.reason.as_str())).collect();
    assert_eq!(reasons, [(r#"{"title":"nameless"}"#, "it has no id"), ("7", "it is a number, not an object")]);
    assert_eq!((page.rows(), page.status, page.bytes), (5, 200, body.len() as u64));
}

#[tokio::test]
async fn what_is_kept_of_a_bad_job_is_bounded() {
    let body = format!(r#"{{"success":true,"data":[{{"title":"{}"}}]}}"#, "é".repeat(100_000));
    let page = page(&body).await.unwrap();
    assert!(page.set_aside[0].raw.len() <= 4096 && page.set_aside[0].raw.len() > 4000);
}

#[tokio::test]
async fn no_jobs_may_be_an_empty_list_or_null() {
    for body in [
        r#"{"success":true,"data":[],"count":0}"#,
        r#"{"success":true,"data":null,"count":0}"#,
        "\u{feff}{\"data\":null}",
    ] {
        assert_eq!(page(body).await.unwrap().rows(), 0, "{body}");
    }
}

#[tokio::test]
async fn bytes_that_are_not_utf_8_spoil_one_character_not_the_page() {
    let mut body = br#"{"success":true,"data":[{"id":"a","title":"caf"#.to_vec();
    body.extend_from_slice(&[0xe9]);
    body.extend_from_slice(br#""}]}"#);
    let mut bytes = crate::server::head(200, &[], body.len());
    bytes.extend_from_slice(&body);
    let server = Server::acting(vec![crate::server::Act::Send(bytes)]).await;
    let page = server.api().fetch(&PageRequest::newest()).await.unwrap();
    assert_eq!(page.jobs[0].title, "caf\u{fffd}");
}

#[tokio::test]
async fn the_quota_is_read_from_the_headers_that_come() {
    let headers = [
        ("X-RateLimit-Limit", "10"),
        ("X-RateLimit-Remaining", "7"),
        ("X-RateLimit-Reset", "1767600780"),
        ("X-RateLimit-Burst", "many"),
    ];
    let server = Server::answering(200, &headers, r#"{"data":[]}"#).await;
    let quota = server.api().fetch(&PageRequest::newest()).await.unwrap().quota;
    assert_eq!((quota.limit, quota.remaining, quota.burst), (Some(10), Some(7), None));
    assert_eq!(quota.reset.map(Timestamp::as_second), Some(1_767_600_780));
}
