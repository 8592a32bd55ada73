//! What a poll reads of a stream: from where it stood before to what could not be read.

use jiff::{SignedDuration, Timestamp};
use lapwing_domain::pushdown::ServerFilter;
use lapwing_domain::{Job, watch};
use lapwing_sources::{FetchError, Page};
use lapwing_store::{NewGap, SetAside, SourceRecord, StreamRecord};

use crate::Engine;
use crate::ports::Result;
use crate::streams::{BROAD, name_of};

/// The stream that a poll asks, as it stood before.
pub(crate) struct Stream {
    pub(crate) filter: ServerFilter,
    pub(crate) name: String,
    pub(crate) record: Option<StreamRecord>,
    /// The publish time of the oldest job that the source's own first round read, and how far behind a watermark its
    /// postings were seen to surface. Both are kept with the broad stream.
    pub(crate) source_floor: Option<Timestamp>,
    pub(crate) overlap: SignedDuration,
}

/// What the pages of one poll held.
#[derive(Debug, Default)]
pub(crate) struct Read {
    pub(crate) calls: u32,
    pub(crate) jobs: Vec<Job>,
    pub(crate) set_aside: Vec<SetAside>,
    /// The watermark less its overlap was reached, or there was no more.
    pub(crate) complete: bool,
    pub(crate) failure: Option<FetchError>,
}

impl Read {
    /// Adds a page.
    pub(crate) fn take(&mut self, page: Page) {
        let set_aside = page.set_aside.into_iter().map(|bad| SetAside { raw: bad.raw, reason: bad.reason });
        self.set_aside.extend(set_aside);
        self.jobs.extend(page.jobs);
    }
}

impl Engine {
    /// A stream as it stands.
    pub(crate) async fn stream_of(&self, source: &SourceRecord, filter: ServerFilter) -> Result<Stream> {
        let streams = self.streams_of(source).await?;
        let name = name_of(&filter);
        let broad = streams.iter().find(|stream| stream.name == BROAD);
        let overlap = broad.map_or(watch::OVERLAP, |broad| SignedDuration::from_secs(broad.overlap_seconds.into()));
        let source_floor = broad.filter(|broad| broad.baseline_done).and_then(|broad| broad.floor);
        Ok(Stream { filter, source_floor, overlap, record: streams.into_iter().find(|one| one.name == name), name })
    }
}

impl Stream {
    /// Up to where earlier rounds read; `None` before the first was over.
    pub(crate) fn watermark(&self) -> Option<Timestamp> {
        self.record.as_ref().filter(|record| record.baseline_done)?.watermark
    }

    fn behind_watermark(&self, by: SignedDuration) -> Option<Timestamp> {
        let record = self.record.as_ref().filter(|record| record.baseline_done)?;
        let behind = record.watermark?.checked_sub(by).unwrap_or(Timestamp::MIN);
        Some(behind.max(record.floor.unwrap_or(Timestamp::MIN)))
    }

    /// Where a later round stops: the watermark less an overlap of at least an hour, but not further back than the first
    /// round read. `None` in the first round, which reads one page.
    pub(crate) fn since(&self) -> Option<Timestamp> {
        self.behind_watermark(self.overlap.max(watch::OVERLAP))
    }

    /// Up to where everything surely surfaced before the last round: the watermark less as much as postings were seen to
    /// surface late.
    pub(crate) fn settled(&self) -> Option<Timestamp> {
        self.behind_watermark(self.overlap)
    }

    /// What lies between there and the oldest job read, when the round ended before reaching it.
    pub(crate) fn gap(&self, read: &Read) -> Option<NewGap> {
        let from = self.settled()?;
        let oldest = publish_times(&read.jobs).min()?;
        let why = match &read.failure {
            // Its own sentence says when to ask again, which is long past when a gap is looked at.
            Some(FetchError::RateLimited { .. }) => "A page was not read. The service asked to wait (429).".to_owned(),
            Some(failure) => format!("A page was not read. {failure}"),
            None => "More was posted than the calls for this round could read.".to_owned(),
        };
        (!read.complete && oldest > from).then_some(NewGap { from, to: oldest, why })
    }
}

/// The publish times of what was read. A private placeholder's is left out: only its id tells it, and services renew
/// those ids or keep them as they please.
pub(crate) fn publish_times(jobs: &[Job]) -> impl Iterator<Item = Timestamp> {
    jobs.iter().filter(|job| !job.private).filter_map(|job| job.posted)
}
