//! Own texts, and what of a job can be taken along.

use lapwing_domain::{markdown, snippet};
use tauri::State;

use super::Answer;
use crate::clipboard::SystemClipboard;
use crate::dto::jobs::Change;
use crate::dto::marks::{FilledSnippet, Snippet};
use crate::dto::{WireError, id};
use crate::links;
use crate::opening::Opening;

/// Own texts to copy into a proposal.
#[tauri::command]
#[specta::specta]
pub async fn snippets(opening: State<'_, Opening>) -> Answer<Vec<Snippet>> {
    let snippets = opening.engine().await?.snippets().await?;
    Ok(snippets.into_iter().map(Into::into).collect())
}

/// Adds a snippet, or changes one.
#[tauri::command]
#[specta::specta]
pub async fn save_snippet(
    opening: State<'_, Opening>,
    id: Option<String>,
    name: String,
    text: String,
) -> Answer<Snippet> {
    let id = id.as_deref().map(self::id).transpose()?;
    Ok(opening.engine().await?.save_snippet(id, name, text).await?.into())
}

/// Removes a snippet.
#[tauri::command]
#[specta::specta]
pub async fn remove_snippet(opening: State<'_, Opening>, id: String) -> Answer<Change> {
    Ok(opening.engine().await?.remove_snippet(self::id(&id)?).await?.into())
}

/// A snippet with its placeholders filled from a job.
#[tauri::command]
#[specta::specta]
pub async fn fill_snippet(opening: State<'_, Opening>, id: String, job: String) -> Answer<FilledSnippet> {
    let engine = opening.engine().await?;
    let own = engine.snippet(self::id(&id)?).await?;
    let job = engine.job_for_copy(self::id(&job)?).await?;
    Ok(snippet::fill(&own.text, &job, Some(&engine.profile().await?)).into())
}

/// Puts a job into the clipboard, as Markdown.
#[tauri::command]
#[specta::specta]
pub async fn copy_job(opening: State<'_, Opening>, clipboard: State<'_, SystemClipboard>, id: String) -> Answer<()> {
    let job = opening.engine().await?.job_for_copy(self::id(&id)?).await?;
    clipboard.write(markdown::markdown(&job)).map_err(|message| WireError::Invalid { message })
}

/// Opens a link of a job's description or note in the browser.
#[tauri::command]
#[specta::specta]
pub async fn open_link(opening: State<'_, Opening>, id: String, address: String) -> Answer<()> {
    let engine = opening.engine().await?;
    links::open(engine.link_of(self::id(&id)?, &address).await?).await
}
