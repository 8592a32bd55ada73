//! Erasing what may not be kept any longer, and what stays of a job then.

use jiff::Timestamp;
use lapwing_domain::{JobKey, SourceId};
use rusqlite::{Transaction, params};

use crate::failure::Failure;
use crate::row::millis;
use crate::{Store, StoreError, lent};

/// Whether its user made anything of a job, so that what identifies it stays.
const MARKED: &str = "(jobs.state NOT IN ('new', 'seen') \
     OR EXISTS (SELECT 1 FROM marks WHERE marks.job_key = jobs.key \
     AND (starred OR note <> '' OR follow_up IS NOT NULL OR applied_on IS NOT NULL)) \
     OR EXISTS (SELECT 1 FROM labels WHERE labels.job_key = jobs.key))";

/// What was erased.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Erasure {
    /// Jobs whose content, or what was left of them, went.
    pub erased: u32,
    /// When the next content is to be erased; `None` while none is held.
    pub next: Option<Timestamp>,
}

impl Store {
    /// Erases what was first fetched 24 hours ago or more. Of a job that its user marked, dismissed ones included, what
    /// identifies it stays, if marks are kept; of any other nothing does.
    pub async fn erase_expired(&self, now: Timestamp, keep_marks: bool) -> Result<Erasure, StoreError> {
        self.write("erasing what may not be kept", move |tx| {
            let keys = lent::fetched_by(tx, lent::due(now))?;
            let erased = forget_marks(tx, now, keep_marks)? + erase(tx, &keys, now, keep_marks)?;
            Ok(Erasure { erased, next: lent::next(tx)? })
        })
        .await
    }

    /// Erases what is left of jobs whose content ended with another run of the program, however that ended. To be called
    /// after a start, by the one program that takes jobs in: to any other, the content of that one looks gone.
    pub async fn erase_leftovers(&self, now: Timestamp, keep_marks: bool) -> Result<Erasure, StoreError> {
        self.write("erasing what an earlier run left", move |tx| {
            let mut statement = tx.prepare_cached(
                "SELECT key FROM jobs INDEXED BY jobs_lent WHERE ephemeral = 1 AND erased_at IS NULL \
                 AND key NOT IN (SELECT job_key FROM ephemeral.contents)",
            )?;
            let keys: Vec<_> = statement.query_map([], |row| row.get(0).map(JobKey))?.collect::<Result<_, _>>()?;
            let erased = forget_marks(tx, now, keep_marks)? + erase(tx, &keys, now, keep_marks)?;
            Ok(Erasure { erased, next: lent::next(tx)? })
        })
        .await
    }

    /// Erases all content that is held here, because the program ends.
    pub async fn erase_all(&self, now: Timestamp, keep_marks: bool) -> Result<Erasure, StoreError> {
        self.write("erasing what may not be kept", move |tx| {
            let keys = lent::fetched_by(tx, Timestamp::MAX)?;
            Ok(Erasure { erased: erase(tx, &keys, now, keep_marks)?, next: None })
        })
        .await
    }

    /// Erases everything lent by one source, whatever its age, and answers of how many jobs.
    pub async fn forget_ephemeral(
        &self,
        source: SourceId,
        now: Timestamp,
        keep_marks: bool,
    ) -> Result<u32, StoreError> {
        self.write("erasing what a source lent", move |tx| {
            Ok(forget_marks(tx, now, keep_marks)? + forget(tx, source, now, keep_marks)?)
        })
        .await
    }
}

/// Erases everything lent by one source.
pub(crate) fn forget(tx: &Transaction<'_>, source: SourceId, now: Timestamp, keep_marks: bool) -> Result<u32, Failure> {
    let mut statement = tx.prepare_cached(
        "SELECT key FROM jobs INDEXED BY jobs_lent WHERE ephemeral = 1 AND erased_at IS NULL \
         AND EXISTS (SELECT 1 FROM job_sources WHERE job_key = jobs.key AND job_sources.source_id = ?1)",
    )?;
    let keys: Vec<_> = statement.query_map([source.0], |row| row.get(0).map(JobKey))?.collect::<Result<_, _>>()?;
    erase(tx, &keys, now, keep_marks)
}

/// Erases the content of jobs, and the rows of those whose marks are not kept.
fn erase(tx: &Transaction<'_>, keys: &[JobKey], now: Timestamp, keep_marks: bool) -> Result<u32, Failure> {
    let mut reached = tx.prepare_cached(
        // A time to come says nothing of what was here.
        "UPDATE streams SET erased_to = max(min(coalesce(erased_to, posted), ?2), posted) \
         FROM (SELECT min(posted, ?2) AS posted FROM jobs WHERE key = ?1 AND posted IS NOT NULL) \
         WHERE source_id IN (SELECT source_id FROM job_sources WHERE job_key = ?1)",
    )?;
    // The rows of marked jobs stay, and of those whose time does not tell that they were here.
    let mut mark = tx.prepare_cached(&format!(
        "UPDATE jobs SET erased_at = ?2 WHERE key = ?1 AND (?3 AND {MARKED} OR posted > ?2)"
    ))?;
    let mut delete = tx.prepare_cached("DELETE FROM jobs WHERE key = ?1")?;
    for key in keys {
        reached.execute((key.0, millis(now)))?;
        if mark.execute(params![key.0, millis(now), keep_marks])? == 0 {
            delete.execute([key.0])?;
        }
    }
    lent::give_up(tx, keys)?;
    Ok(u32::try_from(keys.len()).unwrap_or(u32::MAX))
}

/// Deletes what was left of jobs for marks that were taken back, or that are not kept any more.
fn forget_marks(tx: &Transaction<'_>, now: Timestamp, keep_marks: bool) -> Result<u32, Failure> {
    let mut statement = tx.prepare_cached(&format!(
        "DELETE FROM jobs INDEXED BY jobs_lent WHERE ephemeral = 1 AND erased_at IS NOT NULL \
         AND (NOT ?1 OR NOT {MARKED}) AND coalesce(posted <= ?2, TRUE)"
    ))?;
    Ok(u32::try_from(statement.execute((keep_marks, millis(now)))?).unwrap_or(u32::MAX))
}
