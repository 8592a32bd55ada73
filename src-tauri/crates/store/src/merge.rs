//! What a later copy of a job does to what is known of it, and what changed by that. Pure.
//!
//! A copy may be poorer than what is known (another endpoint, a posting made private meanwhile): what it does not say
//! never erases. A private placeholder without a title says nothing but whether the posting is open.

use lapwing_domain::job::{Activity, Client, CountRange, Country, Job, Rate, Requirements};
use serde_json::Value;

use crate::facts::Facts;
use crate::ingest::ChangeKind;
use crate::timeline::JobChange;
use crate::words::Worded;

/// The job after a later copy of it.
pub(crate) fn merge(known: &Job, copy: Job) -> Job {
    if copy.is_placeholder() && !known.is_placeholder() {
        return Job { status: copy.status.or(known.status), ..known.clone() };
    }
    // The amounts go together: a fixed job turned hourly has no budget any more.
    let priced = copy.budget.is_some() || copy.rate.is_some();
    let (budget, rate) = if priced { (copy.budget, copy.rate) } else { (known.budget, known.rate) };
    Job {
        id: copy.id,
        title: text(copy.title, &known.title),
        description: text(copy.description, &known.description),
        skills: list(copy.skills, &known.skills),
        tags: list(copy.tags, &known.tags),
        occupations: list(copy.occupations, &known.occupations),
        category: copy.category.or_else(|| known.category.clone()),
        url: copy.url.or_else(|| known.url.clone()),
        contract: copy.contract.or(known.contract),
        status: copy.status.or(known.status),
        level: copy.level.or(known.level),
        budget,
        rate,
        duration: copy.duration.or(known.duration),
        workload: copy.workload.or(known.workload),
        client: merge_client(&known.client, copy.client),
        activity: merge_activity(&known.activity, &copy.activity),
        requirements: merge_requirements(&known.requirements, copy.requirements),
        posted: copy.posted.or(known.posted),
        private: copy.private,
        featured: copy.featured.or(known.featured),
        contract_to_hire: copy.contract_to_hire.or(known.contract_to_hire),
        positions: copy.positions.or(known.positions),
        hours: copy.hours.or(known.hours),
    }
    .settle()
}

fn merge_client(known: &Client, copy: Client) -> Client {
    Client {
        id: copy.id.or_else(|| known.id.clone()),
        country: copy.country.or_else(|| known.country.clone()),
        city: text(copy.city, &known.city),
        timezone: text(copy.timezone, &known.timezone),
        verified: copy.verified.or(known.verified),
        spent: copy.spent.or(known.spent),
        jobs: copy.jobs.or(known.jobs),
        hires: copy.hires.or(known.hires),
        hire_rate: copy.hire_rate.or(known.hire_rate),
        rating: copy.rating.or(known.rating),
        reviews: copy.reviews.or(known.reviews),
        since: copy.since.or(known.since),
    }
}

fn merge_activity(known: &Activity, copy: &Activity) -> Activity {
    Activity {
        proposals: copy.proposals.or(known.proposals),
        invites: copy.invites.or(known.invites),
        interviewing: copy.interviewing.or(known.interviewing),
        hired: copy.hired.or(known.hired),
        last_seen: copy.last_seen.or(known.last_seen),
    }
}

fn merge_requirements(known: &Requirements, copy: Requirements) -> Requirements {
    Requirements {
        location: list(copy.location, &known.location),
        job_success: copy.job_success.or(known.job_success),
        hours: copy.hours.or(known.hours),
        english: copy.english.or(known.english),
        rising: copy.rising.or(known.rising),
        portfolio: copy.portfolio.or(known.portfolio),
    }
}

fn text(copy: String, known: &str) -> String {
    if copy.is_empty() { known.to_owned() } else { copy }
}

fn list<T: Clone>(copy: Vec<T>, known: &[T]) -> Vec<T> {
    if copy.is_empty() { known.to_vec() } else { copy }
}

/// What changed that a query could ask for. A placeholder that was filled in is one change, whatever came with it.
pub(crate) fn changes(before: &Job, after: &Job) -> Vec<JobChange> {
    if before.is_placeholder() && !after.is_placeholder() {
        return vec![JobChange {
            kind: ChangeKind::FilledIn,
            field: String::from("title"),
            old: None,
            new: known(&after.title),
        }];
    }
    let mut found = Vec::new();
    for ((kind, field, old), (_, _, new)) in shown_facts(before).into_iter().zip(shown_facts(after)) {
        if old != new {
            found.push(JobChange { kind, field: field.to_owned(), old, new });
        }
    }
    other_changes(before, after, &mut found);
    found
}

fn shown_facts(job: &Job) -> [(ChangeKind, &'static str, Option<String>); 13] {
    use ChangeKind::{Applicants, Facts, Price, Status, Text};

    let rate = |Rate { min, max }| format!("{min} – {max}");
    [
        (Price, "type", job.contract.map(|contract| contract.to_word().to_owned())),
        (Price, "budget", job.budget.map(|budget| budget.to_string())),
        (Price, "rate", job.rate.map(rate)),
        (Status, "status", job.status.map(|status| status.to_word().to_owned())),
        (Applicants, "proposals", job.activity.proposals.map(range)),
        (Text, "title", known(&job.title)),
        (Text, "description", known(&job.description)),
        (Text, "skills", known(&job.skills.join(", "))),
        (Facts, "private", Some(job.private.to_string())),
        (Facts, "posted", job.posted.map(|posted| posted.to_string())),
        (Facts, "country", job.client.country.as_ref().map(country)),
        (Facts, "client.verified", job.client.verified.map(|verified| verified.to_string())),
        (Facts, "client.spent", job.client.spent.map(|spent| spent.to_string())),
    ]
}

fn other_changes(before: &Job, after: &Job, found: &mut Vec<JobChange>) {
    let (before, after) = (object(before), object(after));
    let fields = before.keys().chain(after.keys().filter(|field| !before.contains_key(*field)));
    for field in fields {
        let (old, new) = (before.get(field), after.get(field));
        if let (Some(kind), true) = (kind_of(field), old != new) {
            found.push(JobChange { kind, field: field.clone(), old: old.map(plain), new: new.map(plain) });
        }
    }
}

/// The kind of a fact that lists do not show; `None` for what no query asks for.
fn kind_of(field: &str) -> Option<ChangeKind> {
    match field {
        "client.id" | "client.since" | "client.last_seen" => None,
        "invites" | "interviewing" | "hired" => Some(ChangeKind::Applicants),
        "tags" | "occupations" => Some(ChangeKind::Text),
        _ => Some(ChangeKind::Facts),
    }
}

fn object(job: &Job) -> serde_json::Map<String, Value> {
    match serde_json::to_value(Facts::of(job)) {
        Ok(Value::Object(object)) => object,
        _ => serde_json::Map::new(),
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(plain).collect::<Vec<_>>().join(", "),
        Value::Object(fields) => fields.get("name").or(fields.values().next()).map(plain).unwrap_or_default(),
        other => other.to_string(),
    }
}

fn known(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

fn range(range: CountRange) -> String {
    match range.max {
        Some(max) if max == range.min => max.to_string(),
        Some(max) => format!("{}–{max}", range.min),
        None => format!("{}+", range.min),
    }
}

fn country(country: &Country) -> String {
    match country {
        Country::Code(code) => String::from_utf8_lossy(code).into_owned(),
        Country::Other(name) => name.clone(),
    }
}
