//! When the program ran, for the planner.

use jiff::Timestamp;
use lapwing_domain::plan::{HourOfWeek, Ran, Running};
use rusqlite::{OptionalExtension as _, Transaction};

use crate::row::{Columns, millis};
use crate::{Store, StoreError};

impl Store {
    /// When the program ran, as far as it was noted.
    pub async fn running(&self) -> Result<Running, StoreError> {
        self.read("reading when the program ran", |tx| Ok(read(tx)?)).await
    }

    /// Notes that the program ran between two instants, and did not since the end of what was noted before.
    pub async fn note_running(&self, from: Timestamp, to: Timestamp) -> Result<(), StoreError> {
        self.write("noting that the program runs", move |tx| {
            let until: Option<Timestamp> =
                tx.query_row("SELECT at FROM running_until", [], |row| Columns::of(row).instant()).optional()?;
            let changed = read(tx)?.observe(until, from, to);
            let mut statement = tx.prepare_cached(
                "INSERT INTO running (hour, ran, passed) VALUES (?1, ?2, ?3) \
                 ON CONFLICT (hour) DO UPDATE SET ran = excluded.ran, passed = excluded.passed",
            )?;
            for Ran { hour, ran, passed } in changed {
                statement.execute((i64::try_from(hour.index()).unwrap_or_default(), ran, passed))?;
            }
            let until = "INSERT INTO running_until (one, at) VALUES (1, ?1) ON CONFLICT DO UPDATE SET at = excluded.at";
            tx.execute(until, [millis(to)])?;
            Ok(())
        })
        .await
    }
}

fn read(tx: &Transaction<'_>) -> rusqlite::Result<Running> {
    let mut statement = tx.prepare_cached("SELECT hour, ran, passed FROM running ORDER BY hour")?;
    let seen = statement.query_map([], |row| {
        let mut columns = Columns::of(row);
        let hour = HourOfWeek::from_index(usize::from(columns.get::<u8>()?));
        let (ran, passed) = (columns.get()?, columns.get()?);
        Ok(hour.map(|hour| Ran { hour, ran, passed }))
    })?;
    Ok(Running::of(seen.collect::<rusqlite::Result<Vec<_>>>()?.into_iter().flatten()))
}
