//! Naive polling: what a program does that has not thought about it.

use super::service::Service;
use super::{Market, Span, Telling, Told};

/// What `calls` calls tell when the searches take turns, evenly spaced over the time watched, each call reading one
/// unfiltered page that is matched against that one search.
///
/// The time watched is cut into as many equal parts as there are calls; each is made in the middle of its part.
pub fn naive(market: &Market, calls: u32, watched: &[Span]) -> Told {
    let service = Service::new(market);
    let mut looks = vec![Vec::new(); market.searches];
    let mut tellings = Vec::new();
    let turns = (0..market.searches).cycle();
    for (moment, search) in moments(calls, watched).into_iter().zip(turns) {
        looks[search].push(moment);
        for arrival in service.unfiltered(moment).map(|rank| service.arrivals[rank]) {
            let fits = market.arrivals[arrival].matches.iter().find(|fitting| usize::from(**fitting) == search);
            tellings.extend(fits.map(|search| Telling { arrival, search: *search, at: moment }));
        }
    }
    let made = looks.iter().map(Vec::len).sum();
    Told::measured(market, watched, made, tellings, &looks)
}

/// The middles of equal parts of the time watched.
pub(super) fn moments(calls: u32, watched: &[Span]) -> Vec<i64> {
    let calls = i64::from(calls);
    let seconds: i64 = watched.iter().map(|span| span.to - span.from).sum();
    (0..calls).filter_map(|call| nth_second((2 * call + 1) * seconds / (2 * calls), watched)).collect()
}

/// The second that is reached after so many seconds of watching.
fn nth_second(mut after: i64, watched: &[Span]) -> Option<i64> {
    for span in watched {
        let length = span.to - span.from;
        if after <= length {
            return Some(span.from + after);
        }
        after -= length;
    }
    None
}
