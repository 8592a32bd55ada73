//! Own texts that are copied into proposals, and what of a job may be taken along.

use lapwing_domain::{Content, Job, JobKey, SnippetId, links, snippet};
use lapwing_store::Snippet;

use crate::ports::Result;
use crate::sources::taken;
use crate::undo::{Undo, UndoToken};
use crate::{Engine, EngineError};

impl Engine {
    /// All snippets, in the order they were added in.
    pub async fn snippets(&self) -> Result<Vec<Snippet>> {
        Ok(self.store().snippets().await?)
    }

    /// One snippet.
    pub async fn snippet(&self, id: SnippetId) -> Result<Snippet> {
        let not_found = || EngineError::NotFound { kind: "snippet", name: id.to_string() };
        self.store().snippet(id).await?.ok_or_else(not_found)
    }

    /// Adds a snippet, or replaces name and text of one. Upper and lower case of names make no difference.
    pub async fn save_snippet(&self, id: Option<SnippetId>, name: String, text: String) -> Result<Snippet> {
        let bad = |bad: snippet::BadSnippet| EngineError::Invalid(bad.to_string());
        let (name, text) = (snippet::name(&name).map_err(bad)?, snippet::text(&text).map_err(bad)?);
        let in_use = |failure| taken("snippet", failure);
        let Some(id) = id else { return self.store().add_snippet(&name, &text).await.map_err(in_use) };
        let snippet = Snippet { id, name, text };
        self.store().edit_snippet(snippet.clone()).await.map_err(in_use)?;
        Ok(snippet)
    }

    /// Removes a snippet; the token brings it back.
    pub async fn remove_snippet(&self, id: SnippetId) -> Result<Undo> {
        self.store().remove_snippet(id, self.now()).await?;
        Ok(Undo { token: UndoToken::Snippet(id), changed: 1 })
    }

    /// A job to be taken along: into the clipboard, or into a snippet's placeholders. Never one whose content is lent.
    pub async fn job_for_copy(&self, key: JobKey) -> Result<Job> {
        let not_found = || EngineError::NotFound { kind: "job", name: key.to_string() };
        match self.store().job(key).await?.ok_or_else(not_found)?.job {
            Content::Kept(job) => Ok(job),
            Content::Ephemeral(_) => Err(EngineError::Invalid(
                "This posting may be shown and not be copied: its service lends it for a day. Open it there instead."
                    .to_owned(),
            )),
        }
    }

    /// An address that a browser may open, if it is a link in a job's description or in the user's note beside it.
    #[expect(clippy::disallowed_methods, reason = "only a link that its user chose leaves, for the browser")]
    pub async fn link_of(&self, key: JobKey, address: &str) -> Result<String> {
        let not_found = || EngineError::NotFound { kind: "job", name: key.to_string() };
        let full = self.store().job(key).await?.ok_or_else(not_found)?;
        let refused = || {
            let why = "This link is not opened: it is not in the job's text, or it leads into a private network.";
            EngineError::Invalid(why.to_owned())
        };
        // As links are found in texts, so that the two compare.
        let wanted = links::address(address).ok_or_else(refused)?;
        let in_text = || links::links(&full.job.show().description).into_iter().any(|link| link.address == wanted);
        let in_note = || links::in_markdown(&full.marks.note).any(|link| link == wanted);
        if in_text() || in_note() { Ok(wanted) } else { Err(refused()) }
    }
}
