//! The marketplace API on the command line, from a client secret to a match, with the real keyring.

#![cfg(target_os = "linux")]

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::process::Stdio;

use lapwing_sandbox::Sandbox;
use serde_json::json;

use crate::keyring::{is_below, kept, there_is_a_keyring};
use crate::support::{Cli, Run, market};

/// Adds the sandbox's marketplace side.
fn add(cli: &Cli, sandbox: &Sandbox) -> Run {
    let arguments = [
        "source",
        "add",
        "marketplace",
        "--name",
        "official",
        "--client-id",
        sandbox.client_id(),
        "--secret-stdin",
        "--base-url",
        sandbox.url(),
    ];
    cli.run_on(sandbox.client_secret(), &arguments)
}

/// Authorizes it as somebody does whose browser is elsewhere, who answers `answer`.
fn authorize(cli: &Cli, answer: &str) -> Run {
    let mut command = cli.command(&["source", "authorize", "official", "--code-stdin"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut said = BufReader::new(child.stderr.take().unwrap());
    let mut err = String::new();
    let address = loop {
        let mut line = String::new();
        assert!(said.read_line(&mut line).unwrap() > 0, "an address was expected: {err}");
        err.push_str(&line);
        if line.starts_with("http") {
            break line.trim().to_owned();
        }
    };
    let agent: ureq::Agent = ureq::Agent::config_builder().max_redirects(0).build().into();
    let page = agent.get(format!("{address}&answer={answer}")).call().unwrap();
    let callback = page.headers()["location"].to_str().unwrap().to_owned();
    writeln!(child.stdin.take().unwrap(), "{callback}").unwrap();
    said.read_to_string(&mut err).unwrap();
    let mut out = String::new();
    child.stdout.take().unwrap().read_to_string(&mut out).unwrap();
    Run { status: child.wait().unwrap().code().unwrap(), out, err }
}

#[tokio::test(flavor = "multi_thread")]
async fn from_a_client_secret_to_a_match_and_no_word_of_it_in_a_file() {
    if !there_is_a_keyring() {
        return;
    }
    let sandbox = market(&["Rust parser", "Logo"]).await;
    let cli = Cli::with_keyring();
    let added = add(&cli, &sandbox);
    assert_eq!(added.status, 0, "{added:?}");
    assert!(added.err.contains("http://127.0.0.1:8765/callback"), "{}", added.err);
    assert!(kept().contains(sandbox.client_secret()) && !is_below(&cli.data_dir(), sandbox.client_secret()));

    let early = cli.run(&["source", "test", "official"]);
    assert_eq!(early.status, 3, "not authorized yet: {early:?}");
    let refused = authorize(&cli, "deny");
    assert!(refused.status == 2 && refused.err.contains("refused in the browser"), "{refused:?}");
    let done = authorize(&cli, "allow");
    assert_eq!(done.status, 0, "{done:?}");
    assert!(kept().contains("oauth2v2_") && !is_below(&cli.data_dir(), "oauth2v2_"), "tokens are in the keyring only");
    cli.done(&["source", "test", "official"]);
    assert!(cli.done(&["source", "list"]).out.contains("authorized; renewed by itself"));

    let wide = cli.run(&["search", "add", "All", "--query", "rate:>=5", "--source", "official"]);
    assert_eq!(wide.status, 7, "{wide:?}");
    cli.done(&["search", "add", "Rust", "--query", "rust", "--source", "official"]);
    let plan = cli.done(&["--json", "plan"]).document();
    assert_eq!(plan["streams"][0]["covers"], json!(["Rust"]));
    let found = cli.done(&["watch", "--once", "--json"]).lines();
    // Standard output may be a file: what identifies the posting goes there, and nothing of what it says.
    assert_eq!((found.len(), &found[0]["title"], &found[0]["searches"]), (1, &json!(null), &json!(["Rust"])));
    assert!(found[0]["job_id"].is_string() && found[0]["url"].as_str().unwrap().starts_with("https://www."));
    assert!(!is_below(&cli.data_dir(), "parser"));

    let second = add(&cli, &sandbox);
    assert!(second.status == 2, "one key for an account: {second:?}");
    let rotated = cli.run_on("another-secret-0123456789", &["source", "rotate", "official", "--key-stdin"]);
    assert!(rotated.status == 0 && rotated.out.contains("Replaced the client secret"), "{rotated:?}");
    assert!(kept().contains("another-secret-0123456789") && !kept().contains(sandbox.client_secret()));
    let removed = cli.done(&["source", "remove", "official"]);
    assert!(removed.err.contains("“Rust” reads no source now"), "{}", removed.err);
    assert!(!kept().contains("another-secret-0123456789"), "removed with its source");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_service_filters_of_a_query_is_explained() {
    if !there_is_a_keyring() {
        return;
    }
    let sandbox = market(&[]).await;
    let cli = Cli::with_keyring();
    add(&cli, &sandbox);
    let explained =
        cli.done(&["--json", "query", "explain", "rust type:hourly rate:>=50", "--source", "official"]).document();
    assert_eq!(explained["server"]["jobType_eq"], "HOURLY");
    assert_eq!(explained["exact"], false);
    let local = explained["local"].as_array().unwrap();
    assert!(local.contains(&json!("rate:>=50")), "{explained}");
    assert_eq!(cli.run(&["query", "explain", "-rust", "--source", "official"]).status, 7);
    cli.done(&["source", "remove", "official"]);
}
