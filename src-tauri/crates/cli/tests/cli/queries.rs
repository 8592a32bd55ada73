//! `query …`: tried without a data directory, against files of jobs.

use std::fs;
use std::path::Path;
use std::thread;

use serde_json::json;

use crate::support::{Cli, data};

#[test]
fn thirty_queries_print_exactly_the_postings_they_should() {
    let (Some(expected), Some(postings)) = (data("expected-2025.tsv"), data("postings-2025.jsonl")) else { return };
    let table = fs::read_to_string(expected).unwrap();
    let rows: Vec<Vec<&str>> =
        table.lines().filter(|row| !row.starts_with("# ")).map(|row| row.split('\t').collect()).collect();
    assert_eq!(rows.len(), 30);
    // Each reads the whole file anew, so they share the computer's cores.
    thread::scope(|scope| {
        for half in rows.chunks(15) {
            scope.spawn(|| half.iter().for_each(|row| prints_its_postings(row, &postings)));
        }
    });
}

/// A row of the table: the query, how many postings fit, and their ids.
fn prints_its_postings(row: &[&str], postings: &Path) {
    let file = postings.to_str().unwrap();
    let run = Cli::new().done(&["query", "match", row[0], "--jobs", file, "--now", "2025-03-10T00:00:00Z"]);
    let printed: Vec<&str> = run.out.lines().collect();
    let expected: Vec<&str> = row[2].split_whitespace().collect();
    assert!(printed == expected, "{}: {} ids instead of {}", row[0], printed.len(), row[1]);
}

#[test]
fn jobs_come_from_standard_input_and_bad_lines_lose_only_themselves() {
    let rows = [
        json!({"id": "one", "title": "Rust parser"}).to_string(),
        "{ this is no job".to_owned(),
        json!({"id": "two", "title": "Logo"}).to_string(),
        json!({"id": "one", "title": "Rust parser"}).to_string(),
        json!({"id": "three", "title": "More Rust", "surprise": [1, 2]}).to_string(),
    ];
    let run = Cli::new().run_on(&rows.join("\n"), &["query", "match", "rust", "--jobs", "-"]);
    assert_eq!((run.status, run.out.as_str()), (0, "one\nthree\n"), "in the file's order, once each");
    assert!(run.err.starts_with("line 2: "), "{}", run.err);

    let run = Cli::new().run_on(&rows[0], &["--json", "query", "match", "rust", "--jobs", "-"]);
    assert_eq!(run.document(), json!({"id": "one"}));
}

#[test]
fn a_byte_order_mark_costs_no_job() {
    let row = json!({"id": "one", "title": "Rust parser"});
    let run = Cli::new().run_on(&format!("\u{feff}{row}\r\n"), &["query", "match", "rust", "--jobs", "-"]);
    assert_eq!((run.out.as_str(), run.err.as_str()), ("one\n", ""));
}

#[test]
fn what_a_job_holds_never_breaks_a_line_or_steers_a_terminal() {
    let row = json!({"id": "one\ntwo\u{1b}[2J\u{9b}\u{202e}", "title": "Rust parser"}).to_string();
    let run = Cli::new().run_on(&row, &["query", "match", "rust", "--jobs", "-"]);
    assert_eq!(run.out, "one two\u{fffd}[2J\u{fffd}\u{fffd}\n");
    let run = Cli::new().run_on(&row, &["--json", "query", "match", "rust", "--jobs", "-"]);
    assert_eq!(run.document()["id"], "one\ntwo\u{1b}[2J\u{9b}\u{202e}", "scripts get it as it is");
}

#[test]
fn a_query_may_begin_with_a_dash() {
    let rows = json!({"id": "one", "title": "Logo"}).to_string();
    for arguments in [["query", "match", "-rust", "--jobs", "-"], ["query", "match", "--jobs=-", "--", "-rust"]] {
        assert_eq!(Cli::new().run_on(&rows, &arguments).out, "one\n", "{arguments:?}");
    }
}

#[test]
fn checking_prints_the_normal_form_or_the_error_with_its_place() {
    let cli = Cli::new();
    assert_eq!(cli.done(&["query", "check", "rust  AND  NOT wordpress"]).out, "rust -wordpress\n");
    let good = cli.done(&["--json", "query", "check", "rust OR python"]).document();
    assert_eq!(good, json!({"ok": true, "normal": "rust OR python", "warnings": []}));
    let bad = cli.run(&["--json", "query", "check", "São AND ("]);
    let error = json!({
        "code": "unbalanced", "start": 8, "end": 9, "message": "This bracket is never closed.", "hint": null
    });
    assert_eq!((bad.status, bad.document()), (7, json!({"ok": false, "errors": [error]})), "counted in characters");
}

#[test]
fn what_a_query_may_not_mean_is_told_wherever_it_is_taken() {
    let cli = Cli::new();
    for arguments in [
        vec!["query", "check", "rust or go"],
        vec!["query", "match", "rust or go", "--jobs", "/dev/null"],
        vec!["search", "add", "Either", "--query", "rust or go"],
        vec!["search", "edit", "Either", "--query", "rust or go"],
    ] {
        let run = cli.done(&arguments);
        assert!(run.err.contains("     ^^\n") && run.err.contains("Try: OR"), "{run:?}");
        let quiet = cli.run(&[&["--quiet"], &arguments[..]].concat());
        assert!(!quiet.err.contains("Try: OR") || arguments[1] == "check", "{quiet:?}");
    }
    let run = cli.done(&["query", "check", "+rust"]);
    assert!(run.err.ends_with(" Leave it out.\n"), "{run:?}");
}
