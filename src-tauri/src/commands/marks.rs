//! What the user keeps beside jobs, and the steps that can be taken back.

use lapwing_engine::Offer;
use tauri::State;

use super::Answer;
use crate::dto::jobs::Change;
use crate::dto::marks::{ApplicationInput, DismissReason, Step};
use crate::dto::{Instant, id, ids};
use crate::opening::Opening;

/// Steps that are told of.
const STEPS: u32 = 50;

/// Says why dismissed jobs were dismissed.
#[tauri::command]
#[specta::specta]
pub async fn set_reason(
    opening: State<'_, Opening>,
    ids: Vec<String>,
    reason: Option<DismissReason>,
) -> Answer<Change> {
    Ok(opening.engine().await?.set_reason(self::ids(&ids)?, reason.map(Into::into)).await?.into())
}

/// Marks jobs with a star, or takes it away.
#[tauri::command]
#[specta::specta]
pub async fn set_star(opening: State<'_, Opening>, ids: Vec<String>, on: bool) -> Answer<Change> {
    Ok(opening.engine().await?.set_star(self::ids(&ids)?, on).await?.into())
}

/// Writes the note of a job; a blank one removes it.
#[tauri::command]
#[specta::specta]
pub async fn set_note(opening: State<'_, Opening>, id: String, text: String) -> Answer<Change> {
    Ok(opening.engine().await?.set_note(self::id(&id)?, &text).await?.into())
}

/// Adds labels to jobs and takes labels away.
#[tauri::command]
#[specta::specta]
pub async fn set_labels(
    opening: State<'_, Opening>,
    ids: Vec<String>,
    add: Vec<String>,
    remove: Vec<String>,
) -> Answer<Change> {
    Ok(opening.engine().await?.set_labels(self::ids(&ids)?, &add, &remove).await?.into())
}

/// All labels in use.
#[tauri::command]
#[specta::specta]
pub async fn labels(opening: State<'_, Opening>) -> Answer<Vec<String>> {
    Ok(opening.engine().await?.labels().await?)
}

/// Sets when to be reminded of jobs; null forgets it.
#[tauri::command]
#[specta::specta]
pub async fn set_follow_up(opening: State<'_, Opening>, ids: Vec<String>, at: Option<Instant>) -> Answer<Change> {
    let at = at.as_ref().map(Instant::read).transpose()?;
    Ok(opening.engine().await?.set_follow_up(self::ids(&ids)?, at).await?.into())
}

/// Notes what was offered for a job; null forgets it.
#[tauri::command]
#[specta::specta]
pub async fn set_application(
    opening: State<'_, Opening>,
    id: String,
    application: Option<ApplicationInput>,
) -> Answer<Change> {
    let offer = application.map(Offer::try_from).transpose()?;
    Ok(opening.engine().await?.set_application(self::id(&id)?, offer).await?.into())
}

/// Writes the note about the client of a job; a blank one removes it.
#[tauri::command]
#[specta::specta]
pub async fn set_client_note(opening: State<'_, Opening>, id: String, text: String) -> Answer<Change> {
    Ok(opening.engine().await?.set_client_note(self::id(&id)?, &text).await?.into())
}

/// The latest steps that can be taken back, latest first.
#[tauri::command]
#[specta::specta]
pub async fn steps(opening: State<'_, Opening>) -> Answer<Vec<Step>> {
    let steps = opening.engine().await?.steps(STEPS).await?;
    Ok(steps.into_iter().map(Into::into).collect())
}
