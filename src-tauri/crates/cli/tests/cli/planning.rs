//! `plan`: what would be asked and what it promises, without asking anything.

use serde_json::json;

use crate::support::{Cli, market};

#[tokio::test(flavor = "multi_thread")]
async fn one_request_is_planned_for_all_searches_of_a_source_and_nothing_is_sent() {
    let sandbox = market(&["Rust parser"]).await;
    let cli = Cli::watching(&sandbox);
    cli.done(&["search", "add", "Go", "--query", "golang", "--priority", "high"]);
    cli.done(&["search", "add", "Paused", "--query", "php"]);
    cli.done(&["search", "pause", "Paused"]);
    let plan = cli.done(&["--json", "plan"]).document();
    let stream = &plan["streams"][0];
    assert_eq!((plan.as_object().unwrap().len(), plan["streams"].as_array().unwrap().len()), (1, 1));
    assert_eq!((&stream["source"], &stream["covers"]), (&json!("main"), &json!(["Rust", "Go"])));
    assert_eq!(stream["request"], "/jobs?limit=50&sort=posted_on_desc");
    // Nobody said what the key pays for: 950 calls a month, whatever day it is, while the computer is on.
    let interval = stream["interval_seconds"].as_i64().unwrap();
    assert!((28 * 60..=40 * 60).contains(&interval), "{interval}");
    let calls = stream["expected_calls_per_day"].as_f64().unwrap();
    assert!((30.0..=34.0).contains(&calls), "{calls}");
    assert_eq!(stream.as_object().unwrap().len(), 5);
    assert_eq!(sandbox.control().call_count(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_says_in_words_what_each_search_can_expect_and_what_one_more_costs() {
    let sandbox = market(&["Rust parser"]).await;
    let cli = Cli::watching(&sandbox);
    let told = cli.done(&["plan"]).out;
    for said in [
        "main\n  GET /jobs?limit=50&sort=posted_on_desc\n    every ",
        "    Rust: told within ",
        "  One more search costs no further call: the same request serves it.\n",
        "  One broad request serves the search.\n",
        "  What the key pays for is not known: it is taken as 1000 calls a month.\n",
        "  About 720 postings a day are expected, a guess until more was seen.",
    ] {
        assert!(told.contains(said), "{said:?} is said: {told}");
    }
}

#[test]
fn a_month_that_is_spent_is_planned_as_such() {
    let cli = Cli::new();
    let add = ["source", "add", "jobs-api", "--name", "main", "--base-url", "http://127.0.0.1:9", "--key-env", "K"];
    cli.done(&[&add[..], &["--plan", "starter", "--calls-used", "1000"]].concat());
    cli.done(&["search", "add", "Rust", "--query", "rust"]);
    let stream = &cli.done(&["--json", "plan"]).document()["streams"][0];
    assert_eq!((&stream["interval_seconds"], &stream["expected_calls_per_day"]), (&json!(null), &json!(0.0)));
    let told = cli.done(&["plan"]).out;
    for said in ["not asked for the rest of this month", "Rust: nothing until the count"] {
        assert!(told.contains(said), "{said:?} is said: {told}");
    }
}

#[test]
fn with_nothing_to_ask_the_plan_is_empty_and_says_what_to_do() {
    let cli = Cli::new();
    assert_eq!(cli.done(&["--json", "plan"]).document(), json!({ "streams": [] }));
    assert!(cli.done(&["plan"]).err.contains("lapwing-cli source add"));
    cli.add_source("main", "http://127.0.0.1:9");
    assert_eq!(cli.done(&["--json", "plan"]).document(), json!({ "streams": [] }));
    assert!(cli.done(&["plan"]).err.contains("lapwing-cli search add"));
}
