//! The plain tree of a query.

use crate::error::Error;
use crate::operands::Test;
use crate::parse;
use crate::pattern::Pattern;

/// A query that was understood.
#[derive(Clone, Debug, PartialEq)]
pub struct Query {
    pub(crate) root: Node,
}

/// A node of the tree.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Node {
    /// The wholly blank query.
    Everything,
    /// All of them.
    And(Vec<Node>),
    /// Any of them.
    Or(Vec<Node>),
    /// Not this.
    Not(Box<Node>),
    /// A bare word or phrase.
    Text(Pattern),
    /// One value of a field.
    Field(&'static str, Test),
}

impl Query {
    /// Reads a query, or says what is wrong with it and where.
    pub fn parse(text: &str) -> Result<Query, Error> {
        parse::query(text).map(|root| Query { root })
    }
}
