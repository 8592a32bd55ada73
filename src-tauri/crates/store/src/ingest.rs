//! Taking in what a round brought, in one transaction: jobs, changes, matches, intents and the watermark.

use jiff::Timestamp;
use lapwing_domain::job::Job;
use lapwing_domain::triage::State;
use lapwing_domain::{JobKey, SearchId, SourceId};

use crate::intents::{IntentId, NewIntent};
use crate::words::words;
use crate::{Store, StoreError};

words!(
    /// What kind of fact changed between two copies of a job.
    ChangeKind {
        /// Budget, hourly range or contract type.
        Price = "price",
        /// Proposals, invitations, interviews, hires.
        Applicants = "applicants",
        /// Opened or closed.
        Status = "status",
        /// Title, description, skills, tags, occupations.
        Text = "text",
        /// Anything else a query can ask for, such as the client's facts.
        Facts = "facts",
        /// A private placeholder became a full posting.
        FilledIn = "filled-in",
    }
);

/// An item of a page that could not be read as a job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetAside {
    /// The item as it came.
    pub raw: String,
    /// Why it could not be read.
    pub reason: String,
}

/// A stored item that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetAsideRecord {
    /// When it last came.
    pub at: Timestamp,
    /// Source that brought it.
    pub source: SourceId,
    /// The item as it came.
    pub raw: String,
    /// Why it could not be read.
    pub reason: String,
}

/// A stretch of publish times that a round could not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewGap {
    /// From.
    pub from: Timestamp,
    /// To.
    pub to: Timestamp,
    /// Why, as a sentence.
    pub why: String,
}

/// A gap's row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct GapId(pub i64);

/// A stored gap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GapRecord {
    /// Its row.
    pub id: GapId,
    /// Source.
    pub source: SourceId,
    /// Stream.
    pub stream: String,
    /// From, to, why.
    pub gap: NewGap,
    /// When it was noticed.
    pub noted_at: Timestamp,
    /// When it was closed.
    pub closed_at: Option<Timestamp>,
}

/// Everything one round brought.
#[derive(Debug, Clone, PartialEq)]
pub struct IngestBatch {
    /// Source that brought it.
    pub source: SourceId,
    /// The service's `scheme://host:port`, or `sandbox`: service ids are unique within it.
    pub origin: String,
    /// Stream that was read.
    pub stream: String,
    /// When.
    pub now: Timestamp,
    /// Jobs that could be read.
    pub jobs: Vec<Job>,
    /// Items that could not.
    pub set_aside: Vec<SetAside>,
    /// Newest publish time read; moves the watermark forward, never back.
    pub watermark: Option<Timestamp>,
    /// Whether this was the stream's first round; ends its baseline.
    pub baseline: bool,
    /// What the round could not read.
    pub gap: Option<NewGap>,
}

/// What a copy of a job changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Never seen before in this data directory.
    New,
    /// Known, and these kinds of facts changed.
    Edited(Vec<ChangeKind>),
    /// Known, and nothing a query could ask for changed.
    Unchanged,
}

/// A job after taking in a copy of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Upserted {
    /// Its row.
    pub key: JobKey,
    /// The job as merged with what was known.
    pub job: Job,
    /// What the copy changed.
    pub change: Change,
    /// State in triage.
    pub state: State,
    /// Searches already recorded as matching.
    pub matched: Vec<SearchId>,
    /// When it was first seen here.
    pub first_seen: Timestamp,
}

/// What to record about the jobs of a round.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Decisions {
    /// Matches; ones already recorded keep their first time.
    pub matches: Vec<(JobKey, SearchId)>,
    /// Notifications owed.
    pub intents: Vec<NewIntent>,
}

/// What a round came to.
#[derive(Debug, Clone, PartialEq)]
pub struct Ingested {
    /// The jobs, each once, in the batch's order.
    pub jobs: Vec<Upserted>,
    /// Matches that were not recorded before.
    pub matches: Vec<(JobKey, SearchId)>,
    /// Intents written, in the order decided.
    pub intents: Vec<IntentId>,
}

impl Store {
    /// Takes in a round, all or nothing.
    ///
    /// `decide` is called once, on the writer thread inside the transaction, with every job of the batch (unchanged ones
    /// flagged). It must not call the store. When it panics or names a job or search that does not exist, nothing of the
    /// round is written.
    pub async fn ingest<F>(&self, batch: IngestBatch, decide: F) -> Result<Ingested, StoreError>
    where
        F: FnOnce(&[Upserted]) -> Decisions + Send + 'static,
    {
        let _ = (batch, decide);
        todo!()
    }

    /// Gaps not closed yet, oldest first.
    pub async fn open_gaps(&self, source: SourceId) -> Result<Vec<GapRecord>, StoreError> {
        let _ = source;
        todo!()
    }

    /// Closes a gap.
    pub async fn close_gap(&self, gap: GapId, now: Timestamp) -> Result<(), StoreError> {
        let _ = (gap, now);
        todo!()
    }

    /// The newest items that could not be read.
    pub async fn set_aside(&self, limit: u32) -> Result<Vec<SetAsideRecord>, StoreError> {
        let _ = limit;
        todo!()
    }
}
