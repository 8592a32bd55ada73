//! Reading lists of jobs.

use std::collections::HashMap;

use jiff::Timestamp;
use lapwing_domain::triage::State;
use lapwing_domain::{Job, JobId, JobKey, SearchId, SourceId};
use rusqlite::{OptionalExtension as _, Row, Transaction, params_from_iter};

use crate::failure::Failure;
use crate::lent::content_of;
use crate::lists::{Counts, Cursor, JobSummary, PageOf, Retention, Scanned, SearchName, Sort, StoredJob, View};
use crate::record::{REST_COLUMNS, Record};
use crate::row::Columns;
use crate::shown::{SHOWN_COLUMNS, Shown};
use crate::{Store, StoreError, marks, views};

/// The columns of a row beside those of the posting. Qualified, because a search's list joins its matches.
const ROW_COLUMNS: &str = "jobs.key, service_id, jobs.state, first_seen, origin, source_id, ephemeral";

/// All sources of a job, as one text, so that a stretch of jobs is one statement.
pub(crate) const SOURCES: &str = "(SELECT group_concat(source_id) FROM job_sources WHERE job_key = jobs.key)";

/// No page is longer, whatever is asked for.
const LONGEST_PAGE: u32 = 10_000;

/// The numbers beside the views, each from the index of its view.
pub(crate) const NUMBERS: &str = "SELECT \
     (SELECT count(*) FROM jobs INDEXED BY jobs_by_shelf WHERE shelf = 'inbox'), \
     (SELECT count(*) FROM jobs INDEXED BY jobs_unread WHERE shelf = 'inbox' AND state = 'new'), \
     (SELECT count(*) FROM jobs INDEXED BY jobs_by_shelf WHERE shelf = 'saved'), \
     (SELECT count(*) FROM jobs INDEXED BY jobs_by_shelf WHERE shelf = 'applied'), \
     (SELECT count(*) FROM jobs INDEXED BY jobs_by_shelf WHERE shelf = 'dismissed'), \
     (SELECT count(*) FROM jobs)";

/// The searches of all jobs in a JSON list of keys.
pub(crate) const SEARCH_NAMES: &str = "SELECT matches.job_key, searches.id, searches.name FROM json_each(?1) AS asked \
     CROSS JOIN matches INDEXED BY matches_by_job ON matches.job_key = asked.value \
     CROSS JOIN searches ON searches.id = matches.search_id AND searches.removed_at IS NULL \
     ORDER BY searches.position";

impl Store {
    /// A page of a list, at most 10,000 rows. [`StoreError::Stale`] when the cursor is of a list sorted in another way.
    pub async fn page(
        &self,
        view: View,
        sort: Sort,
        cursor: Option<Cursor>,
        limit: u32,
    ) -> Result<PageOf<JobSummary>, StoreError> {
        let read = move |tx: &Transaction<'_>| {
            let columns = format!("{ROW_COLUMNS}, {}", qualified(SHOWN_COLUMNS));
            let read = |_, columns: &mut Columns<'_, '_>| read_summary(columns);
            let (mut rows, next) = stretch(tx, (view, sort), &columns, cursor, limit, read)?;
            name_searches(tx, &mut rows)?;
            marks::fill_in(tx, &mut rows)?;
            let (sql, values) = views::total(view);
            let total = tx.prepare_cached(sql)?.query_row(params_from_iter(values), |row| row.get(0))?;
            Ok(PageOf { rows, next, total })
        };
        let mut page = self.read("reading a list of jobs", read).await?;
        self.fill_in(&mut page.rows).await?;
        Ok(page)
    }

    /// The rows of these jobs, in the order asked for; unknown keys are left out.
    pub async fn summaries(&self, keys: Vec<JobKey>) -> Result<Vec<JobSummary>, StoreError> {
        let read = move |tx: &Transaction<'_>| {
            let sql = format!("SELECT {ROW_COLUMNS}, {SHOWN_COLUMNS} FROM jobs WHERE key = ?1");
            let mut statement = tx.prepare_cached(&sql)?;
            let mut rows = Vec::with_capacity(keys.len());
            for key in keys {
                rows.extend(
                    statement.query_map([key.0], |row| read_summary(&mut Columns::of(row)))?.next().transpose()?,
                );
            }
            name_searches(tx, &mut rows)?;
            marks::fill_in(tx, &mut rows)?;
            Ok(rows)
        };
        let mut rows = self.read("reading rows of jobs", read).await?;
        self.fill_in(&mut rows).await?;
        Ok(rows)
    }

    /// The keys of a list from its beginning, at most so many.
    pub async fn keys(&self, view: View, sort: Sort, limit: u32) -> Result<Vec<JobKey>, StoreError> {
        self.read("reading the keys of a list", move |tx| {
            let mut statement = tx.prepare_cached(&views::places(view, sort))?;
            let values = params_from_iter(views::stretch_values(view, sort, None, limit));
            let keys = statement.query_map(values, |row| row.get(2).map(JobKey))?.collect::<Result<_, _>>()?;
            Ok(keys)
        })
        .await
    }

    /// A stretch of a list in full, to match queries against; at most 10,000 jobs. Those whose content is erased are left
    /// out: nothing can be asked of them. [`StoreError::Stale`] as for [`Store::page`].
    pub async fn scan(&self, view: View, sort: Sort, after: Option<Cursor>, limit: u32) -> Result<Scanned, StoreError> {
        let read = move |tx: &Transaction<'_>| {
            let columns = format!("{ROW_COLUMNS}, {SOURCES}, {}, {REST_COLUMNS}", qualified(SHOWN_COLUMNS));
            let (jobs, next) = stretch(tx, (view, sort), &columns, after, limit, read_stored)?;
            Ok(Scanned { jobs, next })
        };
        let mut scanned = self.read("reading stored jobs", read).await?;
        self.fill_in(&mut scanned.jobs).await?;
        scanned.jobs.retain(|stored| stored.retention != Retention::Erased);
        Ok(scanned)
    }

    /// The searches that match each of these jobs, in the user's order; removed ones left out.
    pub async fn searches_of(&self, jobs: Vec<JobKey>) -> Result<HashMap<JobKey, Vec<SearchName>>, StoreError> {
        self.read("reading the searches of jobs", move |tx| search_names(tx, &jobs)).await
    }

    /// Numbers beside the views.
    pub async fn counts(&self) -> Result<Counts, StoreError> {
        self.read("counting jobs", |tx| {
            let read = |row: &Row<'_>| {
                let mut columns = Columns::of(row);
                Ok(Counts {
                    inbox: columns.get()?,
                    unread: columns.get()?,
                    saved: columns.get()?,
                    applied: columns.get()?,
                    dismissed: columns.get()?,
                    all: columns.get()?,
                })
            };
            Ok(tx.prepare_cached(NUMBERS)?.query_row([], read)?)
        })
        .await
    }
}

/// Every column of these with its table's name.
fn qualified(columns: &str) -> String {
    columns.split(',').map(|column| format!("jobs.{}", column.trim())).collect::<Vec<_>>().join(", ")
}

/// Reads a stretch of a view and where the next one begins.
fn stretch<T>(
    tx: &Transaction<'_>,
    (view, sort): (View, Sort),
    columns: &str,
    after: Option<Cursor>,
    limit: u32,
    read: impl Fn(Cursor, &mut Columns<'_, '_>) -> rusqlite::Result<T>,
) -> Result<(Vec<T>, Option<Cursor>), Failure> {
    if after.is_some_and(|after| after.sort != sort) {
        return Err(Failure::Stale);
    }
    let limit = limit.clamp(1, LONGEST_PAGE);
    let mut statement = tx.prepare_cached(&views::stretch(view, sort, columns))?;
    let mut found = statement.query(params_from_iter(views::stretch_values(view, sort, after, limit + 1)))?;
    let mut rows = Vec::new();
    let mut last = None;
    while let Some(row) = found.next()? {
        if rows.len() == limit as usize {
            return Ok((rows, last));
        }
        let mut columns = Columns::of(row);
        let place = Cursor { sort, rank: columns.get()?, at: columns.get()?, key: columns.get()? };
        last = Some(place);
        rows.push(read(place, &mut columns)?);
    }
    Ok((rows, None))
}

fn read_summary(columns: &mut Columns<'_, '_>) -> rusqlite::Result<JobSummary> {
    let Head { key, id, state, first_seen, origin, source, ephemeral } = Head::read(columns)?;
    let mut job = Job::new(id);
    Shown::read(columns)?.give(&mut job);
    let (job, retention) = content_of(ephemeral, job);
    let (searches, labels) = (Vec::new(), Vec::new());
    let (starred, noted, follow_up) = (false, false, None);
    Ok(JobSummary {
        key,
        job,
        retention,
        state,
        first_seen,
        origin,
        source,
        searches,
        starred,
        labels,
        noted,
        follow_up,
    })
}

fn read_stored(place: Cursor, columns: &mut Columns<'_, '_>) -> rusqlite::Result<StoredJob> {
    let Head { key, id, state, first_seen, origin, source, ephemeral } = Head::read(columns)?;
    let sources = columns.sources()?;
    let (job, retention) = content_of(ephemeral, Record::read(columns)?.into_job(id));
    Ok(StoredJob { key, place, job, retention, state, first_seen, origin, source, sources })
}

/// What [`ROW_COLUMNS`] hold.
struct Head {
    key: JobKey,
    id: JobId,
    state: State,
    first_seen: Timestamp,
    origin: String,
    source: SourceId,
    ephemeral: bool,
}

impl Head {
    fn read(columns: &mut Columns<'_, '_>) -> rusqlite::Result<Self> {
        Ok(Self {
            key: JobKey(columns.get()?),
            id: JobId(columns.get()?),
            state: columns.word()?.unwrap_or_default(),
            first_seen: columns.instant()?,
            origin: columns.get()?,
            source: SourceId(columns.get()?),
            ephemeral: columns.get()?,
        })
    }
}

/// The posting in a row, if it is there and kept.
pub(crate) fn kept_job(tx: &Transaction<'_>, key: JobKey) -> Result<Option<Job>, Failure> {
    let sql = format!("SELECT service_id, {SHOWN_COLUMNS}, {REST_COLUMNS} FROM jobs WHERE key = ?1 AND ephemeral = 0");
    let read = |row: &Row<'_>| {
        let mut columns = Columns::of(row);
        let id = JobId(columns.get()?);
        Ok(Record::read(&mut columns)?.into_job(id))
    };
    Ok(tx.prepare_cached(&sql)?.query_row([key.0], read).optional()?)
}

/// Fills in the searches of all rows at once.
fn name_searches(tx: &Transaction<'_>, rows: &mut [JobSummary]) -> Result<(), Failure> {
    let keys: Vec<JobKey> = rows.iter().map(|row| row.key).collect();
    let mut names = search_names(tx, &keys)?;
    for row in rows {
        row.searches = names.remove(&row.key).unwrap_or_default();
    }
    Ok(())
}

/// The searches that match each of these jobs, in the user's order; removed ones left out.
pub(crate) fn search_names(tx: &Transaction<'_>, keys: &[JobKey]) -> Result<HashMap<JobKey, Vec<SearchName>>, Failure> {
    let list = serde_json::Value::from(keys.iter().map(|key| key.0).collect::<Vec<_>>()).to_string();
    let mut statement = tx.prepare_cached(SEARCH_NAMES)?;
    let mut names: HashMap<JobKey, Vec<SearchName>> = HashMap::new();
    let mut found = statement.query([list])?;
    while let Some(row) = found.next()? {
        let mut columns = Columns::of(row);
        let key = JobKey(columns.get()?);
        names.entry(key).or_default().push(SearchName { id: SearchId(columns.get()?), name: columns.get()? });
    }
    Ok(names)
}
