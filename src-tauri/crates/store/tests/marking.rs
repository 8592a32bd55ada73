//! Marks beside jobs, in steps that can be taken back in any order.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{Home, job, keys, lend, minutes_later, now, source, take_in, usd};
use lapwing_domain::marks::{Application, MOST_LABELS};
use lapwing_domain::triage::State;
use lapwing_domain::{DismissReason, JobKey, Marks};
use lapwing_store::{Sort, StoreError, TimelineEvent, View};

async fn two_jobs() -> (Home, Vec<JobKey>) {
    let home = Home::new();
    let source = source(&home.store).await;
    let keys = keys(&take_in(&home.store, source, vec![job("a"), job("b")]).await);
    (home, keys)
}

async fn marks(home: &Home, key: JobKey) -> Marks {
    home.store.job(key).await.unwrap().unwrap().marks
}

fn texts(labels: &[&str]) -> Vec<String> {
    labels.iter().map(|&label| label.to_owned()).collect()
}

#[tokio::test]
async fn every_mark_is_there_after_opening_again() {
    let (home, keys) = two_jobs().await;
    let application = Application { applied_on: now(), bid: usd(45.5), connects: Some(12) };
    home.store.set_star(keys.clone(), true, now()).await.unwrap();
    home.store.set_note(keys[0], "ask about *tests*\n", now()).await.unwrap();
    home.store.set_labels(vec![keys[0]], texts(&["long shot", "Agency"]), Vec::new(), now()).await.unwrap();
    home.store.set_follow_up(vec![keys[0]], Some(minutes_later(60)), now()).await.unwrap();
    home.store.set_application(keys[0], Some(application), now()).await.unwrap();
    home.store.set_state(vec![keys[0]], State::Dismissed, Some(DismissReason::Pay), now()).await.unwrap();
    let home = home.reopened();
    let expected = Marks {
        starred: true,
        note: "ask about *tests*\n".into(),
        labels: texts(&["Agency", "long shot"]),
        follow_up: Some(minutes_later(60)),
        reason: Some(DismissReason::Pay),
        application: Some(application),
    };
    assert_eq!(marks(&home, keys[0]).await, expected);
    assert_eq!(marks(&home, keys[1]).await, Marks { starred: true, ..Marks::default() });
    let rows = home.store.page(View::All, Sort::Newest, None, 10).await.unwrap().rows;
    let row = rows.iter().find(|row| row.key == keys[0]).unwrap();
    assert_eq!((row.starred, row.noted, row.follow_up), (true, true, Some(minutes_later(60))));
    assert_eq!(row.labels, expected.labels);
}

#[tokio::test]
async fn steps_are_undone_in_order_and_out_of_order() {
    let (home, keys) = two_jobs().await;
    let store = &home.store;
    let key = keys[0];
    let star = store.set_star(vec![key], true, now()).await.unwrap();
    let note = store.set_note(key, "first", now()).await.unwrap();
    let again = store.set_note(key, "second", now()).await.unwrap();
    assert_eq!(store.undo(note.id, now()).await.unwrap(), 0, "it was written anew since");
    assert_eq!(marks(&home, key).await.note, "second");
    assert_eq!(store.undo(star.id, now()).await.unwrap(), 1);
    assert_eq!(store.undo(again.id, now()).await.unwrap(), 1);
    assert_eq!(marks(&home, key).await, Marks { note: "first".into(), ..Marks::default() });
}

#[tokio::test]
async fn an_undo_puts_back_only_what_is_still_as_its_step_left_it() {
    let (home, keys) = two_jobs().await;
    let store = &home.store;
    let step = store.set_follow_up(keys.clone(), Some(minutes_later(60)), now()).await.unwrap();
    store.set_follow_up(vec![keys[0]], Some(minutes_later(90)), now()).await.unwrap();
    assert_eq!(store.undo(step.id, now()).await.unwrap(), 1);
    assert_eq!(marks(&home, keys[0]).await.follow_up, Some(minutes_later(90)));
    assert_eq!(marks(&home, keys[1]).await.follow_up, None);
}

#[tokio::test]
async fn a_step_that_changes_nothing_is_none() {
    let (home, keys) = two_jobs().await;
    let store = &home.store;
    store.set_star(keys.clone(), true, now()).await.unwrap();
    let again = store.set_star(keys.clone(), true, now()).await.unwrap();
    assert_eq!((again.changed, store.undo(again.id, now()).await.unwrap()), (0, 0));
    assert_eq!(store.set_note(keys[0], "", now()).await.unwrap().changed, 0);
    assert_eq!(store.set_reason(keys.clone(), Some(DismissReason::Pay), now()).await.unwrap().changed, 0);
    assert!(marks(&home, keys[0]).await.starred);
}

#[tokio::test]
async fn a_job_that_is_dismissed_no_longer_loses_the_reason_and_an_undo_finds_it() {
    let (home, keys) = two_jobs().await;
    let store = &home.store;
    let key = keys[0];
    store.set_state(vec![key], State::Dismissed, Some(DismissReason::Skills), now()).await.unwrap();
    let saved = store.set_state(vec![key], State::Saved, None, now()).await.unwrap();
    assert_eq!(marks(&home, key).await.reason, None);
    store.undo(saved.id, now()).await.unwrap();
    assert_eq!(marks(&home, key).await.reason, Some(DismissReason::Skills));
    let told = store.set_reason(vec![key], Some(DismissReason::Pay), now()).await.unwrap();
    store.set_state(vec![key], State::Saved, None, now()).await.unwrap();
    assert_eq!(store.undo(told.id, now()).await.unwrap(), 0, "a reason is kept only while the job is dismissed");
    assert_eq!(marks(&home, key).await.reason, None);
}

#[tokio::test]
async fn an_application_is_made_when_a_job_becomes_applied_and_kept_afterwards() {
    let (home, keys) = two_jobs().await;
    let store = &home.store;
    let key = keys[0];
    let applied = store.set_state(vec![key], State::Applied, None, now()).await.unwrap();
    assert_eq!(marks(&home, key).await.application, Some(Application::on(now())));
    for state in [State::Interviewing, State::Dismissed, State::Applied] {
        store.set_state(vec![key], state, None, minutes_later(5)).await.unwrap();
        assert_eq!(marks(&home, key).await.application, Some(Application::on(now())), "{state:?}");
    }
    store.undo(applied.id, now()).await.unwrap();
    assert_eq!(marks(&home, key).await.application, None);
    let other = Application { applied_on: minutes_later(-60), bid: usd(100.0), connects: None };
    store.set_application(keys[1], Some(other), now()).await.unwrap();
    store.set_state(vec![keys[1]], State::Applied, None, now()).await.unwrap();
    assert_eq!(marks(&home, keys[1]).await.application, Some(other), "what was written down stays");
}

#[tokio::test]
async fn what_goes_with_a_state_stays_where_the_state_has_moved_on() {
    let (home, keys) = two_jobs().await;
    let store = &home.store;
    let applied = store.set_state(vec![keys[0]], State::Applied, None, now()).await.unwrap();
    store.set_state(vec![keys[0]], State::Interviewing, None, minutes_later(5)).await.unwrap();
    assert_eq!(store.undo(applied.id, minutes_later(6)).await.unwrap(), 0);
    assert_eq!(marks(&home, keys[0]).await.application, Some(Application::on(now())));

    store.set_state(vec![keys[1]], State::Dismissed, Some(DismissReason::Pay), now()).await.unwrap();
    let saved = store.set_state(vec![keys[1]], State::Saved, None, now()).await.unwrap();
    store.set_state(vec![keys[1]], State::Dismissed, None, now()).await.unwrap();
    assert_eq!(store.undo(saved.id, now()).await.unwrap(), 0);
    assert_eq!(marks(&home, keys[1]).await.reason, None, "the second time no reason was given");
}

#[tokio::test]
async fn labels_are_one_whatever_their_case() {
    let (home, keys) = two_jobs().await;
    let store = &home.store;
    store.set_labels(vec![keys[0]], texts(&["Größe"]), Vec::new(), now()).await.unwrap();
    assert_eq!(store.set_labels(vec![keys[0]], texts(&["GRÖSSE"]), Vec::new(), now()).await.unwrap().changed, 0);
    store.set_labels(vec![keys[1]], texts(&["größe", "b"]), Vec::new(), now()).await.unwrap();
    assert_eq!(store.labels().await.unwrap().len(), 2);
    let off = store.set_labels(keys.clone(), Vec::new(), texts(&["GRÖSSE"]), now()).await.unwrap();
    assert_eq!(off.changed, 2);
    assert_eq!(store.labels().await.unwrap(), ["b"]);
    assert_eq!(store.undo(off.id, now()).await.unwrap(), 2);
    assert_eq!(marks(&home, keys[0]).await.labels, ["Größe"], "as it was written");
}

#[tokio::test]
async fn a_label_that_has_no_room_changes_no_job() {
    let (home, keys) = two_jobs().await;
    let store = &home.store;
    let many: Vec<String> = (0..MOST_LABELS).map(|number| number.to_string()).collect();
    store.set_labels(vec![keys[1]], many, Vec::new(), now()).await.unwrap();
    let refused = store.set_labels(keys.clone(), texts(&["one more"]), Vec::new(), now()).await;
    assert!(matches!(refused, Err(StoreError::TooManyLabels)), "{refused:?}");
    assert_eq!(marks(&home, keys[0]).await.labels, Vec::<String>::new());
    store.set_labels(keys.clone(), texts(&["one more"]), texts(&["0"]), now()).await.unwrap();
    assert_eq!(marks(&home, keys[1]).await.labels.len(), MOST_LABELS);
}

#[tokio::test]
async fn a_step_that_names_an_unknown_job_changes_none() {
    let (home, keys) = two_jobs().await;
    let refused = home.store.set_star(vec![keys[0], JobKey(999)], true, now()).await;
    assert!(matches!(refused, Err(StoreError::NotFound { what: "job", .. })), "{refused:?}");
    assert!(!marks(&home, keys[0]).await.starred);
}

#[tokio::test]
async fn what_the_user_did_is_in_the_history() {
    let (home, keys) = two_jobs().await;
    let store = &home.store;
    let key = keys[0];
    store.set_star(vec![key], true, minutes_later(1)).await.unwrap();
    store.set_note(key, "note", minutes_later(2)).await.unwrap();
    store.set_labels(vec![key], texts(&["a", "b"]), Vec::new(), minutes_later(3)).await.unwrap();
    store.set_labels(vec![key], texts(&["c"]), texts(&["a"]), minutes_later(4)).await.unwrap();
    store.set_follow_up(vec![key], Some(minutes_later(60)), minutes_later(5)).await.unwrap();
    store.set_state(vec![key], State::Dismissed, Some(DismissReason::Client), minutes_later(6)).await.unwrap();
    let history: Vec<_> = store.timeline(key).await.unwrap().into_iter().map(|entry| entry.event).skip(1).collect();
    let expected = [
        TimelineEvent::Starred(true),
        TimelineEvent::NoteWritten,
        TimelineEvent::Labelled { added: texts(&["a", "b"]), removed: Vec::new() },
        TimelineEvent::Labelled { added: texts(&["c"]), removed: texts(&["a"]) },
        TimelineEvent::FollowUpSet(Some(minutes_later(60))),
        TimelineEvent::State { from: State::New, to: State::Dismissed },
        TimelineEvent::Reason(DismissReason::Client),
    ];
    assert_eq!(history, expected);
}

#[tokio::test]
async fn ten_thousand_jobs_are_marked_and_put_back_in_one_step() {
    let home = Home::new();
    let source = source(&home.store).await;
    let jobs = (0..10_000).map(|number| job(&number.to_string())).collect();
    let keys = keys(&take_in(&home.store, source, jobs).await);
    let step = home.store.set_state(keys.clone(), State::Dismissed, Some(DismissReason::Other), now()).await.unwrap();
    assert_eq!((step.changed, home.store.counts().await.unwrap().dismissed), (10_000, 10_000));
    assert_eq!(home.store.undo(step.id, now()).await.unwrap(), 10_000);
    assert_eq!(home.store.counts().await.unwrap().dismissed, 0);
    assert_eq!(home.store.marks_of(keys).await.unwrap().len(), 0);
}

#[tokio::test]
async fn what_is_marked_of_lent_jobs_stays_when_their_content_goes() {
    let home = Home::new();
    let source = source(&home.store).await;
    let keys = keys(&lend(&home.store, source, vec![job("a"), job("b")]).await);
    home.store.set_labels(vec![keys[0]], texts(&["mine"]), Vec::new(), now()).await.unwrap();
    let home = home.reopened();
    assert_eq!(marks(&home, keys[0]).await.labels, ["mine"]);
}
