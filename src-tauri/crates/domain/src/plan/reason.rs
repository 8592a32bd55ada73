//! Why a plan is as it is, as data and as the sentences that the command line and the window tell alike.

use std::fmt;

use jiff::{SignedDuration, Timestamp};

use super::budget::Budget;
use super::stream::{SHORTEST, StreamPlan};
use super::{Calls, Hours, Task};
use crate::{watch, when};

/// Why a plan is as it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Reason {
    /// One broad request serves so many searches.
    Broad {
        /// Searches.
        searches: usize,
    },
    /// Not everything can be read, so that so many streams ask for what searches can fit.
    Narrow {
        /// Streams.
        streams: usize,
        /// Share of the fitting postings that they are expected to bring, from 0 to 1.
        share: f64,
    },
    /// Each search is asked for on its own, so many of them in the background.
    Own {
        /// Searches.
        searches: usize,
        /// Those of them that are asked in the background.
        background: usize,
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
    /// In so many of the hours left this month the program is expected not to run, from when it ran before.
    Off {
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

/// Whole percents of a share; never 100 where something is missed.
///
/// ```
/// use lapwing_domain::plan::percent;
///
/// assert_eq!([percent(0.424), percent(0.999), percent(1.0)], ["42 %", "over 99 %", "100 %"]);
/// ```
pub fn percent(share: f64) -> String {
    let shown = (share * 100.0).round();
    if share < 1.0 && shown >= 100.0 { "over 99 %".to_owned() } else { format!("{shown} %") }
}

impl fmt::Display for Reason {
    /// A sentence.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Broad { searches: 1 } => f.write_str("One broad request serves the search."),
            Self::Broad { searches } => write!(f, "One broad request serves all {searches} searches."),
            Self::Narrow { streams, share } => write!(
                f,
                "Not everything can be read, so {streams} requests ask for what the searches can fit: about {} of it is \
                 told.",
                percent(*share)
            ),
            Self::Own { searches, background } => {
                let asked = match (*background, *searches) {
                    (0, _) => "They are asked when you check.".to_owned(),
                    (all, searches) if all == searches => "They are asked in the background.".to_owned(),
                    (some, searches) => {
                        format!("{some} of {searches} are asked in the background, the others when you check.")
                    }
                };
                write!(
                    f,
                    "The service's terms want each search asked for on its own, one page of the newest 20 at most every 15 \
                     minutes; what a page does not hold is listed as a gap. {asked}"
                )
            }
            Self::Free => f.write_str("Asking it costs nothing."),
            Self::Spread { calls, hours } => {
                write!(f, "{calls} calls are spread over the {hours:.0} hours still watched this month.")
            }
            Self::Reserve { calls } => write!(f, "{calls} calls are kept for checks you start yourself."),
            Self::UnknownPlan { as_if } => {
                write!(f, "What the key pays for is not known: it is taken as {as_if} calls a month.")
            }
            Self::Off { hours } => write!(
                f,
                "Lapwing is expected to be off for {hours:.0} of the hours left this month. It learns when it runs."
            ),
            Self::Quiet { hours } => write!(f, "Nothing is asked in the {hours:.0} quiet hours left this month."),
            Self::Chosen { interval } => write!(f, "You asked for at most one round in {}.", when::length(*interval)),
            Self::Rates { hours, a_day } if *hours < 1.0 => {
                write!(f, "About {a_day:.0} postings a day are expected, a guess until more was seen.")
            }
            Self::Rates { hours, a_day } => {
                write!(f, "About {a_day:.0} postings a day are expected, learnt from {hours:.0} hours.")
            }
            Self::TooMuch { share } => write!(
                f,
                "More is posted than the calls can read: the plan reads about {} of what is posted. A larger plan or \
                 quiet hours would help.",
                percent(*share)
            ),
            Self::Spent { until } => write!(
                f,
                "The calls of this month are spent but for the reserve. The count starts again on {}.",
                when::day(*until)
            ),
        }
    }
}

/// What reading brings.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Reach {
    /// Share of the postings that are read.
    pub(super) read: f64,
    /// The same of those that fit, where streams are narrow.
    pub(super) fitting: Option<f64>,
}

pub(super) fn reasons(
    task: &Task<'_>,
    budget: &Budget,
    streams: &[StreamPlan],
    reach: Reach,
    hours: &Hours,
) -> Vec<Reason> {
    let mut reasons = match (reach.fitting, streams) {
        (Some(share), _) => vec![Reason::Narrow { streams: streams.len(), share }],
        (None, streams) => vec![Reason::Broad { searches: streams.iter().map(|stream| stream.covers.len()).sum() }],
    };
    if let Calls::Free { .. } = task.calls {
        reasons.push(Reason::Free);
        return reasons;
    }
    match (task.calls, budget.counted) {
        (Calls::Unknown { as_if }, _) => reasons.push(Reason::UnknownPlan { as_if }),
        (_, Some(0)) => reasons.push(Reason::Spent { until: watch::next_month(task.now) }),
        (_, calls) => {
            let hours = hours.watched.iter().sum();
            reasons.push(Reason::Spread { calls: calls.unwrap_or_default(), hours });
        }
    }
    if budget.reserve > 0 {
        reasons.push(Reason::Reserve { calls: budget.reserve });
    }
    if task.watched.quiet.is_some() {
        reasons.push(Reason::Quiet { hours: hours.quiet });
    }
    if hours.off >= 1.0 {
        reasons.push(Reason::Off { hours: hours.off });
    }
    if let Some(interval) = task.wanted.filter(|wanted| *wanted > SHORTEST) {
        reasons.push(Reason::Chosen { interval });
    }
    let a_day = task.rates.per_hour().iter().sum::<f64>() / 7.0;
    reasons.push(Reason::Rates { hours: task.rates.observed(), a_day });
    if reach.read < 1.0 && budget.calls > 0.0 {
        reasons.push(Reason::TooMuch { share: reach.read });
    }
    reasons
}
