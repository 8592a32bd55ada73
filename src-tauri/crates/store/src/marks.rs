//! What the user keeps beside jobs: read, and changed in steps.

use std::collections::HashMap;

use jiff::Timestamp;
use lapwing_domain::marks::Application;
use lapwing_domain::{DismissReason, JobKey, Marks};
use rusqlite::Transaction;

use crate::failure::Failure;
use crate::lists::JobSummary;
use crate::marking::{self, Field, Subject, application_text};
use crate::row::{Columns, millis};
use crate::steps::{ChangeId, StepKind, Taken, take};
use crate::{Store, StoreError, triage};

/// The marks of all jobs in a JSON list of keys.
pub(crate) const MARKS: &str = "SELECT job_key, starred, note, follow_up, reason, applied_on, bid_cents, bid_currency, \
     connects FROM json_each(?1) AS asked CROSS JOIN marks ON marks.job_key = asked.value";

/// Their labels.
pub(crate) const LABELS: &str = "SELECT job_key, label FROM json_each(?1) AS asked \
     CROSS JOIN labels ON labels.job_key = asked.value ORDER BY folded";

/// All labels in use.
pub(crate) const ALL_LABELS: &str = "SELECT min(label) FROM labels GROUP BY folded ORDER BY folded";

impl Store {
    /// What is kept beside these jobs; those without a mark are left out.
    pub async fn marks_of(&self, keys: Vec<JobKey>) -> Result<HashMap<JobKey, Marks>, StoreError> {
        self.read("reading what is kept beside jobs", move |tx| marks_of(tx, &keys)).await
    }

    /// All labels in use, in the order of the alphabet.
    pub async fn labels(&self) -> Result<Vec<String>, StoreError> {
        self.read("reading the labels", |tx| {
            let mut statement = tx.prepare_cached(ALL_LABELS)?;
            let labels = statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
            Ok(labels)
        })
        .await
    }

    /// Gives jobs the star or takes it, as one step.
    pub async fn set_star(&self, keys: Vec<JobKey>, on: bool, now: Timestamp) -> Result<Taken, StoreError> {
        let text = on.then(|| "yes".to_owned());
        self.set_mark(keys, (StepKind::Star, Field::Star), text, now).await
    }

    /// Writes the note of a job; an empty one removes it.
    pub async fn set_note(&self, key: JobKey, note: &str, now: Timestamp) -> Result<Taken, StoreError> {
        let text = (!note.is_empty()).then(|| note.to_owned());
        self.set_mark(vec![key], (StepKind::Note, Field::Note), text, now).await
    }

    /// Sets when to be reminded of jobs, as one step; `None` forgets it. A time that was set is told once.
    pub async fn set_follow_up(
        &self,
        keys: Vec<JobKey>,
        at: Option<Timestamp>,
        now: Timestamp,
    ) -> Result<Taken, StoreError> {
        let text = at.map(|at| millis(at).to_string());
        self.set_mark(keys, (StepKind::FollowUp, Field::FollowUp), text, now).await
    }

    /// Notes what was offered for a job; `None` forgets it.
    pub async fn set_application(
        &self,
        key: JobKey,
        application: Option<Application>,
        now: Timestamp,
    ) -> Result<Taken, StoreError> {
        let text = application.as_ref().map(application_text);
        self.set_mark(vec![key], (StepKind::Application, Field::Application), text, now).await
    }

    /// Takes labels off jobs and adds others, as one step. [`StoreError::TooManyLabels`] when one of them would have more
    /// than there is room for; then none changes.
    pub async fn set_labels(
        &self,
        keys: Vec<JobKey>,
        add: Vec<String>,
        remove: Vec<String>,
        now: Timestamp,
    ) -> Result<Taken, StoreError> {
        self.write("changing the labels of jobs", move |tx| {
            take(tx, StepKind::Labels, now, |id| {
                let mut changed = 0;
                for key in keys {
                    triage::state_of(tx, key)?.ok_or(Failure::NotFound("job"))?;
                    changed += u32::from(relabel(tx, id, key, &add, &remove, now)?);
                }
                Ok(changed)
            })
        })
        .await
    }

    async fn set_mark(
        &self,
        keys: Vec<JobKey>,
        (kind, field): (StepKind, Field),
        text: Option<String>,
        now: Timestamp,
    ) -> Result<Taken, StoreError> {
        self.write("changing what is kept beside jobs", move |tx| {
            take(tx, kind, now, |id| {
                let mut changed = 0;
                for key in keys {
                    triage::state_of(tx, key)?.ok_or(Failure::NotFound("job"))?;
                    let subject = Subject::from(key);
                    changed += u32::from(marking::set(tx, Some(id), &subject, field, text.as_deref(), now)?);
                }
                Ok(changed)
            })
        })
        .await
    }
}

fn relabel(
    tx: &Transaction<'_>,
    change: ChangeId,
    key: JobKey,
    add: &[String],
    remove: &[String],
    now: Timestamp,
) -> Result<bool, Failure> {
    let mut changed = false;
    for label in remove {
        changed |= marking::remove_label(tx, Some(change), key, label, now)?;
    }
    for label in add {
        changed |= marking::add_label(tx, Some(change), key, label, now)?;
    }
    if marking::has_room(tx, key, 0)? { Ok(changed) } else { Err(Failure::TooManyLabels) }
}

/// What is kept beside these jobs.
pub(crate) fn marks_of(tx: &Transaction<'_>, keys: &[JobKey]) -> Result<HashMap<JobKey, Marks>, Failure> {
    let list = serde_json::Value::from(keys.iter().map(|key| key.0).collect::<Vec<_>>()).to_string();
    let mut all: HashMap<JobKey, Marks> = HashMap::new();
    let mut statement = tx.prepare_cached(MARKS)?;
    let mut found = statement.query([&list])?;
    while let Some(row) = found.next()? {
        let mut columns = Columns::of(row);
        all.insert(JobKey(columns.get()?), read_marks(&mut columns)?);
    }
    let mut statement = tx.prepare_cached(LABELS)?;
    let mut found = statement.query([&list])?;
    while let Some(row) = found.next()? {
        all.entry(JobKey(row.get(0)?)).or_default().labels.push(row.get(1)?);
    }
    all.retain(|_, marks| *marks != Marks::default());
    Ok(all)
}

fn read_marks(columns: &mut Columns<'_, '_>) -> rusqlite::Result<Marks> {
    let (starred, note, follow_up) = (columns.get()?, columns.get()?, columns.instant_or_none()?);
    let reason = columns.get::<Option<String>>()?.as_deref().and_then(DismissReason::from_word);
    let (applied_on, bid, connects) = (columns.instant_or_none()?, columns.money()?, columns.get()?);
    let application = applied_on.map(|applied_on| Application { applied_on, bid, connects });
    Ok(Marks { starred, note, labels: Vec::new(), follow_up, reason, application })
}

/// Fills in what rows show of the marks of their jobs, of all at once.
pub(crate) fn fill_in(tx: &Transaction<'_>, rows: &mut [JobSummary]) -> Result<(), Failure> {
    let keys: Vec<JobKey> = rows.iter().map(|row| row.key).collect();
    let mut all = marks_of(tx, &keys)?;
    for row in rows {
        let Marks { starred, note, labels, follow_up, .. } = all.remove(&row.key).unwrap_or_default();
        (row.starred, row.noted, row.labels, row.follow_up) = (starred, !note.is_empty(), labels, follow_up);
    }
    Ok(())
}
