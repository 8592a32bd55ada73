//! How each fault looks on the wire.

use axum::body::{Body, Bytes};
use axum::http::{StatusCode, Uri, header};
use axum::response::{Html, IntoResponse, Response};
use futures_util::stream::{self, StreamExt};
use jiff::Timestamp;
use serde_json::{Value, json};
use url::form_urlencoded;

use super::answer;
use crate::dialect::Dialect;
use crate::dice;
use crate::fault::Fault;
use crate::listing::Hidden;
use crate::meter::Rate;
use crate::search_url::{self, Detail};
use crate::shared::Shared;

/// More than 16 MiB, the most a client should take.
const HUGE: usize = 17 * 1024 * 1024;
/// A page of fifty long postings stays far below this; only a page made by a fault could be larger.
const MOST_OF_A_BODY: usize = 64 * 1024 * 1024;

/// The faults of one call, as they travel to the endpoint.
#[derive(Debug, Clone)]
pub(super) struct Faults(pub(super) Vec<Fault>);

impl Faults {
    /// The answer that takes the place of the real one, by the first fault that has one.
    pub(super) fn in_place_of_answer(&self, shared: &Shared, uri: &Uri, now: Timestamp) -> Option<Response> {
        self.0.iter().find_map(|fault| in_place(*fault, shared, uri, now))
    }

    /// Whether the answer comes from something in front of the service, or is meant to give nothing to go by.
    pub(super) fn hide_rate(&self) -> bool {
        let first = self.0.iter().find(|fault| REPLACING.contains(fault));
        !matches!(
            first,
            Some(
                Fault::BadParameter | Fault::Unauthorized | Fault::RateLimited | Fault::MonthOver | Fault::ServerError
            )
        )
    }

    /// Whether `fault` is on for this call.
    pub(super) fn on(&self, fault: Fault) -> bool {
        self.0.contains(&fault)
    }

    /// What is spoken to this call where `set` is spoken to others.
    pub(super) fn dialect(&self, set: Dialect) -> Dialect {
        if self.on(Fault::SchemaChange) { set.other() } else { set }
    }

    /// What is left out of the listing.
    pub(super) fn hidden(&self) -> Hidden {
        Hidden { late: self.on(Fault::LateArrivals), silenced: self.on(Fault::SilentSearch) }
    }

    /// The rate as the headers tell it.
    pub(super) fn told(&self, rate: Rate) -> Rate {
        if !self.on(Fault::CounterDrop) {
            return rate;
        }
        let used = rate.burst.saturating_sub(rate.remaining);
        Rate { remaining: rate.burst.saturating_sub(used.saturating_mul(Fault::COUNTED)), ..rate }
    }

    /// What the endpoint does to its page.
    pub(super) fn damage_page(&self, jobs: Vec<Value>) -> Option<Vec<Value>> {
        let mut jobs = jobs;
        for fault in &self.0 {
            match fault {
                Fault::Empty => return None,
                Fault::BadJob => jobs.insert(jobs.len() / 2, broken_job()),
                Fault::WrongTypes => jobs.iter_mut().for_each(swap_types),
                Fault::DuplicateIds => jobs = jobs.into_iter().enumerate().flat_map(with_duplicate).collect(),
                Fault::OutOfOrder => jobs.sort_by_key(|job| dice::scramble(salt(job))),
                _ => {}
            }
        }
        Some(jobs)
    }
}

/// The faults [`in_place`] answers for.
const REPLACING: [Fault; 9] = [
    Fault::BadParameter,
    Fault::Unauthorized,
    Fault::RateLimited,
    Fault::RateLimitedNoHint,
    Fault::MonthOver,
    Fault::ServerError,
    Fault::BadGateway,
    Fault::RedirectOtherHost,
    Fault::RedirectHttp,
];

fn in_place(fault: Fault, shared: &Shared, uri: &Uri, now: Timestamp) -> Option<Response> {
    let target = uri.path_and_query().map_or("/", |target| target.as_str());
    let moved = |location: String| (StatusCode::FOUND, [(header::LOCATION, location)]).into_response();
    Some(match fault {
        Fault::BadParameter if uri.path() == "/jobs" => answer::invalid(&[first_parameter(uri)]),
        Fault::Unauthorized => answer::refusal(StatusCode::UNAUTHORIZED, "Invalid or expired X-API-KEY"),
        Fault::RateLimited => answer::wait_for_the_minute(now, true),
        Fault::RateLimitedNoHint | Fault::MonthOver => answer::upgrade(),
        Fault::ServerError => answer::refusal(
            StatusCode::INTERNAL_SERVER_ERROR,
            "Internal server error. The listing is not available at the moment.",
        ),
        Fault::BadGateway => (StatusCode::BAD_GATEWAY, Html(BAD_GATEWAY)).into_response(),
        Fault::RedirectOtherHost => moved(format!("{}{target}", shared.redirect_to())),
        Fault::RedirectHttp => moved(format!("http://{}{target}", shared.authority)),
        _ => return None,
    })
}

fn first_parameter(uri: &Uri) -> Detail {
    let first = form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes()).next();
    Detail::unsupported(first.as_ref().map_or(search_url::PARAMETER, |(name, _)| name))
}

pub(super) const BAD_GATEWAY: &str = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n\
    <center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>proxy</center>\r\n</body>\r\n</html>\r\n";

/// Delays or damages the finished answer, fault by fault.
pub(super) async fn damage(faults: &Faults, response: Response) -> Response {
    let mut response = response;
    for fault in &faults.0 {
        response = match fault {
            Fault::Slow => {
                tokio::time::sleep(Fault::SLOW_BY).await;
                response
            }
            Fault::Stall => {
                rewrite(response, |whole| {
                    let half = whole.slice(..whole.len() / 2);
                    Body::from_stream(stream::iter([Ok::<_, std::convert::Infallible>(half)]).chain(stream::pending()))
                })
                .await
            }
            Fault::Truncated => rewrite(response, |whole| Body::from(whole.slice(..whole.len() / 2))).await,
            Fault::Malformed => rewrite(response, |whole| malformed(&whole)).await,
            Fault::Huge => rewrite(response, |_| huge()).await,
            _ => response,
        };
    }
    response
}

/// Replaces the body of a successful answer; refusals stay as they are.
async fn rewrite(response: Response, change: impl FnOnce(Bytes) -> Body) -> Response {
    if !response.status().is_success() {
        return response;
    }
    let (mut head, body) = response.into_parts();
    let whole = axum::body::to_bytes(body, MOST_OF_A_BODY).await.unwrap_or_default();
    head.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(head, change(whole))
}

/// Looks like the answer and breaks JSON's rules: an unquoted word where the data, or else the first value, should be.
fn malformed(whole: &Bytes) -> Body {
    let text = String::from_utf8_lossy(whole);
    let place = if text.contains("\"data\":") { "\"data\":" } else { ":" };
    Body::from(text.replacen(place, &format!("{place}undefined,"), 1))
}

fn huge() -> Body {
    let filler = Bytes::from(vec![b'x'; 1024 * 1024]);
    let head =
        Bytes::from_static(br#"{"success":true,"count":1,"data":[{"id":"upwork-1","title":"Huge","description":""#);
    let tail = Bytes::from_static(br#""}],"last_updated":"2026-01-05T08:00:00Z"}"#);
    let chunks = std::iter::once(head).chain(std::iter::repeat_n(filler, HUGE / (1024 * 1024))).chain([tail]);
    Body::from_stream(stream::iter(chunks.map(Ok::<_, std::convert::Infallible>)))
}

/// Every fifth job twice.
fn with_duplicate((index, job): (usize, Value)) -> impl Iterator<Item = Value> {
    let mut other = (index % 5 == 0).then(|| job.clone());
    if let Some(fields) = other.as_mut().and_then(Value::as_object_mut) {
        let title = fields.get("title").and_then(Value::as_str).unwrap_or_default();
        fields.insert("title".to_owned(), json!(format!("{title} (edited)")));
        fields.insert("budget".to_owned(), json!({ "fixed_amount": 777, "currency": "USD" }));
    }
    std::iter::once(job).chain(other)
}

/// A number that follows from a job's id.
fn salt(job: &Value) -> u64 {
    dice::of_text(job["id"].as_str().unwrap_or_default())
}

/// An entry no client can read as a job: every field that could identify or describe it has an impossible type.
fn broken_job() -> Value {
    json!({ "id": { "value": [] }, "title": { "text": null }, "description": [[1, 2]], "posted_on": { "seconds": "?" },
            "buyer": "unknown", "skills": { "0": "rust" }, "budget": [true] })
}

/// Turns numbers and booleans into strings, and tiers and types given as labels into numbers. Lists and texts stay.
fn swap_types(job: &mut Value) {
    match job {
        Value::Object(fields) => {
            for (name, value) in fields {
                match label_as_number(name, value) {
                    Some(number) => *value = number,
                    None => swap_types(value),
                }
            }
        }
        Value::Number(number) => *job = Value::String(number.to_string()),
        Value::Bool(flag) => *job = Value::String(flag.to_string()),
        Value::Null | Value::String(_) | Value::Array(_) => {}
    }
}

fn label_as_number(name: &str, value: &Value) -> Option<Value> {
    let number = match (name, value.as_str()?) {
        ("job_type", "hourly") | ("status", "open") | ("contractor_tier", "entry") => 1,
        ("job_type", "fixed-price") | ("status", "closed") | ("contractor_tier", "intermediate") => 2,
        ("contractor_tier", "expert") => 3,
        ("proposals_tier", tier) => tier.parse().ok()?,
        _ => return None,
    };
    Some(Value::from(number))
}
