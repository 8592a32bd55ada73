//! What each service's terms allow, as data: the table of `docs/watching.md`, "Terms", row by row. Where a row is kept by a
//! type, the number stands with that type and is only named here.

use jiff::SignedDuration;
use lapwing_domain::ephemeral::LENT_FOR;
use lapwing_domain::plan::{LEAST_INTERVAL, UNSEEN};

use crate::marketplace::SearchRequest;
use crate::request::PageRequest;

/// What a service allows, so that its terms are kept by code and not by good intentions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourcePolicy {
    /// Host every listing names as where it came from.
    pub attribution: String,
    /// How many keys one person may use.
    pub keys: Keys,
    /// Whether searches are asked for while nobody looks.
    pub background: Background,
    /// One request may serve several searches at once, or none in particular.
    pub unions_allowed: bool,
    /// How much is read in one go.
    pub paging: Paging,
    /// Shortest time between two rounds of a search in the background; without one the plan decides.
    pub least_interval: Option<SignedDuration>,
    /// Background rounds end when the window was not opened for so long.
    pub ends_unopened: Option<SignedDuration>,
    /// How long content may be kept after it first came; without one its user decides.
    pub content_life: Option<SignedDuration>,
    /// Whether anything may be learnt from content, or content be ranked.
    pub may_learn: bool,
    /// Whether content may leave this computer, by channels, exports, feeds, backups or print.
    pub may_leave: bool,
    /// Most requests the service takes, where its documentation tells.
    pub ceilings: Option<Ceilings>,
}

/// How many keys one person may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keys {
    /// Several, as environments of their own; their quotas are never added up.
    Several,
    /// One for each account at the service.
    OnePerAccount,
}

/// Whether searches are asked for while nobody looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Background {
    /// Unless it is turned off.
    On,
    /// Only those searches for which it was turned on, after an explanation.
    PerSearch,
}

/// How much is read in one go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paging {
    /// Jobs of a page in the background.
    pub background_jobs: u32,
    /// Pages of one round in the background; without one the quota decides.
    pub background_pages: Option<u32>,
    /// Jobs of a page asked for by hand.
    pub by_hand_jobs: u32,
    /// Pages asked for by hand at once; without one the quota decides.
    pub by_hand_pages: Option<u32>,
}

/// Most requests a service takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ceilings {
    /// In any second.
    pub per_second: u32,
    /// In any minute.
    pub per_minute: u32,
    /// In any 24 hours.
    pub per_day: u32,
}

impl SourcePolicy {
    /// The jobs API at `host`.
    pub fn jobs_api(host: String) -> Self {
        let paging = Paging {
            background_jobs: PageRequest::MOST,
            background_pages: None,
            by_hand_jobs: PageRequest::MOST,
            by_hand_pages: None,
        };
        Self {
            attribution: host,
            keys: Keys::Several,
            background: Background::On,
            unions_allowed: true,
            paging,
            least_interval: None,
            ends_unopened: None,
            content_life: None,
            may_learn: true,
            may_leave: true,
            ceilings: None,
        }
    }

    /// The marketplace API at `host`. [`SearchRequest`] keeps the row about streams, and
    /// [`Ephemeral`](lapwing_domain::ephemeral::Ephemeral) the one about leaving.
    pub fn marketplace(host: String) -> Self {
        let paging = Paging {
            background_jobs: SearchRequest::IN_BACKGROUND,
            background_pages: Some(1),
            by_hand_jobs: SearchRequest::MOST,
            by_hand_pages: Some(SearchRequest::MOST_PAGES),
        };
        Self {
            attribution: host,
            keys: Keys::OnePerAccount,
            background: Background::PerSearch,
            unions_allowed: false,
            paging,
            least_interval: Some(LEAST_INTERVAL),
            ends_unopened: Some(UNSEEN),
            content_life: Some(LENT_FOR),
            may_learn: false,
            may_leave: false,
            ceilings: Some(Ceilings::MARKETPLACE),
        }
    }
}

impl Ceilings {
    /// Two documents of the marketplace give two figures for a minute; the stricter of each is kept.
    pub const MARKETPLACE: Self = Self { per_second: 10, per_minute: 300, per_day: 40_000 };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_marketplaces_terms_are_those_of_the_table() {
        let policy = SourcePolicy::marketplace("api.example.com".to_owned());
        assert_eq!(policy.attribution, "api.example.com");
        assert_eq!((policy.keys, policy.background), (Keys::OnePerAccount, Background::PerSearch));
        assert!(!policy.unions_allowed && !policy.may_learn && !policy.may_leave);
        let Paging { background_jobs, background_pages, by_hand_jobs, by_hand_pages } = policy.paging;
        assert_eq!((background_jobs, background_pages, by_hand_jobs, by_hand_pages), (20, Some(1), 50, Some(3)));
        let hours = |time: Option<SignedDuration>| time.map(|time| time.as_mins());
        assert_eq!(hours(policy.least_interval), Some(15));
        assert_eq!(hours(policy.ends_unopened), Some(14 * 24 * 60));
        assert_eq!(hours(policy.content_life), Some(24 * 60));
        assert_eq!(policy.ceilings, Some(Ceilings { per_second: 10, per_minute: 300, per_day: 40_000 }));
    }

    #[test]
    fn the_jobs_api_leaves_to_plan_and_user_what_its_terms_leave_open() {
        let policy = SourcePolicy::jobs_api("api.example.com".to_owned());
        assert_eq!((policy.keys, policy.background), (Keys::Several, Background::On));
        assert!(policy.unions_allowed && policy.may_leave);
        assert_eq!((policy.least_interval, policy.ends_unopened, policy.content_life), (None, None, None));
        assert_eq!((policy.paging.background_jobs, policy.paging.background_pages), (50, None));
        assert_eq!(policy.ceilings, None);
    }
}
