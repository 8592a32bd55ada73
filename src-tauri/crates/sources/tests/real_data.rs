//! Every real posting in the folder that `LAPWING_DATA` names decodes, with all the facts it gives.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stderr)]

use std::collections::BTreeSet;
use std::path::PathBuf;

use lapwing_domain::Job;
use lapwing_domain::job::Country;
use lapwing_sources::jobs_api::{decode_job, decode_job_text};
use serde_json::{Value, json};

/// The folder, or `None` after saying that there is none.
fn folder() -> Option<PathBuf> {
    let folder = std::env::var_os("LAPWING_DATA").map(PathBuf::from);
    if folder.is_none() {
        eprintln!("skipped: LAPWING_DATA names no folder with real postings");
    }
    folder
}

fn rows(file: &str) -> Option<Vec<(Value, Job)>> {
    let text = std::fs::read_to_string(folder()?.join(file)).unwrap();
    let decode = |line: &str| (serde_json::from_str(line).unwrap(), decode_job_text(line).unwrap());
    Some(text.lines().filter(|line| !line.trim().is_empty()).map(decode).collect())
}

/// In how many rows the service gives a fact, and in how many Lapwing knows it.
fn assert_known(rows: &[(Value, Job)], path: &str, known: impl Fn(&Job) -> bool) {
    let given = |row: &Value| row.pointer(path).is_some_and(|value| !value.is_null());
    for (row, job) in rows {
        assert_eq!(given(row), known(job), "{path} of {}", job.id);
    }
    assert!(rows.iter().any(|(row, _)| given(row)), "{path} is given nowhere");
}

#[test]
fn all_postings_of_2025_decode_with_their_facts() {
    let Some(rows) = rows("postings-2025.jsonl") else { return };
    let ids: BTreeSet<&str> = rows.iter().map(|(_, job)| job.id.0.as_str()).collect();
    assert_eq!((rows.len(), ids.len()), (3656, 3529));
    assert_eq!(rows.iter().filter(|(_, job)| job.private).count(), 372);
    assert_known(&rows, "/title", |job| !job.title.is_empty());
    assert_known(&rows, "/proposals_tier", |job| job.activity.proposals.is_some());
    assert_known(&rows, "/contractor_tier", |job| job.level.is_some());
    assert_known(&rows, "/duration_label", |job| job.duration.is_some());
    assert_known(&rows, "/engagement", |job| job.workload.is_some());
    assert_known(&rows, "/budget/fixed_amount", |job| job.budget.is_some());
    assert_known(&rows, "/buyer/total_spent", |job| job.client.spent.is_some());
    assert_known(&rows, "/buyer/total_jobs_with_hires", |job| job.client.hires.is_some());
    assert_known(&rows, "/buyer/country", |job| job.client.country.is_some());
    assert_known(&rows, "/client_activity/invitations_sent", |job| job.activity.invites.is_some());
    assert_known(&rows, "/job_type", |job| job.contract.is_some());
    assert_known(&rows, "/status", |job| job.status.is_some());
}

#[test]
fn every_country_in_the_postings_of_2025_is_one() {
    let Some(rows) = rows("postings-2025.jsonl") else { return };
    for (_, job) in rows {
        assert!(!matches!(job.client.country, Some(Country::Other(_))), "{:?}", job.client.country);
    }
}

#[test]
fn the_publish_time_in_the_id_is_right_to_the_second() {
    let Some(rows) = rows("postings-2025.jsonl") else { return };
    for (row, job) in rows {
        let posted = job.posted.expect("every posting has a publish time, placeholders in their address");
        let address_alone = json!({ "id": "j", "ciphertext": row["ciphertext"] });
        let from_address = decode_job(&address_alone).unwrap().posted.unwrap();
        assert_eq!(posted.as_second(), from_address.as_second(), "{}", job.id);
    }
}

#[test]
fn all_postings_of_2020_decode_with_their_facts() {
    for (file, count) in [
        ("postings-2020-snapshot-1.jsonl", 353),
        ("postings-2020-snapshot-2.jsonl", 347),
        ("postings-2020-snapshot-3.jsonl", 348),
    ] {
        let Some(rows) = rows(file) else { return };
        assert_eq!(rows.len(), count, "{file}");
        assert_known(&rows, "/posted_on", |job| job.posted.is_some());
        assert_known(&rows, "/category/name", |job| job.category.is_some());
        assert_known(&rows, "/buyer/feedback_count", |job| job.client.reviews.is_some());
        // A score of 0 is known only where there are reviews to average.
        let rated =
            |job: &Job| job.client.rating.is_some() == (job.client.rating > Some(0.0) || job.client.reviews > Some(0));
        assert!(rows.iter().all(|(_, job)| rated(job)), "{file}");
    }
}
