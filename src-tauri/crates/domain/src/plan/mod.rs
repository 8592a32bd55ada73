//! The watch planner: which requests a source is sent, how often in each hour of the week, and what that can promise.
//!
//! Pure arithmetic over what comes in: the source's calls, the searches, the quiet hours, the rates learnt, the time. The
//! reasoning is told as data ([`Reason`]); sentences are made where it is shown.
//!
//! A **stream** is one request polled on its own schedule. Today a source has one: everything, newest first, which covers
//! all its searches, so that one more search costs nothing. Streams the service filters belong into [`streams_of`]; calls
//! are shared out over any number of them, by the weight of the searches they cover.

mod candidates;
mod hours;
mod rates;
mod share;
mod stream;

use jiff::{SignedDuration, Timestamp};

pub use candidates::{MOST_CANDIDATES, candidates};
pub use hours::{HOURS, HourOfWeek, QuietHours, Watched, Week};
pub use rates::{Rates, Seen};
pub use stream::{Filter, HourPlan, Outlook, Pages, StreamPlan};

use crate::ids::{SearchId, SourceId};
use crate::search::{Priority, SavedSearch};
use crate::watch;
use share::{Demand, Left, share};
use stream::SHORTEST;

/// Share of the month's calls kept for what the user starts by hand.
const RESERVE: f64 = 0.05;

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
    /// All searches. Paused ones, and ones that read other sources, are left out here.
    pub searches: &'a [SavedSearch],
    /// The interval its user asked for, should it be longer than the calls carry.
    pub wanted: Option<SignedDuration>,
    /// Quiet hours and the user's clock.
    pub watched: Watched,
    /// The time.
    pub now: Timestamp,
}

/// Why a plan is as it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Reason {
    /// One broad request serves so many searches.
    Broad {
        /// Searches.
        searches: usize,
    },
    /// It costs nothing to ask.
    Free,
    /// So many calls are spread over the hours still watched this month.
    Spread {
        /// Calls.
        calls: u32,
        /// Hours.
        hours: f64,
    },
    /// So many calls are kept for checks started by hand.
    Reserve {
        /// Calls.
        calls: u32,
    },
    /// Nobody said what the key pays for: taken as so many calls a month.
    UnknownPlan {
        /// Calls.
        as_if: u32,
    },
    /// So many of the hours left this month are quiet.
    Quiet {
        /// Hours.
        hours: f64,
    },
    /// The user asked for no more than one round in this time.
    Chosen {
        /// Time between rounds.
        interval: SignedDuration,
    },
    /// How often something is posted was learnt from so many hours; 0 is a guess.
    Rates {
        /// Hours.
        hours: f64,
        /// Postings a day.
        a_day: f64,
    },
    /// More is posted than the calls can read.
    TooMuch {
        /// Share that is read, from 0 to 1.
        share: f64,
    },
    /// Nothing is left but the reserve.
    Spent {
        /// When the count starts again.
        until: Timestamp,
    },
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
    /// Calls a day on average until the month ends.
    pub fn calls_a_day(&self) -> f64 {
        self.streams.iter().map(|stream| stream.calls_a_day).sum()
    }
}

/// Plans a source for the rest of the month.
pub fn plan(task: &Task<'_>) -> SourcePlan {
    let month_end = watch::next_month(task.now);
    let (watched, quiet) = task.watched.hours(task.now, month_end);
    let usual = task.watched.week(task.now);
    let rates = task.rates.per_hour();
    let budget = Budget::of(task);
    let drafts = streams_of(task);
    let demands: Vec<Demand<'_>> = drafts.iter().map(|draft| Demand { weight: draft.weight, rates: &rates }).collect();
    let left =
        Left { watched: &watched, quiet: &quiet, usual: &usual, page: f64::from(task.page), calls: budget.calls };
    let shares = share(&demands, &left);
    let shortest = task.wanted.unwrap_or_default().max(SHORTEST);
    let mut streams = Vec::new();
    for ((draft, calls), put_by) in drafts.into_iter().zip(&shares.calls).zip(&shares.put_by) {
        let hour = |hour: usize| match task.calls {
            Calls::Free { every } => free_hour(every, rates[hour], usual[hour]),
            _ => HourPlan::new(calls[hour], put_by[hour], rates[hour], shortest),
        };
        let mut stream = StreamPlan {
            filter: draft.filter,
            covers: draft.covers,
            hours: (0..HOURS).map(hour).collect(),
            calls_a_day: 0.0,
            outlook: Vec::new(),
            complete: shares.enough || matches!(task.calls, Calls::Free { .. }),
            watched: task.watched,
            page: task.page,
            at_once: task.at_once.max(1),
        };
        stream.look_out(&watched, &quiet);
        streams.push(stream);
    }
    let reasons = reasons(task, &budget, &streams, (&watched, &quiet));
    SourcePlan { source: task.source, streams, calls_left: budget.counted, reserve: budget.reserve, reasons }
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
        priority: Priority::Normal,
        paused: false,
    });
    let more = plan(&Task { searches: &searches, ..*task });
    more.calls_a_day() - plan(task).calls_a_day()
}

/// A stream before its calls are known.
struct Draft {
    filter: Filter,
    covers: Vec<SearchId>,
    weight: f64,
}

/// The streams that together cover all searches that read the source: one that asks for everything.
fn streams_of(task: &Task<'_>) -> Vec<Draft> {
    let read = |search: &&SavedSearch| !search.paused && search.scope.includes(task.source);
    let covered: Vec<&SavedSearch> = task.searches.iter().filter(read).collect();
    let weight = covered.iter().map(|search| weight(search.priority)).fold(0.0, f64::max);
    let covers = covered.iter().map(|search| search.id).collect();
    vec![Draft { filter: Filter::Nothing, covers, weight: if weight > 0.0 { weight } else { 1.0 } }]
}

/// How much fresher a search should be than a normal one.
fn weight(priority: Priority) -> f64 {
    match priority {
        Priority::Low => 0.5,
        Priority::Normal => 1.0,
        Priority::High => 2.0,
    }
}

fn free_hour(every: SignedDuration, rate: f64, watched: bool) -> HourPlan {
    let calls = 3_600.0 / every.as_secs_f64().max(1.0);
    HourPlan { interval: watched.then_some(every), calls, put_by: calls, rate }
}

/// Calls to spend until the month ends.
struct Budget {
    calls: f64,
    counted: Option<u32>,
    reserve: u32,
}

impl Budget {
    fn of(task: &Task<'_>) -> Self {
        match task.calls {
            Calls::Free { .. } => Self { calls: 0.0, counted: None, reserve: 0 },
            Calls::Unknown { as_if } => {
                let (start, end) = (watch::month_start(task.now), watch::next_month(task.now));
                let left =
                    end.duration_since(task.now).as_secs_f64() / end.duration_since(start).as_secs_f64().max(1.0);
                Self { calls: f64::from(as_if) * (1.0 - RESERVE) * left, counted: None, reserve: 0 }
            }
            Calls::Counted { a_month, used } => {
                let left = a_month.saturating_sub(used);
                let reserve = reserve_of(a_month).min(left);
                Self { calls: f64::from(left - reserve), counted: Some(left - reserve), reserve }
            }
        }
    }
}

/// Calls of a month kept for what the user starts by hand.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a twentieth of what fits")]
pub fn reserve_of(a_month: u32) -> u32 {
    (f64::from(a_month) * RESERVE).ceil() as u32
}

fn reasons(task: &Task<'_>, budget: &Budget, streams: &[StreamPlan], (watched, quiet): (&Week, &Week)) -> Vec<Reason> {
    let covers = streams.iter().map(|stream| stream.covers.len()).sum();
    let mut reasons = vec![Reason::Broad { searches: covers }];
    if let Calls::Free { .. } = task.calls {
        reasons.push(Reason::Free);
        return reasons;
    }
    let hours: f64 = watched.iter().sum();
    match (task.calls, budget.counted) {
        (Calls::Unknown { as_if }, _) => reasons.push(Reason::UnknownPlan { as_if }),
        (_, Some(0)) => reasons.push(Reason::Spent { until: watch::next_month(task.now) }),
        (_, calls) => reasons.push(Reason::Spread { calls: calls.unwrap_or_default(), hours }),
    }
    if budget.reserve > 0 {
        reasons.push(Reason::Reserve { calls: budget.reserve });
    }
    if task.watched.quiet.is_some() {
        reasons.push(Reason::Quiet { hours: quiet.iter().sum() });
    }
    if let Some(interval) = task.wanted.filter(|wanted| *wanted > SHORTEST) {
        reasons.push(Reason::Chosen { interval });
    }
    let a_day = task.rates.per_hour().iter().sum::<f64>() / 7.0;
    reasons.push(Reason::Rates { hours: task.rates.observed(), a_day });
    let shares = streams.iter().flat_map(|stream| &stream.outlook).map(|outlook| outlook.share);
    let share = shares.fold(1.0, f64::min);
    if share < 1.0 && budget.calls > 0.0 {
        reasons.push(Reason::TooMuch { share });
    }
    reasons
}
