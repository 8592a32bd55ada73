//! The two endpoints, `/jobs` in either dialect.

use std::sync::Arc;

use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};

use super::answer::{self, Envelope};
use super::fault::Faults;
use crate::ask::{Ask, LargeLimit};
use crate::dialect::Dialect;
use crate::listing::{Hidden, Seen};
use crate::recent::Answered;
use crate::search_url::Search;
use crate::shared::Shared;

pub(super) async fn health(State(shared): State<Arc<Shared>>) -> Response {
    Json(Envelope::healthy(shared.now())).into_response()
}

pub(super) async fn jobs(
    State(shared): State<Arc<Shared>>,
    Extension(faults): Extension<Faults>,
    RawQuery(query): RawQuery,
) -> Response {
    let query = query.unwrap_or_default();
    let large = if shared.options.refuse_large_limit { LargeLimit::Refused } else { LargeLimit::Clamped };
    let hidden = faults.hidden();
    let answered = match faults.dialect(shared.dialect()) {
        Dialect::Documented => documented(shared, &query, large, hidden).await,
        Dialect::SearchUrl => search_url(shared, query, large, hidden).await,
    };
    match answered {
        Ok(Answered { at, jobs }) => Json(Envelope::page(faults.damage_page(jobs), at)).into_response(),
        Err(refused) => refused,
    }
}

async fn documented(shared: Arc<Shared>, query: &str, large: LargeLimit, hidden: Hidden) -> Result<Answered, Response> {
    let bad = |bad: crate::ask::BadParameter| answer::refusal(StatusCode::BAD_REQUEST, &bad.to_string());
    let ask = Ask::parse(query, large).map_err(bad)?;
    let (now, retention) = (shared.now(), shared.keys().plan().retention());
    let jobs = look_through(move || shared.world.page(&ask, Seen { now, retention, hidden })).await?;
    Ok(Answered { at: now, jobs })
}

async fn search_url(
    shared: Arc<Shared>,
    query: String,
    large: LargeLimit,
    hidden: Hidden,
) -> Result<Answered, Response> {
    let search = Search::parse(&query, large).map_err(|details| answer::invalid(&details))?;
    let (now, retention) = (shared.now(), shared.keys().plan().retention());
    if let Some(answered) = shared.recent().find(&query, now) {
        return Ok(answered);
    }
    let looked = Arc::clone(&shared);
    let jobs = look_through(move || looked.world.search(&search, Seen { now, retention, hidden })).await?;
    let answered = Answered { at: now, jobs };
    shared.recent().keep(query, answered.clone());
    Ok(answered)
}

/// A narrow filter looks through months of postings: not on the threads that answer other callers.
async fn look_through<T: Send + 'static>(look: impl FnOnce() -> T + Send + 'static) -> Result<T, Response> {
    tokio::task::spawn_blocking(look).await.map_err(|error| {
        tracing::error!(%error, "a page could not be made");
        answer::refusal(StatusCode::INTERNAL_SERVER_ERROR, "Internal server error.")
    })
}
