//! What the ledger adds up to: calls of a source by day, purpose and stream.

use jiff::Timestamp;
use lapwing_domain::SourceId;
use rusqlite::Row;

use crate::ledger::Purpose;
use crate::row::{Columns, millis};
use crate::{Store, StoreError};

/// Adds a source's calls up. Days begin at midnight UTC, as the service's do.
pub(crate) const TALLY: &str = "SELECT at - at % 86400000, purpose, stream, count(*), \
     count(error), count(*) - count(finished_at), coalesce(sum(bytes), 0) \
     FROM ledger WHERE source_id = ?1 AND at >= ?2 AND NOT free GROUP BY 1, 2, 3 ORDER BY 1 DESC, 2, 3";

/// Finds a source's first call.
pub(crate) const FIRST: &str = "SELECT min(at) FROM ledger WHERE source_id = ?1 AND NOT free";

/// Calls of one source, day, purpose and stream that count. Free ones do not, whatever became of the others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallTally {
    /// Midnight UTC of their day.
    pub day: Timestamp,
    /// Why they were made.
    pub purpose: Purpose,
    /// Stream they belonged to; `None` outside any.
    pub stream: Option<String>,
    /// How many.
    pub calls: u32,
    /// How many of them ended in an error.
    pub failed: u32,
    /// How many never ended: under way, or the program ended first.
    pub unfinished: u32,
    /// Bytes received by them.
    pub bytes: u64,
}

impl Store {
    /// The calls of a source since `from`, added up; the newest day first, within it by purpose and stream.
    pub async fn tally_calls(&self, source: SourceId, from: Timestamp) -> Result<Vec<CallTally>, StoreError> {
        self.read("adding calls up", move |tx| {
            let mut statement = tx.prepare_cached(TALLY)?;
            let tallies = statement.query_map((source.0, millis(from)), read_tally)?.collect::<Result<_, _>>()?;
            Ok(tallies)
        })
        .await
    }

    /// When a source was first called, among the calls that count; `None` when it never was.
    pub async fn first_call(&self, source: SourceId) -> Result<Option<Timestamp>, StoreError> {
        self.read("looking for the first call", move |tx| {
            Ok(tx.prepare_cached(FIRST)?.query_row([source.0], |row| Columns::of(row).instant_or_none())?)
        })
        .await
    }
}

fn read_tally(row: &Row<'_>) -> rusqlite::Result<CallTally> {
    let mut columns = Columns::of(row);
    Ok(CallTally {
        day: columns.instant()?,
        purpose: columns.word()?.unwrap_or(Purpose::Poll),
        stream: columns.get()?,
        calls: columns.get()?,
        failed: columns.get()?,
        unfinished: columns.get()?,
        bytes: columns.get::<i64>().map(|bytes| u64::try_from(bytes).unwrap_or_default())?,
    })
}
