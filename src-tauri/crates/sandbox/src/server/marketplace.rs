//! What every call to the marketplace's side passes, and the faults that take the place of its answers.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};
use jiff::{SignedDuration, Timestamp};

use super::fault::{self, BAD_GATEWAY, Faults};
use super::{AUTHORIZE, GRAPHQL};
use crate::fault::{Endpoint, Fault};
use crate::meter;
use crate::shared::Shared;

/// Answers with the first of: a fault that takes the answer's place, the endpoint. The clock of either is told in `Date`.
pub(super) async fn gate(State(shared): State<Arc<Shared>>, mut request: Request, next: Next) -> Response {
    let now = shared.now();
    let endpoint = match request.uri().path() {
        AUTHORIZE => Endpoint::Consent,
        GRAPHQL => Endpoint::GraphQl,
        _ => Endpoint::Token,
    };
    let faults = Faults(shared.faults().take(endpoint));
    let replaced = faults.0.iter().find_map(|fault| in_place(*fault, &shared, request.uri(), now));
    let answered = if let Some(replaced) = replaced {
        replaced
    } else {
        request.extensions_mut().insert(faults.clone());
        next.run(request).await
    };
    let mut response = fault::damage(&faults, answered).await;
    if let Ok(date) = HeaderValue::try_from(http_date(told_time(&faults, now))) {
        response.headers_mut().insert(header::DATE, date);
    }
    response
}

/// What time it is as far as callers are told.
fn told_time(faults: &Faults, now: Timestamp) -> Timestamp {
    let skew = if faults.on(Fault::ClockSkew) { SKEW } else { SignedDuration::ZERO };
    now.saturating_add(skew).unwrap_or(now)
}

/// [`Fault::SKEWED_BY`].
pub(super) const SKEW: SignedDuration = SignedDuration::from_secs(Fault::SKEWED_BY.as_secs().cast_signed());

fn http_date(instant: Timestamp) -> String {
    instant.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

fn in_place(fault: Fault, shared: &Shared, uri: &Uri, now: Timestamp) -> Option<Response> {
    let moved = |origin: &str| {
        let location = format!("{origin}{}", uri.path());
        (StatusCode::TEMPORARY_REDIRECT, [(header::LOCATION, location)]).into_response()
    };
    let too_many = (StatusCode::TOO_MANY_REQUESTS, "Too Many Requests");
    Some(match fault {
        Fault::RateLimited => {
            let seconds = HeaderValue::from(meter::seconds_to_next_minute(now));
            ([(header::RETRY_AFTER, seconds)], too_many).into_response()
        }
        Fault::RateLimitedNoHint => too_many.into_response(),
        Fault::ServerError => (StatusCode::INTERNAL_SERVER_ERROR, "Internal Server Error").into_response(),
        Fault::BadGateway => (StatusCode::BAD_GATEWAY, Html(BAD_GATEWAY)).into_response(),
        Fault::Cloudflare => (StatusCode::FORBIDDEN, Html(CHALLENGE)).into_response(),
        Fault::RedirectOtherHost => moved(&shared.redirect_to()),
        Fault::RedirectHttp => moved(&format!("http://{}", shared.authority)),
        _ => return None,
    })
}

/// A page of the kind that a wall in front of a service shows to what it takes for a robot.
const CHALLENGE: &str = "<!DOCTYPE html>\n<html lang=\"en-US\">\n<head><title>Just a moment...</title>\n\
    <meta name=\"robots\" content=\"noindex,nofollow\"></head>\n<body>\n\
    <noscript>Enable JavaScript and cookies to continue</noscript>\n\
    <script src=\"/cdn-cgi/challenge-platform/sandbox.js\"></script>\n</body>\n</html>\n";
