//! Well-formed JSON made from the fuzzer's bytes, close to what a job service sends: its names, mostly where they
//! belong, and values of every kind under them. Bytes alone hardly ever get past the JSON reader.

use libfuzzer_sys::arbitrary::{Result, Unstructured};
use serde_json::{Map, Value};

/// Lists and objects inside each other. A page has four: itself, its list, a job, a part of the job.
const MOST_LEVELS: u8 = 4;

/// Items of a list or an object.
const MOST_ITEMS: usize = 12;

/// Names of a page or refusal, and of a job.
#[rustfmt::skip]
const OUTER: &[&str] = &[
    "success", "data", "count", "message", "error", "details", "retry_after", "id", "title", "description", "skills",
    "tags", "occupations", "category", "url", "ciphertext", "job_type", "status", "contractor_tier", "tier_text",
    "budget", "hourly_budget", "duration_label", "workload", "engagement", "buyer", "location", "client_activity",
    "proposals_tier", "qualifications", "posted_on", "publish_time", "created_on", "is_private", "premium",
    "is_contract_to_hire", "number_of_positions",
];

/// Names inside the objects under other names.
#[rustfmt::skip]
const INNER: &[(&str, &[&str])] = &[
    ("budget", &["fixed_amount", "currency"]),
    ("hourly_budget", &["min", "max", "currency"]),
    ("category", &["name", "slug", "group", "group_slug"]),
    ("buyer", &[
        "country", "city", "timezone", "payment_verified", "total_spent", "total_jobs_with_hires", "score",
        "feedback_count", "contract_date",
    ]),
    ("location", &["country", "city", "timezone"]),
    ("client_activity", &[
        "total_applicants", "invitations_sent", "total_invited_to_interview", "total_hired", "last_buyer_activity",
    ]),
    ("qualifications", &[
        "min_hours_week", "min_job_success_score", "min_odesk_hours", "pref_english_skill", "rising_talent",
        "should_have_portfolio",
    ]),
    ("details", &["field"]),
];

/// Names of lists.
const LISTS: &[&str] = &["data", "details", "skills", "tags", "occupations"];

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

/// An object of a page's or a job's names.
///
/// # Errors
/// When the bytes are used up.
pub fn object(bytes: &mut Unstructured<'_>) -> Result<Value> {
    fields(bytes, OUTER, MOST_LEVELS)
}

fn fields(bytes: &mut Unstructured<'_>, names: &[&str], levels: u8) -> Result<Value> {
    let mut fields = Map::new();
    for _ in 0..bytes.int_in_range(0..=MOST_ITEMS)? {
        let name = *bytes.choose(names)?;
        fields.insert(name.to_owned(), value(bytes, name, levels)?);
    }
    Ok(Value::Object(fields))
}

/// Something under a name: what belongs there or, in one of four cases, anything.
fn value(bytes: &mut Unstructured<'_>, name: &str, levels: u8) -> Result<Value> {
    let fitting = bytes.ratio(3, 4)?;
    let inner = INNER.iter().find(|(outer, _)| *outer == name).map_or(OUTER, |(_, names)| names);
    let (is_list, is_object) = (LISTS.contains(&name), inner != OUTER);
    match levels.checked_sub(1) {
        Some(levels) if fitting && is_list => list(bytes, name, levels),
        Some(levels) if fitting && is_object => fields(bytes, inner, levels),
        Some(levels) if !fitting && bytes.arbitrary()? => list(bytes, name, levels),
        Some(levels) if !fitting && bytes.arbitrary()? => fields(bytes, inner, levels),
        _ => plain(bytes),
    }
}

fn list(bytes: &mut Unstructured<'_>, name: &str, levels: u8) -> Result<Value> {
    let items = bytes.int_in_range(0..=MOST_ITEMS)?;
    // A page's list holds jobs; the others hold texts.
    let item = |bytes: &mut Unstructured<'_>| match levels.checked_sub(1) {
        Some(levels) if name == "data" => fields(bytes, OUTER, levels),
        Some(levels) if bytes.ratio(1, 4)? => value(bytes, name, levels),
        _ => plain(bytes),
    };
    (0..items).map(|_| item(bytes)).collect()
}

fn plain(bytes: &mut Unstructured<'_>) -> Result<Value> {
    Ok(match bytes.int_in_range(0..=6)? {
        0 => Value::Null,
        1 => Value::Bool(bytes.arbitrary()?),
        2 => Value::from(bytes.arbitrary::<i64>()?),
        3 => Value::from(bytes.arbitrary::<u8>()?),
        4 => Value::from(bytes.arbitrary::<f64>()?),
        5 => Value::from(bytes.arbitrary::<&str>()?),
        _ => Value::from(*bytes.choose(TEXTS)?),
    })
}
