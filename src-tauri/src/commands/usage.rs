//! What calls were spent on, what is planned, and who was contacted: the same as the command line tells.

use tauri::State;

use super::Answer;
use crate::dto::usage::{ContactedHost, PlannedSource, Usage};
use crate::opening::Opening;

/// What this month's calls were spent on, and how long the rest lasts.
#[tauri::command]
#[specta::specta]
pub async fn usage(opening: State<'_, Opening>) -> Answer<Usage> {
    Ok(opening.engine().await?.usage(None).await?.into())
}

/// What each source that is watched is asked, how often and why.
#[tauri::command]
#[specta::specta]
pub async fn watch_plan(opening: State<'_, Opening>) -> Answer<Vec<PlannedSource>> {
    Ok(opening.engine().await?.plan().await?.into_iter().map(Into::into).collect())
}

/// Every server ever contacted.
#[tauri::command]
#[specta::specta]
pub async fn contacted_hosts(opening: State<'_, Opening>) -> Answer<Vec<ContactedHost>> {
    Ok(opening.engine().await?.contacted_hosts().await?.into_iter().map(Into::into).collect())
}
