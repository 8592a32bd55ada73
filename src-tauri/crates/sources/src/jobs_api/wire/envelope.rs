//! The envelope around jobs and errors (`docs/jobs-api.md`, "Envelope").

use lapwing_domain::Job;
use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

use super::rescue::decode_job_text;
use crate::answer::one_line;
use crate::facts::Fields;
use crate::source::SetAside;

/// Why a body is not a page of jobs.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadEnvelope {
    /// No JSON at all.
    #[error("it is not JSON")]
    NotJson,
    /// JSON that stops in the middle.
    #[error("it is cut off")]
    Truncated,
    /// JSON that breaks a rule or has another shape.
    #[error("{0}")]
    Malformed(String),
    /// The service says, with a good status, that it failed.
    #[error("the service says: {0}")]
    Failed(String),
}

/// The jobs of a page, each on its own.
#[derive(Debug, Default)]
pub struct Rows {
    /// Those that could be read, in the service's order.
    pub jobs: Vec<Job>,
    /// Those that could not.
    pub set_aside: Vec<SetAside>,
}

/// The parts of an envelope Lapwing reads, still as text: whatever is odd inside one job stays inside it.
#[derive(Deserialize)]
struct Envelope<'a> {
    #[serde(borrow)]
    success: Option<&'a RawValue>,
    #[serde(borrow, default, deserialize_with = "present")]
    data: Option<&'a RawValue>,
    #[serde(borrow)]
    count: Option<&'a RawValue>,
}

impl Envelope<'_> {
    /// Whether the count is zero or not told.
    fn counts_none(&self) -> bool {
        self.count.is_none_or(|count| matches!(count.get(), "0" | "null"))
    }
}

/// Keeps `null` apart from an absent field.
fn present<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<&'de RawValue>, D::Error> {
    <&RawValue>::deserialize(from).map(Some)
}

/// Reads the jobs of a page, decompressed.
///
/// # Errors
/// When the body is not an envelope with a list of jobs. A broken job is no error, it is set aside.
pub fn decode_page(body: &[u8]) -> Result<Rows, BadEnvelope> {
    let text = String::from_utf8_lossy(body);
    let envelope = envelope(&text)?;
    let data = match envelope.data.map(RawValue::get) {
        Some("null") if envelope.counts_none() => return Ok(Rows::default()),
        Some("null") => return Err(BadEnvelope::Malformed("it counts jobs and sends none".to_owned())),
        Some(data) => data,
        None => return Err(BadEnvelope::Malformed("it has no \"data\"".to_owned())),
    };
    let rows: Vec<&RawValue> =
        serde_json::from_str(data).map_err(|_| BadEnvelope::Malformed("its \"data\" is not a list".to_owned()))?;
    let mut page = Rows::default();
    for row in rows {
        match decode_job_text(row.get()) {
            Ok(job) => page.jobs.push(job),
            Err(reason) => page.set_aside.push(SetAside::new(row.get(), &reason)),
        }
    }
    Ok(page)
}

/// Reads an answer of which only the envelope matters.
pub(crate) fn check_envelope(body: &[u8]) -> Result<(), BadEnvelope> {
    envelope(&String::from_utf8_lossy(body)).map(|_| ())
}

fn envelope(text: &str) -> Result<Envelope<'_>, BadEnvelope> {
    let text = text.trim_start_matches('\u{feff}').trim();
    let envelope: Envelope<'_> = match text.as_bytes().first() {
        Some(b'{') => serde_json::from_str(text).map_err(|error| bad_json(&error))?,
        Some(b'[') => return Err(BadEnvelope::Malformed("it is a list".to_owned())),
        _ => return Err(BadEnvelope::NotJson),
    };
    if envelope.success.is_some_and(|success| success.get() == "false") {
        let message = Complaint::read(text.as_bytes()).map(|complaint| complaint.message).unwrap_or_default();
        return Err(BadEnvelope::Failed(message));
    }
    Ok(envelope)
}

fn bad_json(error: &serde_json::Error) -> BadEnvelope {
    if error.is_eof() { BadEnvelope::Truncated } else { BadEnvelope::Malformed(error.to_string()) }
}

/// What an error's envelope says.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Complaint {
    /// The service's sentence, on one line.
    pub(crate) message: String,
    /// The parameter it names.
    pub(crate) parameter: Option<String>,
    /// Seconds to wait.
    pub(crate) retry_after: Option<u64>,
}

impl Complaint {
    /// Reads the body of a refusal; `None` when it is no JSON object.
    pub(crate) fn read(body: &[u8]) -> Option<Self> {
        let value: Value = serde_json::from_slice(body).ok()?;
        value.is_object().then_some(())?;
        let fields = Fields::of(&value);
        let detail = fields.value("details").and_then(|details| details.get(0)).map(Fields::of);
        let said = ["message", "error"].into_iter().find_map(|name| fields.raw_text(name)).unwrap_or_default();
        Some(Self {
            message: one_line(&said),
            parameter: detail.and_then(|detail| detail.raw_text("field")).map(|field| one_line(&field)),
            retry_after: fields.number("retry_after").and_then(whole_seconds),
        })
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "float casts saturate; negatives are filtered"
)]
fn whole_seconds(seconds: f64) -> Option<u64> {
    (seconds > 0.0).then(|| seconds.ceil() as u64)
}
