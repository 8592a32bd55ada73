//! Intents: notifications owed, written with the match and taken at most once.

use jiff::Timestamp;
use lapwing_domain::notify::{Kind, News};
use lapwing_domain::{JobKey, SearchId};
use rusqlite::{Row, Transaction, params};

use crate::failure::{Constrained as _, Failure};
use crate::row::{Columns, instant, millis};
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
    /// Whether another match of its job was told in a pop-up before.
    pub told_before: bool,
}

impl Store {
    /// Intents nobody has taken, oldest first.
    pub async fn pending_intents(&self) -> Result<Vec<Intent>, StoreError> {
        self.read("reading notifications owed", |tx| {
            // One statement: an intent's searches come as a text in their order.
            let mut statement = tx.prepare_cached(
                "SELECT id, kind, job_key, jobs, news, (SELECT group_concat(search_id ORDER BY position) FROM \
                 intent_searches WHERE intent_id = intents.id), created_at, written_by, delivered_at, outcome, \
                 EXISTS (SELECT 1 FROM intents AS told WHERE told.job_key = intents.job_key AND told.kind = 'match' \
                 AND told.pop_up IS NOT NULL) \
                 FROM intents WHERE delivered_at IS NULL ORDER BY id",
            )?;
            let intents = statement.query_map([], read_intent)?.collect::<Result<_, _>>()?;
            Ok(intents)
        })
        .await
    }

    /// Takes the intents of one pop-up and answers those that this call took: hand over only these. Each is taken once,
    /// whatever happens afterwards.
    pub async fn take_for_pop_up(&self, ids: Vec<IntentId>, at: Timestamp) -> Result<Vec<IntentId>, StoreError> {
        let pop_up = ids.iter().min().map(|id| id.0);
        self.take(ids.into_iter().map(|id| (id, "shown")).collect(), pop_up, at).await
    }

    /// Takes intents that are never to be told, each with the reason.
    pub async fn take_untold(
        &self,
        ids: Vec<(IntentId, &'static str)>,
        at: Timestamp,
    ) -> Result<Vec<IntentId>, StoreError> {
        self.take(ids, None, at).await
    }

    async fn take(
        &self,
        ids: Vec<(IntentId, &'static str)>,
        pop_up: Option<i64>,
        at: Timestamp,
    ) -> Result<Vec<IntentId>, StoreError> {
        self.write("taking notifications for delivery", move |tx| {
            let mut statement = tx.prepare_cached(
                "UPDATE intents SET delivered_at = ?2, outcome = ?3, pop_up = ?4 WHERE id = ?1 AND delivered_at IS NULL",
            )?;
            let mut taken = Vec::new();
            for (id, outcome) in ids {
                if statement.execute(params![id.0, millis(at), outcome, pop_up])? == 1 {
                    taken.push(id);
                }
            }
            Ok(taken)
        })
        .await
    }

    /// When pop-ups were shown after `since`, one instant for each, in order.
    pub async fn shown_since(&self, since: Timestamp) -> Result<Vec<Timestamp>, StoreError> {
        self.read("reading when notifications were shown", move |tx| {
            let mut statement = tx.prepare_cached(
                "SELECT max(delivered_at) FROM intents WHERE delivered_at > ?1 AND pop_up IS NOT NULL GROUP BY pop_up \
                 ORDER BY 1",
            )?;
            let times = statement.query_map([millis(since)], |row| row.get(0).map(instant))?;
            Ok(times.collect::<rusqlite::Result<_>>()?)
        })
        .await
    }

    /// Writes an intent that no round brought.
    pub async fn add_intent(&self, intent: NewIntent, now: Timestamp) -> Result<(), StoreError> {
        self.write("noting a notification", move |tx| insert(tx, &[intent], now).map(drop)).await
    }
}

/// Writes intents, in their order. News of a followed job that were written before are not written again.
pub(crate) fn insert(tx: &Transaction<'_>, intents: &[NewIntent], now: Timestamp) -> Result<Vec<IntentId>, Failure> {
    let mut written = Vec::with_capacity(intents.len());
    for intent in intents {
        if let Kind::Followed { job, news } = &intent.kind
            && !is_news(tx, *job, news, now)?
        {
            continue;
        }
        written.push(insert_one(tx, intent, now)?);
    }
    Ok(written)
}

/// Notes news of a followed job; `false` when they are noted already.
fn is_news(tx: &Transaction<'_>, job: JobKey, news: &News, now: Timestamp) -> Result<bool, Failure> {
    let mut statement =
        tx.prepare_cached("INSERT INTO followed (job_key, news, found_at) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING")?;
    Ok(statement.execute((job.0, news.text(), millis(now))).refers_to("job")? == 1)
}

fn insert_one(tx: &Transaction<'_>, intent: &NewIntent, now: Timestamp) -> Result<IntentId, Failure> {
    let (kind, job, jobs, news, searches) = match &intent.kind {
        Kind::Match { job, searches } => (MATCH, Some(job.0), None, None, searches.as_slice()),
        Kind::Baseline { jobs, searches } => (BASELINE, None, Some(*jobs), None, searches.as_slice()),
        Kind::Followed { job, news } => (FOLLOWED, Some(job.0), None, Some(news.text()), [].as_slice()),
        Kind::Silence { search } => (SILENCE, None, None, None, std::slice::from_ref(search)),
        Kind::FollowUp { job } => (FOLLOW_UP, Some(job.0), None, None, [].as_slice()),
    };
    let mut statement = tx.prepare_cached(
        "INSERT INTO intents (kind, job_key, jobs, news, created_at, written_by) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    let values = params![kind, job, jobs, news, millis(now), intent.written_by.word()];
    let id = statement.insert(values).refers_to("job")?;
    let mut statement =
        tx.prepare_cached("INSERT INTO intent_searches (intent_id, position, search_id) VALUES (?1, ?2, ?3)")?;
    for (position, search) in (0_i64..).zip(searches) {
        statement.execute((id, position, search.0)).refers_to("search")?;
    }
    Ok(IntentId(id))
}

const MATCH: &str = "match";
const BASELINE: &str = "baseline";
const FOLLOWED: &str = "followed";
const SILENCE: &str = "silence";
const FOLLOW_UP: &str = "follow_up";

fn read_intent(row: &Row<'_>) -> rusqlite::Result<Intent> {
    let mut columns = Columns::of(row);
    Ok(Intent {
        id: IntentId(columns.get()?),
        kind: read_kind(&mut columns)?,
        created_at: columns.instant()?,
        written_by: columns.word()?.unwrap_or(Writer::Cli),
        delivered_at: columns.instant_or_none()?,
        outcome: columns.get()?,
        told_before: columns.get()?,
    })
}

fn read_kind(columns: &mut Columns<'_, '_>) -> rusqlite::Result<Kind> {
    let kind: String = columns.get()?;
    let job = columns.get::<Option<i64>>()?.map(JobKey);
    let jobs: Option<u32> = columns.get()?;
    let news = columns.get::<Option<String>>()?.and_then(|text| News::from_text(&text));
    let ids: Option<String> = columns.get()?;
    let searches: Vec<SearchId> =
        ids.unwrap_or_default().split(',').filter_map(|id| id.parse().ok().map(SearchId)).collect();
    Ok(match (kind.as_str(), job, news, searches.first()) {
        (MATCH, Some(job), _, _) => Kind::Match { job, searches },
        (FOLLOWED, Some(job), Some(news), _) => Kind::Followed { job, news },
        (SILENCE, _, _, Some(search)) => Kind::Silence { search: *search },
        (FOLLOW_UP, Some(job), _, _) => Kind::FollowUp { job },
        _ => Kind::Baseline { jobs: jobs.unwrap_or_default(), searches },
    })
}
