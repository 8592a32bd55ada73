//! The watch planner: which requests a source is sent, how often in each hour of the week, and what that can promise.
//!
//! Pure arithmetic over what comes in: the source's calls, the searches, the quiet hours, the rates learnt, the time. The
//! reasoning is told as data ([`Reason`]), which knows its sentences.
//!
//! A **stream** is one request polled on its own schedule. Where the calls can read everything, a source has one, newest
//! first, which covers all its searches, so that one more search costs nothing. Where they cannot, streams are narrowed by
//! the searches' own filters to what brings most.

mod budget;
mod candidates;
mod choice;
mod closing;
mod hours;
mod lateness;
mod narrow;
mod own;
mod rates;
mod reason;
mod running;
mod sample;
mod share;
mod stream;

use jiff::{SignedDuration, Timestamp};

pub use budget::reserve_of;
pub use candidates::{MOST_CANDIDATES, candidates};
pub use hours::{HOURS, HourOfWeek, QuietHours, Watched, Week};
pub use lateness::{overlap_learnt, shown_of};
pub use narrow::Narrow;
pub use own::{LEAST_INTERVAL, OwnStream, UNSEEN};
pub use rates::{Rates, Seen};
pub use reason::{Reason, percent};
pub use running::{Ran, Running};
pub use sample::Sample;
pub use stream::{HourPlan, Outlook, Pages, StreamPlan};

use crate::ids::{SearchId, SourceId};
use crate::pushdown::ServerFilter;
use crate::search::{Priority, SavedSearch};
use crate::watch;
use budget::Budget;
use narrow::narrow;
use reason::{Reach, reasons};
use sample::weight;
use share::{Demand, Left, share};
use stream::SHORTEST;

/// Streams are narrowed where a broad one reads less than this share: rates are never known so well that more would be
/// certain to gain by it.
const NARROW_BELOW: f64 = 0.85;

/// What a source may spend.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Calls {
    /// It costs nothing to ask, and is asked at this interval.
    Free {
        /// Time between rounds.
        every: SignedDuration,
    },
    /// So many a month, of which some are spent, here and elsewhere.
    Counted {
        /// Calls a month.
        a_month: u32,
        /// Calls spent this month.
        used: u32,
    },
    /// Nobody knows. It is asked at the pace that this many a month would carry, as long as it answers.
    Unknown {
        /// Calls a month.
        as_if: u32,
    },
}

/// What is to be planned.
#[derive(Debug, Clone, Copy)]
pub struct Task<'a> {
    /// The source.
    pub source: SourceId,
    /// What it may spend.
    pub calls: Calls,
    /// Requests that may come within a minute, the service's burst being no smaller.
    pub at_once: u32,
    /// Postings a page holds.
    pub page: u32,
    /// Arrival rates learnt of it.
    pub rates: &'a Rates,
    /// What is known of the market for narrow streams; without it there are none.
    pub narrow: Option<Narrow<'a>>,
    /// All searches. Paused ones, and ones that read other sources, are left out here.
    pub searches: &'a [SavedSearch],
    /// The interval its user asked for, should it be longer than the calls carry.
    pub wanted: Option<SignedDuration>,
    /// Quiet hours and the user's clock.
    pub watched: Watched,
    /// When the program ran; `None` is always.
    pub running: Option<&'a Running>,
    /// The time.
    pub now: Timestamp,
}

/// The plan of one source.
#[derive(Debug, Clone, PartialEq)]
pub struct SourcePlan {
    /// The source.
    pub source: SourceId,
    /// What it is asked. There is always one; with no search to cover, it waits for one.
    pub streams: Vec<StreamPlan>,
    /// Calls left to the schedule this month; `None` where nothing is counted.
    pub calls_left: Option<u32>,
    /// Calls kept for checks started by hand, of those left.
    pub reserve: u32,
    /// Why.
    pub reasons: Vec<Reason>,
}

impl SourcePlan {
    /// Whether one stream reads all that is posted.
    pub fn reads_everything(&self) -> bool {
        self.streams.iter().any(|stream| stream.filter.is_everything() && stream.complete)
    }

    /// Calls a day on average until the month ends.
    pub fn calls_a_day(&self) -> f64 {
        self.streams.iter().map(|stream| stream.calls_a_day).sum()
    }
}

/// Plans a source for the rest of the month.
pub fn plan(task: &Task<'_>) -> SourcePlan {
    let month_end = watch::next_month(task.now);
    let hours = Hours::of(task, month_end);
    let usual = task.watched.week(task.now);
    let rates = task.rates.per_hour();
    let budget = Budget::of(task);
    let left = Left {
        watched: &hours.watched,
        quiet: &hours.unwatched,
        usual: &usual,
        page: f64::from(task.page),
        calls: budget.calls,
    };
    let (broad, reach) = broad(task, &rates, &left);
    let known = task.narrow.filter(|_| !broad.complete && reach.read < NARROW_BELOW && budget.calls > 0.0);
    let (streams, reach) = known.and_then(|known| narrow(task, &known, &left)).unwrap_or_else(|| (vec![broad], reach));
    let reasons = reasons(task, &budget, &streams, reach, &hours);
    SourcePlan { source: task.source, streams, calls_left: budget.counted, reserve: budget.reserve, reasons }
}

/// Hours until the month ends, by hour of the week.
pub(crate) struct Hours {
    /// In which sources are watched and the program is expected to run.
    pub(crate) watched: Week,
    /// The others: what is posted in them is read after.
    pub(crate) unwatched: Week,
    /// Quiet ones among those.
    pub(crate) quiet: f64,
    /// Ones among those in which the program is expected not to run.
    pub(crate) off: f64,
}

impl Hours {
    fn of(task: &Task<'_>, month_end: Timestamp) -> Self {
        let (mut watched, mut unwatched) = task.watched.hours(task.now, month_end);
        let quiet = unwatched.iter().sum();
        let mut off = 0.0;
        if let Some(running) = task.running {
            for (hour, chance) in running.chances().into_iter().enumerate() {
                let expected = watched[hour] * (1.0 - chance);
                watched[hour] -= expected;
                unwatched[hour] += expected;
                off += expected;
            }
        }
        Self { watched, unwatched, quiet, off }
    }
}

/// The one stream that asks for everything and covers all searches that read the source.
fn broad(task: &Task<'_>, rates: &Week, left: &Left<'_>) -> (StreamPlan, Reach) {
    let read = |search: &&SavedSearch| !search.paused && search.scope.includes(task.source);
    let covered: Vec<&SavedSearch> = task.searches.iter().filter(read).collect();
    let weight = covered.iter().map(|search| weight(search.priority)).fold(0.0, f64::max);
    let shares = share(&[Demand { weight: if weight > 0.0 { weight } else { 1.0 }, rates }], left);
    let shortest = task.wanted.unwrap_or_default().max(SHORTEST);
    let hour = |hour: usize| match task.calls {
        Calls::Free { every } => free_hour(every, rates[hour], left.usual[hour]),
        _ => {
            HourPlan::new(shares.rounds[0][hour], shares.calls[0][hour], shares.put_by[0][hour], rates[hour], shortest)
        }
    };
    let mut stream = StreamPlan {
        filter: ServerFilter::everything(),
        covers: covered.iter().map(|search| search.id).collect(),
        hours: (0..HOURS).map(hour).collect(),
        calls_a_day: 0.0,
        outlook: Vec::new(),
        complete: shares.enough || matches!(task.calls, Calls::Free { .. }),
        watched: task.watched,
        page: task.page,
        at_once: task.at_once.max(1),
    };
    let read = stream.look_out(left.watched, left.quiet);
    (stream, Reach { read, fitting: None })
}

/// Calls a day that one more search of normal weight would add.
pub fn one_more_costs(task: &Task<'_>) -> f64 {
    let mut searches = task.searches.to_vec();
    searches.push(SavedSearch {
        id: SearchId(-1),
        name: String::new(),
        query: String::new(),
        scope: crate::search::Scope::All,
        notify: crate::search::Notify::default(),
        digest: crate::notify::Digest::default(),
        breaks_quiet: false,
        background: false,
        priority: Priority::Normal,
        paused: false,
    });
    let more = plan(&Task { searches: &searches, ..*task });
    more.calls_a_day() - plan(task).calls_a_day()
}

fn free_hour(every: SignedDuration, rate: f64, watched: bool) -> HourPlan {
    let calls = 3_600.0 / every.as_secs_f64().max(1.0);
    HourPlan { interval: watched.then_some(every), calls, put_by: calls, rate }
}
