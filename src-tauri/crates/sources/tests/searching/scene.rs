//! A service that answers queries and token requests as a test says.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use jiff::Timestamp;
use lapwing_domain::query::{Query, Use, parse};
use lapwing_sources::marketplace::{
    Addresses, Callback, Marketplace, OAuth, PairStore, SearchRequest, Session, TokenPair,
};
use lapwing_sources::{BaseUrl, Cause, HttpOptions, ProxyRule, Trust};
use lapwing_vault::Secret;
use serde_json::{Value, json};
use wiremock::matchers::path;
use wiremock::{Mock, MockServer, Request, Respond, ResponseTemplate};

pub fn now() -> Timestamp {
    "2026-11-23T08:00:00Z".parse().unwrap()
}

pub fn query(text: &str) -> Query {
    parse(text, Use::SavedSearch).unwrap_or_else(|problems| panic!("{text}: {problems:?}")).query
}

pub fn request(text: &str) -> SearchRequest {
    SearchRequest::as_written(&query(text)).unwrap()
}

/// Keeps a good pair, and the next when there is one.
struct Place(Mutex<TokenPair>);

#[async_trait::async_trait]
impl PairStore for Place {
    async fn load(&self) -> Result<Option<TokenPair>, Cause> {
        Ok(Some(self.0.lock().unwrap().clone()))
    }

    async fn replace(&self, pair: &TokenPair) -> Result<(), Cause> {
        *self.0.lock().unwrap() = pair.clone();
        Ok(())
    }
}

pub struct Service {
    server: MockServer,
    pub marketplace: Marketplace,
}

impl Service {
    /// Queries are answered so, and every refresh with the pair of number 2.
    pub async fn answering(answer: impl Respond + 'static) -> Self {
        Self::acting_for(None, answer).await
    }

    pub async fn acting_for(organization: Option<&str>, answer: impl Respond + 'static) -> Self {
        let server = MockServer::start().await;
        Mock::given(path("/graphql")).respond_with(answer).mount(&server).await;
        let renewed = json!({
            "access_token": "oauth2v2_access2", "refresh_token": "oauth2v2_refresh2", "token_type": "Bearer",
            "expires_in": 86400
        });
        let tokens = Mock::given(path("/api/v3/oauth2/token"));
        tokens.respond_with(ResponseTemplate::new(200).set_body_json(renewed)).mount(&server).await;
        let options = HttpOptions {
            connect_timeout: Duration::from_secs(5),
            total_timeout: Duration::from_secs(10),
            proxy: ProxyRule::None,
            trust: Trust::Only(Vec::new()),
            outbound: None,
        };
        let addresses = Addresses::of(&BaseUrl::parse(&server.uri()).unwrap());
        let secret = Secret::new("cl13nt-secret".to_owned());
        let (callback, id) = (Callback::default(), "key-id".to_owned());
        let oauth = OAuth::new(addresses.clone(), id, secret, callback, false, options.clone());
        let pair = TokenPair {
            access: Secret::new("oauth2v2_access1".to_owned()),
            refresh: Secret::new("oauth2v2_refresh1".to_owned()),
            access_until: "2026-11-24T07:00:00Z".parse().unwrap(),
            refresh_until: "2026-12-07T07:00:00Z".parse().unwrap(),
        };
        let session = Session::new(oauth, Arc::new(Place(Mutex::new(pair))));
        let marketplace = Marketplace::new(&addresses, options, session, organization.map(str::to_owned));
        Self { server, marketplace }
    }

    /// The queries so far.
    pub async fn asked(&self) -> Vec<Request> {
        let requests = self.server.received_requests().await.unwrap();
        requests.into_iter().filter(|request| request.url.path() == "/graphql").collect()
    }

    /// The refreshes so far.
    pub async fn refreshes(&self) -> usize {
        self.server.received_requests().await.unwrap().len() - self.asked().await.len()
    }
}

pub fn answer(body: &Value) -> ResponseTemplate {
    ResponseTemplate::new(200).set_body_json(body)
}

/// A page of these edges.
pub fn page(edges: &[Value]) -> Value {
    json!({ "data": { "marketplaceJobPostingsSearch": {
        "totalCount": 37, "edges": edges, "pageInfo": { "endCursor": "20", "hasNextPage": true }
    } } })
}

pub fn edge(id: &str) -> Value {
    json!({ "node": {
        "id": id, "title": "Tend a tray", "publishedDateTime": "2026-11-23T07:55:00+0000",
        "job": { "contractTerms": { "contractType": "HOURLY", "fixedPriceContractTerms": null } }
    } })
}

pub fn organizations() -> Value {
    json!({ "data": { "companySelector": { "items": [
        { "title": "Own account", "organizationId": "11" }, { "title": " ", "organizationId": "12" },
        { "title": "No id", "organizationId": null }, null
    ] } } })
}

/// Answers each kind of query as the service does.
pub fn everything(request: &Request) -> ResponseTemplate {
    let body: Value = serde_json::from_slice(&request.body).unwrap();
    let query = body["query"].as_str().unwrap();
    if query.contains("companySelector") { answer(&organizations()) } else { answer(&page(&[edge("7")])) }
}
