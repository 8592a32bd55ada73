//! Who posted a job: by what a client is known again, what else it posted, and the user's note about it.
//!
//! Where postings may be kept, services name no client, and what is kept is the domain's [`ClientKey`]. Where they are
//! lent, the service's own id is in memory with the rest of the content, and is compared there alone.

use jiff::Timestamp;
use lapwing_domain::job::{Client, Job};
use lapwing_domain::{ClientKey, JobId, JobKey};
use rusqlite::{OptionalExtension as _, Transaction, params};

use crate::facts::Facts;
use crate::failure::Failure;
use crate::lists::JobSummary;
use crate::marking::{self, Field, Subject};
use crate::row::{Columns, instant, millis};
use crate::shown::read_country;
use crate::steps::{StepKind, Taken, take};
use crate::{Store, StoreError};

/// How jobs of one client are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum ClientIdentity {
    /// They are not.
    #[default]
    Unknown,
    /// By equal account date, country and city: probably the same client.
    Probable,
    /// By the service's own id.
    Certain,
}

/// Who posted a job, as far as that is known.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ClientView {
    /// How other jobs of theirs are known.
    pub identity: ClientIdentity,
    /// Their other jobs at the same service, newest first, as many as were asked for.
    pub jobs: Vec<JobSummary>,
    /// How many there are.
    pub total: u32,
    /// The user's note about them; empty when there is none.
    pub note: String,
    /// Whether a note about them can be kept.
    pub noteable: bool,
}

/// What the service's own id begins with, so that it is never taken for a key.
const BY_ID: &str = "id ";

/// By what a client is known again.
pub(crate) fn known_by(client: &Client) -> Option<String> {
    if let Some(id) = &client.id {
        return Some(format!("{BY_ID}{id}"));
    }
    // As it reads back, so that a key found again from what is stored is the same.
    let since = client.since.map(|since| instant(millis(since)));
    ClientKey::of(&Client { since, ..client.clone() }).map(|key| key.as_str().to_owned())
}

/// Fills in the clients of what was stored before they were.
pub(crate) fn fill_in(tx: &Transaction<'_>) -> rusqlite::Result<()> {
    let mut statement =
        tx.prepare("SELECT key, facts, country_code, country_name FROM jobs WHERE ephemeral = 0 AND client IS NULL")?;
    let read = |row: &rusqlite::Row<'_>| {
        let mut columns = Columns::of(row);
        let key: i64 = columns.get()?;
        let mut job = Job::new(JobId(String::new()));
        Facts::from_json(&columns.get::<String>()?).give(&mut job);
        job.client.country = read_country(&mut columns)?;
        Ok((key, known_by(&job.client)))
    };
    let found = statement.query_map([], read)?.collect::<rusqlite::Result<Vec<_>>>()?;
    let mut statement = tx.prepare("UPDATE jobs SET client = ?2 WHERE key = ?1")?;
    for (key, client) in found {
        if let Some(client) = client {
            statement.execute((key, client))?;
        }
    }
    Ok(())
}

/// What of a job's row leads to its client.
struct Posted {
    client: Option<String>,
    origin: String,
    lent: bool,
}

/// Other jobs of a client: their keys, and how many there are.
type Others = (Vec<JobKey>, u32);

impl Store {
    /// Who posted a job, with at most so many of their other jobs. [`StoreError::NotFound`] when there is no such job.
    pub async fn client_of(&self, key: JobKey, limit: u32) -> Result<ClientView, StoreError> {
        const READING: &str = "reading who posted a job";
        let found = self.read(READING, move |tx| {
            let posted = posted(tx, key)?;
            let others = match (&posted.client, posted.lent) {
                (Some(client), false) => others(tx, key, client, &posted.origin, limit)?,
                _ => (Vec::new(), 0),
            };
            let note = match &posted.client {
                Some(client) => note_of(tx, client)?,
                None => String::new(),
            };
            Ok((posted, others, note))
        });
        let (posted, (keys, total), note) = found.await?;
        if !posted.lent {
            let noteable = posted.client.is_some();
            let identity = if noteable { ClientIdentity::Probable } else { ClientIdentity::Unknown };
            return Ok(ClientView { identity, jobs: self.summaries(keys).await?, total, note, noteable });
        }
        let origin = posted.origin;
        let (identity, (keys, total)) = self.write(READING, move |tx| others_lent(tx, key, &origin, limit)).await?;
        Ok(ClientView { identity, jobs: self.summaries(keys).await?, total, ..ClientView::default() })
    }

    /// Writes the note about the client of a job; an empty one removes it. [`StoreError::NotFound`] of a client where none
    /// is known that may be kept.
    pub async fn set_client_note(&self, key: JobKey, note: &str, now: Timestamp) -> Result<Taken, StoreError> {
        let note = (!note.is_empty()).then(|| note.to_owned());
        self.write("changing the note about a client", move |tx| {
            let posted = posted(tx, key)?;
            let client = posted.client.filter(|_| !posted.lent).ok_or(Failure::NotFound("client"))?;
            let subject = Subject { job: key, client: Some(client) };
            take(tx, StepKind::ClientNote, now, |id| {
                Ok(u32::from(marking::set(tx, Some(id), &subject, Field::ClientNote, note.as_deref(), now)?))
            })
        })
        .await
    }
}

fn posted(tx: &Transaction<'_>, key: JobKey) -> Result<Posted, Failure> {
    let mut statement = tx.prepare_cached("SELECT client, origin, ephemeral FROM jobs WHERE key = ?1")?;
    let read = |row: &rusqlite::Row<'_>| Ok(Posted { client: row.get(0)?, origin: row.get(1)?, lent: row.get(2)? });
    statement.query_row([key.0], read).optional()?.ok_or(Failure::NotFound("job"))
}

fn note_of(tx: &Transaction<'_>, client: &str) -> Result<String, Failure> {
    let mut statement = tx.prepare_cached("SELECT note FROM client_notes WHERE client = ?1")?;
    Ok(statement.query_row([client], |row| row.get(0)).optional()?.unwrap_or_default())
}

/// The other jobs of a client, newest first.
pub(crate) const OTHERS: &str = "SELECT key FROM jobs INDEXED BY jobs_by_client WHERE client = ?1 AND origin = ?2 \
     AND key <> ?3 ORDER BY sort_at DESC, key DESC LIMIT ?4";

fn others(tx: &Transaction<'_>, key: JobKey, client: &str, origin: &str, limit: u32) -> Result<Others, Failure> {
    let mut statement = tx.prepare_cached(OTHERS)?;
    let keys = statement.query_map(params![client, origin, key.0, limit], |row| row.get(0).map(JobKey))?;
    let keys = keys.collect::<Result<_, _>>()?;
    let mut statement = tx.prepare_cached(
        "SELECT count(*) FROM jobs INDEXED BY jobs_by_client WHERE client = ?1 AND origin = ?2 AND key <> ?3",
    )?;
    Ok((keys, statement.query_row(params![client, origin, key.0], |row| row.get(0))?))
}

/// Other jobs of a lent job's client among what is held. To be asked on the connection that writes.
fn others_lent(
    tx: &Transaction<'_>,
    key: JobKey,
    origin: &str,
    limit: u32,
) -> Result<(ClientIdentity, Others), Failure> {
    let mut statement = tx.prepare_cached("SELECT client FROM ephemeral.contents WHERE job_key = ?1")?;
    let client: Option<String> = statement.query_row([key.0], |row| row.get(0)).optional()?.flatten();
    let Some(client) = client else { return Ok((ClientIdentity::Unknown, (Vec::new(), 0))) };
    let mut statement = tx.prepare_cached(
        "SELECT jobs.key FROM ephemeral.contents AS held JOIN jobs ON jobs.key = held.job_key \
         WHERE held.client = ?1 AND jobs.origin = ?2 AND jobs.key <> ?3 ORDER BY jobs.sort_at DESC, jobs.key DESC",
    )?;
    let keys = statement.query_map(params![client, origin, key.0], |row| row.get(0).map(JobKey))?;
    let mut keys: Vec<JobKey> = keys.collect::<Result<_, _>>()?;
    let total = u32::try_from(keys.len()).unwrap_or(u32::MAX);
    keys.truncate(limit as usize);
    let identity = if client.starts_with(BY_ID) { ClientIdentity::Certain } else { ClientIdentity::Probable };
    Ok((identity, (keys, total)))
}
