//! A job as its row holds it.

use lapwing_domain::JobId;
use lapwing_domain::job::Job;
use rusqlite::types::Value;

use crate::clients;
use crate::facts::Facts;
use crate::row::Columns;
use crate::shown::Shown;

/// Everything a row holds of the posting itself. Two records are equal exactly when storing either is the same.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Record {
    pub(crate) shown: Shown,
    pub(crate) facts: String,
    pub(crate) description: String,
    /// By what its client is known again.
    pub(crate) client: Option<String>,
}

/// The columns after [`crate::shown::SHOWN_COLUMNS`], in the order they are read and written.
pub(crate) const REST_COLUMNS: &str = "facts, description, client";

impl Record {
    /// A job's record.
    pub(crate) fn of(job: &Job) -> Self {
        Self {
            shown: Shown::of(job),
            facts: Facts::of(job).to_json(),
            description: job.description.clone(),
            client: clients::known_by(&job.client),
        }
    }

    /// The job that reads back.
    pub(crate) fn into_job(self, id: JobId) -> Job {
        let mut job = Job::new(id);
        self.shown.give(&mut job);
        Facts::from_json(&self.facts).give(&mut job);
        job.description = self.description;
        job
    }

    /// Reads the shown columns and the rest.
    pub(crate) fn read(columns: &mut Columns<'_, '_>) -> rusqlite::Result<Self> {
        let shown = Shown::read(columns)?;
        Ok(Self { shown, facts: columns.get()?, description: columns.get()?, client: columns.get()? })
    }

    /// The values of the shown columns and the rest.
    pub(crate) fn values(&self) -> Vec<Value> {
        let mut values = self.shown.values();
        values.push(Value::from(self.facts.clone()));
        values.push(Value::from(self.description.clone()));
        values.push(Value::from(self.client.clone()));
        values
    }
}
