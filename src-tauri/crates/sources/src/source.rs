//! What a job service is to the rest of Lapwing: a policy, a page of jobs, a test.

use jiff::Timestamp;
use lapwing_domain::Job;

use crate::error::FetchError;
use crate::report::TestReport;

/// A service that answers with jobs.
#[async_trait::async_trait]
pub trait JobSource: Send + Sync {
    /// What this service allows.
    fn policy(&self) -> SourcePolicy;

    /// Asks for one page. One call of the quota, whatever comes back.
    ///
    /// # Errors
    /// Everything that keeps a page from being read; see [`FetchError`]. A broken job is no error, it is set aside.
    async fn fetch(&self, request: &PageRequest) -> Result<Page, FetchError>;

    /// Tries the credential with as few calls as it takes, and says what came of it. `now` dates the newest job.
    async fn test(&self, now: Timestamp) -> TestReport;
}

/// What a service allows, so that its terms are kept by code and not by good intentions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourcePolicy {
    /// One request may serve several searches at once.
    pub unions_allowed: bool,
    /// Jobs a page holds at most.
    pub page_size: u32,
    /// Host every listing names as where it came from.
    pub attribution: String,
}

/// A broad request for one page, newest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PageRequest {
    page: u32,
    limit: u32,
    posted_after: Option<Timestamp>,
}

impl PageRequest {
    /// The most jobs a page may hold (the service clamps or refuses more).
    pub const MOST: u32 = 50;

    /// The newest page, as large as allowed.
    pub fn newest() -> Self {
        Self { page: 0, limit: Self::MOST, posted_after: None }
    }

    /// The same request with at most `limit` jobs a page, between 1 and [`PageRequest::MOST`].
    #[must_use]
    pub fn with_limit(self, limit: u32) -> Self {
        Self { limit: limit.clamp(1, Self::MOST), ..self }
    }

    /// The same request for page `page`, counted from 0. The service takes only offsets that are whole pages.
    #[must_use]
    pub fn with_page(self, page: u32) -> Self {
        Self { page, ..self }
    }

    /// The same request, leaving out what was published before `instant`, which is rounded down to the second.
    #[must_use]
    pub fn with_posted_after(self, instant: Timestamp) -> Self {
        Self { posted_after: Some(instant), ..self }
    }

    /// Jobs asked for.
    pub fn limit(&self) -> u32 {
        self.limit
    }

    /// Jobs skipped before the page.
    pub fn offset(&self) -> u32 {
        self.page.min(u32::MAX / self.limit) * self.limit
    }

    /// Earliest publish time asked for.
    pub fn posted_after(&self) -> Option<Timestamp> {
        self.posted_after
    }

    /// Path and query as sent, for the ledger. Holds no key: that travels in a header.
    pub fn path(&self) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        query.append_pair("limit", &self.limit.to_string());
        if self.page > 0 {
            query.append_pair("offset", &self.offset().to_string());
        }
        query.append_pair("sort", "posted_on_desc");
        if let Some(instant) = self.posted_after {
            let second = Timestamp::from_second(instant.as_second()).unwrap_or(instant);
            query.append_pair("posted_after", &second.to_string());
        }
        format!("/jobs?{}", query.finish())
    }
}

/// One answered page.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// The jobs that could be read, in the service's order.
    pub jobs: Vec<Job>,
    /// The jobs that could not, with the reason.
    pub set_aside: Vec<SetAside>,
    /// How much of the quota is left, as far as the service says.
    pub quota: Quota,
    /// Bytes of the body, decompressed.
    pub bytes: u64,
    /// HTTP status.
    pub status: u16,
}

impl Page {
    /// Jobs in the page, readable or not. Fewer than asked for means that this is the last page.
    pub fn rows(&self) -> usize {
        self.jobs.len() + self.set_aside.len()
    }
}

/// A job that could not be read. The others of its page are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetAside {
    /// The beginning of the job as sent, at most [`SetAside::MOST`] bytes.
    pub raw: String,
    /// Why it could not be read.
    pub reason: String,
}

impl SetAside {
    /// Most bytes kept of a job that cannot be read.
    pub const MOST: usize = 4096;

    pub(crate) fn new(raw: &str, reason: &impl ToString) -> Self {
        Self { raw: raw[..raw.floor_char_boundary(Self::MOST)].to_owned(), reason: reason.to_string() }
    }
}

/// What the rate headers say (`X-RateLimit-*`); any of them may be absent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Quota {
    /// Requests a minute.
    pub limit: Option<u32>,
    /// Requests left in this minute.
    pub remaining: Option<u32>,
    /// When the minute ends.
    pub reset: Option<Timestamp>,
    /// Requests that may come at once.
    pub burst: Option<u32>,
}
