//! What the service answers: the page of a stream at a moment.

use super::{Market, StreamShape};

/// All postings in the order of publishing. A posting's rank is its place in that order, the oldest being 0.
pub(super) struct Service<'a> {
    market: &'a Market,
    /// Per rank: the posting's place in the market's list.
    pub(super) arrivals: Vec<usize>,
    published: Vec<i64>,
    shows: Vec<i64>,
    /// Per stream: the ranks that pass its filter, oldest first.
    passing: Vec<Vec<usize>>,
}

/// One page that can be asked for. It spans the places `from..to` in the list of what passes the stream's filter.
pub(super) struct View {
    pub(super) moment: i64,
    pub(super) stream: usize,
    from: usize,
    to: usize,
}

impl<'a> Service<'a> {
    pub(super) fn new(market: &'a Market) -> Self {
        let mut arrivals: Vec<usize> = (0..market.arrivals.len()).collect();
        arrivals.sort_by_key(|arrival| market.arrivals[*arrival].published);
        let mut passing = vec![Vec::new(); market.streams.len()];
        for (rank, arrival) in arrivals.iter().enumerate() {
            for stream in &market.arrivals[*arrival].streams {
                if let Some(ranks) = passing.get_mut(usize::from(*stream)) {
                    ranks.push(rank);
                }
            }
        }
        let published = arrivals.iter().map(|arrival| market.arrivals[*arrival].published).collect();
        let shows = arrivals.iter().map(|arrival| market.arrivals[*arrival].shows()).collect();
        Self { market, arrivals, published, shows, passing }
    }

    /// The first `pages` pages of every stream at a moment, without empty ones.
    pub(super) fn views(&self, moment: i64, pages: usize) -> Vec<View> {
        let mut views = Vec::new();
        let mut looked: Option<(u32, usize)> = None;
        for (stream, shape) in self.market.streams.iter().enumerate() {
            // Streams mostly look equally far, so the last answer is usually the next one.
            let oldest = match (shape.looks_through, looked) {
                (None, _) => 0,
                (Some(n), Some((last, oldest))) if n == last => oldest,
                (Some(n), _) => self.oldest_looked_at(moment, n),
            };
            looked = shape.looks_through.map(|n| (n, oldest)).or(looked);
            let ranks = &self.passing[stream];
            let first = ranks.partition_point(|rank| *rank < oldest);
            let mut to = ranks.partition_point(|rank| self.published[*rank] <= moment);
            for _ in 0..pages {
                let shown = (first..to).rev().filter(|place| self.shows[ranks[*place]] <= moment);
                let Some(from) = shown.take(self.market.page).last() else { break };
                views.push(View { moment, stream, from, to });
                to = from;
            }
        }
        views
    }

    /// The rank of the last posting that the service looks at when it looks at the newest `n`.
    fn oldest_looked_at(&self, moment: i64, n: u32) -> usize {
        let end = self.published.partition_point(|published| *published <= moment);
        let shown = (0..end).rev().filter(|rank| self.shows[*rank] <= moment);
        shown.take(usize::try_from(n).unwrap_or(usize::MAX)).last().unwrap_or(end)
    }

    /// The ranks of the postings in a page, newest first.
    pub(super) fn page(&self, view: &View) -> impl Iterator<Item = usize> {
        let ranks = self.passing[view.stream][view.from..view.to].iter().rev().copied();
        ranks.filter(move |rank| self.shows[*rank] <= view.moment)
    }

    /// The ranks of the newest page without any filter, newest first.
    pub(super) fn unfiltered(&self, moment: i64) -> impl Iterator<Item = usize> {
        let end = self.published.partition_point(|published| *published <= moment);
        (0..end).rev().filter(move |rank| self.shows[*rank] <= moment).take(self.market.page)
    }

    pub(super) fn stream(&self, view: &View) -> &StreamShape {
        &self.market.streams[view.stream]
    }
}
