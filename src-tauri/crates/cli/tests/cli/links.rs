//! `search from-link`: the query on standard output, what is left of the link on standard error.

use serde_json::json;

use crate::support::Cli;

const LINK: &str = "https://www.upwork.com/nx/search/jobs/?q=rust%20AND%20NOT%20php&t=0&category2_uid=531";

#[test]
fn a_link_becomes_a_query_and_says_what_is_left_of_it() {
    let cli = Cli::new();
    let run = cli.done(&["--quiet", "search", "from-link", LINK]);
    assert_eq!(run.out, "rust -php type:hourly\n");
    assert!(run.err.starts_with("Not carried over: category2_uid=531. "), "{run:?}");
    assert_eq!(run.err.lines().count(), 1);
    assert!(!cli.data_dir().exists(), "reading a link needs no data directory");

    let run = cli.done(&["--json", "search", "from-link", LINK]);
    let why = run.document()["left"][0]["why"].as_str().unwrap().to_owned();
    let left = json!({"parameter": "category2_uid", "value": "531", "why": why});
    assert_eq!(run.document(), json!({"query": "rust -php type:hourly", "left": [left]}));
    assert_eq!((why.is_empty(), run.err.as_str()), (false, ""));
}

#[test]
fn a_link_can_be_saved_as_a_search_is_added() {
    let cli = Cli::new();
    let run = cli.done(&["search", "from-link", LINK, "--save", "Rust"]);
    assert!(run.err.contains("Added “Rust”"), "{run:?}");
    cli.done(&["search", "add", "Same", "--query", "rust -php type:hourly"]);
    let mut searches = cli.done(&["--json", "search", "list"]).document();
    assert_eq!((&searches[0]["name"], &searches[1]["name"]), (&json!("Rust"), &json!("Same")));
    searches[1]["name"] = json!("Rust");
    assert_eq!(searches[0], searches[1]);

    let again = cli.run(&["search", "from-link", LINK, "--save", "rust"]);
    assert!(again.status == 2 && again.err.contains("already a search named “Rust”"), "{again:?}");
}

#[test]
fn what_is_no_search_link_is_usage_and_saves_nothing() {
    let cli = Cli::new();
    for (link, sentence) in [
        ("rust OR go", "This is no link."),
        ("https://example.com/?q=rust", "example.com"),
        ("https://www.upwork.com/jobs/~021884964137407863964", "the page of one job"),
        ("https://www.upwork.com/nx/find-work/", "not the marketplace's job search"),
    ] {
        let run = cli.run(&["search", "from-link", link, "--save", "Rust"]);
        assert_eq!((run.status, run.out.as_str()), (2, ""), "{link}: {run:?}");
        assert!(run.err.contains(sentence), "{link}: {run:?}");
    }
    assert!(!cli.data_dir().exists());
}

#[test]
fn a_link_of_which_nothing_is_carried_over_is_not_saved_as_every_job() {
    let cli = Cli::new();
    let run = cli.run(&["search", "from-link", "https://www.upwork.com/nx/search/jobs/?foo=1", "--save", "Rust"]);
    assert_eq!(run.status, 2, "{run:?}");
    assert!(run.err.contains("No search was added."), "{run:?}");
    assert!(!cli.data_dir().exists());
}
