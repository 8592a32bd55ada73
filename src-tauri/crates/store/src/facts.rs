//! The facts of a job that no list shows, as one JSON object of the store's own shape. Its keys are the field names of
//! the query language where there is one.
//!
//! An object that cannot be read costs its row these facts and nothing more: the job stays listed, and the next copy of
//! it fills them in again. The same holds for a single word that this program does not know.

use lapwing_domain::job::{Category, Country, Job};
use serde::{Deserialize, Serialize};

use crate::row::{instant, millis};
use crate::words::Worded;

/// Facts as stored; absent keys are unknown.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Facts {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tags: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    occupations: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    category: Option<Filed>,
    #[serde(skip_serializing_if = "Option::is_none")]
    level: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    duration: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    workload: Option<String>,
    #[serde(skip_serializing_if = "String::is_empty")]
    city: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    timezone: String,
    #[serde(rename = "client.id", skip_serializing_if = "Option::is_none")]
    client_id: Option<String>,
    #[serde(rename = "client.jobs", skip_serializing_if = "Option::is_none")]
    client_jobs: Option<u32>,
    #[serde(rename = "client.hires", skip_serializing_if = "Option::is_none")]
    client_hires: Option<u32>,
    #[serde(rename = "client.hire_rate", skip_serializing_if = "Option::is_none")]
    client_hire_rate: Option<f64>,
    #[serde(rename = "client.rating", skip_serializing_if = "Option::is_none")]
    client_rating: Option<f64>,
    #[serde(rename = "client.reviews", skip_serializing_if = "Option::is_none")]
    client_reviews: Option<u32>,
    #[serde(rename = "client.since", skip_serializing_if = "Option::is_none")]
    client_since: Option<i64>,
    #[serde(rename = "client.last_seen", skip_serializing_if = "Option::is_none")]
    client_last_seen: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    invites: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    interviewing: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hired: Option<u32>,
    #[serde(rename = "requires.location", skip_serializing_if = "Vec::is_empty")]
    requires_location: Vec<Place>,
    #[serde(rename = "requires.jss", skip_serializing_if = "Option::is_none")]
    requires_jss: Option<f64>,
    #[serde(rename = "requires.hours", skip_serializing_if = "Option::is_none")]
    requires_hours: Option<f64>,
    #[serde(rename = "requires.english", skip_serializing_if = "Option::is_none")]
    requires_english: Option<String>,
    #[serde(rename = "requires.rising", skip_serializing_if = "Option::is_none")]
    requires_rising: Option<bool>,
    #[serde(rename = "requires.portfolio", skip_serializing_if = "Option::is_none")]
    requires_portfolio: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    featured: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    contract_to_hire: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    positions: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hours: Option<f64>,
}

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Filed {
    name: String,
    slug: String,
    group: String,
    group_slug: String,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Place {
    Code(String),
    Name(String),
}

impl Facts {
    /// Takes them from a job.
    pub(crate) fn of(job: &Job) -> Self {
        let (client, activity, requires) = (&job.client, &job.activity, &job.requirements);
        Self {
            tags: job.tags.clone(),
            occupations: job.occupations.clone(),
            category: job.category.clone().map(Filed::from),
            level: to_word(job.level),
            duration: to_word(job.duration),
            workload: to_word(job.workload),
            city: client.city.clone(),
            timezone: client.timezone.clone(),
            client_id: client.id.clone(),
            client_jobs: client.jobs,
            client_hires: client.hires,
            client_hire_rate: number(client.hire_rate),
            client_rating: number(client.rating),
            client_reviews: client.reviews,
            client_since: client.since.map(millis),
            client_last_seen: activity.last_seen.map(millis),
            invites: activity.invites,
            interviewing: activity.interviewing,
            hired: activity.hired,
            requires_location: requires.location.iter().map(Place::from).collect(),
            requires_jss: number(requires.job_success),
            requires_hours: number(requires.hours),
            requires_english: to_word(requires.english),
            requires_rising: requires.rising,
            requires_portfolio: requires.portfolio,
            featured: job.featured,
            contract_to_hire: job.contract_to_hire,
            positions: job.positions,
            hours: number(job.hours),
        }
    }

    /// Gives them to a job.
    pub(crate) fn give(self, job: &mut Job) {
        job.tags = self.tags;
        job.occupations = self.occupations;
        job.category = self.category.map(Category::from);
        job.level = of_word(self.level.as_deref());
        job.duration = of_word(self.duration.as_deref());
        job.workload = of_word(self.workload.as_deref());
        job.client.city = self.city;
        job.client.timezone = self.timezone;
        job.client.id = self.client_id;
        job.client.jobs = self.client_jobs;
        job.client.hires = self.client_hires;
        job.client.hire_rate = self.client_hire_rate;
        job.client.rating = self.client_rating;
        job.client.reviews = self.client_reviews;
        job.client.since = self.client_since.map(instant);
        job.activity.last_seen = self.client_last_seen.map(instant);
        job.activity.invites = self.invites;
        job.activity.interviewing = self.interviewing;
        job.activity.hired = self.hired;
        job.requirements.location = self.requires_location.into_iter().map(Country::from).collect();
        job.requirements.job_success = self.requires_jss;
        job.requirements.hours = self.requires_hours;
        job.requirements.english = of_word(self.requires_english.as_deref());
        job.requirements.rising = self.requires_rising;
        job.requirements.portfolio = self.requires_portfolio;
        job.featured = self.featured;
        job.contract_to_hire = self.contract_to_hire;
        job.positions = self.positions;
        job.hours = self.hours;
    }

    /// As stored.
    pub(crate) fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_else(|error| {
            tracing::error!(%error, "a job's facts cannot be written");
            String::from("{}")
        })
    }

    /// As read; nothing where the text is damaged.
    pub(crate) fn from_json(text: &str) -> Self {
        serde_json::from_str(text).unwrap_or_else(|error| {
            tracing::warn!(%error, "the facts of a stored job cannot be read; it is shown without");
            Self::default()
        })
    }
}

impl From<Category> for Filed {
    fn from(Category { name, slug, group, group_slug }: Category) -> Self {
        Self { name, slug, group, group_slug }
    }
}

impl From<Filed> for Category {
    fn from(Filed { name, slug, group, group_slug }: Filed) -> Self {
        Self { name, slug, group, group_slug }
    }
}

impl From<&Country> for Place {
    fn from(country: &Country) -> Self {
        match country {
            Country::Code(code) => Self::Code(String::from_utf8_lossy(code).into_owned()),
            Country::Other(name) => Self::Name(name.clone()),
        }
    }
}

impl From<Place> for Country {
    fn from(place: Place) -> Self {
        match place {
            Place::Code(code) => <[u8; 2]>::try_from(code.as_bytes()).map_or(Self::Other(code), Self::Code),
            Place::Name(name) => Self::Other(name),
        }
    }
}

/// JSON has no word for what is not a number; as a fact it is unknown.
fn number(value: Option<f64>) -> Option<f64> {
    value.filter(|value| value.is_finite())
}

fn to_word<T: Worded>(value: Option<T>) -> Option<String> {
    value.map(|value| value.to_word().to_owned())
}

fn of_word<T: Worded>(word: Option<&str>) -> Option<T> {
    word.and_then(T::of_word)
}
