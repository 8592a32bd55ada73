//! One job object of the jobs API as a domain job. The rules are in `docs/jobs-api.md`, "Where facts come from".

use jiff::Timestamp;
use lapwing_domain::Job;
use lapwing_domain::job::{Activity, Category, Client, Country, Rate, Requirements};
use lapwing_domain::money::{Currency, Money};
use serde_json::Value;

use crate::facts::{BadJob, Fields, labels, row};

/// Reads one job object. Facts of unexpected shape are unknown; unknown fields are ignored.
///
/// # Errors
/// When there is no usable id.
///
/// # Examples
/// ```
/// let object = serde_json::json!({ "id": "upwork-1", "title": "Tidy a crate", "hourly_budget": { "min": "40" } });
/// let job = lapwing_sources::jobs_api::decode_job(&object)?;
/// assert_eq!(job.title, "Tidy a crate");
/// assert_eq!(job.rate.map(|rate| rate.max.units()), Some(40.0));
/// # Ok::<(), lapwing_sources::jobs_api::BadJob>(())
/// ```
pub fn decode_job(object: &Value) -> Result<Job, BadJob> {
    let (id, fields) = row(object)?;
    let mut job = Job::new(id);
    job.title = fields.text("title");
    job.description = fields.text("description");
    job.skills = fields.texts("skills");
    job.tags = fields.texts("tags");
    job.occupations = fields.texts("occupations");
    job.category = category(fields.inner("category"));
    job.url = fields.raw_text("url").map(|url| url.trim().to_owned()).filter(|url| !url.is_empty());
    job.contract = fields.label("job_type", labels::contract);
    job.status = fields.label("status", labels::status);
    job.level = fields.label("contractor_tier", labels::level).or_else(|| fields.label("tier_text", labels::level));
    job.budget = budget(fields.inner("budget"));
    job.rate = rate(fields.inner("hourly_budget"));
    job.duration = fields.label("duration_label", labels::duration);
    job.workload = fields.label("workload", labels::workload).or_else(|| fields.label("engagement", labels::workload));
    job.client = client(fields.inner("buyer"), fields.inner("location"));
    job.activity = activity(fields);
    job.requirements = requirements(fields.inner("qualifications"));
    job.posted = posted(fields);
    job.private = fields.flag("is_private").unwrap_or(false);
    job.featured = fields.flag("premium");
    job.contract_to_hire = fields.flag("is_contract_to_hire");
    job.positions = fields.count("number_of_positions");
    job.hours = fields.inner("qualifications").number("min_hours_week").filter(|hours| *hours >= 0.0);
    Ok(job.settle())
}

fn category(fields: Fields<'_>) -> Option<Category> {
    let category = Category {
        name: fields.text("name"),
        slug: fields.text("slug"),
        group: fields.text("group"),
        group_slug: fields.text("group_slug"),
    };
    (category != Category::default()).then_some(category)
}

fn budget(fields: Fields<'_>) -> Option<Money> {
    Money::from_units(fields.number("fixed_amount")?, fields.currency())
}

fn rate(fields: Fields<'_>) -> Option<Rate> {
    Rate::from_ends(fields.number("min"), fields.number("max"), fields.currency())
}

fn client(buyer: Fields<'_>, location: Fields<'_>) -> Client {
    let place =
        |name| Some(buyer.text(name)).filter(|text| !text.trim().is_empty()).unwrap_or_else(|| location.text(name));
    Client {
        id: None,
        country: Country::read(&place("country")),
        city: place("city"),
        timezone: place("timezone"),
        verified: buyer.flag("payment_verified"),
        spent: buyer.number("total_spent").and_then(|units| Money::from_units(units, Currency::USD)),
        // The service does not say how many jobs a client posted, so neither these nor the hire rate are known.
        jobs: None,
        hires: buyer.count("total_jobs_with_hires"),
        hire_rate: None,
        rating: buyer.number("score").filter(|score| *score >= 0.0),
        reviews: buyer.count("feedback_count"),
        since: buyer.instant("contract_date"),
    }
}

fn activity(fields: Fields<'_>) -> Activity {
    let activity = fields.inner("client_activity");
    let counted = activity
        .count("total_applicants")
        .map(|count| lapwing_domain::job::CountRange { min: count, max: Some(count) });
    Activity {
        proposals: counted.or_else(|| fields.label("proposals_tier", labels::proposals)),
        invites: activity.count("invitations_sent"),
        interviewing: activity.count("total_invited_to_interview"),
        hired: activity.count("total_hired"),
        last_seen: activity.instant("last_buyer_activity"),
    }
}

fn requirements(fields: Fields<'_>) -> Requirements {
    Requirements {
        location: Vec::new(),
        job_success: fields.number("min_job_success_score").filter(|score| *score >= 0.0),
        hours: fields.number("min_odesk_hours").filter(|hours| *hours >= 0.0),
        english: fields.count("pref_english_skill").and_then(labels::english),
        rising: fields.flag("rising_talent"),
        portfolio: fields.flag("should_have_portfolio"),
    }
}

fn posted(fields: Fields<'_>) -> Option<Timestamp> {
    ["posted_on", "publish_time", "created_on"]
        .into_iter()
        .find_map(|name| fields.instant(name))
        .or_else(|| ["url", "ciphertext"].into_iter().find_map(|name| snowflake(&fields.raw_text(name)?)))
}

/// The publish time inside the 19 digits after `~02` that postings carry in their address since 2025
/// (`docs/jobs-api.md`, "Job object").
fn snowflake(address: &str) -> Option<Timestamp> {
    const DIGITS: usize = 19;
    const EPOCH_MS: i64 = 1_288_834_974_657;
    let (_, tail) = address.split_once("~02")?;
    let digits = tail.bytes().take_while(u8::is_ascii_digit).count();
    let number: u64 = (digits == DIGITS).then(|| tail[..DIGITS].parse().ok())??;
    Timestamp::from_millisecond(i64::try_from(number >> 22).ok()? + EPOCH_MS).ok()
}
