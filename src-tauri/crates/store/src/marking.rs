//! One mark of a job at a time, as a text that reads back: what a step changed, and what an undo puts back.

use jiff::Timestamp;
use lapwing_domain::JobKey;
use lapwing_domain::marks::{Application, MOST_LABELS};
use lapwing_domain::money::{Currency, Money};
use lapwing_domain::name::folded;
use rusqlite::{OptionalExtension as _, Transaction, params};
use serde::{Deserialize, Serialize};

use crate::failure::{Constrained as _, Failure};
use crate::row::{instant, millis};
use crate::steps::ChangeId;
use crate::words::words;

words!(
    /// A mark that a step changed.
    Field {
        /// The star.
        Star = "star",
        /// The note.
        Note = "note",
        /// One label.
        Label = "label",
        /// When to be reminded, and when that was done.
        FollowUp = "follow_up",
        /// Why it was dismissed.
        Reason = "reason",
        /// The application.
        Application = "application",
        /// The note about its client.
        ClientNote = "client_note",
    }
);

/// Whose mark it is: a job's, and a note's of a client's by one of its jobs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Subject {
    pub(crate) job: JobKey,
    pub(crate) client: Option<String>,
}

impl From<JobKey> for Subject {
    fn from(job: JobKey) -> Self {
        Self { job, client: None }
    }
}

impl Field {
    /// The statements that read and write it; none where it is not one value of one row.
    const fn sql(self) -> Option<(&'static str, &'static str)> {
        Some(match self {
            Self::Star => (
                "SELECT iif(starred, 'yes', NULL) FROM marks WHERE job_key = ?1",
                "INSERT INTO marks (job_key, starred) VALUES (?1, ?2 IS NOT NULL) \
                 ON CONFLICT (job_key) DO UPDATE SET starred = excluded.starred",
            ),
            Self::Note => (
                "SELECT nullif(note, '') FROM marks WHERE job_key = ?1",
                "INSERT INTO marks (job_key, note) VALUES (?1, coalesce(?2, '')) \
                 ON CONFLICT (job_key) DO UPDATE SET note = excluded.note",
            ),
            Self::FollowUp => (
                "SELECT follow_up || coalesce('@' || reminded_at, '') FROM marks WHERE job_key = ?1",
                // What stands behind the first number is not read by the first cast.
                "INSERT INTO marks (job_key, follow_up, reminded_at) VALUES (?1, CAST(?2 AS INTEGER), \
                 iif(instr(?2, '@'), CAST(substr(?2, instr(?2, '@') + 1) AS INTEGER), NULL)) \
                 ON CONFLICT (job_key) DO UPDATE SET follow_up = excluded.follow_up, reminded_at = excluded.reminded_at",
            ),
            Self::Reason => (
                "SELECT reason FROM marks WHERE job_key = ?1",
                "INSERT INTO marks (job_key, reason) VALUES (?1, ?2) \
                 ON CONFLICT (job_key) DO UPDATE SET reason = excluded.reason",
            ),
            Self::Application => (
                "SELECT CASE WHEN applied_on IS NOT NULL THEN json_object('on', applied_on, 'cents', bid_cents, \
                 'currency', bid_currency, 'connects', connects) END FROM marks WHERE job_key = ?1",
                "INSERT INTO marks (job_key, applied_on, bid_cents, bid_currency, connects) \
                 VALUES (?1, ?2 ->> 'on', ?2 ->> 'cents', ?2 ->> 'currency', ?2 ->> 'connects') \
                 ON CONFLICT (job_key) DO UPDATE SET applied_on = excluded.applied_on, bid_cents = excluded.bid_cents, \
                 bid_currency = excluded.bid_currency, connects = excluded.connects",
            ),
            Self::Label | Self::ClientNote => return None,
        })
    }

    /// Whether two texts say the same: whether a reminder was told since makes no other follow-up of it.
    pub(crate) fn says_the_same(self, one: Option<&str>, other: Option<&str>) -> bool {
        let plain = |text: Option<&str>| match self {
            Self::FollowUp => text.map(|text| untold(text).to_owned()),
            _ => text.map(str::to_owned),
        };
        plain(one) == plain(other)
    }
}

/// A follow-up that nobody was reminded of yet.
fn untold(follow_up: &str) -> &str {
    follow_up.split('@').next().unwrap_or_default()
}

/// Reads a mark that is one value.
pub(crate) fn read(tx: &Transaction<'_>, subject: &Subject, field: Field) -> Result<Option<String>, Failure> {
    let text = match field.sql() {
        Some((sql, _)) => tx.prepare_cached(sql)?.query_row([subject.job.0], |row| row.get(0)).optional()?,
        None => tx
            .prepare_cached("SELECT note FROM client_notes WHERE client = ?1")?
            .query_row([&subject.client], |row| row.get(0))
            .optional()?,
    };
    Ok(text.flatten())
}

fn write(
    tx: &Transaction<'_>,
    subject: &Subject,
    field: Field,
    text: Option<&str>,
    now: Timestamp,
) -> Result<(), Failure> {
    match (field.sql(), text) {
        (Some((_, sql)), _) => {
            tx.prepare_cached(sql)?.execute(params![subject.job.0, text]).refers_to("job")?;
        }
        (None, Some(note)) => {
            let mut statement =
                tx.prepare_cached("INSERT OR REPLACE INTO client_notes (client, note, at) VALUES (?1, ?2, ?3)")?;
            statement.execute(params![subject.client, note, millis(now)])?;
        }
        (None, None) => {
            tx.prepare_cached("DELETE FROM client_notes WHERE client = ?1")?.execute([&subject.client])?;
        }
    }
    Ok(())
}

/// A reminder that still waits, in quiet hours say, was for a time that does not hold any more. Answers whether one did.
fn withdraw_reminders(tx: &Transaction<'_>, job: JobKey) -> Result<bool, Failure> {
    let mut statement =
        tx.prepare_cached("DELETE FROM intents WHERE job_key = ?1 AND kind = 'follow_up' AND delivered_at IS NULL")?;
    Ok(statement.execute([job.0])? > 0)
}

/// Sets a mark that is one value, and notes it where that changed it. Answers whether it did.
pub(crate) fn set(
    tx: &Transaction<'_>,
    change: Option<ChangeId>,
    subject: &Subject,
    field: Field,
    text: Option<&str>,
    now: Timestamp,
) -> Result<bool, Failure> {
    let mut old = read(tx, subject, field)?;
    if old.as_deref() == text {
        return Ok(false);
    }
    write(tx, subject, field, text, now)?;
    if field == Field::FollowUp && withdraw_reminders(tx, subject.job)? {
        // Put back, it is to be told, since nobody heard of it.
        old = old.as_deref().map(|told| untold(told).to_owned());
    }
    // As it reads back, so that an undo compares like with like.
    let new = read(tx, subject, field)?;
    if old != new {
        note(tx, change, subject, &Turned { field, old, new }, now)?;
        return Ok(true);
    }
    Ok(false)
}

/// A mark's way from one text to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Turned {
    pub(crate) field: Field,
    pub(crate) old: Option<String>,
    pub(crate) new: Option<String>,
}

fn note(
    tx: &Transaction<'_>,
    change: Option<ChangeId>,
    subject: &Subject,
    turned: &Turned,
    now: Timestamp,
) -> Result<(), Failure> {
    let mut statement = tx.prepare_cached(
        "INSERT INTO mark_changes (job_key, change_id, field, old, new, client, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?;
    let Turned { field, old, new } = turned;
    let change = change.map(|change| change.0);
    statement
        .execute(params![subject.job.0, change, field.word(), old, new, subject.client, millis(now)])
        .refers_to("job")?;
    Ok(())
}

/// Adds a label to a job that does not have it, whatever its case. Answers whether it did.
pub(crate) fn add_label(
    tx: &Transaction<'_>,
    change: Option<ChangeId>,
    job: JobKey,
    label: &str,
    now: Timestamp,
) -> Result<bool, Failure> {
    let mut statement =
        tx.prepare_cached("INSERT INTO labels (job_key, folded, label) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING")?;
    if statement.execute(params![job.0, folded(label), label]).refers_to("job")? == 0 {
        return Ok(false);
    }
    let new = Some(label.to_owned());
    note(tx, change, &job.into(), &Turned { field: Field::Label, old: None, new }, now)?;
    Ok(true)
}

/// Takes a label off a job, whatever its case. Answers whether it was there.
pub(crate) fn remove_label(
    tx: &Transaction<'_>,
    change: Option<ChangeId>,
    job: JobKey,
    label: &str,
    now: Timestamp,
) -> Result<bool, Failure> {
    let mut statement = tx.prepare_cached("DELETE FROM labels WHERE job_key = ?1 AND folded = ?2 RETURNING label")?;
    let old: Option<String> = statement.query_row(params![job.0, folded(label)], |row| row.get(0)).optional()?;
    let Some(old) = old else { return Ok(false) };
    note(tx, change, &job.into(), &Turned { field: Field::Label, old: Some(old), new: None }, now)?;
    Ok(true)
}

/// Whether a job has room for another label.
pub(crate) fn has_room(tx: &Transaction<'_>, job: JobKey, more: usize) -> Result<bool, Failure> {
    let mut statement = tx.prepare_cached("SELECT count(*) FROM labels WHERE job_key = ?1")?;
    let labels: u32 = statement.query_row([job.0], |row| row.get(0))?;
    Ok(labels as usize + more <= MOST_LABELS)
}

/// Puts back what a step changed, if it still is as the step left it. Answers whether it was.
pub(crate) fn put_back(
    tx: &Transaction<'_>,
    subject: &Subject,
    turned: Turned,
    now: Timestamp,
) -> Result<bool, Failure> {
    match turned {
        Turned { field: Field::Label, new: Some(label), .. } => remove_label(tx, None, subject.job, &label, now),
        Turned { field: Field::Label, old: Some(label), .. } => {
            Ok(has_room(tx, subject.job, 1)? && add_label(tx, None, subject.job, &label, now)?)
        }
        Turned { field, old, new } => {
            let is_same = field.says_the_same(read(tx, subject, field)?.as_deref(), new.as_deref());
            Ok(is_same && set(tx, None, subject, field, old.as_deref(), now)?)
        }
    }
}

/// An application as it is kept in a text.
#[derive(Debug, Serialize, Deserialize)]
struct Written {
    on: i64,
    cents: Option<i64>,
    currency: Option<String>,
    connects: Option<u32>,
}

/// An application as a text.
pub(crate) fn application_text(application: &Application) -> String {
    let Application { applied_on, bid, connects } = *application;
    let (cents, currency) = (bid.map(|bid| bid.cents), bid.map(|bid| bid.currency.code().to_owned()));
    // Numbers and texts always serialise.
    serde_json::to_string(&Written { on: millis(applied_on), cents, currency, connects }).unwrap_or_default()
}

/// Reads [`application_text`].
pub(crate) fn application_of(text: &str) -> Option<Application> {
    let Written { on, cents, currency, connects } = serde_json::from_str(text).ok()?;
    let currency = currency.as_deref().and_then(Currency::from_code).unwrap_or(Currency::USD);
    Some(Application { applied_on: instant(on), bid: cents.map(|cents| Money { cents, currency }), connects })
}
