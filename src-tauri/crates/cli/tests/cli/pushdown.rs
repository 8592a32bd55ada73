//! `query explain`: what a source's service would filter and what is checked here, without asking it anything.

use insta::assert_snapshot;
use lapwing_sandbox::Dialect;
use serde_json::json;

use crate::support::{Cli, market};

const QUERY: &str = "rust client.verified:yes budget:>500 client.hires:>=25 (type:fixed OR -country:IN)";

#[tokio::test(flavor = "multi_thread")]
async fn each_dialect_is_told_what_it_has_words_for_and_nothing_is_sent() {
    let sandbox = market(&["Rust parser"]).await;
    let cli = Cli::watching(&sandbox);
    assert_snapshot!(cli.done(&["query", "explain", QUERY, "--source", "main"]).out, @r"
    Filtered by the service:
      payment_verified=true
      budget_min=500
      buyer.total_jobs_with_hires_min=25
    Checked here:
      rust
      budget:>500
      type:fixed OR -country:IN
    The service is asked in the documented dialect.
    ");
    assert_eq!(
        cli.done(&["--json", "query", "explain", QUERY, "--source", "MAIN"]).document(),
        json!({
            "server": {"budget_min": "500", "buyer.total_jobs_with_hires_min": "25", "payment_verified": "true"},
            "local": ["rust", "budget:>500", "type:fixed OR -country:IN"],
            "exact": false
        })
    );
    assert_eq!(sandbox.control().call_count(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_dialect_that_was_found_is_the_one_told_of() {
    let sandbox = market(&["Rust parser"]).await;
    sandbox.control().set_dialect(Dialect::SearchUrl);
    let cli = Cli::watching(&sandbox);
    cli.done(&["watch", "--once"]);
    let calls = sandbox.control().call_count();
    assert_snapshot!(cli.done(&["query", "explain", QUERY, "--source", "main"]).out, @r"
    Filtered by the service:
      payment_verified=1
      amount=500-
      client_hires=10-
    Checked here:
      rust
      budget:>500
      client.hires:>=25
      type:fixed OR -country:IN
    The service is asked in the search-url dialect.
    It filters only the newest 150 postings for a page, so that a filter may hide what lies behind them.
    ");
    assert_eq!(
        cli.done(&["--json", "query", "explain", QUERY, "--source", "main"]).document(),
        json!({
            "server": {"amount": "500-", "client_hires": "10-", "payment_verified": "1"},
            "local": ["rust", "budget:>500", "client.hires:>=25", "type:fixed OR -country:IN"],
            "exact": false
        })
    );
    assert_eq!(sandbox.control().call_count(), calls);
}

#[test]
fn a_query_may_go_wholly_to_the_service_or_wholly_stay_here() {
    let cli = Cli::new();
    cli.add_source("main", "http://127.0.0.1:9");
    let explained = |query| cli.done(&["--json", "query", "explain", query, "--source", "main"]).document();
    assert_eq!(
        explained("client.verified:yes budget:1k..5k"),
        json!({"server":{"budget_max":"5000","budget_min":"1000","payment_verified":"true"},"local":[],"exact":true})
    );
    assert_eq!(explained("-js"), json!({"server":{},"local":["-js"],"exact":false}));
    assert_eq!(explained(""), json!({"server":{},"local":[],"exact":true}));
    assert_snapshot!(cli.done(&["query", "explain", "", "--source", "main"]).out, @r"
    Filtered by the service: nothing
    Checked here: nothing
    The service is asked in the documented dialect.
    ");
}

#[test]
fn a_wrong_query_and_an_unknown_source_are_refused() {
    let cli = Cli::new();
    cli.add_source("main", "http://127.0.0.1:9");
    let wrong = cli.run(&["query", "explain", "budget:cheap", "--source", "main"]);
    assert!(wrong.status == 7 && wrong.err.contains("^^^^^") && wrong.out.is_empty(), "{wrong:?}");
    let unknown = cli.run(&["query", "explain", "rust", "--source", "other"]);
    assert!(unknown.status == 2 && unknown.err.contains("no source named “other”"), "{unknown:?}");
    assert_eq!(cli.run(&["query", "explain", "rust"]).status, 2, "a source has to be named");
}
