//! By what clients are known again, and what is kept about them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{Home, at, full_job, job, job_posted, keys, lend, minutes_later, now, source, take_in};
use lapwing_domain::job::{Client, Country, Job};
use lapwing_store::{ClientIdentity, ClientView, StoreError};

/// A job of the client whose account began then.
fn of(since: &str, id: &str, minute: i64) -> Job {
    let client = Client {
        country: Some(Country::Code(*b"DE")),
        city: "Köln".into(),
        since: Some(at(since)),
        ..Client::default()
    };
    Job { client, ..job_posted(id, minutes_later(minute)) }
}

const ONE: &str = "2019-04-01T00:00:00Z";
const OTHER: &str = "2020-04-01T00:00:00Z";

#[tokio::test]
async fn other_jobs_of_probably_the_same_client_are_shown_newest_first() {
    let home = Home::new();
    let source = source(&home.store).await;
    let jobs = vec![of(ONE, "a", 1), of(ONE, "b", 2), of(ONE, "c", 3), of(OTHER, "d", 4), job("e")];
    let keys = keys(&take_in(&home.store, source, jobs).await);
    let view = home.store.client_of(keys[0], 1).await.unwrap();
    assert_eq!((view.identity, view.total, view.noteable), (ClientIdentity::Probable, 2, true));
    assert_eq!(view.jobs.iter().map(|row| row.key).collect::<Vec<_>>(), [keys[2]]);
    let view = home.store.client_of(keys[3], 10).await.unwrap();
    assert_eq!((view.identity, view.total), (ClientIdentity::Probable, 0));
    assert_eq!(home.store.client_of(keys[4], 10).await.unwrap(), ClientView::default());
}

#[tokio::test]
async fn a_note_about_a_client_stands_beside_all_its_jobs_and_can_be_undone() {
    let home = Home::new();
    let source = source(&home.store).await;
    let keys = keys(&take_in(&home.store, source, vec![of(ONE, "a", 1), of(ONE, "b", 2), job("c")]).await);
    let store = &home.store;
    let first = store.set_client_note(keys[0], "pays late", now()).await.unwrap();
    assert_eq!(store.client_of(keys[1], 1).await.unwrap().note, "pays late");
    let second = store.set_client_note(keys[1], "pays", now()).await.unwrap();
    assert_eq!(store.undo(first.id, now()).await.unwrap(), 0);
    assert_eq!(store.undo(second.id, now()).await.unwrap(), 1);
    assert_eq!(store.client_of(keys[1], 1).await.unwrap().note, "pays late");
    let refused = store.set_client_note(keys[2], "unknown", now()).await;
    assert!(matches!(refused, Err(StoreError::NotFound { what: "client", .. })), "{refused:?}");
}

#[tokio::test]
async fn lent_jobs_are_one_clients_by_the_services_own_id_while_they_are_held() {
    let home = Home::new();
    let source = source(&home.store).await;
    let by = |org: &str, id: &str| {
        let client = Client { id: Some(org.into()), ..full_job(id).client };
        Job { client, ..full_job(id) }
    };
    let keys = keys(&lend(&home.store, source, vec![by("1", "a"), by("1", "b"), by("2", "c")]).await);
    let view = home.store.client_of(keys[0], 10).await.unwrap();
    assert_eq!((view.identity, view.total, view.noteable), (ClientIdentity::Certain, 1, false));
    assert_eq!(view.jobs[0].key, keys[1]);
    let refused = home.store.set_client_note(keys[0], "kept", now()).await;
    assert!(matches!(refused, Err(StoreError::NotFound { what: "client", .. })), "{refused:?}");
    home.store.set_star(keys.clone(), true, now()).await.unwrap();
    let home = home.reopened();
    let gone = home.store.client_of(keys[0], 10).await.unwrap();
    assert_eq!(gone, ClientView::default(), "nothing of it was kept");
}
