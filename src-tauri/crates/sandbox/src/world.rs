//! What there is to list: the synthetic market or a replayed file, and over either what was published by hand.

use std::sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::ask::Ask;
use crate::error::{ControlError, SandboxError};
use crate::listing::{Listing, Seen};
use crate::market::Market;
use crate::options::Options;
use crate::replay;
use crate::search_url::Search;
use crate::snowflake;
use crate::stock::{self, Stock};
use crate::time::Habit;

pub(crate) struct World {
    /// `None` while a file is replayed.
    market: Option<Market>,
    stock: RwLock<Stock>,
    skipped_lines: usize,
}

impl World {
    /// A market, or a replay that begins `now`.
    pub(crate) fn new(options: &Options, now: Timestamp) -> Result<Self, SandboxError> {
        let Some(path) = &options.dataset else {
            return Ok(Self { market: Some(Market::new(options)), stock: RwLock::default(), skipped_lines: 0 });
        };
        let replay = replay::read(path, now, options.speed, options.lateness)?;
        let stock = RwLock::new(Stock::from_rows(replay.rows));
        Ok(Self { market: None, stock, skipped_lines: replay.skipped })
    }

    /// Lines of the replayed file that were no job objects.
    pub(crate) const fn skipped_lines(&self) -> usize {
        self.skipped_lines
    }

    /// One page of the listing.
    pub(crate) fn page(&self, ask: &Ask, seen: Seen) -> Vec<Value> {
        Listing { market: self.market.as_ref(), stock: &self.stock(), seen }.page(ask)
    }

    /// What a search page would show.
    pub(crate) fn search(&self, search: &Search, seen: Seen) -> Vec<Value> {
        let listing = Listing { market: self.market.as_ref(), stock: &self.stock(), seen };
        search.page(listing.newest(search.window()))
    }

    /// The newest postings, `most` of them, newest first, each with its publication.
    pub(crate) fn newest(&self, most: usize, seen: Seen) -> Vec<(Timestamp, Value)> {
        Listing { market: self.market.as_ref(), stock: &self.stock(), seen }.newest_with_times(most)
    }

    /// Lists a job from `now` on and gives back its id.
    pub(crate) fn publish(&self, mut job: Value, now: Timestamp) -> Result<String, ControlError> {
        let posted = stock::published(&job);
        let fields = job.as_object_mut().ok_or(ControlError::NotAJob)?;
        let id = match fields.get("id") {
            None | Some(Value::Null) => {
                let digits = snowflake::at(now.as_millisecond(), fastrand::u64(..));
                fields.entry("ciphertext").or_insert_with(|| json!(format!("~02{digits}")));
                fields.entry("url").or_insert_with(|| json!(format!("https://www.upwork.com/jobs/~02{digits}")));
                format!("upwork-{digits}")
            }
            Some(Value::String(id)) if !id.is_empty() => id.clone(),
            Some(_) => return Err(ControlError::NotAJob),
        };
        fields.insert("id".to_owned(), json!(id));
        if posted.is_none() && fields.get("is_private") != Some(&json!(true)) {
            fields.insert("posted_on".to_owned(), json!(Habit::Zulu.write(now)));
        }
        self.stock_mut().put(id.clone(), posted.unwrap_or(now), job, now);
        Ok(id)
    }

    /// Applies a merge patch to the version listed `now`.
    pub(crate) fn edit(&self, id: &str, patch: &Value, now: Timestamp) -> Result<(), ControlError> {
        let (posted, mut job) = self.listed(id, now).ok_or_else(|| ControlError::UnknownJob(id.to_owned()))?;
        merge(&mut job, patch);
        if !job.is_object() || job["id"] != json!(id) {
            return Err(ControlError::NotAJob);
        }
        self.stock_mut().put(id.to_owned(), posted, job, now);
        Ok(())
    }

    fn listed(&self, id: &str, now: Timestamp) -> Option<(Timestamp, Value)> {
        let stock = self.stock();
        if stock.holds(id) {
            return stock.find(id, now).map(|row| (row.posted, row.job.clone()));
        }
        self.market.as_ref()?.find(id, now).map(|listed| (listed.posted(), listed.job()))
    }

    fn stock(&self) -> RwLockReadGuard<'_, Stock> {
        self.stock.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn stock_mut(&self) -> RwLockWriteGuard<'_, Stock> {
        self.stock.write().unwrap_or_else(PoisonError::into_inner)
    }
}

/// RFC 7386.
fn merge(target: &mut Value, patch: &Value) {
    let Value::Object(changes) = patch else {
        *target = patch.clone();
        return;
    };
    if !target.is_object() {
        *target = json!({});
    }
    for (name, change) in changes {
        if change.is_null() {
            if let Some(fields) = target.as_object_mut() {
                fields.remove(name);
            }
        } else {
            merge(&mut target[name], change);
        }
    }
}
