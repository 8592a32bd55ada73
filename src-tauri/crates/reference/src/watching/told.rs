//! The measure that the oracle, naive polling and the program under test are all held to.

use super::{Market, Span};

/// A job told of for a search.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Telling {
    /// The job's place in the market's list.
    pub arrival: usize,
    /// The search's number.
    pub search: u16,
    /// When, in seconds.
    pub at: i64,
}

/// How much of what fits was told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// Jobs told.
    pub told: usize,
    /// Jobs that fit and appeared between the ends of what was watched.
    pub fitting: usize,
}

/// How old what is known of a search was: the seconds since it was last looked at.
///
/// The staleness grows from zero at each look and at the beginning of each span, up to the next look or the end of the
/// span. The time between spans does not count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Staleness {
    /// The greatest staleness of any search, in seconds.
    pub worst: i64,
    /// The staleness, in seconds, that is not exceeded for half of the time, over all searches taken together.
    pub median: i64,
}

/// What watching told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// Calls made.
    pub calls: usize,
    /// Jobs told of for any search they fit, among those that fit any.
    pub jobs: Share,
    /// The same for each search alone, by number. A job that fits two counts for both.
    pub searches: Vec<Share>,
    /// When each job of the market was first told, in seconds, in the market's order.
    pub told_at: Vec<Option<i64>>,
    /// For each job told, the seconds from its appearing to its being told, shortest first.
    pub delays: Vec<i64>,
    /// How long searches went without being looked at.
    pub staleness: Staleness,
}

impl Told {
    /// Measures what was told, in any order and with repetitions, of which the earliest counts, and when each search, by
    /// number, was looked at. Tellings of jobs that do not count, or for searches they do not fit, are passed over.
    pub fn measured(
        market: &Market,
        watched: &[Span],
        calls: usize,
        mut tellings: Vec<Telling>,
        looks: &[Vec<i64>],
    ) -> Self {
        let mut told = Self { calls, staleness: staleness(watched, looks), ..Self::default() };
        told.searches.resize(market.searches, Share::default());
        told.told_at.resize(market.arrivals.len(), None);
        let counts: Vec<bool> = market.arrivals.iter().map(|arrival| market.counts(arrival, watched)).collect();
        for arrival in market.arrivals.iter().zip(&counts).filter_map(|(arrival, counts)| counts.then_some(arrival)) {
            told.jobs.fitting += 1;
            for search in &arrival.matches {
                if let Some(share) = told.searches.get_mut(usize::from(*search)) {
                    share.fitting += 1;
                }
            }
        }
        tellings.sort_unstable();
        tellings.dedup_by_key(|telling| (telling.arrival, telling.search));
        for Telling { arrival, search, at } in tellings {
            let fits = market.arrivals.get(arrival).is_some_and(|arrival| arrival.matches.contains(&search));
            let Some(share) = told.searches.get_mut(usize::from(search)).filter(|_| fits && counts[arrival]) else {
                continue;
            };
            share.told += 1;
            let first = told.told_at[arrival].map_or(at, |first| first.min(at));
            told.told_at[arrival] = Some(first);
        }
        let told_at = market.arrivals.iter().zip(&told.told_at);
        told.delays = told_at.filter_map(|(arrival, at)| at.map(|at| at - arrival.shows())).collect();
        told.delays.sort_unstable();
        told.jobs.told = told.delays.len();
        told
    }

    /// The longest delay of a job told, in seconds; none where none was told.
    pub fn worst_delay(&self) -> Option<i64> {
        self.delays.last().copied()
    }

    /// The delay, in seconds, that half of the jobs told did not exceed; none where none was told.
    pub fn median_delay(&self) -> Option<i64> {
        self.delays.get(self.delays.len().saturating_sub(1) / 2).copied()
    }
}

/// Measures how long searches went without being looked at, from the moments, in any order, at which each was.
pub fn staleness(watched: &[Span], looks: &[Vec<i64>]) -> Staleness {
    let mut gaps = Vec::new();
    for looks in looks {
        let mut looks = looks.clone();
        looks.sort_unstable();
        for span in watched {
            let within = looks.iter().copied().filter(|look| span.holds(*look));
            let mut last = span.from;
            for look in within.chain([span.to]) {
                gaps.push(look - last);
                last = look;
            }
        }
    }
    gaps.sort_unstable();
    Staleness { worst: gaps.last().copied().unwrap_or(0), median: median_age(&gaps) }
}

/// The age that is not exceeded for half of the time, where the age grows from zero to each of the gaps, given in order.
///
/// An age of at most `m` is had for `min(gap, m)` seconds of each gap.
fn median_age(gaps: &[i64]) -> i64 {
    let half = gaps.iter().sum::<i64>().div_euclid(2);
    let mut shorter = 0;
    for (place, gap) in gaps.iter().enumerate() {
        let longer = i64::try_from(gaps.len() - place).unwrap_or(i64::MAX);
        if shorter + gap * longer >= half {
            return (half - shorter) / longer;
        }
        shorter += gap;
    }
    0
}
