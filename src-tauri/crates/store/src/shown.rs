//! The facts of a job that lists show, a column each.

use jiff::Timestamp;
use lapwing_domain::Money;
use lapwing_domain::job::{ContractType, CountRange, Country, Job, Rate, Status};
use rusqlite::types::Value;

use crate::row::{Columns, instant, millis};
use crate::words::Worded;

/// The columns, in the order [`Shown::read`] reads and [`Shown::values`] writes them.
pub(crate) const SHOWN_COLUMNS: &str = "title, url, private, status, posted, contract, budget_cents, budget_currency, \
     rate_min_cents, rate_max_cents, rate_currency, country_code, country_name, verified, spent_cents, spent_currency, \
     proposals_min, proposals_max, skills";

/// Those facts. Instants are whole milliseconds, so that what is compared is what is stored.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Shown {
    pub(crate) title: String,
    pub(crate) url: Option<String>,
    pub(crate) private: bool,
    pub(crate) status: Option<Status>,
    pub(crate) posted: Option<Timestamp>,
    pub(crate) contract: Option<ContractType>,
    pub(crate) budget: Option<Money>,
    pub(crate) rate: Option<Rate>,
    pub(crate) country: Option<Country>,
    pub(crate) verified: Option<bool>,
    pub(crate) spent: Option<Money>,
    pub(crate) proposals: Option<CountRange>,
    pub(crate) skills: Vec<String>,
}

impl Shown {
    /// Takes them from a job.
    pub(crate) fn of(job: &Job) -> Self {
        Self {
            title: job.title.clone(),
            url: job.url.clone(),
            private: job.private,
            status: job.status,
            posted: job.posted.map(|posted| instant(millis(posted))),
            contract: job.contract,
            budget: job.budget,
            // One currency column serves both ends: a range is of one currency.
            rate: job.rate.map(|Rate { min, max }| Rate { min, max: Money { currency: min.currency, ..max } }),
            country: job.client.country.clone(),
            verified: job.client.verified,
            spent: job.client.spent,
            proposals: job.activity.proposals,
            skills: job.skills.clone(),
        }
    }

    /// Gives them to a job.
    pub(crate) fn give(self, job: &mut Job) {
        job.title = self.title;
        job.url = self.url;
        job.private = self.private;
        job.status = self.status;
        job.posted = self.posted;
        job.contract = self.contract;
        job.budget = self.budget;
        job.rate = self.rate;
        job.client.country = self.country;
        job.client.verified = self.verified;
        job.client.spent = self.spent;
        job.activity.proposals = self.proposals;
        job.skills = self.skills;
    }

    /// Reads [`SHOWN_COLUMNS`].
    pub(crate) fn read(columns: &mut Columns<'_, '_>) -> rusqlite::Result<Self> {
        Ok(Self {
            title: columns.get()?,
            url: columns.get()?,
            private: columns.get()?,
            status: columns.word()?,
            posted: columns.instant_or_none()?,
            contract: columns.word()?,
            budget: columns.money()?,
            rate: read_rate(columns)?,
            country: read_country(columns)?,
            verified: columns.get()?,
            spent: columns.money()?,
            proposals: read_range(columns)?,
            skills: read_list(&columns.get::<String>()?),
        })
    }

    /// The values of [`SHOWN_COLUMNS`].
    pub(crate) fn values(&self) -> Vec<Value> {
        let (budget, spent) = (self.budget, self.spent);
        let (code, name) = match &self.country {
            Some(Country::Code(code)) => (Some(String::from_utf8_lossy(code).into_owned()), None),
            Some(Country::Other(name)) => (None, Some(name.clone())),
            None => (None, None),
        };
        vec![
            Value::from(self.title.clone()),
            Value::from(self.url.clone()),
            Value::from(self.private),
            word(self.status),
            Value::from(self.posted.map(millis)),
            word(self.contract),
            cents(budget),
            currency(budget),
            cents(self.rate.map(|rate| rate.min)),
            cents(self.rate.map(|rate| rate.max)),
            currency(self.rate.map(|rate| rate.min)),
            Value::from(code),
            Value::from(name),
            Value::from(self.verified),
            cents(spent),
            currency(spent),
            Value::from(self.proposals.map(|range| i64::from(range.min))),
            Value::from(self.proposals.and_then(|range| range.max).map(i64::from)),
            Value::from(serde_json::Value::from(self.skills.clone()).to_string()),
        ]
    }
}

fn word<T: Worded>(value: Option<T>) -> Value {
    Value::from(value.map(|value| value.to_word().to_owned()))
}

fn cents(money: Option<Money>) -> Value {
    Value::from(money.map(|money| money.cents))
}

fn currency(money: Option<Money>) -> Value {
    Value::from(money.map(|money| money.currency.code().to_owned()))
}

fn read_rate(columns: &mut Columns<'_, '_>) -> rusqlite::Result<Option<Rate>> {
    let (min, max): (Option<i64>, Option<i64>) = (columns.get()?, columns.get()?);
    let currency = columns.currency()?;
    let ends = min.zip(max);
    Ok(ends.map(|(min, max)| Rate { min: Money { cents: min, currency }, max: Money { cents: max, currency } }))
}

/// Reads the two columns of a country.
pub(crate) fn read_country(columns: &mut Columns<'_, '_>) -> rusqlite::Result<Option<Country>> {
    let (code, name): (Option<String>, Option<String>) = (columns.get()?, columns.get()?);
    let code = code.and_then(|code| <[u8; 2]>::try_from(code.as_bytes()).ok()).map(Country::Code);
    Ok(code.or_else(|| name.map(Country::Other)))
}

fn read_range(columns: &mut Columns<'_, '_>) -> rusqlite::Result<Option<CountRange>> {
    let (min, max): (Option<u32>, Option<u32>) = (columns.get()?, columns.get()?);
    Ok(min.map(|min| CountRange { min, max }))
}

fn read_list(text: &str) -> Vec<String> {
    serde_json::from_str(text).unwrap_or_else(|error| {
        tracing::warn!(%error, "the skills of a stored job cannot be read; it is shown without");
        Vec::new()
    })
}
