//! A sandbox at a fixed time, and a client of the marketplace's API.

use std::collections::HashMap;
use std::sync::{Arc, Once};

use jiff::{SignedDuration, Timestamp};
use lapwing_sandbox::{ManualClock, Options, Plan, Sandbox};
use reqwest::header::{HeaderMap, LOCATION};
use reqwest::{RequestBuilder, StatusCode};
use serde_json::{Value, json};
use url::{Url, form_urlencoded};

/// A Monday morning.
pub const NOW: &str = "2026-01-05T08:15:20Z";
/// Where the client waits for codes.
pub const CALLBACK: &str = "http://127.0.0.1:8765/callback";

pub const AUTHORIZE: &str = "/ab/account-security/oauth2/authorize";
pub const TOKEN: &str = "/api/v3/oauth2/token";
pub const GRAPHQL: &str = "/graphql";
pub const REVOKE: &str = "/api/v3/oauth2/token/revoke";

/// A sandbox, its clock and somebody to call it.
pub struct Scene {
    pub sandbox: Sandbox,
    pub clock: Arc<ManualClock>,
    pub client: reqwest::Client,
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error} in {}", self.body))
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// Where a redirect leads, and the parameters it carries there.
    pub fn sent_back(&self) -> (String, HashMap<String, String>) {
        assert_eq!(self.status, StatusCode::FOUND, "{}", self.body);
        let mut url = Url::parse(self.header(LOCATION.as_str())).unwrap();
        let pairs = url.query_pairs().into_owned().collect();
        url.set_query(None);
        (url.into(), pairs)
    }

    /// Status, `error` and `error_description` of a refusal.
    pub fn refused(&self) -> (u16, String, String) {
        let body = self.json();
        let text = |name| body[name].as_str().unwrap_or_default().to_owned();
        (self.status.as_u16(), text("error"), text("error_description"))
    }
}

/// An access token and the refresh token given out with it.
#[derive(Debug, Clone)]
pub struct Tokens {
    pub access: String,
    pub refresh: String,
}

impl Tokens {
    pub fn of(answer: &Answer) -> Self {
        let body = answer.json();
        let text = |name: &str| body[name].as_str().unwrap_or_else(|| panic!("no {name} in {body}")).to_owned();
        Self { access: text("access_token"), refresh: text("refresh_token") }
    }
}

pub fn form(pairs: &[(&str, &str)]) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
}

impl Scene {
    pub async fn new(options: Options) -> Self {
        static PROVIDER: Once = Once::new();
        PROVIDER.call_once(|| rustls::crypto::ring::default_provider().install_default().unwrap());
        let clock = Arc::new(ManualClock::new(NOW.parse::<Timestamp>().unwrap()));
        let sandbox = Sandbox::start_at(options, clock.clone()).await.unwrap();
        let client = reqwest::Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none());
        Self { sandbox, clock, client: client.build().unwrap() }
    }

    /// A market in which nothing happens by itself.
    pub async fn silent() -> Self {
        Self::new(Options { arrivals_per_hour: 0.0, plan: Plan::Unlimited, ..Options::default() }).await
    }

    pub fn pass(&self, hours: i64) {
        self.clock.advance(SignedDuration::from_hours(hours));
    }

    pub fn request(&self, method: reqwest::Method, target: &str) -> RequestBuilder {
        self.client.request(method, format!("{}{target}", self.sandbox.url()))
    }

    pub async fn send(&self, request: RequestBuilder) -> Answer {
        let response = request.send().await.unwrap();
        let (status, headers) = (response.status(), response.headers().clone());
        Answer { status, headers, body: response.text().await.unwrap() }
    }

    /// Asks for consent with these parameters and no others.
    pub async fn ask(&self, pairs: &[(&str, &str)]) -> Answer {
        self.send(self.request(reqwest::Method::GET, &format!("{AUTHORIZE}?{}", form(pairs)))).await
    }

    /// Asks for consent as a client should, with `more` besides.
    pub async fn ask_well(&self, more: &[(&str, &str)]) -> Answer {
        let usual = [("response_type", "code"), ("client_id", self.sandbox.client_id()), ("redirect_uri", CALLBACK)];
        self.ask(&[&usual, more].concat()).await
    }

    /// Posts a form with these parameters and no others.
    pub async fn post(&self, target: &str, pairs: &[(&str, &str)]) -> Answer {
        let request = self.request(reqwest::Method::POST, target);
        self.send(request.header("Content-Type", "application/x-www-form-urlencoded").body(form(pairs))).await
    }

    /// Posts a form that names the client, with `more` besides.
    pub async fn post_well(&self, target: &str, more: &[(&str, &str)]) -> Answer {
        let usual = [("client_id", self.sandbox.client_id()), ("client_secret", self.sandbox.client_secret())];
        self.post(target, &[&usual, more].concat()).await
    }

    pub async fn consent(&self, more: &[(&str, &str)]) -> String {
        let answer = self.ask_well(&[more, &[("answer", "allow")]].concat()).await;
        answer.sent_back().1.remove("code").unwrap_or_else(|| panic!("no code in {answer:?}"))
    }

    pub async fn exchange(&self, code: &str, more: &[(&str, &str)]) -> Answer {
        let usual = [("grant_type", "authorization_code"), ("code", code), ("redirect_uri", CALLBACK)];
        self.post_well(TOKEN, &[&usual, more].concat()).await
    }

    pub async fn connect(&self) -> Tokens {
        let code = self.consent(&[]).await;
        Tokens::of(&self.exchange(&code, &[]).await)
    }

    pub async fn refresh(&self, token: &str) -> Answer {
        self.post_well(TOKEN, &[("grant_type", "refresh_token"), ("refresh_token", token)]).await
    }

    /// Posts a body to the GraphQL endpoint with `access` as its token.
    pub async fn graph(&self, access: &str, body: &Value) -> Answer {
        self.send(self.request(reqwest::Method::POST, GRAPHQL).bearer_auth(access).body(body.to_string())).await
    }

    /// A sandbox with these jobs in it, the first one newest, and a token for it.
    pub async fn with_jobs(jobs: &[Value]) -> (Self, Tokens) {
        let scene = Self::silent().await;
        scene.publish(jobs);
        let tokens = scene.connect().await;
        (scene, tokens)
    }

    /// Publishes jobs a minute apart, the first one newest.
    pub fn publish(&self, jobs: &[Value]) {
        for (minutes, job) in (1..).zip(jobs) {
            let mut job = job.clone();
            job["posted_on"] = json!((self.sandbox.control().now() - SignedDuration::from_mins(minutes)).to_string());
            self.sandbox.control().publish(job).unwrap();
        }
    }

    /// The answer to a search by this filter, newest first.
    pub async fn search(&self, tokens: &Tokens, filter: Value) -> Value {
        let body = json!({ "query": SEARCH, "variables": { "filter": filter, "sort": [{ "field": "RECENCY" }] } });
        let answer = self.graph(&tokens.access, &body).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
        answer.json()
    }

    /// The titles that a search by this filter finds, newest first.
    pub async fn found(&self, tokens: &Tokens, filter: Value) -> Vec<String> {
        let mut filter = filter;
        filter["pagination_eq"] = json!({ "after": "0", "first": 50 });
        let answer = self.search(tokens, filter).await;
        assert_eq!(answer.get("errors"), None, "{answer}");
        edges(&answer).iter().map(|edge| edge["node"]["title"].as_str().unwrap().to_owned()).collect()
    }
}

/// A search as a client writes it.
pub const SEARCH: &str = "query Newest($filter: MarketplaceJobPostingsSearchFilter, \
    $sort: [MarketplaceJobPostingSearchSortAttribute]) { \
    marketplaceJobPostingsSearch(marketPlaceJobFilter: $filter, searchType: USER_JOBS_SEARCH, sortAttributes: $sort) { \
    totalCount edges { cursor node { id title publishedDateTime } } pageInfo { endCursor hasNextPage } } }";

/// The edges of a search's answer.
pub fn edges(answer: &Value) -> Vec<Value> {
    let edges = answer["data"]["marketplaceJobPostingsSearch"]["edges"].as_array();
    edges.unwrap_or_else(|| panic!("no edges in {answer}")).clone()
}
