//! Postings held as they are: replayed rows, and what was published or edited by hand. Knows nothing of the market.

use std::collections::HashMap;

use jiff::Timestamp;
use serde_json::Value;

use crate::facts::Facts;
use crate::snowflake;
use crate::time;

/// One version of a posting.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    pub(crate) id: String,
    /// Publication: the order of the listing.
    pub(crate) posted: Timestamp,
    /// From when it is listed.
    pub(crate) surfaces: Timestamp,
    /// When a later version takes its place; `None` while none is known.
    pub(crate) superseded: Option<Timestamp>,
    pub(crate) job: Value,
}

impl Row {
    pub(crate) fn is_listed(&self, now: Timestamp) -> bool {
        self.surfaces <= now && self.superseded.is_none_or(|then| now < then)
    }

    pub(crate) fn facts(&self) -> Facts<'_> {
        Facts::of(&self.job, self.posted, self.visited())
    }

    /// What the row says of the service's last look at it, else when it was listed.
    fn visited(&self) -> Timestamp {
        self.job["last_visited_at"].as_str().and_then(time::parse).unwrap_or(self.surfaces)
    }
}

/// Rows in the order of publication, oldest first.
#[derive(Debug, Default)]
pub(crate) struct Stock {
    rows: Vec<Row>,
    /// How many rows have each id, arrived or not.
    versions: HashMap<String, usize>,
}

impl Stock {
    /// Takes rows in the order they surface; of several with one id, each takes the place of the one before.
    pub(crate) fn from_rows(mut rows: Vec<Row>) -> Self {
        let mut versions: HashMap<String, usize> = HashMap::new();
        let mut next_surfaces: HashMap<String, Timestamp> = HashMap::new();
        for row in rows.iter_mut().rev() {
            *versions.entry(row.id.clone()).or_default() += 1;
            row.superseded = next_surfaces.insert(row.id.clone(), row.surfaces);
        }
        rows.sort_by_key(|row| row.posted);
        Self { rows, versions }
    }

    /// Lists `job` from `now` in place of what has its id.
    pub(crate) fn put(&mut self, id: String, posted: Timestamp, job: Value, now: Timestamp) {
        // Versions still to come keep their turn; they take this one's place as they would have the old one's.
        let mut next = None;
        for row in self.rows.iter_mut().filter(|row| row.id == id) {
            if row.is_listed(now) {
                next = row.superseded;
                row.superseded = Some(now);
            } else if row.surfaces > now {
                next = next.map_or(Some(row.surfaces), |earliest: Timestamp| Some(earliest.min(row.surfaces)));
            }
        }
        *self.versions.entry(id.clone()).or_default() += 1;
        let place = self.rows.partition_point(|row| row.posted <= posted);
        self.rows.insert(place, Row { id, posted, surfaces: now, superseded: next, job });
    }

    /// Whether any version of this id is or will be here.
    pub(crate) fn holds(&self, id: &str) -> bool {
        self.versions.contains_key(id)
    }

    /// The version listed now.
    pub(crate) fn find(&self, id: &str, now: Timestamp) -> Option<&Row> {
        self.holds(id).then(|| self.rows.iter().rev().find(|row| row.id == id && row.is_listed(now))).flatten()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// What is listed now, newest publication first.
    pub(crate) fn newest_first(&self, now: Timestamp) -> impl Iterator<Item = &Row> {
        self.rows.iter().rev().filter(move |row| row.is_listed(now))
    }
}

/// When a job object says it was published, else when its id does.
pub(crate) fn published(job: &Value) -> Option<Timestamp> {
    let stated = ["posted_on", "publish_time", "created_on"].into_iter().find_map(|field| job[field].as_str());
    let in_id = || ["url", "ciphertext"].into_iter().find_map(|field| snowflake::in_text(job[field].as_str()?));
    // Stated times have whole seconds; so have these, or a placeholder would seem younger than the copy that fills it in.
    let to_the_second = |id| Timestamp::from_second(snowflake::published(id).as_second()).ok();
    stated.and_then(time::parse).or_else(|| in_id().and_then(to_the_second))
}
