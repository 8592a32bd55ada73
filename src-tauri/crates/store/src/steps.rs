//! Steps: things the user did that can be taken back, whole.

use std::collections::HashSet;

use jiff::Timestamp;
use lapwing_domain::JobKey;
use lapwing_domain::triage::State;
use rusqlite::{Transaction, params};

use crate::failure::Failure;
use crate::marking::{self, Field, Subject, Turned};
use crate::row::millis;
use crate::triage::{self, Turn};
use crate::words::words;
use crate::{Store, StoreError};

/// One step of the user that can be undone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ChangeId(pub i64);

/// A step that was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Taken {
    /// What [`Store::undo`] takes.
    pub id: ChangeId,
    /// Jobs that it changed; those that were so already do not count.
    pub changed: u32,
}

words!(
    /// What a step did to jobs.
    StepKind {
        /// Gave them a state.
        State = "state",
        /// Gave or took the star.
        Star = "star",
        /// Wrote a note.
        Note = "note",
        /// Added or took labels.
        Labels = "labels",
        /// Set when to be reminded.
        FollowUp = "follow_up",
        /// Said why they were dismissed.
        Reason = "reason",
        /// Noted what was offered.
        Application = "application",
        /// Wrote a note about the client.
        ClientNote = "client_note",
    }
);

/// Takes a step. One that changes no job is none, so there is nothing to take back.
pub(crate) fn take(
    tx: &Transaction<'_>,
    kind: StepKind,
    now: Timestamp,
    work: impl FnOnce(ChangeId) -> Result<u32, Failure>,
) -> Result<Taken, Failure> {
    let mut statement = tx.prepare_cached("INSERT INTO changes (at, what) VALUES (?1, ?2)")?;
    let id = ChangeId(statement.insert(params![millis(now), kind.word()])?);
    let changed = work(id)?;
    if changed == 0 {
        tx.prepare_cached("UPDATE changes SET undone_at = at WHERE id = ?1")?.execute([id.0])?;
    }
    Ok(Taken { id, changed })
}

impl Store {
    /// Takes a step back: what it changed and nobody changed since is as it was before. Answers of how many jobs; a second
    /// time 0.
    pub async fn undo(&self, change: ChangeId, now: Timestamp) -> Result<u32, StoreError> {
        self.write("undoing a change", move |tx| {
            let first = tx
                .prepare_cached("UPDATE changes SET undone_at = ?2 WHERE id = ?1 AND undone_at IS NULL")?
                .execute((change.0, millis(now)))?;
            if first == 0 {
                return Ok(0);
            }
            let mut jobs = Undone::default();
            undo_states(tx, change, now, &mut jobs)?;
            undo_marks(tx, change, now, &mut jobs)?;
            Ok(u32::try_from(jobs.back.len()).unwrap_or(u32::MAX))
        })
        .await
    }
}

/// What an undo did to the jobs of its step.
#[derive(Default)]
struct Undone {
    /// Something of them is as it was before.
    back: HashSet<JobKey>,
    /// Their state has moved on since, and stays. So does what goes with it.
    moved_on: HashSet<JobKey>,
}

fn undo_states(tx: &Transaction<'_>, change: ChangeId, now: Timestamp, jobs: &mut Undone) -> Result<(), Failure> {
    let mut statement = tx.prepare_cached(
        "SELECT job_key, from_state, to_state FROM state_changes WHERE change_id = ?1 ORDER BY id DESC",
    )?;
    let read = |row: &rusqlite::Row<'_>| Ok((JobKey(row.get(0)?), row.get::<_, String>(1)?, row.get::<_, String>(2)?));
    let turns = statement.query_map([change.0], read)?.collect::<Result<Vec<_>, _>>()?;
    for (key, from, to) in turns {
        if triage::state_of(tx, key)?.as_deref() == Some(&to) {
            triage::turn(tx, key, Turn { change: None, from: &to, to: &from }, now)?;
            jobs.back.insert(key);
        } else {
            jobs.moved_on.insert(key);
        }
    }
    Ok(())
}

fn undo_marks(tx: &Transaction<'_>, change: ChangeId, now: Timestamp, jobs: &mut Undone) -> Result<(), Failure> {
    let mut statement = tx.prepare_cached(
        "SELECT job_key, client, field, old, new FROM mark_changes WHERE change_id = ?1 ORDER BY id DESC",
    )?;
    let read = |row: &rusqlite::Row<'_>| {
        let subject = Subject { job: JobKey(row.get(0)?), client: row.get(1)? };
        Ok((subject, row.get::<_, String>(2)?, row.get::<_, Option<String>>(3)?, row.get(4)?))
    };
    let turns = statement.query_map([change.0], read)?.collect::<Result<Vec<_>, _>>()?;
    for (subject, field, old, new) in turns {
        let Some(field) = Field::from_word(&field) else { continue };
        if matches!(field, Field::Reason | Field::Application) && jobs.moved_on.contains(&subject.job) {
            continue;
        }
        // A reason is kept only while its job is dismissed, and that may have changed since.
        let is_kept = field != Field::Reason
            || old.is_none()
            || triage::state_of(tx, subject.job)?.as_deref() == Some(State::Dismissed.word());
        if is_kept && marking::put_back(tx, &subject, Turned { field, old, new }, now)? {
            jobs.back.insert(subject.job);
        }
    }
    Ok(())
}
