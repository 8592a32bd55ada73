//! Searches that a job misses by a single condition.

use super::At;
use super::Query;
use super::ast::{Expr, Leaf};
use super::explain::Node;
use super::fields::Kind;
use super::prepared::PreparedJob;

impl Query {
    /// The conditions, explained, where all but one hold and one of those that hold found a word; `None` otherwise.
    ///
    /// Narrower than [`near_miss`](super::near_miss), which judges one query that was asked about: this is asked of every
    /// search there is when a job is opened. It costs as much as matching the query alone until two conditions do not
    /// hold, which is where most end; a query is explained only when it is returned.
    pub fn missed_by_one(&self, job: &PreparedJob, at: &At<'_>) -> Option<Vec<Node>> {
        let Some(Expr::And(parts)) = &self.root else { return None };
        let mut missed = parts.iter().filter(|part| !part.holds(job, at));
        let only = missed.next().filter(|_| missed.next().is_none())?;
        let found = parts.iter().any(|part| !std::ptr::eq(part, only) && part.finds_word(job, at));
        found.then(|| self.explain(job, at))
    }
}

impl Expr {
    /// Whether it asks for a word that is there.
    fn finds_word(&self, job: &PreparedJob, at: &At<'_>) -> bool {
        match self {
            Self::And(parts) | Self::Or(parts) => parts.iter().any(|part| part.finds_word(job, at)),
            Self::Not(_) => false,
            Self::Leaf(leaf) => leaf.is_of_words() && self.holds(job, at),
        }
    }
}

impl Leaf {
    fn is_of_words(&self) -> bool {
        match self {
            Self::Text(_) => true,
            Self::Field { field, .. } => matches!(field.kind, Kind::Text(_)),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::ids::JobId;
    use crate::job::{Job, Rate};
    use crate::money::Currency;
    use crate::query::{Outcome, Use, parse};

    /// What the job misses the query by, if by one condition.
    fn missed(query: &str) -> Option<Vec<String>> {
        let mut job = Job::new(JobId("1".into()));
        job.title = "Rust parser".into();
        job.rate = Rate::from_ends(Some(20.0), Some(40.0), Currency::USD);
        let (job, at) = (PreparedJob::new(job), At::moment(Timestamp::UNIX_EPOCH));
        let query = parse(query, Use::SavedSearch).unwrap().query;
        let nodes = query.missed_by_one(&job, &at)?;
        assert!(!query.matches(&job, &at));
        assert_eq!(nodes, query.explain(&job, &at));
        Some(nodes.into_iter().filter(|node| node.outcome != Outcome::Holds).map(|node| node.text).collect())
    }

    #[test]
    fn a_search_missed_by_one_condition_is_told_with_that_condition() {
        for (query, by) in [
            ("rust react", "react"),
            ("rust rate:>50", "rate:>50"),
            ("title:parser budget:>1k rate:20..30", "budget:>1000"),
            ("rust -parser", "-parser"),
            ("(rust OR go) (react OR vue)", "react OR vue"),
            ("(go OR (rust rate:>5)) react", "react"),
            ("rust -(react OR parser)", "-(react OR parser)"),
        ] {
            assert_eq!(missed(query), Some(vec![by.to_owned()]), "{query}");
        }
    }

    #[test]
    fn what_fits_or_misses_more_or_has_no_word_in_common_is_not() {
        for query in [
            "",
            "react",
            "rust parser",
            "rust OR react",
            "rust react vue",
            "rust react rate:>50",
            "rate:>5 react",
            "-react vue",
            "rate:>5 -parser",
            "(-react OR go) vue",
        ] {
            assert_eq!(missed(query), None, "{query}");
        }
    }
}
