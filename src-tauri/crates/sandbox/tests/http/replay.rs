//! Replaying a file under a clock.

use std::fmt::Write as _;
use std::path::PathBuf;

use jiff::{SignedDuration, Timestamp};
use lapwing_sandbox::{Options, Sandbox, SandboxError};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::support::{NOW, Scene, at, silent};

/// Six rows, an hour apart, out of order in the file.
fn rows() -> Vec<Value> {
    let row = |hour: u32| json!({ "id": format!("job-{hour}"), "title": format!("Hour {hour}"), "posted_on": format!("2025-03-01T{hour:02}:00:00Z") });
    [12, 10, 14, 11, 15, 13].map(row).to_vec()
}

fn file(lines: &[String]) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("rows.jsonl");
    std::fs::write(&path, lines.join("\n")).unwrap();
    (folder, path)
}

async fn replay(rows: &[Value], speed: f64) -> (TempDir, Scene) {
    let (folder, path) = file(&rows.iter().map(Value::to_string).collect::<Vec<_>>());
    (folder, Scene::new(Options { dataset: Some(path), speed, ..silent() }).await)
}

fn posted(job: &Value) -> Timestamp {
    job["posted_on"].as_str().unwrap().parse().unwrap()
}

#[tokio::test]
async fn the_earlier_half_is_the_past_and_its_newest_row_a_minute_old() {
    let (_folder, scene) = replay(&rows(), 1.0).await;
    let jobs = scene.get("/jobs").await.jobs();
    let ages: Vec<(&str, i64)> =
        jobs.iter().map(|job| (job["id"].as_str().unwrap(), at(NOW).duration_since(posted(job)).as_secs())).collect();
    assert_eq!(ages, [("job-12", 60), ("job-11", 3_660), ("job-10", 7_260)]);
}

#[tokio::test]
async fn the_rest_arrive_with_their_own_gaps_divided_by_speed() {
    let (_folder, scene) = replay(&rows(), 60.0).await;
    for (seconds, newest) in [(59, "job-12"), (60, "job-13"), (119, "job-13"), (120, "job-14"), (180, "job-15")] {
        scene.clock.set(at(NOW) + SignedDuration::from_secs(seconds));
        let first = scene.get("/jobs?limit=1").await.jobs().remove(0);
        assert_eq!(first["id"], newest, "after {seconds} seconds");
    }
    let first = scene.get("/jobs?limit=1").await.jobs().remove(0);
    assert_eq!(posted(&first), at(NOW) + SignedDuration::from_secs(180));
    assert_eq!(scene.get("/jobs").await.jobs().len(), 6);
}

#[tokio::test]
async fn all_times_are_shifted_alike_in_their_own_form_and_ids_stay() {
    let address = "https://www.upwork.com/jobs/~021884137964407863964";
    let row = json!({ "id": "upwork-1884137964407863964", "url": address, "ciphertext": "~021884137964407863964",
        "posted_on": "2025-03-01T12:00:00.500Z", "publish_time": "2025-03-01T12:00:00+0000", "created_on": "2025-03-01T11:59:00Z",
        "last_visited_at": "2025-03-01T12:05:00Z", "publish_time_relative": "5 minutes ago", "buyer": { "contract_date": "2020-01-01" },
        "client_activity": { "last_buyer_activity": "2025-03-01T11:00:00Z" } });
    let (_folder, scene) = replay(&[row], 1.0).await;
    let job = scene.get("/jobs").await.jobs().remove(0);
    let wanted = json!({ "id": "upwork-1884137964407863964", "url": address, "ciphertext": "~021884137964407863964",
        "posted_on": "2026-01-05T08:14:19.500Z", "publish_time": "2026-01-05T08:14:19+0000", "created_on": "2026-01-05T08:13:19Z",
        "last_visited_at": "2026-01-05T08:19:19Z", "publish_time_relative": "5 minutes ago", "buyer": { "contract_date": "2020-01-01" },
        "client_activity": { "last_buyer_activity": "2026-01-05T07:14:19Z" } });
    assert_eq!(job, wanted);
}

#[tokio::test]
async fn a_row_without_times_is_placed_by_its_id_and_one_without_either_is_oldest() {
    let placeholder = |ms: u64| {
        let digits = (ms - 1_288_834_974_657) << 22;
        json!({ "id": format!("upwork-{digits}"), "ciphertext": format!("~02{digits}"), "is_private": true })
    };
    let from_id = placeholder(1_740_828_600_123);
    let rows = [
        json!({ "id": "timeless" }),
        json!({ "id": "noon", "created_on": "2025-03-01T12:00:00Z" }),
        json!({ "id": "eleven", "publish_time": "2025-03-01T11:00:00Z" }),
        from_id.clone(),
        json!({ "id": "later", "posted_on": "2025-03-02T11:00:00Z" }),
        json!({ "id": "later still", "posted_on": "2025-03-02T12:00:00Z" }),
        json!({ "id": "latest", "posted_on": "2025-03-02T13:00:00Z" }),
        json!({ "id": "last", "posted_on": "2025-03-02T14:00:00Z" }),
    ];
    let (_folder, scene) = replay(&rows, 1.0).await;
    let id = from_id["id"].as_str().unwrap();
    assert_eq!(scene.get("/jobs").await.ids(), ["noon", id, "eleven", "timeless"]);
    assert_eq!(scene.get("/jobs?limit=4").await.jobs()[1], from_id);
}

#[tokio::test]
async fn a_later_row_with_the_same_id_takes_the_place_of_the_earlier_when_it_arrives() {
    let mut rows = rows();
    rows.push(json!({ "id": "job-10", "title": "Edited", "posted_on": "2025-03-01T16:00:00Z" }));
    rows.push(json!({ "id": "job-11", "title": "Edited in the past", "posted_on": "2025-03-01T11:30:00Z" }));
    let (_folder, scene) = replay(&rows, 1.0).await;
    let titles = async || -> Vec<String> {
        scene.get("/jobs").await.jobs().iter().map(|job| job["title"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(titles().await, ["Hour 12", "Edited in the past", "Hour 10"]);
    scene.clock.advance(SignedDuration::from_hours(5));
    assert_eq!(titles().await, ["Edited", "Hour 15", "Hour 14", "Hour 13", "Hour 12", "Edited in the past"]);
}

#[tokio::test]
async fn a_placeholder_gives_way_to_the_full_row_of_the_same_second() {
    let ms: u64 = 1_740_828_600_900;
    let digits = (ms - 1_288_834_974_657) << 22;
    let rows = [
        json!({ "id": "job", "ciphertext": format!("~02{digits}"), "is_private": true }),
        json!({ "id": "job", "ciphertext": format!("~02{digits}"), "title": "Filled in", "posted_on": "2025-03-01T11:30:00Z" }),
    ];
    let (_folder, scene) = replay(&rows, 1.0).await;
    let jobs = scene.get("/jobs").await.jobs();
    assert_eq!((jobs.len(), &jobs[0]["title"]), (1, &json!("Filled in")));
}

#[tokio::test]
async fn bad_lines_are_skipped_and_counted() {
    let mut lines: Vec<String> = rows().iter().map(Value::to_string).collect();
    for bad in ["{\"id\": \"cut of", "[1, 2]", "{\"title\": \"no id\"}", "{\"id\": 7}", "", "   "] {
        lines.insert(2, bad.to_owned());
    }
    let (_folder, path) = file(&lines);
    let scene = Scene::new(Options { dataset: Some(path), ..silent() }).await;
    assert_eq!(scene.sandbox.control().skipped_lines(), 4);
    scene.clock.advance(SignedDuration::from_hours(24));
    assert_eq!(scene.get("/jobs").await.jobs().len(), 6);
}

#[tokio::test]
async fn a_replay_serves_its_whole_past_and_no_market() {
    let mut lines = String::new();
    for day in 1..=28 {
        let row = json!({ "id": format!("job-{day}"), "posted_on": format!("2025-02-{day:02}T00:00:00Z") });
        writeln!(lines, "{row}").unwrap();
    }
    let (_folder, path) = file(&[lines]);
    let scene =
        Scene::new(Options { dataset: Some(path), plan: lapwing_sandbox::Plan::Starter, ..Options::lively() }).await;
    assert_eq!(scene.get("/jobs?limit=50").await.jobs().len(), 14);
}

#[tokio::test]
async fn publishing_and_editing_work_over_a_replay() {
    let (_folder, scene) = replay(&rows(), 1.0).await;
    let control = scene.sandbox.control();
    control.publish(json!({ "id": "mine", "title": "Now" })).unwrap();
    control.edit("job-12", &json!({ "title": "Edited" })).unwrap();
    let jobs = scene.get("/jobs").await.jobs();
    let titles: Vec<&str> = jobs.iter().map(|job| job["title"].as_str().unwrap()).collect();
    assert_eq!(titles, ["Now", "Edited", "Hour 11", "Hour 10"]);
    assert!(control.edit("job-13", &json!({ "title": "too early" })).is_err());
}

#[tokio::test]
async fn unreadable_and_empty_files_are_said_plainly() {
    let folder = tempfile::tempdir().unwrap();
    let start = async |name: &str| {
        Sandbox::start(Options { dataset: Some(folder.path().join(name)), ..silent() }).await.unwrap_err()
    };
    assert!(matches!(start("missing.jsonl").await, SandboxError::Dataset { .. }));
    std::fs::write(folder.path().join("none.jsonl"), "no\njobs\n").unwrap();
    assert!(matches!(start("none.jsonl").await, SandboxError::EmptyDataset { skipped: 2, .. }));
}

#[tokio::test]
async fn absurd_times_and_speeds_are_no_panic() {
    let rows = [
        json!({ "id": "dawn", "posted_on": "-009999-01-02T00:00:00Z" }),
        json!({ "id": "now", "posted_on": "2025-03-01T00:00:00Z" }),
        json!({ "id": "dusk", "posted_on": "9999-12-30T00:00:00Z" }),
        json!({ "id": "odd", "posted_on": 17, "publish_time": { "a": 1 }, "url": "~02" }),
    ];
    for speed in [1e-300, 1.0, 1e300] {
        let (_folder, scene) = replay(&rows, speed).await;
        assert!(scene.get("/jobs").await.ids().contains(&"dawn".to_owned()), "{speed}");
    }
}
