//! What jobs contain that may not be kept: a database of its own, in memory, which ends with the program.
//!
//! It belongs to the connection that writes, so that a row and its content change in one transaction. Nothing of it ever
//! reaches a file, for what was in one can still be read on the disk when the file is removed. What is given up is
//! overwritten.

use std::collections::HashMap;
use std::sync::LazyLock;

use jiff::Timestamp;
use lapwing_domain::ephemeral::LENT_FOR;
use lapwing_domain::{Content, Ephemeral, Job, JobId, JobKey};
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension as _, Transaction, params_from_iter};

use crate::failure::Failure;
use crate::lists::Retention;
use crate::record::{REST_COLUMNS, Record};
use crate::row::{Columns, instant, millis};
use crate::shown::SHOWN_COLUMNS;
use crate::upsert::{Known, places, width};
use crate::{Store, StoreError};

const ATTACH: &str = "ATTACH ':memory:' AS ephemeral; PRAGMA ephemeral.secure_delete = ON; PRAGMA temp_store = MEMORY;";

static CREATE: LazyLock<String> = LazyLock::new(|| {
    format!(
        "CREATE TABLE ephemeral.contents (job_key INTEGER PRIMARY KEY, fetched_at INTEGER NOT NULL, {SHOWN_COLUMNS}, \
         {REST_COLUMNS}); CREATE INDEX ephemeral.contents_by_time ON contents (fetched_at);"
    )
});

static FIND: LazyLock<String> = LazyLock::new(|| {
    let columns = format!("{SHOWN_COLUMNS}, {REST_COLUMNS}");
    let columns = columns.split(',').map(|column| format!("held.{}", column.trim())).collect::<Vec<_>>().join(", ");
    format!(
        "SELECT jobs.key, jobs.state, jobs.first_seen, {columns} FROM jobs \
         JOIN ephemeral.contents AS held ON held.job_key = jobs.key WHERE jobs.origin = ?1 AND jobs.service_id = ?2"
    )
});

static HOLD: LazyLock<String> = LazyLock::new(|| {
    let values = places(2 + width());
    format!("INSERT INTO ephemeral.contents (job_key, fetched_at, {SHOWN_COLUMNS}, {REST_COLUMNS}) VALUES ({values})")
});

static REPLACE: LazyLock<String> = LazyLock::new(|| {
    let (values, key) = (places(width()), width() + 1);
    format!("UPDATE ephemeral.contents SET ({SHOWN_COLUMNS}, {REST_COLUMNS}) = ({values}) WHERE job_key = ?{key}")
});

static READ: LazyLock<String> = LazyLock::new(|| {
    format!("SELECT fetched_at, {SHOWN_COLUMNS}, {REST_COLUMNS} FROM ephemeral.contents WHERE job_key = ?1")
});

/// Puts the database beside the one the connection writes.
pub(crate) fn attach(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch(ATTACH)?;
    connection.execute_batch(&CREATE)
}

/// When content first fetched at an instant is to be erased.
pub(crate) fn until(fetched_at: Timestamp) -> Timestamp {
    fetched_at.checked_add(LENT_FOR).unwrap_or(Timestamp::MAX)
}

/// The latest first fetch of what is to be erased by now.
pub(crate) fn due(now: Timestamp) -> Timestamp {
    now.checked_sub(LENT_FOR).unwrap_or(Timestamp::MIN)
}

/// A job whose content is held.
pub(crate) fn find(tx: &Transaction<'_>, origin: &str, id: &JobId) -> Result<Option<Known>, Failure> {
    Ok(tx.prepare_cached(&FIND)?.query_row((origin, &id.0), Known::read).optional()?)
}

/// Holds the content of a job fetched for the first time.
pub(crate) fn hold(tx: &Transaction<'_>, key: JobKey, record: &Record, now: Timestamp) -> Result<(), Failure> {
    let mut values = vec![Value::from(key.0), Value::from(millis(now))];
    values.extend(record.values());
    tx.prepare_cached(&HOLD)?.execute(params_from_iter(values))?;
    Ok(())
}

/// Holds newer content of a job, no longer than the first.
pub(crate) fn replace(tx: &Transaction<'_>, key: JobKey, record: &Record) -> Result<(), Failure> {
    let mut values = record.values();
    values.push(Value::from(key.0));
    tx.prepare_cached(&REPLACE)?.execute(params_from_iter(values))?;
    Ok(())
}

/// Gives the content of jobs up. Pages that rows moved away from are freed and overwritten only with the whole table, so
/// what else is held moves to another one.
pub(crate) fn give_up(tx: &Transaction<'_>, keys: &[JobKey]) -> Result<(), Failure> {
    let mut delete = tx.prepare_cached("DELETE FROM ephemeral.contents WHERE job_key = ?1")?;
    let mut given_up = 0;
    for key in keys {
        given_up += delete.execute([key.0])?;
    }
    if given_up > 0 {
        tx.execute_batch("DROP INDEX ephemeral.contents_by_time; ALTER TABLE ephemeral.contents RENAME TO former")?;
        tx.execute_batch(&CREATE)?;
        tx.execute_batch(
            "INSERT INTO ephemeral.contents SELECT * FROM ephemeral.former ORDER BY job_key; DROP TABLE ephemeral.former",
        )?;
    }
    Ok(())
}

/// Jobs whose content was first fetched by an instant.
pub(crate) fn fetched_by(tx: &Transaction<'_>, at: Timestamp) -> Result<Vec<JobKey>, Failure> {
    let mut statement =
        tx.prepare_cached("SELECT job_key FROM ephemeral.contents WHERE fetched_at <= ?1 ORDER BY fetched_at")?;
    let keys = statement.query_map([millis(at)], |row| row.get(0).map(JobKey))?;
    Ok(keys.collect::<rusqlite::Result<_>>()?)
}

/// When the content that was fetched first is to be erased.
pub(crate) fn next(tx: &Transaction<'_>) -> Result<Option<Timestamp>, Failure> {
    let mut statement = tx.prepare_cached("SELECT min(fetched_at) FROM ephemeral.contents")?;
    let oldest: Option<i64> = statement.query_row([], |row| row.get(0))?;
    Ok(oldest.map(|fetched_at| until(instant(fetched_at))))
}

/// What a row holds of a job. Lent content counts as erased until it is filled in: it may lie in another program.
pub(crate) fn content_of(ephemeral: bool, job: Job) -> (Content, Retention) {
    if ephemeral {
        (Content::Ephemeral(Ephemeral::new(job)), Retention::Erased)
    } else {
        (Content::Kept(job), Retention::Kept)
    }
}

/// Something read of a row whose content may lie here.
pub(crate) trait Lent {
    /// The job's key, its content, and how long that is here.
    fn parts(&mut self) -> (JobKey, &mut Content, &mut Retention);
}

impl Store {
    /// Fills in content that lies here. Only the connection that writes can, so lists of what is kept never wait for it.
    pub(crate) async fn fill_in<T: Lent>(&self, rows: &mut [T]) -> Result<(), StoreError> {
        let parts = rows.iter_mut().map(Lent::parts);
        let keys: Vec<JobKey> =
            parts.filter(|(.., retention)| **retention == Retention::Erased).map(|(key, ..)| key).collect();
        if keys.is_empty() {
            return Ok(());
        }
        let mut held = self.write("reading what may not be kept", move |tx| read(tx, &keys)).await?;
        for (key, content, retention) in rows.iter_mut().map(Lent::parts) {
            if let Some((until, record)) = held.remove(&key) {
                *content = Content::Ephemeral(Ephemeral::new(record.into_job(content.id().clone())));
                *retention = Retention::Ephemeral { until };
            }
        }
        Ok(())
    }
}

fn read(tx: &Transaction<'_>, keys: &[JobKey]) -> Result<HashMap<JobKey, (Timestamp, Record)>, Failure> {
    let mut statement = tx.prepare_cached(&READ)?;
    let mut held = HashMap::new();
    for key in keys {
        let read = |row: &rusqlite::Row<'_>| {
            let mut columns = Columns::of(row);
            Ok((until(columns.instant()?), Record::read(&mut columns)?))
        };
        if let Some(content) = statement.query_row([key.0], read).optional()? {
            held.insert(*key, content);
        }
    }
    Ok(held)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(number: i64, length: usize) -> Record {
        let mut job = Job::new(JobId(number.to_string()));
        job.title = format!("<{number}>");
        job.description = job.title.repeat(length);
        Record::of(&job)
    }

    /// The pages as they lie in memory, free ones included.
    fn pages(connection: &Connection) -> String {
        let copy = tempfile::NamedTempFile::new().unwrap();
        connection.backup("ephemeral", copy.path(), None).unwrap();
        String::from_utf8_lossy(&std::fs::read(copy.path()).unwrap()).into_owned()
    }

    #[test]
    fn what_is_given_up_is_overwritten_wherever_it_was() {
        let mut connection = Connection::open_in_memory().unwrap();
        attach(&connection).unwrap();
        let tx = connection.transaction().unwrap();
        for number in 0..200 {
            hold(&tx, JobKey(number), &record(number, 40), Timestamp::UNIX_EPOCH).unwrap();
        }
        for number in 0..200_usize {
            let key = i64::try_from(number).unwrap();
            replace(&tx, JobKey(key), &record(key, number * 37 % 900)).unwrap();
        }
        tx.commit().unwrap();
        let held = pages(&connection);
        assert!((0..200).all(|number| held.contains(&format!("<{number}>"))));
        let tx = connection.transaction().unwrap();
        give_up(&tx, &(0..200).filter(|number| number % 3 > 0).map(JobKey).collect::<Vec<_>>()).unwrap();
        tx.commit().unwrap();
        let held = pages(&connection);
        let left: Vec<i64> = (0..200).filter(|number| held.contains(&format!("<{number}>"))).collect();
        assert_eq!(left, (0..200).filter(|number| number % 3 == 0).collect::<Vec<_>>());
    }
}
