//! Which streams bring most where not everything can be read.
//!
//! A call brings a page, and a page of a filter is full when as many postings that pass it have come as it holds. So what
//! a call brings is the worth of a posting that passes, and a stream can use no more calls than pages come. Streams are
//! taken in the order of what their pages bring beyond those taken before, each as a whole while the calls last and the
//! last one in part. A stream that takes in earlier ones takes their place, and gives their calls back.

use super::sample::{Candidate, Sample};

/// How full a narrow page is planned: the rest is for chance.
const FILL: f64 = 0.92;

/// Share of the calls that go on reading without a filter: what no narrow stream covers is looked at now and then, and
/// what is learnt of the market stays true.
const LOOK_ROUND: f64 = 0.04;

/// The same until the sample holds so many postings.
const LEARN: (usize, f64) = (400, 0.5);

/// As many postings that are worth nothing are added to those that passed a filter: a few lucky ones are no promise.
const DOUBT: f64 = 2.0;

/// What can be spent.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Means {
    /// Calls.
    pub(crate) calls: f64,
    /// Postings expected meanwhile, whatever they are.
    pub(crate) postings: f64,
    /// Postings a page holds.
    pub(crate) page: f64,
    /// Among how many of the newest postings a filter is applied, where the service looks no further.
    pub(crate) window: Option<f64>,
}

/// A stream that was taken.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Taken<'a> {
    pub(crate) candidate: &'a Candidate,
    /// Share of all postings that pass its filter.
    pub(crate) passes: f64,
    /// Postings of it that a call reads.
    pub(crate) a_call: f64,
    /// Share of what passes that is read.
    pub(crate) share: f64,
}

impl Taken<'_> {
    /// Calls.
    pub(crate) fn cost(&self, means: &Means) -> f64 {
        self.share * means.postings * self.passes / self.a_call
    }
}

/// The streams to poll, the best first, with everything among them. What is left of the calls makes them fresher.
pub(crate) fn choose<'a>(sample: &'a Sample, means: &Means) -> Vec<Taken<'a>> {
    let Some(everything) = sample.candidates().first() else { return Vec::new() };
    let look_round = if sample.size() < LEARN.0 { LEARN.1 } else { LOOK_ROUND };
    let kept = (means.calls * look_round).min(means.postings / means.page);
    let mut left = means.calls - kept;
    let mut taken: Vec<Taken<'a>> = Vec::new();
    while left > 0.0 {
        let Some(Step { next, replaced, back }) = best(sample, means, &taken, left) else { break };
        let cost = next.cost(means);
        if cost <= left + back {
            left += back - cost;
            let mut place = 0..;
            taken.retain(|_| place.next().is_some_and(|at| !replaced.contains(&at)));
            taken.push(next);
        } else {
            taken.push(Taken { share: left / cost, ..next });
            left = 0.0;
        }
    }
    let looked = kept * means.page / means.postings.max(1.0);
    match taken.iter_mut().find(|one| one.candidate.filter.is_everything()) {
        Some(broad) => broad.share = (broad.share + looked).min(1.0),
        None => taken.push(Taken { candidate: everything, passes: 1.0, a_call: means.page * FILL, share: looked }),
    }
    taken
}

/// A stream that could be taken next.
struct Step<'a> {
    next: Taken<'a>,
    /// The places of those whose place it can take.
    replaced: Vec<usize>,
    /// The calls that those cost.
    back: f64,
}

/// The stream whose calls bring most beyond those taken.
fn best<'a>(sample: &'a Sample, means: &Means, taken: &[Taken<'a>], left: f64) -> Option<Step<'a>> {
    let others: Vec<&Candidate> = taken.iter().map(|one| one.candidate).collect();
    let size = sample.beyond(sample.candidates().first()?, &[]).postings.max(1.0);
    let mut best: Option<(f64, Step<'a>)> = None;
    for candidate in
        sample.candidates().iter().filter(|one| !others.iter().any(|other| other.filter.covers(&one.filter)))
    {
        let held = sample.beyond(candidate, &others);
        let passes = (held.postings / size).max(1.0 / size);
        let full = means.page * FILL;
        let narrow = means.window.filter(|_| !candidate.filter.is_everything());
        let a_call = narrow.map_or(full, |window| full.min(window * FILL * passes));
        let next = Taken { candidate, passes, a_call, share: 1.0 };
        let replaced: Vec<usize> =
            (0..taken.len()).filter(|at| candidate.filter.covers(&taken[*at].candidate.filter)).collect();
        let back: f64 = replaced.iter().map(|at| taken[*at].cost(means)).sum();
        let cost = next.cost(means);
        // Read in part only, it leaves the others in their place.
        let paid = if cost <= left + back { cost - back } else { cost };
        let doubted = held.worth * held.postings / (held.postings + DOUBT);
        let gain = doubted / paid.max(1e-9);
        if doubted > 0.0 && best.as_ref().is_none_or(|(most, _)| gain > *most) {
            best = Some((gain, Step { next, replaced, back }));
        }
    }
    best.map(|(_, step)| step)
}
