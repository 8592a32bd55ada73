//! Whether the database is whole, and whether there is room beside it.

use std::path::Path;

use crate::{Store, StoreError};

/// What was found when the database was examined.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Health {
    /// What is broken, in the database's own words; empty when nothing is.
    pub flaws: Vec<String>,
    /// Its schema.
    pub schema: u32,
    /// Bytes that may still be written where it lies; `None` where the system does not say.
    pub free_bytes: Option<u64>,
}

impl Store {
    /// Examines the database. It reads every page once, so a large one takes a while.
    pub async fn health(&self) -> Result<Health, StoreError> {
        self.read("examining the database", |tx| {
            let mut flaws = Vec::new();
            tx.pragma_query(None, "quick_check", |row| {
                flaws.push(row.get::<_, String>(0)?);
                Ok(())
            })?;
            flaws.retain(|line| line != "ok");
            let schema = tx.pragma_query_value(None, "user_version", |row| row.get(0))?;
            let folder = tx.path().and_then(|path| Path::new(path).parent());
            Ok(Health { flaws, schema, free_bytes: folder.and_then(|folder| fs4::available_space(folder).ok()) })
        })
        .await
    }
}
