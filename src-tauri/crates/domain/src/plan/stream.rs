//! One stream of a plan: when it is due, how far a round of it may read, and what comes of that.

use jiff::{SignedDuration, Timestamp};

use super::hours::{HOURS, HourOfWeek, Watched, Week, pieces};
use super::share::{FILL, SPREAD, pages_expected};
use crate::ids::SearchId;
use crate::pushdown::ServerFilter;
use crate::watch;

/// Never asked more often than this, whatever the plan could carry.
pub(crate) const SHORTEST: SignedDuration = SignedDuration::from_mins(1);

/// One hour of the week.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct HourPlan {
    /// Time between rounds; `None` where nothing is asked.
    pub interval: Option<SignedDuration>,
    /// Calls it may cost while sources are watched.
    pub calls: f64,
    /// Calls put by while it is quiet, for reading after what is posted then.
    pub put_by: f64,
    /// Postings expected.
    pub rate: f64,
}

/// How far a round may read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pages {
    /// Pages to read, back to the watermark and its overlap.
    pub usual: u32,
    /// Pages to read where the watermark itself is not reached before: what the plan lends so that no gap opens.
    pub most: u32,
}

/// What a search can expect.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Outlook {
    /// Which search.
    pub search: SearchId,
    /// The longest a posting waits for the next round while sources are watched, beyond the service's own delay.
    pub longest: SignedDuration,
    /// How long one waits on average.
    pub usual: SignedDuration,
    /// Share of the postings that can be read, from 0 to 1.
    pub share: f64,
}

/// A stream and its schedule.
#[derive(Debug, Clone, PartialEq)]
pub struct StreamPlan {
    /// What the service filters.
    pub filter: ServerFilter,
    /// The searches that every posting they can match is asked for by this stream.
    pub covers: Vec<SearchId>,
    /// The week, hour by hour.
    pub hours: Vec<HourPlan>,
    /// Calls a day on average until the month ends.
    pub calls_a_day: f64,
    /// What each covered search can expect.
    pub outlook: Vec<Outlook>,
    /// Whether all that is posted can be read.
    pub complete: bool,
    pub(crate) watched: Watched,
    pub(crate) page: u32,
    pub(crate) at_once: u32,
}

impl HourPlan {
    /// From the rounds of an hour, at least `shortest` apart, and what they may cost.
    pub(crate) fn new(rounds: f64, calls: f64, put_by: f64, rate: f64, shortest: SignedDuration) -> Self {
        let seconds = (3_600.0 / rounds - 1e-6).ceil();
        let interval = (rounds > 0.0)
            .then(|| SignedDuration::try_from_secs_f64(seconds).unwrap_or(SignedDuration::MAX).max(shortest));
        Self { interval, calls, put_by, rate }
    }

    /// Pages of a round, one after the other at this hour's pace.
    fn pages(&self, interval: SignedDuration, page: u32, at_once: u32) -> f64 {
        let hours = interval.as_secs_f64() / 3_600.0;
        let needed = (self.rate * hours / f64::from(page)).ceil();
        needed.min((self.calls * hours + 1e-6).floor()).min(f64::from(at_once)).max(1.0)
    }

    /// Calls and postings read in this hour, at most.
    fn reads(&self, page: u32, at_once: u32) -> (f64, f64) {
        let Some(interval) = self.interval else { return (0.0, 0.0) };
        let rounds = 3_600.0 / interval.as_secs_f64();
        let expected = (self.rate / rounds / (f64::from(page) * FILL)).max(1.0);
        let pages = self.pages(interval, page, at_once);
        (rounds * expected.min(pages), rounds * pages * f64::from(page))
    }
}

impl StreamPlan {
    /// The interval in force: this hour's, or that of the next one in which anything is asked.
    pub fn interval(&self, now: Timestamp) -> Option<SignedDuration> {
        let hour = HourOfWeek::of(now).index();
        (0..HOURS).find_map(|later| self.hours[(hour + later) % HOURS].interval)
    }

    /// When a stream is due that was asked at `asked`: as many parts of an interval later as make a whole, at the end of a
    /// quiet stretch at once, and with nothing left to spend when the month turns.
    pub fn due(&self, asked: Timestamp) -> Timestamp {
        let turn = watch::next_month(asked);
        let mut left = 1.0;
        let mut was_quiet = false;
        for piece in pieces(asked, turn) {
            let quiet = !self.watched.at(piece.start);
            match self.hours[piece.hour.index()].interval {
                Some(_) if !quiet && was_quiet => return piece.start,
                Some(interval) if !quiet => {
                    let needed = left * interval.as_secs_f64();
                    let due = after(piece.start, needed);
                    if due < after(piece.start, piece.seconds) {
                        return due;
                    }
                    left = (left - piece.seconds / interval.as_secs_f64()).max(0.0);
                }
                _ => was_quiet |= quiet,
            }
        }
        turn
    }

    /// How far a round at `now` may read after one at `last`.
    pub fn pages(&self, last: Timestamp, now: Timestamp) -> Pages {
        let (mut expected, mut put_by) = (0.0, 0.0);
        let earliest = now.checked_sub(SignedDuration::from_hours(24 * 31)).unwrap_or(Timestamp::MIN);
        for piece in pieces(last.max(earliest), now) {
            let hour = &self.hours[piece.hour.index()];
            expected += hour.rate * piece.hours();
            put_by += piece.hours() * if self.watched.at(piece.start) { hour.calls } else { hour.put_by };
        }
        let page = f64::from(self.page);
        let most = f64::from(self.at_once);
        let carried = if self.complete { f64::INFINITY } else { (put_by + 0.5).floor() };
        let usual = (expected / page).ceil().min(carried).clamp(1.0, most);
        // A market that can be read as a whole is: what chance brings beyond the expected is lent by the rounds to come.
        // What surfaces late stands between what is known.
        let posted = expected + self.hours[HourOfWeek::of(now).index()].rate * SPREAD;
        let by_chance = ((posted + 3.0 * posted.sqrt()) / page).ceil() + 1.0;
        let most = if self.complete { by_chance.clamp(usual, most) } else { usual };
        Pages { usual: whole(usual), most: whole(most) }
    }

    /// Fills in what can be expected of these hours. Answers the share of what passes the filter that is read.
    pub(crate) fn look_out(&mut self, watched: &Week, quiet: &Week) -> f64 {
        let (mut calls, mut posted, mut read, mut waited) = (0.0, 0.0, 0.0, 0.0);
        let mut longest = SignedDuration::ZERO;
        for (hour, plan) in self.hours.iter().enumerate() {
            let (mut cost, can_read) = plan.reads(self.page, self.at_once);
            if let Some(interval) = plan.interval.filter(|_| self.complete) {
                let rounds = 3_600.0 / interval.as_secs_f64();
                cost = (rounds * pages_expected(plan.rate, rounds, f64::from(self.page))).min(plan.calls);
            }
            calls += watched[hour] * cost + quiet[hour] * plan.put_by;
            posted += (watched[hour] + quiet[hour]) * plan.rate;
            read += watched[hour] * plan.rate.min(can_read);
            read += quiet[hour] * plan.rate.min(plan.put_by * f64::from(self.page));
            if let Some(interval) = plan.interval.filter(|_| watched[hour] > 0.0) {
                longest = longest.max(interval);
                waited += watched[hour] * plan.rate * interval.as_secs_f64() / 2.0;
            }
        }
        let days = (watched.iter().sum::<f64>() + quiet.iter().sum::<f64>()) / 24.0;
        let of_watched: f64 = watched.iter().zip(&self.hours).map(|(hours, plan)| hours * plan.rate).sum();
        self.calls_a_day = if days > 0.0 { calls / days } else { 0.0 };
        let share = if self.complete || posted <= 0.0 { 1.0 } else { (read / posted).min(1.0) };
        let share = if calls > 0.0 { share } else { 0.0 };
        let usual = if of_watched > 0.0 { waited / of_watched } else { longest.as_secs_f64() / 2.0 };
        let usual = SignedDuration::try_from_secs_f64(usual.round()).unwrap_or(longest);
        self.outlook = self.covers.iter().map(|search| Outlook { search: *search, longest, usual, share }).collect();
        share
    }
}

/// Whole seconds, never too early.
fn after(start: Timestamp, seconds: f64) -> Timestamp {
    let wait = SignedDuration::try_from_secs_f64((seconds - 1e-6).ceil().max(0.0)).unwrap_or(SignedDuration::MAX);
    start.checked_add(wait).unwrap_or(Timestamp::MAX)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to a few pages before")]
fn whole(pages: f64) -> u32 {
    pages as u32
}
