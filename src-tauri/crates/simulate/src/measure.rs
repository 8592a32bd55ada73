//! What a run came to, beside the oracle and naive polling, and the laws it has to keep.

use std::collections::HashSet;

use lapwing_domain::pushdown::{Capabilities, ServerFilter};
use lapwing_engine::domain::plan;
use lapwing_reference::watching::{
    Arrival, Choices, Market as Known, PAGE, Span, StreamShape, Told, naive, oracle, oracle_fresh,
};
use lapwing_sources::Dialect;

use crate::market::Market;
use crate::run::Outcome;
use crate::scenario::Scenario;
use crate::searches::Searches;
use crate::service::{Call, Service};

/// The oracle may call at any of the moments so far apart, in seconds.
const MOMENTS: i64 = 300;

/// The oracle may go so many pages deep.
const DEEP: usize = 3;

/// One line of the table.
#[derive(Debug)]
pub struct Row {
    /// What was simulated.
    pub what: &'static str,
    /// Calls that the plan allows.
    pub allowed: u32,
    /// What the engine told.
    pub ours: Told,
    /// What the oracle did with as many calls.
    pub oracle: Told,
    /// What naive polling did with as many calls.
    pub naive: Told,
    /// The least worst staleness at which as many calls read everything; `None` where they cannot.
    pub fresh: Option<i64>,
    /// Fitting jobs of a search that a stream read past and that no gap holds.
    pub missed: usize,
    /// Jobs told of twice for the same search, or popped up twice.
    pub twice: usize,
    /// Looks at the plan that found it warning, and all.
    pub warned: (usize, usize),
}

impl Row {
    /// Measures a run.
    pub fn of(scenario: &Scenario, market: &Market, searches: &Searches, outcome: Outcome, service: &Service) -> Self {
        let filters = filters(searches, scenario.dialect);
        let known = known(scenario, market, searches, &filters, service);
        let chances = scenario.chances();
        let calls = u32::try_from(outcome.calls.len()).unwrap_or(u32::MAX);
        let looks = looks(&filters, &outcome.calls);
        let missed = missed(&known, market, &filters, &outcome, service);
        let mut warned = outcome.warned;
        // The first day is for learning, and in the last the calls left over may well read everything.
        warned.drain(..warned.len().min(4));
        warned.truncate(warned.len().saturating_sub(4));
        Self {
            what: scenario.what,
            allowed: scenario.allowed(),
            twice: repeated(outcome.tellings.iter().map(|told| (told.arrival, told.search)))
                + repeated(outcome.popped_up.iter()),
            ours: Told::measured(&known, &chances, outcome.calls.len(), outcome.tellings, &looks),
            oracle: oracle(&known, calls, &chances, Choices { every: MOMENTS, pages: DEEP }),
            naive: naive(&known, calls, &chances),
            fresh: oracle_fresh(&known, calls, &chances),
            missed,
            warned: (warned.iter().filter(|warned| **warned).count(), warned.len()),
        }
    }

    /// The laws that are broken, as sentences.
    pub fn broken(&self) -> Vec<String> {
        let share = |told: &Told| ratio(told.jobs.told, told.jobs.fitting);
        let (ours, best, plain) = (share(&self.ours), share(&self.oracle), share(&self.naive));
        let mut broken = Vec::new();
        let mut law = |holds: bool, sentence: String| {
            if !holds {
                broken.push(format!("{}: {sentence}", self.what));
            }
        };
        law(self.ours.calls <= self.allowed as usize, format!("{} calls of {}", self.ours.calls, self.allowed));
        law(ours >= 0.8 * best, format!("tells {:.3} of the oracle's", ours / best));
        law(ours >= plain, "tells less than naive polling".to_owned());
        law(plain >= 0.4 || ours >= 2.0 * plain, "tells less than twice what naive polling tells".to_owned());
        law(self.missed == 0, format!("{} jobs missed outside of gaps", self.missed));
        law(self.twice == 0, format!("{} jobs told twice", self.twice));
        if let Some(fresh) = self.fresh {
            let allowed = fresh.max(self.oracle.staleness.worst);
            #[expect(clippy::cast_precision_loss, reason = "seconds of a month")]
            let staler = self.ours.staleness.worst as f64 / allowed as f64;
            law(staler <= 1.2, format!("worst staleness is {staler:.2} times the oracle's"));
            law(ours >= 0.99, format!("everything can be read, and {ours:.3} was told"));
        }
        let (warned, looks) = self.warned;
        let right = if self.fresh.is_some() { warned == 0 } else { warned == looks };
        law(right, format!("warned at {warned} of {looks} looks"));
        broken
    }
}

/// A share of a whole, which is all where there is nothing.
#[expect(clippy::cast_precision_loss, reason = "counts of postings")]
pub fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

/// The filters of the searches as they go to the service.
pub fn filters(searches: &Searches, dialect: Dialect) -> Vec<ServerFilter> {
    let capabilities = match dialect {
        Dialect::Documented => Capabilities::DOCUMENTED,
        Dialect::SearchUrl => Capabilities::SEARCH_URL,
    };
    searches.queries.iter().map(|query| query.pushdown(&capabilities).filter).collect()
}

/// The market as oracle and naive polling know it. They choose among the streams that the planner chooses among.
fn known(
    scenario: &Scenario,
    market: &Market,
    searches: &Searches,
    filters: &[ServerFilter],
    service: &Service,
) -> Known {
    let fitting = searches.fitting(market);
    let postings = market.postings.iter().zip(fitting);
    let arrival = |(posting, matches): (&crate::market::Posting, Vec<u16>)| Arrival {
        published: posting.published,
        appears: posting.appears,
        matches,
        streams: Vec::new(),
    };
    let mut arrivals: Vec<Arrival> = postings.map(arrival).collect();
    let candidates = plan::candidates(filters);
    let mut streams = Vec::new();
    for (number, filter) in (0_u16..).zip(&candidates) {
        for posting in service.passing(*filter).iter() {
            arrivals[*posting].streams.push(number);
        }
        let covers = (0_u16..).zip(filters).filter(|(_, of_search)| filter.covers(of_search)).map(|(search, _)| search);
        let looks_through =
            (scenario.dialect == Dialect::SearchUrl).then(|| if filter.is_everything() { 500 } else { 150 });
        streams.push(StreamShape { covers: covers.collect(), looks_through });
    }
    Known { arrivals, streams, searches: filters.len(), page: PAGE }
}

/// When each search was looked at: whenever the newest page of something that covers it was read.
fn looks(filters: &[ServerFilter], calls: &[Call]) -> Vec<Vec<i64>> {
    let of = |filter: &ServerFilter| {
        calls.iter().filter(|call| call.newest && call.filter.covers(filter)).map(|call| call.at).collect()
    };
    filters.iter().map(of).collect()
}

/// What one stream claims to have read.
struct Claim {
    filter: ServerFilter,
    /// From the oldest posting of its first page to the newest it ever saw.
    published: Span,
    /// The last time it was asked: what appeared later it cannot know.
    last: i64,
    gaps: Vec<Span>,
}

impl Claim {
    fn all(outcome: &Outcome) -> Vec<Self> {
        let mut claims: Vec<Self> = Vec::new();
        for call in &outcome.calls {
            let Some((oldest, newest)) = call.spans else { continue };
            match claims.iter_mut().find(|claim| claim.filter == call.filter) {
                Some(claim) => {
                    claim.published.to = claim.published.to.max(newest);
                    claim.last = call.at;
                }
                None => claims.push(Self {
                    filter: call.filter,
                    published: Span { from: oldest, to: newest },
                    last: call.at,
                    gaps: gaps_of(outcome, &call.filter),
                }),
            }
        }
        claims
    }

    /// Whether it says that it has read this posting, did it pass.
    fn holds(&self, published: i64, appears: i64) -> bool {
        let within = |span: &Span| (span.from..=span.to).contains(&published);
        within(&self.published) && appears <= self.last && !self.gaps.iter().any(within)
    }
}

/// The recorded gaps of a stream, which is named by its filter.
fn gaps_of(outcome: &Outcome, filter: &ServerFilter) -> Vec<Span> {
    let name = if filter.is_everything() { "newest".to_owned() } else { filter.to_string() };
    let gaps = outcome.gaps.iter().filter(|gap| gap.stream == name);
    gaps.map(|gap| Span { from: gap.gap.from.as_second(), to: gap.gap.to.as_second() }).collect()
}

/// Fitting jobs that a stream which covers their search claims to have read, and that were not told.
fn missed(known: &Known, market: &Market, filters: &[ServerFilter], outcome: &Outcome, service: &Service) -> usize {
    let told: HashSet<(usize, u16)> = outcome.tellings.iter().map(|told| (told.arrival, told.search)).collect();
    let claims = Claim::all(outcome);
    let passing: Vec<_> = claims.iter().map(|claim| service.passing(claim.filter)).collect();
    let mut missed = 0;
    for (number, arrival) in known.arrivals.iter().enumerate() {
        let posting = &market.postings[number];
        for search in arrival.matches.iter().filter(|search| !told.contains(&(number, **search))) {
            let claimed = claims.iter().zip(&passing).any(|(claim, passing)| {
                claim.filter.covers(&filters[usize::from(*search)])
                    && claim.holds(posting.published, posting.appears)
                    && passing.binary_search(&number).is_ok()
            });
            missed += usize::from(claimed);
        }
    }
    missed
}

/// How many are there more than once.
fn repeated<T: Eq + std::hash::Hash>(all: impl Iterator<Item = T>) -> usize {
    let mut seen = HashSet::new();
    all.map(|one| usize::from(!seen.insert(one))).sum()
}
