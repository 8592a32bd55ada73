//! Saved searches and queries.

use lapwing_domain::link;
use lapwing_domain::search::{Priority, Scope};
use lapwing_domain::{SavedSearch, SearchId};
use lapwing_engine::{Engine, NewSearch, query};
use tauri::State;

use super::Answer;
use crate::dto::jobs::Change;
use crate::dto::searches::{LinkQuery, Preview, QueryCheck, Search, SearchInput};
use crate::dto::{WireError, id};
use crate::opening::Opening;

/// All searches.
#[tauri::command]
#[specta::specta]
pub async fn searches(opening: State<'_, Opening>) -> Answer<Vec<Search>> {
    let engine = opening.engine().await?;
    let official = engine.marketplace_ids().await?;
    Ok(engine.searches().await?.into_iter().map(|counted| Search::of(counted, &official)).collect())
}

/// Adds a search.
#[tauri::command]
#[specta::specta]
pub async fn add_search(opening: State<'_, Opening>, search: SearchInput) -> Answer<Search> {
    let engine = opening.engine().await?;
    let scope = scope(search.sources.as_deref())?.unwrap_or(Scope::All);
    let SearchInput { name, query, notify, digest, breaks_quiet, background, .. } = search;
    let (notify, digest, priority) = (notify.into(), digest.read()?, Priority::Normal);
    let new = NewSearch { name, query, scope, notify, digest, breaks_quiet, background, priority };
    let added = engine.add_search(new).await?;
    counted(&engine, added.id).await
}

/// Changes a search. What the window does not show of it stays.
#[tauri::command]
#[specta::specta]
pub async fn edit_search(opening: State<'_, Opening>, id: String, search: SearchInput) -> Answer<Search> {
    let engine = opening.engine().await?;
    let old = engine.search(self::id(&id)?).await?;
    let SavedSearch { id, priority, .. } = old;
    let scope = scope(search.sources.as_deref())?.unwrap_or(old.scope);
    let SearchInput { name, query, notify, digest, breaks_quiet, background, .. } = search;
    let (notify, digest) = (notify.into(), digest.read()?);
    let new = NewSearch { name, query, scope, notify, digest, breaks_quiet, background, priority };
    let edited = engine.edit_search(id, new).await?;
    counted(&engine, edited.id).await
}

/// Pauses or resumes a search.
#[tauri::command]
#[specta::specta]
pub async fn pause_search(opening: State<'_, Opening>, id: String, paused: bool) -> Answer<()> {
    Ok(opening.engine().await?.pause_search(self::id(&id)?, paused).await?)
}

/// Puts a search before another one, or last.
#[tauri::command]
#[specta::specta]
pub async fn move_search(opening: State<'_, Opening>, id: String, before: Option<String>) -> Answer<()> {
    let before = before.as_deref().map(self::id).transpose()?;
    Ok(opening.engine().await?.move_search(self::id(&id)?, before).await?)
}

/// Removes a search.
#[tauri::command]
#[specta::specta]
pub async fn remove_search(opening: State<'_, Opening>, id: String) -> Answer<Change> {
    Ok(opening.engine().await?.remove_search(self::id(&id)?).await?.into())
}

/// What is to be said of a query.
#[tauri::command(async)]
#[specta::specta]
pub fn check_query(query: String) -> QueryCheck {
    query::check_query(&query).into()
}

/// What a query would match among the stored jobs.
#[tauri::command]
#[specta::specta]
pub async fn preview_query(opening: State<'_, Opening>, query: String) -> Answer<Preview> {
    let check = QueryCheck::from(query::check_query(&query));
    let engine = opening.engine().await?;
    if !check.ok {
        return Ok(Preview::refused(check, engine.counts().await?.all));
    }
    Ok(Preview::found(check, engine.preview(&query).await?))
}

/// Makes a query of the link of the marketplace's job search.
#[tauri::command(async)]
#[specta::specta]
pub fn read_link(url: String) -> Answer<LinkQuery> {
    Ok(link::read_link(&url)?.into())
}

async fn counted(engine: &Engine, id: SearchId) -> Answer<Search> {
    let all = engine.searches().await?;
    let found = all.into_iter().find(|counted| counted.search.id == id);
    let gone = || WireError::NotFound { message: "The search was removed meanwhile.".to_owned() };
    let official = engine.marketplace_ids().await?;
    found.map(|counted| Search::of(counted, &official)).ok_or_else(gone)
}

/// Reads which sources a search names.
fn scope(ids: Option<&[String]>) -> Answer<Option<Scope>> {
    match ids {
        None => Ok(None),
        Some([]) => Ok(Some(Scope::All)),
        Some(ids) => Ok(Some(Scope::Only(ids.iter().map(|one| id(one)).collect::<Answer<_>>()?))),
    }
}
