//! Reminders: each is told once, for the very time it was set for.

use jiff::Timestamp;
use lapwing_domain::JobKey;
use lapwing_domain::notify::Kind;
use rusqlite::Transaction;

use crate::failure::Failure;
use crate::intents::{self, NewIntent, Writer};
use crate::row::{instant, millis};
use crate::{Store, StoreError};

/// The jobs whose time has come and was not told.
pub(crate) const DUE: &str = "SELECT job_key FROM marks INDEXED BY marks_due \
     WHERE follow_up IS NOT NULL AND reminded_at IS NULL AND follow_up <= ?1 ORDER BY follow_up, job_key";

/// When the next one is due.
pub(crate) const NEXT: &str =
    "SELECT min(follow_up) FROM marks INDEXED BY marks_due WHERE follow_up IS NOT NULL AND reminded_at IS NULL";

impl Store {
    /// Writes an intent for each reminder whose time has come, and notes with it that this was done: a time that passed
    /// while no program ran is told by the next one. Answers how many.
    pub async fn note_follow_ups(&self, writer: Writer, now: Timestamp) -> Result<u32, StoreError> {
        const NOTING: &str = "noting reminders that are due";
        // Asked often, so nothing is written unless there is something to write.
        if self.read(NOTING, move |tx| due(tx, now)).await?.is_empty() {
            return Ok(0);
        }
        self.write(NOTING, move |tx| {
            let jobs = due(tx, now)?;
            let mut told = tx.prepare_cached("UPDATE marks SET reminded_at = ?2 WHERE job_key = ?1")?;
            for job in &jobs {
                told.execute((job.0, millis(now)))?;
            }
            let intents: Vec<NewIntent> =
                jobs.iter().map(|job| NewIntent { kind: Kind::FollowUp { job: *job }, written_by: writer }).collect();
            intents::insert(tx, &intents, now)?;
            Ok(u32::try_from(jobs.len()).unwrap_or(u32::MAX))
        })
        .await
    }

    /// When the next reminder is due.
    pub async fn next_follow_up(&self) -> Result<Option<Timestamp>, StoreError> {
        self.read("reading when a reminder is due", |tx| {
            let next: Option<i64> = tx.prepare_cached(NEXT)?.query_row([], |row| row.get(0))?;
            Ok(next.map(instant))
        })
        .await
    }
}

fn due(tx: &Transaction<'_>, now: Timestamp) -> Result<Vec<JobKey>, Failure> {
    let mut statement = tx.prepare_cached(DUE)?;
    let jobs = statement.query_map([millis(now)], |row| row.get(0).map(JobKey))?.collect::<Result<_, _>>()?;
    Ok(jobs)
}
