//! What a test can do to a running sandbox, and what it can see.

use std::sync::Arc;

use jiff::SignedDuration;
use lapwing_sandbox::{ControlError, ManualClock, Options, Sandbox, SandboxError};
use reqwest::StatusCode;
use serde_json::json;

use crate::support::{Scene, at, silent};

#[tokio::test]
async fn a_published_job_is_listed_with_the_next_call() {
    let scene = Scene::new(Options::lively()).await;
    let id = scene.sandbox.control().publish(json!({ "title": "Repair a music box" })).unwrap();
    let first = scene.get("/jobs?limit=1").await.jobs().remove(0);
    let digits = id.strip_prefix("upwork-").unwrap();
    assert_eq!(first["id"], json!(id));
    assert_eq!(first["title"], "Repair a music box");
    assert_eq!(first["posted_on"], "2026-01-05T08:15:20Z");
    assert_eq!(first["url"], json!(format!("https://www.upwork.com/jobs/~02{digits}")));
}

#[tokio::test]
async fn a_published_placeholder_has_no_time_but_the_one_in_its_id() {
    let scene = Scene::new(silent()).await;
    scene.sandbox.control().publish(json!({ "is_private": true })).unwrap();
    let job = scene.get("/jobs").await.jobs().remove(0);
    let mut fields: Vec<&String> = job.as_object().unwrap().keys().collect();
    fields.sort();
    assert_eq!(fields, ["ciphertext", "id", "is_private", "url"]);
    assert_eq!(scene.get("/jobs?posted_after=2026-01-05T08:15:19Z").await.jobs().len(), 1);
}

#[tokio::test]
async fn a_job_published_again_takes_the_place_of_the_first() {
    let scene = Scene::new(silent()).await;
    for title in ["first", "second"] {
        scene.sandbox.control().publish(json!({ "id": "upwork-1", "title": title })).unwrap();
    }
    let jobs = scene.get("/jobs").await.jobs();
    assert_eq!((jobs.len(), &jobs[0]["title"]), (1, &json!("second")));
}

#[tokio::test]
async fn what_is_no_job_is_not_published() {
    let scene = Scene::new(silent()).await;
    for not in [json!([]), json!("job"), json!({ "id": 7 }), json!({ "id": "" })] {
        assert_eq!(scene.sandbox.control().publish(not.clone()), Err(ControlError::NotAJob), "{not}");
    }
}

#[tokio::test]
async fn an_edit_changes_what_it_names_and_keeps_the_place() {
    let scene = Scene::new(Options::lively()).await;
    let before = scene.get("/jobs?limit=50").await;
    let open = before.jobs().into_iter().find(|job| job["title"].is_string()).unwrap();
    let id = open["id"].as_str().unwrap();
    let patch = json!({ "status": 2, "buyer": { "city": null, "total_spent": 77 }, "title": "Now closed" });
    scene.sandbox.control().edit(id, &patch).unwrap();
    let after = scene.get("/jobs?limit=50").await;
    assert_eq!(after.ids(), before.ids());
    let job = after.jobs().into_iter().find(|job| job["id"] == json!(id)).unwrap();
    assert_eq!(
        (&job["status"], &job["title"], &job["buyer"]["total_spent"]),
        (&json!(2), &json!("Now closed"), &json!(77))
    );
    assert_eq!((job["buyer"].get("city"), &job["description"]), (None, &open["description"]));
    assert!(scene.get("/jobs?status=closed&limit=50").await.ids().contains(&id.to_owned()));
}

#[tokio::test]
async fn only_what_is_listed_can_be_edited_and_never_its_id() {
    let scene = Scene::new(Options::lively()).await;
    let control = scene.sandbox.control();
    let unknown = "upwork-1".to_owned();
    assert_eq!(control.edit(&unknown, &json!({ "title": "x" })), Err(ControlError::UnknownJob(unknown.clone())));
    let id = scene.get("/jobs?limit=1").await.ids().remove(0);
    assert_eq!(control.edit(&id, &json!({ "id": "other" })), Err(ControlError::NotAJob));
    assert_eq!(control.edit(&id, &json!("no object")), Err(ControlError::NotAJob));
}

#[tokio::test]
async fn calls_are_seen_without_their_key() {
    let scene = Scene::new(silent()).await;
    scene.get("/jobs?limit=1&country=DE").await;
    scene.get_with_key("/nowhere", None).await;
    let control = scene.sandbox.control();
    let [first, second] = &control.calls()[..] else { panic!("two calls were made") };
    assert_eq!((&*first.method, &*first.target, first.had_key), ("GET", "/jobs?limit=1&country=DE", true));
    assert!(first.headers.iter().any(|name| name == "x-api-key"));
    assert_eq!(first.at, at(crate::support::NOW));
    assert_eq!(format!("http://{}", first.host), scene.sandbox.url());
    assert_eq!((&*second.target, second.had_key), ("/nowhere", false));
    assert!(!format!("{:?}", control.calls()).contains(scene.sandbox.key()));
}

#[tokio::test]
async fn a_test_waits_for_calls_not_for_time() {
    let scene = Scene::new(silent()).await;
    let control = scene.sandbox.control().clone();
    let waiting = tokio::spawn(async move { control.calls_reach(2).await });
    scene.get("/health").await;
    scene.get("/health").await;
    waiting.await.unwrap();
    assert_eq!(scene.sandbox.control().call_count(), 2);
}

#[tokio::test]
async fn off_line_callers_are_refused_and_back_again_nothing_is_lost() {
    let scene = Scene::new(Options::lively()).await;
    scene.sandbox.control().publish(json!({ "id": "upwork-1" })).unwrap();
    let before = scene.get("/jobs").await.ids();
    scene.sandbox.go_offline().await;
    scene.sandbox.go_offline().await;
    let refused = scene.try_get("/jobs", Some(scene.sandbox.key())).await.unwrap_err();
    assert!(refused.is_connect() || refused.is_request(), "{refused:?}");
    scene.sandbox.come_back().await.unwrap();
    scene.sandbox.come_back().await.unwrap();
    assert_eq!(scene.get("/jobs").await.ids(), before);
    assert_eq!(scene.sandbox.control().calls_this_month(scene.sandbox.key()), 2);
}

#[tokio::test]
async fn a_taken_port_is_said_plainly() {
    let scene = Scene::new(silent()).await;
    let port = scene.sandbox.url().rsplit(':').next().unwrap().parse().unwrap();
    let error = Sandbox::start(Options { port, ..silent() }).await.unwrap_err();
    assert!(matches!(error, SandboxError::Bind { port: taken, .. } if taken == port));
    assert_eq!(
        error.to_string(),
        format!("cannot listen on 127.0.0.1:{port}; choose another port, or 0 for any free one")
    );
}

#[tokio::test]
async fn the_clock_can_be_exchanged() {
    let scene = Scene::new(silent()).await;
    let other = Arc::new(ManualClock::new(at("2030-01-01T00:00:00Z")));
    scene.sandbox.control().set_clock(other.clone());
    other.advance(SignedDuration::from_secs(1));
    assert_eq!(scene.get("/health").await.json()["last_updated"], "2030-01-01T00:00:01Z");
    assert_eq!(scene.sandbox.control().now(), at("2030-01-01T00:00:01Z"));
}

#[tokio::test]
async fn stopping_cuts_a_stalled_answer_and_frees_the_port() {
    let scene = Scene::new(silent()).await;
    let control = scene.sandbox.control().clone();
    control.set_fault(lapwing_sandbox::Fault::Stall);
    let (url, key) = (format!("{}/jobs", scene.sandbox.url()), scene.sandbox.key().to_owned());
    let port = scene.sandbox.url().rsplit(':').next().unwrap().parse().unwrap();
    let stalled = crate::support::client().get(url).header("X-API-KEY", key).send().await.unwrap();
    assert_eq!(stalled.status(), StatusCode::OK);
    scene.sandbox.stop().await;
    assert!(stalled.bytes().await.is_err());
    Sandbox::start(Options { port, ..silent() }).await.unwrap().stop().await;
    assert_eq!(control.call_count(), 1);
}
