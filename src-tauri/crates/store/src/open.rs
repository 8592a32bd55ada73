//! Opening the file: what must be true before it may be touched, and how each connection is set up.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, MAIN_DB, OpenFlags, TransactionBehavior};

use crate::failure::sql_error;
use crate::probe::beside;
use crate::{StoreError, lent, probe, schema};

const OPENING: &str = "opening the database";

/// How long a statement waits for another program's transaction. Theirs are short; longer means something hangs.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// What the smallest index of a log takes: without that much space no database can be opened.
const SPACE_NEEDED: usize = 32 * 1024;

/// Every statement of this crate fits, so that none is compiled twice.
const STATEMENTS_KEPT: usize = 128;

/// Opens the connection that writes, after making sure that the file may be written by this program.
pub(crate) fn writer(path: &Path) -> Result<Connection, StoreError> {
    prepare_folder(path)?;
    refuse_unwritable(path)?;
    probe::refuse_unreadable(path)?;
    create_private(path).map_err(|cause| file_error(path, cause))?;
    let mut connection = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    refuse_opened_read_only(&connection, path)?;
    refuse_foreign(&connection, path)?;
    schema::bring_up_to_date(&mut connection, path, schema::STEPS)?;
    prepare_writer(&mut connection).map_err(|error| opening_error(OPENING, path, error))?;
    Ok(connection)
}

/// Opens a connection that only reads.
pub(crate) fn reader(path: &Path) -> Result<Connection, StoreError> {
    connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY)
}

/// A failure of the file system while opening.
pub(crate) fn file_error(path: &Path, cause: io::Error) -> StoreError {
    let operation = OPENING.to_owned();
    match cause.kind() {
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => StoreError::ReadOnly { operation },
        _ if is_about_space(&cause) => StoreError::Full { operation },
        _ => StoreError::Files { operation, path: path.to_owned(), cause },
    }
}

fn connect(path: &Path, flags: OpenFlags) -> Result<Connection, StoreError> {
    let open = || {
        let connection = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
        connection.busy_timeout(BUSY_TIMEOUT)?;
        connection.set_prepared_statement_cache_capacity(STATEMENTS_KEPT);
        connection.pragma_update(None, "trusted_schema", false)?;
        Ok(connection)
    };
    open().map_err(|error| opening_error(OPENING, path, error))
}

/// What it means that a file which is there cannot be opened. `SQLite` makes files beside it, and tells neither why that
/// failed nor that a disk is full, so the folder is asked.
pub(crate) fn opening_error(operation: &str, path: &Path, error: rusqlite::Error) -> StoreError {
    let code = error.sqlite_error_code();
    if matches!(code, Some(ErrorCode::CannotOpen | ErrorCode::SystemIoFailure)) && has_no_space(path) {
        return StoreError::Full { operation: operation.to_owned() };
    }
    match code {
        Some(ErrorCode::CannotOpen) => StoreError::ReadOnly { operation: operation.to_owned() },
        _ => sql_error(operation, error),
    }
}

/// Whether the folder of this file takes no more, found out by trying.
fn has_no_space(path: &Path) -> bool {
    let trial = beside(path, ".space");
    let made = OpenOptions::new().write(true).create_new(true).open(&trial);
    let was_made = made.is_ok();
    let refused = made.and_then(take_space).is_err_and(|error| is_about_space(&error));
    if was_made {
        // Best effort: an empty file left behind harms nothing.
        let _ = fs::remove_file(&trial);
    }
    refused
}

fn take_space(mut file: File) -> io::Result<()> {
    file.write_all(&vec![0; SPACE_NEEDED])?;
    file.sync_all()
}

fn is_about_space(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded)
}

/// Where writing is not allowed, `SQLite` opens for reading and says nothing.
fn refuse_opened_read_only(connection: &Connection, path: &Path) -> Result<(), StoreError> {
    match connection.is_readonly(MAIN_DB) {
        Ok(false) => Ok(()),
        Ok(true) => Err(StoreError::ReadOnly { operation: OPENING.to_owned() }),
        Err(error) => Err(opening_error(OPENING, path, error)),
    }
}

/// Until the file is known as Lapwing's, leaving must not fold its log into it.
fn refuse_foreign(connection: &Connection, path: &Path) -> Result<(), StoreError> {
    let keep_log = |kept| connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, kept);
    keep_log(true).map_err(|error| opening_error(OPENING, path, error))?;
    probe::refuse_foreign(connection, path)?;
    keep_log(false).map(drop).map_err(|error| opening_error(OPENING, path, error))
}

fn prepare_writer(connection: &mut Connection) -> rusqlite::Result<()> {
    connection.set_transaction_behavior(TransactionBehavior::Immediate);
    // A file put in place by hand may be of another mode; on one that is not, this does nothing.
    connection.pragma_update(None, "journal_mode", "wal")?;
    connection.pragma_update(None, "synchronous", "normal")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    lent::attach(connection)
}

/// Makes the folder for its owner alone. One that exists is left as it is: it may be anything its user named.
fn prepare_folder(path: &Path) -> Result<(), StoreError> {
    let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) else { return Ok(()) };
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(|cause| file_error(folder, cause))
}

/// A file or folder marked read-only is meant so, even where this user could write it all the same.
fn refuse_unwritable(path: &Path) -> Result<(), StoreError> {
    let marked = |path: &Path| fs::metadata(path).is_ok_and(|metadata| metadata.permissions().readonly());
    // On Windows the mark means something else on folders.
    let folder_marked = cfg!(unix) && path.parent().is_some_and(marked);
    if marked(path) || folder_marked {
        return Err(StoreError::ReadOnly { operation: OPENING.to_owned() });
    }
    Ok(())
}

/// Makes an absent file readable by its owner alone, and takes others' rights off one that exists. The database gives
/// the files it puts beside it the same rights.
pub(crate) fn create_private(path: &Path) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => tighten(path),
        Err(error) => Err(error),
    }
}

#[cfg(unix)]
fn tighten(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;

    let mut permissions = fs::metadata(path)?.permissions();
    let own = permissions.mode() & !0o077;
    if own == permissions.mode() {
        return Ok(());
    }
    permissions.set_mode(own);
    fs::set_permissions(path, permissions)
}

#[cfg(not(unix))]
fn tighten(_path: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use rusqlite::ffi;

    use super::*;

    fn failed(code: i32) -> rusqlite::Error {
        rusqlite::Error::SqliteFailure(ffi::Error::new(code), None)
    }

    #[test]
    fn without_space_for_the_logs_index_the_disk_is_called_full() {
        let dir = tempfile::tempdir().unwrap();
        let error = opening_error(OPENING, &dir.path().join("a.db"), failed(ffi::SQLITE_IOERR_SHMSIZE));
        assert!(matches!(error, StoreError::Full { .. }), "{error}");
        assert!(error.to_string().starts_with("opening the database failed: the disk is full. Free some"), "{error}");
    }

    #[test]
    fn a_folder_with_space_is_not_called_full_and_keeps_no_trace_of_the_trial() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.db");
        let error = opening_error(OPENING, &path, failed(ffi::SQLITE_CANTOPEN));
        assert!(matches!(error, StoreError::ReadOnly { .. }), "{error}");
        let error = opening_error(OPENING, &path, failed(ffi::SQLITE_IOERR_READ));
        assert!(matches!(error, StoreError::Database { .. }), "{error}");
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_full_device_is_recognised_by_writing_to_it() {
        let full = OpenOptions::new().write(true).open("/dev/full").unwrap();
        assert!(is_about_space(&take_space(full).unwrap_err()));
    }
}
