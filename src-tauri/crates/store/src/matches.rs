//! Matches: which job fits which search, and since when.

use jiff::Timestamp;
use lapwing_domain::{JobKey, SavedSearch, SearchId};
use rusqlite::{OptionalExtension as _, Transaction, params};

use crate::failure::{Constrained as _, Failure};
use crate::row::millis;
use crate::{NewIntent, Store, StoreError, intents, searches};

impl Store {
    /// Ends a search's wait in one transaction: records the stored jobs it matches and the intents that announce them.
    /// When `search` was edited since it was read (another query or other sources) or removed, nothing is written and it
    /// waits on.
    pub async fn finish_matching(
        &self,
        search: &SavedSearch,
        jobs: Vec<JobKey>,
        intents: Vec<NewIntent>,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let search = search.clone();
        self.write("recording a search's matches", move |tx| {
            if !searches::find(tx, search.id)?.is_some_and(|current| searches::finds_the_same(&current, &search)) {
                return Ok(());
            }
            for job in jobs {
                record(tx, search.id, job, now)?;
            }
            intents::insert(tx, &intents, now)?;
            tx.prepare_cached("UPDATE searches SET to_match = 0 WHERE id = ?1")?.execute([search.id.0])?;
            Ok(())
        })
        .await
    }
}

/// Forgets all matches of a search.
pub(crate) fn clear(tx: &Transaction<'_>, search: SearchId) -> Result<(), Failure> {
    tx.prepare_cached("DELETE FROM matches WHERE search_id = ?1")?.execute([search.0])?;
    Ok(())
}

/// Records a match and tells whether it is new. One that is known keeps its first time.
pub(crate) fn record(tx: &Transaction<'_>, search: SearchId, job: JobKey, now: Timestamp) -> Result<bool, Failure> {
    let listed: Option<(String, i64)> = tx
        .prepare_cached("SELECT state, sort_at FROM jobs WHERE key = ?1")?
        .query_row([job.0], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let (state, sort_at) = listed.ok_or(Failure::NotFound("job"))?;
    let mut statement = tx.prepare_cached(
        "INSERT INTO matches (search_id, job_key, found_at, state, sort_at) VALUES (?1, ?2, ?3, ?4, ?5) \
         ON CONFLICT DO NOTHING",
    )?;
    let added = statement.execute(params![search.0, job.0, millis(now), state, sort_at]).refers_to("search")?;
    Ok(added == 1)
}
