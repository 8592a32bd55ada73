//! Watching.

use tauri::State;

use super::Answer;
use crate::dto::watching::{CheckReport, Delivery, Settings, Status};
use crate::opening::Opening;

/// How watching goes.
#[tauri::command]
#[specta::specta]
pub async fn status(opening: State<'_, Opening>) -> Answer<Status> {
    let engine = opening.engine().await?;
    Ok(Status::of(engine.status().await?, engine.matching()))
}

/// Stops matching stored jobs. What was found so far is kept.
#[tauri::command]
#[specta::specta]
pub async fn stop_matching(opening: State<'_, Opening>) -> Answer<()> {
    opening.engine().await?.stop_matching();
    Ok(())
}

/// Checks every source now.
#[tauri::command]
#[specta::specta]
pub async fn check_now(opening: State<'_, Opening>) -> Answer<CheckReport> {
    Ok(opening.engine().await?.check_now().await?.into())
}

/// Pauses or resumes watching.
#[tauri::command]
#[specta::specta]
pub async fn set_paused(opening: State<'_, Opening>, paused: bool) -> Answer<()> {
    Ok(opening.engine().await?.set_paused(paused).await?)
}

/// What can be set about watching.
#[tauri::command]
#[specta::specta]
pub async fn settings(opening: State<'_, Opening>) -> Answer<Settings> {
    Ok(opening.engine().await?.settings().await?.into())
}

/// Sets the minutes between rounds.
#[tauri::command]
#[specta::specta]
pub async fn set_interval_minutes(opening: State<'_, Opening>, minutes: u32) -> Answer<()> {
    Ok(opening.engine().await?.set_interval_minutes(minutes).await?)
}

/// Shows the test notification.
#[tauri::command]
#[specta::specta]
pub async fn test_notification(opening: State<'_, Opening>) -> Answer<Delivery> {
    Ok(opening.engine().await?.test_notification().await.into())
}
