//! What is printed about sources and searches, in both forms, and by which of the two channels.

use serde_json::json;

use crate::support::{Cli, KEY_VARIABLE, market};

#[test]
fn sources_and_searches_are_listed_as_one_document() {
    let cli = Cli::new();
    assert_eq!(cli.done(&["--json", "source", "list"]).out, "[]\n");
    assert_eq!(cli.done(&["--json", "search", "list"]).out, "[]\n");
    let add = ["source", "add", "jobs-api", "--name", "main", "--base-url", "http://127.0.0.1:9", "--key-env", "K"];
    let described = ["--plan", "professional", "--calls-used", "12", "--environment", "staging"];
    cli.done(&[&add[..], &described].concat());
    let source = json!({
        "name": "main", "service": "jobs-api", "base_url": "http://127.0.0.1:9", "plan": "professional",
        "environment": "staging", "enabled": true, "key_state": "unknown",
    });
    assert_eq!(cli.done(&["--json", "source", "list"]).document(), json!([source]));

    cli.done(&["search", "add", "Rust", "--query", "-js rust", "--source", "main", "--notify", "silent"]);
    let search = |paused: bool| {
        json!({
            "name": "Rust", "query": "-js rust", "sources": ["main"], "notify": "silent", "priority": "normal",
            "paused": paused,
        })
    };
    assert_eq!(cli.done(&["--json", "search", "list"]).document(), json!([search(false)]));
    cli.done(&["search", "pause", "Rust"]);
    assert_eq!(cli.done(&["--json", "search", "show", "Rust"]).document(), search(true));
    cli.done(&["search", "pause", "Rust", "--resume"]);
    assert_eq!(cli.done(&["--json", "search", "show", "Rust"]).document(), search(false));
    cli.done(&["search", "remove", "Rust"]);
    assert_eq!(cli.done(&["--json", "search", "list"]).out, "[]\n");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_test_of_a_source_tells_what_it_cost_and_what_is_wrong() {
    let sandbox = market(&["Rust parser"]).await;
    let cli = Cli::watching(&sandbox);
    let good = cli.done(&["--json", "source", "test", "main"]).document();
    let expected = json!({"ok": true, "service": "jobs-api", "dialect": "documented", "calls": 2, "problem": null});
    assert_eq!(good, expected);

    sandbox.control().set_dialect(lapwing_sandbox::Dialect::SearchUrl);
    let changed = cli.done(&["source", "test", "main"]);
    assert!(changed.out.ends_with("\nDialect: search-url\nCalls used: 3\n"), "{changed:?}");
    let remembered = cli.done(&["--json", "source", "test", "main"]).document();
    assert_eq!((&remembered["dialect"], &remembered["calls"]), (&json!("search-url"), &json!(2)));

    sandbox.control().revoke_key(sandbox.key());
    let bad = cli.run(&["--json", "source", "test", "main"]);
    assert_eq!((bad.status, &bad.document()["calls"]), (3, &json!(1)), "a failed call counts too");
    assert!(bad.document()["problem"].as_str().unwrap().contains("rejected"), "{bad:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_test_of_a_source_is_printed_in_both_forms() {
    let sandbox = market(&[]).await;
    let cli = Cli::new().with_key(sandbox.key());
    cli.add_source("main", sandbox.url());
    insta::assert_snapshot!(cli.done(&["source", "test", "main"]).out);
    insta::assert_snapshot!(cli.done(&["--json", "source", "test", "main"]).out);
    sandbox.control().revoke_key(sandbox.key());
    let rejected = cli.run(&["source", "test", "main"]);
    insta::assert_snapshot!(format!("{}--\n{}", rejected.out, rejected.err));
    let rejected = cli.run(&["--json", "source", "test", "main"]);
    insta::assert_snapshot!(format!("{}--\n{}", rejected.out, rejected.err));
}

#[tokio::test(flavor = "multi_thread")]
async fn quiet_leaves_results_and_failures_only() {
    let sandbox = market(&["Rust parser"]).await;
    let cli = Cli::watching(&sandbox);
    let run = cli.done(&["--quiet", "watch", "--once"]);
    assert!(run.out.contains("Rust parser") && run.err.is_empty(), "{run:?}");
    let run = cli.done(&["watch", "--once"]);
    assert_eq!((run.out.as_str(), run.err.as_str()), ("", "No new match.\n"));
    let run = cli.done(&["--quiet", "watch", "--once"]);
    assert_eq!((run.out.as_str(), run.err.as_str()), ("", ""));
    assert!(!cli.run(&["--quiet", "source", "test", "nobody"]).err.is_empty());
}

#[test]
fn a_search_without_a_query_is_shown_to_match_everything() {
    let cli = Cli::new();
    cli.done(&["search", "add", "all", "--query", " "]);
    assert_eq!(cli.done(&["search", "list"]).out, "all: (everything) (0 matches, 0 unread)\n");
    assert_eq!(cli.done(&["search", "show", "All"]).out, "all: (everything)\n");
    assert_eq!(cli.done(&["search", "pause", "ALL"]).err, "Paused “all”.\n");
}

#[test]
fn removing_a_source_tells_where_its_key_still_is() {
    let cli = Cli::new();
    cli.add_source("main", "http://127.0.0.1:9");
    let said = format!("Removed “main”. Its key stays in the variable {KEY_VARIABLE}. Its jobs are still stored.\n");
    assert_eq!(cli.done(&["source", "remove", "MAIN"]).err, said);
}

#[test]
fn help_and_version_are_answers() {
    let cli = Cli::new();
    assert!(cli.done(&["--help"]).out.contains("Usage: lapwing-cli"));
    assert_eq!(cli.done(&["--version"]).out, format!("lapwing-cli {}\n", env!("CARGO_PKG_VERSION")));
}
