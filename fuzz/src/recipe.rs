//! Well-formed JSON made from the fuzzer's bytes, close to what a job service sends: its names in every place, and
//! values of every kind under them. Bytes alone hardly ever get past the JSON reader.

use libfuzzer_sys::arbitrary::{Result, Unstructured};
use serde_json::{Map, Value};

/// Lists and objects inside each other. A job has two levels, a page one more.
const MOST_LEVELS: u8 = 4;

/// Items of a list or an object.
const MOST_ITEMS: usize = 12;

/// Every name the decoder looks for.
#[rustfmt::skip]
const NAMES: &[&str] = &[
    "success", "data", "count", "message", "error", "details", "field", "retry_after", "id", "title", "description",
    "skills", "tags", "occupations", "category", "name", "slug", "group", "group_slug", "url", "ciphertext", "job_type",
    "status", "contractor_tier", "tier_text", "budget", "fixed_amount", "currency", "hourly_budget", "min", "max",
    "duration_label", "workload", "engagement", "buyer", "location", "country", "city", "timezone", "payment_verified",
    "total_spent", "total_jobs_with_hires", "score", "feedback_count", "contract_date", "client_activity",
    "total_applicants", "invitations_sent", "total_invited_to_interview", "total_hired", "last_buyer_activity",
    "proposals_tier", "qualifications", "min_hours_week", "min_job_success_score", "min_odesk_hours",
    "pref_english_skill", "rising_talent", "should_have_portfolio", "posted_on", "publish_time", "created_on",
    "is_private", "premium", "is_contract_to_hire", "number_of_positions",
];

/// Texts it makes sense of.
#[rustfmt::skip]
const TEXTS: &[&str] = &[
    "", " ", "0", "1", "2", "-1", "1e400", "$2,500.50", "2,50", "NaN", "true", "no", "USD", "eur", "Germany", "UK",
    "hourly", "fixed-price", "closed", "Entry Level", "expert", "Less than 1 month", "1 to 3 months", "6+ months",
    "ongoing", "more than 2 weeks", "Less than 30 hrs/week", "30+ hrs/week", "As needed", "5 to 10", "lessThan5", "50+",
    "50-", "2026-01-05T08:12:43Z", "2026-01-05T08:12:43+0000", "2026-01-05 08:12:43", "0001-01-01T00:00:00Z",
    "1767600763", "https://jobs.example/~022008000000000000000", "~029999999999999999999", "Node.js &amp; <b>Rust</b>",
    "<script>&#0;&#7;</script>", "a\u{0}b\u{85}", "\u{feff}\u{200b}",
];

/// An object of a job's or a page's names.
///
/// # Errors
/// When the bytes are used up.
pub fn object(bytes: &mut Unstructured<'_>) -> Result<Value> {
    fields(bytes, MOST_LEVELS)
}

fn fields(bytes: &mut Unstructured<'_>, levels: u8) -> Result<Value> {
    let mut fields = Map::new();
    for _ in 0..bytes.int_in_range(0..=MOST_ITEMS)? {
        let name = *bytes.choose(NAMES)?;
        fields.insert(name.to_owned(), value(bytes, levels)?);
    }
    Ok(Value::Object(fields))
}

fn value(bytes: &mut Unstructured<'_>, levels: u8) -> Result<Value> {
    // Kinds that hold others come last, so that none is chosen where no level is left.
    let kinds = if levels == 0 { 6 } else { 9 };
    Ok(match bytes.int_in_range(0..=kinds)? {
        0 => Value::Null,
        1 => Value::Bool(bytes.arbitrary()?),
        2 => Value::from(bytes.arbitrary::<i64>()?),
        3 => Value::from(bytes.arbitrary::<u8>()?),
        4 => Value::from(bytes.arbitrary::<f64>()?),
        5 => Value::from(bytes.arbitrary::<&str>()?),
        6 => Value::from(*bytes.choose(TEXTS)?),
        7 => list(bytes, levels - 1)?,
        _ => fields(bytes, levels - 1)?,
    })
}

fn list(bytes: &mut Unstructured<'_>, levels: u8) -> Result<Value> {
    let items = bytes.int_in_range(0..=MOST_ITEMS)?;
    (0..items).map(|_| value(bytes, levels)).collect()
}
