//! The one error of the wire.

use serde::Serialize;
use specta::Type;

use super::Instant;
use super::searches::QueryProblem;

/// Why a command failed. A code exists only where the window does something different for it; the message says the fact
/// and then what to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(tag = "code", rename_all = "camelCase")]
pub enum WireError {
    /// It is not there.
    NotFound {
        /// For the user.
        message: String,
    },
    /// The query cannot be used.
    InvalidQuery {
        /// For the user.
        message: String,
        /// Everything wrong with it.
        problems: Vec<QueryProblem>,
    },
    /// Refused input.
    Invalid {
        /// For the user.
        message: String,
    },
    /// There is no key to use.
    KeyMissing {
        /// For the user.
        message: String,
    },
    /// The service does not take the key.
    KeyRejected {
        /// For the user.
        message: String,
    },
    /// The keyring is locked, missing or fails.
    Keyring {
        /// For the user.
        message: String,
    },
    /// The service asked to wait.
    Limited {
        /// For the user.
        message: String,
        /// Until when.
        until: Option<Instant>,
    },
    /// The service could not be reached or does not make sense.
    Network {
        /// For the user.
        message: String,
    },
    /// The database or the data directory.
    Storage {
        /// For the user.
        message: String,
    },
    /// Nothing on this computer opens the address.
    NotOpened {
        /// For the user.
        message: String,
        /// For the user to open by other means.
        address: String,
    },
    /// Anything else.
    Unexpected {
        /// For the user.
        message: String,
    },
}

impl WireError {
    /// The sentence for the user.
    pub fn message(&self) -> &str {
        match self {
            Self::NotFound { message }
            | Self::InvalidQuery { message, .. }
            | Self::Invalid { message }
            | Self::KeyMissing { message }
            | Self::KeyRejected { message }
            | Self::Keyring { message }
            | Self::Limited { message, .. }
            | Self::Network { message }
            | Self::Storage { message }
            | Self::NotOpened { message, .. }
            | Self::Unexpected { message } => message,
        }
    }
}
