//! The synthetic market: who posts what and when, all of it following from a seed and the time. Nothing is stored: the same
//! window of time shows the same postings after a restart, on any day.

mod arrivals;
mod client;
mod course;
mod draft;
mod places;
mod render;
mod trades;
mod words;

use jiff::Timestamp;
use serde_json::Value;

pub(crate) use self::arrivals::Arrival;
use self::arrivals::Arrivals;
use self::course::Posting;
use self::draft::Draft;
use crate::facts::Facts;
use crate::options::{Lateness, Options};
use crate::snowflake;

/// Where the postings of one trade are filed.
pub(crate) struct Filed {
    pub(crate) name: &'static str,
    pub(crate) slug: &'static str,
    pub(crate) group: &'static str,
    pub(crate) group_slug: &'static str,
    pub(crate) occupation: &'static str,
}

/// The trades there are.
pub(crate) fn trades() -> impl Iterator<Item = Filed> {
    trades::TRADES.into_iter().map(|trade| {
        let trades::Category { name, slug, group, group_slug } = trade.category;
        Filed { name, slug, group, group_slug, occupation: trade.occupation }
    })
}

#[derive(Debug)]
pub(crate) struct Market {
    seed: u64,
    arrivals: Arrivals,
    lateness: Lateness,
}

/// A posting of the market as it is listed at some instant.
#[derive(Debug)]
pub(crate) struct Listed {
    pub(crate) arrival: Arrival,
    posting: Posting,
}

impl Market {
    pub(crate) fn new(options: &Options) -> Self {
        let arrivals = Arrivals {
            seed: options.seed,
            per_hour: options.arrivals_per_hour * options.speed,
            steady: options.steady,
        };
        Self { seed: options.seed, arrivals, lateness: options.lateness }
    }

    /// What is listed at `now` of the postings published after `oldest` and up to `newest`, newest first.
    pub(crate) fn newest_first(
        &self,
        oldest: Timestamp,
        newest: Timestamp,
        now: Timestamp,
    ) -> impl Iterator<Item = Listed> {
        self.arrivals.newest_first(oldest, newest.min(now)).filter_map(move |arrival| self.listed(arrival, now))
    }

    /// The posting of `arrival` as it is listed at `now`.
    pub(crate) fn listed(&self, arrival: Arrival, now: Timestamp) -> Option<Listed> {
        let lateness = self.lateness.of(arrival.snowflake);
        let posting = Posting::of(Draft::of(self.seed, arrival), lateness, now)?;
        Some(Listed { arrival, posting })
    }

    /// The posting with this id, if it is listed at `now`.
    pub(crate) fn find(&self, id: &str, now: Timestamp) -> Option<Listed> {
        let snowflake = id.strip_prefix("upwork-")?.parse().ok()?;
        let arrival = self.arrivals.find(snowflake)?;
        (snowflake::published(snowflake) <= now).then(|| self.listed(arrival, now)).flatten()
    }
}

impl Listed {
    pub(crate) fn id(&self) -> String {
        self.posting.id()
    }

    pub(crate) fn posted(&self) -> Timestamp {
        self.posting.draft.published
    }

    pub(crate) fn facts(&self) -> Facts<'_> {
        self.posting.facts()
    }

    pub(crate) fn job(&self) -> Value {
        self.posting.job()
    }
}
