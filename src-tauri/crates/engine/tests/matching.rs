//! What is matched, and what is told of it, against a real sandbox and a real database.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use jiff::SignedDuration;
use lapwing_engine::domain::search::Notify;
use lapwing_engine::domain::triage::State;
use lapwing_engine::{PopUps, Sort, View, Writer};
use serde_json::json;
use support::{Bench, told};

#[tokio::test]
async fn the_first_round_is_a_baseline_told_by_one_summary() {
    let bench = Bench::new().await;
    bench.search("Rust", "rust").await;
    for title in ["Rust parser", "Rust tray", "Logo"] {
        bench.publish(title);
    }
    let round = bench.engine.check_now().await.unwrap();
    assert_eq!((round.calls, round.new_jobs, round.matches.len()), (1, 3, 2));
    assert_eq!(told(&bench.desk.take()), ["2 jobs at first"]);
    assert_eq!(bench.engine.counts().await.unwrap().unread, 2);
}

#[tokio::test]
async fn a_later_round_tells_each_new_fitting_job_once() {
    let bench = Bench::watching_for_rust().await;
    bench.publish("Rust parser");
    bench.publish("Logo");
    let round = bench.engine.check_now().await.unwrap();
    assert_eq!(
        round.matches.iter().map(|found| found.job.kept().unwrap().title.as_str()).collect::<Vec<_>>(),
        ["Rust parser"]
    );
    assert_eq!(told(&bench.desk.take()), ["Rust parser"]);
    bench.clock.minutes(2);
    assert!(bench.engine.check_now().await.unwrap().matches.is_empty());
    assert_eq!(told(&bench.desk.take()), [""; 0]);
}

#[tokio::test]
async fn what_was_there_before_watching_began_is_no_news() {
    let bench = Bench::new().await;
    bench.search("Rust", "rust").await;
    for number in 0..120 {
        bench.publish(&format!("Rust {number}"));
        bench.clock.advance(SignedDuration::from_secs(20));
    }
    assert_eq!(bench.engine.check_now().await.unwrap().new_jobs, 50, "the first round reads one page");
    assert_eq!(told(&bench.desk.take()), ["50 jobs at first"]);
    bench.clock.minutes(2);
    bench.publish("Rust and new");
    bench.engine.check_now().await.unwrap();
    assert_eq!(told(&bench.desk.take()), ["Rust and new"]);
}

#[tokio::test]
async fn one_job_in_two_searches_is_told_once() {
    let bench = Bench::watching_for_rust().await;
    bench.search("Parsers", "parser").await;
    bench.publish("Rust parser");
    let round = bench.engine.check_now().await.unwrap();
    assert_eq!(round.matches.len(), 1);
    assert_eq!(round.matches[0].searches, ["Rust", "Parsers"]);
    assert_eq!(told(&bench.desk.take()), ["Rust parser"]);
}

#[tokio::test]
async fn more_than_three_at_once_become_one() {
    let bench = Bench::watching_for_rust().await;
    for number in 0..4 {
        bench.publish(&format!("Rust {number}"));
    }
    bench.engine.check_now().await.unwrap();
    assert_eq!(told(&bench.desk.take()), ["4 jobs"]);
}

#[tokio::test]
async fn a_silent_search_lists_without_telling() {
    let bench = Bench::new().await;
    bench.search_told("Rust", "rust", Notify::Silent).await;
    bench.engine.check_now().await.unwrap();
    bench.publish("Rust parser");
    bench.clock.minutes(2);
    bench.engine.check_now().await.unwrap();
    assert_eq!(bench.desk.take(), []);
    assert_eq!(bench.engine.counts().await.unwrap().unread, 1);
}

#[tokio::test]
async fn a_digest_collects_for_an_hour() {
    let bench = Bench::new().await;
    bench.search_told("Rust", "rust", Notify::Digest).await;
    bench.engine.check_now().await.unwrap();
    for number in 0..2 {
        bench.publish(&format!("Rust {number}"));
        bench.clock.minutes(5);
        bench.engine.check_now().await.unwrap();
    }
    assert_eq!(bench.desk.take(), []);
    bench.clock.minutes(60);
    bench.engine.check_now().await.unwrap();
    assert_eq!(told(&bench.desk.take()), ["2 jobs"]);
}

#[tokio::test]
async fn a_placeholder_matches_nothing_until_it_carries_a_title() {
    let bench = Bench::watching_for_rust().await;
    bench.search("All", "-php").await;
    let id = bench.publish_job(json!({ "is_private": true }));
    assert!(bench.engine.check_now().await.unwrap().matches.is_empty());
    bench.sandbox.control().edit(&id, &json!({ "is_private": false, "title": "Rust parser" })).unwrap();
    bench.clock.minutes(2);
    let round = bench.engine.check_now().await.unwrap();
    assert_eq!(round.matches.len(), 1);
    assert_eq!(told(&bench.desk.take()), ["Rust parser"]);
}

#[tokio::test]
async fn a_search_that_asks_for_placeholders_gets_them() {
    let bench = Bench::watching_for_rust().await;
    bench.search("Private", "private:yes").await;
    bench.publish_job(json!({ "is_private": true }));
    assert_eq!(bench.engine.check_now().await.unwrap().matches.len(), 1);
}

#[tokio::test]
async fn a_job_edited_into_fitting_is_told() {
    let bench = Bench::watching_for_rust().await;
    let id = bench.publish("Parser");
    bench.engine.check_now().await.unwrap();
    assert_eq!(bench.desk.take(), []);
    bench.sandbox.control().edit(&id, &json!({ "title": "Rust parser" })).unwrap();
    bench.clock.minutes(2);
    bench.engine.check_now().await.unwrap();
    assert_eq!(told(&bench.desk.take()), ["Rust parser"]);
}

#[tokio::test]
async fn a_dismissed_job_does_not_come_back() {
    let bench = Bench::watching_for_rust().await;
    bench.search("Paid", "budget:>=500").await;
    let id = bench.publish("Rust parser");
    let key = bench.engine.check_now().await.unwrap().matches[0].key;
    bench.desk.take();
    bench.engine.set_state(vec![key], State::Dismissed, None).await.unwrap();
    bench.sandbox.control().edit(&id, &json!({ "budget": { "fixed_amount": 900 } })).unwrap();
    bench.clock.minutes(2);
    assert!(bench.engine.check_now().await.unwrap().matches.is_empty());
    assert_eq!(bench.desk.take(), []);
}

#[tokio::test]
async fn a_search_added_later_finds_what_is_stored_as_a_baseline() {
    let bench = Bench::new().await;
    bench.publish("Rust parser");
    bench.publish("Rust tray");
    bench.engine.check_now().await.unwrap();
    bench.search("Rust", "rust").await;
    bench.engine.match_stored().await.unwrap();
    assert_eq!(told(&bench.desk.take()), ["2 jobs at first"]);
    bench.engine.match_stored().await.unwrap();
    assert_eq!(bench.desk.take(), []);
}

#[tokio::test]
async fn an_edited_search_forgets_what_no_longer_fits() {
    let bench = Bench::new().await;
    bench.publish("Rust parser");
    bench.publish("Logo");
    let search = bench.search("Mine", "rust").await;
    bench.engine.check_now().await.unwrap();
    let edited = lapwing_engine::NewSearch {
        name: "Mine".into(),
        query: "logo".into(),
        scope: search.scope.clone(),
        notify: search.notify,
        digest: search.digest.clone(),
        breaks_quiet: search.breaks_quiet,
        background: search.background,
        priority: search.priority,
    };
    bench.engine.edit_search(search.id, edited).await.unwrap();
    bench.engine.match_stored().await.unwrap();
    let page = bench.engine.jobs(View::Search(search.id), "", Sort::Newest, None, 10).await.unwrap();
    assert_eq!(page.rows.iter().map(|row| row.job.kept().unwrap().title.as_str()).collect::<Vec<_>>(), ["Logo"]);
}

#[tokio::test]
async fn a_search_of_another_program_keeps_its_baseline_for_whoever_watches() {
    let bench = Bench::new().await;
    bench.publish("Rust parser");
    bench.engine.check_now().await.unwrap();
    let other = bench.another(Writer::Cli).await;
    let new = lapwing_engine::NewSearch {
        name: "Rust".into(),
        query: "rust".into(),
        scope: lapwing_engine::domain::search::Scope::All,
        notify: Notify::Instant,
        digest: lapwing_engine::domain::notify::Digest::default(),
        breaks_quiet: false,
        background: false,
        priority: lapwing_engine::domain::search::Priority::Normal,
    };
    other.add_search(new).await.unwrap();
    other.close().await;
    let round = bench.engine.check_now().await.unwrap();
    assert_eq!(round.matches.len(), 1);
    assert_eq!(told(&bench.desk.take()), ["1 jobs at first"]);
}

#[tokio::test]
async fn what_another_program_found_enters_one_summary() {
    let bench = Bench::watching_for_rust().await;
    bench.publish("Rust parser");
    bench.publish("Rust tray");
    let other = bench.another(Writer::Cli).await;
    assert_eq!(other.check_now().await.unwrap().matches.len(), 2);
    other.close().await;
    bench.clock.minutes(2);
    bench.engine.check_now().await.unwrap();
    assert_eq!(told(&bench.desk.take()), ["2 jobs"]);
}

#[tokio::test]
async fn a_pop_up_that_failed_is_never_sent_again() {
    let bench = Bench::watching_for_rust().await;
    bench.desk.set_broken(true);
    bench.publish("Rust parser");
    bench.engine.check_now().await.unwrap();
    bench.desk.set_broken(false);
    bench.clock.minutes(2);
    bench.engine.check_now().await.unwrap();
    assert_eq!(bench.desk.take(), []);
    assert_eq!(bench.engine.counts().await.unwrap().unread, 1, "the match is in the window all the same");
}

#[tokio::test]
async fn without_a_notification_server_matches_wait_and_the_status_says_so() {
    let bench = Bench::watching_for_rust().await;
    bench.desk.set_absent(true);
    bench.publish("Rust parser");
    bench.engine.check_now().await.unwrap();
    assert_eq!(bench.engine.status().await.unwrap().pop_ups, PopUps::Missing);
    assert_eq!(bench.engine.counts().await.unwrap().unread, 1);
    bench.desk.set_absent(false);
    bench.clock.minutes(3);
    bench.engine.check_now().await.unwrap();
    assert_eq!(told(&bench.desk.take()), ["Rust parser"]);
    assert_eq!(bench.engine.status().await.unwrap().pop_ups, PopUps::Available);
}

#[tokio::test]
async fn a_start_after_a_stop_tells_nothing_twice_and_loses_nothing() {
    let mut bench = Bench::watching_for_rust().await;
    bench.publish("Rust parser");
    let key = bench.engine.check_now().await.unwrap().matches[0].key;
    assert_eq!(told(&bench.desk.take()), ["Rust parser"]);
    let saved = bench.engine.set_state(vec![key], State::Saved, None).await.unwrap();
    assert_eq!(saved.changed, 1);
    bench.restart().await;
    bench.clock.minutes(2);
    assert!(bench.engine.check_now().await.unwrap().matches.is_empty());
    assert_eq!(bench.desk.take(), []);
    assert_eq!(bench.engine.counts().await.unwrap().saved, 1);
    assert_eq!(bench.engine.undo(saved.token).await.unwrap(), 1);
    assert_eq!(bench.engine.counts().await.unwrap().unread, 1);
}

#[tokio::test]
async fn a_preview_counts_what_would_have_matched() {
    let bench = Bench::new().await;
    for title in ["Rust parser", "Logo", "Rust tray"] {
        bench.publish(title);
        bench.clock.advance(SignedDuration::from_hours(6));
    }
    bench.engine.check_now().await.unwrap();
    let preview = bench.engine.preview("rust").await.unwrap();
    assert_eq!((preview.stored, preview.matched), (3, 2));
    assert_eq!(preview.per_day, Some(4.0), "two in the half day between the first and the last");
    assert_eq!(preview.newest[0].job.kept().unwrap().title, "Rust tray");
    assert!(bench.engine.preview("rust AND").await.is_err());
}
