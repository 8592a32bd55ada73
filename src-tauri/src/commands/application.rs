//! The application: its first state, what the window keeps, copying and opening addresses.

use tauri::{AppHandle, State};

use super::Answer;
use crate::clipboard::SystemClipboard;
use crate::dto::WireError;
use crate::dto::application::{AppState, FixedAddress, Place, Preferences, WizardProgress};
use crate::farewell::Farewell;
use crate::opening::Opening;
use crate::preferences::WindowPreferences;
use crate::{farewell, links, window};

/// What the window needs to know before it can show anything.
#[tauri::command]
#[specta::specta]
pub async fn app_state(opening: State<'_, Opening>, kept: State<'_, WindowPreferences>) -> Answer<AppState> {
    let seen_by_its_user = |engine: lapwing_engine::Engine| async move {
        engine.note_window_opened().await?;
        engine.sources().await
    };
    let sources = opening.with(seen_by_its_user).await;
    let wizard = kept.wizard();
    // Somebody who set everything up on the command line needs no wizard; somebody in the middle of it does.
    let set_up_elsewhere = wizard.is_none() && sources.as_ref().is_ok_and(|sources| !sources.is_empty());
    Ok(AppState {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        setup_done: kept.setup_done() || set_up_elsewhere,
        wizard,
        preferences: kept.looks(),
        place: kept.place(),
        storage: sources.err().map(|error| error.message().to_owned()),
    })
}

/// Keeps where the wizard is.
#[tauri::command(async)]
#[specta::specta]
pub fn save_wizard(kept: State<'_, WindowPreferences>, progress: WizardProgress) -> Answer<()> {
    Ok(kept.set_wizard(&progress)?)
}

/// Ends the wizard.
#[tauri::command(async)]
#[specta::specta]
pub fn finish_setup(kept: State<'_, WindowPreferences>) -> Answer<()> {
    Ok(kept.finish_setup()?)
}

/// Keeps theme and density; the window follows.
#[tauri::command(async)]
#[specta::specta]
pub fn set_preferences(app: AppHandle, kept: State<'_, WindowPreferences>, preferences: Preferences) -> Answer<()> {
    window::follow(&app, preferences.theme);
    Ok(kept.set_looks(&preferences)?)
}

/// Keeps what the window shows.
#[tauri::command(async)]
#[specta::specta]
pub fn save_place(kept: State<'_, WindowPreferences>, place: Place) -> Answer<()> {
    Ok(kept.set_place(&place)?)
}

/// Puts a text into the clipboard.
#[tauri::command]
#[specta::specta]
pub async fn copy_text(clipboard: State<'_, SystemClipboard>, text: String) -> Answer<()> {
    clipboard.write(text).map_err(|message| WireError::Invalid { message })
}

/// Opens one of the fixed addresses.
#[tauri::command]
#[specta::specta]
pub async fn open_address(which: FixedAddress) -> Answer<()> {
    links::open(links::fixed(which)).await
}

/// Opens the system's print dialog for what the window shows.
#[tauri::command]
#[specta::specta]
pub async fn print_page(app: AppHandle) -> Answer<()> {
    window::print(&app);
    Ok(())
}

/// Ends the program, as Quit in the tray does.
#[tauri::command]
#[specta::specta]
pub async fn quit(app: AppHandle) -> Answer<()> {
    farewell::quit(&app).await;
    Ok(())
}

/// The answer to `Leaving`: what was written is saved, `all` of it or not.
#[tauri::command]
#[specta::specta]
pub async fn saved_all(farewell: State<'_, Farewell>, all: bool) -> Answer<()> {
    farewell.saved(all);
    Ok(())
}
