//! What every service's answers have in common, whatever their bodies mean: rate headers, waits, bodies that are not whole.

use std::time::Duration;

use http::header::{HeaderMap, LOCATION, RETRY_AFTER};
use jiff::Timestamp;
use lapwing_domain::text;
use url::Url;

use crate::base_url::BaseUrl;
use crate::error::{Answer, FetchError, Wait};
use crate::http::Flaw;
use crate::source::Quota;

/// A body that is not whole.
pub(crate) fn incomplete(flaw: Flaw, answer: Answer) -> FetchError {
    match flaw {
        Flaw::TooLarge => FetchError::TooLarge { answer },
        Flaw::TimedOut(cause) => FetchError::TimedOut(Some(cause)),
        Flaw::Truncated(cause) => FetchError::Truncated { answer, source: Some(cause) },
        Flaw::Garbled => FetchError::Malformed { what: "its compression is broken".to_owned(), answer },
    }
}

/// The documented order: `Retry-After`, the body's own hint in seconds, `X-RateLimit-Reset`, the next minute. A wait of zero
/// says nothing.
pub(crate) fn wait(headers: &HeaderMap, hinted: Option<u64>) -> Wait {
    let seconds =
        |seconds: u64| (seconds > 0).then(|| Wait::RetryAfter(Duration::from_secs(seconds.min(LONGEST_WAIT))));
    let header = text(headers, RETRY_AFTER.as_str());
    header
        .and_then(|value| value.parse().ok().and_then(seconds).or_else(|| http_date(value).map(Wait::Until)))
        .or_else(|| hinted.and_then(seconds))
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

/// What the rate headers say.
pub(crate) fn quota(headers: &HeaderMap) -> Quota {
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

/// Host of the place that an answer sends on to.
pub(crate) fn redirect_host(headers: &HeaderMap, base: &BaseUrl) -> Option<String> {
    let location = text(headers, LOCATION.as_str())?;
    let target = Url::parse(base.as_str()).ok()?.join(location).ok()?;
    target.host_str().map(str::to_owned)
}

/// Whether a body looks like a web page.
pub(crate) fn is_html(body: &[u8]) -> bool {
    body.trim_ascii_start().first() == Some(&b'<')
}

/// Longest sentence of a service that is kept, in characters.
const LONGEST_SENTENCE: usize = 300;

/// A service's own sentence: on one line, without markup, not endlessly.
pub(crate) fn one_line(said: &str) -> String {
    let cleaned = text::clean(said);
    let words: Vec<&str> = cleaned.split_whitespace().collect();
    words.join(" ").chars().take(LONGEST_SENTENCE).collect()
}
