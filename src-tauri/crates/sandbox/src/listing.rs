//! The listing: the market and the stock as one, filtered, ordered and cut into pages.

use std::cmp::Ordering;

use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

use crate::ask::{Ask, Sort};
use crate::dice;
use crate::facts::Facts;
use crate::filter::Filter;
use crate::market::{Arrival, Listed, Market};
use crate::stock::{Row, Stock};

/// Everything one call looks through.
pub(crate) struct Listing<'a> {
    pub(crate) market: Option<&'a Market>,
    pub(crate) stock: &'a Stock,
    pub(crate) seen: Seen,
}

/// As what a listing shows itself.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Seen {
    pub(crate) now: Timestamp,
    /// How far back the market is listed; the stock is listed whole.
    pub(crate) retention: SignedDuration,
    pub(crate) hidden: Hidden,
}

/// What faults leave out.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Hidden {
    /// One posting in five for two hours.
    pub(crate) late: bool,
    /// Postings with the word `rust`.
    pub(crate) silenced: bool,
}

impl Hidden {
    /// How much later than the others a late posting is listed.
    const LATE_BY: SignedDuration = SignedDuration::from_hours(2);

    fn hides(self, candidate: &Candidate<'_>, now: Timestamp) -> bool {
        let is_late = || {
            let young = now.duration_since(candidate.posted()) < Self::LATE_BY;
            young && dice::of_text(&candidate.id()).is_multiple_of(5)
        };
        let is_silenced = || candidate.job().to_string().to_lowercase().contains("rust");
        (self.late && is_late()) || (self.silenced && is_silenced())
    }
}

enum Candidate<'a> {
    Market(Box<Listed>),
    Stock(&'a Row),
}

/// A candidate without its weight: months of postings are sorted by these.
enum Handle<'a> {
    Market(Arrival),
    Stock(&'a Row),
}

impl Candidate<'_> {
    fn facts(&self) -> Facts<'_> {
        match self {
            Self::Market(listed) => listed.facts(),
            Self::Stock(row) => row.facts(),
        }
    }

    fn job(&self) -> Value {
        match self {
            Self::Market(listed) => listed.job(),
            Self::Stock(row) => row.job.clone(),
        }
    }

    fn id(&self) -> String {
        match self {
            Self::Market(listed) => listed.id(),
            Self::Stock(row) => row.id.clone(),
        }
    }

    fn posted(&self) -> Timestamp {
        match self {
            Self::Market(listed) => listed.posted(),
            Self::Stock(row) => row.posted,
        }
    }
}

impl<'a> Candidate<'a> {
    fn handle(&self) -> Handle<'a> {
        match self {
            Self::Market(listed) => Handle::Market(listed.arrival),
            Self::Stock(row) => Handle::Stock(row),
        }
    }
}

impl<'a> Listing<'a> {
    /// The jobs of one page.
    pub(crate) fn page(&self, ask: &Ask) -> Vec<Value> {
        let candidates = self.newest_first(&ask.filter);
        if ask.sort == Sort::PostedNewest {
            let admitted = candidates.filter(|candidate| ask.filter.admits(&candidate.facts()));
            return admitted.skip(ask.offset).take(ask.limit).map(|candidate| candidate.job()).collect();
        }
        let keyed = candidates.filter_map(|candidate| {
            let facts = candidate.facts();
            ask.filter.admits(&facts).then(|| (key(ask.sort, &facts), candidate.handle()))
        });
        let mut keyed: Vec<_> = keyed.collect();
        // A stable order: what is equal stays newest first.
        keyed.sort_by(|(a, _), (b, _)| compare(ask.sort, *a, *b));
        keyed.iter().skip(ask.offset).take(ask.limit).filter_map(|(_, handle)| self.job(handle)).collect()
    }

    /// The newest postings, `most` of them, newest first.
    pub(crate) fn newest(&self, most: usize) -> Vec<Value> {
        self.newest_with_times(most).into_iter().map(|(_, job)| job).collect()
    }

    /// The same, each with its publication.
    pub(crate) fn newest_with_times(&self, most: usize) -> Vec<(Timestamp, Value)> {
        let dated = |candidate: Candidate<'_>| (candidate.posted(), candidate.job());
        self.newest_first(&Filter::default()).take(most).map(dated).collect()
    }

    fn job(&self, handle: &Handle<'_>) -> Option<Value> {
        match handle {
            Handle::Market(arrival) => self.market?.listed(*arrival, self.seen.now).map(|listed| listed.job()),
            Handle::Stock(row) => Some(row.job.clone()),
        }
    }

    /// All that is listed, by publication; the market no further than the filter could let through.
    fn newest_first(&self, filter: &Filter) -> impl Iterator<Item = Candidate<'a>> {
        let Seen { now, retention, hidden } = self.seen;
        let kept = now.saturating_sub(retention).unwrap_or(Timestamp::MIN);
        let oldest = filter.posted_after.map_or(kept, |after| after.max(kept));
        // Stated times have whole seconds: the id can be up to a second younger.
        let second = SignedDuration::from_secs(1);
        let newest = filter.posted_before.and_then(|before| before.saturating_add(second).ok()).unwrap_or(now);
        let stock = self.stock;
        let of_market = self.market.into_iter().flat_map(move |market| market.newest_first(oldest, newest, now));
        let mut of_market = of_market.filter(move |listed| stock.is_empty() || !stock.holds(&listed.id())).peekable();
        let mut of_stock = stock.newest_first(now).peekable();
        let all = std::iter::from_fn(move || match (of_market.peek(), of_stock.peek()) {
            (Some(listed), Some(row)) if row.posted < listed.posted() => next_of_market(&mut of_market),
            (Some(_), None) => next_of_market(&mut of_market),
            (_, Some(_)) => of_stock.next().map(Candidate::Stock),
            (None, None) => None,
        });
        all.filter(move |candidate| !hidden.hides(candidate, now))
    }
}

fn next_of_market<'a>(of_market: &mut impl Iterator<Item = Listed>) -> Option<Candidate<'a>> {
    of_market.next().map(|listed| Candidate::Market(Box::new(listed)))
}

/// What the order goes by; `None` where the posting does not say.
fn key(sort: Sort, facts: &Facts<'_>) -> Option<f64> {
    match sort {
        Sort::PostedNewest | Sort::PostedOldest => Some(seconds(facts.posted)),
        Sort::VisitedOldest | Sort::VisitedNewest => Some(seconds(facts.visited)),
        Sort::BudgetLowest | Sort::BudgetHighest => facts.amount(),
    }
}

fn seconds(instant: Timestamp) -> f64 {
    instant.as_duration().as_secs_f64()
}

fn compare(sort: Sort, a: Option<f64>, b: Option<f64>) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) => match sort {
            Sort::PostedOldest | Sort::VisitedOldest | Sort::BudgetLowest => a.total_cmp(&b),
            Sort::PostedNewest | Sort::VisitedNewest | Sort::BudgetHighest => b.total_cmp(&a),
        },
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    }
}
