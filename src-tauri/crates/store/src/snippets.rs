//! The user's own texts, to be copied into proposals.

use jiff::Timestamp;
use lapwing_domain::SnippetId;
use rusqlite::{OptionalExtension as _, Row};

use crate::failure::{Failure, one_row};
use crate::names::{self, Named};
use crate::row::millis;
use crate::{Store, StoreError};

/// A text with placeholders.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snippet {
    /// Its row.
    pub id: SnippetId,
    /// Name, unique among snippets whatever its case.
    pub name: String,
    /// The text as it was written.
    pub text: String,
}

impl Store {
    /// All snippets, in the order they were added in.
    pub async fn snippets(&self) -> Result<Vec<Snippet>, StoreError> {
        self.read("reading the snippets", |tx| {
            let mut statement =
                tx.prepare_cached("SELECT id, name, text FROM snippets WHERE removed_at IS NULL ORDER BY position")?;
            let snippets = statement.query_map([], read_snippet)?.collect::<Result<_, _>>()?;
            Ok(snippets)
        })
        .await
    }

    /// One snippet; `None` also when it was removed.
    pub async fn snippet(&self, id: SnippetId) -> Result<Option<Snippet>, StoreError> {
        self.read("reading a snippet", move |tx| {
            let mut statement =
                tx.prepare_cached("SELECT id, name, text FROM snippets WHERE id = ?1 AND removed_at IS NULL")?;
            Ok(statement.query_row([id.0], read_snippet).optional()?)
        })
        .await
    }

    /// Adds a snippet. [`StoreError::NameTaken`] when the name is in use.
    pub async fn add_snippet(&self, name: &str, text: &str) -> Result<Snippet, StoreError> {
        let (name, text) = (name.to_owned(), text.to_owned());
        self.write("adding a snippet", move |tx| {
            names::refuse_taken(tx, Named::Snippets, &name, None)?;
            let mut statement = tx.prepare_cached(
                "INSERT INTO snippets (name, text, position) \
                 VALUES (?1, ?2, (SELECT coalesce(max(position), 0) + 1 FROM snippets))",
            )?;
            let id = SnippetId(statement.insert((&name, &text))?);
            Ok(Snippet { id, name, text })
        })
        .await
    }

    /// Replaces name and text. [`StoreError::NameTaken`] when the name is in use.
    pub async fn edit_snippet(&self, snippet: Snippet) -> Result<(), StoreError> {
        self.write("changing a snippet", move |tx| {
            let Snippet { id, name, text } = snippet;
            names::refuse_taken(tx, Named::Snippets, &name, Some(id.0))?;
            let mut statement =
                tx.prepare_cached("UPDATE snippets SET name = ?2, text = ?3 WHERE id = ?1 AND removed_at IS NULL")?;
            one_row(statement.execute((id.0, name, text))?, "snippet")
        })
        .await
    }

    /// Removes a snippet from sight; [`Store::restore_snippet`] brings it back. The name is free again.
    pub async fn remove_snippet(&self, id: SnippetId, now: Timestamp) -> Result<(), StoreError> {
        self.write("removing a snippet", move |tx| {
            let mut statement =
                tx.prepare_cached("UPDATE snippets SET removed_at = ?2 WHERE id = ?1 AND removed_at IS NULL")?;
            one_row(statement.execute((id.0, millis(now)))?, "snippet")
        })
        .await
    }

    /// Brings a removed snippet back to its place; whether it was away. [`StoreError::NameTaken`] when another one has its
    /// name by now.
    pub async fn restore_snippet(&self, id: SnippetId) -> Result<bool, StoreError> {
        self.write("bringing a snippet back", move |tx| {
            let name: Option<String> = tx
                .prepare_cached("SELECT name FROM snippets WHERE id = ?1")?
                .query_row([id.0], |row| row.get(0))
                .optional()?;
            names::refuse_taken(tx, Named::Snippets, &name.ok_or(Failure::NotFound("snippet"))?, Some(id.0))?;
            let mut statement =
                tx.prepare_cached("UPDATE snippets SET removed_at = NULL WHERE id = ?1 AND removed_at IS NOT NULL")?;
            Ok(statement.execute([id.0])? > 0)
        })
        .await
    }
}

fn read_snippet(row: &Row<'_>) -> rusqlite::Result<Snippet> {
    Ok(Snippet { id: SnippetId(row.get(0)?), name: row.get(1)?, text: row.get(2)? })
}
