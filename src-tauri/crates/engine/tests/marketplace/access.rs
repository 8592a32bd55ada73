//! Authorization: how it is given, renewed, lost and ended.

use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::time::Duration;

use futures_util::future::join_all;
use jiff::SignedDuration;
use lapwing_engine::{AuthorizationState, GrantState, KeyState, Source};
use lapwing_sandbox::Fault;

use crate::shop::{Answer, PORT, add, add_waiting_at, authorize, hours, open, search, searched_for_rust, visit};
use crate::support::{Bench, told};

async fn source(bench: &Bench) -> Source {
    bench.engine.source_named("official").await.unwrap()
}

async fn state(bench: &Bench) -> GrantState {
    source(bench).await.authorization.unwrap().state
}

/// Secrets in the keyring: the client's, and the pair of tokens.
async fn kept(bench: &Bench) -> usize {
    bench.vault.kept(bench.sandbox.url()).await
}

#[tokio::test]
async fn a_source_is_authorized_by_the_address_the_browser_ends_at() {
    let bench = Bench::bare().await;
    let added = add(&bench, "official").await.unwrap();
    let authorization = added.authorization.clone().unwrap();
    assert_eq!(authorization.callback, format!("http://127.0.0.1:{PORT}/callback"));
    assert_eq!((authorization.state, kept(&bench).await), (GrantState::None, 1));
    let id = added.record.id;
    let step = bench.engine.begin_authorization_by_hand(id).await.unwrap();
    assert_eq!((step.state, step.problem), (AuthorizationState::Waiting, None));
    assert!(!step.address.contains("scope"), "permissions belong to the key: {}", step.address);
    assert!(!step.address.contains(bench.sandbox.client_secret()), "{}", step.address);
    let done = bench.engine.paste_authorization(id, &visit(&step.address, Answer::Allow).await).await.unwrap();
    assert_eq!(done.state, AuthorizationState::Done);
    assert_eq!((state(&bench).await, kept(&bench).await), (GrantState::Authorized, 2));
    let until = source(&bench).await.authorization.unwrap().renew_by.unwrap();
    assert_eq!(until.duration_since(bench.sandbox.control().now()), hours(14 * 24));
    assert!(bench.engine.test_source(id).await.unwrap().ok());
}

#[tokio::test]
async fn the_callback_is_heard_on_this_computer_once() {
    let bench = Bench::bare().await;
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let id = add_waiting_at(&bench, "official", port).await.unwrap().record.id;
    let step = bench.engine.begin_authorization(id).await.unwrap();
    assert_eq!(step.problem, None);
    let callback = visit(&step.address, Answer::Allow).await;
    let page = tokio::task::spawn_blocking(move || ureq::get(&callback).call().unwrap().status()).await.unwrap();
    assert_eq!(page, 200);
    while bench.engine.authorization_step(id).unwrap().state != AuthorizationState::Done {
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
    assert_eq!(state(&bench).await, GrantState::Authorized);
    let again = tokio::task::spawn_blocking(move || TcpStream::connect(("127.0.0.1", port)).is_err());
    assert!(again.await.unwrap(), "nobody listens any more");
}

#[tokio::test]
async fn a_port_that_is_taken_is_named_and_the_code_can_be_pasted_all_the_same() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let bench = Bench::bare().await;
    let id = add_waiting_at(&bench, "official", taken.local_addr().unwrap().port()).await.unwrap().record.id;
    let step = bench.engine.begin_authorization(id).await.unwrap();
    assert!(step.problem.unwrap().contains(&format!("Port {}", taken.local_addr().unwrap().port())));
    let callback = visit(&step.address, Answer::Allow).await;
    assert_eq!(bench.engine.paste_authorization(id, &callback).await.unwrap().state, AuthorizationState::Done);
}

#[tokio::test]
async fn a_refusal_a_foreign_state_and_a_used_code_are_told_apart_and_leave_everything_as_it_was() {
    let (bench, id) = open().await;
    for (fault, answer, sentence) in [
        (None, Answer::Deny, "refused in the browser"),
        (Some(Fault::StateWrong), Answer::Allow, "belongs to another authorization"),
        (Some(Fault::StateMissing), Answer::Allow, "does not say which authorization"),
        (Some(Fault::CodeUsed), Answer::Allow, "code"),
    ] {
        bench.sandbox.control().set_faults(&fault.into_iter().collect::<Vec<_>>());
        let step = bench.engine.begin_authorization_by_hand(id).await.unwrap();
        let callback = visit(&step.address, answer).await;
        let refused = bench.engine.paste_authorization(id, &callback).await.unwrap_err().to_string();
        assert!(refused.contains(sentence), "{fault:?}: {refused}");
    }
    bench.sandbox.control().clear_faults();
    assert_eq!((state(&bench).await, kept(&bench).await), (GrantState::Authorized, 2));
    assert!(bench.engine.test_source(id).await.unwrap().ok(), "the tokens of before still work");
}

#[tokio::test]
async fn after_five_minutes_an_authorization_has_to_be_begun_again() {
    let bench = Bench::bare().await;
    let id = add(&bench, "official").await.unwrap().record.id;
    bench.engine.begin_authorization(id).await.unwrap();
    // The task that waits may begin a little later than the time that it says.
    tokio::time::sleep(Duration::from_millis(20)).await;
    bench.clock.minutes(4);
    tokio::time::sleep(Duration::from_millis(20)).await;
    assert_eq!(bench.engine.authorization_step(id).unwrap().state, AuthorizationState::Waiting);
    while bench.engine.authorization_step(id).unwrap().state == AuthorizationState::Waiting {
        bench.clock.minutes(1);
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
    let step = bench.engine.authorization_step(id).unwrap();
    assert_eq!(step.state, AuthorizationState::Failed);
    assert!(step.problem.unwrap().contains("Begin again"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn fifty_that_ask_at_once_refresh_once_and_lose_no_token() {
    let (bench, id) = open().await;
    bench.clock.advance(hours(24));
    let engine = Arc::new(bench.engine.clone());
    let asking = (0..50).map(|_| {
        let engine = Arc::clone(&engine);
        tokio::spawn(async move { engine.organizations(id).await })
    });
    let answered = tokio::spawn(join_all(asking));
    // The terms allow ten requests a second: those beyond wait for the next one.
    while !answered.is_finished() {
        bench.clock.advance(SignedDuration::from_millis(100));
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
    for answer in answered.await.unwrap() {
        assert_eq!(answer.unwrap().unwrap().len(), 2);
    }
    assert_eq!(bench.sandbox.control().refresh_count(), 1);
    assert_eq!(kept(&bench).await, 2, "the client's secret and one pair");
    assert_eq!(state(&bench).await, GrantState::Authorized);
}

#[tokio::test]
async fn tokens_that_nobody_uses_are_renewed_before_they_lapse() {
    let (bench, _) = open().await;
    let first = source(&bench).await.authorization.unwrap().renew_by.unwrap();
    bench.clock.advance(hours(6 * 24));
    bench.engine.tend_access().await;
    assert_eq!(bench.sandbox.control().refresh_count(), 0, "not sooner than a week");
    bench.clock.advance(hours(2 * 24));
    bench.engine.tend_access().await;
    assert_eq!(bench.sandbox.control().refresh_count(), 1);
    let renewed = source(&bench).await.authorization.unwrap().renew_by.unwrap();
    assert_eq!(renewed.duration_since(first), hours(8 * 24));
}

#[tokio::test]
async fn access_that_has_ended_stops_the_source_says_so_once_and_is_given_anew() {
    let (bench, id, _) = searched_for_rust().await;
    bench.sandbox.control().expire_access_tokens();
    bench.sandbox.control().expire_refresh_tokens();
    bench.clock.minutes(20);
    for round in 0..2 {
        let problems = bench.engine.check_now().await.unwrap().problems;
        let [problem] = &problems[..] else { panic!("{problems:?}") };
        assert!(problem.problem.to_string().contains("source authorize official"), "{round}: {}", problem.problem);
    }
    assert_eq!(told(&bench.desk.take()), ["access of official ended"], "once");
    let asked = bench.calls();
    bench.engine.check_now().await.unwrap();
    assert_eq!(bench.calls(), asked, "nothing is sent without access");
    assert_eq!((state(&bench).await, source(&bench).await.record.key_state), (GrantState::Gone, KeyState::Rejected));
    authorize(&bench.engine, id).await;
    bench.clock.minutes(20);
    assert!(bench.engine.check_now().await.unwrap().problems.is_empty());
    assert_eq!(state(&bench).await, GrantState::Authorized);
}

#[tokio::test]
async fn an_expired_access_token_is_renewed_without_anybody_noticing() {
    let (bench, ..) = searched_for_rust().await;
    bench.sandbox.control().expire_access_tokens();
    assert!(bench.engine.check_now().await.unwrap().problems.is_empty());
    assert_eq!(bench.sandbox.control().refresh_count(), 1);
}

#[tokio::test]
async fn an_end_of_the_program_between_new_and_old_pair_leaves_one_that_works() {
    let (mut bench, id, _) = searched_for_rust().await;
    // The service has rotated, and the new pair never reached the keyring.
    bench.vault.refuse_next_put();
    bench.sandbox.control().expire_access_tokens();
    bench.engine.check_now().await.unwrap();
    assert_eq!(bench.sandbox.control().refresh_count(), 1);
    bench.restart().await;
    bench.clock.minutes(20);
    bench.sandbox.control().expire_access_tokens();
    assert!(bench.engine.check_now().await.unwrap().problems.is_empty(), "the old one is honoured for a day");
    assert_eq!((bench.sandbox.control().refresh_count(), state(&bench).await), (2, GrantState::Authorized));
    assert!(bench.engine.test_source(id).await.unwrap().ok());
}

#[tokio::test]
async fn a_source_that_is_removed_leaves_no_secret_and_no_token_that_works() {
    let (bench, id) = open().await;
    search(&bench, "Rust", "rust", id).await;
    bench.engine.remove_source(id).await.unwrap();
    assert_eq!(kept(&bench).await, 0);
    assert_eq!(bench.sandbox.control().live_refresh_tokens(), 0, "revoked at the service");
}

#[tokio::test]
async fn a_service_that_cannot_be_reached_does_not_keep_a_source_from_being_removed() {
    let (bench, id) = open().await;
    bench.sandbox.go_offline().await;
    bench.engine.remove_source(id).await.unwrap();
    assert_eq!(kept(&bench).await, 0);
    assert!(bench.engine.sources().await.unwrap().is_empty());
}
