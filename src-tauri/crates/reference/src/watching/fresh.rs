//! The freshest that searches can be kept when nothing may be missed.

use std::iter::successors;

use super::polled::Polled;
use super::{Arrival, Market, Span};

/// The least worst staleness, in seconds, at which `calls` calls can still read everything, rounded up to a whole
/// second; none where they cannot. A plan's worst staleness is compared with this.
///
/// It is what a clairvoyant reader of pages achieves, who knows beforehand when everything appears, but gets it in the
/// pages that the service returns:
///
/// 1. A stream is polled so that no `T` seconds of a span pass without a poll, and once more at the very end. Each poll
///    reads all that has appeared since the last one, and asks for exactly the pages that hold some of it. Pages are cut
///    from everything shown that passes the stream's filter, newest published first. So postings that surface late cost
///    the pages of known ones they stand between, and a poll costs a call, for the newest page, even where nothing is
///    new. What the reader is spared is asking for pages in vain and reading an overlap again.
/// 2. A stream that looks only through the newest `n` covers its searches as long as no more than `n` postings of the
///    whole market appear between two polls. One that surfaces too late to be among the newest `n` is still charged and
///    counted as read.
/// 3. Every search needs a stream that covers it. One stream that covers `m` searches serves each for 1 ÷ `m` of its
///    calls; the cheapest shares of all searches together are never more than the cheapest set of streams costs. They
///    are the same where one stream covers everything, or where streams share out the searches without overlap; there
///    the answer can truly be reached, but for the second part.
///
/// For a given `T` the cheapest moments to poll at are found exactly among 64 evenly spaced ones to each `T`: all seconds
/// where `T` is shorter, and fewer where they would make more than some 130,000 in all. A moment between those could save
/// a call here and there, so where the answer errs, it errs towards the larger (or none, where a narrow window or the last
/// call decides), by less than a twentieth in what tests try; the moments found always do what is answered. It does not
/// err where it is up to 64 seconds within a day and a half, nor where pages and windows do not matter.
pub fn oracle_fresh(market: &Market, calls: u32, watched: &[Span]) -> Option<i64> {
    let longest = watched.iter().map(|span| span.to - span.from).max()?.max(1);
    let mut everything: Vec<i64> = market.arrivals.iter().map(Arrival::shows).collect();
    everything.sort_unstable();
    let streams = Polled::all(market, &everything);
    let enough = |every| least_calls(market, &streams, calls, watched, every) <= f64::from(calls) + 1e-6;
    // A narrow window may be met by few moments only, which lie between those to choose from while those are far apart.
    let mut often =
        successors(Some(longest), |every| Some(every / 2).filter(|half| *half > 0)).find(|every| enough(*every))?;
    let mut too_often = 0;
    while often - too_often > 1 {
        let middle = i64::midpoint(too_often, often);
        if enough(middle) { often = middle } else { too_often = middle }
    }
    Some(often)
}

/// What it takes to look at every search every so many seconds, in calls; infinite where `calls` are too few for sure.
fn least_calls(market: &Market, streams: &[Polled<'_>], calls: u32, watched: &[Span], every: i64) -> f64 {
    let mut shares = vec![f64::INFINITY; market.searches];
    for stream in streams {
        let Some(needed) = stream.calls_needed(calls, watched, every) else { continue };
        let share = f64::from(needed) / f64::from(u32::try_from(stream.covers.len()).unwrap_or(u32::MAX));
        for search in &stream.covers {
            shares[*search] = shares[*search].min(share);
        }
    }
    shares.iter().sum()
}
