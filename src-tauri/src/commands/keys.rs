//! A key on its way into the keyring. It comes in here and never goes out again.

use std::path::PathBuf;

use lapwing_engine::{Engine, KEY_VARIABLE};
use tauri::{AppHandle, State};
use tauri_plugin_dialog::DialogExt as _;

use super::Answer;
use crate::clipboard::SystemClipboard;
use crate::drops::DroppedFile;
use crate::dto::WireError;
use crate::dto::sources::{HeldKey, KeyringState, TestReport};
use crate::messages::{self, Message};
use crate::opening::Opening;

/// Whether keys can be kept.
#[tauri::command]
#[specta::specta]
pub async fn keyring_state(opening: State<'_, Opening>) -> Answer<KeyringState> {
    Ok(opening.engine().await?.vault_state().await.into())
}

/// Holds the key in the clipboard.
#[tauri::command]
#[specta::specta]
pub async fn paste_key(opening: State<'_, Opening>, clipboard: State<'_, SystemClipboard>) -> Answer<HeldKey> {
    let text = clipboard.read_key().map_err(|message| WireError::KeyMissing { message })?;
    let held = opening.engine().await?.hold_key(text.unwrap_or_default().as_str())?;
    Ok(HeldKey::told(held, true))
}

/// Holds a key that was typed.
#[tauri::command]
#[specta::specta]
pub async fn type_key(opening: State<'_, Opening>, text: String) -> Answer<HeldKey> {
    Ok(HeldKey::told(opening.engine().await?.hold_key(&text)?, false))
}

/// Holds the key the program was started with.
#[tauri::command]
#[specta::specta]
pub async fn key_from_environment(opening: State<'_, Opening>) -> Answer<HeldKey> {
    Ok(HeldKey::told(opening.engine().await?.hold_key_from_environment(KEY_VARIABLE)?, false))
}

/// Asks for a file and holds the key in it; null when nothing was chosen.
#[tauri::command]
#[specta::specta]
pub async fn key_from_file(app: AppHandle, opening: State<'_, Opening>) -> Answer<Option<HeldKey>> {
    let engine = opening.engine().await?;
    let (chosen, answer) = tokio::sync::oneshot::channel();
    let dialog = app.dialog().file().set_title(messages::text(Message::DialogKeyFile));
    dialog.pick_file(move |file| drop(chosen.send(file)));
    let Some(file) = answer.await.ok().flatten() else { return Ok(None) };
    let path = file.into_path().map_err(|error| WireError::Invalid {
        message: format!("That is no file of this computer: {error}. Choose another one."),
    })?;
    Ok(Some(hold_from(engine, path).await?))
}

/// Holds the key in the file that was dropped on the window last.
#[tauri::command]
#[specta::specta]
pub async fn key_from_drop(opening: State<'_, Opening>, dropped: State<'_, DroppedFile>) -> Answer<HeldKey> {
    let engine = opening.engine().await?;
    let path = dropped.take().ok_or_else(|| WireError::NotFound {
        message: "There is no dropped file any more. Drop it again.".to_owned(),
    })?;
    hold_from(engine, path).await
}

/// A file may lie on a disk that answers late, so nobody else waits for it.
async fn hold_from(engine: Engine, path: PathBuf) -> Answer<HeldKey> {
    let held = tokio::task::spawn_blocking(move || engine.hold_key_from_file(&path)).await;
    let held = held.map_err(|error| WireError::Invalid { message: format!("The file was not read: {error}.") })?;
    Ok(HeldKey::told(held?, false))
}

/// Empties the clipboard if it still holds the pasted key.
#[tauri::command]
#[specta::specta]
pub async fn clear_clipboard(clipboard: State<'_, SystemClipboard>) -> Answer<()> {
    clipboard.clear_key().map_err(|message| WireError::Invalid { message })
}

/// Forgets the held key.
#[tauri::command]
#[specta::specta]
pub async fn forget_key(opening: State<'_, Opening>) -> Answer<()> {
    opening.engine().await?.forget_key();
    Ok(())
}

/// Tests the held key against a service.
#[tauri::command]
#[specta::specta]
pub async fn test_held_key(opening: State<'_, Opening>, base_url: String) -> Answer<TestReport> {
    Ok(opening.engine().await?.test_held_key(&base_url).await?.into())
}
