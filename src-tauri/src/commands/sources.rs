//! Sources.

use tauri::State;

use super::Answer;
use crate::dto::sources::{NewSource, Rotated, Rotation, RotationReason, Source, TestReport};
use crate::dto::{id, source};
use crate::opening::Opening;

/// Adds a source with the held key.
#[tauri::command]
#[specta::specta]
pub async fn add_source(opening: State<'_, Opening>, source: NewSource) -> Answer<Source> {
    let engine = opening.engine().await?;
    let added = engine.add_source(source.into()).await?;
    Ok(self::source(added, engine.vault_state().await))
}

/// Starts the sandbox and watches it.
#[tauri::command]
#[specta::specta]
pub async fn add_sandbox(opening: State<'_, Opening>) -> Answer<Source> {
    let engine = opening.engine().await?;
    Ok(source(engine.add_sandbox().await?, engine.vault_state().await))
}

/// All sources.
#[tauri::command]
#[specta::specta]
pub async fn sources(opening: State<'_, Opening>) -> Answer<Vec<Source>> {
    let engine = opening.engine().await?;
    let keyring = engine.vault_state().await;
    Ok(engine.sources().await?.into_iter().map(|one| source(one, keyring)).collect())
}

/// Tests a source's key.
#[tauri::command]
#[specta::specta]
pub async fn test_source(opening: State<'_, Opening>, id: String) -> Answer<TestReport> {
    Ok(opening.engine().await?.test_source(self::id(&id)?).await?.into())
}

/// Puts the held key in the place of a source's.
#[tauri::command]
#[specta::specta]
pub async fn replace_key(opening: State<'_, Opening>, id: String) -> Answer<Source> {
    let engine = opening.engine().await?;
    Ok(source(engine.replace_key(self::id(&id)?).await?, engine.vault_state().await))
}

/// Tests the held key and, if it is good, uses it in the place of a source's, which is kept beside it.
#[tauri::command]
#[specta::specta]
pub async fn rotate_key(opening: State<'_, Opening>, id: String, reason: RotationReason) -> Answer<Rotated> {
    Ok(opening.engine().await?.rotate_key(self::id(&id)?, reason.into()).await?.into())
}

/// Deletes the old key, once jobs came with the new one.
#[tauri::command]
#[specta::specta]
pub async fn confirm_rotation(opening: State<'_, Opening>, id: String) -> Answer<Rotation> {
    Ok(opening.engine().await?.confirm_rotation(self::id(&id)?).await?.into())
}

/// Takes the alarm about a source's key as answered.
#[tauri::command]
#[specta::specta]
pub async fn dismiss_key_alarm(opening: State<'_, Opening>, id: String) -> Answer<()> {
    Ok(opening.engine().await?.dismiss_key_alarm(self::id(&id)?).await?)
}

/// Switches watching of a source on or off.
#[tauri::command]
#[specta::specta]
pub async fn set_source_enabled(opening: State<'_, Opening>, id: String, enabled: bool) -> Answer<()> {
    Ok(opening.engine().await?.set_source_enabled(self::id(&id)?, enabled).await?)
}

/// Removes a source and its key.
#[tauri::command]
#[specta::specta]
pub async fn remove_source(opening: State<'_, Opening>, id: String) -> Answer<()> {
    Ok(opening.engine().await?.remove_source(self::id(&id)?).await?)
}
