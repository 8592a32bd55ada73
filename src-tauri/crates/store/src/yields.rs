//! What searches yielded and when sources answered, for noticing that one fell silent.

use jiff::Timestamp;
use lapwing_domain::{SearchId, SourceId};

use crate::row::{instant, millis};
use crate::{Store, StoreError};

impl Store {
    /// When what a search matched was published, as far as that was after `since`; dismissed jobs count.
    pub async fn matched_since(&self, search: SearchId, since: Timestamp) -> Result<Vec<Timestamp>, StoreError> {
        self.read("reading what a search yielded", move |tx| {
            let mut statement = tx
                .prepare_cached("SELECT sort_at FROM matches WHERE search_id = ?1 AND sort_at > ?2 ORDER BY sort_at")?;
            let times = statement.query_map((search.0, millis(since)), |row| row.get(0).map(instant))?;
            Ok(times.collect::<rusqlite::Result<_>>()?)
        })
        .await
    }

    /// When a source answered a call after `since`, the first time in each hour, in order.
    pub async fn answered_since(&self, source: SourceId, since: Timestamp) -> Result<Vec<Timestamp>, StoreError> {
        self.read("reading when a source answered", move |tx| {
            let mut statement = tx.prepare_cached(
                "SELECT min(at) FROM ledger WHERE source_id = ?1 AND at > ?2 AND status BETWEEN 200 AND 299 \
                 AND stream IS NOT NULL AND error IS NULL GROUP BY at / 3600000 ORDER BY 1",
            )?;
            let times = statement.query_map((source.0, millis(since)), |row| row.get(0).map(instant))?;
            Ok(times.collect::<rusqlite::Result<_>>()?)
        })
        .await
    }

    /// Whether it was told that a search fell silent, and nothing was found for it since.
    pub async fn is_known_silent(&self, search: SearchId) -> Result<bool, StoreError> {
        self.read("reading what was told of a search", move |tx| {
            let mut statement = tx.prepare_cached(
                "SELECT EXISTS (SELECT 1 FROM intents JOIN intent_searches ON intent_id = intents.id \
                 WHERE kind = 'silence' AND search_id = ?1 AND created_at >= \
                 coalesce((SELECT max(found_at) FROM matches WHERE matches.search_id = ?1), 0))",
            )?;
            Ok(statement.query_row([search.0], |row| row.get(0))?)
        })
        .await
    }
}
