//! How a source's calls are shared out over its streams and the hours of the week.
//!
//! Two things are wanted of an hour: that what is posted in it is read, and that nobody waits long for it. A page holds so
//! many postings, so `rate ÷ page` calls an hour read everything (*enough*), however they are placed; more only make it
//! fresher. One *level*, in calls an hour, stands for how much can be afforded, and a stream's weight multiplies it:
//!
//! - where the calls do not reach, every hour gets the level, but no more than enough. The level is then the same
//!   staleness everywhere, and no call is spent on what another has read;
//! - where they reach, the level is in rounds an hour, the same in every hour, which is the least worst staleness, and
//!   each round reads the pages it needs. What surfaced late stands between what is known, so that a round reads some
//!   minutes more than have passed; and a round that would need little more than a page is made earlier, when
//!   one page holds it, which is fresher and costs less.
//!
//! Calls grow with the level in both, so more calls never make any hour slower.

use super::hours::{HOURS, Week};

/// How full a page is planned: the rest is for chance, and for what surfaces late.
pub(crate) const FILL: f64 = 0.8;

/// Enough is never less than this, so that a dead hour of a busy market is looked at too.
const SELDOM: f64 = 0.25;

/// Asking more often than every minute finds nothing new at a service that is 15 minutes late.
const OFTEN: f64 = 60.0;

/// Hours of postings that a round reads over what has passed: it goes back as far as some surface later than others, a
/// quarter of an hour, and of the newest quarter half are not shown yet.
pub(crate) const SPREAD: f64 = 0.14;

/// A round that needs less than so many pages on the mean is made so much earlier that it needs one, unless what surfaces
/// late alone takes more than `LATE` of a page.
const LITTLE_MORE: f64 = 1.5;
const LATE: f64 = 0.25;

/// Halvings of the range the level is looked for in.
const STEPS: u32 = 60;

/// What one stream asks for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Demand<'a> {
    /// How much faster than others it should be.
    pub(crate) weight: f64,
    /// Postings an hour.
    pub(crate) rates: &'a Week,
}

/// The hours that are left to spend calls on.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Left<'a> {
    /// Hours watched, by hour of the week.
    pub(crate) watched: &'a Week,
    /// Quiet hours: nothing is asked in them, but what is posted in them is read after.
    pub(crate) quiet: &'a Week,
    /// Which hours are watched at all in a usual week, also ones that do not come again this month.
    pub(crate) usual: &'a [bool; HOURS],
    /// Postings a page holds.
    pub(crate) page: f64,
    /// Calls to spend.
    pub(crate) calls: f64,
}

/// Rounds and calls an hour of each stream.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Shares {
    /// Rounds while sources are watched, by stream in the order asked.
    pub(crate) rounds: Vec<Week>,
    /// What they cost.
    pub(crate) calls: Vec<Week>,
    /// While it is quiet: put by for reading what is posted then.
    pub(crate) put_by: Vec<Week>,
    /// Whether everything that is posted can be read.
    pub(crate) enough: bool,
}

/// Shares out the calls; see the module.
pub(crate) fn share(demands: &[Demand<'_>], left: &Left<'_>) -> Shares {
    let lightest = demands.iter().map(|demand| demand.weight).fold(f64::INFINITY, f64::min).max(0.01);
    let most = demands.iter().flat_map(|demand| demand.rates).fold(OFTEN, |most, rate| most.max(rate / left.page));
    let enough = left.cost(demands, true, 0.0) <= left.calls;
    let (mut low, mut high) = (0.0, most / lightest / FILL);
    for _ in 0..STEPS {
        let middle = f64::midpoint(low, high);
        if left.cost(demands, enough, middle) <= left.calls {
            low = middle;
        } else {
            high = middle;
        }
    }
    // With nothing to spend, nothing is asked.
    let asks = |hour: usize| left.usual[hour] && left.calls > 0.0;
    let rounds = |demand: &Demand<'_>| {
        std::array::from_fn(|hour| if asks(hour) { left.rounds_in(demand, hour, enough, low) } else { 0.0 })
    };
    let calls = |demand: &Demand<'_>| {
        std::array::from_fn(|hour| if asks(hour) { left.calls_in(demand, hour, enough, low) } else { 0.0 })
    };
    let put_by = |demand: &Demand<'_>| std::array::from_fn(|hour| left.put_by_in(demand, hour, enough, low));
    Shares {
        rounds: demands.iter().map(rounds).collect(),
        calls: demands.iter().map(calls).collect(),
        put_by: demands.iter().map(put_by).collect(),
        enough,
    }
}

impl Left<'_> {
    /// Rounds while sources are watched.
    fn rounds_in(&self, demand: &Demand<'_>, hour: usize, enough: bool, level: f64) -> f64 {
        let (rate, level) = (demand.rates[hour], level * demand.weight);
        if !enough {
            return (rate / (self.page * FILL)).max(SELDOM).min(level);
        }
        let level = level.clamp(SELDOM, OFTEN);
        let late = rate * SPREAD;
        let little_more = late <= self.page * LATE && rate / level + late < self.page * LITTLE_MORE;
        if little_more { level.max(rate / (self.page * FILL - late)) } else { level }
    }

    /// Calls of those rounds.
    fn calls_in(&self, demand: &Demand<'_>, hour: usize, enough: bool, level: f64) -> f64 {
        let rounds = self.rounds_in(demand, hour, enough, level);
        if enough { rounds * pages_expected(demand.rates[hour], rounds, self.page) } else { rounds }
    }

    /// Calls for what is posted while nothing is asked: it is read at once after, in pages that are full.
    fn put_by_in(&self, demand: &Demand<'_>, hour: usize, enough: bool, level: f64) -> f64 {
        let pages = demand.rates[hour] / self.page;
        if enough { pages } else { pages.min(level * demand.weight) }
    }

    fn cost(&self, demands: &[Demand<'_>], enough: bool, level: f64) -> f64 {
        let in_hour = |demand: &Demand<'_>, hour: usize| {
            self.watched[hour] * self.calls_in(demand, hour, enough, level)
                + self.quiet[hour] * self.put_by_in(demand, hour, enough, level)
        };
        demands.iter().map(|demand| (0..HOURS).map(|hour| in_hour(demand, hour)).sum::<f64>()).sum()
    }
}

/// Pages of a round on the mean, at so many postings and rounds an hour, chance and what surfaces late included.
pub(crate) fn pages_expected(rate: f64, rounds: f64, page: f64) -> f64 {
    let posted = rate / rounds + rate * SPREAD;
    if posted > 4.0 * page {
        return posted / page + 0.5;
    }
    // The chance that more came than so many pages hold, by a curve close to the normal one.
    let spread = posted.sqrt().max(1e-9);
    let more_than = |pages: f64| 1.0 / (1.0 + (1.702 * (pages * page - posted) / spread).exp());
    1.0 + [1.0, 2.0, 3.0, 4.0].map(more_than).iter().sum::<f64>()
}

#[cfg(test)]
mod tests {
    use super::*;

    const MONTH: Week = [30.0 * 24.0 / 168.0; HOURS];
    const NONE: Week = [0.0; HOURS];

    fn shared(demands: &[Demand<'_>], calls: f64) -> Shares {
        let left = Left { watched: &MONTH, quiet: &NONE, usual: &[true; HOURS], page: 50.0, calls };
        share(demands, &left)
    }

    #[test]
    fn a_quiet_market_is_asked_at_one_pace_that_spends_all() {
        let Shares { calls, enough, .. } = shared(&[Demand { weight: 1.0, rates: &[3.0; HOURS] }], 950.0);
        assert!(enough);
        assert!(calls[0].iter().all(|calls| (calls * 720.0 - 950.0).abs() < 0.01), "{}", calls[0][0]);
    }

    #[test]
    fn busy_hours_cost_more_pages_at_the_same_pace() {
        let mut rates = [10.0; HOURS];
        rates[..24].fill(100.0);
        let Shares { rounds, calls, enough, .. } = shared(&[Demand { weight: 1.0, rates: &rates }], 950.0);
        assert!(enough && (rounds[0][0] - rounds[0][100]).abs() < 1e-9, "{:?}", &rounds[0][..30]);
        assert!(calls[0][0] > 2.5 * rounds[0][0] && calls[0][100] < 1.1 * rounds[0][100], "{:?}", &calls[0][..30]);
    }

    #[test]
    fn a_round_that_needs_little_more_than_a_page_is_made_earlier_and_needs_one() {
        let mut rates = [10.0; HOURS];
        rates[..24].fill(48.0);
        let Shares { rounds, calls, .. } = shared(&[Demand { weight: 1.0, rates: &rates }], 950.0);
        assert!(rounds[0][0] > 1.1 * rounds[0][100] && calls[0][0] < 1.1 * rounds[0][0], "{:?}", &calls[0][..30]);
    }

    #[test]
    fn pages_are_those_that_chance_and_lateness_ask_for() {
        for (rate, rounds, least, most) in [(1.0, 1.0, 1.0, 1.001), (44.0, 1.0, 1.4, 1.6), (1_000.0, 2.0, 13.0, 14.0)] {
            let pages = pages_expected(rate, rounds, 50.0);
            assert!((least..most).contains(&pages), "{rate} an hour: {pages}");
        }
    }

    #[test]
    fn where_calls_do_not_reach_no_hour_gets_more_than_it_needs() {
        let mut rates = [300.0; HOURS];
        rates[..24].fill(20.0);
        let Shares { calls, enough, .. } = shared(&[Demand { weight: 1.0, rates: &rates }], 950.0);
        assert!(!enough);
        assert!((calls[0][0] - 0.5).abs() < 1e-6 && calls[0][100] > 1.0, "{} {}", calls[0][0], calls[0][100]);
    }

    #[test]
    fn a_heavier_stream_is_asked_more_often() {
        let rates = [3.0; HOURS];
        let demands = [2.0, 1.0, 0.5].map(|weight| Demand { weight, rates: &rates });
        let calls = shared(&demands, 2_000.0).calls;
        assert!((calls[0][0] / calls[1][0] - 2.0).abs() < 1e-6 && (calls[1][0] / calls[2][0] - 2.0).abs() < 1e-6);
        let scarce = shared(&demands, 100.0).calls;
        assert!(scarce[0][0] > scarce[1][0] && scarce[1][0] > scarce[2][0]);
    }

    #[test]
    fn nothing_to_spend_asks_nothing() {
        let Shares { calls, enough, .. } = shared(&[Demand { weight: 1.0, rates: &[3.0; HOURS] }], 0.0);
        assert!(!enough && calls[0].iter().all(|calls| *calls == 0.0));
    }
}
