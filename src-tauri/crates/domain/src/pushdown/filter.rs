//! A conjunction of conditions that a service can be asked for.

use std::fmt;

use super::Capabilities;
use super::bounds::{Bounds, lower};
use crate::job::Job;

/// Conditions that a service is asked for, all of which have to hold; a fact that is unknown fails the one on it. Its text
/// ([`fmt::Display`]) names it for good, for instance in a database.
///
/// ```
/// use lapwing_domain::pushdown::ServerFilter;
///
/// let rich = ServerFilter::everything().with_verified(true).with_spent(10_000);
/// let spending = ServerFilter::everything().with_spent(1_000);
/// assert_eq!(rich.union(&spending).to_string(), "spent=1000..");
/// assert_eq!(ServerFilter::read("verified=yes spent=10000.."), Some(rich));
/// assert!(spending.covers(&rich) && !rich.covers(&spending));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct ServerFilter {
    verified: Option<bool>,
    budget: Bounds,
    spent: Option<u64>,
    hires: Option<u64>,
    contract_to_hire: bool,
}

/// The text of the filter that lets everything through.
const EVERYTHING: &str = "everything";

impl ServerFilter {
    /// Lets everything through.
    pub fn everything() -> Self {
        Self::default()
    }

    /// The same with the client's payment verified, or not.
    #[must_use]
    pub fn with_verified(self, verified: bool) -> Self {
        Self { verified: Some(verified), ..self }
    }

    /// The same with a fixed amount within bounds.
    #[must_use]
    pub fn with_budget(self, budget: Bounds) -> Self {
        Self { budget, ..self }
    }

    /// The same with a client who spent at least so much. Nothing is asked with zero.
    #[must_use]
    pub fn with_spent(self, least: u64) -> Self {
        Self { spent: Some(least).filter(|least| *least > 0), ..self }
    }

    /// The same with a client who hired for at least so many jobs. Nothing is asked with zero.
    #[must_use]
    pub fn with_hires(self, least: u64) -> Self {
        Self { hires: Some(least).filter(|least| *least > 0), ..self }
    }

    /// The same with a posting that may turn into employment.
    #[must_use]
    pub fn with_contract_to_hire(self) -> Self {
        Self { contract_to_hire: true, ..self }
    }

    /// Payment verified, or not.
    pub fn verified(&self) -> Option<bool> {
        self.verified
    }

    /// Bounds of the fixed amount.
    pub fn budget(&self) -> Bounds {
        self.budget
    }

    /// The least the client spent.
    pub fn spent(&self) -> Option<u64> {
        self.spent
    }

    /// The fewest jobs the client hired for.
    pub fn hires(&self) -> Option<u64> {
        self.hires
    }

    /// Whether the posting has to say that it may turn into employment.
    pub fn contract_to_hire(&self) -> bool {
        self.contract_to_hire
    }

    /// Whether it lets everything through.
    pub fn is_everything(&self) -> bool {
        *self == Self::everything()
    }

    /// The narrowest filter that lets through what either does.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        Self {
            verified: self.verified.filter(|_| self.verified == other.verified),
            budget: self.budget.union(other.budget),
            spent: lower(self.spent, other.spent),
            hires: lower(self.hires, other.hires),
            contract_to_hire: self.contract_to_hire && other.contract_to_hire,
        }
    }

    /// What both let through. Where they contradict each other, which nothing passes, conditions are dropped until they no
    /// longer do: services are not asked for what cannot be.
    #[must_use]
    pub fn both(&self, other: &Self) -> Self {
        Self {
            verified: self.verified.or(other.verified),
            budget: self.budget.both(other.budget),
            spent: self.spent.max(other.spent),
            hires: self.hires.max(other.hires),
            contract_to_hire: self.contract_to_hire || other.contract_to_hire,
        }
    }

    /// Whether it lets through all that the other does.
    pub fn covers(&self, other: &Self) -> bool {
        self.union(other) == *self
    }

    /// What of it can be said; lets through no less.
    #[must_use]
    pub fn within(&self, capabilities: &Capabilities) -> Self {
        Self {
            spent: self.spent.and_then(|least| capabilities.spent.at_most(least)),
            hires: self.hires.and_then(|least| capabilities.hires.at_most(least)),
            contract_to_hire: self.contract_to_hire && capabilities.contract_to_hire,
            ..*self
        }
    }

    /// Whether a service lets this job through, by what the job says.
    pub fn holds(&self, job: &Job) -> bool {
        let Job { client, .. } = job;
        self.verified.is_none_or(|verified| client.verified == Some(verified))
            && (self.budget.are_open() || job.budget.is_some_and(|amount| self.budget.hold(amount.cents)))
            && self
                .spent
                .is_none_or(|least| client.spent.is_some_and(|spent| Bounds::new(Some(least), None).hold(spent.cents)))
            && self.hires.is_none_or(|least| client.hires.is_some_and(|hires| u64::from(hires) >= least))
            && (!self.contract_to_hire || job.contract_to_hire == Some(true))
    }

    /// Reads the text that a filter was given by [`fmt::Display`].
    pub fn read(text: &str) -> Option<Self> {
        let mut filter = Self::everything();
        if text == EVERYTHING {
            return Some(filter);
        }
        let least = |value: &str| Bounds::read(value).filter(|bounds| bounds.most().is_none())?.least();
        for condition in text.split(' ') {
            filter = match condition.split_once('=')? {
                ("verified", "yes") => filter.with_verified(true),
                ("verified", "no") => filter.with_verified(false),
                ("budget", value) => filter.with_budget(Bounds::read(value)?),
                ("spent", value) => filter.with_spent(least(value)?),
                ("hires", value) => filter.with_hires(least(value)?),
                ("contract_to_hire", "yes") => filter.with_contract_to_hire(),
                _ => return None,
            };
        }
        // One filter has one text.
        (filter.to_string() == text).then_some(filter)
    }
}

impl fmt::Display for ServerFilter {
    /// `everything`, or conditions such as `verified=yes budget=500..1000 spent=1000.. hires=5.. contract_to_hire=yes`, in
    /// this order.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let least = |name: &str, least: Option<u64>| least.map(|least| format!("{name}={least}.."));
        let conditions = [
            self.verified.map(|verified| format!("verified={}", if verified { "yes" } else { "no" })),
            (!self.budget.are_open()).then(|| format!("budget={}", self.budget)),
            least("spent", self.spent),
            least("hires", self.hires),
            self.contract_to_hire.then(|| "contract_to_hire=yes".to_owned()),
        ];
        let conditions: Vec<String> = conditions.into_iter().flatten().collect();
        f.write_str(if conditions.is_empty() { EVERYTHING.to_owned() } else { conditions.join(" ") }.as_str())
    }
}
