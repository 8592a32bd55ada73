//! The life of keys: since when they are in use, which took which one's place, and which are to be deleted.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{Home, minutes_later, new_source, now, source};
use lapwing_domain::SourceId;
use lapwing_domain::keys::alarm::Reading;
use lapwing_domain::keys::rotation::Reason;
use lapwing_store::{Counted, KeyAlarm, KeyChange, KeyPlace, KeyState, RotationRecord, StoreError};

/// The account of the key a source is added with.
const FIRST: &str = "b7c1";

fn keyring(account: &str) -> KeyPlace {
    KeyPlace::Keyring { account: account.into() }
}

fn change(source: SourceId, account: &str, minutes: i64) -> KeyChange {
    KeyChange {
        source,
        place: keyring(account),
        state: KeyState::Accepted,
        last_four: Some(format!("..{account}").chars().rev().take(4).collect()),
        now: minutes_later(minutes),
    }
}

async fn doomed(home: &Home) -> Vec<String> {
    home.store.doomed_keys(minutes_later(1_000)).await.unwrap()
}

#[tokio::test]
async fn a_keys_life_begins_when_it_comes_into_use() {
    let home = Home::new();
    let id = source(&home.store).await;
    let care = home.store.key_care(id).await.unwrap();
    assert_eq!((care.added_at, care.reminded_at, care.alarm, care.counted), (now(), None, None, Counted::Unknown));
    assert!(home.store.mark_reminded(id, minutes_later(1)).await.unwrap());
    assert!(!home.store.mark_reminded(id, minutes_later(2)).await.unwrap(), "each key is told of once");
    assert_eq!(home.store.key_care(id).await.unwrap().reminded_at, Some(minutes_later(1)));
    home.store.raise_alarm(id, Some(3), minutes_later(2)).await.unwrap();
    home.store.replace_key(change(id, "new", 5)).await.unwrap();
    let care = home.store.key_care(id).await.unwrap();
    assert_eq!((care.added_at, care.reminded_at, care.alarm), (minutes_later(5), None, None), "another key's life");
    home.store.remove_source(id, now()).await.unwrap();
    assert!(matches!(home.store.key_care(id).await, Err(StoreError::NotFound { .. })));
}

#[tokio::test]
async fn what_was_said_of_the_calls_left_and_an_alarm_read_back() {
    let home = Home::new();
    let id = source(&home.store).await;
    let reading = Reading { asked_at: now(), remaining: 0, limit: Some(10), reset: Some(minutes_later(1)) };
    let counted = async || home.store.key_care(id).await.unwrap().counted;
    home.store.note_reading(id, now(), Some(reading)).await.unwrap();
    assert_eq!(counted().await, Counted::Told(reading));
    home.store.note_reading(id, now(), None).await.unwrap();
    assert_eq!(counted().await, Counted::Silent);
    home.store.raise_alarm(id, None, now()).await.unwrap();
    home.store.dismiss_alarm(id).await.unwrap();
    let alarm = home.store.key_care(id).await.unwrap().alarm;
    assert_eq!(alarm, Some(KeyAlarm { at: now(), calls: None, open: false }));
}

#[tokio::test]
async fn a_rotation_keeps_the_old_key_until_it_is_closed() {
    let home = Home::new();
    let id = source(&home.store).await;
    assert_eq!(home.store.open_rotation(id).await.unwrap(), None);
    let begun = home.store.start_rotation(change(id, "second", 1), Reason::PersonLeft).await.unwrap();
    let expected = RotationRecord {
        reason: Reason::PersonLeft,
        started_at: minutes_later(1),
        old_account: Some(FIRST.into()),
        old_last_four: Some("9x2k".into()),
        confirmed_at: None,
        closed_at: None,
    };
    assert_eq!(begun, expected);
    let stored = home.store.source(id).await.unwrap().unwrap();
    assert_eq!((stored.key_place, stored.key_state), (keyring("second"), KeyState::Accepted));
    assert_eq!(doomed(&home).await, [""; 0], "both keys are needed");

    let home = home.reopened();
    assert!(!home.store.note_traffic(id, keyring(FIRST), minutes_later(2)).await.unwrap(), "jobs by the old key");
    assert!(home.store.note_traffic(id, keyring("second"), minutes_later(3)).await.unwrap());
    assert!(!home.store.note_traffic(id, keyring("second"), minutes_later(4)).await.unwrap(), "known already");
    let open = home.store.open_rotation(id).await.unwrap().unwrap();
    assert_eq!(open.confirmed_at, Some(minutes_later(3)));
    home.store.close_rotation(id, minutes_later(5)).await.unwrap();
    assert_eq!(home.store.open_rotation(id).await.unwrap(), None);
    let twice = home.store.close_rotation(id, minutes_later(6)).await.unwrap_err();
    assert!(matches!(twice, StoreError::NotFound { what: "open rotation", .. }), "{twice}");
}

#[tokio::test]
async fn another_try_at_a_rotation_dooms_the_key_between_and_keeps_the_first() {
    let home = Home::new();
    let id = source(&home.store).await;
    home.store.start_rotation(change(id, "second", 1), Reason::Quarter).await.unwrap();
    home.store.note_traffic(id, keyring("second"), minutes_later(2)).await.unwrap();
    let again = home.store.start_rotation(change(id, "third", 3), Reason::Leak).await.unwrap();
    assert_eq!((again.old_account.as_deref(), again.reason), (Some(FIRST), Reason::Leak));
    assert_eq!((again.started_at, again.confirmed_at), (minutes_later(3), None));
    assert_eq!(doomed(&home).await, ["second"]);

    home.store.note_traffic(id, keyring("third"), minutes_later(4)).await.unwrap();
    home.store.replace_key(change(id, "fourth", 5)).await.unwrap();
    let open = home.store.open_rotation(id).await.unwrap().unwrap();
    assert_eq!((open.old_account.as_deref(), open.confirmed_at), (Some(FIRST), None), "it waits for the fourth now");
    assert_eq!(doomed(&home).await, ["second", "third"]);
}

#[tokio::test]
async fn an_account_is_doomed_until_a_source_holds_it_or_it_is_gone() {
    let home = Home::new();
    for account in [FIRST, "spare"] {
        home.store.doom_key(account, now()).await.unwrap();
    }
    assert_eq!(home.store.doomed_keys(minutes_later(-1)).await.unwrap(), [""; 0], "some are on their way");
    assert_eq!(doomed(&home).await, [FIRST, "spare"]);
    let id = home.store.add_source(new_source("production"), now()).await.unwrap().id;
    assert_eq!(doomed(&home).await, ["spare"]);
    home.store.doom_key(FIRST, now()).await.unwrap();
    assert_eq!(doomed(&home).await, ["spare"], "what is in use is spared, whatever is written");
    home.store.key_is_gone("spare").await.unwrap();
    assert_eq!(doomed(&home).await, [""; 0]);
    home.store.start_rotation(change(id, "second", 1), Reason::Quarter).await.unwrap();
    home.store.remove_source(id, now()).await.unwrap();
    assert_eq!(home.store.open_rotation(id).await.unwrap(), None, "a rotation ends with its source");
}
