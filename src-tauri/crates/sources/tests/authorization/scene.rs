//! A token endpoint that answers as a test says, and a place where pairs are kept.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use jiff::Timestamp;
use lapwing_sources::marketplace::{Addresses, Callback, OAuth, PairStore, Session, TokenPair};
use lapwing_sources::{BaseUrl, Cause, HttpOptions, ProxyRule, Trust};
use lapwing_vault::Secret;
use serde_json::{Value, json};
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, Respond, ResponseTemplate};

/// Texts that are easy to find where they must not be.
pub const SECRET: &str = "cl13nt-secret";

pub fn now() -> Timestamp {
    "2026-11-23T08:00:00Z".parse().unwrap()
}

pub fn options() -> HttpOptions {
    HttpOptions {
        connect_timeout: Duration::from_secs(5),
        total_timeout: Duration::from_secs(10),
        proxy: ProxyRule::None,
        trust: Trust::Only(Vec::new()),
        outbound: None,
    }
}

/// A server whose every answer is this.
pub async fn server(answer: impl Respond + 'static) -> MockServer {
    let server = MockServer::start().await;
    Mock::given(any()).respond_with(answer).mount(&server).await;
    server
}

/// The tokens of the pair with this number.
pub fn tokens(number: u32) -> Value {
    json!({
        "access_token": format!("oauth2v2_access{number}"), "refresh_token": format!("oauth2v2_refresh{number}"),
        "token_type": "Bearer", "expires_in": 86400
    })
}

pub fn granted(number: u32) -> ResponseTemplate {
    ResponseTemplate::new(200).set_body_json(tokens(number))
}

pub fn invalid_grant() -> ResponseTemplate {
    ResponseTemplate::new(400).set_body_json(json!({
        "error": "invalid_grant", "error_description": "Refresh token is expired or revoked or not registered"
    }))
}

pub fn oauth_at(base: &str, pkce: bool) -> OAuth {
    let addresses = Addresses::of(&BaseUrl::parse(base).unwrap());
    let callback = Callback { port: 8765 };
    OAuth::new(addresses, "key-id".to_owned(), Secret::new(SECRET.to_owned()), callback, pkce, options())
}

/// The pair with this number, whose tokens end at these times.
pub fn pair(number: u32, access_until: &str, refresh_until: &str) -> TokenPair {
    TokenPair {
        access: Secret::new(format!("oauth2v2_access{number}")),
        refresh: Secret::new(format!("oauth2v2_refresh{number}")),
        access_until: access_until.parse().unwrap(),
        refresh_until: refresh_until.parse().unwrap(),
    }
}

/// A pair whose access token has just ended.
pub fn ended(number: u32) -> TokenPair {
    pair(number, "2026-11-23T07:59:00Z", "2026-12-06T08:00:00Z")
}

/// A pair that is good for hours and days.
pub fn good(number: u32) -> TokenPair {
    pair(number, "2026-11-24T07:00:00Z", "2026-12-07T07:00:00Z")
}

/// Keeps pairs in memory. It can be told to fail, and to change at the next look.
#[derive(Default)]
pub struct Place {
    pub kept: Mutex<Option<TokenPair>>,
    /// What stands there from the next look but one on, as if another program had put it there between.
    pub soon: Mutex<Option<TokenPair>>,
    pub full: AtomicBool,
    pub looks: Mutex<u32>,
    /// Access tokens of the pairs that were kept, in order.
    pub put: Mutex<Vec<String>>,
}

impl Place {
    pub fn holding(pair: TokenPair) -> Arc<Self> {
        let place = Self::default();
        *place.kept.lock().unwrap() = Some(pair);
        Arc::new(place)
    }

    pub fn kept(&self) -> String {
        self.kept.lock().unwrap().as_ref().unwrap().access.expose().clone()
    }

    pub fn put(&self) -> Vec<String> {
        self.put.lock().unwrap().clone()
    }
}

#[async_trait::async_trait]
impl PairStore for Place {
    async fn load(&self) -> Result<Option<TokenPair>, Cause> {
        *self.looks.lock().unwrap() += 1;
        let found = self.kept.lock().unwrap().clone();
        if *self.looks.lock().unwrap() >= 2
            && let Some(soon) = self.soon.lock().unwrap().take()
        {
            *self.kept.lock().unwrap() = Some(soon);
        }
        Ok(found)
    }

    async fn replace(&self, pair: &TokenPair) -> Result<(), Cause> {
        if self.full.load(Ordering::SeqCst) {
            return Err("the keyring is locked".into());
        }
        self.put.lock().unwrap().push(pair.access.expose().clone());
        *self.kept.lock().unwrap() = Some(pair.clone());
        Ok(())
    }
}

pub fn session(server: &MockServer, place: &Arc<Place>) -> Session {
    Session::new(oauth_at(&server.uri(), false), Arc::clone(place) as Arc<dyn PairStore>)
}

/// The bodies of the requests so far, as pairs of names and values.
pub async fn asked(server: &MockServer) -> Vec<Vec<(String, String)>> {
    let requests = server.received_requests().await.unwrap();
    requests.iter().map(|request| url::form_urlencoded::parse(&request.body).into_owned().collect()).collect()
}
