//! What is kept beside a stored posting, as queries ask for it.

use lapwing_domain::query::PreparedJob;
use lapwing_domain::{JobKey, Record, SourceId};
use lapwing_store::{FullJob, SearchName, StoredJob};

use crate::names::Names;

/// A stored job, prepared with its record. `searches` are those that match it, where the query asks for them.
#[expect(clippy::disallowed_methods, reason = "a copy is matched and forgotten")]
pub(crate) fn prepared(stored: &StoredJob, searches: Vec<SearchName>, names: &Names) -> PreparedJob {
    let record = Record {
        sources: sources(stored.source, &stored.sources, names),
        searches: searches.into_iter().map(|search| search.name).collect(),
        state: Some(stored.state),
        first_seen: Some(stored.first_seen),
        ..Record::default()
    };
    PreparedJob::with_record(stored.job.show().clone(), record)
}

/// A job in full, prepared with its record.
#[expect(clippy::disallowed_methods, reason = "a copy is matched, to be explained, and forgotten")]
pub(crate) fn prepared_in_full(full: &FullJob, names: &Names) -> PreparedJob {
    let record = Record {
        sources: sources(full.source, &full.sources, names),
        searches: full.searches.iter().map(|search| search.name.clone()).collect(),
        state: Some(full.state),
        first_seen: Some(full.first_seen),
        ..Record::default()
    };
    PreparedJob::with_record(full.job.show().clone(), record)
}

/// Names of the sources that brought a job, the first one first. One that was removed has none.
fn sources(first: SourceId, all: &[SourceId], names: &Names) -> Vec<String> {
    let others = all.iter().filter(|source| **source != first);
    std::iter::once(&first).chain(others).filter_map(|source| names.get(source).cloned()).collect()
}

/// The keys of a stretch of jobs.
pub(crate) fn keys(jobs: &[StoredJob]) -> Vec<JobKey> {
    jobs.iter().map(|stored| stored.key).collect()
}
