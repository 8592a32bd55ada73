//! What of a query a service can be asked for, and what is checked here.
//!
//! A service is asked for a conjunction of plain conditions, a [`ServerFilter`], and only for such as are certain: every
//! job that the query can match passes them, whatever the service does where its documentation says nothing. A filter too
//! few costs calls; a filter too many loses jobs that nobody will ever miss. What is certain is decided in one place,
//! [`Query::pushdown`](crate::query::Query::pushdown), condition by condition, and for services that are asked for words
//! in [`Query::as_search`](crate::query::Query::as_search). How a service words a condition is not known
//! here.

mod bounds;
mod expression;
mod filter;
mod search;

pub use bounds::Bounds;
pub use expression::Expression;
pub use filter::ServerFilter;
pub use search::{SearchFilter, SearchPushdown};

/// A query as it goes to a service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pushdown {
    /// What the service is asked for. Every job that the query can match passes it.
    pub filter: ServerFilter,
    /// The parts of the query, in its normal form, that the filter does not say or not wholly, so that they are checked
    /// here.
    pub local: Vec<String>,
}

impl Pushdown {
    /// Whether the filter says all that the query does.
    pub fn is_exact(&self) -> bool {
        self.local.is_empty()
    }
}

/// Which conditions a way of asking has words for. Payment verified and the fixed amount are in all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Capabilities {
    /// Least spend of the client.
    pub spent: Numbers,
    /// Least hires of the client.
    pub hires: Numbers,
    /// May turn into employment.
    pub contract_to_hire: bool,
}

/// Which numbers a condition can be asked with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Numbers {
    /// There is no such condition.
    None,
    /// These alone, in ascending order.
    Only(&'static [u64]),
    /// Any.
    Any,
}

impl Capabilities {
    /// One parameter per filter.
    pub const DOCUMENTED: Self = Self { spent: Numbers::Any, hires: Numbers::Any, contract_to_hire: false };

    /// The address of a search page. Of hires it has the two steps of that page, `1-9` and `10-`; whether both can be asked
    /// for at once is not documented, so that ten is the only least number it is certain to understand.
    pub const SEARCH_URL: Self = Self { spent: Numbers::None, hires: Numbers::Only(&[10]), contract_to_hire: true };
}

impl Numbers {
    /// The largest least number that can be asked for and is no more than this.
    fn at_most(self, least: u64) -> Option<u64> {
        match self {
            Self::None => None,
            Self::Only(numbers) => numbers.iter().copied().rfind(|number| *number <= least),
            Self::Any => Some(least),
        }
    }
}
