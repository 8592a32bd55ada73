//! Jobs that were read without any filter: what the planner knows a market by that cannot be read as a whole.

use std::collections::HashMap;

use lapwing_domain::{Job, JobKey, SearchId, SourceId};

use crate::pages::kept_job;
use crate::{Store, StoreError, sources};

impl Store {
    /// Adds jobs to a source's sample, of which the newest `most` are kept. From what may not be kept nothing is learnt
    /// either: it is left out. [`StoreError::NotFound`] when the source was
    /// removed meanwhile.
    pub async fn add_to_sample(&self, source: SourceId, jobs: Vec<JobKey>, most: u32) -> Result<(), StoreError> {
        self.write("adding to a sample", move |tx| {
            sources::require(tx, source)?;
            let mut insert = tx.prepare_cached(
                "INSERT INTO samples (source_id, job_key) SELECT ?1, key FROM jobs WHERE key = ?2 AND ephemeral = 0",
            )?;
            for job in jobs {
                insert.execute((source.0, job.0))?;
            }
            let mut forget = tx.prepare_cached(
                "DELETE FROM samples WHERE source_id = ?1 AND id <= (SELECT id FROM samples WHERE source_id = ?1 \
                 ORDER BY id DESC LIMIT 1 OFFSET ?2)",
            )?;
            forget.execute((source.0, most))?;
            Ok(())
        })
        .await
    }

    /// A source's sample, each job with the searches that match it, removed ones included.
    pub async fn sample(&self, source: SourceId) -> Result<Vec<(Job, Vec<SearchId>)>, StoreError> {
        self.read("reading a sample", move |tx| {
            let mut statement = tx.prepare_cached(
                "SELECT samples.id, search_id FROM samples JOIN matches ON matches.job_key = samples.job_key \
                 WHERE source_id = ?1",
            )?;
            let mut fitting: HashMap<i64, Vec<SearchId>> = HashMap::new();
            for row in statement.query_map([source.0], |row| Ok((row.get(0)?, row.get(1)?)))? {
                let (entry, search) = row?;
                fitting.entry(entry).or_default().push(SearchId(search));
            }
            let mut entries = tx.prepare_cached("SELECT id, job_key FROM samples WHERE source_id = ?1 ORDER BY id")?;
            let entries = entries.query_map([source.0], |row| Ok((row.get(0)?, row.get(1)?)))?;
            let mut sample = Vec::new();
            for entry in entries {
                let (entry, job): (i64, i64) = entry?;
                let job = kept_job(tx, JobKey(job))?;
                sample.extend(job.map(|job| (job, fitting.remove(&entry).unwrap_or_default())));
            }
            Ok(sample)
        })
        .await
    }
}
