//! The shapes of answers: the envelope, refusals in it, and the headers that go with them.

use axum::Json;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use serde::Serialize;
use serde_json::Value;

use crate::meter::{self, Rate};
use crate::search_url::Detail;

/// A page of jobs, or the word that all is well.
#[derive(Debug, Serialize)]
pub(super) struct Envelope {
    success: bool,
    /// `None` is written as `null`.
    data: Option<Vec<Value>>,
    count: usize,
    last_updated: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<&'static str>,
}

impl Envelope {
    pub(super) fn page(data: Option<Vec<Value>>, now: Timestamp) -> Self {
        let count = data.as_ref().map_or(0, Vec::len);
        Self { success: true, data, count, last_updated: to_the_second(now), message: None }
    }

    pub(super) fn healthy(now: Timestamp) -> Self {
        Self { message: Some("API is healthy"), ..Self::page(Some(Vec::new()), now) }
    }
}

#[derive(Serialize)]
struct Refusal<'a> {
    success: bool,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    retry_after: Option<i64>,
}

/// An error in the envelope, saying `message`.
pub(super) fn refusal(status: StatusCode, message: &str) -> Response {
    (status, Json(Refusal { success: false, message, retry_after: None })).into_response()
}

#[derive(Serialize)]
struct Invalid<'a> {
    success: bool,
    error: &'a str,
    details: &'a [Detail],
}

/// 400 as the search-URL dialect has it, naming what is wrong.
pub(super) fn invalid(details: &[Detail]) -> Response {
    let error = "Validation failed. See the details.";
    (StatusCode::BAD_REQUEST, Json(Invalid { success: false, error, details })).into_response()
}

/// 429 until the next full minute, with every hint there is except the rate headers.
pub(super) fn wait_for_the_minute(now: Timestamp, with_header: bool) -> Response {
    let seconds = meter::seconds_to_next_minute(now);
    let message = format!("Rate limit exceeded. Try again in {seconds} seconds.");
    let body = Json(Refusal { success: false, message: &message, retry_after: Some(seconds) });
    let mut response = (StatusCode::TOO_MANY_REQUESTS, body).into_response();
    if with_header {
        response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
    }
    response
}

/// 429 with a sentence only, which is also all that is said when the month's calls are used up.
pub(super) fn upgrade() -> Response {
    refusal(StatusCode::TOO_MANY_REQUESTS, "Rate limit exceeded. Upgrade your plan for higher limits.")
}

/// Adds the documented rate headers.
pub(super) fn add_rate_headers(response: &mut Response, rate: Rate) {
    let headers = response.headers_mut();
    let mut add = |name: &'static str, value: HeaderValue| headers.insert(HeaderName::from_static(name), value);
    add("x-ratelimit-limit", rate.limit.into());
    add("x-ratelimit-remaining", rate.remaining.into());
    add("x-ratelimit-reset", rate.reset.into());
    add("x-ratelimit-burst", rate.burst.into());
}

fn to_the_second(now: Timestamp) -> String {
    Timestamp::from_second(now.as_second()).unwrap_or(now).to_string()
}
