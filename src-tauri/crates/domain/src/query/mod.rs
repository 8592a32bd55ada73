//! The query language: parsing, printing, matching and explaining.

mod ast;
mod compare;
mod eval;
mod explain;
mod express;
mod facts;
mod fields;
mod fits;
mod missed;
mod nearest;
mod number;
mod operand;
mod parse;
mod pattern;
mod posted;
mod prepared;
mod print;
mod problem;
mod program;
mod push;
mod scan;
mod term;
mod value;
mod values;

use std::fmt;

use jiff::Timestamp;

use crate::profile::Profile;
use ast::{Expr, Leaf};
pub use explain::{Evidence, EvidenceField, Node, Outcome, near_miss};
pub(crate) use number::number as plain_number;
use parse::{MOST_CHARS, Parser};
pub use prepared::PreparedJob;
pub use problem::{Code, Problem};
pub use program::Program;
use term::{Term, Written};

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

/// What conditions are measured against beside the job: the moment for `posted:<2h`, the user for `fits:me`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct At<'a> {
    /// Now.
    pub now: Timestamp,
    /// The user's own profile. Without one every posting fits.
    pub me: Option<&'a Profile>,
}

impl At<'static> {
    /// A moment, and no profile.
    pub fn moment(now: Timestamp) -> Self {
        Self { now, me: None }
    }
}

/// A query that can be matched. Prints its normal form, which parses back to the same query.
#[derive(Debug, Clone, PartialEq)]
pub struct Query {
    /// Nothing for the blank query.
    root: Option<Expr>,
}

/// Reads a query.
///
/// ```
/// use lapwing_domain::query::{Use, parse};
///
/// let parsed = parse("rust AND (tauri || desktop) NOT wordpress", Use::SavedSearch).map_err(|_| "a problem")?;
/// assert_eq!(parsed.query.to_string(), "rust (tauri OR desktop) -wordpress");
///
/// let problems = parse("rate:20-40", Use::SavedSearch).unwrap_err();
/// assert_eq!((problems[0].start, problems[0].end), (5, 10));
/// assert_eq!(problems[0].hint.as_deref(), Some("20..40"));
/// # Ok::<(), &str>(())
/// ```
///
/// # Errors
/// Every problem found, in the order of their places, never an empty list.
pub fn parse(text: &str, used_as: Use) -> Result<Parsed, Vec<Problem>> {
    let mut parser = Parser::new(text, used_as);
    let query = Query { root: parser.query() };
    if parser.problems.is_empty() {
        let printed = query.to_string().chars().count();
        if printed > MOST_CHARS {
            // Brackets behind a field are distributed; what cannot be written out could not be read again.
            let message = format!("Written out this query has {printed} characters; {MOST_CHARS} is the most.");
            parser.problem(Code::TooLong, 0, parser.scan.len(), message);
        }
    }
    let in_order = |mut problems: Vec<Problem>| {
        problems.sort_by_key(|problem| problem.start);
        problems
    };
    if parser.problems.is_empty() {
        Ok(Parsed { query, warnings: in_order(parser.warnings) })
    } else {
        Err(in_order(parser.problems))
    }
}

/// The query that a text means by itself: one word, phrase or prefix as it would stand in a query, and what would be
/// anything else there as the phrase of its words. `None` when it has no letter or digit.
///
/// ```
/// use lapwing_domain::query::text_query;
///
/// let query = |text| text_query(text).map(|query| query.to_string());
/// assert_eq!(query("scraping").as_deref(), Some("scraping"));
/// assert_eq!(query("data entry").as_deref(), Some("\"data entry\""));
/// assert_eq!(query("rust OR go").as_deref(), Some("\"rust OR go\""));
/// assert_eq!(query("--"), None);
/// ```
pub fn text_query(text: &str) -> Option<Query> {
    let parsed = parse(text, Use::SavedSearch).ok().map(|parsed| parsed.query);
    if let Some(query) = parsed.filter(|query| matches!(query.root, Some(Expr::Leaf(Leaf::Text(_))))) {
        return Some(query);
    }
    // A quote inside would end the phrase when it is printed.
    let text = text.replace(['"', '\\'], " ").trim().to_owned();
    let (term, _) = Term::new(Written { text, quoted: true, exact: false }).ok()?;
    Some(Query { root: Some(Expr::Leaf(Leaf::Text(term))) })
}

impl Query {
    /// Whether the job fits.
    pub fn matches(&self, job: &PreparedJob, at: &At<'_>) -> bool {
        self.root.as_ref().is_none_or(|root| root.holds(job, at))
    }

    /// Outcome and evidence of every condition that has to hold, in order; they all hold exactly when the job fits.
    /// The blank query has none.
    pub fn explain(&self, job: &PreparedJob, at: &At<'_>) -> Vec<Node> {
        self.root.as_ref().map(|root| root.explain(job, at)).unwrap_or_default()
    }

    /// Whether it asks for private placeholders with `private:yes`.
    pub fn asks_for_private(&self) -> bool {
        self.root.as_ref().is_some_and(|root| root.asks_for_private(false))
    }

    /// Whether any of its conditions is on the field of this name.
    pub fn asks_for(&self, field: &str) -> bool {
        self.root.as_ref().is_some_and(|root| root.asks_for(field))
    }

    /// Whether it is the blank query, which every job fits.
    pub fn is_blank(&self) -> bool {
        self.root.is_none()
    }
}

impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.root.as_ref().map_or(Ok(()), |root| root.fmt(f))
    }
}
