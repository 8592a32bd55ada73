//! How few calls read a stream to the end, page by page, knowing beforehand what appears when.

use super::{Arrival, Market, Span};

/// Into so many parts an interval is cut for choosing the moments of polls.
const PARTS: i64 = 64;

/// About so many moments there are at most to choose from, however short the interval.
const MOMENTS: i64 = 131_072;

/// So many neighbouring postings are passed over at once where all of them are known.
const BLOCK: usize = 64;

/// A stream as a clairvoyant reader polls it.
pub(super) struct Polled<'a> {
    /// The searches it covers, each once.
    pub(super) covers: Vec<usize>,
    /// When each posting that passes its filter was published, oldest first.
    published: Vec<i64>,
    /// When each of them appears, in the same order.
    shows: Vec<i64>,
    /// When the last of each [`BLOCK`] of them appears.
    settled: Vec<i64>,
    /// When they appear and their places in `shows`, first to appear first.
    appearing: Vec<(i64, usize)>,
    /// When each posting of the market appears, in order, and how many may between two polls; where that matters.
    window: Option<(&'a [i64], usize)>,
    page: usize,
}

impl<'a> Polled<'a> {
    /// All streams that cover a search. `everything` says when each posting of the market appears, in order.
    pub(super) fn all(market: &Market, everything: &'a [i64]) -> Vec<Self> {
        let mut passing: Vec<Vec<&Arrival>> = vec![Vec::new(); market.streams.len()];
        let mut arrivals: Vec<&Arrival> = market.arrivals.iter().collect();
        arrivals.sort_by_key(|arrival| arrival.published);
        for arrival in arrivals {
            for stream in &arrival.streams {
                if let Some(passing) = passing.get_mut(usize::from(*stream)) {
                    passing.push(arrival);
                }
            }
        }
        let streams = market.streams.iter().zip(passing).map(|(shape, passing)| {
            let mut covers: Vec<usize> = shape.covers.iter().map(|search| usize::from(*search)).collect();
            covers.retain(|search| *search < market.searches);
            covers.sort_unstable();
            covers.dedup();
            let window = shape.looks_through.map(|n| (everything, usize::try_from(n).unwrap_or(usize::MAX)));
            let shows: Vec<i64> = passing.iter().map(|arrival| arrival.shows()).collect();
            let settled = shows.chunks(BLOCK).map(|block| block.iter().copied().fold(i64::MIN, i64::max)).collect();
            let mut appearing: Vec<(i64, usize)> = shows.iter().copied().zip(0..).collect();
            appearing.sort_unstable();
            let published = passing.iter().map(|arrival| arrival.published).collect();
            Self { covers, published, shows, settled, appearing, window, page: market.page }
        });
        streams.filter(|stream| !stream.covers.is_empty()).collect()
    }

    /// The fewest calls that read everything and leave no `every` seconds of a span without a poll; none where more than
    /// `most` are needed, or the stream's window is too narrow.
    ///
    /// A poll at a moment costs what its new pages cost, and what the cheapest of the polls costs that can be the one
    /// before: the earlier that is, the more is new.
    pub(super) fn calls_needed(&self, most: u32, watched: &[Span], every: i64) -> Option<u32> {
        let moments = moments(watched, every);
        // The beginning is as if it had been polled for nothing: what was there before need not be read.
        let mut fewest: Vec<Option<u32>> = vec![Some(0)];
        let mut in_time = 0;
        for (place, now) in moments.iter().enumerate().skip(1) {
            while deadline(moments[in_time], every, watched) < *now {
                in_time += 1;
            }
            if fewest[in_time..].iter().all(Option::is_none) {
                return None;
            }
            let opens = self.window_opens(*now);
            let earliest = in_time + moments[in_time..place].partition_point(|polled| *polled < opens);
            let pages = self.new_pages(moments[earliest], *now);
            let (mut calls, mut least) = (0, None);
            for (polled, spent) in moments[earliest..place].iter().zip(&fewest[earliest..]).rev() {
                while pages.get(calls).is_some_and(|newest| newest > polled) {
                    calls += 1;
                }
                let spent = spent.and_then(|spent| spent.checked_add(u32::try_from(calls.max(1)).ok()?));
                least = spent.into_iter().chain(least).min();
            }
            fewest.push(least.filter(|calls| *calls <= most));
        }
        fewest.into_iter().skip(1).next_back()?
    }

    /// When the last posting of each page appeared, latest first, of the pages that at `now` hold a posting that appeared
    /// after `since`. A poll since a later moment needs those of them that hold one that appeared after that.
    pub(super) fn new_pages(&self, since: i64, now: i64) -> Vec<i64> {
        let known = self.appearing.partition_point(|(shows, _)| *shows <= since);
        let shown = self.appearing.partition_point(|(shows, _)| *shows <= now);
        let new = self.appearing.get(known..shown).unwrap_or_default();
        let Some(oldest) = new.iter().map(|(_, rank)| *rank).min() else { return Vec::new() };

        // From the newest down: `place` counts what is shown, and `last` is when the last of a page's new ones appeared.
        let mut rank = self.published.partition_point(|published| *published <= now);
        let (mut place, mut page, mut last) = (0, 0, since);
        let mut pages = Vec::new();
        while rank > oldest {
            if rank.is_multiple_of(BLOCK) && self.settled[rank / BLOCK - 1] <= since {
                rank -= BLOCK;
                place += BLOCK;
                continue;
            }
            rank -= 1;
            let appears = self.shows[rank];
            if appears > now {
                continue;
            }
            if place / self.page != page {
                pages.push(last);
                (page, last) = (place / self.page, since);
            }
            last = last.max(appears);
            place += 1;
        }
        pages.push(last);
        pages.retain(|last| *last > since);
        pages.sort_unstable_by(|one, other| other.cmp(one));
        pages
    }

    /// The earliest second such that the window still reaches back to a poll then.
    fn window_opens(&self, now: i64) -> i64 {
        let Some((everything, n)) = self.window else { return i64::MIN };
        let shown = everything.partition_point(|shows| *shows <= now);
        shown.checked_sub(n.saturating_add(1)).map_or(i64::MIN, |last_lost| everything[last_lost])
    }
}

/// The moments to choose from, in order: the ends of spans, and from each beginning on equal parts of an interval, so
/// that a poll that is put off to the last second is always among them. The first is the very beginning.
fn moments(watched: &[Span], every: i64) -> Vec<i64> {
    let length: i64 = watched.iter().map(|span| span.to - span.from).sum();
    let parts = PARTS.min(every).min(every.saturating_mul(MOMENTS) / length.max(1)).max(1);
    let mut moments = Vec::new();
    for span in watched {
        let evenly = (0..).map(|part| span.from + part * every / parts);
        moments.extend(evenly.take_while(|moment| *moment < span.to).chain([span.to]));
    }
    moments
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
