//! The service's plans: what a key may ask, and how far back it may look.

use std::fmt;
use std::str::FromStr;

use jiff::SignedDuration;

/// A plan of the jobs API, as its public documentation gives them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Plan {
    /// Free: 1,000 calls a month, 10 a minute, bursts of 20, seven days of postings; blocked when the month is used up.
    #[default]
    Starter,
    /// 25,000 calls a month, 100 a minute, bursts of 200, thirty days; calls above the month are charged, not blocked.
    Professional,
    /// 100,000 calls a month, 500 a minute, bursts of 1,000, six months; calls above the month are charged, not blocked.
    Business,
    /// No limits, seven days: for first looks, soak runs and benchmarks, where a plan would only be in the way.
    Unlimited,
}

/// The limits of a plan. `None` is no limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Allowance {
    /// Calls granted at the start of each minute.
    pub per_minute: Option<u32>,
    /// Most calls that can be saved up and spent at once.
    pub burst: Option<u32>,
    /// Calls in a calendar month (UTC) after which every call is refused.
    pub blocked_after: Option<u64>,
}

impl Plan {
    /// Every plan.
    pub const ALL: [Self; 4] = [Self::Starter, Self::Professional, Self::Business, Self::Unlimited];

    /// What the plan allows.
    pub const fn allowance(self) -> Allowance {
        match self {
            Self::Starter => Allowance { per_minute: Some(10), burst: Some(20), blocked_after: Some(1_000) },
            Self::Professional => Allowance { per_minute: Some(100), burst: Some(200), blocked_after: None },
            Self::Business => Allowance { per_minute: Some(500), burst: Some(1_000), blocked_after: None },
            Self::Unlimited => Allowance { per_minute: None, burst: None, blocked_after: None },
        }
    }

    /// How long a posting stays listed.
    pub const fn retention(self) -> SignedDuration {
        let days = match self {
            Self::Starter | Self::Unlimited => 7,
            Self::Professional => 30,
            Self::Business => 180,
        };
        SignedDuration::from_hours(days * 24)
    }

    /// The word for the command line.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Starter => "starter",
            Self::Professional => "professional",
            Self::Business => "business",
            Self::Unlimited => "unlimited",
        }
    }
}

impl fmt::Display for Plan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// The word is no plan.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no plan; choose starter, professional, business or unlimited")]
pub struct UnknownPlan(String);

impl FromStr for Plan {
    type Err = UnknownPlan;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|plan| plan.word() == word).ok_or_else(|| UnknownPlan(word.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_plan_is_read_back_from_its_word() {
        for plan in Plan::ALL {
            assert_eq!(plan.to_string().parse(), Ok(plan));
        }
        assert_eq!("enterprise".parse::<Plan>(), Err(UnknownPlan("enterprise".to_owned())));
    }

    #[test]
    fn only_the_free_plan_blocks_at_the_end_of_its_month() {
        let blocking: Vec<Plan> = Plan::ALL.into_iter().filter(|p| p.allowance().blocked_after.is_some()).collect();
        assert_eq!(blocking, [Plan::Starter]);
    }
}
