//! Rounds: what is asked, what comes of it, and that a match is told once.

use jiff::SignedDuration;
use lapwing_engine::domain::search::{Notify, Scope};
use lapwing_engine::{Clock, Purpose, View};
use serde_json::json;

use crate::shop::{hours, open, publish, search, searched_for_rust, searches_asked, shown, title, titles, try_search};
use crate::support::told;

#[tokio::test]
async fn the_first_check_is_a_baseline_and_what_comes_after_is_told_once() {
    let (bench, id) = open().await;
    publish(&bench, "Rust clock");
    publish(&bench, "Python clock");
    search(&bench, "Rust", "rust", id).await;
    bench.clock.minutes(1);
    let round = bench.engine.check_now().await.unwrap();
    assert!(round.problems.is_empty(), "{:?}", round.problems);
    assert_eq!(told(&bench.desk.take()), ["1 jobs at first"]);
    bench.clock.minutes(16);
    publish(&bench, "Rust compass");
    let round = bench.engine.check_now().await.unwrap();
    assert_eq!((round.new_jobs, round.matches.len()), (1, 1));
    assert_eq!(title(&round.matches[0].job), "Rust compass");
    assert_eq!(told(&bench.desk.take()), ["Rust compass"]);
    bench.clock.minutes(16);
    bench.engine.check_now().await.unwrap();
    assert_eq!(told(&bench.desk.take()), [""; 0], "nothing is told twice");
    assert_eq!(titles(&bench.engine, View::Inbox).await, ["Rust compass", "Rust clock"]);
}

#[tokio::test]
async fn what_the_service_finds_loosely_is_matched_exactly_here() {
    let (bench, id) = open().await;
    search(&bench, "Narrow", "rust rate:>=50 -blockchain", id).await;
    bench.engine.check_now().await.unwrap();
    bench.clock.minutes(16);
    for (title, rate) in [("Rust well paid", 60), ("Rust badly paid", 10), ("Rust blockchain", 90)] {
        bench.publish_job(json!({
            "title": title, "description": "As said.", "job_type": 1,
            "hourly_budget": {"min": rate, "max": rate, "currency": "USD"},
        }));
    }
    let round = bench.engine.check_now().await.unwrap();
    let matched: Vec<&str> = round.matches.iter().map(|found| title(&found.job)).collect();
    assert_eq!((matched, round.new_jobs), (vec!["Rust well paid"], 3));
}

#[tokio::test]
async fn one_job_found_by_two_searches_is_one_job_told_once() {
    let (bench, id) = open().await;
    search(&bench, "Rust", "rust", id).await;
    search(&bench, "Clocks", "clock", id).await;
    bench.engine.check_now().await.unwrap();
    bench.desk.take();
    bench.clock.minutes(16);
    publish(&bench, "Rust clock");
    let round = bench.engine.check_now().await.unwrap();
    assert_eq!((round.calls, round.matches.len()), (2, 2), "each search is asked on its own");
    assert_eq!(told(&bench.desk.take()), ["Rust clock"]);
    let [row] = &shown(&bench.engine, View::Inbox).await[..] else { panic!("one job") };
    let names: Vec<&str> = row.searches.iter().map(|search| search.name.as_str()).collect();
    assert_eq!(names, ["Rust", "Clocks"]);
}

#[tokio::test]
async fn a_posting_that_says_it_is_of_the_future_hides_none_that_comes_before_then() {
    let (bench, _, _) = searched_for_rust().await;
    let ahead = Clock::now(&*bench.clock) + hours(48);
    bench.publish_job(json!({
        "title": "Rust of the future", "description": "As said.", "job_type": 1,
        "hourly_budget": {"min": 40, "max": 60, "currency": "USD"}, "published_date": ahead.to_string(),
    }));
    bench.engine.check_now().await.unwrap();
    bench.desk.take();
    bench.clock.minutes(20);
    publish(&bench, "Rust of today");
    bench.engine.check_now().await.unwrap();
    assert_eq!(told(&bench.desk.take()), ["Rust of today"]);
    // Erased, it still says nothing of what was here, and does not come again as new.
    bench.clock.minutes(25 * 60);
    bench.engine.check_now().await.unwrap();
    bench.desk.take();
    bench.clock.minutes(20);
    let late = Clock::now(&*bench.clock) - SignedDuration::from_mins(10);
    bench.publish_job(json!({
        "title": "Rust of late", "description": "As said.", "job_type": 1,
        "hourly_budget": {"min": 40, "max": 60, "currency": "USD"}, "published_date": late.to_string(),
    }));
    bench.engine.check_now().await.unwrap();
    assert_eq!(told(&bench.desk.take()), ["Rust of late"]);
}

#[tokio::test]
async fn a_search_that_another_one_found_the_job_for_tells_it_if_nobody_did() {
    let (bench, id) = open().await;
    // The service finds it for both; only the second one wants it.
    search(&bench, "Well paid", "clock rate:>=500", id).await;
    search(&bench, "Clocks", "clock", id).await;
    bench.engine.check_now().await.unwrap();
    bench.desk.take();
    bench.clock.minutes(16);
    publish(&bench, "Rust clock");
    bench.engine.check_now().await.unwrap();
    assert_eq!(told(&bench.desk.take()), ["Rust clock"]);
}

#[tokio::test]
async fn every_request_is_in_the_ledger_with_what_it_asked_for() {
    let (bench, id, _) = searched_for_rust().await;
    let asked = searches_asked(&bench);
    let usage = bench.engine.usage(Some(id)).await.unwrap();
    let [source] = &usage.sources[..] else { panic!("one source") };
    assert_eq!(source.figures.calls_this_month as usize, asked);
    assert!(source.spendings().iter().any(|spent| spent.purpose == Purpose::CheckNow), "{:?}", source.spendings());
    let plan = bench.engine.plan().await.unwrap();
    let [planned] = &plan[0].streams[..] else { panic!("{plan:?}") };
    assert!(planned.request.contains("searchExpression_eq") && planned.request.contains("rust"), "{}", planned.request);
    assert_eq!((planned.method(), planned.by_hand()), ("POST", true));
}

#[tokio::test]
async fn a_check_now_and_a_silent_search_keep_to_their_rules() {
    let (bench, id) = open().await;
    let silent = search(&bench, "Rust", "rust", id).await;
    let mut quiet = lapwing_engine::NewSearch {
        name: silent.name.clone(),
        query: silent.query.clone(),
        scope: silent.scope.clone(),
        notify: Notify::Silent,
        digest: silent.digest.clone(),
        breaks_quiet: silent.breaks_quiet,
        priority: silent.priority,
        background: silent.background,
    };
    bench.engine.edit_search(silent.id, quiet.clone()).await.unwrap();
    bench.engine.check_now().await.unwrap();
    bench.clock.minutes(16);
    publish(&bench, "Rust clock");
    bench.engine.check_now().await.unwrap();
    assert_eq!(told(&bench.desk.take()), [""; 0]);
    assert_eq!(titles(&bench.engine, View::Inbox).await, ["Rust clock"]);
    quiet.query = "-rust".into();
    let refused = bench.engine.edit_search(silent.id, quiet).await.unwrap_err();
    assert!(matches!(refused, lapwing_engine::EngineError::TooWide(_)), "{refused}");
    let refused = try_search(&bench, "All", "", Scope::Only(vec![id])).await.unwrap_err();
    assert!(refused.to_string().contains("word"), "{refused}");
}
