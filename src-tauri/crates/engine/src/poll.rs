//! One poll of one source: claim, fetch, take in, match, remember.
//!
//! The plan is one broad request per source ([`STREAM`]) that serves all searches. What was read is kept even when a later
//! page fails.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use lapwing_domain::plan::Pages;
use lapwing_domain::watch::{self, PAGE_SIZE};
use lapwing_domain::{Job, JobId};
use lapwing_sources::{FailureKind, FetchError, JobSource};
use lapwing_store::{
    IngestBatch, Ingested, KeyState, NewGap, Purpose, Service, SetAside, SourceRecord, StreamRecord, StreamUpdate,
};

use crate::asking::Asking;
use crate::compiled::ActiveSearches;
use crate::keys::rejected;
use crate::matcher::RoundFacts;
use crate::ports::{Changed, NewMatch, Result};
use crate::sources::origin_of;
use crate::waiting::Wait;
use crate::{Engine, EngineError};

/// The name of the one stream a source has in the fixed plan.
pub(crate) const STREAM: &str = "newest";

/// What a poll came to. `problem` may stand beside jobs: what was read before it is kept.
#[derive(Debug, Default)]
pub(crate) struct Polled {
    pub(crate) calls: u32,
    pub(crate) new_jobs: u32,
    pub(crate) matches: Vec<NewMatch>,
    pub(crate) problem: Option<EngineError>,
}

/// What the pages of one poll held.
#[derive(Debug, Default)]
struct Read {
    calls: u32,
    jobs: Vec<Job>,
    set_aside: Vec<SetAside>,
    /// The watermark less its overlap was reached, or there was no more.
    complete: bool,
    failure: Option<FetchError>,
}

impl Engine {
    /// Polls a source unless its key or the service's wait forbids it.
    pub(crate) async fn poll(&self, source: &SourceRecord, purpose: Purpose, searches: &Arc<ActiveSearches>) -> Polled {
        match self.try_poll(source, purpose, searches).await {
            Ok(polled) => polled,
            Err(problem) => {
                self.hold_off(source.id, &problem);
                Polled { problem: Some(problem), ..Polled::default() }
            }
        }
    }

    async fn try_poll(
        &self,
        source: &SourceRecord,
        purpose: Purpose,
        searches: &Arc<ActiveSearches>,
    ) -> Result<Polled> {
        self.may_ask(source).await?;
        let client = self.client(source).await?;
        let stream = self.store().stream(source.id, STREAM).await?;
        let read = self.read_pages(source, purpose, client.as_ref(), stream.as_ref()).await?;
        let mut polled = Polled { calls: read.calls, ..Polled::default() };
        let now = self.now();
        if read.failure.is_none() || !read.jobs.is_empty() || !read.set_aside.is_empty() {
            let ingested = self.take_in(source, stream.as_ref(), &read, searches, now).await?;
            self.learn_rates(source, stream.as_ref(), read.complete, &ingested).await;
            polled.new_jobs = count_new(&ingested);
            polled.matches = Self::new_matches(source, searches, &ingested);
        }
        match read.failure {
            None => self.went_well(source, now).await?,
            Some(failure) => polled.problem = Some(self.went_wrong(source, stream.as_ref(), failure, now).await?),
        }
        self.ports().events.changed(Changed::ALL);
        if !polled.matches.is_empty() {
            self.ports().events.matched(&polled.matches);
        }
        Ok(polled)
    }

    /// Refuses, without sending anything, what a rejected key, a service's wait or a used-up month forbids.
    async fn may_ask(&self, source: &SourceRecord) -> Result<()> {
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
        stream: Option<&StreamRecord>,
    ) -> Result<Read> {
        let mut asking = Asking::begin(self, source, purpose, client, stream).await?;
        let since = read_since(stream);
        let pages = match stream.filter(|_| since.is_some()) {
            Some(stream) => self.pages_allowed(source, stream).await?,
            None => Pages { usual: 1, most: 1 },
        };
        let watermark = stream.and_then(|stream| stream.watermark);
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
            let last = answer.rows() < PAGE_SIZE as usize;
            let ids: Vec<JobId> = answer.jobs.iter().map(|job| job.id.clone()).collect();
            let followed_on = publish_times(&answer.jobs).any(|posted| Some(posted) <= watermark);
            let reached = since.is_none_or(|since| publish_times(&answer.jobs).any(|posted| posted < since));
            read.set_aside
                .extend(answer.set_aside.into_iter().map(|bad| SetAside { raw: bad.raw, reason: bad.reason }));
            read.jobs.extend(answer.jobs);
            read.complete = last || reached || self.store().all_known(&origin_of(source), ids).await?;
            if read.complete || (followed_on && page + 1 >= pages.usual) {
                break;
            }
        }
        Ok(read)
    }

    async fn take_in(
        &self,
        source: &SourceRecord,
        stream: Option<&StreamRecord>,
        read: &Read,
        searches: &Arc<ActiveSearches>,
        now: Timestamp,
    ) -> Result<Ingested> {
        let baseline = stream.is_none_or(|stream| !stream.baseline_done);
        let batch = IngestBatch {
            source: source.id,
            origin: origin_of(source),
            stream: STREAM.to_owned(),
            now,
            jobs: read.jobs.clone(),
            set_aside: read.set_aside.clone(),
            watermark: publish_times(&read.jobs).max(),
            baseline,
            floor: publish_times(&read.jobs).min(),
            gap: gap_of(stream, read),
        };
        let floor = stream.and_then(|stream| stream.floor);
        let (source, source_name) = (source.id, source.name.clone());
        let facts = RoundFacts { source, source_name, now, baseline, floor, writer: self.writer() };
        let searches = Arc::clone(searches);
        Ok(self.store().ingest(batch, move |jobs| searches.lock().decide(&facts, jobs)).await?)
    }

    fn new_matches(source: &SourceRecord, searches: &ActiveSearches, ingested: &Ingested) -> Vec<NewMatch> {
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

    async fn went_well(&self, source: &SourceRecord, now: Timestamp) -> Result<()> {
        self.note_problem(source.id, None);
        if source.key_state != KeyState::Accepted {
            self.store().set_key_state(source.id, KeyState::Accepted).await?;
        }
        if self.store().note_traffic(source.id, source.key_place.clone(), now).await? {
            self.ports().events.changed(Changed::SOURCES);
        }
        let update = StreamUpdate { last_success: Some(now), ..StreamUpdate::default() };
        Ok(self.store().record_outcome(source.id, STREAM, update).await?)
    }

    /// Keeps the schedule honest after a failure, and turns it into what the user is told.
    async fn went_wrong(
        &self,
        source: &SourceRecord,
        stream: Option<&StreamRecord>,
        failure: FetchError,
        now: Timestamp,
    ) -> Result<EngineError> {
        let failures = stream.map_or(0, |stream| stream.failures).saturating_add(1);
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
                let interval = self.interval_of(source).await?;
                let due = watch::back_off(now, failures, self.ports().random.fraction());
                update.next_due = Some(due.min(watch::next_due(now, interval.max(SignedDuration::from_mins(1)))));
                EngineError::Fetch(failure)
            }
        };
        self.store().record_outcome(source.id, STREAM, update).await?;
        self.note_problem(source.id, Some(&problem));
        Ok(problem)
    }
}

/// The publish times of what was read. A private placeholder's is left out: only its id tells it, and services renew
/// those ids or keep them as they please.
fn publish_times(jobs: &[Job]) -> impl Iterator<Item = Timestamp> {
    jobs.iter().filter(|job| !job.private).filter_map(|job| job.posted)
}

/// Where a later round stops: the watermark less its overlap, but not further back than the first round read. `None` in
/// the first round, which reads one page.
fn read_since(stream: Option<&StreamRecord>) -> Option<Timestamp> {
    let stream = stream.filter(|stream| stream.baseline_done)?;
    let overlap = SignedDuration::from_secs(i64::from(stream.overlap_seconds)).max(watch::OVERLAP);
    Some(stream.watermark?.checked_sub(overlap).unwrap_or(Timestamp::MIN).max(stream.floor.unwrap_or(Timestamp::MIN)))
}

/// What lies between the watermark and the oldest job read, when the round ended before reaching it.
fn gap_of(stream: Option<&StreamRecord>, read: &Read) -> Option<NewGap> {
    let watermark = stream.filter(|stream| stream.baseline_done)?.watermark?;
    let oldest = publish_times(&read.jobs).min()?;
    let why = match &read.failure {
        // Its own sentence says when to ask again, which is long past when a gap is looked at.
        Some(FetchError::RateLimited { .. }) => "A page was not read. The service asked to wait (429).".to_owned(),
        Some(failure) => format!("A page was not read. {failure}"),
        None => "More was posted than the calls for this round could read.".to_owned(),
    };
    (!read.complete && oldest > watermark).then_some(NewGap { from: watermark, to: oldest, why })
}

fn count_new(ingested: &Ingested) -> u32 {
    let new = ingested.jobs.iter().filter(|upserted| upserted.change == lapwing_store::Change::New);
    u32::try_from(new.count()).unwrap_or(u32::MAX)
}

/// Whether a source costs nothing to ask.
pub(crate) fn is_free(source: &SourceRecord) -> bool {
    source.service == Service::Sandbox
}
