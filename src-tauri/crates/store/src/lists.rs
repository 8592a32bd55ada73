//! What lists of jobs are made of: views, rows, pages and the places between them. Newest first throughout.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use lapwing_domain::triage::State;
use lapwing_domain::{Content, JobKey, SearchId, SourceId};

use crate::lent::Lent;
use crate::row::millis;

/// Which jobs a list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum View {
    /// Matched by a search that is neither paused nor removed, and new or seen.
    Inbox,
    /// Kept: saved, applied, interviewing or hired.
    Saved,
    /// Put away.
    Dismissed,
    /// Everything stored, private placeholders included.
    All,
    /// Matches of one search, dismissed ones left out. Empty when the search was removed.
    Search(SearchId),
}

/// Where a page ended: the next one begins after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Cursor {
    /// Publish time (first sight where unknown) of the last row, in milliseconds UTC.
    pub(crate) at: i64,
    /// Its key, which settles ties.
    pub(crate) key: i64,
}

impl Cursor {
    /// The place right after this job, in any list that holds it.
    pub fn after(job: &StoredJob) -> Self {
        let at = job.job.posted().unwrap_or(job.first_seen);
        Self { at: millis(at), key: job.key.0 }
    }
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.at, self.key)
    }
}

/// A text that is no cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is not a place in a list. Load the list again from its beginning")]
pub struct BadCursor;

impl FromStr for Cursor {
    type Err = BadCursor;

    fn from_str(text: &str) -> Result<Self, BadCursor> {
        let (at, key) = text.split_once('.').ok_or(BadCursor)?;
        Ok(Self { at: at.parse().map_err(|_| BadCursor)?, key: key.parse().map_err(|_| BadCursor)? })
    }
}

/// A search as a row names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchName {
    /// Its row.
    pub id: SearchId,
    /// Its name.
    pub name: String,
}

/// How long what a job contains is here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Retention {
    /// As long as its user wants it.
    Kept,
    /// Lent by the service.
    Ephemeral {
        /// When it is erased at the latest.
        until: Timestamp,
    },
    /// Not any more, or in another program that is running: only what identifies the job is known, and its marks.
    Erased,
}

/// A row of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct JobSummary {
    /// Its row.
    pub key: JobKey,
    /// What lists show of the job: neither its description nor its lesser facts.
    pub job: Content,
    /// How long that is here.
    pub retention: Retention,
    /// State in triage.
    pub state: State,
    /// When it was first seen here.
    pub first_seen: Timestamp,
    /// The service's `scheme://host:port`, or `sandbox`.
    pub origin: String,
    /// The source that brought it first.
    pub source: SourceId,
    /// Searches it matches, in the user's order; removed ones left out.
    pub searches: Vec<SearchName>,
}

impl Lent for JobSummary {
    fn parts(&mut self) -> (JobKey, &mut Content, &mut Retention) {
        (self.key, &mut self.job, &mut self.retention)
    }
}

/// A page of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct PageOf<T> {
    /// Rows, newest first by publish time (first sight where unknown).
    pub rows: Vec<T>,
    /// Where the next page begins; `None` at the end.
    pub next: Option<Cursor>,
    /// Rows in the whole list.
    pub total: u32,
}

/// A stored job in full, for matching.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredJob {
    /// Its row.
    pub key: JobKey,
    /// The job.
    pub job: Content,
    /// How long it is here.
    pub retention: Retention,
    /// State in triage.
    pub state: State,
    /// When it was first seen here.
    pub first_seen: Timestamp,
    /// The service's `scheme://host:port`, or `sandbox`.
    pub origin: String,
    /// The source that brought it first.
    pub source: SourceId,
    /// All sources that brought it, in the order they were added.
    pub sources: Vec<SourceId>,
}

impl Lent for StoredJob {
    fn parts(&mut self) -> (JobKey, &mut Content, &mut Retention) {
        (self.key, &mut self.job, &mut self.retention)
    }
}

/// A stretch of stored jobs.
#[derive(Debug, Clone, PartialEq)]
pub struct Scanned {
    /// Jobs, newest first.
    pub jobs: Vec<StoredJob>,
    /// Where to go on; `None` at the end.
    pub next: Option<Cursor>,
}

/// Numbers beside the views.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Jobs in the inbox.
    pub inbox: u32,
    /// Those of them still new.
    pub unread: u32,
    /// Jobs kept.
    pub saved: u32,
    /// Jobs put away.
    pub dismissed: u32,
    /// Jobs stored.
    pub all: u32,
}
