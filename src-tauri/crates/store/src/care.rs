//! What is known of a key's life: since when it is in use, what its owner was told, and what the service said of its calls.

use jiff::Timestamp;
use lapwing_domain::SourceId;
use lapwing_domain::keys::alarm::Reading;
use rusqlite::{OptionalExtension as _, Params, Row, Transaction, params};

use crate::failure::{Failure, one_row};
use crate::row::{Columns, millis};
use crate::{Store, StoreError};

/// The life of one source's key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyCare {
    /// Since when the key is in use.
    pub added_at: Timestamp,
    /// When its owner was reminded to replace it.
    pub reminded_at: Option<Timestamp>,
    /// The last alarm that somebody else uses it.
    pub alarm: Option<KeyAlarm>,
    /// What the last good answer said of the calls left.
    pub counted: Counted,
}

/// Somebody else seems to use a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeyAlarm {
    /// When it was raised.
    pub at: Timestamp,
    /// Calls that were counted and not made by Lapwing; `None` where only refusals showed it.
    pub calls: Option<u32>,
    /// It was neither dismissed nor answered by another key.
    pub open: bool,
}

/// Whether a service says how many calls are left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    /// No answer yet.
    Unknown,
    /// The last answer did not.
    Silent,
    /// It does; so the last time.
    Told(Reading),
}

impl Store {
    /// The life of a source's key.
    pub async fn key_care(&self, source: SourceId) -> Result<KeyCare, StoreError> {
        self.read("reading what is known of a key", move |tx| {
            let mut statement = tx.prepare_cached(
                "SELECT added_at, reminded_at, alarmed_at, alarm_calls, alarm_open, read_at, remaining, rate_limit, rate_reset \
                 FROM key_care WHERE source_id = ?1",
            )?;
            statement.query_row([source.0], read_care).optional()?.ok_or(Failure::NotFound("source"))
        })
        .await
    }

    /// Notes that the owner is reminded now. `false` when that was done before: each key is told of once.
    pub async fn mark_reminded(&self, source: SourceId, now: Timestamp) -> Result<bool, StoreError> {
        self.write("noting a reminder", move |tx| {
            let mut statement =
                tx.prepare_cached("UPDATE key_care SET reminded_at = ?2 WHERE source_id = ?1 AND reminded_at IS NULL")?;
            Ok(statement.execute((source.0, millis(now)))? > 0)
        })
        .await
    }

    /// Notes what a good answer said of the calls left; `None` when it said nothing.
    pub async fn note_reading(
        &self,
        source: SourceId,
        asked_at: Timestamp,
        reading: Option<Reading>,
    ) -> Result<(), StoreError> {
        self.write("noting what is left of a minute", move |tx| {
            let remaining = reading.map(|reading| reading.remaining);
            let limit = reading.and_then(|reading| reading.limit);
            let reset = reading.and_then(|reading| reading.reset).map(millis);
            let values = params![source.0, millis(asked_at), remaining, limit, reset];
            set(tx, "read_at = ?2, remaining = ?3, rate_limit = ?4, rate_reset = ?5", values)
        })
        .await
    }

    /// Notes that somebody else seems to use the key.
    pub async fn raise_alarm(&self, source: SourceId, calls: Option<u32>, now: Timestamp) -> Result<(), StoreError> {
        self.write("noting an alarm", move |tx| {
            set(tx, "alarmed_at = ?2, alarm_calls = ?3, alarm_open = 1", (source.0, millis(now), calls))
        })
        .await
    }

    /// Takes the alarm as answered. It is still known when it was raised.
    pub async fn dismiss_alarm(&self, source: SourceId) -> Result<(), StoreError> {
        self.write("dismissing an alarm", move |tx| set(tx, "alarm_open = 0", [source.0])).await
    }
}

/// A key is in use from now on: nothing of the one before holds for it.
pub(crate) fn begin(tx: &Transaction<'_>, source: i64, now: Timestamp) -> Result<(), Failure> {
    let mut statement = tx.prepare_cached("INSERT OR REPLACE INTO key_care (source_id, added_at) VALUES (?1, ?2)")?;
    statement.execute((source, millis(now)))?;
    Ok(())
}

/// There is no key any more.
pub(crate) fn forget(tx: &Transaction<'_>, source: i64) -> Result<(), Failure> {
    tx.prepare_cached("DELETE FROM key_care WHERE source_id = ?1")?.execute([source])?;
    Ok(())
}

fn set(tx: &Transaction<'_>, columns: &str, values: impl Params) -> Result<(), Failure> {
    let sql = format!("UPDATE key_care SET {columns} WHERE source_id = ?1");
    one_row(tx.prepare_cached(&sql)?.execute(values)?, "source")
}

fn read_care(row: &Row<'_>) -> rusqlite::Result<KeyCare> {
    let mut columns = Columns::of(row);
    let (added_at, reminded_at) = (columns.instant()?, columns.instant_or_none()?);
    let (alarmed_at, calls, open) = (columns.instant_or_none()?, columns.get()?, columns.get()?);
    let (read_at, remaining) = (columns.instant_or_none()?, columns.get::<Option<u32>>()?);
    let (limit, reset) = (columns.get()?, columns.instant_or_none()?);
    Ok(KeyCare {
        added_at,
        reminded_at,
        alarm: alarmed_at.map(|at| KeyAlarm { at, calls, open }),
        counted: match (read_at, remaining) {
            (Some(asked_at), Some(remaining)) => Counted::Told(Reading { asked_at, remaining, limit, reset }),
            (Some(_), None) => Counted::Silent,
            (None, _) => Counted::Unknown,
        },
    })
}
