//! What lists of jobs are made of: views, their order, rows, pages and the places between them.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use lapwing_domain::triage::State;
use lapwing_domain::{Content, JobKey, SearchId, SourceId};

use crate::lent::Lent;
use crate::words::words;

/// Which jobs a list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum View {
    /// Matched by a search that is neither paused nor removed, and new or seen.
    Inbox,
    /// Kept for later.
    Saved,
    /// Applied for, in conversation or won.
    Applied,
    /// Put away.
    Dismissed,
    /// Everything stored, private placeholders included.
    All,
    /// Matches of one search, dismissed ones left out. Empty when the search was removed.
    Search(SearchId),
}

words!(
    /// What comes first in a list. Jobs of which it is not known come last, then those whose content is lent: they are not
    /// ranked by what they contain. Among equals the newest comes first.
    Sort {
        /// The newest.
        Newest = "newest",
        /// The oldest.
        Oldest = "oldest",
        /// The highest hourly rate, by its upper end.
        Rate = "rate",
        /// The highest fixed amount.
        Budget = "budget",
        /// The client who spent most.
        Spent = "spent",
        /// The fewest proposals, by the lower end.
        Proposals = "proposals",
    }
);

impl Sort {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 6] = [Self::Newest, Self::Oldest, Self::Rate, Self::Budget, Self::Spent, Self::Proposals];

    /// Whether the whole list has to be looked at to find its beginning.
    pub const fn is_ranked(self) -> bool {
        !matches!(self, Self::Newest | Self::Oldest)
    }
}

/// Where a page ended: the next one begins after it, in a list sorted in the same way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Cursor {
    /// How its list is sorted.
    pub(crate) sort: Sort,
    /// What the last row was ranked by; 0 where the list is sorted by time.
    pub(crate) rank: i64,
    /// Publish time (first sight where unknown) of the last row, in milliseconds UTC.
    pub(crate) at: i64,
    /// Its key, which settles ties.
    pub(crate) key: i64,
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}.{}", self.sort.word(), self.rank, self.at, self.key)
    }
}

/// A text that is no cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is not a place in a list. Load the list again from its beginning")]
pub struct BadCursor;

impl FromStr for Cursor {
    type Err = BadCursor;

    fn from_str(text: &str) -> Result<Self, BadCursor> {
        let parts: Vec<&str> = text.split('.').collect();
        let [sort, rank, at, key] = parts[..] else { return Err(BadCursor) };
        let number = |text: &str| text.parse().map_err(|_| BadCursor);
        let sort = Sort::from_word(sort).ok_or(BadCursor)?;
        Ok(Self { sort, rank: number(rank)?, at: number(at)?, key: number(key)? })
    }
}

/// A search as a row names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchName {
    /// Its row.
    pub id: SearchId,
    /// Its name.
    pub name: String,
}

/// How long what a job contains is here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Retention {
    /// As long as its user wants it.
    Kept,
    /// Lent by the service.
    Ephemeral {
        /// When it is erased at the latest.
        until: Timestamp,
    },
    /// Not any more, or in another program that is running: only what identifies the job is known, and its marks.
    Erased,
}

/// A row of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct JobSummary {
    /// Its row.
    pub key: JobKey,
    /// What lists show of the job: neither its description nor its lesser facts.
    pub job: Content,
    /// How long that is here.
    pub retention: Retention,
    /// State in triage.
    pub state: State,
    /// When it was first seen here.
    pub first_seen: Timestamp,
    /// The service's `scheme://host:port`, or `sandbox`.
    pub origin: String,
    /// The source that brought it first.
    pub source: SourceId,
    /// Searches it matches, in the user's order; removed ones left out.
    pub searches: Vec<SearchName>,
    /// Marked with a star.
    pub starred: bool,
    /// Own labels, in the order of the alphabet.
    pub labels: Vec<String>,
    /// It has a note.
    pub noted: bool,
    /// When to be reminded of it.
    pub follow_up: Option<Timestamp>,
}

impl Lent for JobSummary {
    fn parts(&mut self) -> (JobKey, &mut Content, &mut Retention) {
        (self.key, &mut self.job, &mut self.retention)
    }
}

/// A page of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct PageOf<T> {
    /// Rows, by publish time (first sight where unknown) unless they are ranked.
    pub rows: Vec<T>,
    /// Where the next page begins; `None` at the end.
    pub next: Option<Cursor>,
    /// Rows in the whole list.
    pub total: u32,
}

/// A stored job in full, for matching.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredJob {
    /// Its row.
    pub key: JobKey,
    /// Its place in the list it was read from: a page may go on after it.
    pub place: Cursor,
    /// The job.
    pub job: Content,
    /// How long it is here.
    pub retention: Retention,
    /// State in triage.
    pub state: State,
    /// When it was first seen here.
    pub first_seen: Timestamp,
    /// The service's `scheme://host:port`, or `sandbox`.
    pub origin: String,
    /// The source that brought it first.
    pub source: SourceId,
    /// All sources that brought it, in the order they were added.
    pub sources: Vec<SourceId>,
}

impl Lent for StoredJob {
    fn parts(&mut self) -> (JobKey, &mut Content, &mut Retention) {
        (self.key, &mut self.job, &mut self.retention)
    }
}

/// A stretch of stored jobs.
#[derive(Debug, Clone, PartialEq)]
pub struct Scanned {
    /// Jobs, in the order of the list.
    pub jobs: Vec<StoredJob>,
    /// Where to go on; `None` at the end.
    pub next: Option<Cursor>,
}

/// Numbers beside the views.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Jobs in the inbox.
    pub inbox: u32,
    /// Those of them still new.
    pub unread: u32,
    /// Jobs kept for later.
    pub saved: u32,
    /// Jobs applied for, in conversation or won.
    pub applied: u32,
    /// Jobs put away.
    pub dismissed: u32,
    /// Jobs stored.
    pub all: u32,
}
