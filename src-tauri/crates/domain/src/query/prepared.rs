//! A job ready to be matched against any number of queries.

use crate::job::Job;

/// A job whose texts were cut into tokens and stemmed once.
#[derive(Debug, Clone)]
pub struct PreparedJob {
    job: Job,
}

impl PreparedJob {
    /// Prepares a job. Its texts are taken as cleaned already.
    pub fn new(job: Job) -> Self {
        Self { job }
    }

    /// The job itself.
    pub fn job(&self) -> &Job {
        &self.job
    }
}
