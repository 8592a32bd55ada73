//! Reading columns in order, and instants and words as they are stored.

use jiff::Timestamp;
use lapwing_domain::money::Currency;
use lapwing_domain::{Money, SourceId};
use rusqlite::Row;
use rusqlite::types::FromSql;

use crate::words::Worded;

/// An instant as stored: milliseconds UTC.
pub(crate) fn millis(at: Timestamp) -> i64 {
    at.as_millisecond()
}

/// An instant as read. A number no calendar holds becomes the nearest instant that one does.
pub(crate) fn instant(millis: i64) -> Timestamp {
    let nearest = if millis < 0 { Timestamp::MIN } else { Timestamp::MAX };
    Timestamp::from_millisecond(millis).unwrap_or(nearest)
}

/// Reads the columns of a row one after the other, in the order the statement names them.
pub(crate) struct Columns<'row, 'statement> {
    row: &'row Row<'statement>,
    next: usize,
}

impl<'row, 'statement> Columns<'row, 'statement> {
    /// From the first column.
    pub(crate) fn of(row: &'row Row<'statement>) -> Self {
        Self { row, next: 0 }
    }

    /// The next column.
    pub(crate) fn get<T: FromSql>(&mut self) -> rusqlite::Result<T> {
        let index = self.next;
        self.next += 1;
        self.row.get(index)
    }

    /// The next column as a list of texts, as `json_group_array` writes it.
    pub(crate) fn texts(&mut self) -> rusqlite::Result<Vec<String>> {
        Ok(serde_json::from_str(&self.get::<String>()?).unwrap_or_default())
    }

    /// The next column as sources, which `group_concat` wrote in any order; in the order they were added.
    pub(crate) fn sources(&mut self) -> rusqlite::Result<Vec<SourceId>> {
        let ids: Option<String> = self.get()?;
        let mut ids: Vec<i64> = ids.unwrap_or_default().split(',').filter_map(|id| id.parse().ok()).collect();
        ids.sort_unstable();
        Ok(ids.into_iter().map(SourceId).collect())
    }

    /// The next column as an instant.
    pub(crate) fn instant(&mut self) -> rusqlite::Result<Timestamp> {
        self.get().map(instant)
    }

    /// The next column as an instant that may be unknown.
    pub(crate) fn instant_or_none(&mut self) -> rusqlite::Result<Option<Timestamp>> {
        Ok(self.get::<Option<i64>>()?.map(instant))
    }

    /// The next column as a currency; the dollar where there is none.
    pub(crate) fn currency(&mut self) -> rusqlite::Result<Currency> {
        let code: Option<String> = self.get()?;
        Ok(code.as_deref().and_then(Currency::from_code).unwrap_or(Currency::USD))
    }

    /// The next two columns as an amount and its currency.
    pub(crate) fn money(&mut self) -> rusqlite::Result<Option<Money>> {
        let cents: Option<i64> = self.get()?;
        let currency = self.currency()?;
        Ok(cents.map(|cents| Money { cents, currency }))
    }

    /// The next column as a value by its word. A word this program does not know is taken as unknown.
    pub(crate) fn word<T: Worded>(&mut self) -> rusqlite::Result<Option<T>> {
        Ok(self.get::<Option<String>>()?.and_then(|word| {
            let value = T::of_word(&word);
            if value.is_none() {
                tracing::warn!(word, "unknown word in the database");
            }
            value
        }))
    }
}
