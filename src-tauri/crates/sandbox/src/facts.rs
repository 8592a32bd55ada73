//! The facts of one posting that the listing filters and sorts by, whether it was invented, replayed or published by hand.
//! `None` is a fact the posting does not give, and no filter on such a fact lets it through.

use jiff::Timestamp;
use serde_json::Value;

use crate::country::{self, Code};

/// How the freelancer is paid, as stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum JobType {
    Hourly,
    Fixed,
}

/// Whether the posting takes proposals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Status {
    Open,
    Closed,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Facts<'a> {
    /// Publication, from the id where the posting states none.
    pub(crate) posted: Timestamp,
    /// When the service last looked at the posting.
    pub(crate) visited: Timestamp,
    pub(crate) payment_verified: Option<bool>,
    pub(crate) category: Option<&'a str>,
    pub(crate) category_group: Option<&'a str>,
    pub(crate) country: Option<Code>,
    pub(crate) fixed: Option<f64>,
    /// Both ends; with one given, that one twice.
    pub(crate) hourly: Option<(f64, f64)>,
    pub(crate) job_type: Option<JobType>,
    pub(crate) status: Option<Status>,
    pub(crate) tier: Option<u8>,
    pub(crate) duration: Option<&'a str>,
    pub(crate) engagement: Option<&'a str>,
    /// Skills and tags together.
    pub(crate) tags: Vec<&'a str>,
    pub(crate) spent: Option<f64>,
    pub(crate) assignments: Option<f64>,
    pub(crate) hires: Option<f64>,
}

impl<'a> Facts<'a> {
    /// Reads a job object, however loosely it is written.
    pub(crate) fn of(job: &'a Value, posted: Timestamp, visited: Timestamp) -> Self {
        let buyer = &job["buyer"];
        let category = &job["category"];
        let label = |value: &'a Value| value.as_str().filter(|text| !text.is_empty());
        let country = [&buyer["country"], &job["location"]["country"]].into_iter().find_map(label);
        let lists = [&job["skills"], &job["tags"]].into_iter().filter_map(Value::as_array);
        Self {
            posted,
            visited,
            payment_verified: flag(&buyer["payment_verified"]),
            category: label(&category["slug"]),
            category_group: label(&category["group_slug"]),
            country: country.and_then(country::identify),
            fixed: number(&job["budget"]["fixed_amount"]).filter(|amount| *amount > 0.0),
            hourly: ends(number(&job["hourly_budget"]["min"]), number(&job["hourly_budget"]["max"])),
            job_type: code(&job["job_type"]).and_then(|text| job_type(&text)),
            status: code(&job["status"]).and_then(|text| status(&text)),
            tier: code(&job["contractor_tier"]).and_then(|text| tier(&text)),
            duration: label(&job["duration_label"]),
            engagement: label(&job["engagement"]),
            tags: lists.flatten().filter_map(Value::as_str).collect(),
            spent: number(&buyer["total_spent"]),
            assignments: number(&buyer["total_assignments"]),
            hires: number(&buyer["total_jobs_with_hires"]),
        }
    }

    /// What the budget orders sort by: the fixed amount, else the top of the hourly range.
    pub(crate) fn amount(&self) -> Option<f64> {
        self.fixed.or(self.hourly.map(|(_, max)| max))
    }
}

/// Zero at either end of an hourly range is unknown, not free.
pub(crate) fn ends(min: Option<f64>, max: Option<f64>) -> Option<(f64, f64)> {
    let (min, max) = (min.filter(|n| *n > 0.0), max.filter(|n| *n > 0.0));
    Some((min.or(max)?, max.or(min)?))
}

/// A job type by number or label.
pub(crate) fn job_type(text: &str) -> Option<JobType> {
    match text {
        "1" | "hourly" => Some(JobType::Hourly),
        "2" | "fixed" | "fixed-price" => Some(JobType::Fixed),
        _ => None,
    }
}

/// A status by number or label.
pub(crate) fn status(text: &str) -> Option<Status> {
    match text {
        "1" | "open" => Some(Status::Open),
        "2" | "closed" => Some(Status::Closed),
        _ => None,
    }
}

/// A tier, 1 to 3, by number or label.
pub(crate) fn tier(text: &str) -> Option<u8> {
    match text {
        "1" | "entry" => Some(1),
        "2" | "intermediate" => Some(2),
        "3" | "expert" => Some(3),
        _ => None,
    }
}

fn number(value: &Value) -> Option<f64> {
    value.as_f64().or_else(|| value.as_str()?.parse().ok())
}

fn flag(value: &Value) -> Option<bool> {
    value.as_bool().or_else(|| value.as_str()?.parse().ok())
}

/// A code as text: numbers and labels are both in use.
fn code(value: &Value) -> Option<String> {
    match value {
        Value::Number(number) => Some(number.to_string()),
        Value::String(text) => Some(text.to_ascii_lowercase()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn facts(job: &Value) -> Facts<'_> {
        Facts::of(job, Timestamp::UNIX_EPOCH, Timestamp::UNIX_EPOCH)
    }

    #[test]
    fn numbers_and_labels_say_the_same() {
        for (number, label) in [
            (
                json!({"job_type": 1, "status": 2, "contractor_tier": 3}),
                json!({"job_type": "hourly", "status": "closed", "contractor_tier": "Expert"}),
            ),
            (
                json!({"job_type": 2, "status": 1, "contractor_tier": 1}),
                json!({"job_type": "fixed-price", "status": "open", "contractor_tier": "entry"}),
            ),
        ] {
            assert_eq!(facts(&number), facts(&label));
            assert!(facts(&number).job_type.is_some() && facts(&number).tier.is_some());
        }
        assert_eq!(facts(&json!({"job_type": "unknown"})).job_type, None);
    }

    #[test]
    fn zero_and_missing_ends_of_an_hourly_range_are_unknown() {
        assert_eq!(ends(Some(0.0), Some(60.0)), Some((60.0, 60.0)));
        assert_eq!(ends(Some(20.0), None), Some((20.0, 20.0)));
        assert_eq!(ends(Some(0.0), Some(0.0)), None);
        assert_eq!(ends(None, None), None);
    }

    #[test]
    fn the_clients_country_goes_before_the_postings_place() {
        let job = json!({"buyer": {"country": "DEU"}, "location": {"country": "FR"}});
        assert_eq!(facts(&job).country, Some(*b"DE"));
        assert_eq!(facts(&json!({"location": {"country": "France"}})).country, Some(*b"FR"));
    }

    #[test]
    fn an_object_with_hardly_a_field_has_no_facts_and_is_no_panic() {
        let bare = json!({"id": "upwork-1", "buyer": null, "skills": null});
        assert_eq!(facts(&bare).tags, Vec::<&str>::new());
        assert_eq!(facts(&bare).amount(), None);
        assert_eq!(facts(&json!(null)).country, None);
    }
}
