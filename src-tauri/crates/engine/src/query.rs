//! Queries without a data directory: checking one, and matching one against a file of job objects.

use std::collections::HashSet;

use jiff::Timestamp;
use lapwing_domain::query::{At, PreparedJob, Problem, Query, Use, parse};
use lapwing_sources::jobs_api::decode_job_text;

/// What is to be said of a query as a saved search.
#[derive(Debug, Clone, PartialEq)]
pub struct QueryCheck {
    /// Its normal form, when it can be read.
    pub normal: Option<String>,
    /// Right, but perhaps not meant.
    pub warnings: Vec<Problem>,
    /// What is wrong; empty when it can be read.
    pub errors: Vec<Problem>,
}

/// Reads a query as a saved search.
pub fn check_query(text: &str) -> QueryCheck {
    match parse(text, Use::SavedSearch) {
        Ok(parsed) => {
            QueryCheck { normal: Some(parsed.query.to_string()), warnings: parsed.warnings, errors: Vec::new() }
        }
        Err(errors) => QueryCheck { normal: None, warnings: Vec::new(), errors },
    }
}

/// What became of one line of a file of job objects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// The job of this id fits, and none of its rows before did.
    Match(String),
    /// It does not fit, or its id was printed already.
    Nothing,
    /// The line is no job object.
    Bad(String),
}

/// Matches a query against job objects in the jobs API's shape, a line each.
#[derive(Debug)]
pub struct LineMatcher {
    query: Query,
    at: At,
    told: HashSet<String>,
}

impl LineMatcher {
    /// For a query, seen from `now`.
    pub fn new(query: &str, now: Timestamp) -> Result<Self, Vec<Problem>> {
        Ok(Self { query: parse(query, Use::SavedSearch)?.query, at: At { now }, told: HashSet::new() })
    }

    /// Looks at the next line.
    pub fn line(&mut self, text: &str) -> Line {
        let job = match decode_job_text(text) {
            Ok(job) => job,
            Err(bad) => return Line::Bad(bad.to_string()),
        };
        let id = job.id.0.clone();
        if !self.told.contains(&id) && self.query.matches(&PreparedJob::new(job), &self.at) {
            self.told.insert(id.clone());
            return Line::Match(id);
        }
        Line::Nothing
    }
}
