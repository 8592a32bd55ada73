//! Sources of the marketplace API.

use lapwing_engine::{CALLBACK_PORT, callback_address, compose_key_request as compose};
use tauri::State;

use super::Answer;
use crate::dto::application::FixedAddress;
use crate::dto::marketplace::{
    AuthorizationStep, ContentRules, KeyRequestAnswers, KeyRequestText, MarketplaceDefaults, NewMarketplaceSource,
    Organization,
};
use crate::dto::sources::Source;
use crate::dto::{id, source};
use crate::links;
use crate::opening::Opening;

/// Adds a source with the held client secret.
#[tauri::command]
#[specta::specta]
pub async fn add_marketplace_source(opening: State<'_, Opening>, source: NewMarketplaceSource) -> Answer<Source> {
    let engine = opening.engine().await?;
    let added = engine.add_marketplace_source(source.into()).await?;
    Ok(self::source(added, engine.vault_state().await))
}

/// Opens the browser to authorize a source, and listens for what it brings. Where no browser opens, the address can be
/// copied; where nothing listens here, no browser is opened, since it would bring the code to whoever does.
#[tauri::command]
#[specta::specta]
pub async fn begin_authorization(opening: State<'_, Opening>, id: String) -> Answer<AuthorizationStep> {
    let step = opening.engine().await?.begin_authorization(self::id(&id)?).await?;
    let address = step.address.clone();
    let mut step = AuthorizationStep::from(step);
    if step.problem.is_none() && links::open(address).await.is_err() {
        step.problem = Some("No browser could be opened. Copy the address into one.".to_owned());
    }
    Ok(step)
}

/// Where a source's authorization stands; null when none was begun.
#[tauri::command]
#[specta::specta]
pub async fn authorization_step(opening: State<'_, Opening>, id: String) -> Answer<Option<AuthorizationStep>> {
    Ok(opening.engine().await?.authorization_step(self::id(&id)?).map(Into::into))
}

/// Takes the code, or the whole callback address, as it was copied from the browser.
#[tauri::command]
#[specta::specta]
pub async fn paste_authorization(opening: State<'_, Opening>, id: String, text: String) -> Answer<AuthorizationStep> {
    Ok(opening.engine().await?.paste_authorization(self::id(&id)?, &text).await?.into())
}

/// Ends an authorization that is under way.
#[tauri::command]
#[specta::specta]
pub async fn cancel_authorization(opening: State<'_, Opening>, id: String) -> Answer<()> {
    opening.engine().await?.cancel_authorization(self::id(&id)?);
    Ok(())
}

/// The organizations in whose context a source can ask.
#[tauri::command]
#[specta::specta]
pub async fn organizations(opening: State<'_, Opening>, id: String) -> Answer<Vec<Organization>> {
    let known = opening.engine().await?.organizations(self::id(&id)?).await?;
    Ok(known.into_iter().map(|one| Organization { id: one.id, name: one.title }).collect())
}

/// Chooses one; null is the one its user is logged in with.
#[tauri::command]
#[specta::specta]
pub async fn set_organization(opening: State<'_, Opening>, id: String, organization_id: Option<String>) -> Answer<()> {
    Ok(opening.engine().await?.set_organization(self::id(&id)?, organization_id.as_deref()).await?)
}

/// Title and description for the form in which a key is requested.
#[tauri::command]
#[specta::specta]
pub fn compose_key_request(answers: KeyRequestAnswers) -> KeyRequestText {
    match compose(&answers.into()) {
        Ok(request) => KeyRequestText { title: request.title, description: request.description, problem: None },
        Err(bad) => KeyRequestText { title: String::new(), description: String::new(), problem: Some(bad.to_string()) },
    }
}

/// What the wizard begins with.
#[tauri::command]
#[specta::specta]
pub fn marketplace_defaults() -> MarketplaceDefaults {
    MarketplaceDefaults {
        callback_port: CALLBACK_PORT,
        callback: callback_address(CALLBACK_PORT),
        least_interval_minutes: u32::try_from(lapwing_engine::domain::plan::LEAST_INTERVAL.as_mins()).unwrap_or(15),
        apply_url: links::fixed(FixedAddress::KeyApplication),
    }
}

/// Turns background watching of a search on or off.
#[tauri::command]
#[specta::specta]
pub async fn set_background(opening: State<'_, Opening>, search_id: String, on: bool) -> Answer<()> {
    opening.engine().await?.set_background(id(&search_id)?, on).await?;
    Ok(())
}

/// What stays of jobs whose content is erased.
#[tauri::command]
#[specta::specta]
pub async fn content_rules(opening: State<'_, Opening>) -> Answer<ContentRules> {
    Ok(opening.engine().await?.content_rules().await?.into())
}

/// Sets what stays.
#[tauri::command]
#[specta::specta]
pub async fn set_content_rules(opening: State<'_, Opening>, rules: ContentRules) -> Answer<()> {
    Ok(opening.engine().await?.set_content_rules(rules.into()).await?)
}
