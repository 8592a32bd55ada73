//! `lapwing-cli` as a second pair of eyes on what the window has stored.

use serde_json::Value;

use crate::desktop::{self, Desktop};

/// What is stored about the jobs that fit `query`, newest first: one object each, with at least `title` and `state`.
///
/// # Panics
/// When the command fails.
pub fn jobs(desktop: &Desktop, query: &str) -> Vec<Value> {
    lines(desktop, &["jobs", query, "--limit", "10000"])
}

/// The state of the stored job with this title.
#[track_caller]
pub fn state_of(desktop: &Desktop, title: &str) -> String {
    let jobs = jobs(desktop, "");
    let job = jobs.iter().find(|job| job["title"] == title);
    let Some(job) = job else { panic!("“{title}” is not among the {} stored jobs", jobs.len()) };
    job["state"].as_str().expect("a stored job has a state").to_owned()
}

/// What a command prints as one JSON document.
///
/// # Panics
/// When the command fails.
pub fn document(desktop: &Desktop, arguments: &[&str]) -> Value {
    serde_json::from_str(&printed(desktop, arguments)).expect("it prints JSON")
}

/// What a command prints for people, as the bytes that would reach a terminal.
///
/// # Panics
/// When the command fails.
pub fn shown(desktop: &Desktop, arguments: &[&str]) -> String {
    output(desktop, arguments)
}

/// Runs a command that prints nothing of interest.
///
/// # Panics
/// When the command fails.
pub fn run(desktop: &Desktop, arguments: &[&str]) {
    printed(desktop, arguments);
}

fn lines(desktop: &Desktop, arguments: &[&str]) -> Vec<Value> {
    let text = printed(desktop, arguments);
    text.lines().map(|line| serde_json::from_str(line).expect("it prints JSON, line by line")).collect()
}

fn printed(desktop: &Desktop, arguments: &[&str]) -> String {
    output(desktop, &[&["--json"], arguments].concat())
}

fn output(desktop: &Desktop, arguments: &[&str]) -> String {
    let output = desktop.command(desktop::program("lapwing-cli")).args(arguments).output().expect("lapwing-cli starts");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "lapwing-cli {arguments:?}: {}: {said}", output.status);
    String::from_utf8(output.stdout).expect("it prints text")
}
