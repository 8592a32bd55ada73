//! The requests for the marketplace that were executed, in the order they came.

use std::collections::VecDeque;

use jiff::Timestamp;
use serde_json::{Map, Value};

/// One GraphQL request, as it came in with a token that was good.
#[derive(Debug, Clone, PartialEq)]
pub struct GraphQlRequest {
    /// When, by the sandbox's clock.
    pub at: Timestamp,
    /// The document.
    pub query: String,
    /// The variables; empty without any.
    pub variables: Map<String, Value>,
    /// The organization it was made for, as its header names it.
    pub tenant: Option<String>,
}

/// The newest requests.
#[derive(Debug, Default)]
pub(crate) struct Asked(VecDeque<GraphQlRequest>);

impl Asked {
    const KEPT: usize = 1_000;

    pub(crate) fn note(&mut self, request: GraphQlRequest) {
        if self.0.len() == Self::KEPT {
            self.0.pop_front();
        }
        self.0.push_back(request);
    }

    pub(crate) fn all(&self) -> Vec<GraphQlRequest> {
        self.0.iter().cloned().collect()
    }
}
