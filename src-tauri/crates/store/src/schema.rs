//! The schema and its migrations: forward only, one program at a time, with a copy kept before data is rewritten.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, MAIN_DB, Transaction, TransactionBehavior};
use rusqlite_migration::{M, Migrations};

use crate::failure::sql_error;
use crate::probe::beside;
use crate::{StoreError, clients, open};

const MIGRATING: &str = "bringing the database up to date";

/// One migration. Its number is its place in the list, from 1; a file's `user_version` is the last one applied.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Step {
    /// What it does.
    pub(crate) sql: &'static str,
    /// Whether it changes what the user already has, so that a copy is kept first.
    pub(crate) rewrites: bool,
    /// What is to be filled in afterwards that SQL alone cannot find.
    pub(crate) fill: Option<fn(&Transaction<'_>) -> rusqlite::Result<()>>,
}

impl Step {
    /// One that only adds.
    const fn adding(sql: &'static str) -> Self {
        Self { sql, rewrites: false, fill: None }
    }
}

/// All migrations, oldest first. Ones that were released never change.
pub(crate) const STEPS: &[Step] = &[
    Step::adding(include_str!("migrations/0001_first.sql")),
    Step::adding(include_str!("migrations/0002_application.sql")),
    Step::adding(include_str!("migrations/0003_job_sources.sql")),
    Step::adding(include_str!("migrations/0004_arrival_rates.sql")),
    Step::adding(include_str!("migrations/0005_delivery.sql")),
    Step::adding(include_str!("migrations/0006_keys.sql")),
    Step::adding(include_str!("migrations/0007_outbound.sql")),
    Step::adding(include_str!("migrations/0008_samples.sql")),
    Step::adding(include_str!("migrations/0009_running.sql")),
    Step::adding(include_str!("migrations/0010_marketplace.sql")),
    Step { fill: Some(clients::fill_in), ..Step::adding(include_str!("migrations/0011_inbox.sql")) },
];

/// Refuses a schema this program does not know.
pub(crate) fn refuse_newer(path: &Path, found: u32, steps: &[Step]) -> Result<(), StoreError> {
    let known = count(steps);
    if found > known { Err(StoreError::Newer { path: path.to_owned(), found, known }) } else { Ok(()) }
}

/// Applies the steps that are missing. Other programs that open the same file meanwhile wait.
pub(crate) fn bring_up_to_date(connection: &mut Connection, path: &Path, steps: &[Step]) -> Result<(), StoreError> {
    let sql = |error| open::opening_error(MIGRATING, path, error);
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

/// Applies the steps that are missing in one transaction, to be called in turn.
pub(crate) fn apply(connection: &mut Connection, steps: &[Step]) -> Result<(), StoreError> {
    let migration = |step: &Step| match step.fill {
        None => M::up(step.sql),
        Some(fill) => M::up_with_hook(step.sql, move |tx: &Transaction<'_>| Ok(fill(tx)?)),
    };
    let migrations: Migrations<'_> = steps.iter().map(|step| migration(step).foreign_key_check()).collect();
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

#[cfg(test)]
mod tests {
    use super::*;

    const NOTES: Step = Step::adding("CREATE TABLE notes (text TEXT) STRICT; INSERT INTO notes VALUES ('mine')");
    const COLOURS: Step = Step::adding("ALTER TABLE notes ADD COLUMN colour TEXT");
    const SHOUTING: Step = Step { rewrites: true, ..Step::adding("UPDATE notes SET text = upper(text)") };
    const BROKEN: Step =
        Step { rewrites: true, ..Step::adding("UPDATE notes SET text = ''; UPDATE nowhere SET text = ''") };

    fn opened(path: &Path, steps: &[Step]) -> Result<Connection, StoreError> {
        let mut connection = Connection::open(path).unwrap();
        bring_up_to_date(&mut connection, path, steps).map(|()| connection)
    }

    fn text(path: &Path) -> String {
        Connection::open(path).unwrap().query_row("SELECT text FROM notes", [], |row| row.get(0)).unwrap()
    }

    fn names(folder: &Path) -> Vec<String> {
        let name = |entry: io::Result<fs::DirEntry>| entry.unwrap().file_name().into_string().unwrap();
        let mut names: Vec<_> = fs::read_dir(folder).unwrap().map(name).collect();
        names.sort();
        names
    }

    #[test]
    fn a_copy_is_kept_before_data_is_rewritten() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.db");
        drop(opened(&path, &[NOTES]).unwrap());
        drop(opened(&path, &[NOTES, COLOURS]).unwrap());
        assert_eq!(names(dir.path()), ["a.db"], "nothing was rewritten yet");
        drop(opened(&path, &[NOTES, COLOURS, SHOUTING]).unwrap());
        assert_eq!(names(dir.path()), ["a.db", "a.db.before-3"]);
        assert_eq!((text(&path), text(&copy_path(&path, 2))), ("MINE".into(), "mine".into()));
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            assert_eq!(fs::metadata(copy_path(&path, 2)).unwrap().permissions().mode() & 0o777, 0o600);
        }
    }

    #[test]
    fn a_fresh_database_needs_no_copy() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.db");
        drop(opened(&path, &[NOTES, COLOURS, SHOUTING]).unwrap());
        assert_eq!(names(dir.path()), ["a.db"]);
    }

    #[test]
    fn a_migration_that_fails_changes_nothing_and_the_copy_is_there() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.db");
        drop(opened(&path, &[NOTES]).unwrap());
        let error = opened(&path, &[NOTES, BROKEN]).unwrap_err();
        assert!(error.to_string().starts_with("bringing the database up to date failed"), "{error}");
        assert_eq!((text(&path), text(&copy_path(&path, 1))), ("mine".into(), "mine".into()));
        assert_eq!(version(&Connection::open(&path).unwrap()).unwrap(), 1);
    }

    #[test]
    fn a_copy_left_half_made_by_a_crash_is_made_anew() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.db");
        drop(opened(&path, &[NOTES]).unwrap());
        fs::write(beside(&path, ".copying"), "half").unwrap();
        drop(opened(&path, &[NOTES, SHOUTING]).unwrap());
        assert_eq!(text(&copy_path(&path, 1)), "mine");
    }

    #[test]
    fn a_schema_that_became_newer_while_waiting_is_refused() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.db");
        drop(opened(&path, &[NOTES, COLOURS]).unwrap());
        let error = opened(&path, &[NOTES]).unwrap_err();
        assert!(matches!(error, StoreError::Newer { found: 2, known: 1, .. }), "{error}");
    }
}
