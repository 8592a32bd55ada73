//! One job with everything known of it.

use jiff::Timestamp;
use lapwing_domain::triage::State;
use lapwing_domain::{Content, JobId, JobKey, Marks, SourceId};
use rusqlite::{OptionalExtension as _, Transaction};

use crate::failure::Failure;
use crate::lent::{Lent, content_of};
use crate::lists::{Retention, SearchName};
use crate::marks::marks_of;
use crate::pages::{SOURCES, search_names};
use crate::record::{REST_COLUMNS, Record};
use crate::row::Columns;
use crate::shown::SHOWN_COLUMNS;
use crate::{Store, StoreError};

/// A stored job with its history at hand.
#[derive(Debug, Clone, PartialEq)]
pub struct FullJob {
    /// Its row.
    pub key: JobKey,
    /// The job as merged from all its copies.
    pub job: Content,
    /// How long that is here.
    pub retention: Retention,
    /// State in triage.
    pub state: State,
    /// When it was first seen here.
    pub first_seen: Timestamp,
    /// When a poll last brought it.
    pub last_seen: Timestamp,
    /// The service's `scheme://host:port`, or `sandbox`.
    pub origin: String,
    /// The source that brought it first.
    pub source: SourceId,
    /// That source's name, kept also when it was removed.
    pub source_name: String,
    /// All sources that brought it, in the order they were added.
    pub sources: Vec<SourceId>,
    /// Searches it matches, in the user's order; removed ones left out.
    pub searches: Vec<SearchName>,
    /// What the user keeps beside it.
    pub marks: Marks,
}

impl Lent for FullJob {
    fn parts(&mut self) -> (JobKey, &mut Content, &mut Retention) {
        (self.key, &mut self.job, &mut self.retention)
    }
}

impl Store {
    /// One job in full.
    pub async fn job(&self, key: JobKey) -> Result<Option<FullJob>, StoreError> {
        let mut found = self.read("reading a job", move |tx| read_full(tx, key)).await?;
        if let Some(full) = &mut found {
            self.fill_in(std::slice::from_mut(full)).await?;
        }
        Ok(found)
    }

    /// Whether every one of a service's jobs is stored. `true` for none.
    pub async fn all_known(&self, origin: &str, ids: Vec<JobId>) -> Result<bool, StoreError> {
        let origin = origin.to_owned();
        self.read("looking for known jobs", move |tx| {
            let mut statement = tx.prepare_cached("SELECT 1 FROM jobs WHERE origin = ?1 AND service_id = ?2")?;
            for id in ids {
                if !statement.exists((&origin, id.0))? {
                    return Ok(false);
                }
            }
            Ok(true)
        })
        .await
    }
}

fn read_full(tx: &Transaction<'_>, key: JobKey) -> Result<Option<FullJob>, Failure> {
    let sql = format!(
        "SELECT service_id, state, first_seen, last_seen, origin, source_id, \
         (SELECT name FROM sources WHERE id = source_id), {SOURCES}, ephemeral, {SHOWN_COLUMNS}, {REST_COLUMNS} \
         FROM jobs WHERE key = ?1"
    );
    let searches = search_names(tx, &[key])?.remove(&key).unwrap_or_default();
    let marks = marks_of(tx, &[key])?.remove(&key).unwrap_or_default();
    let read = |row: &rusqlite::Row<'_>| {
        let mut columns = Columns::of(row);
        let id = JobId(columns.get()?);
        let (state, first_seen, last_seen) = (columns.word()?, columns.instant()?, columns.instant()?);
        let (origin, source, source_name) = (columns.get()?, SourceId(columns.get()?), columns.get()?);
        let sources = columns.sources()?;
        let (job, retention) = content_of(columns.get()?, Record::read(&mut columns)?.into_job(id));
        let state = state.unwrap_or_default();
        Ok(FullJob {
            key,
            job,
            retention,
            state,
            first_seen,
            last_seen,
            origin,
            source,
            source_name,
            sources,
            searches,
            marks,
        })
    };
    Ok(tx.prepare_cached(&sql)?.query_row([key.0], read).optional()?)
}
