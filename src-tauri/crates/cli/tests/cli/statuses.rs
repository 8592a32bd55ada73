//! Exit statuses: each says what kind of thing went wrong, and a sentence on standard error says what to do.

use std::fs;

use lapwing_sandbox::Fault;

use crate::support::{Cli, KEY_VARIABLE, Run, market};

/// Refused with `status` and a sentence that contains `sentence`, on standard error alone.
#[track_caller]
fn refused(run: &Run, status: i32, sentence: &str) {
    assert_eq!(run.status, status, "{run:?}");
    assert!(run.err.contains(sentence), "{sentence:?} is said: {run:?}");
    assert_eq!(run.out, "", "results only on standard output");
}

/// A test of a source that failed for its key: what it cost is a result, what to do about it is said.
#[track_caller]
fn refused_test(run: &Run, sentence: &str) {
    assert_eq!(run.status, 3, "{run:?}");
    assert!(run.err.contains(sentence) && !run.err.contains("Paste"), "{sentence:?} is said: {run:?}");
}

#[test]
fn unknown_names_and_commands_are_usage() {
    let cli = Cli::new();
    refused(&cli.run(&["source", "test", "nobody"]), 2, "There is no source named “nobody”");
    refused(&cli.run(&["source", "remove", "nobody"]), 2, "There is no source named “nobody”");
    refused(&cli.run(&["search", "show", "nothing"]), 2, "There is no search named “nothing”");
    refused(&cli.run(&["frobnicate"]), 2, "frobnicate");
    refused(&cli.run(&["source", "add", "jobs-api", "--name", "a"]), 2, "--key-stdin");
}

#[test]
fn taken_names_and_unsafe_addresses_are_usage() {
    let cli = Cli::new();
    cli.add_source("main", "http://127.0.0.1:9");
    let add = |name, url| cli.run(&["source", "add", "jobs-api", "--name", name, "--base-url", url, "--key-env", "K"]);
    refused(&add("main", "http://127.0.0.1:9"), 2, "already a source named “main”");
    refused(&add("other", "http://example.com"), 2, "would send the key unprotected");
    cli.done(&["search", "add", "Rust", "--query", "rust"]);
    refused(&cli.run(&["search", "add", "Rust", "--query", "rust"]), 2, "already a search named “Rust”");
    refused(&cli.run(&["search", "add", "RUST", "--query", "rust"]), 2, "already a search named “Rust”");
    refused(&add("Main", "http://127.0.0.1:9"), 2, "already a source named “main”");
    refused(&cli.run(&["query", "match", "rust", "--jobs", "/nowhere/rows.jsonl"]), 2, "cannot be read");
}

#[test]
fn without_a_source_or_its_key_the_key_is_missing() {
    let cli = Cli::new();
    refused(&cli.run(&["watch", "--once"]), 3, "no source");
    cli.add_source("main", "http://127.0.0.1:9");
    refused(&cli.run(&["watch", "--once"]), 3, KEY_VARIABLE);
    let tested = cli.run(&["--json", "source", "test", "main"]);
    assert_eq!((tested.status, &tested.document()["ok"]), (3, &false.into()));
    assert!(tested.document()["problem"].as_str().unwrap().starts_with(&format!("{KEY_VARIABLE} is not set.")));
    let tested = cli.run(&["source", "test", "main"]);
    assert!(tested.err.contains(&format!("{KEY_VARIABLE} is not set. Set it to the key of “main”")), "{tested:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_in_a_variable_is_cleaned_as_a_pasted_one_is() {
    let sandbox = market(&["Rust parser"]).await;
    let around = |key: &str| format!(" \"{key}\" \n");
    let cli = Cli::new().with_key(&around(sandbox.key()));
    cli.add_source("main", sandbox.url());
    cli.done(&["source", "test", "main"]);
    assert_eq!(cli.done(&["jobs"]).out, "");

    let cli = cli.with_key("two words");
    let said = format!("{KEY_VARIABLE} holds no key of “main” that could be sent. There is a space");
    refused_test(&cli.run(&["source", "test", "main"]), &said);
    refused(&cli.run(&["watch", "--once"]), 3, &said);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rejected_key_is_corrected_where_it_comes_from_and_then_tested() {
    let sandbox = market(&["Rust parser"]).await;
    let cli = Cli::new().with_key("not-the-right-key");
    cli.add_source("main", sandbox.url());
    let said = format!(
        "The key of “main” was rejected. Correct the variable {KEY_VARIABLE}, then test it (lapwing-cli source test main)."
    );
    refused(&cli.run(&["watch", "--once"]), 3, &said);
    refused_test(&cli.run(&["source", "test", "main"]), &said);
    let cli = cli.with_key(sandbox.key());
    refused(&cli.run(&["watch", "--once"]), 3, &said);
    cli.done(&["source", "test", "main"]);
    cli.done(&["watch", "--once"]);
}

#[test]
fn without_a_keyring_a_key_is_not_stored_anywhere_and_the_other_way_is_named() {
    let cli = Cli::new();
    let add = ["source", "add", "jobs-api", "--name", "main", "--base-url", "http://127.0.0.1:9", "--key-stdin"];
    let run = cli.run_on("a-key-that-goes-nowhere", &add);
    refused(&run, 3, "Or keep the key in a variable and name it: --key-env VAR. Nothing was stored.");
    assert!(!run.err.contains("session"), "the command line has no session: {run:?}");
    assert_eq!(cli.done(&["--json", "source", "list"]).document(), serde_json::json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rejected_key_ends_watching_and_is_not_tried_again() {
    let sandbox = market(&["Rust parser"]).await;
    let cli = Cli::watching(&sandbox);
    sandbox.control().revoke_key(sandbox.key());
    refused(&cli.run(&["watch", "--once"]), 3, "rejected");
    let calls = sandbox.control().call_count();
    refused(&cli.run(&["watch", "--once"]), 3, "rejected");
    assert_eq!(sandbox.control().call_count(), calls, "nothing was sent");

    sandbox.control().issue_key(sandbox.key());
    cli.done(&["source", "test", "main"]);
    assert_eq!(
        cli.done(&["watch", "--once", "--json"]).all("title"),
        ["Rust parser"],
        "a test that succeeds resumes it"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_service_that_asks_to_wait_is_obeyed() {
    let sandbox = market(&["Rust parser"]).await;
    let cli = Cli::watching(&sandbox);
    sandbox.control().set_fault(Fault::RateLimited);
    let first = cli.run(&["watch", "--once"]);
    refused(&first, 4, "“main” may not be asked before ");
    let calls = sandbox.control().call_count();
    assert_eq!(cli.run(&["watch", "--once"]).err, first.err, "what is said stays true");
    assert_eq!(sandbox.control().call_count(), calls, "nothing was sent");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_service_that_fails_or_is_gone_is_the_network_and_nothing_is_lost() {
    let sandbox = market(&["Rust parser"]).await;
    let cli = Cli::watching(&sandbox);
    sandbox.control().set_fault(Fault::BadGateway);
    refused(&cli.run(&["watch", "--once"]), 5, "main");
    sandbox.control().clear_faults();
    sandbox.go_offline().await;
    refused(&cli.run(&["watch", "--once"]), 5, "main");
    sandbox.come_back().await.unwrap();
    assert_eq!(cli.done(&["watch", "--once", "--json"]).all("title"), ["Rust parser"]);
}

#[test]
fn a_damaged_database_is_storage_and_is_left_as_it_is() {
    let cli = Cli::new();
    fs::create_dir_all(cli.data_dir()).unwrap();
    let path = cli.data_dir().join("lapwing.db");
    let damaged = b"this is no database, whatever its name says".repeat(100);
    fs::write(&path, &damaged).unwrap();
    refused(&cli.run(&["source", "list"]), 6, "damaged");
    assert!(fs::read(&path).unwrap() == damaged);
}

#[test]
fn a_query_that_cannot_be_read_is_refused_with_its_place() {
    let cli = Cli::new();
    refused(&cli.run(&["query", "check", "rust AND ("]), 7, "  rust AND (\n           ^\n");
    refused(&cli.run(&["search", "add", "Rust", "--query", "rust AND ("]), 7, "^");
    let long = cli.run(&["query", "check", &format!("{}budget:x", "rust ".repeat(400))]);
    refused(&long, 7, " rust budget:x\n");
    assert!(long.err.lines().all(|line| line.chars().count() < 120), "{long:?}");
    refused(&cli.run(&["query", "match", "title:", "--jobs", "-"]), 7, "^");
}
