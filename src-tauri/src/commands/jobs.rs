//! Jobs and what is done with them.

use lapwing_engine::{Cursor, UndoToken};
use tauri::State;

use super::Answer;
use crate::dto::detail::JobDetail;
use crate::dto::jobs::{Change, Counts, JobState, JobsPage, JobsRequest, Undone};
use crate::dto::marks::DismissReason;
use crate::dto::{WireError, id, ids};
use crate::links;
use crate::opening::Opening;

/// Most rows of a page, whatever is asked.
const MOST_ROWS: u32 = 200;

/// A page of a list.
#[tauri::command]
#[specta::specta]
pub async fn jobs(opening: State<'_, Opening>, request: JobsRequest) -> Answer<JobsPage> {
    let engine = opening.engine().await?;
    let limit = request.limit.clamp(1, MOST_ROWS);
    let cursor = request.cursor.as_deref().map(str::parse::<Cursor>).transpose().map_err(|_| stale())?;
    let sort = request.sort.into();
    Ok(engine.jobs(request.view.try_into()?, &request.text, sort, cursor, limit).await?.into())
}

/// The ids of a whole list, so that all of it can be chosen.
#[tauri::command]
#[specta::specta]
pub async fn job_ids(opening: State<'_, Opening>, request: JobsRequest) -> Answer<Vec<String>> {
    let engine = opening.engine().await?;
    let keys = engine.job_ids(request.view.try_into()?, &request.text, request.sort.into()).await?;
    Ok(keys.iter().map(ToString::to_string).collect())
}

fn stale() -> WireError {
    WireError::NotFound { message: "The list changed meanwhile. Load it again.".to_owned() }
}

/// A job in full.
#[tauri::command]
#[specta::specta]
pub async fn job(opening: State<'_, Opening>, id: String) -> Answer<JobDetail> {
    Ok(opening.engine().await?.job(self::id(&id)?).await?.into())
}

/// Numbers beside the views.
#[tauri::command]
#[specta::specta]
pub async fn counts(opening: State<'_, Opening>) -> Answer<Counts> {
    Ok(opening.engine().await?.counts().await?.into())
}

/// Gives jobs a state; dismissed ones for a reason, where one is given.
#[tauri::command]
#[specta::specta]
pub async fn set_job_state(
    opening: State<'_, Opening>,
    ids: Vec<String>,
    state: JobState,
    reason: Option<DismissReason>,
) -> Answer<Change> {
    let keys = self::ids(&ids)?;
    Ok(opening.engine().await?.set_state(keys, state.into(), reason.map(Into::into)).await?.into())
}

/// Notes that a job was looked at.
#[tauri::command]
#[specta::specta]
pub async fn mark_seen(opening: State<'_, Opening>, id: String) -> Answer<()> {
    Ok(opening.engine().await?.mark_seen(self::id(&id)?).await?)
}

/// Takes a change back.
#[tauri::command]
#[specta::specta]
pub async fn undo(opening: State<'_, Opening>, token: String) -> Answer<Undone> {
    let token: UndoToken = token.parse()?;
    Ok(Undone { undone: opening.engine().await?.undo(token).await? })
}

/// Opens a job's address in the browser, after the engine has checked it.
#[tauri::command]
#[specta::specta]
pub async fn open_job(opening: State<'_, Opening>, id: String) -> Answer<()> {
    links::open(opening.engine().await?.job_address(self::id(&id)?).await?).await
}
