//! What an answer of the jobs API means: by its status first, by its body only within a status, never by a sentence.

use super::wire::Complaint;
use crate::answer::{incomplete, is_html, quota, redirect_host, wait};
use crate::base_url::BaseUrl;
use crate::error::{Answer, FetchError, Unaccepted};
use crate::http::Reply;

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

fn refusal(status: u16, reply: &Reply, path: &str, answer: Answer) -> FetchError {
    let complaint = Complaint::read(&reply.body);
    let message = complaint.as_ref().map(|complaint| complaint.message.clone()).unwrap_or_default();
    match status {
        // A web page with 403 is a gatekeeper between here and the service, and says nothing about the key.
        403 if complaint.is_none() => FetchError::NotJson { html: is_html(&reply.body), answer },
        401 | 403 => FetchError::Rejected { message, answer },
        404 => FetchError::NotFound { answer },
        429 => FetchError::RateLimited {
            wait: wait(&reply.headers, complaint.as_ref().and_then(|complaint| complaint.retry_after)),
            message,
            answer,
        },
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
