//! One row of a page: an object with an id.

use lapwing_domain::JobId;
use serde_json::Value;

use super::read::Fields;

/// Why a row cannot become a job. Only its id is indispensable.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadJob {
    /// Not JSON, even after repair.
    #[error("it is not JSON: {0}")]
    NotJson(String),
    /// JSON, but not an object.
    #[error("it is {0}, not an object")]
    NotAnObject(&'static str),
    /// No id, or an empty one.
    #[error("it has no id")]
    NoId,
    /// An id of a kind that cannot name a job.
    #[error("its id is {0}")]
    OddId(&'static str),
}

/// Longest id taken for one, in bytes. Real ones have about thirty.
const LONGEST_ID: usize = 256;

/// The id and the fields of a row.
pub(crate) fn row(value: &Value) -> Result<(JobId, Fields<'_>), BadJob> {
    if !value.is_object() {
        return Err(BadJob::NotAnObject(kind(value)));
    }
    let fields = Fields::of(value);
    Ok((id(fields)?, fields))
}

fn id(fields: Fields<'_>) -> Result<JobId, BadJob> {
    let id = match fields.value("id") {
        None | Some(Value::Null) => return Err(BadJob::NoId),
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) if number.is_f64() => return Err(BadJob::OddId("not a whole number")),
        Some(Value::Number(number)) => number.to_string(),
        Some(odd) => return Err(BadJob::OddId(kind(odd))),
    };
    match id.len() {
        _ if id.trim().is_empty() => Err(BadJob::NoId),
        0..=LONGEST_ID => Ok(JobId(id)),
        _ => Err(BadJob::OddId("too long")),
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}
