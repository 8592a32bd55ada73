//! What goes to the service's accounts, and what comes back.

use std::collections::HashMap;

use lapwing_sources::FetchError;
use serde_json::json;
use wiremock::ResponseTemplate;

use crate::scene::{SECRET, asked, good, granted, now, oauth_at, server};

/// Counts up, so that no two calls fill in the same.
fn counting() -> impl FnMut(&mut [u8]) {
    let mut next = 0_u8;
    move |bytes| {
        for byte in bytes {
            *byte = next;
            next = next.wrapping_add(1);
        }
    }
}

#[tokio::test]
async fn the_page_in_the_browser_is_asked_for_a_code_and_for_no_scope() {
    for pkce in [false, true] {
        let pending = oauth_at("https://api.upwork.com", pkce).begin(counting());
        let address = pending.address();
        assert_eq!(address.host_str(), Some("www.upwork.com"));
        assert_eq!(address.path(), "/ab/account-security/oauth2/authorize");
        let asked: HashMap<_, _> = address.query_pairs().into_owned().collect();
        assert_eq!(asked["response_type"], "code");
        assert_eq!(asked["client_id"], "key-id");
        assert_eq!(asked["redirect_uri"], "http://127.0.0.1:8765/callback");
        assert_eq!(asked["state"].len(), 64);
        assert!(!asked.contains_key("scope") && !asked.contains_key("client_secret"));
        assert_eq!(asked.contains_key("code_challenge"), pkce);
        if pkce {
            assert_eq!(asked["code_challenge_method"], "S256");
        }
    }
}

#[tokio::test]
async fn a_code_is_exchanged_with_id_and_secret_in_the_body() {
    let server = server(granted(1)).await;
    let oauth = oauth_at(&server.uri(), false);
    let pending = oauth.begin(counting());
    let pair = oauth.exchange(&pending, pending.read("c0de").unwrap(), now()).await.unwrap();
    assert_eq!(
        (pair.access.expose().as_str(), pair.refresh.expose().as_str()),
        ("oauth2v2_access1", "oauth2v2_refresh1")
    );
    assert_eq!(pair.access_until, "2026-11-24T08:00:00Z".parse().unwrap());
    assert_eq!(pair.refresh_until, "2026-12-07T08:00:00Z".parse().unwrap());
    let sent: HashMap<_, _> = asked(&server).await.remove(0).into_iter().collect();
    let is = |name: &str, value: &str| sent.get(name).is_some_and(|sent| sent == value);
    assert!(is("grant_type", "authorization_code") && is("code", "c0de") && is("client_id", "key-id"), "{sent:?}");
    assert!(is("client_secret", SECRET) && is("redirect_uri", "http://127.0.0.1:8765/callback"), "{sent:?}");
    assert!(!sent.contains_key("scope") && !sent.contains_key("code_verifier"));
    let request = server.received_requests().await.unwrap().remove(0);
    assert_eq!((request.method.as_str(), request.url.path()), ("POST", "/api/v3/oauth2/token"));
    assert!(!request.headers.contains_key("authorization"));
}

#[tokio::test]
async fn a_code_that_has_to_be_proved_goes_with_its_verifier() {
    let server = server(granted(1)).await;
    let oauth = oauth_at(&server.uri(), true);
    let pending = oauth.begin(counting());
    oauth.exchange(&pending, pending.read("c0de").unwrap(), now()).await.unwrap();
    let sent: HashMap<_, _> = asked(&server).await.remove(0).into_iter().collect();
    assert_eq!(sent["code_verifier"].len(), 64);
    let state = pending.address().query_pairs().find(|(name, _)| name == "state").unwrap().1.into_owned();
    assert_ne!(sent["code_verifier"], state);
}

#[tokio::test]
async fn the_next_pair_is_had_for_the_refresh_token() {
    let server = server(granted(2)).await;
    let pair = oauth_at(&server.uri(), false).refresh(&good(1).refresh, now()).await.unwrap();
    assert_eq!(pair.access.expose(), "oauth2v2_access2");
    let sent: HashMap<_, _> = asked(&server).await.remove(0).into_iter().collect();
    assert_eq!((sent["grant_type"].as_str(), sent["refresh_token"].as_str()), ("refresh_token", "oauth2v2_refresh1"));
    assert_eq!((sent["client_id"].as_str(), sent["client_secret"].as_str()), ("key-id", SECRET));
}

#[tokio::test]
async fn a_pair_is_revoked_by_its_refresh_token() {
    let server = server(ResponseTemplate::new(200)).await;
    oauth_at(&server.uri(), false).revoke(&good(1)).await.unwrap();
    let request = server.received_requests().await.unwrap().remove(0);
    assert_eq!(request.url.path(), "/api/v3/oauth2/token/revoke");
    let sent: HashMap<_, _> = asked(&server).await.remove(0).into_iter().collect();
    assert_eq!((sent["token"].as_str(), sent["token_type_hint"].as_str()), ("oauth2v2_refresh1", "refresh_token"));
    assert_eq!(sent["client_id"], "key-id");
}

#[tokio::test]
async fn an_answer_that_is_no_pair_is_told_of_without_repeating_it() {
    let whole = crate::scene::tokens(1);
    let without = |name: &str| {
        let mut tokens = whole.clone();
        tokens.as_object_mut().unwrap().remove(name);
        tokens
    };
    let with = |name: &str, value: &str| {
        let mut tokens = whole.clone();
        tokens[name] = json!(value);
        tokens
    };
    for odd in [
        without("access_token"),
        without("refresh_token"),
        with("expires_in", "oauth2v2_secret"),
        with("access_token", ""),
        with("access_token", "oauth2v2\nsecret"),
        with("refresh_token", "oauth2v2 secret"),
        json!("oauth2v2_secret"),
    ] {
        let server = server(ResponseTemplate::new(200).set_body_json(&odd)).await;
        let failure = oauth_at(&server.uri(), false).refresh(&good(1).refresh, now()).await.unwrap_err();
        assert!(matches!(failure, FetchError::Malformed { .. }), "{odd}: {failure:?}");
        let shown = format!("{failure} {failure:?}");
        assert!(!shown.contains("oauth2v2"), "{shown}");
    }
}
