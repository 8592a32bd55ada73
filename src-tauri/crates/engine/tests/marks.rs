//! What the user keeps beside jobs, as the window asks for it: limits, undoing, snippets, and what may be taken along.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use lapwing_engine::domain::marks::Application;
use lapwing_engine::domain::triage::State;
use lapwing_engine::domain::{DismissReason, JobKey, SearchId, SnippetId};
use lapwing_engine::{EngineError, Offer, Sort, StepWhat, UndoToken, View};
use serde_json::json;
use support::Bench;

impl Bench {
    /// Two jobs in the inbox.
    async fn with_two() -> (Self, Vec<JobKey>) {
        let bench = Self::watching_for_rust().await;
        let text = "See https://example.com/brief (and https://example.org/a?b=1).";
        for title in ["Rust one", "Rust two"] {
            bench.clock.minutes(1);
            bench.publish_job(json!({
                "title": title, "description": text, "job_type": "fixed-price",
                "budget": { "fixed_amount": 500, "currency": "EUR" },
            }));
        }
        bench.engine.check_now().await.unwrap();
        let keys = bench.engine.job_ids(View::Inbox, "", Sort::Oldest).await.unwrap();
        assert_eq!(keys.len(), 2);
        (bench, keys)
    }

    async fn applied(&self, key: JobKey) -> Option<Application> {
        self.engine.job(key).await.unwrap().full.marks.application
    }
}

fn refusal<T: std::fmt::Debug>(result: Result<T, EngineError>) -> String {
    let error = result.unwrap_err();
    assert!(matches!(error, EngineError::Invalid(_)), "{error}");
    error.to_string()
}

#[tokio::test]
async fn a_day_of_triage_is_told_and_taken_back_across_a_restart() {
    let (mut bench, keys) = Bench::with_two().await;
    bench.engine.set_star(vec![keys[0]], true).await.unwrap();
    let dismissed = bench.engine.set_state(vec![keys[1]], State::Dismissed, Some(DismissReason::Pay)).await.unwrap();
    bench.restart().await;
    let steps = bench.engine.steps(10).await.unwrap();
    let told: Vec<_> = steps.iter().map(|step| (&step.what, step.jobs, step.title.as_deref())).collect();
    let state = StepWhat::State(State::Dismissed);
    assert_eq!(told, [(&state, 1, Some("Rust two")), (&StepWhat::Star(true), 1, Some("Rust one"))]);
    assert_eq!(steps[0].undo, dismissed.token);
    let token: UndoToken = steps[0].undo.to_string().parse().unwrap();
    assert_eq!((bench.engine.undo(token).await.unwrap(), bench.engine.undo(token).await.unwrap()), (1, 0));
    assert_eq!(bench.engine.counts().await.unwrap().inbox, 2);
}

#[tokio::test]
async fn what_is_beyond_its_limits_is_refused_in_words() {
    let (bench, keys) = Bench::with_two().await;
    let engine = &bench.engine;
    assert!(engine.set_note(keys[0], &"é".repeat(20_000)).await.is_ok());
    assert!(refusal(engine.set_note(keys[0], &"é".repeat(20_001)).await).contains("20000 characters"));
    assert!(refusal(engine.set_labels(keys.clone(), &[" ".into()], &[]).await).contains("empty"));
    assert!(refusal(engine.set_labels(keys.clone(), &["x".repeat(41)], &[]).await).contains("40 characters"));
    let many: Vec<String> = (0..21).map(|number| number.to_string()).collect();
    assert_eq!(
        refusal(engine.set_labels(keys.clone(), &many, &[]).await),
        "A job has at most 20 labels. Remove one first."
    );
    assert_eq!(engine.labels().await.unwrap(), Vec::<String>::new());
    let offer = Offer { applied_on: support::START.parse().unwrap(), bid: Some(-1.0), connects: None };
    assert!(refusal(engine.set_application(keys[0], Some(offer)).await).contains("amount"));
    assert!(refusal(engine.save_snippet(None, " ".into(), "Hi".into()).await).contains("no name"));
    assert!(refusal(engine.save_snippet(None, "a".into(), "\n".into()).await).contains("no text"));
    assert!(refusal(engine.save_snippet(None, "a".into(), "\u{1b}[31m".into()).await).contains("control"));
    assert!(refusal(engine.save_snippet(None, "a".into(), "x".repeat(10_001)).await).contains("10000"));
}

#[tokio::test]
async fn a_bid_is_in_the_currency_the_job_pays_in_and_is_kept_when_the_job_moves_on() {
    let (bench, keys) = Bench::with_two().await;
    bench.engine.set_state(vec![keys[0]], State::Applied, None).await.unwrap();
    let made = bench.applied(keys[0]).await.unwrap();
    let offer = Offer { applied_on: made.applied_on, bid: Some(450.5), connects: Some(12) };
    bench.engine.set_application(keys[0], Some(offer)).await.unwrap();
    bench.engine.set_state(vec![keys[0]], State::Interviewing, None).await.unwrap();
    let kept = bench.applied(keys[0]).await.unwrap();
    let bid = kept.bid.unwrap();
    assert_eq!((bid.cents, bid.currency.code(), kept.connects), (45_050, "EUR", Some(12)));
    assert_eq!(bench.engine.counts().await.unwrap().applied, 1);
    assert_eq!(bench.engine.set_application(keys[0], None).await.unwrap().changed, 1);
    assert_eq!(bench.applied(keys[0]).await, None);
}

#[tokio::test]
async fn lists_can_be_asked_for_marks_in_every_order() {
    let (bench, keys) = Bench::with_two().await;
    bench.engine.set_star(vec![keys[1]], true).await.unwrap();
    bench.engine.set_labels(keys.clone(), &["Agency".into()], &[]).await.unwrap();
    bench.engine.set_note(keys[0], "ask about tests").await.unwrap();
    for sort in Sort::ALL {
        let found = async |filter: &str| bench.engine.job_ids(View::All, filter, sort).await.unwrap();
        assert_eq!(found("is:starred").await, keys[1..], "{sort:?}");
        assert_eq!(found("note:tests").await, keys[..1], "{sort:?}");
        assert_eq!(found("label:agency").await.len(), 2, "{sort:?}");
        let first = bench.engine.jobs(View::All, "label:agency", sort, None, 1).await.unwrap();
        let second = bench.engine.jobs(View::All, "label:agency", sort, first.next, 1).await.unwrap();
        assert_ne!(first.rows[0].key, second.rows[0].key, "{sort:?}");
    }
}

#[tokio::test]
async fn snippets_are_added_changed_removed_and_brought_back() {
    let bench = Bench::bare().await;
    let engine = &bench.engine;
    let hello = engine.save_snippet(None, " Hello ".into(), "Hi {client}".into()).await.unwrap();
    assert_eq!((hello.name.as_str(), hello.text.as_str()), ("Hello", "Hi {client}"));
    let changed = engine.save_snippet(Some(hello.id), "Hello".into(), "Hello".into()).await.unwrap();
    assert_eq!(engine.snippet(hello.id).await.unwrap(), changed);
    let taken = engine.save_snippet(None, "HELLO".into(), "Hi".into()).await.unwrap_err();
    assert!(matches!(&taken, EngineError::NameTaken { kind: "snippet", .. }), "{taken}");
    let removed = engine.remove_snippet(hello.id).await.unwrap();
    assert_eq!(engine.snippets().await.unwrap(), []);
    assert!(matches!(engine.steps(5).await.unwrap()[0].what, StepWhat::SnippetRemoved(ref name) if name == "Hello"));
    assert_eq!(engine.undo(removed.token).await.unwrap(), 1);
    assert_eq!(engine.snippets().await.unwrap(), [changed]);
    assert!(engine.snippet(SnippetId(99)).await.is_err() && engine.remove_snippet(SnippetId(99)).await.is_err());
}

#[tokio::test]
async fn only_links_that_stand_in_a_jobs_text_or_note_are_opened() {
    let (bench, keys) = Bench::with_two().await;
    let engine = &bench.engine;
    engine.set_note(keys[0], "[docs](https://example.net/x)").await.unwrap();
    for address in ["https://example.com/brief", "https://example.org/a?b=1", "https://example.net/x"] {
        assert_eq!(engine.link_of(keys[0], address).await.unwrap(), address);
    }
    for address in
        ["https://example.com/", "https://example.com/brief#x", "javascript:alert(1)", "file:///etc/passwd", ""]
    {
        assert!(refusal(engine.link_of(keys[0], address).await).contains("not opened"), "{address}");
    }
    assert!(engine.link_of(keys[1], "https://example.net/x").await.is_err(), "the note is another job's");
    assert_eq!(engine.job_for_copy(keys[0]).await.unwrap().title, "Rust one");
}

#[tokio::test]
async fn searches_that_a_job_misses_by_one_condition_are_named_beside_those_it_fits() {
    let (bench, keys) = Bench::with_two().await;
    let dear = bench.search("Dear", "rust budget:>=1000").await.id;
    bench.search("Far off", "rust budget:>=1000 country:US").await;
    let paused = bench.search("Paused", "rust budget:>=2000").await.id;
    bench.engine.pause_search(paused, true).await.unwrap();
    let page = bench.engine.job(keys[0]).await.unwrap();
    assert_eq!(page.why.iter().map(|why| why.name.as_str()).collect::<Vec<_>>(), ["Rust"]);
    let missed: Vec<SearchId> = page.near_misses.iter().map(|why| why.search).collect();
    assert_eq!(missed, [dear]);
}

#[tokio::test]
async fn searches_stay_in_the_order_they_were_put_in() {
    let mut bench = Bench::bare().await;
    let mut ids = Vec::new();
    for name in ["a", "b", "c"] {
        ids.push(bench.search(name, name).await.id);
    }
    bench.engine.move_search(ids[2], Some(ids[0])).await.unwrap();
    bench.restart().await;
    let names: Vec<_> = bench.engine.searches().await.unwrap().into_iter().map(|one| one.search.name).collect();
    assert_eq!(names, ["c", "a", "b"]);
}
