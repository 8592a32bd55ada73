//! A plain evaluator of the query language, written from its page alone.
//!
//! It shares no code with the matcher: tests run both over the same queries and postings and compare what they say.
//! Every function is one sentence of the page, said as directly as possible. Nothing here is made to be fast.
//!
//! Beside it, in [`watching`], stand an oracle that knows every posting beforehand and naive polling, which simulations
//! compare the planner with.

#![cfg_attr(test, allow(clippy::unwrap_used))]

mod bounds;
mod clean;
mod countries;
mod error;
mod evaluate;
mod facts;
mod fields;
mod invent;
mod languages;
mod normal;
mod operands;
mod parse;
mod pattern;
mod posting;
mod profile;
mod query;
mod scan;
mod text;
mod tokens;
pub mod watching;

pub use error::Error;
pub use evaluate::holds;
pub use facts::English;
pub use invent::{Inventor, Vocabulary};
pub use posting::Posting;
pub use profile::Profile;
pub use query::Query;
