//! What waits, made ready for the decision: settled intents apart, one entry for a job, and what its searches want now.

use jiff::Timestamp;

use super::{Decision, Kind, News, PopUp, Rules, SearchRule, Summary, Untold, Waiting};
use crate::ids::{JobKey, SearchId};
use crate::search::Notify;

/// What an entry is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum About {
    Job { job: JobKey, searches: Vec<SearchId> },
    Baseline { jobs: u32, searches: Vec<SearchId> },
    Followed { job: JobKey, news: News },
    Silence { search: SearchId },
    FollowUp { job: JobKey },
}

/// Something to tell: one intent, or all those of one job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) intents: Vec<i64>,
    pub(super) about: About,
    pub(super) first: Timestamp,
    pub(super) last: Timestamp,
    pub(super) from_elsewhere: bool,
    /// Collected, because no search of it wants to be told at once.
    pub(super) collected: bool,
    pub(super) breaks_quiet: bool,
}

/// Sorts what waits. What nobody is to hear of goes into the decision at once.
pub(super) fn sorted(waiting: &[Waiting], rules: &Rules, decision: &mut Decision) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    for intent in waiting {
        let entry = match intent.untold {
            Some(why) => Err(why),
            None => entry(intent, rules).ok_or(Untold::Silent),
        };
        match entry {
            Err(why) => decision.untold.push((intent.id, why)),
            Ok(entry) => {
                if !entries.iter_mut().any(|known| known.takes_in(&entry)) {
                    entries.push(entry);
                }
            }
        }
    }
    entries
}

/// An intent as its searches are now; `None` when none of them wants to be told any more.
fn entry(intent: &Waiting, rules: &Rules) -> Option<Entry> {
    let loud = |id: &SearchId| rules.searches.get(id).filter(|rule| rule.notify != Notify::Silent);
    let kept = |ids: &[SearchId]| -> Option<Vec<SearchId>> {
        Some(ids.iter().copied().filter(|id| loud(id).is_some()).collect::<Vec<_>>()).filter(|kept| !kept.is_empty())
    };
    let (mut collected, mut breaks_quiet) = (false, false);
    let about = match &intent.kind {
        Kind::Match { job, searches } => {
            let searches = kept(searches)?;
            let any = |fits: fn(&SearchRule) -> bool| searches.iter().filter_map(loud).any(fits);
            collected = !any(|rule| rule.notify == Notify::Instant);
            breaks_quiet = any(|rule| rule.breaks_quiet);
            About::Job { job: *job, searches }
        }
        Kind::Baseline { jobs, searches } => About::Baseline { jobs: *jobs, searches: kept(searches)? },
        Kind::Followed { job, news } => About::Followed { job: *job, news: news.clone() },
        Kind::Silence { search } => About::Silence { search: loud(search).map(|_| *search)? },
        Kind::FollowUp { job } => About::FollowUp { job: *job },
    };
    let (first, last) = (intent.created_at, intent.created_at);
    let from_elsewhere = intent.from_elsewhere;
    Some(Entry { intents: vec![intent.id], about, first, last, from_elsewhere, collected, breaks_quiet })
}

impl Entry {
    /// Takes in a later intent of the same job; `false` when it is about something else.
    fn takes_in(&mut self, other: &Self) -> bool {
        let (About::Job { job, searches }, About::Job { job: same, searches: more }) = (&mut self.about, &other.about)
        else {
            return false;
        };
        if job != same {
            return false;
        }
        add(searches, more);
        self.intents.extend(&other.intents);
        self.first = self.first.min(other.first);
        self.last = self.last.max(other.last);
        self.from_elsewhere &= other.from_elsewhere;
        self.collected &= other.collected;
        self.breaks_quiet |= other.breaks_quiet;
        true
    }

    /// As a pop-up of its own. A baseline is always told as one.
    fn alone(&self) -> PopUp {
        let intent = self.intents.first().copied().unwrap_or_default();
        match &self.about {
            About::Job { job, searches } => {
                PopUp::Job { intents: self.intents.clone(), job: *job, searches: searches.clone() }
            }
            About::Followed { job, news } => PopUp::Followed { intent, job: *job, news: news.clone() },
            About::Silence { search } => PopUp::Silence { intent, search: *search },
            About::FollowUp { job } => PopUp::FollowUp { intent, job: *job },
            About::Baseline { .. } => PopUp::Summary(summary(&[self])),
        }
    }
}

/// One pop-up for all of these: a summary, unless it is one thing alone. `None` when there are none.
pub(super) fn in_one(entries: &[&Entry]) -> Option<PopUp> {
    match entries {
        [] => None,
        [one] => Some(one.alone()),
        several => Some(PopUp::Summary(summary(several))),
    }
}

fn summary(entries: &[&Entry]) -> Summary {
    let mut sum = Summary {
        baseline: entries.iter().all(|entry| matches!(entry.about, About::Baseline { .. })),
        ..Summary::default()
    };
    for entry in entries {
        sum.intents.extend(&entry.intents);
        match &entry.about {
            About::Job { .. } => sum.jobs += 1,
            About::Baseline { jobs, .. } => sum.jobs = sum.jobs.saturating_add(*jobs),
            About::Followed { .. } => sum.followed += 1,
            About::Silence { .. } => sum.silent += 1,
            About::FollowUp { .. } => sum.follow_ups += 1,
        }
        add(&mut sum.searches, entry.about.searches());
    }
    sum.intents.sort_unstable();
    sum
}

fn add(searches: &mut Vec<SearchId>, more: &[SearchId]) {
    for id in more {
        if !searches.contains(id) {
            searches.push(*id);
        }
    }
}

impl About {
    pub(super) fn searches(&self) -> &[SearchId] {
        match self {
            Self::Job { searches, .. } | Self::Baseline { searches, .. } => searches,
            Self::Silence { search } => std::slice::from_ref(search),
            Self::Followed { .. } | Self::FollowUp { .. } => &[],
        }
    }
}
