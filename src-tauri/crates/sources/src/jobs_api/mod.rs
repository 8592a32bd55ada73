//! The jobs API (`upworkjobsapi.com`): one key in a header, two endpoints, two dialects (`docs/jobs-api.md`).

mod answer;
mod probe;
mod wire;

use http::header::{HeaderName, HeaderValue};
use jiff::Timestamp;
use lapwing_vault::Secret;

pub use crate::facts::BadJob;
pub use wire::{BadEnvelope, Rows, decode_job, decode_job_text, decode_page};

use crate::answer::is_html;
use crate::base_url::BaseUrl;
use crate::dialect::Dialect;
use crate::error::{Answer, FetchError};
use crate::http::{Http, HttpOptions, Reply};
use crate::key::BadKey;
use crate::policy::SourcePolicy;
use crate::report::TestReport;
use crate::request::PageRequest;
use crate::source::{JobSource, Page};

/// Where the service lives.
pub const BASE_URL: &str = "https://api.upworkjobsapi.com";

/// The jobs API at one address, asked with one key.
#[derive(Debug)]
pub struct JobsApi {
    http: Http,
    key: Secret<String>,
    /// What is known of the service, for the test; a page says itself how it is asked for.
    speaks: Option<Dialect>,
}

impl JobsApi {
    /// A client for `base`. Nothing is sent and nothing read before the first request.
    pub fn new(base: BaseUrl, key: Secret<String>) -> Self {
        Self::with_options(base, key, HttpOptions::default())
    }

    /// The same with other times or another proxy.
    pub fn with_options(base: BaseUrl, key: Secret<String>, options: HttpOptions) -> Self {
        Self { http: Http::new(base, options), key, speaks: None }
    }

    /// The same for a service that was found to speak `dialect`, so that a test begins with it.
    #[must_use]
    pub fn speaking(self, dialect: Option<Dialect>) -> Self {
        Self { speaks: dialect, ..self }
    }

    /// One call. Whatever the service says about it has the key blotted out, should it repeat it.
    async fn call(&self, path: &str) -> Result<(Reply, Answer), FetchError> {
        let mut value = HeaderValue::from_str(self.key.expose()).map_err(|_| BadKey::OddCharacter)?;
        value.set_sensitive(true);
        let mut reply = self.http.get(path, (HeaderName::from_static("x-api-key"), value)).await?;
        let answer =
            answer::judge(&mut reply, path, self.http.base()).map_err(|error| error.without(self.key.expose()))?;
        Ok((reply, answer))
    }

    fn bad_envelope(&self, bad: BadEnvelope, body: &[u8], answer: Answer) -> FetchError {
        let error = match bad {
            BadEnvelope::NotJson => FetchError::NotJson { html: is_html(body), answer },
            BadEnvelope::Truncated => FetchError::Truncated { answer, source: None },
            BadEnvelope::Malformed(what) => FetchError::Malformed { what, answer },
            BadEnvelope::Failed(message) => FetchError::Server { message, answer },
        };
        error.without(self.key.expose())
    }
}

#[async_trait::async_trait]
impl JobSource for JobsApi {
    fn policy(&self) -> SourcePolicy {
        SourcePolicy::jobs_api(self.http.base().host())
    }

    async fn fetch(&self, request: &PageRequest) -> Result<Page, FetchError> {
        let (reply, answer) = self.call(&request.path()).await?;
        let rows = decode_page(&reply.body).map_err(|bad| self.bad_envelope(bad, &reply.body, answer))?;
        if !rows.set_aside.is_empty() {
            tracing::warn!(host = %self.http.base().host(), set_aside = rows.set_aside.len(), "jobs could not be read");
        }
        Ok(Page {
            jobs: rows.jobs,
            set_aside: rows.set_aside,
            quota: answer.quota,
            bytes: answer.bytes,
            status: answer.status,
        })
    }

    async fn test(&self, now: Timestamp) -> TestReport {
        probe::run(self, now).await
    }
}
