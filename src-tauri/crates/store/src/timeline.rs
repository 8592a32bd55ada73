//! What happened to a job since it was published.

use jiff::Timestamp;
use lapwing_domain::marks::Application;
use lapwing_domain::triage::State;
use lapwing_domain::{DismissReason, JobKey, SearchId};
use rusqlite::{Row, Transaction};

use crate::failure::Failure;
use crate::ingest::ChangeKind;
use crate::marking::application_of;
use crate::row::Columns;
use crate::{Store, StoreError};

/// A fact that changed between two copies of a job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobChange {
    /// Kind of change.
    pub kind: ChangeKind,
    /// The fact, for example `budget`.
    pub field: String,
    /// Its former value as text, whole up to 20 kB; `None` when it was not known.
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
    /// Given a star, or not any more.
    Starred(bool),
    /// Its note was written.
    NoteWritten,
    /// Its labels were changed, in one step.
    Labelled {
        /// Labels it got.
        added: Vec<String>,
        /// Labels it lost.
        removed: Vec<String>,
    },
    /// Its user is to be reminded of it then; `None`: not any more.
    FollowUpSet(Option<Timestamp>),
    /// What was offered was noted.
    Applied(Application),
    /// It was said why it was dismissed.
    Reason(DismissReason),
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
    (
        // The latest: a posting may be edited at every look, and each edit holds two whole texts.
        "SELECT at, kind, field, old, new FROM (SELECT * FROM job_changes WHERE job_key = ?1 ORDER BY id DESC LIMIT 30) \
         ORDER BY id",
        |columns| {
            Ok(TimelineEvent::Changed(JobChange {
                kind: columns.word()?.unwrap_or(ChangeKind::Facts),
                field: columns.get()?,
                old: columns.get()?,
                new: columns.get()?,
            }))
        },
    ),
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
    ("SELECT at, new IS NOT NULL FROM mark_changes WHERE job_key = ?1 AND field = 'star' ORDER BY id", |columns| {
        Ok(TimelineEvent::Starred(columns.get()?))
    }),
    ("SELECT at FROM mark_changes WHERE job_key = ?1 AND field = 'note' AND new IS NOT NULL ORDER BY id", |_| {
        Ok(TimelineEvent::NoteWritten)
    }),
    (
        "SELECT at, json_group_array(new ORDER BY id) FILTER (WHERE new IS NOT NULL), \
         json_group_array(old ORDER BY id) FILTER (WHERE old IS NOT NULL) \
         FROM mark_changes WHERE job_key = ?1 AND field = 'label' GROUP BY change_id, at ORDER BY min(id)",
        |columns| Ok(TimelineEvent::Labelled { added: columns.texts()?, removed: columns.texts()? }),
    ),
    (
        // What stands behind the time is not read.
        "SELECT at, CAST(new AS INTEGER) FROM mark_changes WHERE job_key = ?1 AND field = 'follow_up' ORDER BY id",
        |columns| Ok(TimelineEvent::FollowUpSet(columns.instant_or_none()?)),
    ),
    (
        "SELECT at, new FROM mark_changes WHERE job_key = ?1 AND field = 'application' AND new IS NOT NULL ORDER BY id",
        |columns| {
            let application = application_of(&columns.get::<String>()?);
            Ok(TimelineEvent::Applied(application.unwrap_or(Application::on(Timestamp::UNIX_EPOCH))))
        },
    ),
    (
        "SELECT at, new FROM mark_changes WHERE job_key = ?1 AND field = 'reason' AND new IS NOT NULL ORDER BY id",
        |columns| {
            let reason = DismissReason::from_word(&columns.get::<String>()?);
            Ok(TimelineEvent::Reason(reason.unwrap_or(DismissReason::Other)))
        },
    ),
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
