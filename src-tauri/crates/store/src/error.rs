//! What can go wrong with the database, in words that say what was attempted and what to do.

use std::path::PathBuf;

/// Why the store refused. Every message names the operation and what to do about it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// The file was written by a newer Lapwing. It was not touched.
    #[error(
        "cannot open {}: it was written by a newer version of Lapwing (schema {found}, this version knows {known}). \
         Install the newer version; the file was left as it is",
        path.display()
    )]
    Newer {
        /// The file.
        path: PathBuf,
        /// Schema in the file.
        found: u32,
        /// Newest schema this program knows.
        known: u32,
    },
    /// The file is the database of another program. It was not touched.
    #[error(
        "cannot open {}: it is the database of another program. Move it away, or give Lapwing another data directory; \
         the file was left as it is",
        path.display()
    )]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// The file is not a database, or parts of it cannot be read.
    #[error(
        "{operation} failed: the database is damaged ({detail}). Move the file away or put a backup in its place, then \
         start Lapwing again"
    )]
    Damaged {
        /// What was attempted.
        operation: String,
        /// What was found.
        detail: String,
    },
    /// The file or its folder may not be written.
    #[error(
        "{operation} failed: the database or its folder is read-only. Make both writable for your user and try again"
    )]
    ReadOnly {
        /// What was attempted.
        operation: String,
    },
    /// The disk is full.
    #[error("{operation} failed: the disk is full. Free some space and try again; nothing was half written")]
    Full {
        /// What was attempted.
        operation: String,
    },
    /// Another program kept the database locked for longer than the store waits.
    #[error("{operation} failed: another program is busy writing to the database. Try again in a moment")]
    Busy {
        /// What was attempted.
        operation: String,
    },
    /// A source or search of this name exists.
    #[error("the name \"{name}\" is taken. Choose another")]
    NameTaken {
        /// The name, as the one that has it is written.
        name: String,
    },
    /// A job would have more labels than there is room for.
    #[error("a job has at most {} labels. Remove one first", lapwing_domain::marks::MOST_LABELS)]
    TooManyLabels,
    /// A place in a list that is sorted in another way.
    #[error("this place is in a list that was sorted in another way. Load the list again from its beginning")]
    Stale,
    /// The row meant does not exist (any more).
    #[error("{operation} failed: there is no such {what}. It may have been removed meanwhile; look at the list again")]
    NotFound {
        /// What was attempted.
        operation: String,
        /// The kind of row, for example `search`.
        what: &'static str,
    },
    /// The store was closed.
    #[error("{operation} failed: the database is closed. Start Lapwing again")]
    Closed {
        /// What was attempted.
        operation: String,
    },
    /// The work failed inside the program; its transaction was rolled back.
    #[error("{operation} stopped on a fault inside Lapwing; nothing was changed. Try again, and report it if it stays")]
    Interrupted {
        /// What was attempted.
        operation: String,
    },
    /// Files could not be made or read.
    #[error("{operation} failed at {}: {cause}. Check the folder and its permissions", path.display())]
    Files {
        /// What was attempted.
        operation: String,
        /// The file or folder.
        path: PathBuf,
        /// The system's reason.
        #[source]
        cause: std::io::Error,
    },
    /// Anything else the database reports.
    #[error("{operation} failed: {cause}. Try again, and report it if it stays")]
    Database {
        /// What was attempted.
        operation: String,
        /// The database's reason.
        #[source]
        cause: Box<dyn std::error::Error + Send + Sync>,
    },
}
