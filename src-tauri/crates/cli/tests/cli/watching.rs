//! `watch`, and what it leaves for `jobs`.

use serde_json::json;

use crate::support::{Cli, market};

#[tokio::test(flavor = "multi_thread")]
async fn a_round_prints_the_matches_and_the_next_one_only_what_is_new() {
    let sandbox = market(&["Rust parser", "Logo", "Rust tray icon"]).await;
    let cli = Cli::watching(&sandbox);
    assert_eq!(cli.done(&["watch", "--once", "--json"]).all("title"), ["Rust tray icon", "Rust parser"]);
    assert_eq!(cli.done(&["watch", "--once", "--json"]).all("title"), Vec::<String>::new());

    sandbox.control().publish(json!({ "title": "Rust kernel module" })).unwrap();
    sandbox.control().publish(json!({ "title": "Another logo" })).unwrap();
    assert_eq!(cli.done(&["watch", "--once", "--json"]).all("title"), ["Rust kernel module"]);
    assert_eq!(cli.done(&["watch", "--once", "--json"]).all("title"), Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_search_added_later_finds_what_is_stored_and_prints_it_once() {
    let sandbox = market(&["Rust parser", "Logo"]).await;
    let cli = Cli::watching(&sandbox);
    cli.done(&["watch", "--once"]);
    cli.done(&["search", "add", "Design", "--query", "logo"]);
    let found = cli.done(&["watch", "--once", "--json"]);
    assert_eq!(found.all("title"), ["Logo"]);
    assert_eq!(found.lines()[0]["searches"], json!(["Design"]));
    assert_eq!(cli.done(&["watch", "--once", "--json"]).out, "");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_match_tells_what_scripts_need() {
    let sandbox = market(&[]).await;
    let id = sandbox.control().publish(json!({ "title": "Rust parser", "posted_on": "2026-01-05T08:12:43Z" })).unwrap();
    let cli = Cli::watching(&sandbox);
    let run = cli.done(&["watch", "--once", "--json"]);
    let mut found = run.lines().remove(0);
    let seen = found["seen_at"].take();
    assert!(seen.as_str().unwrap().ends_with('Z'), "{seen}");
    let url = found["url"].take();
    assert!(url.as_str().unwrap().starts_with("https://"), "{url}");
    let expected = json!({
        "job_id": id, "title": "Rust parser", "url": null, "source": "main", "searches": ["Rust"],
        "published_at": "2026-01-05T08:12:43Z", "seen_at": null,
    });
    assert_eq!(found, expected);

    let mut stored = cli.done(&["jobs", "--json"]).lines().remove(0);
    assert_eq!(stored["state"].take(), json!("new"));
    assert_eq!(stored["seen_at"], seen);
    assert_eq!(stored["url"], url);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_stored_is_searched_newest_first_as_far_as_the_limit() {
    let sandbox = market(&["Rust parser", "Logo", "Rust tray icon"]).await;
    let cli = Cli::watching(&sandbox);
    cli.done(&["watch", "--once"]);
    assert_eq!(cli.done(&["jobs", "--json"]).all("title"), ["Rust tray icon", "Logo", "Rust parser"]);
    assert_eq!(cli.done(&["jobs", "--json", "--limit", "2"]).all("title"), ["Rust tray icon", "Logo"]);
    assert_eq!(cli.done(&["jobs", "--json", "-rust"]).all("title"), ["Logo"]);
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn watching_goes_on_until_stopped_and_one_program_watches_at_a_time() {
    let sandbox = market(&["Rust parser"]).await;
    let cli = Cli::watching(&sandbox);
    let mut watcher = cli.start(&["watch", "--json"]);
    assert_eq!(watcher.line()["title"], "Rust parser");

    let second = cli.run(&["watch", "--once"]);
    assert_eq!(second.status, 8, "{second:?}");
    assert!(second.err.contains(&watcher.id().to_string()), "who watches is named: {}", second.err);
    assert_eq!(cli.done(&["jobs", "--json"]).all("title"), ["Rust parser"], "everything else goes on working");

    assert_eq!(watcher.terminate(), 0);
    cli.done(&["watch", "--once"]);
}
