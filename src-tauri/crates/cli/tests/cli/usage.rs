//! The quota figures: what is counted, what is not, and how it is shown.

use lapwing_sandbox::Fault;
use serde_json::{Value, json};

use crate::support::{Cli, KEY_VARIABLE, market};

/// A source of this name on the starter plan, with calls spent elsewhere.
fn add_counted(cli: &Cli, name: &str, url: &str, elsewhere: &str) {
    let add = ["source", "add", "jobs-api", "--name", name, "--base-url", url, "--key-env", KEY_VARIABLE];
    cli.done(&[&add[..], &["--plan", "starter", "--calls-used", elsewhere]].concat());
}

fn usage(cli: &Cli) -> Value {
    cli.done(&["--json", "usage"]).document()
}

#[tokio::test(flavor = "multi_thread")]
async fn calls_that_reached_the_service_count_failed_ones_too_and_others_do_not() {
    let sandbox = market(&["Rust parser"]).await;
    let cli = Cli::new().with_key(sandbox.key());
    add_counted(&cli, "main", sandbox.url(), "40");
    let counted = |calls: u32| (json!(40 + calls), json!(calls));
    let seen = |cli: &Cli| {
        let usage = usage(cli);
        (usage["calls_this_month"].clone(), usage["calls_today"].clone())
    };
    assert_eq!(seen(&cli), counted(0));
    cli.done(&["source", "test", "main"]);
    cli.done(&["watch", "--once"]);
    assert_eq!(seen(&cli), counted(3), "a test of two calls, and a round");
    sandbox.control().set_fault(Fault::BadGateway);
    cli.run(&["watch", "--once"]);
    assert_eq!(seen(&cli), counted(4), "one that failed at the service");
    sandbox.go_offline().await;
    cli.run(&["watch", "--once"]);
    assert_eq!(seen(&cli), counted(4), "one that never reached it");
    let text = cli.done(&["usage"]).out;
    assert!(text.starts_with("main: 44 of 1000 calls this month (40 of them elsewhere), 4 today.\n"), "{text}");
    assert!(text.contains(": 4 calls (check-now newest 2, test 2), 1 failed\n"), "{text}");
}

#[test]
fn totals_are_those_of_all_sources_or_of_the_one_asked_for() {
    let cli = Cli::new();
    add_counted(&cli, "one", "http://127.0.0.1:9", "300");
    add_counted(&cli, "two", "http://127.0.0.1:9", "1000");
    let of = |name: &str, calls: u32, forecast: &Value| {
        json!({
            "name": name, "calls_this_month": calls, "calls_today": 0, "month_limit": 1000,
            "forecast_exhausted_at": forecast
        })
    };
    let both = usage(&cli);
    assert_eq!((&both["calls_this_month"], &both["month_limit"]), (&json!(1300), &json!(2000)));
    let forecast = both["forecast_exhausted_at"].clone();
    assert!(forecast.is_string(), "the first to run out is told of: {both}");
    assert_eq!(both["sources"], json!([of("one", 300, &Value::Null), of("two", 1000, &forecast)]));

    let one = cli.done(&["--json", "usage", "--source", "ONE"]).document();
    assert_eq!((&one["calls_this_month"], &one["forecast_exhausted_at"]), (&json!(300), &Value::Null));
    assert_eq!(one["sources"], json!([of("one", 300, &Value::Null)]));
    assert_eq!(cli.run(&["usage", "--source", "three"]).status, 2);
}

#[test]
fn without_a_source_nothing_was_called() {
    let cli = Cli::new();
    let empty = json!({
        "calls_this_month": 0, "calls_today": 0, "month_limit": null, "forecast_exhausted_at": null, "sources": []
    });
    assert_eq!(usage(&cli), empty);
    let run = cli.done(&["usage"]);
    assert_eq!((run.out.as_str(), run.err.as_str()), ("", "There is no source yet, so nothing was called.\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn every_server_contacted_is_listed_with_what_for() {
    let sandbox = market(&["Rust parser"]).await;
    let cli = Cli::new().with_key(sandbox.key());
    assert_eq!(cli.done(&["usage", "--hosts"]).err, "Nobody was contacted yet.\n");
    add_counted(&cli, "main", sandbox.url(), "0");
    cli.done(&["source", "test", "main"]);
    cli.done(&["watch", "--once"]);
    cli.run(&["doctor"]);
    let hosts = cli.done(&["--json", "usage", "--hosts"]).document()["hosts"].clone();
    let port: u16 = sandbox.url().rsplit(':').next().unwrap().parse().unwrap();
    let told: Vec<Value> =
        hosts.as_array().unwrap().iter().map(|host| json!([host["purpose"], host["requests"]])).collect();
    assert_eq!(told, [json!(["check-now", 1]), json!(["reach", 1]), json!(["test", 2])]);
    for host in hosts.as_array().unwrap() {
        assert_eq!(
            (&host["host"], &host["port"], &host["loopback"]),
            (&json!("127.0.0.1"), &json!(port), &json!(true))
        );
    }
    assert!(hosts[0]["bytes"].as_u64() > Some(100), "{hosts}");
    let text = cli.done(&["usage", "--hosts"]).out;
    assert!(
        text.starts_with(&format!("http://127.0.0.1:{port} (this computer): asked for new jobs by hand, once, ")),
        "{text}"
    );
}
