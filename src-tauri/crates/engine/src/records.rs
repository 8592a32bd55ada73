//! What is kept beside a stored posting, as queries ask for it.

use std::collections::HashMap;

use lapwing_domain::query::{PreparedJob, Query};
use lapwing_domain::{JobKey, Marks, Record, SourceId};
use lapwing_store::{FullJob, SearchName, Store, StoredJob};

use crate::names::Names;
use crate::ports::Result;

/// What is kept in other tables beside jobs, and read only for queries that ask for it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Beside {
    searches: bool,
    marks: bool,
}

/// What was read of it.
#[derive(Debug, Default)]
pub(crate) struct Kept {
    searches: HashMap<JobKey, Vec<SearchName>>,
    marks: HashMap<JobKey, Marks>,
}

impl Beside {
    /// What a query asks for.
    pub(crate) fn asked_for_by(query: &Query) -> Self {
        Self {
            searches: query.asks_for("in"),
            marks: ["is", "note", "label"].iter().any(|field| query.asks_for(field)),
        }
    }

    /// Reads it for these jobs.
    pub(crate) async fn read(self, store: &Store, keys: Vec<JobKey>) -> Result<Kept> {
        let mut kept = Kept::default();
        if self.searches {
            kept.searches = store.searches_of(keys.clone()).await?;
        }
        if self.marks {
            kept.marks = store.marks_of(keys).await?;
        }
        Ok(kept)
    }
}

impl Kept {
    /// What was read for one job.
    pub(crate) fn remove(&mut self, key: JobKey) -> (Vec<SearchName>, Marks) {
        (self.searches.remove(&key).unwrap_or_default(), self.marks.remove(&key).unwrap_or_default())
    }
}

/// A stored job, prepared with its record, as far as the query asks for that.
#[expect(clippy::disallowed_methods, reason = "a copy is matched and forgotten")]
pub(crate) fn prepared(stored: &StoredJob, (searches, marks): (Vec<SearchName>, Marks), names: &Names) -> PreparedJob {
    let record = Record {
        sources: sources(stored.source, &stored.sources, names),
        searches: searches.into_iter().map(|search| search.name).collect(),
        state: Some(stored.state),
        first_seen: Some(stored.first_seen),
        starred: marks.starred,
        note: marks.note,
        labels: marks.labels,
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
        starred: full.marks.starred,
        note: full.marks.note.clone(),
        labels: full.marks.labels.clone(),
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
