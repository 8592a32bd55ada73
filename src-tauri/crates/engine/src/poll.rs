//! One poll of one source: claim, fetch, take in, match, remember.
//!
//! A poll asks one stream of the source's plan and serves all searches. What was read is kept even when a later page fails.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use lapwing_domain::JobId;
use lapwing_domain::plan::Pages;
use lapwing_domain::pushdown::ServerFilter;
use lapwing_domain::watch::{self, PAGE_SIZE};
use lapwing_sources::{FailureKind, FetchError, JobSource};
use lapwing_store::{IngestBatch, Ingested, KeyState, Purpose, Service, SourceRecord, StreamUpdate};

use crate::asking::Asking;
use crate::compiled::ActiveSearches;
use crate::keys::rejected;
use crate::matcher::RoundFacts;
use crate::ports::{Changed, NewMatch, Result};
use crate::reading::{Read, Stream, publish_times};
use crate::sources::origin_of;
use crate::waiting::Wait;
use crate::{Engine, EngineError};

/// What a poll came to. `problem` may stand beside jobs: what was read before it is kept.
#[derive(Debug, Default)]
pub(crate) struct Polled {
    pub(crate) calls: u32,
    pub(crate) new_jobs: u32,
    pub(crate) matches: Vec<NewMatch>,
    pub(crate) problem: Option<EngineError>,
}

impl Engine {
    /// Polls streams of a source one after the other, until one fails or the service's wait forbids it.
    pub(crate) async fn poll(
        &self,
        source: &SourceRecord,
        streams: &[ServerFilter],
        purpose: Purpose,
        searches: &Arc<ActiveSearches>,
    ) -> Polled {
        let mut all = Polled::default();
        for filter in streams {
            let polled = match self.try_poll(source, *filter, purpose, searches).await {
                Ok(polled) => polled,
                Err(problem) => {
                    self.hold_off(source.id, &problem);
                    Polled { problem: Some(problem), ..Polled::default() }
                }
            };
            all.add(polled);
            if all.problem.is_some() {
                break;
            }
        }
        all
    }

    async fn try_poll(
        &self,
        source: &SourceRecord,
        filter: ServerFilter,
        purpose: Purpose,
        searches: &Arc<ActiveSearches>,
    ) -> Result<Polled> {
        self.may_ask(source).await?;
        let client = self.client(source).await?;
        let stream = self.stream_of(source, filter).await?;
        let read = self.read_pages(source, purpose, client.as_ref(), &stream).await?;
        let mut polled = Polled { calls: read.calls, ..Polled::default() };
        let now = self.now();
        if read.failure.is_none() || !read.jobs.is_empty() || !read.set_aside.is_empty() {
            let ingested = self.take_in(source, &stream, &read, searches, now).await?;
            self.learn(source, &stream, &read, &ingested).await;
            polled.new_jobs = count_new(&ingested);
            polled.matches = Self::new_matches(source, searches, &ingested);
        }
        match read.failure {
            None => {
                self.went_well(source, &stream, now).await?;
                if purpose == Purpose::Poll {
                    polled.add(self.close_gap(source, &stream, client.as_ref(), searches).await?);
                }
            }
            Some(failure) => polled.problem = Some(self.went_wrong(source, &stream, failure, now).await?),
        }
        self.ports().events.changed(Changed::ALL);
        if !polled.matches.is_empty() {
            self.ports().events.matched(&polled.matches);
        }
        Ok(polled)
    }

    /// Refuses, without sending anything, what a rejected key, a service's wait or a used-up month forbids.
    pub(crate) async fn may_ask(&self, source: &SourceRecord) -> Result<()> {
        if source.key_state == KeyState::Rejected {
            return Err(rejected(source));
        }
        match self.wait_of(source).await? {
            Some(Wait { until, reason }) => {
                Err(EngineError::Limited { source_name: source.name.clone(), until, reason })
            }
            None => Ok(()),
        }
    }

    /// Reads newest first, back to the watermark less its overlap, as far as the plan allows.
    async fn read_pages(
        &self,
        source: &SourceRecord,
        purpose: Purpose,
        client: &dyn JobSource,
        stream: &Stream,
    ) -> Result<Read> {
        let record = stream.record.as_ref();
        let mut asking = Asking::begin(self, source, purpose, client, (stream.filter, record)).await?;
        let (since, settled) = (stream.since(), stream.settled());
        let pages = match record.filter(|_| since.is_some()) {
            Some(record) => self.pages_allowed(source, &stream.filter, record).await?,
            None => Pages { usual: 1, most: 1 },
        };
        let mut read = Read::default();
        for page in 0..pages.most {
            let answer = asking.page(page).await?;
            read.calls = asking.calls();
            let Some(answer) = answer else { break };
            let answer = match answer {
                Ok(answer) => answer,
                Err(failure) => {
                    read.failure = Some(failure);
                    return Ok(read);
                }
            };
            // A service that looks no further than its newest postings ends a page where those end.
            let last = answer.rows() < PAGE_SIZE as usize && asking.looks_through().is_none();
            let ids: Vec<JobId> = answer.jobs.iter().map(|job| job.id.clone()).collect();
            let followed_on = publish_times(&answer.jobs).any(|posted| Some(posted) <= settled);
            let reached = since.is_none_or(|since| publish_times(&answer.jobs).any(|posted| posted < since));
            read.take(answer);
            // What a narrow stream returns may be known from another one, however far its own rounds are behind.
            let alone = stream.filter.is_everything();
            read.complete = last || reached || (alone && self.store().all_known(&origin_of(source), ids).await?);
            if read.complete || (followed_on && page + 1 >= pages.usual) {
                break;
            }
        }
        Ok(read)
    }

    async fn take_in(
        &self,
        source: &SourceRecord,
        stream: &Stream,
        read: &Read,
        searches: &Arc<ActiveSearches>,
        now: Timestamp,
    ) -> Result<Ingested> {
        let first = stream.record.as_ref().is_none_or(|record| !record.baseline_done);
        let batch = IngestBatch {
            source: source.id,
            origin: origin_of(source),
            stream: stream.name.clone(),
            now,
            jobs: read.jobs.clone(),
            set_aside: read.set_aside.clone(),
            watermark: publish_times(&read.jobs).max(),
            baseline: first,
            floor: publish_times(&read.jobs).min(),
            gap: stream.gap(read),
        };
        // Only the first round of all is a baseline: what a narrow stream brings later is as new as anything.
        let baseline = first && stream.filter.is_everything();
        self.ingest(source, batch, (stream.source_floor, baseline), searches).await
    }

    /// Takes in what was read, and decides what fits and what is told.
    pub(crate) async fn ingest(
        &self,
        source: &SourceRecord,
        batch: IngestBatch,
        (floor, baseline): (Option<Timestamp>, bool),
        searches: &Arc<ActiveSearches>,
    ) -> Result<Ingested> {
        let (source, source_name) = (source.id, source.name.clone());
        let facts =
            RoundFacts { source, source_name, now: batch.now, baseline, floor, writer: self.writer(), own: false };
        let searches = Arc::clone(searches);
        Ok(self.store().ingest(batch, move |jobs| searches.lock().decide(&facts, jobs)).await?)
    }

    pub(crate) fn new_matches(source: &SourceRecord, searches: &ActiveSearches, ingested: &Ingested) -> Vec<NewMatch> {
        let of = |key| -> Vec<String> {
            let ids = ingested.matches.iter().filter(|(job, _)| *job == key).map(|(_, search)| *search);
            ids.filter_map(|id| searches.name(id)).collect()
        };
        let matched = ingested.jobs.iter().map(|upserted| (upserted, of(upserted.key)));
        matched
            .filter(|(_, names)| !names.is_empty())
            .map(|(upserted, names)| NewMatch {
                key: upserted.key,
                job: upserted.job.clone(),
                source: source.name.clone(),
                searches: names,
                seen_at: upserted.first_seen,
            })
            .collect()
    }

    async fn went_well(&self, source: &SourceRecord, stream: &Stream, now: Timestamp) -> Result<()> {
        self.note_problem(source.id, None);
        if source.key_state != KeyState::Accepted {
            self.store().set_key_state(source.id, KeyState::Accepted).await?;
        }
        if self.store().note_traffic(source.id, source.key_place.clone(), now).await? {
            self.ports().events.changed(Changed::SOURCES);
        }
        let update = StreamUpdate { last_success: Some(now), ..StreamUpdate::default() };
        Ok(self.store().record_outcome(source.id, &stream.name, update).await?)
    }

    /// Keeps the schedule honest after a failure, and turns it into what the user is told.
    pub(crate) async fn went_wrong(
        &self,
        source: &SourceRecord,
        stream: &Stream,
        failure: FetchError,
        now: Timestamp,
    ) -> Result<EngineError> {
        let failures = stream.record.as_ref().map_or(0, |record| record.failures).saturating_add(1);
        tracing::info!(source = %source.id, kind = ?failure.kind(), status = failure.status(), failures, "a poll failed");
        let mut update = StreamUpdate { failures, ..StreamUpdate::default() };
        let problem = match failure.kind() {
            FailureKind::KeyRejected => {
                self.key_rejected(source, &failure).await?;
                rejected(source)
            }
            FailureKind::RateLimited => {
                self.note_refusal(source).await?;
                let wait = self.wait_after(source, &failure, failures, now).await?;
                update.wait_until = Some(wait.until);
                update.wait_reason = Some(wait.reason.clone());
                update.next_due = Some(wait.until);
                EngineError::Limited { source_name: source.name.clone(), until: wait.until, reason: wait.reason }
            }
            _ => {
                let interval = self.interval_of(source, &stream.filter).await?;
                let due = watch::back_off(now, failures, self.ports().random.fraction());
                update.next_due = Some(due.min(watch::next_due(now, interval.max(SignedDuration::from_mins(1)))));
                EngineError::Fetch(failure)
            }
        };
        self.store().record_outcome(source.id, &stream.name, update).await?;
        self.note_problem(source.id, Some(&problem));
        Ok(problem)
    }
}

impl Polled {
    pub(crate) fn add(&mut self, other: Self) {
        self.calls += other.calls;
        self.new_jobs += other.new_jobs;
        self.matches.extend(other.matches);
        self.problem = other.problem;
    }
}

pub(crate) fn count_new(ingested: &Ingested) -> u32 {
    let new = ingested.jobs.iter().filter(|upserted| upserted.change == lapwing_store::Change::New);
    u32::try_from(new.count()).unwrap_or(u32::MAX)
}

/// Whether a source costs nothing to ask.
pub(crate) fn is_free(source: &SourceRecord) -> bool {
    source.service == Service::Sandbox
}
