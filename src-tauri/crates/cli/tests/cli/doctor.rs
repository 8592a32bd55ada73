//! `doctor`: what it finds, in what order, and the exit status of the worst.

use std::fs;

use lapwing_sandbox::Sandbox;
use serde_json::{Value, json};

use crate::support::{Cli, KEY_VARIABLE, Run, market};

const NAMES: [&str; 8] = ["keyring", "notification bus", "database", "network", "service", "key", "quota", "clock"];

/// The checks that failed, by name.
fn failed(run: &Run) -> Vec<String> {
    let document = run.document();
    let checks = document["checks"].as_array().unwrap();
    let failed: Vec<&Value> = checks.iter().filter(|check| check["ok"] == false).collect();
    assert_eq!(document["ok"], json!(failed.is_empty()));
    for check in checks {
        assert_eq!(check["fix"].is_string(), check["ok"] == false, "what failed can be mended: {check}");
    }
    failed.iter().map(|check| check["name"].as_str().unwrap().to_owned()).collect()
}

fn check(run: &Run, name: &str) -> Value {
    run.document()["checks"].as_array().unwrap().iter().find(|check| check["name"] == name).unwrap().clone()
}

fn message(run: &Run, name: &str) -> String {
    check(run, name)["message"].as_str().unwrap().to_owned()
}

fn doctor(cli: &Cli) -> Run {
    cli.run(&["--json", "doctor"])
}

/// A source that works, read from a variable; the session has no bus.
async fn in_use() -> (Sandbox, Cli) {
    let sandbox = market(&["Rust parser"]).await;
    let cli = Cli::watching(&sandbox);
    (sandbox, cli)
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_is_looked_at_and_no_call_is_spent() {
    let (sandbox, cli) = in_use().await;
    let calls = sandbox.control().call_count();
    let run = doctor(&cli);
    let document = run.document();
    let names: Vec<_> = document["checks"].as_array().unwrap().iter().map(|check| &check["name"]).collect();
    assert_eq!(names, NAMES);
    assert_eq!(failed(&run), ["notification bus"], "this session has none: {run:?}");
    assert_eq!(run.status, 5);
    assert_eq!(sandbox.control().call_count(), calls);
    assert!(message(&run, "service").ends_with("lapwing-cli doctor --calls"), "{run:?}");
    assert!(message(&run, "network").ends_with("takes connections."), "{run:?}");
    assert!(message(&run, "keyring").ends_with("no source needs one."), "{run:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn where_calls_may_be_spent_the_service_is_tested_and_they_are_counted() {
    let (sandbox, cli) = in_use().await;
    let run = cli.run(&["--json", "doctor", "--calls"]);
    assert_eq!(message(&run, "service"), "“main” answers as it should.");
    assert_eq!(sandbox.control().call_count(), 2);
    assert_eq!(cli.done(&["--json", "usage"]).document()["calls_today"], 2);
    sandbox.control().revoke_key(sandbox.key());
    let run = cli.run(&["--json", "doctor", "--calls"]);
    assert_eq!((run.status, failed(&run)), (3, vec!["notification bus".into(), "service".into()]));
    assert_eq!(failed(&doctor(&cli)), ["notification bus", "key"], "and the key is known as rejected");
}

#[test]
fn without_a_source_the_key_is_what_is_missing_and_a_keyring_to_keep_it_in() {
    let run = doctor(&Cli::new());
    assert_eq!((run.status, failed(&run)), (3, ["keyring", "notification bus", "key"].map(String::from).to_vec()));
    assert_eq!(message(&run, "key"), "There is no source yet.");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_is_gone_is_named_with_its_port() {
    let (sandbox, cli) = in_use().await;
    let server = sandbox.url().trim_start_matches("http://").to_owned();
    sandbox.go_offline().await;
    let run = doctor(&cli);
    assert_eq!((run.status, failed(&run)), (5, vec!["notification bus".into(), "network".into()]));
    assert_eq!(message(&run, "network"), format!("“main”: Nothing answers at {server}."));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_variable_that_is_not_set_is_a_missing_key() {
    let (_sandbox, cli) = in_use().await;
    let run = doctor(&cli.with_key(""));
    assert_eq!((run.status, failed(&run)), (3, vec!["notification bus".into(), "key".into()]));
    assert_eq!(message(&run, "key"), format!("“main”: {KEY_VARIABLE} is not set."));
}

#[test]
fn a_month_that_is_used_up_is_the_quota() {
    let cli = Cli::new().with_key("made-up");
    let add = ["source", "add", "jobs-api", "--name", "main", "--base-url", "http://127.0.0.1:9", "--key-env"];
    cli.done(&[&add[..], &[KEY_VARIABLE, "--plan", "starter", "--calls-used", "1000"]].concat());
    let run = doctor(&cli);
    assert_eq!((run.status, failed(&run)), (4, ["notification bus", "network", "quota"].map(String::from).to_vec()));
    assert!(message(&run, "quota").starts_with("“main” may not be asked before "), "{run:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_database_is_storage_and_the_rest_is_looked_at_as_far_as_it_can_be() {
    let (_sandbox, cli) = in_use().await;
    cli.done(&["watch", "--once"]);
    let path = cli.data_dir().join("lapwing.db");
    let mut bytes = fs::read(&path).unwrap();
    let middle = bytes.len() / 2 / 4096 * 4096;
    bytes[middle..].fill(0xA5);
    fs::write(&path, bytes).unwrap();
    let run = doctor(&cli);
    assert_eq!(run.status, 6, "{run:?}");
    let database = check(&run, "database");
    assert!(database["message"].as_str().unwrap().contains("damaged"), "{run:?}");
    assert!(database["fix"].as_str().unwrap().contains("backup"), "{run:?}");

    fs::write(&path, "no database at all".repeat(1_000)).unwrap();
    let run = doctor(&cli);
    assert_eq!((run.status, failed(&run)), (6, ["keyring", "notification bus", "database"].map(String::from).to_vec()));
    assert_eq!(message(&run, "quota"), "Not checked: the database cannot be read.");
}

#[test]
fn as_text_what_to_do_stands_below_what_failed() {
    let run = Cli::new().run(&["doctor"]);
    assert_eq!((run.status, run.err.as_str()), (3, ""));
    let said = "FAILED  key               There is no source yet.\n                          Add one first.\n";
    assert!(run.out.contains(said), "{}", run.out);
    assert_eq!(run.out.lines().filter(|line| line.starts_with("ok ") || line.starts_with("FAILED")).count(), 8);
}
