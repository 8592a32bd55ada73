//! A job's facts as the fields compare them.

use std::fmt;

use crate::job::{ContractType, CountRange, Duration, English, Job, Level, Rate, Workload};
use crate::money::{Currency, Money};

/// A number or a range of numbers; money knows its currency.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Amount {
    pub(super) low: f64,
    pub(super) high: f64,
    currency: Option<Currency>,
}

impl Amount {
    pub(super) fn number(value: f64) -> Self {
        Self { low: value, high: value, currency: None }
    }

    pub(super) fn count(value: u32) -> Self {
        Self::number(f64::from(value))
    }

    pub(super) fn money(value: Money) -> Self {
        Self { currency: Some(value.currency), ..Self::number(value.units()) }
    }
}

impl fmt::Display for Amount {
    /// `20..60 USD`, `50..`, `4.9`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.low)?;
        if self.high.is_infinite() {
            f.write_str("..")?;
        } else if self.high > self.low {
            write!(f, "..{}", self.high)?;
        }
        self.currency.map_or(Ok(()), |currency| write!(f, " {}", currency.code()))
    }
}

pub(super) fn budget(job: &Job) -> Option<Amount> {
    job.budget.map(Amount::money)
}

pub(super) fn rate(job: &Job) -> Option<Amount> {
    let Rate { min, max } = job.rate?;
    Some(Amount { high: max.units(), ..Amount::money(min) })
}

pub(super) fn rate_min(job: &Job) -> Option<Amount> {
    job.rate.map(|rate| Amount::money(rate.min))
}

pub(super) fn rate_max(job: &Job) -> Option<Amount> {
    job.rate.map(|rate| Amount::money(rate.max))
}

pub(super) fn proposals(job: &Job) -> Option<Amount> {
    let CountRange { min, max } = job.activity.proposals?;
    Some(Amount { high: max.map_or(f64::INFINITY, f64::from), ..Amount::count(min) })
}

pub(super) fn contract(job: &Job) -> Option<usize> {
    job.contract.map(|contract| match contract {
        ContractType::Hourly => 0,
        ContractType::Fixed => 1,
    })
}

pub(super) fn level(job: &Job) -> Option<usize> {
    job.level.map(|level| match level {
        Level::Entry => 0,
        Level::Intermediate => 1,
        Level::Expert => 2,
    })
}

pub(super) fn duration(job: &Job) -> Option<usize> {
    job.duration.map(|duration| match duration {
        Duration::UnderOneMonth => 0,
        Duration::OneToThreeMonths => 1,
        Duration::ThreeToSixMonths => 2,
        Duration::OverSixMonths => 3,
    })
}

pub(super) fn workload(job: &Job) -> Option<usize> {
    job.workload.map(|workload| match workload {
        Workload::PartTime => 0,
        Workload::FullTime => 1,
        Workload::AsNeeded => 2,
    })
}

pub(super) fn english(job: &Job) -> Option<usize> {
    job.requirements.english.map(|english| match english {
        English::Basic => 0,
        English::Conversational => 1,
        English::Fluent => 2,
        English::Native => 3,
    })
}

/// Whether the posting requires anything.
pub(super) fn requirements(job: &Job) -> bool {
    let required = &job.requirements;
    !required.location.is_empty()
        || required.job_success.is_some()
        || required.hours.is_some()
        || required.english.is_some()
        || required.rising.is_some()
        || required.portfolio.is_some()
}
