//! What watching could bring at best and what it brings at its plainest, for simulations to compare the planner with.
//!
//! Written from the page about watching alone: it shares no code with the planner or the engine. Everything that was
//! ever posted is known beforehand, and every function says one sentence as directly as possible.
//!
//! All times are whole seconds of one clock, Unix time for instance.

mod fresh;
mod greedy;
mod naive;
mod oracle;
mod polled;
mod service;
mod told;

#[cfg(test)]
mod tests;

pub use fresh::oracle_fresh;
pub use naive::naive;
pub use oracle::{Choices, oracle};
pub use told::{Share, Staleness, Telling, Told, staleness};

/// Postings in a page of the jobs API.
pub const PAGE: usize = 50;

/// One posting, as the service comes to show it.
#[derive(Clone, Debug, Default)]
pub struct Arrival {
    /// When it was published, in seconds: what pages are ordered by.
    pub published: i64,
    /// From which second on the service shows it. Before it is published it never shows.
    pub appears: i64,
    /// The searches it fits, by number, each once. Numbers without a search are passed over.
    pub matches: Vec<u16>,
    /// The streams whose server filter it passes, by number, each once. Numbers without a stream are passed over.
    pub streams: Vec<u16>,
}

/// One server query that can be asked for.
#[derive(Clone, Debug, Default)]
pub struct StreamShape {
    /// The searches, by number, of which its server filter is certain to return every job.
    pub covers: Vec<u16>,
    /// How many of the newest postings the service filters, for dialects where it looks no further; all where none.
    pub looks_through: Option<u32>,
}

/// Everything that is posted, and what can be asked.
#[derive(Clone, Debug)]
pub struct Market {
    /// The postings in any order. Of those published in the same second the later in this list counts as newer.
    pub arrivals: Vec<Arrival>,
    /// The streams; their place is their number.
    pub streams: Vec<StreamShape>,
    /// How many searches there are. They are numbered from zero.
    pub searches: usize,
    /// Postings in a page: [`PAGE`], or fewer where a small market is to be worked out by hand.
    pub page: usize,
}

/// A time in which calls can be made, both its ends included. Nights of sleep and outages lie between spans.
///
/// Functions take spans in order, without overlap. Postings count for what is told when they appear from the beginning
/// of the first to the end of the last; earlier ones only fill pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The first second.
    pub from: i64,
    /// The last second.
    pub to: i64,
}

impl Span {
    fn holds(&self, second: i64) -> bool {
        (self.from..=self.to).contains(&second)
    }
}

impl Arrival {
    /// When the service shows it.
    fn shows(&self) -> i64 {
        self.appears.max(self.published)
    }
}

impl Market {
    /// Whether a posting can be told: it fits a search, and appears between the ends of what is watched.
    fn counts(&self, arrival: &Arrival, watched: &[Span]) -> bool {
        let fits = arrival.matches.iter().any(|search| usize::from(*search) < self.searches);
        let ends = watched.first().zip(watched.last());
        fits && ends.is_some_and(|(first, last)| (first.from..=last.to).contains(&arrival.shows()))
    }
}
