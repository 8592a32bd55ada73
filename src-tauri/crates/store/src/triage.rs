//! What the user does with jobs, each step with a way back.

use jiff::Timestamp;
use lapwing_domain::JobKey;
use lapwing_domain::triage::State;
use rusqlite::{OptionalExtension as _, Transaction, params};

use crate::failure::Failure;
use crate::row::millis;
use crate::{Store, StoreError};

/// One step of the user that can be undone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ChangeId(pub i64);

/// A step that was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StateChange {
    /// What [`Store::undo`] takes.
    pub id: ChangeId,
    /// Jobs whose state changed; those already there do not count.
    pub changed: u32,
}

impl Store {
    /// Sets the state of jobs as one step. When one of them does not exist, none changes.
    pub async fn set_state(&self, keys: Vec<JobKey>, state: State, now: Timestamp) -> Result<StateChange, StoreError> {
        self.write("changing the state of jobs", move |tx| {
            let id = tx.prepare_cached("INSERT INTO changes (at) VALUES (?1)")?.insert([millis(now)])?;
            let mut changed = 0;
            for key in keys {
                let from = state_of(tx, key)?.ok_or(Failure::NotFound("job"))?;
                if from != state.word() {
                    turn(tx, key, Turn { change: Some(ChangeId(id)), from: &from, to: state.word() }, now)?;
                    changed += 1;
                }
            }
            Ok(StateChange { id: ChangeId(id), changed })
        })
        .await
    }

    /// Gives the jobs of a step their former states back, except those changed again since. Answers how many; a second
    /// time 0.
    pub async fn undo(&self, change: ChangeId, now: Timestamp) -> Result<u32, StoreError> {
        self.write("undoing a change", move |tx| {
            let first = tx
                .prepare_cached("UPDATE changes SET undone_at = ?2 WHERE id = ?1 AND undone_at IS NULL")?
                .execute((change.0, millis(now)))?;
            if first == 0 {
                return Ok(0);
            }
            let mut undone = 0;
            for (key, from, to) in steps_of(tx, change)? {
                if state_of(tx, key)?.as_deref() == Some(&to) {
                    turn(tx, key, Turn { change: None, from: &to, to: &from }, now)?;
                    undone += 1;
                }
            }
            Ok(undone)
        })
        .await
    }

    /// Notes that a new job was opened; in any other state nothing happens. Answers whether it was new.
    pub async fn mark_seen(&self, key: JobKey, now: Timestamp) -> Result<bool, StoreError> {
        self.write("noting that a job was opened", move |tx| {
            let new = State::New.word();
            let is_new = state_of(tx, key)?.ok_or(Failure::NotFound("job"))? == new;
            if is_new {
                turn(tx, key, Turn { change: None, from: new, to: State::Seen.word() }, now)?;
            }
            Ok(is_new)
        })
        .await
    }
}

/// A job's way from one state to another, and the step it belongs to.
#[derive(Clone, Copy)]
struct Turn<'a> {
    change: Option<ChangeId>,
    from: &'a str,
    to: &'a str,
}

fn turn(tx: &Transaction<'_>, key: JobKey, turn: Turn<'_>, now: Timestamp) -> Result<(), Failure> {
    let Turn { change, from, to } = turn;
    tx.prepare_cached("UPDATE jobs SET state = ?2 WHERE key = ?1")?.execute((key.0, to))?;
    let mut statement = tx.prepare_cached(
        "INSERT INTO state_changes (job_key, change_id, from_state, to_state, at) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    statement.execute(params![key.0, change.map(|change| change.0), from, to, millis(now)])?;
    Ok(())
}

fn state_of(tx: &Transaction<'_>, key: JobKey) -> Result<Option<String>, Failure> {
    let mut statement = tx.prepare_cached("SELECT state FROM jobs WHERE key = ?1")?;
    Ok(statement.query_row([key.0], |row| row.get(0)).optional()?)
}

fn steps_of(tx: &Transaction<'_>, change: ChangeId) -> Result<Vec<(JobKey, String, String)>, Failure> {
    let mut statement =
        tx.prepare_cached("SELECT job_key, from_state, to_state FROM state_changes WHERE change_id = ?1 ORDER BY id")?;
    let steps = statement.query_map([change.0], |row| Ok((JobKey(row.get(0)?), row.get(1)?, row.get(2)?)))?;
    Ok(steps.collect::<Result<_, _>>()?)
}
