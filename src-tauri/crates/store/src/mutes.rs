//! What is muted, and until when.

use jiff::Timestamp;
use lapwing_domain::notify::Muted;
use rusqlite::params;

use crate::failure::one_row;
use crate::row::{Columns, millis};
use crate::{Store, StoreError};

/// A mute's row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MuteId(pub i64);

/// A word or client that nobody wants to hear of for a while.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mute {
    /// Its row.
    pub id: MuteId,
    /// What is muted.
    pub muted: Muted,
    /// What people call it: the word, or the title of the job by which a client was muted.
    pub label: String,
    /// When it was muted.
    pub muted_at: Timestamp,
    /// When it is told again.
    pub until: Timestamp,
}

impl Store {
    /// Mutes something until an instant. What is muted already is muted anew.
    pub async fn mute(
        &self,
        muted: Muted,
        label: &str,
        now: Timestamp,
        until: Timestamp,
    ) -> Result<MuteId, StoreError> {
        let label = label.to_owned();
        self.write("muting", move |tx| {
            let (kind, value) = muted.parts();
            let mut statement = tx.prepare_cached(
                "INSERT INTO mutes (kind, value, label, muted_at, until) VALUES (?1, ?2, ?3, ?4, ?5) \
                 ON CONFLICT (kind, value) DO UPDATE SET label = excluded.label, muted_at = excluded.muted_at, \
                 until = excluded.until RETURNING id",
            )?;
            let values = params![kind, value, label, millis(now), millis(until)];
            Ok(statement.query_row(values, |row| row.get(0).map(MuteId))?)
        })
        .await
    }

    /// Ends a mute before its time.
    pub async fn unmute(&self, id: MuteId) -> Result<(), StoreError> {
        self.write("ending a mute", move |tx| {
            one_row(tx.prepare_cached("DELETE FROM mutes WHERE id = ?1")?.execute([id.0])?, "mute")
        })
        .await
    }

    /// Mutes what this row says until another instant; whether there is such a row.
    pub async fn mute_until(&self, id: MuteId, until: Timestamp) -> Result<bool, StoreError> {
        self.write("changing a mute", move |tx| {
            let mut statement = tx.prepare_cached("UPDATE mutes SET until = ?2 WHERE id = ?1")?;
            Ok(statement.execute((id.0, millis(until)))? > 0)
        })
        .await
    }

    /// What is or was muted at some time after `since`, the one that ends first before the others.
    pub async fn mutes(&self, since: Timestamp) -> Result<Vec<Mute>, StoreError> {
        self.read("reading what is muted", move |tx| {
            let mut statement = tx.prepare_cached(
                "SELECT id, kind, value, label, muted_at, until FROM mutes WHERE until > ?1 ORDER BY until, id",
            )?;
            let rows = statement.query_map([millis(since)], |row| {
                let mut columns = Columns::of(row);
                let id = MuteId(columns.get()?);
                let muted = Muted::from_parts(&columns.get::<String>()?, columns.get()?);
                let (label, muted_at, until) = (columns.get()?, columns.instant()?, columns.instant()?);
                Ok(muted.map(|muted| Mute { id, muted, label, muted_at, until }))
            })?;
            Ok(rows.collect::<rusqlite::Result<Vec<_>>>()?.into_iter().flatten().collect())
        })
        .await
    }
}
