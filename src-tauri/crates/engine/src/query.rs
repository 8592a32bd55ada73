//! Queries without a data directory: checking one, and matching one against a file of job objects.

use std::collections::HashSet;

use jiff::Timestamp;
use lapwing_domain::query::{At, Node, PreparedJob, Problem, Query, Use, parse};
use lapwing_domain::{Job, Profile};
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

/// Why a job fits a query, or does not.
#[derive(Debug, Clone, PartialEq)]
pub struct Explained {
    /// The service's id.
    pub id: String,
    /// Whether it fits.
    pub matched: bool,
    /// Every condition that has to hold, in order.
    pub nodes: Vec<Node>,
}

/// Matches a query against job objects in the jobs API's shape, a line each.
#[derive(Debug)]
pub struct LineMatcher {
    query: Query,
    now: Timestamp,
    me: Profile,
    told: HashSet<String>,
}

impl LineMatcher {
    /// For a query, seen from `now` by this user.
    pub fn new(query: &str, now: Timestamp, me: Profile) -> Result<Self, Vec<Problem>> {
        Ok(Self { query: parse(query, Use::SavedSearch)?.query, now, me, told: HashSet::new() })
    }

    /// Looks at the next line.
    pub fn line(&mut self, text: &str) -> Line {
        let job = match read(text) {
            Ok(job) => job,
            Err(bad) => return Line::Bad(bad),
        };
        let id = job.id.0.clone();
        if !self.told.contains(&id) && self.query.matches(&PreparedJob::new(job), &self.at()) {
            self.told.insert(id.clone());
            return Line::Match(id);
        }
        Line::Nothing
    }

    /// Why the job of a line fits, or does not; or what is wrong with the line.
    pub fn explain(&self, text: &str) -> Result<Explained, String> {
        let job = PreparedJob::new(read(text)?);
        let (matched, nodes) = (self.query.matches(&job, &self.at()), self.query.explain(&job, &self.at()));
        Ok(Explained { id: job.job().id.0.clone(), matched, nodes })
    }

    fn at(&self) -> At<'_> {
        At { now: self.now, me: Some(&self.me) }
    }
}

fn read(text: &str) -> Result<Job, String> {
    decode_job_text(text).map_err(|bad| bad.to_string())
}
