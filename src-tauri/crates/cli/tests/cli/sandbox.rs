//! `sandbox`: a service to play with, watched by the same program.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::support::{Cli, Running};

/// Jobs of the file that is replayed.
const JOBS: usize = 6;

#[test]
fn a_file_is_replayed_and_each_of_its_jobs_is_printed_once() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("rows.jsonl");
    let row = |n: usize| {
        let posted = format!("2026-01-05T0{n}:00:00Z");
        json!({"id": format!("job-{n}"), "title": format!("Rust parser {n}"), "posted_on": posted}).to_string()
    };
    std::fs::write(&file, (0..JOBS).map(row).collect::<Vec<_>>().join("\n")).unwrap();

    // An hour passes in a quarter of a second: what is still to come arrives while the test looks.
    let dataset = file.to_str().unwrap();
    let place = Cli::new();
    let options = ["--json", "sandbox", "--dataset", dataset, "--speed", "14400", "--plan", "unlimited"];
    let mut sandbox = place.start(&options);
    let endpoint = sandbox.line();
    let cli = Cli::new().with_key(endpoint["key"].as_str().unwrap());
    cli.add_source("play", endpoint["url"].as_str().unwrap());
    cli.done(&["search", "add", "Rust", "--query", "rust"]);

    let mut printed = cli.done(&["watch", "--once", "--json"]).all("job_id");
    assert!(printed.len() >= JOBS / 2, "the earlier half lies in the past: {printed:?}");
    let start = Instant::now();
    while printed.len() < JOBS && start.elapsed() < Duration::from_secs(30) {
        printed.extend(cli.done(&["watch", "--once", "--json"]).all("job_id"));
    }
    let once: BTreeSet<String> = (0..JOBS).map(|n| format!("job-{n}")).collect();
    assert_eq!((printed.len(), printed.into_iter().collect::<BTreeSet<_>>()), (JOBS, once), "each once");
    end(sandbox);
}

#[test]
fn its_first_line_tells_where_it_is_and_what_opens_it() {
    let cli = Cli::new();
    let mut sandbox = cli.start(&["--json", "sandbox", "--seed", "7"]);
    let endpoint = sandbox.line();
    assert!(endpoint["url"].as_str().unwrap().starts_with("http://127.0.0.1:"), "{endpoint}");
    for name in ["key", "client_id", "client_secret"] {
        assert!(endpoint[name].as_str().is_some_and(|text| !text.is_empty()), "{name}: {endpoint}");
    }
    let again = cli.start(&["--json", "sandbox", "--seed", "7"]).line();
    let opens = |endpoint: &Value| (endpoint["key"].clone(), endpoint["client_secret"].clone());
    assert_eq!(opens(&endpoint), opens(&again), "the same seed makes the same credentials");
    end(sandbox);
}

#[test]
fn what_it_cannot_play_is_refused() {
    let cli = Cli::new();
    for options in [
        ["--dataset", "/nowhere/rows.jsonl"],
        ["--fault", "gremlins"],
        ["--speed", "0"],
        ["--plan", "golden"],
        ["--dialect", "klingon"],
    ] {
        let run = cli.run(&[&["sandbox"][..], &options].concat());
        assert_eq!(run.status, 2, "{options:?}: {run:?}");
        assert!(!run.err.is_empty());
    }
}

#[test]
fn a_file_that_cannot_be_replayed_is_refused_with_the_reason() {
    let folder = tempfile::tempdir().unwrap();
    let replay = |path: &Path| {
        let run = Cli::new().run(&[OsStr::new("sandbox"), "--dataset".as_ref(), path.as_ref()]);
        assert_eq!(run.status, 2, "{run:?}");
        run.err
    };
    let missing = folder.path().join("missing.jsonl");
    let reason = std::fs::read(&missing).unwrap_err();
    assert_eq!(replay(&missing), format!("cannot read the postings in {}: {reason}\n", missing.display()));
    let empty = folder.path().join("empty.jsonl");
    std::fs::write(&empty, "no\njobs\n").unwrap();
    assert!(replay(&empty).contains("holds no job object (2 lines skipped)"));
}

#[test]
fn lines_of_a_file_that_are_no_jobs_are_counted_aloud() {
    let folder = tempfile::tempdir().unwrap();
    let said = |lines: &str| {
        let file = folder.path().join("rows.jsonl");
        std::fs::write(&file, lines).unwrap();
        let mut sandbox = Cli::new().start(&["--json", "sandbox", "--dataset", file.to_str().unwrap()]);
        sandbox.line();
        sandbox.complaints().replace(file.to_str().unwrap(), "FILE")
    };
    let wanted = "skipped. One JSON object with an id is wanted on each line.";
    let job = r#"{"id": "a", "title": "Rust parser"}"#;
    assert!(said(&format!("{job}\n\nno\n")).contains(&format!("FILE: 1 line is no job object and was {wanted}")));
    assert!(said(&format!("no\n{job}\n[]\n")).contains(&format!("FILE: 2 lines are no job objects and were {wanted}")));
    assert!(!said(&format!("\u{feff}{job}\n")).contains("skipped"), "a byte-order mark is part of no line");
}

#[cfg(unix)]
fn end(sandbox: Running) {
    assert_eq!(sandbox.terminate(), 0, "it ends well when told to");
}

#[cfg(not(unix))]
fn end(_: Running) {}
