//! The marketplace's one endpoint for queries.

use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Extension, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use jiff::SignedDuration;
use serde_json::{Map, Value, json};

use super::fault::Faults;
use super::marketplace::SKEW;
use crate::dice;
use crate::fault::Fault;
use crate::marketplace;
use crate::marketplace::asked::GraphQlRequest;
use crate::marketplace::graph::{Refusal, Request};
use crate::marketplace::posting::Posting;
use crate::marketplace::root::{Organization, Postings, Root};
use crate::marketplace::search::{Arguments, EXCEPTION, Search};
use crate::shared::Shared;

/// Names the organization a request is made for.
const TENANT: &str = "x-upwork-api-tenantid";
/// What a body may hold.
const PARTS: [&str; 3] = ["query", "variables", "operationName"];

pub(super) async fn graphql(
    State(shared): State<Arc<Shared>>,
    Extension(faults): Extension<Faults>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let known = bearer(&headers).is_some_and(|token| shared.grants().admits(token, shared.now()));
    if !known || faults.on(Fault::TokenExpired) {
        return unauthorized();
    }
    let Ok(Value::Object(fields)) = serde_json::from_slice(&body) else {
        return (StatusCode::BAD_REQUEST, "Bad Request").into_response();
    };
    // The service does not find itself addressed by a body with anything else in it.
    if fields.keys().any(|name| !PARTS.contains(&name.as_str())) {
        return (StatusCode::NOT_FOUND, "Not Found").into_response();
    }
    let Some(request) = request(fields) else {
        return (StatusCode::BAD_REQUEST, "Bad Request").into_response();
    };
    let tenant = headers.get(TENANT).map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned());
    shared.asked().note(GraphQlRequest {
        at: shared.now(),
        query: request.query.clone(),
        variables: request.variables.clone(),
        tenant: tenant.clone(),
    });
    // A search looks through days of postings: not on the threads that answer other callers.
    let looked = tokio::task::spawn_blocking(move || answer(&shared, &faults, &request, tenant.as_deref())).await;
    match looked {
        Ok(answer) => Json(answer).into_response(),
        Err(error) => {
            tracing::error!(%error, "a search could not be answered");
            (StatusCode::INTERNAL_SERVER_ERROR, "Internal Server Error").into_response()
        }
    }
}

/// The token of the `Authorization` header.
fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

fn unauthorized() -> Response {
    let body = json!({
        "error": "invalid_token",
        "error_description": "The access token is missing, expired, revoked or not known",
    });
    (StatusCode::UNAUTHORIZED, [(header::WWW_AUTHENTICATE, "Bearer")], Json(body)).into_response()
}

fn request(mut fields: Map<String, Value>) -> Option<Request> {
    let mut part = |name: &str| fields.remove(name).unwrap_or_default();
    let Value::String(query) = part("query") else { return None };
    let variables = match part("variables") {
        Value::Object(variables) => variables,
        Value::Null => Map::new(),
        _ => return None,
    };
    let operation = match part("operationName") {
        Value::String(name) => Some(name),
        Value::Null => None,
        _ => return None,
    };
    Some(Request { query, variables, operation })
}

fn answer(shared: &Shared, faults: &Faults, request: &Request, tenant: Option<&str>) -> Value {
    let organization = match Organization::asking(tenant) {
        Ok(organization) => organization,
        Err(message) => {
            let extensions = json!({ "classification": "ExecutionAborted" });
            return json!({ "data": null, "errors": [{ "message": message, "extensions": extensions }] });
        }
    };
    let refusal = if faults.on(Fault::GraphQlError) {
        Some(Refusal::Exception)
    } else {
        faults.on(Fault::NoPermission).then_some(Refusal::NoPermission)
    };
    let looking = Looking { shared, faults };
    shared.graph.answer(request, refusal, &Root { postings: &looking, organization })
}

/// One request's look at the market, through its faults.
struct Looking<'a> {
    shared: &'a Shared,
    faults: &'a Faults,
}

impl Looking<'_> {
    fn skew(&self) -> SignedDuration {
        if self.faults.on(Fault::ClockSkew) { SKEW } else { SignedDuration::ZERO }
    }

    fn listed(&self) -> impl Iterator<Item = Posting> {
        marketplace::listed(self.shared, self.faults.hidden())
    }

    /// The page with its faults: they are those of lists, and of the edges in them.
    fn damage(&self, connection: &mut Value) {
        let Some(edges) = connection["edges"].as_array_mut() else { return };
        for fault in &self.faults.0 {
            match fault {
                Fault::Empty => edges.clear(),
                Fault::OutOfOrder => edges.sort_by_key(|edge| dice::of_text(&edge["node"]["id"].to_string())),
                Fault::DuplicateIds => *edges = edges.iter().enumerate().flat_map(with_duplicate).collect(),
                Fault::PartialData => edges.iter_mut().step_by(3).for_each(|edge| edge["node"] = Value::Null),
                _ => {}
            }
        }
    }
}

/// Every fifth edge twice, the second time with another title.
fn with_duplicate((index, edge): (usize, &Value)) -> impl Iterator<Item = Value> {
    let mut other = index.is_multiple_of(5).then(|| edge.clone());
    if let Some(other) = &mut other {
        other["node"]["title"] = json!(format!("{} (edited)", edge["node"]["title"].as_str().unwrap_or_default()));
    }
    std::iter::once(edge.clone()).chain(other)
}

impl Postings for Looking<'_> {
    fn search(&self, arguments: Value) -> Result<Value, String> {
        let arguments: Arguments = serde_json::from_value(arguments).map_err(|_| EXCEPTION)?;
        let page = Search::of(arguments, self.shared.options.loose_search)?.page(self.listed());
        let mut connection = page.connection(|posting| posting.node(self.skew()));
        self.damage(&mut connection);
        Ok(connection)
    }

    fn posting(&self, id: &str) -> Result<Value, String> {
        let found = self.listed().find(|posting| posting.id == id);
        found.map(|posting| posting.job_fields(self.skew())).ok_or_else(|| format!("Opening not found for uid='{id}'"))
    }
}
