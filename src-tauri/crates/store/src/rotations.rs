//! Keys that change: one put in another's place, with or without the old one kept until the new one is known to work, and
//! the accounts of the keyring that are to be deleted for certain.

use jiff::Timestamp;
use lapwing_domain::SourceId;
use lapwing_domain::keys::rotation::Reason;
use rusqlite::{OptionalExtension as _, Row, Transaction, params};

use crate::failure::{Failure, one_row};
use crate::row::{Columns, millis};
use crate::sources::{KeyPlace, KeyState, set};
use crate::{Store, StoreError, care};

const COLUMNS: &str = "reason, started_at, old_account, old_last_four, confirmed_at, closed_at";

/// A key that comes into a source's use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyChange {
    /// The source.
    pub source: SourceId,
    /// Where the new key is.
    pub place: KeyPlace,
    /// What is known of it.
    pub state: KeyState,
    /// Its last four characters, only of keys of 16 and more.
    pub last_four: Option<String>,
    /// When.
    pub now: Timestamp,
}

/// One key in another's place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RotationRecord {
    /// Why.
    pub reason: Reason,
    /// When the new key came into use.
    pub started_at: Timestamp,
    /// Where in the keyring the old key is; `None` when it was kept for one session.
    pub old_account: Option<String>,
    /// Last four characters of the old key, where known.
    pub old_last_four: Option<String>,
    /// When jobs first came with the new key.
    pub confirmed_at: Option<Timestamp>,
    /// When the old key was deleted.
    pub closed_at: Option<Timestamp>,
}

impl Store {
    /// Puts a key in the place of a source's, whose account is doomed by that. An open rotation waits for this key now.
    pub async fn replace_key(&self, change: KeyChange) -> Result<(), StoreError> {
        self.write("putting a key in another's place", move |tx| {
            doom_current(tx, change.source, change.now)?;
            take(tx, &change)?;
            tx.prepare_cached(
                "UPDATE key_rotations SET confirmed_at = NULL WHERE source_id = ?1 AND closed_at IS NULL",
            )?
            .execute([change.source.0])?;
            Ok(())
        })
        .await
    }

    /// Puts a key in the place of a source's and keeps the old one until [`Store::close_rotation`]. A rotation that is open
    /// already goes on with the new key, and the one that took the old one's place before is doomed.
    pub async fn start_rotation(&self, change: KeyChange, reason: Reason) -> Result<RotationRecord, StoreError> {
        self.write("starting a key's rotation", move |tx| {
            let (id, now) = (change.source, millis(change.now));
            let again = tx
                .prepare_cached(
                    "UPDATE key_rotations SET reason = ?2, started_at = ?3, confirmed_at = NULL \
                     WHERE source_id = ?1 AND closed_at IS NULL",
                )?
                .execute((id.0, reason.word(), now))?;
            if again > 0 {
                doom_current(tx, id, change.now)?;
            } else {
                let begun = tx
                    .prepare_cached(
                        "INSERT INTO key_rotations (source_id, reason, started_at, old_account, old_last_four) \
                         SELECT id, ?2, ?3, iif(key_place = 'keyring', key_locator, NULL), last_four FROM sources \
                         WHERE id = ?1 AND removed_at IS NULL",
                    )?
                    .execute((id.0, reason.word(), now))?;
                one_row(begun, "source")?;
            }
            take(tx, &change)?;
            find(tx, id)?.ok_or(Failure::NotFound("rotation"))
        })
        .await
    }

    /// The source's open rotation.
    pub async fn open_rotation(&self, source: SourceId) -> Result<Option<RotationRecord>, StoreError> {
        self.read("reading a key's rotation", move |tx| find(tx, source)).await
    }

    /// Notes that jobs came with the key at `place`. `true` when a rotation was waiting for that.
    pub async fn note_traffic(&self, source: SourceId, place: KeyPlace, now: Timestamp) -> Result<bool, StoreError> {
        self.write("noting that a new key works", move |tx| {
            let (word, locator) = place.to_columns();
            let mut statement = tx.prepare_cached(
                "UPDATE key_rotations SET confirmed_at = ?2 \
                 WHERE source_id = ?1 AND closed_at IS NULL AND confirmed_at IS NULL AND EXISTS \
                 (SELECT 1 FROM sources WHERE id = ?1 AND key_place = ?3 AND key_locator IS ?4)",
            )?;
            Ok(statement.execute(params![source.0, millis(now), word, locator])? > 0)
        })
        .await
    }

    /// Ends the source's rotation: its old key is gone.
    pub async fn close_rotation(&self, source: SourceId, now: Timestamp) -> Result<(), StoreError> {
        self.write("ending a key's rotation", move |tx| {
            let mut statement = tx.prepare_cached(
                "UPDATE key_rotations SET closed_at = ?2, old_account = NULL WHERE source_id = ?1 AND closed_at IS NULL",
            )?;
            one_row(statement.execute((source.0, millis(now)))?, "open rotation")
        })
        .await
    }

    /// Writes down an account of the keyring before a key is put under it, so that no end of the program leaves a key there
    /// that nobody knows of.
    pub async fn doom_key(&self, account: &str, now: Timestamp) -> Result<(), StoreError> {
        let account = account.to_owned();
        self.write("noting a key to be deleted", move |tx| doom(tx, &account, now)).await
    }

    /// Accounts of the keyring that are to be deleted since `until` or longer. None of them is in use.
    pub async fn doomed_keys(&self, until: Timestamp) -> Result<Vec<String>, StoreError> {
        self.read("reading the keys to be deleted", move |tx| {
            let mut statement = tx.prepare_cached(
                "SELECT account FROM doomed_keys WHERE since <= ?1 \
                 AND NOT EXISTS (SELECT 1 FROM sources WHERE key_locator = account AND removed_at IS NULL) \
                 AND NOT EXISTS (SELECT 1 FROM authorizations WHERE token_account = account) \
                 ORDER BY since, account",
            )?;
            let accounts = statement.query_map([millis(until)], |row| row.get(0))?.collect::<Result<_, _>>()?;
            Ok(accounts)
        })
        .await
    }

    /// Strikes out an account whose key is certainly gone.
    pub async fn key_is_gone(&self, account: &str) -> Result<(), StoreError> {
        let account = account.to_owned();
        self.write("noting that a key is gone", move |tx| spare(tx, &account)).await
    }
}

/// The source uses this key from now on.
fn take(tx: &Transaction<'_>, change: &KeyChange) -> Result<(), Failure> {
    let (word, locator) = change.place.to_columns();
    let values = params![change.source.0, word, locator, change.state.word(), change.last_four];
    set(tx, "key_place = ?2, key_locator = ?3, key_state = ?4, last_four = ?5", values)?;
    held(tx, change.source.0, &change.place, change.now)
}

/// A source holds the key at this place: it is no longer to be deleted, and its life begins.
pub(crate) fn held(tx: &Transaction<'_>, source: i64, place: &KeyPlace, now: Timestamp) -> Result<(), Failure> {
    if let KeyPlace::Keyring { account } = place {
        spare(tx, account)?;
    }
    care::begin(tx, source, now)
}

/// The source is removed, and whatever keys it had are gone.
pub(crate) fn forget(tx: &Transaction<'_>, source: SourceId, now: Timestamp) -> Result<(), Failure> {
    tx.prepare_cached(
        "UPDATE key_rotations SET closed_at = ?2, old_account = NULL WHERE source_id = ?1 AND closed_at IS NULL",
    )?
    .execute((source.0, millis(now)))?;
    care::forget(tx, source.0)
}

fn doom_current(tx: &Transaction<'_>, source: SourceId, now: Timestamp) -> Result<(), Failure> {
    let mut statement = tx.prepare_cached(
        "SELECT key_locator FROM sources WHERE id = ?1 AND removed_at IS NULL AND key_place = 'keyring'",
    )?;
    let account: Option<Option<String>> = statement.query_row([source.0], |row| row.get(0)).optional()?;
    account.flatten().map_or(Ok(()), |account| doom(tx, &account, now))
}

/// An account of the keyring is to be deleted.
pub(crate) fn doom(tx: &Transaction<'_>, account: &str, now: Timestamp) -> Result<(), Failure> {
    tx.prepare_cached("INSERT OR IGNORE INTO doomed_keys (account, since) VALUES (?1, ?2)")?
        .execute((account, millis(now)))?;
    Ok(())
}

/// An account of the keyring is in use, or certainly gone.
pub(crate) fn spare(tx: &Transaction<'_>, account: &str) -> Result<(), Failure> {
    tx.prepare_cached("DELETE FROM doomed_keys WHERE account = ?1")?.execute([account])?;
    Ok(())
}

fn find(tx: &Transaction<'_>, source: SourceId) -> Result<Option<RotationRecord>, Failure> {
    let sql = format!("SELECT {COLUMNS} FROM key_rotations WHERE source_id = ?1 AND closed_at IS NULL");
    Ok(tx.prepare_cached(&sql)?.query_row([source.0], read).optional()?)
}

fn read(row: &Row<'_>) -> rusqlite::Result<RotationRecord> {
    let mut columns = Columns::of(row);
    Ok(RotationRecord {
        reason: columns.word()?.unwrap_or(Reason::Quarter),
        started_at: columns.instant()?,
        old_account: columns.get()?,
        old_last_four: columns.get()?,
        confirmed_at: columns.instant_or_none()?,
        closed_at: columns.instant_or_none()?,
    })
}
