//! The query language: parsing, printing, matching and explaining.

mod explain;
mod prepared;
mod problem;

use std::fmt;

use jiff::Timestamp;

pub use explain::{Evidence, EvidenceField, Node, Outcome};
pub use prepared::PreparedJob;
pub use problem::{Code, Problem};

/// What a query is for. Some fields exist only where there is a history.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Use {
    /// A saved search, the preview, the command line's `query`.
    SavedSearch,
    /// History search and filters of the list.
    History,
}

/// A query and what its author should know about it.
#[derive(Debug, Clone, PartialEq)]
pub struct Parsed {
    /// The query.
    pub query: Query,
    /// Things that are right but perhaps not meant, in the order of their places.
    pub warnings: Vec<Problem>,
}

/// Moments that conditions such as `posted:<2h` are measured from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct At {
    /// Now.
    pub now: Timestamp,
}

/// A query that can be matched. Prints its normal form, which parses back to the same query.
#[derive(Debug, Clone, PartialEq)]
pub struct Query;

/// Reads a query.
///
/// # Errors
/// Every problem found, in the order of their places, never an empty list.
pub fn parse(_text: &str, _used_as: Use) -> Result<Parsed, Vec<Problem>> {
    Ok(Parsed { query: Query, warnings: Vec::new() })
}

impl Query {
    /// Whether the job fits.
    pub fn matches(&self, _job: &PreparedJob, _at: &At) -> bool {
        true
    }

    /// Outcome and evidence of every top-level condition, in order.
    pub fn explain(&self, _job: &PreparedJob, _at: &At) -> Vec<Node> {
        Vec::new()
    }

    /// Whether it asks for private placeholders with `private:yes`.
    pub fn asks_for_private(&self) -> bool {
        false
    }

    /// Whether it is the blank query, which every job fits.
    pub fn is_blank(&self) -> bool {
        true
    }
}

impl fmt::Display for Query {
    fn fmt(&self, _f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ok(())
    }
}
