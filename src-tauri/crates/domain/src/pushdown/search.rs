//! What a full-text search with a few conditions is asked for.

use super::{Bounds, Expression};
use crate::job::{ContractType, Level};

/// A query as it goes to a service that is asked for words first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchPushdown {
    /// What the service is asked for.
    pub filter: SearchFilter,
    /// The parts of the query, in its normal form, that the filter does not say or not wholly, so that they are checked
    /// here.
    pub local: Vec<String>,
}

impl SearchPushdown {
    /// Whether the filter says all that the query does.
    pub fn is_exact(&self) -> bool {
        self.local.is_empty()
    }
}

/// Words that have to be there, and conditions that have to hold besides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchFilter {
    /// The words; a search is never without.
    pub expression: Expression,
    /// The one contract type that fits.
    pub contract: Option<ContractType>,
    /// Whether the client's payment has to be verified.
    pub verified: bool,
    /// The one level that fits.
    pub level: Option<Level>,
    /// Hires of the client, a step wider than asked for on either side: whether a service counts the ends in is not known.
    pub hires: Bounds,
    /// Proposals at most, a step wider than asked for. There is no least: proposals only grow in number, and a service may
    /// filter by a number older than the one it shows.
    pub proposals: Bounds,
}
