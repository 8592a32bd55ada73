//! What was read without any filter, by what of it would have passed each filter and what it is worth: the planner's
//! picture of a market that it cannot read as a whole.

use super::candidates::candidates;
use crate::ids::SearchId;
use crate::job::Job;
use crate::pushdown::ServerFilter;
use crate::search::{Priority, SavedSearch};

/// A set of postings of the sample.
type Postings = Vec<u64>;

/// Postings read without any filter, judged by the searches of today.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sample {
    size: usize,
    candidates: Vec<Candidate>,
    /// For each kind of worth, the postings that have it.
    worth: Vec<(f64, Postings)>,
}

/// A filter that a stream can have.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Candidate {
    pub(crate) filter: ServerFilter,
    /// The searches it covers, and the greatest of their weights.
    pub(crate) covers: Vec<SearchId>,
    passing: Postings,
}

/// What passes a filter.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct Held {
    /// Postings.
    pub(crate) postings: f64,
    /// Those that no other stream returns.
    pub(crate) new: f64,
    /// What those of them are worth together that fit a search.
    pub(crate) worth: f64,
}

impl Sample {
    /// Judges the jobs, each with the searches it fits, by searches with the filter that each has at the service. Paused
    /// searches, and those that do not read the source, are not to be among them.
    pub fn new<'a>(
        searches: &[(&SavedSearch, ServerFilter)],
        jobs: impl IntoIterator<Item = (&'a Job, &'a [SearchId])>,
    ) -> Self {
        let filters: Vec<ServerFilter> = searches.iter().map(|(_, filter)| *filter).collect();
        let covers = |filter: &ServerFilter| {
            searches.iter().filter(|(_, of)| filter.covers(of)).map(|(search, _)| search.id).collect()
        };
        let candidate = |filter: ServerFilter| Candidate { filter, covers: covers(&filter), passing: Postings::new() };
        let mut sample =
            Self { candidates: candidates(&filters).into_iter().map(candidate).collect(), ..Self::default() };
        for (job, fits) in jobs {
            let fitting = searches.iter().filter(|(search, _)| fits.contains(&search.id));
            sample.add(job, fitting.map(|(search, _)| weight(search.priority)).fold(0.0, f64::max));
        }
        sample
    }

    fn add(&mut self, job: &Job, worth: f64) {
        let number = self.size;
        self.size += 1;
        for candidate in self.candidates.iter_mut().filter(|candidate| candidate.filter.holds(job)) {
            insert(&mut candidate.passing, number);
        }
        if worth > 0.0 {
            let known = self.worth.iter().position(|(known, _)| known.total_cmp(&worth).is_eq());
            let place = known.unwrap_or_else(|| {
                self.worth.push((worth, Postings::new()));
                self.worth.len() - 1
            });
            insert(&mut self.worth[place].1, number);
        }
    }

    /// Postings in it.
    pub fn size(&self) -> usize {
        self.size
    }

    pub(crate) fn candidates(&self) -> &[Candidate] {
        &self.candidates
    }

    /// What passes this candidate, and what of it passes none of the others.
    pub(crate) fn beyond(&self, candidate: &Candidate, others: &[&Candidate]) -> Held {
        let word = |postings: &Postings, place: usize| postings.get(place).copied().unwrap_or(0);
        let (mut postings, mut unread, mut worth) = (0, 0, 0.0);
        for (place, passing) in candidate.passing.iter().enumerate() {
            postings += passing.count_ones();
            let new = others.iter().fold(*passing, |new, other| new & !word(&other.passing, place));
            unread += new.count_ones();
            for (each, fitting) in &self.worth {
                worth += each * f64::from((new & word(fitting, place)).count_ones());
            }
        }
        Held { postings: f64::from(postings), new: f64::from(unread), worth }
    }
}

fn insert(postings: &mut Postings, number: usize) {
    let place = number / 64;
    if postings.len() <= place {
        postings.resize(place + 1, 0);
    }
    postings[place] |= 1 << (number % 64);
}

/// How much fresher a search should be than a normal one, and how much more a job that fits it is worth.
pub(crate) fn weight(priority: Priority) -> f64 {
    match priority {
        Priority::Low => 0.5,
        Priority::Normal => 1.0,
        Priority::High => 2.0,
    }
}
