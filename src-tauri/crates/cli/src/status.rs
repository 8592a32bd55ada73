//! Exit statuses, and failures on their way to one.

use std::fmt::Display;

use lapwing_engine::{EngineError, FailureKind, FetchError, StoreError};

/// Done.
pub const DONE: u8 = 0;
/// Unexpected.
pub const UNEXPECTED: u8 = 1;
/// Usage, unknown or duplicate names, refused addresses, unreadable files.
pub const USAGE: u8 = 2;
/// Key missing or rejected.
pub const KEY: u8 = 3;
/// Quota or rate limit.
pub const LIMITED: u8 = 4;
/// Network or service.
pub const NETWORK: u8 = 5;
/// Storage.
pub const STORAGE: u8 = 6;
/// Refused query.
pub const QUERY: u8 = 7;
/// Another program is watching.
pub const WATCHED: u8 = 8;

/// Why a command failed, and the status that says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    pub status: u8,
    pub message: String,
}

impl Failure {
    pub fn new(status: u8, message: impl Display) -> Self {
        Self { status, message: message.to_string() }
    }

    pub fn unexpected(message: impl Display) -> Self {
        Self::new(UNEXPECTED, message)
    }

    pub fn usage(message: impl Display) -> Self {
        Self::new(USAGE, message)
    }

    /// For a command that has already said everything on its own.
    pub fn silent(status: u8) -> Self {
        Self::new(status, "")
    }
}

impl From<EngineError> for Failure {
    fn from(problem: EngineError) -> Self {
        Self::new(of_problem(&problem), problem)
    }
}

/// The status of a problem.
pub fn of_problem(problem: &EngineError) -> u8 {
    match problem {
        EngineError::NotFound { .. }
        | EngineError::NameTaken { .. }
        | EngineError::Invalid(_)
        | EngineError::InvalidProfile(_)
        | EngineError::Store(StoreError::NameTaken { .. } | StoreError::NotFound { .. }) => USAGE,
        EngineError::InvalidQuery { .. } | EngineError::TooWide(_) => QUERY,
        EngineError::NoSource
        | EngineError::KeyMissing(_)
        | EngineError::KeyRejected { .. }
        | EngineError::NotAuthorized { .. }
        | EngineError::Vault(_) => KEY,
        EngineError::Limited { .. } => LIMITED,
        EngineError::Fetch(failure) => of_failure(failure),
        EngineError::Store(_) | EngineError::DataDir { .. } => STORAGE,
        EngineError::WatchedElsewhere { .. } => WATCHED,
        EngineError::Sandbox(_) => NETWORK,
    }
}

/// The status of a failed call.
pub fn of_failure(failure: &FetchError) -> u8 {
    of_kind(failure.kind())
}

/// The status of a kind of failure.
pub fn of_kind(kind: FailureKind) -> u8 {
    match kind {
        FailureKind::KeyMissing | FailureKind::KeyRejected => KEY,
        FailureKind::RateLimited => LIMITED,
        FailureKind::BadRequest | FailureKind::Network | FailureKind::Service => NETWORK,
    }
}

/// The status of a round in which several sources failed: the first that applies of storage, key, limit, network.
pub fn of_round(statuses: impl IntoIterator<Item = u8>) -> Option<u8> {
    const ORDER: [u8; 4] = [STORAGE, KEY, LIMITED, NETWORK];
    let rank = |status: u8| ORDER.iter().position(|known| *known == status).unwrap_or(ORDER.len());
    statuses.into_iter().min_by_key(|status| rank(*status))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn with_several_failures_storage_comes_first_and_the_network_last() {
        assert_eq!(of_round([NETWORK, LIMITED, KEY, STORAGE]), Some(STORAGE));
        assert_eq!(of_round([NETWORK, LIMITED, KEY]), Some(KEY));
        assert_eq!(of_round([NETWORK, LIMITED]), Some(LIMITED));
        assert_eq!(of_round([UNEXPECTED, NETWORK]), Some(NETWORK));
        assert_eq!(of_round([]), None);
    }
}
