//! One person's key at the service, asked with the tokens of one authorization.

use std::time::Instant;

use http::header::{AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use jiff::Timestamp;
use lapwing_vault::Secret;
use serde_json::Value;

use super::addresses::{Addresses, GRAPHQL};
use super::data::{Data, SearchPage};
use super::graphql;
use super::judge::judge;
use super::probe;
use super::request::SearchRequest;
use super::session::Session;
use crate::base_url::BaseUrl;
use crate::error::FetchError;
use crate::http::{Http, HttpOptions};
use crate::key::BadKey;
use crate::policy::SourcePolicy;
use crate::report::TestReport;

/// Names the organization that is acted for. Without it the service takes the one chosen when authorizing.
const TENANT: HeaderName = HeaderName::from_static("x-upwork-api-tenantid");

/// The marketplace API. There is no page of jobs to be had from it but that of one search, and none of its jobs is one
/// that may be kept.
#[derive(Debug)]
pub struct Marketplace {
    http: Http,
    session: Session,
    organization: Option<String>,
}

/// Whom the person may act for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organization {
    /// What [`Marketplace::new`] takes.
    pub id: String,
    /// What it is called.
    pub title: String,
}

/// Filters that may have been added to the service since its schema was last read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct NewerFilters {
    /// Posted within so many days.
    pub days_posted: bool,
    /// Duration of hourly jobs.
    pub duration: bool,
}

impl Marketplace {
    /// A client for one authorization. Nothing is sent before the first request.
    pub fn new(addresses: &Addresses, options: HttpOptions, session: Session, organization: Option<String>) -> Self {
        Self { http: Http::new(addresses.data().clone(), options), session, organization }
    }

    /// One page of one search.
    ///
    /// # Errors
    /// [`FetchError::GrantGone`] when authorizing has to be done again, [`FetchError::MissingPermission`] with the box to
    /// tick, [`FetchError::Blocked`] by a gatekeeper, and everything that keeps any page from being read. Errors beside
    /// jobs are none.
    pub async fn search(&self, request: &SearchRequest, now: Timestamp) -> Result<SearchPage, FetchError> {
        let (data, calls) = self.ask(&graphql::search(&request.sent()), now).await?;
        let page = data.page(request)?;
        if !page.unreadable.is_empty() {
            tracing::warn!(host = %self.base().host(), count = page.unreadable.len(), "jobs could not be read");
        }
        Ok(SearchPage { calls, ..page })
    }

    /// Whom the person may act for.
    ///
    /// # Errors
    /// As for [`Marketplace::search`].
    pub async fn organizations(&self, now: Timestamp) -> Result<Vec<Organization>, FetchError> {
        let (data, _) = self.ask(&graphql::organizations(), now).await?;
        let items = data.list(&["companySelector", "items"])?;
        let text = |item: &Value, name: &str| Some(item.get(name)?.as_str()?.trim().to_owned());
        let organization = |item| {
            let id = text(item, "organizationId").filter(|id| !id.is_empty())?;
            let title = text(item, "title").filter(|title| !title.is_empty()).unwrap_or_else(|| id.clone());
            Some(Organization { id, title })
        };
        Ok(items.iter().filter_map(organization).collect())
    }

    /// Which filters the service has by now.
    ///
    /// # Errors
    /// As for [`Marketplace::search`].
    pub async fn newer_filters(&self, now: Timestamp) -> Result<NewerFilters, FetchError> {
        let (data, _) = self.ask(&graphql::filter_fields(), now).await?;
        let fields = data.list(&["__type", "inputFields"])?;
        let has = |wanted: &str| fields.iter().any(|field| field.get("name").and_then(Value::as_str) == Some(wanted));
        Ok(NewerFilters { days_posted: has("daysPosted_eq"), duration: has("duration_any") })
    }

    /// Tries the authorization and the permissions with two calls, and says what came of it.
    pub async fn test(&self, now: Timestamp) -> TestReport {
        probe::run(self, now, Instant::now()).await
    }

    /// What the service allows.
    pub fn policy(&self) -> SourcePolicy {
        SourcePolicy::marketplace(self.base().host())
    }

    pub(super) fn base(&self) -> &BaseUrl {
        self.http.base()
    }

    pub(super) fn session(&self) -> &Session {
        &self.session
    }

    /// Asks, and asks once more with a renewed token when the first is refused. The number is that of the calls.
    pub(super) async fn ask(&self, body: &Value, now: Timestamp) -> Result<(Data, u32), FetchError> {
        let token = self.session.access(now).await?;
        match self.ask_with(&token, body, now).await {
            Err(FetchError::Rejected { answer, .. }) if answer.status == 401 => {
                let renewed = self.session.refused(&token, now).await?;
                Ok((self.ask_with(&renewed, body, now).await?, 2))
            }
            asked => Ok((asked?, 1)),
        }
    }

    /// One call. Whatever the service says about it has the token blotted out, should it repeat it.
    async fn ask_with(&self, token: &Secret<String>, body: &Value, now: Timestamp) -> Result<Data, FetchError> {
        self.session.count(now)?;
        let asked = async {
            let headers = self.headers(token)?;
            let mut reply = self.http.post(GRAPHQL, headers, body.to_string().into_bytes()).await?;
            let answer = judge(&mut reply, GRAPHQL, self.base())?;
            Ok(Data::read(&reply.body, answer)?.without(token.expose()))
        };
        asked.await.map_err(|error: FetchError| error.without(token.expose()))
    }

    fn headers(&self, token: &Secret<String>) -> Result<HeaderMap, FetchError> {
        let mut bearer =
            HeaderValue::from_str(&format!("Bearer {}", token.expose())).map_err(|_| BadKey::OddCharacter)?;
        bearer.set_sensitive(true);
        let json = HeaderValue::from_static("application/json");
        let mut headers = HeaderMap::from_iter([(AUTHORIZATION, bearer), (CONTENT_TYPE, json)]);
        if let Some(organization) = &self.organization {
            let organization = HeaderValue::from_str(organization).map_err(|_| BadKey::OddCharacter)?;
            headers.insert(TENANT, organization);
        }
        Ok(headers)
    }
}
