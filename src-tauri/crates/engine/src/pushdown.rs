//! What of a query a source's service is asked for, and what is checked here.

use lapwing_domain::query::{Use, parse};
use lapwing_sources::{Dialect, PageRequest};
use lapwing_store::Service;

use crate::asking::dialect_of;
use crate::marketplace::as_written;
use crate::ports::Result;
use crate::{Engine, EngineError};

/// A query as it would go to a source's service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PushedDown {
    /// How the service is asked: as it was found to speak, documented before that; `None` where there is one way only.
    pub dialect: Option<Dialect>,
    /// The parameters as sent, in the request or inside the address.
    pub server: Vec<(String, String)>,
    /// The parts of the query that are checked here.
    pub local: Vec<String>,
    /// Among how many of the newest postings the service looks for a page; `None` when it looks through all.
    pub looks_through: Option<u32>,
}

impl PushedDown {
    /// Whether the service is asked for all that the query says.
    pub fn is_exact(&self) -> bool {
        self.local.is_empty()
    }
}

impl Engine {
    /// What of a query, read as a saved search's, a source's service would filter. Nothing is sent.
    pub async fn explain_pushdown(&self, query: &str, source: &str) -> Result<PushedDown> {
        let query = parse(query, Use::SavedSearch).map_err(|problems| EngineError::InvalidQuery { problems })?.query;
        let not_found = || EngineError::NotFound { kind: "source", name: source.to_owned() };
        let source = self.store().source_by_name(source).await?.ok_or_else(not_found)?;
        if source.service == Service::Marketplace {
            let request = as_written(&query)?;
            let local = request.local().to_vec();
            return Ok(PushedDown { dialect: None, server: request.conditions(), local, looks_through: None });
        }
        let dialect = dialect_of(&source).unwrap_or_default();
        let pushed = query.pushdown(&dialect.capabilities());
        let parameters = dialect.parameters(&pushed.filter).into_iter();
        Ok(PushedDown {
            dialect: Some(dialect),
            server: parameters.map(|(name, value)| (name.to_owned(), value)).collect(),
            local: pushed.local,
            looks_through: PageRequest::newest().in_dialect(dialect).looks_through(),
        })
    }
}
