//! What can go wrong, in sentences for the user: the fact, then what to do.

use std::path::PathBuf;

use jiff::Timestamp;
use lapwing_domain::profile::InvalidValue;
use lapwing_domain::query::Problem;
use lapwing_domain::when;
use lapwing_sources::FetchError;
use lapwing_store::StoreError;
use lapwing_vault::VaultError;

/// Why the engine could not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum EngineError {
    /// No such source, search or job.
    #[error("There is no {kind} named “{name}”.")]
    NotFound {
        /// `source`, `search` or `job`.
        kind: &'static str,
        /// As the user wrote it.
        name: String,
    },
    /// The name is in use.
    #[error(
        "There is already a {kind} named “{name}”, and upper and lower case make no difference. Choose another name."
    )]
    NameTaken {
        /// `source` or `search`.
        kind: &'static str,
        /// As it is written where it is in use.
        name: String,
    },
    /// The query cannot be read.
    #[error("The query cannot be read: {}", .problems.first().map_or("it is wrong", |problem| problem.message.as_str()))]
    InvalidQuery {
        /// Everything that is wrong with it, in order of place.
        problems: Vec<Problem>,
    },
    /// A value that a part of the profile does not take.
    #[error(transparent)]
    InvalidProfile(#[from] InvalidValue),
    /// A query that would ask for a whole market where the service's terms want a search.
    #[error("{0}")]
    TooWide(String),
    /// Refused input.
    #[error("{0}")]
    Invalid(String),
    /// There is no source to ask.
    #[error("There is no source yet. Add one first.")]
    NoSource,
    /// No key to use.
    #[error("{0}")]
    KeyMissing(String),
    /// The service does not take the key.
    #[error("The key of “{source_name}” was rejected. {}", after_rejection(source_name, variable.as_deref()))]
    KeyRejected {
        /// The source's name.
        source_name: String,
        /// The variable of the environment its key is read from, if it is.
        variable: Option<String>,
    },
    /// A source's authorization has ended, or was never given.
    #[error(
        "“{source_name}” is not authorized. Authorize it on its card in the settings, or with: lapwing-cli source authorize {source_name}"
    )]
    NotAuthorized {
        /// The source's name.
        source_name: String,
    },
    /// The service asked to wait, or the month's calls are used up.
    #[error("“{source_name}” may not be asked before {}. {reason}", when::moment(*until))]
    Limited {
        /// The source's name.
        source_name: String,
        /// When it may be asked again.
        until: Timestamp,
        /// Why, in sentences that stay true.
        reason: String,
    },
    /// The service could not be reached or did not make sense.
    #[error(transparent)]
    Fetch(#[from] FetchError),
    /// The sandbox inside the program did not start.
    #[error("The sandbox could not start: {0}")]
    Sandbox(String),
    /// The keyring.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The data directory.
    #[error("Lapwing could not use {path}: {source}. Check that the folder exists and that you may write there.")]
    DataDir {
        /// What could not be used.
        path: PathBuf,
        /// The system's reason.
        source: std::io::Error,
    },
    /// Another program watches this data directory.
    #[error("Another Lapwing is watching this data directory{}. Quit it first, or let it do the watching.", .process.map(|id| format!(" (process {id})")).unwrap_or_default())]
    WatchedElsewhere {
        /// Its process id, where known.
        process: Option<u32>,
    },
}

/// What to do about a rejected key: it is put right where it comes from, and a test that succeeds lifts the rejection.
fn after_rejection(source_name: &str, variable: Option<&str>) -> String {
    match variable {
        None => "Rotate it, or test it again once the service says it is valid.".to_owned(),
        Some(variable) => {
            format!("Correct the variable {variable}, then test it (lapwing-cli source test {source_name}).")
        }
    }
}
