//! One pair of tokens over time.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, mpsc};

use lapwing_sources::{FailureKind, FetchError};
use lapwing_vault::Secret;
use tokio::task::JoinSet;
use wiremock::{Request, ResponseTemplate};

use crate::scene::{Place, ended, good, granted, invalid_grant, now, pair, server, session};

fn token(number: u32) -> Secret<String> {
    Secret::new(format!("oauth2v2_access{number}"))
}

#[tokio::test]
async fn a_token_that_lasts_is_used_as_it_is() {
    let (server, place) = (server(granted(2)).await, Place::holding(good(1)));
    let session = session(&server, &place);
    assert_eq!(session.access(now()).await.unwrap().expose(), "oauth2v2_access1");
    assert!(server.received_requests().await.unwrap().is_empty());
}

#[tokio::test]
async fn a_token_with_ten_minutes_left_is_renewed_and_kept_before_it_is_used() {
    for (until, used) in [("2026-11-23T08:10:00Z", "oauth2v2_access2"), ("2026-11-23T08:10:01Z", "oauth2v2_access1")] {
        let (server, place) = (server(granted(2)).await, Place::holding(pair(1, until, "2026-12-06T08:00:00Z")));
        let session = session(&server, &place);
        assert_eq!(session.access(now()).await.unwrap().expose(), used);
        assert_eq!(place.kept(), used);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn fifty_tasks_that_wait_for_a_token_cause_one_refresh_and_get_the_same_one() {
    let refreshes = Arc::new(AtomicU32::new(1));
    let counter = Arc::clone(&refreshes);
    let server = server(move |_: &Request| granted(counter.fetch_add(1, Ordering::SeqCst) + 1)).await;
    let place = Place::holding(ended(1));
    let session = session(&server, &place);
    let mut tasks = JoinSet::new();
    for number in 0..50 {
        let session = session.clone();
        // Half of them were refused with the old token, which is the same to them.
        tasks.spawn(async move {
            if number % 2 == 0 { session.access(now()).await } else { session.refused(&token(1), now()).await }
        });
    }
    while let Some(access) = tasks.join_next().await {
        assert_eq!(access.unwrap().unwrap().expose(), "oauth2v2_access2");
    }
    assert_eq!(refreshes.load(Ordering::SeqCst), 2, "one refresh");
    assert_eq!(place.put(), ["oauth2v2_access2"]);
}

#[tokio::test]
async fn a_renewal_is_kept_even_if_whoever_asked_for_it_has_gone() {
    let (arrived, mut waits) = tokio::sync::mpsc::unbounded_channel();
    let (release, held) = mpsc::channel::<()>();
    let held = Mutex::new(held);
    let server = server(move |_: &Request| {
        arrived.send(()).unwrap();
        let _ = held.lock().unwrap().recv();
        granted(2)
    })
    .await;
    let place = Place::holding(ended(1));
    let session = session(&server, &place);
    let asking = session.clone();
    let asker = tokio::spawn(async move { asking.access(now()).await });
    waits.recv().await.unwrap();
    asker.abort();
    assert!(asker.await.unwrap_err().is_cancelled());
    release.send(()).unwrap();
    assert_eq!(session.unkept().await, None, "it waits for the renewal to end");
    assert_eq!(place.kept(), "oauth2v2_access2");
}

#[tokio::test]
async fn a_renewed_pair_that_cannot_be_kept_is_used_and_told_of_and_kept_later() {
    let (server, place) = (server(granted(2)).await, Place::holding(ended(1)));
    place.full.store(true, Ordering::SeqCst);
    let session = session(&server, &place);
    assert_eq!(session.access(now()).await.unwrap().expose(), "oauth2v2_access2");
    let told = session.unkept().await.unwrap();
    assert!(told.contains("the keyring is locked") && !told.contains("oauth2v2"), "{told}");
    assert_eq!(place.kept(), "oauth2v2_access1", "what was kept is still there");
    place.full.store(false, Ordering::SeqCst);
    assert_eq!(session.access(now()).await.unwrap().expose(), "oauth2v2_access2");
    assert_eq!((place.kept().as_str(), session.unkept().await), ("oauth2v2_access2", None));
    assert_eq!(server.received_requests().await.unwrap().len(), 1);
}

#[tokio::test]
async fn what_another_program_renewed_is_used_instead_of_renewing_again() {
    let (server, place) = (server(granted(9)).await, Place::holding(good(1)));
    let session = session(&server, &place);
    session.access(now()).await.unwrap();
    *place.kept.lock().unwrap() = Some(good(2));
    assert_eq!(session.refused(&token(1), now()).await.unwrap().expose(), "oauth2v2_access2");
    assert!(server.received_requests().await.unwrap().is_empty());
}

#[tokio::test]
async fn a_pair_that_another_program_rotated_just_now_is_not_taken_for_a_dead_one() {
    let (server, place) = (server(invalid_grant()).await, Place::holding(ended(1)));
    *place.soon.lock().unwrap() = Some(good(2));
    let session = session(&server, &place);
    assert_eq!(session.access(now()).await.unwrap().expose(), "oauth2v2_access2");
    assert_eq!(server.received_requests().await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_dead_refresh_token_asks_for_authorizing_again() {
    let (server, place) = (server(invalid_grant()).await, Place::holding(ended(1)));
    let gone = session(&server, &place).access(now()).await.unwrap_err();
    assert!(matches!(gone, FetchError::GrantGone { .. }), "{gone:?}");
    assert_eq!((gone.kind(), gone.is_transient()), (FailureKind::KeyRejected, false));
    assert_eq!(place.kept(), "oauth2v2_access1", "nothing is thrown away");
}

#[tokio::test]
async fn a_refused_token_is_renewed_once_and_a_newer_one_is_used_at_once() {
    let (server, place) = (server(granted(2)).await, Place::holding(good(1)));
    let session = session(&server, &place);
    assert_eq!(session.refused(&token(1), now()).await.unwrap().expose(), "oauth2v2_access2");
    assert_eq!(session.refused(&token(1), now()).await.unwrap().expose(), "oauth2v2_access2");
    assert_eq!(server.received_requests().await.unwrap().len(), 1);
}

#[tokio::test]
async fn an_unused_refresh_token_is_used_after_seven_days() {
    for (refresh_until, renewed) in [("2026-11-30T08:00:00Z", true), ("2026-11-30T08:00:01Z", false)] {
        let place = Place::holding(pair(1, "2026-11-24T07:00:00Z", refresh_until));
        let server = server(granted(2)).await;
        assert_eq!(session(&server, &place).renew_if_idle(now()).await.unwrap(), renewed);
        assert_eq!(place.put().len(), usize::from(renewed));
    }
}

#[tokio::test]
async fn while_a_token_lives_a_passing_failure_to_renew_it_is_none() {
    let place = Place::holding(pair(1, "2026-11-23T08:05:00Z", "2026-12-06T08:00:00Z"));
    let server = server(ResponseTemplate::new(503)).await;
    let session = session(&server, &place);
    assert_eq!(session.access(now()).await.unwrap().expose(), "oauth2v2_access1");
    let later = "2026-11-23T08:05:00Z".parse().unwrap();
    assert!(matches!(session.access(later).await, Err(FetchError::Server { .. })));
}

#[tokio::test]
async fn without_an_authorization_nothing_is_asked() {
    let (server, place) = (server(granted(1)).await, Arc::new(Place::default()));
    assert!(matches!(session(&server, &place).access(now()).await, Err(FetchError::KeyMissing)));
    assert!(session(&server, &place).revoke().await.is_ok());
    assert!(server.received_requests().await.unwrap().is_empty());
}
