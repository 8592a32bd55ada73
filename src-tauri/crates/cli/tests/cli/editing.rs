//! `search edit`, and how matches are told.

use serde_json::{Value, json};

use crate::support::{Cli, market};

#[tokio::test(flavor = "multi_thread")]
async fn an_edit_changes_what_it_names_and_nothing_else() {
    let sandbox = market(&["Rust parser", "Logo"]).await;
    let cli = Cli::watching(&sandbox);
    let shown = || -> Value { cli.done(&["search", "show", "Design", "--json"]).document() };
    cli.done(&["search", "add", "Design", "--query", "logo", "--source", "main", "--priority", "high"]);
    let before = shown();
    cli.done(&["search", "edit", "Design", "--notify", "digest"]);
    let mut expected = before.clone();
    expected["notify"] = json!("digest");
    assert_eq!(shown(), expected);
    cli.done(&["search", "edit", "Design", "--query", "-rust", "--all-sources", "--rename", "No Rust"]);
    let renamed = cli.done(&["search", "show", "no rust", "--json"]).document();
    let expected = json!({
        "name": "No Rust", "query": "-rust", "sources": [], "notify": "digest", "priority": "high", "paused": false,
    });
    assert_eq!(renamed, expected);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_digest_has_a_schedule_and_a_search_may_break_quiet_hours() {
    let sandbox = market(&[]).await;
    let cli = Cli::watching(&sandbox);
    cli.done(&["search", "add", "Go", "--query", "golang", "--notify", "digest", "--digest-at", "17:30,9:00"]);
    let told = || cli.done(&["search", "show", "Go"]).out;
    assert!(told().contains("Its matches are told together, at 09:00,17:30.\n"), "{}", told());
    cli.done(&["search", "edit", "Go", "--digest-every", "90", "--breaks-quiet", "yes"]);
    assert!(told().contains("told together, 90 minutes after the first, in quiet hours too."), "{}", told());
    cli.done(&["search", "edit", "Go", "--notify", "silent", "--breaks-quiet", "no"]);
    assert!(told().contains("Its matches are listed only."), "{}", told());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_schedule_no_search_or_no_query_is_refused_and_changes_nothing() {
    let sandbox = market(&[]).await;
    let cli = Cli::watching(&sandbox);
    let before = cli.done(&["search", "list", "--json"]).out;
    for (arguments, status) in [
        (&["search", "edit", "Rust", "--digest-every", "0"][..], 2),
        (&["search", "edit", "Rust", "--digest-at", "noon"], 2),
        (&["search", "edit", "Rust", "--digest-at", "9:00", "--digest-every", "60"], 2),
        (&["search", "edit", "Rust", "--breaks-quiet", "maybe"], 2),
        (&["search", "edit", "Nobody", "--notify", "silent"], 2),
        (&["search", "edit", "Rust", "--source", "nowhere"], 2),
        (&["search", "edit", "Rust", "--query", "rate:cheap"], 7),
    ] {
        assert_eq!(cli.run(arguments).status, status, "{arguments:?}");
    }
    assert_eq!(cli.done(&["search", "list", "--json"]).out, before);
}
