//! The two endpoints, in the documented dialect.

use std::sync::Arc;

use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};

use super::answer::{self, Envelope};
use super::fault::Faults;
use crate::ask::{Ask, LargeLimit};
use crate::shared::Shared;

pub(super) async fn health(State(shared): State<Arc<Shared>>) -> Response {
    Json(Envelope::healthy(shared.now())).into_response()
}

pub(super) async fn jobs(
    State(shared): State<Arc<Shared>>,
    Extension(faults): Extension<Faults>,
    RawQuery(query): RawQuery,
) -> Response {
    let large = if shared.options.refuse_large_limit { LargeLimit::Refused } else { LargeLimit::Clamped };
    let ask = match Ask::parse(query.as_deref().unwrap_or_default(), large) {
        Ok(ask) => ask,
        Err(bad) => return answer::refusal(StatusCode::BAD_REQUEST, &bad.to_string()),
    };
    let now = shared.now();
    let plan = shared.keys().plan();
    // A narrow filter looks through months of postings: not on the threads that answer other callers.
    let listed = tokio::task::spawn_blocking(move || shared.world.page(&ask, now, plan.retention())).await;
    match listed {
        Ok(jobs) => Json(Envelope::page(faults.damage_page(jobs), now)).into_response(),
        Err(error) => {
            tracing::error!(%error, "a page could not be made");
            answer::refusal(StatusCode::INTERNAL_SERVER_ERROR, "Internal server error.")
        }
    }
}
