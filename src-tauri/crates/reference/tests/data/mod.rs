//! Where the tests find real postings, and what they share.
#![allow(clippy::print_stderr, reason = "a skipped test says so")]

use std::fs;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use lapwing_reference::{Posting, Query, holds};
use serde_json::Value;

/// The folder that `LAPWING_DATA` names, or the one beside the project.
fn folder() -> PathBuf {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/data");
    std::env::var_os("LAPWING_DATA").map_or(beside, PathBuf::from)
}

/// The text of a file under that folder, or nothing (and a word about it) when it is not there.
pub fn read(name: &str) -> Option<String> {
    let path = folder().join(name);
    let text = fs::read_to_string(&path).ok();
    if text.is_none() {
        eprintln!("SKIPPED: {} is not there", path.display());
    }
    text
}

/// The ids and postings of a file of job objects.
pub fn postings(text: &str) -> Vec<(String, Posting)> {
    let read = |line: &str| {
        let value: Value = serde_json::from_str(line).ok()?;
        Some((value.get("id")?.as_str()?.to_owned(), Posting::from_jobs_api(&value)?))
    };
    let found: Vec<(String, Posting)> = text.lines().filter_map(read).collect();
    assert_eq!(found.len(), text.lines().count(), "every line is a job object");
    found
}

/// The ids that a query finds, each once, at its first row; or the error.
pub fn found(query: &str, postings: &[(String, Posting)]) -> Vec<String> {
    let query = match Query::parse(query) {
        Ok(query) => query,
        Err(error) => return vec![format!("error:{}", error.code)],
    };
    let mut ids: Vec<String> = Vec::new();
    for (id, posting) in postings {
        if holds(&query, posting, None, Timestamp::UNIX_EPOCH) && !ids.contains(id) {
            ids.push(id.clone());
        }
    }
    ids
}
