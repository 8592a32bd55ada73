//! What goes wrong inside a transaction, before the operation's name is known.

use rusqlite::ffi;

use crate::StoreError;

/// A failure without its operation; [`Failure::during`] adds it.
#[derive(Debug)]
pub(crate) enum Failure {
    Sql(rusqlite::Error),
    NotFound(&'static str),
    NameTaken(String),
    TooManyLabels,
    Stale,
}

impl From<rusqlite::Error> for Failure {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sql(error)
    }
}

impl Failure {
    /// The public error.
    pub(crate) fn during(self, operation: &str) -> StoreError {
        match self {
            Self::Sql(error) => sql_error(operation, error),
            Self::NotFound(what) => StoreError::NotFound { operation: operation.to_owned(), what },
            Self::NameTaken(name) => StoreError::NameTaken { name },
            Self::TooManyLabels => StoreError::TooManyLabels,
            Self::Stale => StoreError::Stale,
        }
    }
}

/// Says in the store's words what the database's error means for its user.
pub(crate) fn sql_error(operation: &str, error: rusqlite::Error) -> StoreError {
    use rusqlite::ErrorCode;

    let operation = operation.to_owned();
    // The log's index could not grow, for which SQLite has no other word than an I/O error.
    if extended_code(&error) == Some(ffi::SQLITE_IOERR_SHMSIZE) {
        return StoreError::Full { operation };
    }
    match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreError::Busy { operation },
        Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => StoreError::ReadOnly { operation },
        Some(ErrorCode::DiskFull) => StoreError::Full { operation },
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
            StoreError::Damaged { operation, detail: error.to_string() }
        }
        _ => StoreError::Database { operation, cause: Box::new(error) },
    }
}

/// Names what a constraint was about.
pub(crate) trait Constrained<T> {
    /// A broken reference means that this kind of row is not there.
    fn refers_to(self, what: &'static str) -> Result<T, Failure>;
}

impl<T> Constrained<T> for rusqlite::Result<T> {
    fn refers_to(self, what: &'static str) -> Result<T, Failure> {
        self.map_err(|error| match extended_code(&error) {
            Some(ffi::SQLITE_CONSTRAINT_FOREIGNKEY) => Failure::NotFound(what),
            _ => Failure::Sql(error),
        })
    }
}

fn extended_code(error: &rusqlite::Error) -> Option<i32> {
    error.sqlite_error().map(|error| error.extended_code)
}

/// Refuses an update that met no row.
pub(crate) fn one_row(changed: usize, what: &'static str) -> Result<(), Failure> {
    if changed == 0 { Err(Failure::NotFound(what)) } else { Ok(()) }
}
