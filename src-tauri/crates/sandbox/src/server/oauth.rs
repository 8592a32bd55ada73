//! Consent in a browser, and tokens for it: RFC 6749 as the marketplace speaks it.

use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Extension, RawQuery, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;
use url::{Url, form_urlencoded};

use super::consent;
use super::fault::Faults;
use crate::fault::Fault;
use crate::marketplace::grants::{InvalidGrant, Tokens};
use crate::shared::Shared;

/// Parameters of a query or a form.
pub(super) struct Given(Vec<(String, String)>);

impl Given {
    pub(super) fn read(encoded: &[u8]) -> Self {
        Self(form_urlencoded::parse(encoded).into_owned().collect())
    }

    /// A parameter; an empty one counts as absent, as the standard has it.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        let (_, value) = self.0.iter().find(|(given, _)| given == name)?;
        (!value.is_empty()).then_some(value)
    }

    /// Those of `names` that are absent.
    fn missing<'a>(&self, names: &[&'a str]) -> Vec<&'a str> {
        names.iter().copied().filter(|name| self.text(name).is_none()).collect()
    }

    fn repeats_itself(&self) -> bool {
        self.0.iter().enumerate().any(|(index, (name, _))| self.0[..index].iter().any(|(before, _)| before == name))
    }
}

/// Asks the person in front of the browser, or says what is wrong with being asked.
pub(super) async fn authorize(
    State(shared): State<Arc<Shared>>,
    Extension(faults): Extension<Faults>,
    RawQuery(query): RawQuery,
) -> Response {
    let query = query.unwrap_or_default();
    let given = Given::read(query.as_bytes());
    let client_id = given.text("client_id").unwrap_or_default();
    let redirect_uri = given.text("redirect_uri").unwrap_or_default();
    // What cannot be trusted to belong together is never redirected: it is told to the person.
    if !shared.grants().knows_client(client_id) {
        return consent::problem("No client is registered with this client_id.");
    }
    let Some(callback) = Url::parse(redirect_uri).ok().filter(|_| shared.grants().accepts_callback(redirect_uri))
    else {
        return consent::problem("The redirect_uri is not the callback this client is registered with.");
    };
    let state = returned_state(&faults, given.text("state"));
    let answer = match (wrong_request(&given), given.text("answer")) {
        (Some((error, description)), _) => [("error", error.to_owned()), ("error_description", description.to_owned())],
        (None, Some("allow")) => {
            let code = shared.grants().consent(redirect_uri, given.text("code_challenge"), shared.now());
            return send_back(callback, &[("code", code)], state);
        }
        (None, Some("deny")) => [
            ("error", "access_denied".to_owned()),
            ("error_description", "The resource owner denied the request".to_owned()),
        ],
        (None, _) => return consent::page(client_id, &query),
    };
    send_back(callback, &answer, state)
}

fn returned_state(faults: &Faults, given: Option<&str>) -> Option<String> {
    if faults.on(Fault::StateMissing) {
        return None;
    }
    if faults.on(Fault::StateWrong) {
        return Some("of-another-request".to_owned());
    }
    given.map(str::to_owned)
}

fn wrong_request(given: &Given) -> Option<(&'static str, &'static str)> {
    if given.repeats_itself() {
        return Some(("invalid_request", "A parameter is given twice"));
    }
    if given.text("scope").is_some() {
        return Some(("invalid_scope", "The requested scope is invalid: scopes belong to the key"));
    }
    match given.text("response_type") {
        None => return Some(("invalid_request", "Missing parameters: response_type")),
        Some("code") => {}
        Some(_) => return Some(("unsupported_response_type", "The response_type must be code")),
    }
    let method = given.text("code_challenge_method");
    if given.text("code_challenge").is_some() && method != Some("S256") {
        return Some(("invalid_request", "The code_challenge_method must be S256"));
    }
    None
}

fn send_back(mut callback: Url, answer: &[(&str, String)], state: Option<String>) -> Response {
    let state = state.map(|state| ("state", state));
    callback.query_pairs_mut().extend_pairs(answer.iter().chain(state.as_ref()));
    (StatusCode::FOUND, [(header::LOCATION, String::from(callback))]).into_response()
}

/// Codes and refresh tokens become tokens.
pub(super) async fn token(
    State(shared): State<Arc<Shared>>,
    Extension(faults): Extension<Faults>,
    form: Bytes,
) -> Response {
    let given = Given::read(&form);
    if let Some(refused) = unknown_client(&shared, &given, &["client_id", "client_secret", "grant_type"]) {
        return refused;
    }
    let needed: &[&str] = match given.text("grant_type") {
        Some("authorization_code") => &["code", "redirect_uri"],
        Some("refresh_token") => &["refresh_token"],
        Some("client_credentials") => {
            return refusal("unauthorized_client", "The client is not authorized to use this grant type");
        }
        _ => return refusal("unsupported_grant_type", "The grant type is not supported"),
    };
    if let Some(refused) = incomplete(&given, needed) {
        return refused;
    }
    match granted(&shared, &faults, &given) {
        Ok(tokens) => never_stored(Json(json!({
            "access_token": tokens.access,
            "refresh_token": tokens.refresh,
            "token_type": "Bearer",
            "expires_in": Tokens::EXPIRES_IN,
        }))),
        Err(invalid) => refusal("invalid_grant", &invalid.to_string()),
    }
}

fn granted(shared: &Shared, faults: &Faults, given: &Given) -> Result<Tokens, InvalidGrant> {
    let now = shared.now();
    let text = |name| given.text(name).unwrap_or_default();
    if given.text("grant_type") == Some("refresh_token") {
        if faults.on(Fault::GrantGone) {
            return Err(InvalidGrant::RefreshToken);
        }
        return shared.grants().refresh(text("refresh_token"), now);
    }
    if faults.on(Fault::CodeUsed) {
        return Err(InvalidGrant::Code);
    }
    shared.grants().exchange(text("code"), text("redirect_uri"), given.text("code_verifier"), now)
}

/// Ends a token; one that is not known has ended already.
pub(super) async fn revoke(State(shared): State<Arc<Shared>>, form: Bytes) -> Response {
    let given = Given::read(&form);
    if let Some(refused) = unknown_client(&shared, &given, &["client_id", "token"]) {
        return refused;
    }
    shared.grants().revoke(given.text("token").unwrap_or_default());
    never_stored(StatusCode::OK)
}

/// Only what stands in the body counts: a client that names itself in a header alone is not known.
fn unknown_client(shared: &Shared, given: &Given, needed: &[&str]) -> Option<Response> {
    if let Some(refused) = incomplete(given, needed) {
        return Some(refused);
    }
    let grants = shared.grants();
    let is_known = given.text("client_id").is_some_and(|id| grants.knows_client(id))
        && given.text("client_secret").is_none_or(|secret| grants.knows_secret(secret));
    let body = json!({ "error": "invalid_client", "error_description": "Client authentication failed" });
    (!is_known).then(|| never_stored((StatusCode::UNAUTHORIZED, Json(body))))
}

fn incomplete(given: &Given, needed: &[&str]) -> Option<Response> {
    let missing = given.missing(needed);
    (!missing.is_empty()).then(|| refusal("invalid_request", &format!("Missing parameters: {}", missing.join(", "))))
}

fn refusal(error: &str, description: &str) -> Response {
    let body = Json(json!({ "error": error, "error_description": description }));
    never_stored((StatusCode::BAD_REQUEST, body))
}

fn never_stored(answer: impl IntoResponse) -> Response {
    ([(header::CACHE_CONTROL, "no-store")], answer).into_response()
}
