//! Intents: notifications owed, written with the match and taken at most once.

use jiff::Timestamp;
use lapwing_domain::notify::Kind;
use lapwing_domain::{JobKey, SearchId};
use rusqlite::{Row, Transaction, params};

use crate::failure::{Constrained as _, Failure};
use crate::row::{Columns, millis};
use crate::words::words;
use crate::{Store, StoreError};

words!(
    /// Which program wrote an intent.
    Writer {
        /// The window, which shows notifications.
        Window = "window",
        /// The command line, which shows none.
        Cli = "cli",
    }
);

/// An intent's row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct IntentId(pub i64);

/// An intent to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewIntent {
    /// What it announces.
    pub kind: Kind,
    /// Who writes it.
    pub written_by: Writer,
}

/// A stored intent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Intent {
    /// Its row.
    pub id: IntentId,
    /// What it announces.
    pub kind: Kind,
    /// When it was written.
    pub created_at: Timestamp,
    /// Who wrote it.
    pub written_by: Writer,
    /// When it was taken for delivery.
    pub delivered_at: Option<Timestamp>,
    /// What became of it.
    pub outcome: Option<String>,
}

impl Store {
    /// Intents nobody has taken, oldest first.
    pub async fn pending_intents(&self) -> Result<Vec<Intent>, StoreError> {
        self.read("reading notifications owed", |tx| {
            // One statement: an intent's searches come as a text in their order.
            let mut statement = tx.prepare_cached(
                "SELECT id, kind, job_key, jobs, (SELECT group_concat(search_id ORDER BY position) FROM intent_searches \
                 WHERE intent_id = intents.id), created_at, written_by, delivered_at, outcome \
                 FROM intents WHERE delivered_at IS NULL ORDER BY id",
            )?;
            let intents = statement.query_map([], read_intent)?.collect::<Result<_, _>>()?;
            Ok(intents)
        })
        .await
    }

    /// Takes intents for delivery and answers those that this call took: hand over only these. Each is taken once,
    /// whatever happens afterwards.
    pub async fn mark_intents(
        &self,
        ids: Vec<IntentId>,
        at: Timestamp,
        outcome: &str,
    ) -> Result<Vec<IntentId>, StoreError> {
        let outcome = outcome.to_owned();
        self.write("taking notifications for delivery", move |tx| {
            let mut statement = tx.prepare_cached(
                "UPDATE intents SET delivered_at = ?2, outcome = ?3 WHERE id = ?1 AND delivered_at IS NULL",
            )?;
            let mut taken = Vec::new();
            for id in ids {
                if statement.execute(params![id.0, millis(at), outcome])? == 1 {
                    taken.push(id);
                }
            }
            Ok(taken)
        })
        .await
    }
}

/// Writes intents, in their order.
pub(crate) fn insert(tx: &Transaction<'_>, intents: &[NewIntent], now: Timestamp) -> Result<Vec<IntentId>, Failure> {
    intents.iter().map(|intent| insert_one(tx, intent, now)).collect()
}

fn insert_one(tx: &Transaction<'_>, intent: &NewIntent, now: Timestamp) -> Result<IntentId, Failure> {
    let (kind, job, jobs, searches) = match &intent.kind {
        Kind::Single { job, searches } => ("single", Some(job.0), None, searches),
        Kind::Digest { job, searches } => ("digest", Some(job.0), None, searches),
        Kind::Baseline { jobs, searches } => ("baseline", None, Some(*jobs), searches),
    };
    let mut statement = tx.prepare_cached(
        "INSERT INTO intents (kind, job_key, jobs, created_at, written_by) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    let values = params![kind, job, jobs, millis(now), intent.written_by.word()];
    let id = statement.insert(values).refers_to("job")?;
    let mut statement =
        tx.prepare_cached("INSERT INTO intent_searches (intent_id, position, search_id) VALUES (?1, ?2, ?3)")?;
    for (position, search) in (0_i64..).zip(searches) {
        statement.execute((id, position, search.0)).refers_to("search")?;
    }
    Ok(IntentId(id))
}

fn read_intent(row: &Row<'_>) -> rusqlite::Result<Intent> {
    let mut columns = Columns::of(row);
    Ok(Intent {
        id: IntentId(columns.get()?),
        kind: kind_of(&columns.get::<String>()?, columns.get()?, columns.get()?, columns.get()?),
        created_at: columns.instant()?,
        written_by: columns.word()?.unwrap_or(Writer::Cli),
        delivered_at: columns.instant_or_none()?,
        outcome: columns.get()?,
    })
}

fn kind_of(kind: &str, job: Option<i64>, jobs: Option<u32>, searches: Option<String>) -> Kind {
    let ids = searches.unwrap_or_default();
    let searches = ids.split(',').filter_map(|id| id.parse().ok().map(SearchId)).collect();
    match (kind, job.map(JobKey)) {
        ("single", Some(job)) => Kind::Single { job, searches },
        ("digest", Some(job)) => Kind::Digest { job, searches },
        _ => Kind::Baseline { jobs: jobs.unwrap_or_default(), searches },
    }
}
