//! What every call passes: it is recorded, counted against its key, and refused, faulted or let through.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;

use super::answer;
use super::fault::{self, Faults};
use crate::calls::Call;
use crate::fault::Endpoint;
use crate::keys::Standing;
use crate::meter::{Charge, Rate};
use crate::shared::Shared;

/// Writes the call down before anything is decided about it.
pub(super) async fn record(State(shared): State<Arc<Shared>>, request: Request, next: Next) -> Response {
    shared.calls.record(seen(request.method(), request.uri(), request.headers(), shared.now()));
    next.run(request).await
}

fn seen(method: &Method, uri: &Uri, headers: &HeaderMap, at: Timestamp) -> Call {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
    Call {
        at,
        method: method.to_string(),
        target: without_secrets(uri),
        host: text(header::HOST),
        headers: headers.keys().map(ToString::to_string).collect(),
        user_agent: text(header::USER_AGENT),
        had_key: headers.contains_key("x-api-key"),
        had_token: headers.contains_key(header::AUTHORIZATION),
    }
}

/// Path and query, to the letter but for what an address must not hold and a mistaken client may put there all the same.
fn without_secrets(uri: &Uri) -> String {
    const SECRETS: [&str; 6] = ["client_secret", "code", "code_verifier", "token", "access_token", "refresh_token"];
    let Some(query) = uri.query() else { return uri.path().to_owned() };
    let pairs = query.split('&').map(|pair| match pair.split_once('=') {
        Some((name, _)) if SECRETS.contains(&name) => format!("{name}=…"),
        _ => pair.to_owned(),
    });
    format!("{}?{}", uri.path(), pairs.collect::<Vec<_>>().join("&"))
}

/// Counts the call, then answers with the first of: a fault that takes the answer's place, the key's refusal, the endpoint.
pub(super) async fn gate(State(shared): State<Arc<Shared>>, mut request: Request, next: Next) -> Response {
    let now = shared.now();
    let standing = shared.keys().charge(presented(request.headers()).as_deref(), now);
    let faults = Faults(shared.faults().take(Endpoint::Jobs));
    let with_headers = shared.options.rate_headers;
    let in_place = faults.in_place_of_answer(&shared, request.uri(), now);
    let (mut response, from_the_service) = match (in_place, refused(standing, now, with_headers)) {
        (Some(replaced), _) => (replaced, !faults.hide_rate()),
        (None, Some(refused)) => (refused, true),
        (None, None) => {
            request.extensions_mut().insert(faults.clone());
            (next.run(request).await, true)
        }
    };
    if let (true, true, Standing::Known(_, Some(rate))) = (from_the_service, with_headers, standing) {
        let remaining = if response.status() == StatusCode::TOO_MANY_REQUESTS { 0 } else { rate.remaining };
        answer::add_rate_headers(&mut response, faults.told(Rate { remaining, ..rate }));
    }
    fault::damage(&faults, response).await
}

/// Any other path: plain text, key or not. It counts all the same.
pub(super) async fn not_found(State(shared): State<Arc<Shared>>, headers: HeaderMap) -> Response {
    let now = shared.now();
    shared.keys().charge(presented(&headers).as_deref(), now);
    (StatusCode::NOT_FOUND, "404 page not found\n").into_response()
}

/// What the key header holds; an empty header counts as none, one that is not ASCII as a wrong key.
fn presented(headers: &HeaderMap) -> Option<String> {
    let value = headers.get("x-api-key")?;
    (!value.is_empty()).then(|| String::from_utf8_lossy(value.as_bytes()).into_owned())
}

fn refused(standing: Standing, now: Timestamp, with_headers: bool) -> Option<Response> {
    let unauthorized = |message| Some(answer::refusal(StatusCode::UNAUTHORIZED, message));
    match standing {
        Standing::Missing => unauthorized("X-API-KEY header is required"),
        Standing::Unknown => unauthorized("Invalid or missing X-API-KEY header"),
        Standing::Dead => unauthorized("Invalid or expired X-API-KEY"),
        Standing::Known(Charge::MinuteOver, _) => Some(answer::wait_for_the_minute(now, with_headers)),
        Standing::Known(Charge::MonthOver, _) => Some(answer::upgrade()),
        Standing::Known(Charge::Admitted, _) => None,
    }
}
