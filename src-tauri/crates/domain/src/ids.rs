//! Identifiers. Each is a type of its own so that a search's id can never be passed where a source's is wanted.

use std::fmt;

macro_rules! row_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub i64);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = std::num::ParseIntError;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    };
}

row_id!(
    /// A source in this data directory.
    SourceId
);
row_id!(
    /// A saved search in this data directory.
    SearchId
);
row_id!(
    /// A snippet in this data directory.
    SnippetId
);
row_id!(
    /// A stored job in this data directory; [`JobId`] is the service's own id.
    JobKey
);

/// The service's own id of a job, stable across fetches, unique within one service. Never shown as text to match on.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct JobId(pub String);

impl fmt::Display for JobId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
