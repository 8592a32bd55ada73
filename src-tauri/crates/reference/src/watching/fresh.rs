//! The freshest that searches can be kept when nothing may be missed.

use super::{Arrival, Market, Span};

/// The least worst staleness, in seconds, at which `calls` calls can still read everything, rounded up to a whole
/// second; none where they cannot. No plan that misses nothing can do better, so a plan's worst staleness is compared
/// with this.
///
/// The bound has three parts:
///
/// 1. A stream polled at least every `T` seconds of each span, and once more at the very end, costs at least one call
///    for each `T`, and at least one for each page of what appeared since its last poll. How few calls do is worked out
///    exactly, knowing all arrivals. Without busy hours that is even spacing, length ÷ `T`; in busy ones pages decide.
///    Postings already known that stand between new ones, and reading an overlap again, are not charged.
/// 2. A stream that looks only through the newest `n` covers its searches as long as no more than `n` postings of the
///    whole market appear between two polls.
/// 3. Every search needs a stream that covers it. One stream that covers `m` searches serves each for 1 ÷ `m` of its
///    calls; the cheapest shares of all searches together are never more than the cheapest set of streams costs. They
///    are the same where one stream covers everything, or where streams share out the searches without overlap.
pub fn oracle_fresh(market: &Market, calls: u32, watched: &[Span]) -> Option<i64> {
    let longest = watched.iter().map(|span| span.to - span.from).max()?.max(1);
    let mut everything: Vec<i64> = market.arrivals.iter().map(Arrival::shows).collect();
    everything.sort_unstable();
    let streams = Polled::all(market, &everything);
    let enough = |every| least_calls(market, &streams, calls, watched, every) <= f64::from(calls) + 1e-6;
    if !enough(longest) {
        return None;
    }
    let (mut too_often, mut often) = (0, longest);
    while often - too_often > 1 {
        let middle = i64::midpoint(too_often, often);
        if enough(middle) { often = middle } else { too_often = middle }
    }
    Some(often)
}

/// Fewer calls than this cannot look at every search every so many seconds; infinite where `calls` are too few for sure.
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

/// A stream as it is polled: when there is something new in it.
struct Polled<'a> {
    /// The searches it covers, each once.
    covers: Vec<usize>,
    /// When each posting that passes its filter appears, in order.
    shows: Vec<i64>,
    /// When each posting of the market appears, in order, and how many may between two polls; where that matters.
    window: Option<(&'a [i64], usize)>,
    page: usize,
}

impl<'a> Polled<'a> {
    /// All streams that cover a search.
    fn all(market: &Market, everything: &'a [i64]) -> Vec<Self> {
        let streams = market.streams.iter().map(|shape| {
            let mut covers: Vec<usize> = shape.covers.iter().map(|search| usize::from(*search)).collect();
            covers.retain(|search| *search < market.searches);
            covers.sort_unstable();
            covers.dedup();
            let window = shape.looks_through.map(|n| (everything, usize::try_from(n).unwrap_or(usize::MAX)));
            Self { covers, shows: Vec::new(), window, page: market.page }
        });
        let mut streams: Vec<Self> = streams.collect();
        for arrival in &market.arrivals {
            for stream in &arrival.streams {
                if let Some(stream) = streams.get_mut(usize::from(*stream)) {
                    stream.shows.push(arrival.shows());
                }
            }
        }
        for stream in &mut streams {
            stream.shows.sort_unstable();
        }
        streams.retain(|stream| !stream.covers.is_empty());
        streams
    }

    /// The fewest calls that read everything and leave no `every` seconds of a span without a poll; none where more than
    /// `most` are needed, or the stream's window is too narrow.
    ///
    /// With so many calls the latest last poll is the best: whatever may follow an earlier one may follow it, for no
    /// more calls. So it is enough to know, for each number of calls, how late it can be.
    fn calls_needed(&self, most: u32, watched: &[Span], every: i64) -> Option<u32> {
        let (start, end) = (watched.first()?.from, watched.last()?.to);
        let most = usize::try_from(most).unwrap_or(usize::MAX);
        let mut latest = vec![None; most + 1];
        latest[0] = Some(start);
        for spent in 0..=most {
            let Some(polled) = latest[spent] else { continue };
            if spent > 0 && polled >= end {
                return u32::try_from(spent).ok();
            }
            let in_time = deadline(polled, every, watched).min(self.window_closes(polled));
            let known = self.shows.partition_point(|shows| *shows <= polled);
            for pages in 1..=most - spent {
                let overflows = self.shows.get(known + pages * self.page).map_or(i64::MAX, |shows| shows - 1);
                let next = last_watched(in_time.min(overflows), watched).filter(|next| *next > polled);
                latest[spent + pages] = latest[spent + pages].max(next);
                if overflows >= in_time {
                    break;
                }
            }
        }
        None
    }

    /// The last second before the window no longer reaches back to a poll.
    fn window_closes(&self, polled: i64) -> i64 {
        let Some((everything, n)) = self.window else { return i64::MAX };
        let known = everything.partition_point(|shows| *shows <= polled);
        everything.get(known.saturating_add(n)).map_or(i64::MAX, |shows| shows - 1)
    }
}

/// When the poll after one at `polled` is due. A span that ends before needs none, and the next begins afresh; but the
/// last span ends with a poll.
fn deadline(polled: i64, every: i64, watched: &[Span]) -> i64 {
    let mut since = polled;
    for span in watched.iter().filter(|span| span.to >= polled) {
        since = since.max(span.from);
        if since + every < span.to {
            return since + every;
        }
    }
    watched.last().map_or(polled, |last| last.to)
}

/// The last second, up to a given one, in which calls can be made.
fn last_watched(second: i64, watched: &[Span]) -> Option<i64> {
    watched.iter().rev().find(|span| span.from <= second).map(|span| span.to.min(second))
}
