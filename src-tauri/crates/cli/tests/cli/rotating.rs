//! `source rotate`: what is printed, what is refused, and in a real keyring which keys are kept.

use serde_json::json;

use crate::support::{Cli, KEY_VARIABLE, market};

#[test]
fn a_key_in_a_variable_is_replaced_there() {
    let cli = Cli::new();
    cli.add_source("main", "http://127.0.0.1:9");
    let run = cli.run_on("another-key-of-enough-length", &["source", "rotate", "main", "--key-stdin"]);
    let said = format!(
        "The key of “main” is read from the variable {KEY_VARIABLE}. Set {KEY_VARIABLE} to the new key, then test it: \
         lapwing-cli source test main\n"
    );
    assert_eq!((run.status, run.out.as_str(), run.err.as_str()), (2, "", said.as_str()));
    assert_eq!(cli.run(&["source", "rotate", "main", "--confirm"]).status, 2, "there is nothing to confirm");
    assert_eq!(cli.run(&["source", "rotate", "nobody", "--confirm"]).status, 2);
    assert_eq!(cli.run(&["source", "rotate", "main"]).status, 2, "a key must come from somewhere");
    assert_eq!(cli.run(&["source", "rotate", "main", "--confirm", "--reason", "leak"]).status, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn another_key_in_the_variable_begins_another_life() {
    let sandbox = market(&["Rust parser"]).await;
    let cli = Cli::watching(&sandbox);
    cli.done(&["watch", "--once"]);
    sandbox.control().issue_key("another-key-of-enough-length");
    let cli = cli.with_key("another-key-of-enough-length");
    cli.done(&["source", "test", "main"]);
    let said = cli.done(&["source", "list"]).out;
    assert!(said.ends_with(", key accepted, added today\n"), "{said}");
}

#[cfg(target_os = "linux")]
#[tokio::test(flavor = "multi_thread")]
async fn both_keys_are_kept_until_the_new_one_brought_jobs_and_that_is_confirmed() {
    use crate::keyring::{is_below, kept, there_is_a_keyring};

    if !there_is_a_keyring() {
        return;
    }
    let sandbox = market(&["Rust parser"]).await;
    let cli = Cli::with_keyring();
    let add = ["source", "add", "jobs-api", "--name", "main", "--base-url", sandbox.url(), "--key-stdin"];
    assert_eq!(cli.run_on(sandbox.key(), &add).status, 0);
    cli.done(&["search", "add", "Rust", "--query", "rust"]);
    let rotate = ["--json", "source", "rotate", "main", "--key-stdin", "--reason", "leak"];
    let refused = cli.run_on("a-key-that-nobody-issued", &rotate);
    assert_eq!(
        (refused.status, &refused.document()["ok"], &refused.document()["mail"]),
        (3, &json!(false), &json!(null))
    );
    assert_eq!(refused.document()["step"], "test");

    let new = format!("{}-the-second", sandbox.key());
    sandbox.control().issue_key(&new);
    let begun = cli.run_on(&new, &rotate);
    assert_eq!((begun.status, &begun.document()["step"]), (0, &json!("traffic")), "{begun:?}");
    assert!(begun.document()["mail"].as_str().unwrap().contains("at once"), "{begun:?}");
    assert!(begun.err.contains("Calls used: 2"), "{begun:?}");
    // The new key begins with the old one.
    assert_eq!((kept().matches(sandbox.key()).count(), kept().matches(&new).count()), (2, 1));
    assert!(!is_below(&cli.data_dir(), &new), "and in no file");

    let confirm = ["--json", "source", "rotate", "main", "--confirm"];
    let early = cli.run(&confirm);
    assert_eq!(
        (early.status, &early.document()["ok"], &early.document()["step"]),
        (2, &json!(false), &json!("traffic"))
    );
    sandbox.control().revoke_key(sandbox.key());
    cli.done(&["watch", "--once"]);
    let closed = cli.done(&confirm).document();
    assert_eq!((&closed["ok"], &closed["step"]), (&json!(true), &json!("closed")));
    assert_eq!((kept().matches(sandbox.key()).count(), kept().matches(&new).count()), (1, 1), "the old one is gone");
    cli.done(&["source", "remove", "main"]);
    assert!(!kept().contains(sandbox.key()));
}
