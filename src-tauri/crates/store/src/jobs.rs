//! One job with everything known of it.

use jiff::Timestamp;
use lapwing_domain::job::Job;
use lapwing_domain::triage::State;
use lapwing_domain::{JobId, JobKey, SearchId, SourceId};

use crate::ingest::ChangeKind;
use crate::lists::SearchName;
use crate::{Store, StoreError};

/// A stored job with its history at hand.
#[derive(Debug, Clone, PartialEq)]
pub struct FullJob {
    /// Its row.
    pub key: JobKey,
    /// The job as merged from all its copies.
    pub job: Job,
    /// State in triage.
    pub state: State,
    /// When it was first seen here.
    pub first_seen: Timestamp,
    /// When a poll last brought it.
    pub last_seen: Timestamp,
    /// The service's `scheme://host:port`, or `sandbox`.
    pub origin: String,
    /// The source that brought it first.
    pub source: SourceId,
    /// That source's name, kept also when it was removed.
    pub source_name: String,
    /// Searches it matches, in the user's order; removed ones left out.
    pub searches: Vec<SearchName>,
}

/// A fact that changed between two copies of a job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobChange {
    /// Kind of change.
    pub kind: ChangeKind,
    /// The fact, for example `budget`.
    pub field: String,
    /// Its former value as text; `None` when it was not known.
    pub old: Option<String>,
    /// Its new value.
    pub new: Option<String>,
}

/// Something that happened to a job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimelineEntry {
    /// When.
    pub at: Timestamp,
    /// What.
    pub event: TimelineEvent,
}

/// What happened to a job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TimelineEvent {
    /// Published at its source.
    Posted,
    /// First brought here.
    FirstSeen {
        /// Name of the source that brought it.
        source: String,
    },
    /// Found to match a search.
    Matched {
        /// The search.
        search: SearchId,
        /// Its name.
        name: String,
    },
    /// Changed at its source.
    Changed(JobChange),
    /// Given a state.
    State {
        /// From.
        from: State,
        /// To.
        to: State,
    },
    /// Announced by a notification of its own.
    Notified,
}

impl Store {
    /// One job in full.
    pub async fn job(&self, key: JobKey) -> Result<Option<FullJob>, StoreError> {
        let _ = key;
        todo!()
    }

    /// The row of a service's job.
    pub async fn job_key(&self, origin: &str, id: &JobId) -> Result<Option<JobKey>, StoreError> {
        let _ = (origin, id);
        todo!()
    }

    /// Whether every one of a service's jobs is stored. `true` for none.
    pub async fn all_known(&self, origin: &str, ids: Vec<JobId>) -> Result<bool, StoreError> {
        let _ = (origin, ids);
        todo!()
    }

    /// What happened to a job, oldest first.
    pub async fn timeline(&self, key: JobKey) -> Result<Vec<TimelineEntry>, StoreError> {
        let _ = key;
        todo!()
    }
}
