//! Streams that the service filters, where a broad one cannot read everything.

use super::choice::{Means, Taken, choose};
use super::hours::{HOURS, Week};
use super::rates::Rates;
use super::reason::Reach;
use super::sample::{Candidate, Sample};
use super::stream::{HourPlan, SHORTEST, StreamPlan};
use super::{Left, Task};
use crate::pushdown::ServerFilter;

/// What is known of a market beyond how often something is posted.
#[derive(Debug, Clone, Copy)]
pub struct Narrow<'a> {
    /// What was read without a filter.
    pub sample: &'a Sample,
    /// What narrow streams saw themselves.
    pub own: &'a [(ServerFilter, Rates)],
    /// Among how many of the newest postings a filter is applied, where the service looks no further.
    pub window: Option<u32>,
}

/// The streams that bring most, best first, and what they bring.
pub(super) fn narrow(task: &Task<'_>, known: &Narrow<'_>, left: &Left<'_>) -> Option<(Vec<StreamPlan>, Reach)> {
    let others: Vec<&Rates> = known.own.iter().map(|(_, rates)| rates).collect();
    let rates = task.rates.shaped(&others);
    let postings: f64 = (0..HOURS).map(|hour| (left.watched[hour] + left.quiet[hour]) * rates[hour]).sum();
    let window = known.window.map(f64::from);
    let means = Means { calls: left.calls, postings, page: left.page, window };
    let taken: Vec<Taken<'_>> =
        choose(known.sample, &means).into_iter().map(|one| corrected(one, known, &rates)).collect();
    // A broad stream alone is planned better where it is known to be alone.
    if taken.iter().all(|one| one.candidate.filter.is_everything()) {
        return None;
    }
    let complete = taken.iter().filter(|one| !one.candidate.filter.is_everything()).all(|one| one.share >= 1.0)
        && covers_all(&taken, known.sample);
    let planned: f64 = taken.iter().map(|one| one.cost(&means)).sum();
    let pace = left.calls / planned.max(1e-9);
    let streams = taken.iter().map(|one| stream(task, one, &rates, (pace, complete), left));
    Some((streams.collect(), reach(&taken, known.sample)))
}

/// With what its own stream saw of a filter, beside what the sample did.
fn corrected<'a>(taken: Taken<'a>, known: &Narrow<'_>, rates: &Week) -> Taken<'a> {
    let own = known.own.iter().find(|(filter, _)| *filter == taken.candidate.filter);
    let Some((_, own)) = own.filter(|_| !taken.candidate.filter.is_everything()) else { return taken };
    #[expect(clippy::cast_precision_loss, reason = "a thousand postings")]
    let size = known.sample.size() as f64;
    let (seen, expected) = own.seen_of(rates);
    Taken { passes: ((taken.passes * size + seen) / (size + expected).max(1.0)).min(1.0), ..taken }
}

fn covers_all(taken: &[Taken<'_>], sample: &Sample) -> bool {
    let whole = || taken.iter().filter(|one| one.share >= 1.0).map(|one| one.candidate);
    let all = sample.candidates().first().map(|everything| everything.covers.as_slice()).unwrap_or_default();
    all.iter().all(|search| whole().any(|candidate| candidate.covers.contains(search)))
}

fn stream(
    task: &Task<'_>,
    taken: &Taken<'_>,
    rates: &Week,
    (pace, complete): (f64, bool),
    left: &Left<'_>,
) -> StreamPlan {
    let shortest = task.wanted.unwrap_or_default().max(SHORTEST);
    let whole = taken.share >= 1.0;
    let hour = |hour: usize| {
        let rate = rates[hour] * taken.passes;
        let calls = rate * taken.share * pace / taken.a_call;
        {
            let asked = if left.usual[hour] { calls } else { 0.0 };
            HourPlan::new(asked, asked, calls, rate, shortest)
        }
    };
    let mut stream = StreamPlan {
        filter: taken.candidate.filter,
        covers: taken.candidate.covers.clone(),
        hours: (0..HOURS).map(hour).collect(),
        calls_a_day: 0.0,
        outlook: Vec::new(),
        complete: complete && whole,
        watched: task.watched,
        page: whole_page(taken, task.page),
        at_once: task.at_once.max(1),
    };
    stream.look_out(left.watched, left.quiet);
    stream
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "no more than a page")]
fn whole_page(taken: &Taken<'_>, page: u32) -> u32 {
    (taken.a_call.ceil() as u32).clamp(page / 4, page)
}

/// The shares of the postings that are read, and of those that fit: a posting that several streams return is read by the
/// first of them.
fn reach(taken: &[Taken<'_>], sample: &Sample) -> Reach {
    let Some(everything) = sample.candidates().first() else { return Reach { read: 1.0, fitting: None } };
    let all = sample.beyond(everything, &[]);
    let (mut read, mut worth) = (0.0, 0.0);
    let mut before: Vec<&Candidate> = Vec::new();
    for one in taken {
        let held = sample.beyond(one.candidate, &before);
        read += one.share * held.new;
        worth += one.share * held.worth;
        before.push(one.candidate);
    }
    let of = |part: f64, whole: f64| if whole > 0.0 { (part / whole).min(1.0) } else { 1.0 };
    // What does not pass is not read, however complete the streams are, and no search asks for it.
    Reach { read: of(read, all.postings), fitting: Some(of(worth, all.worth)) }
}
