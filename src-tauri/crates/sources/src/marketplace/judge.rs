//! What an answer means by its status and kind of body. What its errors say, inside a good status, is not read here.

use serde_json::Value;

use crate::answer::{incomplete, is_html, one_line, quota, redirect_host, wait};
use crate::base_url::BaseUrl;
use crate::error::{Answer, FetchError, Unaccepted};
use crate::http::Reply;

/// What is known of a reply, whatever it means.
pub(super) fn facts(reply: &Reply) -> Answer {
    Answer { status: reply.status, bytes: reply.body.len() as u64, quota: quota(&reply.headers) }
}

/// The answer when it is a good one with a whole body, otherwise what is wrong. `path` is what was asked for.
pub(super) fn judge(reply: &mut Reply, path: &str, base: &BaseUrl) -> Result<Answer, FetchError> {
    let answer = facts(reply);
    let html = is_html(&reply.body);
    match reply.status {
        200..=299 => match reply.flaw.take() {
            Some(flaw) => Err(incomplete(flaw, answer)),
            None if html => Err(FetchError::NotJson { html, answer }),
            None => Ok(answer),
        },
        300..=399 => Err(FetchError::Redirected { to_host: redirect_host(&reply.headers, base), answer }),
        // A gatekeeper answers with a page of its own, mostly with 403; its header names it under any status.
        403 if html => Err(FetchError::Blocked { answer }),
        _ if reply.headers.contains_key("cf-mitigated") => Err(FetchError::Blocked { answer }),
        status => Err(refusal(status, reply, path, answer)),
    }
}

fn refusal(status: u16, reply: &Reply, path: &str, answer: Answer) -> FetchError {
    let message = sentence(&reply.body);
    match status {
        401 | 403 => FetchError::Rejected { message, answer },
        404 => FetchError::NotFound { answer },
        429 => FetchError::RateLimited { wait: wait(&reply.headers, None), message, answer },
        408 | 500.. => FetchError::Server { message, answer },
        _ => FetchError::BadRequest { what: Box::new(unaccepted(path)), message, answer },
    }
}

/// A request that is not accepted. Its body is not repeated: it holds what only the service may see.
pub(super) fn unaccepted(path: &str) -> Unaccepted {
    Unaccepted { request: format!("POST {path}"), parameter: None }
}

/// The service's own sentence, where the body has one under a usual name. None of these bodies is documented.
fn sentence(body: &[u8]) -> String {
    let Ok(body) = serde_json::from_slice::<Value>(body) else { return String::new() };
    let said = |body: &Value| {
        let names = ["error_description", "message", "error"];
        names.iter().find_map(|name| body.get(name)?.as_str().map(one_line))
    };
    said(&body).or_else(|| said(body.get("errors")?.get(0)?)).unwrap_or_default()
}
