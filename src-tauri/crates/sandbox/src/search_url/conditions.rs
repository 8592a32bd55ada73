//! Which postings an address lets through. All conditions must hold, and a condition on something the posting does not say
//! does not hold.

use jiff::Timestamp;
use serde_json::Value;

use super::expression::Expression;
use super::ranges::{Range, any_meets};
use super::{Detail, Given, PARAMETER, list, number};
use crate::country;
use crate::facts::{Facts, JobType, tier};
use crate::filter::word;

/// Lengths by the words of `duration_v3`, with the labels postings have for them.
const DURATIONS: [(&str, &[&str]); 4] = [
    ("week", &["less than 1 month", "less than a month", "week"]),
    ("month", &["1 to 3 months", "month"]),
    ("semester", &["3 to 6 months", "semester"]),
    ("ongoing", &["more than 6 months", "over 6 months", "ongoing"]),
];

/// Hours by the words of `workload`, with the labels postings have for them.
const WORKLOADS: [(&str, &[&str]); 2] = [
    ("as_needed", &["as needed", "part time", "less than 30 hrs/week"]),
    ("full_time", &["full time", "more than 30 hrs/week", "30+ hrs/week"]),
];

#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Conditions {
    expression: Option<Expression>,
    payment_verified: Option<bool>,
    job_types: Vec<JobType>,
    tier: Option<u8>,
    hourly_rate: Vec<Range>,
    amount: Vec<Range>,
    client_hires: Vec<Range>,
    proposals: Vec<Range>,
    /// As written.
    locations: Vec<String>,
    /// Lower case.
    timezones: Vec<String>,
    /// Labels, any of which will do.
    durations: Vec<&'static [&'static str]>,
    workloads: Vec<&'static [&'static str]>,
    contract_to_hire: bool,
}

impl Conditions {
    pub(super) fn of(given: &Given) -> Result<Self, Detail> {
        let unreadable = |why| Detail::new(PARAMETER, format!("Invalid value for q: {why}"));
        let labels = |words: &'static [(&str, &'static [&'static str])]| {
            move |text: &str| words.iter().find(|(word, _)| *word == text).map(|(_, labels)| *labels)
        };
        // The rest of a list of tiers is not even looked at.
        let first_tier = |text: &str| list(text).next().filter(|first| first.len() == 1).and_then(tier);
        Ok(Self {
            expression: given.text("q").map(Expression::read).transpose().map_err(unreadable)?,
            payment_verified: given.read("payment_verified", |text| flag(text, "1", "0"))?,
            job_types: given.list("t", |text| flag(text, "0", "1").map(kind))?,
            tier: given.read("contractor_tier", first_tier)?,
            hourly_rate: given.list("hourly_rate", Range::read)?,
            amount: given.list("amount", Range::read)?,
            client_hires: given.list("client_hires", Range::read)?,
            proposals: given.list("proposals", Range::read)?,
            locations: given.list("location", |text| Some(text.to_owned()))?,
            timezones: given.list("timezone", |text| Some(text.to_lowercase()))?,
            durations: given.list("duration_v3", labels(&DURATIONS))?,
            workloads: given.list("workload", labels(&WORKLOADS))?,
            contract_to_hire: given.read("contract_to_hire", |text| flag(text, "true", "false"))?.unwrap_or(false),
        })
    }

    pub(super) fn admit(&self, job: &Value) -> bool {
        // The order is the caller's, so the times do not matter here.
        let facts = Facts::of(job, Timestamp::UNIX_EPOCH, Timestamp::UNIX_EPOCH);
        self.expression.as_ref().is_none_or(|expression| expression.holds(&texts(job)))
            && self.admit_work(job, &facts)
            && self.admit_client(job, &facts)
    }

    fn admit_work(&self, job: &Value, facts: &Facts<'_>) -> bool {
        let engagement = [&job["engagement"], &job["workload"]];
        one_of(&self.job_types, |wanted| facts.job_type == Some(*wanted))
            && (self.tier.is_none() || self.tier == facts.tier)
            && self.admit_pay(facts)
            && (self.proposals.is_empty() || any_meets(&self.proposals, proposals(job)))
            && one_of(&self.durations, |labels| is_labelled(&job["duration_label"], labels))
            && one_of(&self.workloads, |labels| engagement.iter().any(|label| is_labelled(label, labels)))
            && (!self.contract_to_hire || job["is_contract_to_hire"].as_bool() == Some(true))
    }

    /// A rate is asked of hourly jobs and an amount of those of a fixed price: asked for both, either will do.
    fn admit_pay(&self, facts: &Facts<'_>) -> bool {
        let rate = any_meets(&self.hourly_rate, facts.hourly);
        let amount = any_meets(&self.amount, facts.fixed.map(|amount| (amount, amount)));
        (self.hourly_rate.is_empty() && self.amount.is_empty()) || rate || amount
    }

    fn admit_client(&self, job: &Value, facts: &Facts<'_>) -> bool {
        let places = [&job["buyer"], &job["location"]];
        let named = |name: &str| {
            let texts = places.iter().flat_map(|place| [&place["country"], &place["city"]]);
            texts.filter_map(Value::as_str).any(|text| word(text) == word(name))
        };
        let in_country = |name: &str| facts.country.is_some() && facts.country == country::identify(name);
        let in_zone = |zone: &String| {
            let texts = places.iter().filter_map(|place| place["timezone"].as_str());
            texts.map(str::to_lowercase).any(|text| text.contains(zone))
        };
        (self.payment_verified.is_none() || self.payment_verified == facts.payment_verified)
            && (self.client_hires.is_empty() || any_meets(&self.client_hires, facts.hires.map(|hires| (hires, hires))))
            && one_of(&self.locations, |name| in_country(name) || named(name))
            && one_of(&self.timezones, in_zone)
    }
}

fn kind(is_hourly: bool) -> JobType {
    if is_hourly { JobType::Hourly } else { JobType::Fixed }
}

fn flag(text: &str, yes: &str, no: &str) -> Option<bool> {
    if text == yes { Some(true) } else { (text == no).then_some(false) }
}

/// Whether one of several is true; nothing wanted is always had.
fn one_of<T>(wanted: &[T], is_true: impl Fn(&T) -> bool) -> bool {
    wanted.is_empty() || wanted.iter().any(is_true)
}

fn is_labelled(label: &Value, labels: &[&str]) -> bool {
    label.as_str().is_some_and(|label| labels.contains(&word(label).as_str()))
}

/// How many proposals there are, as a count or by the numbers of a label: `10to15`, `Less than 5`, `50+`.
pub(crate) fn proposals(job: &Value) -> Option<(f64, f64)> {
    if let Some(count) = number(&job["client_activity"]["total_applicants"]) {
        return Some((count, count));
    }
    let label = job["proposals_tier"].as_str()?.to_lowercase();
    let mut numbers = label.split(|c: char| !c.is_ascii_digit()).filter_map(|digits| digits.parse::<f64>().ok());
    let first = numbers.next()?;
    Some(match (numbers.next(), label.contains("less")) {
        // The words count to the number of the next label, the ranges to their own.
        (Some(last), _) => (first, if label.contains("to") { last - 1.0 } else { last }),
        (None, true) => (0.0, first - 1.0),
        (None, false) => (first, f64::INFINITY),
    })
}

/// What `q` looks through, in lower case.
fn texts(job: &Value) -> Vec<String> {
    let fields = ["title", "description"].map(|name| &job[name]);
    let category = ["name", "slug", "group", "group_slug"].map(|name| &job["category"][name]);
    let places = ["buyer", "location"].map(|name| &job[name]);
    let places = places.into_iter().flat_map(|place| [&place["country"], &place["city"]]);
    let lists = ["skills", "tags"].into_iter().filter_map(|name| job[name].as_array()).flatten();
    let all = fields.into_iter().chain(category).chain(places).chain(lists);
    all.filter_map(Value::as_str).map(str::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn proposals_are_read_in_every_form() {
        for (job, wanted) in [
            (json!({ "client_activity": { "total_applicants": 12 }, "proposals_tier": "50+" }), Some((12.0, 12.0))),
            (json!({ "proposals_tier": "Less than 5" }), Some((0.0, 4.0))),
            (json!({ "proposals_tier": "lessThan5" }), Some((0.0, 4.0))),
            (json!({ "proposals_tier": "5 to 10" }), Some((5.0, 9.0))),
            (json!({ "proposals_tier": "10to15" }), Some((10.0, 14.0))),
            (json!({ "proposals_tier": "20-49" }), Some((20.0, 49.0))),
            (json!({ "proposals_tier": "50Plus" }), Some((50.0, f64::INFINITY))),
            (json!({ "proposals_tier": "50-" }), Some((50.0, f64::INFINITY))),
            (json!({ "proposals_tier": "many" }), None),
            (json!({ "id": "silent" }), None),
        ] {
            assert_eq!(proposals(&job), wanted, "{job}");
        }
    }
}
