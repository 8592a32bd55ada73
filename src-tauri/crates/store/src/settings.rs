//! Engine settings as text by key. What a key means is the engine's business.

use rusqlite::OptionalExtension as _;

use crate::{Store, StoreError};

const SET: &str =
    "INSERT INTO settings (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = excluded.value";

impl Store {
    /// The value, `None` when never set.
    pub async fn setting(&self, key: &str) -> Result<Option<String>, StoreError> {
        let key = key.to_owned();
        self.read("reading a setting", move |tx| {
            let mut statement = tx.prepare_cached("SELECT value FROM settings WHERE key = ?1")?;
            Ok(statement.query_row([key], |row| row.get(0)).optional()?)
        })
        .await
    }

    /// Sets the value; `None` forgets it.
    pub async fn set_setting(&self, key: &str, value: Option<&str>) -> Result<(), StoreError> {
        let (key, value) = (key.to_owned(), value.map(str::to_owned));
        self.write("saving a setting", move |tx| {
            match value {
                Some(value) => tx.prepare_cached(SET)?.execute((key, value))?,
                None => tx.prepare_cached("DELETE FROM settings WHERE key = ?1")?.execute([key])?,
            };
            Ok(())
        })
        .await
    }
}
