//! What is told of what was found, when, and how much of it: pure rules, so that they can be read and tested on their own.
//!
//! An intent is one thing somebody may want to hear of. [`decide`] makes pop-ups of the intents that wait. Pop-ups are at
//! most once: whoever shows them marks their intents first. What a pop-up says is decided where it is shown; here it is
//! only decided which there are.

mod decide;
mod digest;
mod follow;
mod mute;
mod rules;
mod silence;
mod snooze;
mod sorting;

use jiff::Timestamp;

use crate::ids::{JobKey, SearchId};

pub use decide::{BURST, Decision, HOUR, Moment, STALE, decide};
pub use digest::Digest;
pub use follow::{News, PROPOSALS_PAST, is_followed, news};
pub use mute::{ClientMark, Muted, Mutes, NotMutable};
pub use rules::{Detail, Rules, SearchRule};
pub use silence::{LOOK_BACK, Yield, is_silent};
pub use snooze::tomorrow_morning;

/// What an intent announces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// A job that one or more searches match which are not silent.
    Match {
        /// The job.
        job: JobKey,
        /// The searches it fits, in the user's order.
        searches: Vec<SearchId>,
    },
    /// What a baseline round found, in one piece.
    Baseline {
        /// Number of jobs.
        jobs: u32,
        /// The searches they fit.
        searches: Vec<SearchId>,
    },
    /// Something happened to a job that its user follows.
    Followed {
        /// The job.
        job: JobKey,
        /// What happened.
        news: News,
    },
    /// A search that usually yields has yielded nothing for an unlikely time.
    Silence {
        /// The search.
        search: SearchId,
    },
    /// The time has come that its user set for a job.
    FollowUp {
        /// The job.
        job: JobKey,
    },
}

/// An intent that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// Its row. Rows are numbered in the order they were written in.
    pub id: i64,
    /// What it announces.
    pub kind: Kind,
    /// When it was written.
    pub created_at: Timestamp,
    /// Written by a program that shows no pop-ups itself.
    pub from_elsewhere: bool,
    /// Why nobody is to hear of it, if that is settled already.
    pub untold: Option<Untold>,
}

/// Why an intent never becomes a pop-up. What it announces is listed all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Untold {
    /// Its job says a muted word, or is a muted client's.
    Muted,
    /// Its job was told before, for another search.
    ToldBefore,
    /// None of its searches is there any more, or all were made silent.
    Silent,
}

/// One pop-up to show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PopUp {
    /// About one job that fits.
    Job {
        /// The intents it settles: several when the job came to fit another search meanwhile.
        intents: Vec<i64>,
        /// The job.
        job: JobKey,
        /// The searches it fits.
        searches: Vec<SearchId>,
    },
    /// About a job that is followed.
    Followed {
        /// The intent it settles.
        intent: i64,
        /// The job.
        job: JobKey,
        /// What happened to it.
        news: News,
    },
    /// About a search that fell silent.
    Silence {
        /// The intent it settles.
        intent: i64,
        /// The search.
        search: SearchId,
    },
    /// About a job that its user wanted to be reminded of.
    FollowUp {
        /// The intent it settles.
        intent: i64,
        /// The job.
        job: JobKey,
    },
    /// About several things at once.
    Summary(Summary),
}

/// Several things told at once.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Summary {
    /// The intents it settles.
    pub intents: Vec<i64>,
    /// Number of jobs that fit.
    pub jobs: u32,
    /// The searches they fit, and those that fell silent, without repetition.
    pub searches: Vec<SearchId>,
    /// Number of news of jobs that are followed.
    pub followed: u32,
    /// Number of searches that fell silent.
    pub silent: u32,
    /// Number of jobs that their user wanted to be reminded of.
    pub follow_ups: u32,
    /// Whether all of it was there before watching began.
    pub baseline: bool,
}

impl PopUp {
    /// The intents it settles, in their order.
    pub fn intents(&self) -> &[i64] {
        match self {
            Self::Job { intents, .. } | Self::Summary(Summary { intents, .. }) => intents,
            Self::Followed { intent, .. } | Self::Silence { intent, .. } | Self::FollowUp { intent, .. } => {
                std::slice::from_ref(intent)
            }
        }
    }
}
