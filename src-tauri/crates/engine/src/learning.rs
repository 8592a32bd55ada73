//! What rounds teach about a source: how often something is posted, how late it surfaces, and what a market is made of that
//! cannot be read as a whole.

use jiff::Timestamp;
use lapwing_domain::Content;
use lapwing_domain::plan::{overlap_learnt, shown_of};
use lapwing_store::{Ingested, SourceRecord, StreamUpdate};

use crate::Engine;
use crate::poll::is_free;
use crate::ports::Result;
use crate::reading::{Read, Stream};
use crate::streams::BROAD;

impl Engine {
    /// Learns from what a round read. What was taken in is told even if this fails.
    pub(crate) async fn learn(&self, source: &SourceRecord, stream: &Stream, read: &Read, ingested: &Ingested) {
        if is_free(source) {
            return;
        }
        if let Err(problem) = self.try_learn(source, stream, read, ingested).await {
            tracing::warn!(source = %source.id, %problem, "what a round taught could not be stored");
        }
    }

    async fn try_learn(&self, source: &SourceRecord, stream: &Stream, read: &Read, ingested: &Ingested) -> Result<()> {
        self.learn_rates(source, stream, read, ingested).await?;
        self.learn_overlap(source, stream, ingested).await?;
        if stream.filter.is_everything() && !self.planned(source).await?.1.reads_everything() {
            self.add_to_sample(source, ingested).await?;
        }
        Ok(())
    }

    /// Of a round that did not reach the one before, only the stretch it read says something.
    async fn learn_rates(
        &self,
        source: &SourceRecord,
        stream: &Stream,
        read: &Read,
        ingested: &Ingested,
    ) -> Result<()> {
        let times = || ingested.jobs.iter().filter_map(|upserted| posted(&upserted.job));
        let (Some(oldest), Some(newest)) = (times().min(), times().max()) else { return Ok(()) };
        let watermark = stream.watermark();
        let followed_on = watermark.is_some_and(|watermark| read.complete || oldest <= watermark);
        let from = watermark.map_or(oldest, |watermark| if followed_on { watermark } else { watermark.max(oldest) });
        // What another stream brought before is new in this one all the same.
        let jobs = ingested.jobs.iter().filter_map(|upserted| Some((posted(&upserted.job)?, upserted.new_to_source)));
        let new: Vec<Timestamp> =
            jobs.filter(|(at, new)| *at > from || (*new && followed_on)).map(|(at, _)| at).collect();
        let shown = shown_of(from, newest, self.now());
        let from =
            if followed_on || shown.is_zero() { from } else { newest.checked_sub(shown).unwrap_or(from).max(from) };
        let mut rates = self.store().rates(source.id, &stream.name).await?;
        let changed = rates.observe(from, newest, &new);
        Ok(self.store().set_rates(source.id, &stream.name, changed).await?)
    }

    /// Learns from what surfaced behind the watermark, and was not brought by another stream.
    async fn learn_overlap(&self, source: &SourceRecord, stream: &Stream, ingested: &Ingested) -> Result<()> {
        let Some(watermark) = stream.watermark() else { return Ok(()) };
        let floor = stream.source_floor.unwrap_or(Timestamp::MIN);
        let new = ingested.jobs.iter().filter(|upserted| upserted.new_to_source);
        let late = new.filter_map(|upserted| posted(&upserted.job)).filter(|at| *at < watermark && *at >= floor);
        let learnt = overlap_learnt(stream.overlap, late.map(|at| watermark.duration_since(at)));
        if learnt == stream.overlap {
            return Ok(());
        }
        let overlap_seconds = Some(u32::try_from(learnt.as_secs()).unwrap_or(u32::MAX));
        let update = StreamUpdate { overlap_seconds, ..StreamUpdate::default() };
        Ok(self.store().record_outcome(source.id, BROAD, update).await?)
    }
}

/// A posting's time. A placeholder's says nothing: services renew them as they please. From what may not be kept nothing is
/// learnt either.
fn posted(job: &Content) -> Option<Timestamp> {
    job.kept().filter(|job| !job.private).and_then(|job| job.posted)
}
