//! A source's streams: their names, and what narrow ones are chosen by.

use std::collections::HashMap;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash as _, Hasher as _};
use std::sync::{Arc, MutexGuard};

use lapwing_domain::plan::{Narrow, Rates, Sample};
use lapwing_domain::pushdown::ServerFilter;
use lapwing_domain::query::{Use, parse};
use lapwing_domain::{JobKey, SavedSearch, SourceId};
use lapwing_sources::{Dialect, PageRequest};
use lapwing_store::{Ingested, SourceRecord, StreamRecord};

use crate::Engine;
use crate::asking::dialect_of;
use crate::ports::Result;

/// The name of the stream that asks for everything. A narrow one is named by its filter.
pub(crate) const BROAD: &str = "newest";

/// Jobs kept of those that were read without a filter.
const SAMPLE: u32 = 1_500;

/// A sample, and a number that differs when it was made of something else.
pub(crate) type Sampled = (u64, Arc<Sample>);

/// What is known of a market that cannot be read as a whole.
pub(crate) struct Known {
    pub(crate) sample: Arc<Sample>,
    /// What narrow streams saw themselves.
    pub(crate) own: Vec<(ServerFilter, Rates)>,
    pub(crate) window: Option<u32>,
}

impl Known {
    pub(crate) fn as_narrow(&self) -> Narrow<'_> {
        Narrow { sample: &self.sample, own: &self.own, window: self.window }
    }
}

/// The name under which a stream is stored.
pub(crate) fn name_of(filter: &ServerFilter) -> String {
    if filter.is_everything() { BROAD.to_owned() } else { filter.to_string() }
}

/// The filter of a stored stream; `None` for one that a later version named.
pub(crate) fn filter_of(name: &str) -> Option<ServerFilter> {
    if name == BROAD { Some(ServerFilter::everything()) } else { ServerFilter::read(name) }
}

impl Engine {
    /// What narrow streams are chosen by.
    pub(crate) async fn known(
        &self,
        source: &SourceRecord,
        searches: &[SavedSearch],
        streams: &[StreamRecord],
    ) -> Result<Known> {
        let dialect = dialect_of(source).unwrap_or_default();
        let mut own = Vec::new();
        for stream in streams {
            if stream.name == BROAD {
                continue;
            }
            if let Some(filter) = filter_of(&stream.name) {
                own.push((filter, self.store().rates(source.id, &stream.name).await?));
            }
        }
        Ok(Known {
            sample: self.sample(source, searches, dialect).await?,
            own,
            window: PageRequest::newest().in_dialect(dialect).looks_through(),
        })
    }

    /// The source's sample, judged by the searches that read it. Made anew only when something about it changed.
    async fn sample(&self, source: &SourceRecord, searches: &[SavedSearch], dialect: Dialect) -> Result<Arc<Sample>> {
        let reading: Vec<&SavedSearch> =
            searches.iter().filter(|search| !search.paused && search.scope.includes(source.id)).collect();
        let made_of = made_of(&reading, dialect);
        if let Some((known, sample)) = self.samples().get(&source.id)
            && *known == made_of
        {
            return Ok(Arc::clone(sample));
        }
        let filter = |search: &SavedSearch| {
            let parsed = parse(&search.query, Use::SavedSearch).ok();
            parsed.map(|parsed| parsed.query.pushdown(&dialect.capabilities()).filter).unwrap_or_default()
        };
        let filtered: Vec<(&SavedSearch, ServerFilter)> =
            reading.iter().map(|search| (*search, filter(search))).collect();
        let jobs = self.store().sample(source.id).await?;
        let jobs = jobs.iter().map(|(job, fitting)| (job, fitting.as_slice()));
        let sample = Arc::new(Sample::new(&filtered, jobs));
        self.samples().insert(source.id, (made_of, Arc::clone(&sample)));
        Ok(sample)
    }

    /// Keeps what a broad round read of a market that cannot be read as a whole.
    pub(crate) async fn add_to_sample(&self, source: &SourceRecord, ingested: &Ingested) -> Result<()> {
        let shown = ingested.jobs.iter().filter(|upserted| upserted.job.kept().is_some_and(|job| !job.private));
        let jobs: Vec<JobKey> = shown.map(|upserted| upserted.key).collect();
        self.store().add_to_sample(source.id, jobs, SAMPLE).await?;
        self.samples().remove(&source.id);
        Ok(())
    }

    fn samples(&self) -> MutexGuard<'_, HashMap<SourceId, Sampled>> {
        crate::guard(&self.inner.samples)
    }

    /// Stored jobs fit other searches than before.
    pub(crate) fn judge_samples_anew(&self) {
        self.samples().clear();
    }
}

/// A number for what a sample is judged by.
fn made_of(searches: &[&SavedSearch], dialect: Dialect) -> u64 {
    let mut hasher = DefaultHasher::new();
    dialect.word().hash(&mut hasher);
    for SavedSearch { id, query, priority, .. } in searches {
        (id.0, query, *priority as u8).hash(&mut hasher);
    }
    hasher.finish()
}
