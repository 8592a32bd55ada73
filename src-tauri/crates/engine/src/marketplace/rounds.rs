//! One round of one search at the marketplace API: claim, fetch, take in, match against that search alone.

use jiff::Timestamp;
use lapwing_domain::SavedSearch;
use lapwing_domain::ephemeral::Ephemeral;
use lapwing_domain::plan::OwnStream;
use lapwing_domain::query::{Use, parse};
use lapwing_sources::marketplace::{Marketplace, SearchRequest};
use lapwing_sources::{FailureKind, FetchError};
use lapwing_store::{
    EphemeralBatch, GapRecord, Ingested, KeyState, NewGap, Purpose, SourceRecord, StreamRecord, StreamUpdate,
};

use super::GrantState;
use super::authorizing::{grant_ended, has_ended};
use super::schedule::OwnScheduled;
use crate::compiled::Compiled;
use crate::matcher::RoundFacts;
use crate::poll::{Polled, count_new};
use crate::ports::{Changed, NewMatch, Result};
use crate::sources::origin_of;
use crate::{Engine, EngineError};

/// What the pages of one round held.
#[derive(Default)]
struct Read {
    calls: u32,
    jobs: Vec<Ephemeral>,
    unreadable: Vec<String>,
    /// Everything back to where earlier rounds stood was read.
    complete: bool,
    failure: Option<FetchError>,
}

impl Engine {
    /// Asks for each of these searches, one after the other, until one fails in a way that the others would, too.
    pub(crate) async fn poll_own(&self, source: &SourceRecord, asked: &[OwnScheduled], purpose: Purpose) -> Polled {
        let (mut all, mut unreadable) = (Polled::default(), None);
        for one in asked {
            let polled = match self.try_poll_own(source, one, purpose).await {
                Ok(polled) => polled,
                // What is wrong with one search is none of the others' business.
                Err(problem @ (EngineError::TooWide(_) | EngineError::InvalidQuery { .. })) => {
                    unreadable.get_or_insert(problem);
                    continue;
                }
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
        Polled { problem: all.problem.or(unreadable), ..all }
    }

    async fn try_poll_own(&self, source: &SourceRecord, one: &OwnScheduled, purpose: Purpose) -> Result<Polled> {
        self.may_ask_own(source).await?;
        let client = self.marketplace(source).await?;
        let record = self.store().stream(source.id, &one.stream.name()).await?;
        let read = self.read_own(source, one, record.as_ref(), purpose, &client).await?;
        let mut polled = Polled { calls: read.calls, ..Polled::default() };
        let now = self.now();
        let failure = if read.failure.is_none() || !read.jobs.is_empty() {
            let (ingested, failure) = self.take_in_own(source, one, record.as_ref(), read, now).await?;
            polled.new_jobs = count_new(&ingested);
            polled.matches = matches(source, &one.search, &ingested);
            failure
        } else {
            read.failure
        };
        match failure {
            None => self.own_went_well(source, &one.stream, now).await?,
            Some(failure) => polled.problem = Some(self.own_went_wrong(source, one, record.as_ref(), failure).await?),
        }
        self.ports().events.changed(Changed::ALL);
        if !polled.matches.is_empty() {
            self.ports().events.matched(&polled.matches);
        }
        Ok(polled)
    }

    /// Refuses, without sending anything, what has no access, and what the service's wait forbids.
    pub(super) async fn may_ask_own(&self, source: &SourceRecord) -> Result<()> {
        match self.authorization_view(source).await?.map(|authorization| authorization.state) {
            Some(GrantState::Authorized) | None => self.may_ask(source).await,
            Some(GrantState::None | GrantState::Gone) => Err(grant_ended(source)),
        }
    }

    /// In the background one small page; by hand further, back to where earlier rounds stood.
    async fn read_own(
        &self,
        source: &SourceRecord,
        one: &OwnScheduled,
        record: Option<&StreamRecord>,
        purpose: Purpose,
        client: &Marketplace,
    ) -> Result<Read> {
        let (size, most) = match purpose {
            Purpose::Poll => (SearchRequest::IN_BACKGROUND, 1),
            _ => (SearchRequest::MOST, SearchRequest::MOST_PAGES),
        };
        let gaps = self.own_gaps(source, &one.stream).await?;
        let since = gaps.iter().map(|gap| gap.gap.from).chain(record.and_then(read_to)).min();
        let mut request = request_of(&one.search)?.first(size);
        let mut read = Read::default();
        for _ in 0..most {
            let answer = self.call_own(source, one, purpose, &request, client).await?;
            read.calls += 1;
            let page = match answer {
                Ok(page) => page,
                Err(failure) => {
                    read.failure = Some(failure);
                    return Ok(read);
                }
            };
            if page.incomplete.is_some() {
                // Their sentence may quote what was asked for; that there was one is enough.
                tracing::info!(source = %source.id, "an answer of the marketplace API was incomplete");
            }
            let posted = page.jobs.iter().filter_map(Ephemeral::posted).min();
            read.complete = page.next.is_none() || since.is_none_or(|since| posted.is_some_and(|it| it <= since));
            read.jobs.extend(page.jobs);
            read.unreadable.extend(page.unreadable);
            match page.next.and_then(|next| next.parse().ok()) {
                Some(next) if !read.complete => request = request.after(next),
                _ => break,
            }
        }
        if read.complete {
            for gap in gaps {
                self.store().read_of_gap(gap.id, None, self.now()).await?;
            }
        }
        Ok(read)
    }

    async fn take_in_own(
        &self,
        source: &SourceRecord,
        one: &OwnScheduled,
        record: Option<&StreamRecord>,
        read: Read,
        now: Timestamp,
    ) -> Result<(Ingested, Option<FetchError>)> {
        let first = record.is_none_or(|record| !record.baseline_done);
        let gap = gap(record, &read);
        let Read { jobs, unreadable, failure, .. } = read;
        let batch = EphemeralBatch {
            source: source.id,
            origin: origin_of(source),
            stream: one.stream.name(),
            now,
            watermark: jobs.iter().filter_map(Ephemeral::posted).max(),
            floor: jobs.iter().filter_map(Ephemeral::posted).min(),
            baseline: first,
            jobs,
            unreadable,
            gap,
        };
        let facts = RoundFacts {
            source: source.id,
            source_name: source.name.clone(),
            now,
            baseline: first,
            floor: record.and_then(|record| record.floor),
            writer: self.writer(),
            own: true,
        };
        let mut compiled = Compiled::default();
        compiled.update(vec![one.search.clone()], self.profile().await?);
        compiled.follow_past(self.delivery_rules().await?.proposals_past);
        let ingested = self.store().ingest_ephemeral(batch, move |jobs| compiled.decide(&facts, jobs)).await?;
        self.content_came();
        Ok((ingested, failure))
    }

    async fn own_gaps(&self, source: &SourceRecord, stream: &OwnStream) -> Result<Vec<GapRecord>> {
        let mut gaps = self.store().open_gaps(source.id).await?;
        gaps.retain(|gap| gap.stream == stream.name());
        Ok(gaps)
    }

    async fn own_went_well(&self, source: &SourceRecord, stream: &OwnStream, now: Timestamp) -> Result<()> {
        self.note_problem(source.id, None);
        if source.key_state != KeyState::Accepted {
            self.store().set_key_state(source.id, KeyState::Accepted).await?;
        }
        let update = StreamUpdate { last_success: Some(now), ..StreamUpdate::default() };
        Ok(self.store().record_outcome(source.id, &stream.name(), update).await?)
    }

    async fn own_went_wrong(
        &self,
        source: &SourceRecord,
        one: &OwnScheduled,
        record: Option<&StreamRecord>,
        failure: FetchError,
    ) -> Result<EngineError> {
        let now = self.now();
        let failures = record.map_or(0, |record| record.failures).saturating_add(1);
        tracing::info!(source = %source.id, kind = ?failure.kind(), status = failure.status(), failures, "a poll failed");
        let mut update = StreamUpdate { failures, ..StreamUpdate::default() };
        let problem = match failure.kind() {
            _ if has_ended(&failure) => {
                self.grant_ended(source, &failure).await?;
                grant_ended(source)
            }
            FailureKind::RateLimited => {
                let wait = self.wait_after(source, &failure, failures, now).await?;
                update.wait_until = Some(wait.until);
                update.wait_reason = Some(wait.reason.clone());
                update.next_due = Some(wait.until.max(one.stream.next_due(now, 0.0)));
                EngineError::Limited { source_name: source.name.clone(), until: wait.until, reason: wait.reason }
            }
            // The interval is longer than any back-off: what failed is simply asked again when it is due.
            _ => EngineError::Fetch(failure),
        };
        self.store().record_outcome(source.id, &one.stream.name(), update).await?;
        self.note_problem(source.id, Some(&problem));
        Ok(problem)
    }
}

/// The request that a search as its user wrote it makes.
pub(super) fn request_of(search: &SavedSearch) -> Result<SearchRequest> {
    let query =
        parse(&search.query, Use::SavedSearch).map_err(|problems| EngineError::InvalidQuery { problems })?.query;
    as_written(&query)
}

/// The request of a query, which needs a word that must be there: what has none would ask for the whole market.
pub(crate) fn as_written(query: &lapwing_domain::query::Query) -> Result<SearchRequest> {
    SearchRequest::as_written(query).map_err(|nothing| EngineError::TooWide(nothing.to_string()))
}

/// Up to where earlier rounds read: the newest publish time, or when the last of them ended that found nothing.
fn read_to(record: &StreamRecord) -> Option<Timestamp> {
    record.watermark.or(record.last_success).filter(|_| record.baseline_done)
}

/// More than the pages of a round held was posted since the one before, or some of it could not be read. It is shown, and
/// read when its user checks.
fn gap(record: Option<&StreamRecord>, read: &Read) -> Option<NewGap> {
    let from = record.and_then(read_to)?;
    if read.complete && !read.unreadable.is_empty() {
        let to = read.jobs.iter().filter_map(Ephemeral::posted).max()?;
        let why = "The service sent some postings so that they could not be read.".to_owned();
        return (to > from).then_some(NewGap { from, to, why });
    }
    let to = read.jobs.iter().filter_map(Ephemeral::posted).min()?;
    let why = "More was posted than one page holds. Check now to read further.".to_owned();
    (!read.complete && to > from).then_some(NewGap { from, to, why })
}

fn matches(source: &SourceRecord, search: &SavedSearch, ingested: &Ingested) -> Vec<NewMatch> {
    let matched = |key| ingested.matches.iter().any(|(job, _)| *job == key);
    let new = ingested.jobs.iter().filter(|upserted| matched(upserted.key));
    new.map(|upserted| NewMatch {
        key: upserted.key,
        job: upserted.job.clone(),
        source: source.name.clone(),
        searches: vec![search.name.clone()],
        seen_at: upserted.first_seen,
    })
    .collect()
}
