//! The handle: opening, closing, and handing work to the database threads.

use std::path::Path;
use std::sync::{Arc, PoisonError, RwLock};

use rusqlite::{Connection, Transaction, TransactionBehavior};
use tokio::sync::oneshot;

use crate::error::StoreError;
use crate::failure::Failure;
use crate::open;
use crate::threads::{Lane, Task};

/// Lists and counts are short and two cores are common: more readers would only wait for each other.
const READERS: usize = 2;

/// The open database. Clones share it.
#[derive(Debug, Clone)]
pub struct Store {
    lanes: Arc<RwLock<Option<Lanes>>>,
}

#[derive(Debug)]
struct Lanes {
    writer: Lane,
    readers: Lane,
}

impl Store {
    /// Opens the file, creating it (0600) and its folder (0700) where absent, and brings its schema up to date. Blocks:
    /// call it at start-up or off the async threads.
    ///
    /// A file this program must not write (newer, another program's, damaged, read-only) is refused and left byte for byte as it was.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let writer = open::writer(path)?;
        let readers = (0..READERS).map(|_| open::reader(path)).collect::<Result<_, _>>()?;
        let start = |name, connections| Lane::start(name, connections).map_err(|cause| open::file_error(path, cause));
        let lanes = Lanes { writer: start("store-writer", vec![writer])?, readers: start("store-reader", readers)? };
        Ok(Self { lanes: Arc::new(RwLock::new(Some(lanes))) })
    }

    /// Finishes what was handed in, then ends the threads and waits for them. Later calls answer
    /// [`StoreError::Closed`]. Blocks; closing twice does nothing.
    pub fn close(&self) {
        let lanes = self.lanes.write().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(Lanes { writer, readers }) = lanes {
            // The writer goes last: the last connection to leave folds the log back into the file.
            readers.finish();
            writer.finish();
        }
    }

    /// A number that changes when **another** process (or another `Store`) has written to the file.
    pub async fn data_version(&self) -> Result<u32, StoreError> {
        self.run(Which::Writer, "looking for other programs' writes", |connection| {
            Ok(connection.query_row("PRAGMA data_version", [], |row| row.get(0))?)
        })
        .await
    }

    /// Runs `work` in an immediate transaction on the writer thread and commits it when it succeeds.
    pub(crate) async fn write<T, F>(&self, operation: &'static str, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&Transaction<'_>) -> Result<T, Failure> + Send + 'static,
    {
        self.run(Which::Writer, operation, |connection| within(connection, TransactionBehavior::Immediate, work)).await
    }

    /// Runs `work` on a reader thread; all it reads is of one moment.
    pub(crate) async fn read<T, F>(&self, operation: &'static str, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&Transaction<'_>) -> Result<T, Failure> + Send + 'static,
    {
        self.run(Which::Readers, operation, |connection| within(connection, TransactionBehavior::Deferred, work)).await
    }

    async fn run<T, F>(&self, which: Which, operation: &'static str, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&mut Connection) -> Result<T, Failure> + Send + 'static,
    {
        let (answer, answered) = oneshot::channel();
        let task: Task = Box::new(move |connection| {
            // Nobody may be waiting any more; the work is done all the same.
            let _ = answer.send(work(connection));
        });
        if !self.submit(which, task) {
            return Err(StoreError::Closed { operation: operation.to_owned() });
        }
        match answered.await {
            Ok(result) => result.map_err(|failure| failure.during(operation)),
            Err(_) => Err(StoreError::Interrupted { operation: operation.to_owned() }),
        }
    }

    fn submit(&self, which: Which, task: Task) -> bool {
        let lanes = self.lanes.read().unwrap_or_else(PoisonError::into_inner);
        lanes.as_ref().is_some_and(|lanes| match which {
            Which::Writer => lanes.writer.submit(task),
            Which::Readers => lanes.readers.submit(task),
        })
    }
}

#[derive(Clone, Copy)]
enum Which {
    Writer,
    Readers,
}

fn within<T, F>(connection: &mut Connection, behavior: TransactionBehavior, work: F) -> Result<T, Failure>
where
    F: FnOnce(&Transaction<'_>) -> Result<T, Failure>,
{
    let transaction = connection.transaction_with_behavior(behavior)?;
    let value = work(&transaction)?;
    transaction.commit()?;
    Ok(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open() -> (tempfile::TempDir, Store) {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(&dir.path().join("lapwing.db")).unwrap();
        (dir, store)
    }

    async fn pragma(store: &Store, name: &'static str) -> String {
        let read = move |connection: &mut Connection| {
            Ok(connection.pragma_query_value(None, name, |row| row.get::<_, rusqlite::types::Value>(0))?)
        };
        match store.run(Which::Writer, "asking", read).await.unwrap() {
            rusqlite::types::Value::Integer(number) => number.to_string(),
            rusqlite::types::Value::Text(text) => text,
            other => panic!("{other:?}"),
        }
    }

    #[tokio::test]
    async fn the_writer_is_set_up_to_be_safe_and_quick() {
        let (_dir, store) = open();
        for (name, value) in [("journal_mode", "wal"), ("synchronous", "1"), ("foreign_keys", "1")] {
            assert_eq!(pragma(&store, name).await, value, "{name}");
        }
    }

    #[tokio::test]
    async fn readers_cannot_write() {
        let (_dir, store) = open();
        let write = |tx: &Transaction<'_>| Ok(tx.execute("DELETE FROM settings", [])?);
        let error = store.read("reading", write).await.unwrap_err();
        assert!(matches!(error, StoreError::ReadOnly { .. }), "{error}");
    }

    #[tokio::test]
    async fn a_full_disk_is_named_and_loses_nothing_that_was_there() {
        let (_dir, store) = open();
        store.set_setting("kept", Some("yes")).await.unwrap();
        let limit = |connection: &mut Connection| {
            let pages: i64 = connection.query_row("PRAGMA page_count", [], |row| row.get(0))?;
            connection.query_row(&format!("PRAGMA max_page_count = {pages}"), [], |_| Ok(()))?;
            Ok(())
        };
        store.run(Which::Writer, "filling the disk", limit).await.unwrap();
        let error = store.set_setting("big", Some(&"x".repeat(100_000))).await.unwrap_err();
        assert!(matches!(error, StoreError::Full { .. }), "{error}");
        assert!(error.to_string().starts_with("saving a setting failed: the disk is full"), "{error}");
        assert_eq!(store.setting("kept").await.unwrap().as_deref(), Some("yes"));
        assert_eq!(store.setting("big").await.unwrap(), None);
    }

    #[tokio::test]
    async fn a_database_another_program_keeps_locked_is_called_busy() {
        let (dir, store) = open();
        let impatient = |connection: &mut Connection| Ok(connection.busy_timeout(std::time::Duration::ZERO)?);
        store.run(Which::Writer, "not waiting", impatient).await.unwrap();
        let other = Connection::open(dir.path().join("lapwing.db")).unwrap();
        other.execute_batch("BEGIN IMMEDIATE").unwrap();
        let error = store.set_setting("a", Some("b")).await.unwrap_err();
        assert!(matches!(error, StoreError::Busy { .. }), "{error}");
        assert!(error.to_string().contains("Try again in a moment"), "{error}");
        other.execute_batch("COMMIT").unwrap();
        store.set_setting("a", Some("b")).await.unwrap();
    }
}
