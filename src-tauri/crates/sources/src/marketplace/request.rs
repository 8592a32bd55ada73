//! What the service is asked for: one search as its user wrote it, a page at a time, newest first.

use lapwing_domain::pushdown::SearchFilter;
use lapwing_domain::query::Query;
use serde_json::Value;

use super::graphql::Filter;

/// A search that asks for no word, so that it would bring whatever there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "This service takes searches for words only. Add a word that must be in the job, for instance one beside the other conditions. Words behind -, words with *, and words in an OR with something else do not count."
)]
pub struct NothingPositive;

/// One search of one query. It cannot be made of two queries or of none, so that neither a union nor the whole market is
/// ever asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchRequest {
    filter: SearchFilter,
    local: Vec<String>,
    first: u32,
    after: u32,
}

impl SearchRequest {
    /// Most jobs of a page: what is known to be answered.
    pub const MOST: u32 = 50;

    /// Jobs of a page in the background.
    pub const IN_BACKGROUND: u32 = 20;

    /// Most pages that are asked for by hand, one after another.
    pub const MOST_PAGES: u32 = 3;

    /// The search as it is written: the words that must be in the job, and the conditions that are certain. What comes back
    /// holds every job that the query can match, and others.
    ///
    /// # Errors
    /// When no word must be there.
    ///
    /// ```
    /// use lapwing_domain::query::{Use, parse};
    /// use lapwing_sources::marketplace::{NothingPositive, SearchRequest};
    ///
    /// let query = |text| parse(text, Use::SavedSearch).map(|parsed| parsed.query).map_err(|_| "a problem");
    /// let request = SearchRequest::as_written(&query("\"gtk\" type:hourly -php")?).map_err(|_| "no word")?;
    /// assert_eq!(request.filter()["searchExpression_eq"], "gtk");
    /// assert_eq!(request.local(), ["\"gtk\"", "-php"]);
    /// assert_eq!(SearchRequest::as_written(&query("type:hourly -php")?), Err(NothingPositive));
    /// # Ok::<(), &str>(())
    /// ```
    pub fn as_written(query: &Query) -> Result<Self, NothingPositive> {
        let search = query.as_search().ok_or(NothingPositive)?;
        Ok(Self { filter: search.filter, local: search.local, first: Self::IN_BACKGROUND, after: 0 })
    }

    /// The same for a page of so many jobs, from one to [`SearchRequest::MOST`].
    #[must_use]
    pub fn first(self, jobs: u32) -> Self {
        Self { first: jobs.clamp(1, Self::MOST), ..self }
    }

    /// The same from an offset on. Jobs that are posted meanwhile shift it, so that a job can come twice.
    #[must_use]
    pub fn after(self, offset: u32) -> Self {
        Self { after: offset, ..self }
    }

    /// The filter as it is sent, with its page.
    pub fn filter(&self) -> Value {
        self.sent().to_json()
    }

    /// The conditions of the filter as they are sent, by name, the page apart.
    pub fn conditions(&self) -> Vec<(String, String)> {
        let filter = self.filter();
        let conditions = filter.as_object().into_iter().flatten().filter(|(name, _)| *name != "pagination_eq");
        let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        conditions.map(|(name, value)| (name.clone(), text(value))).collect()
    }

    /// What the service is asked for, apart from the page.
    pub fn asked(&self) -> &SearchFilter {
        &self.filter
    }

    /// The parts of the query that are checked here, in its normal form.
    pub fn local(&self) -> &[String] {
        &self.local
    }

    pub(super) fn sent(&self) -> Filter {
        Filter::from(&self.filter).page(self.first, self.after)
    }

    /// Where the page after this one begins.
    pub(super) fn end(&self, rows: usize) -> u32 {
        self.after.saturating_add(u32::try_from(rows).unwrap_or(u32::MAX))
    }

    /// Whether so many rows are all that were asked for.
    pub(super) fn is_full(&self, rows: usize) -> bool {
        u32::try_from(rows).is_ok_and(|rows| rows >= self.first)
    }
}
