//! A job as Lapwing knows it: cleaned text and settled facts, the same shape whichever service it came from.
//!
//! `None` and an empty text mean the posting does not say. The rules by which a service's raw values become these facts
//! (zero that cannot be meant, ranges the wrong way round, a stated type that contradicts the amounts) live here, so
//! that every service obeys the same ones; they are written in `docs/query-language.md`, "Unknown facts".

use jiff::Timestamp;

use crate::ids::JobId;
use crate::money::{Currency, Money};

/// How the freelancer is paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ContractType {
    /// By the hour.
    Hourly,
    /// One amount for the whole.
    Fixed,
}

/// Whether the posting still takes proposals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Status {
    /// Takes proposals.
    Open,
    /// Closed, filled or withdrawn.
    Closed,
}

/// The experience asked for, in ascending order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Level {
    /// Entry.
    Entry,
    /// Intermediate.
    Intermediate,
    /// Expert.
    Expert,
}

/// Expected length, in ascending buckets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Duration {
    /// Less than a month.
    UnderOneMonth,
    /// One to three months.
    OneToThreeMonths,
    /// Three to six months.
    ThreeToSixMonths,
    /// More than six months.
    OverSixMonths,
}

/// Hours a week, as the marketplace buckets them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Workload {
    /// Less than 30 hours a week.
    PartTime,
    /// More than 30 hours a week.
    FullTime,
    /// As needed.
    AsNeeded,
}

/// A country by ISO 3166-1 alpha-2 code, or a name that is none.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Country {
    /// Two letters, upper case.
    Code([u8; 2]),
    /// Known, but no code, name or alias of a country: equals no code.
    Other(String),
}

/// An inclusive range of whole numbers, such as a proposals bucket. `max` `None` means open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct CountRange {
    /// Least.
    pub min: u32,
    /// Most, inclusive; `None` when open above.
    pub max: Option<u32>,
}

/// An hourly range. A range with one known end counts as that value at both ends; ends are in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Rate {
    /// Lower end, per hour.
    pub min: Money,
    /// Upper end, per hour.
    pub max: Money,
}

impl Rate {
    /// From raw ends in units per hour. Zero, negative and absent ends are unknown; swapped ends are put right.
    pub fn from_ends(min: Option<f64>, max: Option<f64>, currency: Currency) -> Option<Self> {
        let known = |end: Option<f64>| end.and_then(|units| Money::from_units(units, currency)).filter(|m| m.cents > 0);
        let (a, b) = match (known(min), known(max)) {
            (Some(a), Some(b)) => (a, b),
            (Some(one), None) | (None, Some(one)) => (one, one),
            (None, None) => return None,
        };
        Some(if a.cents <= b.cents { Self { min: a, max: b } } else { Self { min: b, max: a } })
    }
}

/// Where the job is filed.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Category {
    /// Display name, for example `Web Development`.
    pub name: String,
    /// Slug, for example `web-development`.
    pub slug: String,
    /// Group's display name.
    pub group: String,
    /// Group's slug.
    pub group_slug: String,
}

/// What the posting tells of the client.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Client {
    /// The service's own id of the client, where it says one. Only services that lend do: nothing keeps it.
    pub id: Option<String>,
    /// Country.
    pub country: Option<Country>,
    /// City, cleaned.
    pub city: String,
    /// Time zone as given.
    pub timezone: String,
    /// Payment method verified.
    pub verified: Option<bool>,
    /// Lifetime spend. Zero is known.
    pub spent: Option<Money>,
    /// Jobs posted.
    pub jobs: Option<u32>,
    /// Jobs with hires.
    pub hires: Option<u32>,
    /// Hires of jobs posted, percent.
    pub hire_rate: Option<f64>,
    /// Average rating 0–5. A rating of 0 without reviews is unknown (see [`Client::settle`]).
    pub rating: Option<f64>,
    /// Number of reviews.
    pub reviews: Option<u32>,
    /// When the client's account began, display only.
    pub since: Option<Timestamp>,
}

/// What has happened to the posting so far.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Activity {
    /// Proposals received: a number or a bucket.
    pub proposals: Option<CountRange>,
    /// Invitations sent.
    pub invites: Option<u32>,
    /// Being interviewed.
    pub interviewing: Option<u32>,
    /// Hired.
    pub hired: Option<u32>,
    /// The client's last activity.
    pub last_seen: Option<Timestamp>,
}

/// English asked for, in ascending order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum English {
    /// Basic.
    Basic,
    /// Conversational.
    Conversational,
    /// Fluent.
    Fluent,
    /// Native or bilingual.
    Native,
}

/// What the posting requires of the freelancer.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Requirements {
    /// Countries freelancers must be in; empty when not stated.
    pub location: Vec<Country>,
    /// Least job success score, percent.
    pub job_success: Option<f64>,
    /// Least hours worked on the marketplace.
    pub hours: Option<f64>,
    /// Least English.
    pub english: Option<English>,
    /// Rising talent wanted.
    pub rising: Option<bool>,
    /// A portfolio wanted.
    pub portfolio: Option<bool>,
}

/// One posting. Texts are cleaned (`text::clean`) before they come in here.
#[derive(Debug, Clone, PartialEq)]
pub struct Job {
    /// The service's id.
    pub id: JobId,
    /// Title; empty for a private placeholder.
    pub title: String,
    /// Description; may be long and hostile.
    pub description: String,
    /// Skills, in the service's order.
    pub skills: Vec<String>,
    /// Tags.
    pub tags: Vec<String>,
    /// Occupations.
    pub occupations: Vec<String>,
    /// Category.
    pub category: Option<Category>,
    /// Address of the posting at its source, unchecked.
    pub url: Option<String>,
    /// Contract type; see [`Job::settle`].
    pub contract: Option<ContractType>,
    /// Open or closed.
    pub status: Option<Status>,
    /// Experience level.
    pub level: Option<Level>,
    /// Fixed amount; 0 is unknown.
    pub budget: Option<Money>,
    /// Hourly range.
    pub rate: Option<Rate>,
    /// Duration bucket.
    pub duration: Option<Duration>,
    /// Workload.
    pub workload: Option<Workload>,
    /// The client.
    pub client: Client,
    /// Proposals and the like.
    pub activity: Activity,
    /// What it requires.
    pub requirements: Requirements,
    /// Publish time.
    pub posted: Option<Timestamp>,
    /// A placeholder the service may not show.
    pub private: bool,
    /// Featured posting.
    pub featured: Option<bool>,
    /// May turn into employment.
    pub contract_to_hire: Option<bool>,
    /// People wanted.
    pub positions: Option<u32>,
    /// Least hours a week.
    pub hours: Option<f64>,
}

impl Job {
    /// The currency it pays in; US dollars where nothing says.
    pub fn currency(&self) -> Currency {
        self.rate.map(|rate| rate.max).or(self.budget).map_or(Currency::USD, |amount| amount.currency)
    }

    /// A job of which only the id is known.
    pub fn new(id: JobId) -> Self {
        Self {
            id,
            title: String::new(),
            description: String::new(),
            skills: Vec::new(),
            tags: Vec::new(),
            occupations: Vec::new(),
            category: None,
            url: None,
            contract: None,
            status: None,
            level: None,
            budget: None,
            rate: None,
            duration: None,
            workload: None,
            client: Client::default(),
            activity: Activity::default(),
            requirements: Requirements::default(),
            posted: None,
            private: false,
            featured: None,
            contract_to_hire: None,
            positions: None,
            hours: None,
        }
    }

    /// Whether the service shows nothing of the posting but that it exists.
    pub fn is_placeholder(&self) -> bool {
        self.private && self.title.trim().is_empty()
    }

    /// Makes the facts agree: amounts that cannot be meant become unknown, and a stated type that contradicts the
    /// amounts gives way to them. Call once after filling the fields in.
    #[must_use]
    pub fn settle(mut self) -> Self {
        self.budget = self.budget.filter(|amount| amount.cents > 0);
        self.contract = match (self.budget.is_some(), self.rate.is_some()) {
            (true, false) => Some(ContractType::Fixed),
            (false, true) => Some(ContractType::Hourly),
            _ => self.contract,
        };
        self.client.settle();
        self
    }
}

impl Client {
    fn settle(&mut self) {
        if self.reviews.unwrap_or(0) == 0 {
            self.rating = self.rating.filter(|rating| *rating > 0.0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn usd(units: f64) -> Option<Money> {
        Money::from_units(units, Currency::USD)
    }

    #[test]
    fn an_hourly_range_with_one_end_counts_as_that_value_at_both() {
        let rate = Rate::from_ends(Some(40.0), Some(0.0), Currency::USD);
        assert_eq!(rate.map(|r| (r.min.units(), r.max.units())), Some((40.0, 40.0)));
    }

    #[test]
    fn a_range_the_wrong_way_round_is_swapped() {
        let rate = Rate::from_ends(Some(90.0), Some(30.0), Currency::USD);
        assert_eq!(rate.map(|r| (r.min.units(), r.max.units())), Some((30.0, 90.0)));
        assert_eq!(Rate::from_ends(Some(0.0), None, Currency::USD), None);
    }

    #[test]
    fn a_stated_type_that_contradicts_the_amounts_gives_way() {
        let mut job = Job::new(JobId("a".into()));
        job.contract = Some(ContractType::Hourly);
        job.budget = usd(500.0);
        assert_eq!(job.settle().contract, Some(ContractType::Fixed));
    }

    #[test]
    fn a_budget_of_zero_is_unknown_and_leaves_the_type_alone() {
        let mut job = Job::new(JobId("a".into()));
        job.contract = Some(ContractType::Fixed);
        job.budget = usd(0.0);
        let job = job.settle();
        assert_eq!((job.budget, job.contract), (None, Some(ContractType::Fixed)));
    }

    #[test]
    fn a_rating_of_zero_without_reviews_is_unknown() {
        let mut job = Job::new(JobId("a".into()));
        job.client.rating = Some(0.0);
        assert_eq!(job.clone().settle().client.rating, None);
        job.client.reviews = Some(3);
        assert_eq!(job.settle().client.rating, Some(0.0));
    }
}
