//! Which pop-ups come of the intents that wait: pure rules, so that they can be read and tested on their own.
//!
//! An intent is one match somebody may want to hear of. Pop-ups are at most once: whoever shows them marks the intents
//! first. What a pop-up says is decided where it is shown; here it is only decided which there are.

use jiff::{SignedDuration, Timestamp};

use crate::ids::{JobKey, SearchId};

/// What an intent announces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// One job that one or more searches with instant notification match.
    Single {
        /// The job.
        job: JobKey,
        /// The searches it fits, in the user's order.
        searches: Vec<SearchId>,
    },
    /// One job for the next digest.
    Digest {
        /// The job.
        job: JobKey,
        /// The searches it fits.
        searches: Vec<SearchId>,
    },
    /// What a baseline round found, in one piece.
    Baseline {
        /// Number of jobs.
        jobs: u32,
        /// The searches they fit.
        searches: Vec<SearchId>,
    },
}

/// An intent that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// Its row.
    pub id: i64,
    /// What it announces.
    pub kind: Kind,
    /// When it was written.
    pub created_at: Timestamp,
    /// Written by a program that shows no pop-ups itself.
    pub from_elsewhere: bool,
}

/// One pop-up to show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PopUp {
    /// About one job.
    Job {
        /// The intent it settles.
        intent: i64,
        /// The job.
        job: JobKey,
        /// The searches it fits.
        searches: Vec<SearchId>,
    },
    /// About several jobs at once.
    Summary {
        /// The intents it settles.
        intents: Vec<i64>,
        /// Number of jobs.
        jobs: u32,
        /// The searches they fit, without repetition.
        searches: Vec<SearchId>,
        /// Whether all of it was there before watching began.
        baseline: bool,
    },
}

/// Older than this, a match is no longer news for a pop-up of its own.
const STALE: SignedDuration = SignedDuration::from_mins(15);

/// More single pop-ups than this at once become one.
const MOST_AT_ONCE: usize = 3;

/// How long a digest collects.
pub const DIGEST_EVERY: SignedDuration = SignedDuration::from_hours(1);

/// Decides the pop-ups for everything that waits.
///
/// Fresh single matches get a pop-up each, up to three; more become one summary. Stale ones, and ones a program without
/// pop-ups wrote, enter one summary. Digest matches wait until the oldest of them is [`DIGEST_EVERY`] old.
pub fn pop_ups(waiting: &[Waiting], now: Timestamp) -> Vec<PopUp> {
    let mut fresh = Vec::new();
    let mut late = Vec::new();
    let mut baseline = Vec::new();
    let mut digest = Vec::new();
    for intent in waiting {
        let age = now.duration_since(intent.created_at);
        match &intent.kind {
            Kind::Baseline { .. } if !intent.from_elsewhere => baseline.push(intent),
            Kind::Digest { .. } => digest.push(intent),
            Kind::Single { .. } if !intent.from_elsewhere && age <= STALE => fresh.push(intent),
            _ => late.push(intent),
        }
    }
    if !digest.iter().any(|intent| now.duration_since(intent.created_at) >= DIGEST_EVERY) {
        digest.clear();
    }
    if fresh.len() > MOST_AT_ONCE {
        late.append(&mut fresh);
    }
    let mut shown = Vec::new();
    shown.extend(summary(&baseline, true));
    shown.extend(summary(&late, false));
    shown.extend(summary(&digest, false));
    shown.extend(fresh.into_iter().filter_map(single));
    shown
}

fn single(intent: &Waiting) -> Option<PopUp> {
    match &intent.kind {
        Kind::Single { job, searches } | Kind::Digest { job, searches } => {
            Some(PopUp::Job { intent: intent.id, job: *job, searches: searches.clone() })
        }
        Kind::Baseline { .. } => None,
    }
}

fn summary(intents: &[&Waiting], baseline: bool) -> Option<PopUp> {
    if let ([one], false) = (intents, baseline)
        && let Some(pop_up) = single(one)
    {
        return Some(pop_up);
    }
    intents.first()?;
    let mut searches: Vec<SearchId> = Vec::new();
    let mut jobs = 0;
    for intent in intents {
        let (count, of) = match &intent.kind {
            Kind::Single { searches, .. } | Kind::Digest { searches, .. } => (1, searches),
            Kind::Baseline { jobs, searches } => (*jobs, searches),
        };
        jobs += count;
        for id in of {
            if !searches.contains(id) {
                searches.push(*id);
            }
        }
    }
    Some(PopUp::Summary { intents: intents.iter().map(|intent| intent.id).collect(), jobs, searches, baseline })
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: &str = "2026-11-22T10:00:00Z";

    fn now() -> Timestamp {
        NOW.parse().unwrap()
    }

    fn single_at(id: i64, minutes_ago: i64) -> Waiting {
        Waiting {
            id,
            kind: Kind::Single { job: JobKey(id), searches: vec![SearchId(1)] },
            created_at: now() - SignedDuration::from_mins(minutes_ago),
            from_elsewhere: false,
        }
    }

    fn ids(pop_up: &PopUp) -> Vec<i64> {
        match pop_up {
            PopUp::Job { intent, .. } => vec![*intent],
            PopUp::Summary { intents, .. } => intents.clone(),
        }
    }

    #[test]
    fn up_to_three_fresh_matches_are_told_one_by_one() {
        let shown = pop_ups(&[single_at(1, 0), single_at(2, 0), single_at(3, 1)], now());
        assert_eq!(shown.len(), 3);
        assert!(shown.iter().all(|pop_up| matches!(pop_up, PopUp::Job { .. })));
    }

    #[test]
    fn more_than_three_at_once_become_one() {
        let shown = pop_ups(&[1, 2, 3, 4].map(|id| single_at(id, 0)), now());
        assert_eq!(
            shown,
            [PopUp::Summary { intents: vec![1, 2, 3, 4], jobs: 4, searches: vec![SearchId(1)], baseline: false }]
        );
    }

    #[test]
    fn stale_matches_enter_one_summary_and_fresh_ones_keep_their_own() {
        let shown = pop_ups(&[single_at(1, 16), single_at(2, 400), single_at(3, 0)], now());
        assert_eq!(shown.iter().map(ids).collect::<Vec<_>>(), [vec![1, 2], vec![3]]);
    }

    #[test]
    fn matches_written_elsewhere_enter_one_summary_however_fresh() {
        let waiting = [1, 2].map(|id| Waiting { from_elsewhere: true, ..single_at(id, 0) });
        assert_eq!(pop_ups(&waiting, now()).iter().map(ids).collect::<Vec<_>>(), [vec![1, 2]]);
    }

    #[test]
    fn a_baseline_is_one_summary_that_says_so() {
        let kind = Kind::Baseline { jobs: 40, searches: vec![SearchId(1), SearchId(2)] };
        let waiting = [Waiting { id: 9, kind, created_at: now(), from_elsewhere: false }];
        assert_eq!(
            pop_ups(&waiting, now()),
            [PopUp::Summary { intents: vec![9], jobs: 40, searches: vec![SearchId(1), SearchId(2)], baseline: true }]
        );
    }

    #[test]
    fn a_digest_waits_for_its_hour_and_then_takes_all() {
        let digest = |id, minutes_ago| Waiting {
            kind: Kind::Digest { job: JobKey(id), searches: vec![SearchId(2)] },
            ..single_at(id, minutes_ago)
        };
        assert_eq!(pop_ups(&[digest(1, 59), digest(2, 0)], now()), []);
        assert_eq!(pop_ups(&[digest(1, 60), digest(2, 0)], now()).iter().map(ids).collect::<Vec<_>>(), [vec![1, 2]]);
    }

    #[test]
    fn a_summary_of_one_is_told_as_that_job() {
        assert!(matches!(pop_ups(&[single_at(1, 60)], now())[..], [PopUp::Job { intent: 1, .. }]));
    }
}
