//! Sources.

use tauri::State;

use super::Answer;
use crate::dto::sources::{NewSource, Source, TestReport};
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
