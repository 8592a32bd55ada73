//! Taking in what a round brought, in one transaction: jobs, changes, matches, intents and the watermark.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use jiff::Timestamp;
use lapwing_domain::job::Job;
use lapwing_domain::triage::State;
use lapwing_domain::{Content, JobKey, SearchId, SourceId};
use rusqlite::Transaction;

use crate::failure::Failure;
use crate::intents::{self, IntentId, NewIntent};
use crate::leftovers::{self, NewGap, SetAside};
use crate::streams::Progress;
use crate::upsert::{Bringer, both, upsert};
use crate::words::words;
use crate::{Store, StoreError, matches, sources, streams};

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

/// Everything one round brought. What may not be kept does not fit in: there is [`EphemeralBatch`](crate::EphemeralBatch)
/// for it.
///
/// ```
/// # use lapwing_domain::{Ephemeral, Job, JobId};
/// # use lapwing_store::IngestBatch;
/// fn taken_in(batch: &mut IngestBatch, job: Job) {
///     batch.jobs.push(job);
/// }
/// ```
///
/// ```compile_fail
/// # use lapwing_domain::{Ephemeral, Job, JobId};
/// # use lapwing_store::IngestBatch;
/// fn taken_in(batch: &mut IngestBatch, job: Ephemeral) {
///     batch.jobs.push(job);
/// }
/// ```
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
    /// In the first round, the oldest publish time read; what is older was there before watching began.
    pub floor: Option<Timestamp>,
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
    pub job: Content,
    /// The job before it, when the copy changed anything that is stored.
    pub before: Option<Box<Content>>,
    /// What the copy changed.
    pub change: Change,
    /// State in triage.
    pub state: State,
    /// Whether this source brought it for the first time, however long it has been known from another one.
    pub new_to_source: bool,
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
    /// Intents written, in the order decided. News of a followed job that were told before are left out.
    pub intents: Vec<IntentId>,
}

impl Store {
    /// Takes in a round, all or nothing.
    ///
    /// `decide` is called once, on the writer thread inside the transaction, with every job of the batch (unchanged ones
    /// flagged). It must not call the store. When it panics or names a job or search that does not exist, nothing of the
    /// round is written. [`StoreError::NotFound`] when the source was removed meanwhile.
    pub async fn ingest<F>(&self, batch: IngestBatch, decide: F) -> Result<Ingested, StoreError>
    where
        F: FnOnce(&[Upserted]) -> Decisions + Send + 'static,
    {
        self.write("taking in what a round brought", move |tx| take_in(tx, batch, decide)).await
    }
}

fn take_in<F>(tx: &Transaction<'_>, mut batch: IngestBatch, decide: F) -> Result<Ingested, Failure>
where
    F: FnOnce(&[Upserted]) -> Decisions,
{
    sources::require(tx, batch.source)?;
    let by = Bringer { source: batch.source, origin: &batch.origin, now: batch.now };
    let mut brought = Brought::default();
    for copy in std::mem::take(&mut batch.jobs) {
        brought.add(upsert(tx, by, copy)?);
    }
    let jobs = brought.jobs;
    let Decisions { matches, intents } = decide(&jobs);
    let matches = record_decided(tx, matches, batch.now)?;
    let intents = intents::insert(tx, &intents, batch.now)?;
    leftovers::set_aside(tx, batch.source, &batch.set_aside, batch.now)?;
    if let Some(gap) = &batch.gap {
        leftovers::note_gap(tx, batch.source, &batch.stream, gap, batch.now)?;
    }
    let IngestBatch { source, stream, watermark, baseline, floor, .. } = &batch;
    let progress = Progress { stream, watermark: *watermark, baseline: *baseline, floor: *floor, now: batch.now };
    streams::advance(tx, *source, progress)?;
    Ok(Ingested { jobs, matches, intents })
}

/// The jobs of a round; one that came twice is told once, with both copies taken in.
#[derive(Debug, Default)]
pub(crate) struct Brought {
    pub(crate) jobs: Vec<Upserted>,
    places: HashMap<JobKey, usize>,
}

impl Brought {
    /// Adds what became of a copy.
    pub(crate) fn add(&mut self, next: Upserted) {
        match self.places.entry(next.key) {
            Entry::Vacant(place) => {
                place.insert(self.jobs.len());
                self.jobs.push(next);
            }
            Entry::Occupied(place) => {
                let first = &mut self.jobs[*place.get()];
                let change = both(first.change.clone(), next.change.clone());
                let before = first.before.take().or(next.before);
                *first = Upserted { change, before, new_to_source: first.new_to_source, ..next };
            }
        }
    }
}

/// Records the matches that were decided, and answers those not recorded before.
pub(crate) fn record_decided(
    tx: &Transaction<'_>,
    matches: Vec<(JobKey, SearchId)>,
    now: Timestamp,
) -> Result<Vec<(JobKey, SearchId)>, Failure> {
    let mut recorded = Vec::new();
    for (job, search) in matches {
        if matches::record(tx, search, job, now)? {
            recorded.push((job, search));
        }
    }
    Ok(recorded)
}
