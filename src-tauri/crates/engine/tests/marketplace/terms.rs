//! The terms, row by row. Each test fails when its rule is removed; the rule on content is in `content.rs`.

use futures_util::future::join_all;
use jiff::SignedDuration;
use lapwing_engine::domain::search::Scope;
use lapwing_engine::domain::watch::Plan;
use lapwing_engine::domain::{JobKey, SavedSearch};
use lapwing_engine::{EngineError, JobSummary, Purpose, View, Writer};
use lapwing_store::{Claim, Store};

use crate::shop::{add, add_at, hours, open, publish, search, searched_for_rust, searches_asked, shown, titles};
use crate::shop::{asked_at, title, try_search};
use crate::support::{Bench, told};

/// Lets time pass for the loop, two seconds at a time.
async fn pass(bench: &Bench, time: SignedDuration) {
    for _ in 0..time.as_secs() / 2 {
        bench.clock.advance(SignedDuration::from_secs(2));
        tokio::task::yield_now().await;
    }
    settle().await;
}

async fn settle() {
    tokio::time::sleep(std::time::Duration::from_millis(20)).await;
}

/// Lets time pass until the service was asked for so many searches.
async fn until_asked(bench: &Bench, searches: usize) {
    while searches_asked(bench) < searches {
        bench.clock.advance(SignedDuration::from_secs(2));
        tokio::time::sleep(std::time::Duration::from_millis(2)).await;
    }
}

/// Turned on, with the window opened now.
async fn in_the_background(bench: &Bench, search: &SavedSearch) {
    bench.engine.note_window_opened().await.unwrap();
    bench.engine.set_background(search.id, true).await.unwrap();
}

// Keys: one per account.

#[tokio::test]
async fn a_second_key_for_the_same_service_is_refused_and_the_secret_still_held() {
    let (bench, _) = open().await;
    let refused = add(&bench, "second").await.unwrap_err();
    assert!(matches!(&refused, EngineError::Invalid(said) if said.contains("one key for an account")), "{refused}");
    assert_eq!(bench.engine.sources().await.unwrap().len(), 1);
    assert_eq!(bench.vault.kept(bench.sandbox.url()).await, 2, "nothing of it was kept");
}

#[tokio::test]
async fn another_spelling_of_the_address_is_the_same_service() {
    let (bench, _) = open().await;
    let port = bench.sandbox.url().rsplit(':').next().unwrap().trim_end_matches('/');
    for spelling in [format!("http://localhost:{port}"), format!("http://[::1]:{port}")] {
        let refused = add_at(&bench, "second", &spelling).await.unwrap_err();
        assert!(matches!(&refused, EngineError::Invalid(said) if said.contains("one key for an account")), "{refused}");
    }
    let own = lapwing_sources::marketplace::BASE_URL;
    let host = own.strip_prefix("https://").unwrap();
    let site = host.split_once('.').unwrap().1;
    for other in [format!("https://www.{site}"), format!("https://{host}:8443"), format!("https://{host}.")] {
        let refused = add_at(&bench, "second", &other).await.unwrap_err();
        assert!(matches!(&refused, EngineError::Invalid(said) if said.contains("The service is at")), "{refused}");
    }
}

// Background watching: off until turned on, per search.

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_asked_in_the_background_until_that_is_turned_on_for_a_search() {
    let (bench, id, rust) = searched_for_rust().await;
    search(&bench, "Clocks", "clock", id).await;
    bench.engine.note_window_opened().await.unwrap();
    let asked = searches_asked(&bench);
    bench.engine.start_watching();
    pass(&bench, hours(3)).await;
    assert_eq!(searches_asked(&bench), asked);
    in_the_background(&bench, &rust).await;
    until_asked(&bench, asked + 2).await;
    let plan = bench.engine.plan().await.unwrap();
    let background: Vec<bool> = plan[0].streams.iter().map(|stream| !stream.by_hand()).collect();
    assert_eq!(background, [true, false], "the other one is still asked by hand alone");
    bench.engine.close().await;
}

// A stream: one search as written, with a positive term; never empty, never a union; matched only against that search.

#[tokio::test]
async fn a_search_without_a_word_that_must_be_there_is_refused() {
    let (bench, id) = open().await;
    for query in ["", "-rust", "rate:>=50", "rust OR rate:>=50", "type:hourly client.verified:yes", "-(rust tauri)"] {
        let refused = try_search(&bench, "Wide", query, Scope::Only(vec![id])).await.unwrap_err();
        assert!(matches!(refused, EngineError::TooWide(_)), "{query}: {refused}");
    }
    assert!(try_search(&bench, "Wide", "", Scope::All).await.is_ok(), "it does not read this source");
}

#[tokio::test]
async fn each_search_is_a_request_of_its_own() {
    let (bench, id) = open().await;
    search(&bench, "Rust", "rust", id).await;
    search(&bench, "Clocks", "clock", id).await;
    let plan = bench.engine.plan().await.unwrap();
    let covers: Vec<usize> = plan[0].streams.iter().map(|stream| stream.covers.len()).collect();
    assert_eq!(covers, [1, 1]);
    for (stream, (asked, other)) in plan[0].streams.iter().zip([("rust", "clock"), ("clock", "rust")]) {
        assert!(stream.request.contains(asked) && !stream.request.contains(other), "{}", stream.request);
    }
    bench.engine.check_now().await.unwrap();
    assert_eq!(searches_asked(&bench), 2);
}

#[tokio::test]
async fn results_are_matched_only_against_the_search_that_asked_for_them() {
    let (bench, id, _) = searched_for_rust().await;
    // Both would fit, were the result of another search theirs to match.
    let every = try_search(&bench, "Everything", "", Scope::All).await.unwrap();
    publish(&bench, "Rust clock");
    bench.engine.check_now().await.unwrap();
    assert_eq!(titles(&bench.engine, View::Inbox).await, ["Rust clock"]);
    assert_eq!(titles(&bench.engine, View::Search(every.id)).await, [""; 0]);
    // Nor when stored jobs are matched, whether they were there before the search or not.
    let clocks = search(&bench, "Clocks", "clock", id).await;
    bench.engine.match_stored().await.unwrap();
    assert_eq!(titles(&bench.engine, View::Search(clocks.id)).await, [""; 0]);
    assert_eq!(bench.engine.preview("clock").await.unwrap().matched, 0);
}

// Paging: one page of 20 in the background; more only by hand.

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn in_the_background_one_page_is_read_and_the_rest_is_a_gap_that_a_check_by_hand_closes() {
    let (bench, _, rust) = searched_for_rust().await;
    for number in 0..30 {
        bench.clock.advance(SignedDuration::from_secs(10));
        publish(&bench, &format!("Rust clock {number}"));
    }
    in_the_background(&bench, &rust).await;
    let asked = searches_asked(&bench);
    bench.engine.start_watching();
    until_asked(&bench, asked + 1).await;
    while shown(&bench.engine, View::All).await.len() < 20 {
        settle().await;
    }
    settle().await;
    assert_eq!(shown(&bench.engine, View::All).await.len(), 20);
    assert_eq!((searches_asked(&bench), bench.engine.open_gaps().await.unwrap().len()), (asked + 1, 1));
    bench.engine.check_now().await.unwrap();
    assert_eq!(shown(&bench.engine, View::All).await.len(), 30);
    assert_eq!(bench.engine.open_gaps().await.unwrap(), []);
    bench.engine.close().await;
}

// Interval: at least 15 minutes, jittered, only from a desktop program, not after 14 days without the window.

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn rounds_in_the_background_are_at_least_a_quarter_of_an_hour_apart_and_not_by_the_clock() {
    let (bench, _, rust) = searched_for_rust().await;
    bench.engine.set_interval_minutes(1).await.unwrap();
    in_the_background(&bench, &rust).await;
    let asked = searches_asked(&bench);
    bench.engine.start_watching();
    until_asked(&bench, asked + 4).await;
    bench.engine.close().await;
    for pair in asked_at(&bench)[asked..].windows(2) {
        let apart = pair[1].duration_since(pair[0]);
        // A fifth of it at most; chance is always a half in tests.
        assert!(apart > SignedDuration::from_mins(16) && apart < SignedDuration::from_mins(19), "{apart}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_program_without_a_window_asks_only_by_hand() {
    let (mut bench, _, rust) = searched_for_rust().await;
    in_the_background(&bench, &rust).await;
    bench.engine.close().await;
    bench.engine = bench.another(Writer::Cli).await;
    let asked = searches_asked(&bench);
    bench.engine.start_watching();
    pass(&bench, hours(2)).await;
    assert_eq!(searches_asked(&bench), asked);
    bench.engine.check_now().await.unwrap();
    assert_eq!(searches_asked(&bench), asked + 1);
    bench.engine.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_fourteen_days_without_the_window_the_background_is_left() {
    let (bench, _, rust) = searched_for_rust().await;
    in_the_background(&bench, &rust).await;
    bench.clock.advance(hours(8 * 24));
    bench.engine.tend_access().await;
    bench.clock.advance(hours(6 * 24));
    let asked = searches_asked(&bench);
    bench.engine.start_watching();
    pass(&bench, hours(1)).await;
    assert_eq!(searches_asked(&bench), asked);
    bench.engine.note_window_opened().await.unwrap();
    until_asked(&bench, asked + 1).await;
    bench.engine.close().await;
}

// Learning, ranking: never.

#[tokio::test]
async fn nothing_is_learnt_from_what_comes() {
    let (bench, id, _) = searched_for_rust().await;
    publish(&bench, "Rust clock");
    bench.engine.check_now().await.unwrap();
    bench.engine.close().await;
    let store = Store::open(&bench.engine.data_dir().database()).unwrap();
    let stream = store.streams().await.unwrap().into_iter().find(|stream| stream.source == id).unwrap();
    assert!(store.rates(id, &stream.name).await.unwrap().observed() <= 0.0, "not when it is posted");
    assert!(store.sample(id).await.unwrap().is_empty(), "nor what");
}

// Leaves the machine: a desktop notification only. That nothing else takes the content is shown where the type is made,
// in `lapwing_domain::ephemeral`; here, that what is handed out is of that type.

#[tokio::test]
async fn what_is_handed_out_is_of_a_type_that_nothing_which_keeps_or_sends_takes() {
    let (bench, ..) = searched_for_rust().await;
    publish(&bench, "Rust clock");
    let round = bench.engine.check_now().await.unwrap();
    assert_eq!((title(&round.matches[0].job), round.matches[0].job.kept()), ("Rust clock", None));
    let key: JobKey = round.matches[0].key;
    assert_eq!(bench.engine.job(key).await.unwrap().full.job.kept(), None);
    assert_eq!(told(&bench.desk.take()), ["Rust clock"], "the desktop may show it");
}

#[tokio::test]
async fn a_client_is_not_muted_by_a_posting_whose_title_would_be_kept() {
    let (bench, ..) = searched_for_rust().await;
    publish(&bench, "Rust clock");
    let key = bench.engine.check_now().await.unwrap().matches[0].key;
    assert!(bench.engine.mute_client_of(key, std::num::NonZero::new(7).unwrap()).await.is_err());
}

// Shown: the source's host. Records of different services are never merged.

#[tokio::test]
async fn the_same_posting_from_two_services_is_two_rows_that_name_their_hosts() {
    let (bench, id, _) = searched_for_rust().await;
    bench.add_source("jobs", Plan::Professional).await;
    try_search(&bench, "Both", "rust", Scope::All).await.unwrap();
    publish(&bench, "Rust clock");
    bench.engine.check_now().await.unwrap();
    let rows = shown(&bench.engine, View::Inbox).await;
    assert_eq!(rows.iter().map(|row| title(&row.job)).collect::<Vec<_>>(), ["Rust clock", "Rust clock"]);
    let digits =
        |row: &JobSummary| row.job.id().0.trim_start_matches(|letter: char| !letter.is_ascii_digit()).to_owned();
    assert_eq!(digits(&rows[0]), digits(&rows[1]), "the same posting");
    assert_ne!(rows[0].origin, rows[1].origin);
    assert!(rows.iter().all(|row| row.origin.starts_with(bench.sandbox.url())), "{rows:?}");
    assert_eq!(rows.iter().filter(|row| row.source == id).count(), 1);
}

// The ceilings: ten a second, three hundred a minute, forty thousand a day.

#[tokio::test]
async fn no_more_than_ten_requests_are_sent_in_any_second() {
    let (bench, id) = open().await;
    let asking = (0..60).map(|_| {
        let engine = bench.engine.clone();
        tokio::spawn(async move { engine.organizations(id).await })
    });
    let asked = tokio::spawn(join_all(asking));
    // Time passes only while nothing else happens: what is sent in a second is then what is let through in one.
    let mut calls = bench.calls();
    while !asked.is_finished() {
        tokio::time::sleep(std::time::Duration::from_millis(15)).await;
        if std::mem::replace(&mut calls, bench.calls()) == calls {
            bench.clock.advance(SignedDuration::from_millis(250));
        }
    }
    assert!(asked.await.unwrap().into_iter().all(|answer| answer.unwrap().is_ok()), "those beyond waited");
    let at: Vec<_> = bench.sandbox.control().graphql_requests().iter().map(|request| request.at).collect();
    assert_eq!(at.len(), 60);
    for eleven in at.windows(11) {
        let apart = eleven[10].duration_since(eleven[0]);
        assert!(apart >= SignedDuration::from_secs(1), "{apart}");
    }
}

#[tokio::test]
async fn what_the_minutes_and_the_days_ceilings_forbid_is_not_sent() {
    for (before, made, said) in
        [(SignedDuration::from_secs(30), 300, "300 requests a minute"), (hours(23), 40_000, "40000 requests a day")]
    {
        let (bench, id) = open().await;
        let ledger = Store::open(&bench.engine.data_dir().database()).unwrap();
        let at = bench.sandbox.control().now() - before;
        for _ in 0..made - 1 {
            let (request, purpose) = ("POST /graphql".to_owned(), Purpose::Poll);
            let claim = Claim { source: id, stream: None, purpose, request, now: at, next_due: None };
            ledger.claim(claim).await.unwrap();
        }
        assert!(bench.engine.organizations(id).await.is_ok(), "the last that is allowed: {said}");
        let asked = bench.calls();
        let refused = bench.engine.organizations(id).await.unwrap_err().to_string();
        assert!(refused.contains(said), "{refused}");
        assert_eq!(bench.calls(), asked);
    }
}
