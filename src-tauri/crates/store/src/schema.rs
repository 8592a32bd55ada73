//! The schema and its migrations: forward only, one program at a time, with a copy kept before data is rewritten.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, MAIN_DB, TransactionBehavior};
use rusqlite_migration::{M, Migrations};

use crate::failure::sql_error;
use crate::probe::beside;
use crate::{StoreError, open};

const MIGRATING: &str = "bringing the database up to date";

/// One migration. Its number is its place in the list, from 1; a file's `user_version` is the last one applied.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Step {
    /// What it does.
    pub(crate) sql: &'static str,
    /// Whether it changes what the user already has, so that a copy is kept first.
    pub(crate) rewrites: bool,
}

/// All migrations, oldest first. Ones that were released never change.
pub(crate) const STEPS: &[Step] = &[Step { sql: include_str!("migrations/0001_first.sql"), rewrites: false }];

/// Refuses a schema this program does not know.
pub(crate) fn refuse_newer(path: &Path, found: u32, steps: &[Step]) -> Result<(), StoreError> {
    let known = count(steps);
    if found > known { Err(StoreError::Newer { path: path.to_owned(), found, known }) } else { Ok(()) }
}

/// Applies the steps that are missing. Other programs that open the same file meanwhile wait.
pub(crate) fn bring_up_to_date(connection: &mut Connection, path: &Path, steps: &[Step]) -> Result<(), StoreError> {
    let sql = |error| sql_error(MIGRATING, error);
    if version(connection).map_err(sql)? == count(steps) {
        return Ok(());
    }
    let turn = beside(path, "-migrating");
    let lock = take_turn(&turn).map_err(|cause| open::file_error(&turn, cause))?;
    // Whoever held the lock before may have done it all.
    let from = version(connection).map_err(sql)?;
    refuse_newer(path, from, steps)?;
    if from < count(steps) {
        connection.pragma_update(None, "journal_mode", "wal").map_err(sql)?;
        if from > 0 && steps.iter().skip(from as usize).any(|step| step.rewrites) {
            keep_copy(connection, path, from)?;
        }
        apply(connection, steps)?;
        // Best effort: an empty file left behind harms nothing.
        let _ = fs::remove_file(&turn);
    }
    drop(lock);
    Ok(())
}

fn apply(connection: &mut Connection, steps: &[Step]) -> Result<(), StoreError> {
    let migrations: Migrations<'_> = steps.iter().map(|step| M::up(step.sql).foreign_key_check()).collect();
    connection.set_transaction_behavior(TransactionBehavior::Immediate);
    migrations.to_latest(connection).map_err(|error| match error {
        rusqlite_migration::Error::RusqliteError { err, .. } => sql_error(MIGRATING, err),
        other => StoreError::Database { operation: MIGRATING.to_owned(), cause: Box::new(other) },
    })
}

/// Where the copy is kept that was made before migrating from this version.
pub(crate) fn copy_path(path: &Path, from: u32) -> PathBuf {
    beside(path, &format!(".before-{}", from + 1))
}

/// Copies the database as it stands, whole or not at all.
fn keep_copy(connection: &Connection, path: &Path, from: u32) -> Result<(), StoreError> {
    let (copy, part) = (copy_path(path, from), beside(path, ".copying"));
    let files = |cause| open::file_error(&copy, cause);
    match fs::remove_file(&part) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(files(error)),
        _ => open::create_private(&part).map_err(files)?,
    }
    connection.backup(MAIN_DB, &part, None).map_err(|error| sql_error("keeping a copy of the database", error))?;
    File::open(&part).and_then(|file| file.sync_all()).map_err(files)?;
    fs::rename(&part, &copy).map_err(files)
}

fn take_turn(path: &Path) -> io::Result<File> {
    open::create_private(path)?;
    let file = OpenOptions::new().write(true).open(path)?;
    file.lock()?;
    Ok(file)
}

fn version(connection: &Connection) -> rusqlite::Result<u32> {
    connection.query_row("PRAGMA user_version", [], |row| row.get(0))
}

fn count(steps: &[Step]) -> u32 {
    u32::try_from(steps.len()).unwrap_or(u32::MAX)
}
