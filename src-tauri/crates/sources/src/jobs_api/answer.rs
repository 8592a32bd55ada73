//! What an answer of the jobs API means: by its status first, by its body only within a status, never by a sentence.

use std::time::Duration;

use http::header::{HeaderMap, LOCATION, RETRY_AFTER};
use jiff::Timestamp;
use url::Url;

use super::wire::Complaint;
use crate::base_url::BaseUrl;
use crate::error::{Answer, FetchError, Unaccepted, Wait};
use crate::http::{Flaw, Reply};
use crate::source::Quota;

/// The answer when it is a good one with a whole body, otherwise what is wrong.
/// `path` is what was asked for.
pub(super) fn judge(reply: &mut Reply, path: &str, base: &BaseUrl) -> Result<Answer, FetchError> {
    let answer = Answer { status: reply.status, bytes: reply.body.len() as u64, quota: quota(&reply.headers) };
    match reply.status {
        200..=299 => match reply.flaw.take() {
            None => Ok(answer),
            Some(flaw) => Err(incomplete(flaw, answer)),
        },
        300..=399 => Err(FetchError::Redirected { to_host: redirect_host(&reply.headers, base), answer }),
        status => Err(refusal(status, reply, path, answer)),
    }
}

fn incomplete(flaw: Flaw, answer: Answer) -> FetchError {
    match flaw {
        Flaw::TooLarge => FetchError::TooLarge { answer },
        Flaw::TimedOut(cause) => FetchError::TimedOut(Some(cause)),
        Flaw::Truncated(cause) => FetchError::Truncated { answer, source: Some(cause) },
        Flaw::Garbled => FetchError::Malformed { what: "its compression is broken".to_owned(), answer },
    }
}

fn refusal(status: u16, reply: &Reply, path: &str, answer: Answer) -> FetchError {
    let complaint = Complaint::read(&reply.body);
    let message = complaint.as_ref().map(|complaint| complaint.message.clone()).unwrap_or_default();
    match status {
        // A web page with 403 is a gatekeeper between here and the service, and says nothing about the key.
        403 if complaint.is_none() => FetchError::NotJson { html: is_html(&reply.body), answer },
        401 | 403 => FetchError::Rejected { message, answer },
        404 => FetchError::NotFound { answer },
        429 => FetchError::RateLimited { wait: wait(&reply.headers, complaint.as_ref()), message, answer },
        408 | 500.. => FetchError::Server { message, answer },
        _ => FetchError::BadRequest {
            what: Box::new(Unaccepted {
                request: format!("GET {path}"),
                parameter: complaint.and_then(|complaint| complaint.parameter),
            }),
            message,
            answer,
        },
    }
}

/// The documented order: `Retry-After`, the body's `retry_after`, `X-RateLimit-Reset`, the next minute. A wait of zero
/// says nothing.
fn wait(headers: &HeaderMap, complaint: Option<&Complaint>) -> Wait {
    let seconds =
        |seconds: u64| (seconds > 0).then(|| Wait::RetryAfter(Duration::from_secs(seconds.min(LONGEST_WAIT))));
    let header = text(headers, RETRY_AFTER.as_str());
    header
        .and_then(|value| value.parse().ok().and_then(seconds).or_else(|| http_date(value).map(Wait::Until)))
        .or_else(|| complaint.and_then(|complaint| complaint.retry_after).and_then(seconds))
        .or_else(|| match reset(headers)? {
            Reset::In(time) => seconds(time),
            Reset::At(instant) => Some(Wait::Until(instant)),
        })
        .unwrap_or(Wait::NextMinute)
}

/// A month is the longest any quota lasts; more is a mistake of the server.
const LONGEST_WAIT: u64 = 31 * 24 * 60 * 60;

fn http_date(value: &str) -> Option<Timestamp> {
    Timestamp::try_from(httpdate::parse_http_date(value).ok()?).ok()
}

/// `X-RateLimit-Reset` is documented as Unix seconds. Other services send seconds from now under the same name, and a
/// number that small can mean nothing else.
enum Reset {
    At(Timestamp),
    In(u64),
}

fn reset(headers: &HeaderMap) -> Option<Reset> {
    const EARLIEST: i64 = 1_000_000_000;
    const MILLISECONDS: i64 = 100_000_000_000;
    match text(headers, "x-ratelimit-reset")?.parse::<i64>().ok()? {
        number if number >= MILLISECONDS => Timestamp::from_millisecond(number).ok().map(Reset::At),
        number if number >= EARLIEST => Timestamp::from_second(number).ok().map(Reset::At),
        number => u64::try_from(number).ok().map(Reset::In),
    }
}

fn quota(headers: &HeaderMap) -> Quota {
    let count = |name| text(headers, name)?.parse().ok();
    Quota {
        limit: count("x-ratelimit-limit"),
        remaining: count("x-ratelimit-remaining"),
        reset: reset(headers).and_then(|reset| match reset {
            Reset::At(instant) => Some(instant),
            Reset::In(_) => None,
        }),
        burst: count("x-ratelimit-burst"),
    }
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    Some(headers.get(name)?.to_str().ok()?.trim())
}

fn redirect_host(headers: &HeaderMap, base: &BaseUrl) -> Option<String> {
    let location = text(headers, LOCATION.as_str())?;
    let target = Url::parse(base.as_str()).ok()?.join(location).ok()?;
    target.host_str().map(str::to_owned)
}

/// Whether a body looks like a web page.
pub(super) fn is_html(body: &[u8]) -> bool {
    body.trim_ascii_start().first() == Some(&b'<')
}
