//! What happened to a job since it was published.

use jiff::Timestamp;
use lapwing_domain::triage::State;
use lapwing_domain::{JobKey, SearchId};
use rusqlite::{Row, Transaction};

use crate::failure::Failure;
use crate::ingest::ChangeKind;
use crate::row::Columns;
use crate::{Store, StoreError};

/// A fact that changed between two copies of a job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobChange {
    /// Kind of change.
    pub kind: ChangeKind,
    /// The fact, for example `budget`.
    pub field: String,
    /// Its former value as text; `None` when it was not known.
    pub old: Option<String>,
    /// Its new value.
    pub new: Option<String>,
}

/// Something that happened to a job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimelineEntry {
    /// When.
    pub at: Timestamp,
    /// What.
    pub event: TimelineEvent,
}

/// What happened to a job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TimelineEvent {
    /// Published at its source.
    Posted,
    /// First brought here.
    FirstSeen {
        /// Name of the source that brought it.
        source: String,
    },
    /// Found to match a search.
    Matched {
        /// The search.
        search: SearchId,
        /// Its name.
        name: String,
    },
    /// Changed at its source.
    Changed(JobChange),
    /// Given a state.
    State {
        /// From.
        from: State,
        /// To.
        to: State,
    },
    /// Announced by a notification of its own.
    Notified,
}

impl Store {
    /// What happened to a job, oldest first. Empty when there is no such job.
    pub async fn timeline(&self, key: JobKey) -> Result<Vec<TimelineEntry>, StoreError> {
        self.read("reading a job's history", move |tx| {
            let mut entries = Vec::new();
            for (sql, event) in EVENTS {
                collect(tx, key, sql, *event, &mut entries)?;
            }
            // Stable: what happened in the same moment stays in the order of the list above.
            entries.sort_by_key(|entry| entry.at);
            Ok(entries)
        })
        .await
    }
}

type ReadEvent = fn(&mut Columns<'_, '_>) -> rusqlite::Result<TimelineEvent>;

/// A statement per kind of event; each gives the time first.
const EVENTS: &[(&str, ReadEvent)] = &[
    ("SELECT posted FROM jobs WHERE key = ?1 AND posted IS NOT NULL", |_| Ok(TimelineEvent::Posted)),
    (
        "SELECT first_seen, sources.name FROM jobs JOIN sources ON sources.id = jobs.source_id WHERE key = ?1",
        |columns| Ok(TimelineEvent::FirstSeen { source: columns.get()? }),
    ),
    ("SELECT at, kind, field, old, new FROM job_changes WHERE job_key = ?1 ORDER BY id", |columns| {
        Ok(TimelineEvent::Changed(JobChange {
            kind: columns.word()?.unwrap_or(ChangeKind::Facts),
            field: columns.get()?,
            old: columns.get()?,
            new: columns.get()?,
        }))
    }),
    (
        "SELECT found_at, searches.id, searches.name FROM matches JOIN searches ON searches.id = matches.search_id \
         WHERE job_key = ?1 ORDER BY searches.position",
        |columns| Ok(TimelineEvent::Matched { search: SearchId(columns.get()?), name: columns.get()? }),
    ),
    ("SELECT delivered_at FROM intents WHERE job_key = ?1 AND pop_up IS NOT NULL ORDER BY id", |_| {
        Ok(TimelineEvent::Notified)
    }),
    ("SELECT at, from_state, to_state FROM state_changes WHERE job_key = ?1 ORDER BY id", |columns| {
        Ok(TimelineEvent::State {
            from: columns.word::<State>()?.unwrap_or_default(),
            to: columns.word::<State>()?.unwrap_or_default(),
        })
    }),
];

fn collect(
    tx: &Transaction<'_>,
    key: JobKey,
    sql: &str,
    event: ReadEvent,
    entries: &mut Vec<TimelineEntry>,
) -> Result<(), Failure> {
    let mut statement = tx.prepare_cached(sql)?;
    let read = |row: &Row<'_>| {
        let mut columns = Columns::of(row);
        Ok(TimelineEntry { at: columns.instant()?, event: event(&mut columns)? })
    };
    for entry in statement.query_map([key.0], read)? {
        entries.push(entry?);
    }
    Ok(())
}
