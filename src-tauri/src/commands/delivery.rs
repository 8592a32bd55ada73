//! Rules of notifications, snooze and mutes.

use std::num::NonZeroU32;

use jiff::SignedDuration;
use lapwing_engine::MuteId;
use tauri::State;

use super::Answer;
use crate::dto::delivery::{DeliveryRules, DeliveryState};
use crate::dto::jobs::Change;
use crate::dto::{WireError, id};
use crate::opening::Opening;

/// How notifications stand.
#[tauri::command]
#[specta::specta]
pub async fn delivery(opening: State<'_, Opening>) -> Answer<DeliveryState> {
    let engine = opening.engine().await?;
    Ok(DeliveryState {
        rules: engine.delivery_rules().await?.into(),
        snoozed_until: engine.snoozed_until().await?.map(Into::into),
        mutes: engine.mutes().await?.into_iter().map(Into::into).collect(),
    })
}

/// Sets what holds for all notifications.
#[tauri::command]
#[specta::specta]
pub async fn set_delivery_rules(opening: State<'_, Opening>, rules: DeliveryRules) -> Answer<()> {
    Ok(opening.engine().await?.set_delivery_rules(rules.read()?).await?)
}

/// Shows no notification for so many minutes; null ends that.
#[tauri::command]
#[specta::specta]
pub async fn snooze(opening: State<'_, Opening>, minutes: Option<u32>) -> Answer<()> {
    let engine = opening.engine().await?;
    match minutes {
        Some(minutes) => engine.snooze_for(SignedDuration::from_mins(i64::from(minutes))).await?,
        None => engine.snooze(None).await?,
    }
    Ok(())
}

/// Mutes a word or phrase for some days.
#[tauri::command]
#[specta::specta]
pub async fn mute_word(opening: State<'_, Opening>, word: String, days: u32) -> Answer<Change> {
    Ok(opening.engine().await?.mute_word(&word, checked(days)?).await?.into())
}

/// Mutes the client of a job for some days.
#[tauri::command]
#[specta::specta]
pub async fn mute_client(opening: State<'_, Opening>, job: String, days: u32) -> Answer<Change> {
    Ok(opening.engine().await?.mute_client_of(id(&job)?, checked(days)?).await?.into())
}

/// Ends a mute before its time.
#[tauri::command]
#[specta::specta]
pub async fn unmute(opening: State<'_, Opening>, mute: String) -> Answer<()> {
    Ok(opening.engine().await?.unmute(MuteId(id(&mute)?)).await?)
}

fn checked(days: u32) -> Result<NonZeroU32, WireError> {
    NonZeroU32::new(days).ok_or_else(|| WireError::Invalid { message: "Mute it for one day at least.".to_owned() })
}
