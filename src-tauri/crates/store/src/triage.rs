//! The states that the user gives to jobs.

use jiff::Timestamp;
use lapwing_domain::marks::Application;
use lapwing_domain::triage::State;
use lapwing_domain::{DismissReason, JobKey};
use rusqlite::{OptionalExtension as _, Transaction, params};

use crate::failure::Failure;
use crate::marking::{self, Field, Subject, application_text};
use crate::row::millis;
use crate::steps::{ChangeId, StepKind, Taken, take};
use crate::{Store, StoreError};

impl Store {
    /// Sets the state of jobs as one step; `reason` is why, where that is dismissed. When one of them does not exist, none
    /// changes.
    ///
    /// A job that becomes applied gets an application of this instant, if it has none. One that is dismissed no longer
    /// loses the reason.
    pub async fn set_state(
        &self,
        keys: Vec<JobKey>,
        state: State,
        reason: Option<DismissReason>,
        now: Timestamp,
    ) -> Result<Taken, StoreError> {
        self.write("changing the state of jobs", move |tx| {
            take(tx, StepKind::State, now, |id| {
                let mut changed = 0;
                for key in keys {
                    let turned = set_one(tx, id, key, state, now)?;
                    let told = state == State::Dismissed && reason.is_some() && give_reason(tx, id, key, reason, now)?;
                    changed += u32::from(turned || told);
                }
                Ok(changed)
            })
        })
        .await
    }

    /// Says why dismissed jobs were dismissed, as one step. Jobs in another state are left alone.
    pub async fn set_reason(
        &self,
        keys: Vec<JobKey>,
        reason: Option<DismissReason>,
        now: Timestamp,
    ) -> Result<Taken, StoreError> {
        self.write("saying why jobs were dismissed", move |tx| {
            take(tx, StepKind::Reason, now, |id| {
                let mut changed = 0;
                for key in keys {
                    let state = state_of(tx, key)?.ok_or(Failure::NotFound("job"))?;
                    let given = state == State::Dismissed.word() && give_reason(tx, id, key, reason, now)?;
                    changed += u32::from(given);
                }
                Ok(changed)
            })
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

fn set_one(tx: &Transaction<'_>, change: ChangeId, key: JobKey, state: State, now: Timestamp) -> Result<bool, Failure> {
    let from = state_of(tx, key)?.ok_or(Failure::NotFound("job"))?;
    if from == state.word() {
        return Ok(false);
    }
    turn(tx, key, Turn { change: Some(change), from: &from, to: state.word() }, now)?;
    let subject = Subject::from(key);
    if state == State::Applied && marking::read(tx, &subject, Field::Application)?.is_none() {
        let application = application_text(&Application::on(now));
        marking::set(tx, Some(change), &subject, Field::Application, Some(&application), now)?;
    }
    Ok(true)
}

fn give_reason(
    tx: &Transaction<'_>,
    change: ChangeId,
    key: JobKey,
    reason: Option<DismissReason>,
    now: Timestamp,
) -> Result<bool, Failure> {
    marking::set(tx, Some(change), &key.into(), Field::Reason, reason.map(DismissReason::word), now)
}

/// A job's way from one state to another, and the step it belongs to.
#[derive(Clone, Copy)]
pub(crate) struct Turn<'a> {
    pub(crate) change: Option<ChangeId>,
    pub(crate) from: &'a str,
    pub(crate) to: &'a str,
}

/// Turns a job from one state to another. One that is dismissed no longer loses the reason, in the same step.
pub(crate) fn turn(tx: &Transaction<'_>, key: JobKey, turn: Turn<'_>, now: Timestamp) -> Result<(), Failure> {
    let Turn { change, from, to } = turn;
    tx.prepare_cached("UPDATE jobs SET state = ?2 WHERE key = ?1")?.execute((key.0, to))?;
    let mut statement = tx.prepare_cached(
        "INSERT INTO state_changes (job_key, change_id, from_state, to_state, at) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    statement.execute(params![key.0, change.map(|change| change.0), from, to, millis(now)])?;
    if from == State::Dismissed.word() {
        marking::set(tx, change, &key.into(), Field::Reason, None, now)?;
    }
    Ok(())
}

/// The word of a job's state; `None` when there is no such job.
pub(crate) fn state_of(tx: &Transaction<'_>, key: JobKey) -> Result<Option<String>, Failure> {
    let mut statement = tx.prepare_cached("SELECT state FROM jobs WHERE key = ?1")?;
    Ok(statement.query_row([key.0], |row| row.get(0)).optional()?)
}
