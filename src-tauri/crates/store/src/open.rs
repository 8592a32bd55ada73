//! Opening the file: what must be true before it may be touched, and how each connection is set up.

use std::fs::{self, OpenOptions};
use std::io;
use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, MAIN_DB, OpenFlags, TransactionBehavior};

use crate::failure::sql_error;
use crate::{StoreError, probe, schema};

const OPENING: &str = "opening the database";

/// How long a statement waits for another program's transaction. Theirs are short; longer means something hangs.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// Every statement of this crate fits, so that none is compiled twice.
const STATEMENTS_KEPT: usize = 128;

/// Opens the connection that writes, after making sure that the file may be written by this program.
pub(crate) fn writer(path: &Path) -> Result<Connection, StoreError> {
    prepare_folder(path)?;
    refuse_unwritable(path)?;
    probe::refuse_unreadable(path)?;
    create_private(path).map_err(|cause| file_error(path, cause))?;
    let mut connection = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    refuse_opened_read_only(&connection)?;
    schema::bring_up_to_date(&mut connection, path, schema::STEPS)?;
    prepare_writer(&mut connection).map_err(opening_error)?;
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
        io::ErrorKind::StorageFull => StoreError::Full { operation },
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
    open().map_err(opening_error)
}

/// A file that is there and cannot be opened lies where this user may not make the files that belong beside it.
fn opening_error(error: rusqlite::Error) -> StoreError {
    match error.sqlite_error_code() {
        Some(ErrorCode::CannotOpen) => StoreError::ReadOnly { operation: OPENING.to_owned() },
        _ => sql_error(OPENING, error),
    }
}

/// Where writing is not allowed, `SQLite` opens for reading and says nothing.
fn refuse_opened_read_only(connection: &Connection) -> Result<(), StoreError> {
    match connection.is_readonly(MAIN_DB) {
        Ok(false) => Ok(()),
        Ok(true) => Err(StoreError::ReadOnly { operation: OPENING.to_owned() }),
        Err(error) => Err(opening_error(error)),
    }
}

fn prepare_writer(connection: &mut Connection) -> rusqlite::Result<()> {
    connection.set_transaction_behavior(TransactionBehavior::Immediate);
    // A file put in place by hand may be of another mode; on one that is not, this does nothing.
    connection.pragma_update(None, "journal_mode", "wal")?;
    connection.pragma_update(None, "synchronous", "normal")?;
    connection.pragma_update(None, "foreign_keys", true)
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
