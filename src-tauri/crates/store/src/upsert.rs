//! One copy of a job into its row.

use std::sync::LazyLock;

use jiff::Timestamp;
use lapwing_domain::job::Job;
use lapwing_domain::triage::State;
use lapwing_domain::{Content, JobId, JobKey, SearchId, SourceId};
use rusqlite::types::Value;
use rusqlite::{OptionalExtension as _, Transaction, params, params_from_iter};

use crate::failure::Failure;
use crate::ingest::{Change, ChangeKind, Upserted};
use crate::merge;
use crate::record::{REST_COLUMNS, Record};
use crate::row::{Columns, instant, millis};
use crate::shown::SHOWN_COLUMNS;
use crate::timeline::JobChange;

/// Longest text that is kept of each side of an edit, in bytes.
const LONGEST_EDIT: usize = 20 * 1024;

static FIND: LazyLock<String> = LazyLock::new(|| {
    format!(
        "SELECT key, state, first_seen, {SHOWN_COLUMNS}, {REST_COLUMNS} FROM jobs WHERE origin = ?1 AND service_id = ?2"
    )
});

static INSERT: LazyLock<String> = LazyLock::new(|| {
    let values = places(6 + width());
    format!(
        "INSERT INTO jobs (origin, service_id, source_id, first_seen, last_seen, ephemeral, {SHOWN_COLUMNS}, \
         {REST_COLUMNS}) VALUES ({values})"
    )
});

static UPDATE: LazyLock<String> = LazyLock::new(|| {
    let values = places(width());
    let (key, seen) = (width() + 1, width() + 2);
    format!("UPDATE jobs SET ({SHOWN_COLUMNS}, {REST_COLUMNS}) = ({values}), last_seen = ?{seen} WHERE key = ?{key}")
});

/// How many columns a record takes.
pub(crate) fn width() -> usize {
    SHOWN_COLUMNS.split(',').count() + REST_COLUMNS.split(',').count()
}

/// So many places for values.
pub(crate) fn places(count: usize) -> String {
    (1..=count).map(|place| format!("?{place}")).collect::<Vec<_>>().join(", ")
}

/// Who brings copies of jobs, and when.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bringer<'a> {
    pub(crate) source: SourceId,
    pub(crate) origin: &'a str,
    pub(crate) now: Timestamp,
}

/// A job as it is stored.
pub(crate) struct Known {
    pub(crate) key: JobKey,
    pub(crate) state: State,
    pub(crate) first_seen: Timestamp,
    pub(crate) record: Record,
}

impl Known {
    /// Reads the key, the state, the first sight, and the record.
    pub(crate) fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<Self> {
        let mut columns = Columns::of(row);
        Ok(Self {
            key: JobKey(columns.get()?),
            state: columns.word()?.unwrap_or_default(),
            first_seen: columns.instant()?,
            record: Record::read(&mut columns)?,
        })
    }
}

/// Stores a copy of a job: merges it with what is known, remembers what changed, and tells.
pub(crate) fn upsert(tx: &Transaction<'_>, by: Bringer<'_>, copy: Job) -> Result<Upserted, Failure> {
    match tx.prepare_cached(&FIND)?.query_row((by.origin, &copy.id.0), Known::read).optional()? {
        Some(known) => update(tx, by, known, copy),
        None => insert(tx, by, &copy),
    }
}

fn insert(tx: &Transaction<'_>, by: Bringer<'_>, copy: &Job) -> Result<Upserted, Failure> {
    let (id, record) = (copy.id.clone(), Record::of(copy));
    let key = insert_row(tx, by, &id, &record, false)?;
    new(tx, by, key, Content::Kept(record.into_job(id)))
}

/// Adds a row for a job nobody has seen before.
pub(crate) fn insert_row(
    tx: &Transaction<'_>,
    by: Bringer<'_>,
    id: &JobId,
    record: &Record,
    ephemeral: bool,
) -> Result<JobKey, Failure> {
    let now = Value::from(millis(by.now));
    let mut values = vec![
        Value::from(by.origin.to_owned()),
        Value::from(id.0.clone()),
        Value::from(by.source.0),
        now.clone(),
        now,
        Value::from(ephemeral),
    ];
    values.extend(record.values());
    Ok(JobKey(tx.prepare_cached(&INSERT)?.insert(params_from_iter(values))?))
}

/// Tells of a job whose row was just added.
pub(crate) fn new(tx: &Transaction<'_>, by: Bringer<'_>, key: JobKey, job: Content) -> Result<Upserted, Failure> {
    Ok(Upserted {
        key,
        job,
        before: None,
        change: Change::New,
        state: State::New,
        new_to_source: note_source(tx, key, by.source)?,
        matched: Vec::new(),
        first_seen: instant(millis(by.now)),
    })
}

fn update(tx: &Transaction<'_>, by: Bringer<'_>, known: Known, copy: Job) -> Result<Upserted, Failure> {
    let Known { key, state, first_seen, record } = known;
    let now = by.now;
    let id = copy.id.clone();
    let before = record.clone().into_job(id.clone());
    let merged = Record::of(&merge::merge(&before, copy));
    let same = merged == record;
    if same {
        let mut statement = tx.prepare_cached("UPDATE jobs SET last_seen = ?1 WHERE key = ?2")?;
        statement.execute((millis(now), key.0))?;
    } else {
        let mut values = merged.values();
        values.extend([Value::from(key.0), Value::from(millis(now))]);
        tx.prepare_cached(&UPDATE)?.execute(params_from_iter(values))?;
    }
    let job = merged.into_job(id);
    let changes = if same { Vec::new() } else { merge::changes(&before, &job) };
    remember(tx, key, &changes, now)?;
    let new_to_source = note_source(tx, key, by.source)?;
    let (change, matched) = (change_of(&changes), matched(tx, key)?);
    let before = (!same).then(|| Box::new(Content::Kept(before)));
    Ok(Upserted { key, job: Content::Kept(job), before, change, state, new_to_source, matched, first_seen })
}

/// Notes which source brought a job, and tells whether it did so for the first time.
pub(crate) fn note_source(tx: &Transaction<'_>, key: JobKey, source: SourceId) -> Result<bool, Failure> {
    let mut statement =
        tx.prepare_cached("INSERT INTO job_sources (job_key, source_id) VALUES (?1, ?2) ON CONFLICT DO NOTHING")?;
    Ok(statement.execute((key.0, source.0))? == 1)
}

fn remember(tx: &Transaction<'_>, key: JobKey, changes: &[JobChange], now: Timestamp) -> Result<(), Failure> {
    let mut statement = tx.prepare_cached(
        "INSERT INTO job_changes (job_key, at, kind, field, old, new) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    for JobChange { kind, field, old, new } in changes {
        let (old, new) = (shortened(old.as_deref()), shortened(new.as_deref()));
        statement.execute(params![key.0, millis(now), kind.word(), field, old, new])?;
    }
    Ok(())
}

/// A text as far as it is kept of an edit.
fn shortened(text: Option<&str>) -> Option<&str> {
    text.map(|text| &text[..text.floor_char_boundary(LONGEST_EDIT)])
}

/// The kinds of what changed, each once.
pub(crate) fn change_of(changes: &[JobChange]) -> Change {
    if changes.is_empty() {
        return Change::Unchanged;
    }
    Change::Edited(changes.iter().fold(Vec::new(), |kinds, change| with_kind(kinds, change.kind)))
}

fn with_kind(mut kinds: Vec<ChangeKind>, kind: ChangeKind) -> Vec<ChangeKind> {
    if !kinds.contains(&kind) {
        kinds.push(kind);
    }
    kinds
}

/// The searches recorded as matching a job.
pub(crate) fn matched(tx: &Transaction<'_>, key: JobKey) -> Result<Vec<SearchId>, Failure> {
    let mut statement = tx.prepare_cached("SELECT search_id FROM matches WHERE job_key = ?1 ORDER BY search_id")?;
    let ids = statement.query_map([key.0], |row| row.get(0).map(SearchId))?.collect::<Result<_, _>>()?;
    Ok(ids)
}

/// What two copies of one job in the same batch changed together.
pub(crate) fn both(first: Change, second: Change) -> Change {
    match (first, second) {
        (Change::New, _) => Change::New,
        (first, Change::Unchanged) => first,
        (Change::Edited(first), Change::Edited(second)) => Change::Edited(second.into_iter().fold(first, with_kind)),
        (_, second) => second,
    }
}
