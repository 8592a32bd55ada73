//! What a job service is to the rest of Lapwing: a policy, a page of jobs, a test.

use jiff::Timestamp;
use lapwing_domain::Job;

use crate::error::FetchError;
use crate::policy::SourcePolicy;
use crate::report::TestReport;
use crate::request::PageRequest;

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
