//! Reminders are noted once, for the very time they were set for.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{Home, job, keys, minutes_later, now, source, take_in};
use lapwing_domain::JobKey;
use lapwing_domain::notify::Kind;
use lapwing_store::{Store, Writer};

async fn reminded() -> (Home, JobKey) {
    let home = Home::new();
    let source = source(&home.store).await;
    let key = keys(&take_in(&home.store, source, vec![job("a")]).await)[0];
    home.store.set_follow_up(vec![key], Some(minutes_later(60)), now()).await.unwrap();
    (home, key)
}

async fn note(store: &Store, minute: i64) -> u32 {
    store.note_follow_ups(Writer::Window, minutes_later(minute)).await.unwrap()
}

async fn waiting(store: &Store) -> Vec<Kind> {
    store.pending_intents().await.unwrap().into_iter().map(|intent| intent.kind).collect()
}

#[tokio::test]
async fn a_reminder_is_noted_when_its_time_has_come_and_never_again() {
    let (home, key) = reminded().await;
    assert_eq!(home.store.next_follow_up().await.unwrap(), Some(minutes_later(60)));
    assert_eq!((note(&home.store, 59).await, note(&home.store, 60).await), (0, 1));
    let home = home.reopened();
    assert_eq!(note(&home.store, 61).await, 0);
    assert_eq!(waiting(&home.store).await, [Kind::FollowUp { job: key }]);
    assert_eq!(home.store.next_follow_up().await.unwrap(), None);
}

#[tokio::test]
async fn a_reminder_that_fell_due_while_nothing_ran_is_noted_by_the_next_program() {
    let (home, key) = reminded().await;
    let home = home.reopened();
    assert_eq!(note(&home.store, 60 * 24 * 3).await, 1);
    assert_eq!(waiting(&home.store).await, [Kind::FollowUp { job: key }]);
}

#[tokio::test]
async fn another_time_is_noted_anew_and_takes_the_place_of_what_still_waits() {
    let (home, key) = reminded().await;
    note(&home.store, 60).await;
    home.store.set_follow_up(vec![key], Some(minutes_later(90)), minutes_later(61)).await.unwrap();
    assert_eq!(waiting(&home.store).await, []);
    assert_eq!(note(&home.store, 90).await, 1);
    assert_eq!(waiting(&home.store).await, [Kind::FollowUp { job: key }]);
}

#[tokio::test]
async fn forgetting_a_reminder_and_undoing_that_does_not_tell_it_twice() {
    let (home, key) = reminded().await;
    note(&home.store, 60).await;
    let intents = home.store.pending_intents().await.unwrap();
    home.store.take_for_pop_up(vec![intents[0].id], minutes_later(60)).await.unwrap();
    let forgotten = home.store.set_follow_up(vec![key], None, minutes_later(61)).await.unwrap();
    assert_eq!(home.store.undo(forgotten.id, minutes_later(62)).await.unwrap(), 1);
    assert_eq!(note(&home.store, 63).await, 0);
    assert_eq!(home.store.job(key).await.unwrap().unwrap().marks.follow_up, Some(minutes_later(60)));
}

#[tokio::test]
async fn a_reminder_that_was_put_off_before_anybody_heard_of_it_is_told_when_that_is_undone() {
    let (home, key) = reminded().await;
    note(&home.store, 60).await;
    let put_off = home.store.set_follow_up(vec![key], Some(minutes_later(600)), minutes_later(61)).await.unwrap();
    home.store.undo(put_off.id, minutes_later(62)).await.unwrap();
    assert_eq!(note(&home.store, 63).await, 1);
    assert_eq!(waiting(&home.store).await, [Kind::FollowUp { job: key }]);
}

#[tokio::test]
async fn setting_a_reminder_can_be_undone_after_it_was_told() {
    let home = Home::new();
    let source = source(&home.store).await;
    let key = keys(&take_in(&home.store, source, vec![job("a")]).await)[0];
    let set = home.store.set_follow_up(vec![key], Some(minutes_later(60)), now()).await.unwrap();
    note(&home.store, 60).await;
    assert_eq!(home.store.undo(set.id, minutes_later(61)).await.unwrap(), 1);
    assert_eq!(home.store.job(key).await.unwrap().unwrap().marks.follow_up, None);
    assert_eq!(waiting(&home.store).await, [], "a reminder that was taken back is not told any more");
}
