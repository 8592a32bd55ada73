//! Keys in the real Secret Service.
//!
//! Runs when `LAPWING_TEST_SECRET_SERVICE=1` says that the session bus is a private one with an unlocked keyring on it,
//! so that no test ever touches a person's own keyring.

#![cfg(target_os = "linux")]

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::support::{Cli, KEY_VARIABLE, market};

#[tokio::test(flavor = "multi_thread")]
async fn a_key_goes_from_standard_input_into_the_keyring_and_serves_every_later_run() {
    if !there_is_a_keyring() {
        return;
    }
    let sandbox = market(&["Rust parser"]).await;
    let cli = Cli::with_keyring();
    let add = ["source", "add", "jobs-api", "--name", "main", "--base-url", sandbox.url(), "--key-stdin"];
    let added = cli.run_on(&format!(" \"{}\" \n", sandbox.key()), &add);
    assert_eq!(added.status, 0, "{added:?}");
    assert!(added.err.contains("Removed"), "what was cleaned is said: {}", added.err);
    assert!(kept().contains(sandbox.key()), "the key is in the keyring");
    assert!(!is_below(&cli.data_dir(), sandbox.key()), "and in no file");

    cli.done(&["search", "add", "Rust", "--query", "rust"]);
    assert_eq!(cli.done(&["watch", "--once", "--json"]).all("title"), ["Rust parser"]);
    assert_eq!(cli.done(&["--json", "source", "list"]).document()[0]["key_state"], "accepted");

    let said = cli.done(&["source", "remove", "main"]).err;
    assert_eq!(said, "Removed “main” and its key. Its jobs are still stored.\n");
    assert!(!kept().contains(sandbox.key()), "removed with its source");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_is_imported_from_a_variable_that_is_not_needed_again() {
    if !there_is_a_keyring() {
        return;
    }
    let sandbox = market(&[]).await;
    let cli = Cli::with_keyring().with_key(sandbox.key());
    let add =
        ["source", "add", "jobs-api", "--name", "main", "--base-url", sandbox.url(), "--import-env", KEY_VARIABLE];
    cli.done(&add);
    let cli = cli.with_key("");
    cli.done(&["source", "test", "main"]);
    cli.done(&["source", "remove", "main"]);
}

pub fn there_is_a_keyring() -> bool {
    let given = std::env::var("LAPWING_TEST_SECRET_SERVICE").unwrap_or_default();
    if given != "1" {
        eprintln!("skipped: LAPWING_TEST_SECRET_SERVICE is {given:?}, not \"1\"");
    }
    given == "1"
}

/// Everything Lapwing keeps in the keyring, as another program reads it.
pub fn kept() -> String {
    let output =
        Command::new("secret-tool").args(["search", "--all", "--unlock", "service", "lapwing"]).output().unwrap();
    String::from_utf8_lossy(&output.stdout).into_owned()
}

pub fn is_below(folder: &Path, text: &str) -> bool {
    fs::read_dir(folder).unwrap().any(|entry| {
        let path = entry.unwrap().path();
        if path.is_dir() {
            return is_below(&path, text);
        }
        fs::read(&path).unwrap().windows(text.len()).any(|bytes| bytes == text.as_bytes())
    })
}
