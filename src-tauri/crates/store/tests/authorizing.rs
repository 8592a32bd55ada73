//! Authorizations: where tokens are, until when they hold, and that none is left behind.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod common;

use common::{Home, minutes_later, new_source, now, source};
use lapwing_domain::SourceId;
use lapwing_store::{
    Authorization, KeyPlace, NewAuthorization, NewSource, Organization, Service, StoreError, TokenPlace,
};

fn client() -> NewAuthorization {
    NewAuthorization { client_id: "c1d2".into(), callback_port: 8765, pkce: false }
}

fn marketplace() -> NewSource {
    let key_place = KeyPlace::Keyring { account: "secret".into() };
    NewSource { service: Service::Marketplace, key_place, ..new_source("marketplace") }
}

fn tokens(account: &str) -> TokenPlace {
    let (access_until, refresh_until) = (minutes_later(24 * 60), minutes_later(14 * 24 * 60));
    TokenPlace { account: Some(account.into()), access_until, refresh_until }
}

async fn authorized(home: &Home) -> SourceId {
    home.store.add_authorized_source(marketplace(), client(), now()).await.unwrap().id
}

async fn known(home: &Home, source: SourceId) -> Authorization {
    home.store.authorization(source).await.unwrap().unwrap()
}

async fn doomed(home: &Home) -> Vec<String> {
    home.store.doomed_keys(minutes_later(60)).await.unwrap()
}

#[tokio::test]
async fn a_source_is_added_with_how_it_asks_and_without_tokens() {
    let home = Home::new();
    let id = authorized(&home).await;
    assert_eq!(home.store.source(id).await.unwrap().unwrap().service, Service::Marketplace);
    let home = home.reopened();
    let expected = Authorization { client: client(), tokens: None, authorized_at: None, organization: None };
    assert_eq!(known(&home, id).await, expected);
    let plain = source(&home.store).await;
    assert_eq!(home.store.authorization(plain).await.unwrap(), None, "a key alone is no authorization");
}

#[tokio::test]
async fn a_name_in_use_adds_neither_source_nor_authorization() {
    let home = Home::new();
    authorized(&home).await;
    let error = home.store.add_authorized_source(marketplace(), client(), now()).await.unwrap_err();
    assert!(matches!(error, StoreError::NameTaken { .. }), "{error}");
    assert_eq!(home.store.sources().await.unwrap().len(), 1);
}

#[tokio::test]
async fn new_tokens_are_spared_and_the_former_ones_doomed_at_once() {
    let home = Home::new();
    let id = authorized(&home).await;
    home.store.doom_key("first", now()).await.unwrap();
    home.store.set_tokens(id, tokens("first"), now()).await.unwrap();
    assert_eq!(doomed(&home).await, [""; 0]);

    home.store.doom_key("second", minutes_later(1)).await.unwrap();
    assert_eq!(doomed(&home).await, ["second"], "until they are held, a crash leaves nothing behind");
    home.store.set_tokens(id, tokens("second"), minutes_later(2)).await.unwrap();
    assert_eq!(doomed(&home).await, ["first"]);
    let stored = known(&home, id).await;
    assert_eq!(
        (stored.tokens, stored.authorized_at),
        (Some(tokens("second")), Some(now())),
        "refreshing is no consent"
    );
}

#[tokio::test]
async fn tokens_written_under_the_same_account_are_not_doomed() {
    let home = Home::new();
    let id = authorized(&home).await;
    for minutes in [0, 1] {
        home.store.set_tokens(id, tokens("first"), minutes_later(minutes)).await.unwrap();
    }
    assert_eq!(doomed(&home).await, [""; 0]);
    home.store.doom_key("first", minutes_later(2)).await.unwrap();
    assert_eq!(doomed(&home).await, [""; 0], "what is in use is spared, whatever is written");
}

#[tokio::test]
async fn tokens_of_a_session_leave_no_account() {
    let home = Home::new();
    let id = authorized(&home).await;
    home.store.set_tokens(id, tokens("first"), now()).await.unwrap();
    let session = TokenPlace { account: None, ..tokens("") };
    home.store.set_tokens(id, session.clone(), minutes_later(1)).await.unwrap();
    assert_eq!(known(&home, id).await.tokens, Some(session));
    assert_eq!(doomed(&home).await, ["first"]);
}

#[tokio::test]
async fn tokens_given_up_are_doomed_and_the_source_waits_for_consent() {
    let home = Home::new();
    let id = authorized(&home).await;
    home.store.set_tokens(id, tokens("first"), now()).await.unwrap();
    home.store.forget_tokens(id, minutes_later(1)).await.unwrap();
    let stored = known(&home, id).await;
    assert_eq!((stored.tokens, stored.authorized_at), (None, None));
    assert_eq!(doomed(&home).await, ["first"]);
    home.store.set_tokens(id, tokens("second"), minutes_later(2)).await.unwrap();
    assert_eq!(known(&home, id).await.authorized_at, Some(minutes_later(2)));
}

#[tokio::test]
async fn an_organisation_is_chosen_and_given_up_again() {
    let home = Home::new();
    let id = authorized(&home).await;
    let agency = Organization { id: "424242".into(), name: "Sail Makers Ltd".into() };
    for chosen in [Some(agency), None] {
        home.store.set_organization(id, chosen.clone()).await.unwrap();
        assert_eq!(known(&home, id).await.organization, chosen);
    }
}

#[tokio::test]
async fn how_a_source_asks_can_be_changed_without_losing_its_tokens() {
    let home = Home::new();
    let id = authorized(&home).await;
    home.store.set_tokens(id, tokens("first"), now()).await.unwrap();
    let other = NewAuthorization { callback_port: 9876, pkce: true, ..client() };
    home.store.set_client(id, other.clone()).await.unwrap();
    let stored = known(&home, id).await;
    assert_eq!((stored.client, stored.tokens), (other, Some(tokens("first"))));
}

#[tokio::test]
async fn removing_a_source_dooms_its_tokens_and_ones_that_come_too_late() {
    let home = Home::new();
    let id = authorized(&home).await;
    home.store.set_tokens(id, tokens("first"), now()).await.unwrap();
    home.store.doom_key("second", now()).await.unwrap();
    home.store.remove_source(id, minutes_later(1)).await.unwrap();
    assert_eq!(home.store.authorization(id).await.unwrap(), None);
    let late = home.store.set_tokens(id, tokens("second"), minutes_later(2)).await.unwrap_err();
    assert!(matches!(late, StoreError::NotFound { what: "source", .. }), "{late}");
    assert_eq!(doomed(&home).await, ["second", "first"], "oldest first");
}
