//! Closing gaps: what a round could not read is asked for after a later one, by its publish times, when the plan reads
//! everything and has calls to spare. Only the documented dialect can ask so.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use lapwing_domain::watch::PAGE_SIZE;
use lapwing_sources::{Dialect, JobSource};
use lapwing_store::{GapRecord, IngestBatch, Purpose, SourceRecord};

use crate::Engine;
use crate::asking::{Asking, dialect_of};
use crate::compiled::ActiveSearches;
use crate::planning::Basis;
use crate::poll::{Polled, count_new};
use crate::ports::Result;
use crate::reading::{Read, Stream, publish_times};
use crate::sources::origin_of;

/// What was read of a gap.
enum Closed {
    Whole,
    /// But for what was published before then.
    Until(Timestamp),
    /// The service does not look at publish times, and sent something else.
    Not,
}

impl Engine {
    /// Reads what it may of a stream's newest gap, after a round of the stream that went well.
    pub(crate) async fn close_gap(
        &self,
        source: &SourceRecord,
        stream: &Stream,
        client: &dyn JobSource,
        searches: &Arc<ActiveSearches>,
    ) -> Result<Polled> {
        let Some((gap, pages)) = Box::pin(self.gap_to_close(source, stream)).await? else {
            return Ok(Polled::default());
        };
        let (read, closed) = self.read_gap(source, stream, client, (&gap, pages)).await?;
        let mut polled = Polled { calls: read.calls, ..Polled::default() };
        let now = self.now();
        if !read.jobs.is_empty() || !read.set_aside.is_empty() {
            let batch = IngestBatch {
                source: source.id,
                origin: origin_of(source),
                stream: stream.name.clone(),
                now,
                jobs: read.jobs,
                set_aside: read.set_aside,
                watermark: None,
                baseline: false,
                floor: None,
                gap: None,
            };
            let ingested = self.ingest(source, batch, (stream.source_floor, false), searches).await?;
            polled.new_jobs = count_new(&ingested);
            polled.matches = Self::new_matches(source, searches, &ingested);
        }
        match closed {
            Closed::Whole => self.store().read_of_gap(gap.id, None, now).await?,
            Closed::Until(rest) => self.store().read_of_gap(gap.id, Some(rest), now).await?,
            Closed::Not => {
                self.gaps_left().insert(gap.id);
            }
        }
        match read.failure {
            Some(failure) if failure.names_parameter() => {
                self.gaps_left().insert(gap.id);
            }
            Some(failure) => polled.problem = Some(self.went_wrong(source, stream, failure, now).await?),
            None => tracing::info!(source = %source.id, calls = polled.calls, "what a gap left out was read"),
        }
        Ok(polled)
    }

    /// The stream's newest gap that can be closed now, and the pages that may be read of it.
    async fn gap_to_close(&self, source: &SourceRecord, stream: &Stream) -> Result<Option<(GapRecord, u32)>> {
        let gaps = self.store().open_gaps(source.id).await?;
        let newest = gaps.into_iter().filter(|gap| gap.stream == stream.name && !self.gaps_left().contains(&gap.id));
        let Some(gap) = newest.max_by_key(|gap| gap.gap.to) else { return Ok(None) };
        // What the service speaks may have been found by this round.
        let speaks = self.store().source(source.id).await?.as_ref().and_then(dialect_of);
        if speaks != Some(Dialect::Documented) {
            return Ok(None);
        }
        let (basis, planned) = self.planned(source).await?;
        let Some(planned_stream) = planned.streams.iter().find(|planned| planned.filter == stream.filter) else {
            return Ok(None);
        };
        let day = basis.now.checked_sub(SignedDuration::from_hours(24)).unwrap_or(Timestamp::MIN);
        let spent = self.store().calls_for(source.id, Purpose::GapClosing, day).await?;
        let minute = basis.now.checked_sub(SignedDuration::from_mins(1)).unwrap_or(Timestamp::MIN);
        let room = Basis::at_once(source).saturating_sub(self.store().calls_since(source.id, minute).await?);
        let pages = planned_stream.pages_of_gap(gap.gap.to, basis.now, spent).min(room);
        let pages = pages.min(planned.calls_left.unwrap_or(u32::MAX));
        Ok((pages > 0).then_some((gap, pages)))
    }

    async fn read_gap(
        &self,
        source: &SourceRecord,
        stream: &Stream,
        client: &dyn JobSource,
        (gap, pages): (&GapRecord, u32),
    ) -> Result<(Read, Closed)> {
        let about = (stream.filter, stream.record.as_ref());
        let asking = Asking::begin(self, source, Purpose::GapClosing, client, about).await?;
        let mut asking = asking.between(gap.gap.from, gap.gap.to);
        let mut read = Read::default();
        // A second more than asked for: services differ in which end they count.
        let end = gap.gap.to.checked_add(SignedDuration::from_secs(2)).unwrap_or(gap.gap.to);
        let mut closed = Closed::Until(gap.gap.to);
        for page in 0..pages {
            let answer = asking.page(page).await?;
            read.calls = asking.calls();
            let answer = match answer {
                Some(Ok(answer)) => answer,
                Some(Err(failure)) => {
                    read.failure = Some(failure);
                    break;
                }
                None => break,
            };
            let rows = answer.rows();
            if publish_times(&answer.jobs).any(|posted| posted > end) {
                closed = Closed::Not;
            } else if rows < PAGE_SIZE as usize {
                closed = Closed::Whole;
            } else if let Some(oldest) = publish_times(&answer.jobs).min() {
                closed = if oldest < gap.gap.from { Closed::Whole } else { Closed::Until(oldest) };
            }
            read.take(answer);
            if !matches!(closed, Closed::Until(_)) {
                break;
            }
        }
        Ok((read, closed))
    }
}
