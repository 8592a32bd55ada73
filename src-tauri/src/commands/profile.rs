//! The user's own profile.

use tauri::State;

use super::Answer;
use crate::dto::profile::{Profile, ProfileKey};
use crate::opening::Opening;

/// What the user says of themselves.
#[tauri::command]
#[specta::specta]
pub async fn profile(opening: State<'_, Opening>) -> Answer<Profile> {
    Ok(opening.engine().await?.profile().await?.into())
}

/// Says one part of it, in the user's own words; a blank text forgets the part.
#[tauri::command]
#[specta::specta]
pub async fn set_profile(opening: State<'_, Opening>, key: ProfileKey, value: String) -> Answer<Profile> {
    Ok(opening.engine().await?.set_profile(key.into(), &value).await?.into())
}
