//! The steps that can be taken back, told as what they did.

use jiff::Timestamp;
use lapwing_domain::triage::State;
use lapwing_domain::{JobKey, SearchId, SnippetId};
use rusqlite::{OptionalExtension as _, Row, Transaction};

use crate::failure::Failure;
use crate::row::Columns;
use crate::steps::{ChangeId, StepKind};
use crate::{Store, StoreError};

/// What takes a step back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Undoable {
    /// [`Store::undo`].
    Change(ChangeId),
    /// [`Store::restore_search`].
    Search(SearchId),
    /// [`Store::restore_snippet`].
    Snippet(SnippetId),
}

/// What a step did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StepWhat {
    /// Gave jobs a state.
    State(State),
    /// Gave jobs the star, or took it.
    Star(bool),
    /// Wrote the note of a job.
    Note,
    /// Added or took labels.
    Labels,
    /// Set or forgot when to be reminded.
    FollowUp,
    /// Said why jobs were dismissed.
    Reason,
    /// Noted what was offered.
    Application,
    /// Wrote the note about a client.
    ClientNote,
    /// Removed the search of this name.
    SearchRemoved(String),
    /// Removed the snippet of this name.
    SnippetRemoved(String),
}

/// A step that can be taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepRecord {
    /// What takes it back.
    pub undo: Undoable,
    /// When it was taken.
    pub at: Timestamp,
    /// What it did.
    pub what: StepWhat,
    /// How many jobs it changed that are still here.
    pub jobs: u32,
    /// The title of its job, where it changed one alone whose content is kept.
    pub title: Option<String>,
}

/// The latest steps that changed jobs and were not taken back. Jobs that are gone took with them what could be put back.
pub(crate) const OPEN: &str = "SELECT id, at, what FROM changes INDEXED BY changes_open WHERE undone_at IS NULL \
     AND (EXISTS (SELECT 1 FROM state_changes INDEXED BY state_changes_by_change WHERE change_id = changes.id) \
     OR EXISTS (SELECT 1 FROM mark_changes INDEXED BY mark_changes_by_change WHERE change_id = changes.id)) \
     ORDER BY id DESC LIMIT ?1";

/// How many jobs a step changed, and one of them.
pub(crate) const JOBS: &str = "SELECT count(*), min(job_key) FROM (\
     SELECT job_key FROM state_changes INDEXED BY state_changes_by_change WHERE change_id = ?1 UNION \
     SELECT job_key FROM mark_changes INDEXED BY mark_changes_by_change WHERE change_id = ?1)";

impl Store {
    /// The latest steps that can be taken back, latest first, at most so many.
    pub async fn steps(&self, limit: u32) -> Result<Vec<StepRecord>, StoreError> {
        self.read("reading what can be undone", move |tx| {
            let mut steps = changes(tx, limit)?;
            steps.extend(removed(tx, "SELECT id, removed_at, name FROM searches", limit, |id, name| {
                (Undoable::Search(SearchId(id)), StepWhat::SearchRemoved(name))
            })?);
            steps.extend(removed(tx, "SELECT id, removed_at, name FROM snippets", limit, |id, name| {
                (Undoable::Snippet(SnippetId(id)), StepWhat::SnippetRemoved(name))
            })?);
            // Stable: what was done within one instant stays in the order it was done in.
            steps.sort_by_key(|step| std::cmp::Reverse(step.at));
            steps.truncate(limit as usize);
            Ok(steps)
        })
        .await
    }
}

fn changes(tx: &Transaction<'_>, limit: u32) -> Result<Vec<StepRecord>, Failure> {
    let mut statement = tx.prepare_cached(OPEN)?;
    let read = |row: &Row<'_>| {
        let mut columns = Columns::of(row);
        Ok((ChangeId(columns.get()?), columns.instant()?, columns.word::<StepKind>()?))
    };
    let open = statement.query_map([limit], read)?.collect::<Result<Vec<_>, _>>()?;
    let mut steps = Vec::with_capacity(open.len());
    for (id, at, kind) in open {
        let (jobs, one): (u32, Option<i64>) =
            tx.prepare_cached(JOBS)?.query_row([id.0], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let (Some(one), Some(kind)) = (one, kind) else { continue };
        let title = if jobs == 1 { kept_title(tx, JobKey(one))? } else { None };
        steps.push(StepRecord { undo: Undoable::Change(id), at, what: what(tx, id, kind)?, jobs, title });
    }
    Ok(steps)
}

fn what(tx: &Transaction<'_>, id: ChangeId, kind: StepKind) -> Result<StepWhat, Failure> {
    Ok(match kind {
        StepKind::State => {
            let mut statement = tx.prepare_cached("SELECT to_state FROM state_changes WHERE change_id = ?1 LIMIT 1")?;
            let word: Option<String> = statement.query_row([id.0], |row| row.get(0)).optional()?;
            // Jobs that were in the state already got only the reason with it.
            word.as_deref().and_then(State::from_word).map_or(StepWhat::Reason, StepWhat::State)
        }
        StepKind::Star => {
            let mut statement =
                tx.prepare_cached("SELECT new IS NOT NULL FROM mark_changes WHERE change_id = ?1 LIMIT 1")?;
            StepWhat::Star(statement.query_row([id.0], |row| row.get(0)).optional()?.unwrap_or_default())
        }
        StepKind::Note => StepWhat::Note,
        StepKind::Labels => StepWhat::Labels,
        StepKind::FollowUp => StepWhat::FollowUp,
        StepKind::Reason => StepWhat::Reason,
        StepKind::Application => StepWhat::Application,
        StepKind::ClientNote => StepWhat::ClientNote,
    })
}

fn kept_title(tx: &Transaction<'_>, key: JobKey) -> Result<Option<String>, Failure> {
    let mut statement = tx.prepare_cached("SELECT title FROM jobs WHERE key = ?1 AND ephemeral = 0")?;
    Ok(statement.query_row([key.0], |row| row.get(0)).optional()?)
}

fn removed(
    tx: &Transaction<'_>,
    select: &str,
    limit: u32,
    told: impl Fn(i64, String) -> (Undoable, StepWhat),
) -> Result<Vec<StepRecord>, Failure> {
    let sql = format!("{select} WHERE removed_at IS NOT NULL ORDER BY removed_at DESC, id DESC LIMIT ?1");
    let mut statement = tx.prepare_cached(&sql)?;
    let read = |row: &Row<'_>| {
        let mut columns = Columns::of(row);
        let (id, at) = (columns.get()?, columns.instant()?);
        let (undo, what) = told(id, columns.get()?);
        Ok(StepRecord { undo, at, what, jobs: 0, title: None })
    };
    Ok(statement.query_map([limit], read)?.collect::<Result<_, _>>()?)
}
