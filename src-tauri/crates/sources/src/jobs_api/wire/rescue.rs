//! A job whose text is not quite JSON. Servers cut descriptions in the middle of an emoji and then write half of it as
//! an escape, or print a number no machine can hold; neither is a reason to lose the job.

use std::borrow::Cow;
use std::collections::BTreeMap;

use lapwing_domain::Job;
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use super::job::decode_job;
use crate::facts::BadJob;

/// Reads one job object from its text, as [`decode_job`] does. Half escapes become U+FFFD, and a field that still cannot
/// be read is unknown.
///
/// # Errors
/// When it is no JSON object or has no usable id.
pub fn decode_job_text(text: &str) -> Result<Job, BadJob> {
    decode_job(&parse(text)?)
}

fn parse(text: &str) -> Result<Value, BadJob> {
    let error = match serde_json::from_str(text) {
        Ok(value) => return Ok(value),
        Err(error) => error,
    };
    let repaired = whole_escapes(text);
    if let Ok(value) = serde_json::from_str(&repaired) {
        return Ok(value);
    }
    field_by_field(&repaired).ok_or_else(|| BadJob::NotJson(error.to_string()))
}

/// The fields that can be read of an object that as a whole cannot.
fn field_by_field(text: &str) -> Option<Value> {
    let fields: BTreeMap<String, &RawValue> = serde_json::from_str(text).ok()?;
    let readable: Map<String, Value> =
        fields.into_iter().filter_map(|(name, raw)| Some((name, serde_json::from_str(raw.get()).ok()?))).collect();
    Some(Value::Object(readable))
}

/// The text with every `\uD800`–`\uDFFF` escape that is not half of a pair replaced by the replacement character's.
fn whole_escapes(text: &str) -> Cow<'_, str> {
    let mut whole = String::new();
    let (mut copied, mut at) = (0, 0);
    let bytes = text.as_bytes();
    while at < bytes.len() {
        if bytes[at] != b'\\' {
            at += 1;
            continue;
        }
        match (escape(text, at), escape(text, at + 6)) {
            (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => at += 12,
            (Some(0xD800..=0xDFFF), _) => {
                whole.push_str(&text[copied..at]);
                whole.push_str("\\ufffd");
                at += 6;
                copied = at;
            }
            // Any other escape is at least two characters; skipping both keeps `\\ud800` a backslash and a word.
            _ => at += 2,
        }
    }
    if copied == 0 {
        return Cow::Borrowed(text);
    }
    whole.push_str(&text[copied..]);
    Cow::Owned(whole)
}

/// The code unit of a `\uXXXX` escape at byte `at`.
fn escape(text: &str, at: usize) -> Option<u32> {
    let digits = text.get(at..at + 6)?.strip_prefix("\\u")?;
    u32::from_str_radix(digits, 16).ok()
}
