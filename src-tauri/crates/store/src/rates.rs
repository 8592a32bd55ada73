//! What was seen of each hour of the week, by stream, for the planner.

use lapwing_domain::SourceId;
use lapwing_domain::plan::{HourOfWeek, Rates, Seen};

use crate::row::Columns;
use crate::{Store, StoreError, sources};

impl Store {
    /// The arrival rates learnt of a stream.
    pub async fn rates(&self, source: SourceId, stream: &str) -> Result<Rates, StoreError> {
        let stream = stream.to_owned();
        self.read("reading arrival rates", move |tx| {
            let mut statement = tx.prepare_cached(
                "SELECT hour, postings, hours FROM arrival_rates WHERE source_id = ?1 AND stream = ?2 ORDER BY hour",
            )?;
            let seen = statement.query_map((source.0, stream), |row| {
                let mut columns = Columns::of(row);
                let hour = HourOfWeek::from_index(usize::from(columns.get::<u8>()?));
                let (postings, hours) = (columns.get()?, columns.get()?);
                Ok(hour.map(|hour| Seen { hour, postings, hours }))
            })?;
            Ok(Rates::of(seen.collect::<rusqlite::Result<Vec<_>>>()?.into_iter().flatten()))
        })
        .await
    }

    /// Replaces what was seen of these hours. [`StoreError::NotFound`] when the source was removed meanwhile.
    pub async fn set_rates(&self, source: SourceId, stream: &str, seen: Vec<Seen>) -> Result<(), StoreError> {
        let stream = stream.to_owned();
        self.write("storing arrival rates", move |tx| {
            sources::require(tx, source)?;
            let mut statement = tx.prepare_cached(
                "INSERT INTO arrival_rates (source_id, stream, hour, postings, hours) VALUES (?1, ?2, ?3, ?4, ?5) \
                 ON CONFLICT (source_id, stream, hour) DO UPDATE SET postings = excluded.postings, hours = excluded.hours",
            )?;
            for Seen { hour, postings, hours } in seen {
                statement.execute((source.0, &stream, number(hour), postings, hours))?;
            }
            Ok(())
        })
        .await
    }
}

fn number(hour: HourOfWeek) -> i64 {
    i64::try_from(hour.index()).unwrap_or_default()
}
