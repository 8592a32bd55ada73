//! The oracle: knows everything that will be posted, and calls where it brings most.

use super::greedy::take_best;
use super::service::{Service, View};
use super::{Market, Span, Telling, Told};

/// The calls that the oracle chooses among: every stream at moments evenly spaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choices {
    /// Seconds from one moment to the next, at least 1. The first is the beginning of a span.
    pub every: i64,
    /// How many pages deep a call may reach; 1 for the newest page alone. Deeper pages bring something new only where
    /// more than a page appears between two moments, as after a night.
    pub pages: usize,
}

/// What is known of each posting, by rank.
struct Board {
    /// Whether it can be told at all.
    counts: Vec<bool>,
    /// When it is told; the end of time while it is not.
    told: Vec<i64>,
}

/// What `calls` calls tell when each is placed where it brings the most fitting jobs not yet told.
///
/// Choosing so reaches at least 1 − 1/e of what any choice among the same calls could tell. Calls that are left when
/// nothing more can be told go, by the same rule, where they save the most waiting.
pub fn oracle(market: &Market, calls: u32, watched: &[Span], choices: Choices) -> Told {
    let service = Service::new(market);
    let views = views(&service, watched, choices);
    let counts = service.arrivals.iter().map(|arrival| market.counts(&market.arrivals[*arrival], watched)).collect();
    let mut board = Board { counts, told: vec![i64::MAX; service.arrivals.len()] };

    let tell = |board: &mut Board, view: &View| {
        for rank in service.page(view).filter(|rank| board.counts[*rank]).collect::<Vec<_>>() {
            board.told[rank] = board.told[rank].min(view.moment);
        }
    };
    let new = |board: &Board, view: &View| {
        service.page(view).map(|rank| i64::from(board.counts[rank] && board.told[rank] == i64::MAX)).sum()
    };
    let saved = |board: &Board, view: &View| {
        let waiting = service.page(view).filter(|rank| board.counts[*rank]);
        waiting.map(|rank| (board.told[rank] - view.moment).max(0)).sum()
    };
    let budget = usize::try_from(calls).unwrap_or(usize::MAX);
    let mut taken = take_best(&mut board, &views, budget, new, tell);
    let left = budget - taken.len();
    taken.extend(take_best(&mut board, &views, left, saved, tell));

    let mut looks = vec![Vec::new(); market.searches];
    for view in taken.iter().map(|place| &views[*place]) {
        for search in &service.stream(view).covers {
            if let Some(looks) = looks.get_mut(usize::from(*search)) {
                looks.push(view.moment);
            }
        }
    }
    Told::measured(market, watched, taken.len(), tellings(market, &service, &board), &looks)
}

/// Every call there is to choose, earliest first.
fn views(service: &Service<'_>, watched: &[Span], choices: Choices) -> Vec<View> {
    let step = usize::try_from(choices.every.max(1)).unwrap_or(usize::MAX);
    let moments = watched.iter().flat_map(|span| (span.from..=span.to).step_by(step));
    moments.flat_map(|moment| service.views(moment, choices.pages)).collect()
}

/// Whatever is returned is matched against all searches.
fn tellings(market: &Market, service: &Service<'_>, board: &Board) -> Vec<Telling> {
    let told = board.told.iter().enumerate().filter(|(_, at)| **at != i64::MAX);
    let told = told.map(|(rank, at)| (service.arrivals[rank], *at));
    told.flat_map(|(arrival, at)| {
        market.arrivals[arrival].matches.iter().map(move |search| Telling { arrival, search: *search, at })
    })
    .collect()
}
