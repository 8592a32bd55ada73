//! States, steps and the way back.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{Home, job, keys, minutes_later, now, source, take_in};
use lapwing_domain::JobKey;
use lapwing_domain::triage::State;
use lapwing_store::{ChangeId, Store, StoreError, TimelineEvent};

async fn three_jobs() -> (Home, Vec<JobKey>) {
    let home = Home::new();
    let source = source(&home.store).await;
    let keys = keys(&take_in(&home.store, source, vec![job("a"), job("b"), job("c")]).await);
    (home, keys)
}

async fn states(store: &Store, keys: &[JobKey]) -> Vec<State> {
    let rows = store.summaries(keys.to_vec()).await.unwrap();
    rows.into_iter().map(|row| row.state).collect()
}

#[tokio::test]
async fn a_step_over_several_jobs_is_undone_as_one() {
    let (home, keys) = three_jobs().await;
    home.store.set_state(vec![keys[0]], State::Saved, None, now()).await.unwrap();
    let step = home.store.set_state(keys.clone(), State::Dismissed, None, now()).await.unwrap();
    assert_eq!(step.changed, 3);
    assert_eq!(states(&home.store, &keys).await, [State::Dismissed; 3]);
    assert_eq!(home.store.undo(step.id, now()).await.unwrap(), 3);
    assert_eq!(states(&home.store, &keys).await, [State::Saved, State::New, State::New]);
}

#[tokio::test]
async fn undoing_twice_undoes_once() {
    let (home, keys) = three_jobs().await;
    let first = home.store.set_state(vec![keys[0]], State::Dismissed, None, now()).await.unwrap();
    home.store.undo(first.id, now()).await.unwrap();
    home.store.set_state(vec![keys[0]], State::Dismissed, None, now()).await.unwrap();
    assert_eq!(home.store.undo(first.id, now()).await.unwrap(), 0);
    assert_eq!(states(&home.store, &keys[..1]).await, [State::Dismissed]);
}

#[tokio::test]
async fn undo_leaves_alone_what_was_changed_again_since() {
    let (home, keys) = three_jobs().await;
    let dismissed = home.store.set_state(keys[..2].to_vec(), State::Dismissed, None, now()).await.unwrap();
    home.store.set_state(vec![keys[0]], State::Saved, None, now()).await.unwrap();
    assert_eq!(home.store.undo(dismissed.id, now()).await.unwrap(), 1);
    assert_eq!(states(&home.store, &keys[..2]).await, [State::Saved, State::New]);
}

#[tokio::test]
async fn an_undo_outlives_the_program() {
    let (home, keys) = three_jobs().await;
    let step = home.store.set_state(vec![keys[0]], State::Dismissed, None, now()).await.unwrap();
    let home = home.reopened();
    assert_eq!(home.store.undo(step.id, now()).await.unwrap(), 1);
    assert_eq!(states(&home.store, &keys[..1]).await, [State::New]);
}

#[tokio::test]
async fn an_unknown_step_undoes_nothing() {
    let (home, _) = three_jobs().await;
    assert_eq!(home.store.undo(ChangeId(77), now()).await.unwrap(), 0);
}

#[tokio::test]
async fn jobs_already_in_a_state_do_not_count_as_changed() {
    let (home, keys) = three_jobs().await;
    home.store.set_state(vec![keys[0]], State::Saved, None, now()).await.unwrap();
    let step = home.store.set_state(keys[..2].to_vec(), State::Saved, None, now()).await.unwrap();
    assert_eq!(step.changed, 1);
    home.store.undo(step.id, now()).await.unwrap();
    assert_eq!(states(&home.store, &keys[..2]).await, [State::Saved, State::New]);
}

#[tokio::test]
async fn a_step_that_names_an_unknown_job_changes_none() {
    let (home, keys) = three_jobs().await;
    let error = home.store.set_state(vec![keys[0], JobKey(999)], State::Saved, None, now()).await.unwrap_err();
    assert!(matches!(error, StoreError::NotFound { what: "job", .. }), "{error}");
    assert_eq!(states(&home.store, &keys[..1]).await, [State::New]);
}

#[tokio::test]
async fn opening_a_job_makes_it_seen_only_when_it_was_new() {
    let (home, keys) = three_jobs().await;
    home.store.set_state(vec![keys[1]], State::Saved, None, now()).await.unwrap();
    assert!(home.store.mark_seen(keys[0], now()).await.unwrap());
    assert!(!home.store.mark_seen(keys[0], now()).await.unwrap());
    assert!(!home.store.mark_seen(keys[1], now()).await.unwrap());
    assert_eq!(states(&home.store, &keys[..2]).await, [State::Seen, State::Saved]);
}

#[tokio::test]
async fn every_state_a_job_had_is_in_its_history() {
    let (home, keys) = three_jobs().await;
    home.store.mark_seen(keys[0], minutes_later(1)).await.unwrap();
    let step = home.store.set_state(vec![keys[0]], State::Dismissed, None, minutes_later(2)).await.unwrap();
    home.store.undo(step.id, minutes_later(3)).await.unwrap();
    let history = home.store.timeline(keys[0]).await.unwrap();
    let expected = [
        (now(), TimelineEvent::FirstSeen { source: "production".into() }),
        (minutes_later(1), TimelineEvent::State { from: State::New, to: State::Seen }),
        (minutes_later(2), TimelineEvent::State { from: State::Seen, to: State::Dismissed }),
        (minutes_later(3), TimelineEvent::State { from: State::Dismissed, to: State::Seen }),
    ];
    assert_eq!(history.into_iter().map(|entry| (entry.at, entry.event)).collect::<Vec<_>>(), expected);
}

#[tokio::test]
async fn a_dismissed_job_stays_dismissed_when_it_is_brought_again() {
    let (home, keys) = three_jobs().await;
    home.store.set_state(vec![keys[0]], State::Dismissed, None, now()).await.unwrap();
    let source = home.store.sources().await.unwrap()[0].id;
    let again =
        take_in(&home.store, source, vec![lapwing_domain::Job { description: "New text.".into(), ..job("a") }]).await;
    assert_eq!(again.jobs[0].state, State::Dismissed);
    assert_eq!(states(&home.store, &keys[..1]).await, [State::Dismissed]);
}
